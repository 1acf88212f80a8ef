//! Mail as the outbox shows it.

use super::id::{BatchId, MailId, RequestId, UserId};
use super::time::Timestamp;

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// Waits to be delivered.
    Queued,
    /// Delivered.
    Sent,
    /// Refused for good; can be sent again.
    Failed,
}

impl MailState {
    /// The name in the database and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Queued, Self::Sent, Self::Failed]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// What a message is about: which template it is written from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// To a learner whose profile was disconnected: register again.
    Reregister,
    /// To the operator whose batch is over: counts, no personal words.
    BatchCompleted,
    /// To a learner whose license was revoked.
    LicenseRevoked,
    /// To a learner: a reply on their request.
    RequestReply,
    /// To a learner: what became of their request. Kept until sent, even when the learner is deleted.
    RequestOutcome,
}

impl MailKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Reregister,
        Self::BatchCompleted,
        Self::LicenseRevoked,
        Self::RequestReply,
        Self::RequestOutcome,
    ];

    /// The name in the database and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reregister => "reregister",
            Self::BatchCompleted => "batch_completed",
            Self::LicenseRevoked => "license_revoked",
            Self::RequestReply => "request_reply",
            Self::RequestOutcome => "request_outcome",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A message of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// Which one.
    pub id: MailId,
    /// What it is about.
    pub kind: MailKind,
    /// Where it stands.
    pub state: MailState,
    /// Address it goes to.
    pub to: String,
    /// The learner it concerns.
    pub user: Option<UserId>,
    /// The batch it concerns.
    pub batch: Option<BatchId>,
    /// The request it belongs to.
    pub request: Option<RequestId>,
    /// Subject line.
    pub subject: String,
    /// The whole text.
    pub body: String,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// When it was delivered.
    pub sent_at: Option<Timestamp>,
    /// Deliveries tried.
    pub attempts: u32,
    /// What went wrong last.
    pub trouble: Option<String>,
}
