//! Rows of a list of leavers that mean a learner and give another name than the learner has: they are taken, and said.

use crate::domain::batch::{PlanRow, RowOutcome};
use crate::domain::case::NameDiffers;
use crate::domain::id::UserId;
use crate::domain::likeness::contradict;
use crate::error::Result;
use crate::intake::leavers::LeaverRow;
use crate::store::Db;

/// The rows that mean a living learner and give another name than the learner has, in the file's order.
pub(super) fn named_otherwise(
    db: &Db<'_>,
    rows: &[LeaverRow],
    plan: &[PlanRow],
) -> Result<Vec<NameDiffers>> {
    let both = rows.iter().zip(plan);
    let named = both.filter(|(row, plan)| {
        plan.outcome == RowOutcome::Deleted && row.fault.is_none() && !row.name.is_empty()
    });
    let mut found = Vec::new();
    for (row, plan) in named {
        let known = db.doomed_user(UserId(plan.reference))?;
        if let Some(known) = known.filter(|known| contradict(&row.name, &known.name)) {
            found.push(NameDiffers {
                line: row.line,
                said: row.name.clone(),
                name: known.name.trim().to_owned(),
                email: known.email,
                unique_id: known.unique_id,
            });
        }
    }
    Ok(found)
}
