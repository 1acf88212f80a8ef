//! Deletion batches: one uploaded CSV and everything that happened to each of its rows.
//!
//! The sums that must hold are here: `lines = header + blank + continued + rows`, and the outcomes of a batch add up
//! to its rows.

mod disagreement;
mod gate;
mod lapse;
mod moving;
mod planned;
mod row;
mod standing;
mod terminated;
mod warning;
mod whom;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::id::{BatchId, EvidenceId, OperatorId};
use super::time::Timestamp;
use crate::domain::coded::coded;

pub use disagreement::Disagreement;
pub use gate::Gate;
pub use lapse::ApprovalLapse;
pub use moving::{BatchEvent, Ended};
pub use planned::PlanRow;
pub use row::{BatchRow, LinesTold, ReadOtherwise, RowHint, Tombstone};
pub use standing::{Seen, Standing};
pub use terminated::{ForeignFormat, Terminated, TerminatedCause};
pub use warning::ReviewWarning;
pub use whom::{Doom, DoomedPerson, Hesitation, NAMED, Whom, names_a_manager, users_of};

coded! {
    /// Where a batch stands.
    pub enum BatchState {
        /// Waits for a second full admin.
        AwaitingApproval = "awaiting_approval",
        /// Confirmed, waits for its day; can be withdrawn.
        Scheduled = "scheduled",
        /// Its rows are being carried out.
        Processing = "processing",
        /// The provider carries its rows out; each is deleted here once evidence says that it is done there.
        AtProvider = "at_provider",
        /// Stopped by a full disk or an I/O error; goes on once the cause is removed.
        Paused = "paused",
        /// Every row is final; what was deleted is being purged from the files.
        Erasing = "erasing",
        /// Over, every row deleted or counted as neither.
        Completed = "completed",
        /// Over, with rows that failed.
        CompletedWithErrors = "completed_with_errors",
        /// Stopped by an operator before its last row.
        Cancelled = "cancelled",
        /// Taken out before it was due.
        Withdrawn = "withdrawn",
    }
}

impl BatchState {
    /// Whether nothing will happen to the batch any more.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::CompletedWithErrors | Self::Cancelled | Self::Withdrawn
        )
    }

    /// Whether every row has had its turn, or none ever will.
    pub const fn is_over(self) -> bool {
        self.is_final() || matches!(self, Self::Erasing)
    }

    /// Whether some process should be working on it.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Processing | Self::Erasing)
    }
}

coded! {
    /// What became, or would become, of one row of an upload (`files.md`).
    #[derive(PartialOrd, Ord)]
    #[repr(u8)]
    pub enum RowOutcome {
        /// The user and all their data are gone (in a review: would go).
        Deleted = "deleted" as 0,
        /// A tombstone answers.
        AlreadyDeleted = "already_deleted" as 1,
        /// Never in this account.
        NotFound = "not_found" as 2,
        /// The same user stands on an earlier line.
        Duplicate = "duplicate" as 3,
        /// The address cannot be one.
        InvalidEmail = "invalid_email" as 4,
        /// The ID cannot be one, spreadsheet damage included.
        InvalidId = "invalid_id" as 5,
        /// Something is filled in, but neither identifier.
        EmptyRow = "empty_row" as 6,
        /// More fields than the header has.
        WrongFieldCount = "wrong_field_count" as 7,
        /// A NUL, or a field past the limit.
        MalformedRow = "malformed_row" as 8,
        /// Invisible characters in an identifier.
        SuspiciousCharacters = "suspicious_characters" as 9,
        /// Email and ID do not mean the same user.
        IdsDisagree = "ids_disagree" as 10,
        /// The learner is on legal hold.
        OnHold = "on_hold" as 11,
        /// The user is an operator of this console.
        ProtectedOperator = "protected_operator" as 12,
        /// The user is the operator who asked.
        OwnUser = "self" as 13,
        /// Taken out before it was due.
        Withdrawn = "withdrawn" as 14,
        /// The header again.
        RepeatedHeader = "repeated_header" as 15,
        /// The batch was cancelled before this row.
        Cancelled = "cancelled" as 16,
        /// An earlier batch's deletion of the learner is on its way at the provider.
        AtProvider = "at_provider" as 17,
        /// The provider refused it.
        RefusedThere = "refused_by_provider" as 18,
        /// Nobody waits for the provider any more; what it did is not known.
        GivenUp = "given_up" as 19,
        /// The learner was gone at the provider when the batch was reviewed, and is there again.
        BackThere = "back_there" as 20,
        /// The learner's address or ID was changed after the review.
        Changed = "changed" as 21,
    }
}

/// How an outcome counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountsAs {
    /// The user was deleted.
    Success,
    /// The row needs somebody's attention.
    Failure,
    /// Neither: nothing was to be done.
    Neither,
}

impl RowOutcome {
    /// Reads the stored number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// How it counts.
    pub const fn counts_as(self) -> CountsAs {
        match self {
            Self::Deleted => CountsAs::Success,
            Self::Duplicate | Self::Withdrawn | Self::RepeatedHeader => CountsAs::Neither,
            Self::AlreadyDeleted
            | Self::NotFound
            | Self::InvalidEmail
            | Self::InvalidId
            | Self::EmptyRow
            | Self::WrongFieldCount
            | Self::MalformedRow
            | Self::SuspiciousCharacters
            | Self::IdsDisagree
            | Self::OnHold
            | Self::ProtectedOperator
            | Self::OwnUser
            | Self::Cancelled
            | Self::AtProvider
            | Self::RefusedThere
            | Self::GivenUp
            | Self::BackThere
            | Self::Changed => CountsAs::Failure,
        }
    }
}

/// The account of a file's physical lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct LineTally {
    /// All physical lines.
    pub lines: u64,
    /// The header row: 1 (its further physical lines count as continued).
    pub header: u64,
    /// Lines with nothing in them, or only a spreadsheet's row number.
    pub blank: u64,
    /// Further lines of records whose quoted fields hold line ends.
    pub continued: u64,
    /// Data rows.
    pub rows: u64,
}

impl LineTally {
    /// Whether every line is accounted for.
    pub const fn holds(&self) -> bool {
        self.lines == self.header + self.blank + self.continued + self.rows
    }
}

/// Counts by outcome.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[serde(transparent)]
pub struct OutcomeCounts(pub BTreeMap<RowOutcome, u64>);

impl OutcomeCounts {
    /// Adds `count` rows of an outcome.
    pub fn add(&mut self, outcome: RowOutcome, count: u64) {
        if count > 0 {
            *self.0.entry(outcome).or_default() += count;
        }
    }

    /// Rows of an outcome.
    pub fn of(&self, outcome: RowOutcome) -> u64 {
        self.0.get(&outcome).copied().unwrap_or_default()
    }

    /// All rows.
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// Of so many rows, those of which nothing has become yet.
    pub fn pending(&self, rows: u64) -> u64 {
        rows.saturating_sub(self.total())
    }

    /// Rows that failed.
    pub fn failed(&self) -> u64 {
        self.counting_as(CountsAs::Failure)
    }

    /// Rows that count in a given way.
    pub fn counting_as(&self, kind: CountsAs) -> u64 {
        self.0
            .iter()
            .filter(|(outcome, _)| outcome.counts_as() == kind)
            .map(|(_, count)| count)
            .sum()
    }
}

/// Names one review of one upload; two reviews of the same file differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReviewToken(pub u64);

/// An upload that passed intake and was judged row by row: what **Review** shows and **Confirm** turns into a batch.
///
/// Nothing of it is in the database; its spooled copy and its rows belong to the service, under the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Which review.
    pub token: ReviewToken,
    /// The name the file had.
    pub file_name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The account of its lines.
    pub tally: LineTally,
    /// Counts by outcome; `Deleted` counts those that would be.
    pub counts: OutcomeCounts,
    /// Users in the account at the review.
    pub users: u64,
    /// The batch that the same bytes made before, if one did.
    pub earlier_batch: Option<BatchId>,
    /// What confirming it takes.
    pub gate: Gate,
    /// What is odd about it as a whole.
    pub warnings: Vec<ReviewWarning>,
    /// Rows that were read in the sense of the other column.
    pub read_otherwise: ReadOtherwise,
}

/// A batch as lists and panes show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its number.
    pub id: BatchId,
    /// Where it stands.
    pub state: BatchState,
    /// Name of the uploaded file.
    pub file_name: String,
    /// SHA-256 of the upload, in hexadecimal.
    pub sha256: String,
    /// SHA-256 of the staged rows, to which an approval is bound.
    pub plan_sha256: String,
    /// Size of the upload in bytes.
    pub bytes: u64,
    /// The account of its lines.
    pub tally: LineTally,
    /// Who answers for it: who confirmed it, or who went on with it after that.
    pub operator: OperatorId,
    /// Who confirmed it: the name.
    pub operator_name: String,
    /// Who approved it, where that was asked.
    pub approver_name: Option<String>,
    /// When it was confirmed.
    pub confirmed_at: Timestamp,
    /// When it may begin.
    pub due_at: Timestamp,
    /// When its first chunk ran.
    pub started_at: Option<Timestamp>,
    /// When its last row became final.
    pub finished_at: Option<Timestamp>,
    /// When it last went on after a process had stopped, and how far it was then.
    pub resumed: Option<Resumed>,
    /// Users planned to be deleted at the confirmation.
    pub planned: u64,
    /// Users of the plan whose turn has been.
    pub processed: u64,
    /// Users in the account when it was confirmed.
    pub users_before: u64,
    /// Users in the account when its last row became final.
    pub users_after: Option<u64>,
    /// Counts by outcome so far; rows still to come are in none of them.
    pub counts: OutcomeCounts,
    /// Why it is paused, as the system said it.
    pub trouble: Option<String>,
    /// The results file, once written; none when no row failed.
    pub results_file: Option<PathBuf>,
    /// Whether the uploaded CSV is still kept beside the database.
    pub upload_kept: bool,
    /// Whether it was gone or changed when the batch ended: the results file then holds lines without text.
    pub upload_lost: bool,
    /// Deleted addresses that the scan after the purge found, once it ran.
    pub residue: Option<u64>,
    /// Since when its approval is asked for, where that is asked.
    pub approval_from: Timestamp,
    /// What became of an approval that did not come, or did not last.
    pub approval_lapse: Option<ApprovalLapse>,
    /// The name of the full admin who went on with it after its confirmer had left; `operator` is theirs then.
    pub taken_over_by: Option<String>,
    /// Whether it is paused because whoever answers for it may not delete any more.
    pub confirmer_left: bool,
    /// Places of which the scan could not tell whose address they hold, once it ran.
    pub doubtful: Option<u64>,
    /// The batch of which it corrects rows.
    pub corrects: Option<BatchId>,
    /// The roster because of which it erases learners here who are gone at the provider.
    pub accepts: Option<EvidenceId>,
    /// What depends on who asks, and when.
    pub seen: Seen,
}

/// A batch that went on after the process that ran it had stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resumed {
    /// When it went on.
    pub at: Timestamp,
    /// When the last chunk before that was committed.
    pub stopped_at: Timestamp,
    /// Users processed by then.
    pub processed: u64,
}

/// How far a running piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Units done.
    pub done: u64,
    /// Units in all; 0 while unknown.
    pub total: u64,
}

impl Progress {
    /// The step of ten percent at which it is.
    pub fn step(self) -> u64 {
        self.done.saturating_mul(10) / self.total.max(1)
    }
}

#[cfg(test)]
mod tests;
