//! Recordings, the passphrase before acts of risk, and quotas.

use std::fs;
use std::os::unix::fs::MetadataExt as _;

use serde_json::Value;

use crate::desk::{Desk, code, done, offboard, text, wait_for};
use crate::sessions::staff;

fn local(desk: &Desk, words: &[&str]) -> String {
    let mut command = offboard(desk.folder.path(), words);
    command.env("OFFBOARD_OPERATOR", "dl");
    command.env("OFFBOARD_PASSPHRASE", "correct horse");
    done(command)
}

/// Lets a quarter of an hour pass since a passphrase was typed.
fn forget(desk: &Desk) {
    let database = rusqlite::Connection::open(desk.path("hub.db")).unwrap();
    let aged = database.execute("UPDATE ssh_proofs SET proven_at = proven_at - 900", []);
    assert_eq!(aged, Ok(1));
}

#[test]
fn the_passphrase_is_asked_for_before_acts_of_risk_once_in_a_while() {
    let Some(desk) = staff("5") else { return };
    local(&desk, &["account", "set", "passphrase_for_risk", "on"]);
    // Without a terminal nobody can be asked, and the words say so; what is of no risk goes on.
    let refused = desk.ssh(&["operators", "disable", "marta"]);
    assert_eq!(code(&refused), Some(3), "{refused:?}");
    assert!(text(&refused.stderr).contains("ssh -t"), "{refused:?}");
    assert_eq!(code(&desk.ssh(&["users", "list"])), Some(0));
    let listed = local(&desk, &["operators", "list", "--format", "json"]);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert!(
        listed
            .as_array()
            .unwrap()
            .iter()
            .all(|it| it["disabled"] == false)
    );
    // With one it is asked for.
    let mut verb = desk.sit(&["operators", "disable", "marta"], (100, 30));
    verb.shows("Passphrase of dl");
    verb.press("correct horse\r", "cannot sign in any more");
    assert_eq!(verb.ended_plain(), 0);
    // Once in a while: the next verb of the same key from the same place is not asked, on a connection of its own.
    for verb in ["enable", "disable"] {
        let again = desk.ssh(&["operators", verb, "marta"]);
        assert_eq!(code(&again), Some(0), "{again:?}");
    }
    forget(&desk);
    let refused = desk.ssh(&["operators", "enable", "marta"]);
    assert_eq!(code(&refused), Some(3), "{refused:?}");
    let mut dl = desk.sit(&[], (100, 30));
    dl.shows("5 users");
    dl.press(":", "Go to");
    dl.press("Operators\r", "2 operators");
    dl.press("j", "");
    dl.press("e", "Confirm");
    dl.press("\t\r", "Your passphrase");
    // A wrong one is none; whoever gives up has done nothing.
    dl.press("wrong\r", "wrong");
    dl.press("\x1b", "The passphrase is asked for before this");
    let marta = |desk: &Desk| {
        let listed = local(desk, &["operators", "list", "--format", "json"]);
        let listed: Value = serde_json::from_str(&listed).unwrap();
        let listed = listed.as_array().unwrap().clone();
        listed.iter().find(|it| it["name"] == "marta").unwrap()["disabled"] == true
    };
    assert!(marta(&desk));
    dl.press("e", "Confirm");
    dl.press("\t\r", "Your passphrase");
    dl.press("correct horse\r", "can sign in again");
    wait_for("the act", || !marta(&desk));
    // It is not asked for again so soon.
    dl.press("d", "everything that is still open");
    dl.press("\t\r", "cannot sign in any more");
    wait_for("the act", || marta(&desk));
}

#[test]
fn consoles_are_recorded_for_their_owner_alone_and_without_the_passphrase() {
    let Some(desk) = staff("5") else { return };
    local(&desk, &["account", "set", "record_sessions", "on"]);
    let mut dl = desk.sit(&[], (100, 30));
    dl.shows("5 users");
    dl.press("2", "5 of 5");
    dl.press(":", "Go to");
    dl.press("Passphrase\r", "From now on this one counts");
    dl.press("sesame open", "•••");
    dl.press("\x1b", "Discard what was typed");
    dl.press("\t\r", "");
    wait_for("the users", || {
        !dl.contents().contains("From now on this one counts")
    });
    dl.resize((120, 40));
    dl.press("1", "Nothing waits for you");
    dl.press("\x11", "");
    assert_eq!(dl.ended(), 0);
    let folder = desk.path("sessions");
    let files: Vec<_> = fs::read_dir(&folder).unwrap().flatten().collect();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].metadata().unwrap().mode() & 0o777, 0o600);
    let cast = fs::read_to_string(files[0].path()).unwrap();
    let mut lines = cast.lines();
    let header: Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    assert_eq!(
        (&header["version"], &header["width"]),
        (&2.into(), &100.into())
    );
    let mut screen = vt100::Parser::new(
        std::num::NonZero::new(40).unwrap(),
        std::num::NonZero::new(120).unwrap(),
        0,
    );
    let mut was_resized = false;
    let mut was_seen = false;
    for line in lines {
        let event: Value = serde_json::from_str(line).unwrap();
        was_resized |= event[1] == "r" && event[2] == "120x40";
        if event[1] == "o" {
            screen.process(event[2].as_str().unwrap().as_bytes());
            let contents = screen.screen().contents();
            was_seen |= contents.contains("5 of 5");
            assert!(!contents.contains('•'), "{contents}");
        }
    }
    assert!(was_resized && was_seen);
}

#[test]
fn a_verb_at_a_terminal_is_recorded_and_what_is_typed_without_an_echo_is_not() {
    let Some(desk) = staff("5") else { return };
    local(&desk, &["account", "set", "record_sessions", "on"]);
    local(&desk, &["account", "set", "passphrase_for_risk", "on"]);
    let mut verb = desk.sit(&["operators", "disable", "marta"], (100, 30));
    verb.shows("Passphrase of dl");
    verb.press("correct horse\r", "cannot sign in any more");
    assert_eq!(verb.ended_plain(), 0);
    // Without a terminal there is nothing that could be shown again.
    assert_eq!(code(&desk.ssh(&["users", "list"])), Some(0));
    let files: Vec<_> = fs::read_dir(desk.path("sessions"))
        .unwrap()
        .flatten()
        .collect();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].metadata().unwrap().mode() & 0o777, 0o600);
    let cast = fs::read_to_string(files[0].path()).unwrap();
    let header: Value = serde_json::from_str(cast.lines().next().unwrap()).unwrap();
    let title = header["title"].as_str().unwrap();
    assert!(title.ends_with("operators disable marta"), "{title}");
    let events = cast.lines().skip(1);
    let events: Vec<Value> = events.map(|it| serde_json::from_str(it).unwrap()).collect();
    let shown: String = events.iter().filter_map(|it| it[2].as_str()).collect();
    assert!(shown.contains("Passphrase of dl"), "{shown}");
    assert!(shown.contains("cannot sign in any more"), "{shown}");
    assert!(!cast.contains("horse"), "{cast}");
}

#[test]
fn what_a_verb_writes_counts_as_what_is_brought() {
    let Some(desk) = staff("5") else { return };
    let large = fs::File::create(desk.path("hub.db.operators/1/inbox/large")).or_else(|_| {
        desk.sftp(&["ls"]);
        fs::File::create(desk.path("hub.db.operators/1/inbox/large"))
    });
    large.unwrap().set_len(100_000_000 - 10).unwrap();
    let full = desk.ssh(&["users", "export", "-o", "exports/users.csv"]);
    assert_eq!(code(&full), Some(5), "{full:?}");
    assert!(text(&full.stderr).contains("quota is used up"), "{full:?}");
    let backup = desk.ssh(&["db", "backup", "-o", "exports/hub.db"]);
    assert_eq!(code(&backup), Some(5), "{backup:?}");
    let folder = desk.path("hub.db.operators/1/exports");
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
    // What goes to stdout takes no room there.
    let streamed = desk.ssh(&["users", "export", "-o", "-"]);
    assert_eq!(code(&streamed), Some(0), "{streamed:?}");
}
