//! The roster CSV: all users with their names, groups, licenses and custom attributes, as it is downloaded and
//! imported.
//!
//! The headers may stand in any order and most may be missing. A column that is missing says nothing about a user
//! ([`Cell::Absent`]); a column that is there with nothing in it says that the user has none ([`Cell::Empty`]).
//! Groups stand in one cell, separated by `|` where the cell has one, else by `;`. A license column whose cell is
//! empty says nothing; a license or attribute column that is missing is not in the row's list.

use std::io::{Read, Seek};
use std::sync::Arc;

use super::header::{EMAIL_COLUMN, ID_COLUMN, is_id_name, is_named, only_place, trimmed};
use super::record::{Fields, Record};
use super::sheet::{Sheet, Step};
use super::{Encoding, Limits, ReadFault, RowLimit, Separator};
use crate::domain::batch::{LineTally, Progress, Terminated, TerminatedCause};
use crate::domain::identifier::{EmailAddress, IdentifierFault, UniqueId};

/// Columns of the download, besides those of license types and attributes, in its order.
pub const ROSTER_COLUMNS: [&str; 6] = [
    "preferred_first_name",
    "preferred_last_name",
    EMAIL_COLUMN,
    ID_COLUMN,
    "work_title",
    "groups",
];

const INVITED_EMAIL: &str = "invited_email_address";
const EXISTING_EMAIL: &str = "existing_email_address";
const NEW_ID: &str = "new_unique_user_id";
const ATTRIBUTE_PREFIX: &str = "attribute_";

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell<T> {
    /// The file has no such column.
    #[default]
    Absent,
    /// The column is there, the cell is empty.
    Empty,
    /// This.
    Filled(T),
}

/// One user of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterRow {
    /// The physical line on which the row begins, from 1.
    pub line: u32,
    /// The preferred first name.
    pub first_name: Cell<String>,
    /// The preferred last name.
    pub last_name: Cell<String>,
    /// The primary or invited email address; beside [`RosterRow::existing_email`] the new one.
    pub email: Cell<EmailAddress>,
    /// The unique user ID.
    pub unique_id: Cell<UniqueId>,
    /// The job title.
    pub work_title: Cell<String>,
    /// Names of groups, in order, none twice.
    pub groups: Cell<Vec<String>>,
    /// License types by name, and whether the user has each; types with an empty cell are left out.
    pub licenses: Vec<(Arc<str>, bool)>,
    /// Custom attributes by name; an empty value means that the user has none.
    pub attributes: Vec<(Arc<str>, String)>,
    /// The ID that takes the place of [`RosterRow::unique_id`].
    pub new_unique_id: Cell<UniqueId>,
    /// The address by which the account knows the user whose address is to be changed.
    pub existing_email: Cell<EmailAddress>,
}

/// Why a row of a roster cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterFault {
    /// The physical line on which the row begins, from 1.
    pub line: u32,
    /// The column, as the file names it, where one is to blame.
    pub column: Option<String>,
    /// What is wrong there.
    pub what: RosterFaultKind,
}

/// What is wrong with a row of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterFaultKind {
    /// The cell is not an address or an ID.
    Identifier(IdentifierFault),
    /// A license status other than `active` and `inactive`.
    LicenseStatus,
    /// The row has neither email nor ID.
    NoIdentifier,
    /// The primary and the invited address are both there and differ.
    TwoEmails,
    /// `new_unique_user_id` or `existing_email_address` without the cell that stands beside it.
    ChangeWithoutPair,
    /// More fields than the header has.
    WrongFieldCount,
    /// A NUL, or a field past the limit.
    Malformed,
    /// The header again.
    RepeatedHeader,
}

/// What a roster's header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterHeader {
    /// The columns' names as the file writes them, in its order.
    pub names: Vec<String>,
    /// Names of the license types, in the file's order.
    pub license_types: Vec<Arc<str>>,
    /// Names of the custom attributes, in the file's order.
    pub attributes: Vec<Arc<str>>,
}

/// What a whole roster was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterIntake {
    /// The account of its lines; it always holds.
    pub tally: LineTally,
    /// Its header.
    pub header: RosterHeader,
    /// How its fields are separated.
    pub separator: Separator,
    /// How its bytes are read.
    pub encoding: Encoding,
}

/// Places of the known columns.
struct Columns {
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

impl<T> Cell<T> {
    /// What it says, where it says something.
    pub const fn as_filled(&self) -> Option<&T> {
        match self {
            Self::Filled(value) => Some(value),
            Self::Absent | Self::Empty => None,
        }
    }
}

/// Reads a roster and hands each data row on, in the file's order.
///
/// At least one column of email or ID must be there. As with deletions, rows handed on before a [`ReadFault`] are void.
pub fn read_roster<R: Read + Seek>(
    source: R,
    limits: &Limits,
    watch: &mut dyn FnMut(Progress),
    each: &mut dyn FnMut(Result<RosterRow, RosterFault>),
) -> Result<RosterIntake, ReadFault> {
    let mut sheet = Sheet::open(source, limits.bytes)?;
    let columns = Columns::find(sheet.header(), sheet.header_line())?;
    let mut record = Record::default();
    let mut rows = RowLimit::new(limits.rows);
    let mut records: u32 = 0;
    loop {
        if records.is_multiple_of(super::RECORDS_PER_LOOK) {
            watch(sheet.progress());
        }
        records = records.wrapping_add(1);
        match sheet.next(&mut record)? {
            Step::End => break,
            Step::Row if rows.allows(record.line) => each(columns.read(&record)),
            Step::Row | Step::Blank => {}
        }
    }
    rows.verdict()?;
    let (separator, encoding) = (sheet.separator(), sheet.encoding());
    Ok(RosterIntake {
        tally: sheet.close()?,
        header: columns.header(),
        separator,
        encoding,
    })
}

/// The header under which a license type's status is exported; [`license_type_of`] reads it back.
pub fn license_header(license_type: &str) -> String {
    format!("{license_type} license status")
}

/// The header under which a custom attribute is exported.
pub fn attribute_header(attribute: &str) -> String {
    format!("{ATTRIBUTE_PREFIX}{attribute}")
}

/// The license type that a header such as `Learning license status` or `premium_license_status` names.
pub fn license_type_of(header: &str) -> Option<&str> {
    let header = trimmed(header);
    let folded = header.to_ascii_lowercase();
    let status = folded.rfind("status")?;
    let license = folded[..status].rfind("license")?;
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | ':' | '(' | ')');
    let before = header[..license].trim_end_matches(is_mark).trim_start();
    let between = header[license + "license".len()..status].trim_matches(is_mark);
    let parts = [before, between, header];
    parts.into_iter().find(|part| !part.is_empty())
}

/// Writes names of groups into one cell, so that [`split_groups`] gives them back; a name must not hold `|`.
pub fn join_groups<'a>(groups: impl IntoIterator<Item = &'a str>) -> String {
    let groups: Vec<&str> = groups.into_iter().collect();
    if !groups.iter().any(|group| group.contains(';')) {
        return groups.join(";");
    }
    let mut cell = groups.join("|");
    if groups.len() == 1 {
        cell.push('|');
    }
    cell
}

/// Reads the names of groups in a cell: trimmed, in order, none empty, none twice.
pub fn split_groups(cell: &str) -> Vec<String> {
    let mark = if cell.contains('|') { '|' } else { ';' };
    let mut groups: Vec<String> = Vec::new();
    for group in cell
        .split(mark)
        .map(str::trim)
        .filter(|group| !group.is_empty())
    {
        if !groups.iter().any(|earlier| earlier == group) {
            groups.push(group.to_owned());
        }
    }
    groups
}

impl Columns {
    fn find(names: &[String], line: u64) -> Result<Self, Terminated> {
        let fault = |cause| Terminated {
            cause,
            line: Some(line),
        };
        let place = |canonical: &'static str, fits: &dyn Fn(&str) -> bool| {
            only_place(names, fits).map_err(|()| fault(TerminatedCause::DuplicateHeader(canonical)))
        };
        let named = |name: &'static str| place(name, &|text| is_named(text, name));
        let columns = Self {
            first_name: named("preferred_first_name")?,
            last_name: named("preferred_last_name")?,
            email: named(EMAIL_COLUMN)?,
            invited_email: named(INVITED_EMAIL)?,
            existing_email: named(EXISTING_EMAIL)?,
            unique_id: place(ID_COLUMN, &is_id_name)?,
            new_unique_id: named(NEW_ID)?,
            work_title: named("work_title")?,
            groups: named("groups")?,
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
            return Err(fault(TerminatedCause::MissingHeader(vec![
                EMAIL_COLUMN,
                ID_COLUMN,
            ])));
        }
        Ok(columns)
    }

    fn header(self) -> RosterHeader {
        RosterHeader {
            names: self.names,
            license_types: self.licenses.into_iter().map(|(_, name)| name).collect(),
            attributes: self.attributes.into_iter().map(|(_, name)| name).collect(),
        }
    }

    fn read(&self, record: &Record) -> Result<RosterRow, RosterFault> {
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
        let identifier = |place, what| fault(place, RosterFaultKind::Identifier(what));
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
    fn identity_fault(&self, row: &RosterRow) -> Option<(Option<usize>, RosterFaultKind)> {
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

    fn licenses(&self, fields: Fields<'_>) -> Result<Vec<(Arc<str>, bool)>, usize> {
        let mut held = Vec::with_capacity(self.licenses.len());
        for (place, name) in &self.licenses {
            let cell = fields.get(*place).trim();
            if cell.eq_ignore_ascii_case("active") {
                held.push((Arc::clone(name), true));
            } else if cell.eq_ignore_ascii_case("inactive") {
                held.push((Arc::clone(name), false));
            } else if !cell.is_empty() {
                return Err(*place);
            }
        }
        Ok(held)
    }

    fn attributes(&self, fields: Fields<'_>) -> Vec<(Arc<str>, String)> {
        let value = |place: usize| fields.get(place).trim().to_owned();
        self.attributes
            .iter()
            .map(|(place, name)| (Arc::clone(name), value(*place)))
            .collect()
    }
}

fn license_columns(names: &[String]) -> Vec<(usize, Arc<str>)> {
    let is_attribute = |name: &str| attribute_name(name).is_some();
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
        .filter_map(|(place, name)| Some((place, attribute_name(name)?.into())))
        .collect()
}

fn attribute_name(header: &str) -> Option<&str> {
    let (prefix, name) = trimmed(header).split_at_checked(ATTRIBUTE_PREFIX.len())?;
    (prefix.eq_ignore_ascii_case(ATTRIBUTE_PREFIX) && !name.is_empty()).then_some(name)
}

fn text(fields: Fields<'_>, place: Option<usize>) -> Cell<String> {
    let Some(place) = place else {
        return Cell::Absent;
    };
    match fields.get(place).trim() {
        "" => Cell::Empty,
        text => Cell::Filled(text.to_owned()),
    }
}

fn groups(fields: Fields<'_>, place: Option<usize>) -> Cell<Vec<String>> {
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

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<(RosterIntake, Vec<Result<RosterRow, RosterFault>>), ReadFault> {
        let mut rows = Vec::new();
        let intake = read_roster(
            Cursor::new(text),
            &Limits::none(),
            &mut |_| {},
            &mut |row| rows.push(row),
        )?;
        Ok((intake, rows))
    }

    fn filled(text: &str) -> Cell<String> {
        Cell::Filled(text.to_owned())
    }

    #[test]
    fn every_column_of_the_download_is_read() -> Result<(), ReadFault> {
        let (intake, rows) = read(
            "groups,Preferred_First_Name,preferred_last_name,primary_email_address,unique_id,work_title,\
             LinkedIn Learning license status,attribute_Site,unknown\n\
             Sales; EMEA ;Sales,Siti,Aminah,siti@enigma.example,E-1,,ACTIVE,Jakarta,x\n\
             ,,,,E-2,Lead,inactive,,\n",
        )?;
        assert!(intake.tally.holds());
        assert_eq!(intake.header.license_types, ["LinkedIn Learning".into()]);
        let Some(Ok(one)) = rows.first() else {
            return Ok(assert!(!rows.is_empty()));
        };
        assert_eq!(one.first_name, filled("Siti"));
        assert_eq!(
            one.groups,
            Cell::Filled(vec!["Sales".to_owned(), "EMEA".to_owned()])
        );
        assert_eq!(one.work_title, Cell::Empty);
        assert_eq!(one.licenses, [("LinkedIn Learning".into(), true)]);
        assert_eq!(one.attributes, [("Site".into(), "Jakarta".to_owned())]);
        assert_eq!(one.new_unique_id, Cell::Absent);
        let Some(Ok(two)) = rows.get(1) else {
            return Ok(assert_eq!(rows.len(), 2));
        };
        assert_eq!((&two.email, two.line), (&Cell::Empty, 3));
        assert_eq!(two.licenses, [("LinkedIn Learning".into(), false)]);
        assert_eq!(two.attributes, [("Site".into(), String::new())]);
        Ok(())
    }

    #[test]
    fn rows_that_cannot_be_read_name_the_column_and_what_is_wrong() -> Result<(), ReadFault> {
        let (_, rows) = read(
            "primary_email_address,unique_user_id,new_unique_user_id,A license status,groups\n\
             nobody,,,,\n,1.04E+05,,,\n,E-1,,maybe,\n,,,,Sales\n,E-1,,,,,x\na@x.example,,E-2,,\n\
             primary_email_address,unique_user_id,new_unique_user_id,A license status,groups\n",
        )?;
        let faults: Vec<_> = rows.into_iter().filter_map(Result::err).collect();
        let seen: Vec<_> = faults
            .iter()
            .map(|fault| (fault.line, fault.column.as_deref(), fault.what))
            .collect();
        let expected = [
            (
                2,
                Some("primary_email_address"),
                RosterFaultKind::Identifier(IdentifierFault::Invalid),
            ),
            (
                3,
                Some("unique_user_id"),
                RosterFaultKind::Identifier(IdentifierFault::SpreadsheetNumber),
            ),
            (4, Some("A license status"), RosterFaultKind::LicenseStatus),
            (5, None, RosterFaultKind::NoIdentifier),
            (6, None, RosterFaultKind::WrongFieldCount),
            (
                7,
                Some("new_unique_user_id"),
                RosterFaultKind::ChangeWithoutPair,
            ),
            (8, None, RosterFaultKind::RepeatedHeader),
        ];
        assert_eq!(seen, expected);
        Ok(())
    }

    #[test]
    fn a_change_of_address_has_both_halves() -> Result<(), ReadFault> {
        let (_, rows) =
            read("existing_email_address,invited_email_address\nold@x.example,new@x.example\n")?;
        let Some(Ok(row)) = rows.first() else {
            return Ok(assert!(rows.is_empty()));
        };
        assert_eq!(
            row.existing_email.as_filled().map(EmailAddress::as_str),
            Some("old@x.example")
        );
        assert_eq!(
            row.email.as_filled().map(EmailAddress::as_str),
            Some("new@x.example")
        );
        Ok(())
    }

    #[test]
    fn a_roster_without_any_identifier_column_is_refused() {
        let fault = read("preferred_first_name\nSiti\n").err();
        let Some(ReadFault::Terminated(terminated)) = fault else {
            return assert!(fault.is_some());
        };
        assert_eq!(
            terminated.cause,
            TerminatedCause::MissingHeader(vec![EMAIL_COLUMN, ID_COLUMN])
        );
    }

    #[test]
    fn license_types_are_named_by_their_headers() {
        let cases = [
            (
                "LinkedIn Learning license status",
                Some("LinkedIn Learning"),
            ),
            ("premium_license_status", Some("premium")),
            ("License (Premium) Status", Some("Premium")),
            ("license_status", Some("license_status")),
            ("status license", None),
            ("license", None),
        ];
        for (header, license_type) in cases {
            assert_eq!(license_type_of(header), license_type, "{header}");
        }
    }

    proptest! {
        #[test]
        fn license_types_survive_the_round_trip(name in "[A-Za-z0-9][A-Za-z0-9 ()-]{0,20}[A-Za-z0-9]") {
            let header = license_header(&name);
            prop_assert_eq!(license_type_of(&header), Some(name.as_str()));
        }

        #[test]
        fn groups_survive_the_round_trip(groups in prop::collection::btree_set("[a-z;, ]{0,4}[a-z]", 0..5)) {
            let groups: Vec<String> = groups.into_iter().map(|group| group.trim().to_owned()).collect();
            let mut distinct = groups.clone();
            distinct.sort();
            distinct.dedup();
            prop_assume!(distinct.len() == groups.len());
            let cell = join_groups(groups.iter().map(String::as_str));
            prop_assert_eq!(split_groups(&cell), groups);
        }
    }
}
