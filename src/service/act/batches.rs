//! What stands against acts on batches, and the batch that a confirmed review becomes.

use std::path::PathBuf;

use super::super::letters::{self, ApprovalNews};
use super::super::restoring::known_batch;
use super::super::review::{Pending, plan_sha256};
use super::super::{Core, RESTORED, approvals, files};
use super::Scene;
use super::apply::enter;
use super::righting::follow_batch;
use crate::domain::batch::{BatchState, OutcomeCounts, PlanRow, ReviewToken, RowOutcome};
use crate::domain::id::BatchId;
use crate::domain::op::Op;
use crate::domain::operator::Operator;
use crate::domain::plan::{Changes, Receipt};
use crate::domain::reason::Reason;
use crate::domain::request::{RequestEvent, SetbackKind};
use crate::domain::settings::Settings;
use crate::error::{Error, Result};
use crate::store::{Db, NewBatch, RunState};

/// What a confirmation says.
pub(super) struct Asked<'a> {
    /// Which review.
    pub review: ReviewToken,
    /// Days to wait.
    pub wait_days: u8,
    /// What was typed.
    pub phrase: Option<&'a str>,
    /// Run the same file anew.
    pub again: bool,
}

/// Whether a review can become a batch: every gate, asked again with the settings and the account as they are now.
pub(super) fn may_confirm(
    db: &Db<'_>,
    core: &Core,
    settings: &Settings,
    asked: &Asked<'_>,
) -> Result<()> {
    let reviews = core.reviews()?;
    let review = &reviews
        .get(&asked.review)
        .ok_or(Error::Refused(Reason::ReviewGone))?
        .review;
    let planned = review.counts.of(RowOutcome::Deleted);
    if planned == 0 {
        return Err(Error::Refused(Reason::NothingToDelete));
    }
    if let Some(limit) = settings.max_rows.filter(|limit| review.tally.rows > *limit) {
        return Err(Error::Refused(Reason::TooLong(limit)));
    }
    if asked.wait_days < settings.wait_days || asked.wait_days > Settings::MAX_WAIT_DAYS {
        return Err(Error::Refused(Reason::BadWait));
    }
    let gate = settings.gate(planned, db.counter("users")?);
    if let Some(phrase) = gate.phrase()
        && !gate.accepts(asked.phrase.unwrap_or_default())
    {
        return Err(Error::Refused(Reason::PhraseNeeded(phrase)));
    }
    match db.batch_of_upload(&review.sha256)? {
        Some(batch) if !asked.again => Err(Error::Conflict(Reason::AlreadyBatch(batch))),
        _ => Ok(()),
    }
}

fn state_of(db: &Db<'_>, batch: BatchId) -> Result<RunState> {
    db.run_state(batch)?
        .ok_or(Error::Refused(Reason::BatchGone))
}

/// Whether a batch can be cancelled.
pub(super) fn may_cancel(db: &Db<'_>, batch: BatchId) -> Result<()> {
    match state_of(db, batch)?.state {
        BatchState::Processing | BatchState::Paused => Ok(()),
        state => Err(Error::Conflict(Reason::BatchIs(state))),
    }
}

/// Whether a batch can go on.
pub(super) fn may_resume(db: &Db<'_>, batch: BatchId) -> Result<()> {
    match state_of(db, batch)?.state {
        BatchState::Processing | BatchState::Paused | BatchState::Erasing => Ok(()),
        state => Err(Error::Conflict(Reason::BatchIs(state))),
    }
}

/// Whether a batch can be taken back: nothing of it has begun.
pub(super) fn may_withdraw(db: &Db<'_>, core: &Core, batch: BatchId) -> Result<()> {
    let state = state_of(db, batch)?;
    match state.state {
        BatchState::AwaitingApproval => Ok(()),
        BatchState::Scheduled if state.due_at > core.now() => Ok(()),
        BatchState::Paused if is_restored_untouched(db, &state, batch)? => Ok(()),
        state => Err(Error::Conflict(Reason::BatchIs(state))),
    }
}

/// Whether a batch that waits for a second full admin can be approved: in time, by somebody other than who confirmed
/// it, and exactly as it was seen. What is staged is hashed again, so that nothing else can be approved in its name.
pub(super) fn may_approve(
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
    if known.operator == operator.id {
        return Err(Error::NotAllowed(Reason::OwnApproval));
    }
    let staged = files::hexadecimal(&plan_sha256(&db.plan_rows(batch)?));
    if known.plan_sha256 != seen || staged != seen {
        return Err(Error::Conflict(Reason::ApprovalOutdated));
    }
    Ok(())
}

/// Writes the batch of a review and gives it the spooled upload under the batch's own name.
pub(super) fn confirm(scene: &mut Scene<'_, '_>, asked: &Asked<'_>) -> Result<(BatchId, String)> {
    let settings = scene.tx.settings()?;
    let mut reviews = scene.core.reviews()?;
    let pending = reviews
        .get(&asked.review)
        .ok_or(Error::Refused(Reason::ReviewGone))?;
    let due_at = scene.now.plus_days(i64::from(asked.wait_days));
    let state = match (settings.second_admin, asked.wait_days) {
        (true, _) => BatchState::AwaitingApproval,
        (false, 0) => BatchState::Processing,
        (false, _) => BatchState::Scheduled,
    };
    let (rows, planned, counts) = in_running_order(&pending.review.rows);
    let review = &pending.review;
    let batch = scene.tx.insert_batch(&NewBatch {
        state,
        file_name: &review.file_name,
        sha256: &review.sha256,
        plan_sha256: &files::hexadecimal(&plan_sha256(&rows)),
        bytes: review.bytes,
        tally: review.tally,
        operator: scene.operator.id,
        confirmed_at: scene.now,
        due_at,
        users_before: scene.tx.counter("users")?,
        rows: &rows,
        planned,
        counts: &counts,
    })?;
    let detail = format!(
        "rows={} users={planned} sha256={} wait_days={}",
        review.tally.rows, review.sha256, asked.wait_days
    );
    if state == BatchState::AwaitingApproval {
        tell_of_approval(scene, batch, ApprovalNews::Wanted)?;
    }
    take_over_spool(scene.core, pending, batch)?;
    reviews.remove(&asked.review);
    Ok((batch, detail))
}

/// Cancels, resumes, withdraws or approves a batch.
pub(super) fn apply(scene: &Scene<'_, '_>, op: &Op) -> Result<(Receipt, Changes)> {
    let (batch, receipt) = match op {
        Op::CancelBatch(batch) => {
            scene.tx.want_cancel(*batch)?;
            let paused = scene
                .tx
                .run_state(*batch)?
                .is_some_and(|state| state.state == BatchState::Paused);
            // A paused batch has nobody who would see the wish: it goes on, and stops at once.
            if paused {
                scene
                    .tx
                    .set_batch_state(*batch, BatchState::Processing, None)?;
            }
            (*batch, Receipt::BatchCancelled(*batch))
        }
        Op::ResumeBatch(batch) => {
            resume(scene, *batch)?;
            (*batch, Receipt::BatchResumed(*batch))
        }
        Op::WithdrawBatch(batch) => {
            scene
                .tx
                .end_untouched(*batch, BatchState::Withdrawn, scene.now)?;
            let withdrawn = Some(SetbackKind::BatchWithdrawn);
            follow_batch(
                scene.tx,
                *batch,
                RequestEvent::BatchCame,
                withdrawn,
                scene.now,
            )?;
            (*batch, Receipt::BatchWithdrawn(*batch))
        }
        Op::ApproveBatch { batch, .. } => {
            let due = scene.tx.run_state(*batch)?.map(|state| state.due_at);
            let state = if due.is_some_and(|due| due > scene.now) {
                BatchState::Scheduled
            } else {
                BatchState::Processing
            };
            scene.tx.approve_batch(*batch, scene.operator.id, state)?;
            follow_batch(scene.tx, *batch, RequestEvent::BatchGoes, None, scene.now)?;
            tell_of_approval(scene, *batch, ApprovalNews::Given(&scene.operator.name))?;
            (*batch, Receipt::BatchApproved(*batch))
        }
        _ => return Err(Error::Bug(format!("{} is no act on batches", op.code()))),
    };
    enter(scene, op, None, Some(batch), String::new())?;
    let changes = Changes::BATCHES.and(Changes::REQUESTS);
    Ok((receipt, changes.and(Changes::OUTBOX)))
}

/// Lets a paused batch go on. One that a backup brought back before it had begun waits for its day as before, and for
/// an approval that still holds.
fn resume(scene: &Scene<'_, '_>, batch: BatchId) -> Result<()> {
    let tx = scene.tx;
    let state = state_of(tx, batch)?;
    if state.state != BatchState::Paused {
        return Ok(());
    }
    if !is_restored_untouched(tx, &state, batch)? {
        return tx.set_batch_state(batch, BatchState::Processing, None);
    }
    tx.set_batch_state(batch, BatchState::Scheduled, None)?;
    approvals::begin(tx, scene.core, batch)
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

/// Rows to be deleted first, in user-id order; then the others in file order.
fn in_running_order(rows: &[PlanRow]) -> (Vec<PlanRow>, usize, OutcomeCounts) {
    let is_planned = |row: &&PlanRow| row.outcome == RowOutcome::Deleted;
    let mut ordered: Vec<PlanRow> = rows.iter().filter(is_planned).copied().collect();
    ordered.sort_unstable_by_key(|row| row.reference);
    let planned = ordered.len();
    let mut counts = OutcomeCounts::default();
    for row in rows.iter().filter(|row| !is_planned(row)) {
        counts.add(row.outcome, 1);
        ordered.push(*row);
    }
    (ordered, planned, counts)
}

/// The upload gets its name before the batch is committed: a kill in between leaves a file without a batch, which the
/// next start removes, never a batch without its file.
fn take_over_spool(core: &Core, pending: &Pending, batch: BatchId) -> Result<()> {
    let target: PathBuf = core.place.upload_of(batch);
    core.at("upload", "before it is taken over");
    std::fs::rename(&pending.spool.path, &target)
        .map_err(|error| Error::from_io(&error, &target))?;
    core.at("upload", "after it is taken over");
    let folder = std::fs::File::open(&core.place.uploads);
    folder
        .and_then(|folder| folder.sync_all())
        .map_err(|error| Error::from_io(&error, &core.place.uploads))
}
