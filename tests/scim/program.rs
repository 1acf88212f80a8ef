//! The program's own verbs of a SCIM server, as an operator gives them.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use super::faults::filters;
use super::proxy::{Fault, Proxy};
use super::servers::{Server, TOKEN};

/// An account of its own, served by the program itself.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let made = desk.run(&[
            "init",
            "--account",
            "Enigma",
            "--admin",
            "ops@enigma.example",
        ]);
        assert!(made.status.success(), "{made:?}");
        desk.token(TOKEN, 0o600);
        desk
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn token(&self, token: &str, mode: u32) {
        std::fs::write(self.path("token"), format!("{token}\n")).unwrap();
        std::fs::set_permissions(self.path("token"), Permissions::from_mode(mode)).unwrap();
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// The program with these words, not started yet.
    pub fn command(&self, words: &[&str]) -> Command {
        let program = std::env::var_os("OFFBOARD_PROGRAM");
        let program = program.unwrap_or_else(|| env!("CARGO_BIN_EXE_offboard").into());
        let mut command = Command::new(program);
        command
            .args(words)
            .env("OFFBOARD_DB", self.path("account.db"))
            .env("XDG_CONFIG_HOME", self.folder.path())
            .env("LC_ALL", "C.UTF-8")
            .env_remove("OFFBOARD_SCIM_TOKEN");
        command
    }

    pub fn connect(&self, url: &str) -> Output {
        let token = self.path("token");
        self.run(&[
            "provider",
            "connect",
            "--url",
            url,
            "--token-file",
            token.to_str().unwrap(),
            "--format",
            "json",
        ])
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_server_is_connected_to_tried_and_read_and_the_token_stands_in_one_file() {
    for server in Server::all() {
        for number in 1..=25 {
            server.add(number);
        }
        let desk = Desk::new();
        let connected = desk.connect(&server.url());
        assert!(
            connected.status.success(),
            "{}: {connected:?}",
            server.name()
        );
        let survey: serde_json::Value = serde_json::from_slice(&connected.stdout).unwrap();
        assert_eq!(survey["users"], 25);
        assert_eq!(survey["filter_external_id"], "works", "{survey}");
        let kept = desk.path("account.db.scim");
        assert_eq!(kept.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::remove_file(desk.path("token")).unwrap();
        let tried = desk.run(&["provider", "test"]);
        assert!(tried.status.success(), "{tried:?}");
        let roster = desk.path("roster.csv");
        let pulled = desk.run(&[
            "provider",
            "pull",
            "-o",
            roster.to_str().unwrap(),
            "--format",
            "json",
        ]);
        assert!(pulled.status.success(), "{}: {pulled:?}", server.name());
        let figures: serde_json::Value = serde_json::from_slice(&pulled.stdout).unwrap();
        assert_eq!(
            (&figures["users"], &figures["completeness"]),
            (&25.into(), &"whole".into())
        );
        let lines = std::fs::read_to_string(&roster).unwrap();
        assert_eq!(lines.lines().count(), 26);
        assert!(lines.contains("person7@enigma.example,E-7"), "{lines}");
        let log = desk.run(&["audit", "list"]);
        assert!(
            text(&log.stdout).contains("connected to a SCIM server"),
            "{log:?}"
        );
        for output in [&connected, &tried, &pulled, &log] {
            let said = text(&output.stdout) + &text(&output.stderr);
            assert!(!said.contains(TOKEN), "{said}");
        }
        assert_eq!(holding(desk.folder.path()), ["account.db.scim"]);
    }
}

/// The files below a folder in which the token stands.
fn holding(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path));
        } else if text(&std::fs::read(&path).unwrap()).contains(TOKEN) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

#[test]
fn no_connection_is_kept_to_a_server_that_does_not_answer_as_it_should() {
    let server = Server::own();
    server.add(1);
    let desk = Desk::new();
    let refused = |code: i32, words: &str, output: Output| {
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(words), "{said}");
        assert!(!desk.path("account.db.scim").exists());
    };
    refused(
        2,
        "without https",
        lower(desk.connect("http://scim.example.com/v2")),
    );
    refused(
        2,
        "password",
        desk.connect("https://a:b@scim.example.com/v2"),
    );
    desk.token(TOKEN, 0o644);
    refused(2, "chmod 600", desk.connect(&server.url()));
    desk.token("two\nlines", 0o600);
    refused(2, "one line", desk.connect(&server.url()));
    refused(
        2,
        "OFFBOARD_SCIM_TOKEN",
        desk.run(&["provider", "connect", "--url", &server.url()]),
    );
    refused(2, "provider connect", desk.run(&["provider", "test"]));
    desk.token("not-the-token", 0o600);
    refused(5, "does not accept the token", desk.connect(&server.url()));
    desk.token(TOKEN, 0o600);
    let redirects = Proxy::start(server.port(), |_, _| {
        Fault::Redirect("https://elsewhere.example/".to_owned())
    });
    refused(5, "not followed", desk.connect(&redirects.url("")));
    let pages = Proxy::start(server.port(), |_, _| Fault::Html(200));
    refused(5, "not SCIM", desk.connect(&pages.url("")));
}

fn lower(mut output: Output) -> Output {
    output.stderr = text(&output.stderr).to_lowercase().into_bytes();
    output
}

#[test]
fn a_listing_that_does_not_have_everybody_writes_no_roster() {
    let server = Server::own();
    for number in 1..=5 {
        server.add(number);
    }
    let desk = Desk::new();
    let proxy = Proxy::start(server.port(), |request, _| {
        if filters(request) {
            Fault::Fine
        } else {
            Fault::Lie(3)
        }
    });
    assert!(desk.connect(&proxy.url("")).status.success());
    let roster = desk.path("roster.csv");
    let pulled = desk.run(&["provider", "pull", "-o", roster.to_str().unwrap()]);
    assert_eq!(pulled.status.code(), Some(1), "{pulled:?}");
    assert!(
        text(&pulled.stderr).contains("5 users came, and the server says 8"),
        "{pulled:?}"
    );
    assert!(!roster.exists());
    // The same on stdout: nothing that could be taken for a roster.
    let pulled = desk.run(&["provider", "pull"]);
    assert_eq!(pulled.status.code(), Some(1));
    assert!(
        !text(&pulled.stdout).contains("primary_email_address"),
        "{pulled:?}"
    );
}
