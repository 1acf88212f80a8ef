//! The account served over SSH, to OpenSSH's own clients: `ssh`, `sftp`, `scp`, `ssh-keygen`.
//!
//! Where they are not there, each test says so and passes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed"
)]

mod desk;
mod fuzz;
mod hostile;
mod limits;
mod restored;
mod risk;
mod security_keys;
mod sessions;
mod zones;

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use desk::{Desk, Sitting, code, done, make_key, offboard, text, wait_for};

#[test]
fn a_verb_is_over_ssh_what_it_is_at_the_server() {
    let Some(desk) = Desk::open("30") else { return };
    let listed = desk.ssh(&["users", "list", "--format", "json"]);
    assert_eq!(code(&listed), Some(0), "{listed:?}");
    let here = desk.local(&["users", "list", "--format", "json"]);
    assert_eq!(text(&listed.stdout), here);
    // Quotes of the second shell keep a word together; there is no second shell.
    let found = desk.ssh(&["users list --search 'no such name; ls' --format json"]);
    assert_eq!(text(&found.stdout), "[]\n");
    let first: Value = serde_json::from_str(&here).unwrap();
    let id = first[0]["unique_user_id"].as_str().unwrap();
    let csv = format!("primary_email_address,unique_user_id\n,{id}\n,NOBODY\n");
    let checked = desk.fed(&["deletions", "check", "-", "--format", "json"], &csv);
    let summary: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(summary["outcomes"]["would_delete"], 1, "{checked:?}");
    // The program has its own name, however the server starts it.
    let help = desk.ssh(&["users", "--help"]);
    assert!(
        text(&help.stdout).contains("Usage: offboard users"),
        "{help:?}"
    );
    let missing = desk.ssh(&["users", "show", "NOBODY"]);
    assert_eq!(code(&missing), Some(1), "{missing:?}");
    assert!(missing.stdout.is_empty() && !missing.stderr.is_empty());
    let log = desk.local(&["audit", "list", "--format", "json"]);
    let log: Value = serde_json::from_str(&log).unwrap();
    let begun = log
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["act"] == "ssh_begin");
    let result = begun.unwrap().to_string();
    assert!(result.contains("address=127.0.0.1 key=SHA256:"), "{result}");
}

#[test]
fn nothing_of_the_server_can_be_named_and_there_is_no_shell() {
    let Some(desk) = Desk::open("5") else { return };
    for (words, expected) in [
        ("cat /etc/passwd", 2),
        ("sh -c id", 2),
        ("deletions check /etc/passwd", 3),
        ("deletions check ../../hub.db", 3),
        ("users export -o /tmp/users.csv", 3),
        ("users export -o ../users.csv", 3),
        ("users list --db other.db", 3),
        ("users list --operator dl", 3),
        ("users list --config x.toml", 3),
        ("serve", 3),
        ("users list 'open", 2),
        ("scp -t inbox", 2),
    ] {
        let refused = desk.ssh(&[words]);
        assert_eq!(code(&refused), Some(expected), "{words}: {refused:?}");
        assert!(refused.stdout.is_empty(), "{words}: {refused:?}");
    }
    let words = [
        "-o",
        "SetEnv=OFFBOARD_SERVED={} LD_PRELOAD=x",
        "desk",
        "users",
        "list",
    ];
    let listed = desk.client("ssh", &words).output().unwrap();
    assert_eq!(code(&listed), Some(0), "{listed:?}");
    // A console without a terminal, and a subsystem that there is not, are answered.
    assert_eq!(code(&desk.ssh(&[])), Some(2));
    let other = desk
        .client("ssh", &["-s", "desk", "netconf"])
        .output()
        .unwrap();
    assert_eq!(code(&other), Some(255));
}

#[test]
fn nothing_is_forwarded() {
    let Some(desk) = Desk::open("5") else { return };
    let words = [
        "-N",
        "-o",
        "ExitOnForwardFailure=yes",
        "-R",
        "0:127.0.0.1:1",
        "desk",
    ];
    let refused = desk.client("ssh", &words).output().unwrap();
    assert_eq!(code(&refused), Some(255), "{refused:?}");
    // -W opens the same channel as -L, and ends when it is refused.
    let server = format!("127.0.0.1:{}", desk.port);
    let words = ["-W", &server, "desk"];
    let refused = desk.client("ssh", &words).output().unwrap();
    assert_eq!(code(&refused), Some(255), "{refused:?}");
    assert!(refused.stdout.is_empty(), "{refused:?}");
    // An agent and a display are offered in vain, and nothing else is the worse for it.
    let words = ["-A", "-X", "-o", "BatchMode=yes", "desk", "users", "list"];
    assert_eq!(code(&desk.client("ssh", &words).output().unwrap()), Some(0));
}

#[test]
fn the_console_is_opened_in_the_terminal_of_the_client() {
    let Some(desk) = Desk::open("40") else { return };
    let mut sitting = desk.sit(&[], (100, 30));
    sitting.shows("40 users");
    sitting.press("2", "40 of 40");
    for step in 0..40 {
        sitting.resize((80 + step, 24 + step % 10));
    }
    sitting.resize((120, 40));
    sitting.shows("NAME");
    sitting.press("1", "Nothing waits for you");
    sitting.press("\x11", "");
    assert_eq!(sitting.ended(), 0);
    wait_for("the end in the log", || desk.line("ends: dl").is_some());
}

#[test]
fn the_mouse_reaches_the_console_through_the_line() {
    let Some(desk) = Desk::open("5") else { return };
    let mut sitting = desk.sit(&[], (100, 30));
    sitting.shows("5 users");
    let first = sitting.contents().lines().next().unwrap().to_owned();
    let column = first.find("Reports").unwrap() + 2;
    let click = format!("\x1b[<0;{column};1M\x1b[<0;{column};1m");
    sitting.press(&click, "minutes in all");
    sitting.press("\x11", "");
    assert_eq!(sitting.ended(), 0);
}

#[test]
fn what_only_the_server_can_show_is_dimmed_with_the_reason() {
    let Some(desk) = Desk::open("5") else { return };
    let mut sitting = desk.sit(&[], (100, 30));
    sitting.shows("5 users");
    sitting.press(":", "Go to");
    sitting.press("Delete users\r", "Instructions to upload CSV");
    sitting.press("u", "file dialog opens at the server only");
    let screen = sitting.screen.lock().unwrap();
    let screen = screen.screen();
    let (rows, columns) = (30, 100);
    let line = (0..rows).find(|row| {
        let text: String = (0..columns)
            .filter_map(|column| screen.cell(*row, column).map(|it| it.contents().to_owned()))
            .collect();
        text.contains("file") && text.contains("server")
    });
    let line = line.unwrap();
    // In a theme of colours what is dim is grey.
    let is_dim = |cell: &vt100::Cell| cell.dim() || cell.fgcolor() != vt100::Color::Default;
    let letters = (0..columns).filter_map(|column| screen.cell(line, column));
    let mut letters = letters.filter(|cell| cell.contents().starts_with(char::is_alphabetic));
    assert!(letters.all(is_dim));
}

#[test]
fn a_tour_is_shown_at_a_terminal_of_its_own() {
    let Some(desk) = Desk::open("5") else { return };
    let mut sitting = desk.sit(&["tour", "bulk-deletion"], (100, 30));
    sitting.shows("bulk-deletion");
    sitting.shows("Enigma Hub");
    sitting.press("q", "You have the console now");
    sitting.press("\x11", "");
    assert_eq!(sitting.ended(), 0);
}

#[test]
fn files_come_and_go_by_sftp_and_scp_and_stay_in_the_folder() {
    let Some(desk) = Desk::open("5") else { return };
    fs::write(
        desk.path("leavers.csv"),
        "primary_email_address,unique_user_id\n,X\n",
    )
    .unwrap();
    let said = desk.sftp(&[
        "put leavers.csv inbox/leavers.csv",
        "ls -l /",
        "put leavers.csv /etc/leavers.csv",
        "put leavers.csv ../leavers.csv",
        "get ../../hub.db stolen.db",
        "get /etc/passwd stolen",
        "symlink inbox/leavers.csv inbox/link",
        "rm inbox",
        "rename inbox/leavers.csv exports/moved.csv",
        "get exports/moved.csv back.csv",
    ]);
    assert!(said.contains("inbox") && said.contains("exports"), "{said}");
    assert_eq!(
        fs::read(desk.path("back.csv")).unwrap(),
        fs::read(desk.path("leavers.csv")).unwrap()
    );
    assert!(!desk.path("stolen.db").exists() && !desk.path("stolen").exists());
    for words in [
        ["-q", "leavers.csv", "desk:inbox/again.csv"],
        ["-q", "desk:inbox/again.csv", "again.csv"],
    ] {
        let copied = desk.client("scp", &words).output().unwrap();
        assert_eq!(code(&copied), Some(0), "{words:?}: {copied:?}");
    }
    assert!(desk.path("again.csv").exists());
    let words = ["-q", "leavers.csv", "desk:/tmp/offboard-was-here"];
    assert_ne!(code(&desk.client("scp", &words).output().unwrap()), Some(0));
    // What lies there can be named by verbs, and what they write can be taken.
    let checked = desk.ssh(&["deletions", "check", "inbox/again.csv"]);
    assert_eq!(code(&checked), Some(1), "{checked:?}");
    let written = desk.ssh(&["users", "export", "-o", "exports/users.csv"]);
    assert_eq!(code(&written), Some(0), "{written:?}");
    desk.sftp(&["get exports/users.csv users.csv"]);
    assert!(
        fs::read_to_string(desk.path("users.csv"))
            .unwrap()
            .lines()
            .count()
            > 5
    );
    let folder = desk.path("hub.db.operators/1");
    assert!(folder.join("exports/users.csv").exists());
    assert!(!folder.join("inbox/link").exists());
}

#[test]
fn a_certificate_lets_its_operator_in_and_nobody_else() {
    let Some(desk) = Desk::open("5") else { return };
    for name in ["ca", "other-ca", "card"] {
        assert!(make_key(&desk.path(name)));
    }
    desk.local(&["operators", "ca", "add", "ca.pub"]);
    let certify = |ca: &str, words: &[&str]| {
        let mut command = Command::new("ssh-keygen");
        command.current_dir(desk.folder.path());
        command.args(["-q", "-s", ca, "-I", "test"]).args(words);
        done({
            command.arg("card.pub");
            command
        });
        let words = [
            "-o",
            "IdentityFile=none",
            "-i",
            "card",
            "desk",
            "users",
            "list",
        ];
        let config = fs::read_to_string(desk.path("config")).unwrap();
        let own = format!("IdentityFile {}/id\n", desk.folder.path().display());
        fs::write(desk.path("config"), config.replace(&own, "")).unwrap();
        code(&desk.client("ssh", &words).output().unwrap())
    };
    assert_eq!(certify("ca", &["-n", "dl", "-V", "+1h"]), Some(0));
    assert_eq!(certify("ca", &["-n", "dl,stranger", "-V", "+1h"]), Some(0));
    for words in [
        &["-n", "stranger", "-V", "+1h"][..],
        &["-V", "+1h"],
        &["-n", "dl", "-V", "20200101:20200102"],
        &["-n", "dl", "-V", "+1d:+2d"],
        &["-n", "dl", "-h", "-V", "+1h"],
        &["-n", "dl", "-V", "+1h", "-O", "force-command=ls"],
        &["-n", "dl", "-V", "+1h", "-O", "source-address=192.0.2.0/24"],
    ] {
        assert_eq!(certify("ca", words), Some(255), "{words:?}");
    }
    let near = ["-n", "dl", "-V", "+1h", "-O", "source-address=127.0.0.0/8"];
    assert_eq!(certify("ca", &near), Some(0));
    assert_eq!(certify("other-ca", &["-n", "dl", "-V", "+1h"]), Some(255));
    let print = done({
        let mut command = Command::new("ssh-keygen");
        command
            .current_dir(desk.folder.path())
            .args(["-lf", "card.pub"]);
        command
    });
    let print = print.split(' ').nth(1).unwrap();
    desk.local(&["operators", "key", "revoke", print, "--yes"]);
    assert_eq!(certify("ca", &["-n", "dl", "-V", "+1h"]), Some(255));
}

#[test]
fn strangers_are_turned_away_and_spoken_of_once() {
    let Some(desk) = Desk::open("5") else { return };
    assert!(make_key(&desk.path("stranger")));
    let config = fs::read_to_string(desk.path("config")).unwrap();
    fs::write(desk.path("config"), config.replace("/id\n", "/stranger\n")).unwrap();
    for _ in 0..3 {
        let refused = desk.ssh(&["users", "list"]);
        assert_eq!(code(&refused), Some(255), "{refused:?}");
    }
    let words = [
        "-o",
        "PreferredAuthentications=password,keyboard-interactive",
        "desk",
        "version",
    ];
    assert_eq!(
        code(&desk.client("ssh", &words).output().unwrap()),
        Some(255)
    );
    wait_for("a word of it", || desk.line("Turned away").is_some());
    let told = desk.told.lock().unwrap().join("\n");
    assert_eq!(told.matches("Turned away").count(), 1, "{told}");
}

#[test]
fn whoever_is_disabled_goes_at_once() {
    let Some(desk) = sessions::staff("5") else {
        return;
    };
    let mut sitting = desk.sit_as("marta", &[], (100, 30));
    sitting.shows("5 users");
    // Roles hold over SSH as everywhere.
    assert_eq!(code(&desk.ssh_as("marta", &["operators", "list"])), Some(3));
    let mut command = offboard(desk.folder.path(), &["operators", "disable", "marta"]);
    command.env("OFFBOARD_OPERATOR", "dl");
    command.env("OFFBOARD_PASSPHRASE", "correct horse");
    done(command);
    sitting.shows("You can no longer sign in here.");
    sitting.ended();
    assert_eq!(code(&desk.ssh_as("marta", &["users", "list"])), Some(255));
}

#[test]
fn the_server_tells_its_sessions_that_it_ends() {
    let Some(mut desk) = Desk::open("5") else {
        return;
    };
    let mut sitting = desk.sit(&[], (100, 30));
    sitting.shows("5 users");
    let id = desk.server.id().to_string();
    done({
        let mut command = Command::new("kill");
        command.args(["-TERM", &id]);
        command
    });
    sitting.shows("The server ends.");
    sitting.ended();
    let mut status = None;
    wait_for("the end of the server", || {
        status = desk.server.try_wait().unwrap();
        status.is_some()
    });
    assert!(status.unwrap().success(), "{status:?}");
    // The key by which clients know it is the same the next time.
    let before = fs::read(desk.path("hub.db.host-key")).unwrap();
    let mode = fs::metadata(desk.path("hub.db.host-key")).unwrap();
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&mode) & 0o777, 0o600);
    let again = offboard(desk.folder.path(), &["serve", "--listen", "127.0.0.1:0"])
        .stderr(Stdio::null())
        .spawn();
    let mut again = again.unwrap();
    let _ = again.kill();
    let _ = again.wait();
    assert_eq!(fs::read(desk.path("hub.db.host-key")).unwrap(), before);
}

fn sessions(count: usize) {
    let Some(desk) = Desk::open("40") else { return };
    // A host key is learned once.
    assert_eq!(code(&desk.ssh(&["version"])), Some(0));
    let mut sittings: Vec<Sitting> = Vec::new();
    for _ in 0..count {
        let sitting = desk.sit(&[], (100, 30));
        sitting.shows("40 users");
        sittings.push(sitting);
    }
    for sitting in &mut sittings {
        sitting.press("2", "40 of 40");
    }
    for sitting in &mut sittings {
        sitting.press("\x11", "");
    }
    for mut sitting in sittings {
        assert_eq!(sitting.ended(), 0);
    }
}

#[test]
fn twenty_sessions_at_once_are_each_their_own() {
    sessions(20);
}

#[test]
#[ignore = "takes a while: 200 clients of OpenSSH in terminals of their own"]
fn two_hundred_sessions_at_once_are_each_their_own() {
    sessions(200);
}
