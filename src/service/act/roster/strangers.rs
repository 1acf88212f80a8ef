//! Which rows of a roster name nobody who is or was here, found for all of them together.
//!
//! A row is a stranger's when no registry has any of its identifiers, no other row of the file has them either, and it
//! does not mean to change an identifier. A hash alone decides: whoever shares one by chance is looked up with care.

use super::super::super::Core;
use crate::domain::identifier::IdentifierKind;
use crate::domain::roster::RosterRows;
use crate::error::Result;
use crate::store::Db;

/// One user in so many must stand in the file for a pass over a registry to be cheaper than look-ups.
const PASS_SHARE: u64 = 20;

/// For each row, whether it is a stranger's.
pub(super) fn among(db: &Db<'_>, core: &Core, rows: &RosterRows) -> Result<Vec<bool>> {
    let mut strangers = vec![true; rows.len()];
    let mut emails = Vec::with_capacity(rows.len());
    let mut ids = Vec::with_capacity(rows.len());
    for ((place, row), stranger) in rows.iter().enumerate().zip(&mut strangers) {
        *stranger =
            row.existing_email.as_filled().is_none() && row.new_unique_id.as_filled().is_none();
        // All addresses and IDs count, also those of rows that are no stranger's themselves.
        for email in [row.email.as_filled(), row.existing_email.as_filled()] {
            emails.extend(email.map(|email| (core.key.email(email), place)));
        }
        for id in [row.unique_id.as_filled(), row.new_unique_id.as_filled()] {
            ids.extend(id.map(|id| (core.key.unique_id(id), place)));
        }
    }
    for (kind, mut hashes) in [
        (IdentifierKind::Email, emails),
        (IdentifierKind::UniqueId, ids),
    ] {
        hashes.sort_unstable();
        for pair in hashes.windows(2) {
            if let [(one, first), (other, second)] = pair
                && one == other
            {
                strangers[*first] = false;
                strangers[*second] = false;
            }
        }
        for place in registered(db, kind, &hashes)? {
            strangers[place] = false;
        }
    }
    Ok(strangers)
}

/// Places of the rows whose hash stands in a registry. The hashes are sorted.
fn registered(db: &Db<'_>, kind: IdentifierKind, hashes: &[(i64, usize)]) -> Result<Vec<usize>> {
    let mut found = Vec::new();
    if (hashes.len() as u64).saturating_mul(PASS_SHARE) < db.counter("users")? {
        for (hash, place) in hashes {
            if db.registered(kind, *hash)?.is_some() {
                found.push(*place);
            }
        }
        return Ok(found);
    }
    let mut rest = hashes.iter().peekable();
    db.each_registered(kind, |known, _| {
        while let Some((hash, place)) = rest.next_if(|(hash, _)| *hash <= known) {
            if *hash == known {
                found.push(*place);
            }
        }
    })?;
    Ok(found)
}
