//! `--read-only`: everything is answered and nothing is changed.

use crate::harness::Account;

/// Verbs that change something, each as one would call it.
const CHANGES: &[&[&str]] = &[
    &["rules", "add", "--months", "24"],
    &["licenses", "add", "Standard", "--seats", "5"],
    &[
        "users",
        "add",
        "--first",
        "Ana",
        "--email",
        "ana@enigma.example",
    ],
    &["account", "set", "gate_users=7"],
    &["account", "next", "--dismiss"],
    &["operators", "add", "Nadia", "--role", "auditor"],
    &["deletions", "signing-key", "--new", "--yes"],
    &[
        "deletions",
        "release",
        "ana@enigma.example",
        "--reason",
        "Back",
    ],
    &["outbox", "send", "1"],
    &["db", "backup"],
    &["db", "purge"],
    &["run", "--once"],
];

#[test]
fn a_verb_that_would_change_something_is_refused_with_the_reason() {
    let account = Account::with(30);
    let before = account.json(&["audit", "list"], 0);
    for words in CHANGES {
        let refused = account.run(&[&["--read-only"], *words].concat()).ended(1);
        assert!(
            refused.err.contains("Nothing is changed: read-only"),
            "{words:?}: {}",
            refused.err
        );
    }
    let leavers = account.leavers("leavers.csv", &account.learners()[..2]);
    let run = ["--read-only", "deletions", "run", &leavers, "--yes"];
    let refused = account.run(&run).ended(1);
    assert!(
        refused.err.contains("Nothing is changed: read-only"),
        "{}",
        refused.err
    );
    assert_eq!(
        account.json(&["audit", "list"], 0),
        before,
        "nothing is entered"
    );
    assert_eq!(account.learners().len(), 30);
}

#[test]
fn what_looks_is_answered_as_ever() {
    let account = Account::with(30);
    let listed = account.json(&["users", "list"], 0);
    assert_eq!(account.json(&["--read-only", "users", "list"], 0), listed);
    let leavers = account.leavers("leavers.csv", &account.learners()[..2]);
    account
        .run(&["--read-only", "deletions", "check", &leavers])
        .ended(0);
    account.run(&["--read-only", "audit", "verify"]).ended(0);
    account.run(&["--read-only", "doctor"]);
}

#[test]
fn the_configuration_can_say_so_for_every_call() {
    let account = Account::with(0);
    let config = account.file("look.toml", "read_only = true\n");
    let words = ["--config", &config, "rules", "add", "--months", "24"];
    let refused = account.run(&words).ended(1);
    assert!(
        refused.err.contains("Nothing is changed: read-only"),
        "{}",
        refused.err
    );
    let shown = account.json(&["--read-only", "config", "show"], 0);
    let mut keys = shown.as_array().unwrap().iter();
    let own = keys.find(|one| one["key"] == "read_only").unwrap();
    assert_eq!(
        (&own["value"], &own["from"]),
        (&"true".into(), &"call".into())
    );
    for wrong in ["3", "\"true\"", "\"yes\""] {
        let wrong = account.file("wrong.toml", format!("read_only = {wrong}\n"));
        let refused = account.run(&["--config", &wrong, "users", "list"]).ended(2);
        assert!(refused.err.contains("true, false"), "{}", refused.err);
    }
}

#[test]
fn an_account_says_in_a_word_what_it_is() {
    let account = Account::with(0);
    let word = |account: &Account| account.json(&["account", "show"], 0)["word"].clone();
    assert_eq!(word(&account), "none");
    account.run(&["account", "set", "word=production"]).ended(0);
    assert_eq!(word(&account), "production");
    let wrong = account.run(&["account", "set", "word=live"]).ended(2);
    assert!(
        wrong.err.contains("none, demo, trial, production"),
        "{}",
        wrong.err
    );
}
