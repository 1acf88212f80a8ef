//! Acts on what is at the provider: a portion is marked as uploaded, evidence comes in, changes are given up, taken back or
//! prepared again. Learners are erased by none of them: that is the batch's, once their change is confirmed.

use std::collections::BTreeSet;

mod calls;
mod elsewhere;
mod evidence;
mod results;
mod roads;

pub(crate) use calls::{deactivate, may_call};
pub(crate) use elsewhere::write_file_anew;
pub(super) use elsewhere::{
    kind_of, may_assign, prepare, prepare_for_request, restrain, warn_of_handover,
};
pub(crate) use evidence::{Concluded, absences};
pub(crate) use results::Refusal;
pub(super) use roads::may_take_roads;

use super::binding::{moves, record as stored};
use super::entering::{enter, enter_as};
use super::licenses;
use super::{Judged, Scene, checked_text, message_id};
use crate::domain::act::Act;
use crate::domain::batch::{BatchState, RowOutcome};
use crate::domain::id::{BatchId, ChangeId, HandoverId, RequestId};
use crate::domain::op::Op;
use crate::domain::operator::Operator;
use crate::domain::plan::{Changes, Receipt};
use crate::domain::provider::{
    ChangeAct, ChangeEvent, ChangeSeen, ChangeState, EvidenceKind, ProviderEffect, ProviderOp,
    ProviderReceipt, Reached, Road, Scope,
};
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, Reach};
use crate::domain::request::{RequestEvent, RequestKind, RequestState, Setback, SetbackKind};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::mail::letters;
use crate::service::mail::letters::Ended;
use crate::store::{ChangeRecord, Db, NewEvidence, NewMail, Noted};

/// Judges an act on what is at the provider.
pub(super) fn judge(
    db: &Db<'_>,
    core: &Core,
    (operator, settings): (&Operator, &Settings),
    op: &ProviderOp,
    judged: &mut Judged,
) -> Result<()> {
    let effect = match op {
        ProviderOp::MarkUploaded { handover, at } => {
            let count = may_mark(db, core, *handover, *at)?;
            ProviderEffect::Changes(Reached::on(Some(Road::File), count))
        }
        ProviderOp::Changes(scope, act) => {
            let reached = reached(db, *scope, act)?;
            if act.event() == ChangeEvent::TakenBack {
                elsewhere::warn_of_deactivated(db, &reached, judged)?;
            }
            let mut counts = Reached::default();
            for record in reached {
                counts.add(record.road, 1);
            }
            ProviderEffect::Changes(counts)
        }
        ProviderOp::Calls { entries, .. } => {
            let count = calls::judge(db, core, entries)?;
            ProviderEffect::Changes(Reached::on(Some(Road::Scim), count))
        }
        ProviderOp::Divert => {
            let count = calls::judge_diverting(db)?;
            ProviderEffect::Changes(Reached::on(Some(Road::Scim), count))
        }
        ProviderOp::HoldCalls(held) => {
            if db.calls_are_held()? == *held {
                return Err(Error::Conflict(Reason::NoCallsUnderWay));
            }
            ProviderEffect::Changes(Reached::default())
        }
        ProviderOp::Survey(_) => ProviderEffect::Changes(Reached::default()),
        ProviderOp::Results(token) => results::judge(db, core, *token, judged)?,
        ProviderOp::Roster(roster) => {
            evidence::judge_roster(db, core, (operator, settings), roster, judged)?
        }
    };
    judged.plan.provider = Some(Box::new(effect));
    Ok(())
}

/// Applies an act that was judged in the same transaction.
pub(super) fn apply(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    act: &ProviderOp,
    judged: &Judged,
) -> Result<(Receipt, Changes)> {
    let receipt = match act {
        ProviderOp::MarkUploaded { handover, at } => mark(scene, op, *handover, *at)?,
        ProviderOp::Changes(scope, act) => on_changes(scene, op, *scope, act)?,
        ProviderOp::Calls { source, entries } => calls::write_down(scene, op, source, entries)?,
        ProviderOp::Divert => calls::divert(scene, op)?,
        ProviderOp::HoldCalls(held) => calls::hold(scene, op, *held)?,
        ProviderOp::Survey(found) => calls::survey(scene, op, *found)?,
        ProviderOp::Results(token) => results::take(scene, op, *token, judged)?,
        ProviderOp::Roster(roster) => evidence::take_roster(scene, op, roster, judged)?,
    };
    let changes = Changes::PROVIDER
        .union(Changes::BATCHES)
        .union(Changes::USERS);
    let changes = changes.union(Changes::REQUESTS).union(Changes::OUTBOX);
    Ok((Receipt::Provider(receipt), changes))
}

fn one(db: &Db<'_>, change: ChangeId) -> Result<ChangeRecord> {
    let found = db.changes_in(Scope::Change(change))?.pop();
    found.ok_or(Error::Refused(Reason::ChangeGone))
}

/// The changes of a scope with which an act can be done. Of several, those that have ended are left as they are, but where
/// the act is about them.
fn reached(db: &Db<'_>, scope: Scope, act: &ChangeAct) -> Result<Vec<ChangeRecord>> {
    if let ChangeAct::GiveUp { reason } = act {
        checked_text(reason, Reason::ReasonMissing)?;
    }
    if let Scope::Change(change) = scope {
        let record = one(db, change)?;
        may(db, &record, act)?;
        return Ok(vec![record]);
    }
    match scope {
        Scope::Handover(handover) if db.handover(handover)?.is_none() => {
            return Err(Error::Refused(Reason::HandoverGone));
        }
        Scope::Batch(batch) if db.run_state(batch)?.is_none() => {
            return Err(Error::Refused(Reason::BatchGone));
        }
        Scope::Handover(_) | Scope::Batch(_) | Scope::Change(_) => {}
    }
    let mut found = db.changes_in(scope)?;
    let (event, mut against) = (act.event(), None);
    found.retain(|record| {
        let stands = record.state.is_reached_by(event);
        let may = stands.then(|| may(db, record, act));
        if let Some(Err(error)) = &may {
            against.get_or_insert_with(|| error.clone());
        }
        matches!(may, Some(Ok(())))
    });
    if found.is_empty() {
        // One rule with a single change: what is not there is not found, what stands elsewhere is a conflict.
        return Err(against.unwrap_or(Error::Conflict(Reason::NoChanges)));
    }
    Ok(found)
}

/// Whether an act can be done with a change. What was refused is prepared again while its learner is here and its batch at
/// the provider.
fn may(db: &Db<'_>, record: &ChangeRecord, act: &ChangeAct) -> Result<()> {
    let refused = Err(Error::Conflict(Reason::ChangeIs(record.state)));
    let asked = ChangeSeen {
        kind: record.kind,
        state: record.state,
        road: record.road,
        request: record.request,
    };
    match act.against(&asked) {
        None => {}
        Some(reason @ Reason::ChangeIs(_)) => return Err(Error::Conflict(reason)),
        Some(reason) => return Err(Error::Refused(reason)),
    }
    if act.event() != ChangeEvent::PreparedAgain {
        return Ok(());
    }
    let Some(user) = db.doomed_user(record.user)? else {
        return refused;
    };
    if record.kind == RequestKind::Delete && user.on_hold {
        return Err(Error::Refused(Reason::OnHold));
    }
    let state = match record.batch {
        Some(batch) => db.run_state(batch)?.map(|state| state.state),
        None => None,
    };
    match state {
        None | Some(BatchState::AtProvider) => Ok(()),
        Some(state) => Err(Error::Conflict(match record.batch {
            Some(batch) if state.is_final() => Reason::BatchOver(batch),
            Some(_) | None => Reason::BatchIs(state),
        })),
    }
}

/// Whether a portion can be marked as uploaded; answers how many changes of it are.
fn may_mark(db: &Db<'_>, core: &Core, handover: HandoverId, at: Timestamp) -> Result<u64> {
    let known = db
        .handover(handover)?
        .ok_or(Error::Refused(Reason::HandoverGone))?;
    if !known.is_to_upload() {
        return Err(Error::Conflict(Reason::NoChanges));
    }
    if at > core.now() || at < known.prepared_at {
        return Err(Error::Refused(Reason::BadMoment));
    }
    if known.kind == RequestKind::Delete {
        let mut held = 0;
        for record in db.changes_in(Scope::Handover(handover))? {
            let user = db.doomed_user(record.user)?;
            let is_held = user.is_some_and(|user| user.on_hold);
            held += u64::from(record.state == ChangeState::Prepared && is_held);
        }
        if held > 0 {
            return Err(Error::Refused(Reason::HeldInHandover(held)));
        }
    }
    Ok(known.counts.prepared)
}

fn mark(
    scene: &Scene<'_, '_>,
    op: &Op,
    handover: HandoverId,
    at: Timestamp,
) -> Result<ProviderReceipt> {
    let prepared = ChangeState::Prepared;
    let event = ChangeEvent::HandedOver;
    let count = scene
        .tx
        .move_handover(handover, prepared, event, scene.now)?;
    scene.tx.note_handed(handover, at)?;
    let batch = scene.tx.handover(handover)?.and_then(|known| known.batch);
    let detail = Detail::Changes {
        reach: Some(Reach::Handover(handover)),
        changes: count,
    };
    enter(scene, op, None, batch, detail)?;
    Ok(ProviderReceipt::Uploaded(handover, count))
}

/// Does an act with the changes of a scope.
fn on_changes(
    scene: &Scene<'_, '_>,
    op: &Op,
    scope: Scope,
    act: &ChangeAct,
) -> Result<ProviderReceipt> {
    let reached = reached(scene.tx, scope, act)?;
    let mut into = None;
    match act {
        ChangeAct::TickOff => tick_off(scene, op, &reached)?,
        ChangeAct::GiveUp { reason } => {
            give_up(scene, &reached, reason.trim())?;
            entered(scene, op, scope, &reached)?;
        }
        ChangeAct::TakeBack => take_back(scene, op, scope, &reached)?,
        ChangeAct::PrepareAgain => into = Some(prepare_again(scene, op, scope, &reached)?),
    }
    Ok(ProviderReceipt::Changed {
        act: act.clone(),
        only: match scope {
            Scope::Change(change) => Some(change),
            Scope::Handover(_) | Scope::Batch(_) => None,
        },
        count: reached.len() as u64,
        deactivated: match act {
            ChangeAct::TakeBack => elsewhere::deactivated(scene.tx, &reached)?,
            ChangeAct::TickOff | ChangeAct::GiveUp { .. } | ChangeAct::PrepareAgain => 0,
        },
        into,
    })
}

/// An operator's word is the evidence of what was done by hand, learner by learner.
fn tick_off(scene: &Scene<'_, '_>, op: &Op, reached: &[ChangeRecord]) -> Result<()> {
    let [record] = reached else {
        return Err(Error::Refused(Reason::NoChanges));
    };
    let evidence = scene.tx.insert_evidence(&NewEvidence {
        kind: EvidenceKind::Word,
        taken_at: scene.now,
        received_at: scene.now,
        source: &scene.operator.name,
        sha256: None,
        operator: scene.operator.id,
    })?;
    let noted = Noted {
        evidence: Some(evidence),
        ..Noted::default()
    };
    confirm(scene, record, noted)?;
    enter(scene, op, Some(record.user), record.batch, done(record))?;
    finish(scene, record)
}

/// Moves a change as evidence says that it is done.
fn confirm(scene: &Scene<'_, '_>, record: &ChangeRecord, noted: Noted<'_>) -> Result<()> {
    let way = record.state.way_to_done(record.road);
    if way.is_empty() {
        return Err(Error::Conflict(Reason::ChangeIs(record.state)));
    }
    for event in way {
        scene.tx.move_change(record.id, *event, scene.now, noted)?;
    }
    Ok(())
}

/// What the log says of a change that is done there.
const fn done(record: &ChangeRecord) -> Detail {
    Detail::Done {
        change: record.id,
        kind: record.kind,
    }
}

/// Does here what the provider has done, but for a deletion, and closes the request that wished it.
fn finish(scene: &Scene<'_, '_>, record: &ChangeRecord) -> Result<()> {
    let (tx, user) = (scene.tx, record.user);
    if !tx.user_exists(user)? {
        return Ok(());
    }
    let settings = tx.settings()?;
    match record.kind {
        RequestKind::Delete => return Ok(()),
        RequestKind::Revoke => {
            for (license, _) in tx.held_statuses(user)? {
                let none = crate::domain::license::LicenseStatus::None;
                tx.set_license(user, license, none, scene.now)?;
            }
            tx.stop_invitation(user)?;
            // Who is being deleted hears of that, and not of the license too.
            if record.request.is_none() && record.for_batch.is_none() && settings.mail_on_revoke {
                licenses::queue_letter(scene, user)?;
            }
        }
        RequestKind::Disconnect => {
            tx.disconnect(user)?;
            // Where the provider mails by itself, nobody is mailed twice.
            if !settings.provider_mails
                && let Some(profile) = tx.profile(user)?
            {
                let notice = letters::Notice::Reregister;
                let mail = letters::notice(notice, &settings, &profile, message_id()?, scene.now);
                if let Some(mail) = mail {
                    let request = record.request;
                    tx.queue_mail(&NewMail { request, ..mail })?;
                }
            }
        }
    }
    tx.note_change(user, user)?;
    let act = Act::ProviderConfirm;
    enter_as(scene, act, Some(user), None, done(record))?;
    match record.request {
        Some(request) => close(scene, request, record.kind),
        None => Ok(()),
    }
}

/// Closes the request whose wish the provider has done, and tells the learner.
fn close(scene: &Scene<'_, '_>, request: RequestId, kind: RequestKind) -> Result<()> {
    let mut record = stored(scene.tx, request)?;
    if record.state != RequestState::Scheduled {
        return Ok(());
    }
    moves(&mut record, RequestEvent::DoneThere)?;
    record.closed_at = Some(scene.now);
    record.log_entry = Some(scene.tx.log_head()?.number);
    scene.tx.save_request(&record)?;
    match record.user {
        Some(user) => {
            let ended = Ended::Done(kind);
            letters::queue_outcome(scene.tx, request, user, &ended, scene.now)
        }
        None => Ok(()),
    }
}

/// Brings the request back into review whose wish the provider did not do.
fn come_back(scene: &Scene<'_, '_>, record: &ChangeRecord, kind: SetbackKind) -> Result<()> {
    let Some(request) = record.request else {
        return Ok(());
    };
    let mut known = stored(scene.tx, request)?;
    if known.state != RequestState::Scheduled {
        return Ok(());
    }
    moves(&mut known, RequestEvent::BatchCame)?;
    known.setback = Some(Setback {
        kind,
        at: scene.now,
        batch: None,
    });
    known.approver = None;
    known.log_entry = None;
    scene.tx.save_request(&known)
}

fn give_up(scene: &Scene<'_, '_>, reached: &[ChangeRecord], reason: &str) -> Result<()> {
    let noted = Noted {
        words: Some(reason),
        ..Noted::default()
    };
    for record in reached {
        let event = ChangeEvent::GivenUp;
        scene.tx.move_change(record.id, event, scene.now, noted)?;
        scene.tx.note_change(record.user, record.user)?;
        come_back(scene, record, SetbackKind::Row(RowOutcome::GivenUp))?;
    }
    take_idle_back(scene, reached)
}

/// Takes deactivations back that are not made yet and whose deletion nobody waits for any more.
fn take_idle_back(scene: &Scene<'_, '_>, reached: &[ChangeRecord]) -> Result<()> {
    let batches: BTreeSet<BatchId> = reached.iter().filter_map(|it| it.batch).collect();
    for batch in batches {
        calls::take_idle_back(scene, batch)?;
    }
    Ok(())
}

/// One entry for all that an act reached; of one learner it stands in their history.
fn entered(scene: &Scene<'_, '_>, op: &Op, scope: Scope, reached: &[ChangeRecord]) -> Result<()> {
    let user = match (scope, reached) {
        (Scope::Change(_), [only]) => Some(only.user),
        _ => None,
    };
    let batch = reached.first().and_then(|record| record.batch);
    let reach = match scope {
        Scope::Change(change) => Reach::Change(change),
        Scope::Handover(handover) => Reach::Handover(handover),
        Scope::Batch(_) => Reach::Whole,
    };
    let detail = Detail::Changes {
        reach: Some(reach),
        changes: reached.len() as u64,
    };
    enter(scene, op, user, batch, detail)
}

fn take_back(scene: &Scene<'_, '_>, op: &Op, scope: Scope, reached: &[ChangeRecord]) -> Result<()> {
    let mut handovers: Vec<HandoverId> = Vec::new();
    for record in reached {
        let (event, noted) = (ChangeEvent::TakenBack, Noted::default());
        scene.tx.move_change(record.id, event, scene.now, noted)?;
        scene.tx.note_change(record.user, record.user)?;
        come_back(scene, record, SetbackKind::TakenBack)?;
        handovers.extend(record.handover);
    }
    handovers.sort_unstable();
    handovers.dedup();
    take_idle_back(scene, reached)?;
    entered(scene, op, scope, reached)?;
    for handover in handovers {
        elsewhere::write_anew(scene, handover)?;
    }
    Ok(())
}

/// Whom a batch has deactivated at the provider, which cancelling it does not undo.
pub(super) fn warn_of_cancelling(db: &Db<'_>, batch: BatchId, judged: &mut Judged) -> Result<()> {
    let mut records = db.changes_in(Scope::Batch(batch))?;
    records.retain(|record| record.state == ChangeState::Prepared);
    elsewhere::warn_of_deactivated(db, &records, judged)
}

/// Takes back everything of a batch that the provider does not have; nothing of it may be left to take back.
pub(super) fn take_back_all(scene: &Scene<'_, '_>, op: &Op, batch: BatchId) -> Result<()> {
    match on_changes(scene, op, Scope::Batch(batch), &ChangeAct::TakeBack) {
        Ok(_) | Err(Error::Conflict(Reason::NoChanges)) => Ok(()),
        Err(other) => Err(other),
    }
}

fn prepare_again(
    scene: &Scene<'_, '_>,
    op: &Op,
    scope: Scope,
    reached: &[ChangeRecord],
) -> Result<HandoverId> {
    let Some(first) = reached.first() else {
        return Err(Error::Refused(Reason::NoChanges));
    };
    let handover = elsewhere::another_portion(scene, first)?;
    for record in reached {
        let (event, noted) = (ChangeEvent::PreparedAgain, Noted::default());
        scene.tx.move_change(record.id, event, scene.now, noted)?;
        scene.tx.move_into_handover(record.id, handover)?;
        scene.tx.note_change(record.user, record.user)?;
    }
    entered(scene, op, scope, reached)?;
    elsewhere::write_anew(scene, handover)?;
    Ok(handover)
}
