//! What the command line says is so: every change before it is made, options that there are, and nothing twice.

use serde_json::json;

use crate::harness::Account;

const FIRST: &str = "preferred_last_name,primary_email_address,unique_user_id,Lizenzstatus Pro,attribute_site,Language\n\
                     Ek,b@x.example,E-1,aktiv,Oslo,Deutsch\nOs,c@x.example,E-2,inaktiv,Rome,Englisch\n";
const SECOND: &str = "preferred_last_name,unique_user_id,Pro license status,attribute_site\n\
                      Ek,E-1,inactive,Bergen\n";

fn filled() -> Account {
    let account = Account::with(0);
    let file = account.file("first.csv", FIRST);
    let words = ["users", "import", &file, "--make-licenses"];
    account.run(&words).ended(0);
    account
}

#[test]
fn words_of_other_languages_say_what_they_say() {
    let account = filled();
    let known = account.json(&["users", "show", "E-1"], 0);
    assert_eq!(known["license"], "invited", "{known}");
    assert_eq!(known["language"], json!(null), "{known}");
    let other = account.json(&["users", "show", "E-2"], 0);
    assert_eq!(other["license"], "no_license", "{other}");
    assert_eq!(other["language"], "en", "{other}");
}

#[test]
fn every_change_of_a_roster_is_listed_from_what_to_what() {
    let account = filled();
    account
        .run(&["account", "set", "gate_percent=100"])
        .ended(0);
    let file = account.file("second.csv", SECOND);
    let ran = account.run(&["users", "import", &file, "--check"]).ended(0);
    let lines: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.contains("E-1"))
        .collect();
    assert_eq!(lines.len(), 2, "{}", ran.out);
    assert!(
        lines
            .iter()
            .any(|line| line.contains("Oslo") && line.contains("Bergen"))
    );
    assert!(ran.err.contains("--leavers FILE"), "{}", ran.err);
    let draft = account.path("draft.csv").display().to_string();
    let words = ["users", "import", &file, "--check", "--leavers", &draft];
    let ran = account.run(&words).ended(0);
    assert!(
        !ran.err.contains("--leavers FILE"),
        "it is written already: {}",
        ran.err
    );
    let ran = account.run(&words).ended(4);
    assert!(
        !ran.err.contains("--force"),
        "there is no such option: {}",
        ran.err
    );
    let words = ["users", "import", &file, "--check", "--forget-columns"];
    account.run(&words).ended(2);
}

#[test]
fn what_is_missing_names_every_way_to_say_it() {
    let account = Account::with(0);
    let ran = account.run(&["users", "add", "--first", "A"]).ended(2);
    assert!(
        ran.err.contains("--email") && ran.err.contains("--id"),
        "{}",
        ran.err
    );
    account
        .run(&["users", "add", "--first", "A", "--id", "77"])
        .ended(0);
}

#[test]
fn yes_is_taken_where_somebody_may_be_asked() {
    let account = Account::with(20);
    let learners = account.json(&["users", "list", "--license", "activated"], 0);
    let id = learners[0]["unique_user_id"].as_str().unwrap();
    account
        .run(&["users", "license", id, "none", "--yes"])
        .ended(0);
    let ran = account.run(&["deletions", "approve", "1", "--yes"]);
    assert_ne!(ran.code, 2, "{}", ran.err);
    let empty = Account::with(0);
    empty.run(&["seed", "--learners", "3", "--yes"]).ended(0);
}

#[test]
fn what_waits_of_the_settings_is_shown() {
    let account = Account::with(0);
    let shown = account.json(&["account", "show"], 0);
    assert_eq!(shown["waiting"], json!(null));
    account.run(&["account", "set", "gate_percent=10"]).ended(0);
    let log = account.json(&["audit", "list"], 0);
    assert_eq!(
        log[0]["detail"], r#"settings={"gate_percent":[20,10]}"#,
        "{log}"
    );
}
