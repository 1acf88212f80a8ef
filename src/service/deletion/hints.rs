//! Rows that mean nobody, and whose identifier a spreadsheet may have made of what stands in them.
//!
//! It is looked for among all users, for the rows of a page together, and only where a cell looks changed. A hint is shown;
//! nobody is chosen by it.

use std::collections::{BTreeMap, HashMap};

use crate::domain::batch::{BatchRow, Disagreement, RowHint, RowOutcome};
use crate::domain::damage::readings;
use crate::domain::id::UserId;
use crate::error::Result;
use crate::store::Db;

/// Who may be meant by texts, by the number of the text: the users, in their order.
pub(super) fn who(
    db: &Db<'_>,
    texts: &[(String, String)],
) -> Result<BTreeMap<usize, Vec<(UserId, String)>>> {
    let mut sought: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, (email, unique_id)) in texts.iter().enumerate() {
        for cell in [email, unique_id] {
            for reading in readings::of_cell(cell) {
                sought.entry(reading).or_default().push(place);
            }
        }
    }
    let mut found: BTreeMap<usize, Vec<(UserId, String)>> = BTreeMap::new();
    if sought.is_empty() {
        return Ok(found);
    }
    let mut note = |user, identifier: &str| {
        for reading in readings::of_known(identifier) {
            for place in sought.get(&reading).into_iter().flatten() {
                let fits = found.entry(*place).or_default();
                if fits.last().is_none_or(|(last, _)| *last != user) {
                    fits.push((user, identifier.to_owned()));
                }
            }
        }
    };
    let (first, last) = (UserId(i64::MIN), UserId(i64::MAX));
    db.in_passing(|| {
        db.identities_between(first, last, |user, identity| {
            for identifier in [identity.unique_id()?, identity.email()?] {
                if !identifier.is_empty() {
                    note(user, identifier);
                }
            }
            Ok(())
        })
    })?;
    Ok(found)
}

/// Notes beside the rows of a page who may be meant where they mean nobody.
pub(super) fn add(db: &Db<'_>, rows: &mut [BatchRow]) -> Result<()> {
    let mut places = Vec::new();
    let mut texts = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        if let Some(text) = row.text.as_ref().filter(|_| means_nobody(row)) {
            places.push(place);
            texts.push(text.clone());
        }
    }
    for (nth, fits) in who(db, &texts)? {
        let row = places.get(nth).and_then(|place| rows.get_mut(*place));
        if let (Some(row), Some((_, identifier))) = (row, fits.first()) {
            row.hint = Some(RowHint {
                identifier: identifier.clone(),
                others: fits.len().saturating_sub(1) as u64,
            });
        }
    }
    Ok(())
}

/// Whether nobody has an identifier of the row.
const fn means_nobody(row: &BatchRow) -> bool {
    match row.outcome {
        Some(RowOutcome::NotFound | RowOutcome::InvalidEmail | RowOutcome::InvalidId) => true,
        Some(RowOutcome::IdsDisagree) => matches!(
            row.disagreement,
            Some(Disagreement::UnknownId | Disagreement::UnknownEmail)
        ),
        _ => false,
    }
}
