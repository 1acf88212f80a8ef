//! Questions: everything that can be read, and what comes back.

mod export;

use crate::domain::batch::{Batch, BatchRow, Doom, Progress, ReviewToken, RowOutcome, Whom};
use crate::domain::case::{Case, Correction, Misfit, MisfitsOf};
use crate::domain::filter::{AttributeValue, SavedFilter};
use crate::domain::first_steps::FirstSteps;
use crate::domain::id::{
    BatchId, GroupId, HandoverId, MailId, OperatorId, RequestId, RuleId, UserId,
};
use crate::domain::identifier::Fit;
use crate::domain::idle::IdleSeats;
use crate::domain::license::{LicenseType, Seats};
use crate::domain::mail::MailRow;
use crate::domain::operator::history::RoleHistory;
use crate::domain::operator::{Operator, Permission};
use crate::domain::provider::{
    AtProvider, Change, ChangeState, GoneLearner, Handover, LearnerChange,
};
use crate::domain::record::{LogEntry, LogFilter, LogVerification};
use crate::domain::report::{AggregateReport, LearnerReport};
use crate::domain::request::{Request, RequestFilter, RequestRow, RequestView};
pub use crate::domain::residue::{Leftover, LeftoverPlace, ResidueFound, WrittenIn};
use crate::domain::retention::Rules;
use crate::domain::roster::{RosterImport, RosterLine, RosterList};
use crate::domain::settings::{Settings, Theme, WaitingChange};
use crate::domain::sitting::Sittings;
pub use crate::domain::tombstones::{GivenUp, Released, TombstoneAnswer};
use crate::domain::user::{Profile, UserFilter, UserRow, UsersQuestion};
use crate::domain::view::Views;
use crate::domain::zone::Zone;
use crate::domain::{Language, Page, Window, ssh};

pub use crate::domain::home::Home;
pub use export::{DossierOf, Export};

/// What an operator chose once, for every console and every verb.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preferences {
    /// The language.
    pub language: Option<Language>,
    /// The theme.
    pub theme: Option<Theme>,
    /// The time zone.
    pub zone: Option<Zone>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Query {
    /// What waits: seats, batches, requests, mail.
    Home,
    /// A page of the users table.
    Users(UsersQuestion),
    /// The ids of all users that pass a filter, for marking them.
    UserIds(UserFilter),
    /// A learner's profile.
    Profile(UserId),
    /// A learner by email or ID, as typed.
    FindUser(String),
    /// The learner report.
    LearnerReport(UserId),
    /// All groups.
    Groups,
    /// License types with their seats.
    Licenses,
    /// Who holds a seat and has not used it for so many days, longest idle first.
    IdleSeats {
        /// Days after which a seat counts as idle.
        days: u32,
        /// Which part.
        page: Page,
    },
    /// The ids of all of them, ascending.
    IdleIds(u32),
    /// Retention rules, with how many each names now.
    Rules,
    /// Deletion batches, newest first.
    Batches(Page),
    /// One batch.
    Batch(BatchId),
    /// Rows of a batch, in file order.
    BatchRows {
        /// Which batch.
        batch: BatchId,
        /// Only this outcome.
        outcome: Option<RowOutcome>,
        /// Which part.
        page: Page,
    },
    /// Rows of a review, in file order.
    ReviewRows {
        /// Which review.
        review: ReviewToken,
        /// Only this outcome.
        outcome: Option<RowOutcome>,
        /// Which part.
        page: Page,
    },
    /// Rows of a roster that was read and waits, in file order, or the users whom no row means.
    RosterRows {
        /// Which roster, and how it would be imported.
        import: RosterImport,
        /// Which rows.
        list: RosterList,
        /// Which part.
        page: Page,
    },
    /// Rows that name nobody, in file order, each with the learners near to it.
    Misfits {
        /// Of what.
        of: MisfitsOf,
        /// Which part.
        page: Page,
    },
    /// The batches that correct each other's rows, a batch among them.
    Case(BatchId),
    /// Whom a review or a batch would delete.
    Whom(Doom),
    /// What an identifier, as typed, answers to.
    AskTombstones(String),
    /// The activity log, newest first.
    Log {
        /// Which entries.
        filter: LogFilter,
        /// Which part.
        page: Page,
    },
    /// One entry of the activity log.
    LogEntry(u64),
    /// The acts that stand in the activity log, by their codes.
    LogActs,
    /// Whether the log's chain is whole.
    VerifyLog,
    /// The outbox, newest first.
    Outbox(Page),
    /// One message of the outbox.
    Mail(MailId),
    /// Requests of a view, soonest due first.
    Requests {
        /// Which view.
        view: RequestView,
        /// What narrows the view.
        filter: RequestFilter,
        /// Which part.
        page: Page,
    },
    /// One request with its notes and replies.
    Request(RequestId),
    /// The aggregate report.
    AggregateReport,
    /// Operators.
    Operators,
    /// Who had which role, from when to when.
    RoleHistory,
    /// An operator by name, for whoever narrows the log to one.
    OperatorNamed(String),
    /// The keys of every operator.
    Keys,
    /// The keys of the operator who asks.
    OwnKeys,
    /// Keys whose certificates are trusted, and keys that are let in no more.
    Authorities,
    /// Who is here over SSH.
    Sittings,
    /// Account settings.
    Settings,
    /// A change of the settings that waits for another full admin.
    WaitingSettings,
    /// What a new account has to do, and what of it is done.
    FirstSteps,
    /// Where addresses of deleted people stand in fields of others.
    Residue,
    /// The language and the theme that the operator who asks has chosen.
    Preferences,
    /// How the operator who asks wants the tables.
    Views,
    /// The filters that the operator who asks has kept, by name.
    SavedFilters,
    /// Every value of a custom attribute that a learner has.
    AttributeValues,
    /// What is at the provider as a whole.
    AtProvider,
    /// Portions given to the provider, those with something to do first.
    Handovers(Page),
    /// One portion.
    Handover(HandoverId),
    /// The portions of a batch, in their order.
    HandoversOf(BatchId),
    /// What of a learner is on its way at the provider.
    Underway(UserId),
    /// Changes, newest first.
    Changes {
        /// Only of this portion.
        handover: Option<HandoverId>,
        /// Only in this state.
        state: Option<ChangeState>,
        /// Which part.
        page: Page,
    },
    /// Learners who are not in the last roster that was believed, without our doing.
    Gone(Page),
}

impl Query {
    /// What an operator must be permitted to ask it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Log { .. } | Self::LogEntry(_) | Self::LogActs | Self::VerifyLog => {
                Permission::SeeLog
            }
            Self::AskTombstones(_) => Permission::AskTombstones,
            Self::Operators | Self::RoleHistory => Permission::Inspect,
            Self::Keys | Self::Authorities | Self::Residue => Permission::Administer,
            Self::Outbox(_) | Self::Mail(_) => Permission::SeeOutbox,
            Self::ReviewRows { .. }
            | Self::Rules
            | Self::Whom(Doom::Review(_))
            | Self::Misfits {
                of: MisfitsOf::Preparation(_),
                ..
            } => Permission::ReviewAndExport,
            Self::RosterRows { .. }
            | Self::Misfits {
                of: MisfitsOf::Roster(_) | MisfitsOf::Learning(_),
                ..
            } => Permission::ImportUsers,
            Self::Preferences
            | Self::Views
            | Self::SavedFilters
            | Self::OwnKeys
            | Self::Sittings => Permission::OwnAffairs,
            Self::Batches(_)
            | Self::Batch(_)
            | Self::BatchRows { .. }
            | Self::Case(_)
            | Self::Misfits {
                of: MisfitsOf::Batch(_),
                ..
            }
            | Self::Whom(Doom::Batch(_)) => Permission::DeleteUsers,
            Self::Home
            | Self::AttributeValues
            | Self::Users(_)
            | Self::UserIds(_)
            | Self::Profile(_)
            | Self::FindUser(_)
            | Self::LearnerReport(_)
            | Self::Groups
            | Self::Licenses
            | Self::IdleSeats { .. }
            | Self::IdleIds(_)
            | Self::Requests { .. }
            | Self::Request(_)
            | Self::AggregateReport
            | Self::OperatorNamed(_)
            | Self::FirstSteps
            | Self::AtProvider
            | Self::Handovers(_)
            | Self::Handover(_)
            | Self::HandoversOf(_)
            | Self::Underway(_)
            | Self::Changes { .. }
            | Self::Gone(_)
            | Self::WaitingSettings
            | Self::Settings => Permission::See,
        }
    }
}

/// What comes back; each variant answers the query of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each variant answers the query of the same name"
)]
pub enum Answer {
    Home(Box<Home>),
    Users(UsersPage),
    UserIds(Vec<UserId>),
    Profile(Option<Box<Profile>>),
    FindUser(Fit<UserId>),
    LearnerReport(LearnerReport),
    Groups(Vec<Group>),
    Licenses(Vec<LicenseType>),
    IdleSeats(Box<IdleSeats>),
    IdleIds(Vec<UserId>),
    Rules(Rules),
    Batches(Window<Batch>),
    Batch(Option<Box<Batch>>),
    BatchRows(Window<BatchRow>),
    ReviewRows(Window<BatchRow>),
    RosterRows(Window<RosterLine>),
    Misfits(Window<Misfit>),
    Case(Case),
    Whom(Box<Whom>),
    AskTombstones(TombstoneAnswer),
    Log(Window<LogEntry>),
    LogEntry(Option<Box<LogEntry>>),
    VerifyLog(LogVerification),
    LogActs(Vec<String>),
    Outbox(Window<MailRow>),
    Mail(Option<Box<MailRow>>),
    Requests(Window<RequestRow>),
    Request(Option<Box<Request>>),
    AggregateReport(AggregateReport),
    Operators(Vec<Operator>),
    /// Who had which role.
    RoleHistory(Box<RoleHistory>),
    OperatorNamed(Option<OperatorId>),
    Keys(Vec<ssh::OperatorKey>),
    OwnKeys(Vec<ssh::OperatorKey>),
    Authorities(Vec<ssh::Authority>, Vec<ssh::RevokedKey>),
    Sittings(Sittings),
    Settings(Box<Settings>),
    WaitingSettings(Option<Box<WaitingChange>>),
    FirstSteps(FirstSteps),
    Residue(Box<ResidueFound>),
    Preferences(Box<Preferences>),
    Views(Views),
    SavedFilters(Vec<SavedFilter>),
    AttributeValues(Vec<AttributeValue>),
    AtProvider(Box<AtProvider>),
    Handovers(Window<Handover>),
    Handover(Option<Box<Handover>>),
    HandoversOf(Vec<Handover>),
    Underway(Vec<LearnerChange>),
    Changes(Window<Change>),
    Gone(Window<GoneLearner>),
}

/// A page of the users table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UsersPage {
    /// The rows; `total` counts those that pass the filter.
    pub window: Window<UserRow>,
    /// Users in the account.
    pub all: u64,
    /// Seats over all license types.
    pub seats: Seats,
    /// Whether the index was not loaded yet: order and count may still change.
    pub provisional: bool,
}

/// A group with its size.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Group {
    /// Which one.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// How many learners are in it.
    pub members: u64,
}

/// A batch's progress as it is pushed to the screens while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchProgress {
    /// Which batch.
    pub batch: BatchId,
    /// Its state.
    pub state: super::batch::BatchState,
    /// Users processed of those planned.
    pub progress: Progress,
    /// Users per second over the last seconds.
    pub rate: u64,
    /// Users deleted.
    pub deleted: u64,
}

/// Where the rows of a review come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewSource {
    /// A file that an operator chose.
    File(std::path::PathBuf),
    /// Users marked on screen: they become a CSV and take the same road.
    Users(Vec<UserId>),
    /// The learner of a request: the same, named after the request.
    OfRequest(RequestId, UserId),
    /// Learners chosen for rows of a batch that named nobody: the same, as a batch that corrects it.
    Correction(Correction),
    /// Learners who are gone at the provider without our doing, all or some: the same, as a batch that erases here.
    Gone(Option<Vec<UserId>>),
    /// Whom a retention rule names: the same, as a batch of that rule.
    Rule(RuleId),
}
