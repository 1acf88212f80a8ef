//! Rows that name nobody, what is chosen for them, and the chain of batches in which they are corrected: one case.
//!
//! Nothing is taken by itself: learners who are near to a row are only shown, and each choice is somebody's.

use super::batch::{BatchRow, BatchState, CountsAs, LineTally, OutcomeCounts, RowOutcome};
use super::id::{BatchId, UserId};
use super::learning::LearningToken;
use super::likeness::Likeness;
use super::mending::Failed;
use super::reason::Reason;
use super::roster::RosterImport;
use super::time::Timestamp;

/// Names one list of leavers that was read; two readings of the same file differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PreparationToken(pub u64);

/// A list of leavers that was read and judged row by row, and waits to be made a deletion CSV of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    /// Which one.
    pub token: PreparationToken,
    /// The name the file had.
    pub file_name: String,
    /// The account of its lines.
    pub tally: LineTally,
    /// Its rows by outcome; `Deleted` are those that name a learner as they are.
    pub counts: OutcomeCounts,
    /// Rows for which a learner can be chosen.
    pub misfits: u64,
    /// Rows that name a learner as they are and give another name than the learner has.
    pub differing: Vec<NameDiffers>,
}

/// A row whose identifiers mean a learner of another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameDiffers {
    /// On which line it begins.
    pub line: u32,
    /// The name in the row.
    pub said: String,
    /// The learner's name.
    pub name: String,
    /// Primary email address.
    pub email: Option<String>,
    /// Unique user ID.
    pub unique_id: Option<String>,
}

impl NameDiffers {
    /// The code by which reports and JSON say it.
    pub const CODE: &str = "name_differs";
}

/// Whose rows are to be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MisfitsOf {
    /// Of a list of leavers.
    Preparation(PreparationToken),
    /// Of a batch.
    Batch(BatchId),
    /// Of a roster that was read.
    Roster(RosterImport),
    /// Of a learning report that was read.
    Learning(LearningToken),
}

/// A row that can be corrected: for which a learner can be chosen or, in an import, cells can be set right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// On which line it begins.
    pub line: u32,
    /// Address and ID that stand in it, where that is known.
    pub text: Option<(String, String)>,
    /// What is wrong with it.
    pub why: Misfitting,
    /// The name beside its identifiers, where the file has one.
    pub name: String,
    /// Its cells under their headers; none where only a learner can be chosen.
    pub cells: Vec<(String, String)>,
    /// How many of its cells, the last ones, have no header: they are left out when the row is corrected.
    pub beyond: usize,
    /// The place of the cell that is to blame, where one is.
    pub blamed: Option<usize>,
    /// Who is near to it, nearest first, only to look at.
    pub nearest: Vec<NearLearner>,
    /// How many are near in all.
    pub near: u64,
    /// Where it was corrected already.
    pub corrected: Option<Corrected>,
}

/// What is wrong with a row that can be corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfitting {
    /// It names nobody who could be deleted.
    Deletion(Box<BatchRow>),
    /// It was not imported.
    Import(Failed),
}

impl Misfitting {
    /// Whether a learner can be chosen for the row.
    pub fn is_about_whom(&self) -> bool {
        match self {
            Self::Deletion(_) => true,
            Self::Import(failed) => failed.is_about_whom(),
        }
    }
}

/// A learner whose name, email or ID is near to what a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearLearner {
    /// Who.
    pub user: UserId,
    /// First and last name as shown.
    pub name: String,
    /// Primary email address.
    pub email: Option<String>,
    /// Unique user ID.
    pub unique_id: Option<String>,
    /// Whether a legal hold protects the learner.
    pub on_hold: bool,
    /// By what the learner is near.
    pub alike: Vec<Likeness>,
    /// Whether another row of the file means the learner already: that one fails where this one is taken for the same.
    pub is_meant: bool,
}

/// A learner whom somebody chose for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Taken {
    /// The line on which the row begins.
    pub line: u32,
    /// Whom it means.
    pub user: UserId,
    /// When that was chosen.
    pub at: Timestamp,
}

/// Where a row was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// In which batch.
    pub batch: BatchId,
    /// By whom: the name.
    pub by: String,
}

/// A deletion CSV that was made of a list of leavers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Where it lies.
    pub csv: std::path::PathBuf,
    /// Where the account of every row lies.
    pub report: std::path::PathBuf,
    /// Rows of the list.
    pub rows: u64,
    /// Rows taken as they are.
    pub as_is: u64,
    /// Rows for which somebody chose whom they mean.
    pub by_choice: u64,
    /// Rows left out, by reason.
    pub left_out: OutcomeCounts,
}

impl RowOutcome {
    /// Whether a row failed because it does not say whom it means, so that somebody can say it. Who is protected, was
    /// deleted already or stands twice is known: nothing is to be corrected there.
    pub const fn names_nobody(self) -> bool {
        match self {
            Self::NotFound
            | Self::InvalidEmail
            | Self::InvalidId
            | Self::EmptyRow
            | Self::WrongFieldCount
            | Self::MalformedRow
            | Self::SuspiciousCharacters
            | Self::IdsDisagree => true,
            Self::Deleted
            | Self::AlreadyDeleted
            | Self::Duplicate
            | Self::OnHold
            | Self::ProtectedOperator
            | Self::OwnUser
            | Self::Withdrawn
            | Self::RepeatedHeader
            | Self::Cancelled
            | Self::AtProvider
            | Self::RefusedThere
            | Self::GivenUp
            | Self::BackThere
            | Self::Changed => false,
        }
    }
}

/// What must be known of a row to say whether it can be corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFacts {
    /// On which line it begins.
    pub line: u32,
    /// What became of it; none while its turn is still to come, and where no row begins on the line.
    pub outcome: Option<RowOutcome>,
    /// Where it was corrected already.
    pub corrected: Option<Corrected>,
}

/// Why a row of a batch cannot be corrected.
pub fn against_correcting(batch: BatchState, row: &RowFacts) -> Option<Reason> {
    if !batch.can_be_corrected() {
        return Some(Reason::BatchIs(batch));
    }
    if let Some(corrected) = &row.corrected {
        return Some(Reason::RowCorrected {
            line: row.line,
            batch: corrected.batch,
            by: corrected.by.clone(),
        });
    }
    let names_nobody = row.outcome.is_some_and(RowOutcome::names_nobody);
    (!names_nobody).then_some(Reason::NothingToChoose(row.line))
}

impl BatchState {
    /// Whether its failed rows can be corrected: each of them had its turn, or never will have it.
    pub const fn can_be_corrected(self) -> bool {
        match self {
            Self::Erasing | Self::Completed | Self::CompletedWithErrors | Self::Cancelled => true,
            Self::AwaitingApproval
            | Self::Scheduled
            | Self::Processing
            | Self::AtProvider
            | Self::Paused
            | Self::Withdrawn => false,
        }
    }
}

/// Which rows of which batch a review corrects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Of which batch.
    pub batch: BatchId,
    /// Which rows, in the order in which they stand in the new file.
    pub taken: Vec<Taken>,
}

/// A batch and those that correct its rows: what happened to one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// Its batches, each after the one that it corrects; the first is that of the file.
    pub batches: Vec<CaseBatch>,
}

/// A batch of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseBatch {
    /// Which one.
    pub batch: BatchId,
    /// Which batch it corrects; none for the first.
    pub corrects: Option<BatchId>,
    /// Where it stands.
    pub state: BatchState,
    /// Its rows.
    pub rows: u64,
    /// Its rows by outcome so far.
    pub counts: OutcomeCounts,
    /// Its rows that another batch of the case corrects.
    pub corrected: u64,
}

/// What became of the rows of a case: each of them once, whatever batch it was settled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaseTotals {
    /// Rows of the file.
    pub rows: u64,
    /// Users deleted.
    pub deleted: u64,
    /// Rows with which nothing was to be done.
    pub neither: u64,
    /// Rows whose turn is still to come.
    pub pending: u64,
    /// Rows that failed and that nothing corrects.
    pub failed: u64,
}

impl Case {
    /// Whether there is more than the one batch.
    pub const fn is_chain(&self) -> bool {
        self.batches.len() > 1
    }

    /// The sums over its batches. A correction that was withdrawn is as if it had never been.
    pub fn totals(&self) -> CaseTotals {
        let mut totals = CaseTotals {
            rows: self.batches.first().map_or(0, |first| first.rows),
            ..CaseTotals::default()
        };
        for batch in &self.batches {
            if batch.corrects.is_some() && batch.state == BatchState::Withdrawn {
                continue;
            }
            totals.deleted += batch.counts.of(RowOutcome::Deleted);
            totals.neither += batch.counts.counting_as(CountsAs::Neither);
            totals.pending += batch.rows.saturating_sub(batch.counts.total());
            totals.failed += batch
                .counts
                .counting_as(CountsAs::Failure)
                .saturating_sub(batch.corrected);
        }
        totals
    }
}

impl CaseTotals {
    /// Whether every row is accounted for.
    pub const fn holds(&self) -> bool {
        self.rows == self.deleted + self.neither + self.pending + self.failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(outcome: RowOutcome) -> RowFacts {
        RowFacts {
            line: 2,
            outcome: Some(outcome),
            corrected: None,
        }
    }

    #[test]
    fn only_rows_that_name_nobody_of_a_batch_that_is_over_are_corrected() {
        for state in BatchState::ALL {
            let refused = against_correcting(state, &facts(RowOutcome::NotFound));
            assert_eq!(
                refused.is_none(),
                state.is_over() && state != BatchState::Withdrawn
            );
        }
        for outcome in RowOutcome::ALL {
            let refused = against_correcting(BatchState::Completed, &facts(outcome));
            assert_eq!(refused.is_none(), outcome.names_nobody(), "{outcome:?}");
        }
        let nowhere = RowFacts {
            outcome: None,
            ..facts(RowOutcome::NotFound)
        };
        let refused = against_correcting(BatchState::Completed, &nowhere);
        assert_eq!(refused, Some(Reason::NothingToChoose(2)));
    }

    #[test]
    fn a_row_is_corrected_once_and_whoever_did_it_is_named() {
        let row = RowFacts {
            corrected: Some(Corrected {
                batch: BatchId(7),
                by: "rs".to_owned(),
            }),
            ..facts(RowOutcome::NotFound)
        };
        let expected = Reason::RowCorrected {
            line: 2,
            batch: BatchId(7),
            by: "rs".to_owned(),
        };
        let refused = against_correcting(BatchState::CompletedWithErrors, &row);
        assert_eq!(refused, Some(expected));
    }
}
