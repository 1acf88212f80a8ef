//! The rows of a roster as people read them: for the rows of one page, what stands now and what would stand.
//!
//! Which fields change is what the judgement said; only the words are read again.

use std::collections::{BTreeMap, HashMap};

use super::comparing::{each_meant, held};
use super::handing::Others;
use super::meant::whom;
use super::telling::{self, connection, day};
use super::{Deeds, Roster, judge, roster_of};
use crate::domain::identifier::EmailAddress;
use crate::domain::license::{LicenseCell, LicenseStatus, LicenseType};
use crate::domain::naming::license_named;
use crate::domain::reason::Reason;
use crate::domain::roster::{
    Cell, EmptyCells, Kept, Other, RosterChange, RosterField, RosterFields, RosterImport,
    RosterLine, RosterList, RosterMark, RosterResult, RosterRow, RosterVerdict, remarked_words,
};
use crate::domain::time::Timestamp;
use crate::domain::{Language, Page, Window};
use crate::error::Result;
use crate::service::Core;
use crate::store::{Db, PresentUser};

/// What separates groups in one text.
const BETWEEN: &str = "; ";

/// A page of the rows of a roster.
pub(crate) fn lines(
    db: &Db<'_>,
    core: &Core,
    import: &RosterImport,
    list: RosterList,
    page: Page,
) -> Result<Window<RosterLine>> {
    let roster = roster_of(core, import)?;
    let deeds = judge(db, core, import)?;
    let total = deeds.verdicts.total(list);
    let showing = Showing {
        db,
        core,
        roster: &roster,
        deeds: &deeds,
        empties: import.options.empties,
        groups: db
            .groups()?
            .into_iter()
            .map(|group| (group.id.0, group.name))
            .collect(),
        types: db.license_types()?,
    };
    let rows = if list == RosterList::Gone {
        showing.gone(page)?
    } else {
        showing.rows(list, page)?
    };
    Ok(Window {
        rows,
        offset: page.offset,
        total: usize::try_from(total).unwrap_or_default(),
    })
}

struct Showing<'s, 'd> {
    db: &'s Db<'d>,
    core: &'s Core,
    roster: &'s Roster,
    deeds: &'s Deeds,
    empties: EmptyCells,
    groups: BTreeMap<i64, String>,
    types: Vec<LicenseType>,
}

impl Showing<'_, '_> {
    fn gone(&self, page: Page) -> Result<Vec<RosterLine>> {
        let users = self.deeds.gone.iter().skip(page.offset).take(page.limit);
        let mut lines = Vec::new();
        for user in users {
            each_meant(self.db, &[(user, 0)], |user, _| {
                lines.push(line_of(user));
                Ok(())
            })?;
        }
        Ok(lines)
    }

    fn rows(&self, list: RosterList, page: Page) -> Result<Vec<RosterLine>> {
        let verdicts = &self.deeds.verdicts;
        let (marks, fields) = (verdicts.marks(), verdicts.fields());
        let mut lines = Vec::new();
        // A row that could not be read was not set aside.
        let (mut looked, mut unreadable) = (0, 0);
        for (place, verdict) in verdicts.page(list, page) {
            let between = marks[looked..place].iter();
            unreadable += between.filter(|mark| mark.is_unread()).count();
            looked = place;
            let mut line = match verdict.result.mark() {
                mark if mark.is_unread() => unread(verdict),
                _ => self.row(place - unreadable, verdict, fields[place])?,
            };
            self.name_records(&mut line);
            lines.push(line);
        }
        Ok(lines)
    }

    /// Says of which record of a server a row is, and which other one speaks of the same.
    fn name_records(&self, line: &mut RosterLine) {
        let (Some(served), Some(number)) = (&self.roster.choice.served, line.line) else {
            return;
        };
        line.record = served.record(number).cloned();
        let refused = match &line.result {
            Some(RosterResult::Refused(why)) => Some(&**why),
            _ => None,
        };
        let other = match refused {
            Some(Reason::DuplicateOf(other)) => Some(*other),
            Some(Reason::TwiceThere) => served.twice.get(&number).copied(),
            _ => None,
        };
        line.same_as = other.and_then(|other| served.record(other)).cloned();
    }

    fn row(
        &self,
        shelved: usize,
        verdict: RosterVerdict,
        fields: RosterFields,
    ) -> Result<RosterLine> {
        let mut buffer = Vec::new();
        let row = self.roster.shelf.at(shelved, &mut buffer)?.row();
        let place = u32::try_from(shelved).unwrap_or(u32::MAX);
        let is_as_it_stands = fields == RosterFields::default();
        let user = match verdict.result.mark() {
            // There is nothing to show of a user of whom nothing changes.
            RosterMark::Unchanged if is_as_it_stands => None,
            RosterMark::Added | RosterMark::Unreadable | RosterMark::HeaderAgain => None,
            RosterMark::Changed | RosterMark::Unchanged | RosterMark::Refused => {
                whom(self.db, self.core, &self.deeds.given_up, &row)?.unwrap_or_default()
            }
        };
        let mut line = new_line(&row);
        if let Some(user) = user {
            each_meant(self.db, &[(user, 0)], |present, _| {
                line = line_of(present);
                line.changes = self.changes(present, &row, (fields, place))?;
                Ok(())
            })?;
        } else if verdict.result.mark() == RosterMark::Added {
            line.changes = self.additions(&row, place)?;
        }
        let remarks = self.deeds.verdicts.remarks_on(verdict.line);
        line.remarks = remarked_words(&row, remarks);
        line.line = Some(verdict.line);
        line.result = Some(verdict.result);
        Ok(line)
    }

    /// What a new user comes with besides name and identifiers.
    fn additions(&self, row: &RosterRow<'_>, place: u32) -> Result<Vec<RosterChange>> {
        let new = |field, of: Option<&str>, new: &str| RosterChange {
            of: of.map(str::to_owned),
            ..RosterChange::of(field, String::new(), new.to_owned())
        };
        let mut changes = self.taken_over(row, place)?;
        let title = row.work_title.as_filled();
        changes.extend(title.map(|title| new(RosterField::WorkTitle, None, title)));
        if row.groups.as_filled().is_some() {
            let names = row.groups_shown().join(BETWEEN);
            changes.push(new(RosterField::Groups, None, &names));
        }
        let held = row.licenses.iter().filter(|(_, cell)| cell.is_held());
        changes.extend(held.map(|(name, cell)| {
            let after = cell.after(LicenseStatus::None);
            let said = standing(*cell, after, row.license_since(after));
            new(RosterField::Licenses, Some(self.type_name(name)), &said)
        }));
        let language = row.language.map(Language::code);
        changes.extend(language.map(|tag| new(RosterField::Language, None, tag)));
        let connected = row.connected.filter(|connected| *connected);
        changes.extend(connected.map(|_| new(RosterField::Connection, None, connection(true))));
        let last = row.last_active.map(day);
        changes.extend(last.map(|day| new(RosterField::LastActive, None, &day)));
        let attributes = row.attributes.iter().filter(|(_, value)| !value.is_empty());
        changes.extend(
            attributes.map(|(name, value)| new(RosterField::Attributes, Some(name), value)),
        );
        Ok(changes)
    }

    /// Identifiers that somebody new takes over.
    fn taken_over(&self, row: &RosterRow<'_>, place: u32) -> Result<Vec<RosterChange>> {
        let new = HashMap::new();
        let handed = &self.deeds.handed;
        let others = Others { handed, new };
        let mut changes = telling::taken_over(row, (&others, place));
        for from in changes.iter_mut().filter_map(|change| change.from.as_mut()) {
            from.called = self.db.called(from.user)?;
        }
        Ok(changes)
    }

    /// Who had before what a row gives to its learner, and who has from now on what they have now.
    fn others(&self, field: RosterField, place: u32) -> Result<(Option<Other>, Option<Other>)> {
        let handed = &self.deeds.handed;
        let known = |user| -> Result<Option<Other>> {
            let called = self.db.called(Some(user))?;
            let user = Some(user);
            Ok(Some(Other { user, called }))
        };
        let from = match handed.taken(place, field) {
            Some(link) => known(link.giver.user)?,
            None => None,
        };
        let to = match handed.given(place, field) {
            Some(link) => match link.user {
                Some(user) => known(user)?,
                None => Some(self.newcomer(link.taker.0)?),
            },
            None => None,
        };
        Ok((from, to))
    }

    /// Somebody new, as their row says it.
    fn newcomer(&self, place: u32) -> Result<Other> {
        let mut buffer = Vec::new();
        let line = new_line(&self.roster.shelf.at(place as usize, &mut buffer)?.row());
        Ok(Other {
            user: None,
            called: line.unique_id.or(line.email).or(Some(line.name)),
        })
    }

    fn type_name<'n>(&'n self, name: &'n str) -> &'n str {
        license_named(&self.types, name).map_or(name, |kind| kind.name.as_str())
    }

    /// What a row changes of a user, and which empty cells meet something.
    fn changes(
        &self,
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
        (fields, place): (RosterFields, u32),
    ) -> Result<Vec<RosterChange>> {
        let mut changes = Vec::new();
        for field in RosterField::ALL {
            if !fields.changes(field) && !fields.has_empty_cell(field) {
                continue;
            }
            match field {
                RosterField::Licenses => self.license_changes(user, row, &mut changes)?,
                RosterField::Attributes => {
                    changes.extend(telling::attributes(user, row, self.empties)?);
                }
                plain => changes.push(self.plain_change(plain, user, row, (fields, place))?),
            }
        }
        Ok(changes)
    }

    fn plain_change(
        &self,
        field: RosterField,
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
        (fields, place): (RosterFields, u32),
    ) -> Result<RosterChange> {
        let groups = || (self.group_names(user), row.groups_shown().join(BETWEEN));
        let (old, new) = telling::plain(field, user, row).unwrap_or_else(groups);
        let (from, to) = self.others(field, place)?;
        Ok(RosterChange {
            kept: (!fields.changes(field)).then_some(Kept::of(field)),
            from,
            to,
            ..RosterChange::of(field, old, new)
        })
    }

    fn group_names(&self, user: &PresentUser<'_>) -> String {
        let names = user
            .groups()
            .filter_map(|group| self.groups.get(&i64::from(group)));
        names.map(String::as_str).collect::<Vec<_>>().join(BETWEEN)
    }

    fn license_changes(
        &self,
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
        changes: &mut Vec<RosterChange>,
    ) -> Result<()> {
        let present = held(self.db, user)?;
        for (name, cell) in &row.licenses {
            let kind = license_named(&self.types, name);
            let known = kind.and_then(|kind| present.iter().find(|(id, ..)| *id == kind.id));
            let (before, since) = known
                .map_or((LicenseStatus::None, None), |(_, status, since)| {
                    (*status, Some(*since))
                });
            let after = cell.after(before);
            let dated = row.license_since(after).filter(|at| since != Some(*at));
            if before == after && dated.is_none() {
                continue;
            }
            let old = standing(*cell, before, since.filter(|_| dated.is_some()));
            let new = standing(*cell, after, dated);
            changes.push(RosterChange {
                of: Some(self.type_name(name).to_owned()),
                ..RosterChange::of(RosterField::Licenses, old, new)
            });
        }
        Ok(())
    }
}

/// Where a user stands with a license, in the words of the file: one that says only who holds it is answered so.
fn standing(cell: LicenseCell, status: LicenseStatus, since: Option<Timestamp>) -> String {
    let said = match (cell, status) {
        (_, LicenseStatus::None) => LicenseCell::Inactive,
        (LicenseCell::Active | LicenseCell::Inactive, _) => LicenseCell::Active,
        (_, LicenseStatus::Invited) => LicenseCell::Invited,
        (_, LicenseStatus::Activated) => LicenseCell::Activated,
    };
    match since {
        Some(at) => format!("{} {}", said.code(), day(at)),
        None => said.code().to_owned(),
    }
}

fn line_of(user: &PresentUser<'_>) -> RosterLine {
    RosterLine {
        user: Some(user.id),
        name: full_name(user.first_name, user.last_name),
        email: user.email.map(str::to_owned),
        unique_id: user.unique_id.map(str::to_owned),
        ..RosterLine::default()
    }
}

fn new_line(row: &RosterRow<'_>) -> RosterLine {
    let text = |cell: &Cell<EmailAddress>| cell.as_filled().map(ToString::to_string);
    RosterLine {
        name: full_name(row.first_name.text(), row.last_name.text()),
        email: text(&row.email),
        unique_id: row.unique_id.as_filled().map(ToString::to_string),
        ..RosterLine::default()
    }
}

fn unread(verdict: RosterVerdict) -> RosterLine {
    RosterLine {
        line: Some(verdict.line),
        result: Some(verdict.result),
        ..RosterLine::default()
    }
}

fn full_name(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}
