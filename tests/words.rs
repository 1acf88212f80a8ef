//! Wordings that were given up stay gone, in both languages, in the texts of the program and in the tours.
//!
//! A reader who knows the guide's terms chose the words that stand in their place; what comes in by a new sentence is
//! caught here.

use std::fs;
use std::path::Path;

/// What no Indonesian text says any more, in small letters, each with what it says now.
const INDONESIAN: &[(&str, &str)] = &[
    ("penahanan", "legal hold"),
    ("lepas tahanan", "buka kunci"),
    ("ditahan", "legal hold"),
    ("pusat bantuan", "help desk"),
    ("meja bantuan", "help desk"),
    ("meja layanan", "help desk"),
    (
        "dan bersamanya akses",
        "sehingga … tidak lagi memiliki akses",
    ),
    (
        "jika anda tidak menduga",
        "jika anda tidak merasa memintanya",
    ),
    ("kata pembelajar", "isi permintaan"),
    ("kata-kata", "isi permintaan, pesan, teks ini"),
    ("siapa meminta", "diminta oleh"),
    ("= pemilik", "penanggung jawab"),
    ("belum ditangani", "belum diambil"),
    ("orang lain menyetujui (a)", "setujui (a)"),
    ("tenggat berhenti", "tenggat dijeda"),
    ("waktunya berhenti", "tenggat dijeda"),
    ("= lewat {", "terlambat"),
    ("lewat tenggat", "terlambat"),
    ("akhiri penantian", "lanjutkan permintaan"),
    ("bebaskan", "izinkan dipakai lagi"),
    ("melepaskannya", "izinkan dipakai lagi"),
    ("frasa di atas", "wajib frasa"),
    ("kepala log", "hash terakhir log"),
    ("kepala rantai", "hash terakhir log"),
    ("= ujung", "hash terakhir log"),
    ("baris fisik", "baris file"),
    ("berkunci", "hash dengan kunci rahasia"),
    ("alamat ditemukan", "sisa alamat terhapus"),
    ("memegang", "memiliki"),
    ("anda dikirimi email", "anda akan menerima email"),
    ("hilangkan", "hapus baris ini dari file"),
    (
        "file ini terminated",
        "pemeriksaan file dihentikan (terminated)",
    ),
    ("= tab berikut\n", "tab berikutnya"),
    ("= tab sebelum\n", "tab sebelumnya"),
    ("itu tidak berhasil", "tindakan gagal"),
    ("berkas", "file"),
    ("database", "basis data"),
    (" path ", "lokasi file"),
    ("unggah", "upload"),
    ("produk terkelola", "produk web linkedin learning"),
    ("produk hosting", "produk web linkedin learning"),
    ("entri operator", "akun operator"),
    ("sudah final", "sudah selesai diproses"),
    (" do it", "jalankan"),
    (" claim", "ambil"),
];

/// What no English text says any more.
const ENGLISH: &[(&str, &str)] = &[
    ("mend ", "correct"),
    ("mended", "corrected"),
    ("taken down", "recorded"),
    ("takes down", "records"),
    ("take down", "record"),
];

/// The sentences of a language: its messages without words that only the search reads, and its captions in the tours.
fn sentences(language: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    let messages = read(&root.join("locales").join(language).join("offboard.ftl"));
    assert!(!messages.is_empty(), "no messages in {language}");
    let messages = messages.lines().filter(|line| !line.starts_with('#'));
    let messages = messages.filter_map(|line| match line.split_once(" = ") {
        Some((id, _)) if id.starts_with("command-") && id.ends_with("-words") => None,
        Some((_, said)) => Some(format!("= {said}")),
        None => Some(line.to_owned()),
    });
    let mut told: Vec<String> = messages.map(|line| without_names(&line)).collect();
    let tours = fs::read_dir(root.join("tours")).map(|files| files.flatten().collect::<Vec<_>>());
    for file in tours.unwrap_or_default() {
        let text = read(&file.path());
        let said = format!("{language} = ");
        let captions = text.lines().filter(|line| line.starts_with(&said));
        told.extend(captions.map(str::to_owned));
    }
    let mut told = told.join("\n").to_lowercase();
    told.push('\n');
    told
}

/// A line without the names of what is put into it: they are the program's, not the reader's.
fn without_names(line: &str) -> String {
    let mut parts = line.split("{ $");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        said.push('{');
        said.push_str(&part[name.unwrap_or(part.len())..]);
    }
    said
}

/// The given-up wordings that stand in a text.
fn found(text: &str, given_up: &[(&str, &str)]) -> Vec<String> {
    let places = given_up.iter().flat_map(|(old, new)| {
        text.match_indices(old).map(move |(at, _)| {
            let begins = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let line = text[begins..].lines().next().unwrap_or_default();
            format!("{old:?} should be {new:?}: {line}")
        })
    });
    places.collect()
}

#[test]
fn indonesian_wordings_that_were_given_up_are_gone() {
    let found = found(&sentences("id"), INDONESIAN);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn english_wordings_that_were_given_up_are_gone() {
    let found = found(&sentences("en"), ENGLISH);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_given_up_wording_would_be_found() {
    let found = found("a = b\nrequest-owner = pemilik\n", INDONESIAN);
    assert_eq!(
        found,
        ["\"= pemilik\" should be \"penanggung jawab\": request-owner = pemilik"]
    );
}
