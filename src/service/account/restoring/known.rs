//! Batches that a backup brought back, and those that it lacks.

use crate::domain::batch::{Batch, BatchEvent};
use crate::domain::id::BatchId;
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::store::{Db, Tx};

/// The trouble of a batch that a backup had under way.
pub const RESTORED: &str = "restored";

/// Keeps a batch from going on by itself.
pub(crate) fn hold(tx: &Tx<'_>, batch: BatchId) -> Result<()> {
    tx.move_batch(batch, BatchEvent::Restored)?;
    tx.set_trouble(batch, RESTORED)
}

/// Why there is no batch of a number: perhaps it is of a database that was replaced.
pub(crate) fn batch_gone(db: &Db<'_>, batch: BatchId) -> Result<Error> {
    let reason = match db.recovered_of(batch)? {
        Some((count, at)) => Reason::BatchBeforeRestore { batch, count, at },
        None => Reason::BatchGone,
    };
    Ok(Error::Refused(reason))
}

/// A batch that must be there.
pub(crate) fn known_batch(db: &Db<'_>, batch: BatchId) -> Result<Batch> {
    match db.batch(batch)? {
        Some(known) => Ok(known),
        None => Err(batch_gone(db, batch)?),
    }
}
