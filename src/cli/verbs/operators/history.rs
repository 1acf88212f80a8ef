//! `operators history`: who had which role, from when to when.

use std::collections::BTreeMap;

use super::named;
use crate::cli::Ended;
use crate::cli::context::{Context, Open, load};
use crate::cli::sheet::{Cell, Column, List, Record, machine, text};
use crate::cli::verbs::done;
use crate::domain::id::OperatorId;
use crate::domain::operator::history::RoleSpan;
use crate::domain::query::Query;
use crate::texts::Texts;
use crate::wording;

const COLUMNS: [Column; 8] = [
    machine("operator_id"),
    text("operator", "out-name"),
    text("role", "out-role"),
    text("from", "out-since"),
    text("until", "out-until"),
    text("given_by", "out-given-by"),
    text("ended", "out-ended"),
    machine("ended_by"),
];

/// Lists roles with their times, of everybody or of one.
pub(super) fn run(context: &mut Context, open: &mut Open, name: Option<&str>) -> Ended {
    let only = name.map(|name| named(open, name)).transpose()?;
    let history = load!(open, Query::RoleHistory, RoleHistory);
    let texts = context.texts.clone();
    let wanted = |span: &&RoleSpan| only.is_none_or(|only| span.operator == only);
    let records: Vec<Record> = history
        .spans
        .iter()
        .filter(wanted)
        .map(|span| record(&texts, &history.names, span))
        .collect();
    let mut list = List::new(&COLUMNS, context.format, &texts);
    list.page(&mut context.output, &records)?;
    Ok(list.end(&mut context.output).map(done)?)
}

fn record(texts: &Texts, names: &BTreeMap<OperatorId, String>, span: &RoleSpan) -> Record {
    let name = |operator| Cell::Text(wording::operator_named(texts, names, operator));
    vec![
        Cell::Number(span.operator.0),
        name(span.operator),
        match span.role {
            Some(role) => Cell::Code(role.code(), wording::role(texts, role)),
            None => Cell::Nothing,
        },
        Cell::maybe_moment(span.from),
        Cell::maybe_moment(span.end.map(|(until, ..)| until)),
        span.given_by.map_or(Cell::Nothing, name),
        span.end.map_or(Cell::Nothing, |(_, end, by)| {
            Cell::Code(end.code(), wording::role_end(texts, names, (end, by)))
        }),
        span.end.and_then(|(.., by)| by).map_or(Cell::Nothing, name),
    ]
}
