//! What the tests share: an account in a temporary folder, with a clock that stands where it is put.

#![allow(
    dead_code,
    unused_macros,
    reason = "each test binary uses its own part"
)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

pub mod console;
pub mod desk;
pub mod kills;
pub mod staff;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use offboard::domain::Language;
use offboard::domain::batch::{Batch, Review};
use offboard::domain::id::BatchId;
use offboard::domain::op::{AccountOp, BatchOp, Op};
use offboard::domain::operator::Session;
use offboard::domain::plan::{Outcome, Receipt};
use offboard::domain::query::{Answer, Query, ReviewSource};
use offboard::domain::roster::RosterImport;
use offboard::domain::settings::{Settings, SettingsChange};
use offboard::domain::time::{Clock, Timestamp};
use offboard::error::Error;
use offboard::service::{CheckReport, NewAccount, Reader, RosterChoice, Service, Surroundings};

/// Asserts that something is of a pattern, and shows it when it is not.
macro_rules! assert_is {
    ($found:expr, $pattern:pat $(if $guard:expr)?) => {{
        let found = &$found;
        assert!(matches!(found, $pattern $(if $guard)?), "{found:?}");
    }};
}

/// 2026-11-21T12:00:00Z.
pub const NOON: i64 = 1_795_262_400;

/// A clock that moves only when told to.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    pub const fn at_noon() -> Self {
        Self(AtomicI64::new(NOON))
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// An account in a folder of its own.
pub struct Account {
    pub folder: tempfile::TempDir,
    pub database: PathBuf,
    pub clock: Arc<TestClock>,
    pub service: Service,
    pub reader: Reader,
    pub session: Session,
}

pub fn surroundings(clock: &Arc<TestClock>) -> Surroundings {
    Surroundings {
        cheap_passphrases: true,
        ..Surroundings::at(clock.clone())
    }
}

impl Account {
    /// An account with so many seeded learners and one full admin.
    pub fn seeded(learners: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("account").join("offboard.db");
        let clock = Arc::new(TestClock(AtomicI64::new(NOON)));
        let new = NewAccount {
            account: "Enigma Hub".to_owned(),
            admin_name: "Dewi Lestari".to_owned(),
            admin_email: "dewi@admin.example".to_owned(),
            passphrase: None,
            language: Language::English,
        };
        let mut service = Service::create(&database, &new, surroundings(&clock)).unwrap();
        let mut reader = service.reader().unwrap();
        let session = reader.sole_operator().unwrap().unwrap();
        if learners > 0 {
            service.seed(&session, learners, 1, &mut |_| true).unwrap();
        }
        Self {
            folder,
            database,
            clock,
            service,
            reader,
            session,
        }
    }

    /// Closes the account and opens it again, as a new process would.
    pub fn reopen(self) -> Self {
        let Self {
            folder,
            database,
            clock,
            service,
            reader,
            session,
        } = self;
        drop(service);
        drop(reader);
        let service = Service::open(&database, surroundings(&clock)).unwrap();
        let reader = service.reader().unwrap();
        Self {
            folder,
            database,
            clock,
            service,
            reader,
            session,
        }
    }

    /// Writes a file beside the account.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn load(&mut self, query: &Query) -> Answer {
        self.reader.load(&self.session, query).unwrap()
    }

    pub fn review(&mut self, path: &Path) -> Result<Review, Error> {
        let source = ReviewSource::File(path.to_owned());
        self.reader.review(&self.session, &source, &mut |_| true)
    }

    pub fn execute(&mut self, op: &Op) -> Result<Outcome, Error> {
        self.service.execute(&self.session, op, None)
    }

    /// The act that changes the settings as they are now.
    pub fn settings_changed(&mut self, change: impl FnOnce(&mut Settings)) -> Op {
        let Answer::Settings(seen) = self.load(&Query::Settings) else {
            panic!("no settings");
        };
        let mut wanted = (*seen).clone();
        change(&mut wanted);
        let seen = *seen;
        Op::Account(AccountOp::ChangeSettings(Box::new(SettingsChange {
            seen,
            wanted,
        })))
    }

    /// What a roster by its headers would be imported as.
    pub fn roster(&mut self, path: &Path) -> RosterImport {
        let choice = RosterChoice::by_headers(path).unwrap();
        let read = self.reader.read_roster(&self.session, path, &choice);
        read.unwrap()
    }

    /// Checks the whole account, which must be without a fault.
    pub fn checked(&mut self) -> CheckReport {
        let report = self.service.check(&self.session, &mut |_| true).unwrap();
        assert!(
            report.faults.is_empty() && report.counters.is_empty(),
            "{report:?}"
        );
        report
    }

    /// Confirms a review with whatever phrase it asks for.
    pub fn confirm(&mut self, review: &Review) -> Result<BatchId, Error> {
        self.confirm_waiting(review, 0)
    }

    /// The same, to begin some days later.
    pub fn confirm_waiting(&mut self, review: &Review, days: u8) -> Result<BatchId, Error> {
        let op = Op::Batch(BatchOp::Confirm {
            review: review.token,
            wait_days: days,
            phrase: review.gate.phrase(),
            again: false,
        });
        match self.execute(&op)?.receipt {
            Receipt::BatchConfirmed(batch) => Ok(batch),
            other => panic!("{other:?}"),
        }
    }

    /// Lets the background work run until nothing is left to do.
    pub fn settle(&mut self) {
        for _ in 0..100_000 {
            let step = self.service.step().unwrap();
            assert_eq!(step.paused, None);
            if !step.more && !step.mail_is_under_way {
                return;
            }
            if !step.more {
                let patience = std::time::Duration::from_secs(60);
                self.service.wait_for_mail(patience).unwrap();
            }
        }
        panic!("the background work never ends");
    }

    /// Writes to the database behind the program's back, as an older version could have left it.
    pub fn alter(&self, sql: &str) {
        let connection = rusqlite::Connection::open(&self.database).unwrap();
        connection.execute_batch(sql).unwrap();
    }

    /// How many users there are.
    pub fn users(&self) -> u64 {
        let connection = rusqlite::Connection::open(&self.database).unwrap();
        let count = connection.query_row("SELECT count(*) FROM users", [], |row| row.get(0));
        count.unwrap()
    }

    pub fn batch(&mut self, batch: BatchId) -> Batch {
        match self.load(&Query::Batch(batch)) {
            Answer::Batch(Some(batch)) => *batch,
            other => panic!("{other:?}"),
        }
    }

    /// Email and ID of the users from an offset on, in the order of their ids.
    pub fn identities(&mut self, limit: usize) -> Vec<(String, String)> {
        let mut text = Vec::new();
        let export = offboard::domain::query::Export::Users(Default::default());
        self.reader
            .export_to(&self.session, &export, &mut text)
            .unwrap();
        let mut reader = csv::Reader::from_reader(text.as_slice());
        let rows = reader.records().map(|record| {
            let record = record.unwrap();
            (record[2].to_owned(), record[3].to_owned())
        });
        rows.take(limit).collect()
    }

    /// Every file of the account that holds these bytes.
    pub fn files_with(&self, needle: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.database.parent().unwrap().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if contains(&std::fs::read(&path).unwrap(), needle.as_bytes()) {
                    found.push(path);
                }
            }
        }
        found
    }
}

pub fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window.eq_ignore_ascii_case(needle))
}
