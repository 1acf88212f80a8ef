//! Bytes to rows: every upload is read here, strictly, and every physical line of it is accounted for.
//!
//! A file goes through two passes. The first looks it over: is it CSV at all, how large, in which encoding and
//! dialect, how many lines. The second reads records by the quote grammar of RFC 4180, finds the columns by their
//! headers, and hands each data row on with its line, its fields and what they say about a user. Nothing is decided
//! about users here: that is the service's. Memory stays bounded whatever the file holds, and the verdict does not
//! depend on the pieces in which the source gives its bytes.
//!
//! Rows are handed on while the file is read. When the reading ends in a [`ReadFault`], the file fails as a whole,
//! and what was made of the rows handed on before must be thrown away.
//!
//! Where `files.md` leaves room, this is what is done: blank lines before the header are blank; a spreadsheet's
//! `sep=;` line is followed and counts as blank; a row with nothing but spaces is blank even where it is wider than
//! the header; a header with a NUL, an overlong name or more than [`MAX_COLUMNS`] columns is `malformed`; text that
//! is mostly UTF-8 with broken sequences is `bad_encoding`, as is UTF-16 without its mark.

use std::io::{self, Read, Seek};
use std::ops::ControlFlow;

use crate::domain::batch::{LineTally, Progress, RowOutcome, Terminated, TerminatedCause};
use crate::domain::damage::{self, Damage};
use crate::domain::identifier::{EmailAddress, IdentifierFault, UniqueId};

pub mod columns;
pub mod dates;
mod dialect;
mod encoding;
pub mod escape;
mod foreign;
mod grammar;
mod header;
mod index;
pub mod learning;
pub mod leavers;
mod lines;
pub mod mending;
mod record;
pub mod results;
pub mod roster;
mod sheet;
mod survey;
mod values;
mod viewed;
pub mod writing;

pub use dialect::Separator;
pub use encoding::Encoding;
pub use header::{EMAIL_COLUMN, Header, ID_COLUMN, ID_COLUMN_ALIAS};
pub use index::RowIndex;
pub use record::{Fields, MAX_COLUMNS, MAX_FIELD_BYTES};

use record::Record;
use sheet::{NextRecord, Sheet};

/// Records between two looks at whether the reading is still wanted.
const RECORDS_PER_LOOK: u32 = 4_096;

/// How much a file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A file of so many bytes or more is too large.
    pub bytes: u64,
    /// Data rows allowed; no limit when none.
    pub rows: Option<u64>,
}

/// What a row says about whom it means; at least one of the two is there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identifiers {
    /// The primary email address.
    pub email: Option<EmailAddress>,
    /// The unique user ID.
    pub unique_id: Option<UniqueId>,
}

/// One data row of a deletion CSV.
#[derive(Debug)]
pub struct DeletionRow<'a> {
    /// The physical line on which it begins, from 1.
    pub line: u32,
    /// The file's header.
    pub header: &'a Header,
    /// Its fields, decoded, with the guards of an export taken off.
    pub fields: Fields<'a>,
    /// How the file's fields are separated, and how its bytes are read.
    pub dialect: (Separator, Encoding),
    /// Whether it holds what no row may hold.
    is_malformed: bool,
}

/// What a whole file was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// The account of its lines; it always holds.
    pub tally: LineTally,
    /// Its header.
    pub header: Header,
    /// How its fields are separated.
    pub separator: Separator,
    /// How its bytes are read.
    pub encoding: Encoding,
    /// Its size.
    pub bytes: u64,
    /// Where its rows stand; see [`Intake::rows_at`].
    pub index: RowIndex,
}

/// Why a file was not read to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// The file fails as a whole.
    #[error("the file is refused as a whole: {}", .0.cause.code())]
    Terminated(Terminated),
    /// The source could not be read.
    #[error(transparent)]
    Io(io::Error),
    /// The reading was not wanted any more.
    #[error("the reading was stopped")]
    Stopped,
}

impl Limits {
    /// An upload must be smaller than so many bytes: 15 MB.
    pub const UPLOAD_BYTES: u64 = 15_000_000;

    /// The limits of a deletion CSV, with the account's limit on rows.
    pub const fn upload(rows: Option<u64>) -> Self {
        Self {
            bytes: Self::UPLOAD_BYTES,
            rows,
        }
    }

    /// No limit at all.
    pub const fn none() -> Self {
        Self {
            bytes: u64::MAX,
            rows: None,
        }
    }
}

impl DeletionRow<'_> {
    /// What stands in the email column.
    pub fn email_cell(&self) -> &str {
        self.fields.get(self.header.email_column)
    }

    /// What stands in the ID column.
    pub fn id_cell(&self) -> &str {
        self.fields.get(self.header.id_column)
    }

    /// Whom it means, or why nobody can say.
    pub fn identifiers(&self) -> Result<Identifiers, RowOutcome> {
        if self.is_malformed {
            return Err(RowOutcome::MalformedRow);
        }
        let (email, id) = (self.email_cell(), self.id_cell());
        if header::is_repeated(email, id) {
            return Err(RowOutcome::RepeatedHeader);
        }
        if self.fields.len() > self.header.names.len() {
            return Err(RowOutcome::WrongFieldCount);
        }
        let email = read_cell(EmailAddress::parse(email), RowOutcome::InvalidEmail)?;
        let unique_id = read_cell(UniqueId::parse(id), RowOutcome::InvalidId)?;
        if email.is_none() && unique_id.is_none() {
            return Err(RowOutcome::EmptyRow);
        }
        Ok(Identifiers { email, unique_id })
    }

    /// Whom a row names whose address cannot be one: by the ID that may stand there instead, and the ID of its own column.
    pub fn read_as_ids(&self) -> Option<(UniqueId, Option<UniqueId>)> {
        if self.identifiers() != Err(RowOutcome::InvalidEmail) {
            return None;
        }
        let own = read_cell(UniqueId::parse(self.id_cell()), RowOutcome::InvalidId).ok()?;
        Some((UniqueId::parse(self.email_cell()).ok()?, own))
    }

    /// The damage that the email and the ID look like, each where there is such; it counts where nobody has them.
    pub fn suspected(&self) -> (Option<Damage>, Option<Damage>) {
        (
            damage::recognise(self.email_cell()),
            damage::recognise(self.id_cell()),
        )
    }
}

/// Reads a deletion CSV from its beginning and hands each data row on, in the file's order.
///
/// Blank rows are counted, not handed on. Past the limit on rows, the rest is only counted.
pub fn read_deletions<R: Read + Seek>(
    source: R,
    limits: &Limits,
    each: &mut dyn FnMut(&DeletionRow<'_>),
) -> Result<Intake, ReadFault> {
    let mut go_on = |row: &DeletionRow<'_>| {
        each(row);
        ControlFlow::Continue(())
    };
    read_deletions_watched(
        source,
        limits,
        &mut |_| ControlFlow::Continue(()),
        &mut go_on,
    )
}

/// Reads a deletion CSV as [`read_deletions`] does; `watch` hears of the bytes read every few thousand records.
///
/// Either callback can break off, which ends in [`ReadFault::Stopped`].
pub fn read_deletions_watched<R: Read + Seek>(
    source: R,
    limits: &Limits,
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    each: &mut dyn FnMut(&DeletionRow<'_>) -> ControlFlow<()>,
) -> Result<Intake, ReadFault> {
    let mut sheet = Sheet::open(source, limits.bytes)?;
    let header = Header::find(sheet.header().to_vec(), sheet.header_line())?;
    let mut record = Record::default();
    let dialect = (sheet.separator(), sheet.encoding());
    let mut rows = RowLimit::new(limits.rows);
    let mut index = RowIndex::default();
    let mut records_to_look = 0;
    loop {
        if records_to_look == 0 {
            records_to_look = RECORDS_PER_LOOK;
            goes_on(watch(sheet.progress()))?;
        }
        records_to_look -= 1;
        match sheet.next(&mut record)? {
            NextRecord::End => break,
            NextRecord::Row if rows.allows(record.line) => {
                index.note(&record);
                goes_on(each(&row_of(&record, &header, dialect)))?;
            }
            NextRecord::Row | NextRecord::Blank => {}
        }
    }
    rows.verdict()?;
    goes_on(watch(sheet.progress()))?;
    let (separator, encoding) = dialect;
    let bytes = sheet.progress().total;
    Ok(Intake {
        tally: sheet.close()?,
        header,
        separator,
        encoding,
        bytes,
        index,
    })
}

/// Counts rows against a limit, so that the message can say how many there are.
#[derive(Debug)]
struct RowLimit {
    allowed: u64,
    found: u64,
    first_past: Option<u64>,
}

impl RowLimit {
    fn new(allowed: Option<u64>) -> Self {
        Self {
            allowed: allowed.unwrap_or(u64::MAX),
            found: 0,
            first_past: None,
        }
    }

    fn allows(&mut self, line: u64) -> bool {
        self.found += 1;
        if self.found > self.allowed {
            self.first_past.get_or_insert(line);
            return false;
        }
        true
    }

    fn verdict(&self) -> Result<(), Terminated> {
        match self.first_past {
            None => Ok(()),
            line => Err(Terminated {
                cause: TerminatedCause::TooManyRows(self.found, self.allowed),
                line,
            }),
        }
    }
}

fn goes_on(flow: ControlFlow<()>) -> Result<(), ReadFault> {
    if flow.is_break() {
        Err(ReadFault::Stopped)
    } else {
        Ok(())
    }
}

fn row_of<'a>(
    record: &'a Record,
    header: &'a Header,
    dialect: (Separator, Encoding),
) -> DeletionRow<'a> {
    DeletionRow {
        line: u32::try_from(record.line).unwrap_or(u32::MAX),
        header,
        fields: record.fields(),
        dialect,
        is_malformed: record.is_malformed(),
    }
}

fn read_cell<T>(
    cell: Result<T, IdentifierFault>,
    invalid: RowOutcome,
) -> Result<Option<T>, RowOutcome> {
    match cell {
        Ok(identifier) => Ok(Some(identifier)),
        Err(IdentifierFault::Empty) => Ok(None),
        Err(IdentifierFault::Suspicious) => Err(RowOutcome::SuspiciousCharacters),
        Err(IdentifierFault::TooLong) => Err(RowOutcome::MalformedRow),
        Err(IdentifierFault::Invalid | IdentifierFault::SpreadsheetNumber) => Err(invalid),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    const GUIDE: &str = include_str!("../../tests/fixtures/indonesian-guide.tsv");

    type Row = (u32, Result<(String, String), RowOutcome>);

    fn read(text: impl AsRef<[u8]>) -> Result<(Intake, Vec<Row>), ReadFault> {
        let mut rows = Vec::new();
        let intake = read_deletions(
            Cursor::new(text.as_ref()),
            &Limits::upload(None),
            &mut |row| {
                let text = |identifiers: &Identifiers| {
                    let email = identifiers
                        .email
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    (
                        email,
                        identifiers
                            .unique_id
                            .as_ref()
                            .map(ToString::to_string)
                            .unwrap_or_default(),
                    )
                };
                rows.push((
                    row.line,
                    row.identifiers()
                        .as_ref()
                        .map(text)
                        .map_err(|outcome| *outcome),
                ));
            },
        )?;
        Ok((intake, rows))
    }

    #[test]
    fn the_table_of_the_indonesian_guide_is_read() -> Result<(), ReadFault> {
        let (intake, rows) = read(GUIDE)?;
        assert_eq!(intake.separator, Separator::Tab);
        assert_eq!(
            intake.tally,
            LineTally {
                lines: 14,
                header: 1,
                blank: 11,
                continued: 0,
                rows: 2
            }
        );
        let learner = ("name@example.com".to_owned(), String::new());
        assert_eq!(
            rows,
            [(2, Err(RowOutcome::RepeatedHeader)), (3, Ok(learner))]
        );
        Ok(())
    }

    #[test]
    fn past_the_limit_the_rest_is_counted_and_the_file_refused() {
        let text = "primary_email_address,unique_user_id\n,1\n\n,2\n,3\n,4\n";
        let mut seen = 0;
        let fault = read_deletions(Cursor::new(text), &Limits::upload(Some(2)), &mut |_| {
            seen += 1;
        });
        assert_eq!(seen, 2);
        let Err(ReadFault::Terminated(terminated)) = fault else {
            return assert!(fault.is_err());
        };
        assert_eq!(
            terminated,
            Terminated {
                cause: TerminatedCause::TooManyRows(4, 2),
                line: Some(5)
            }
        );
    }

    #[test]
    fn a_reading_can_be_broken_off() {
        let text = "primary_email_address,unique_user_id\n,1\n,2\n";
        let limits = Limits::upload(None);
        let stop = &mut |_: &DeletionRow<'_>| ControlFlow::Break(());
        let by_row = read_deletions_watched(
            Cursor::new(text),
            &limits,
            &mut |_| ControlFlow::Continue(()),
            stop,
        );
        assert!(matches!(by_row, Err(ReadFault::Stopped)));
        let go_on = &mut |_: &DeletionRow<'_>| ControlFlow::Continue(());
        let by_watch = read_deletions_watched(
            Cursor::new(text),
            &limits,
            &mut |_| ControlFlow::Break(()),
            go_on,
        );
        assert!(matches!(by_watch, Err(ReadFault::Stopped)));
    }
}
