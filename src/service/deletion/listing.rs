//! Rows of a batch or a review as lists: the plan joined with what became of it, in file order.

use std::collections::HashMap;
use std::fs::File;
use std::ops::ControlFlow;

use crate::domain::batch::{
    Batch, BatchRow, BatchState, Disagreement, PlanRow, Review, RowOutcome,
};
use crate::domain::damage::Damage;
use crate::domain::id::UserId;
use crate::domain::{Page, Window};
use crate::error::Result;
use crate::intake::{Limits, read_deletions_watched};
use crate::service::directory::identity;
use crate::store::Db;

/// Every row of an upload with its outcome, in file order; `None` while its turn is still to come.
pub(crate) struct Roll {
    rows: Vec<(PlanRow, Option<RowOutcome>)>,
}

impl Roll {
    /// The rows of a batch, as things stand. `cancelled` counts rows whose turn never came as cancelled.
    pub(crate) fn of_batch(db: &Db<'_>, batch: &Batch, cancelled: bool) -> Result<Self> {
        let cursor = db.run_state(batch.id)?.map_or(0, |state| state.cursor);
        let exceptions: HashMap<u32, PlanRow> = db
            .exceptions(batch.id)?
            .into_iter()
            .map(|(_, row)| (row.line, row))
            .collect();
        let unreached = match batch.state {
            _ if cancelled => Some(RowOutcome::Cancelled),
            BatchState::Cancelled | BatchState::Erasing => Some(RowOutcome::Cancelled),
            BatchState::Withdrawn => Some(RowOutcome::Withdrawn),
            _ => None,
        };
        let mut rows: Vec<(PlanRow, Option<RowOutcome>)> = db
            .plan_rows(batch.id)?
            .into_iter()
            .map(|row| match exceptions.get(&row.line) {
                Some(exception) => (*exception, Some(exception.outcome)),
                None if row.outcome != RowOutcome::Deleted => (row, Some(row.outcome)),
                None if row.reference <= cursor => (row, Some(RowOutcome::Deleted)),
                None => (row, unreached),
            })
            .collect();
        rows.sort_unstable_by_key(|(row, _)| row.line);
        Ok(Self { rows })
    }

    /// The rows of a review.
    pub(crate) fn of_review(review: &Review) -> Self {
        Self::of_plan(&review.rows)
    }

    /// Rows that were judged, in file order.
    pub(crate) fn of_plan(plan: &[PlanRow]) -> Self {
        Self {
            rows: plan.iter().map(|row| (*row, Some(row.outcome))).collect(),
        }
    }

    /// A page of the rows with an outcome, or of all.
    pub(crate) fn page(
        &self,
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
        &self,
        db: &Db<'_>,
        is_wanted: &dyn Fn(Option<RowOutcome>) -> bool,
        page: Page,
        upload: Option<File>,
    ) -> Result<Window<BatchRow>> {
        let wanted = |found: &&(PlanRow, Option<RowOutcome>)| is_wanted(found.1);
        let total = self.rows.iter().filter(wanted).count();
        let mut rows = Vec::with_capacity(page.limit);
        for found in self
            .rows
            .iter()
            .filter(wanted)
            .skip(page.offset)
            .take(page.limit)
        {
            let mut row = describe(db, *found)?;
            if upload.is_none() {
                row.text = living_identifiers(db, &found.0)?;
            }
            rows.push(row);
        }
        if let Some(upload) = upload {
            add_texts(&mut rows, upload)?;
        }
        Ok(Window {
            rows,
            offset: page.offset,
            total,
        })
    }

    /// The lines on which the rows begin.
    pub(crate) fn lines(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|(row, _)| row.line)
    }

    /// The row that begins on a line.
    pub(crate) fn row_at(&self, db: &Db<'_>, line: u32) -> Result<Option<BatchRow>> {
        let found = self
            .rows
            .binary_search_by_key(&line, |(row, _)| row.line)
            .ok();
        found
            .and_then(|at| self.rows.get(at))
            .map(|found| describe(db, *found))
            .transpose()
    }

    /// What became of the row on a line.
    pub(super) fn outcome_at(&self, line: u32) -> Option<RowOutcome> {
        let at = self.rows.binary_search_by_key(&line, |(row, _)| row.line);
        at.ok()
            .and_then(|at| self.rows.get(at))
            .and_then(|row| row.1)
    }

    /// The user whom the row on a line means.
    pub(crate) fn user_at(&self, line: u32) -> Option<UserId> {
        let at = self.rows.binary_search_by_key(&line, |(row, _)| row.line);
        at.ok()
            .and_then(|at| self.rows.get(at))
            .and_then(|(row, _)| row.user())
    }
}

fn describe(db: &Db<'_>, (row, outcome): (PlanRow, Option<RowOutcome>)) -> Result<BatchRow> {
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
    let disagreement = match outcome {
        Some(RowOutcome::IdsDisagree) => Some(Disagreement::from_reference(row.reference)),
        _ => None,
    };
    Ok(BatchRow {
        line: row.line,
        outcome,
        text: None,
        earlier_line,
        tombstone,
        disagreement,
        damage: match outcome {
            Some(RowOutcome::InvalidEmail | RowOutcome::InvalidId) => {
                Damage::from_reference(row.reference)
            }
            _ => None,
        },
    })
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
