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
