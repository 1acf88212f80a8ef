//! A file as a table: its header, then its rows without the blank ones, and the account of its lines.
//!
//! `lines = header + blank + continued + rows` is checked at the end against a count that knows nothing of quotes; a
//! file for which it does not hold is refused.

use std::io::{Read, Seek, SeekFrom};

use super::encoding::{DecodedText, Encoding};
use super::grammar::Records;
use super::header::missing_altogether;
use super::record::{MAX_COLUMNS, Record};
use super::survey::{Survey, survey};
use super::{ReadFault, Separator};
use crate::domain::batch::{LineTally, Progress, Terminated, TerminatedCause};

/// A table that is being read.
pub(super) struct Sheet<R> {
    records: Records<DecodedText<R>>,
    survey: Survey,
    tally: LineTally,
    header: Vec<String>,
    header_line: u64,
}

/// What the next record was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NextRecord {
    /// A data row.
    Row,
    /// A row with nothing in it.
    Blank,
    /// There is none.
    End,
}

impl<R: Read + Seek> Sheet<R> {
    /// Looks the file over and reads its header: the first record with something in it.
    pub(super) fn open(mut source: R, size_limit: u64) -> Result<Self, ReadFault> {
        let survey = survey(&mut source, size_limit)?;
        source.seek(SeekFrom::Start(survey.encoding.mark_bytes()))?;
        let text = DecodedText::new(source, survey.encoding);
        let mut sheet = Self {
            records: Records::new(text, survey.dialect.separator.byte()),
            survey,
            tally: LineTally::default(),
            header: Vec::new(),
            header_line: 0,
        };
        sheet.read_header()?;
        Ok(sheet)
    }
}

impl<R: Read> Sheet<R> {
    /// The columns' names as the file writes them.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The line on which the header begins.
    pub(super) fn header_line(&self) -> u64 {
        self.header_line
    }

    /// How the bytes are read.
    pub(super) fn encoding(&self) -> Encoding {
        self.survey.encoding
    }

    /// How the fields are separated.
    pub(super) fn separator(&self) -> Separator {
        self.survey.dialect.separator
    }

    /// Bytes read so far, and in all.
    pub(super) fn progress(&self) -> Progress {
        let done = self.records.source().bytes_read() + self.survey.encoding.mark_bytes();
        Progress {
            done,
            total: self.survey.bytes,
        }
    }

    /// Reads the next record and enters it into the account.
    pub(super) fn next(&mut self, record: &mut Record) -> Result<NextRecord, ReadFault> {
        if !self.records.read(record)? {
            return Ok(NextRecord::End);
        }
        self.tally.continued += record.span - 1;
        let has_row_numbers = self
            .header
            .first()
            .is_some_and(|name| name.trim().is_empty());
        if record.is_empty() || (has_row_numbers && record.is_only_a_number()) {
            self.tally.blank += 1;
            return Ok(NextRecord::Blank);
        }
        self.tally.rows += 1;
        Ok(NextRecord::Row)
    }

    /// Gives the account, once [`NextRecord::End`] has been reached.
    pub(super) fn close(self) -> Result<LineTally, ReadFault> {
        let tally = LineTally {
            lines: self.survey.lines,
            ..self.tally
        };
        if tally.holds() {
            return Ok(tally);
        }
        Err(Terminated {
            cause: TerminatedCause::Unaccounted,
            line: None,
        }
        .into())
    }

    fn read_header(&mut self) -> Result<(), ReadFault> {
        let mut record = Record::default();
        let mut awaits_hint = self.survey.dialect.has_hint_line;
        loop {
            if !self.records.read(&mut record)? {
                return Err(missing_altogether().into());
            }
            self.tally.continued += record.span - 1;
            if record.is_empty() || std::mem::take(&mut awaits_hint) {
                self.tally.blank += 1;
                continue;
            }
            break;
        }
        if record.is_malformed() || record.fields().len() > MAX_COLUMNS {
            return Err(Terminated {
                cause: TerminatedCause::BadHeader,
                line: Some(record.line),
            }
            .into());
        }
        self.tally.header = 1;
        self.header_line = record.line;
        self.header = record.fields().iter().map(str::to_owned).collect();
        Ok(())
    }
}
