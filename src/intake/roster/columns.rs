//! Where the columns of a roster go, and what a row says under them.

use std::sync::Arc;

use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::naming::split_groups;
use super::{Cell, RosterFault, RosterFaultKind, RosterHeader, RosterRow};
use crate::domain::Language;
use crate::domain::batch::{Terminated, TerminatedCause};
use crate::domain::columns::{Columns as Found, Destination, RosterField};
use crate::domain::damage::{self, Damage};
use crate::domain::hidden::{hidden, is_plain, unfit_in_line};
use crate::domain::identifier::{EmailAddress, IdentifierFault, IdentifierKind, UniqueId};
use crate::domain::learning::Day;
use crate::domain::license::LicenseCell;
use crate::domain::roster::split_name;
use crate::domain::time::Timestamp;
use crate::intake::dates::{DateOrder, read_date};
use crate::intake::header::{EMAIL_COLUMN, ID_COLUMN, is_named, trimmed};
use crate::intake::record::{Fields, Record};
use crate::intake::values;

/// Where what a row says stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Columns {
    names: Vec<String>,
    first_name: Option<usize>,
    last_name: Option<usize>,
    full_name: Option<usize>,
    email: Option<usize>,
    invited_email: Option<usize>,
    existing_email: Option<usize>,
    unique_id: Option<usize>,
    new_unique_id: Option<usize>,
    work_title: Option<usize>,
    groups: Option<usize>,
    language: Option<usize>,
    connected: Option<usize>,
    invited_on: Option<usize>,
    activated_on: Option<usize>,
    last_active: Option<usize>,
    licenses: Vec<(usize, Arc<str>)>,
    attributes: Vec<(usize, Arc<str>)>,
    dates: Dates,
}

/// How the dates of a file are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dates {
    /// What stands first.
    pub order: Option<DateOrder>,
    /// Now: nothing can have happened later.
    pub now: Timestamp,
}

impl Default for Dates {
    fn default() -> Self {
        Self {
            order: None,
            now: Timestamp(i64::MAX),
        }
    }
}

impl Columns {
    /// Takes the columns to where they go. `license` is the type of which the column of the license status speaks.
    pub(super) fn of(found: &Found<RosterField>, license: Option<&str>, dates: Dates) -> Self {
        let at = |field| found.place_of(field);
        let mut columns = Self {
            first_name: at(RosterField::FirstName),
            last_name: at(RosterField::LastName),
            full_name: at(RosterField::FullName),
            email: at(RosterField::Email),
            invited_email: at(RosterField::InvitedEmail),
            existing_email: at(RosterField::ExistingEmail),
            unique_id: at(RosterField::UniqueId),
            new_unique_id: at(RosterField::NewUniqueId),
            work_title: at(RosterField::WorkTitle),
            groups: at(RosterField::Groups),
            language: at(RosterField::Language),
            connected: at(RosterField::ConnectedProfile),
            invited_on: at(RosterField::InvitedOn),
            activated_on: at(RosterField::ActivatedOn),
            last_active: at(RosterField::LastAccess),
            dates,
            ..Self::default()
        };
        for (place, column) in found.0.iter().enumerate() {
            columns.names.push(column.header.clone());
            match &column.goes {
                Some((Destination::License(name), _)) => {
                    columns.licenses.push((place, name.as_str().into()));
                }
                Some((Destination::Attribute(name), _)) => {
                    columns.attributes.push((place, name.as_str().into()));
                }
                Some((Destination::Field(RosterField::LicenseStatus), _)) => {
                    columns
                        .licenses
                        .extend(license.map(|name| (place, name.into())));
                }
                Some((Destination::Field(_) | Destination::Ignored, _)) | None => {}
            }
        }
        columns
    }

    /// Whether the columns can tell users apart.
    pub(super) fn check(&self, line: u64) -> Result<(), Terminated> {
        let known = self.email.or(self.invited_email).or(self.unique_id);
        if known.is_some() {
            return Ok(());
        }
        Err(Terminated {
            cause: TerminatedCause::MissingHeader {
                missing: vec![EMAIL_COLUMN, ID_COLUMN],
                found: self.names.clone(),
            },
            line: Some(line),
        })
    }

    /// The headers of the file.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Places of dates.
    pub(super) fn dates(&self) -> impl Iterator<Item = usize> {
        let places = [self.invited_on, self.activated_on, self.last_active];
        places.into_iter().flatten()
    }

    /// Whether dates of licenses stand there.
    pub(super) const fn has_license_dates(&self) -> bool {
        self.invited_on.is_some() || self.activated_on.is_some()
    }

    /// Whether any column says who holds a license.
    pub(super) const fn has_licenses(&self) -> bool {
        !self.licenses.is_empty()
    }

    /// What the header says.
    pub(super) fn header(&self) -> RosterHeader {
        let names =
            |of: &[(usize, Arc<str>)]| of.iter().map(|(_, name)| Arc::clone(name)).collect();
        RosterHeader {
            names: self.names.clone(),
            license_types: names(&self.licenses),
            attributes: names(&self.attributes),
        }
    }

    /// Reads a data row.
    pub(super) fn read<'t>(&'t self, record: &'t Record) -> Result<RosterRow<'t>, RosterFault> {
        let line = u32::try_from(record.line).unwrap_or(u32::MAX);
        let fault = |column: Option<usize>, what| RosterFault {
            line,
            identifier: column.and_then(|place| self.identifier(place)),
            column: column.and_then(|place| self.names.get(place)).cloned(),
            what,
        };
        if let Some((place, what)) = self.fault_of_form(record) {
            return Err(fault(place, what));
        }
        let fields = record.fields();
        let identifier = |place: Option<usize>, what| {
            let damage = place.and_then(|place| damage::recognise(fields.get(place)));
            fault(place, fault_of_identifier(what, damage))
        };
        let email = |place| {
            parsed(fields, place, EmailAddress::parse).map_err(|what| identifier(place, what))
        };
        let unique_id =
            |place| parsed(fields, place, UniqueId::parse).map_err(|what| identifier(place, what));
        let moment = |place| {
            self.moment(fields, place)
                .map_err(|what| fault(place, what))
        };
        let (first_name, last_name) = self.name(fields);
        let row = RosterRow {
            line,
            first_name,
            last_name,
            email: one_email(email(self.email)?, email(self.invited_email)?)
                .ok_or_else(|| fault(self.invited_email, RosterFaultKind::TwoEmails))?,
            unique_id: unique_id(self.unique_id)?,
            work_title: text(fields, self.work_title),
            groups: groups(fields, self.groups),
            licenses: self
                .licenses(fields)
                .map_err(|place| fault(Some(place), RosterFaultKind::LicenseStatus))?,
            attributes: self.attributes(fields),
            new_unique_id: unique_id(self.new_unique_id)?,
            existing_email: email(self.existing_email)?,
            invited_on: moment(self.invited_on)?,
            activated_on: moment(self.activated_on)?,
            last_active: moment(self.last_active)?,
            language: self
                .language(fields)
                .map_err(|what| fault(self.language, what))?,
            connected: said(
                fields,
                self.connected,
                RosterFaultKind::Connection,
                values::connection,
            )
            .map_err(|what| fault(self.connected, what))?,
        };
        match self.identity_fault(&row) {
            Some((column, what)) => Err(fault(column, what)),
            None => Ok(row),
        }
    }

    /// The language of a learner; none where the letters are not written in it.
    fn language(&self, fields: Fields<'_>) -> Result<Option<Language>, RosterFaultKind> {
        let kind = RosterFaultKind::Language;
        let spoken = said(fields, self.language, kind, values::language)?;
        Ok(spoken.and_then(values::Spoken::known))
    }

    /// What is wrong with a row before its cells are read one by one, and in which column.
    fn fault_of_form(&self, record: &Record) -> Option<(Option<usize>, RosterFaultKind)> {
        let fields = record.fields();
        if record.is_malformed() {
            return Some((None, RosterFaultKind::Malformed));
        }
        if self.is_repeated_by(fields) {
            return Some((None, RosterFaultKind::RepeatedHeader));
        }
        if fields.len() > self.names.len() {
            return Some((None, RosterFaultKind::WrongFieldCount));
        }
        if let Some((place, found)) = self.hidden_character(fields) {
            return Some((Some(place), RosterFaultKind::Hidden(found)));
        }
        let (place, damage) = self.damaged_text(fields)?;
        Some((Some(place), RosterFaultKind::Damaged(damage)))
    }

    /// First and last name. A name in one cell says what has no column of its own.
    fn name<'t>(&self, fields: Fields<'t>) -> (Cell<&'t str>, Cell<&'t str>) {
        let (first, last) = (text(fields, self.first_name), text(fields, self.last_name));
        let Cell::Filled(full) = text(fields, self.full_name) else {
            return (first, last);
        };
        let (of_first, of_last) = split_name(full);
        let part = |own, part: &'t str| match own {
            Cell::Absent if part.is_empty() => Cell::Empty,
            Cell::Absent => Cell::Filled(part),
            own => own,
        };
        (part(first, of_first), part(last, of_last))
    }

    /// When something happened, where it is said.
    fn moment(
        &self,
        fields: Fields<'_>,
        place: Option<usize>,
    ) -> Result<Option<Timestamp>, RosterFaultKind> {
        said(fields, place, RosterFaultKind::Date, |cell| {
            let at = read_date(cell, self.dates.order)?;
            // A day without a time of day is on this day in nearly every time zone.
            let at = if at.time() == Time::midnight() {
                Day::of(at.date()).noon()
            } else {
                Timestamp(at.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
            };
            let now = self.dates.now;
            (at.0.saturating_sub(Timestamp::DAY) <= now.0).then_some(at.min(now))
        })
    }

    /// The identifier that a column holds.
    fn identifier(&self, place: usize) -> Option<IdentifierKind> {
        let place = Some(place);
        if [self.email, self.invited_email, self.existing_email].contains(&place) {
            Some(IdentifierKind::Email)
        } else if [self.unique_id, self.new_unique_id].contains(&place) {
            Some(IdentifierKind::UniqueId)
        } else {
            None
        }
    }

    /// Whether the row says whom it means, and says both halves of a change.
    fn identity_fault(&self, row: &RosterRow<'_>) -> Option<(Option<usize>, RosterFaultKind)> {
        let has_email = row.email.as_filled().is_some();
        let has_id = row.unique_id.as_filled().is_some();
        if row.new_unique_id.as_filled().is_some() && !has_id {
            return Some((self.new_unique_id, RosterFaultKind::ChangeWithoutPair));
        }
        if row.existing_email.as_filled().is_some() && !has_email {
            return Some((self.existing_email, RosterFaultKind::ChangeWithoutPair));
        }
        (!has_email && !has_id).then_some((None, RosterFaultKind::NoIdentifier))
    }

    /// Places of cells that hold words: names, titles, groups, attributes.
    fn texts(&self) -> impl Iterator<Item = usize> {
        let attributes = self.attributes.iter().map(|(place, _)| *place);
        self.names_of_users().chain(attributes)
    }

    /// Places of names, titles and groups.
    fn names_of_users(&self) -> impl Iterator<Item = usize> + use<> {
        let known = [
            self.first_name,
            self.last_name,
            self.full_name,
            self.work_title,
            self.groups,
        ];
        known.into_iter().flatten()
    }

    /// The first cell of words in which a character cannot be seen, or of a name that does not stand on one line. What an
    /// attribute says may have several.
    fn hidden_character(&self, fields: Fields<'_>) -> Option<(usize, char)> {
        let mut texts = self.texts();
        // Most rows are plain altogether, and nothing of them is looked at twice.
        if texts.all(|place| is_plain(fields.get(place))) {
            return None;
        }
        let mut texts = self.texts();
        let found = texts.find_map(|place| Some((place, hidden(fields.get(place))?)));
        found.or_else(|| {
            self.names_of_users().find_map(|place| {
                let cell = fields.get(place);
                let found = if self.groups == Some(place) {
                    split_groups(cell).into_iter().find_map(unfit_in_line)
                } else {
                    unfit_in_line(cell)
                };
                Some((place, found?))
            })
        })
    }

    /// The first cell that says an error or stands in the wrong encoding, or a new ID that looks damaged.
    fn damaged_text(&self, fields: Fields<'_>) -> Option<(usize, Damage)> {
        let mut texts = self.texts();
        let found =
            texts.find_map(|place| Some((place, damage::recognise_in_text(fields.get(place))?)));
        found.or_else(|| {
            let place = self.new_unique_id?;
            Some((place, damage::recognise(fields.get(place))?))
        })
    }

    fn is_repeated_by(&self, fields: Fields<'_>) -> bool {
        let known = [
            self.email,
            self.invited_email,
            self.unique_id,
            self.existing_email,
            self.new_unique_id,
        ];
        known
            .into_iter()
            .flatten()
            .all(|place| is_named(fields.get(place), trimmed(&self.names[place])))
    }

    fn licenses(&self, fields: Fields<'_>) -> Result<Vec<(&str, LicenseCell)>, usize> {
        let mut held = Vec::with_capacity(self.licenses.len());
        for (place, name) in &self.licenses {
            let cell = fields.get(*place).trim();
            if !cell.is_empty() {
                let cell = values::license(cell).ok_or(*place)?;
                held.push((&**name, cell));
            }
        }
        Ok(held)
    }

    fn attributes<'t>(&'t self, fields: Fields<'t>) -> Vec<(&'t str, &'t str)> {
        self.attributes
            .iter()
            .map(|(place, name)| (&**name, fields.get(*place).trim()))
            .collect()
    }
}

/// Reads a cell that may be empty or missing.
fn said<T>(
    fields: Fields<'_>,
    place: Option<usize>,
    unreadable: RosterFaultKind,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, RosterFaultKind> {
    let cell = place.map_or("", |place| fields.get(place).trim());
    match cell {
        "" | "-" | "–" => Ok(None),
        cell => read(cell).map(Some).ok_or(unreadable),
    }
}

fn text(fields: Fields<'_>, place: Option<usize>) -> Cell<&str> {
    let Some(place) = place else {
        return Cell::Absent;
    };
    match fields.get(place).trim() {
        "" => Cell::Empty,
        text => Cell::Filled(text),
    }
}

fn groups(fields: Fields<'_>, place: Option<usize>) -> Cell<Vec<&str>> {
    let Some(place) = place else {
        return Cell::Absent;
    };
    let groups = split_groups(fields.get(place));
    if groups.is_empty() {
        Cell::Empty
    } else {
        Cell::Filled(groups)
    }
}

fn parsed<T>(
    fields: Fields<'_>,
    place: Option<usize>,
    parse: impl Fn(&str) -> Result<T, IdentifierFault>,
) -> Result<Cell<T>, IdentifierFault> {
    let Some(place) = place else {
        return Ok(Cell::Absent);
    };
    match parse(fields.get(place)) {
        Ok(value) => Ok(Cell::Filled(value)),
        Err(IdentifierFault::Empty) => Ok(Cell::Empty),
        Err(what) => Err(what),
    }
}

/// The address that the primary and the invited column give together; none when they contradict each other.
fn one_email(
    primary: Cell<EmailAddress>,
    invited: Cell<EmailAddress>,
) -> Option<Cell<EmailAddress>> {
    match (primary, invited) {
        (Cell::Filled(one), Cell::Filled(other)) => {
            one.matches(&other).then_some(Cell::Filled(one))
        }
        (Cell::Filled(email), _) | (_, Cell::Filled(email)) => Some(Cell::Filled(email)),
        (Cell::Absent, Cell::Absent) => Some(Cell::Absent),
        _ => Some(Cell::Empty),
    }
}

/// What is wrong with an identifier: the damage that its form suggests, where it is one that damage leaves behind.
const fn fault_of_identifier(what: IdentifierFault, damage: Option<Damage>) -> RosterFaultKind {
    match (what, damage) {
        (IdentifierFault::Invalid | IdentifierFault::SpreadsheetNumber, Some(damage)) => {
            RosterFaultKind::Damaged(damage)
        }
        (what, _) => RosterFaultKind::Identifier(what),
    }
}
