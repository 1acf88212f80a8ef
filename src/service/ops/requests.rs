//! What acts on learners' requests write: the request under its next version, log entries, mail.

use super::binding::{
    Written, about, end_pause, enter_request, moves, record as stored, saved, seal, taken_up,
    tell_outcome,
};
use super::desk::{Typed, asked, checked_words};
use super::entering::enter;
use super::licenses::{self, Telling};
use super::people::disconnect;
use super::righting::{correct, give_back, note_unverified, own, tell_received};
use super::{Judged, Scene, batches, message_id, provider};
use crate::domain::act::Act;
use crate::domain::batch::BatchState;
use crate::domain::id::{BatchId, OperatorId, RequestId, UserId};
use crate::domain::op::{BatchOp, Op, PeopleOp, RequestOp};
use crate::domain::plan::{Changes, Receipt, RequestWay};
use crate::domain::query::ReviewSource;
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, Letter};
use crate::domain::request::{
    APPROVAL_HOURS, EntryKind, NewRequest, Reply, RequestEvent, RequestKind, RequestState,
    plain_lines,
};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::deletion::review;
use crate::service::mail::letters;
use crate::service::mail::letters::{Ended, RequestNews};
use crate::store::{FreshRequest, RequestRecord};

/// Applies an act on a request that was judged in the same transaction.
pub(super) fn apply(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    act: &RequestOp,
    judged: &Judged,
) -> Result<Written> {
    let me = scene.operator.id;
    let (receipt, changes) = match act {
        RequestOp::New(new) => take_down(scene, op, new)?,
        RequestOp::Do {
            request,
            phrase,
            unverified,
        } => {
            let typed = (phrase.as_deref(), unverified.as_deref());
            match judged.plan.request.map(|step| step.way) {
                Some(RequestWay::AskForApproval) => ask_for_approval(scene, *request)?,
                Some(RequestWay::Act) | None => {
                    carry_out(scene, op, *request, typed, None, judged)?
                }
            }
        }
        RequestOp::Approve {
            request,
            phrase,
            unverified,
            ..
        } => {
            let typed = (phrase.as_deref(), unverified.as_deref());
            carry_out(scene, op, *request, typed, Some(me), judged)?
        }
        RequestOp::Return { request, question } => give_back(scene, op, *request, question)?,
        RequestOp::Correct(correction) => correct(scene, op, *correction)?,
        RequestOp::Reject { request, reason } => {
            close(scene, op, *request, reason, Closing::Rejected)?
        }
        RequestOp::Cancel {
            request,
            reason,
            mail,
        } => {
            let closing = Closing::Cancelled { mail: *mail };
            close(scene, op, *request, reason, closing)?
        }
        RequestOp::Reply {
            request,
            reply,
            wait,
        } => reply_to(scene, op, *request, reply, *wait)?,
        RequestOp::Claim { request, .. } => own(scene, op, *request, Some(me))?,
        RequestOp::Release(request) => own(scene, op, *request, None)?,
        RequestOp::Note { request, text } => note(scene, op, *request, text)?,
        RequestOp::Verify { request, how } => verify(scene, op, *request, how.as_deref())?,
        RequestOp::Wait(request) => {
            let mut record = taken_up(scene, *request)?;
            begin_pause(&mut record, scene.now)?;
            saved(scene, op, &record, Receipt::RequestWaits(*request))?
        }
        RequestOp::GoOn(request) => {
            let mut record = taken_up(scene, *request)?;
            end_pause(&mut record, scene.now)?;
            saved(scene, op, &record, Receipt::RequestGoesOn(*request))?
        }
    };
    Ok((receipt, changes.union(Changes::REQUESTS)))
}

fn take_down(scene: &Scene<'_, '_>, op: &Op, new: &NewRequest) -> Result<Written> {
    let asked = NewRequest {
        channel: new.channel.trim().to_owned(),
        asked_by: new.asked_by.trim().to_owned(),
        note: plain_lines(&new.note),
        ..new.clone()
    };
    let settings = scene.tx.settings()?;
    let due_at = new.kind.due_at(scene.now, &settings.time_zone);
    let request = scene.tx.insert_request(&FreshRequest {
        asked: &asked,
        taken_by: Some(scene.operator.id),
        opened_at: scene.now,
        due_at,
    })?;
    let mail = tell_received(scene, request, new.user, new.kind)?;
    let detail = Detail::Request {
        request,
        kind: new.kind,
        mail: Some(mail),
        batch: None,
    };
    enter(scene, op, Some(new.user), None, detail)?;
    Ok((Receipt::RequestTaken(request), Changes::OUTBOX))
}

fn note(scene: &Scene<'_, '_>, op: &Op, request: RequestId, text: &str) -> Result<Written> {
    let record = stored(scene.tx, request)?;
    let text = checked_words(text)?;
    let (kind, me) = (EntryKind::Note, scene.operator.id);
    scene
        .tx
        .add_request_entry(request, kind, me, &text, scene.now)?;
    saved(scene, op, &record, Receipt::RequestNoted(request))
}

fn verify(
    scene: &Scene<'_, '_>,
    op: &Op,
    request: RequestId,
    how: Option<&str>,
) -> Result<Written> {
    let mut record = taken_up(scene, request)?;
    record.identity_how = how.map(|how| how.trim().to_owned());
    record.identity_by = how.map(|_| scene.operator.id);
    record.identity_at = how.map(|_| scene.now);
    if record.state == RequestState::WaitingForApproval {
        // The approval rests on the identity: it is asked for anew with it, for as long as before.
        record.approval_seal = Some(seal(scene.tx, scene.core, &record)?);
    }
    let receipt = Receipt::IdentityVerified(request, how.is_some());
    saved(scene, op, &record, receipt)
}

fn begin_pause(record: &mut RequestRecord, now: Timestamp) -> Result<()> {
    moves(record, RequestEvent::LearnerAsked)?;
    record.waiting_since = record.waiting_since.or(Some(now));
    Ok(())
}

fn reply_to(
    scene: &Scene<'_, '_>,
    op: &Op,
    request: RequestId,
    reply: &Reply,
    wait: bool,
) -> Result<Written> {
    let mut record = stored(scene.tx, request)?;
    if !record.state.is_bound() {
        record = taken_up(scene, request)?;
    }
    let user = record.user.ok_or(Error::Refused(Reason::UserGone))?;
    let settings = scene.tx.settings()?;
    let profile = scene
        .tx
        .profile(user)?
        .ok_or(Error::Refused(Reason::UserGone))?;
    let (mail, text) = letters::request_reply(
        &settings,
        &profile,
        &about(scene, request)?,
        reply,
        message_id()?,
        scene.now,
    )
    .ok_or(Error::Refused(Reason::NoAddress))?;
    scene.tx.queue_mail(&mail)?;
    let (kind, me) = (EntryKind::Reply, scene.operator.id);
    scene
        .tx
        .add_request_entry(request, kind, me, &text, scene.now)?;
    if wait {
        begin_pause(&mut record, scene.now)?;
    }
    let detail = Detail::Request {
        request,
        kind: record.kind,
        mail: Some(Letter::Queued),
        batch: None,
    };
    enter(scene, op, record.user, record.batch, detail)?;
    scene.tx.save_request(&record)?;
    let waits = record.state == RequestState::WaitingForLearner;
    Ok((Receipt::RequestReplied(request, waits), Changes::OUTBOX))
}

fn ask_for_approval(scene: &Scene<'_, '_>, request: RequestId) -> Result<Written> {
    let mut record = taken_up(scene, request)?;
    end_pause(&mut record, scene.now)?;
    moves(&mut record, RequestEvent::ApprovalAsked)?;
    record.setback = None;
    record.approval_by = Some(scene.operator.id);
    record.approval_at = Some(scene.now);
    record.approval_expires = Some(Timestamp(scene.now.0 + APPROVAL_HOURS * 3_600));
    record.approval_seal = Some(seal(scene.tx, scene.core, &record)?);
    enter_request(scene, Act::RequestAsk, &record)?;
    scene.tx.save_request(&record)?;
    let news = RequestNews::Wanted(&scene.operator.name);
    letters::queue_request_news(scene.tx, &record, news, scene.now)?;
    Ok((Receipt::ApprovalAsked(request), Changes::OUTBOX))
}

/// Does what the learner asks for, and closes the request with the proof; a deletion is closed when its batch has been
/// there.
fn carry_out(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    request: RequestId,
    (phrase, unverified): Typed<'_>,
    approver: Option<OperatorId>,
    judged: &Judged,
) -> Result<Written> {
    note_unverified(scene, request, unverified)?;
    let mut record = match approver {
        Some(_) => stored(scene.tx, request)?,
        None => taken_up(scene, request)?,
    };
    end_pause(&mut record, scene.now)?;
    record.approver = approver;
    record.setback = None;
    let user = record.user.ok_or(Error::Refused(Reason::UserGone))?;
    let users = vec![user];
    let settings = scene.tx.settings()?;
    let elsewhere = settings.road(record.kind).is_some();
    let (receipt, changes) = match record.kind {
        kind @ (RequestKind::Disconnect | RequestKind::Revoke) if elsewhere => {
            provider::prepare_for_request(scene, op, (kind, user), request)?
        }
        RequestKind::Disconnect => {
            let (_, changes) = disconnect(
                scene,
                &Op::People(PeopleOp::Disconnect { users }),
                judged,
                Some(request),
            )?;
            (Receipt::RequestDone(request), changes)
        }
        RequestKind::Revoke => {
            let license = None;
            let deed = Op::People(PeopleOp::SetLicense { users, license });
            let (_, changes) = licenses::set(scene, &deed, license, judged, Telling::Elsewhere)?;
            (Receipt::RequestDone(request), changes)
        }
        RequestKind::Delete => (
            into_batch(scene, &mut record, user, phrase)?,
            Changes::BATCHES,
        ),
    };
    // The entry of the deed itself, which stands right before the request's own.
    record.log_entry = Some(scene.tx.log_head()?.number);
    let detail = Detail::Request {
        request,
        kind: record.kind,
        mail: None,
        batch: record.batch,
    };
    enter(scene, op, record.user, record.batch, detail)?;
    if record.kind == RequestKind::Delete {
        scene.tx.save_request(&record)?;
        return Ok((receipt, changes));
    }
    if elsewhere {
        moves(&mut record, RequestEvent::BatchGoes)?;
        scene.tx.save_request(&record)?;
        return Ok((receipt, changes));
    }
    moves(&mut record, RequestEvent::Done)?;
    record.closed_at = Some(scene.now);
    scene.tx.save_request(&record)?;
    tell_outcome(scene, &record, &Ended::Done(record.kind))?;
    Ok((receipt, changes.union(Changes::OUTBOX)))
}

/// Makes a batch of a request. Where that waits for a second full admin, so does the request.
fn into_batch(
    scene: &mut Scene<'_, '_>,
    record: &mut RequestRecord,
    user: UserId,
    phrase: Option<&str>,
) -> Result<Receipt> {
    let batch = schedule(scene, record.id, user, phrase)?;
    record.batch = Some(batch);
    let known = scene.tx.batch(batch)?;
    let known = known.ok_or(Error::Refused(Reason::BatchGone))?;
    if known.state != BatchState::AwaitingApproval {
        moves(record, RequestEvent::BatchGoes)?;
        return Ok(Receipt::RequestScheduled(record.id, batch));
    }
    moves(record, RequestEvent::ApprovalAsked)?;
    record.approval_by = Some(scene.operator.id);
    record.approval_at = Some(scene.now);
    record.approval_expires = Some(known.approval_ends());
    record.approval_seal = None;
    Ok(Receipt::RequestAwaitsSecond(record.id, batch))
}

/// Takes one user the road of a batch: review, every gate, confirmation.
fn schedule(
    scene: &mut Scene<'_, '_>,
    request: RequestId,
    user: UserId,
    phrase: Option<&str>,
) -> Result<BatchId> {
    let source = ReviewSource::OfRequest(request, user);
    let found = review::review(scene.tx, scene.core, scene.operator, &source, &mut |_| true)?;
    let settings = scene.tx.settings()?;
    let asked = asked(&settings, phrase);
    let token = found.token;
    let confirmed = batches::may_confirm(scene.tx, scene.core, &settings, (token, &asked))
        .and_then(|()| batches::confirm(scene, token, &asked));
    if confirmed.is_err() {
        scene.core.reviews()?.remove(&found.token);
    }
    let (batch, detail) = confirmed?;
    let op = Op::Batch(BatchOp::Confirm {
        review: found.token,
        wait_days: settings.wait_days,
        phrase: None,
        again: true,
    });
    enter(scene, &op, None, Some(batch), detail)?;
    Ok(batch)
}

/// How a request is closed without doing what it wishes.
#[derive(Clone, Copy)]
enum Closing {
    /// Turned down; the learner is mailed.
    Rejected,
    /// No longer wanted, or never was.
    Cancelled {
        /// Whether the learner is mailed.
        mail: bool,
    },
}

/// Closes a request without doing what it wishes. A batch that was made of it is withdrawn and stays named.
fn close(
    scene: &Scene<'_, '_>,
    op: &Op,
    request: RequestId,
    reason: &str,
    closing: Closing,
) -> Result<Written> {
    let reason = plain_lines(reason);
    let mut record = stored(scene.tx, request)?;
    let withdrawn = record.batch.filter(|_| record.state.is_bound());
    end_pause(&mut record, scene.now)?;
    record.owner = record.owner.or(Some(scene.operator.id));
    let (event, ended, receipt, mail) = match closing {
        Closing::Rejected => (
            RequestEvent::Rejected,
            Ended::Rejected(reason.clone()),
            Receipt::RequestRejected(request),
            true,
        ),
        Closing::Cancelled { mail } => (
            RequestEvent::Cancelled,
            Ended::Cancelled(reason.clone()),
            Receipt::RequestCancelled(request),
            mail,
        ),
    };
    moves(&mut record, event)?;
    record.closed_at = Some(scene.now);
    record.reason = Some(reason);
    record.approval_seal = None;
    enter_request(scene, op.act(), &record)?;
    record.log_entry = Some(scene.tx.log_head()?.number);
    scene.tx.save_request(&record)?;
    let mut changes = Changes::OUTBOX;
    if let Some(batch) = withdrawn {
        let event = batches::withdrawing(scene.tx, batch)?;
        scene.tx.end_untouched(batch, event, scene.now)?;
        enter(
            scene,
            &Op::Batch(BatchOp::Withdraw(batch)),
            None,
            Some(batch),
            Detail::NOTHING,
        )?;
        changes = changes.union(Changes::BATCHES);
    }
    if mail {
        tell_outcome(scene, &record, &ended)?;
    } else {
        // Whoever never asked for anything is not mailed that it was recorded either.
        scene.tx.take_back_received(request)?;
    }
    Ok((receipt, changes))
}
