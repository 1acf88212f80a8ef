//! Mail as the outbox shows it.

use super::Language;
use super::id::{BatchId, MailId, RequestId, UserId};
use super::time::Timestamp;
use crate::domain::coded::coded;

coded! {
    /// Where a message stands.
    pub enum MailState {
        /// Waits to be delivered.
        Queued = "queued",
        /// Delivered.
        Sent = "sent",
        /// Refused for good; can be sent again.
        Failed = "failed",
    }
}

coded! {
    /// What a message is about: which template it is written from.
    pub enum MailKind {
        /// To a learner whose profile was disconnected: register again.
        Reregister = "reregister",
        /// To the operator whose batch is over: counts, no personal words.
        BatchCompleted = "batch_completed",
        /// To full admins: what became of the approval of a batch, or that it waits for theirs.
        BatchApproval = "batch_approval",
        /// To operators: a request waits for their approval, or what became of the approval that they asked for.
        RequestApproval = "request_approval",
        /// To a learner whose license was revoked.
        LicenseRevoked = "license_revoked",
        /// To a learner: their request was recorded.
        RequestReceived = "request_received",
        /// To a learner: a reply on their request.
        RequestReply = "request_reply",
        /// To a learner: what became of their request. Kept until sent, even when the learner is deleted.
        RequestOutcome = "request_outcome",
    }
}

impl MailKind {
    /// Whether an operator wrote it, so that a person reads the answer; the rest the program writes by itself.
    pub const fn is_by_hand(self) -> bool {
        match self {
            Self::RequestReply => true,
            Self::Reregister
            | Self::BatchCompleted
            | Self::BatchApproval
            | Self::RequestApproval
            | Self::LicenseRevoked
            | Self::RequestReceived
            | Self::RequestOutcome => false,
        }
    }
}

/// A letter as it would be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterSeen {
    /// What it is about.
    pub kind: MailKind,
    /// Its language.
    pub language: Language,
    /// Whom it comes from.
    pub from: String,
    /// Address it goes to.
    pub to: String,
    /// Whether it says that no person wrote it.
    pub automatic: bool,
    /// Subject line.
    pub subject: String,
    /// The whole text.
    pub body: String,
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
    pub trouble: Option<MailTrouble>,
}

coded! {
    /// What was in the way of a delivery.
    pub enum MailTroubleKind {
        /// The server cannot be reached, or the connection broke before the message was handed over.
        Unreachable = "unreachable",
        /// The server does not encrypt, or its certificate is not trusted.
        Encryption = "encryption",
        /// The server does not accept user name and password, or wants some.
        SignIn = "sign_in",
        /// The server turns this machine away, or the name that it greets with.
        Greeting = "greeting",
        /// The server does not accept the sender.
        Sender = "sender",
        /// The mail directory cannot be written.
        Folder = "folder",
        /// The server asks to try later.
        Deferred = "deferred",
        /// The connection broke after the message was handed over: it may have arrived.
        Unconfirmed = "unconfirmed",
        /// The server refuses the message or its recipient.
        Refused = "refused",
        /// The message cannot go to this address.
        Address = "address",
        /// The server takes no address with letters beyond ASCII before the `@` (RFC 6531).
        Letters = "letters",
        /// Something that an older version wrote down in its own words.
        Other = "other",
    }
}

impl MailTroubleKind {
    /// Whether another try is useless until somebody changes something.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::Address | Self::Letters)
    }

    /// Whether it would stop every other message as well.
    pub const fn concerns_all(self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::Encryption
                | Self::SignIn
                | Self::Greeting
                | Self::Sender
                | Self::Folder
        )
    }
}

/// Why a message was not delivered: a kind, and the words of the server or the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailTrouble {
    /// What was in the way.
    pub kind: MailTroubleKind,
    /// What the server or the system said; may be empty.
    pub words: String,
}

impl MailTrouble {
    /// The form in the database and JSON: the code and the words.
    pub fn stored(&self) -> String {
        format!("{}: {}", self.kind.code(), self.words)
    }

    /// Reads the stored form; what has none is kept as words.
    pub fn from_stored(text: &str) -> Self {
        let known = text.split_once(": ").and_then(|(code, words)| {
            let mut kinds = MailTroubleKind::ALL.into_iter();
            kinds
                .find(|kind| kind.code() == code)
                .map(|kind| (kind, words))
        });
        let (kind, words) = known.unwrap_or((MailTroubleKind::Other, text));
        Self {
            kind,
            words: words.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_is_read_as_it_was_written() {
        for kind in MailTroubleKind::ALL {
            let trouble = MailTrouble {
                kind,
                words: "550 5.1.1: no such mailbox".to_owned(),
            };
            assert_eq!(MailTrouble::from_stored(&trouble.stored()), trouble);
        }
        let old = MailTrouble::from_stored("disk: full");
        assert_eq!(
            (old.kind, old.words.as_str()),
            (MailTroubleKind::Other, "disk: full")
        );
    }
}
