//! Learners' requests, taken down by the help desk.

use super::id::{BatchId, MailId, OperatorId, RequestId, UserId};
use super::time::Timestamp;

/// Hours for which an approval can be given, of a request and of a batch alike.
pub const APPROVAL_HOURS: i64 = 72;
/// Days until a request to disconnect or to revoke is due; a deletion is due after one calendar month.
pub const DUE_DAYS: i64 = 14;

/// What a learner wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// Disconnect the LinkedIn profile.
    Disconnect,
    /// Revoke the license.
    Revoke,
    /// Delete the user.
    Delete,
}

impl RequestKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Disconnect, Self::Revoke, Self::Delete];

    /// The name in the database and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Disconnect => "disconnect",
            Self::Revoke => "revoke",
            Self::Delete => "delete",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the states say it")]
pub enum RequestState {
    New,
    InReview,
    WaitingForLearner,
    WaitingForApproval,
    Scheduled,
    Done,
    Rejected,
    Cancelled,
}

impl RequestState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::New,
        Self::InReview,
        Self::WaitingForLearner,
        Self::WaitingForApproval,
        Self::Scheduled,
        Self::Done,
        Self::Rejected,
        Self::Cancelled,
    ];

    /// The name in the database and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InReview => "in_review",
            Self::WaitingForLearner => "waiting_for_learner",
            Self::WaitingForApproval => "waiting_for_approval",
            Self::Scheduled => "scheduled",
            Self::Done => "done",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Rejected | Self::Cancelled)
    }
}

/// A request as the queue lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// Which one.
    pub id: RequestId,
    /// What is wished.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// The learner; none once deleted.
    pub user: Option<UserId>,
    /// The learner's name; none once deleted.
    pub user_name: Option<String>,
    /// Through which channel it came; redacted with the learner.
    pub channel: Option<String>,
    /// Who asked, where it was not the learner; redacted with the learner.
    pub asked_by: Option<String>,
    /// Who has claimed it.
    pub owner: Option<OperatorId>,
    /// Name of who has claimed it.
    pub owner_name: Option<String>,
    /// Grows with every change: whoever claims says which version they saw.
    pub version: i64,
    /// Whether the identity of who asked is verified.
    pub identity_verified: bool,
    /// When it was taken down.
    pub opened_at: Timestamp,
    /// When it must be done.
    pub due_at: Timestamp,
    /// Since when it waits for the learner; the due date moves by the pause when it ends.
    pub waiting_since: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// What the learner said; redacted with the learner.
    pub note: Option<String>,
    /// Who asked for approval, while it waits for that.
    pub approval_by: Option<OperatorId>,
}

impl RequestRow {
    /// Whether it is past its due date; while it waits for the learner the clock stands still.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.is_open() && self.due_at < self.waiting_since.unwrap_or(now)
    }
}

/// A request with everything that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// As the queue lists it.
    pub row: RequestRow,
    /// Who took it down.
    pub taken_by_name: Option<String>,
    /// How the identity was verified, by whom and when; the words are redacted with the learner.
    pub identity: Option<IdentityCheck>,
    /// What waits for approval, or waited last.
    pub approval: Option<Approval>,
    /// Who approved it.
    pub approver_name: Option<String>,
    /// Why it was rejected or cancelled; redacted with the learner.
    pub reason: Option<String>,
    /// What proves the result.
    pub proof: Proof,
    /// Notes and replies, oldest first.
    pub entries: Vec<RequestEntry>,
}

/// That the identity of who asked was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityCheck {
    /// How; redacted with the learner.
    pub how: Option<String>,
    /// By whom.
    pub by_name: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// What is asked to be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Who asks; never approves it.
    pub by: OperatorId,
    /// That operator's name.
    pub by_name: Option<String>,
    /// When it was asked.
    pub at: Timestamp,
    /// Until when it can be given.
    pub expires_at: Timestamp,
    /// Keyed hash over exactly what was asked; whoever approves says it again. None once the learner is deleted.
    pub seal: Option<String>,
}

/// What proves the result of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proof {
    /// Entry of the activity log.
    pub log_entry: Option<u64>,
    /// The mail about the outcome, while it is there.
    pub mail: Option<MailId>,
    /// The deletion batch.
    pub batch: Option<BatchId>,
}

/// What kind of words were added to a request: they can never be taken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Only operators read it.
    Note,
    /// It was mailed to the learner.
    Reply,
}

impl EntryKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Note, Self::Reply];

    /// The name in the database and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Reply => "reply",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Words that were added to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestEntry {
    /// For operators, or to the learner.
    pub kind: EntryKind,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub operator_name: Option<String>,
    /// The words; none once the learner is deleted.
    pub text: Option<String>,
}

/// A request to take down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    /// Whose.
    pub user: UserId,
    /// What is wished.
    pub kind: RequestKind,
    /// Through which channel it came.
    pub channel: String,
    /// Who asked; empty when it was the learner.
    pub asked_by: String,
    /// What the learner said.
    pub note: String,
}

/// What is replied to a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The operator's own words.
    Text(String),
    /// How a learner who has left the organisation disconnects without us, in the learner's language.
    DisconnectYourself,
}

/// A view of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(missing_docs, reason = "the names of the views say it")]
pub enum RequestView {
    Unassigned,
    Mine,
    WaitingForMyApproval,
    Overdue,
    #[default]
    All,
}

impl RequestView {
    /// Every view.
    pub const ALL: [Self; 5] = [
        Self::Unassigned,
        Self::Mine,
        Self::WaitingForMyApproval,
        Self::Overdue,
        Self::All,
    ];
}
