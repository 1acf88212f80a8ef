//! The use cases: the only way in which the doors read and write.
//!
//! A [`Service`] owns the one write connection of a process. Any number of [`Reader`]s answer questions beside it.
//! Both check every question and every act against the operator's role; nothing is decided in a door.

pub mod directory;
pub mod files;
pub mod journal;
pub mod package;
pub mod residue;
pub mod results;
pub mod seed;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::Language;
use crate::domain::batch::{Progress, Review};
use crate::domain::id::BatchId;
use crate::domain::op::{Op, Secret};
use crate::domain::operator::Session;
use crate::domain::plan::{Basis, Changes, Outcome, Plan};
use crate::domain::query::{Answer, BatchProgress, Export, Query, ReviewSource};
use crate::domain::time::Clock;
use crate::error::{Error, Result};

/// The writing side: acts, batches, the purge, mail.
pub struct Service {}

/// The reading side: questions, plans, reviews, exports. One per thread.
pub struct Reader {}

/// Things from outside that tests replace.
#[derive(Clone)]
pub struct Surroundings {
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// The cheapest passphrase hash, for tests; never in earnest.
    pub cheap_passphrases: bool,
}

/// A new database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Name of the account.
    pub account: String,
    /// Name of the first full admin.
    pub admin_name: String,
    /// Email of the first full admin; mail about batches goes there.
    pub admin_email: String,
    /// Passphrase of the first full admin; none makes a one-person console.
    pub passphrase: Option<Secret>,
    /// Language of the account and of the first full admin.
    pub language: Language,
}

/// What the writing side did in one step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// Whether there is more to do right away.
    pub more: bool,
    /// How far the running batch is.
    pub progress: Option<BatchProgress>,
    /// Kinds of data that changed.
    pub changes: Changes,
    /// A batch that became final in this step.
    pub finished: Option<BatchId>,
    /// A batch that went on after the process that ran it had stopped.
    pub resumed: Option<BatchId>,
    /// A batch that was paused in this step, and why.
    pub paused: Option<(BatchId, String)>,
}

/// What opening found out that an operator should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The key file was missing: a new one was made; identifiers deleted before can no longer be answered for.
    KeyLost,
    /// Erasures that this database had not seen were applied to it: how many users.
    ErasuresApplied(u64),
    /// The erasure journal was missing: a new one was begun.
    JournalLost,
}

impl Service {
    /// Whether there is a database at a path.
    pub fn exists(database: &Path) -> bool {
        database.exists()
    }

    /// Makes a database; an existing one is a conflict.
    pub fn create(
        database: &Path,
        _account: &NewAccount,
        _surroundings: Surroundings,
    ) -> Result<Self> {
        Err(Error::Bug(format!("{}", database.display())))
    }

    /// Opens a database: checks it, migrates it, applies the erasures it has not seen.
    pub fn open(database: &Path, _surroundings: Surroundings) -> Result<Self> {
        Err(Error::Bug(format!("{}", database.display())))
    }

    /// What opening found out.
    pub fn notices(&self) -> &[Notice] {
        &[]
    }

    /// Another reader of the same database, for a thread of its own.
    pub fn reader(&self) -> Result<Reader> {
        Err(Error::Bug(String::new()))
    }

    /// Does one act: authorises, judges, applies, logs, queues mail, commits. A `basis` that has moved is refused.
    pub fn execute(
        &mut self,
        _session: &Session,
        _op: &Op,
        _basis: Option<Basis>,
    ) -> Result<Outcome> {
        Err(Error::Bug(String::new()))
    }

    /// Does one piece of background work: a chunk of the running batch, its finish, a due batch's start, a batch left
    /// by a dead process, a purge, a delivery of mail. Waits for nothing.
    pub fn step(&mut self) -> Result<Step> {
        Ok(Step::default())
    }
}

impl Reader {
    /// The operator who needs not sign in: the only one, without a passphrase.
    pub fn sole_operator(&mut self) -> Result<Option<Session>> {
        Ok(None)
    }

    /// Signs an operator in.
    pub fn sign_in(&mut self, _name: &str, _passphrase: &Secret) -> Result<Session> {
        Err(Error::Bug(String::new()))
    }

    /// Answers a question.
    pub fn load(&mut self, _session: &Session, _query: &Query) -> Result<Answer> {
        Err(Error::Bug(String::new()))
    }

    /// Says what an act would do.
    pub fn plan(&mut self, _session: &Session, _op: &Op) -> Result<Plan> {
        Err(Error::Bug(String::new()))
    }

    /// Checks a deletion file row by row and keeps its spooled copy until the review is confirmed or dropped. `watch`
    /// is told the progress in bytes; it answers whether to go on.
    pub fn review(
        &mut self,
        _session: &Session,
        _source: &ReviewSource,
        _watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Review> {
        Err(Error::Bug(String::new()))
    }

    /// Forgets a review that was not confirmed.
    pub fn drop_review(&mut self, _review: crate::domain::batch::ReviewToken) {}

    /// Writes something to a file for people to take away and answers where it lies. `target` is a file, or a
    /// directory in which the file gets its usual name; none means the folder `exports` beside the database.
    pub fn export(
        &mut self,
        _session: &Session,
        _export: &Export,
        _target: Option<&Path>,
        _overwrite: bool,
    ) -> Result<PathBuf> {
        Err(Error::Bug(String::new()))
    }
}

// What the command line needs beyond the above: to be implemented behind these signatures.

pub use crate::intake::escape::harmless;

/// The empty deletion CSV: both headers and nothing else.
pub const TEMPLATE: &str = "primary_email_address,unique_user_id\r\n";

/// What the examination of a database found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CheckReport {
    /// What `integrity_check` and `foreign_key_check` complain of; empty when all is well.
    pub faults: Vec<String>,
    /// Counters that differ from what they count, by name.
    pub counters: Vec<String>,
    /// Users in the account.
    pub users: u64,
    /// Deleted users that the registry answers for.
    pub tombstones: u64,
    /// Size of the database and its side files in bytes.
    pub bytes: u64,
    /// Version of the schema.
    pub schema: i64,
    /// Whether the chain of the activity log is whole.
    pub log: crate::domain::record::LogVerification,
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_well(&self) -> bool {
        self.faults.is_empty() && self.counters.is_empty() && self.log.fault.is_none()
    }
}

/// What a purge did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PurgeReport {
    /// Size of the database and its side files before, in bytes.
    pub bytes_before: u64,
    /// Their size after, in bytes.
    pub bytes_after: u64,
    /// Deleted addresses that the scan of the raw files found.
    pub residue: u64,
    /// Batches that were *erasing* and are complete now.
    pub batches: Vec<BatchId>,
}

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RestoreReport {
    /// Users in the restored account, after the journal's erasures were applied to it.
    pub users: u64,
    /// Users that the journal's later erasures took away again.
    pub erasures_applied: u64,
}

/// Files that the hosted product will take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The files to upload, in order.
    pub files: Vec<PathBuf>,
    /// The list of rows that were left out, with outcome and message; none when every row is in.
    pub left_out: Option<PathBuf>,
    /// The account of the file's lines.
    pub tally: crate::domain::batch::LineTally,
    /// Counts by outcome; `Deleted` counts the rows that are in the files.
    pub counts: crate::domain::batch::OutcomeCounts,
}

/// What delivering mail came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Delivery {
    /// Messages delivered.
    pub sent: u64,
    /// Messages refused for good.
    pub failed: u64,
    /// Messages that still wait.
    pub queued: u64,
}

/// What verifying a certificate found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateVerdict {
    /// The mark is this account's and the document is as it was made.
    Genuine(Box<crate::domain::record::Certificate>),
    /// The mark does not belong to the document: it was changed, or another account made it.
    NotGenuine,
    /// Not an erasure certificate at all.
    NotACertificate,
}

/// What the command line needs of the writing side.
impl Service {
    /// Adds deterministic demo learners with licenses, groups, courses and learning history; the same seed gives the
    /// same learners, each with an ID and all but one in 200 with an email. Needs `Permission::Administer`. Answers how
    /// many were added. `watch` is told the progress in learners and answers whether to go on.
    pub fn seed(
        &mut self,
        _session: &Session,
        _learners: u64,
        _seed: u64,
        _watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<u64> {
        Err(Error::Bug(String::new()))
    }

    /// Adds the operators of a demo account, one of every role with the passphrase `demo`, and answers the session of
    /// the one with this role.
    pub fn demo_session(&mut self, _role: crate::domain::operator::Role) -> Result<Session> {
        Err(Error::Bug(String::new()))
    }

    /// Where delivered mail is written, one file per message; without it mail stays queued.
    pub fn set_mail_directory(&mut self, _directory: Option<PathBuf>) {}

    /// Delivers the mail that waits, and does nothing else. Needs `Permission::SendAgain`.
    pub fn deliver(&mut self, _session: &Session) -> Result<Delivery> {
        Err(Error::Bug(String::new()))
    }

    /// Makes `step` work on this batch only: the command line begins to delete nothing that it was not told to.
    /// Another process that runs it already is `Error::Conflict(Reason::BatchIs(Processing))`.
    pub fn take_over(&mut self, _session: &Session, _batch: BatchId) -> Result<()> {
        Err(Error::Bug(String::new()))
    }

    /// Examines the database. Needs `Permission::Administer`.
    pub fn check(
        &mut self,
        _session: &Session,
        _watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<CheckReport> {
        Err(Error::Bug(String::new()))
    }

    /// Writes a whole copy of the database to a file (0600); it can be opened as it is, its key and journal stay
    /// beside the database. Needs `Permission::Administer`. Answers its size in bytes.
    pub fn backup(
        &mut self,
        _session: &Session,
        _target: &Path,
        _overwrite: bool,
        _watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<u64> {
        Err(Error::Bug(String::new()))
    }

    /// Replaces a database by a backup of it and applies the journal's later erasures before anybody sees it. Needs
    /// `Permission::Administer` on the present database, unless there is none or it cannot be used any more.
    pub fn restore(
        database: &Path,
        _backup: &Path,
        _session: Option<&Session>,
        _surroundings: Surroundings,
    ) -> Result<RestoreReport> {
        Err(Error::Bug(format!("{}", database.display())))
    }

    /// Purges what was deleted from the files of the database and scans them, and completes the batches that were
    /// *erasing*. Needs `Permission::Administer`. Never begins to delete users.
    pub fn purge(
        &mut self,
        _session: &Session,
        _watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<PurgeReport> {
        Err(Error::Bug(String::new()))
    }
}

/// What the command line needs of the reading side.
impl Reader {
    /// Reads a roster CSV for `Op::ImportUsers`. Needs `Permission::ImportUsers`. A file that fails as a whole is
    /// `Error::Terminated`.
    pub fn read_roster(
        &mut self,
        _session: &Session,
        _file: &Path,
    ) -> Result<crate::domain::roster::RosterImport> {
        Err(Error::Bug(String::new()))
    }

    /// Writes what [`Reader::export`] would write to a file into a stream.
    pub fn export_to(
        &mut self,
        _session: &Session,
        _export: &Export,
        _out: &mut dyn std::io::Write,
    ) -> Result<()> {
        Err(Error::Bug(String::new()))
    }

    /// Makes files that the hosted product will take of a deletion CSV: at most 10,000 rows and under 15 MB each,
    /// numbered, and a list of what was left out. Needs `Permission::ReviewAndExport`.
    pub fn package(
        &mut self,
        _session: &Session,
        _file: &Path,
        _out: &Path,
        _overwrite: bool,
        _watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Package> {
        Err(Error::Bug(String::new()))
    }

    /// Checks an erasure certificate. Needs `Permission::DeleteUsers`.
    pub fn verify_certificate(
        &mut self,
        _session: &Session,
        _file: &Path,
    ) -> Result<CertificateVerdict> {
        Err(Error::Bug(String::new()))
    }
}
