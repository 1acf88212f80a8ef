//! A list of leavers as an office has it: rows with names, addresses and IDs under whatever headers.
//!
//! It is read as any upload, but for its columns, of which somebody says which is which. Nothing of a row is judged here
//! but whether it can be read at all.

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use super::record::{Fields, Record};
use super::sheet::{NextRecord, Sheet};
use super::{Limits, ReadFault, RowLimit, goes_on};
use crate::domain::batch::{LineTally, Progress, RowOutcome};
use crate::domain::columns::{Columns, LeaverField};

/// What one row says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeaverRow {
    /// The physical line on which it begins, from 1.
    pub line: u32,
    /// What stands in the column of addresses.
    pub email: String,
    /// What stands in the column of IDs.
    pub unique_id: String,
    /// The name, first name first where it stands in two columns.
    pub name: String,
    /// Why the row cannot be read.
    pub fault: Option<RowOutcome>,
}

/// Reads a list of leavers and hands each row on, in the file's order; `watch` hears of the bytes read and answers whether
/// to go on.
pub fn read_leavers<R: Read + Seek>(
    source: R,
    limits: &Limits,
    columns: &Columns<LeaverField>,
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    each: &mut dyn FnMut(LeaverRow),
) -> Result<LineTally, ReadFault> {
    let mut sheet = Sheet::open(source, limits.bytes)?;
    let are_same = sheet.header().len() == columns.0.len();
    if !are_same {
        let changed = "the headers of the file changed while it was read";
        return Err(ReadFault::Io(std::io::Error::other(changed)));
    }
    let mut record = Record::default();
    let mut rows = RowLimit::new(limits.rows);
    let mut records: u32 = 0;
    loop {
        if records.is_multiple_of(super::RECORDS_PER_LOOK) {
            goes_on(watch(sheet.progress()))?;
        }
        records = records.wrapping_add(1);
        match sheet.next(&mut record)? {
            NextRecord::End => break,
            NextRecord::Row if rows.allows(record.line) => each(row_of(&record, columns)),
            NextRecord::Row | NextRecord::Blank => {}
        }
    }
    rows.verdict()?;
    sheet.close()
}

/// What a row says whose cells may stand under any header: the first address, and all other cells.
pub(crate) fn said_by_any_cell<'c>(cells: impl Iterator<Item = &'c str>) -> (String, String) {
    let cells = cells.map(str::trim).filter(|cell| !cell.is_empty());
    let (mut email, mut others) = (String::new(), Vec::new());
    for cell in cells {
        if email.is_empty() && cell.contains('@') {
            cell.clone_into(&mut email);
        } else {
            others.push(cell);
        }
    }
    (email, others.join(", "))
}

fn row_of(record: &Record, columns: &Columns<LeaverField>) -> LeaverRow {
    let fields = record.fields();
    let fault = if record.is_malformed() {
        Some(RowOutcome::MalformedRow)
    } else if fields.len() > columns.0.len() {
        Some(RowOutcome::WrongFieldCount)
    } else {
        None
    };
    let line = u32::try_from(record.line).unwrap_or(u32::MAX);
    if fault == Some(RowOutcome::WrongFieldCount) {
        let (email, name) = said_by_any_cell(fields.iter());
        return LeaverRow {
            line,
            email,
            unique_id: String::new(),
            name,
            fault,
        };
    }
    LeaverRow {
        line,
        email: cell(fields, columns, LeaverField::Email).to_owned(),
        unique_id: cell(fields, columns, LeaverField::UniqueId).to_owned(),
        name: name_in(fields, columns),
        fault,
    }
}

/// The name that a row gives.
pub fn name_in(fields: Fields<'_>, columns: &Columns<LeaverField>) -> String {
    let whole = cell(fields, columns, LeaverField::FullName);
    if !whole.is_empty() {
        return whole.to_owned();
    }
    let parts = [LeaverField::FirstName, LeaverField::LastName];
    let parts = parts.map(|part| cell(fields, columns, part));
    parts.join(" ").trim().to_owned()
}

fn cell<'f>(fields: Fields<'f>, columns: &Columns<LeaverField>, field: LeaverField) -> &'f str {
    let place = columns.place_of(field);
    place.map_or("", |place| fields.get(place).trim())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::domain::columns::{Destination, Origin};
    use crate::intake::columns::{HeaderNames, read_beginning};

    fn read(text: &str) -> Result<(LineTally, Vec<LeaverRow>), Box<dyn std::error::Error>> {
        let beginning = read_beginning(Cursor::new(text), u64::MAX)?;
        let mut columns = HeaderNames::<LeaverField>::read()?.find(&beginning.headers);
        for place in 0..columns.0.len() {
            if columns.0[place].goes.is_none() {
                columns.send(place, Destination::Ignored, Origin::Chosen);
            }
        }
        let mut rows = Vec::new();
        let tally = read_leavers(
            Cursor::new(text),
            &Limits::none(),
            &columns,
            &mut |_| ControlFlow::Continue(()),
            &mut |row| rows.push(row),
        )?;
        Ok((tally, rows))
    }

    #[test]
    fn a_list_of_an_office_is_read_by_its_own_headers() -> Result<(), Box<dyn std::error::Error>> {
        let (tally, rows) = read(
            "Personalnummer;Vorname;Nachname;E-Mail;Austritt\r\n1042;Jürgen; Groß ;j.g@x.example;31.12.\r\n\r\n\
             ;Siti;;;1;2\r\n",
        )?;
        assert!(tally.holds());
        let first = LeaverRow {
            line: 2,
            email: "j.g@x.example".to_owned(),
            unique_id: "1042".to_owned(),
            name: "Jürgen Groß".to_owned(),
            fault: None,
        };
        let second = LeaverRow {
            line: 4,
            // Its cells may stand under any header, so all of them are kept.
            name: "Siti, 1, 2".to_owned(),
            fault: Some(RowOutcome::WrongFieldCount),
            ..LeaverRow::default()
        };
        assert_eq!(rows, [first, second]);
        Ok(())
    }
}
