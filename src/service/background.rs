//! Background work in small pieces: due batches, chunks, takeovers, the purge, uploads past their time, mail.
//!
//! One call does one piece and waits for nothing, so that whoever calls can let an operator's act go first.

use crate::domain::act::Act;
use crate::domain::record::Detail;
use std::time::{Duration, Instant};

use super::{PurgeWhen, Service, WorkStep};
use crate::domain::batch::{BatchEvent, BatchState};
use crate::domain::id::BatchId;
use crate::domain::plan::Changes;
use crate::error::{Error, Result};
use crate::service::account::chain;
use crate::service::deletion::lock;
use crate::service::deletion::running::{Runner, Turn};
use crate::service::deletion::{approvals, finishing};
use crate::service::provider;
use crate::service::provider::preparing::Preparer;
use crate::service::residue::settling;
use crate::store::{Entry, Watch};

impl Service {
    /// Does one piece of background work: a chunk of the running batch, its finish, a due batch's start, a batch left
    /// by a dead process, a purge; and hands mail to the courier. Waits for nothing.
    pub fn step(&mut self) -> Result<WorkStep> {
        if self.core.surroundings.read_only {
            // What others do is seen; nothing is done here.
            return Ok(WorkStep {
                changes: self.changes_of_others()?,
                ..WorkStep::default()
            });
        }
        if let Some(step) = self.serve_calls()? {
            return Ok(step);
        }
        let bounded = self.bound_moments()?;
        let changes = self.expire_approvals()?.union(bounded);
        let changes = self.remind_of_approvals()?.union(changes);
        let changes = self.note_overdue()?.union(changes);
        let changes = self.write_owed_files()?.union(changes);
        if !changes.is_empty() {
            return Ok(WorkStep {
                more: true,
                changes,
                ..WorkStep::default()
            });
        }
        let mut step = match self.work_on_batches()? {
            Some(mut step) => {
                // Mail goes on beside a batch. What cannot be noted now is noted by a later step.
                let changes = self.attend_mail().unwrap_or(Changes::empty());
                step.changes = step.changes.union(changes);
                step
            }
            None if self.only.is_some() => WorkStep::default(),
            None => {
                // Where this fails, the next question tells.
                let _ = self.core.resident.pack();
                self.remove_uploads()?;
                let mailed = self.attend_mail()?;
                WorkStep {
                    changes: mailed.union(self.changes_of_others()?),
                    ..WorkStep::default()
                }
            }
        };
        step.mail_is_under_way = self.post.is_under_way();
        Ok(step)
    }

    /// Hears of writes into the database; none where the system tells nobody.
    pub fn watch(&self) -> Option<Watch> {
        Watch::of(self.store.path())
    }

    /// Whether another process has put another file, such as a backup, in the place of the database.
    pub fn is_replaced(&self) -> bool {
        self.store.is_replaced()
    }

    /// Whether another connection has committed since the last [`Self::step`] that found nothing to do.
    pub fn have_others_written(&self) -> bool {
        let version = self.store.data_version();
        version.map_or(true, |version| version != self.data_version)
    }

    /// Whether nothing is under way that a moment, or the end of another process, would have to be followed: no batch, no
    /// mail, no calls, no purge. What is due by the day can wait a minute. Where that cannot be read, something is.
    pub fn is_at_rest(&self) -> bool {
        let db = self.store.db();
        let calls_are = self.calls.is_none() && self.calls_again.is_none();
        let purge_is = self.retry_purge.is_none() && self.purge_held_until.is_none();
        let mail_is = || !self.post.sends() || db.has_queued_mail().is_ok_and(|has| !has);
        let batches_are = || db.has_open_batch().is_ok_and(|has| !has);
        let purge_is_paid = || settling::is_purge_owed(&db).is_ok_and(|owed| !owed);
        calls_are && purge_is && mail_is() && batches_are() && purge_is_paid()
    }

    /// Everything may have changed when another connection has committed; this one's own commits do not count.
    fn changes_of_others(&mut self) -> Result<Changes> {
        let version = self.store.data_version()?;
        if version == self.data_version {
            return Ok(Changes::empty());
        }
        self.data_version = version;
        Ok(Changes::all())
    }

    fn work_on_batches(&mut self) -> Result<Option<WorkStep>> {
        if let Some(step) = self.start_due()? {
            return Ok(Some(step));
        }
        if let Some(step) = self.run()? {
            return Ok(Some(step));
        }
        if let Some(step) = self.conclude()? {
            return Ok(Some(step));
        }
        self.purge_if_due()
    }

    pub(super) fn is_mine(&self, batch: BatchId) -> bool {
        self.stalled != Some(batch) && self.only.is_none_or(|only| only == batch)
    }

    /// Whether this process goes on with a batch that is under way.
    fn is_to_be_run(&self, batch: BatchId) -> bool {
        let state = self.store.db().run_state(batch);
        // The runner reports what cannot be read now.
        let begun = state.is_ok_and(|state| state.is_some_and(|it| it.started_at.is_some()));
        !(self.leaves_interrupted && begun)
    }

    /// Lets batches begin whose day has come.
    fn start_due(&mut self) -> Result<Option<WorkStep>> {
        let now = self.core.now();
        for batch in self.store.db().batches_in(BatchState::Scheduled)? {
            let due = self
                .store
                .db()
                .run_state(batch)?
                .is_some_and(|state| state.due_at <= now);
            if !due || !self.is_mine(batch) {
                continue;
            }
            let core = &self.core;
            self.store.write(|tx| {
                approvals::begin(tx, core, batch)?;
                core.at("due batch", "before its commit");
                Ok(())
            })?;
            self.core.at("due batch", "after its commit");
            let changes = Changes::BATCHES.union(Changes::LOG).union(Changes::OUTBOX);
            return Ok(Some(WorkStep {
                more: true,
                changes,
                ..WorkStep::default()
            }));
        }
        Ok(None)
    }

    /// Goes on with the batch that this process runs, or takes one over that nobody runs.
    fn run(&mut self) -> Result<Option<WorkStep>> {
        let mut step = WorkStep {
            more: true,
            ..WorkStep::default()
        };
        if let Some(step) = self.prepare()? {
            return Ok(Some(step));
        }
        if self.runner.is_none() {
            let waiting = self.store.db().batches_in(BatchState::Processing)?;
            let mut mine = waiting.into_iter().filter(|batch| self.is_mine(*batch));
            let Some(batch) = mine.find(|batch| self.is_to_be_run(*batch)) else {
                return Ok(None);
            };
            let Some(lock) = lock::try_lock(&self.core)? else {
                return Ok(None);
            };
            if provider::goes_there(&self.store.db(), batch)? {
                self.preparer = Some(Preparer::begin(&self.store, batch, lock)?);
                return Ok(Some(step));
            }
            let (runner, resumed) = Runner::begin(&mut self.store, &self.core, batch, lock)?;
            step.resumed = resumed.map(|_| batch);
            self.runner = Some(runner);
        }
        let Some(runner) = &mut self.runner else {
            return Ok(None);
        };
        let batch = runner.batch;
        let turn = match runner.turn(&mut self.store, &self.core, &mut self.journal) {
            Ok(Turn::Over { cancelled }) => {
                finishing::end_rows(&mut self.store, &self.core, batch, cancelled)
                    .map(|()| Turn::Over { cancelled })
            }
            turn => turn,
        };
        match turn {
            Ok(Turn::Went(progress)) => {
                step.progress = Some(progress);
                step.changes = Changes::BATCHES.union(Changes::USERS);
                // Where this fails, the next question tells.
                let _ = self
                    .core
                    .resident
                    .follow(&mut self.store, self.core.timings());
            }
            Ok(Turn::Over { .. } | Turn::Gone) => {
                self.runner = None;
                step.changes = Changes::all();
            }
            Err(Error::Environment(trouble)) => {
                self.runner = None;
                return Ok(Some(self.pause(batch, &trouble.to_string())));
            }
            Err(other) => return Err(other),
        }
        Ok(Some(step))
    }

    /// Pauses a batch that trouble with the environment stops. Where not even that can be written, the batch stays as
    /// it is for whoever takes it over.
    pub(super) fn pause(&mut self, batch: BatchId, trouble: &str) -> WorkStep {
        let core = &self.core;
        let noted = self.store.write(|tx| {
            tx.move_batch(batch, BatchEvent::Hindered)?;
            tx.set_trouble(batch, trouble)?;
            chain::append(
                tx,
                core,
                &Entry {
                    at: core.now(),
                    operator: None,
                    act: Act::BatchPause,
                    user: None,
                    batch: Some(batch),
                    detail: Detail::NOTHING,
                },
            )?;
            core.at("pause", "before its commit");
            Ok(())
        });
        self.core.at("pause", "after its commit");
        if noted.is_err() {
            self.stalled = Some(batch);
        }
        let paused = Some((batch, trouble.to_owned()));
        WorkStep {
            paused,
            changes: Changes::BATCHES.union(Changes::LOG),
            ..WorkStep::default()
        }
    }

    /// Purges the files after erasures were applied to an older copy of the database. Where that cannot be done now, a
    /// later call does it; answers whether it is done.
    pub fn pay_purge(&mut self) -> Result<bool> {
        if self.core.surroundings.read_only || !settling::is_purge_owed(&self.store.db())? {
            return Ok(true);
        }
        if self.retry_purge.is_some_and(|again| again > Instant::now()) {
            return Ok(false);
        }
        let Some(_lock) = lock::try_lock(&self.core)? else {
            return Ok(false);
        };
        match self.purge_files() {
            Ok(_) => Ok(true),
            Err(Error::Environment(_)) => {
                self.retry_purge = Some(Instant::now() + Duration::from_secs(60));
                Ok(false)
            }
            Err(other) => Err(other),
        }
    }

    /// Purges and completes batches that are *erasing*, when it is time.
    pub(super) fn purge_if_due(&mut self) -> Result<Option<WorkStep>> {
        let wait = match self.purge {
            _ if self
                .purge_held_until
                .is_some_and(|end| end > Instant::now()) =>
            {
                return Ok(None);
            }
            PurgeWhen::Never => return Ok(None),
            PurgeWhen::AtOnce => Duration::ZERO,
            PurgeWhen::Idle(wait) => wait,
        };
        if self.last_act.elapsed() < wait {
            return Ok(None);
        }
        let erasing = self.store.db().batches_in(BatchState::Erasing)?;
        let Some(batch) = erasing.into_iter().find(|batch| self.is_mine(*batch)) else {
            // The purge that ends a batch pays what is owed besides. Last letters that are on their way are purged together.
            if self.only.is_none() && !self.post.is_under_way() {
                self.pay_purge()?;
            }
            return Ok(None);
        };
        if self.retry_purge.is_some_and(|again| again > Instant::now()) {
            return Ok(None);
        }
        let Some(_lock) = lock::try_lock(&self.core)? else {
            return Ok(None);
        };
        match self.purge_erasing(self.only) {
            Ok((finished, _)) => {
                self.retry_purge = None;
                let finished = finished.last().copied();
                Ok(Some(WorkStep {
                    more: true,
                    finished,
                    changes: Changes::all(),
                    ..WorkStep::default()
                }))
            }
            Err(Error::Environment(trouble)) => {
                // The batch stays *erasing*; it says why, and the next try comes by itself.
                self.retry_purge = Some(Instant::now() + Duration::from_secs(60));
                let told = trouble.to_string();
                let _ = self.store.write(|tx| tx.set_trouble(batch, &told));
                Ok(Some(WorkStep {
                    paused: Some((batch, told)),
                    changes: Changes::BATCHES,
                    ..WorkStep::default()
                }))
            }
            Err(other) => Err(other),
        }
    }
}
