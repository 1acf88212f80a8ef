//! Where output may go: never over a file of an account, through a link, or into what is no file.

use std::os::unix::fs::symlink;
use std::path::PathBuf;

use crate::harness::{Account, mode};

/// Everything that writes a file where it is told to, with the path still to come.
const WRITERS: [&[&str]; 7] = [
    &["users", "export", "--force", "-o"],
    &["users", "export", "-o"],
    &["deletions", "template", "--force", "-o"],
    &["audit", "export", "--force", "-o"],
    &["db", "backup", "--force", "-o"],
    &["demo", "--plain-data"],
    &["tour", "disconnect", "--record"],
];

/// Options that write beside any command.
const LOGS: [&str; 2] = ["--timings", "--frame-log"];

fn calls(path: &str) -> Vec<Vec<&str>> {
    let writers = WRITERS.iter().map(|words| [words, &[path][..]].concat());
    let logs = LOGS.iter().flat_map(|option| {
        [
            vec![*option, path, "man"],
            vec![*option, path, "db", "check"],
        ]
    });
    // The log of frames is begun with the console, which needs a terminal.
    let logs = logs.filter(|words| words[0] != "--frame-log");
    writers.chain(logs).collect()
}

fn contents(account: &Account, names: &[&str]) -> Vec<Option<Vec<u8>>> {
    let read = |name: &&str| std::fs::read(account.path(name)).ok();
    names.iter().map(read).collect()
}

#[test]
fn nothing_is_written_over_a_file_of_an_account() {
    let account = Account::with(30);
    account.run(&["outbox", "list"]).ended(0);
    // A refusal is put on record, which the database itself and its write-ahead log show.
    let written = ["offboard.db", "offboard.db-wal"];
    let own = [
        "offboard.db.key",
        "offboard.db.erasures",
        "offboard.db.batch-lock",
        "offboard.db.erasures.1",
        "offboard.db.uploads/batch-1.csv",
    ];
    let learners = account.learners().len();
    let before = contents(&account, &own);
    for name in written.into_iter().chain(own) {
        for words in calls(name) {
            let ran = account.run(&words);
            let refused = [4, 5].contains(&ran.code);
            assert!(refused && !ran.err.is_empty(), "{words:?}: {ran:#?}");
            assert!(contents(&account, &own) == before, "{words:?}: {ran:#?}");
        }
    }
    account.run(&["db", "check"]).ended(0);
    account.run(&["audit", "verify"]).ended(0);
    assert_eq!(account.learners().len(), learners);
}

#[test]
fn nothing_is_written_over_a_file_of_another_account() {
    let (account, other) = (Account::with(0), Account::with(0));
    for name in ["offboard.db", "offboard.db.key", "offboard.db.erasures"] {
        let path = other.path(name);
        let before = std::fs::read(&path).unwrap();
        for words in calls(path.to_str().unwrap()) {
            let ran = account.run(&words);
            assert!([4, 5].contains(&ran.code), "{words:?}: {ran:#?}");
            assert!(std::fs::read(&path).unwrap() == before, "{words:?}");
        }
    }
    other.run(&["db", "check"]).ended(0);
    let path = other.path("offboard.db.key");
    let words = ["--db", path.to_str().unwrap(), "init", "--account", "X"];
    let words = [&words[..], &["--admin", "x@x.example"]].concat();
    account.run(&words).ended(4);
    let path = other.path("offboard.db-wal");
    let words = [&["--db", path.to_str().unwrap()], &words[2..]].concat();
    account.run(&words).ended(5);
}

#[test]
fn nothing_is_written_through_a_link_or_into_what_is_no_file() {
    let account = Account::with(0);
    let kept = account.path("kept.txt");
    std::fs::write(&kept, "kept").unwrap();
    symlink(&kept, account.path("link")).unwrap();
    symlink(account.path("nowhere"), account.path("dangling")).unwrap();
    let pipe = account.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    for name in ["link", "dangling", "pipe", "/dev/null", "/dev/full"] {
        for words in calls(name) {
            let ran = account.run(&words);
            assert!([4, 5].contains(&ran.code), "{words:?}: {ran:#?}");
            assert!(!ran.err.is_empty(), "{words:?}: {ran:#?}");
        }
    }
    assert_eq!(std::fs::read(&kept).unwrap(), b"kept");
    assert!(!account.path("nowhere").exists());
}

#[test]
fn a_backup_takes_the_place_of_an_older_one_and_nothing_else_does() {
    let account = Account::with(10);
    let words = ["db", "backup", "--force", "-o", "copy.db"];
    account.run(&words).ended(0);
    account.run(&words).ended(0);
    assert_eq!(mode(&account.path("copy.db")), 0o600);
    let before = std::fs::read(account.path("copy.db")).unwrap();
    account
        .run(&["users", "export", "--force", "-o", "copy.db"])
        .ended(5);
    assert!(std::fs::read(account.path("copy.db")).unwrap() == before);
}

#[test]
fn a_log_of_times_is_private_and_takes_the_place_of_an_earlier_one() {
    let account = Account::with(0);
    let path: PathBuf = account.path("times.jsonl");
    std::fs::write(&path, "an earlier one, open to others").unwrap();
    account
        .run(&["--timings", "times.jsonl", "users", "list"])
        .ended(0);
    assert_eq!(mode(&path), 0o600);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with('{'), "{text}");
}

#[test]
fn a_damaged_key_or_journal_is_named_and_the_database_is_not_blamed() {
    let account = Account::with(10);
    account.run(&["outbox", "list"]).ended(0);
    for (name, words) in [
        ("offboard.db.key", "The key file"),
        ("offboard.db.erasures", "The erasure journal"),
    ] {
        let path = account.path(name);
        let good = std::fs::read(&path).unwrap();
        let mut bad = good.clone();
        bad[20..24].fill(b'?');
        std::fs::write(&path, &bad).unwrap();
        let ran = account.run(&["users", "list"]).ended(5);
        assert!(ran.err.contains(words), "{name}: {ran:#?}");
        assert!(!ran.err.contains("The database cannot"), "{ran:#?}");
        assert_eq!(std::fs::read(&path).unwrap(), bad, "{name} was changed");
        std::fs::write(&path, &good).unwrap();
        account.run(&["users", "list"]).ended(0);
    }
}

#[test]
fn a_lost_journal_is_begun_anew_by_an_act_and_the_check_names_it_until_there_is_a_new_backup() {
    let account = Account::with(10);
    let leavers = account.leavers("one.csv", &account.learners()[..1]);
    let phrase = ["--yes", "--confirm", "delete 1 user"];
    let run = ["deletions", "run", &leavers];
    account.run(&[&run[..], &phrase].concat()).ended(0);
    account.run(&["db", "check"]).ended(0);
    let journal = account.path("offboard.db.erasures");
    let aside = account.path("aside");
    std::fs::rename(&journal, &aside).unwrap();
    // Whoever reads is told, and begins none.
    let reading: [&[&str]; 4] = [
        &["users", "list"],
        &["deletions", "show", "1"],
        &["audit", "list"],
        &["--read-only", "users", "list"],
    ];
    for words in reading {
        let told = account.run(words).ended(0);
        let said = told.err.contains("The erasure journal is missing");
        assert!(said && !journal.exists(), "{told:#?}");
    }
    let check = account.run(&["db", "check"]).ended(1);
    assert!(check.out.contains("is missing"), "{check:#?}");
    assert!(!check.out.contains("All is well"), "{check:#?}");
    let lost = account.json(&["db", "check"], 1)["journal_lost"].clone();
    assert_eq!(lost, serde_json::json!({"at": null, "entries": 2}));
    assert!(!journal.exists());
    // The old one can be put back, and nothing has happened.
    std::fs::rename(&aside, &journal).unwrap();
    account.run(&["db", "check"]).ended(0);
    std::fs::remove_file(&journal).unwrap();
    // An act of whoever may begins a new one, in their name.
    let held = &account.learners()[0].email;
    account
        .run(&["users", "hold", held, "--reason", "court"])
        .ended(0);
    assert!(journal.exists());
    let log = account.json(&["audit", "list"], 0);
    let entries = log.as_array().unwrap();
    let lost = entries
        .iter()
        .find(|it| it["act"] == "journal_lost")
        .unwrap();
    assert_eq!(lost["detail"], "frames=2");
    assert_eq!(lost["operator"], "dl", "{lost}");
    let check = account.run(&["db", "check"]).ended(1);
    assert!(
        check.out.contains("The erasure journal was lost on"),
        "{check:#?}"
    );
    assert_eq!(
        account.json(&["db", "check"], 1)["journal_lost"]["entries"],
        2
    );
    account.run(&["db", "backup"]).ended(0);
    let check = account.json(&["db", "check"], 0);
    assert!(check["journal_lost"].is_null(), "{check}");
}
