//! The results file: what became of each row, beside what the upload said.
//!
//! The upload's own columns come first, then `line,outcome,code,message`, so that the file can be corrected and uploaded
//! with them. Its separator and byte order mark are the upload's, for the program that opens it is the one that made the
//! upload. Uploaded again, it yields the same identifiers for every row that had any, and the same reason for every
//! row that had none; and the results of that upload have the same columns once, not twice.

use std::io::{self, Read, Seek, Write};
use std::ops::ControlFlow;
use std::path::Path;

use crate::domain::batch::{CountsAs, RowOutcome};
use crate::domain::id::BatchId;
use crate::error::{Error, Trouble};
use crate::intake::writing::CsvWriter;
use crate::intake::{
    DeletionRow, Encoding, Fields, Header, Limits, MAX_FIELD_BYTES, ReadFault, Separator,
    read_deletions_watched,
};
use crate::service::files::{FileFault, FileInProgress, Overwrite, WrittenFile};

/// The columns that follow the upload's own.
pub const RESULT_COLUMNS: [&str; 4] = ["line", "outcome", "code", "message"];

/// Which rows a results file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ResultsScope {
    /// Those that count as failures.
    #[default]
    Failures,
    /// Every row.
    EveryRow,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ResultsTally {
    /// Rows of the upload.
    pub rows: u64,
    /// Rows written.
    pub written: u64,
}

/// Why a results file was not written.
#[derive(Debug, thiserror::Error)]
pub enum ResultsFault {
    /// The kept upload cannot be read any more.
    #[error(transparent)]
    Upload(#[from] ReadFault),
    /// The results could not be written out.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// The results file could not be made.
    #[error(transparent)]
    File(#[from] FileFault),
}

impl From<ResultsFault> for Error {
    fn from(fault: ResultsFault) -> Self {
        match fault {
            ResultsFault::Upload(fault) => fault.into(),
            ResultsFault::Write(error) => Self::Environment(Trouble::Io(error.to_string())),
            ResultsFault::File(fault) => fault.into(),
        }
    }
}

/// The name of a batch's results file.
pub fn results_file_name(batch: BatchId) -> String {
    format!("deletion-{}-results.csv", batch.0)
}

/// Writes the results file of a kept upload to its place: whole, private, with its SHA-256.
pub fn write_results_file<R: Read + Seek>(
    upload: R,
    scope: ResultsScope,
    outcome_of: &mut dyn FnMut(u32) -> Said,
    target: &Path,
    overwrite: Overwrite,
) -> Result<(WrittenFile, ResultsTally), ResultsFault> {
    let mut file = FileInProgress::create(target, overwrite)?;
    let tally =
        write_results(upload, scope, outcome_of, &mut file).map_err(|fault| match fault {
            ResultsFault::Write(error) => FileFault::from_io(target, error).into(),
            other => other,
        })?;
    Ok((file.publish()?, tally))
}

/// Streams the kept upload, joined with what became of its rows, into a target.
///
/// `outcome_of` gives what became of the row on a line, with the message in the operator's language; a row of which
/// it says nothing is left out.
pub fn write_results<R: Read + Seek, W: Write>(
    upload: R,
    scope: ResultsScope,
    outcome_of: &mut dyn FnMut(u32) -> Said,
    target: W,
) -> Result<ResultsTally, ResultsFault> {
    let mut output = Output {
        writer: CsvWriter::new(target),
        layout: None,
    };
    let mut tally = ResultsTally::default();
    let mut trouble = None;
    let mut each = |row: &DeletionRow<'_>| {
        tally.rows += 1;
        let Some((outcome, message)) = outcome_of(row.line) else {
            return ControlFlow::Continue(());
        };
        if scope == ResultsScope::Failures && outcome.counts_as() != CountsAs::Failure {
            return ControlFlow::Continue(());
        }
        tally.written += 1;
        match output.row(row, outcome, &message) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                trouble = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    // The upload was accepted under the limits of its day.
    let limits = Limits::none();
    let read = read_deletions_watched(
        upload,
        &limits,
        &mut |_| ControlFlow::Continue(()),
        &mut each,
    );
    if let Some(error) = trouble {
        return Err(error.into());
    }
    let read = read?;
    output.header(&read.header, (read.separator, read.encoding))?;
    output.writer.into_inner().flush()?;
    Ok(tally)
}

/// What became of a row, with the message in the operator's language; none of a row that is left out.
pub type Said = Option<(RowOutcome, String)>;

/// Writes what became of rows by their lines alone: what they said is not known any more.
pub fn write_without_text<W: Write>(
    next: &mut dyn FnMut() -> Option<(u32, Said)>,
    scope: ResultsScope,
    target: W,
) -> Result<ResultsTally, ResultsFault> {
    let mut writer = CsvWriter::new(target);
    let mut tally = ResultsTally::default();
    writer.row(RESULT_COLUMNS)?;
    while let Some((line, outcome)) = next() {
        tally.rows += 1;
        let Some((outcome, message)) = outcome else {
            continue;
        };
        if scope == ResultsScope::EveryRow || outcome.counts_as() == CountsAs::Failure {
            tally.written += 1;
            let (line, code) = (line.to_string(), outcome.code());
            writer.row([line.as_str(), outcome_word(outcome), code, &message])?;
        }
    }
    writer.into_inner().flush()?;
    Ok(tally)
}

/// The word for how an outcome counts, in the column `outcome`.
pub const fn outcome_word(outcome: RowOutcome) -> &'static str {
    match outcome.counts_as() {
        CountsAs::Success => "success",
        CountsAs::Failure => "failure",
        CountsAs::Neither => "neither",
    }
}

/// A results file that is being written.
struct Output<W> {
    writer: CsvWriter<W>,
    layout: Option<Layout>,
}

/// Which of the upload's columns are its own, and which an earlier results file added.
#[derive(Debug, Clone, Copy)]
struct Layout {
    width: usize,
    /// Where the four columns of an earlier results file begin.
    earlier: Option<usize>,
}

impl<W: Write> Output<W> {
    /// Writes the header, the first time.
    fn header(
        &mut self,
        header: &Header,
        (separator, encoding): (Separator, Encoding),
    ) -> io::Result<Layout> {
        if let Some(layout) = self.layout {
            return Ok(layout);
        }
        self.writer.write_like(separator, encoding)?;
        let layout = Layout::of(header);
        for (place, name) in header.names.iter().enumerate() {
            if !is_earlier(place, layout.earlier) {
                self.writer.cell(name);
            }
        }
        self.writer.row(RESULT_COLUMNS)?;
        self.layout = Some(layout);
        Ok(layout)
    }

    fn row(&mut self, row: &DeletionRow<'_>, outcome: RowOutcome, message: &str) -> io::Result<()> {
        let layout = self.header(row.header, row.dialect)?;
        let earlier = layout.earlier_in(row.fields);
        for place in 0..layout.width_of(row.fields) {
            if !is_earlier(place, earlier) {
                self.writer.cell(row.fields.get(place));
            }
        }
        // What is wrong with a row stays with it, even where it stood in a column that is written anew.
        let rewritten = earlier.map_or(0..0, |start| start..start + RESULT_COLUMNS.len());
        for cell in rewritten.map(|place| row.fields.get(place)) {
            if is_malformed(cell) {
                self.writer.cell(cell);
            }
        }
        let line = row.line.to_string();
        self.writer.row([
            line.as_str(),
            outcome_word(outcome),
            outcome.code(),
            message,
        ])
    }
}

impl Layout {
    fn of(header: &Header) -> Self {
        let is_run = |run: &[String]| {
            run.iter()
                .zip(RESULT_COLUMNS)
                .all(|(name, column)| name.trim().eq_ignore_ascii_case(column))
        };
        let earlier = header.names.windows(RESULT_COLUMNS.len()).rposition(is_run);
        Self {
            width: header.names.len(),
            earlier,
        }
    }

    /// Fields to write of a row: never fewer than the header has, and one more than that of a row whose text is not
    /// all there. Cut to fit, it could come to mean somebody.
    fn width_of(&self, fields: Fields<'_>) -> usize {
        let width = self.width.max(fields.kept());
        if fields.is_whole() {
            width
        } else {
            width.max(self.width + 1)
        }
    }

    /// Where an earlier file's four cells begin in a row: at its end when that file wrote the row too wide.
    fn earlier_in(&self, fields: Fields<'_>) -> Option<usize> {
        let start = self.earlier?;
        let is_result = |at: usize| {
            RowOutcome::from_code(fields.get(at + 2))
                .is_some_and(|outcome| fields.get(at + 1) == outcome_word(outcome))
        };
        let at_end = fields.len().checked_sub(RESULT_COLUMNS.len());
        at_end
            .filter(|&at| fields.len() > self.width && is_result(at))
            .or(Some(start))
    }
}

fn is_earlier(place: usize, earlier: Option<usize>) -> bool {
    earlier.is_some_and(|start| (start..start + RESULT_COLUMNS.len()).contains(&place))
}

fn is_malformed(cell: &str) -> bool {
    cell.len() > MAX_FIELD_BYTES || cell.contains('\0')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;
    use crate::intake::{Identifiers, read_deletions};

    type Meaning = Result<Identifiers, RowOutcome>;

    fn meanings(csv: &[u8]) -> Result<Vec<(u32, Meaning)>, ReadFault> {
        let mut all = Vec::new();
        read_deletions(Cursor::new(csv), &Limits::none(), &mut |row| {
            all.push((row.line, row.identifiers()));
        })?;
        Ok(all)
    }

    /// Results in which every row failed: for its own reason, else because nobody knows the user.
    fn all_failed(csv: &[u8]) -> Result<Vec<u8>, ResultsFault> {
        let outcomes: BTreeMap<u32, RowOutcome> = meanings(csv)?
            .into_iter()
            .map(|(line, meaning)| (line, meaning.err().unwrap_or(RowOutcome::NotFound)))
            .collect();
        let mut outcome_of =
            |line: u32| Some((*outcomes.get(&line)?, "sebab, \"alasan\"".to_owned()));
        let mut out = Vec::new();
        write_results(
            Cursor::new(csv),
            ResultsScope::EveryRow,
            &mut outcome_of,
            &mut out,
        )?;
        Ok(out)
    }

    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    #[test]
    fn the_uploads_columns_come_first_and_only_failures_are_kept() -> Result<(), ResultsFault> {
        let csv = "note;unique_id;primary_email_address\n=1;E-1;\n\n\"a;b\";;x@y.example\nc;E-3;\n";
        let mut outcome_of = |line: u32| {
            let outcome = if line == 5 {
                RowOutcome::Deleted
            } else {
                RowOutcome::NotFound
            };
            Some((outcome, format!("line {line}")))
        };
        let mut out = Vec::new();
        let tally = write_results(
            Cursor::new(csv),
            ResultsScope::Failures,
            &mut outcome_of,
            &mut out,
        )?;
        assert_eq!(
            tally,
            ResultsTally {
                rows: 3,
                written: 2
            }
        );
        let expected = "note;unique_id;primary_email_address;line;outcome;code;message\n\
                        '=1;E-1;;2;failure;not_found;line 2\n\
                        \"a;b\";;x@y.example;4;failure;not_found;line 4\n";
        assert_eq!(text(&out), expected);
        Ok(())
    }

    #[test]
    fn results_open_in_the_program_that_made_the_upload() -> Result<(), ResultsFault> {
        let marked = "\u{FEFF}primary_email_address;unique_user_id;note\n;E-1;geprüft\n";
        let windows = b"primary_email_address;unique_user_id;note\n;E-1;gepr\xfcft\n";
        for upload in [marked.as_bytes(), windows] {
            let out = text(&all_failed(upload)?);
            let header = "\u{FEFF}primary_email_address;unique_user_id;note;line;";
            assert!(out.starts_with(header), "{out}");
            assert!(out.contains("\n;E-1;geprüft;2;failure;"), "{out}");
            assert_eq!(text(&all_failed(out.as_bytes())?), out);
        }
        Ok(())
    }

    #[test]
    fn results_of_results_have_the_same_columns_once() -> Result<(), ResultsFault> {
        let csv =
            "primary_email_address,unique_user_id\na@x.example\n,E-1\nb@x.example,E-2,too,many\n";
        let once = all_failed(csv.as_bytes())?;
        let twice = all_failed(&once)?;
        assert_eq!(text(&once), text(&twice));
        let outcomes: Vec<_> = meanings(&once)?
            .into_iter()
            .map(|(_, meaning)| meaning.err())
            .collect();
        assert_eq!(outcomes, [None, None, Some(RowOutcome::WrongFieldCount)]);
        Ok(())
    }

    #[test]
    fn a_mended_row_that_lost_its_result_cells_is_written_once() -> Result<(), ResultsFault> {
        let csv = "primary_email_address,unique_user_id,line,outcome,code,message,,\na@x.example\n";
        let out = text(&all_failed(csv.as_bytes())?);
        assert!(out.starts_with(
            "primary_email_address,unique_user_id,,,line,outcome,code,message\na@x.example,,,,2,"
        ));
        Ok(())
    }

    #[test]
    fn an_upload_without_rows_gives_a_header_alone() -> Result<(), ResultsFault> {
        let out = text(&all_failed(b"unique_user_id\tprimary_email_address\n")?);
        assert_eq!(
            out,
            "unique_user_id\tprimary_email_address\tline\toutcome\tcode\tmessage\n"
        );
        Ok(())
    }

    #[test]
    fn a_row_that_was_malformed_in_an_earlier_result_stays_malformed() -> Result<(), ResultsFault> {
        let csv = "primary_email_address,unique_user_id,line,outcome,code,message\n,E-1,2,failure,\0,why\n";
        let once = all_failed(csv.as_bytes())?;
        assert_eq!(meanings(&once)?, [(2, Err(RowOutcome::MalformedRow))]);
        let twice = all_failed(&once)?;
        assert_eq!(text(&once), text(&twice));
        Ok(())
    }

    proptest! {
        #[test]
        fn results_can_be_uploaded_again_and_say_the_same(
            rows in prop::collection::vec(
                prop::collection::vec("[aE=+@,\";'\\\\u{}0-9\u{0}\u{200B}\t\r\n .x-]{0,12}|[a-c]@x\\.example|E-[0-9]|x{1020,1030}", 0..6),
                0..8,
            )
        ) {
            let mut writer = CsvWriter::new(Vec::new());
            writer.row(["note", "primary_email_address", "unique_user_id", "more"]).map_err(fail)?;
            for row in &rows {
                writer.row(row.iter().map(String::as_str)).map_err(fail)?;
            }
            let upload = writer.into_inner();
            let once = all_failed(&upload).map_err(fail)?;
            let twice = all_failed(&once).map_err(fail)?;
            let said = |csv: &[u8]| -> Result<Vec<Meaning>, TestCaseError> {
                Ok(meanings(csv).map_err(fail)?.into_iter().map(|(_, meaning)| meaning).collect())
            };
            prop_assert_eq!(said(&upload)?, said(&once)?);
            prop_assert_eq!(said(&upload)?, said(&twice)?);
            prop_assert_eq!(all_failed(&twice).map_err(fail)?, twice);
        }
    }

    fn fail(fault: impl std::fmt::Display) -> TestCaseError {
        TestCaseError::fail(fault.to_string())
    }
}
