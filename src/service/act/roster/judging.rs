//! Judging the rows of a roster, in the file's order: seats go to who stands first.

use std::collections::HashMap;

use super::super::super::{Core, identity};
use super::super::checked_info;
use super::comparing::{Wish, compare};
use super::relating::{Relations, Way, relate};
use super::shelf::Shelved;
use super::{Deeds, Roster, has_bad_group, license_types};
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::identifier::{Identifier, IdentifierKind};
use crate::domain::reason::Reason;
use crate::domain::roster::{Cell, RosterResult, RosterRow, RosterVerdicts};
use crate::domain::user::EmployeeInfo;
use crate::error::Result;
use crate::store::Db;

/// What a row would do.
enum Deed {
    Add,
    /// With the user, where the row was looked up.
    Change(Option<UserId>),
    Unchanged,
}

/// What may be, or why it may not.
type Verdict<T> = std::result::Result<T, Reason>;

/// Judges every row.
pub(super) fn judge(db: &Db<'_>, core: &Core, roster: &Roster) -> Result<Deeds> {
    let shelf = &roster.shelf;
    let mut relations = relate(db, core, shelf)?;
    let wishes = compare(db, shelf, &mut relations)?;
    let Relations { mut ways, bearers } = relations;
    let mut judge = Judge::new(db, core, roster, &wishes)?;
    let mut verdicts = RosterVerdicts::default();
    let mut looked_up = Vec::new();
    let mut unreadable = roster.unreadable.iter().peekable();
    shelf.each(|one| {
        let line = one.glance().line;
        while let Some(fault) = unreadable.next_if(|fault| fault.line < line) {
            verdicts.push(fault.line, fault.result);
        }
        let way = &mut ways[one.place];
        let deed = judge.deed(*way, one, line)?;
        if deed.is_err() {
            *way = Way::Same;
        }
        let result = match deed {
            Ok(Deed::Add) => RosterResult::Added,
            Ok(Deed::Unchanged) => RosterResult::Unchanged,
            Ok(Deed::Change(user)) => {
                let place = u32::try_from(one.place).unwrap_or(u32::MAX);
                looked_up.extend(user.map(|user| (user, place)));
                RosterResult::Changed
            }
            Err(reason) => RosterResult::Refused(Box::new(reason)),
        };
        verdicts.push(line, result);
        Ok(())
    })?;
    for fault in unreadable {
        verdicts.push(fault.line, fault.result);
    }
    let mut changes = bearers;
    changes.retain(|(_, place)| ways[*place as usize] == Way::Differs);
    changes.append(&mut looked_up);
    changes.sort_unstable();
    Ok(Deeds {
        verdicts: verdicts.into(),
        changes,
    })
}

struct Judge<'j, 'c> {
    db: &'j Db<'c>,
    core: &'j Core,
    types: HashMap<String, LicenseTypeId>,
    /// The license types that the names in the rows mean, where there are such.
    named: Vec<Option<LicenseTypeId>>,
    /// Seats that earlier rows of the file leave.
    free: HashMap<LicenseTypeId, i64>,
    /// What rows that mean one user each change of licenses.
    wishes: &'j [Wish],
    names: &'j crate::domain::roster::Names,
    /// Identifiers that earlier rows have spoken for, where others may, with their line. The registry has one entry for a
    /// hash, so whoever shares one by chance is refused as a namesake would be.
    lines: HashMap<(IdentifierKind, i64), u32>,
}

impl<'j, 'c> Judge<'j, 'c> {
    fn new(db: &'j Db<'c>, core: &'j Core, roster: &'j Roster, wishes: &'j [Wish]) -> Result<Self> {
        let kinds = license_types(db)?;
        let free = kinds.values().map(|kind| {
            let taken = (kind.invited + kind.activated).cast_signed();
            (kind.id, kind.seats.cast_signed() - taken)
        });
        let free = free.collect();
        let types: HashMap<String, LicenseTypeId> = kinds
            .into_iter()
            .map(|(name, kind)| (name, kind.id))
            .collect();
        let names = roster.shelf.names();
        Ok(Self {
            db,
            core,
            named: names.iter().map(|name| types.get(name).copied()).collect(),
            types,
            free,
            wishes,
            names,
            lines: HashMap::new(),
        })
    }

    fn deed(&mut self, way: Way, one: Shelved<'_>, line: u32) -> Result<Verdict<Deed>> {
        if let Way::Careful | Way::Shared = way {
            return self.looked_up(&one.row(), line, way == Way::Shared);
        }
        Ok(self.simple(way, one))
    }

    /// Judges a row that is a stranger's, or that was compared with the one user whom it means.
    fn simple(&mut self, way: Way, one: Shelved<'_>) -> Verdict<Deed> {
        if one.head.is_too_long {
            return Err(too_long());
        }
        if one.head.email.is_none() && one.head.unique_id.is_none() {
            return Err(Reason::IdentifierMissing);
        }
        if one.head.has_bad_group {
            return Err(Reason::NameMissing);
        }
        let mut wanted = Vec::new();
        for (place, held) in one.glance().licenses() {
            let Some(license) = self.named.get(place).copied().flatten() else {
                return Err(Reason::UnknownLicense(self.names.at(place).to_owned()));
            };
            // A stranger holds nothing.
            if way == Way::Stranger && held {
                wanted.push((license, true));
            }
        }
        let own = self.wishes_of(one.place);
        wanted.extend(own.iter().map(|wish| (wish.license, wish.held)));
        self.take_seats(&wanted)?;
        Ok(match way {
            Way::Stranger => Deed::Add,
            Way::Differs => Deed::Change(None),
            _ => Deed::Unchanged,
        })
    }

    fn wishes_of(&mut self, place: usize) -> &'j [Wish] {
        let before = self
            .wishes
            .partition_point(|wish| (wish.place as usize) < place);
        let (_, rest) = self.wishes.split_at(before);
        let count = rest.partition_point(|wish| wish.place as usize == place);
        let (own, rest) = rest.split_at(count);
        self.wishes = rest;
        own
    }

    /// Takes the seats that a row wants and gives back what it gives up: all of it or, where a seat is missing, nothing.
    fn take_seats(&mut self, wanted: &[(LicenseTypeId, bool)]) -> Verdict<()> {
        for (nth, (license, held)) in wanted.iter().enumerate() {
            let free = self.free.entry(*license).or_default();
            if *held && *free <= 0 {
                for (license, held) in &wanted[..nth] {
                    *self.free.entry(*license).or_default() += if *held { 1 } else { -1 };
                }
                return Err(Reason::NoSeats(1));
            }
            *free += if *held { -1 } else { 1 };
        }
        Ok(())
    }

    /// Judges a row by looking up whom it means.
    fn looked_up(
        &mut self,
        row: &RosterRow<'_>,
        line: u32,
        is_shared: bool,
    ) -> Result<Verdict<Deed>> {
        let user = match self.whom(row)? {
            Ok(user) => user,
            Err(reason) => return Ok(Err(reason)),
        };
        let before = match user {
            Some(user) => self.db.roster_user(user)?,
            None => None,
        };
        let info = wanted_info(row, before.as_ref().map(|before| &before.employee));
        if let Some(reason) = checked_info(&info) {
            return Ok(Err(reason));
        }
        if let Some(reason) = identity::objection(self.db, self.core, user, &info)? {
            return Ok(Err(reason));
        }
        if has_bad_group(row) {
            return Ok(Err(Reason::NameMissing));
        }
        let identifiers = identity::identifiers(&info);
        let hashes = identifiers.iter().map(|one| self.core.key.identifier(one));
        let hashes: Vec<_> = hashes.collect();
        if is_shared && let Some(line) = hashes.iter().find_map(|hash| self.lines.get(hash)) {
            return Ok(Err(Reason::DuplicateOf(*line)));
        }
        let held = before.as_ref().map(|before| before.licenses.as_slice());
        let wanted = match self.licenses_wanted(row, held.unwrap_or_default()) {
            Ok(wanted) => wanted,
            Err(reason) => return Ok(Err(reason)),
        };
        let groups = match &before {
            Some(before) => self.has_groups(row, &before.groups)?,
            None => true,
        };
        // Whoever is refused for want of a seat has spoken for the identifiers nevertheless.
        if is_shared {
            self.lines
                .extend(hashes.into_iter().map(|hash| (hash, line)));
        }
        if let Err(reason) = self.take_seats(&wanted) {
            return Ok(Err(reason));
        }
        let unchanged = before
            .as_ref()
            .is_some_and(|before| before.employee == info && groups && wanted.is_empty());
        Ok(Ok(match user {
            None => Deed::Add,
            Some(_) if unchanged => Deed::Unchanged,
            Some(_) => Deed::Change(user),
        }))
    }

    /// The user a row means; none for a new one.
    fn whom(&self, row: &RosterRow<'_>) -> Result<Verdict<Option<UserId>>> {
        let renamed = row.existing_email.as_filled();
        let email = renamed
            .or(row.email.as_filled())
            .cloned()
            .map(Identifier::Email);
        let unique_id = row.unique_id.as_filled().cloned().map(Identifier::UniqueId);
        let must_exist = row.renames();
        let mut found: Option<UserId> = None;
        for identifier in [email, unique_id].into_iter().flatten() {
            if let identity::Named::Living(user) =
                identity::look_up(self.db, self.core, &identifier)?
            {
                if found.is_some_and(|other| other != user) {
                    return Ok(Err(Reason::IdsDisagree));
                }
                found = Some(user);
            }
        }
        Ok(if must_exist && found.is_none() {
            Err(Reason::UserGone)
        } else {
            Ok(found)
        })
    }

    /// License types that a row changes, each with whether the user shall hold it.
    fn licenses_wanted(
        &self,
        row: &RosterRow<'_>,
        held: &[LicenseTypeId],
    ) -> Verdict<Vec<(LicenseTypeId, bool)>> {
        let mut changed = Vec::new();
        for (name, wanted) in &row.licenses {
            let Some(license) = self.types.get(*name) else {
                return Err(Reason::UnknownLicense((*name).to_owned()));
            };
            if held.contains(license) != *wanted {
                changed.push((*license, *wanted));
            }
        }
        Ok(changed)
    }

    /// Whether a user is in the groups that a row names, where it names any.
    fn has_groups(&self, row: &RosterRow<'_>, present: &[u16]) -> Result<bool> {
        let Some(names) = row.groups_wanted() else {
            return Ok(true);
        };
        for name in names {
            let group = self.db.group_named(name)?;
            if !group.is_some_and(|group| present.iter().any(|one| i64::from(*one) == group.0)) {
                return Ok(false);
            }
        }
        Ok(names.len() == present.len())
    }
}

const fn too_long() -> Reason {
    Reason::TooLong(super::super::LONGEST as u64)
}

/// How a row wants an employee to be.
fn wanted_info(row: &RosterRow<'_>, before: Option<&EmployeeInfo>) -> EmployeeInfo {
    let mut info = before.cloned().unwrap_or_default();
    let text = |cell: &Cell<&str>, kept: &mut String| match cell {
        Cell::Absent => {}
        Cell::Empty => kept.clear(),
        Cell::Filled(text) => (*text).clone_into(kept),
    };
    text(&row.first_name, &mut info.first_name);
    text(&row.last_name, &mut info.last_name);
    text(&row.work_title, &mut info.job_title);
    if let Some(email) = row.email.as_filled() {
        info.email = Some(email.clone());
    }
    if let Some(id) = row.new_unique_id.as_filled().or(row.unique_id.as_filled()) {
        info.unique_id = Some(id.clone());
    }
    for (name, value) in &row.attributes {
        if value.is_empty() {
            info.attributes.remove(*name);
        } else {
            info.attributes
                .insert((*name).to_owned(), (*value).to_owned());
        }
    }
    info
}
