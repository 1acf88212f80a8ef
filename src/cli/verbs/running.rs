//! `deletions run` and `deletions resume`: the whole road from a file to a batch that is over.

use super::super::args::RunArguments;
use super::super::context::{Context, Failure, Open};
use super::super::output::can_ask;
use super::super::{Ended, Ending, sheet, summary};
use super::deletions::{batch, review};
use crate::domain::batch::{Batch, BatchState, Progress, Review, RowOutcome};
use crate::domain::id::BatchId;
use crate::domain::op::Op;
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::error::Error;
use crate::say;

/// Runs a file.
pub(super) fn run(context: &mut Context, arguments: &RunArguments) -> Ended {
    if !arguments.yes && !can_ask() {
        return Err(Error::Usage(say!(context.texts, "cli-usage-yes")).into());
    }
    let mut open = context.open()?;
    let review = review(context, &mut open, &arguments.file)?;
    let confirmed = confirm(context, &mut open, &review, arguments);
    let id = match confirmed {
        Ok(id) => id,
        Err(failure) => {
            open.reader.drop_review(review.token);
            return Err(failure);
        }
    };
    carry_out(context, &mut open, id, arguments.no_purge)
}

/// Takes a batch up where it is.
pub(super) fn resume(context: &mut Context, id: BatchId, no_purge: bool) -> Ended {
    let mut open = context.open()?;
    let state = batch(&mut open, id)?.state;
    if !state.is_running() && state != BatchState::Scheduled {
        // A paused batch goes on; in any other state this says why it cannot.
        context.act(&mut open, &Op::ResumeBatch(id))?;
    }
    carry_out(context, &mut open, id, no_purge)
}

/// Goes through everything that stands between a review and its batch.
fn confirm(
    context: &mut Context,
    open: &mut Open,
    review: &Review,
    arguments: &RunArguments,
) -> Result<BatchId, Failure> {
    if let Some(earlier) = review.earlier_batch.filter(|_| !arguments.again) {
        let error = Error::Conflict(Reason::AlreadyBatch(earlier));
        let advice = say!(
            context.texts,
            "cli-advice-again",
            batch = earlier.to_string()
        );
        return Err(Failure::advised(error, advice));
    }
    if review.counts.of(RowOutcome::Deleted) == 0 {
        summary::of_review(context, review)?;
        return Err(Error::Refused(Reason::NothingToDelete).into());
    }
    let phrase = typed_phrase(context, review, arguments)?;
    let op = Op::ConfirmBatch {
        review: review.token,
        wait_days: arguments.wait.max(review.gate.wait_days),
        phrase,
        again: arguments.again,
    };
    match context.act(open, &op)? {
        Receipt::BatchConfirmed(id) => Ok(id),
        _ => Err(Error::Bug("a confirmation made no batch".to_owned()).into()),
    }
}

/// Asks what is still to be asked, and answers the phrase where a gate wants one.
fn typed_phrase(
    context: &mut Context,
    review: &Review,
    arguments: &RunArguments,
) -> Result<Option<String>, Failure> {
    let wanted = review.gate.phrase();
    if arguments.yes {
        return match (wanted, &arguments.confirm) {
            (Some(wanted), None) => {
                let advice = say!(context.texts, "cli-advice-confirm", phrase = wanted.clone());
                let error = Error::Refused(Reason::PhraseNeeded(wanted));
                Err(Failure::advised(error, advice))
            }
            (_, given) => Ok(given.clone()),
        };
    }
    for line in sheet::aligned(&summary::review_lines(&context.texts, review)) {
        context.output.complain(&line);
    }
    context
        .output
        .complain(&say!(context.texts, "cli-warn-permanent"));
    if let (Some(wanted), Some(given)) = (&wanted, &arguments.confirm)
        && wanted == given
    {
        return Ok(Some(given.clone()));
    }
    let word = wanted.clone().unwrap_or_else(|| "yes".to_owned());
    let question = say!(context.texts, "cli-ask-confirm", word = word.clone());
    let answer = context.output.ask(&question).unwrap_or_default();
    if answer == word {
        return Ok(wanted);
    }
    let advice = say!(context.texts, "cli-nothing-deleted");
    Err(Failure::advised(Error::Stopped, advice))
}

/// Works on a batch until nothing more can be done for it now, and writes its summary.
fn carry_out(context: &mut Context, open: &mut Open, id: BatchId, no_purge: bool) -> Ended {
    let found = batch(open, id)?;
    if !is_due(context, &found) {
        let said = not_begun(context, &found);
        context.output.narrate(&said);
        summary::of_batch(context, &found)?;
        return Ok(Ending::Done);
    }
    let stopped = if found.state.is_final() {
        false
    } else {
        open.service.take_over(&open.session, id)?;
        !work_on(context, open, &found, no_purge)?
    };
    // Mail that cannot be delivered now waits in the outbox; the batch is over all the same.
    let _ = open.service.deliver(&open.session);
    let found = batch(open, id)?;
    summary::of_batch(context, &found)?;
    tell_ending(context, &found, stopped);
    Ok(ending(&found, stopped))
}

fn is_due(context: &Context, batch: &Batch) -> bool {
    match batch.state {
        BatchState::AwaitingApproval => false,
        BatchState::Scheduled => batch.due_at <= context.surroundings.clock.now(),
        _ => true,
    }
}

fn not_begun(context: &Context, batch: &Batch) -> String {
    let texts = &context.texts;
    if batch.state == BatchState::AwaitingApproval {
        return say!(texts, "reason-batch-is-awaiting-approval");
    }
    let due = crate::formats::moment(texts, batch.due_at);
    say!(texts, "cli-due", due = due, batch = batch.id.to_string())
}

/// Works until the batch is over, paused, or left for the purge; answers false when a signal stopped it.
fn work_on(
    context: &mut Context,
    open: &mut Open,
    batch: &Batch,
    no_purge: bool,
) -> Result<bool, Failure> {
    let going = context.work()?;
    let what = say!(context.texts, "cli-running", batch = batch.id.to_string());
    let mut telling = context.output.progress(&context.texts, &what);
    if no_purge && batch.state == BatchState::Erasing {
        return Ok(true);
    }
    telling.tell(Progress {
        done: batch.processed,
        total: batch.planned,
    });
    loop {
        if !going.goes_on() {
            return Ok(false);
        }
        let step = open.service.step()?;
        let own = step.progress.filter(|progress| progress.batch == batch.id);
        if let Some(progress) = own {
            telling.tell(progress.progress);
        } else if no_purge && self::batch(open, batch.id)?.state == BatchState::Erasing {
            return Ok(true);
        }
        let paused = step.paused.as_ref().is_some_and(|(id, _)| *id == batch.id);
        if step.finished == Some(batch.id) || paused || !step.more {
            return Ok(true);
        }
    }
}

fn tell_ending(context: &mut Context, batch: &Batch, stopped: bool) {
    let texts = context.texts.clone();
    let id = batch.id.to_string();
    if batch.state == BatchState::Paused {
        let said = say!(texts, "cli-paused", batch = id);
        context.output.complain(&said);
        if let Some(technical) = batch.trouble.clone() {
            let said = say!(texts, "cli-technical", technical = technical);
            context.output.complain(&said);
        }
    } else if batch.state.is_running() && stopped {
        let said = say!(
            texts,
            "cli-stopped",
            batch = id,
            done = batch.processed,
            total = batch.planned
        );
        context.output.complain(&said);
    } else if batch.state == BatchState::Erasing {
        context
            .output
            .narrate(&say!(texts, "cli-not-purged", batch = id));
    }
}

fn ending(batch: &Batch, stopped: bool) -> Ending {
    match batch.state {
        BatchState::Completed => Ending::Done,
        BatchState::Erasing if !stopped => Ending::good(batch.counts.failed() == 0),
        BatchState::Paused => Ending::Hindered,
        _ => Ending::InPart,
    }
}
