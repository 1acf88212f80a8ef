//! `deletions run`, `resume` and `cancel`: the whole road from a file to a batch that is over.

use std::time::Duration;

use super::reviewing::{batch, review, review_of};
use super::{letters, warn_and_act};
use crate::cli::args::{Confirmation, RunArguments};
use crate::cli::context::{Context, Failure, Open};
use crate::cli::interrupt::Work;
use crate::cli::output::Telling;
use crate::cli::{Ended, Ending, sheet, summary, whom};
use crate::domain::batch::{Batch, BatchState, Progress, Review, RowOutcome, Standing, Whom};
use crate::domain::id::BatchId;
use crate::domain::op::{BatchOp, Op};
use crate::domain::plan::Receipt;
use crate::domain::provider::ProviderReceipt;
use crate::domain::query::ReviewSource;
use crate::domain::reason::Reason;
use crate::error::{Error, Trouble};
use crate::say;
use crate::wording;

/// How long to wait before looking again at a batch that another process runs.
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(200);

/// Runs a file.
pub(super) fn run(context: &mut Context, arguments: &RunArguments) -> Ended {
    refuse_unasked(context, &arguments.confirmation)?;
    let mut open = context.open()?;
    let review = review(context, &mut open, &arguments.file)?;
    through(context, &mut open, &review, &arguments.confirmation)
}

/// Deletes the learner of a key: by a review and a batch, as the console does it.
pub(super) fn delete_one(context: &mut Context, key: &str) -> Ended {
    let mut open = context.open()?;
    let source = ReviewSource::Users(vec![open.find(key)?]);
    let review = review_of(context, &mut open, &source, None)?;
    through(context, &mut open, &review, &Confirmation::default())
}

/// Refuses where nobody has said yes and nobody can be asked.
pub(super) fn refuse_unasked(context: &Context, how: &Confirmation) -> Result<(), Failure> {
    if how.yes || how.preview || context.output.can_ask() {
        return Ok(());
    }
    Err(super::unasked(context))
}

/// Confirms a review and carries out its batch; shows the letters alone where only these are wanted.
pub(super) fn through(
    context: &mut Context,
    open: &mut Open,
    review: &Review,
    how: &Confirmation,
) -> Ended {
    if how.preview {
        let whom = whom::of_review(open, review);
        open.reader.drop_review(review.token);
        return letters::show(context, &whom?.letters);
    }
    let confirmed = confirm(context, open, review, how);
    let id = match confirmed {
        Ok(id) => id,
        Err(failure) => {
            open.reader.drop_review(review.token);
            return Err(failure);
        }
    };
    carry_out(context, open, id, how.no_purge)
}

/// Takes a batch up where it is.
pub(super) fn resume(context: &mut Context, id: BatchId, no_purge: bool, preview: bool) -> Ended {
    let mut open = context.open()?;
    if preview {
        return letters::preview(context, &mut open, &Op::Batch(BatchOp::Resume(id)));
    }
    let state = batch(&mut open, id)?.state;
    if !state.is_running() && state != BatchState::Scheduled {
        // A paused batch goes on; in any other state this says why it cannot.
        context.act(&mut open, &Op::Batch(BatchOp::Resume(id)))?;
    }
    carry_out(context, &mut open, id, no_purge)
}

/// Stops a batch for good: waits for the process that runs it, and ends it itself where none does. Deletes nobody.
pub(super) fn cancel(context: &mut Context, id: BatchId) -> Ended {
    let mut open = context.open()?;
    let receipt = warn_and_act(context, &mut open, &Op::Batch(BatchOp::Cancel(id)))?;
    if let Receipt::Provider(ProviderReceipt::BatchCancelled(_, there)) = receipt {
        // What the provider has ends by evidence, or because somebody gives it up; a batch of which it has nothing ends now.
        super::taking_in::conclude(context, &mut open)?;
        let found = batch(&mut open, id)?;
        summary::of_batch(context, &found)?;
        return Ok(Ending::good(there == 0));
    }
    let (found, way) = to_its_end(context, &mut open, id, false)?;
    summary::of_batch(context, &found)?;
    tell_ending(context, &found, &way);
    let texts = context.texts.clone();
    let batch = id.to_string();
    if found.counts.of(RowOutcome::Cancelled) > 0 {
        let said = say!(texts, "cli-cancelled", batch = batch);
        context.output.narrate(&said);
        return Ok(match way {
            Way::Hindered(_) => Ending::Hindered,
            _ => Ending::Done,
        });
    }
    if found.state.is_final() || found.state == BatchState::Erasing {
        let said = say!(texts, "cli-cancel-too-late", batch = batch);
        context.output.complain(&said);
        return Ok(Ending::InPart);
    }
    Ok(ending(&found, &way))
}

/// Goes through everything that stands between a review and its batch.
fn confirm(
    context: &mut Context,
    open: &mut Open,
    review: &Review,
    arguments: &Confirmation,
) -> Result<BatchId, Failure> {
    let mut op = Op::Batch(BatchOp::Confirm {
        review: review.token,
        wait_days: arguments.wait.max(review.gate.wait_days),
        phrase: None,
        again: arguments.again,
    });
    // Nobody is asked for a phrase whose role does not let them delete.
    if let Err(error @ Error::NotAllowed(_)) = open.reader.plan(&open.session, &op) {
        return Err(error.into());
    }
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
        summary::of_review(context, review, &Whom::default())?;
        return Err(Error::Refused(Reason::NothingToDelete).into());
    }
    let typed = typed_phrase(context, open, review, arguments)?;
    if let Op::Batch(BatchOp::Confirm { phrase, .. }) = &mut op {
        *phrase = typed;
    }
    match context.act(open, &op)? {
        Receipt::BatchConfirmed(id) => Ok(id),
        _ => Err(Error::Bug("a confirmation made no batch".to_owned()).into()),
    }
}

/// Asks what is still to be asked, and answers the phrase where a gate wants one.
fn typed_phrase(
    context: &mut Context,
    open: &mut Open,
    review: &Review,
    arguments: &Confirmation,
) -> Result<Option<String>, Failure> {
    let wanted = review.gate.phrase();
    if arguments.yes {
        return match (wanted, &arguments.confirm) {
            (Some(wanted), None) => {
                let advice = say!(context.texts, "cli-advice-confirm", phrase = wanted.clone());
                let error = Error::Refused(Reason::PhraseNeeded(wanted));
                Err(Failure::advised(error, advice))
            }
            (Some(wanted), Some(given)) if !review.gate.accepts(given) => {
                Err(not_typed(context, wanted))
            }
            (_, given) => Ok(given.clone()),
        };
    }
    for line in sheet::aligned(&summary::review_lines(&context.texts, review)) {
        context.output.complain(&line);
    }
    let whom = whom::of_review(open, review)?;
    let now = context.surroundings.clock.now();
    for line in whom::lines(&context.texts, &whom, now) {
        context.output.complain(&line);
    }
    context
        .output
        .complain(&say!(context.texts, "cli-warn-permanent"));
    if let (Some(wanted), Some(given)) = (&wanted, &arguments.confirm)
        && review.gate.accepts(given)
    {
        return Ok(Some(wanted.clone()));
    }
    let word = wanted.clone().unwrap_or_else(|| "yes".to_owned());
    let question = say!(context.texts, "cli-ask-confirm", word = word.clone());
    let answer = context.output.ask(&question).unwrap_or_default();
    let right = match wanted {
        Some(_) => review.gate.accepts(&answer),
        None => answer == word,
    };
    if right {
        return Ok(wanted);
    }
    Err(not_typed(context, word))
}

fn not_typed(context: &Context, word: String) -> Failure {
    Failure::not_typed(say!(context.texts, "cli-not-typed", word = word))
}

/// How working on a batch came to an end.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// The batch is over, paused, waits for somebody, or is left for a later purge.
    Over,
    /// A signal stopped it.
    Stopped,
    /// A signal stopped the waiting for another process that goes on.
    GoesOnElsewhere,
    /// The environment is in the way: what the system said.
    Hindered(String),
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
    let (found, way) = to_its_end(context, open, id, no_purge)?;
    summary::of_batch(context, &found)?;
    tell_ending(context, &found, &way);
    Ok(ending(&found, &way))
}

/// Works on the batch of a request, unless it waits for its day or for approval.
pub(super) fn for_request(context: &mut Context, open: &mut Open, id: BatchId) -> Ended {
    let found = batch(open, id)?;
    if !is_due(context, &found) {
        let said = not_begun(context, &found);
        context.output.narrate(&said);
        return Ok(Ending::Done);
    }
    let (found, way) = to_its_end(context, open, id, false)?;
    if matches!(found.state, BatchState::Paused | BatchState::AtProvider) {
        let now = context.surroundings.clock.now();
        for advice in wording::batch_advice(&context.texts, &found, now) {
            context.output.complain(&advice);
        }
    }
    tell_ending(context, &found, &way);
    Ok(ending(&found, &way))
}

fn to_its_end(
    context: &mut Context,
    open: &mut Open,
    id: BatchId,
    no_purge: bool,
) -> Result<(Box<Batch>, Way), Failure> {
    let way = see_through(context, open, id, no_purge)?;
    // Mail that cannot be delivered now waits in the outbox; the batch is over all the same.
    let _ = open.service.deliver(&open.session);
    Ok((batch(open, id)?, way))
}

fn is_due(context: &Context, batch: &Batch) -> bool {
    match batch.state {
        BatchState::AwaitingApproval => false,
        BatchState::Scheduled => batch.due_at <= context.surroundings.clock.now(),
        BatchState::Processing
        | BatchState::AtProvider
        | BatchState::Paused
        | BatchState::Erasing
        | BatchState::Completed
        | BatchState::CompletedWithErrors
        | BatchState::Cancelled
        | BatchState::Withdrawn => true,
    }
}

/// Whether a runner can do anything for a batch as it stands; every other one waits for a person or a day, or is over.
fn is_for_a_runner(context: &Context, batch: &Batch) -> bool {
    batch.state.is_running() || (batch.state == BatchState::Scheduled && is_due(context, batch))
}

fn not_begun(context: &Context, batch: &Batch) -> String {
    let texts = &context.texts;
    if batch.state == BatchState::AwaitingApproval {
        let waits = say!(texts, "reason-batch-is-awaiting-approval");
        let now = context.surroundings.clock.now();
        let advice = match batch.standing(now) {
            Standing::NobodyApproves => wording::batch_advice(texts, batch, now),
            _ => Vec::new(),
        };
        let said: Vec<String> = std::iter::once(waits).chain(advice).collect();
        return said.join(" ");
    }
    let due = crate::formats::moment(texts, batch.due_at);
    let said = say!(texts, "cli-due", due = due, batch = batch.id.to_string());
    if batch.seen.attended {
        return said;
    }
    format!("{said} {}", say!(texts, "cli-due-needs-runner"))
}

/// Works on a batch, or waits while another process does, until it is over.
fn see_through(
    context: &mut Context,
    open: &mut Open,
    id: BatchId,
    no_purge: bool,
) -> Result<Way, Failure> {
    let going = context.work()?;
    let what = say!(context.texts, "cli-running", batch = id.to_string());
    let mut telling = context.output.progress(&context.texts, &what);
    let mut elsewhere = false;
    loop {
        let found = batch(open, id)?;
        telling.tell(Progress {
            done: found.processed,
            total: found.planned,
        });
        let rows_are_enough = no_purge && found.state == BatchState::Erasing;
        if rows_are_enough || !is_for_a_runner(context, &found) {
            return Ok(Way::Over);
        }
        match open.service.take_over(&open.session, id) {
            Ok(()) => {
                elsewhere = false;
                if let Some(way) = work_on(open, id, no_purge, &going, &mut telling)? {
                    return Ok(way);
                }
            }
            Err(Error::Conflict(Reason::BatchIs(_))) if elsewhere => {}
            Err(Error::Conflict(Reason::BatchIs(_))) => {
                elsewhere = true;
                let said = say!(context.texts, "cli-elsewhere", batch = id.to_string());
                context.output.narrate(&said);
            }
            Err(other) => return Err(other.into()),
        }
        if !going.goes_on() {
            return Ok(if elsewhere {
                Way::GoesOnElsewhere
            } else {
                Way::Stopped
            });
        }
        std::thread::sleep(LOOK_AGAIN_AFTER);
    }
}

/// Takes step after step; answers nothing when there is none left to take although the batch is not over.
fn work_on(
    open: &mut Open,
    id: BatchId,
    no_purge: bool,
    going: &Work,
    telling: &mut Telling,
) -> Result<Option<Way>, Failure> {
    while going.goes_on() {
        let step = open.service.step()?;
        let own = step.progress.filter(|progress| progress.batch == id);
        if let Some(progress) = own {
            telling.tell(progress.progress);
        } else if no_purge && batch(open, id)?.state == BatchState::Erasing {
            return Ok(Some(Way::Over));
        }
        if let Some((_, trouble)) = step.paused.filter(|(paused, _)| *paused == id) {
            return Ok(Some(Way::Hindered(trouble)));
        }
        if step.finished == Some(id) {
            return Ok(Some(Way::Over));
        }
        if !step.more {
            return Ok(None);
        }
    }
    Ok(Some(Way::Stopped))
}

fn tell_ending(context: &mut Context, batch: &Batch, way: &Way) {
    let texts = context.texts.clone();
    let id = batch.id.to_string();
    if batch.confirmer_left || batch.state == BatchState::Paused {
        // The summary has said so, with what to do.
    } else if let Way::Hindered(technical) = way {
        let said = if batch.state == BatchState::Erasing {
            say!(texts, "cli-purge-hindered", batch = id)
        } else {
            say!(texts, "cli-paused", batch = id)
        };
        context.output.complain(&said);
        let told = wording::error(&texts, &Trouble::kept(technical).into());
        let cause = format!("{} {}", told.happened, told.remedy);
        context.output.complain(&cause);
        if let Some(technical) = told.technical {
            let said = say!(texts, "cli-technical", technical = technical);
            context.output.complain(&said);
        }
    } else if *way == Way::GoesOnElsewhere {
        let said = say!(texts, "cli-goes-on-elsewhere", batch = id);
        context.output.complain(&said);
    } else if batch.state.is_running() && *way == Way::Stopped {
        let said = say!(
            texts,
            "cli-stopped",
            batch = id,
            done = batch.processed,
            total = batch.planned
        );
        context.output.complain(&said);
    } else if batch.state == BatchState::AtProvider {
        // What is to be done now has been said.
        let failed = batch.counts.failed();
        if failed > 0 {
            let batch = id.clone();
            let said = say!(texts, "cli-not-at-provider", count = failed, batch = batch);
            context.output.complain(&said);
        }
    } else if batch.state == BatchState::Erasing {
        context
            .output
            .narrate(&say!(texts, "cli-not-purged", batch = id));
    }
}

fn ending(batch: &Batch, way: &Way) -> Ending {
    match (batch.state, way) {
        (BatchState::Paused, _) | (_, Way::Hindered(_)) => Ending::Hindered,
        (BatchState::Completed, _) => Ending::good(batch.is_well_over()),
        // At the provider, what can be done here is done; the next step is the provider's.
        (BatchState::AtProvider | BatchState::Erasing, Way::Over) => {
            Ending::good(batch.counts.failed() == 0)
        }
        _ => Ending::InPart,
    }
}
