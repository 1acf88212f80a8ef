//! Words and IDs of a roster of which only what the account has shows that a spreadsheet damaged them.

use super::shelf::Shelf;
use crate::domain::damage::{self, Damage};
use crate::domain::roster::{NewIds, RosterField, TextRemark};
use crate::error::Result;
use crate::store::Db;

/// Rows that name a new group of digits, where there is a group of the same digits with zeros before them.
pub(super) fn groups_without_zeros(
    db: &Db<'_>,
    shelf: &Shelf,
    new: &[String],
) -> Result<Vec<TextRemark>> {
    let mut numbers: Vec<&str> = new.iter().map(String::as_str).collect();
    numbers.retain(|name| damage::is_number(name));
    if !numbers.is_empty() {
        let known = db.groups()?;
        numbers.retain(|name| {
            let mut known = known.iter();
            known.any(|group| damage::beside(&group.name, name) == Some(Damage::LostZeros))
        });
    }
    let mut remarks = Vec::new();
    if numbers.is_empty() {
        return Ok(remarks);
    }
    shelf.each(|one| {
        let row = one.row();
        let mut names = row.groups_wanted().unwrap_or_default().iter();
        if names.any(|name| numbers.contains(name)) {
            remarks.push(TextRemark {
                line: row.line,
                field: RosterField::Groups,
                nth: 0,
                damage: Damage::LostZeros,
            });
        }
        Ok(())
    })?;
    Ok(remarks)
}

/// What is seen in new IDs beside those that users have. Where one is a plain number, all users are gone over once.
pub(super) fn numbers_beside_others(db: &Db<'_>, new: NewIds) -> Result<Vec<TextRemark>> {
    let asks = new.has_whole_numbers();
    let mut gone_over = Ok(());
    let remarks = new.finish(|each| {
        if asks {
            gone_over = db.each_identity(|_, _, unique_id, _| each(unique_id));
        }
    });
    gone_over?;
    Ok(remarks)
}
