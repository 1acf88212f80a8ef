//! The files that are uploaded at the provider, and the note for whoever does it.
//!
//! A file has the provider's own headers, is smaller than 15 MB, has no more rows than the account's setting allows, and
//! is there, synced, before anything says so.

use crate::domain::batch::RowOutcome;
use crate::domain::id::BatchId;
use crate::domain::provider::DELETION_PAGE;
use crate::error::{Error, Result};
use crate::intake::writing::CsvWriter;
use crate::intake::{EMAIL_COLUMN, ID_COLUMN};
use crate::say;
use crate::service::Core;
use crate::service::deletion::package::{BYTES_PER_FILE, harmless_cells};
use crate::service::files::{WrittenFile, free_names};
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

/// Writes the files of a batch, and the note for whoever uploads them.
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
    core.at("handover", "after its files");
    let mut lines = vec![say!(
        texts,
        "provider-note",
        account = account,
        batch = batch.to_string(),
        page = DELETION_PAGE
    )];
    for (part, file) in parts.iter().zip(&written) {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        lines.push(say!(
            texts,
            "provider-note-file",
            file = name.into_owned(),
            count = part.rows,
            sha256 = file.sha256.as_str()
        ));
    }
    lines.push(say!(texts, "provider-note-after"));
    let mut text = lines.join("\n\n");
    text.push('\n');
    free_names::write(
        folder,
        &format!("deletions-{batch}-note.txt"),
        text.as_bytes(),
    )?;
    Ok(written)
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
