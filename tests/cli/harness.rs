//! A folder with an account in it, and the binary.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a call came to.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// What stood on stdout.
    pub out: String,
    /// What stood on stderr.
    pub err: String,
}

impl Ran {
    /// Stdout as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic_with(self, &error.to_string()))
    }

    /// The same call, once it has ended as expected.
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }
}

#[expect(clippy::panic, reason = "a test that cannot go on has failed")]
fn panic_with(ran: &Ran, why: &str) -> ! {
    panic!("{why}: {ran:#?}")
}

/// A folder of its own, with or without an account.
pub struct Account {
    folder: tempfile::TempDir,
}

/// A learner as the list shows one.
#[derive(Debug, Clone)]
pub struct Learner {
    /// Primary email address, empty where there is none.
    pub email: String,
    /// Unique user ID.
    pub id: String,
}

impl Account {
    /// A folder without an account.
    pub fn none() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A new account with demo learners.
    pub fn with(learners: u32) -> Self {
        let account = Self::none();
        account
            .run(&[
                "init",
                "--account",
                "Enigma Hub",
                "--admin",
                "dl@enigma.example",
            ])
            .ended(0);
        if learners > 0 {
            let learners = learners.to_string();
            account
                .run(&["seed", "--learners", &learners, "--yes"])
                .ended(0);
        }
        account
    }

    /// A path inside the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and answers its path as a word of a call.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The binary in a bare environment.
    pub fn command(&self, words: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offboard"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("TMPDIR", self.folder.path())
            .env("TZ", "UTC")
            .env("OFFBOARD_DB", self.path("offboard.db"))
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .args(words);
        command
    }

    /// Calls the binary.
    pub fn run(&self, words: &[impl AsRef<OsStr>]) -> Ran {
        let ended = self.command(words).output().unwrap();
        Ran {
            code: ended.status.code().unwrap_or(-1),
            out: String::from_utf8(ended.stdout).unwrap(),
            err: String::from_utf8(ended.stderr).unwrap(),
        }
    }

    /// Calls the binary with something on stdin.
    pub fn fed(&self, words: &[impl AsRef<OsStr>], stdin: &str) -> Ran {
        let fed = self.file("fed", stdin);
        let fed = std::fs::File::open(fed).unwrap();
        let ended = self.command(words).stdin(fed).output().unwrap();
        Ran {
            code: ended.status.code().unwrap_or(-1),
            out: String::from_utf8(ended.stdout).unwrap(),
            err: String::from_utf8(ended.stderr).unwrap(),
        }
    }

    /// Calls the binary with `--format json` and reads what it says.
    #[track_caller]
    pub fn json(&self, words: &[&str], code: i32) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
        self.run(&words).ended(code).json()
    }

    /// The learners, by name.
    pub fn learners(&self) -> Vec<Learner> {
        let users = self.json(&["users", "list"], 0);
        let text = |user: &Value, name: &str| user[name].as_str().unwrap_or_default().to_owned();
        let users = users.as_array().unwrap().iter();
        users
            .map(|user| Learner {
                email: text(user, "primary_email_address"),
                id: text(user, "unique_user_id"),
            })
            .collect()
    }

    /// Writes a deletion CSV with the IDs of these learners.
    pub fn leavers(&self, name: &str, learners: &[Learner]) -> String {
        let rows: Vec<String> = learners.iter().map(|one| format!(",{}", one.id)).collect();
        let rows = rows.join("\n");
        self.file(
            name,
            format!("primary_email_address,unique_user_id\n{rows}\n"),
        )
    }
}

/// The permissions of a file.
pub fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// The names of an object as they stand in the text, in their order.
pub fn names(json: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    for line in json.lines() {
        let line = line.trim();
        if depth == 1
            && let Some((name, _)) = line
                .strip_prefix('"')
                .and_then(|rest| rest.split_once("\":"))
        {
            names.push(name.to_owned());
        }
        depth += line.matches(['{', '[']).count();
        depth -= line.matches(['}', ']']).count();
    }
    names
}
