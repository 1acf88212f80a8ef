//! Stdin, stdout and stderr that are full, broken, or not there: the exit code and the words are true, and what a command
//! did is done.

use std::fs::OpenOptions;
use std::process::{Output, Stdio};

use crate::harness::Account;

/// Commands that answer on stdout and change nothing, each with its exit code.
const QUESTIONS: [(&[&str], i32); 14] = [
    (&["--help"], 0),
    (&["--version"], 0),
    (&["users", "--help"], 0),
    (&["users", "list"], 0),
    (&["users", "list", "--format", "json"], 0),
    (&["users", "export", "-o", "-"], 0),
    (&["deletions", "template"], 0),
    (&["deletions", "list", "--format", "csv"], 0),
    (&["audit", "export"], 0),
    (&["audit", "verify"], 0),
    (&["db", "check"], 0),
    (&["completions", "bash"], 0),
    (&["man"], 0),
    (&["tour", "--list"], 0),
];

fn full() -> Stdio {
    OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap()
        .into()
}

/// The writing end of a pipe that nobody reads any more.
fn broken() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_answer_that_cannot_be_written_is_told_and_never_passes_for_one() {
    let account = Account::with(40);
    for (call, _) in QUESTIONS {
        let ran = account.command(call).stdout(full()).output().unwrap();
        let told = words(&ran);
        assert_eq!(ran.status.code(), Some(5), "{call:?}: {told}");
        assert!(told.contains("could not be written"), "{call:?}: {told}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story is one piece")]
fn an_answer_is_not_given_away_into_a_stdout_that_is_closed() {
    let account = Account::with(40);
    let into = |call: &[&str], redirection: &str| {
        let shell = format!("exec \"$0\" \"$@\" {redirection}");
        let usual = account.command(call);
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &shell]).arg(usual.get_program());
        command.args(usual.get_args());
        for (name, value) in usual.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        if let Some(folder) = usual.get_current_dir() {
            command.current_dir(folder);
        }
        let ran = command.output().unwrap();
        (ran.status.code(), words(&ran))
    };
    let others: [&[&str]; 3] = [
        &["help", "users"],
        &["version"],
        &["deletions", "find", "a@b.example"],
    ];
    // Whether stdout is closed can only be guessed, and is asked where something would be lost: a list, an export.
    let is_taken_away = |call: &[&str]| {
        let verbs = ["list", "export", "template"];
        call.iter()
            .any(|word| verbs.contains(&word.trim_start_matches("--")))
    };
    for call in QUESTIONS.map(|(call, _)| call).into_iter().chain(others) {
        for closed in [">&-", "1<>/dev/null"] {
            let (code, told) = into(call, closed);
            let is_refused = is_taken_away(call);
            let codes: &[i32] = if is_refused { &[5] } else { &[0, 1] };
            let code = code.unwrap();
            assert!(codes.contains(&code), "{call:?} {closed}: {code} {told}");
            let is_told = told.contains("could not be written");
            assert_eq!(is_told, is_refused, "{call:?} {closed}: {told}");
        }
        let (code, told) = into(call, ">/dev/null");
        assert!(matches!(code, Some(0 | 1)), "{call:?}: {told}");
        assert!(!told.contains("could not be written"), "{call:?}: {told}");
    }
    // What is done and only told is done all the same.
    let learners = account.learners();
    for (closed, who) in [(">&-", &learners[..2]), ("1<>/dev/null", &learners[2..4])] {
        let leavers = account.leavers("leavers.csv", who);
        let (code, told) = into(&["deletions", "run", &leavers, "--yes"], closed);
        assert_eq!(code, Some(0), "{closed}: {told}");
    }
    let roster = account.file(
        "roster.csv",
        "primary_email_address,preferred_first_name\nnew@enigma.example,New\n",
    );
    for call in [
        &["licenses", "add", "Archive", "--seats", "5"][..],
        &["users", "import", &roster],
    ] {
        let (code, told) = into(call, "1<>/dev/null");
        assert_eq!(code, Some(0), "{call:?}: {told}");
    }
    let added = account.json(&["users", "list", "--search", "new@enigma.example"], 0);
    assert_eq!(added.as_array().unwrap().len(), 1);
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let account = Account::with(40);
    for (call, code) in QUESTIONS {
        let ran = account.command(call).stdout(broken()).output().unwrap();
        assert_eq!(ran.status.code(), Some(code), "{call:?}: {}", words(&ran));
        assert!(!words(&ran).contains("written"), "{call:?}");
    }
}

#[test]
fn whatever_becomes_of_stderr_the_answer_is_the_same() {
    let account = Account::with(40);
    let failing: (&[&str], i32) = (&["deletions", "show", "9"], 1);
    for (call, code) in QUESTIONS.into_iter().chain([failing]) {
        let usual = account.command(call).output().unwrap();
        assert_eq!(usual.status.code(), Some(code), "{call:?}");
        for stderr in [full(), broken()] {
            let ran = account.command(call).stderr(stderr).output().unwrap();
            assert_eq!(ran.status.code(), Some(code), "{call:?}");
            // Every export is an act, so that the next one of the log is longer.
            if call == ["audit", "export"] {
                assert!(ran.stdout.starts_with(&usual.stdout), "{call:?}");
            } else {
                assert_eq!(ran.stdout.len(), usual.stdout.len(), "{call:?}");
            }
        }
    }
}

#[test]
fn what_was_done_is_done_though_its_answer_is_lost() {
    let account = Account::with(40);
    let learners = account.learners();
    let leavers = account.leavers("leavers.csv", &learners[..2]);
    let ran = account
        .command(&["deletions", "run", &leavers, "--yes"])
        .stdout(full())
        .output()
        .unwrap();
    let told = words(&ran);
    assert_eq!(ran.status.code(), Some(5), "{told}");
    assert!(told.contains("is done and stays"), "{told}");
    assert!(!told.contains("othing was"), "{told}");
    let shown = account.json(&["deletions", "show", "1"], 0);
    assert_eq!(shown["outcomes"]["deleted"], 2);
}

#[test]
fn a_question_that_nobody_can_answer_is_not_answered_with_yes() {
    let account = Account::with(40);
    let learners = account.learners();
    let leavers = account.leavers("leavers.csv", &learners[..2]);
    let empty_pipe = || Stdio::from(std::io::pipe().unwrap().0);
    let unreadable = || Stdio::from(OpenOptions::new().write(true).open("/dev/null").unwrap());
    let calls: [&[&str]; 3] = [
        &["deletions", "run", &leavers],
        &["db", "restore", "none.db"],
        &["db", "rekey"],
    ];
    for call in calls {
        for stdin in [Stdio::null(), empty_pipe(), unreadable()] {
            let ran = account.command(call).stdin(stdin).output().unwrap();
            let code = ran.status.code().unwrap();
            assert!((1..6).contains(&code), "{call:?}: {ran:?}");
            assert!(!words(&ran).contains("panicked"), "{call:?}: {ran:?}");
        }
    }
    let batches = account.json(&["deletions", "list"], 0);
    assert_eq!(batches, serde_json::json!([]));
}

#[test]
fn an_endless_or_strange_file_is_refused_before_it_is_read() {
    let account = Account::with(0);
    for path in ["/dev/zero", "/dev/full", "."] {
        let ran = account.run(&["--config", path, "users", "list"]);
        assert_eq!(ran.code, 5, "{path}: {ran:?}");
        assert!(!ran.err.is_empty(), "{path}");
    }
}

#[test]
fn a_certificate_on_stdout_hides_nothing_and_means_the_same() {
    let account = Account::none();
    let init = |name| ["init", "--account", name, "--admin", "dl@enigma.example"];
    account.run(&init("Enigma \u{202e}buH")).ended(1);
    // A mark of direction and a joiner have a use in some names.
    let name = "Enigma \u{5d0} (1\u{200f}) علی\u{200c}رضا";
    account.run(&init(name)).ended(0);
    account.run(&["seed", "--learners", "20", "--yes"]).ended(0);
    let learners = account.learners();
    let leavers = account.leavers("leavers.csv", &learners[..2]);
    account
        .run(&["deletions", "run", &leavers, "--yes"])
        .ended(0);
    let shown = account.run(&["deletions", "certificate", "1"]).ended(0);
    assert!(!shown.out.contains(['\u{200f}', '\u{200c}']), "{shown:?}");
    assert_eq!(shown.json()["account"], name);
    std::fs::write(account.path("certificate.json"), &shown.out).unwrap();
    let words = ["deletions", "certificate", "--verify", "certificate.json"];
    account.run(&words).ended(0);
}
