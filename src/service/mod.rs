//! The use cases: the only way in which the doors read and write.
//!
//! A [`Service`] owns the one write connection of a process. Any number of [`Reader`]s answer questions beside it.
//! Both check every question and every act against the operator's role; nothing is decided in a door.

pub mod account;
mod answers;
mod background;
pub mod deletion;
pub mod demo;
pub mod directory;
pub mod files;
mod idle;
pub mod mail;
mod noting;
mod ops;
mod points;
mod provider;
mod reading;
pub mod reports;
pub mod residue;
mod retention;
mod timings;
mod waiting;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

pub use crate::connect::scim;
pub use crate::domain::record::Door;
pub use crate::service::account::connection::{
    NewConnection, TokenFrom, Tried, Unconnected, capabilities,
};
pub use crate::service::account::listing::{PulledRoster, pull_roster};
pub use crate::service::account::restoring::{BackupSeen, RESTORED, Restore};
pub use crate::service::account::surroundings::Surroundings;
pub use crate::service::directory::resident::DirectoryLoading;
pub use crate::service::files::columns::{Begun, BegunFile, read_beginning};
pub use crate::service::ops::RosterChoice;
pub use crate::service::provider::books::Wake;
pub use crate::service::provider::calling::CallsNow;
pub use crate::service::provider::course::{PushReport, PushTally};
pub use crate::service::provider::pulling::Pulled;
pub use crate::store::Watch;
pub use points::Points;
pub use timings::Timings;

pub use reports::{
    BackupReport, CertificateVerdict, CheckReport, Delivery, Package, PurgeReport, RestoreReport,
};

use crate::domain::Language;
use crate::domain::batch::Progress;
use crate::domain::id::BatchId;
use crate::domain::op::{AccountOp, BatchOp, Op, OwnOp, Secret};
use crate::domain::operator::Session;
use crate::domain::plan::{Basis, Changes, Outcome};
use crate::domain::query::BatchProgress;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::account::access;
use crate::service::account::key::AccountKey;
use crate::service::account::place::AccountPaths;
use crate::service::deletion::running::Runner;
use crate::service::directory::resident::Resident;
use crate::service::mail::post::{MailFacts, Post};
use crate::service::residue::journal::Journal;
use crate::store::Store;

pub use crate::connect::MailRoad;
pub use crate::connect::message::Sender;
pub use crate::connect::smtp::{Patience, Security, ServerSettings, SetupFault, SmtpServer};
pub use crate::intake::columns::{Beginning, HeaderNames};
pub use crate::intake::dates::{DateOrder, Orders, TimeOrder};
pub use crate::intake::escape::harmless;
pub use crate::intake::writing::BYTE_ORDER_MARK;

/// The empty deletion CSV: both headers and nothing else.
pub const TEMPLATE: &str = "primary_email_address,unique_user_id\r\n";
/// How its file is called.
pub const TEMPLATE_NAME: &str = "user-deletion-template.csv";

/// How long the purge can be held back at the most.
const LONGEST_HOLD: Duration = Duration::from_secs(120);

/// The writing side: acts, batches, the purge, mail.
pub struct Service {
    store: Store,
    journal: Journal,
    core: Arc<Core>,
    notices: Vec<Notice>,
    runner: Option<Runner>,
    preparer: Option<provider::preparing::Preparer>,
    /// Calls to a server in the background.
    calls: Option<provider::calling::Calls>,
    /// When calls are tried again that were left.
    calls_again: Option<Instant>,
    post: Post,
    only: Option<BatchId>,
    purge: PurgeWhen,
    /// Until when the purge waits although it is due.
    purge_held_until: Option<Instant>,
    /// What the database said when it was asked last whether another connection had committed.
    data_version: i64,
    last_act: Instant,
    retry_purge: Option<Instant>,
    /// A batch whose pause could not even be written down; it waits for somebody to resume it.
    stalled: Option<BatchId>,
    /// Whether a batch that another process left in the middle is left to a person.
    leaves_interrupted: bool,
    /// Held while this process works for the account.
    attendance: Option<crate::service::account::attendance::Attendance>,
    /// Held while this process serves the account over SSH.
    serving: Option<crate::service::account::serving::Serving>,
    /// When it was looked whether a wrong clock had put anything off.
    clock_looked: Option<Timestamp>,
}

/// The reading side: questions, plans, reviews, exports. One per thread.
pub struct Reader {
    store: Store,
    core: Arc<Core>,
}

/// What every connection of a process to an account shares.
pub(crate) struct Core {
    place: AccountPaths,
    key: AccountKey,
    key_number: i64,
    surroundings: Surroundings,
    reviews: Mutex<crate::service::deletion::review::Pendings>,
    resident: Resident,
    rosters: Mutex<crate::service::ops::Rosters>,
    mail: Mutex<MailFacts>,
    brought: Mutex<provider::Brought>,
    reports: Mutex<crate::service::ops::Reports>,
    lists: Mutex<deletion::preparing::Lists>,
    idle: idle::IdleLists,
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
    fn new(
        place: AccountPaths,
        key: AccountKey,
        key_number: i64,
        surroundings: Surroundings,
    ) -> Self {
        Self {
            place,
            key,
            key_number,
            surroundings,
            reviews: Mutex::default(),
            resident: Resident::default(),
            rosters: Mutex::default(),
            mail: Mutex::default(),
            brought: Mutex::default(),
            reports: Mutex::default(),
            lists: Mutex::default(),
            idle: idle::IdleLists::default(),
        }
    }

    fn now(&self) -> Timestamp {
        self.surroundings.clock.now()
    }

    /// Refuses what would change anything where the account was opened read-only.
    const fn may_write(&self) -> Result<()> {
        self.surroundings.may_write()
    }

    fn rosters(&self) -> Result<MutexGuard<'_, crate::service::ops::Rosters>> {
        self.rosters
            .lock()
            .map_err(|_| Error::Bug("a roster failed while it was kept".to_owned()))
    }

    fn mail(&self) -> Result<MutexGuard<'_, MailFacts>> {
        self.mail
            .lock()
            .map_err(|_| Error::Bug("the road of mail failed while it was set".to_owned()))
    }

    fn reports(&self) -> Result<MutexGuard<'_, crate::service::ops::Reports>> {
        self.reports
            .lock()
            .map_err(|_| Error::Bug("a learning report failed while it was kept".to_owned()))
    }

    fn lists(&self) -> Result<MutexGuard<'_, deletion::preparing::Lists>> {
        self.lists
            .lock()
            .map_err(|_| Error::Bug("a list of leavers failed while it was kept".to_owned()))
    }

    const fn timings(&self) -> &Timings {
        &self.surroundings.timings
    }

    /// Tells that a piece of work has come to a moment.
    fn at(&self, work: &str, moment: &str) {
        self.surroundings.points.reach(work, moment);
    }

    fn reviews(&self) -> Result<MutexGuard<'_, crate::service::deletion::review::Pendings>> {
        self.reviews
            .lock()
            .map_err(|_| Error::Bug("a review failed while it was kept".to_owned()))
    }
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
pub struct WorkStep {
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
    /// Whether a message is under way, so that another step is worth while soon.
    pub mail_is_under_way: bool,
    /// How far calls are that this process makes.
    pub calls: Option<CallsNow>,
}

/// What opening found out that an operator should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Erasures that this database had not seen were applied to it: how many users.
    ErasuresApplied(u64),
    /// A process was stopped in the middle of a batch; what it had decided last was carried out: how many users.
    StoppedInTheMiddle(u64),
    /// The erasure journal is missing, and nobody has begun a new one.
    JournalLost,
    /// The account had no time zone: it got that of the machine, by this name.
    ZoneTaken(String),
    /// Other users of this machine can read or replace this.
    Exposed(std::path::PathBuf),
    /// The signing key is missing, damaged, or not this account's: nothing can be signed.
    SigningKeyUnusable(std::path::PathBuf),
    /// The configuration of mail is of no use, in these words: mail stays queued.
    MailClosed(String),
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
        crate::service::account::opening::create(database, account, None, surroundings)
    }

    /// The same, filled from the folder that [`Reader::export_everything`] wrote. An account without a name gets that of
    /// the one that was written.
    pub fn create_from(
        database: &Path,
        account: &NewAccount,
        folder: &Path,
        surroundings: Surroundings,
    ) -> Result<Self> {
        crate::service::account::opening::create(database, account, Some(folder), surroundings)
    }

    /// Opens a database: checks it, migrates it, applies the erasures it has not seen. One whose key file is missing is
    /// not opened, and left as it is.
    pub fn open(database: &Path, surroundings: Surroundings) -> Result<Self> {
        crate::service::account::opening::open(database, surroundings)
    }

    /// Makes a new key for a database whose key file is lost for good: what was deleted until now can no longer be
    /// asked about, and the activity log begins a new chain. It needs no operator: whoever owns the files may do it,
    /// and without the key nobody could sign in. Answers how many deleted users are out of reach.
    pub fn renew_key(database: &Path, surroundings: Surroundings) -> Result<u64> {
        crate::service::account::opening::renew_key(database, surroundings)
    }

    fn assemble(store: Store, journal: Journal, core: Arc<Core>, notices: Vec<Notice>) -> Self {
        // Unknown now, it reads as a commit of somebody else later, which only reloads screens.
        let data_version = store.data_version().unwrap_or_default();
        let post = Post::new(&MailRoad::Usual, core.place.mail.clone());
        Self {
            store,
            journal,
            core,
            notices,
            runner: None,
            preparer: None,
            calls: None,
            calls_again: None,
            post,
            only: None,
            purge: PurgeWhen::AtOnce,
            purge_held_until: None,
            data_version,
            last_act: Instant::now(),
            retry_purge: None,
            stalled: None,
            leaves_interrupted: false,
            attendance: None,
            serving: None,
            clock_looked: None,
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
        let core = Arc::clone(&self.core);
        Ok(Reader { store, core })
    }

    /// Chooses when what was deleted is purged from the files; at once by default.
    pub fn purge_when(&mut self, when: PurgeWhen) {
        self.purge = when;
    }

    /// Holds the purge back while somebody is taking away what it removes, such as a copy of the upload; never for
    /// longer than two minutes, so that nobody who went away leaves what was deleted in the files.
    pub fn hold_purge(&mut self, held: bool) {
        self.purge_held_until = held.then(|| Instant::now() + LONGEST_HOLD);
    }

    /// Does one act: authorises, judges, applies, logs, queues mail, commits. A `basis` that has moved is refused.
    /// What is refused for a role or a guard is put on record.
    pub fn execute(&mut self, session: &Session, op: &Op, basis: Option<Basis>) -> Result<Outcome> {
        self.execute_watched(session, op, basis, &|_| true)
    }

    /// The same; `watch` hears how far a long act is and answers whether to go on. What is stopped leaves nothing behind.
    pub fn execute_watched(
        &mut self,
        session: &Session,
        op: &Op,
        basis: Option<Basis>,
        watch: &dyn Fn(Progress) -> bool,
    ) -> Result<Outcome> {
        let done = self.act(session, op, basis, watch);
        noting::refusals_of(&self.core, session, op, done)
    }

    fn act(
        &mut self,
        session: &Session,
        op: &Op,
        basis: Option<Basis>,
        watch: &dyn Fn(Progress) -> bool,
    ) -> Result<Outcome> {
        self.core.may_write()?;
        self.last_act = Instant::now();
        self.runner.iter_mut().for_each(Runner::note_others);
        if matches!(op, Op::Account(AccountOp::SendAgain(_))) {
            self.post.wake();
        }
        if matches!(op, Op::Batch(BatchOp::Resume(batch) | BatchOp::Cancel(batch)) if self.stalled == Some(*batch))
        {
            self.stalled = None;
        }
        if let Op::Own(OwnOp::SetPassphrase(new)) = op {
            account::passphrase::show_present(&mut self.store, &self.core, session, new)?;
        }
        self.begin_lost_journal(session, op)?;
        self.expire_approvals()?;
        let (core, journal) = (&self.core, &mut self.journal);
        let whole = core.timings().phase("act");
        let mut part = core.timings().phase("act.wait");
        let outcome = self.store.write(|tx| {
            part.turns_into("act.judge");
            crate::service::residue::settling::settle(tx, core, journal, core.now())?;
            let operator = access::authorise(tx, session, op.permission())?;
            access::prove(tx, session, &operator, op, core.now())?;
            let judged = crate::service::ops::judge(tx, core, &operator, op)?;
            if basis.is_some_and(|basis| basis != judged.plan.basis) {
                return Err(Error::Stale);
            }
            part.turns_into("act.apply");
            let now = core.now();
            let mut scene = crate::service::ops::Scene {
                tx,
                core,
                journal,
                operator: &operator,
                now,
                watch,
            };
            let outcome = crate::service::ops::apply(&mut scene, op, &judged)?;
            part.turns_into("act.commit");
            core.at(op.code(), "before its commit");
            Ok(outcome)
        })?;
        drop(part);
        drop(whole);
        self.core.at(op.code(), "after its commit");
        crate::service::ops::note_imported(&self.core, op);
        if provider::calling::holds_calls(&outcome.receipt) {
            self.stop_calls();
        }
        Ok(outcome)
    }
}
