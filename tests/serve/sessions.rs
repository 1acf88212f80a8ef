//! Who is here: the list of sessions, presence, keys in the console, and ending a session.

use std::fs;

use serde_json::Value;

use crate::desk::{Desk, account, code, done, make_key, offboard, text, wait_for};

/// An account with a full admin `dl` and a help desk `marta`, each with a passphrase and a key.
pub fn staff(learners: &str) -> Option<Desk> {
    let folder = account(learners)?;
    let run = |words: &[&str]| {
        let mut command = offboard(folder.path(), words);
        command.env("OFFBOARD_OPERATOR", "dl");
        command.env("OFFBOARD_PASSPHRASE", "correct horse");
        command.env("OFFBOARD_NEW_PASSPHRASE", "correct horse");
        done(command)
    };
    assert!(make_key(&folder.path().join("marta")));
    done({
        let mut command = offboard(folder.path(), &["operators", "passphrase"]);
        command.env("OFFBOARD_NEW_PASSPHRASE", "correct horse");
        command
    });
    run(&["operators", "add", "marta", "--role", "help-desk"]);
    run(&["operators", "key", "add", "marta", "marta.pub"]);
    let desk = Desk::serve(folder);
    // The same server, with the key of the other.
    let config = fs::read_to_string(desk.path("config")).unwrap();
    let own = desk.path("id").display().to_string();
    let other = desk.path("marta").display().to_string();
    let marta = config
        .replace("Host desk", "Host marta")
        .replace(&own, &other);
    fs::write(desk.path("config"), format!("{config}\n{marta}")).unwrap();
    Some(desk)
}

/// Who is here, as a verb lists it.
fn here(desk: &Desk) -> Vec<Value> {
    let listed = desk.ssh(&["operators", "session", "list", "--format", "json"]);
    let rows: Value = serde_json::from_slice(&listed.stdout).unwrap();
    rows.as_array().unwrap().clone()
}

#[test]
fn who_is_here_is_listed_and_a_full_admin_ends_a_session() {
    let Some(desk) = staff("5") else { return };
    let mut marta = desk.sit_as("marta", &[], (100, 30));
    marta.shows("5 users");
    // The verb that asks is one of those who are here.
    let mut rows = Vec::new();
    wait_for("both", || {
        rows = here(&desk);
        rows.len() == 2 && rows[0]["kind"] == "console" && rows[1]["kind"] == "verb"
    });
    assert_eq!(rows[0]["name"], "marta");
    assert_eq!(rows[0]["address"], "127.0.0.1");
    assert!(
        rows[0]["fingerprint"]
            .as_str()
            .unwrap()
            .starts_with("SHA256:")
    );
    let number = rows[0]["session"].as_i64().unwrap().to_string();
    // Whoever may not inspect operators sees that others are here, and not from where.
    let listed = desk.client(
        "ssh",
        &["marta", "operators", "session", "list", "--format", "json"],
    );
    let listed = { listed }.output().unwrap();
    let seen: Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(seen[0]["address"], "127.0.0.1");
    let mut dl = desk.sit(&[], (100, 30));
    dl.shows("5 users");
    let listed = desk.client(
        "ssh",
        &["marta", "operators", "session", "list", "--format", "json"],
    );
    let listed = { listed }.output().unwrap();
    let seen: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let other = seen
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["name"] == "dl");
    assert!(other.unwrap()["address"].is_null() && other.unwrap()["fingerprint"].is_null());
    dl.press("\x11", "");
    dl.ended();
    let refused = desk.client("ssh", &["marta", "operators", "session", "end", &number]);
    assert_eq!(code(&{ refused }.output().unwrap()), Some(3));
    let gone = desk.ssh(&["operators", "session", "end", "99999"]);
    assert_eq!(code(&gone), Some(1), "{gone:?}");
    let ended = desk.ssh(&["operators", "session", "end", &number]);
    assert_eq!(code(&ended), Some(0), "{ended:?}");
    marta.shows("A full admin has ended this session.");
    marta.ended();
    wait_for("nobody", || here(&desk).len() == 1);
    // Her key is taken all the same.
    let again = desk.client("ssh", &["marta", "users", "list"]);
    assert_eq!(code(&{ again }.output().unwrap()), Some(0));
    let log = desk.ssh(&["audit", "list", "--format", "json"]);
    let log = text(&log.stdout);
    assert!(log.contains("ssh_session_end"), "{log}");
}

#[test]
fn the_header_names_who_else_is_here_and_a_profile_who_has_it_open() {
    let Some(desk) = staff("5") else { return };
    let mut dl = desk.sit(&[], (120, 30));
    dl.shows("5 users");
    let mut marta = desk.sit_as("marta", &[], (120, 30));
    marta.shows("◆ D");
    dl.shows("◆ M");
    dl.press("2", "5 of 5");
    dl.press("\r", "Employee info");
    assert!(!dl.contents().contains("has this open"));
    marta.press("2", "5 of 5");
    marta.press("\r", "dl has this open");
    dl.shows("marta has this open");
    marta.press("1", "Home");
    wait_for("nobody else", || !dl.contents().contains("has this open"));
    marta.press("\x11", "");
    marta.ended();
    wait_for("nobody else here", || !dl.contents().contains("◆"));
}

#[test]
fn keys_are_listed_added_by_pasting_or_by_path_and_removed_in_the_console() {
    let Some(desk) = staff("5") else { return };
    for name in ["laptop", "tablet"] {
        assert!(make_key(&desk.path(name)));
    }
    desk.sftp(&["put tablet.pub inbox/tablet.pub"]);
    let mut marta = desk.sit_as("marta", &[], (120, 30));
    marta.shows("5 users");
    marta.press(":", "Go to");
    marta.press("Me > Keys\r", "1 key");
    marta.press("n", "Key or path");
    let line = fs::read_to_string(desk.path("laptop.pub")).unwrap();
    marta.press(&format!("\x1b[200~{}\x1b[201~", line.trim()), "ssh-ed25519");
    marta.press("\r", "Confirm");
    marta.press("\t\r", "2 keys");
    let mut dl = desk.sit(&[], (120, 30));
    dl.shows("5 users");
    dl.press(":", "Go to");
    dl.press("Me > Keys\r", "1 key");
    // A path names something in one's own folder, and nothing else of the server.
    dl.press("n", "Key or path");
    dl.press("/etc/hostname\r", "Over SSH only files in your own folder");
    dl.press("n", "Key or path");
    dl.press("~/inbox/tablet.pub\r", "Confirm");
    dl.press("\t\r", "2 keys");
    dl.press("j", "");
    // A key that is removed ends its sessions at once: here it is the one that this session came by, or the other.
    let keys = desk.ssh(&["operators", "key", "list", "marta", "--format", "json"]);
    let keys: Value = serde_json::from_slice(&keys.stdout).unwrap();
    assert_eq!(keys.as_array().unwrap().len(), 2);
    let used = keys
        .as_array()
        .unwrap()
        .iter()
        .find(|key| !key["used"].is_null());
    let print = used.unwrap()["fingerprint"].as_str().unwrap().to_owned();
    let removed = desk.ssh(&["operators", "key", "remove", "marta", &print]);
    assert_eq!(code(&removed), Some(0), "{removed:?}");
    marta.shows("Your key is no longer taken here.");
    marta.ended();
}

#[test]
fn one_server_serves_an_account_and_the_next_one_clears_up_after_a_kill() {
    let Some(mut desk) = staff("5") else { return };
    let mut sitting = desk.sit(&[], (100, 30));
    sitting.shows("5 users");
    let second = offboard(desk.folder.path(), &["serve", "--listen", "127.0.0.1:0"]).output();
    let second = second.unwrap();
    assert_eq!(code(&second), Some(4), "{second:?}");
    assert!(text(&second.stderr).contains("Another process serves this account"));
    desk.server.kill().unwrap();
    desk.server.wait().unwrap();
    wait_for("the end of the client", || sitting.has_ended());
    let local = |words: &[&str]| {
        let mut command = offboard(desk.folder.path(), words);
        command.env("OFFBOARD_OPERATOR", "dl");
        command.env("OFFBOARD_PASSPHRASE", "correct horse");
        done(command)
    };
    // Nobody is taken for being here whose server is gone.
    assert_eq!(
        local(&["operators", "session", "list", "--format", "json"]),
        "[]\n"
    );
    let ends = |log: &str| log.matches("\"ssh_end\"").count();
    let before = ends(&local(&["audit", "list", "--format", "json"]));
    desk.serve_again();
    let after = ends(&done({
        let mut command = offboard(desk.folder.path(), &["audit", "list", "--format", "json"]);
        command.env("OFFBOARD_OPERATOR", "dl");
        command.env("OFFBOARD_PASSPHRASE", "correct horse");
        command
    }));
    assert_eq!(after, before + 1);
}
