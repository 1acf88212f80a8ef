//! Learners' requests, taken down by the help desk.

use super::id::{RequestId, UserId};
use super::time::Timestamp;

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
    /// Who has claimed it.
    pub owner_name: Option<String>,
    /// When it was taken down.
    pub opened_at: Timestamp,
    /// When it must be done.
    pub due_at: Timestamp,
    /// What the learner said; redacted with the learner.
    pub note: Option<String>,
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
