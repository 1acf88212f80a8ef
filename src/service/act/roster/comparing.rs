//! Rows of a roster against the users whom they mean, in the order of the users' ids: what would change of each.
//!
//! Users who stand close together are read in one go. Nothing is written here.

use std::collections::HashMap;

use super::license_types;
use super::relating::{Relations, Way};
use super::shelf::{Shelf, Shelved};
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::license::LicenseStatus;
use crate::domain::roster::RosterRow;
use crate::error::Result;
use crate::store::{Db, PresentUser};

/// Users that may lie between two that are read in one go.
const GAP: i64 = 20;
/// Users that are meant and read in one go.
const TOGETHER: usize = 256;

/// A license that a row gives to a user or takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wish {
    /// The row.
    pub place: u32,
    pub license: LicenseTypeId,
    /// Whether the user shall hold it.
    pub held: bool,
}

/// Compares the rows that mean one user each; answers what they change of licenses, in the file's order.
pub(super) fn compare(db: &Db<'_>, shelf: &Shelf, relations: &mut Relations) -> Result<Vec<Wish>> {
    let Relations { ways, bearers } = relations;
    if bearers.is_empty() {
        return Ok(Vec::new());
    }
    let types = license_types(db)?;
    let mut comparison = Comparison {
        db,
        licenses: types
            .into_values()
            .map(|kind| (kind.name, kind.id))
            .collect(),
        groups: group_numbers(db)?,
        wishes: Vec::new(),
    };
    let mut buffer = Vec::new();
    for together in neighbours(bearers) {
        for (_, place) in together {
            // Unless they are met.
            ways[*place as usize] = Way::Careful;
        }
        each_meant(db, together, |user, place| {
            let row = shelf.at(place as usize, &mut buffer)?;
            ways[place as usize] = comparison.way(user, row)?;
            Ok(())
        })?;
    }
    let mut wishes = comparison.wishes;
    wishes.sort_unstable_by_key(|wish| wish.place);
    Ok(wishes)
}

/// Numbers of all groups by name.
fn group_numbers(db: &Db<'_>) -> Result<HashMap<String, u16>> {
    let groups = db.groups()?.into_iter();
    Ok(groups
        .filter_map(|group| Some((group.name, u16::try_from(group.id.0).ok()?)))
        .collect())
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

/// License types that a user holds, with where they stand.
pub(super) fn held(
    db: &Db<'_>,
    user: &PresentUser<'_>,
) -> Result<Vec<(LicenseTypeId, LicenseStatus)>> {
    // Without any, nothing is to be read.
    if user.license == LicenseStatus::None {
        return Ok(Vec::new());
    }
    db.held_statuses(user.id)
}

struct Comparison<'c, 'd> {
    db: &'c Db<'d>,
    licenses: HashMap<String, LicenseTypeId>,
    groups: HashMap<String, u16>,
    wishes: Vec<Wish>,
}

impl Comparison<'_, '_> {
    /// How the row is judged, now that the user is known.
    fn way(&mut self, user: &PresentUser<'_>, shelved: Shelved<'_>) -> Result<Way> {
        let row = shelved.row();
        if !bears_any(user, &row) {
            return Ok(Way::Careful);
        }
        let wishes = self.wishes.len();
        self.compare_licenses(user, shelved.place, &row)?;
        let same = wishes == self.wishes.len()
            && same_texts(user, &row)
            && same_identifiers(user, &row)
            && same_attributes(user, &row)
            && self.same_groups(user, &row);
        Ok(if same { Way::Same } else { Way::Differs })
    }

    fn compare_licenses(
        &mut self,
        user: &PresentUser<'_>,
        place: usize,
        row: &RosterRow<'_>,
    ) -> Result<()> {
        if row.licenses.is_empty() {
            return Ok(());
        }
        let present = held(self.db, user)?;
        for (name, wanted) in &row.licenses {
            // A type that there is not is refused later.
            let Some(license) = self.licenses.get(*name) else {
                continue;
            };
            if present.iter().any(|(id, _)| id == license) != *wanted {
                self.wishes.push(Wish {
                    place: u32::try_from(place).unwrap_or(u32::MAX),
                    license: *license,
                    held: *wanted,
                });
            }
        }
        Ok(())
    }

    fn same_groups(&self, user: &PresentUser<'_>, row: &RosterRow<'_>) -> bool {
        let Some(names) = row.groups_wanted() else {
            return true;
        };
        let is_present = |name: &&str| {
            let wanted = self.groups.get(*name);
            wanted.is_some_and(|wanted| user.groups().any(|group| group == *wanted))
        };
        names.len() == user.groups().count() && names.iter().all(is_present)
    }
}

/// Whether the user really has one of the identifiers by which the row means somebody: a hash alone is no proof.
fn bears_any(user: &PresentUser<'_>, row: &RosterRow<'_>) -> bool {
    let email = row.existing_email.as_filled().or(row.email.as_filled());
    let email = email.zip(user.email);
    let unique_id = row.unique_id.as_filled().zip(user.unique_id);
    email.is_some_and(|(wanted, email)| email.eq_ignore_ascii_case(wanted.as_str()))
        || unique_id.is_some_and(|(wanted, id)| id == wanted.as_str())
}

fn same_texts(user: &PresentUser<'_>, row: &RosterRow<'_>) -> bool {
    let texts = [
        (&row.first_name, user.first_name),
        (&row.last_name, user.last_name),
        (&row.work_title, user.job_title),
    ];
    texts
        .into_iter()
        .all(|(cell, present)| cell.text_over(present) == present)
}

fn same_identifiers(user: &PresentUser<'_>, row: &RosterRow<'_>) -> bool {
    let email = row.email.as_filled();
    let unique_id = row.new_unique_id.as_filled().or(row.unique_id.as_filled());
    email.is_none_or(|wanted| user.email == Some(wanted.as_str()))
        && unique_id.is_none_or(|wanted| user.unique_id == Some(wanted.as_str()))
}

fn same_attributes(user: &PresentUser<'_>, row: &RosterRow<'_>) -> bool {
    if row.attributes.is_empty() {
        return true;
    }
    let present = user.attributes();
    row.attributes.iter().all(|(name, wanted)| {
        let present = present.get(*name).map(String::as_str);
        present.unwrap_or_default() == *wanted
    })
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
