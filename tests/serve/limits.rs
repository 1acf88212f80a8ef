//! What is bounded: sessions, files and certificates in their time; and keys that come from an agent, or are too old.

use std::fs;
use std::process::{Child, Command, Stdio};

use crate::desk::{Desk, account, code, done, make_key, text, wait_for};

#[test]
fn there_are_never_more_sessions_than_allowed_and_the_host_key_lies_where_it_was_named() {
    let Some(folder) = account("5") else { return };
    let place = folder.path().join(".config/offboard");
    fs::create_dir_all(&place).unwrap();
    let config = "[serve]\nmax_sessions = 2\nhost_key = \"door.key\"\n";
    let key = folder.path().join("door.key");
    let config = config.replace("door.key", key.to_str().unwrap());
    fs::write(place.join("config.toml"), config).unwrap();
    let desk = Desk::serve(folder);
    assert!(key.exists() && !desk.path("hub.db.host-key").exists());
    let mut first = desk.sit(&[], (100, 30));
    first.shows("5 users");
    let mut second = desk.sit(&[], (100, 30));
    second.shows("5 users");
    let refused = desk.ssh(&["version"]);
    assert_eq!(code(&refused), Some(5), "{refused:?}");
    assert!(text(&refused.stderr).contains("Too many sessions are open"));
    // Those who are here go on, and a place that is given back is given again.
    first.press("2", "5 of 5");
    second.press("\x11", "");
    assert_eq!(second.ended(), 0);
    wait_for("a place", || code(&desk.ssh(&["version"])) == Some(0));
    first.press("\x11", "");
    assert_eq!(first.ended(), 0);
}

#[test]
fn old_files_of_operators_are_removed_and_new_ones_stay() {
    let Some(mut desk) = Desk::open("5") else {
        return;
    };
    fs::write(desk.path("a.csv"), "a\n").unwrap();
    desk.sftp(&["put a.csv inbox/old.csv", "put a.csv inbox/new.csv"]);
    let inbox = desk.path("hub.db.operators/1/inbox");
    let touched = Command::new("touch")
        .args(["-d", "2020-01-01"])
        .arg(inbox.join("old.csv"))
        .status();
    assert!(touched.unwrap().success());
    desk.server.kill().unwrap();
    desk.server.wait().unwrap();
    desk.serve_again();
    wait_for("the removal", || !inbox.join("old.csv").exists());
    assert!(inbox.join("new.csv").exists());
    wait_for("a word of it", || desk.line("Old files").is_some());
}

#[test]
fn whoever_s_certificate_expires_is_sent_away() {
    let Some(desk) = Desk::open("5") else { return };
    for name in ["ca", "card"] {
        assert!(make_key(&desk.path(name)));
    }
    desk.local(&["operators", "ca", "add", "ca.pub"]);
    let config = fs::read_to_string(desk.path("config")).unwrap();
    fs::write(desk.path("config"), config.replace("/id\n", "/card\n")).unwrap();
    // Long enough to come in on a busy machine.
    let mut certify = Command::new("ssh-keygen");
    certify.current_dir(desk.folder.path());
    certify.args([
        "-q", "-s", "ca", "-I", "x", "-n", "dl", "-V", "+8s", "card.pub",
    ]);
    done(certify);
    let mut sitting = desk.sit(&[], (100, 30));
    sitting.shows("5 users");
    sitting.shows("Your certificate is in force no longer.");
    sitting.ended();
    assert_eq!(code(&desk.ssh(&["version"])), Some(255));
}

/// An agent of OpenSSH, ended with the test.
struct Agent(Child);

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_key_in_an_agent_is_taken_as_long_as_it_is_there() {
    let Some(desk) = Desk::open("5") else { return };
    let socket = desk.path("agent");
    let agent = Command::new("ssh-agent")
        .args(["-D", "-a"])
        .arg(&socket)
        .stdout(Stdio::null())
        .spawn();
    let Ok(agent) = agent else { return };
    let _agent = Agent(agent);
    wait_for("the agent", || socket.exists());
    let tell = |words: &[&str]| {
        let mut command = Command::new("ssh-add");
        command.current_dir(desk.folder.path()).args(words);
        done({
            command.env("SSH_AUTH_SOCK", &socket).stderr(Stdio::null());
            command
        })
    };
    tell(&["-q", "id"]);
    fs::rename(desk.path("id"), desk.path("away")).unwrap();
    let config = fs::read_to_string(desk.path("config")).unwrap();
    let own = format!("IdentityAgent {}\n", socket.display());
    let config = config.replace("IdentityAgent none\n", &own);
    fs::write(desk.path("config"), config).unwrap();
    assert_eq!(code(&desk.ssh(&["version"])), Some(0));
    tell(&["-q", "-D"]);
    assert_eq!(code(&desk.ssh(&["version"])), Some(255));
}

#[test]
fn an_rsa_key_is_refused_with_a_word_why() {
    let Some(desk) = Desk::open("5") else { return };
    let mut made = Command::new("ssh-keygen");
    made.current_dir(desk.folder.path());
    made.args(["-q", "-t", "rsa", "-N", "", "-f", "rsa"]);
    done(made);
    let words = ["operators", "key", "add", "dl", "rsa.pub"];
    let refused = crate::desk::offboard(desk.folder.path(), &words).output();
    let refused = refused.unwrap();
    assert_eq!(code(&refused), Some(1), "{refused:?}");
    assert!(text(&refused.stderr).contains("RSA"), "{refused:?}");
    let config = fs::read_to_string(desk.path("config")).unwrap();
    fs::write(desk.path("config"), config.replace("/id\n", "/rsa\n")).unwrap();
    assert_eq!(code(&desk.ssh(&["version"])), Some(255));
}
