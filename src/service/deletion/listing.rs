//! Rows of a batch or a review as lists: the plan joined with what became of it, in file order.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::iter::Peekable;
use std::ops::ControlFlow;

use crate::domain::batch::{Batch, BatchRow, BatchState, Disagreement, PlanRow, RowOutcome};
use crate::domain::damage::Damage;
use crate::domain::id::{BatchId, UserId};
use crate::domain::{Page, Window};
use crate::error::{Error, Result, Trouble};
use crate::intake::{Limits, read_deletions_watched};
use crate::service::deletion::hints;
use crate::service::deletion::reviewed::{Reading, ReviewedRows};
use crate::service::directory::identity;
use crate::store::Db;

/// Rows for which room is made before they are there.
const LONGEST_PAGE: usize = 1_024;

/// A row with its outcome; none while its turn is still to come.
type Found = (PlanRow, Option<RowOutcome>);

/// Every row of an upload with its outcome, one after the other, in file order.
pub(crate) struct Roll<'r> {
    source: Source<'r>,
    /// The row that was asked for last.
    at: Option<Found>,
}

enum Source<'r> {
    Review(Reading<'r>),
    Plan(std::slice::Iter<'r, PlanRow>),
    Batch(BatchRoll<'r>),
}

/// The rows of a batch: those planned and the others, merged.
struct BatchRoll<'r> {
    db: &'r Db<'r>,
    batch: BatchId,
    planned: Peekable<std::vec::IntoIter<Found>>,
    /// Rows of a segment, the last one first.
    others: Vec<PlanRow>,
    segment: Option<i64>,
}

impl BatchRoll<'_> {
    fn next(&mut self) -> Result<Option<Found>> {
        while self.others.is_empty()
            && let Some(segment) = self.segment
        {
            self.segment = self
                .db
                .next_other_rows(self.batch, segment, &mut self.others)?;
            self.others.reverse();
        }
        let Some(other) = self.others.last().copied() else {
            return Ok(self.planned.next());
        };
        if let Some(planned) = self.planned.next_if(|(row, _)| row.line < other.line) {
            return Ok(Some(planned));
        }
        self.others.pop();
        Ok(Some((other, Some(other.outcome))))
    }
}

impl<'r> Roll<'r> {
    /// The rows of a batch, as things stand. `cancelled` counts rows whose turn never came as cancelled.
    pub(crate) fn of_batch(db: &'r Db<'r>, batch: &Batch, cancelled: bool) -> Result<Self> {
        let cursor = db.run_state(batch.id)?.map_or(0, |state| state.cursor);
        let exceptions: HashMap<u32, PlanRow> = db
            .exceptions(batch.id)?
            .into_iter()
            .map(|(_, row)| (row.line, row))
            .collect();
        let there = db.outcomes_there(batch.id)?;
        let unreached = match batch.state {
            _ if cancelled => Some(RowOutcome::Cancelled),
            BatchState::Cancelled | BatchState::Erasing => Some(RowOutcome::Cancelled),
            BatchState::Withdrawn => Some(RowOutcome::Withdrawn),
            BatchState::AwaitingApproval
            | BatchState::Scheduled
            | BatchState::Processing
            | BatchState::AtProvider
            | BatchState::Paused
            | BatchState::Completed
            | BatchState::CompletedWithErrors => None,
        };
        let planned = db.planned_rows(batch.id)?.into_iter();
        let mut planned: Vec<Found> = planned
            .map(|row| match exceptions.get(&row.line) {
                Some(exception) => (*exception, Some(exception.outcome)),
                None if there.contains_key(&row.line) => (row, there.get(&row.line).copied()),
                None if row.reference <= cursor => (row, Some(RowOutcome::Deleted)),
                None => (row, unreached),
            })
            .collect();
        planned.sort_unstable_by_key(|(row, _)| row.line);
        Ok(Self {
            source: Source::Batch(BatchRoll {
                db,
                batch: batch.id,
                planned: planned.into_iter().peekable(),
                others: Vec::new(),
                segment: Some(-1),
            }),
            at: None,
        })
    }

    /// The rows of a review.
    pub(crate) const fn of_review(rows: &'r ReviewedRows) -> Self {
        Self {
            source: Source::Review(rows.reading()),
            at: None,
        }
    }

    /// Rows that were judged, in file order.
    pub(crate) fn of_plan(plan: &'r [PlanRow]) -> Self {
        Self {
            source: Source::Plan(plan.iter()),
            at: None,
        }
    }

    /// The batch whose rows they are.
    const fn batch(&self) -> Option<BatchId> {
        match &self.source {
            Source::Batch(roll) => Some(roll.batch),
            Source::Review(_) | Source::Plan(_) => None,
        }
    }

    fn next(&mut self) -> Result<Option<Found>> {
        match &mut self.source {
            Source::Review(rows) => Ok(rows.next()?.map(|row| (row, Some(row.outcome)))),
            Source::Plan(rows) => Ok(rows.next().map(|row| (*row, Some(row.outcome)))),
            Source::Batch(roll) => roll.next(),
        }
    }

    /// A page of the rows with an outcome, or of all.
    pub(crate) fn page(
        self,
        db: &Db<'_>,
        outcome: Option<RowOutcome>,
        page: Page,
        upload: Option<File>,
    ) -> Result<Window<BatchRow>> {
        let is_wanted = |found| outcome.is_none() || found == outcome;
        self.page_where(db, &is_wanted, page, upload)
    }

    /// A page of the rows whose outcome is wanted.
    pub(super) fn page_where(
        mut self,
        db: &Db<'_>,
        is_wanted: &dyn Fn(Option<RowOutcome>) -> bool,
        page: Page,
        upload: Option<File>,
    ) -> Result<Window<BatchRow>> {
        let mut total = 0;
        let mut rows = Vec::with_capacity(page.limit.min(LONGEST_PAGE));
        let past = page.offset.saturating_add(page.limit);
        while let Some(found) = self.next()? {
            if !is_wanted(found.1) {
                continue;
            }
            if (page.offset..past).contains(&total) {
                let mut row = describe(db, self.batch(), found)?;
                if upload.is_none() {
                    row.text = living_identifiers(db, &found.0)?;
                }
                rows.push(row);
            }
            total += 1;
        }
        if let Some(upload) = upload {
            add_texts(&mut rows, upload)?;
            hints::add(db, &mut rows)?;
        }
        Ok(Window {
            rows,
            offset: page.offset,
            total,
        })
    }

    /// The next row as it is shown.
    pub(crate) fn next_row(&mut self, db: &Db<'_>) -> Result<Option<BatchRow>> {
        self.at = self.next()?;
        let batch = self.batch();
        self.at.map(|found| describe(db, batch, found)).transpose()
    }

    /// The row that begins on a line. Lines are asked for in their order, the last one as often as is wanted.
    pub(crate) fn row_at(&mut self, db: &Db<'_>, line: u32) -> Result<Option<BatchRow>> {
        while self.at.is_none_or(|(row, _)| row.line < line) {
            self.at = self.next()?;
            if self.at.is_none() {
                break;
            }
        }
        let found = self.at.filter(|(row, _)| row.line == line);
        let batch = self.batch();
        found.map(|found| describe(db, batch, found)).transpose()
    }

    /// What became of the rows on some lines.
    pub(super) fn outcomes_at(mut self, lines: &HashSet<u32>) -> Result<HashMap<u32, RowOutcome>> {
        let mut outcomes = HashMap::new();
        while let Some((row, outcome)) = self.next()? {
            if lines.contains(&row.line) {
                outcomes.extend(outcome.map(|outcome| (row.line, outcome)));
            }
        }
        Ok(outcomes)
    }

    /// The user whom the row means that was asked for last, on this line.
    pub(crate) fn user_at(&self, line: u32) -> Option<UserId> {
        let found = self.at.filter(|(row, _)| row.line == line);
        found.and_then(|(row, _)| row.user())
    }
}

fn describe(
    db: &Db<'_>,
    batch: Option<BatchId>,
    (row, outcome): (PlanRow, Option<RowOutcome>),
) -> Result<BatchRow> {
    let tombstone = match outcome {
        Some(RowOutcome::AlreadyDeleted) if row.reference > 0 => {
            Some(identity::tombstone(db, UserId(row.reference))?)
        }
        _ => None,
    };
    let earlier_line = match outcome {
        Some(RowOutcome::Duplicate) => u32::try_from(row.reference).ok(),
        _ => None,
    };
    let (disagreement, damage) = explained(row, outcome)?;
    let refused = match (outcome, batch, row.user()) {
        (Some(RowOutcome::RefusedThere), Some(batch), Some(user)) => db.why_refused(batch, user)?,
        _ => None,
    };
    Ok(BatchRow {
        line: row.line,
        outcome,
        text: None,
        earlier_line,
        tombstone,
        disagreement,
        damage,
        hint: None,
        refused,
    })
}

/// What a row says of its outcome, where it says anything.
fn explained(
    row: PlanRow,
    outcome: Option<RowOutcome>,
) -> Result<(Option<Disagreement>, Option<Damage>)> {
    match outcome {
        Some(RowOutcome::IdsDisagree) => {
            let read = Disagreement::from_reference(row.reference);
            Ok((Some(read.ok_or_else(|| unknown(row))?), None))
        }
        Some(RowOutcome::InvalidEmail | RowOutcome::InvalidId) if row.reference != 0 => {
            let read = Damage::from_reference(row.reference);
            Ok((None, Some(read.ok_or_else(|| unknown(row))?)))
        }
        Some(_) | None => Ok((None, None)),
    }
}

/// A row of a plan that says of its outcome what no version knows.
fn unknown(row: PlanRow) -> Error {
    let line = row.line;
    Trouble::Damaged(format!("line {line} of a plan has an unknown reason")).into()
}

/// The identifiers that a user has now who was not deleted, for when the upload is not kept.
fn living_identifiers(db: &Db<'_>, row: &PlanRow) -> Result<Option<(String, String)>> {
    let user = match row.outcome {
        RowOutcome::OnHold | RowOutcome::ProtectedOperator | RowOutcome::OwnUser => row.user(),
        _ => None,
    };
    let Some(user) = user else {
        return Ok(None);
    };
    let known = db.doomed_user(user)?;
    Ok(known.map(|user| {
        (
            user.email.unwrap_or_default(),
            user.unique_id.unwrap_or_default(),
        )
    }))
}

/// Reads what the upload says on the lines of a page; the reading stops behind the last of them.
fn add_texts(rows: &mut [BatchRow], upload: File) -> Result<()> {
    let Some(last) = rows.iter().map(|row| row.line).max() else {
        return Ok(());
    };
    let places: HashMap<u32, usize> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (row.line, at))
        .collect();
    let read = read_deletions_watched(
        std::io::BufReader::new(upload),
        &Limits::none(),
        &mut |_| ControlFlow::Continue(()),
        &mut |row| {
            if let Some(found) = places.get(&row.line).and_then(|at| rows.get_mut(*at)) {
                found.text = Some((row.email_cell().to_owned(), row.id_cell().to_owned()));
            }
            if row.line >= last {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    match read {
        Ok(_) | Err(crate::intake::ReadFault::Stopped) => Ok(()),
        Err(fault) => Err(fault.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_no_version_knows_is_damage_and_no_other_reason() {
        let row = |outcome, reference| PlanRow {
            line: 7,
            outcome,
            reference,
        };
        let known = row(RowOutcome::IdsDisagree, 0);
        let read = explained(known, Some(RowOutcome::IdsDisagree)).unwrap();
        assert_eq!(read, (Some(Disagreement::TwoUsers), None));
        for outcome in [
            RowOutcome::IdsDisagree,
            RowOutcome::InvalidEmail,
            RowOutcome::InvalidId,
        ] {
            let read = explained(row(outcome, 99), Some(outcome));
            assert!(
                matches!(read, Err(Error::Environment(Trouble::Damaged(_)))),
                "{read:?}"
            );
        }
        let plain = row(RowOutcome::InvalidId, 0);
        assert_eq!(
            explained(plain, Some(RowOutcome::InvalidId)).unwrap(),
            (None, None)
        );
    }
}
