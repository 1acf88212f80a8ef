//! The activity log as a file, each entry with its mark in the chain.

use std::io::Write;

use super::fault;
use crate::domain::id::OperatorId;
use crate::domain::operator::{Grant, Operator, Permission};
use crate::domain::reason::Reason;
use crate::domain::record::LogFilter;
use crate::error::{Error, Result};
use crate::intake::writing::CsvWriter;
use crate::service::deletion::said::moment;
use crate::service::files::hexadecimal;
use crate::store::Db;

/// Writes every entry that is asked for and that the operator may see.
pub(super) fn write(
    db: &Db<'_>,
    operator: &Operator,
    filter: &LogFilter,
    out: &mut dyn Write,
) -> Result<()> {
    let own = Permission::SeeLog.granted_to(operator.role) == Grant::Own;
    if own && filter.operator.is_some_and(|other| other != operator.id) {
        return Err(Error::NotAllowed(Reason::NotOwn));
    }
    let is_narrowed = *filter != LogFilter::default();
    let chosen = is_narrowed.then(|| db.log_numbers(filter)).transpose()?;
    let mut writer = CsvWriter::new(out);
    let header = [
        "number",
        "at",
        "operator",
        "act",
        "user",
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
    let mut trouble = None;
    db.each_log_entry(|stored| {
        let entry = &stored;
        let is_chosen = chosen
            .as_ref()
            .is_none_or(|them| them.contains(&entry.number));
        if !is_chosen || own && entry.operator != Some(operator.id) {
            return true;
        }
        let number = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        let cells = [
            entry.number.to_string(),
            moment(entry.at),
            number(entry.operator.map(|id| id.0)),
            entry.act.clone(),
            number(entry.user.map(|id| id.0)),
            number(entry.batch.map(|id| id.0)),
            entry.detail.clone(),
            hexadecimal(&entry.mark),
            who(entry.operator),
        ];
        trouble = writer.row(cells.iter().map(String::as_str)).err();
        trouble.is_none()
    })?;
    trouble.map_or(Ok(()), |error| Err(fault(&error)))
}
