//! The history of a learner says what was changed from what to what, in both doors' words; it goes with the learner, and
//! what somebody had before who bears it now goes with that one.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::harness::Account;

const ROSTER: &str = "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id,work_title,attribute_Site\n\
                      Zitadelia,Quonset,zitadelia.quonset@enigma.example,ZQ-777,Wharfinger,Xanadu\n\
                      Budi,Santoso,budi@enigma.example,E-2,Analyst,Jakarta\n\
                      Chloé,Dubois,chloe@enigma.example,E-3,Lead,Paris\n";

fn account() -> Account {
    let account = Account::with(0);
    let roster = account.file("roster.csv", ROSTER);
    account.run(&["users", "import", &roster]).ended(0);
    std::fs::remove_file(roster).unwrap();
    account
}

/// What the newest entry about a learner changed.
fn changes(account: &Account, key: &str) -> Value {
    let log = account.json(&["audit", "list", "--user", key], 0);
    log[0]["changes"].clone()
}

fn change(field: &str, of: Option<&str>, old: &str, new: &str) -> Value {
    json!({"field": field, "of": of, "old": old, "new": new, "kept": false, "from": null, "to": null})
}

/// Files of the account that hold a text, whatever they are.
fn holding(account: &Account, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![account.path("")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if memchr::memmem::find(&std::fs::read(&path).unwrap(), text.as_bytes())
                .is_some()
            {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn edits_and_imports_say_from_what_to_what() {
    let account = account();
    account
        .run(&[
            "users",
            "edit",
            "E-2",
            "--first-name",
            "Buddy",
            "--email",
            "buddy@enigma.example",
        ])
        .ended(0);
    let expected = json!([
        change("preferred_first_name", None, "Budi", "Buddy"),
        change(
            "primary_email_address",
            None,
            "budi@enigma.example",
            "buddy@enigma.example"
        ),
    ]);
    assert_eq!(changes(&account, "E-2"), expected);
    let shown = account
        .run(&["audit", "list", "--user", "E-2"])
        .ended(0)
        .out;
    assert!(shown.contains("Budi → Buddy"), "{shown}");
    let next = "unique_user_id,work_title,attribute_Site,Connected Profile Status\nE-2,Head,Bandung,Connected\n";
    let next = account.file("next.csv", next);
    account.run(&["users", "import", &next]).ended(0);
    let expected = json!([
        change("work_title", None, "Analyst", "Head"),
        change("attributes", Some("Site"), "Jakarta", "Bandung"),
        change(
            "connected_profile_status",
            None,
            "Not connected",
            "Connected"
        ),
    ]);
    assert_eq!(changes(&account, "E-2"), expected);
    let shown = account
        .run(&["--lang", "id", "audit", "list", "--user", "E-2"])
        .ended(0)
        .out;
    assert!(shown.contains("Analyst → Head"), "{shown}");
    // The chain holds the names of the fields; the words are in no export of the log.
    account.run(&["audit", "verify"]).ended(0);
    let log = account.path("log.csv");
    account
        .run(&["audit", "export", "-o", log.to_str().unwrap()])
        .ended(0);
    let log = std::fs::read_to_string(log).unwrap();
    assert!(!log.contains("Buddy") && !log.contains("Analyst"), "{log}");
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn a_deletion_takes_the_history_with_it() {
    let account = account();
    let words = [
        "--first-name",
        "Alice",
        "--last-name",
        "Baker",
        "--email",
        "alice@enigma.example",
    ];
    let mut edit = vec![
        "users",
        "edit",
        "ZQ-777",
        "--id",
        "E-1",
        "--job-title",
        "Clerk",
    ];
    edit.extend(words);
    edit.extend(["--attribute", "Site=Here"]);
    account.run(&edit).ended(0);
    let log = account.json(&["audit", "list", "--user", "E-1"], 0);
    assert_eq!(log[0]["changes"].as_array().unwrap().len(), 6, "{log}");
    assert_ne!(holding(&account, "Wharfinger"), Vec::<PathBuf>::new());
    let file = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,E-1\n",
    );
    account
        .run(&[
            "deletions",
            "run",
            &file,
            "--yes",
            "--confirm",
            "delete 1 user",
        ])
        .ended(0);
    std::fs::remove_file(file).unwrap();
    for text in [
        "Zitadelia",
        "Quonset",
        "zitadelia",
        "ZQ-777",
        "Wharfinger",
        "Xanadu",
        "alice@",
    ] {
        assert_eq!(holding(&account, text), Vec::<PathBuf>::new(), "{text}");
    }
    let log = account.json(&["audit", "list"], 0);
    let mut entries = log.as_array().unwrap().iter();
    assert!(entries.all(|entry| entry["changes"] == json!([])), "{log}");
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn an_address_that_somebody_had_before_goes_with_whoever_bears_it() {
    let account = account();
    // Chloé takes what the first one had, and is deleted.
    let first = "zitadelia.quonset@enigma.example";
    account
        .run(&[
            "users",
            "edit",
            "ZQ-777",
            "--email",
            "other@enigma.example",
            "--id",
            "E-1",
        ])
        .ended(0);
    account
        .run(&["users", "edit", "E-3", "--email", first, "--id", "ZQ-777"])
        .ended(0);
    let file = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,ZQ-777\n",
    );
    let ran = account.json(
        &[
            "deletions",
            "run",
            &file,
            "--yes",
            "--confirm",
            "delete 1 user",
        ],
        0,
    );
    std::fs::remove_file(file).unwrap();
    for text in [first, "ZQ-777"] {
        assert_eq!(holding(&account, text), Vec::<PathBuf>::new(), "{text}");
    }
    let expected = json!([
        change("primary_email_address", None, "…", "other@enigma.example"),
        change("unique_user_id", None, "…", "E-1"),
    ]);
    assert_eq!(changes(&account, "E-1"), expected);
    let batch = ran["batch"].as_i64().unwrap().to_string();
    let paper = account.path("paper.json");
    account
        .run(&[
            "deletions",
            "certificate",
            &batch,
            "-o",
            paper.to_str().unwrap(),
        ])
        .ended(0);
    let paper: Value = serde_json::from_str(&std::fs::read_to_string(paper).unwrap()).unwrap();
    assert_eq!(paper["residue_found"], 0, "{paper}");
    account.run(&["audit", "verify"]).ended(0);
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn an_import_that_does_what_a_learner_asked_for_closes_the_request() {
    const MAP: &str = "Profile=connected_profile";
    const HEADER: &str = "primary_email_address,unique_user_id,Learning license status,Profile\n";
    let account = Account::with(0);
    let rows = "ann@x.example,A-1,active,connected\nben@x.example,B-1,active,connected\n";
    let file = account.file("before.csv", format!("{HEADER}{rows}"));
    account
        .run(&["users", "import", &file, "--make-licenses", "--map", MAP])
        .ended(0);
    account
        .run(&["account", "set", "mail_on_revoke=yes"])
        .ended(0);
    for kind in ["revoke", "disconnect", "delete"] {
        let words = [
            "requests",
            "new",
            "A-1",
            "--kind",
            kind,
            "--channel",
            "Telephone",
        ];
        account.run(&words).ended(0);
    }
    let rows = "ann@x.example,A-1,inactive,not connected\nben@x.example,B-1,inactive,connected\n";
    let file = account.file("after.csv", format!("{HEADER}{rows}"));
    let import = ["users", "import", &file, "--map", MAP];
    let preview = [&import[..], &["--preview"]].concat();
    let shown = account.json(&preview, 0);
    let kinds = |letters: &serde_json::Value| -> Vec<String> {
        let letters = letters.as_array().unwrap().iter();
        letters
            .map(|it| it["kind"].as_str().unwrap().to_owned())
            .collect()
    };
    // Ann asked for it: of the license she hears that it is done, and nothing besides.
    let wanted = ["request_outcome", "reregister", "license_revoked"];
    assert_eq!(kinds(&shown), wanted, "{shown}");
    let said = account.run(&import).ended(0);
    assert_eq!(said.err.matches("Imported:").count(), 1, "{said:?}");
    let requests = account.json(&["requests", "list", "--view", "all"], 0);
    let state = |number: i64| {
        let mut all = requests.as_array().unwrap().iter();
        all.find(|it| it["id"] == number)
            .map(|it| it["state"].as_str().unwrap().to_owned())
    };
    assert_eq!(state(1).as_deref(), Some("done"), "{requests}");
    assert_eq!(state(2).as_deref(), Some("done"), "{requests}");
    assert_eq!(state(3).as_deref(), Some("new"), "{requests}");
    let sent = account.json(&["outbox", "list"], 0);
    let to_ann: Vec<_> = sent
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["to"] == "ann@x.example")
        .collect();
    let of_kind = |kind: &str| to_ann.iter().filter(|it| it["kind"] == kind).count();
    assert_eq!(of_kind("license_revoked"), 0, "{to_ann:?}");
    assert_eq!(of_kind("request_outcome"), 2, "{to_ann:?}");
    assert_eq!(of_kind("reregister"), 1, "{to_ann:?}");
    account.run(&["audit", "verify"]).ended(0);
}
