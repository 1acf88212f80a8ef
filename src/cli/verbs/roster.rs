//! `users import` and `users correct`: what a roster would change, and the import itself.
//!
//! In a table stand the rows that fail and every change, each from what to what, with sums below. For machines every row is listed with all that changes of it. An import writes this
//! before it begins and shows it after its end.

mod sums;

use std::path::Path;

pub(super) use sums::no_license;
use sums::{totals, unknown_license, would_import};

use super::changes::{change, remark};
use super::{correcting, letters, misfits};
use crate::cli::args::{ImportArguments, Target};
use crate::cli::columns;
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, List, Record, figures, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::Page;
use crate::domain::case::MisfitsOf;
use crate::domain::columns::RosterField as Said;
use crate::domain::mending::Mends;
use crate::domain::op::{ImportOp, Op};
use crate::domain::plan::{Basis, Plan};
use crate::domain::query::{Export, Query};
use crate::domain::reason::Reason;
use crate::domain::roster::{
    EmptyCells, ImportOptions, Kept, RosterChange, RosterFaultKind, RosterImport, RosterLine,
    RosterList, RosterResult, RosterVerdicts, ServerRecord,
};
use crate::error::{Error, Trouble};
use crate::service::RosterChoice;
use crate::texts::Texts;
use crate::{say, wording};

/// Rows of a roster that are listed at a time: a million of them would take more memory than the roster itself.
const ROWS_AT_ONCE: usize = 1_000;
const FAILED: [Column; 4] = [
    figures("line", "out-line"),
    text("result", "out-result"),
    text("code", "out-code"),
    text("message", "out-message"),
];
const CHANGED: [Column; 5] = [
    figures("line", "out-line"),
    text("user", "out-learner"),
    text("field", "out-field"),
    text("old", "out-old"),
    text("new", "out-new"),
];
const TAKEN_OVER: [Column; 2] = [figures("line", "out-line"), text("moves", "out-moves")];
pub(super) const EVERY_ROW: [Column; 10] = [
    machine("line"),
    machine("result"),
    machine("code"),
    machine("message"),
    machine("name"),
    machine("primary_email_address"),
    machine("unique_user_id"),
    machine("changes"),
    machine("damage"),
    machine("record"),
];

/// How a call wants a roster to be imported.
fn options(arguments: &ImportArguments) -> ImportOptions {
    let none = EmptyCells::default();
    ImportOptions {
        in_part: arguments.in_part,
        empties: arguments.empty.iter().copied().fold(none, EmptyCells::with),
        make_licenses: arguments.make_licenses,
        no_mail: arguments.no_mail,
    }
}

/// Says what would be imported, where nothing was.
fn not_done(context: &mut Context, is_check: bool, plan: &Plan, totals: Vec<String>) {
    let texts = context.texts.clone();
    let (would, said) = if is_check {
        let would = would_import(&texts, &plan.roster);
        (Some(would), say!(texts, "cli-import-checked"))
    } else {
        (None, say!(texts, "cli-import-refused"))
    };
    let shown = (!plan.mailed.is_empty()).then(|| say!(texts, "cli-import-preview"));
    for line in would.into_iter().chain(totals).chain(shown).chain([said]) {
        context.output.narrate(&line);
    }
}

/// Imports a roster, or says what it would change. Of one that was imported under an entry of the log, only rows that
/// failed are corrected; where nothing is said of them, they are listed.
pub(super) fn import(
    context: &mut Context,
    arguments: &ImportArguments,
    corrects: Option<u64>,
) -> Ended {
    columns::forgets_only(context, arguments.check, &arguments.columns)?;
    let mut open = context.open()?;
    let incoming = context.incoming(&arguments.file)?;
    let (file, said) = (incoming.path(), &arguments.columns);
    let begun = columns::begin::<Said>(context, &mut open, file, said)?;
    let Some(found) = columns::columns(context, &begun, &said.mapping)? else {
        return Ok(Ending::InPart);
    };
    let headers = &begun.beginning.headers;
    let mends = correcting::mends(context, &mut open, &arguments.corrections, headers)?;
    let license = arguments.license.clone().or(begun.license);
    let mut import = columns::in_order(said.orders(None), begun.orders, |orders| {
        let choice = RosterChoice {
            columns: found.clone(),
            license: license.clone(),
            order: orders.dates,
            served: None,
        };
        open.reader.read_roster(&open.session, file, &choice)
    })?;
    import.options = options(arguments);
    match (mends, corrects) {
        (None, None) => {}
        (None, Some(_)) => {
            let said = say!(context.texts, "cli-import-as-it-was");
            let (reader, session) = (&mut open.reader, &open.session);
            let rows = Vec::new();
            let mends = Mends { rows, corrects };
            import = reader.mend_roster(session, &import, &mends, &mut |_| true)?;
            context.output.narrate(&said);
            return misfits::list(context, &mut open, MisfitsOf::Roster(import));
        }
        (Some(rows), corrects) => {
            let mends = Mends { rows, corrects };
            let (reader, session) = (&mut open.reader, &open.session);
            import = reader.mend_roster(session, &import, &mends, &mut |_| true)?;
        }
    }
    carry_through(context, &mut open, (import, corrects), arguments)
}

/// Says what a roster that was read would change, and does it where that was asked.
fn carry_through(
    context: &mut Context,
    open: &mut Open,
    (import, corrects): (RosterImport, Option<u64>),
    arguments: &ImportArguments,
) -> Ended {
    let op = Op::Import(ImportOp::Users(import));
    let plan = open.reader.plan(&open.session, &op)?;
    if arguments.preview {
        return letters::show(context, &plan.letters);
    }
    let faulty = plan.roster.has_faults();
    let is_done = !arguments.check && (!faulty || arguments.in_part);
    if is_done {
        context.output.hold()?;
    }
    report(context, open, import, &plan.roster)?;
    if let Some(file) = &arguments.leavers {
        propose_leavers(context, open, import, (file, arguments.force))?;
    }
    let mut totals = totals(
        &context.texts,
        &plan.roster,
        import.options.empties,
        arguments.leavers.is_some(),
    );
    let mailed = plan.mailed.iter();
    totals.extend(
        mailed.map(|(kind, count)| wording::letters_of_kind(&context.texts, *kind, *count)),
    );
    if !is_done {
        if !arguments.check {
            refuse(context, open, (&op, plan.basis), arguments)?;
        }
        not_done(context, arguments.check, &plan, totals);
        return Ok(Ending::good(!faulty));
    }
    let basis = plan.basis;
    drop(plan);
    let outcome = open.service.execute(&open.session, &op, Some(basis))?;
    context.output.note_act();
    context.output.let_out()?;
    let said = wording::receipt(&context.texts, &outcome.receipt);
    for line in totals.into_iter().chain([said]) {
        context.output.narrate(&line);
    }
    if corrects.is_some() {
        let said = say!(context.texts, "cli-import-only-these");
        context.output.narrate(&said);
    }
    let entry = open.reader.entry_of_roster(import.roster);
    if let Some(entry) = entry.filter(|_| faulty) {
        let said = say!(
            context.texts,
            "cli-import-correct",
            entry = entry.to_string()
        );
        context.output.narrate(&said);
    }
    Ok(Ending::good(!faulty))
}

/// Puts on record that an import is refused as a whole; where its columns go is remembered.
fn refuse(
    context: &mut Context,
    open: &mut Open,
    (op, basis): (&Op, Basis),
    arguments: &ImportArguments,
) -> Result<(), Failure> {
    open.service.execute(&open.session, op, Some(basis))?;
    if arguments.columns.mapping.says_anything() {
        let said = say!(context.texts, "cli-import-columns-kept");
        context.output.narrate(&said);
    }
    Ok(())
}

/// Writes who is gone as a deletion CSV.
fn propose_leavers(
    context: &mut Context,
    open: &mut Open,
    import: RosterImport,
    (file, force): (&Path, bool),
) -> Result<(), Failure> {
    let target = Target {
        output: Some(file.to_owned()),
        force,
    };
    let other_name = say!(context.texts, "cli-advice-other-name");
    let written = context.export(open, &Export::Leavers(import), &target);
    // There is no option here that lets the file be replaced.
    written.map_err(|failure| match failure.error {
        Error::Environment(Trouble::Exists(_)) => Failure::advised(failure.error, other_name),
        _ => failure,
    })
}

/// Lists the rows that a roster of the provider would leave out, with what stands against them.
pub(super) fn left_out(
    context: &mut Context,
    open: &mut Open,
    import: RosterImport,
    rows: &RosterVerdicts,
) -> Result<(), Failure> {
    if rows.iter().any(|row| is_listed(&row.result)) {
        let list = (&FAILED[..], RosterList::Refused);
        each(context, open, import, list, failed)?;
    }
    let texts = context.texts.clone();
    for name in rows.totals.unknown_licenses() {
        let said = unknown_license(&texts, name, rows);
        context.output.complain(&said);
    }
    Ok(())
}

/// Lists the rows of a roster: in a table those with something to correct and every change, for machines all of them.
fn report(
    context: &mut Context,
    open: &mut Open,
    import: RosterImport,
    rows: &RosterVerdicts,
) -> Result<(), Failure> {
    if context.format != Format::Table {
        return each(
            context,
            open,
            import,
            (&EVERY_ROW, RosterList::All),
            every_row,
        );
    }
    if rows.iter().any(|row| is_listed(&row.result)) {
        each(
            context,
            open,
            import,
            (&FAILED, RosterList::Refused),
            failed,
        )?;
    }
    for list in [RosterList::Changed, RosterList::Held] {
        if rows.total(list) > 0 {
            let of = (&CHANGED[..], list);
            each(context, open, import, of, move |texts, line| {
                changed(texts, line, list)
            })?;
        }
    }
    if rows.total(RosterList::TakenOver) > 0 {
        let list = (&TAKEN_OVER[..], RosterList::TakenOver);
        each(context, open, import, list, taken_over)?;
    }
    Ok(())
}

/// Lists the rows of a list, each as the records that are made of it.
fn each(
    context: &mut Context,
    open: &mut Open,
    import: RosterImport,
    (columns, list): (&'static [Column], RosterList),
    records: impl Fn(&Texts, &RosterLine) -> Vec<Record>,
) -> Result<(), Failure> {
    let texts = context.texts.clone();
    let mut out = List::new(columns, context.format, &texts);
    in_pages(context, open, import, list, |context, lines| {
        let told: Vec<Record> = lines
            .iter()
            .flat_map(|line| records(&texts, line))
            .collect();
        out.page(&mut context.output, &told)
    })?;
    Ok(out.end(&mut context.output)?)
}

/// Goes through the rows of a list, some at a time.
pub(super) fn in_pages(
    context: &mut Context,
    open: &mut Open,
    import: RosterImport,
    list: RosterList,
    mut each: impl FnMut(&mut Context, &[RosterLine]) -> crate::error::Result<()>,
) -> Result<(), Failure> {
    let mut page = Page::first(ROWS_AT_ONCE);
    while !context.output.is_closed() {
        let window = load!(open, Query::RosterRows { import, list, page }, RosterRows);
        each(context, &window.rows)?;
        page.offset += window.rows.len();
        if window.rows.is_empty() || page.offset >= window.total {
            break;
        }
    }
    Ok(())
}

/// A row that fails. A license type that there is not is said once, at the header, not with every row that names it.
fn failed(texts: &Texts, line: &RosterLine) -> Vec<Record> {
    let listed = line.result.as_ref().filter(|result| is_listed(result));
    let record = listed.map(|_| verdict(texts, line).into());
    record.into_iter().collect()
}

/// Whether a row fails for a reason of its own.
fn is_listed(result: &RosterResult) -> bool {
    match result {
        RosterResult::Refused(why) => !matches!(**why, Reason::UnknownLicense(_)),
        RosterResult::Unreadable(fault) => fault.what != RosterFaultKind::RepeatedHeader,
        RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged => false,
    }
}

pub(super) fn verdict(texts: &Texts, line: &RosterLine) -> [Cell; 4] {
    let Some(result) = &line.result else {
        return [const { Cell::Nothing }; 4];
    };
    let code = match result {
        RosterResult::Unreadable(fault) => Some(fault.code()),
        RosterResult::Refused(why) => Some(why.code()),
        RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged => None,
    };
    let message = wording::line_message(texts, line);
    // A record of a server stands on no line.
    let number = line.line.filter(|_| line.record.is_none());
    [
        number.map_or(Cell::Nothing, |number| Cell::Number(number.into())),
        Cell::Code(result.mark().code(), wording::roster_result(texts, result)),
        Cell::maybe(code),
        if message.is_empty() {
            Cell::Nothing
        } else {
            Cell::Text(message)
        },
    ]
}

/// The changes of a user, one a line.
fn changed(texts: &Texts, line: &RosterLine, list: RosterList) -> Vec<Record> {
    let told = line.changes.iter();
    // Of an empty cell the sum says enough; who stands otherwise at the provider is said one by one, in a list of its own.
    let kept = (list == RosterList::Held).then_some(Kept::AtProvider);
    let told = told.filter(|change| change.kept == kept);
    let who = identifier(line);
    told.map(|change| {
        vec![
            Cell::Number(line.line.unwrap_or_default().into()),
            Cell::Text(who.clone()),
            Cell::Text(wording::changed_field(
                texts,
                change.field,
                change.of.as_deref(),
            )),
            Cell::maybe(Some(change.old.clone()).filter(|text| !text.is_empty())),
            new_words(texts, change),
        ]
    })
    .collect()
}

/// What a field would be, or that it stays.
fn new_words(texts: &Texts, change: &RosterChange) -> Cell {
    match change.kept {
        None | Some(Kept::EmptyCell) => {
            Cell::maybe(Some(change.new.clone()).filter(|text| !text.is_empty()))
        }
        Some(Kept::AtProvider) => Cell::Text(wording::roster_change_kept(texts, change)),
    }
}

/// What a row takes over from others, one a line.
fn taken_over(texts: &Texts, line: &RosterLine) -> Vec<Record> {
    let number = || Cell::Number(line.line.unwrap_or_default().into());
    let taken = wording::roster_taken_over(texts, line).into_iter();
    taken.map(|said| vec![number(), Cell::Text(said)]).collect()
}

/// What tells a user from every other: the ID, else the email.
fn identifier(line: &RosterLine) -> String {
    let known = line.unique_id.as_ref().or(line.email.as_ref());
    known.cloned().unwrap_or_else(|| line.name.clone())
}

pub(super) fn every_row(texts: &Texts, line: &RosterLine) -> Vec<Record> {
    let mut record: Record = verdict(texts, line).into();
    record.extend([
        Cell::Text(line.name.clone()),
        Cell::maybe(line.email.clone()),
        Cell::maybe(line.unique_id.clone()),
        Cell::Array(line.changes.iter().map(change).collect()),
        Cell::Array(line.remarks.iter().map(remark).collect()),
        line.record.as_ref().map_or(Cell::Nothing, served),
    ]);
    vec![record]
}

/// A record of a server, for machines.
fn served(record: &ServerRecord) -> Cell {
    let left_out = record.left_out.iter().map(|name| (*name).to_owned());
    Cell::Object(vec![
        ("id", Cell::Text(record.id.clone())),
        ("user_name", Cell::maybe(record.user_name.clone())),
        ("left_out", Cell::Several(left_out.collect())),
    ])
}
