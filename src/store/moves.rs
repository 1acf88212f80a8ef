//! What happens to a batch that is there: its state moves by the one function that says how, and what is noted with it.

use rusqlite::{OptionalExtension, named_params};

use super::Tx;
use crate::domain::batch::{ApprovalLapse, BatchEvent, BatchState, Resumed};
use crate::domain::id::{BatchId, OperatorId};
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};

impl Tx<'_> {
    /// Moves a batch by what happened to it; refused where that cannot happen to it as it stands.
    pub fn move_batch(&self, batch: BatchId, event: BatchEvent) -> Result<BatchState> {
        let sql = "SELECT state FROM batches WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let state: BatchState = statement
            .query_row(named_params! {":id": batch.0}, |row| row.get(0))
            .optional()?
            .ok_or(Error::Refused(Reason::BatchGone))?;
        let after = state
            .after(event)
            .ok_or(Error::Conflict(Reason::BatchIs(state)))?;
        let sql = "UPDATE batches SET state = :state, trouble = NULL, confirmer_left = :left WHERE id = :id";
        let left = event == BatchEvent::ConfirmerLeft;
        let parameters = named_params! {":id": batch.0, ":state": after.code(), ":left": left};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(after)
    }

    /// Notes what is in the way of a batch, as the system says it.
    pub fn set_trouble(&self, batch: BatchId, trouble: &str) -> Result<()> {
        let sql = "UPDATE batches SET trouble = :trouble WHERE id = :id";
        let parameters = named_params! {":id": batch.0, ":trouble": trouble};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Notes who answers for a batch from now on.
    pub fn take_batch_over(&self, batch: BatchId, operator: OperatorId) -> Result<()> {
        let sql = "UPDATE batches SET taken_over_by = :operator WHERE id = :id";
        let parameters = named_params! {":id": batch.0, ":operator": operator.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Notes who approved a batch.
    pub fn note_approver(&self, batch: BatchId, approver: OperatorId) -> Result<()> {
        let sql =
            "UPDATE batches SET approver_id = :approver, approval_lapse = NULL WHERE id = :id";
        let parameters = named_params! {":id": batch.0, ":approver": approver.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Asks for the approval of a batch anew: whoever gave it may not any more, or has become who answers for it.
    pub fn ask_approval_again(
        &self,
        batch: BatchId,
        at: Timestamp,
        lapse: Option<ApprovalLapse>,
    ) -> Result<()> {
        let sql = "UPDATE batches SET approver_id = NULL, approval_from = :at, approval_lapse = :lapse WHERE id = :id";
        let lapse = lapse.map(ApprovalLapse::code);
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": batch.0, ":at": at.0, ":lapse": lapse})?;
        Ok(())
    }

    /// Notes that nobody approved a batch in time.
    pub fn note_nobody_approved(&self, batch: BatchId) -> Result<()> {
        let sql = "UPDATE batches SET approval_lapse = 'nobody' WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": batch.0})?;
        Ok(())
    }

    /// Notes that somebody wants the batch cancelled.
    pub fn want_cancel(&self, batch: BatchId) -> Result<()> {
        let sql = "UPDATE batches SET cancel_wanted = 1 WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": batch.0})?;
        Ok(())
    }

    /// Notes that the batch goes on after a process had stopped.
    pub fn note_resumed(&self, batch: BatchId, resumed: Resumed) -> Result<()> {
        let sql = "UPDATE batches SET resumed_at = :at, resumed_stopped = :stopped, resumed_processed = :processed \
                   WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": batch.0,
                ":at": resumed.at.0,
                ":stopped": resumed.stopped_at.0,
                ":processed": resumed.processed,
            })?;
        Ok(())
    }

    /// Notes that every row is final: the time, the users left, and the state that follows the erasure.
    pub fn rows_final(
        &self,
        batch: BatchId,
        at: Timestamp,
        users_after: u64,
        final_state: BatchState,
    ) -> Result<()> {
        let sql = "UPDATE batches SET finished_at = :at, users_after = :users, final_state = :final WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": batch.0,
                ":at": at.0,
                ":users": users_after,
                ":final": final_state.code(),
            })?;
        Ok(())
    }

    /// Ends a batch that never deleted anything, by an event that withdraws it.
    pub fn end_untouched(&self, batch: BatchId, event: BatchEvent, at: Timestamp) -> Result<()> {
        self.move_batch(batch, event)?;
        let sql = "UPDATE batches SET finished_at = :at, users_after = (SELECT value FROM counters \
                   WHERE name = 'users') WHERE id = :id";
        let parameters = named_params! {":id": batch.0, ":at": at.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }
}
