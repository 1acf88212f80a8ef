//! Entries of the activity log as CSV, each with its mark in the chain: for the export of the log, and for a dossier.

use std::io::{self, Write};

use super::said::moment;
use crate::domain::id::OperatorId;
use crate::error::{Error, Result};
use crate::intake::writing::CsvWriter;
use crate::service::files::hexadecimal;
use crate::store::{Db, StoredEntry};

/// Writes the entries of which `detail` says what stands in their detail; those of which it says nothing are left out. The
/// column of the learner has the name that is given.
pub(crate) fn write(
    db: &Db<'_>,
    learner: &str,
    out: &mut dyn Write,
    fault: fn(&io::Error) -> Error,
    mut detail: impl FnMut(&StoredEntry) -> Option<String>,
) -> Result<()> {
    let mut writer = CsvWriter::new(out);
    let header = [
        "number",
        "at",
        "operator",
        "act",
        learner,
        "batch",
        "detail",
        "mark",
        "operator_name",
    ];
    writer.row(header).map_err(|error| fault(&error))?;
    let operators = db.operator_names()?;
    let who = |id: Option<OperatorId>| {
        id.and_then(|id| operators.get(&id))
            .cloned()
            .unwrap_or_default()
    };
    let number = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let mut trouble = None;
    db.each_log_entry(|entry| {
        let Some(detail) = detail(&entry) else {
            return true;
        };
        let cells = [
            entry.number.to_string(),
            moment(entry.at),
            number(entry.operator.map(|id| id.0)),
            entry.act.clone(),
            number(entry.user.map(|id| id.0)),
            number(entry.batch.map(|id| id.0)),
            detail,
            hexadecimal(&entry.mark),
            who(entry.operator),
        ];
        trouble = writer.row(cells.iter().map(String::as_str)).err();
        trouble.is_none()
    })?;
    trouble.map_or(Ok(()), |error| Err(fault(&error)))
}
