//! The background work for batches at the provider, in small pieces: preparing, concluding, noting what is overdue.

use super::concluding;
use crate::domain::act::Act;
use crate::domain::batch::BatchState;
use crate::domain::id::BatchId;
use crate::domain::plan::Changes;
use crate::domain::provider::{ChangeEvent, ChangeState};
use crate::domain::record::{Detail, Reach};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::account::chain;
use crate::service::deletion::finishing;
use crate::service::deletion::lock;
use crate::service::deletion::running::Turn;
use crate::service::ops::write_file_anew;
use crate::service::{Service, WorkStep};
use crate::store::Entry;

impl Service {
    /// Goes on with the batch that this process prepares for the provider.
    pub(crate) fn prepare(&mut self) -> Result<Option<WorkStep>> {
        let Some(preparer) = self.preparer.take() else {
            return Ok(None);
        };
        let batch = preparer.batch;
        let turn = preparer.turn(&mut self.store, &self.core, &mut self.journal);
        let mut step = self.after(batch, turn)?;
        if step.progress.is_some() {
            step.changes = Changes::BATCHES.union(Changes::PROVIDER);
            self.preparer = Some(preparer);
        }
        Ok(Some(step))
    }

    /// What a turn of a batch at the provider came to: where it was the last one its rows end, and trouble pauses the batch.
    fn after(&mut self, batch: BatchId, turn: Result<Turn>) -> Result<WorkStep> {
        let turn = match turn {
            Ok(Turn::Over { cancelled }) => {
                finishing::end_rows(&mut self.store, &self.core, batch, cancelled)
                    .map(|()| Turn::Over { cancelled })
            }
            turn => turn,
        };
        let progress = match turn {
            Ok(Turn::Went(progress)) => Some(progress),
            Ok(Turn::Over { .. } | Turn::Gone) => None,
            Err(Error::Environment(trouble)) => return Ok(self.pause(batch, &trouble.to_string())),
            Err(other) => return Err(other),
        };
        Ok(WorkStep {
            more: true,
            progress,
            changes: Changes::all(),
            ..WorkStep::default()
        })
    }

    /// Does the next piece for a batch at the provider of which evidence has come.
    pub(crate) fn conclude(&mut self) -> Result<Option<WorkStep>> {
        let there = self.store.db().batches_in(BatchState::AtProvider)?;
        for batch in there {
            if !self.is_mine(batch) || !concluding::is_to_do(&self.store.db(), batch)? {
                continue;
            }
            let Some(_lock) = lock::try_lock(&self.core)? else {
                return Ok(None);
            };
            let turn = concluding::turn(&mut self.store, &self.core, &mut self.journal, batch);
            let step = self.after(batch, turn)?;
            if step.progress.is_some() {
                // Where this fails, the next question tells.
                let timings = self.core.timings();
                let _ = self.core.resident.follow(&mut self.store, timings);
            }
            return Ok(Some(step));
        }
        Ok(None)
    }

    /// Whether evidence has confirmed somebody who is not erased here yet.
    pub fn has_confirmed(&self) -> Result<bool> {
        for batch in self.store.db().batches_in(BatchState::AtProvider)? {
            if !self.store.db().to_erase(batch, 1)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Erases here whoever a roster has just confirmed as deleted at the provider, and purges the files of batches that are
    /// over by it. Other batches are left to whoever runs them. Answers the batches whose last row has ended by it.
    pub fn conclude_all(&mut self) -> Result<Vec<BatchId>> {
        let before = self.store.db().batches_in(BatchState::AtProvider)?;
        while self.conclude()?.is_some() {}
        self.write_owed_files()?;
        while self.purge_if_due()?.is_some_and(|step| step.more) {}
        let still = self.store.db().batches_in(BatchState::AtProvider)?;
        let mut ended = before;
        ended.retain(|batch| !still.contains(batch));
        Ok(ended)
    }

    /// Writes files anew, with their notes, that are not uploaded and still name somebody who was erased meanwhile; answers
    /// what changed.
    pub(crate) fn write_owed_files(&mut self) -> Result<Changes> {
        if self.store.db().owed_files()?.is_empty() {
            return Ok(Changes::empty());
        }
        let core = &self.core;
        self.store.write(|tx| {
            for handover in tx.owed_files()? {
                write_file_anew(tx, core, None, handover)?;
            }
            tx.forget_owed_files()
        })?;
        Ok(Changes::PROVIDER)
    }

    /// Notes changes of which evidence should have come; answers what changed. Whoever opens the account does it, so that
    /// nobody reads a state whose time is up.
    pub fn note_overdue(&mut self) -> Result<Changes> {
        let core = &self.core;
        if core.surroundings.read_only {
            return Ok(Changes::empty());
        }
        let days = i64::from(self.store.db().settings()?.overdue_after);
        let by = Timestamp(core.now().0.saturating_sub(days * 86_400));
        if self.store.db().handovers_past(by)?.is_empty() {
            return Ok(Changes::empty());
        }
        self.store.write(|tx| {
            for handover in tx.handovers_past(by)? {
                let (from, event) = (ChangeState::HandedOver, ChangeEvent::TimeUp);
                let count = tx.move_handover(handover, from, event, core.now())?;
                let batch = tx.handover(handover)?.and_then(|known| known.batch);
                let entry = Entry {
                    at: core.now(),
                    operator: None,
                    act: Act::ProviderOverdue,
                    user: None,
                    batch,
                    detail: Detail::Changes {
                        reach: Some(Reach::Handover(handover)),
                        changes: count,
                    },
                };
                chain::append(tx, core, &entry)?;
            }
            Ok(())
        })?;
        Ok(Changes::PROVIDER.union(Changes::USERS).union(Changes::LOG))
    }
}
