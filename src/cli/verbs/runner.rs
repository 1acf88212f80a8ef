//! `run`: works for an account without a console, for cron and systemd. It begins what is due, goes on with what was
//! interrupted, purges and delivers mail, and decides nothing: whatever it does was confirmed and approved before. So it
//! needs no operator, as the work in the background of a console does not wait for anybody to sign in.

use std::sync::Arc;
use std::time::Duration;

use crate::cli::context::Context;
use crate::cli::interrupt::Work;
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, List, figures, text};
use crate::cli::summary;
use crate::cli::{Ended, Ending};
use crate::domain::batch::Batch;
use crate::domain::id::BatchId;
use crate::error::Result;
use crate::service::scim::Fault;
use crate::service::{CallsNow, PushReport, Service, Wake, WorkStep};
use crate::{say, wording};

/// How often it looks for what has become due, or what other processes left.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// How long it waits at a time for the message under way.
const MAIL_TURN: Duration = Duration::from_millis(200);

const COLUMNS: [Column; 6] = [
    figures("batch", "out-batch"),
    text("state", "out-state"),
    figures("deleted", "out-deleted"),
    figures("failed", "out-failed"),
    figures("residue", "out-residue"),
    figures("doubtful", "out-doubtful"),
];

/// How far it goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope {
    /// Leaves what was interrupted to a person.
    pub due_only: bool,
    /// Ends when there is nothing more to do now.
    pub once: bool,
}

/// Works until a signal, or until there is nothing more to do.
pub(super) fn run(context: &mut Context, scope: Scope) -> Ended {
    context.surroundings.may_write()?;
    let mut service = context.open_runner()?;
    service.attend()?;
    service.leave_interrupted(scope.due_only);
    let going = context.work()?;
    let mut ended = Vec::new();
    let mut ending = Ending::Done;
    let mut fault = None;
    let wake: Wake = Arc::new(|| {});
    if !scope.once {
        context
            .output
            .narrate(&say!(context.texts, "cli-runner-begins"));
    }
    // Calls that are under way end at the next one, and what came of them is written down.
    while going.goes_on() || service.makes_calls() {
        let step = called(&going, &mut service)?;
        ending = worst(ending, tell(context, &service, &step, &mut ended)?);
        if let Some(CallsNow::Over(report)) = &step.calls {
            ending = worst(ending, tell_calls(context, report, &mut fault));
        }
        if step.more || service.makes_calls() || service.carry_calls(&wake)? {
            continue;
        }
        if step.mail_is_under_way {
            service.wait_for_mail(MAIL_TURN)?;
        } else if scope.once {
            break;
        } else {
            std::thread::sleep(LOOKS_EVERY);
        }
    }
    if scope.once && context.format != Format::Table {
        let texts = context.texts.clone();
        let mut list = List::new(&COLUMNS, context.format, &texts);
        let records: Vec<_> = ended.iter().map(|batch| record(context, batch)).collect();
        list.page(&mut context.output, &records)?;
        list.end(&mut context.output)?;
    }
    Ok(ending)
}

/// Works on while calls are made: whatever else is to be done goes on beside them.
fn called(going: &Work, service: &mut Service) -> Result<WorkStep> {
    if !going.goes_on() {
        service.stop_calls();
    }
    let step = service.step()?;
    if step.more || !service.makes_calls() {
        return Ok(step);
    }
    Ok(service.wait_for_calls(MAIL_TURN)?.unwrap_or(step))
}

/// Tells what the calls came to; what has ended them is said once.
fn tell_calls(context: &mut Context, report: &PushReport, told: &mut Option<Fault>) -> Ending {
    let texts = context.texts.clone();
    let before = std::mem::replace(told, report.ended.clone());
    if report.ended != before
        && report.ended != Some(Fault::Stopped)
        && let Some(said) = wording::calls_ended(&texts, report)
    {
        context.output.complain(&said);
    }
    if report.tally.done() > 0 {
        context.output.narrate(&wording::calls_over(&texts, report));
    }
    match &report.ended {
        // It was asked to stop, and did.
        Some(Fault::Stopped) => Ending::Done,
        Some(_) => Ending::Hindered,
        None => Ending::good(report.is_all_done()),
    }
}

/// The one of two endings that somebody must know of.
const fn worst(one: Ending, other: Ending) -> Ending {
    match (one, other) {
        (Ending::Hindered, _) | (_, Ending::Hindered) => Ending::Hindered,
        (Ending::InPart, _) | (_, Ending::InPart) => Ending::InPart,
        (Ending::Done, Ending::Done) => Ending::Done,
    }
}

/// Tells what a step came to for whoever reads the journal of the system.
fn tell(
    context: &mut Context,
    service: &Service,
    step: &WorkStep,
    ended: &mut Vec<Batch>,
) -> Result<Ending> {
    let texts = context.texts.clone();
    if let Some(batch) = step.resumed {
        let said = say!(texts, "cli-runner-resumes", batch = batch.to_string());
        context.output.narrate(&said);
    }
    if let Some((batch, technical)) = &step.paused {
        let said = say!(texts, "cli-paused", batch = batch.to_string());
        context.output.complain(&said);
        let said = say!(texts, "cli-technical", technical = technical.clone());
        context.output.complain(&said);
        return Ok(Ending::Hindered);
    }
    let Some(batch) = step.finished else {
        return Ok(Ending::Done);
    };
    tell_end(context, service, batch, ended)
}

fn tell_end(
    context: &mut Context,
    service: &Service,
    batch: BatchId,
    ended: &mut Vec<Batch>,
) -> Result<Ending> {
    let Some(batch) = service.batch_that_ended(batch)? else {
        return Ok(Ending::Done);
    };
    let texts = context.texts.clone();
    let state = wording::batch_state(&texts, batch.state);
    let said = say!(
        texts,
        "cli-runner-ended",
        batch = batch.id.to_string(),
        state = state
    );
    context.output.narrate(&said);
    let now = context.surroundings.clock.now();
    for advice in wording::batch_advice(&texts, &batch, now) {
        context.output.complain(&advice);
    }
    let ending = Ending::good(batch.is_well_over());
    ended.push(batch);
    Ok(ending)
}

fn record(context: &Context, batch: &Batch) -> Vec<Cell> {
    use crate::domain::batch::RowOutcome;
    let now = context.surroundings.clock.now();
    let found = batch.found().unwrap_or_default();
    vec![
        Cell::Number(batch.id.0),
        summary::state(&context.texts, batch, now),
        Cell::Count(batch.counts.of(RowOutcome::Deleted)),
        Cell::Count(batch.counts.failed()),
        Cell::Count(found.found),
        Cell::Count(found.doubtful),
    ]
}
