//! What is sent to a server and what it answers, written down: each call before it is made.
//!
//! A change for which a call is written down is *in doubt* until its end is. Whether a call may be made is asked in the
//! transaction that writes it down, so that a hold, a cancelled batch or an operator who left meanwhile stops it.

use crate::domain::act::Act;
use crate::domain::record::{Answered, Detail, Word};
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::super::Scene;
use super::{come_back, elsewhere, finish, one};
use crate::domain::batch::{BatchState, RowOutcome};
use crate::domain::canonical::Canonical;
use crate::domain::id::{BatchId, ChangeId, EvidenceId, HandoverId, OperatorId};
use crate::domain::op::Op;
use crate::domain::operator::Operator;
use crate::domain::provider::{
    Call, CallEnd, CallEntry, Capabilities, ChangeEvent, ChangeState, ProviderReceipt, Road,
};
use crate::domain::reason::Reason;
use crate::domain::request::{RequestKind, SetbackKind};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::deletion::approvals;
use crate::service::directory::identity;
use crate::service::files::hexadecimal;
use crate::service::ops::entering::{enter, enter_as};
use crate::store::{ChangeRecord, Db, NewHandover, Noted, Tx};

/// Rows of one file at the most, however many the account allows: a file of so many is smaller than the provider takes.
const MOST_ROWS: u64 = 50_000;

/// Whether a call may be made for a change, as everything is now.
pub(crate) fn may_call(db: &Db<'_>, core: &Core, record: &ChangeRecord) -> Result<()> {
    let refused = |reason| Err(Error::Refused(reason));
    let is_open = matches!(record.state, ChangeState::Prepared | ChangeState::InDoubt);
    if !is_open || record.road != Some(Road::Scim) {
        return Err(Error::Conflict(Reason::ChangeIs(record.state)));
    }
    // A deactivation that belongs to a deletion is stopped by what stops the deletion.
    let batch = record.batch.or(record.for_batch);
    if record.kind != RequestKind::Delete && batch.is_none() {
        return Ok(());
    }
    match db.doomed_user(record.user)? {
        None => return refused(Reason::UserGone),
        Some(user) if user.on_hold => return refused(Reason::OnHold),
        Some(_) => {}
    }
    let operators = identity::operators_among_users(db, core)?;
    let is_operator = |(user, one): &(_, Operator)| *user == record.user && !one.disabled;
    if operators.iter().any(is_operator) {
        return refused(Reason::IsOperator);
    }
    let Some(batch) = batch else {
        return refused(Reason::BatchGone);
    };
    let state = db
        .run_state(batch)?
        .ok_or(Error::Refused(Reason::BatchGone))?;
    if state.state != BatchState::AtProvider || state.cancel_wanted {
        return Err(Error::Conflict(Reason::BatchIs(state.state)));
    }
    if !approvals::may_go_on(db, &state)? {
        return refused(Reason::Disabled);
    }
    Ok(())
}

/// Judges what is to be written down about calls. What was answered is written down whatever else is so.
pub(super) fn judge(db: &Db<'_>, core: &Core, entries: &[CallEntry]) -> Result<u64> {
    for entry in entries {
        match entry {
            CallEntry::Before { change, .. } => may_call(db, core, &one(db, *change)?)?,
            CallEntry::After { .. } | CallEntry::Ended { .. } => {}
        }
    }
    Ok(entries.len() as u64)
}

/// Writes down what was sent and what was answered.
pub(super) fn write_down(
    scene: &Scene<'_, '_>,
    op: &Op,
    source: &str,
    entries: &[CallEntry],
) -> Result<ProviderReceipt> {
    for entry in entries {
        match entry {
            CallEntry::Before {
                change,
                call,
                record,
            } => claim(scene, op, *change, (*call, record))?,
            CallEntry::After { change, status } => scene.tx.note_status(*change, *status)?,
            CallEntry::Ended { change, end } => settle(scene, source, *change, end)?,
        }
    }
    scene.core.at("call", "before it is written down");
    Ok(ProviderReceipt::Called(entries.len() as u64))
}

/// Writes down that a call is about to be made.
fn claim(
    scene: &Scene<'_, '_>,
    op: &Op,
    change: ChangeId,
    (call, name): (Call, &str),
) -> Result<()> {
    let record = one(scene.tx, change)?;
    if record.state == ChangeState::InDoubt {
        // It was asked what came of the call before this one: it did nothing.
        let event = ChangeEvent::NotDone;
        scene
            .tx
            .move_change(change, event, scene.now, Noted::default())?;
    }
    let noted = Noted {
        record: Some(name),
        ..Noted::default()
    };
    scene
        .tx
        .move_change(change, ChangeEvent::Called, scene.now, noted)?;
    if let Some(handover) = record.handover {
        scene.tx.note_called(handover, scene.now)?;
    }
    scene.tx.note_change(record.user, record.user)?;
    let detail = Detail::Called { change, call };
    enter(scene, op, Some(record.user), record.batch, detail)
}

/// Moves a change as its end says. One that has ended otherwise meanwhile stays as it is.
fn settle(scene: &Scene<'_, '_>, source: &str, change: ChangeId, end: &CallEnd) -> Result<()> {
    let record = one(scene.tx, change)?;
    let was = record.state;
    if !matches!(was, ChangeState::Prepared | ChangeState::InDoubt) {
        return Ok(());
    }
    let moved = |event, noted: Noted<'_>| {
        if was == ChangeState::Prepared {
            // The server was asked, and there was nothing to be sent.
            let called = ChangeEvent::Called;
            scene
                .tx
                .move_change(change, called, scene.now, Noted::default())?;
        }
        scene.tx.move_change(change, event, scene.now, noted)
    };
    match end {
        CallEnd::Done(status) => {
            let code = status.map_or("asked".to_owned(), |status| status.to_string());
            let evidence = answered(scene, source, &record, &code)?;
            let noted = Noted {
                evidence,
                code: Some(&code),
                ..Noted::default()
            };
            moved(ChangeEvent::Confirmed, noted)?;
            finish(scene, &record)?;
        }
        CallEnd::Refused(refusal, words) => {
            let code = refusal.code();
            let evidence = answered(scene, source, &record, &code)?;
            let noted = Noted {
                evidence,
                code: Some(&code),
                words: Some(words.as_str()).filter(|words| !words.is_empty()),
                ..Noted::default()
            };
            moved(ChangeEvent::Refused, noted)?;
            come_back(scene, &record, SetbackKind::Row(RowOutcome::RefusedThere))?;
            let code = Word::of(&code);
            let detail = Detail::RefusedThere { change, code };
            let act = Act::ProviderRefuse;
            enter_as(scene, act, Some(record.user), record.batch, detail)?;
        }
        CallEnd::NotOffered => {
            back(scene, &record)?;
            note_no_deletes(scene)?;
        }
        CallEnd::NotDone => back(scene, &record)?,
        // What it answered is noted already.
        CallEnd::Accepted | CallEnd::Unknown => {}
    }
    scene.tx.note_change(record.user, record.user)
}

/// Notes that the server deletes nobody.
fn note_no_deletes(scene: &Scene<'_, '_>) -> Result<()> {
    let known = scene.tx.capabilities()?.unwrap_or_default();
    scene.tx.set_capabilities(Capabilities {
        deletes: Some(false),
        ..known
    })
}

/// What did nothing is prepared again; taken back where its batch is not wanted any more.
fn back(scene: &Scene<'_, '_>, record: &ChangeRecord) -> Result<()> {
    let none = Noted::default();
    if record.state == ChangeState::InDoubt {
        let event = ChangeEvent::NotDone;
        scene.tx.move_change(record.id, event, scene.now, none)?;
    }
    let batch = record.batch.or(record.for_batch);
    let state = batch.map(|batch| scene.tx.run_state(batch)).transpose()?;
    let is_unwanted = state.flatten().is_some_and(|state| state.cancel_wanted);
    if is_unwanted {
        let event = ChangeEvent::TakenBack;
        scene.tx.move_change(record.id, event, scene.now, none)?;
        come_back(scene, record, SetbackKind::TakenBack)?;
    }
    Ok(())
}

/// The evidence of what a server answered in a portion: one for all of it, whose digest goes on with every answer.
fn answered(
    scene: &Scene<'_, '_>,
    source: &str,
    record: &ChangeRecord,
    code: &str,
) -> Result<Option<EvidenceId>> {
    let Some(handover) = record.handover else {
        return Ok(None);
    };
    let by = (scene.operator.id, scene.now);
    let (evidence, before) = scene.tx.answers_of(handover, source, by)?;
    let mut content = Canonical::of("answers", 1);
    content.text(&before).number(record.id.0).text(code);
    let digest = hexadecimal(&Sha256::digest(content.bytes()));
    scene.tx.set_answers(evidence, &digest, scene.now)?;
    Ok(Some(evidence))
}

/// Deletions for calls that are prepared, although the server deletes nobody, by batch.
fn undeletable(db: &Db<'_>) -> Result<BTreeMap<BatchId, Vec<ChangeRecord>>> {
    let mut found: BTreeMap<BatchId, Vec<ChangeRecord>> = BTreeMap::new();
    let mut last = ChangeId(0);
    loop {
        let page = db.pushable(ChangeState::Prepared, last, 1_000)?;
        let Some(end) = page.last() else {
            return Ok(found);
        };
        last = end.record.id;
        for one in page {
            if let (RequestKind::Delete, Some(batch)) = (one.record.kind, one.record.batch) {
                found.entry(batch).or_default().push(one.record);
            }
        }
    }
}

/// Says how many deletions would go by file because the server deletes nobody.
pub(super) fn judge_diverting(db: &Db<'_>) -> Result<u64> {
    let deletes = db.capabilities()?.and_then(|known| known.deletes);
    let found = undeletable(db)?;
    if deletes != Some(false) || found.is_empty() {
        return Err(Error::Refused(Reason::NoChanges));
    }
    Ok(found.values().map(|records| records.len() as u64).sum())
}

/// Lets them go by file, and prepares their deactivation.
pub(super) fn divert(scene: &Scene<'_, '_>, op: &Op) -> Result<ProviderReceipt> {
    let most = scene.tx.settings()?.package_rows.min(MOST_ROWS);
    let most = usize::try_from(most).unwrap_or(1).max(1);
    let mut count = 0;
    for (batch, mut records) in undeletable(scene.tx)? {
        records.sort_by_key(|record| record.id);
        for part in records.chunks(most) {
            let portion = NewHandover {
                kind: RequestKind::Delete,
                road: Road::File,
                batch: Some(batch),
                part: (1, 1),
                prepared_at: scene.now,
                operator: scene.operator.id,
                file: None,
            };
            let handover = scene.tx.insert_handover(&portion)?;
            for record in part {
                scene.tx.move_into_handover(record.id, handover)?;
                scene.tx.note_change(record.user, record.user)?;
            }
            elsewhere::write_anew(scene, handover)?;
        }
        count += records.len() as u64;
        let by = (scene.operator.id, scene.now);
        deactivate(scene.tx, batch, by)?;
        let detail = Detail::Changes {
            reach: None,
            changes: records.len() as u64,
        };
        enter(scene, op, None, Some(batch), detail)?;
    }
    Ok(ProviderReceipt::Diverted(count))
}

/// Prepares the deactivation of everybody of a batch whose deletion goes another way; answers the portion, where there is
/// anybody.
pub(crate) fn deactivate(
    tx: &Tx<'_>,
    batch: BatchId,
    (operator, at): (OperatorId, Timestamp),
) -> Result<Option<HandoverId>> {
    let handover = tx.insert_handover(&NewHandover {
        kind: RequestKind::Revoke,
        road: Road::Scim,
        batch: Some(batch),
        part: (1, 1),
        prepared_at: at,
        operator,
        file: None,
    })?;
    if tx.insert_deactivations(batch, handover, at)? == 0 {
        tx.remove_handover(handover)?;
        return Ok(None);
    }
    Ok(Some(handover))
}

/// Takes deactivations back whose deletions nobody waits for any more.
pub(super) fn take_idle_back(scene: &Scene<'_, '_>, batch: BatchId) -> Result<()> {
    for change in scene.tx.idle_deactivations(batch)? {
        let (event, none) = (ChangeEvent::TakenBack, Noted::default());
        scene.tx.move_change(change, event, scene.now, none)?;
    }
    Ok(())
}

/// Holds every call back, or lets them go on.
pub(super) fn hold(scene: &Scene<'_, '_>, op: &Op, held: bool) -> Result<ProviderReceipt> {
    scene.tx.set_calls_held(held)?;
    enter(scene, op, None, None, Detail::NOTHING)?;
    Ok(ProviderReceipt::CallsHeld(held))
}

/// Notes what the server was found to do.
pub(super) fn survey(
    scene: &Scene<'_, '_>,
    op: &Op,
    found: Capabilities,
) -> Result<ProviderReceipt> {
    let known = scene.tx.capabilities()?;
    scene.tx.set_capabilities(found)?;
    if known != Some(found) {
        let detail = Detail::Surveyed {
            finds: found.finds,
            deletes: Answered::from(found.deletes),
        };
        enter(scene, op, None, None, detail)?;
    }
    Ok(ProviderReceipt::Surveyed)
}
