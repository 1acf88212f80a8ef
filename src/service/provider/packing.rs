//! The files that are uploaded at the provider, and the note for whoever does it.
//!
//! A file has the provider's own headers, is smaller than 15 MB, has no more rows than the account's setting allows, and
//! is there, synced, before anything says so.

use std::path::{Path, PathBuf};

use crate::domain::Language;
use crate::domain::batch::RowOutcome;
use crate::domain::id::BatchId;
use crate::domain::provider::DELETION_PAGE;
use crate::domain::request::RequestKind;
use crate::domain::settings::Settings;
use crate::durable;
use crate::error::{Error, Result};
use crate::intake::writing::CsvWriter;
use crate::intake::{EMAIL_COLUMN, ID_COLUMN};
use crate::say;
use crate::service::Core;
use crate::service::deletion::package::{BYTES_PER_FILE, harmless_cells};
use crate::service::files::{Overwrite, WrittenFile, free_names, write_file};
use crate::store::Unpacked;
use crate::texts::Texts;

/// One file to be written.
pub(crate) struct Part {
    /// The first and the last line of the upload whose rows are in it.
    pub lines: (u32, u32),
    /// How many rows it has.
    pub rows: u64,
    /// What is in it.
    pub text: Vec<u8>,
}

/// Why a learner cannot stand in a file: both identifiers would be changed by the guard against formulas, which the
/// provider does not take off.
pub(crate) fn objection(email: &str, unique_id: &str) -> Option<RowOutcome> {
    harmless_cells(email, unique_id).err()
}

/// Rows in files, in their order.
pub(crate) fn parts(rows: &[Unpacked], most_rows: u64) -> Result<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut current: Option<(CsvWriter<Vec<u8>>, Part)> = None;
    for row in rows {
        let bytes_at_most = (row.email.len() + row.unique_id.len()) as u64 * 2 + 6;
        let is_full = |(writer, part): &(CsvWriter<Vec<u8>>, Part)| {
            let bytes = writer.target().len() as u64;
            part.rows >= most_rows || bytes + bytes_at_most >= BYTES_PER_FILE
        };
        if current.as_ref().is_some_and(is_full) {
            parts.extend(current.take().map(closed));
        }
        let (mut writer, mut part) = match current.take() {
            Some(open) => open,
            None => begun(row.line)?,
        };
        let (email, id) = harmless_cells(&row.email, &row.unique_id).unwrap_or_default();
        writer.row([email, id]).map_err(|error| unwritten(&error))?;
        part.lines.1 = row.line;
        part.rows += 1;
        current = Some((writer, part));
    }
    parts.extend(current.map(closed));
    Ok(parts)
}

/// All rows as one portion that needs no file.
pub(crate) fn whole(rows: &[Unpacked]) -> Vec<Part> {
    let lines = rows.first().zip(rows.last());
    let part = lines.map(|(first, last)| Part {
        lines: (first.line, last.line),
        rows: rows.len() as u64,
        text: Vec::new(),
    });
    part.into_iter().collect()
}

fn begun(line: u32) -> Result<(CsvWriter<Vec<u8>>, Part)> {
    let mut writer = CsvWriter::new(Vec::new());
    writer
        .row([EMAIL_COLUMN, ID_COLUMN])
        .map_err(|error| unwritten(&error))?;
    let part = Part {
        lines: (line, line),
        rows: 0,
        text: Vec::new(),
    };
    Ok((writer, part))
}

fn closed((writer, part): (CsvWriter<Vec<u8>>, Part)) -> Part {
    Part {
        text: writer.into_inner(),
        ..part
    }
}

fn unwritten(error: &std::io::Error) -> Error {
    Error::Bug(error.to_string())
}

/// The name of a file of a batch: the part, of how many.
pub(crate) fn part_name(batch: BatchId, part: usize, parts: usize) -> String {
    format!("deletions-{batch}-{part}-of-{parts}.csv")
}

/// Writes the files of a batch, each with the note for whoever uploads it.
pub(crate) fn write(
    core: &Core,
    texts: &Texts,
    account: &str,
    batch: BatchId,
    parts: &[Part],
) -> Result<Vec<WrittenFile>> {
    let folder = &core.place.exports;
    let mut written = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let name = part_name(batch, index + 1, parts.len());
        core.at("handover", "before a file of it");
        written.push(free_names::write(folder, &name, &part.text)?);
    }
    for (part, file) in parts.iter().zip(&written) {
        let upload = Upload {
            kind: RequestKind::Delete,
            batch: Some(batch),
            rows: part.rows,
        };
        write_note(texts, account, file, upload)?;
    }
    core.at("handover", "after its files");
    Ok(written)
}

/// What a file is, for the note beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Upload {
    /// What it does to its learners.
    pub kind: RequestKind,
    /// The batch that wants it.
    pub batch: Option<BatchId>,
    /// How many rows it has.
    pub rows: u64,
}

/// Writes the note for whoever uploads a file: which account, which page, how many rows, which SHA-256. It lies beside the
/// file, and is written anew whenever the file is.
pub(crate) fn write_note(
    texts: &Texts,
    account: &str,
    file: &WrittenFile,
    upload: Upload,
) -> Result<()> {
    let head = match upload.kind {
        RequestKind::Delete => {
            let batch = upload.batch.map_or(0, |batch| batch.0).to_string();
            let page = DELETION_PAGE;
            say!(
                texts,
                "provider-note",
                account = account,
                batch = batch,
                page = page
            )
        }
        RequestKind::Revoke | RequestKind::Disconnect => {
            say!(texts, "provider-note-revoke", account = account)
        }
    };
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    let of_file = say!(
        texts,
        "provider-note-file",
        file = name.into_owned(),
        count = upload.rows,
        sha256 = file.sha256.as_str()
    );
    let after = match upload.kind {
        RequestKind::Delete => say!(texts, "provider-note-after"),
        RequestKind::Revoke | RequestKind::Disconnect => say!(texts, "provider-note-revoke-after"),
    };
    let mut text = [head, of_file, after].join("\n\n");
    text.push('\n');
    write_file(&note_of(&file.path), Overwrite::Replace, text.as_bytes())?;
    Ok(())
}

/// Removes a file that has no row any more, and its note.
pub(crate) fn remove(file: &Path) -> Result<()> {
    for path in [file, &note_of(file)] {
        durable::remove(path).map_err(|error| Error::from_io(&error, path))?;
    }
    Ok(())
}

/// Where the note of a file lies.
fn note_of(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}-note.txt"))
}

/// The language of a note: that of the operator, else the account's.
pub(crate) fn language_of(operator: Option<Language>, settings: &Settings) -> Texts {
    Texts::new(operator.unwrap_or(settings.language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: u32) -> Vec<Unpacked> {
        let row = |line| Unpacked {
            line,
            email: format!("learner-{line}@x.example"),
            unique_id: format!("E-{line}"),
        };
        (2..2 + count).map(row).collect()
    }

    #[test]
    fn no_row_is_lost_between_two_files_and_none_has_more_than_it_may() -> Result<()> {
        for (count, most, sizes) in [(0, 3, vec![]), (3, 3, vec![3]), (7, 3, vec![3, 3, 1])] {
            let parts = parts(&rows(count), most)?;
            assert_eq!(
                parts.iter().map(|part| part.rows).collect::<Vec<_>>(),
                sizes
            );
            let lines: Vec<_> = parts
                .iter()
                .flat_map(|part| part.lines.0..=part.lines.1)
                .collect();
            assert_eq!(lines, (2..2 + count).collect::<Vec<_>>());
            for part in &parts {
                let text = String::from_utf8_lossy(&part.text);
                assert!(text.starts_with("primary_email_address,unique_user_id\n"));
                assert_eq!(text.lines().count() as u64, part.rows + 1);
            }
        }
        Ok(())
    }

    #[test]
    fn who_would_reach_the_provider_as_somebody_else_is_left_out() {
        assert_eq!(objection("a@x.example", "E-1"), None);
        assert_eq!(objection("a@x.example", "=1"), None);
        assert_eq!(objection("", "=1"), Some(RowOutcome::InvalidId));
        assert_eq!(
            objection("+a@x.example", ""),
            Some(RowOutcome::InvalidEmail)
        );
    }
}
