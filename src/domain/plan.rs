//! What an act would do, what it did, and which kinds of data it changed.

use std::sync::Arc;

use super::id::{BatchId, GroupId, RequestId, UserId};
use super::learning::{LearningEffect, Period};
use super::license::LicenseStatus;
use super::mail::{LetterSeen, MailKind};
use super::op::Op;
use super::provider::{ProviderEffect, ProviderReceipt};
use super::reason::Reason;
pub use super::request::RequestWay;
use super::request::{Hindrance, RequestKind};
use super::roster::RosterVerdicts;
use super::ssh::SshReceipt;
use crate::domain::retention::RuleReceipt;

/// Fingerprint of what a plan was made from; a plan whose basis has moved is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Basis(pub u64);

/// What an act would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The act.
    pub op: Op,
    /// What the plan was made from.
    pub basis: Basis,
    /// Learners it would reach.
    pub reaches: u64,
    /// The first of them, enough for a confirmation to show.
    pub sample: Vec<Target>,
    /// Learners it would pass over, with the reason; the first hundred.
    pub refused: Vec<(Target, Reason)>,
    /// How many it would pass over.
    pub refused_total: u64,
    /// What the operator should know before confirming.
    pub warnings: Vec<Warning>,
    /// Seats that come free by it, where that is counted.
    pub seats: u64,
    /// Row by row, for a roster.
    pub roster: Arc<RosterVerdicts>,
    /// What doing or approving a request would come to.
    pub request: Option<RequestStep>,
    /// The letters to learners that it would send; of many alike, the first.
    pub letters: Vec<LetterSeen>,
    /// How many letters of which kind it would send, where that is counted: by an import.
    pub mailed: Vec<(MailKind, u64)>,
    /// What importing a learning report would change.
    pub learning: Option<LearningEffect>,
    /// What an act on what is at the provider would come to.
    pub provider: Option<Box<ProviderEffect>>,
}

/// What doing or approving a request would come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestStep {
    /// Which request.
    pub request: RequestId,
    /// Its version.
    pub version: i64,
    /// What is wished.
    pub kind: RequestKind,
    /// Whether it is done or sent for approval.
    pub way: RequestWay,
}

impl Target {
    /// The email, else the ID.
    pub fn identifier(&self) -> &str {
        let email = self.email.as_deref();
        email.or(self.unique_id.as_deref()).unwrap_or_default()
    }
}

/// A learner as a confirmation names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Whether a LinkedIn profile is connected.
    pub connected: bool,
    /// Who.
    pub user: UserId,
    /// The name.
    pub name: String,
    /// The primary email address.
    pub email: Option<String>,
    /// The unique user ID.
    pub unique_id: Option<String>,
    /// License status.
    pub license: LicenseStatus,
    /// Minutes learned in all.
    pub minutes: u64,
}

/// Something to know before confirming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The account requires a connected profile: premium content stays closed until the learner connects again.
    ProfileRequired,
    /// Learners without an address cannot be mailed: how many.
    NoAddress(u64),
    /// The identity of who asked is not verified.
    IdentityNotVerified,
    /// A second full admin is asked for, and there is none who could approve anything.
    NoSecondAdmin,
    /// What waits for a second full admin now can be approved by nobody.
    NobodyApproves,
    /// A second full admin is asked for, and after the act there is none who could approve anything.
    LastApprover,
    /// The change weakens a guard and waits for another full admin.
    WaitsForAnother,
    /// A setting whose change waits for another full admin is set otherwise, and waits no more.
    EndsWaitingSetting,
    /// A batch is made, and another full admin has to approve it before anybody is deleted.
    SecondAdminApproves,
    /// A second full admin is asked for: neither the operator nor whoever gets access can approve what the other asks for.
    GivesAccessAlone,
    /// A second full admin is asked for, and one could approve nothing any more; until then what weakens a guard waits.
    EndsApprover,
    /// What is wished cannot be carried out as things are.
    CannotBeDone(Hindrance),
    /// The account lives at a provider: this is prepared here and done there.
    DoneElsewhere,
    /// Of so many of the learners no activity is on record at all.
    ActivityUnknown(u64),
    /// Open requests ask for the same and are closed with it: how many, and the first.
    ClosesRequests(u64, RequestId),
    /// Deletions of so many of the learners are at the provider already, or in files for it, which a hold does not call
    /// back; and the name of the file in which the first of them stands, once it is written.
    HandedOver(u64, Option<String>),
    /// Calls that delete so many of the learners were made already, which a hold does not call back.
    Called(u64),
    /// Calls have deactivated so many of the learners for their deletion, or may have, which is not undone.
    Deactivated(u64),
}

impl Warning {
    /// Its code, with the number that it names.
    pub fn coded(&self) -> (&'static str, u64) {
        match *self {
            Self::ProfileRequired => ("profile_required", 0),
            Self::NoAddress(count) => ("no_address", count),
            Self::IdentityNotVerified => ("identity_not_verified", 0),
            Self::NoSecondAdmin => ("no_second_admin", 0),
            Self::NobodyApproves => ("nobody_approves", 0),
            Self::LastApprover => ("last_approver", 0),
            Self::WaitsForAnother => ("waits_for_another", 0),
            Self::EndsWaitingSetting => ("ends_waiting_setting", 0),
            Self::SecondAdminApproves => ("second_admin_approves", 0),
            Self::GivesAccessAlone => ("gives_access_alone", 0),
            Self::EndsApprover => ("ends_approver", 0),
            Self::CannotBeDone(hindrance) => (hindrance.reason().code(), 0),
            Self::DoneElsewhere => ("done_elsewhere", 0),
            Self::ActivityUnknown(count) => ("activity_unknown", count),
            Self::ClosesRequests(count, _) => ("closes_requests", count),
            Self::HandedOver(count, _) => ("handed_over", count),
            Self::Called(count) => ("called", count),
            Self::Deactivated(count) => ("deactivated", count),
        }
    }
}

/// What one target's verdict is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The act reaches it.
    Reached,
    /// The act passes it over.
    Refused(Reason),
}

/// What an act did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// For the operator to read.
    pub receipt: Receipt,
    /// For screens to reload by.
    pub changes: Changes,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
    /// Profiles were disconnected: the learner's name when it was one, how many, how many were passed over.
    Disconnected {
        /// Name of the only one.
        name: Option<String>,
        /// How many.
        count: u64,
        /// How many were passed over.
        refused: u64,
    },
    /// Licenses were given or taken away.
    LicenseSet {
        /// Name of the license type; none is *No license*.
        license: Option<String>,
        /// Name of the only learner.
        name: Option<String>,
        /// How many.
        count: u64,
        /// How many were passed over.
        refused: u64,
    },
    /// A license type was taken from learners who keep the others they hold.
    LicenseTaken {
        /// Name of the license type.
        license: String,
        /// Name of the only learner.
        name: Option<String>,
        /// How many.
        count: u64,
        /// How many were passed over.
        refused: u64,
    },
    /// Licenses that nobody used were taken away.
    SeatsReclaimed {
        /// From how many learners.
        count: u64,
        /// How many seats came free.
        seats: u64,
        /// How many learners keep theirs.
        refused: u64,
    },
    /// The list of first steps is put away.
    FirstStepsDismissed,
    /// A license type was made.
    LicenseTypeAdded(String),
    /// A license type was renamed.
    LicenseTypeRenamed(String),
    /// A license type has so many seats.
    SeatsSet(String, u64),
    /// A license type was removed; so many learners got another one.
    LicenseTypeRemoved(String, u64),
    /// A user was added.
    UserAdded(UserId, String),
    /// A batch was approved.
    BatchApproved(BatchId),
    /// A request was recorded.
    RequestTaken(RequestId),
    /// A request was claimed.
    RequestClaimed(RequestId),
    /// A request was given back.
    RequestReleased(RequestId),
    /// A note was added to a request.
    RequestNoted(RequestId),
    /// The learner is mailed.
    RequestReplied(RequestId, bool),
    /// The identity is verified, or is not any more.
    IdentityVerified(RequestId, bool),
    /// A request waits for the learner.
    RequestWaits(RequestId),
    /// A request goes on.
    RequestGoesOn(RequestId),
    /// A request waits for somebody else's approval.
    ApprovalAsked(RequestId),
    /// What the learner wished was done, and the request is closed.
    RequestDone(RequestId),
    /// A deletion batch does what the learner wished.
    RequestScheduled(RequestId, BatchId),
    /// A deletion batch will, once a second full admin has approved it.
    RequestAwaitsSecond(RequestId, BatchId),
    /// A request was given back with a question.
    RequestReturned(RequestId),
    /// Learner or type of a request were set right.
    RequestCorrected(RequestId),
    /// A request was turned down.
    RequestRejected(RequestId),
    /// A request was cancelled.
    RequestCancelled(RequestId),
    /// An operator was added.
    OperatorAdded(String),
    /// An operator was added who cannot sign in yet: the name.
    OperatorAddedWithout(String),
    /// An operator has another role.
    RoleChanged(String, super::operator::Role),
    /// An operator cannot sign in any more.
    OperatorDisabled(String),
    /// An operator can sign in again.
    OperatorEnabled(String),
    /// An operator's passphrase was set.
    PassphraseReset(String),
    /// Holds were placed.
    HoldPlaced(u64),
    /// Holds were lifted.
    HoldLifted(u64),
    /// A profile was saved.
    ProfileSaved(String),
    /// A roster was imported.
    Imported {
        /// Users added.
        added: u64,
        /// Users changed.
        changed: u64,
        /// Users that were as the file says.
        unchanged: u64,
        /// Rows refused.
        refused: u64,
        /// Row by row.
        rows: Arc<RosterVerdicts>,
    },
    /// A learning report was imported.
    LearningImported {
        /// Its period.
        period: Period,
        /// Learners of whom it says something.
        learners: u64,
        /// Minutes that the totals gained or lost.
        minutes: i64,
        /// Completions that they gained or lost.
        completions: i64,
    },
    /// What was said of the columns of a file is forgotten.
    ColumnsForgotten,
    /// A group was made.
    GroupCreated(GroupId, String),
    /// A group was renamed.
    GroupRenamed(String),
    /// A group was removed.
    GroupRemoved(String),
    /// Learners were added to a group.
    AddedToGroup(u64, String),
    /// Learners were taken out of a group.
    RemovedFromGroup(u64, String),
    /// A batch was made.
    BatchConfirmed(BatchId),
    /// A batch will stop, or has stopped.
    BatchCancelled(BatchId),
    /// A batch goes on.
    BatchResumed(BatchId),
    /// A batch goes on for which another full admin answers now.
    BatchTakenOver(BatchId),
    /// A batch is taken over by whoever had approved it: somebody else must approve it now.
    BatchAsksAgain(BatchId),
    /// A batch was taken back.
    BatchWithdrawn(BatchId),
    /// An identifier can be used again.
    IdentifiersReleased {
        /// How many can be used again now.
        released: u64,
        /// How many of the same deleted user are still refused.
        left: u64,
    },
    /// Settings were saved.
    SettingsSaved,
    /// A change of the settings waits for another full admin.
    SettingsWait,
    /// Addresses of deleted people were taken out of fields of so many learners.
    ResidueCleared(u64),
    /// Name and address of an operator are gone.
    OperatorErased,
    /// The operator's own affairs were saved.
    PreferenceSaved,
    /// A filter is kept under this name.
    FilterKept(String),
    /// The filter of this name is forgotten.
    FilterForgotten(String),
    /// How the operator wants a table is kept.
    ViewKept,
    /// A message waits to be delivered again.
    MailQueued,
    /// Something was done about what is at the provider.
    Provider(ProviderReceipt),
    /// Something was done with a key of SSH.
    Ssh(SshReceipt),
    /// Something was done about retention rules.
    Rule(RuleReceipt),
}

impl Receipt {
    /// The batch that it is about.
    pub const fn batch(&self) -> Option<BatchId> {
        match self {
            Self::BatchConfirmed(batch)
            | Self::BatchCancelled(batch)
            | Self::BatchApproved(batch)
            | Self::BatchResumed(batch)
            | Self::BatchTakenOver(batch)
            | Self::BatchAsksAgain(batch)
            | Self::BatchWithdrawn(batch)
            | Self::RequestScheduled(_, batch)
            | Self::RequestAwaitsSecond(_, batch) => Some(*batch),
            _ => None,
        }
    }

    /// The request that it is about.
    pub const fn request(&self) -> Option<RequestId> {
        match self {
            Self::RequestTaken(request)
            | Self::RequestClaimed(request)
            | Self::RequestReleased(request)
            | Self::RequestNoted(request)
            | Self::RequestReplied(request, _)
            | Self::IdentityVerified(request, _)
            | Self::RequestWaits(request)
            | Self::RequestGoesOn(request)
            | Self::ApprovalAsked(request)
            | Self::RequestDone(request)
            | Self::RequestScheduled(request, _)
            | Self::RequestAwaitsSecond(request, _)
            | Self::RequestReturned(request)
            | Self::RequestCorrected(request)
            | Self::RequestRejected(request)
            | Self::RequestCancelled(request) => Some(*request),
            _ => None,
        }
    }
}

bitflags::bitflags! {
    /// Kinds of data that changed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub struct Changes: u16 {
        /// Users, their connection, hold, licenses and seats.
        const USERS = 1;
        /// Groups and membership.
        const GROUPS = 1 << 1;
        /// Deletion batches.
        const BATCHES = 1 << 2;
        /// Requests.
        const REQUESTS = 1 << 3;
        /// The outbox.
        const OUTBOX = 1 << 4;
        /// The activity log.
        const LOG = 1 << 5;
        /// Account settings.
        const SETTINGS = 1 << 6;
        /// Operators.
        const OPERATORS = 1 << 7;
        /// Tombstones.
        const TOMBSTONES = 1 << 8;
        /// What is at the provider.
        const PROVIDER = 1 << 9;
        /// Who is here over SSH.
        const SITTINGS = 1 << 10;
        /// Retention rules.
        const RULES = 1 << 11;
    }
}
