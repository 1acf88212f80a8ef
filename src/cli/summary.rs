//! The one summary of a file or a batch: the same figures in JSON and for people.

use std::path::Path;

use super::context::Context;
use super::output::Format;
use super::sheet::{self, Cell, Column, Record, figures, machine, shown_only, text};
use super::whom;
use crate::domain::batch::{
    Batch, LineTally, LinesTold, OutcomeCounts, ReadOtherwise, Review, RowOutcome, Terminated, Whom,
};
use crate::domain::case::Case;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::formats;
use crate::service::files::name_of;
use crate::texts::Texts;
use crate::{say, wording};

/// Columns of a list of batches: the summary, and what a table shows instead of its finer parts.
pub(super) const BATCH_COLUMNS: [Column; 24] = [
    figures("batch", "out-batch"),
    text("state", "out-state"),
    text("file", "out-file"),
    machine("sha256"),
    machine("bytes"),
    machine("lines"),
    machine("header"),
    machine("blank"),
    machine("continued"),
    figures("rows", "out-rows"),
    machine("users_before"),
    machine("users_after"),
    machine("outcomes"),
    machine("results_file"),
    machine("standing"),
    machine("residue"),
    machine("to_do"),
    machine("confirmed_by"),
    machine("confirmed_at"),
    machine("approved_by"),
    machine("begins_at"),
    shown_only("out-deleted"),
    shown_only("out-failed"),
    shown_only("out-confirmed"),
];

/// A batch as a record of [`BATCH_COLUMNS`].
pub(super) fn batch_record(texts: &Texts, batch: &Batch, now: Timestamp) -> Record {
    vec![
        Cell::Number(batch.id.0),
        state(texts, batch, now),
        Cell::Text(batch.file_name.clone()),
        Cell::Text(batch.sha256.clone()),
        Cell::Count(batch.bytes),
        Cell::Count(batch.tally.lines),
        Cell::Count(batch.tally.header),
        Cell::Count(batch.tally.blank),
        Cell::Count(batch.tally.continued),
        Cell::Count(batch.tally.rows),
        Cell::Count(batch.users_before),
        Cell::maybe_count(batch.users_after),
        outcomes(&batch.counts, batch.tally.rows, "deleted"),
        results_file(batch.results_file.as_deref()),
        Cell::Code(batch.standing(now).code(), String::new()),
        residue(batch),
        Cell::Several(wording::batch_advice(texts, batch, now)),
        Cell::Text(batch.operator_name.clone()),
        Cell::Moment(batch.confirmed_at),
        Cell::maybe(batch.approver_name.clone()),
        Cell::Moment(batch.due_at),
        Cell::Count(batch.counts.of(RowOutcome::Deleted)),
        Cell::Count(batch.counts.failed()),
        Cell::Moment(batch.confirmed_at),
    ]
}

/// Writes the summary of a batch.
pub(super) fn of_batch(context: &mut Context, batch: &Batch) -> Result<()> {
    let texts = context.texts.clone();
    if batch.upload_lost {
        context.output.complain(&wording::upload_lost(&texts));
    }
    let now = context.surroundings.clock.now();
    if context.format != Format::Table {
        let record = batch_record(&texts, batch, now);
        return context.show(&BATCH_COLUMNS, &record);
    }
    let mut lines = vec![
        (say!(texts, "out-batch"), batch.id.to_string()),
        (
            say!(texts, "out-state"),
            wording::batch_standing(&texts, batch.standing(now)),
        ),
    ];
    lines.extend(who_and_when(&texts, batch));
    about_file(
        &texts,
        &mut lines,
        &batch.file_name,
        batch.bytes,
        &batch.sha256,
    );
    about_lines(&texts, &mut lines, &batch.tally);
    let users = users_of(&texts, batch);
    lines.push((say!(texts, "out-users"), users));
    for (outcome, count) in &batch.counts.0 {
        let count = formats::number(texts.language(), *count);
        lines.push((wording::outcome(&texts, *outcome), count));
    }
    let pending = batch.counts.pending(batch.tally.rows);
    if pending > 0 {
        let said = wording::pending(&texts, Some(batch.state));
        lines.push((said, formats::number(texts.language(), pending)));
    }
    if let Some(path) = &batch.results_file {
        lines.push((say!(texts, "out-results-file"), path.display().to_string()));
    }
    if let Some(found) = batch.found() {
        let count = |count| formats::number(texts.language(), count);
        lines.push((say!(texts, "out-residue"), count(found.found)));
        if found.doubtful > 0 {
            lines.push((say!(texts, "out-doubtful"), count(found.doubtful)));
        }
    }
    write_lines(context, &lines)?;
    for advice in wording::batch_advice(&texts, batch, now) {
        context.output.complain(&advice);
    }
    Ok(())
}

/// Who confirmed and approved it, and when it begins where that is still to come.
fn who_and_when(texts: &Texts, batch: &Batch) -> Vec<(String, String)> {
    let at = |moment| formats::moment(texts, moment);
    let confirmed = format!("{}, {}", batch.operator_name, at(batch.confirmed_at));
    let mut lines = vec![(say!(texts, "out-confirmed"), confirmed)];
    if let Some(approver) = &batch.approver_name {
        lines.push((say!(texts, "out-approver"), approver.clone()));
    }
    if batch.started_at.is_none() && !batch.state.is_final() && batch.due_at > batch.confirmed_at {
        lines.push((say!(texts, "out-begins"), at(batch.due_at)));
    }
    lines
}

/// Users before and after.
fn users_of(texts: &Texts, batch: &Batch) -> String {
    let before = formats::number(texts.language(), batch.users_before);
    match batch.users_after {
        Some(after) => {
            let after = formats::number(texts.language(), after);
            say!(
                texts,
                "out-users-before-after",
                before = before,
                after = after
            )
        }
        None => say!(texts, "out-users-before", before = before),
    }
}

/// Writes the summary of a batch, whom it means while somebody must approve it, and the case that it is of where other
/// batches correct its rows or it corrects theirs.
pub(super) fn of_shown(
    context: &mut Context,
    batch: &Batch,
    whom: Option<&Whom>,
    case: Option<&Case>,
) -> Result<()> {
    let texts = context.texts.clone();
    let now = context.surroundings.clock.now();
    match context.format {
        Format::Csv => of_batch(context, batch),
        Format::Json | Format::Jsonl => {
            let mut record = batch_record(&texts, batch, now);
            let mut columns = BATCH_COLUMNS.to_vec();
            if let Some(whom) = whom {
                record.push(Cell::Json(whom::json(whom)));
                columns.push(machine("whom"));
            }
            if let Some(case) = case {
                record.push(case_cell(case));
                columns.push(machine("case"));
            }
            context.show(&columns, &record)
        }
        Format::Table => {
            of_batch(context, batch)?;
            if let Some(case) = case {
                let lines = [
                    (
                        say!(texts, "case-heading"),
                        wording::case_chain(&texts, case),
                    ),
                    (
                        say!(texts, "case-whole"),
                        wording::case_totals(&texts, &case.totals()),
                    ),
                ];
                write_lines(context, &lines)?;
            }
            if let Some(whom) = whom {
                context.output.line("")?;
                for line in whom::lines(&texts, whom, now) {
                    context.output.line(&line)?;
                }
            }
            Ok(())
        }
    }
}

/// A case: its batches, and what became of each row of the file.
fn case_cell(case: &Case) -> Cell {
    let batches = case.batches.iter().map(|batch| {
        Cell::Object(vec![
            ("batch", Cell::Number(batch.batch.0)),
            (
                "corrects",
                batch
                    .corrects
                    .map_or(Cell::Nothing, |batch| Cell::Number(batch.0)),
            ),
            ("state", Cell::Code(batch.state.code(), String::new())),
            ("rows", Cell::Count(batch.rows)),
            ("outcomes", outcomes(&batch.counts, batch.rows, "deleted")),
            ("corrected", Cell::Count(batch.corrected)),
        ])
    });
    let totals = case.totals();
    Cell::Object(vec![
        ("batches", Cell::Array(batches.collect())),
        ("rows", Cell::Count(totals.rows)),
        ("deleted", Cell::Count(totals.deleted)),
        ("neither", Cell::Count(totals.neither)),
        ("pending", Cell::Count(totals.pending)),
        ("failed", Cell::Count(totals.failed)),
    ])
}

/// Writes the summary of a review: nothing has happened yet.
pub(super) fn of_review(context: &mut Context, review: &Review, whom: &Whom) -> Result<()> {
    let texts = context.texts.clone();
    if context.format != Format::Table {
        let record = vec![
            Cell::Nothing,
            Cell::Code("reviewed", String::new()),
            Cell::Text(review.file_name.clone()),
            Cell::Text(review.sha256.clone()),
            Cell::Count(review.bytes),
            Cell::Count(review.tally.lines),
            Cell::Count(review.tally.header),
            Cell::Count(review.tally.blank),
            Cell::Count(review.tally.continued),
            Cell::Count(review.tally.rows),
            Cell::Count(review.users),
            outcomes(&review.counts, review.tally.rows, "would_delete"),
            Cell::Nothing,
            // A cell of a table holds no JSON.
            if context.format == Format::Csv {
                Cell::Nothing
            } else {
                Cell::Json(whom::json(whom))
            },
            Cell::Array(
                review
                    .warnings
                    .iter()
                    .map(|warning| Cell::Code(warning.code(), String::new()))
                    .collect(),
            ),
            if context.format == Format::Csv {
                Cell::Nothing
            } else {
                read_otherwise(&review.read_otherwise)
            },
        ];
        // Whom it means has a form of its own, which no cell of a CSV holds.
        let columns = match context.format {
            Format::Csv => {
                let [others @ .., _, _] = &REVIEW_COLUMNS;
                others.as_slice()
            }
            Format::Json | Format::Jsonl | Format::Table => REVIEW_COLUMNS.as_slice(),
        };
        return context.show(columns, &record);
    }
    write_lines(context, &review_lines(&texts, review))?;
    if whom.count > 0 {
        context.output.line("")?;
        let now = context.surroundings.clock.now();
        for line in whom::lines(&texts, whom, now) {
            context.output.line(&line)?;
        }
    }
    Ok(())
}

/// Rows that were read in the sense of the other column.
fn read_otherwise(read: &ReadOtherwise) -> Cell {
    let told = |of: &LinesTold| {
        let lines = of.lines.iter().map(|line| Cell::Number((*line).into()));
        Cell::Object(vec![
            ("rows", Cell::Count(of.rows)),
            ("lines", Cell::Array(lines.collect())),
        ])
    };
    Cell::Object(vec![
        ("ids_as_emails", told(&read.ids_as_emails)),
        ("emails_as_ids", told(&read.emails_as_ids)),
    ])
}

const REVIEW_COLUMNS: [Column; 16] = [
    machine("batch"),
    machine("state"),
    machine("file"),
    machine("sha256"),
    machine("bytes"),
    machine("lines"),
    machine("header"),
    machine("blank"),
    machine("continued"),
    machine("rows"),
    machine("users_before"),
    machine("outcomes"),
    machine("results_file"),
    machine("whom"),
    machine("warnings"),
    machine("read_otherwise"),
];

/// The summary of a review for people.
pub(super) fn review_lines(texts: &Texts, review: &Review) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    about_file(
        texts,
        &mut lines,
        &review.file_name,
        review.bytes,
        &review.sha256,
    );
    about_lines(texts, &mut lines, &review.tally);
    let before = formats::number(texts.language(), review.users);
    lines.push((
        say!(texts, "out-users"),
        say!(texts, "out-users-before", before = before),
    ));
    for (outcome, count) in &review.counts.0 {
        let shown = formats::number(texts.language(), *count);
        let shown = match outcome {
            RowOutcome::Deleted => {
                let share = formats::percent(texts.language(), *count, review.users);
                format!("{shown}  ({})", say!(texts, "out-share", share = share))
            }
            _ => shown,
        };
        lines.push((wording::would_outcome(texts, *outcome), shown));
    }
    lines
}

/// Writes the summary of a Terminated file where the form is for machines; people read it on stderr.
pub(super) fn of_terminated(
    context: &mut Context,
    file: &Path,
    terminated: &Terminated,
) -> Result<()> {
    if context.format == Format::Table {
        return Ok(());
    }
    let columns = ["batch", "state", "file", "terminated"].map(machine);
    let why = vec![
        ("code", Cell::Code(terminated.cause.code(), String::new())),
        ("line", terminated.line.map_or(Cell::Nothing, Cell::Count)),
        (
            "message",
            Cell::Text(wording::terminated(&context.texts, terminated)),
        ),
    ];
    let record = vec![
        Cell::Nothing,
        Cell::Code("terminated", String::new()),
        Cell::Text(name_of(file)),
        Cell::Object(why),
    ];
    context.show(&columns, &record)
}

/// Writes lines of name and value to stdout.
pub(super) fn write_lines(context: &mut Context, lines: &[(String, String)]) -> Result<()> {
    for line in sheet::aligned(lines) {
        context.output.line(&line)?;
    }
    Ok(())
}

/// The state of a batch as a cell: in JSON as it is stored, for people where it really stands.
pub(super) fn state(texts: &Texts, batch: &Batch, now: Timestamp) -> Cell {
    let said = wording::batch_standing(texts, batch.standing(now));
    Cell::Code(batch.state.code(), said)
}

/// What the scan found, once it ran.
fn residue(batch: &Batch) -> Cell {
    batch.found().map_or(Cell::Nothing, |found| {
        Cell::Object(vec![
            ("found", Cell::Count(found.found)),
            ("doubtful", Cell::Count(found.doubtful)),
        ])
    })
}

/// Counts by outcome, in the order of the outcomes; `deleted` under the name given. Rows of which nothing has become yet
/// are `pending`, so that the counts add up to the rows.
pub(super) fn outcomes(counts: &OutcomeCounts, rows: u64, deleted: &'static str) -> Cell {
    let name = |outcome: RowOutcome| match outcome {
        RowOutcome::Deleted => deleted,
        other => other.code(),
    };
    let pending = counts.pending(rows);
    let pending = (pending > 0).then_some(("pending", Cell::Count(pending)));
    let counts = counts.0.iter();
    Cell::Object(
        counts
            .map(|(outcome, count)| (name(*outcome), Cell::Count(*count)))
            .chain(pending)
            .collect(),
    )
}

fn results_file(path: Option<&Path>) -> Cell {
    Cell::maybe(path.map(|path| path.display().to_string()))
}

fn about_file(
    texts: &Texts,
    lines: &mut Vec<(String, String)>,
    name: &str,
    bytes: u64,
    sha256: &str,
) {
    lines.push((say!(texts, "out-file"), name.to_owned()));
    lines.push((say!(texts, "out-size"), formats::size(texts, bytes)));
    lines.push((say!(texts, "out-sha256"), sha256.to_owned()));
}

/// The sum that accounts for every line.
fn about_lines(texts: &Texts, lines: &mut Vec<(String, String)>, tally: &LineTally) {
    let sum = say!(
        texts,
        "out-line-sum",
        lines = tally.lines,
        header = tally.header,
        blank = tally.blank,
        continued = tally.continued,
        rows = tally.rows
    );
    lines.push((say!(texts, "out-lines"), sum));
}
