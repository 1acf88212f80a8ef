//! Of which approvals whoever can give them was reminded on their last day, and which must be asked for again.

use rusqlite::named_params;

use super::{Db, Tx};
use crate::domain::id::{BatchId, RequestId};
use crate::domain::time::Timestamp;
use crate::error::Result;

impl Db<'_> {
    /// Requests that wait for approval under a seal that does not begin with `form`.
    pub fn requests_sealed_otherwise(&self, form: &str) -> Result<Vec<RequestId>> {
        let sql = "SELECT id FROM requests WHERE state = 'waiting_for_approval' AND batch_id IS NULL \
                   AND substr(coalesce(approval_seal, ''), 1, length(:form)) <> :form ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(named_params! {":form": form}, |row| row.get(0))?;
        let ids: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(ids.into_iter().map(RequestId).collect())
    }

    /// Requests that wait for approval of exactly what their seal says.
    pub fn requests_sealed(&self) -> Result<Vec<RequestId>> {
        let sql = "SELECT id FROM requests WHERE state = 'waiting_for_approval' AND batch_id IS NULL \
                   AND approval_seal IS NOT NULL ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        let ids: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(ids.into_iter().map(RequestId).collect())
    }

    /// Requests whose approval ends by a moment, and of which nobody was reminded since it was asked for. Where a batch
    /// was made of one, the batch waits, not the request.
    pub fn requests_to_remind(&self, now: Timestamp, by: Timestamp) -> Result<Vec<RequestId>> {
        let sql = "SELECT id FROM requests WHERE state = 'waiting_for_approval' AND approval_expires > :now \
                   AND approval_expires <= :by AND batch_id IS NULL AND approval_reminded IS NOT approval_at \
                   ORDER BY approval_expires, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let times = named_params! {":now": now.0, ":by": by.0};
        let rows = statement.query_map(times, |row| row.get(0))?;
        let ids: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(ids.into_iter().map(RequestId).collect())
    }

    /// Whether somebody was reminded of the approval that a batch waits for now.
    pub fn is_batch_reminded(&self, batch: BatchId) -> Result<bool> {
        let sql = "SELECT approval_reminded IS coalesce(approval_from, confirmed_at) FROM batches WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":id": batch.0}, |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Notes that whoever can approve a request was reminded of the approval that it waits for now.
    pub fn note_request_reminded(&self, request: RequestId) -> Result<()> {
        let sql = "UPDATE requests SET approval_reminded = approval_at WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": request.0})?;
        Ok(())
    }

    /// Notes that whoever can approve a batch was reminded of the approval that it waits for now.
    pub fn note_batch_reminded(&self, batch: BatchId) -> Result<()> {
        let sql = "UPDATE batches SET approval_reminded = coalesce(approval_from, confirmed_at) WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": batch.0})?;
        Ok(())
    }
}
