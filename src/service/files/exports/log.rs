//! The activity log as a file, each entry with its mark in the chain.

use std::io::Write;

use super::fault;
use crate::domain::operator::{Grant, Operator, Permission};
use crate::domain::reason::Reason;
use crate::domain::record::LogFilter;
use crate::error::{Error, Result};
use crate::service::deletion::log_rows;
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
    log_rows::write(db, "user", out, fault, |entry| {
        let is_chosen = chosen
            .as_ref()
            .is_none_or(|them| them.contains(&entry.number));
        let is_seen = is_chosen && (!own || entry.operator == Some(operator.id));
        is_seen.then(|| entry.detail.clone())
    })
}
