//! Rows of a roster that is reviewed, as a CSV: a line for each change, or one for a row that changes nothing.

use std::io::Write;

use super::fault;
use crate::domain::Page;
use crate::domain::roster::{RosterImport, RosterLine, RosterList, RosterResult};
use crate::error::Result;
use crate::intake::writing::CsvWriter;
use crate::service::{Core, ops};
use crate::store::Db;

/// Rows that are read at a time.
const AT_ONCE: usize = 1_000;

const HEADER: [&str; 9] = [
    "line",
    "result",
    "code",
    "name",
    "primary_email_address",
    "unique_user_id",
    "field",
    "old",
    "new",
];

/// Writes the rows of a list.
pub(super) fn write(
    db: &Db<'_>,
    core: &Core,
    (import, list): (&RosterImport, RosterList),
    out: &mut dyn Write,
) -> Result<()> {
    let mut writer = CsvWriter::new(out);
    writer.row(HEADER).map_err(|error| fault(&error))?;
    let mut page = Page::first(AT_ONCE);
    loop {
        let window = ops::roster_lines(db, core, import, list, page)?;
        for row in window.rows.iter().flat_map(records) {
            writer
                .row(row.iter().map(String::as_str))
                .map_err(|error| fault(&error))?;
        }
        page.offset += window.rows.len();
        if window.rows.is_empty() || page.offset >= window.total {
            return Ok(());
        }
    }
}

fn records(row: &RosterLine) -> Vec<[String; 9]> {
    let code = match &row.result {
        Some(RosterResult::Unreadable(fault)) => fault.code(),
        Some(RosterResult::Refused(why)) => why.code(),
        Some(RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged) | None => "",
    };
    let result = row.result.as_ref().map(|result| result.mark().code());
    let of = |field: String, old: &str, new: &str| {
        [
            row.line.map(|line| line.to_string()).unwrap_or_default(),
            result.unwrap_or_default().to_owned(),
            code.to_owned(),
            row.name.clone(),
            row.email.clone().unwrap_or_default(),
            row.unique_id.clone().unwrap_or_default(),
            field,
            old.to_owned(),
            new.to_owned(),
        ]
    };
    if row.changes.is_empty() {
        return vec![of(String::new(), "", "")];
    }
    let changes = row.changes.iter();
    let record = |change: &crate::domain::roster::RosterChange| {
        let code = change.field.code();
        let field = match &change.of {
            Some(name) => format!("{code}: {name}"),
            None => code.to_owned(),
        };
        of(field, &change.old, &change.new)
    };
    changes.map(record).collect()
}
