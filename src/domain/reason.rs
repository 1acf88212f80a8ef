//! Why something cannot be done: data, put into words at the edge.

use super::batch::{BatchState, Tombstone};
use super::id::{BatchId, RequestId};
use super::identifier::IdentifierFault;
use super::learning::{NoReport, Period};
use super::operator::Role;
use super::request::RequestState;
use super::time::Timestamp;

/// A reason for a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The operator's role is not enough: the least role that is.
    NeedsRole(Role),
    /// The role may do it only on a request whose learner's identity is verified.
    NeedsVerifiedRequest,
    /// The role asks for approval instead.
    NeedsApproval,
    /// A file is no learning report, in this way.
    NoLearningReport(NoReport),
    /// A learning report's period has days in common with this one, which was imported before.
    PeriodOverlaps(Period),
    /// More courses than can be numbered.
    TooManyCourses,
    /// The learner has no connected profile.
    NotConnected,
    /// The account offers no profile connection.
    ProfilesNotOffered,
    /// The learner is on legal hold.
    OnHold,
    /// The learner is not on legal hold.
    NotOnHold,
    /// The user is an operator of this console.
    IsOperator,
    /// The user is the operator who asks.
    IsSelf,
    /// There is no such user (any more).
    UserGone,
    /// The email belongs to somebody else.
    EmailTaken,
    /// The ID belongs to somebody else.
    IdTaken,
    /// The email belonged to a deleted user.
    EmailDeleted(Tombstone),
    /// The ID belonged to a deleted user.
    IdDeleted(Tombstone),
    /// The email cannot be one.
    BadEmail(IdentifierFault),
    /// The ID cannot be one.
    BadId(IdentifierFault),
    /// A user needs an email or an ID.
    IdentifierMissing,
    /// Email and ID belong to two users.
    IdsDisagree,
    /// The account has or had users, so no demo learners are added to it.
    AccountInUse,
    /// The same user stands on an earlier line.
    DuplicateOf(u32),
    /// A name is needed.
    NameMissing,
    /// The name is taken.
    NameTaken,
    /// Longer than is kept: the limit in characters.
    TooLong(u64),
    /// A reason is needed.
    ReasonMissing,
    /// There is no such group (any more).
    GroupGone,
    /// There is no such license type.
    UnknownLicense(String),
    /// Not enough seats: how many are missing.
    NoSeats(u64),
    /// The learner holds exactly this license already.
    LicensedAlready,
    /// The learner holds no license.
    NotLicensed,
    /// There is no such request.
    RequestGone,
    /// The learner has an open request of this kind.
    OpenRequest(RequestId),
    /// Somebody else has claimed the request: the name.
    RequestHeldBy(String),
    /// Nobody has claimed the request.
    RequestUnclaimed,
    /// The request is in a state in which this cannot be.
    RequestIs(RequestState),
    /// Words are needed.
    TextMissing,
    /// The learner has no address to mail to.
    NoAddress,
    /// Nobody has verified the identity of who asked.
    IdentityUnverified,
    /// How to disconnect without us is of use only to who wants nothing but that.
    OnlyToDisconnect,
    /// The request has no result yet.
    NoResult,
    /// The role sees only its own part of this, and this is somebody else's.
    NotOwn,
    /// No mail about the outcome is kept.
    NoOutcomeMail,
    /// No deletion batch did what the request wishes.
    NoBatchOfRequest,
    /// The operator asked for it themself; somebody else must approve it.
    OwnApproval,
    /// The approval was not given in time.
    ApprovalExpired,
    /// What is approved is not what was asked for.
    ApprovalOutdated,
    /// There is no such operator.
    OperatorGone,
    /// The last full admin stays one.
    LastFullAdmin,
    /// The operator is disabled already, or is not disabled.
    OperatorUnchanged,
    /// An account with several operators is signed in to: the operator's own passphrase comes first.
    PassphraseFirst,
    /// A phrase must be typed.
    PhraseNeeded(String),
    /// Nothing of the file would be deleted.
    NothingToDelete,
    /// The file made a batch before.
    AlreadyBatch(BatchId),
    /// The review is over, or its file is gone.
    ReviewGone,
    /// There is no such batch.
    BatchGone,
    /// The batch is of a database that was replaced by a backup; only the journal tells of its deletions.
    BatchBeforeRestore {
        /// Which batch.
        batch: BatchId,
        /// How many of its deletions are known.
        count: u64,
        /// When the journal brought them here.
        at: Timestamp,
    },
    /// The batch is in a state in which this cannot be.
    BatchIs(BatchState),
    /// The waiting time is out of range.
    BadWait,
    /// A setting is out of range: its name.
    BadSetting(&'static str),
    /// Somebody else has saved the settings since they were read: the name.
    SettingsChangedBy(String),
    /// The identifier is not one of a deleted user.
    NotDeleted,
    /// The upload is not kept any more.
    UploadGone,
    /// No row of the batch failed.
    NoFailedRows,
    /// The batch is not over yet.
    BatchNotOver,
    /// There is no such message.
    MailGone,
    /// The message was delivered already.
    MailSent,
    /// Name or passphrase is wrong.
    SignInFailed,
    /// Too many failures: seconds until the next try.
    Locked(i64),
    /// The operator is disabled.
    Disabled,
    /// The passphrase is too short: the least length.
    PassphraseShort(u64),
    /// No row is marked.
    NothingMarked,
    /// Nothing is in the way of the batch.
    NoTrouble,
}
