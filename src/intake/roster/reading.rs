//! How a roster is read: where its columns go, of which license type its status speaks, and the order of its dates.
//!
//! Nothing is guessed: a column of which nobody has said where it goes, a date that can be read in two ways, and a
//! status without a type stop the roster as a whole.

use std::io::{Read, Seek};

use super::columns::{Columns, Dates};
use crate::domain::columns::{Columns as Found, RosterField};
use crate::domain::roster::NoRoster;
use crate::domain::time::Timestamp;
use crate::intake::ReadFault;
use crate::intake::dates::{DateOrder, OrderEvidence, OrderFound};
use crate::intake::header::trimmed;
use crate::intake::record::Record;
use crate::intake::sheet::{NextRecord, Sheet};

/// What was said about a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<'s> {
    /// Where its columns go.
    pub columns: Found<RosterField>,
    /// The license type of which a column of the status alone speaks.
    pub license: Option<&'s str>,
    /// The license types of the account.
    pub types: &'s [&'s str],
    /// What stands first in its dates.
    pub order: Option<DateOrder>,
}

/// How a roster is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterReading {
    columns: Columns,
}

impl RosterReading {
    /// Says how a roster is read. Where nothing was said about the order of its dates the dates themselves, all of
    /// them, must tell.
    pub fn new<R: Read + Seek>(
        source: R,
        size_limit: u64,
        said: &Said<'_>,
        now: Timestamp,
    ) -> Result<Result<Self, NoRoster>, ReadFault> {
        let found = &said.columns;
        let open: Vec<String> = found.open().map(|column| column.header.clone()).collect();
        if !open.is_empty() {
            return Ok(Err(NoRoster::OpenColumns(open)));
        }
        let license = match license(said) {
            Ok(license) => license,
            Err(fault) => return Ok(Err(fault)),
        };
        let mut dates = Dates {
            order: said.order,
            now,
        };
        let columns = Columns::of(found, license, dates);
        if columns.has_license_dates() && !columns.has_licenses() {
            return Ok(Err(NoRoster::DatesWithoutLicense));
        }
        if said.order.is_none() && columns.dates().next().is_some() {
            dates.order = match evidence(source, size_limit, &columns)?.found() {
                OrderFound::Clear(order) => order,
                OrderFound::Ambiguous => return Ok(Err(NoRoster::AmbiguousDates)),
                OrderFound::Contradicting => return Ok(Err(NoRoster::ContradictingDates)),
            };
        }
        Ok(Ok(Self {
            columns: Columns::of(found, license, dates),
        }))
    }

    /// A roster without a status that needs a type and without dates that need an order.
    pub fn plain(found: &Found<RosterField>) -> Self {
        Self {
            columns: Columns::of(found, None, Dates::default()),
        }
    }

    /// The columns, when the file has the headers of which it was said where they go and they can tell users apart.
    pub(super) fn columns(&self, headers: &[String], line: u64) -> Result<&Columns, ReadFault> {
        let known = self.columns.names();
        let are_same = known.len() == headers.len()
            && known
                .iter()
                .zip(headers)
                .all(|(one, other)| trimmed(one) == trimmed(other));
        if !are_same {
            return Err(ReadFault::Io(std::io::Error::other(
                "the headers of the file changed while it was read",
            )));
        }
        self.columns.check(line)?;
        Ok(&self.columns)
    }
}

/// The license type of which a column of the status alone speaks: the one that was named, else the only one there is.
fn license<'s>(said: &Said<'s>) -> Result<Option<&'s str>, NoRoster> {
    let has_status = said.columns.place_of(RosterField::LicenseStatus).is_some();
    match (has_status, said.license, said.types) {
        (false, Some(_), _) => Err(NoRoster::NoLicenseColumn),
        (false, None, _) => Ok(None),
        (true, Some(name), _) => Ok(Some(name)),
        (true, None, [only]) => Ok(Some(only)),
        (true, None, types) => Err(NoRoster::WhichLicense(types.len() as u64)),
    }
}

/// What all dates of a roster tell about their order.
fn evidence<R: Read + Seek>(
    source: R,
    size_limit: u64,
    columns: &Columns,
) -> Result<OrderEvidence, ReadFault> {
    let mut evidence = OrderEvidence::default();
    let mut sheet = Sheet::open(source, size_limit)?;
    let mut record = Record::default();
    loop {
        match sheet.next(&mut record)? {
            NextRecord::End => return Ok(evidence),
            NextRecord::Row => {
                for place in columns.dates() {
                    evidence.note(record.fields().get(place));
                }
            }
            NextRecord::Blank => {}
        }
    }
}
