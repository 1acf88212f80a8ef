//! The use cases: the only way in which the doors read and write.
//!
//! A [`Service`] owns the one write connection of a process. Any number of [`Reader`]s answer questions beside it.
//! Both check every question and every act against the operator's role; nothing is decided in a door.

pub mod directory;
pub mod files;
pub mod journal;
pub mod residue;
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
