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
    assert!(shown.contains("Nothing has been deleted"), "{shown}");
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
