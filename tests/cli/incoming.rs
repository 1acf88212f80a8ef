//! `-` wherever a file is read, a folder wherever one is written, and a package that is whole or is not.

use std::io::Write as _;
use std::process::Stdio;

use crate::harness::{Account, mode};

const HEADER: &str = "primary_email_address,unique_user_id";

#[test]
fn a_dash_reads_stdin_wherever_a_file_is_read() {
    let account = Account::with(200);
    let learners = account.learners();
    let leavers = format!("{HEADER}\n,{}\n", learners[0].id);
    let checked = account.fed(&["deletions", "check", "-", "--format", "json"], &leavers);
    let checked = checked.ended(0).json();
    assert_eq!(checked["file"], "stdin");
    assert_eq!(checked["outcomes"]["would_delete"], 1);
    account
        .fed(&["deletions", "package", "-", "--output", "out"], &leavers)
        .ended(0);
    assert!(account.path("out").is_dir());
    account
        .fed(&["deletions", "run", "-", "--yes"], &leavers)
        .ended(0);
    let batch = account.json(&["deletions", "show", "1"], 0);
    assert_eq!(batch["file"], "stdin");
    assert_eq!(batch["outcomes"]["deleted"], 1);
    let certificate = account.run(&["deletions", "certificate", "1"]).ended(0).out;
    account
        .fed(&["deletions", "certificate", "--verify", "-"], &certificate)
        .ended(0);
    let roster = "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id\n\
                  Siti,Aminah,siti@enigma.example,EH-9\n";
    account.fed(&["users", "import", "-"], roster).ended(0);
    account.run(&["users", "show", "EH-9"]).ended(0);
    let report = "Email,Unique User ID,Content Name,Percent Completed,Completed At,First Viewed,Last Viewed,Time Viewed\n\
                  siti@enigma.example,EH-9,Excel,100,2026-10-05,2026-10-01,2026-10-05,1:00:00\n";
    let words = ["learning", "import", "-", "--check", "--period", "2026-10"];
    let from_file = account.file("report.csv", report);
    let words_of_file = words.map(|word| if word == "-" { &from_file } else { word });
    let (fed, named) = (account.fed(&words, report), account.run(&words_of_file));
    assert_eq!((fed.code, &fed.err), (named.code, &named.err));
    account
        .run(&["db", "backup", account.path("copy.db").to_str().unwrap()])
        .ended(0);
    let copy = std::fs::File::open(account.path("copy.db")).unwrap();
    let mut restoring = account.command(&["db", "restore", "-", "--yes"]);
    let restored = restoring.stdin(copy).output().unwrap();
    assert_eq!(restored.status.code(), Some(0), "{restored:?}");
}

#[test]
fn stdin_without_an_end_is_too_large_and_an_empty_one_is_said() {
    let account = Account::with(3);
    let mut checking = account
        .command(&["deletions", "check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = checking.stdin.take().unwrap();
    let row = format!("{HEADER}\n").repeat(1_000);
    // Until nobody reads it any more.
    while stdin.write_all(row.as_bytes()).is_ok() {}
    let ended = checking.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(1), "{ended:?}");
    assert!(String::from_utf8_lossy(&ended.stderr).contains("15 MB"));
    account.fed(&["deletions", "check", "-"], "").ended(1);
}

#[test]
fn a_folder_gets_a_file_of_the_usual_name() {
    let account = Account::with(200);
    let learners = account.learners();
    let rows = format!("{HEADER}\n,{}\n,NOBODY-HERE\n", learners[0].id);
    let leavers = account.file("leavers.csv", rows);
    account
        .run(&["deletions", "run", &leavers, "--yes"])
        .ended(1);
    std::fs::create_dir(account.path("out")).unwrap();
    let users = account.run(&["users", "export", "-o", "-"]).ended(0).out;
    let rest = users.trim_end().rsplit_once('\n').unwrap().0;
    let roster = account.file("roster.csv", rest);
    let calls: [(&[&str], &str); 8] = [
        (
            &["deletions", "template", "-o"],
            "user-deletion-template.csv",
        ),
        (
            &["deletions", "certificate", "1", "-o"],
            "deletion-1-certificate.json",
        ),
        (
            &["deletions", "results", "1", "-o"],
            "deletion-1-results.csv",
        ),
        (&["users", "export", "-o"], "users.csv"),
        (&["audit", "export", "-o"], "activity-log.csv"),
        (
            &["users", "import", &roster, "--check", "--leavers"],
            "leavers-to-look-at.csv",
        ),
        (&["demo", "--plain-data"], "leavers.csv"),
        (&["tour", "disconnect", "--record"], "disconnect.cast"),
    ];
    for (call, name) in calls {
        let ran = account.run(&[call, &["out"]].concat());
        assert!(ran.code <= 1, "{call:?}: {ran:?}");
        assert!(account.path("out").join(name).exists(), "{call:?}: {ran:?}");
        assert_eq!(mode(&account.path("out").join(name)), 0o600, "{call:?}");
    }
    account.run(&["db", "backup", "-o", "out"]).ended(0);
    let backups = std::fs::read_dir(account.path("out")).unwrap().flatten();
    let names = backups.map(|one| one.file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| name.contains("offboard-")).count(), 1);
}

#[test]
fn a_package_is_whole_only_where_every_row_is_in_it() {
    let account = Account::with(20);
    let id = &account.learners()[0].id;
    for (rows, code) in [
        (format!(",{id}\n"), 0),
        (format!(",{id}\n,{id}\n"), 0),
        (format!(",{id}\n{HEADER}\n"), 1),
        (format!(",{id}\n,NOBODY-HERE\n"), 1),
    ] {
        let file = account.file("leavers.csv", format!("{HEADER}\n{rows}"));
        let words = ["deletions", "package", &file, "--output", "out", "--force"];
        account.run(&words).ended(code);
    }
}
