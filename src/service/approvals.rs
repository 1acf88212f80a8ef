//! Approvals that nobody gave in time: a request goes back into review, a batch is withdrawn.

use super::{Core, Service, chain};
use crate::domain::batch::BatchState;
use crate::domain::id::BatchId;
use crate::domain::plan::Changes;
use crate::domain::request::RequestState;
use crate::error::Result;
use crate::store::{Db, Entry, Tx};

impl Service {
    /// Ends approvals whose time is over; answers what changed.
    pub(super) fn expire_approvals(&mut self) -> Result<Changes> {
        let core = &self.core;
        let db = self.store.db();
        if db.expired_requests(core.now())?.is_empty() && expired_batches(&db, core)?.is_empty() {
            return Ok(Changes::NONE);
        }
        self.store.write(|tx| {
            expire_requests(tx, core)?;
            expire_batches(tx, core)?;
            core.at("approvals", "before the commit of their end");
            Ok(())
        })?;
        self.core.at("approvals", "after the commit of their end");
        Ok(Changes::REQUESTS.and(Changes::BATCHES).and(Changes::LOG))
    }
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
        let Some(mut record) = tx.request_record(request)? else {
            continue;
        };
        record.state = RequestState::InReview;
        record.approval_seal = None;
        tx.save_request(&record)?;
        let entry = Entry {
            at: core.now(),
            operator: None,
            act: "request_expire".to_owned(),
            user: record.user,
            batch: None,
            detail: format!("request={request} kind={}", record.kind.code()),
        };
        chain::append(tx, core, entry)?;
    }
    Ok(())
}

fn expire_batches(tx: &Tx<'_>, core: &Core) -> Result<()> {
    for batch in expired_batches(tx, core)? {
        tx.end_untouched(batch, BatchState::Withdrawn, core.now())?;
        tx.reopen_requests_of(batch)?;
        let entry = Entry {
            at: core.now(),
            operator: None,
            act: "batch_expire".to_owned(),
            user: None,
            batch: Some(batch),
            detail: String::new(),
        };
        chain::append(tx, core, entry)?;
    }
    Ok(())
}
