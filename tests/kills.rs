//! SIGKILL at random points of a run, again and again, until the batch is over: every promise must hold after each.
//!
//! `OFFBOARD_KILLS` chooses how many kills are dealt out (25 unless told otherwise; `.ci/run` deals 1,000). `OFFBOARD_PROGRAM`
//! names the program that is killed, such as a release build.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use support::Account;

const USERS: u64 = 4_000;
/// Microseconds after which a process is killed at the latest; a release build is done soon after.
const LONGEST_LIFE: u64 = 100_000;

fn offboard(database: &Path, arguments: &[&str]) -> Command {
    let built = || env!("CARGO_BIN_EXE_offboard").into();
    let program = std::env::var_os("OFFBOARD_PROGRAM").map_or_else(built, |path| {
        std::fs::canonicalize(path).unwrap().into_os_string()
    });
    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg("--db")
        .arg(database)
        .stdin(Stdio::null());
    command.env("LC_ALL", "C").env_remove("OFFBOARD_DB");
    command
}

fn json(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text).unwrap_or_else(|error| {
        panic!(
            "{error}: {text}\n{}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Starts a command and kills it after a while; answers its output when it was done before that.
fn kill_after(mut command: Command, wait: Duration) -> Option<Output> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while began.elapsed() < wait {
        if child.try_wait().unwrap().is_some() {
            return Some(child.wait_with_output().unwrap());
        }
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    None
}

fn assert_well(database: &Path) {
    let output = offboard(database, &["db", "check", "--format", "json"])
        .output()
        .unwrap();
    let report = json(&output);
    assert_eq!(report["faults"].as_array().unwrap().len(), 0, "{report}");
    assert_eq!(report["counters"].as_array().unwrap().len(), 0, "{report}");
    assert!(report["log"]["fault"].is_null(), "{report}");
}

/// A confirmed batch of which no row is done yet, and what has to become of it.
struct Begun {
    folder: tempfile::TempDir,
    batch: String,
    planned: u64,
}

impl Begun {
    fn make() -> Self {
        let mut account = Account::seeded(USERS);
        let people = account.identities(usize::MAX);
        let rows: String = people
            .iter()
            .step_by(2)
            .map(|(_, id)| format!(",{id}\n"))
            .collect();
        let file = account.file(
            "leavers.csv",
            format!("primary_email_address,unique_user_id\n{rows},E-unknown\n"),
        );
        let review = account.review(&file).unwrap();
        let planned = review
            .counts
            .of(offboard::domain::batch::RowOutcome::Deleted);
        let batch = account.confirm(&review).unwrap().0.to_string();
        let Account {
            folder,
            service,
            reader,
            ..
        } = account;
        drop((service, reader));
        Self {
            folder,
            batch,
            planned,
        }
    }

    /// Lays it out anew.
    fn copy(&self) -> tempfile::TempDir {
        let copy = tempfile::tempdir().unwrap();
        copy_into(self.folder.path(), copy.path());
        copy
    }
}

fn copy_into(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            std::fs::set_permissions(&target, entry.metadata().unwrap().permissions()).unwrap();
            copy_into(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_row_ends_exactly_once_through_any_number_of_kills() {
    let wanted: u64 = std::env::var("OFFBOARD_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(25);
    let mut dice = Dice(wanted);
    let begun = Begun::make();
    let (batch, planned) = (&begun.batch, begun.planned);
    let mut kills = 0;
    while kills < wanted {
        let folder = begun.copy();
        let database = folder.path().join("account").join("offboard.db");
        loop {
            let mut command = offboard(
                &database,
                &["deletions", "resume", batch, "--format", "json"],
            );
            if kills < wanted {
                let wait = Duration::from_micros(1_000 + dice.below(LONGEST_LIFE));
                if kill_after(command, wait).is_some() {
                    break;
                }
                kills += 1;
                assert_well(&database);
            } else {
                command.output().unwrap();
                break;
            }
        }
        // A kill may come after the end and before the summary: what counts is what the database says.
        let summary = json(
            &offboard(&database, &["deletions", "show", batch, "--format", "json"])
                .output()
                .unwrap(),
        );
        assert_eq!(summary["state"], "completed_with_errors", "{summary}");
        assert_eq!(summary["outcomes"]["deleted"], planned, "{summary}");
        let users = USERS - planned;
        assert_eq!(summary["users_after"], users, "{summary}");
        assert_well(&database);
        let sum: u64 = summary["outcomes"]
            .as_object()
            .unwrap()
            .values()
            .map(|count| count.as_u64().unwrap())
            .sum();
        assert_eq!(summary["rows"], sum, "{summary}");
        let results = std::fs::read_to_string(summary["results_file"].as_str().unwrap()).unwrap();
        assert_eq!(
            results.lines().count() as u64,
            1 + sum - planned,
            "{results}"
        );
        let outbox = json(
            &offboard(&database, &["outbox", "list", "--format", "json"])
                .output()
                .unwrap(),
        );
        assert_eq!(outbox.as_array().unwrap().len(), 1, "{outbox}");
        drop(folder);
    }
}

/// A batch whose process was killed after it had deleted somebody and before it had deleted everybody: a kill may also
/// fall between the last chunk and the end, where there is nobody left whom a cancel could save.
fn killed_in_the_middle(begun: &Begun) -> (tempfile::TempDir, std::path::PathBuf) {
    let mut dice = Dice(1);
    for _ in 0..500 {
        let folder = begun.copy();
        let database = folder.path().join("account").join("offboard.db");
        let command = offboard(&database, &["deletions", "resume", &begun.batch]);
        let wait = Duration::from_micros(1_000 + dice.below(LONGEST_LIFE));
        if kill_after(command, wait).is_none() {
            let show = ["deletions", "show", &begun.batch, "--format", "json"];
            let summary = json(&offboard(&database, &show).output().unwrap());
            let deleted = summary["outcomes"]["deleted"].as_u64().unwrap_or_default();
            if summary["state"] == "processing" && (1..begun.planned).contains(&deleted) {
                return (folder, database);
            }
        }
    }
    panic!("no kill fell between the first chunk and the last");
}

#[test]
fn a_batch_whose_process_was_killed_is_really_over_when_cancel_says_that_it_is_cancelled() {
    let begun = Begun::make();
    let (folder, database) = killed_in_the_middle(&begun);
    let cancel = ["deletions", "cancel", &begun.batch];
    let cancelled = offboard(&database, &cancel).output().unwrap();
    let said = String::from_utf8_lossy(&cancelled.stderr).into_owned();
    assert_eq!(cancelled.status.code(), Some(0), "{said}");
    assert!(said.contains("is cancelled"), "{said}");
    let show = ["deletions", "show", &begun.batch, "--format", "json"];
    let summary = json(&offboard(&database, &show).output().unwrap());
    assert_eq!(summary["state"], "cancelled", "{summary}");
    let of = |code: &str| summary["outcomes"][code].as_u64().unwrap_or_default();
    assert!(of("deleted") > 0, "{summary}");
    assert_eq!(of("deleted") + of("cancelled"), begun.planned, "{summary}");
    assert_eq!(summary["users_after"], USERS - of("deleted"), "{summary}");
    assert!(Path::new(summary["results_file"].as_str().unwrap()).exists());
    assert_well(&database);
    drop(folder);
}
