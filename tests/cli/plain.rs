//! The plain mode: the console as numbered questions and answers, driven by a script as somebody would who only hears it.

use std::fs::File;
use std::process::Command;

use crate::harness::Account;

/// Answers line by line, and hears everything in the order in which it is said.
fn talk(account: &Account, words: &[&str], answers: &[&str]) -> String {
    let heard = account.path("heard");
    let out = File::create(&heard).unwrap();
    let answers = account.file("answers", answers.join("\n") + "\n");
    let mut command = account.command(&[&["--plain"], words].concat());
    let ended = command
        .stdin(File::open(answers).unwrap())
        .stderr(out.try_clone().unwrap())
        .stdout(out)
        .status()
        .unwrap();
    let heard = std::fs::read_to_string(heard).unwrap();
    assert_eq!(ended.code(), Some(0), "{heard}");
    assert_can_be_heard(&heard);
    heard
}

/// Nothing is drawn, moved or coloured, and no sign stands there that a reader would spell out.
fn assert_can_be_heard(heard: &str) {
    for c in heard.chars() {
        let is_common = " \n.,:;?!'\"()/@-_%+=#&*<>[]$".contains(c);
        assert!(c.is_alphanumeric() || is_common, "{c:?}: {heard}");
    }
    assert!(!heard.contains("   "), "columns: {heard}");
}

/// The number under which a menu has something.
fn number(heard: &str, name: &str) -> String {
    let line = heard
        .lines()
        .find(|line| line.ends_with(&format!(". {name}")));
    let line = line.unwrap_or_else(|| unreachable!("{name}: {heard}"));
    let number = line.rsplit(": ").next().unwrap().split('.').next().unwrap();
    number.to_owned()
}

#[test]
fn a_whole_deletion_is_done_by_questions_and_answers() {
    let account = Account::with(40);
    let learners = account.learners();
    let csv = account.leavers("l.csv", &learners[..10]);
    let menu = talk(&account, &[], &["0"]);
    let deletion = number(&menu, "User Deletion");
    let place = talk(&account, &[], &[&deletion, "0", "0"]);
    let delete = number(&place, "Delete users");

    let refused = talk(
        &account,
        &[],
        &[&deletion, &delete, &csv, "", "yes", "0", "0"],
    );
    assert!(refused.contains("nothing was deleted"), "{refused}");
    assert_eq!(account.learners().len(), 40);
    let left = talk(&account, &[], &[&deletion, &delete, &csv, "0", "0", "0"]);
    assert!(!left.contains("Type \"delete"), "{left}");

    let phrase = "delete 10 users";
    let one = "1";
    let answers = [
        &deletion, &delete, &csv, "", phrase, one, one, "0", "0", "0",
    ];
    let heard = talk(&account, &[], &answers);
    assert!(heard.contains("will be deleted: 10"), "{heard}");
    assert!(
        heard.contains("Type \"delete 10 users\" to go on"),
        "{heard}"
    );
    assert!(heard.contains("deleted: 10"), "{heard}");
    assert!(heard.contains("1. Batch: 1, State: completed"), "{heard}");
    assert_eq!(account.learners().len(), 30);

    // The batch is chosen from its list, and its certificate written.
    let batch = talk(&account, &[], &[&deletion, one, one, "0", "0", "0"]);
    let certificate = "Writes the erasure certificate of a batch, or verifies one";
    let certificate = number(&batch, certificate);
    let answers = [
        &deletion,
        one,
        one,
        &certificate,
        "c.json",
        "",
        "0",
        "0",
        "0",
    ];
    let heard = talk(&account, &[], &answers);
    assert!(heard.contains("Written to c.json"), "{heard}");
    account.run(&["verify", "c.json"]).ended(0);
}

#[test]
fn a_learner_is_found_by_words_chosen_by_number_and_deleted() {
    let account = Account::with(40);
    let learners = account.learners();
    let (name, one) = (&learners[3].email, "1");
    let heard = talk(&account, &[], &[one, one, name, "", one, "0", "0", "0"]);
    assert!(heard.contains(&format!("Email: {name}")), "{heard}");
    let delete = number(&heard, "Delete user");
    let answers = [
        one, one, name, "", one, &delete, "no", &delete, "yes", "0", "0", "0",
    ];
    let heard = talk(&account, &[], &answers);
    assert_eq!(account.learners().len(), 39, "{heard}");
    let asked = account.run(&["deletions", "find", name]).ended(0);
    assert!(asked.out.starts_with("Deleted on"), "{asked:?}");
}

#[test]
fn a_list_is_read_a_page_at_a_time_and_left_when_it_is_enough() {
    let account = Account::with(25);
    let heard = talk(&account, &[], &["1", "1", "", "", "0", "0", "0"]);
    assert!(heard.contains("10. Name"), "{heard}");
    assert!(!heard.contains("11. Name"), "{heard}");
    let heard = talk(
        &account,
        &[],
        &["1", "1", "", "", "", "", "99", "", "0", "0"],
    );
    assert!(heard.contains("25. Name"), "{heard}");
    assert!(
        heard.contains("There is no such number. The last is 25."),
        "{heard}"
    );
}

#[test]
fn what_changes_something_is_done_for_a_word_and_never_for_a_number_alone() {
    let account = Account::with(12);
    let csv = account.leavers("l.csv", &account.learners()[..2]);
    let words = ["deletions", "run", &csv, "--yes", "--wait", "3"];
    account.run(&words).ended(0);
    let menu = talk(&account, &[], &["0"]);
    let deletion = number(&menu, "User Deletion");
    let one = "1";
    let batch = talk(&account, &[], &[&deletion, one, one, "0", "0", "0"]);
    let take_back = "Takes a batch back before it begins; no data is touched";
    let take_back = number(&batch, take_back);
    let heard = talk(
        &account,
        &[],
        &[&deletion, one, one, &take_back, "", "0", "0", "0"],
    );
    assert!(heard.contains("nothing was done"), "{heard}");
    assert_eq!(
        account.json(&["deletions", "show", "1"], 0)["state"],
        "scheduled"
    );
    talk(
        &account,
        &[],
        &[&deletion, one, one, &take_back, "yes", "0", "0", "0"],
    );
    assert_eq!(
        account.json(&["deletions", "show", "1"], 0)["state"],
        "withdrawn"
    );
}

#[test]
fn every_place_can_be_heard_in_both_languages() {
    let account = Account::with(12);
    for language in ["en", "id"] {
        let menu = talk(&account, &["--lang", language], &["0"]);
        let places = menu.lines().filter(|line| line.contains(". ")).count();
        let mut everything = String::new();
        for place in 1..=18 {
            let place = place.to_string();
            // Its list, with nothing said that may be left out, and back.
            let answers = [&place, "1", "", "", "", "", "0", "0", "0", "0"];
            everything += &talk(&account, &["--lang", language], &answers);
        }
        assert!(places >= 18 && everything.len() > 1_000);
        assert!(!everything.contains("No localization"), "{everything}");
        let said = account.file("said", &everything);
        let voice = ["-q", "-X", "-v", language, "-f", &said];
        let Ok(spoken) = Command::new("espeak-ng").args(voice).output() else {
            continue;
        };
        // A sign that a reader says by its name is replaced by that.
        let spoken = String::from_utf8_lossy(&spoken.stdout).into_owned();
        let signs: Vec<_> = spoken
            .lines()
            .filter(|line| line.starts_with("Replace:"))
            .collect();
        assert!(spoken.len() > 1_000 && signs.is_empty(), "{signs:?}");
    }
}

#[test]
fn an_account_begins_and_another_operator_signs_in() {
    let account = Account::none();
    let heard = talk(&account, &[], &["Enigma Hub", "dl@enigma.example", "0"]);
    assert!(heard.contains("You are dl"), "{heard}");
    let secret = "seven-grey-herons";
    for words in [
        &["operators", "passphrase"][..],
        &["operators", "add", "ana", "--role", "auditor"],
    ] {
        let mut command = account.command(words);
        command.env("OFFBOARD_NEW_PASSPHRASE", secret);
        command
            .env("OFFBOARD_PASSPHRASE", secret)
            .env("OFFBOARD_OPERATOR", "dl");
        let done = command.output().unwrap();
        assert!(done.status.success(), "{done:?}");
    }
    let answers = account.file("answers", "ana\n1\n0\n0\n");
    let mut command = account.command(&["--lang", "en"]);
    let ended = command
        .env("ACCESSIBLE", "1")
        .env("OFFBOARD_PASSPHRASE", secret)
        .stdin(File::open(answers).unwrap())
        .output()
        .unwrap();
    let heard = String::from_utf8(ended.stderr).unwrap();
    assert!(heard.contains("You are ana"), "{heard}");
    // What a role may not is said with its reason.
    let add = heard.lines().find(|line| line.contains("Add users by CSV"));
    assert!(add.is_some_and(|line| line.contains('(')), "{heard}");
}

#[test]
fn the_language_changes_at_once_and_is_remembered() {
    let account = Account::with(3);
    let menu = talk(&account, &[], &["0"]);
    let language = number(&menu, "Language");
    let heard = talk(&account, &[], &[&language, "2", "0"]);
    assert!(heard.contains("Keluar"), "{heard}");
    let heard = talk(&account, &[], &["0"]);
    assert!(heard.contains("Keluar"), "{heard}");
}
