//! A backup that is restored while the account is served: from then on it is the account, for everybody.

use crate::desk::{Desk, Sitting, code, done, make_key, offboard, text, wait_for};

/// A served account of five learners, with a backup of it, and a sixth that came later.
fn with_backup() -> Option<Desk> {
    let desk = Desk::open("5")?;
    assert!(make_key(&desk.path("lost")));
    desk.local(&["operators", "key", "add", "dl", "lost.pub"]);
    desk.local(&["db", "backup", "-o", "back.db"]);
    let words = ["users", "add", "--email", "later@hub.example"];
    desk.local(&words);
    Some(desk)
}

fn restore(desk: &Desk) {
    desk.local(&["db", "restore", "back.db", "--yes"]);
}

fn with_the_lost_key(desk: &Desk) -> Option<i32> {
    let key = desk.path("lost").display().to_string();
    let words = ["-o", "IdentityFile=none", "-i", &key, "desk", "version"];
    let config = std::fs::read_to_string(desk.path("config")).unwrap();
    let own = format!("IdentityFile {}\n", desk.path("id").display());
    assert!(config.contains(&own), "{config}");
    std::fs::write(desk.path("config"), config.replace(&own, "")).unwrap();
    let ended = desk.client("ssh", &words).output().unwrap();
    std::fs::write(desk.path("config"), config).unwrap();
    code(&ended)
}

#[test]
fn who_may_come_is_asked_of_the_restored_database_though_nobody_is_at_a_console() {
    let Some(desk) = with_backup() else { return };
    assert_eq!(with_the_lost_key(&desk), Some(0));
    restore(&desk);
    // The backup knows that key too. It is removed from the database that is in place now.
    let print = done({
        let mut command = std::process::Command::new("ssh-keygen");
        command.current_dir(desk.folder.path());
        command.args(["-lf", "lost.pub"]);
        command
    });
    let print = print.split(' ').nth(1).unwrap();
    desk.local(&["operators", "key", "remove", "dl", print]);
    assert_eq!(with_the_lost_key(&desk), Some(255));
    // It stays the one server of the account.
    let second = offboard(desk.folder.path(), &["serve", "--listen", "127.0.0.1:0"]).output();
    let second = second.unwrap();
    assert_eq!(code(&second), Some(4), "{second:?}");
    // Whoever comes now is here, by what the restored database says.
    let here = desk.ssh(&["operators", "session", "list", "--format", "json"]);
    assert!(text(&here.stdout).contains("\"verb\""), "{here:?}");
    let listed = desk.ssh(&["users", "list", "--format", "csv"]);
    assert!(!text(&listed.stdout).contains("later@"), "{listed:?}");
    let sitting = desk.sit(&[], (100, 30));
    sitting.shows("5 users");
    leave(sitting);
}

#[test]
fn the_server_works_for_the_restored_database_without_being_asked() {
    let Some(desk) = with_backup() else { return };
    restore(&desk);
    // Without anybody who comes: the list says it is served once the server has opened it.
    wait_for("the server", || {
        let listed = desk.local(&["operators", "session", "list"]);
        !listed.contains("not served")
    });
    let second = offboard(desk.folder.path(), &["serve", "--listen", "127.0.0.1:0"]).output();
    assert_eq!(code(&second.unwrap()), Some(4));
}

#[test]
fn a_console_goes_on_with_the_restored_database() {
    let Some(desk) = with_backup() else { return };
    let mut sitting = desk.sit(&[], (100, 30));
    sitting.shows("6 users");
    restore(&desk);
    sitting.shows("5 users");
    sitting.press("2", "5 of 5");
    assert!(!sitting.contents().contains("later@"));
    wait_for("the session in the list", || {
        let here = desk.local(&["operators", "session", "list", "--format", "json"]);
        here.contains("\"console\"")
    });
    leave(sitting);
}

#[test]
fn whoever_is_not_known_to_the_restored_database_is_sent_away() {
    let Some(desk) = with_backup() else { return };
    assert!(make_key(&desk.path("new")));
    desk.local(&["operators", "key", "add", "dl", "new.pub"]);
    let config = std::fs::read_to_string(desk.path("config")).unwrap();
    std::fs::write(desk.path("config"), config.replace("/id\n", "/new\n")).unwrap();
    let mut sitting = desk.sit(&[], (100, 30));
    sitting.shows("6 users");
    restore(&desk);
    sitting.shows("Your key is no longer taken here.");
    sitting.ended();
    assert_eq!(code(&desk.ssh(&["version"])), Some(255));
}

#[test]
fn a_backup_is_restored_over_the_line() {
    let Some(desk) = with_backup() else { return };
    desk.sftp(&["put back.db inbox/back.db"]);
    let restored = desk.ssh(&["db", "restore", "inbox/back.db", "--yes"]);
    assert_eq!(code(&restored), Some(0), "{restored:?}");
    let listed = desk.ssh(&["users", "list", "--format", "csv"]);
    assert_eq!(text(&listed.stdout).lines().count(), 6, "{listed:?}");
}

fn leave(mut sitting: Sitting) {
    sitting.press("\x11", "");
    assert_eq!(sitting.ended(), 0);
}
