//! A roster of the provider is taken in, from a file or from a server: what it concludes is said, and concluded.

use super::reviewing::batch;
use crate::cli::context::{Context, Failure, Open};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, Nested, Record, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::op::Op;
use crate::domain::plan::Receipt;
use crate::domain::provider::{
    ProviderEffect, ProviderOp, ProviderReceipt, ProviderRoster, RosterEffect,
};
use crate::domain::roster::Served;
use crate::sanitise::visible;
use crate::texts::Texts;
use crate::{say, wording};

const TAKEN: [Column; 22] = [
    text("confirmed", "out-confirmed"),
    text("overdue", "out-overdue"),
    text("open", "out-open"),
    text("added", "out-added"),
    text("changed", "out-changed"),
    text("refused_rows", "out-refused-rows"),
    text("nameless", "out-nameless"),
    text("incomplete", "out-incomplete"),
    text("gone", "out-gone"),
    machine("rows"),
    machine("unreadable"),
    machine("users"),
    machine("missing"),
    machine("explained"),
    machine("accepted"),
    machine("known"),
    machine("gone_before"),
    machine("held"),
    machine("deleted_here"),
    machine("doubts"),
    machine("alike"),
    machine("alike_are_others"),
];

/// Takes a roster of the provider in, from a file or from a server; or only says what it would conclude.
pub(super) fn take(
    context: &mut Context,
    open: &mut Open,
    (roster, served): (ProviderRoster, Option<&Served>),
    only_check: bool,
) -> Ended {
    let import = roster.import;
    let op = Op::Provider(ProviderOp::Roster(roster));
    if only_check {
        let plan = open.reader.plan(&open.session, &op)?;
        let (mut left, mut undecided) = (0, false);
        if let Some(ProviderEffect::Roster(effect)) = plan.provider.as_deref() {
            left = left_out(effect);
            undecided = effect.is_undecided();
            let record = taken(effect);
            match context.format {
                format @ (Format::Json | Format::Jsonl) => {
                    let head = (&TAKEN[..], &record);
                    let nested = Nested::begin(&mut context.output, format, head, "results")?;
                    super::served::within(context, open, import, (nested, served))?;
                }
                Format::Table | Format::Csv => context.show(&TAKEN, &record)?,
            }
            say_alike(context, effect);
        }
        if left > 0 && context.format == Format::Table {
            let rows = &*plan.roster;
            match served {
                Some(served) => super::served::left_out(context, open, import, (rows, served))?,
                None => super::roster::left_out(context, open, import, rows)?,
            }
        }
        context
            .output
            .narrate(&say!(context.texts, "cli-roster-checked"));
        return Ok(Ending::good(left == 0 && !undecided));
    }
    // Nobody has looked at it in between, so it is judged once.
    let outcome = open.service.execute(&open.session, &op, None)?;
    context.output.note_act();
    let (mut left, mut undecided, mut passed_over) = (0, false, Vec::new());
    if let Receipt::Provider(ProviderReceipt::Roster(effect)) = &outcome.receipt {
        left = left_out(effect);
        undecided = effect.is_undecided();
        passed_over = said_of(&context.texts, effect, served.is_some());
        let record = taken(effect);
        context.show(&TAKEN, &record)?;
        say_alike(context, effect);
    }
    let said = wording::receipt(&context.texts, &outcome.receipt);
    context.output.narrate(&said);
    for said in passed_over {
        context.output.complain(&said);
    }
    let all_well = conclude(context, open)?;
    Ok(Ending::good(all_well && left == 0 && !undecided))
}

/// Rows and records that are left out, or of which something is.
const fn left_out(effect: &RosterEffect) -> u64 {
    effect.refused + effect.nameless + effect.incomplete
}

/// That rows or records are left out, where they are.
fn said_of(texts: &Texts, effect: &RosterEffect, is_served: bool) -> Vec<String> {
    let refused = effect.refused + effect.nameless;
    let left = (refused > 0).then(|| {
        if is_served {
            say!(texts, "cli-pulled-left-out", count = refused)
        } else {
            say!(texts, "cli-roster-left-out", count = refused)
        }
    });
    let incomplete = effect.incomplete;
    let part = (incomplete > 0).then(|| say!(texts, "cli-pulled-incomplete", count = incomplete));
    left.into_iter().chain(part).collect()
}

fn taken(effect: &RosterEffect) -> Record {
    let facts = &effect.facts;
    let counts = [
        effect.confirmed,
        effect.overdue,
        effect.open,
        effect.added,
        effect.changed,
        effect.refused,
        effect.nameless,
        effect.incomplete,
        effect.gone(),
        facts.rows,
        facts.unreadable,
        facts.users,
        facts.missing,
        facts.explained,
        facts.accepted,
        facts.known,
        effect.gone_before,
        effect.held,
        effect.back_total,
    ];
    let mut record: Record = counts.map(Cell::Count).to_vec();
    let doubts = effect.doubts.iter().map(|doubt| doubt.code().to_owned());
    record.push(Cell::Several(doubts.collect()));
    let alike = effect.alike.iter().map(|found| {
        let line = found.line.map(|line| Cell::Count(line.into()));
        Cell::Object(vec![
            ("change", Cell::Number(found.change.0)),
            ("learner", Cell::Text(found.learner.clone())),
            ("line", line.unwrap_or(Cell::Nothing)),
            ("other", Cell::Text(found.other.clone())),
        ])
    });
    record.push(Cell::Array(alike.collect()));
    record.push(Cell::Flag(effect.are_others));
    record
}

/// Who in it may be a learner who is missing, and how that is decided.
fn say_alike(context: &mut Context, effect: &RosterEffect) {
    if let Some(decide) = wording::decide_alike(&context.texts, effect) {
        for found in effect.alike.iter() {
            let said = wording::alike(&context.texts, found);
            context.output.complain(&said);
        }
        context.output.complain(&decide);
    }
}

/// Erases here whoever is confirmed now, delivers the mail that waits, and says how batches ended whose last row has ended by
/// it; answers whether none of their rows failed.
pub(super) fn conclude(
    context: &mut Context,
    open: &mut Open,
) -> std::result::Result<bool, Failure> {
    if open.service.has_confirmed()? {
        let what = say!(context.texts, "cli-concluding");
        context.output.narrate(&what);
    }
    let ended = open.service.conclude_all()?;
    // Mail that cannot be delivered now waits in the outbox.
    let _ = open.service.deliver(&open.session);
    let mut all_well = true;
    for id in ended {
        let found = batch(open, id)?;
        let failed = found.counts.failed();
        all_well &= failed == 0;
        let texts = &context.texts;
        let now = context.surroundings.clock.now();
        let state = wording::batch_standing(texts, found.standing(now));
        let id = id.to_string();
        let said = say!(texts, "cli-batch-ended", batch = id, state = state);
        context.output.narrate(&said);
        if let Some(path) = &found.results_file {
            let file = visible(&path.to_string_lossy()).into_owned();
            let said = say!(texts, "cli-batch-results", count = failed, file = file);
            context.output.complain(&said);
        }
    }
    Ok(all_well)
}
