//! The roster CSV: all users with their names, groups, licenses and custom attributes, as it is downloaded and
//! imported.
//!
//! Where its columns go is found by their headers or said by whoever imports it ([`RosterReading`]). They may stand in
//! any order and most may be missing. A column that is missing says nothing about a user
//! ([`Cell::Absent`]); a column that is there with nothing in it says that the user has none ([`Cell::Empty`]).
//! Groups stand in one cell, separated by `|` where the cell has one, else by `;`. A license column whose cell is
//! empty says nothing; a license or attribute column that is missing is not in the row's list.

use std::io::{Read, Seek};
use std::sync::Arc;

pub use super::header::{EMAIL_COLUMN, ID_COLUMN};
use super::mending::MendedRows;
use super::record::Record;
use super::sheet::{NextRecord, Sheet};
use super::{Encoding, Limits, ReadFault, RowLimit, Separator};
use crate::domain::batch::{LineTally, Progress};

mod columns;
mod naming;
mod reading;

pub use crate::domain::roster::{Cell, RosterFault, RosterFaultKind, RosterRow};
pub use naming::{
    attribute_header, attribute_of, join_groups, license_header, license_type_of, split_groups,
};

pub use reading::{RosterReading, Said};

/// Columns of the download, besides those of license types and attributes, in its order.
pub const ROSTER_COLUMNS: [&str; 6] = [
    "preferred_first_name",
    "preferred_last_name",
    EMAIL_COLUMN,
    ID_COLUMN,
    "work_title",
    "groups",
];

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

/// Reads a roster and hands each data row on, in the file's order.
///
/// At least one column of email or ID must be there. As with deletions, rows handed on before a [`ReadFault`] are void.
pub fn read_roster<R: Read + Seek>(
    source: R,
    limits: &Limits,
    reading: &RosterReading,
    mended: &MendedRows,
    watch: &mut dyn FnMut(Progress) -> bool,
    each: &mut dyn FnMut(Result<RosterRow<'_>, RosterFault>),
) -> Result<RosterIntake, ReadFault> {
    let mut sheet = Sheet::open(source, limits.bytes)?;
    let columns = reading.columns(sheet.header(), sheet.header_line())?;
    let mut record = Record::default();
    let mut rows = RowLimit::new(limits.rows);
    let mut records: u32 = 0;
    loop {
        if records.is_multiple_of(super::RECORDS_PER_LOOK) && !watch(sheet.progress()) {
            return Err(ReadFault::Stopped);
        }
        records = records.wrapping_add(1);
        match sheet.next(&mut record)? {
            NextRecord::End => break,
            NextRecord::Row if rows.allows(record.line) => {
                if mended.mend(&mut record, columns.names().len()) {
                    each(columns.read(&record));
                }
            }
            NextRecord::Row | NextRecord::Blank => {}
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

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::io::Cursor;

    use super::*;
    use crate::domain::batch::TerminatedCause;
    use crate::domain::columns::{Columns, Destination, Origin, RosterField};
    use crate::domain::damage::Damage;
    use crate::domain::identifier::{EmailAddress, IdentifierFault};
    use crate::domain::license::LicenseCell;
    use crate::domain::roster::{Names, pack, unpack};
    use crate::intake::columns::{HeaderNames, read_beginning};

    type Tested = Result<(), Box<dyn Error>>;

    /// Rows that were read, packed because they are borrowed from the file.
    #[derive(Default)]
    struct Rows {
        names: Names,
        rows: Vec<Result<Vec<u8>, RosterFault>>,
    }

    impl Rows {
        fn nth(&self, place: usize) -> Result<RosterRow<'_>, String> {
            let row = self.rows.get(place).ok_or("no such row")?;
            let row = row.as_ref().map_err(|fault| format!("{fault:?}"))?;
            Ok(unpack(row, &self.names))
        }
    }

    /// Columns that are not known are left out.
    fn reading(text: &str) -> Result<RosterReading, ReadFault> {
        let mut columns = found(text)?;
        for place in 0..columns.0.len() {
            if columns.0[place].goes.is_none() {
                columns.send(place, Destination::Ignored, Origin::Chosen);
            }
        }
        Ok(RosterReading::plain(&columns))
    }

    fn found(text: &str) -> Result<Columns<RosterField>, ReadFault> {
        let beginning = read_beginning(Cursor::new(text), u64::MAX)?;
        let names =
            HeaderNames::read().map_err(|fault| ReadFault::Io(std::io::Error::other(fault)))?;
        Ok(names.find(&beginning.headers))
    }

    fn read(text: &str) -> Result<(RosterIntake, Rows), ReadFault> {
        let mut read = Rows::default();
        let intake = read_roster(
            Cursor::new(text),
            &Limits::none(),
            &reading(text)?,
            &MendedRows::default(),
            &mut |_| true,
            &mut |row| {
                let packed = row.map(|row| {
                    let mut bytes = Vec::new();
                    pack(&row, &mut read.names, &mut bytes);
                    bytes
                });
                read.rows.push(packed);
            },
        )?;
        Ok((intake, read))
    }

    #[test]
    fn every_column_of_the_download_is_read() -> Tested {
        let (intake, rows) = read(
            "groups,Preferred_First_Name,preferred_last_name,primary_email_address,unique_id,work_title,\
             LinkedIn Learning license status,attribute_Site,unknown\n\
             Sales; EMEA ;Sales,Siti,Aminah,siti@enigma.example,E-1,,ACTIVE,Jakarta,x\n\
             ,,,,E-2,Lead,inactive,,\n",
        )?;
        assert!(intake.tally.holds());
        assert_eq!(intake.header.license_types, ["LinkedIn Learning".into()]);
        let one = rows.nth(0)?;
        assert_eq!(one.first_name, Cell::Filled("Siti"));
        assert_eq!(one.groups, Cell::Filled(vec!["Sales", "EMEA"]));
        assert_eq!(one.work_title, Cell::Empty);
        assert_eq!(one.licenses, [("LinkedIn Learning", LicenseCell::Active)]);
        assert_eq!(one.attributes, [("Site", "Jakarta")]);
        assert_eq!(one.new_unique_id, Cell::Absent);
        let two = rows.nth(1)?;
        assert_eq!((&two.email, two.line), (&Cell::Empty, 3));
        assert_eq!(two.licenses, [("LinkedIn Learning", LicenseCell::Inactive)]);
        assert_eq!(two.attributes, [("Site", "")]);
        Ok(())
    }

    #[test]
    fn rows_that_cannot_be_read_name_the_column_and_what_is_wrong() -> Tested {
        let (_, rows) = read(
            "primary_email_address,unique_user_id,new_unique_user_id,A license status,groups\n\
             nobody,,,,\n,1.04E+05,,,\n,E-1,,maybe,\n,,,,Sales\n,E-1,,,,,x\na@x.example,,E-2,,\n\
             primary_email_address,unique_user_id,new_unique_user_id,A license status,groups\n",
        )?;
        let faults: Vec<_> = rows.rows.into_iter().filter_map(Result::err).collect();
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
                RosterFaultKind::Damaged(Damage::Exponent),
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
    fn a_change_of_address_has_both_halves() -> Tested {
        let (_, rows) =
            read("existing_email_address,invited_email_address\nold@x.example,new@x.example\n")?;
        let row = rows.nth(0)?;
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
            TerminatedCause::MissingHeader {
                missing: vec![EMAIL_COLUMN, ID_COLUMN],
                found: vec!["preferred_first_name".to_owned()],
            }
        );
    }
}
