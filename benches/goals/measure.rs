//! Running a command and learning what it took: wall, CPU, peak memory, bytes written.
//!
//! A few lines of Python stand between, because the kernel tells these figures only to a parent that asks at the right
//! moment, in a way that safe Rust has no words for.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde::Deserialize;

use super::Outcome;

/// What a run took.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Sample {
    /// Its exit code; a signal is negative.
    pub code: i32,
    /// Wall time in seconds.
    pub wall_s: f64,
    /// User and system time in seconds.
    pub cpu_s: f64,
    /// Largest resident set in MB.
    pub peak_mb: f64,
    /// Bytes handed to the kernel for writing, in MB.
    pub written_mb: f64,
    /// Bytes of pages that it made dirty, in MB: what it wrote twice before the disk had it counts once.
    pub to_disk_mb: f64,
}

/// A run with what it said.
#[derive(Debug)]
pub struct Ran {
    /// What it took.
    pub sample: Sample,
    /// Its standard output.
    pub output: String,
    /// Its standard error.
    pub errors: String,
}

impl Ran {
    /// The run, if it ended with one of these codes.
    pub fn ended(self, codes: &[i32]) -> Outcome<Self> {
        if codes.contains(&self.sample.code) {
            return Ok(self);
        }
        let Self {
            sample,
            output,
            errors,
        } = self;
        let said: String = errors.chars().chain(output.chars()).take(300).collect();
        Err(format!("exit {}: {said}", sample.code).into())
    }

    /// Its standard output as JSON.
    pub fn json(&self) -> Outcome<serde_json::Value> {
        Ok(serde_json::from_str(&self.output)?)
    }
}

/// A file that lies beside this one.
pub fn beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("benches/goals")
        .join(name)
}

/// Runs a command, with a file as its standard input, in a folder that also takes what it says.
pub fn measured(command: &[&str], input: Option<&Path>, folder: &Path) -> Outcome<Ran> {
    let at = |name: &str| folder.join(format!(".measured-{name}"));
    let nothing = Path::new("/dev/null");
    let mut wrapper = python();
    wrapper.arg(beside("measure.py"));
    wrapper.args([
        &at("report"),
        input.unwrap_or(nothing),
        &at("output"),
        &at("errors"),
    ]);
    let status = wrapper.args(command).current_dir(folder).status()?;
    if !status.success() {
        return Err(format!("{command:?} could not be measured").into());
    }
    let text = |name: &str| -> Outcome<String> {
        Ok(String::from_utf8_lossy(&std::fs::read(at(name))?).into_owned())
    };
    Ok(Ran {
        sample: serde_json::from_str(&text("report")?)?,
        output: text("output")?,
        errors: text("errors")?,
    })
}

/// Python, without anything that it does not need.
pub fn python() -> Command {
    let mut command = Command::new("python3");
    command.args(["-S", "-E"]);
    command
}

/// The program under test, on a database.
pub fn offboard(database: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .args(["--lang", "en", "--quiet", "--db"])
        .arg(database);
    command.stdin(Stdio::null());
    command
}

/// Where the program under test lies.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_offboard");

/// Runs the program and measures it.
pub fn offboard_measured(database: &Path, arguments: &[&str], folder: &Path) -> Outcome<Ran> {
    let database = database.to_string_lossy();
    let mut command = vec![PROGRAM, "--lang", "en", "--quiet", "--db", &database];
    command.extend(arguments);
    measured(&command, None, folder)
}

/// Runs the program to its end and gives what it wrote; exit codes 0 and 1 are good.
pub fn offboard_says(database: &Path, arguments: &[&str]) -> Outcome<String> {
    let ran = offboard(database).args(arguments).output()?;
    if !matches!(ran.status.code(), Some(0 | 1)) {
        let errors = String::from_utf8_lossy(&ran.stderr);
        return Err(format!("offboard {arguments:?}: {}: {errors}", ran.status).into());
    }
    Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
}

/// Seconds since a moment.
pub fn seconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64()
}
