//! What only a terminal can show: questions.

use std::io::{Read as _, Write as _};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::harness::Account;

/// Calls the binary on a terminal, types the answers, and gives what the terminal showed with the exit code.
fn on_a_terminal(account: &Account, words: &[&str], typed: &str) -> (String, u32) {
    let pty = native_pty_system().openpty(PtySize::default()).unwrap();
    let plain = account.command(words);
    let mut command = CommandBuilder::new(plain.get_program());
    command.args(plain.get_args());
    command.env_clear();
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.cwd(account.path(""));
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut reader = pty.master.try_clone_reader().unwrap();
    // The line is there before the question is; the terminal keeps it until it is read.
    let mut writer = pty.master.take_writer().unwrap();
    writer.write_all(typed.as_bytes()).unwrap();
    writer.flush().unwrap();
    let mut shown = Vec::new();
    // The end of a terminal reads as an I/O error.
    let _ = reader.read_to_end(&mut shown);
    let code = child.wait().unwrap().exit_code();
    (String::from_utf8_lossy(&shown).into_owned(), code)
}

#[test]
fn a_batch_is_asked_for_and_only_a_yes_begins_it() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    let words = ["deletions", "run", &file];
    let (shown, code) = on_a_terminal(&account, &words, "no\n");
    assert!(shown.contains("Type “yes” to go on"), "{shown}");
    assert!(shown.contains("nothing was deleted"), "{shown}");
    assert_eq!(code, 1);
    assert_eq!(account.learners().len(), 20);
    let (shown, code) = on_a_terminal(&account, &words, "yes\n");
    assert!(shown.contains("completed"), "{shown}");
    assert_eq!(code, 0);
    assert_eq!(account.learners().len(), 19);
}

#[test]
fn past_a_gate_a_yes_is_not_enough() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..10]);
    let words = ["--lang", "id", "deletions", "run", &file];
    let (shown, code) = on_a_terminal(&account, &words, "yes\n");
    assert!(shown.contains("“delete 10 users”"), "{shown}");
    assert_eq!(code, 1);
    let (_, code) = on_a_terminal(&account, &words, "delete 10 users\n");
    assert_eq!(code, 0);
    assert_eq!(account.learners().len(), 10);
}

#[test]
fn a_demo_is_made_over_nothing_that_is_there() {
    let account = Account::with(3);
    let other = account.file("notes.txt", "notes");
    let database = account.path("offboard.db");
    for path in [other.as_str(), database.to_str().unwrap()] {
        let (shown, code) = on_a_terminal(&account, &["demo", "--at", path], "");
        assert!(shown.contains("no demo account"), "{shown}");
        assert_eq!(code, 4);
    }
    assert_eq!(std::fs::read_to_string(other).unwrap(), "notes");
    assert_eq!(account.learners().len(), 3);
}

#[test]
fn a_wrong_answer_is_told_in_one_sentence() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..10]);
    let (shown, code) = on_a_terminal(&account, &["deletions", "run", &file], "yes\n");
    let sentence = "This was not “delete 10 users”; nothing was deleted.";
    assert!(shown.contains(sentence), "{shown}");
    assert!(!shown.contains("Stopped on request"), "{shown}");
    assert_eq!(code, 1);
}

#[test]
fn on_a_terminal_a_disconnection_is_asked_for_unless_told_not_to() {
    let account = Account::with(60);
    let users = account.json(&["users", "list"], 0);
    let users = users.as_array().unwrap().iter();
    let mut connected = users.filter(|user| user["connected"] == true);
    let mut next = || {
        connected.next().unwrap()["unique_user_id"]
            .as_str()
            .unwrap()
    };
    let (first, second) = (next(), next());
    let still = |key: &str| account.json(&["users", "show", key], 0)["connected"] == true;
    let (shown, code) = on_a_terminal(&account, &["users", "disconnect", first], "no\n");
    assert!(shown.contains("nothing was done"), "{shown}");
    assert_eq!((code, still(first)), (1, true));
    let (_, code) = on_a_terminal(&account, &["users", "disconnect", first], "yes\n");
    assert_eq!((code, still(first)), (0, false));
    let words = ["users", "disconnect", second, "--yes"];
    let (_, code) = on_a_terminal(&account, &words, "");
    assert_eq!((code, still(second)), (0, false));
}
