//! Settings and surroundings: the configuration file, a message on trial, and what is looked at.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::harness::{Account, mode};

const PLACE: &str = ".config/offboard/config.toml";

fn configured(account: &Account, text: &str) {
    let path = account.path(PLACE);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn an_empty_environment_variable_is_not_set() {
    let account = Account::with(1);
    let file = account.path("offboard.db");
    let mut command = account.command(&["users", "list", "--db", file.to_str().unwrap()]);
    let ran = command.env("OFFBOARD_OPERATOR", "").env("OFFBOARD_DB", "");
    let ran = ran.output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    // Named on the call, an empty name is nobody's.
    let ran = account.run(&["users", "list", "--operator", ""]);
    assert_ne!(ran.code, 0, "{}", ran.out);
    for variable in ["OFFBOARD_PASSPHRASE", "OFFBOARD_NEW_PASSPHRASE"] {
        let mut command = account.command(&["operators", "passphrase"]);
        let ran = command.env(variable, "").output().unwrap();
        // None is given, and nobody can be asked for one.
        assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    }
}

#[test]
fn a_configuration_is_made_with_every_key_explained_and_shown_with_where_it_comes_from() {
    let account = Account::with(0);
    let place = account.json(&["config", "path"], 0);
    assert!(place["file"].as_str().unwrap().ends_with(PLACE), "{place}");
    assert_eq!(place["exists"], false);
    let none = account.run(&["config", "edit"]).ended(2);
    assert!(none.err.contains("EDITOR"), "{}", none.err);
    let editor = account.file(
        "editor",
        "#!/bin/sh\nsed -i 's/^#theme = .*/theme = \"light\"/' \"$1\"\n",
    );
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&editor, executable).unwrap();
    let edit = || {
        let mut command = account.command(&["config", "edit"]);
        command.env("EDITOR", &editor).env("PATH", "/usr/bin:/bin");
        command.output().unwrap()
    };
    assert_eq!(edit().status.code(), Some(0));
    assert_eq!(mode(&account.path(PLACE)), 0o600);
    assert_eq!(
        account.json(&["config", "check"], 0),
        Value::Array(Vec::new())
    );
    let shown = account.json(&["config", "show"], 0);
    let keys = shown.as_array().unwrap();
    let of = |key: &str| keys.iter().find(|one| one["key"] == key).unwrap();
    assert_eq!(of("theme")["value"], "light");
    assert_eq!(of("theme")["from"], "file");
    assert_eq!(of("db")["from"], "environment");
    assert_eq!(of("mail.host")["value"], Value::Null);
    assert_eq!(of("mail.security")["from"], "default");
    assert!(
        keys.iter()
            .all(|one| one["about"].as_str().unwrap().len() > 5)
    );
    let kept = std::fs::read_to_string(account.path(PLACE)).unwrap();
    let named = kept.replace("#trial = ", "trial = ");
    std::fs::write(account.path(PLACE), named).unwrap();
    let shown = account.json(&["config", "show"], 0).to_string();
    assert!(shown.contains("accounts.trial"), "{shown}");
    std::fs::write(account.path(PLACE), &kept).unwrap();
    assert_eq!(edit().status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(account.path(PLACE)).unwrap(), kept);
}

#[test]
fn a_configuration_with_faults_can_be_looked_at_and_mended() {
    let account = Account::with(0);
    configured(&account, "langauge = \"en\"\n[mail]\nport = 0\n");
    let refused = account.run(&["users", "list"]).ended(2);
    assert!(
        refused.err.contains("Meant is perhaps lang"),
        "{}",
        refused.err
    );
    let found = account.json(&["config", "check"], 1);
    let found: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["key"])
        .collect();
    assert_eq!(found, ["langauge", "[mail] port"]);
    account.run(&["config", "show"]).ended(2);
    account.run(&["config", "path"]).ended(0);
    let looked = account.json(&["doctor"], 1);
    let looked = looked.as_array().unwrap();
    let of = |check: &str| looked.iter().find(|one| one["check"] == check).unwrap();
    assert_eq!(of("configuration")["state"], "trouble");
    assert_eq!(of("configuration")["advice"], "offboard config check");
    // With a faulty configuration nobody knows how mail would leave.
    assert!(
        of("mail")["found"]
            .as_str()
            .unwrap()
            .starts_with("not known")
    );
    configured(&account, "lang\n");
    let found = account.json(&["config", "check"], 1);
    assert_eq!(found[0]["fault"], "form");
}

#[test]
fn the_surroundings_are_looked_at_piece_by_piece() {
    let account = Account::with(3);
    let looked = account.json(&["doctor"], 0);
    let checks: Vec<_> = looked.as_array().unwrap().iter().collect();
    let names: Vec<_> = checks
        .iter()
        .map(|one| one["check"].as_str().unwrap())
        .collect();
    for name in [
        "terminal",
        "locale",
        "configuration",
        "desktop",
        "mail",
        "database",
        "provider",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
    let of = |check: &str| checks.iter().find(|one| one["check"] == check).unwrap();
    assert_eq!(of("database")["state"], "ok");
    assert_eq!(of("provider")["state"], "ok");
    assert_eq!(of("mail")["state"], "note");
    let empty = Account::none().json(&["doctor"], 0);
    assert!(empty.to_string().contains("offboard init"), "{empty}");
    configured(&account, "[mail]\nhost = \"smtp.example.com\"\n");
    let closed = account.json(&["doctor"], 1);
    assert!(closed.to_string().contains("from ="), "{closed}");
    // What doctor sends to says it too.
    let checked = account.json(&["config", "check"], 1);
    assert_eq!(
        (&checked[0]["fault"], &checked[0]["key"]),
        (&"mail".into(), &"[mail]".into())
    );
    assert!(checked.to_string().contains("from ="), "{checked}");
    let server =
        "[mail]\nhost = \"127.0.0.1\"\nport = 1\nsecurity = \"none\"\nfrom = \"a@b.example\"\n";
    configured(&account, server);
    account.run(&["config", "check"]).ended(0);
    let tried = account.run(&["mail", "test", "x@y.example"]).ended(5);
    assert!(!tried.err.contains("It is tried again"), "{tried:#?}");
    assert!(
        tried.err.contains("A test message is not tried again"),
        "{tried:#?}"
    );
    std::fs::write(
        account.path("offboard.db"),
        "no database at all, but long enough",
    )
    .unwrap();
    account.json(&["doctor"], 1);
}

#[test]
fn a_message_on_trial_goes_the_road_of_mail_or_says_why_not() {
    let account = Account::with(0);
    let sent = account.json(&["mail", "test", "siti@enigma.example"], 0);
    assert_eq!(sent["road"], "folder");
    assert_eq!(sent["trouble"], Value::Null);
    let folder = account.path("mail");
    let files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(files.len(), 1);
    let text = std::fs::read_to_string(files[0].path()).unwrap();
    assert!(text.contains("To: siti@enigma.example"), "{text}");
    assert_eq!(
        account.json(&["outbox", "list"], 0),
        Value::Array(Vec::new())
    );
    account.run(&["mail", "test", "no address"]).ended(1);
    configured(
        &account,
        "[mail]\nhost = \"127.0.0.1\"\nport = 1\nsecurity = \"none\"\nfrom = \"a@enigma.example\"\n",
    );
    let failed = account
        .run(&["mail", "test", "siti@enigma.example"])
        .ended(5);
    assert!(failed.err.contains("not sent"), "{}", failed.err);
    configured(&account, "[mail]\nhost = \"smtp.example.com\"\n");
    let closed = account.json(&["mail", "test", "siti@enigma.example"], 5);
    assert_eq!(closed["road"], "closed");
    assert!(
        closed["trouble"].as_str().unwrap().contains("from ="),
        "{closed}"
    );
}

#[test]
fn keys_of_ones_own_are_checked_by_the_names_of_commands() {
    let account = Account::with(0);
    let text = "[keys]\ngo-users = [\"f9\", \"alt-u\"]\ngo-user = \"f8\"\ngo-home = \"2\"\npalette = \"esc\"\nquit = 5\n";
    configured(&account, text);
    let found = account.json(&["config", "check"], 1);
    let found: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["key"], one["message"].as_str().unwrap()))
        .collect();
    assert_eq!(found.len(), 4, "{found:?}");
    for (key, said) in [
        ("go-user", "Meant is perhaps go-users"),
        ("go-home", "2 means Users (go-users) where both work"),
        ("palette", "Esc leaves, answers or moves everywhere"),
        ("quit", "“5” is no key"),
    ] {
        let told = found.iter().find(|(found, _)| **found == key);
        assert!(
            told.is_some_and(|(_, told)| told.contains(said)),
            "{found:?}"
        );
    }
    configured(&account, "[keys]\ngo-users = \"f9\"\n");
    account.json(&["config", "check"], 0);
    let shown = account.json(&["config", "show"], 0).to_string();
    assert!(shown.contains("keys.go-users"), "{shown}");
}
