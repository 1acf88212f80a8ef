//! The other side: SQL scripts through the sqlite3 shell, or through Python's module where there is no shell.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Outcome;
use super::measure::{Ran, beside, measured, python};

/// What runs scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// The sqlite3 shell.
    Sqlite3,
    /// Python's sqlite3 module in its place.
    Python,
}

impl Shell {
    /// What this machine has.
    pub fn find() -> Self {
        let asked = Command::new("sqlite3").arg("--version").output();
        match asked {
            Ok(said) if said.status.success() => Self::Sqlite3,
            _ => Self::Python,
        }
    }

    /// Its name with its version, for the page.
    pub fn name(self) -> Outcome<String> {
        let mut command = match self {
            Self::Sqlite3 => Command::new("sqlite3"),
            Self::Python => python(),
        };
        command.args(match self {
            Self::Sqlite3 => ["--version", "-batch"],
            Self::Python => ["-c", "import sqlite3; print(sqlite3.sqlite_version)"],
        });
        let said = String::from_utf8(command.output()?.stdout)?;
        let version = said.split_whitespace().next().unwrap_or_default();
        Ok(match self {
            Self::Sqlite3 => format!("sqlite3 shell {version}"),
            Self::Python => format!(
                "Python's sqlite3 module {version}, because the sqlite3 shell is not installed here"
            ),
        })
    }

    /// Runs a script on a database and measures it.
    pub fn measured(self, database: &Path, script: &str, folder: &Path) -> Outcome<Ran> {
        let path = folder.join(".script.sql");
        std::fs::write(&path, script)?;
        let (database, stand_in) = (database.to_string_lossy(), beside("shell.py"));
        let stand_in = stand_in.to_string_lossy();
        let command = match self {
            Self::Sqlite3 => vec!["sqlite3", "-batch", "-bail", &*database],
            Self::Python => vec!["python3", "-S", "-E", &*stand_in, &*database],
        };
        let ran = measured(&command, Some(&path), folder)?.ended(&[0])?;
        if ran.errors.trim().is_empty() {
            return Ok(ran);
        }
        Err(format!("the shell said: {}", ran.errors).into())
    }

    /// Asks a database something; columns are parted by `|`.
    pub fn ask(self, database: &Path, script: &str) -> Outcome<String> {
        let mut command = match self {
            Self::Sqlite3 => Command::new("sqlite3"),
            Self::Python => python(),
        };
        match self {
            Self::Sqlite3 => command.args(["-batch", "-bail"]),
            Self::Python => command.arg(beside("shell.py")),
        };
        command
            .arg(database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(script.as_bytes())?;
        }
        let said = child.wait_with_output()?;
        if !said.status.success() {
            return Err(String::from_utf8_lossy(&said.stderr).into_owned().into());
        }
        Ok(String::from_utf8(said.stdout)?.trim().to_owned())
    }
}

/// Puts paths into the places that a script keeps for them.
pub fn filled(script: &str, places: &[(&str, &Path)]) -> String {
    places
        .iter()
        .fold(script.to_owned(), |script, (name, path)| {
            script.replace(&format!("{{{name}}}"), &path.to_string_lossy())
        })
}
