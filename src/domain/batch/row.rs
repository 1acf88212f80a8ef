//! One row of a batch or a review as it is shown, with what explains its outcome.

use super::{Disagreement, RowOutcome};
use crate::domain::damage::Damage;
use crate::domain::id::{BatchId, UserId};
use crate::domain::provider::WhyRefused;
use crate::domain::time::Timestamp;

/// One row of a batch or a review, as the panes list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// The physical line on which it begins.
    pub line: u32,
    /// What became of it; `None` while its turn is still to come.
    pub outcome: Option<RowOutcome>,
    /// What the upload says there, while the upload is kept: email and ID columns. Afterwards what a user has now who
    /// is meant and was not deleted.
    pub text: Option<(String, String)>,
    /// The earlier line (`Duplicate`).
    pub earlier_line: Option<u32>,
    /// Where the user was deleted (`AlreadyDeleted`).
    pub tombstone: Option<Tombstone>,
    /// In what they disagree (`IdsDisagree`).
    pub disagreement: Option<Disagreement>,
    /// What a spreadsheet or a wrong encoding did to the identifier (`InvalidEmail`, `InvalidId`).
    pub damage: Option<Damage>,
    /// Why the provider refused it (`RefusedThere`).
    pub refused: Option<WhyRefused>,
    /// Of what a spreadsheet may have made an identifier that nobody has; only to look at.
    pub hint: Option<RowHint>,
}

/// An identifier of the account that a spreadsheet may have changed into what a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowHint {
    /// The identifier.
    pub identifier: String,
    /// How many others it may be as well.
    pub others: u64,
}

/// Rows that are listed for something: how many, and the lines of the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinesTold {
    /// How many rows.
    pub rows: u64,
    /// The lines of the first of them.
    pub lines: Vec<u32>,
}

impl LinesTold {
    /// Lines that are named.
    pub const NAMED: usize = 10;

    /// Notes one more row.
    pub fn note(&mut self, line: u32) {
        self.rows += 1;
        if self.lines.len() < Self::NAMED {
            self.lines.push(line);
        }
    }
}

/// Rows whose identifier nobody has in the sense of its column, and somebody in that of the other one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOtherwise {
    /// IDs that were read as email addresses.
    pub ids_as_emails: LinesTold,
    /// Email addresses that were read as IDs.
    pub emails_as_ids: LinesTold,
}

/// What answers for a deleted identifier: numbers only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// The number that the user had: the log knows them by it.
    pub user: UserId,
    /// When.
    pub deleted_at: Timestamp,
    /// In which batch.
    pub batch: BatchId,
    /// At which line of its file, where the batch still says so.
    pub line: Option<u32>,
    /// By which operator.
    pub operator_name: String,
    /// Since when the batch is not in this database: the erasure journal alone tells of it.
    pub recovered_at: Option<Timestamp>,
}
