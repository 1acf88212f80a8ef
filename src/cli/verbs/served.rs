//! The records of a server from which a roster was made: those of which something is left out, and all of them for machines.

use super::roster::{EVERY_ROW, every_row, in_pages, no_license, verdict};
use crate::cli::context::{Context, Failure, Open};
use crate::cli::sheet::{Cell, Column, List, Nested, Record, text};
use crate::domain::roster::{
    RosterImport, RosterLine, RosterList, RosterResult, RosterVerdicts, Served,
};
use crate::texts::Texts;
use crate::wording;

const RECORDS: [Column; 4] = [
    text("user", "out-learner"),
    text("result", "out-result"),
    text("code", "out-code"),
    text("message", "out-message"),
];

/// Lists the records of a server of which something is left out.
pub(super) fn left_out(
    context: &mut Context,
    open: &mut Open,
    import: RosterImport,
    (rows, served): (&RosterVerdicts, &Served),
) -> Result<(), Failure> {
    let texts = context.texts.clone();
    for name in rows.totals.unknown_licenses() {
        let said = no_license(&texts, name);
        context.output.complain(&said);
    }
    let mut out = List::new(&RECORDS, context.format, &texts);
    let nameless: Vec<Record> = served
        .nameless
        .iter()
        .filter_map(|one| left_out_of(&texts, &one.line()))
        .collect();
    out.page(&mut context.output, &nameless)?;
    in_pages(context, open, import, RosterList::All, |context, lines| {
        let told: Vec<Record> = lines
            .iter()
            .filter_map(|line| left_out_of(&texts, line))
            .collect();
        out.page(&mut context.output, &told)
    })?;
    Ok(out.end(&mut context.output)?)
}

/// A record of which something is left out.
fn left_out_of(texts: &Texts, line: &RosterLine) -> Option<Record> {
    let record = line.record.as_ref()?;
    let is_taken = matches!(
        &line.result,
        Some(RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged)
    );
    if is_taken && record.left_out.is_empty() {
        return None;
    }
    let [_, result, code, message] = verdict(texts, line);
    let who = Cell::Text(wording::server_record(texts, record));
    Some(vec![who, result, code, message])
}

/// Writes every row of a roster of the provider within the object that says what it would conclude; of a server, the records
/// that give no row, too.
pub(super) fn within(
    context: &mut Context,
    open: &mut Open,
    import: RosterImport,
    (mut nested, served): (Nested, Option<&Served>),
) -> Result<(), Failure> {
    let texts = context.texts.clone();
    for nameless in served.iter().flat_map(|served| &served.nameless) {
        for record in every_row(&texts, &nameless.line()) {
            nested.item(&mut context.output, &EVERY_ROW, &record)?;
        }
    }
    in_pages(context, open, import, RosterList::All, |context, lines| {
        for record in lines.iter().flat_map(|line| every_row(&texts, line)) {
            nested.item(&mut context.output, &EVERY_ROW, &record)?;
        }
        Ok(())
    })?;
    Ok(nested.end(&mut context.output)?)
}
