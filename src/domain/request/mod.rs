//! Learners' requests, recorded by the help desk.

mod desk;
mod filter;
mod state;

use super::Language;
use super::batch::{BatchState, RowOutcome};
use super::id::{BatchId, MailId, OperatorId, RequestId, UserId};
use super::identifier::{EmailAddress, UniqueId};
use super::license::LicenseStatus;
use super::time::Timestamp;
use super::zone::Zone;
use crate::domain::coded::coded;

pub use desk::{
    AtDesk, Hindrance, LearnerFacts, Objection, RequestAct, RequestFacts, RequestWay, disconnects,
    hindrance, lacks_identity, may, way,
};
pub use filter::RequestFilter;
pub use state::{RequestEvent, RequestState};

/// Hours for which an approval can be given, of a request and of a batch alike.
pub const APPROVAL_HOURS: i64 = 72;
/// Days until a request to disconnect or to revoke is due; a deletion is due after one calendar month.
pub const DUE_DAYS: i64 = 14;

coded! {
    /// What a learner asks for.
    pub enum RequestKind {
        /// Disconnect the LinkedIn profile.
        Disconnect = "disconnect",
        /// Revoke the license.
        Revoke = "revoke",
        /// Delete the user.
        Delete = "delete",
    }
}

impl RequestKind {
    /// When a request must be done: a deletion after one calendar month, anything else after [`DUE_DAYS`].
    pub fn due_at(self, opened_at: Timestamp, zone: &Zone) -> Timestamp {
        match self {
            Self::Delete => zone.months_later(opened_at, 1),
            Self::Disconnect | Self::Revoke => zone.days_later(opened_at, DUE_DAYS),
        }
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
    /// What tells the learner from others, and what can be done for them; none once deleted.
    pub learner: Option<RequestLearner>,
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
    /// When it was recorded.
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
    /// Until when the approval can be given that was asked for last.
    pub approval_expires: Option<Timestamp>,
    /// The deletion batch that does it or did it.
    pub batch: Option<BatchId>,
    /// Whether a reply was mailed to the learner.
    pub replied: bool,
    /// Whether it came back with a question, and nobody has written anything since.
    pub unanswered: bool,
}

/// The learner of a request, as whoever takes it up must know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLearner {
    /// Primary email address.
    pub email: Option<EmailAddress>,
    /// Unique user ID.
    pub unique_id: Option<UniqueId>,
    /// License status.
    pub license: LicenseStatus,
    /// Whether a LinkedIn profile is connected.
    pub connected: bool,
    /// Whether a legal hold protects the learner.
    pub on_hold: bool,
    /// The language the learner reads, where known.
    pub language: Option<Language>,
    /// When the learner last learned.
    pub last_active: Option<Timestamp>,
    /// How many other requests of the learner are open.
    pub other_open: u64,
}

/// Another request of the same learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherRequest {
    /// Which one.
    pub id: RequestId,
    /// What is wished.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
}

/// Why a request that was on its way is in review again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetbackKind {
    /// Nobody approved it in time.
    ApprovalExpired,
    /// Whoever was asked for approval has a question.
    Returned,
    /// The learner or the type was corrected while it waited for approval.
    Corrected,
    /// Its batch was withdrawn.
    BatchWithdrawn,
    /// Nobody approved its batch in time.
    BatchUnapproved,
    /// Its batch was cancelled.
    BatchCancelled,
    /// Its change was taken back before the provider had it.
    TakenBack,
    /// Its batch is over and did not delete the learner, or the provider did not do it: what became of the row.
    Row(RowOutcome),
}

impl SetbackKind {
    /// Those that need no more words.
    const PLAIN: [Self; 7] = [
        Self::ApprovalExpired,
        Self::Returned,
        Self::Corrected,
        Self::BatchWithdrawn,
        Self::BatchUnapproved,
        Self::BatchCancelled,
        Self::TakenBack,
    ];

    /// The name in the database and JSON; of a row, that of its outcome.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ApprovalExpired => "approval_expired",
            Self::Returned => "returned",
            Self::Corrected => "corrected",
            Self::BatchWithdrawn => "batch_withdrawn",
            Self::BatchUnapproved => "batch_unapproved",
            Self::BatchCancelled => "batch_cancelled",
            Self::TakenBack => "taken_back",
            Self::Row(outcome) => outcome.code(),
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        let plain = Self::PLAIN.into_iter().find(|kind| kind.code() == code);
        plain.or_else(|| RowOutcome::from_code(code).map(Self::Row))
    }
}

/// Why and when a request came back into review, and the batch that had it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setback {
    /// Why.
    pub kind: SetbackKind,
    /// When.
    pub at: Timestamp,
    /// The batch that had it.
    pub batch: Option<BatchId>,
}

impl RequestRow {
    /// What is to be known of it to say what may be done to it.
    pub fn facts(&self) -> RequestFacts<'_> {
        RequestFacts {
            kind: self.kind,
            state: self.state,
            learner: self.learner.as_ref().map(|learner| LearnerFacts {
                has_address: learner.email.is_some(),
                connected: learner.connected,
                licensed: learner.license != LicenseStatus::None,
                on_hold: learner.on_hold,
            }),
            owner: self.owner,
            owner_name: self.owner_name.as_deref().unwrap_or_default(),
            identity_verified: self.identity_verified,
            approval_by: self.approval_by,
            approval_expires: self.approval_expires,
            batch: self.batch,
            replied: self.replied,
            unanswered: self.unanswered,
        }
    }

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
    /// Why it came back into review, if it did.
    pub setback: Option<Setback>,
    /// Where its batch stands, if it has one.
    pub batch_state: Option<BatchState>,
    /// The learner's groups.
    pub groups: Vec<String>,
    /// Other requests of the learner, open ones first.
    pub others: Vec<OtherRequest>,
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

coded! {
    /// What kind of words were added to a request: they can never be taken for each other.
    pub enum EntryKind {
        /// Only operators read it.
        Note = "note",
        /// It was mailed to the learner.
        Reply = "reply",
        /// Whoever was asked for approval wants to know it first; only operators read it.
        Question = "question",
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

/// A request to record.
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

/// Whose request it is and what is wished, set right before anything is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// Which request.
    pub request: RequestId,
    /// Learner and type as they were shown.
    pub seen: (Option<UserId>, RequestKind),
    /// The learner whose wish it is.
    pub user: UserId,
    /// What is wished.
    pub kind: RequestKind,
}

/// What is replied to a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The operator's own words.
    Text(String),
    /// How a learner who has left the organisation disconnects without us, in the learner's language.
    DisconnectYourself,
}

/// Typed lines as they are kept: every line ends in the same way, and a tab is a blank.
pub fn plain_lines(text: &str) -> String {
    let lines = text.trim().replace("\r\n", "\n");
    lines.replace('\r', "\n").replace('\t', " ")
}

/// How letters begin, in the languages that operators write.
const GREETINGS: [&str; 19] = [
    "hello",
    "hi",
    "hey",
    "dear",
    "good morning",
    "good afternoon",
    "good evening",
    "greetings",
    "halo",
    "hai",
    "yth",
    "kepada",
    "selamat pagi",
    "selamat siang",
    "selamat sore",
    "selamat malam",
    "salam",
    "assalamualaikum",
    "assalamu'alaikum",
];
/// The longest first line that can be a greeting, in words.
const LONGEST_GREETING: usize = 8;

/// Whether a text begins with a greeting of its own, on its first line, so that it needs no other.
pub fn greets(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let first = first.trim().to_lowercase();
    let opens = GREETINGS.iter().any(|greeting| {
        let rest = first.strip_prefix(greeting);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    let alone = first.ends_with([',', '.', ':', '!']) || !text.trim().contains('\n');
    let is_short = first.split_whitespace().count() <= LONGEST_GREETING;
    // `Hello Siti, which address do you use?` greets as well, in one line.
    opens && (alone && is_short || first.contains(','))
}

coded! {
    /// A view of the queue.
    #[derive(Default)]
    #[expect(missing_docs, reason = "the names of the views say it")]
    pub enum RequestView {
        Unassigned = "unassigned",
        Mine = "mine",
        WaitingForMyApproval = "waiting_for_my_approval",
        Overdue = "overdue",
        #[default]
        All = "all",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_greet_are_told_from_words_that_do_not() {
        for greeting in [
            "Dear Siti,\nwhich address do you use?",
            "  Hi!\n\nPlease call us.",
            "Yth. Ibu Siti,\n\nmohon telepon kami.",
            "Selamat pagi, Ibu Siti. Mohon telepon kami.",
            "Hello Siti, which address do you use?",
        ] {
            assert!(greets(greeting), "{greeting}");
        }
        for plain in [
            "Which address do you use?",
            "History stays.\nHi is what we say.",
            "Hidden characters were found.",
            "Halogen lamps are not our matter, sorry.",
            "",
        ] {
            assert!(!greets(plain), "{plain}");
        }
    }

    #[test]
    fn a_deletion_is_due_after_one_calendar_month_and_the_rest_after_fourteen_days()
    -> Result<(), crate::domain::zone::UnknownZone> {
        let zone = Zone::named("Asia/Jakarta")?;
        // 2026-01-31 in Jakarta, and 2026-02-28.
        let january = Timestamp(1_769_853_600);
        let due = |kind: RequestKind| kind.due_at(january, &zone);
        assert_eq!(due(RequestKind::Delete), january.plus_days(28));
        assert_eq!(due(RequestKind::Disconnect), january.plus_days(14));
        assert_eq!(due(RequestKind::Revoke), january.plus_days(14));
        Ok(())
    }
}
