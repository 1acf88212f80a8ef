//! What sets a request right on its way: a correction, a question of whoever should approve it, the reason of a deletion
//! on an identity that nobody has verified, and what its batch becomes.

use super::binding::{
    Written, about, end_approval, end_pause, enter_request, moves, of_request, record as stored,
    saved, taken_up, tell_outcome,
};
use super::entering::{discreetly, enter_as, others_in};
use super::hindrance::hindrance_of;
use super::{Scene, checked_text, message_id};
use crate::domain::act::Act;
use crate::domain::id::{OperatorId, RequestId, UserId};
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Receipt};
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, Letter, Rest};
use crate::domain::request::{
    Correction, EntryKind, RequestEvent, RequestKind, RequestState, SetbackKind, plain_lines,
};
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::service::mail::letters;
use crate::service::mail::letters::{Ended, RequestNews};
use crate::store::{Db, RequestRecord};

/// Gives a request back to whoever asked for approval: it is in review again, with the question.
pub(super) fn give_back(
    scene: &Scene<'_, '_>,
    op: &Op,
    request: RequestId,
    question: &str,
) -> Result<Written> {
    let mut record = stored(scene.tx, request)?;
    let asker = record.approval_by;
    end_approval(&mut record, SetbackKind::Returned, scene.now)?;
    let (kind, me) = (EntryKind::Question, scene.operator.id);
    scene
        .tx
        .add_request_entry(request, kind, me, &plain_lines(question), scene.now)?;
    enter_request(scene, op.act(), &record)?;
    scene.tx.save_request(&record)?;
    let told = RequestRecord {
        approval_by: asker,
        ..record
    };
    let news = RequestNews::Returned(&scene.operator.name);
    letters::queue_request_news(scene.tx, &told, news, scene.now)?;
    Ok((Receipt::RequestReturned(request), Changes::OUTBOX))
}

/// Sets learner or type right. What was asked approval for before is not asked for any more; an identity that was
/// verified is that of another; nobody is mailed about it. Where the word that it was recorded has not left yet, the
/// right learner gets it instead.
pub(super) fn correct(scene: &Scene<'_, '_>, op: &Op, correction: Correction) -> Result<Written> {
    let request = correction.request;
    let mut record = taken_up(scene, request)?;
    if record.state == RequestState::WaitingForApproval {
        end_approval(&mut record, SetbackKind::Corrected, scene.now)?;
    }
    let before = record.user.filter(|user| *user != correction.user);
    if record.kind != correction.kind {
        let zone = scene.tx.settings()?.time_zone;
        record.due_at = corrected_due(&record, correction.kind, &zone);
    }
    record.kind = correction.kind;
    record.user = Some(correction.user);
    if before.is_some() {
        record.identity_how = None;
        record.identity_by = None;
        record.identity_at = None;
        let detail = of_request(&record);
        enter_as(scene, Act::RequestNotTheirs, before, None, detail)?;
    }
    enter_request(scene, op.act(), &record)?;
    scene.tx.save_request(&record)?;
    if scene.tx.take_back_received(request)? {
        tell_received(scene, request, correction.user, correction.kind)?;
    }
    Ok((Receipt::RequestCorrected(request), Changes::OUTBOX))
}

/// Until when a request is due once its type is set right: the time for which it stood still stays given.
pub(crate) fn corrected_due(record: &RequestRecord, kind: RequestKind, zone: &Zone) -> Timestamp {
    let due_at = |kind: RequestKind| kind.due_at(record.opened_at, zone);
    let paused = record.due_at.since(due_at(record.kind));
    Timestamp(due_at(kind).0 + paused.max(0))
}

/// Keeps why a deletion is done although nobody has verified the identity: on the request, whose words go with the
/// learner, and in the log without naming them.
pub(super) fn note_unverified(
    scene: &Scene<'_, '_>,
    request: RequestId,
    reason: Option<&str>,
) -> Result<()> {
    let record = stored(scene.tx, request)?;
    let (Some(reason), None) = (reason, record.identity_at) else {
        return Ok(());
    };
    let reason = plain_lines(checked_text(reason, Reason::IdentityReason)?);
    let user = record.user.ok_or(Error::Refused(Reason::UserGone))?;
    let (kind, me) = (EntryKind::Note, scene.operator.id);
    scene
        .tx
        .add_request_entry(request, kind, me, &reason, scene.now)?;
    let others = others_in(scene, &reason)?;
    let reason = Rest(discreetly(scene, &reason, user, &others)?);
    let detail = Detail::Because { reason };
    enter_as(scene, Act::RequestUnverified, Some(user), None, detail)
}

/// Queues the word to the learner that their request was recorded, where there is an address.
pub(super) fn tell_received(
    scene: &Scene<'_, '_>,
    request: RequestId,
    user: UserId,
    kind: RequestKind,
) -> Result<Letter> {
    let settings = scene.tx.settings()?;
    let profile = scene
        .tx
        .profile(user)?
        .ok_or(Error::Refused(Reason::UserGone))?;
    // Nothing is promised that cannot be kept as things are.
    let promised = match hindrance_of(scene.tx, &settings, user, kind)? {
        None => Some(stored(scene.tx, request)?.due_at),
        Some(_) => None,
    };
    let about = about(scene, request)?;
    let id = message_id()?;
    let mail = letters::request_received(&settings, &profile, &about, promised, id, scene.now);
    let Some(mail) = mail else {
        return Ok(Letter::NoAddress);
    };
    scene.tx.queue_mail(&mail)?;
    Ok(Letter::Queued)
}

/// Gives a request an owner, or none.
pub(super) fn own(
    scene: &Scene<'_, '_>,
    op: &Op,
    request: RequestId,
    owner: Option<OperatorId>,
) -> Result<Written> {
    let mut record = stored(scene.tx, request)?;
    let before = (record.owner, record.state);
    record.owner = owner;
    if owner.is_none() {
        return saved(scene, op, &record, Receipt::RequestReleased(request));
    }
    moves(&mut record, RequestEvent::TakenUp)?;
    if before == (record.owner, record.state) {
        // Whose it is already, nothing happens to it that would belong on record.
        return Ok((Receipt::RequestClaimed(request), Changes::empty()));
    }
    saved(scene, op, &record, Receipt::RequestClaimed(request))
}

/// The open request of a learner that asks for what is done without it; none where the provider does it.
pub(super) fn fulfilled_by(
    db: &Db<'_>,
    user: UserId,
    kind: RequestKind,
) -> Result<Option<RequestRecord>> {
    let Some(request) = db.open_request_of(user, kind)? else {
        return Ok(None);
    };
    let record = stored(db, request)?;
    Ok(Some(record).filter(|record| record.state.after(RequestEvent::Done).is_some()))
}

/// Closes open requests that ask for what was just done without them, whoever has them: nothing is left to do, and the
/// learner is mailed the outcome as if it had been done on the request.
pub(super) fn fulfil(
    scene: &Scene<'_, '_>,
    users: &[UserId],
    kind: RequestKind,
) -> Result<Changes> {
    let mut changes = Changes::empty();
    for user in users {
        let Some(mut record) = fulfilled_by(scene.tx, *user, kind)? else {
            continue;
        };
        end_pause(&mut record, scene.now)?;
        record.owner = record.owner.or(Some(scene.operator.id));
        record.setback = None;
        record.approval_seal = None;
        moves(&mut record, RequestEvent::Done)?;
        record.closed_at = Some(scene.now);
        enter_request(scene, Act::RequestFulfilled, &record)?;
        record.log_entry = Some(scene.tx.log_head()?.number);
        scene.tx.save_request(&record)?;
        tell_outcome(scene, &record, &Ended::Done(kind))?;
        changes = Changes::REQUESTS.union(Changes::OUTBOX);
    }
    Ok(changes)
}
