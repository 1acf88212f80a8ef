//! What stands against acts on batches, and the batch that a confirmed review becomes.

use crate::domain::act::Act;
use crate::domain::record::{Detail, Word};
use std::path::PathBuf;

use super::binding::follow_batch;
use super::entering::{enter, enter_as};
use super::{Scene, guards, provider, rules};
use crate::domain::batch::{
    BatchEvent, BatchState, OutcomeCounts, PlanRow, ReviewToken, RowOutcome, users_of,
};
use crate::domain::case::Correction;
use crate::domain::id::BatchId;
use crate::domain::op::{BatchOp, Op};
use crate::domain::operator::{Operator, Permission};
use crate::domain::plan::{Changes, Receipt};
use crate::domain::provider::ProviderReceipt;
use crate::domain::reason::Reason;
use crate::domain::request::{RequestEvent, SetbackKind};
use crate::domain::settings::Settings;
use crate::durable::{self, Overwrite};
use crate::error::{Error, Result};
use crate::service::account::restoring::known::known_batch;
use crate::service::deletion::review::{Pending, PlanHash};
use crate::service::deletion::{approvals, misfits};
use crate::service::mail::letters;
use crate::service::mail::letters::ApprovalNews;
use crate::service::{Core, RESTORED, files};
use crate::store::{Db, EachRow, NewBatch, NewPlan, RunState};

/// What a confirmation says.
pub(super) struct Asked<'a> {
    /// Days to wait.
    pub wait_days: u8,
    /// What was typed.
    pub phrase: Option<&'a str>,
    /// Run the same file anew.
    pub again: bool,
}

/// Judges an act on batches.
pub(super) fn judge(
    db: &Db<'_>,
    core: &Core,
    (operator, settings): (&Operator, &Settings),
    act: &BatchOp,
) -> Result<()> {
    match act {
        BatchOp::Confirm {
            review,
            wait_days,
            phrase,
            again,
        } => {
            let asked = Asked {
                wait_days: *wait_days,
                phrase: phrase.as_deref(),
                again: *again,
            };
            may_confirm(db, core, settings, (*review, &asked))
        }
        BatchOp::Cancel(batch) => may_move(db, *batch, BatchEvent::CancelWanted),
        BatchOp::Resume(batch) => may_move(db, *batch, BatchEvent::Resumed),
        BatchOp::Withdraw(batch) => may_move(db, *batch, withdrawing(db, *batch)?),
        BatchOp::Approve { batch, plan_sha256 } => {
            may_approve(db, core, operator, *batch, plan_sha256)
        }
    }
}

/// Whether a review can become a batch: every gate, asked again with the settings and the account as they are now.
pub(super) fn may_confirm(
    db: &Db<'_>,
    core: &Core,
    settings: &Settings,
    (review, asked): (ReviewToken, &Asked<'_>),
) -> Result<()> {
    let reviews = core.reviews()?;
    let pending = reviews
        .get(&review)
        .ok_or(Error::Refused(Reason::ReviewGone))?;
    let review = &pending.review;
    if let Some(correction) = &pending.correction {
        misfits::may_correct(db, correction.batch, &correction.taken)?;
    }
    if pending.accepts.is_some() && pending.accepts != db.gone_by()? {
        // Another roster came in, and may show them again.
        return Err(Error::Stale);
    }
    if let Some(rule) = pending.rule {
        rules::may_confirm(db, core, rule, &users_of(&pending.rows.planned()?))?;
    }
    let found = ReviewFacts {
        planned: review.counts.of(RowOutcome::Deleted),
        rows: review.tally.rows,
        sha256: &review.sha256,
    };
    may_become_batch(db, settings, &found, asked)
}

/// What a review is judged by when it is to become a batch.
pub(super) struct ReviewFacts<'a> {
    /// Learners who would be deleted.
    pub planned: u64,
    /// Rows of the file.
    pub rows: u64,
    /// The file's checksum.
    pub sha256: &'a str,
}

/// Every gate that stands before a batch.
pub(super) fn may_become_batch(
    db: &Db<'_>,
    settings: &Settings,
    found: &ReviewFacts<'_>,
    asked: &Asked<'_>,
) -> Result<()> {
    if found.planned == 0 {
        return Err(Error::Refused(Reason::NothingToDelete));
    }
    if let Some(limit) = settings.max_rows.filter(|limit| found.rows > *limit) {
        return Err(Error::Refused(Reason::TooLong(limit)));
    }
    if asked.wait_days < settings.wait_days || asked.wait_days > Settings::MAX_WAIT_DAYS {
        return Err(Error::Refused(Reason::BadWait));
    }
    let gate = settings.gate(found.planned, db.counter("users")?);
    if let Some(phrase) = gate.phrase()
        && !gate.accepts(asked.phrase.unwrap_or_default())
    {
        return Err(Error::Refused(Reason::PhraseNeeded(phrase)));
    }
    match db.batch_of_upload(found.sha256)? {
        Some(batch) if !asked.again => Err(Error::Conflict(Reason::AlreadyBatch(batch))),
        _ => Ok(()),
    }
}

fn state_of(db: &Db<'_>, batch: BatchId) -> Result<RunState> {
    db.run_state(batch)?
        .ok_or(Error::Refused(Reason::BatchGone))
}

/// Whether something can happen to a batch as it stands.
pub(super) fn may_move(db: &Db<'_>, batch: BatchId, event: BatchEvent) -> Result<()> {
    let state = state_of(db, batch)?.state;
    match state.after(event) {
        Some(_) => Ok(()),
        None => Err(Error::Conflict(Reason::BatchIs(state))),
    }
}

/// Taking a batch back: possible while nothing of it has begun.
pub(super) fn withdrawing(db: &Db<'_>, batch: BatchId) -> Result<BatchEvent> {
    let begun = state_of(db, batch)?.started_at.is_some() || db.batch_has_changes(batch)?;
    Ok(BatchEvent::Withdrawn { begun })
}

/// Whether a batch that waits for a second full admin can be approved: in time, by somebody other than who confirmed
/// it, and exactly as it was seen. What is staged is hashed again, so that nothing else can be approved in its name.
fn may_approve(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    batch: BatchId,
    seen: &str,
) -> Result<()> {
    let known = known_batch(db, batch)?;
    if known.approval_expired(core.now()) {
        return Err(Error::Conflict(Reason::ApprovalExpired));
    }
    if known.state != BatchState::AwaitingApproval {
        return Err(Error::Conflict(Reason::BatchIs(known.state)));
    }
    guards::is_by_another(db, operator, known.operator)?;
    let staged = files::hexadecimal(&PlanHash::of_batch(db, batch)?);
    if known.plan_sha256 != seen || staged != seen {
        return Err(Error::Conflict(Reason::ApprovalOutdated));
    }
    Ok(())
}

/// Writes the batch of a review and gives it the spooled upload under the batch's own name.
pub(super) fn confirm(
    scene: &mut Scene<'_, '_>,
    token: ReviewToken,
    asked: &Asked<'_>,
) -> Result<(BatchId, Detail)> {
    let settings = scene.tx.settings()?;
    let mut reviews = scene.core.reviews()?;
    let pending = reviews
        .get(&token)
        .ok_or(Error::Refused(Reason::ReviewGone))?;
    let due_at = settings
        .time_zone
        .days_later(scene.now, i64::from(asked.wait_days));
    let state = first_state(settings.second_admin, asked.wait_days);
    let (planned, counts) = in_running_order(pending)?;
    let others = |each: &mut EachRow<'_>| {
        pending.rows.each(|row| match row.outcome {
            RowOutcome::Deleted => Ok(()),
            _ => each(row),
        })
    };
    let plan_sha256 = plan_hash(&planned, &others)?;
    let review = &pending.review;
    let batch = scene.tx.insert_batch(&NewBatch {
        state,
        file_name: &review.file_name,
        sha256: &review.sha256,
        plan_sha256: &plan_sha256,
        bytes: review.bytes,
        tally: review.tally,
        operator: scene.operator.id,
        confirmed_at: scene.now,
        due_at,
        users_before: scene.tx.counter("users")?,
        plan: NewPlan {
            planned: &planned,
            others: &others,
        },
        counts: &counts,
        corrects: pending.correction.as_ref().map(|one| one.batch),
        accepts: pending.accepts,
        reviewed_log: pending.reviewed_log,
    })?;
    let detail = Detail::Confirmed {
        rows: review.tally.rows,
        users: planned.len() as u64,
        sha256: Word::of(&review.sha256),
        wait_days: u64::from(asked.wait_days),
        corrects: pending.correction.as_ref().map(|one| one.batch),
    };
    if let Some(rule) = pending.rule {
        scene.tx.note_rule_batch(rule, batch)?;
    }
    if let Some(correction) = &pending.correction {
        note_correction(scene, batch, correction)?;
    }
    if state == BatchState::AwaitingApproval {
        tell_of_approval(scene, batch, ApprovalNews::Wanted)?;
    }
    take_over_spool(scene.core, pending, batch)?;
    reviews.remove(&token);
    Ok((batch, detail))
}

/// In which state a batch begins.
const fn first_state(second_admin: bool, wait_days: u8) -> BatchState {
    match (second_admin, wait_days) {
        (true, _) => BatchState::AwaitingApproval,
        (false, 0) => BatchState::Processing,
        (false, _) => BatchState::Scheduled,
    }
}

/// The SHA-256 of all rows of a plan.
fn plan_hash(
    planned: &[PlanRow],
    others: &dyn Fn(&mut EachRow<'_>) -> Result<()>,
) -> Result<String> {
    let mut hash = PlanHash::default();
    for row in planned {
        hash.note(row);
    }
    others(&mut |row| {
        hash.note(&row);
        Ok(())
    })?;
    Ok(files::hexadecimal(&hash.end()))
}

/// Notes of which rows of another batch a batch is the correction; each stands in the history of its learner.
fn note_correction(scene: &Scene<'_, '_>, batch: BatchId, correction: &Correction) -> Result<()> {
    let (corrects, taken) = (correction.batch, &correction.taken);
    scene
        .tx
        .insert_corrections(batch, scene.operator.id, taken)?;
    for taken in taken {
        let line = u64::from(taken.line);
        let row = Detail::Corrected { corrects, line };
        enter_as(scene, Act::RowCorrect, Some(taken.user), Some(batch), row)?;
    }
    Ok(())
}

/// Applies an act on batches.
pub(super) fn apply(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    act: &BatchOp,
) -> Result<(Receipt, Changes)> {
    let (batch, receipt) = match act {
        BatchOp::Confirm {
            review,
            wait_days,
            phrase,
            again,
        } => {
            let asked = Asked {
                wait_days: *wait_days,
                phrase: phrase.as_deref(),
                again: *again,
            };
            let (batch, detail) = confirm(scene, *review, &asked)?;
            enter(scene, op, None, Some(batch), detail)?;
            return Ok((Receipt::BatchConfirmed(batch), Changes::BATCHES));
        }
        BatchOp::Cancel(batch) => {
            scene.tx.want_cancel(*batch)?;
            // A paused batch has nobody who would see the wish: it goes on, and stops at once.
            let state = scene.tx.move_batch(*batch, BatchEvent::CancelWanted)?;
            if state == BatchState::AtProvider {
                // What the provider has stays there; the rest is taken back.
                provider::take_back_all(scene, op, *batch)?;
                let there = scene.tx.there_of_batch(*batch)?;
                let receipt = ProviderReceipt::BatchCancelled(*batch, there);
                (*batch, Receipt::Provider(receipt))
            } else {
                (*batch, Receipt::BatchCancelled(*batch))
            }
        }
        BatchOp::Resume(batch) => (*batch, resume(scene, *batch)?),
        BatchOp::Withdraw(batch) => {
            let event = withdrawing(scene.tx, *batch)?;
            scene.tx.end_untouched(*batch, event, scene.now)?;
            let withdrawn = Some(SetbackKind::BatchWithdrawn);
            let came = RequestEvent::BatchCame;
            follow_batch(scene.tx, *batch, came, withdrawn, scene.now)?;
            // Who confirmed it hears that somebody else took it back.
            let known = known_batch(scene.tx, *batch)?;
            if known.operator != scene.operator.id {
                tell_of_approval(scene, *batch, ApprovalNews::Withdrawn(&scene.operator.name))?;
            }
            (*batch, Receipt::BatchWithdrawn(*batch))
        }
        BatchOp::Approve { batch, .. } => {
            let due = state_of(scene.tx, *batch)?.due_at <= scene.now;
            scene.tx.move_batch(*batch, BatchEvent::Approved { due })?;
            scene.tx.note_approver(*batch, scene.operator.id)?;
            follow_batch(scene.tx, *batch, RequestEvent::BatchGoes, None, scene.now)?;
            tell_of_approval(scene, *batch, ApprovalNews::Given(&scene.operator.name))?;
            (*batch, Receipt::BatchApproved(*batch))
        }
    };
    enter(scene, op, None, Some(batch), Detail::NOTHING)?;
    let changes = Changes::BATCHES.union(Changes::REQUESTS);
    Ok((receipt, changes.union(Changes::OUTBOX)))
}

/// Lets a batch go on. Where whoever answered for it may not delete any more, it is taken over by who acts; had they
/// approved it themself, somebody else must approve it now.
fn resume(scene: &Scene<'_, '_>, batch: BatchId) -> Result<Receipt> {
    let state = state_of(scene.tx, batch)?;
    // One that a backup brought back before it had begun waits for its day as before, for an approval that still holds,
    // and for somebody who answers for it.
    if is_restored_untouched(scene.tx, &state, batch)? {
        scene
            .tx
            .move_batch(batch, BatchEvent::ResumedBeforeItBegan)?;
        approvals::begin(scene.tx, scene.core, batch)?;
        return Ok(Receipt::BatchResumed(batch));
    }
    let answers = scene.tx.operator(state.operator)?;
    if answers.is_some_and(|one| one.may(Permission::DeleteUsers)) {
        scene.tx.move_batch(batch, BatchEvent::Resumed)?;
        return Ok(Receipt::BatchResumed(batch));
    }
    let approver = state
        .approver
        .map(|id| guards::one_person(scene.tx, scene.operator, id));
    let own = approver.transpose()?.flatten().is_some();
    scene.tx.take_batch_over(batch, scene.operator.id)?;
    if own && state.state == BatchState::Paused {
        scene.tx.move_batch(batch, BatchEvent::ResumedByApprover)?;
        scene.tx.ask_approval_again(batch, scene.now, None)?;
        tell_of_approval(scene, batch, ApprovalNews::Wanted)?;
        return Ok(Receipt::BatchAsksAgain(batch));
    }
    scene.tx.move_batch(batch, BatchEvent::Resumed)?;
    Ok(Receipt::BatchTakenOver(batch))
}

/// Whether a batch is held because a backup brought it back, and nothing of it has begun.
fn is_restored_untouched(db: &Db<'_>, state: &RunState, batch: BatchId) -> Result<bool> {
    if state.state != BatchState::Paused || state.started_at.is_some() {
        return Ok(false);
    }
    let trouble = db.batch(batch)?.and_then(|batch| batch.trouble);
    Ok(trouble.as_deref() == Some(RESTORED))
}

fn tell_of_approval(scene: &Scene<'_, '_>, batch: BatchId, news: ApprovalNews<'_>) -> Result<()> {
    let known = scene.tx.batch(batch)?;
    let known = known.ok_or(Error::Refused(Reason::BatchGone))?;
    letters::queue_approval_news(scene.tx, &known, news, scene.now)
}

/// Rows to be deleted, in user-id order, and how many others there are of each outcome.
fn in_running_order(pending: &Pending) -> Result<(Vec<PlanRow>, OutcomeCounts)> {
    let mut counts = pending.review.counts.clone();
    counts.0.remove(&RowOutcome::Deleted);
    let mut ordered = pending.rows.planned()?;
    ordered.sort_unstable_by_key(|row| row.reference);
    Ok((ordered, counts))
}

/// The upload is synced and gets its name before the batch is committed: a kill in between leaves a file without a batch, which the
/// next start removes, never a batch without its file.
fn take_over_spool(core: &Core, pending: &Pending, batch: BatchId) -> Result<()> {
    let target: PathBuf = core.place.upload_of(batch);
    core.at("upload", "before it is taken over");
    durable::move_to(&pending.spool.path, &target, Overwrite::Replace)
        .map_err(|error| Error::from_io(&error, &target))?;
    core.at("upload", "after it is taken over");
    Ok(())
}
