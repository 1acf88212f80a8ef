//! Wordings that were given up stay gone: in both languages of the program, in the tours, in the comments of the code,
//! and in the papers.
//!
//! A reader who knows the guide's terms chose the words that stand in their place; what comes in by a new sentence is
//! caught here. `docs/GLOSSARY.md` says which word has which meaning.

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
    ("is told", "is mailed, or learns"),
    ("be told", "be known, or mailed"),
    ("put right", "corrected, or removed"),
    ("sets right", "corrects"),
    ("wished", "wanted, or asked for"),
    ("learner wishes", "the learner asks for"),
];

/// What no comment of the code and no paper says any more, as words of their own, in small letters.
const PAPERS: &[(&str, &str)] = &[
    ("told", "shown, reported, mailed, listed: who does what"),
    ("mend", "correct"),
    ("mends", "corrects"),
    ("mended", "corrected"),
    ("taken down", "recorded"),
    ("takes down", "records"),
    ("take down", "record"),
    ("put right", "corrected, or removed"),
    ("sets right", "corrects"),
    ("dear", "expensive, slow"),
    ("for ever", "without end"),
    ("in earnest", "in the shipped program"),
    ("befall", "stop, concern"),
    ("befalls", "stops, concerns"),
    ("gone sooner", "closed before"),
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

/// The lines of a text that have a wording as words of their own, whatever the case.
fn found_as_words(place: &str, text: &str, given_up: &[(&str, &str)]) -> Vec<String> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let words: Vec<String> = line
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let words = format!(" {} ", words.join(" "));
        for (old, new) in given_up {
            if words.contains(&format!(" {old} ")) {
                found.push(format!("{place}:{}: {old:?} should be {new:?}", index + 1));
            }
        }
    }
    found
}

/// The comments of a source file, a line for each of its lines.
fn comments(source: &str) -> String {
    let lines = source.lines().map(|line| {
        let begins = line.trim_start().starts_with("//");
        let at = if begins {
            line.find("//")
        } else {
            line.find(" // ")
        };
        at.map_or("", |at| &line[at..])
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The files below a folder with an ending, and their paths from the root of the repository.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending)
                && let Ok(text) = fs::read_to_string(&path)
            {
                let below = path.strip_prefix(root).unwrap_or(&path);
                found.push((below.to_string_lossy().into_owned(), text));
            }
        }
    }
    found
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
fn comments_and_papers_say_nothing_that_was_given_up() {
    let mut bad = Vec::new();
    let sources = files("src", "rs");
    assert!(sources.len() > 100, "the sources were not found");
    for (place, text) in &sources {
        bad.extend(found_as_words(place, &comments(text), PAPERS));
    }
    let mut papers = files("docs", "md");
    assert!(papers.len() > 5, "the papers were not found");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            papers.push((entry.file_name().to_string_lossy().into_owned(), text));
        }
    }
    // The glossary names them, and the benchmark quotes what it measures.
    papers
        .retain(|(place, _)| !place.ends_with("GLOSSARY.md") && !place.ends_with("performance.md"));
    for (place, text) in &papers {
        bad.extend(found_as_words(place, text, PAPERS));
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn a_given_up_word_is_found_in_comments_and_papers_only_as_a_word() {
    let source = "//! Who is told.\nlet told = 1; // dear\n// Amended, untold.\n";
    let found = found_as_words("a.rs", &comments(source), PAPERS);
    assert_eq!(found.len(), 2, "{found:?}");
    let found = found_as_words("a.md", "It was taken\ndown. It was Taken down.", PAPERS);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_given_up_wording_would_be_found() {
    let found = found("a = b\nrequest-owner = pemilik\n", INDONESIAN);
    assert_eq!(
        found,
        ["\"= pemilik\" should be \"penanggung jawab\": request-owner = pemilik"]
    );
}

#[test]
fn buttons_speak_the_operator_s_language_but_in_the_window_of_the_guide() {
    let console = files("src/ui", "rs");
    assert!(console.len() > 100, "the console was not found");
    let of_the_guide = |path: &str| path.contains("deletion/wizard/");
    let is_test = |path: &str| path.ends_with("tests.rs");
    let literals = [
        "Button::new(\"",
        "Button::new( \"",
        "button: \"",
        "button = \"",
        "button = String::from",
        "field, \"",
    ];
    let mut found = Vec::new();
    for (path, text) in &console {
        if of_the_guide(path) || is_test(path) {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let literals = literals.iter().filter(|literal| words.contains(**literal));
        found.extend(literals.map(|literal| format!("{path}: {literal}")));
    }
    assert!(found.is_empty(), "{found:#?}");
}
