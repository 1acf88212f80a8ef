//! Why something cannot be done: data, put into words at the edge.

use super::batch::{BatchState, Tombstone};
use super::damage::Damage;
use super::entered::Entered;
use super::id::{BatchId, RequestId, RuleId};
use super::identifier::IdentifierFault;
use super::learning::{NoReport, Period};
use super::operator::Role;
use super::provider::{ChangeState, ResultsEffect, Road, RosterDoubt};
use super::request::{RequestKind, RequestState};
use super::roster::fault::NoRoster;
pub use super::shown::Shown;
use super::ssh::SshKeyFault;
use super::time::Timestamp;

/// A reason for a refusal.
#[derive(Debug, Clone, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// The operator's role is not enough: the least role that is.
    NeedsRole(Role),
    /// The role may do it only on a request whose learner's identity is verified.
    NeedsVerifiedRequest,
    /// The role asks for approval instead.
    NeedsApproval,
    /// Who may approve depends on what was asked for.
    NeedsApprover,
    /// A file is no learning report, in this way.
    NoLearningReport(NoReport),
    /// A roster cannot be read as a whole.
    NoRoster(NoRoster),
    /// A learning report's period has days in common with this one, which was imported before.
    PeriodOverlaps(Period),
    /// A learning report's period lies ahead.
    PeriodAhead(Period),
    /// No day that the rows of a learning report name, lies in the period.
    DaysOutsidePeriod(Period, Period),
    /// A line of a learning report says more of a learner than the period can hold.
    MoreThanPeriod(u32, Period),
    /// Most learners of a period would lose what it said of them: so many.
    PeriodEmptied(u64),
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
    /// The email is what a wrong encoding or a spreadsheet made of one.
    EmailDamaged(Damage),
    /// The ID is what a spreadsheet made of one.
    IdDamaged(Damage),
    /// A roster would give a user another ID in passing.
    IdWouldChange,
    /// A user needs an email or an ID.
    IdentifierMissing,
    /// Email and ID belong to two users.
    IdsDisagree,
    /// Every user of the account stands in the roster.
    NobodyGone,
    /// Rows of the roster do not say whom they mean: how many.
    RosterHasFaults(u64),
    /// The roster leaves out more users than the gate allows: how many, of how many.
    RosterIsPart(u64, u64),
    /// The account has or had users, so no demo learners are added to it.
    AccountInUse,
    /// The same user stands on an earlier line.
    DuplicateOf(u32),
    /// The row takes an identifier that the row on this line would give up, and that one is left out.
    GiverLeftOut(u32),
    /// The row takes an identifier that the row on this line gives up, and a change of that learner is open at the provider.
    GiverAtProvider(u32),
    /// Another record of the server has the same ID, name or address.
    TwiceThere,
    /// A name is needed.
    NameMissing,
    /// The name is taken.
    NameTaken,
    /// The name is a word for having no license.
    NameReserved,
    /// A file was not compared with the account yet.
    ImportNotReviewed,
    /// Longer than is kept: the limit in characters.
    TooLong(u64),
    /// A text holds a character that cannot be seen or turns around how others are shown.
    SuspiciousCharacters(char),
    /// A reason is needed.
    ReasonMissing,
    /// There is no such group (any more).
    GroupGone,
    /// There is no such license type.
    UnknownLicense(String),
    /// Not enough seats: how many are missing.
    NoSeats(u64),
    /// There is no license type yet.
    NoLicenseTypes,
    /// So many seats are in use, more than there shall be.
    SeatsInUse(u64),
    /// So many learners hold the license type, and nothing says which one they get in its place.
    LicenseInUse(u64),
    /// The learner does not hold this license type.
    LicenseNotHeld,
    /// The learner holds exactly this license already.
    LicensedAlready,
    /// The learner holds no license.
    NotLicensed,
    /// There is no such request.
    RequestGone,
    /// The learner has an open request of this kind.
    OpenRequest(RequestId),
    /// The learner has an open request, which decides.
    HasRequest(RequestId),
    /// The learner uses the license, or got it lately.
    NotIdle,
    /// Nobody's seat is idle.
    NobodyIdle,
    /// There is no such retention rule.
    RuleGone,
    /// Another retention rule says the same.
    RuleTaken(RuleId),
    /// The rule has proposed a deletion that nobody has confirmed.
    RuleProposed,
    /// A batch does what the rule proposed.
    RuleInBatch(BatchId),
    /// The rule names nobody who would be deleted.
    NobodyFits,
    /// There is no retention rule yet.
    NoRules,
    /// Nothing is changed: it was opened read-only.
    OpenedReadOnly,
    /// Names are masked: what is masked cannot be edited.
    PrivacyOn,
    /// No filter is set that could be taken away.
    NoFilterSet,
    /// What shall be kept for an operator could be an address, is too long, or makes no sense.
    CannotBeKept,
    /// Somebody else has claimed the request: the name.
    RequestHeldBy(String),
    /// Nobody has claimed the request.
    RequestUnclaimed,
    /// It waits for an approval: whoever could give that rejects it, whoever has it cancels it.
    WaitsForApprover,
    /// The request is in a state in which this cannot be.
    RequestIs(RequestState),
    /// Words are needed.
    TextMissing,
    /// A text that has to be one line is not, or holds a control character.
    NotOneLine(String),
    /// The learner has no address to mail to.
    NoAddress,
    /// Nobody has verified the identity of who asked.
    IdentityUnverified,
    /// A deletion needs a verified identity before somebody else is asked for approval.
    IdentityFirst,
    /// Whoever was asked for approval has a question, which nobody has answered.
    QuestionOpen,
    /// A deletion on an identity that nobody has verified needs a reason.
    IdentityReason,
    /// The batch that was made of the request waits for approval itself.
    BatchAwaitsApproval(BatchId),
    /// The learner was written to: the request stays theirs.
    RepliedAlready,
    /// Learner and type are as they were.
    NothingToCorrect,
    /// How to disconnect without us is of use only to who wants nothing but that.
    OnlyToDisconnect,
    /// The request has no result yet.
    NoResult,
    /// The role sees only its own part of this, and this is somebody else's.
    NotOwn,
    /// No mail about the outcome is kept.
    NoOutcomeMail,
    /// No deletion batch carried the request out.
    NoBatchOfRequest,
    /// The operator asked for it themself; somebody else must approve it.
    OwnApproval,
    /// The operator and who asked for it are one person to an approval: one gave the other access alone.
    SharedAccess,
    /// The approval was not given in time.
    ApprovalExpired,
    /// What is approved is not what was asked for.
    ApprovalOutdated,
    /// There is no such operator.
    OperatorGone,
    /// Whoever comes over SSH can name only what lies in a folder of their own.
    OutsideFolder,
    /// It is done at the server itself, and not over SSH.
    OnlyAtServer,
    /// This is no key, in this way.
    BadKey(SshKeyFault),
    /// The key is somebody's already.
    KeyTaken,
    /// There is no such key.
    KeyGone,
    /// The key is let in no more.
    KeyRevoked,
    /// The passphrase is asked for first.
    PassphraseAsked,
    /// The session over SSH is over.
    SessionGone,
    /// Another process serves the account already.
    ServedAlready,
    /// Whoever certifies keys can come as anybody: no full admin alone may say who does, while a second one is asked for.
    AuthorityNeedsSecond,
    /// The last full admin stays one.
    LastFullAdmin,
    /// Only an operator who is disabled can be erased.
    OperatorNotDisabled,
    /// No change of the settings waits for approval.
    NoSettingsWait,
    /// The list of first steps is not shown.
    NoFirstSteps,
    /// Nothing is remembered of the columns of such a file.
    NoColumnsRemembered,
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
    /// The row was corrected already.
    RowCorrected {
        /// On which line of the batch it stands.
        line: u32,
        /// In which batch it was corrected.
        batch: BatchId,
        /// By whom: the name.
        by: String,
    },
    /// No row stands on the line for which a learner could be chosen.
    NothingToChoose(u32),
    /// No row that failed begins on the line.
    NoFailedRow(u32),
    /// No row of an import failed.
    NoFailedImport,
    /// The row has not the cells of the header: it can be corrected in the file alone.
    CorrectInFile(u32),
    /// The cell has no header: it is left out when the row is corrected.
    CellWithoutHeader(u32),
    /// A learner was chosen for a row, and no column of the file can say whom it means.
    NoColumnForLearner(u32),
    /// A file is not as it was when it was read.
    FileChanged,
    /// This entry of the log is no import in which rows failed.
    NoSuchImport(u64, Entered),
    /// The columns of a list of leavers do not say whom it means.
    NoLeaverColumn,
    /// No file has been checked yet.
    NothingReviewed,
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
    /// The batch is over: who was refused by the provider goes there with a batch of their own.
    BatchOver(BatchId),
    /// The waiting time is out of range.
    BadWait,
    /// A setting is out of range: its name.
    BadSetting(&'static str),
    /// Somebody else has saved the settings since they were read: the name.
    SettingsChangedBy(String),
    /// Another change of the settings waits for approval: the name of who asks for it.
    SettingsWaitFor(String),
    /// Somebody else has changed it since it was shown.
    ChangedMeanwhile {
        /// What.
        what: Shown,
        /// Who: the name.
        by: String,
    },
    /// The identifier is not one of a deleted user.
    NotDeleted,
    /// The text is the email of one user and the ID of another.
    TwoFit,
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
    /// The passphrase is one that everybody tries first.
    PassphraseCommon,
    /// No row is marked.
    NothingMarked,
    /// No learner is there, or chosen, to whom it could be done.
    NobodyHere,
    /// Nothing is in the way of the batch.
    NoTrouble,
    /// An act of this kind on the learner is at the provider, or on its way there.
    AtProvider(RequestKind),
    /// The account lives here: there is no provider.
    LivesHere,
    /// The account lives at a provider, where this has to be done.
    LivesElsewhere,
    /// So many changes are open: the account stays where it lives.
    ChangesOpen(u64),
    /// So many changes are open, which plain files do not carry.
    ChangesNotCarried(u64),
    /// So many changes are in doubt at another server, which alone can say what came of them.
    ChangesInDoubt(u64),
    /// There is no such change.
    ChangeGone,
    /// There is no such portion.
    HandoverGone,
    /// The change is in a state in which this cannot be.
    ChangeIs(ChangeState),
    /// No change is in a state in which this can be.
    NoChanges,
    /// An operator's word does not conclude the change: what it is, and on which road.
    NotByHand(RequestKind, Option<Road>),
    /// A request wished the change, and came back: it is done again there.
    AgainAtRequest(RequestId),
    /// The server was found to delete nobody.
    ServerDeletesNobody,
    /// The server does not find them, and its list of all users shows them, or may.
    ShownNotFound,
    /// Another process makes calls to the server.
    CallsUnderWay,
    /// No call is to be made.
    NoCalls,
    /// No call is being made.
    NoCallsUnderWay,
    /// There is no connection to a server.
    NoServer,
    /// So many learners of the file are on legal hold.
    HeldInHandover(u64),
    /// The roster is not believed; the phrase where a full admin can have it believed.
    RosterDoubtful(Vec<RosterDoubt>, Option<String>),
    /// No row of the results file means anybody of whom a change is open: what its rows are.
    NoResults(ResultsEffect),
    /// The results file has no column with the provider's message, or none of this name.
    NoMessageColumn,
    /// No roster of the provider was believed yet.
    NoRosterYet,
    /// Nobody is gone at the provider without our doing, as far as the last roster says.
    NobodyGoneThere,
    /// The request is carried out at the provider: its change is open.
    CarriedThere,
    /// Somebody who was chosen is not gone at the provider, as far as the last roster says.
    NotGoneThere,
    /// The moment is still to come, or before the portion was prepared.
    BadMoment,
}

impl Reason {
    /// Whether all that is missing is of which license type a column of the status speaks.
    pub const fn asks_for_the_license_type(&self) -> bool {
        matches!(self, Self::NoRoster(NoRoster::WhichLicense(_)))
    }

    /// Whether all that is missing is what stands first in the dates of a file.
    pub const fn asks_for_the_order_of_dates(&self) -> bool {
        matches!(
            self,
            Self::NoRoster(NoRoster::AmbiguousDates)
                | Self::NoLearningReport(NoReport::AmbiguousDates)
        )
    }

    /// Whether all that is missing is what the times of a file count.
    pub const fn asks_for_the_order_of_times(&self) -> bool {
        matches!(self, Self::NoLearningReport(NoReport::AmbiguousTimes))
    }

    /// Why nobody can be shown as gone at the provider: a roster says that nobody is, or none was believed yet.
    pub const fn nobody_gone(roster_was_believed: bool) -> Self {
        if roster_was_believed {
            Self::NobodyGoneThere
        } else {
            Self::NoRosterYet
        }
    }

    /// The code in files and JSON.
    pub fn code(&self) -> &'static str {
        self.into()
    }
}
