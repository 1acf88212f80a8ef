//! Approvals that nobody gave in time, or that do not last: a request goes back into review, a batch is withdrawn or asks
//! again.

use crate::domain::act::Act;
use crate::domain::batch::{ApprovalLapse, Batch, BatchEvent, BatchState};
use crate::domain::id::{BatchId, OperatorId, RequestId};
use crate::domain::operator::{Operator, Permission};
use crate::domain::plan::Changes;
use crate::domain::record::Detail;
use crate::domain::request::{APPROVAL_HOURS, RequestEvent, RequestState, SetbackKind};
use crate::domain::time::Timestamp;
use crate::error::{Result, Trouble};
use crate::service::account::chain;
use crate::service::mail::letters;
use crate::service::mail::letters::{ApprovalNews, RequestNews};
use crate::service::ops::{SEAL_FORM, end_approval, follow_batch, of_request, seal};
use crate::service::{Core, Service};
use crate::store::{Db, Entry, RequestRecord, RunState, Tx};

impl Service {
    /// Ends approvals whose time is over; answers what changed.
    pub(crate) fn expire_approvals(&mut self) -> Result<Changes> {
        let core = &self.core;
        let db = self.store.db();
        if db.expired_requests(core.now())?.is_empty()
            && expired_batches(&db, core)?.is_empty()
            && db.requests_sealed_otherwise(SEAL_FORM)?.is_empty()
        {
            return Ok(Changes::empty());
        }
        self.store.write(|tx| {
            expire_requests(tx, core)?;
            ask_again(tx, core)?;
            expire_batches(tx, core)?;
            core.at("approvals", "before the commit of their end");
            Ok(())
        })?;
        self.core.at("approvals", "after the commit of their end");
        let changes = Changes::REQUESTS.union(Changes::BATCHES);
        Ok(changes.union(Changes::LOG).union(Changes::OUTBOX))
    }
}

/// How long before its end an approval is reminded of.
const LAST_DAY: i64 = 86_400;

impl Service {
    /// Reminds, once, whoever can give an approval that ends within a day; answers what changed.
    pub(crate) fn remind_of_approvals(&mut self) -> Result<Changes> {
        let core = &self.core;
        let db = self.store.db();
        if requests_on_their_last_day(&db, core)?.is_empty()
            && batches_on_their_last_day(&db, core)?.is_empty()
        {
            return Ok(Changes::empty());
        }
        self.store.write(|tx| {
            for request in requests_on_their_last_day(tx, core)? {
                if let Some(record) = tx.request_record(request)? {
                    letters::queue_request_news(tx, &record, RequestNews::LastDay, core.now())?;
                }
                tx.note_request_reminded(request)?;
            }
            for batch in batches_on_their_last_day(tx, core)? {
                letters::queue_approval_news(tx, &batch, ApprovalNews::LastDay, core.now())?;
                tx.note_batch_reminded(batch.id)?;
            }
            Ok(())
        })?;
        Ok(Changes::OUTBOX)
    }
}

fn requests_on_their_last_day(db: &Db<'_>, core: &Core) -> Result<Vec<RequestId>> {
    let now = core.now();
    db.requests_to_remind(now, Timestamp(now.0.saturating_add(LAST_DAY)))
}

fn batches_on_their_last_day(db: &Db<'_>, core: &Core) -> Result<Vec<Batch>> {
    let mut found = Vec::new();
    for batch in db.batches_in(BatchState::AwaitingApproval)? {
        let Some(known) = db.batch(batch)? else {
            continue;
        };
        let left = known.approval_ends().since(core.now());
        if (1..=LAST_DAY).contains(&left) && !db.is_batch_reminded(batch)? {
            found.push(known);
        }
    }
    Ok(found)
}

fn expired_batches(db: &Db<'_>, core: &Core) -> Result<Vec<BatchId>> {
    let mut expired = Vec::new();
    for batch in db.batches_in(BatchState::AwaitingApproval)? {
        let known = db.batch(batch)?;
        if known.is_some_and(|known| known.approval_ends() <= core.now()) {
            expired.push(batch);
        }
    }
    Ok(expired)
}

fn expire_requests(tx: &Tx<'_>, core: &Core) -> Result<()> {
    for request in tx.expired_requests(core.now())? {
        // Passed over, every later step would find it again.
        let waits = |record: &RequestRecord| record.state == RequestState::WaitingForApproval;
        let mut record = tx.request_record(request)?.filter(waits).ok_or_else(|| {
            Trouble::Damaged(format!(
                "request {request} waits for approval and is not there"
            ))
        })?;
        let expired = SetbackKind::ApprovalExpired;
        end_approval(&mut record, expired, core.now())?;
        tx.save_request(&record)?;
        letters::queue_request_news(tx, &record, RequestNews::Expired, core.now())?;
        let entry = Entry {
            at: core.now(),
            operator: None,
            act: Act::RequestExpire,
            user: record.user,
            batch: None,
            detail: of_request(&record),
        };
        chain::append(tx, core, &entry)?;
    }
    Ok(())
}

/// Ends approvals of requests that are not any more what approval was asked for: the learner was changed meanwhile. They
/// are in review again, and whoever asked is mailed.
pub(crate) fn void_outdated(tx: &Tx<'_>, core: &Core) -> Result<Changes> {
    let mut changes = Changes::empty();
    for request in tx.requests_sealed()? {
        let Some(mut record) = tx.request_record(request)? else {
            continue;
        };
        if record.approval_seal.as_deref() == Some(seal(tx, core, &record)?.as_str()) {
            continue;
        }
        let now = core.now();
        letters::queue_request_news(tx, &record, RequestNews::Outdated, now)?;
        end_approval(&mut record, SetbackKind::Corrected, now)?;
        tx.save_request(&record)?;
        let entry = Entry {
            at: now,
            operator: None,
            act: Act::RequestOutdated,
            user: record.user,
            batch: None,
            detail: of_request(&record),
        };
        chain::append(tx, core, &entry)?;
        changes = Changes::REQUESTS.union(Changes::OUTBOX);
    }
    Ok(changes)
}

/// A request that an older version sealed asks again, for as long as any: what that seal says is not known any more.
fn ask_again(tx: &Tx<'_>, core: &Core) -> Result<()> {
    for request in tx.requests_sealed_otherwise(SEAL_FORM)? {
        let Some(mut record) = tx.request_record(request)? else {
            continue;
        };
        let now = core.now();
        record.approval_seal = Some(seal(tx, core, &record)?);
        record.approval_at = Some(now);
        record.approval_expires = Some(Timestamp(now.0 + APPROVAL_HOURS * 3_600));
        tx.save_request(&record)?;
        let asked_by = record.approval_by.map(|by| tx.operator(by));
        let asked_by = asked_by.transpose()?.flatten();
        let name = asked_by.map_or(String::new(), |one| one.name);
        letters::queue_request_news(tx, &record, RequestNews::Wanted(&name), now)?;
        let entry = Entry {
            at: now,
            operator: None,
            act: Act::RequestAsk,
            user: record.user,
            batch: None,
            detail: of_request(&record),
        };
        chain::append(tx, core, &entry)?;
    }
    Ok(())
}

fn expire_batches(tx: &Tx<'_>, core: &Core) -> Result<()> {
    for batch in expired_batches(tx, core)? {
        tx.end_untouched(batch, BatchEvent::NobodyApproved, core.now())?;
        tx.note_nobody_approved(batch)?;
        let unapproved = Some(SetbackKind::BatchUnapproved);
        follow_batch(tx, batch, RequestEvent::BatchCame, unapproved, core.now())?;
        if let Some(known) = tx.batch(batch)? {
            letters::queue_approval_news(tx, &known, ApprovalNews::Expired, core.now())?;
        }
        enter(tx, core, batch, Act::BatchExpire)?;
    }
    Ok(())
}

/// Lets a scheduled batch begin whose day has come. Whoever answers for it and whoever approved it must still be those
/// who could: if not, it pauses or waits for another approval, and nothing of it has begun.
pub(crate) fn begin(tx: &Tx<'_>, core: &Core, batch: BatchId) -> Result<()> {
    let Some(state) = tx.run_state(batch)? else {
        return Ok(());
    };
    if state.state != BatchState::Scheduled || state.due_at > core.now() {
        return Ok(());
    }
    if !may_go_on(tx, &state)? {
        return stop(tx, core, batch, &state);
    }
    let act = match lapsed(tx, state.approver)? {
        None => {
            tx.move_batch(batch, BatchEvent::Begins)?;
            Act::BatchStart
        }
        Some(approver) => {
            tx.move_batch(batch, BatchEvent::ApproverLeft)?;
            tx.ask_approval_again(batch, core.now(), Some(ApprovalLapse::ApproverLeft))?;
            follow_batch(tx, batch, RequestEvent::ApprovalAsked, None, core.now())?;
            if let Some(known) = tx.batch(batch)? {
                let news = ApprovalNews::Lapsed(&approver.name);
                letters::queue_approval_news(tx, &known, news, core.now())?;
            }
            Act::BatchApprovalLapse
        }
    };
    enter(tx, core, batch, act)
}

fn enter(tx: &Tx<'_>, core: &Core, batch: BatchId, act: Act) -> Result<()> {
    let entry = Entry {
        at: core.now(),
        operator: None,
        act,
        user: None,
        batch: Some(batch),
        detail: Detail::NOTHING,
    };
    chain::append(tx, core, &entry)
}

/// Whether somebody answers for a batch who may still delete. One that somebody stopped deletes nobody any more.
pub(crate) fn may_go_on(db: &Db<'_>, state: &RunState) -> Result<bool> {
    let answers = db.operator(state.operator)?;
    Ok(state.cancel_wanted || answers.is_some_and(|one| one.may(Permission::DeleteUsers)))
}

/// Pauses a batch for which nobody answers any more, and tells the full admins.
pub(crate) fn stop(tx: &Tx<'_>, core: &Core, batch: BatchId, state: &RunState) -> Result<()> {
    tx.move_batch(batch, BatchEvent::ConfirmerLeft)?;
    if let Some(known) = tx.batch(batch)? {
        let answered = tx.operator(state.operator)?;
        let name = answered.map_or(String::new(), |one| one.name);
        let news = ApprovalNews::ConfirmerLeft(&name);
        letters::queue_approval_news(tx, &known, news, core.now())?;
    }
    enter(tx, core, batch, Act::BatchConfirmerLeft)
}

/// Who gave an approval and may not any more.
fn lapsed(tx: &Tx<'_>, approver: Option<OperatorId>) -> Result<Option<Operator>> {
    let Some(approver) = approver else {
        return Ok(None);
    };
    let found = tx.operator(approver)?;
    Ok(found.filter(|operator| !operator.may(Permission::DeleteUsers)))
}
