//! The columns of a roster, found by name, and what a row says under them.

use std::sync::Arc;

use super::super::header::{EMAIL_COLUMN, ID_COLUMN, is_id_name, is_named, only_place, trimmed};
use super::super::record::{Fields, Record};
use super::naming::{attribute_of, license_type_of, split_groups};
use super::{Cell, RosterFault, RosterFaultKind, RosterHeader, RosterRow};
use crate::domain::batch::{Terminated, TerminatedCause};
use crate::domain::damage::{self, Damage};
use crate::domain::identifier::{EmailAddress, IdentifierFault, UniqueId};

const INVITED_EMAIL: &str = "invited_email_address";
const EXISTING_EMAIL: &str = "existing_email_address";
const NEW_ID: &str = "new_unique_user_id";

/// Places of the known columns.
pub(super) struct Columns {
    names: Vec<String>,
    first_name: Option<usize>,
    last_name: Option<usize>,
    email: Option<usize>,
    invited_email: Option<usize>,
    existing_email: Option<usize>,
    unique_id: Option<usize>,
    new_unique_id: Option<usize>,
    work_title: Option<usize>,
    groups: Option<usize>,
    licenses: Vec<(usize, Arc<str>)>,
    attributes: Vec<(usize, Arc<str>)>,
}

impl Columns {
    /// Finds the known columns among the names.
    pub(super) fn find(names: &[String], line: u64) -> Result<Self, Terminated> {
        let fault = |cause| Terminated {
            cause,
            line: Some(line),
        };
        let only = |canonical: &'static str, fits: &dyn Fn(&str) -> bool| {
            only_place(names, fits).map_err(|()| fault(TerminatedCause::DuplicateHeader(canonical)))
        };
        let column = |name: &'static str| only(name, &|text| is_named(text, name));
        let columns = Self {
            first_name: column("preferred_first_name")?,
            last_name: column("preferred_last_name")?,
            email: column(EMAIL_COLUMN)?,
            invited_email: column(INVITED_EMAIL)?,
            existing_email: column(EXISTING_EMAIL)?,
            unique_id: only(ID_COLUMN, &is_id_name)?,
            new_unique_id: column(NEW_ID)?,
            work_title: column("work_title")?,
            groups: column("groups")?,
            licenses: license_columns(names),
            attributes: attribute_columns(names),
            names: names.to_vec(),
        };
        if columns
            .email
            .or(columns.invited_email)
            .or(columns.unique_id)
            .is_none()
        {
            return Err(fault(TerminatedCause::MissingHeader {
                missing: vec![EMAIL_COLUMN, ID_COLUMN],
                found: names.to_vec(),
            }));
        }
        Ok(columns)
    }

    /// What the header says.
    pub(super) fn header(self) -> RosterHeader {
        RosterHeader {
            names: self.names,
            license_types: self.licenses.into_iter().map(|(_, name)| name).collect(),
            attributes: self.attributes.into_iter().map(|(_, name)| name).collect(),
        }
    }

    /// Reads a data row.
    pub(super) fn read<'t>(&'t self, record: &'t Record) -> Result<RosterRow<'t>, RosterFault> {
        let line = u32::try_from(record.line).unwrap_or(u32::MAX);
        let fault = |column: Option<usize>, what| {
            let column = column.and_then(|place| self.names.get(place)).cloned();
            RosterFault { line, column, what }
        };
        let fields = record.fields();
        if record.is_malformed() {
            return Err(fault(None, RosterFaultKind::Malformed));
        }
        if self.is_repeated_by(fields) {
            return Err(fault(None, RosterFaultKind::RepeatedHeader));
        }
        if fields.len() > self.names.len() {
            return Err(fault(None, RosterFaultKind::WrongFieldCount));
        }
        if let Some((place, damage)) = self.damaged_text(fields) {
            return Err(fault(Some(place), RosterFaultKind::Damaged(damage)));
        }
        let identifier = |place: Option<usize>, what| {
            let damage = place.and_then(|place| damage::recognise(fields.get(place)));
            let kind = match (what, damage) {
                (IdentifierFault::Invalid | IdentifierFault::SpreadsheetNumber, Some(damage)) => {
                    RosterFaultKind::Damaged(damage)
                }
                _ => RosterFaultKind::Identifier(what),
            };
            fault(place, kind)
        };
        let email = |place| {
            parsed(fields, place, EmailAddress::parse).map_err(|what| identifier(place, what))
        };
        let unique_id =
            |place| parsed(fields, place, UniqueId::parse).map_err(|what| identifier(place, what));
        let row = RosterRow {
            line,
            first_name: text(fields, self.first_name),
            last_name: text(fields, self.last_name),
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
        };
        match self.identity_fault(&row) {
            Some((column, what)) => Err(fault(column, what)),
            None => Ok(row),
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

    /// The first cell that says an error or stands in the wrong encoding, or a new ID that looks damaged.
    fn damaged_text(&self, fields: Fields<'_>) -> Option<(usize, Damage)> {
        let known = [
            self.first_name,
            self.last_name,
            self.work_title,
            self.groups,
        ];
        let attributes = self.attributes.iter().map(|(place, _)| *place);
        let mut texts = known.into_iter().flatten().chain(attributes);
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

    fn licenses(&self, fields: Fields<'_>) -> Result<Vec<(&str, bool)>, usize> {
        let mut held = Vec::with_capacity(self.licenses.len());
        for (place, name) in &self.licenses {
            let cell = fields.get(*place).trim();
            if cell.eq_ignore_ascii_case("active") {
                held.push((&**name, true));
            } else if cell.eq_ignore_ascii_case("inactive") {
                held.push((&**name, false));
            } else if !cell.is_empty() {
                return Err(*place);
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

fn license_columns(names: &[String]) -> Vec<(usize, Arc<str>)> {
    let is_attribute = |name: &str| attribute_of(name).is_some();
    let types = names
        .iter()
        .enumerate()
        .filter(|(_, name)| !is_attribute(name));
    types
        .filter_map(|(place, name)| Some((place, license_type_of(name)?.into())))
        .collect()
}

fn attribute_columns(names: &[String]) -> Vec<(usize, Arc<str>)> {
    names
        .iter()
        .enumerate()
        .filter_map(|(place, name)| Some((place, attribute_of(name)?.into())))
        .collect()
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
