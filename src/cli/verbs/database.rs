//! `db`: the database as a file.

use std::path::Path;

use super::restoring::{self, ask_before};
use crate::cli::args::{DbVerb, Target};
use crate::cli::context::{Context, load};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, List, figures, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::op::{Op, PeopleOp};
use crate::domain::query::{Leftover, LeftoverPlace, Query};
use crate::domain::residue::RawPlace;
use crate::error::{Error, Trouble};
use crate::service::{CheckReport, Notice, PurgeReport, Restore, Service};
use crate::texts::Texts;
use crate::{formats, say, wording};

const CHECK_COLUMNS: [Column; 12] = [
    machine("ok"),
    machine("faults"),
    machine("counters"),
    figures("users", "out-users"),
    figures("tombstones", "out-tombstones"),
    figures("bytes", "out-size"),
    figures("schema", "out-schema"),
    machine("log"),
    machine("residue"),
    machine("exposed"),
    machine("journal_lost"),
    machine("signing_key_unusable"),
];

const PURGE_COLUMNS: [Column; 5] = [
    figures("bytes_before", "out-bytes-before"),
    figures("bytes_after", "out-bytes-after"),
    figures("residue", "out-residue"),
    figures("doubtful", "out-doubtful"),
    figures("batches", "out-batches-completed"),
];

/// Runs a verb of the database.
pub(super) fn run(context: &mut Context, verb: DbVerb) -> Ended {
    match verb {
        DbVerb::Check => check(context),
        DbVerb::Backup { file, target } => {
            let file = file.or_else(|| target.output.clone());
            backup(context, file.as_deref(), &target)
        }
        DbVerb::Restore {
            file,
            yes,
            despite_gap,
            discard,
        } => {
            let order = Restore {
                backup: file,
                over_a_gap: despite_gap,
                discard,
            };
            restoring::restore(context, order, yes)
        }
        DbVerb::Purge => purge(context),
        DbVerb::Residue { clear } => residue(context, clear),
        DbVerb::Rekey { yes } => rekey(context, yes),
    }
}

fn check(context: &mut Context) -> Ended {
    let mut open = context.open()?;
    let what = say!(context.texts, "cli-examining");
    let report = context.watched(&what, |watch| open.service.check(&open.session, watch))?;
    let texts = context.texts.clone();
    let record = check_record(context, &report);
    context.show(&CHECK_COLUMNS, &record)?;
    if context.format == Format::Table {
        let log = wording::verification(&texts, &report.log);
        context.output.line(&log)?;
        for fault in &report.faults {
            context.output.line(&told_fault(&texts, fault))?;
        }
        for figure in &report.counters {
            context.output.line(&told_figure(&texts, figure))?;
        }
        for path in &report.exposed {
            let notice = Notice::Exposed(path.clone());
            context.output.line(&wording::notice(&texts, &notice))?;
        }
        if let Some(path) = &report.signing_key {
            let notice = Notice::SigningKeyUnusable(path.clone());
            context.output.line(&wording::notice(&texts, &notice))?;
        }
        if let Some(found) = wording::residue(&texts, report.residue) {
            context.output.line(&found)?;
        }
        if let Some((at, frames)) = report.journal_lost {
            let said = match at.map(|at| formats::day_told(&texts, at)) {
                Some(date) => say!(texts, "cli-db-journal-lost", date = date, count = frames),
                None => wording::notice(&texts, &Notice::JournalLost),
            };
            context.output.line(&said)?;
        }
        if report.is_well() {
            context.output.line(&say!(texts, "cli-db-well"))?;
        } else if !report.is_whole() {
            context.output.line(&say!(texts, "cli-db-not-well"))?;
        } else if !report.exposed.is_empty() {
            context.output.line(&say!(texts, "cli-db-exposed"))?;
        }
    }
    Ok(Ending::good(report.is_well()))
}

/// A fault in words; what the database itself says stands for itself.
fn told_fault(texts: &Texts, fault: &str) -> String {
    let counted = fault.split_once('=');
    let counted = counted.and_then(|(code, count)| Some((code, count.parse::<u64>().ok()?)));
    match counted {
        Some(("unregistered", count)) => say!(texts, "cli-db-unregistered", count = count),
        Some(("orphans", count)) => say!(texts, "cli-db-orphans", count = count),
        _ => fault.to_owned(),
    }
}

/// A figure that is kept and differs from what is there, in words.
fn told_figure(texts: &Texts, figure: &str) -> String {
    let parts = figure.split_once(": ");
    let parts = parts.and_then(|(name, rest)| Some((name, rest.split_once(" ≠ ")?)));
    let Some((name, (kept, counted))) = parts else {
        return figure.to_owned();
    };
    say!(
        texts,
        "cli-db-figure",
        name = name.replace(' ', "_"),
        kept = kept,
        counted = counted
    )
}

fn check_record(context: &Context, report: &CheckReport) -> Vec<Cell> {
    let size = formats::size(&context.texts, report.bytes);
    vec![
        Cell::Flag(report.is_well()),
        Cell::Several(report.faults.clone()),
        Cell::Several(report.counters.clone()),
        Cell::Count(report.users),
        Cell::Count(report.tombstones),
        Cell::WordedJson(report.bytes.into(), size),
        Cell::Number(report.schema),
        Cell::Json(serde_json::to_value(&report.log).unwrap_or_default()),
        Cell::Json(serde_json::to_value(report.residue).unwrap_or_default()),
        Cell::Several(
            report
                .exposed
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
        ),
        Cell::Json(report.journal_lost.map_or(
            serde_json::Value::Null,
            |(at, entries)| serde_json::json!({"at": at.map(formats::rfc3339), "entries": entries}),
        )),
        Cell::maybe(
            report
                .signing_key
                .as_ref()
                .map(|path| path.display().to_string()),
        ),
    ]
}

fn backup(context: &mut Context, file: Option<&Path>, target: &Target) -> Ended {
    if file.is_some_and(|file| file.as_os_str() == "-") {
        return Err(Error::Usage(say!(context.texts, "cli-usage-backup-stdout")).into());
    }
    let mut open = context.open()?;
    let what = say!(context.texts, "cli-backing-up");
    let made = context.watched(&what, |watch| {
        open.service
            .backup(&open.session, file, target.force, watch)
    });
    let made = made.map_err(|error| context.force_advised(error))?;
    let said = say!(
        context.texts,
        "cli-backed-up",
        path = made.path.display().to_string(),
        size = formats::size(&context.texts, made.bytes)
    );
    context.output.narrate(&said);
    Ok(Ending::Done)
}

fn rekey(context: &mut Context, yes: bool) -> Ended {
    let database = context.database()?;
    if !Service::exists(&database) {
        return Err(Error::Environment(Trouble::missing(&database)).into());
    }
    if !yes {
        let warning = say!(context.texts, "cli-warn-rekey");
        ask_before(context, &warning, "cli-usage-rekey-yes", "yes")?;
    }
    let deleted = Service::renew_key(&database, context.surroundings.clone())?;
    let said = say!(context.texts, "cli-rekeyed", deleted = deleted);
    context.output.narrate(&said);
    Ok(Ending::Done)
}

fn purge(context: &mut Context) -> Ended {
    let mut open = context.open()?;
    let what = say!(context.texts, "cli-purging");
    let report = context.watched(&what, |watch| open.service.purge(&open.session, watch))?;
    let texts = context.texts.clone();
    let record = purge_record(context, &report);
    context.show(&PURGE_COLUMNS, &record)?;
    let found = report.found();
    if let Some(said) = wording::residue(&texts, found) {
        context.output.complain(&said);
    }
    Ok(Ending::good(found.is_clean()))
}

const RESIDUE_COLUMNS: [Column; 7] = [
    machine("place"),
    figures("id", "out-residue-of"),
    text("field", "out-residue-field"),
    text("text", "out-residue-text"),
    text("without", "out-residue-without"),
    machine("at"),
    machine("doubtful"),
];
const RAW_COLUMNS: [Column; 4] = [
    text("file", "out-residue-file"),
    figures("at", "out-residue-byte"),
    text("text", "out-residue-text"),
    text("doubtful", "out-residue-sure"),
];

/// Shows where addresses of deleted people stand in fields of others and in the bytes of the files, and with `--clear` takes
/// them out of the fields.
fn residue(context: &mut Context, clear: bool) -> Ended {
    let mut open = context.open()?;
    let texts = context.texts.clone();
    let found = load!(open, Query::Residue, Residue);
    let mut records: Vec<_> = found.fields.iter().map(leftover).collect();
    if context.format != Format::Table {
        records.extend(found.places.iter().map(raw_place));
    }
    if context.format != Format::Table || !records.is_empty() || found.is_clean() {
        let mut list = List::new(&RESIDUE_COLUMNS, context.format, &texts);
        list.page(&mut context.output, &records)?;
        list.end(&mut context.output)?;
    }
    if context.format == Format::Table && !found.places.is_empty() {
        let mut list = List::new(&RAW_COLUMNS, context.format, &texts);
        let records: Vec<_> = found.places.iter().map(|one| shown(one, &texts)).collect();
        list.page(&mut context.output, &records)?;
        list.end(&mut context.output)?;
    }
    if let Some(said) = wording::residue(&texts, found.raw) {
        context.output.complain(&said);
    }
    let (mut users, mut is_elsewhere) = (Vec::new(), false);
    for leftover in &found.fields {
        match &leftover.place {
            LeftoverPlace::Learner(user, _) => users.push(*user),
            LeftoverPlace::Elsewhere(..) => is_elsewhere = true,
            LeftoverPlace::Operator(_, name) => {
                let said = say!(texts, "cli-residue-operator", name = name.clone());
                context.output.complain(&said);
            }
        }
    }
    users.dedup();
    let can_clear = is_elsewhere || !users.is_empty();
    if clear && can_clear {
        context.act(&mut open, &Op::People(PeopleOp::ClearResidue { users }))?;
        return Ok(Ending::Done);
    }
    if can_clear {
        context.output.narrate(&say!(texts, "cli-residue-clear"));
    }
    Ok(Ending::good(found.is_clean()))
}

fn leftover(leftover: &Leftover) -> Vec<Cell> {
    let (place, id) = match &leftover.place {
        LeftoverPlace::Learner(user, _) => ("user", user.0),
        LeftoverPlace::Operator(operator, _) => ("operator", operator.0),
        LeftoverPlace::Elsewhere(of, number) => (of.code(), *number),
    };
    vec![
        Cell::Code(place, String::new()),
        Cell::Number(id),
        Cell::Text(leftover.field.clone()),
        Cell::Text(leftover.text.clone()),
        Cell::Text(leftover.without.clone()),
        Cell::Nothing,
        Cell::Flag(false),
    ]
}

fn raw_place(place: &RawPlace) -> Vec<Cell> {
    vec![
        Cell::Code("file", String::new()),
        Cell::Nothing,
        Cell::Text(place.file.clone()),
        Cell::Text(place.text.clone()),
        Cell::Nothing,
        Cell::Count(place.at),
        Cell::Flag(place.is_doubtful),
    ]
}

fn shown(place: &RawPlace, texts: &Texts) -> Vec<Cell> {
    vec![
        Cell::Text(place.file.clone()),
        Cell::Count(place.at),
        Cell::Text(place.text.clone()),
        Cell::Text(wording::residue_place(texts, place)),
    ]
}

fn purge_record(context: &Context, report: &PurgeReport) -> Vec<Cell> {
    let size = |bytes: u64| Cell::WordedJson(bytes.into(), formats::size(&context.texts, bytes));
    vec![
        size(report.bytes_before),
        size(report.bytes_after),
        Cell::Count(report.residue),
        Cell::Count(report.doubtful),
        Cell::Array(report.batches.iter().map(|id| Cell::Number(id.0)).collect()),
    ]
}
