//! Who works for an account: as long as a console, `offboard run` or a command that runs a batch is there, it holds the
//! kernel's shared lock on a file beside the database. A kill releases it, so nobody is taken for working who is not.

use std::fs::File;
use std::path::Path;

use super::access;
use crate::domain::batch::Batch;
use crate::domain::id::BatchId;
use crate::domain::operator::{Permission, Session};
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::service::deletion::lock;
use crate::service::{Core, Service};

/// The share in the lock, given back when this value goes.
pub(crate) struct Attendance(File);

impl Drop for Attendance {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Takes a share. Whoever only looks holds the lock for a moment, which is waited for.
fn attend(path: &Path) -> Result<Attendance> {
    let file = lock::open_lock(path)?;
    file.lock_shared()
        .map_err(|error| Error::from_io(&error, path))?;
    Ok(Attendance(file))
}

/// Whether anybody works for the account now.
pub(crate) fn is_attended(core: &Core) -> Result<bool> {
    lock::is_held(&core.place.attendance)
}

impl Service {
    /// Says that this process works for the account until it ends: it carries on whatever is under way or due.
    pub fn attend(&mut self) -> Result<()> {
        if self.attendance.is_none() && !self.core.surroundings.read_only {
            self.attendance = Some(attend(&self.core.place.attendance)?);
        }
        Ok(())
    }

    /// Chooses whether a batch that another process left in the middle is left to a person.
    pub fn leave_interrupted(&mut self, leaves: bool) {
        self.leaves_interrupted = leaves;
    }

    /// A batch that a step has ended, for whoever runs without an operator: figures, and no learner's data.
    pub fn batch_that_ended(&self, batch: BatchId) -> Result<Option<Batch>> {
        let found = self.store.db().batch(batch)?;
        Ok(found.filter(|batch| batch.state.is_final()))
    }

    /// Makes `step` work on this batch only: the command line begins to delete nothing that it was not asked for.
    /// Another process that runs it already is `Error::Conflict(Reason::BatchIs(Processing))`.
    pub fn take_over(&mut self, session: &Session, batch: BatchId) -> Result<()> {
        self.core.may_write()?;
        access::authorise(&self.store.db(), session, Permission::DeleteUsers)?;
        let state = self
            .store
            .db()
            .run_state(batch)?
            .ok_or(Error::Refused(Reason::BatchGone))?;
        self.only = Some(batch);
        self.attend()?;
        if self.runner.is_none()
            && state.state.is_running()
            && lock::try_lock(&self.core)?.is_none()
        {
            return Err(Error::Conflict(Reason::BatchIs(state.state)));
        }
        Ok(())
    }
}
