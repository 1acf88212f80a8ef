//! The use cases: the only way in which the doors read and write.
//!
//! A [`Service`] owns the one write connection of a process. Any number of [`Reader`]s answer questions beside it.
//! Both check every question and every act against the operator's role; nothing is decided in a door.

pub mod access;
mod act;
mod answers;
mod certificate;
mod chain;
pub mod directory;
mod erasure;
mod exports;
pub mod files;
mod finishing;
mod identity;
pub mod journal;
mod key;
mod letters;
mod listing;
mod matching;
mod opening;
pub mod package;
mod passphrase;
mod place;
pub mod reports;
mod resident;
pub mod residue;
pub mod results;
mod review;
mod running;
pub mod seed;
mod seeding;
mod upkeep;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

pub use reports::{CertificateVerdict, CheckReport, Delivery, Package, PurgeReport, RestoreReport};

use self::journal::Journal;
use self::key::Key;
use self::place::Place;
use self::resident::Resident;
use self::running::{Runner, Turn};
use crate::connect::mail_directory::MailDirectory;
use crate::connect::{DeliveryFault, Mailer, OutgoingMail};
use crate::domain::Language;
use crate::domain::batch::{BatchState, Progress, Review, ReviewToken};
use crate::domain::id::BatchId;
use crate::domain::op::{Op, Secret};
use crate::domain::operator::Session;
use crate::domain::plan::{Basis, Changes, Outcome, Plan};
use crate::domain::query::{Answer, BatchProgress, Query, ReviewSource};
use crate::domain::time::{Clock, Timestamp};
use crate::error::{Error, Result};
use crate::store::{Entry, Store};

pub use crate::intake::escape::harmless;

/// The empty deletion CSV: both headers and nothing else.
pub const TEMPLATE: &str = "primary_email_address,unique_user_id\r\n";

/// The writing side: acts, batches, the purge, mail.
pub struct Service {
    store: Store,
    journal: Journal,
    core: Arc<Core>,
    notices: Vec<Notice>,
    runner: Option<Runner>,
    mailer: Option<Box<dyn Mailer>>,
    only: Option<BatchId>,
    purge: PurgeWhen,
    last_act: Instant,
    retry_purge: Option<Instant>,
}

/// The reading side: questions, plans, reviews, exports. One per thread.
pub struct Reader {
    store: Store,
    core: Arc<Core>,
    resident: Resident,
}

/// What every connection of a process to an account shares.
pub(crate) struct Core {
    place: Place,
    key: Key,
    key_number: i64,
    surroundings: Surroundings,
    reviews: Mutex<review::Pendings>,
}

/// When what was deleted is purged from the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PurgeWhen {
    /// As soon as the rows of a batch are final.
    AtOnce,
    /// When no operator has acted for so long; batches of the meantime are gathered.
    Idle(Duration),
    /// Not by this process.
    Never,
}

impl Core {
    fn new(place: Place, key: Key, key_number: i64, surroundings: Surroundings) -> Self {
        Self {
            place,
            key,
            key_number,
            surroundings,
            reviews: Mutex::default(),
        }
    }

    fn now(&self) -> Timestamp {
        self.surroundings.clock.now()
    }

    fn reviews(&self) -> Result<MutexGuard<'_, review::Pendings>> {
        self.reviews
            .lock()
            .map_err(|_| Error::Bug("a review failed while it was kept".to_owned()))
    }
}

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
        account: &NewAccount,
        surroundings: Surroundings,
    ) -> Result<Self> {
        opening::create(database, account, surroundings)
    }

    /// Opens a database: checks it, migrates it, applies the erasures it has not seen.
    pub fn open(database: &Path, surroundings: Surroundings) -> Result<Self> {
        opening::open(database, surroundings)
    }

    fn assemble(store: Store, journal: Journal, core: Arc<Core>, notices: Vec<Notice>) -> Self {
        let mailer: Box<dyn Mailer> = Box::new(MailDirectory::new(core.place.mail.clone()));
        Self {
            store,
            journal,
            core,
            notices,
            runner: None,
            mailer: Some(mailer),
            only: None,
            purge: PurgeWhen::AtOnce,
            last_act: Instant::now(),
            retry_purge: None,
        }
    }

    /// What opening found out.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Where the database lies.
    pub fn database(&self) -> &Path {
        &self.core.place.database
    }

    /// Another reader of the same database, for a thread of its own.
    pub fn reader(&self) -> Result<Reader> {
        let store = Store::open_reader(&self.core.place.database)?;
        Ok(Reader {
            store,
            core: Arc::clone(&self.core),
            resident: Resident::default(),
        })
    }

    /// Chooses when what was deleted is purged from the files; at once unless told otherwise.
    pub fn purge_when(&mut self, when: PurgeWhen) {
        self.purge = when;
    }

    /// Where delivered mail is written, one file per message; without it mail stays queued.
    pub fn set_mail_directory(&mut self, directory: Option<PathBuf>) {
        self.mailer =
            directory.map(|path| -> Box<dyn Mailer> { Box::new(MailDirectory::new(path)) });
    }

    /// Does one act: authorises, judges, applies, logs, queues mail, commits. A `basis` that has moved is refused.
    pub fn execute(&mut self, session: &Session, op: &Op, basis: Option<Basis>) -> Result<Outcome> {
        self.last_act = Instant::now();
        let (core, journal) = (&self.core, &mut self.journal);
        self.store.write(|tx| {
            erasure::settle(tx, core, journal, core.now())?;
            let operator = access::authorise(tx, session, op.permission())?;
            let judged = act::judge(tx, core, &operator, op)?;
            if basis.is_some_and(|basis| basis != judged.plan.basis) {
                return Err(Error::Stale);
            }
            let now = core.now();
            let mut scene = act::Scene {
                tx,
                core,
                journal,
                operator: &operator,
                now,
            };
            act::apply(&mut scene, op, judged)
        })
    }

    /// Makes `step` work on this batch only: the command line begins to delete nothing that it was not told to.
    /// Another process that runs it already is `Error::Conflict(Reason::BatchIs(Processing))`.
    pub fn take_over(&mut self, session: &Session, batch: BatchId) -> Result<()> {
        use crate::domain::operator::Permission;
        use crate::domain::reason::Reason;
        access::authorise(&self.store.db(), session, Permission::DeleteUsers)?;
        let state = self
            .store
            .db()
            .run_state(batch)?
            .ok_or(Error::Refused(Reason::BatchGone))?;
        self.only = Some(batch);
        if self.runner.is_none()
            && state.state.is_running()
            && running::try_lock(&self.core)?.is_none()
        {
            return Err(Error::Conflict(Reason::BatchIs(state.state)));
        }
        Ok(())
    }

    /// Does one piece of background work: a chunk of the running batch, its finish, a due batch's start, a batch left
    /// by a dead process, a purge, a delivery of mail. Waits for nothing.
    pub fn step(&mut self) -> Result<Step> {
        if let Some(step) = self.start_due()? {
            return Ok(step);
        }
        if let Some(step) = self.run()? {
            return Ok(step);
        }
        if let Some(step) = self.purge_if_due()? {
            return Ok(step);
        }
        if self.only.is_some() {
            return Ok(Step::default());
        }
        self.remove_uploads()?;
        let delivered = self.deliver_next()?;
        Ok(Step {
            more: delivered,
            changes: if delivered {
                Changes::OUTBOX
            } else {
                Changes::NONE
            },
            ..Step::default()
        })
    }

    fn is_mine(&self, batch: BatchId) -> bool {
        self.only.is_none_or(|only| only == batch)
    }

    /// Lets batches begin whose day has come.
    fn start_due(&mut self) -> Result<Option<Step>> {
        let now = self.core.now();
        for batch in self.store.db().batches_in(BatchState::Scheduled)? {
            let due = self
                .store
                .db()
                .run_state(batch)?
                .is_some_and(|state| state.due_at <= now);
            if !due || !self.is_mine(batch) {
                continue;
            }
            let core = &self.core;
            self.store.write(|tx| {
                let still = tx
                    .run_state(batch)?
                    .is_some_and(|state| state.state == BatchState::Scheduled);
                if still {
                    tx.set_batch_state(batch, BatchState::Processing, None)?;
                    let act = "batch_start".to_owned();
                    let entry = Entry {
                        at: now,
                        operator: None,
                        act,
                        user: None,
                        batch: Some(batch),
                        detail: String::new(),
                    };
                    chain::append(tx, core, entry)?;
                }
                Ok(())
            })?;
            let changes = Changes::BATCHES.and(Changes::LOG);
            return Ok(Some(Step {
                more: true,
                changes,
                ..Step::default()
            }));
        }
        Ok(None)
    }

    /// Goes on with the batch that this process runs, or takes one over that nobody runs.
    fn run(&mut self) -> Result<Option<Step>> {
        let mut step = Step {
            more: true,
            ..Step::default()
        };
        if self.runner.is_none() {
            let waiting = self.store.db().batches_in(BatchState::Processing)?;
            let Some(batch) = waiting.into_iter().find(|batch| self.is_mine(*batch)) else {
                return Ok(None);
            };
            let Some(lock) = running::try_lock(&self.core)? else {
                return Ok(None);
            };
            let (runner, resumed) = Runner::begin(&mut self.store, &self.core, batch, lock)?;
            step.resumed = resumed.map(|_| batch);
            self.runner = Some(runner);
        }
        let Some(runner) = &mut self.runner else {
            return Ok(None);
        };
        let batch = runner.batch;
        let turn = match runner.turn(&mut self.store, &self.core, &mut self.journal) {
            Ok(Turn::Over { cancelled }) => {
                finishing::end_rows(&mut self.store, &self.core, batch, cancelled)
                    .map(|()| Turn::Over { cancelled })
            }
            turn => turn,
        };
        match turn {
            Ok(Turn::Went(progress)) => {
                step.progress = Some(progress);
                step.changes = Changes::BATCHES.and(Changes::USERS);
            }
            Ok(Turn::Over { .. }) => {
                self.runner = None;
                step.changes = Changes::ALL;
            }
            Ok(Turn::Gone) => {
                self.runner = None;
                step.changes = Changes::BATCHES;
            }
            Err(Error::Environment(trouble)) => {
                self.runner = None;
                return self.pause(batch, &trouble.to_string()).map(Some);
            }
            Err(other) => return Err(other),
        }
        Ok(Some(step))
    }

    /// Pauses a batch that the environment does not let go on. Where not even that can be written, the batch stays as
    /// it is for whoever takes it over.
    fn pause(&mut self, batch: BatchId, trouble: &str) -> Result<Step> {
        let core = &self.core;
        let noted = self.store.write(|tx| {
            tx.set_batch_state(batch, BatchState::Paused, Some(trouble))?;
            let act = "batch_pause".to_owned();
            let detail = String::new();
            chain::append(
                tx,
                core,
                Entry {
                    at: core.now(),
                    operator: None,
                    act,
                    user: None,
                    batch: Some(batch),
                    detail,
                },
            )
        });
        if noted.is_err() {
            self.only = self.only.or(Some(BatchId(0)));
        }
        let paused = Some((batch, trouble.to_owned()));
        Ok(Step {
            paused,
            changes: Changes::BATCHES.and(Changes::LOG),
            ..Step::default()
        })
    }

    /// Purges and completes batches that are *erasing*, when it is time.
    fn purge_if_due(&mut self) -> Result<Option<Step>> {
        let wait = match self.purge {
            PurgeWhen::Never => return Ok(None),
            PurgeWhen::AtOnce => Duration::ZERO,
            PurgeWhen::Idle(wait) => wait,
        };
        let erasing = self.store.db().batches_in(BatchState::Erasing)?;
        let mine = erasing.into_iter().find(|batch| self.is_mine(*batch));
        let Some(batch) = mine.filter(|_| self.last_act.elapsed() >= wait) else {
            return Ok(None);
        };
        if self.retry_purge.is_some_and(|again| again > Instant::now()) {
            return Ok(None);
        }
        let Some(_lock) = running::try_lock(&self.core)? else {
            return Ok(None);
        };
        match self.purge_erasing(self.only) {
            Ok((finished, _)) => {
                self.retry_purge = None;
                let finished = finished.last().copied();
                Ok(Some(Step {
                    more: true,
                    finished,
                    changes: Changes::ALL,
                    ..Step::default()
                }))
            }
            Err(Error::Environment(trouble)) => {
                // The batch stays *erasing*; it says why, and the next try comes by itself.
                self.retry_purge = Some(Instant::now() + Duration::from_secs(60));
                let told = trouble.to_string();
                let _ = self
                    .store
                    .write(|tx| tx.set_batch_state(batch, BatchState::Erasing, Some(&told)));
                Ok(Some(Step {
                    paused: Some((batch, told)),
                    changes: Changes::BATCHES,
                    ..Step::default()
                }))
            }
            Err(other) => Err(other),
        }
    }

    /// Delivers the next message that is due; answers whether there was one.
    fn deliver_next(&mut self) -> Result<bool> {
        let now = self.core.now();
        let Some(mailer) = &mut self.mailer else {
            return Ok(false);
        };
        let Some(mail) = self.store.db().due_mail(now)? else {
            return Ok(false);
        };
        let delivered = mailer.deliver(&OutgoingMail {
            to: mail.recipient,
            subject: mail.subject,
            body: mail.body,
            message_id: mail.message_id,
            date: mail.queued_at,
        });
        self.store.write(|tx| match &delivered {
            Ok(()) => tx.mail_sent(mail.id, now),
            Err(DeliveryFault::Never(trouble)) => tx.mail_not_sent(mail.id, trouble, None),
            Err(DeliveryFault::Later(trouble)) => {
                // One minute after the first try, doubled by each, at most six hours.
                let pause = (60_i64 << mail.attempts.min(9)).min(21_600);
                tx.mail_not_sent(mail.id, trouble, Some(Timestamp(now.0 + pause)))
            }
        })?;
        Ok(true)
    }
}

impl Reader {
    /// The operator who needs not sign in: the only one, without a passphrase.
    pub fn sole_operator(&mut self) -> Result<Option<Session>> {
        let operators = self.store.db().operators()?;
        match operators.as_slice() {
            [only] if !only.has_passphrase && !only.disabled => Ok(Some(passphrase::session(only))),
            _ => Ok(None),
        }
    }

    /// Signs an operator in.
    pub fn sign_in(&mut self, name: &str, secret: &Secret) -> Result<Session> {
        let mut store = Store::open(&self.core.place.database)?;
        passphrase::sign_in(&mut store, &self.core, name, secret)
    }

    /// Answers a question.
    pub fn load(&mut self, session: &Session, query: &Query) -> Result<Answer> {
        let operator = access::authorise(&self.store.db(), session, query.permission())?;
        answers::answer(
            &mut self.store,
            &self.core,
            &mut self.resident,
            &operator,
            query,
        )
    }

    /// Says what an act would do.
    pub fn plan(&mut self, session: &Session, op: &Op) -> Result<Plan> {
        let core = &self.core;
        self.store.read(|db| {
            let operator = access::authorise(db, session, op.permission())?;
            Ok(act::judge(db, core, &operator, op)?.plan)
        })
    }

    /// Checks a deletion file row by row and keeps its spooled copy until the review is confirmed or dropped. `watch`
    /// is told the progress in bytes; it answers whether to go on.
    pub fn review(
        &mut self,
        session: &Session,
        source: &ReviewSource,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Review> {
        use crate::domain::operator::Permission;
        let core = &self.core;
        self.store.read(|db| {
            let operator = access::authorise(db, session, Permission::ReviewAndExport)?;
            review::review(db, core, &operator, source, watch)
        })
    }

    /// Forgets a review that was not confirmed.
    pub fn drop_review(&mut self, review: ReviewToken) {
        if let Ok(mut reviews) = self.core.reviews() {
            reviews.remove(&review);
        }
    }

    /// Stops this reader's question from another thread.
    pub fn interrupt_handle(&self) -> crate::store::Interrupt {
        self.store.interrupt_handle()
    }
}
