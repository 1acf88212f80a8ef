//! A request as it moves: its record, the seal that binds an approval to what was asked, and how it follows its batch.

use super::Scene;
use super::entering::enter_as;
use crate::domain::act::Act;
use crate::domain::canonical::Canonical;
use crate::domain::id::{BatchId, RequestId};
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Receipt};
use crate::domain::reason::Reason;
use crate::domain::record::Detail;
use crate::domain::request::{RequestEvent, RequestKind, RequestState, Setback, SetbackKind};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::files::hexadecimal;
use crate::service::mail::letters::{self, Ended};
use crate::store::{Db, RequestAbout, RequestRecord, Tx};

pub(super) type Written = (Receipt, Changes);

/// A request as it is stored.
pub(super) fn record(db: &Db<'_>, request: RequestId) -> Result<RequestRecord> {
    db.request_record(request)?
        .ok_or(Error::Refused(Reason::RequestGone))
}

pub(super) fn about(scene: &Scene<'_, '_>, request: RequestId) -> Result<RequestAbout> {
    let about = scene.tx.request_about(request)?;
    about.ok_or(Error::Refused(Reason::RequestGone))
}

/// A request that the operator works on: unclaimed until now, it is theirs from here on.
pub(super) fn taken_up(scene: &Scene<'_, '_>, request: RequestId) -> Result<RequestRecord> {
    let mut record = self::record(scene.tx, request)?;
    record.owner = record.owner.or(Some(scene.operator.id));
    moves(&mut record, RequestEvent::TakenUp)?;
    Ok(record)
}

/// Moves a request; what the table of the states does not know was judged wrongly.
pub(super) fn moves(record: &mut RequestRecord, event: RequestEvent) -> Result<()> {
    let state = record.state.after(event);
    record.state =
        state.ok_or_else(|| Error::Bug(format!("{event:?} after {}", record.state.code())))?;
    Ok(())
}

/// Adds the log entry of an act on a request.
pub(super) fn enter_request(scene: &Scene<'_, '_>, act: Act, record: &RequestRecord) -> Result<()> {
    enter_as(scene, act, record.user, record.batch, of_request(record))
}

/// What the log says of a request.
pub(in crate::service) const fn of_request(record: &RequestRecord) -> Detail {
    Detail::Request {
        request: record.id,
        kind: record.kind,
        mail: None,
        batch: None,
    }
}

/// What every seal of this form begins with. One that begins otherwise is of an older version: the request asks again.
pub(crate) const SEAL_FORM: &str = "1.";

/// A keyed hash over exactly what is asked to be approved: the request, what it does, on whom as they are identified
/// now, which licenses would go, and the identity check it rests on.
pub(crate) fn seal(db: &Db<'_>, core: &Core, record: &RequestRecord) -> Result<String> {
    let user = record.user.ok_or(Error::Refused(Reason::UserGone))?;
    let known = db
        .doomed_user(user)?
        .ok_or(Error::Refused(Reason::UserGone))?;
    let licenses = match record.kind {
        RequestKind::Revoke => db.held_statuses(user)?,
        RequestKind::Disconnect | RequestKind::Delete => Vec::new(),
    };
    let mut content = Canonical::of("approval of a request", 1);
    content
        .request(record.id)
        .text(record.kind.code())
        .user(user)
        .maybe_text(known.email.as_deref())
        .maybe_text(known.unique_id.as_deref())
        .count(licenses.len());
    for (license, status) in licenses {
        content.number(license.0).text(status.code());
    }
    content
        .maybe_text(record.identity_how.as_deref())
        .maybe_number(record.identity_at.map(|at| at.0));
    let mark = core.key.log_mark(b"approval", content.bytes());
    Ok(format!("{SEAL_FORM}{}", hexadecimal(&mark)))
}

/// Ends an approval that was asked for and not given: the request is in review, and says why.
pub(crate) fn end_approval(
    record: &mut RequestRecord,
    kind: SetbackKind,
    at: Timestamp,
) -> Result<()> {
    moves(record, RequestEvent::ApprovalEnded)?;
    record.setback = Some(Setback {
        kind,
        at,
        batch: None,
    });
    record.approval_seal = None;
    if kind != SetbackKind::ApprovalExpired {
        record.approval_by = None;
        record.approval_at = None;
        record.approval_expires = None;
    }
    Ok(())
}

/// Lets requests follow the batch that was made of them. Those that come back into review say why, and which batch had
/// them.
pub(crate) fn follow_batch(
    tx: &Tx<'_>,
    batch: BatchId,
    event: RequestEvent,
    setback: Option<SetbackKind>,
    now: Timestamp,
) -> Result<()> {
    for mut record in tx.requests_of_batch(batch)? {
        moves(&mut record, event)?;
        if let Some(kind) = setback {
            record.setback = Some(Setback {
                kind,
                at: now,
                batch: Some(batch),
            });
            record.batch = None;
            record.approver = None;
            record.log_entry = None;
            record.approval_by = None;
            record.approval_at = None;
            record.approval_expires = None;
        } else if record.state == RequestState::WaitingForApproval {
            let known = tx.batch(batch)?;
            record.approval_expires = known.map(|known| known.approval_ends());
        }
        tx.save_request(&record)?;
    }
    Ok(())
}

/// Saves a request that an act changed and nothing else.
pub(super) fn saved(
    scene: &Scene<'_, '_>,
    op: &Op,
    record: &RequestRecord,
    receipt: Receipt,
) -> Result<Written> {
    enter_request(scene, op.act(), record)?;
    scene.tx.save_request(record)?;
    Ok((receipt, Changes::empty()))
}

/// Ends the waiting for the learner: what it took is added to the time there is.
pub(super) fn end_pause(record: &mut RequestRecord, now: Timestamp) -> Result<()> {
    if let Some(since) = record.waiting_since.take() {
        record.due_at = Timestamp(record.due_at.0 + now.since(since).max(0));
        moves(record, RequestEvent::LearnerAnswered)?;
    }
    Ok(())
}

/// Queues the mail about the outcome, where the learner has an address.
pub(super) fn tell_outcome(
    scene: &Scene<'_, '_>,
    record: &RequestRecord,
    ended: &Ended,
) -> Result<()> {
    let Some(user) = record.user else {
        return Ok(());
    };
    letters::queue_outcome(scene.tx, record.id, user, ended, scene.now)
}
