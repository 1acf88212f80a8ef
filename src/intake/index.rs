//! Where rows stand in a file, so that a page of them can be read again without the rest.
//!
//! Every so many rows one place is noted, as a line and a byte, no text. The file must be the one that was read.

use std::io::{Read, Seek, SeekFrom};

use super::encoding::DecodedText;
use super::grammar::Records;
use super::record::Record;
use super::{DeletionRow, Intake, ReadFault, row_of};

/// Rows from one noted place to the next.
const ROWS_PER_PLACE: u32 = 128;

/// Places of rows in a file, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowIndex {
    places: Vec<RowStart>,
    rows_to_next: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct RowStart {
    line: u64,
    byte: u64,
}

impl RowIndex {
    /// Notes the row that was just read, when it is its turn.
    pub(super) fn note(&mut self, record: &Record) {
        if self.rows_to_next == 0 {
            self.rows_to_next = ROWS_PER_PLACE;
            self.places.push(RowStart {
                line: record.line,
                byte: record.byte,
            });
        }
        self.rows_to_next -= 1;
    }

    /// The last noted place at or before a line.
    fn before(&self, line: u32) -> Option<RowStart> {
        let after = self
            .places
            .partition_point(|place| place.line <= u64::from(line));
        after
            .checked_sub(1)
            .and_then(|at| self.places.get(at))
            .copied()
    }
}

impl Intake {
    /// Reads the rows that begin on some lines of the file again; `lines` ascend.
    ///
    /// A line on which no row begins is passed over. Fifty lines anywhere take about a millisecond.
    pub fn rows_at<R: Read + Seek>(
        &self,
        mut source: R,
        lines: &[u32],
        each: &mut dyn FnMut(&DeletionRow<'_>),
    ) -> Result<(), ReadFault> {
        let same_place =
            |one: &u32, other: &u32| self.index.before(*one) == self.index.before(*other);
        for group in lines.chunk_by(same_place) {
            if let Some(place) = group.first().and_then(|&line| self.index.before(line)) {
                self.rows_after(&mut source, place, group, each)?;
            }
        }
        Ok(())
    }

    fn rows_after<R: Read + Seek>(
        &self,
        source: &mut R,
        place: RowStart,
        lines: &[u32],
        each: &mut dyn FnMut(&DeletionRow<'_>),
    ) -> Result<(), ReadFault> {
        source.seek(SeekFrom::Start(place.byte))?;
        let text = DecodedText::new(source, self.encoding);
        let mut records = Records::new(text, self.separator.byte()).at_line(place.line);
        let mut record = Record::default();
        let mut wanted = lines.iter().map(|&line| u64::from(line)).peekable();
        while let Some(&line) = wanted.peek() {
            if line < record.line {
                wanted.next();
            } else if !records.read(&mut record)? {
                break;
            } else if line == record.line {
                each(&row_of(
                    &record,
                    &self.header,
                    (self.separator, self.encoding),
                ));
                wanted.next();
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use encoding_rs::WINDOWS_1252;

    use super::*;
    use crate::intake::{Limits, read_deletions};

    /// A file of rows that take up one line or three, with a blank line now and then.
    fn text() -> String {
        let mut text = "n;primary_email_address;unique_id\r\n".to_owned();
        for number in 0..1_000 {
            let note = if number % 7 == 0 {
                "\"\u{e9}\n\r\n\""
            } else {
                "\u{fc}"
            };
            text.push_str(note);
            text.push_str(";;E-");
            text.push_str(&number.to_string());
            text.push('\r');
            if number % 10 == 0 {
                text.push_str("\r\n");
            }
        }
        text
    }

    fn check(bytes: &[u8]) -> Result<(), ReadFault> {
        let mut all = Vec::new();
        let intake = read_deletions(Cursor::new(bytes), &Limits::none(), &mut |row| {
            all.push((row.line, row.id_cell().to_owned()));
        })?;
        assert_eq!(all.len(), 1_000);
        for step in [1, 3, 130, 999] {
            let expected: Vec<_> = all.iter().step_by(step).cloned().collect();
            let lines: Vec<u32> = expected.iter().map(|(line, _)| *line).collect();
            let mut found = Vec::new();
            intake.rows_at(Cursor::new(bytes), &lines, &mut |row| {
                found.push((row.line, row.id_cell().to_owned()));
            })?;
            assert_eq!(found, expected, "{:?}, every {step}", intake.encoding);
        }
        let mut found = 0;
        intake.rows_at(Cursor::new(bytes), &[0, 1, 3, u32::MAX], &mut |_| {
            found += 1;
        })?;
        assert_eq!(found, 0);
        Ok(())
    }

    #[test]
    fn rows_are_found_again_in_every_encoding() -> Result<(), ReadFault> {
        let text = text();
        let wide = |text: &str| -> Vec<u16> {
            text.replace('\u{fc}', "\u{1F600}").encode_utf16().collect()
        };
        let marked = |bytes: Vec<u8>, mark: &[u8]| [mark, &bytes].concat();
        check(text.as_bytes())?;
        check(&marked(text.clone().into_bytes(), b"\xEF\xBB\xBF"))?;
        check(&WINDOWS_1252.encode(&text).0)?;
        check(&marked(
            wide(&text).into_iter().flat_map(u16::to_le_bytes).collect(),
            b"\xFF\xFE",
        ))?;
        check(&marked(
            wide(&text).into_iter().flat_map(u16::to_be_bytes).collect(),
            b"\xFE\xFF",
        ))
    }
}
