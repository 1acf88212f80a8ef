//! Rows of a roster against the users whom they mean, in the order of the users' ids: what would change of each.
//!
//! Users who stand close together are read in one go. Nothing is written here.

use std::collections::BTreeMap;

use super::meaning::Meanings;
use super::relating::{Relations, Way};
use super::shelf::{Shelf, Shelved};
use crate::domain::damage;
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::identifier::is_same_mailbox;
use crate::domain::license::{LicenseCell, LicenseStatus};
use crate::domain::reason::Reason;
use crate::domain::roster::{
    Cell, EmptyCells, Known, RosterField, RosterFields, RosterRow, TextRemark, objection,
};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::{Db, PresentUser};

/// Users that may lie between two that are read in one go.
const GAP: i64 = 20;
/// Users that are meant and read in one go.
const TOGETHER: usize = 256;

/// A license that a row gives to a user, takes away, or says more of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LicenseChange {
    pub license: LicenseTypeId,
    pub before: LicenseStatus,
    pub after: LicenseStatus,
}

impl LicenseChange {
    /// Whether the user gets it, or loses it; none when it stays whose it is.
    pub const fn moves(self) -> Option<bool> {
        match (self.before, self.after) {
            (LicenseStatus::None, LicenseStatus::Invited | LicenseStatus::Activated) => Some(true),
            (LicenseStatus::Invited | LicenseStatus::Activated, LicenseStatus::None) => Some(false),
            (LicenseStatus::None, LicenseStatus::None)
            | (
                LicenseStatus::Invited | LicenseStatus::Activated,
                LicenseStatus::Invited | LicenseStatus::Activated,
            ) => None,
        }
    }
}

/// What a row does with a license.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wish {
    /// The row.
    pub place: u32,
    pub step: LicenseChange,
}

/// What rows say about the users whom they mean.
pub(super) struct Compared {
    /// What each row changes, by its place.
    pub fields: Vec<RosterFields>,
    /// What rows change of licenses, in the file's order.
    pub wishes: Vec<Wish>,
}

/// Compares the rows that mean one user each.
pub(super) fn compare(
    comparison: &mut Comparison<'_, '_>,
    shelf: &Shelf,
    relations: &mut Relations,
) -> Result<Compared> {
    let Relations { ways, bearers, .. } = relations;
    let mut compared = Compared {
        fields: vec![RosterFields::default(); shelf.len()],
        wishes: Vec::new(),
    };
    let (db, meanings) = (comparison.db, comparison.meanings);
    let mut buffer = Vec::new();
    for together in neighbours(bearers) {
        for (_, place) in together {
            // Unless they are met.
            ways[*place as usize] = Way::Careful;
        }
        if !meanings.totals.is_empty() {
            comparison.hold(together)?;
        }
        each_meant(db, together, |user, place| {
            let row = shelf.at(place as usize, &mut buffer)?;
            ways[place as usize] = way(comparison, user, row, &mut compared)?;
            Ok(())
        })?;
    }
    compared.wishes.sort_unstable_by_key(|wish| wish.place);
    Ok(compared)
}

/// How a row is judged, now that the user is known.
fn way(
    comparison: &mut Comparison<'_, '_>,
    user: &PresentUser<'_>,
    shelved: Shelved<'_>,
    compared: &mut Compared,
) -> Result<Way> {
    let row = shelved.row();
    if !bears_any(user, &row) {
        return Ok(Way::Careful);
    }
    if strangeness(user, &row).is_some() {
        return Ok(Way::Careful);
    }
    let fields = comparison.fields(user, &row)?;
    let place = u32::try_from(shelved.place).unwrap_or(u32::MAX);
    let wishes = comparison.wishes.drain(..);
    compared
        .wishes
        .extend(wishes.map(|step| Wish { place, step }));
    compared.fields[shelved.place] = fields;
    Ok(if fields.changes_any() {
        Way::Differs
    } else {
        Way::Same
    })
}

/// Users with their rows, in the order of the users' ids, in parts that are read in one go; nobody is twice in one.
pub(super) fn neighbours(mut users: &[(UserId, u32)]) -> impl Iterator<Item = &[(UserId, u32)]> {
    std::iter::from_fn(move || {
        let pairs = users.windows(2).take(TOGETHER - 1);
        let near = pairs.take_while(|pair| {
            let gap = pair[1].0.0 - pair[0].0.0;
            gap > 0 && gap <= GAP
        });
        let count = (near.count() + 1).min(users.len());
        let (together, rest) = users.split_at(count);
        users = rest;
        (!together.is_empty()).then_some(together)
    })
}

/// Hands on every user of a part who is here, with the place of the row that means them.
pub(super) fn each_meant(
    db: &Db<'_>,
    together: &[(UserId, u32)],
    mut each: impl FnMut(&PresentUser<'_>, u32) -> Result<()>,
) -> Result<()> {
    let (Some((first, _)), Some((last, _))) = (together.first(), together.last()) else {
        return Ok(());
    };
    let mut left = together.iter().peekable();
    db.each_present_user(*first, *last, |user| {
        while left.next_if(|(meant, _)| *meant < user.id).is_some() {}
        match left.next_if(|(meant, _)| *meant == user.id) {
            Some((_, place)) => each(user, *place),
            None => Ok(()),
        }
    })
}

/// License types that a user holds, with where they stand and since when.
pub(super) fn held(
    db: &Db<'_>,
    user: &PresentUser<'_>,
) -> Result<Vec<(LicenseTypeId, LicenseStatus, Timestamp)>> {
    // Without any, nothing is to be read.
    if user.license == LicenseStatus::None {
        return Ok(Vec::new());
    }
    db.held_since(user.id)
}

/// What rows are compared by. It says what a row changes of a user, for those who judge, do and show it alike.
pub(super) struct Comparison<'c, 'd> {
    pub db: &'c Db<'d>,
    pub meanings: &'c Meanings,
    pub empties: EmptyCells,
    /// What the last row changes of licenses.
    pub wishes: Vec<LicenseChange>,
    /// Words of which only what stood there before shows that they are damaged.
    pub remarks: Vec<TextRemark>,
    groups: Vec<u16>,
    /// What users from one to another hold, where that was read in one go.
    held: Vec<(UserId, LicenseTypeId, LicenseStatus, Timestamp)>,
    held_of: Option<(UserId, UserId)>,
    /// What the last user holds.
    present: Vec<(LicenseTypeId, LicenseStatus, Timestamp)>,
}

impl<'c, 'd> Comparison<'c, 'd> {
    /// Compares by what names mean and what was agreed about empty cells.
    pub const fn new(db: &'c Db<'d>, meanings: &'c Meanings, empties: EmptyCells) -> Self {
        Self {
            db,
            meanings,
            empties,
            wishes: Vec::new(),
            remarks: Vec::new(),
            groups: Vec::new(),
            held: Vec::new(),
            held_of: None,
            present: Vec::new(),
        }
    }

    /// Reads in one go what users hold who stand close together.
    pub fn hold(&mut self, together: &[(UserId, u32)]) -> Result<()> {
        self.held.clear();
        self.held_of = None;
        let (Some((first, _)), Some((last, _))) = (together.first(), together.last()) else {
            return Ok(());
        };
        // Where others stand between them, what they hold would be read for nothing.
        let span = last.0.abs_diff(first.0) + 1;
        if span > 1 && span <= 2 * together.len() as u64 {
            self.db.held_between(*first, *last, &mut self.held)?;
            self.held_of = Some((*first, *last));
        }
        Ok(())
    }

    /// Finds what a user holds.
    fn find_held(&mut self, user: &PresentUser<'_>) -> Result<()> {
        self.present.clear();
        let known = self.held_of;
        if known.is_some_and(|(first, last)| first <= user.id && user.id <= last) {
            let from = self.held.partition_point(|(one, ..)| *one < user.id);
            let own = self.held.get(from..).unwrap_or_default().iter();
            let own = own.take_while(|(one, ..)| *one == user.id);
            self.present
                .extend(own.map(|(_, license, status, since)| (*license, *status, *since)));
        } else {
            self.present = held(self.db, user)?;
        }
        Ok(())
    }

    /// What a row changes of a user; what it changes of licenses stands in `wishes` until the next one.
    pub fn fields(&mut self, user: &PresentUser<'_>, row: &RosterRow<'_>) -> Result<RosterFields> {
        let mut fields = RosterFields::default();
        let texts = [
            (RosterField::FirstName, &row.first_name, user.first_name),
            (RosterField::LastName, &row.last_name, user.last_name),
            (RosterField::WorkTitle, &row.work_title, user.job_title),
        ];
        for (field, cell, present) in texts {
            match cell {
                Cell::Absent => {}
                Cell::Empty if present.is_empty() => {}
                Cell::Empty => self.meet_empty(&mut fields, field),
                Cell::Filled(text) if *text == present => {}
                Cell::Filled(text) => {
                    fields.change(field);
                    self.remark(row.line, (field, 0), (present, text));
                }
            }
        }
        self.compare_identifiers(&mut fields, user, row);
        if row
            .language
            .is_some_and(|wanted| user.language != Some(wanted))
        {
            fields.change(RosterField::Language);
        }
        if row.connected.is_some_and(|wanted| user.connected != wanted) {
            fields.change(RosterField::Connection);
        }
        if row.later_access(user.last_active).is_some() {
            fields.change(RosterField::LastActive);
        }
        self.compare_attributes(&mut fields, user, row)?;
        self.compare_groups(&mut fields, user, row);
        self.compare_licenses(&mut fields, user, row)?;
        Ok(fields)
    }

    fn compare_identifiers(
        &self,
        fields: &mut RosterFields,
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
    ) {
        let email = row.email.as_filled();
        let unique_id = row.new_unique_id.as_filled().or(row.unique_id.as_filled());
        let differ = [
            (
                RosterField::Email,
                email.is_some_and(|wanted| user.email != Some(wanted.as_str())),
            ),
            (
                RosterField::UniqueId,
                unique_id.is_some_and(|wanted| user.unique_id != Some(wanted.as_str())),
            ),
        ];
        for (field, _) in differ.into_iter().filter(|(_, differs)| *differs) {
            if self.meanings.keeps_identifiers(user.id) {
                fields.hold(field);
            } else {
                fields.change(field);
            }
        }
    }

    fn remark(
        &mut self,
        line: u32,
        (field, nth): (RosterField, u16),
        (known, found): (&str, &str),
    ) {
        let damage = damage::beside(known, found);
        self.remarks.extend(damage.map(|damage| TextRemark {
            line,
            field,
            nth,
            damage,
        }));
    }

    fn meet_empty(&self, fields: &mut RosterFields, field: RosterField) {
        fields.meet_empty_cell(field);
        if self.empties.empty(field) {
            fields.change(field);
        }
    }

    fn compare_attributes(
        &mut self,
        fields: &mut RosterFields,
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
    ) -> Result<()> {
        if row.attributes.is_empty() {
            return Ok(());
        }
        let present = user.attributes()?;
        for ((name, wanted), nth) in row.attributes.iter().zip(0..) {
            match present.get(*name) {
                Some(_) if wanted.is_empty() => self.meet_empty(fields, RosterField::Attributes),
                Some(text) if text == wanted => {}
                None if wanted.is_empty() => {}
                known => {
                    fields.change(RosterField::Attributes);
                    let known = known.map_or("", String::as_str);
                    self.remark(row.line, (RosterField::Attributes, nth), (known, wanted));
                }
            }
        }
        Ok(())
    }

    fn compare_groups(
        &mut self,
        fields: &mut RosterFields,
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
    ) {
        match &row.groups {
            Cell::Absent => {}
            Cell::Empty if user.groups().next().is_none() => {}
            Cell::Empty => self.meet_empty(fields, RosterField::Groups),
            Cell::Filled(names) => {
                self.groups.clear();
                let all = self.meanings.groups(names, &mut self.groups);
                let same = all
                    && user.groups().count() == self.groups.len()
                    && user.groups().all(|group| self.groups.contains(&group));
                if !same {
                    fields.change(RosterField::Groups);
                }
            }
        }
    }

    fn compare_licenses(
        &mut self,
        fields: &mut RosterFields,
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
    ) -> Result<()> {
        self.wishes.clear();
        if row.licenses.is_empty() {
            return Ok(());
        }
        self.find_held(user)?;
        for (name, wanted) in &row.licenses {
            // A type that there is not is refused later.
            let Some(license) = self.meanings.license(name) else {
                continue;
            };
            let known = self.present.iter().find(|(id, ..)| *id == license);
            let (before, since) = known
                .map_or((LicenseStatus::None, None), |(_, status, since)| {
                    (*status, Some(*since))
                });
            let after = wanted.after(before);
            let is_dated = row.license_since(after).is_some_and(|at| since != Some(at));
            if before != after || is_dated {
                self.wishes.push(LicenseChange {
                    license,
                    before,
                    after,
                });
                fields.change(RosterField::Licenses);
            }
        }
        Ok(())
    }
}

/// What somebody gets who holds nothing, by license type; of two columns for one type the one that says more counts.
pub(super) fn granted(
    cells: impl Iterator<Item = (LicenseTypeId, LicenseCell)>,
) -> Vec<LicenseChange> {
    let before = LicenseStatus::None;
    let mut steps: Vec<LicenseChange> = cells
        .map(|(license, cell)| LicenseChange {
            license,
            before,
            after: cell.after(before),
        })
        .filter(|step| step.after != before)
        .collect();
    steps.sort_unstable_by_key(|step| (step.license, std::cmp::Reverse(step.after)));
    steps.dedup_by_key(|step| step.license);
    steps
}

/// Whether the user really has one of the identifiers by which the row means somebody: a hash alone is no proof.
fn bears_any(user: &PresentUser<'_>, row: &RosterRow<'_>) -> bool {
    let email = row.existing_email.as_filled().or(row.email.as_filled());
    let email = email.zip(user.email);
    let unique_id = row.unique_id.as_filled().zip(user.unique_id);
    email.is_some_and(|(wanted, email)| is_same_mailbox(email, wanted.as_str()))
        || unique_id.is_some_and(|(wanted, id)| id == wanted.as_str())
}

/// What stands against a row because it names an identifier as the user's that is not.
pub(super) fn strangeness(user: &PresentUser<'_>, row: &RosterRow<'_>) -> Option<Reason> {
    let known = Known {
        email: user.email,
        unique_id: user.unique_id,
    };
    if let Some(reason) = objection(row, known) {
        return Some(reason);
    }
    let renames = row.new_unique_id.as_filled().is_some();
    if user.unique_id.is_none() && renames && row.unique_id.as_filled().is_some() {
        return Some(Reason::IdWouldChange);
    }
    let existing = row.existing_email.as_filled();
    let is_other = existing.is_some_and(|wanted| {
        let email = user.email.unwrap_or_default();
        !is_same_mailbox(email, wanted.as_str())
    });
    is_other.then_some(Reason::IdsDisagree)
}

/// Custom attributes from now on.
pub(super) fn attributes_after(
    user: &PresentUser<'_>,
    row: &RosterRow<'_>,
    empties: bool,
) -> Result<BTreeMap<String, String>> {
    let mut after = user.attributes()?;
    for (name, value) in &row.attributes {
        if !value.is_empty() {
            after.insert((*name).to_owned(), (*value).to_owned());
        } else if empties {
            after.remove(*name);
        }
    }
    Ok(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stands_close_together_is_read_in_one_go_and_nobody_twice() {
        let users = |ids: &[i64]| -> Vec<(UserId, u32)> {
            ids.iter()
                .zip(0..)
                .map(|(id, place)| (UserId(*id), place))
                .collect()
        };
        let parts = |ids: &[i64]| -> Vec<usize> {
            let users = users(ids);
            let parts: Vec<_> = neighbours(&users).collect();
            assert_eq!(parts.concat(), users);
            parts.iter().map(|part| part.len()).collect()
        };
        assert_eq!(parts(&[]), [0; 0]);
        assert_eq!(parts(&[7]), [1]);
        assert_eq!(parts(&[1, 2, 22, 43, 44]), [3, 2]);
        assert_eq!(parts(&[1, 1, 2]), [1, 2]);
        let many: Vec<i64> = (1..=600).collect();
        assert_eq!(parts(&many), [256, 256, 88]);
    }
}
