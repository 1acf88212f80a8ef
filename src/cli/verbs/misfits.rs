//! `deletions prepare` and `deletions correct`: rows that do not say whom they mean, and what somebody chose for them.
//!
//! Who is near to a row is shown with the words that would take them. Nobody is taken but by such words.

use std::path::Path;

use super::reviewing::review_of;
use super::running;
use crate::cli::args::{CorrectArguments, PrepareArguments};
use crate::cli::columns;
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, List, Record, machine};
use crate::cli::{Ended, Ending, summary};
use crate::domain::Page;
use crate::domain::batch::{OutcomeCounts, RowOutcome};
use crate::domain::case::{
    Correction, Misfit, MisfitsOf, NameDiffers, NearLearner, Preparation, Prepared, Taken,
};
use crate::domain::columns::{FileKind, HeaderLine};
use crate::domain::id::BatchId;
use crate::domain::op::{ImportOp, Op};
use crate::domain::query::{Query, ReviewSource};
use crate::error::Error;
use crate::sanitise::visible;
use crate::texts::Texts;
use crate::{say, wording};

/// Rows that are looked at together: the directory is gone through once for all of them.
const ROWS_AT_ONCE: usize = 4_096;

const MISFITS: [Column; 10] = [
    machine("line"),
    machine("primary_email_address"),
    machine("unique_user_id"),
    machine("name"),
    machine("code"),
    machine("message"),
    machine("near"),
    machine("nearest"),
    machine("corrected"),
    machine("cells"),
];

/// Makes a deletion CSV of a list of leavers, or says what would come of it.
pub(super) fn prepare(context: &mut Context, arguments: &PrepareArguments) -> Ended {
    // Beside the CSV stands a report: both are files.
    if arguments.target.output.as_deref() == Some(Path::new("-")) {
        return Err(Error::Usage(say!(context.texts, "cli-prepare-file")).into());
    }
    let taken = said(context, &arguments.take)?;
    let mut open = context.open()?;
    let incoming = context.upload(&arguments.file)?;
    let file = incoming.path();
    let terminated = |context: &mut Context, error: Error| {
        if let Error::Terminated(terminated) = &error {
            summary::of_terminated(context, file, terminated)?;
        }
        Err::<_, Failure>(error.into())
    };
    let mut begun = match open.reader.begin_list(&open.session, file) {
        Ok(begun) => begun,
        Err(error) => return terminated(context, error),
    };
    if arguments.forget_columns {
        let op = Op::Import(ImportOp::ForgetColumns(HeaderLine {
            kind: FileKind::Leavers,
            headers: begun.beginning.headers,
        }));
        context.act(&mut open, &op)?;
        begun = open.reader.begin_list(&open.session, file)?;
    } else if begun.is_remembered {
        let told = say!(context.texts, "cli-columns-remembered");
        context.output.narrate(&told);
    }
    let Some(columns) = columns::columns(context, &begun, &arguments.mapping)? else {
        return Ok(Ending::InPart);
    };
    let what = say!(context.texts, "cli-checking");
    let read = context.watched(&what, |watch| {
        open.reader.prepare(&open.session, file, &columns, watch)
    });
    let list = match read {
        Ok(list) => list,
        Err(error) => return terminated(context, error),
    };
    let done = write(context, &mut open, &list, arguments, &taken);
    open.reader.drop_preparation(list.token);
    done
}

fn write(
    context: &mut Context,
    open: &mut Open,
    list: &Preparation,
    arguments: &PrepareArguments,
    taken: &[(u32, String)],
) -> Ended {
    let taken = chosen(context, open, taken)?;
    let prepared = match &arguments.target.output {
        None => None,
        Some(target) => {
            let manner = context.manner(arguments.target.force);
            let (reader, session) = (&mut open.reader, &open.session);
            let written = reader.write_prepared(session, list.token, &taken, Some(target), manner);
            Some(written.map_err(|error| context.force_advised(error))?)
        }
    };
    let lines: Vec<u32> = taken.iter().map(|taken| taken.line).collect();
    let mut misfits = all(open, MisfitsOf::Preparation(list.token))?;
    misfits.retain(|misfit| !lines.contains(&misfit.line));
    tell(context, list, prepared.as_ref(), &misfits)?;
    let left_out = match &prepared {
        Some(prepared) => prepared.left_out.total(),
        None => list.tally.rows - list.counts.of(RowOutcome::Deleted),
    };
    Ok(Ending::good(left_out == 0))
}

fn tell(
    context: &mut Context,
    list: &Preparation,
    prepared: Option<&Prepared>,
    misfits: &[Misfit],
) -> Result<(), Failure> {
    let would = list.counts.of(RowOutcome::Deleted);
    let mut open_counts = list.counts.clone();
    open_counts.0.remove(&RowOutcome::Deleted);
    let left_out = prepared.map_or(&open_counts, |prepared| &prepared.left_out);
    let (as_is, by_choice) = prepared.map_or((would, 0), |one| (one.as_is, one.by_choice));
    let figures = Figures {
        as_is,
        by_choice,
        left_out,
    };
    if context.format == Format::Table {
        for differs in &list.differing {
            tell_differing(context, differs)?;
        }
        return tell_in_words(context, prepared, misfits, &figures);
    }
    tell_as_object(context, list, prepared, misfits, &figures)
}

/// How many rows of a list went where.
struct Figures<'c> {
    as_is: u64,
    by_choice: u64,
    left_out: &'c OutcomeCounts,
}

fn tell_in_words(
    context: &mut Context,
    prepared: Option<&Prepared>,
    misfits: &[Misfit],
    figures: &Figures<'_>,
) -> Result<(), Failure> {
    let texts = context.texts.clone();
    for misfit in misfits {
        tell_misfit(context, misfit)?;
    }
    let said = say!(
        texts,
        "cli-prepared",
        as_is = figures.as_is,
        by_choice = figures.by_choice,
        left = figures.left_out.total()
    );
    context.output.narrate(&said);
    for (outcome, count) in &figures.left_out.0 {
        let outcome = wording::outcome(&texts, *outcome);
        context.output.narrate(&format!("  {outcome}: {count}"));
    }
    let paths = prepared.map(|one| [&one.csv, &one.report]);
    for path in paths.into_iter().flatten() {
        context.output.line(&path.display().to_string())?;
    }
    if prepared.is_none() {
        let said = say!(texts, "cli-prepare-nothing-written");
        context.output.narrate(&said);
    }
    Ok(())
}

/// Tells of a row that is taken as it is although it gives another name.
fn tell_differing(context: &mut Context, differs: &NameDiffers) -> Result<(), Failure> {
    let line = say!(
        context.texts,
        "cli-misfit",
        line = differs.line.to_string(),
        text = visible(&differs.said).into_owned(),
        why = wording::name_differs(&context.texts, differs)
    );
    Ok(context.output.line(&line)?)
}

fn differing_object(texts: &Texts, differs: &NameDiffers) -> Cell {
    Cell::Object(vec![
        ("line", Cell::Number(differs.line.into())),
        ("code", Cell::Text(NameDiffers::CODE.to_owned())),
        ("message", Cell::Text(wording::name_differs(texts, differs))),
        ("name", Cell::Text(differs.said.clone())),
        ("learner", Cell::Text(differs.name.clone())),
        ("primary_email_address", Cell::maybe(differs.email.clone())),
        ("unique_user_id", Cell::maybe(differs.unique_id.clone())),
    ])
}

fn tell_as_object(
    context: &mut Context,
    list: &Preparation,
    prepared: Option<&Prepared>,
    misfits: &[Misfit],
    figures: &Figures<'_>,
) -> Result<(), Failure> {
    let texts = context.texts.clone();
    let columns = [
        "file",
        "lines",
        "header",
        "blank",
        "continued",
        "rows",
        "as_is",
        "by_choice",
        "left_out",
        "csv",
        "report",
        "misfits",
        "differing",
    ];
    let path = |path: Option<&std::path::PathBuf>| {
        Cell::maybe(path.map(|path| path.display().to_string()))
    };
    let record = vec![
        Cell::Text(list.file_name.clone()),
        Cell::Count(list.tally.lines),
        Cell::Count(list.tally.header),
        Cell::Count(list.tally.blank),
        Cell::Count(list.tally.continued),
        Cell::Count(list.tally.rows),
        Cell::Count(figures.as_is),
        Cell::Count(figures.by_choice),
        summary::outcomes(figures.left_out, figures.left_out.total(), "deleted"),
        path(prepared.map(|one| &one.csv)),
        path(prepared.map(|one| &one.report)),
        Cell::Array(
            misfits
                .iter()
                .map(|misfit| as_object(&texts, misfit))
                .collect(),
        ),
        Cell::Array(
            list.differing
                .iter()
                .map(|differs| differing_object(&texts, differs))
                .collect(),
        ),
    ];
    let columns = columns.map(machine);
    Ok(context.show(&columns, &record)?)
}

/// Corrects rows of a batch by a batch of its own, or lists those that can be corrected.
pub(super) fn correct(context: &mut Context, arguments: &CorrectArguments) -> Ended {
    let batch = BatchId(arguments.batch);
    let taken = said(context, &arguments.take)?;
    if taken.is_empty() {
        let mut open = context.open()?;
        return list(context, &mut open, MisfitsOf::Batch(batch));
    }
    running::refuse_unasked(context, &arguments.confirmation)?;
    let mut open = context.open()?;
    let taken = chosen(context, &mut open, &taken)?;
    let source = ReviewSource::Correction(Correction { batch, taken });
    let review = review_of(context, &mut open, &source, None)?;
    running::through(context, &mut open, &review, &arguments.confirmation)
}

/// Lists the rows that can be corrected.
pub(super) fn list(context: &mut Context, open: &mut Open, of: MisfitsOf) -> Ended {
    let misfits = all(open, of)?;
    let texts = context.texts.clone();
    if context.format == Format::Table {
        for misfit in &misfits {
            tell_misfit(context, misfit)?;
        }
        if misfits.is_empty() {
            let said = match of {
                MisfitsOf::Batch(_) | MisfitsOf::Preparation(_) => {
                    say!(texts, "cli-nothing-to-correct")
                }
                MisfitsOf::Roster(_) | MisfitsOf::Learning(_) => {
                    say!(texts, "cli-nothing-failed")
                }
            };
            context.output.narrate(&said);
        }
        return Ok(Ending::Done);
    }
    let mut list = List::new(&MISFITS, context.format, &texts);
    let records: Vec<Record> = misfits
        .iter()
        .map(|misfit| cells(&texts, misfit).into())
        .collect();
    list.page(&mut context.output, &records)?;
    list.end(&mut context.output)?;
    Ok(Ending::Done)
}

fn all(open: &mut Open, of: MisfitsOf) -> Result<Vec<Misfit>, Failure> {
    let mut page = Page::first(ROWS_AT_ONCE);
    let mut misfits = Vec::new();
    loop {
        let window = load!(open, Query::Misfits { of, page }, Misfits);
        let came = window.rows.len();
        misfits.extend(window.rows);
        page.offset += came;
        if came == 0 || page.offset >= window.total {
            return Ok(misfits);
        }
    }
}

/// Reads `LINE=KEY`.
pub(super) fn said(context: &Context, take: &[String]) -> Result<Vec<(u32, String)>, Failure> {
    let read = |said: &String| {
        let (line, key) = said.split_once('=')?;
        let key = key.trim();
        Some((line.trim().parse().ok()?, key.to_owned())).filter(|_| !key.is_empty())
    };
    let bad = |said: &String| {
        let said = visible(said).into_owned();
        Failure::not_typed(say!(context.texts, "cli-bad-take", said = said))
    };
    take.iter()
        .map(|said| read(said).ok_or_else(|| bad(said)))
        .collect()
}

/// Finds who was chosen, as of now.
pub(super) fn chosen(
    context: &Context,
    open: &mut Open,
    said: &[(u32, String)],
) -> Result<Vec<Taken>, Failure> {
    let at = context.surroundings.clock.now();
    let mut taken = Vec::with_capacity(said.len());
    for (line, key) in said {
        let (line, user) = (*line, open.find(key)?);
        taken.push(Taken { line, user, at });
    }
    taken.sort_by_key(|taken| taken.line);
    Ok(taken)
}

/// Tells of a row, what is wrong with it, and who is near to it.
fn tell_misfit(context: &mut Context, misfit: &Misfit) -> Result<(), Failure> {
    let texts = context.texts.clone();
    let (email, unique_id) = misfit.text.clone().unwrap_or_default();
    let parts = [email, unique_id, misfit.name.clone()];
    let parts: Vec<String> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| visible(part).into_owned())
        .collect();
    let line = say!(
        texts,
        "cli-misfit",
        line = misfit.line.to_string(),
        text = parts.join(" · "),
        why = wording::misfit_said(&texts, misfit)
    );
    context.output.line(&line)?;
    if let Some(corrected) = &misfit.corrected {
        let said = say!(
            texts,
            "misfit-corrected",
            batch = corrected.batch.to_string(),
            name = visible(&corrected.by).into_owned()
        );
        context.output.line(&format!("  {said}"))?;
        return Ok(());
    }
    if let Some((header, value)) = misfit.blamed.and_then(|place| misfit.cells.get(place)) {
        let (header, value) = (visible(header.trim()), visible(value));
        let line = format!("  --set '{}:{header}='   {value}", misfit.line);
        context.output.line(&line)?;
    }
    // Cells under a wrong header are seen beside the others.
    let all = each_cell(misfit).filter(|_| misfit.beyond > 0);
    for (header, text) in all {
        let text = visible(text);
        let line = match header {
            Some(header) => format!("  --set '{}:{}='   {text}", misfit.line, visible(header)),
            None => format!("  {}   {text}", say!(texts, "misfits-cell-beyond")),
        };
        context.output.line(&line)?;
    }
    for near in &misfit.nearest {
        let key = near.unique_id.as_ref().or(near.email.as_ref());
        let key = visible(key.map_or("", String::as_str)).into_owned();
        let who = visible(&wording::near_learner(&texts, near)).into_owned();
        let line = format!("  --take {}={key}   {who}", misfit.line);
        context.output.line(&line)?;
    }
    let more = misfit.near.saturating_sub(misfit.nearest.len() as u64);
    if more > 0 {
        let said = say!(texts, "misfit-more", count = more);
        context.output.line(&format!("  {said}"))?;
    }
    Ok(())
}

fn cells(texts: &Texts, misfit: &Misfit) -> [Cell; 10] {
    let (email, unique_id) = misfit.text.clone().unwrap_or_default();
    let text = |text: String| Cell::maybe(Some(text).filter(|text| !text.is_empty()));
    let corrected = misfit.corrected.as_ref().map_or(Cell::Nothing, |one| {
        Cell::Object(vec![
            ("batch", Cell::Number(one.batch.0)),
            ("by", Cell::Text(one.by.clone())),
        ])
    });
    [
        Cell::Number(misfit.line.into()),
        text(email),
        text(unique_id),
        text(misfit.name.clone()),
        Cell::maybe(wording::misfit_code(misfit)),
        Cell::Text(wording::misfit_said(texts, misfit)),
        Cell::Count(misfit.near),
        Cell::Array(misfit.nearest.iter().map(near_object).collect()),
        corrected,
        Cell::Array(each_cell(misfit).map(cell_object).collect()),
    ]
}

/// The cells of a row as they were read, each with its header where it has one.
fn each_cell(misfit: &Misfit) -> impl Iterator<Item = (Option<&str>, &str)> {
    let with_header = misfit.cells.len() - misfit.beyond;
    let cells = misfit.cells.iter().enumerate();
    cells.map(move |(place, (header, text))| {
        let header = Some(header.trim()).filter(|_| place < with_header);
        (header, text.as_str())
    })
}

fn cell_object((header, text): (Option<&str>, &str)) -> Cell {
    Cell::Object(vec![
        ("header", Cell::maybe(header.map(str::to_owned))),
        ("text", Cell::Text(text.to_owned())),
    ])
}

fn as_object(texts: &Texts, misfit: &Misfit) -> Cell {
    let names = MISFITS.iter().map(|column| column.name);
    Cell::Object(names.zip(cells(texts, misfit)).collect())
}

fn near_object(near: &NearLearner) -> Cell {
    Cell::Object(vec![
        ("user", Cell::Number(near.user.0)),
        ("name", Cell::Text(near.name.clone())),
        ("primary_email_address", Cell::maybe(near.email.clone())),
        ("unique_user_id", Cell::maybe(near.unique_id.clone())),
        ("on_hold", Cell::Flag(near.on_hold)),
        (
            "alike",
            Cell::Array(
                near.alike
                    .iter()
                    .map(|one| Cell::Code(one.code(), String::new()))
                    .collect(),
            ),
        ),
        ("in_another_row", Cell::Flag(near.is_meant)),
    ])
}
