//! The dossier: what it holds, what it never holds, and that it can be checked with standard tools.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::harness::{Account, mode};

const EMAIL: &str = "siti.nurhaliza@enigma.example";

/// An account with a request to delete that was carried out, every word about it naming the learner.
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn account() -> (Account, String) {
    let account = Account::with(5);
    account
        .run(&[
            "users",
            "add",
            "--first",
            "Siti",
            "--last",
            "Nurhaliza",
            "--email",
            EMAIL,
            "--id",
            "E-1042",
        ])
        .ended(0);
    let new = [
        "requests",
        "new",
        EMAIL,
        "--kind",
        "delete",
        "--channel",
        "mail",
        "--note",
        "Siti Nurhaliza wants to go",
    ];
    let request = account.json(&new, 0)["id"].to_string();
    account.run(&["requests", "claim", &request]).ended(0);
    account
        .run(&["requests", "note", &request, "Nurhaliza called"])
        .ended(0);
    account
        .run(&[
            "requests",
            "verify",
            &request,
            "--how",
            "passport of Siti Nurhaliza",
        ])
        .ended(0);
    account
        .run(&[
            "users",
            "hold",
            "E-1042",
            "--reason",
            "Siti Nurhaliza in court",
        ])
        .ended(0);
    account
        .run(&[
            "users",
            "hold",
            "E-1042",
            "--lift",
            "--reason",
            "Nurhaliza won",
        ])
        .ended(0);
    account
        .run(&[
            "requests",
            "do",
            &request,
            "--yes",
            "--confirm",
            "delete 1 user",
        ])
        .ended(0);
    (account, request)
}

/// Unpacks an archive with a tool that knows nothing of Offboard and answers where it lies.
fn unpacked(account: &Account, archive: &Path) -> PathBuf {
    let folder = account.path("unpacked");
    let program = "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])";
    let ended = Command::new("python3")
        .args(["-c", program])
        .arg(archive)
        .arg(&folder)
        .status()
        .unwrap();
    assert!(ended.success());
    folder
}

fn checks(folder: &Path) -> bool {
    let sums = ["-c", "--quiet", "--strict", "MANIFEST.sha256"];
    Command::new("sha256sum")
        .args(sums)
        .current_dir(folder)
        .output()
        .unwrap()
        .status
        .success()
}

fn json(folder: &Path, name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
}

/// Whether bytes hold a text in UTF-8 or UTF-16, whatever its capitals.
fn holds(bytes: &[u8], text: &str) -> bool {
    let bytes = bytes.to_ascii_lowercase();
    let text = text.to_lowercase();
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let forms = [
        text.clone().into_bytes(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ];
    forms
        .iter()
        .any(|form| bytes.windows(form.len()).any(|window| window == form))
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn a_dossier_proves_the_deletion_and_holds_no_word_about_who_was_deleted() {
    let (account, request) = account();
    for of in [
        ["--request", request.as_str()],
        ["--batch", "1"],
        ["--key", EMAIL],
        ["--key", "E-1042"],
    ] {
        let archive = account.path("dossier.zip");
        let words = ["dossier", of[0], of[1], "-o", archive.to_str().unwrap()];
        account.run(&words).ended(0);
        assert_eq!(mode(&archive), 0o600);
        let bytes = std::fs::read(&archive).unwrap();
        for word in [EMAIL, "nurhaliza", "siti", "E-1042", "court", "passport"] {
            assert!(!holds(&bytes, word), "{of:?} holds {word}");
        }
        assert!(
            holds(&bytes, "enigma hub"),
            "the search finds what is there"
        );

        let folder = unpacked(&account, &archive);
        assert!(checks(&folder));
        let asked = json(&folder, &format!("request-{request}.json"));
        assert_eq!(
            (&asked["kind"], &asked["state"]),
            (&"delete".into(), &"done".into())
        );
        assert_eq!(asked["identity"]["verified_by"], "dl");
        let batch = json(&folder, "batch.json");
        assert_eq!(batch["outcomes"]["deleted"], 1);
        let rows = std::fs::read_to_string(folder.join("batch-rows.csv")).unwrap();
        assert_eq!(rows, "line,outcome,code,message\n2,success,deleted,\n");
        let log = std::fs::read_to_string(folder.join("log.csv")).unwrap();
        for act in [
            "request_new",
            "request_verify",
            "request_do",
            "batch_confirm",
            "batch_finish",
        ] {
            assert!(
                log.contains(&format!(",{act},")),
                "{of:?} lacks {act}: {log}"
            );
        }
        let mail = std::fs::read_to_string(folder.join("mail.csv")).unwrap();
        assert!(mail.lines().count() > 1, "{mail}");
        let certificate = folder.join("certificate.json");
        account
            .run(&[
                "deletions",
                "certificate",
                "--verify",
                certificate.to_str().unwrap(),
            ])
            .ended(0);
        for signed in ["certificate.json", "certificate.html"] {
            let key = folder.join("signing-key.pem");
            let words = ["verify", signed, "--key", key.to_str().unwrap()];
            let mut command = account.command(&words);
            assert!(
                command
                    .current_dir(&folder)
                    .output()
                    .unwrap()
                    .status
                    .success()
            );
        }

        std::fs::write(folder.join("batch.json"), "{}").unwrap();
        assert!(!checks(&folder), "a file that was changed is found");
        account.run(&words).ended(4);
        account.run(&[&words[..], &["--force"]].concat()).ended(0);
        std::fs::remove_file(&archive).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
    }
    // Of whom it is stands on record, whatever it was asked for by.
    let log = account.json(&["audit", "list", "--act", "export"], 0);
    let taken = log.as_array().unwrap();
    assert!(taken.iter().all(|entry| entry["act"] == "export"));
    assert!(
        taken
            .iter()
            .any(|entry| entry["detail"] == "what=dossier request=1"),
        "{log}"
    );
    let dossiers = taken.iter().filter(|entry| {
        entry["detail"]
            .as_str()
            .unwrap()
            .starts_with("what=dossier")
    });
    assert!(dossiers.clone().count() >= 2);
    assert!(
        dossiers
            .into_iter()
            .all(|entry| entry["user_id"].is_number() || entry["batch"].is_number()),
        "{log}"
    );
}

#[test]
fn a_dossier_of_nobody_and_of_nothing_is_refused() {
    let (account, _) = account();
    account.run(&["dossier", "--request", "999"]).ended(1);
    account.run(&["dossier", "--batch", "999"]).ended(1);
    account
        .run(&["dossier", "--key", "nobody@enigma.example"])
        .ended(1);
    account.run(&["dossier"]).ended(2);
    account
        .run(&["dossier", "--batch", "1", "--request", "1"])
        .ended(2);
}

#[test]
fn the_dossier_of_a_corrected_batch_names_its_case() {
    let account = Account::with(10);
    let learners = account.learners();
    let csv = format!(
        "primary_email_address,unique_user_id\n,{}\n,nobody\n",
        learners[0].id
    );
    let file = account.file("leavers.csv", csv);
    account.run(&["deletions", "run", &file, "--yes"]).ended(1);
    let take = format!("3={}", learners[1].id);
    account
        .run(&["deletions", "correct", "1", "--take", &take, "--yes"])
        .ended(0);
    let placed = account.json(&["dossier", "--batch", "2"], 0);
    let archive = PathBuf::from(placed["file"].as_str().unwrap());
    assert!(
        archive.ends_with("exports/dossier-batch-2.zip"),
        "{}",
        archive.display()
    );
    let folder = unpacked(&account, &archive);
    let case = json(&folder, "case.json");
    assert_eq!(
        (&case[0]["batch"], &case[1]["corrects"]),
        (&1.into(), &1.into())
    );
}
