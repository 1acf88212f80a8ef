//! Rows of a batch at the provider that evidence has confirmed are erased here, chunk by chunk; when every row has ended,
//! the batch goes the way of every other one: results, purge, certificate.

use crate::domain::batch::{BatchState, Progress};
use crate::domain::id::BatchId;
use crate::domain::query::BatchProgress;
use crate::error::Result;
use crate::service::Core;
use crate::service::deletion::approvals;
use crate::service::deletion::erasure::{self, Decision, Order};
use crate::service::deletion::review::PlanHash;
use crate::service::deletion::running::{Turn, judge_chunk, state_of};
use crate::service::files::hexadecimal;
use crate::service::residue::journal::Journal;
use crate::service::residue::settling;
use crate::store::{Db, Store};

/// Users that are erased in one transaction.
const CHUNK: usize = 1_000;

/// Whether there is anything to do for a batch that is at the provider.
pub(crate) fn is_to_do(db: &Db<'_>, batch: BatchId) -> Result<bool> {
    Ok(db.batch_is_settled(batch)? || !db.to_erase(batch, 1)?.is_empty())
}

/// Erases the next users who are deleted at the provider. Once every row has ended, ends the rows that were not.
pub(crate) fn turn(
    store: &mut Store,
    core: &Core,
    journal: &mut Journal,
    batch: BatchId,
) -> Result<Turn> {
    let plan = store.db().run_state(batch)?.map(|state| state.plan_sha256);
    let sealed = PlanHash::of_batch(&store.db(), batch)?;
    if plan != Some(hexadecimal(&sealed)) {
        let told = format!("the plan of batch {batch} is not the one that was confirmed");
        return Err(crate::error::Trouble::Damaged(told).into());
    }
    let turn = store.write(|tx| {
        settling::settle(tx, core, journal, core.now())?;
        let state = state_of(tx, batch)?;
        if state.state != BatchState::AtProvider {
            return Ok(Turn::Gone);
        }
        let chunk = tx.to_erase(batch, CHUNK)?;
        if chunk.is_empty() {
            if !tx.batch_is_settled(batch)? {
                return Ok(Turn::Gone);
            }
            // A row that somebody took back by itself does not make the batch a cancelled one.
            let cancelled = tx.end_rows_there(batch)? && state.cancel_wanted;
            core.at("conclusion", "before the commit of its end");
            return Ok(Turn::Over { cancelled });
        }
        // Who was disabled meanwhile deletes nobody any more.
        if !approvals::may_go_on(tx, &state)? {
            approvals::stop(tx, core, batch, &state)?;
            return Ok(Turn::Gone);
        }
        let (doomed, passed_over) = judge_chunk(tx, core, state.operator, &chunk)?;
        let decision = Decision {
            batch,
            plan_sha256: sealed,
            operator: state.operator,
            at: core.now(),
            order: Order::AtProvider,
            cursor: 0,
            doomed,
            passed_over,
        };
        erasure::write_frame(tx, core, journal, &decision.to_frame(core))?;
        decision.carry_out(tx, core)?;
        settling::owe_purge(tx)?;
        core.at("conclusion", "before its commit");
        let done = state.processed + chunk.len() as u64;
        Ok(Turn::Went(BatchProgress {
            batch,
            state: BatchState::AtProvider,
            progress: Progress {
                done,
                total: state.planned,
            },
            rate: 0,
            deleted: state.deleted + decision.doomed.len() as u64,
        }))
    })?;
    core.at("conclusion", "after its commit");
    Ok(turn)
}
