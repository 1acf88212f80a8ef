//! What an account signs can be checked by anybody who has the public half: offline, by this program and by others.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use offboard::service::deletion::verifying::{Verdict, keys_of, verify};

use crate::harness::{Account, Ran, mode};

/// An account with a batch that is over, its certificate, page and log, each signed, and the public half.
fn account() -> Account {
    let account = Account::with(12);
    let learners = account.learners();
    let csv = account.leavers("l.csv", &learners[..2]);
    account.run(&["deletions", "run", &csv, "--yes"]).ended(0);
    for words in [
        &["deletions", "certificate", "1", "-o", "c.json"][..],
        &["deletions", "certificate", "1", "--page", "-o", "c.html"],
        &["audit", "export", "-o", "log.csv"],
        &["deletions", "signing-key", "-o", "key.pem"],
    ] {
        account.run(words).ended(0);
    }
    account
}

/// Checks a file where there is no account.
fn checked(account: &Account, words: &[&str]) -> Ran {
    let mut command = account.command(&["verify"]);
    let nowhere = tempfile::tempdir().unwrap();
    command
        .env("HOME", nowhere.path())
        .env("OFFBOARD_DB", nowhere.path().join("none.db"))
        .args(words);
    let ended = command.output().unwrap();
    assert_eq!(std::fs::read_dir(nowhere.path()).unwrap().count(), 0);
    Ran {
        code: ended.status.code().unwrap(),
        out: String::from_utf8(ended.stdout).unwrap(),
        err: String::from_utf8(ended.stderr).unwrap(),
    }
}

#[test]
fn whoever_has_the_public_half_checks_what_was_signed_without_an_account() {
    let account = account();
    for file in ["c.json", "c.html", "log.csv"] {
        let ran = checked(&account, &[file, "--key", "key.pem"]).ended(0);
        assert!(ran.out.starts_with("Genuine"), "{}", ran.out);
    }
    let said = checked(&account, &["c.json", "--key", "key.pem"]).out;
    assert!(said.contains("batch 1 of Enigma Hub"), "{said}");
    assert!(said.contains("2 users deleted, of 2 rows"), "{said}");
    assert!(said.contains("does not prove"), "{said}");
    let json = checked(
        &account,
        &["c.html", "--key", "key.pem", "--format", "json"],
    )
    .json();
    assert_eq!(json["verdict"], "genuine");
    assert_eq!(json["account"], "Enigma Hub");
    assert_eq!((&json["batch"], &json["deleted"]), (&1.into(), &2.into()));
    // The text of the key does as well as its file.
    let pem = std::fs::read_to_string(account.path("key.pem")).unwrap();
    let text = pem.lines().nth(1).unwrap();
    checked(&account, &["c.json", "--key", text]).ended(0);
}

#[test]
fn a_file_that_names_its_own_key_is_only_shown_to_be_unchanged() {
    let account = account();
    let ran = checked(&account, &["c.json"]).ended(0);
    assert!(ran.out.starts_with("Unchanged"), "{}", ran.out);
    let json = checked(&account, &["c.json", "--format", "json"]).json();
    assert_eq!(json["verdict"], "unchanged");
    assert_eq!(json["key_given"], false);
    // A log names none.
    let json = checked(&account, &["log.csv", "--format", "json"])
        .ended(1)
        .json();
    assert_eq!(json["verdict"], "key_needed");
}

#[test]
fn a_byte_changed_anywhere_in_the_file_or_its_signature_is_refused() {
    let account = account();
    let keys = keys_of(account.path("key.pem").to_str().unwrap())
        .unwrap()
        .unwrap();
    // Every byte of the certificate; of what is longer, some.
    for (name, step) in [("c.json", 1), ("c.html", 37), ("log.csv", 13)] {
        let file = account.path(name);
        let beside = account.path(&format!("{name}.sig"));
        for changed in [&file, &beside] {
            let right = std::fs::read(changed).unwrap();
            for at in (0..right.len()).step_by(step) {
                let mut wrong = right.clone();
                wrong[at] ^= 1;
                std::fs::write(changed, &wrong).unwrap();
                for given in [None, Some(keys.as_slice())] {
                    let verdict = verify(&file, given).unwrap().verdict;
                    assert!(!verdict.fits(), "{name}, byte {at}: {verdict:?}");
                }
            }
            for other in [&right[1..], &[&right[..], b"\n"].concat()] {
                std::fs::write(changed, other).unwrap();
                assert!(!verify(&file, Some(&keys)).unwrap().verdict.fits());
            }
            std::fs::write(changed, &right).unwrap();
        }
        assert!(verify(&file, Some(&keys)).unwrap().verdict.fits());
    }
}

#[test]
fn another_accounts_key_a_missing_signature_and_another_file_are_told_apart() {
    let (account, other) = (account(), account());
    let key = other.path("key.pem");
    let key = key.to_str().unwrap();
    let verdict = |words: &[&str]| {
        let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
        let json = checked(&account, &words).ended(1).json();
        assert!(json["batch"].is_null(), "{json}");
        json["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict(&["c.json", "--key", key]), "other_key");
    assert_eq!(verdict(&["log.csv", "--key", key]), "not_genuine");
    std::fs::remove_file(account.path("c.json.sig")).unwrap();
    assert_eq!(verdict(&["c.json", "--key", "key.pem"]), "no_signature");
    assert_eq!(verdict(&["key.pem", "--key", "key.pem"]), "not_signed");
    checked(&account, &["none.json"]).ended(5);
    checked(&account, &["c.json", "--key", "c.json"]).ended(2);
}

/// Runs what the documents say, where there is an OpenSSL that can.
fn openssl(folder: &Path, line: &str) -> Option<bool> {
    let version = Command::new("openssl").arg("version").output().ok()?;
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let major: u32 = version
        .strip_prefix("OpenSSL ")?
        .split('.')
        .next()?
        .parse()
        .ok()?;
    if major < 3 {
        return None;
    }
    let ran = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .output()
        .ok()?;
    Some(ran.status.success())
}

#[test]
fn the_documented_line_checks_a_certificate_with_standard_tools() {
    let account = account();
    let formats = include_str!("../../docs/formats.md");
    let line = formats
        .split("```sh\n")
        .find(|part| part.starts_with("openssl pkeyutl"));
    let line = line.and_then(|part| part.split("\n```").next()).unwrap();
    let folder = account.path("");
    for name in ["c.json", "c.html", "log.csv"] {
        let line = line.replace("signing-key.pem", "key.pem");
        let line = line.replace("certificate.json", name);
        let Some(fits) = openssl(&folder, &line) else {
            let _ = writeln!(std::io::stderr(), "skipped: there is no OpenSSL 3 here");
            return;
        };
        assert!(fits, "{line}");
        let mut wrong = std::fs::read(account.path(name)).unwrap();
        wrong[20] ^= 1;
        std::fs::write(account.path("wrong"), wrong).unwrap();
        let line = line.replace(&format!("-in {name}"), "-in wrong");
        assert_eq!(openssl(&folder, &line), Some(false), "{line}");
    }
    // So does the line that stands in the page itself.
    let page = std::fs::read_to_string(account.path("c.html")).unwrap();
    let line = page
        .split("<pre>")
        .nth(1)
        .unwrap()
        .split("</pre>")
        .next()
        .unwrap();
    let line = line
        .replace("signing-key.pem", "key.pem")
        .replace("certificate.html", "c.html");
    assert_eq!(openssl(&folder, &line), Some(true), "{line}");
    // The file of the key is one that others read too.
    let line = "openssl pkey -in offboard.db.signing-key -pubout | cmp - key.pem";
    assert_eq!(openssl(&folder, line), Some(true));
}

#[test]
fn after_a_rotation_the_old_half_checks_what_the_old_key_signed() {
    let account = account();
    account
        .run(&["deletions", "signing-key", "--new", "--yes"])
        .ended(0);
    account
        .run(&["deletions", "certificate", "1", "-o", "new.json"])
        .ended(0);
    account
        .run(&["deletions", "signing-key", "-o", "new.pem"])
        .ended(0);
    account
        .run(&["deletions", "signing-key", "--all", "-o", "all.pem"])
        .ended(0);
    for (file, key, code) in [
        ("c.json", "key.pem", 0),
        ("c.json", "new.pem", 1),
        ("new.json", "key.pem", 1),
        ("new.json", "new.pem", 0),
        ("c.json", "all.pem", 0),
        ("new.json", "all.pem", 0),
    ] {
        let ran = checked(&account, &[file, "--key", key]);
        assert_eq!(ran.code, code, "{file} {key}: {ran:?}");
    }
    // The account itself knows both, and says what it checked.
    for file in ["c.json", "new.json"] {
        let verified = account.json(&["deletions", "certificate", "--verify", file], 0);
        assert_eq!(
            verified["checked"],
            serde_json::json!(["mark", "signature"])
        );
    }
    std::fs::remove_file(account.path("c.json.sig")).unwrap();
    let verified = account.json(&["deletions", "certificate", "--verify", "c.json"], 0);
    assert_eq!(verified["checked"], serde_json::json!(["mark"]));
    std::fs::copy(account.path("new.json.sig"), account.path("c.json.sig")).unwrap();
    account.json(&["deletions", "certificate", "--verify", "c.json"], 1);
    let log = account.json(&["audit", "list", "--act", "signing_key_make"], 0);
    assert_eq!(log.as_array().unwrap().len(), 1, "{log}");
}

#[test]
fn a_key_that_is_lost_or_damaged_signs_nothing_and_is_named() {
    let account = account();
    let path = account.path("offboard.db.signing-key");
    assert_eq!(mode(&path), 0o600);
    let first = std::fs::read(&path).unwrap();
    let refused = |what: &str| {
        let ran = account
            .run(&["deletions", "certificate", "1", "-o", "no.json"])
            .ended(5);
        assert!(
            ran.err.contains("offboard.db.signing-key"),
            "{what}: {ran:?}"
        );
        assert!(!account.path("no.json").exists(), "{what}");
        let check = account.json(&["db", "check"], 1);
        assert!(check["signing_key_unusable"].is_string(), "{what}: {check}");
        let doctor = account.run(&["doctor"]);
        assert!(
            doctor.out.contains("offboard.db.signing-key"),
            "{what}: {doctor:?}"
        );
    };
    std::fs::remove_file(&path).unwrap();
    refused("lost");
    std::fs::write(&path, &first[..first.len() - 1]).unwrap();
    refused("cut");
    // A log can still be read, and what was signed can still be checked.
    account.run(&["audit", "export"]).ended(0);
    account
        .run(&["deletions", "signing-key", "--new", "--yes"])
        .ended(0);
    account
        .run(&["deletions", "certificate", "1", "-o", "yes.json"])
        .ended(0);
    account
        .run(&["deletions", "signing-key", "--all", "-o", "all.pem"])
        .ended(0);
    checked(&account, &["c.json", "--key", "all.pem"]).ended(0);
    checked(&account, &["yes.json", "--key", "all.pem"]).ended(0);
    let other = std::fs::read(&path).unwrap();
    std::fs::write(&path, &first).unwrap();
    refused("older");
    std::fs::write(&path, &other).unwrap();
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn an_older_backup_goes_on_with_the_key_that_lies_beside_it() {
    let account = account();
    account.run(&["db", "backup", "before.db"]).ended(0);
    account
        .run(&["deletions", "signing-key", "--new", "--yes"])
        .ended(0);
    account
        .run(&["db", "restore", "before.db", "--yes"])
        .ended(0);
    account
        .run(&["deletions", "certificate", "1", "-o", "after.json"])
        .ended(0);
    account
        .run(&["deletions", "signing-key", "-o", "new.pem"])
        .ended(0);
    checked(&account, &["after.json", "--key", "new.pem"]).ended(0);
    checked(&account, &["after.json", "--key", "key.pem"]).ended(1);
    // A file that nobody has seen is on record before it signs.
    let log = account.json(&["audit", "list", "--act", "signing_key_make"], 0);
    assert_eq!(log.as_array().unwrap().len(), 1, "{log}");
}

#[test]
fn an_account_of_before_gets_its_key_with_its_first_certificate() {
    let account = account();
    std::fs::remove_file(account.path("offboard.db.signing-key")).unwrap();
    let forget = "DELETE FROM meta WHERE name = 'signing_keys'";
    let database = account.path("offboard.db");
    let connection = rusqlite::Connection::open(database).unwrap();
    assert_eq!(connection.execute(forget, []).unwrap(), 1);
    drop(connection);
    account.run(&["db", "check"]).ended(0);
    assert!(!account.path("offboard.db.signing-key").exists());
    account
        .run(&["deletions", "certificate", "1", "-o", "first.json"])
        .ended(0);
    checked(&account, &["first.json"]).ended(0);
    assert_eq!(mode(&account.path("offboard.db.signing-key")), 0o600);
    let log = account.json(&["audit", "list", "--act", "signing_key_make"], 0);
    assert_eq!(log.as_array().unwrap().len(), 1, "{log}");
}

#[test]
fn a_page_says_what_the_certificate_says_in_both_languages_and_names_no_learner() {
    let account = Account::with(12);
    let learners = account.learners();
    let csv = account.leavers("l.csv", &learners[..2]);
    account.run(&["deletions", "run", &csv, "--yes"]).ended(0);
    for (language, sum) in [
        ("en", "2 users deleted, of 2 rows of the uploaded file."),
        ("id", "2 pengguna dihapus, dari 2 baris file upload."),
    ] {
        let words = [
            "deletions",
            "certificate",
            "1",
            "--page",
            "--lang",
            language,
        ];
        let page = account.run(&words).ended(0).out;
        assert!(page.contains(sum), "{page}");
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        assert!(!page.contains("No localization"), "{page}");
        // Nothing is loaded, and nothing runs.
        for other in ["http", "src=", "url(", "@import", "<script>"] {
            assert!(!page.contains(other), "{other}");
        }
        for learner in &learners {
            assert!(!page.contains(&learner.email) && !page.contains(&learner.id));
        }
    }
}

#[test]
fn a_name_of_an_account_cannot_end_the_page() {
    let account = Account::none();
    let name = "A </script><b>&\" co";
    let words = ["init", "--account", name, "--admin", "dl@enigma.example"];
    account.run(&words).ended(0);
    account.run(&["seed", "--learners", "12", "--yes"]).ended(0);
    let learners = account.learners();
    let csv = account.leavers("l.csv", &learners[..1]);
    account.run(&["deletions", "run", &csv, "--yes"]).ended(0);
    account
        .run(&["deletions", "certificate", "1", "--page", "-o", "c.html"])
        .ended(0);
    let page = std::fs::read_to_string(account.path("c.html")).unwrap();
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(
        page.contains("A &lt;/script&gt;&lt;b&gt;&amp;&quot; co"),
        "{page}"
    );
    let file: PathBuf = account.path("c.html");
    let checked = verify(&file, None).unwrap();
    assert!(
        matches!(checked.verdict, Verdict::Unchanged(_)),
        "{checked:?}"
    );
}

#[test]
fn what_goes_to_stdout_says_that_it_is_not_signed() {
    let account = account();
    let ran = account.run(&["deletions", "certificate", "1"]).ended(0);
    assert!(ran.err.contains("not signed"), "{ran:?}");
    let ran = account
        .run(&["deletions", "certificate", "1", "-o", "c.json"])
        .ended(4);
    assert!(ran.err.contains("--force"), "{ran:?}");
    // A signature of another file is not written over either.
    std::fs::remove_file(account.path("c.json")).unwrap();
    account
        .run(&["deletions", "certificate", "1", "-o", "c.json"])
        .ended(4);
    assert!(!account.path("c.json").exists());
    account
        .run(&["deletions", "certificate", "1", "-o", "c.json", "--force"])
        .ended(0);
    checked(&account, &["c.json", "--key", "key.pem"]).ended(0);
}
