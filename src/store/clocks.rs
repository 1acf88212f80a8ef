//! Moments that a clock which was wrong for a while has set: brought back to what their own rules allow.
//!
//! Every stored moment in the future is listed here with the longest that its rule puts it ahead. A moment of the past
//! needs no bound: nothing waits for it.

use rusqlite::named_params;

use super::{Db, Tx};
use crate::domain::time::Timestamp;
use crate::error::Result;

/// How far ahead moments of each kind can be, in seconds.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// How long so many failed sign-ins in a row keep an operator out.
    pub lock: fn(u32) -> i64,
    /// How long a message waits for its next try at the most.
    pub mail_try: i64,
    /// How long a message is claimed.
    pub mail_claim: i64,
    /// How long an approval can be given.
    pub approval: i64,
    /// How long a request may take that wishes a deletion, and any other one.
    pub request: (i64, i64),
}

/// A stored moment that lies too far ahead.
struct Ahead {
    row: i64,
    at: Timestamp,
    longest: i64,
}

/// Each kind: the rows that can wait with their moment and a figure that its bound depends on, and how it is set.
const LOCKS: [&str; 2] = [
    "SELECT id, locked_until, failures FROM operators WHERE locked_until > :now",
    "UPDATE operators SET locked_until = :at WHERE id = :id",
];
const TRIES: [&str; 2] = [
    "SELECT id, not_before, attempts FROM outbox WHERE state = 'queued' AND not_before > :now",
    "UPDATE outbox SET not_before = :at, queued_at = min(queued_at, :now) WHERE id = :id",
];
const CLAIMS: [&str; 2] = [
    "SELECT id, sending_until, 0 FROM outbox WHERE state = 'queued' AND sending_until > :now",
    "UPDATE outbox SET sending_until = :at WHERE id = :id",
];
const BATCH_APPROVALS: [&str; 2] = [
    "SELECT id, coalesce(approval_from, confirmed_at), 0 FROM batches \
     WHERE state = 'awaiting_approval' AND coalesce(approval_from, confirmed_at) > :now",
    "UPDATE batches SET approval_from = :at WHERE id = :id",
];
const DUE_BATCHES: [&str; 2] = [
    "SELECT id, due_at, due_at - confirmed_at FROM batches \
     WHERE state IN ('awaiting_approval', 'scheduled') AND due_at > :now",
    "UPDATE batches SET due_at = :at WHERE id = :id",
];
const UPLOADS: [&str; 2] = [
    "SELECT id, finished_at, 0 FROM batches WHERE upload_kept = 1 AND finished_at > :now",
    "UPDATE batches SET finished_at = :at WHERE id = :id",
];
const APPROVALS: [&str; 2] = [
    "SELECT id, approval_expires, 0 FROM requests \
     WHERE state = 'waiting_for_approval' AND approval_expires > :now",
    "UPDATE requests SET approval_expires = :at WHERE id = :id",
];
const REQUESTS: [&str; 2] = [
    "SELECT id, due_at, kind = 'delete' FROM requests \
     WHERE state NOT IN ('done', 'rejected', 'cancelled') AND due_at > :now",
    "UPDATE requests SET due_at = :at WHERE id = :id",
];

impl Db<'_> {
    /// What lies further ahead than its rule lets it be.
    fn ahead(&self, now: Timestamp, bounds: &Bounds) -> Result<Vec<(&'static str, Ahead)>> {
        let mut ahead = Vec::new();
        let mut look = |[select, update]: [&'static str; 2], longest: &dyn Fn(i64) -> i64| {
            let mut statement = self.connection.prepare_cached(select)?;
            let mut rows = statement.query(named_params! {":now": now.0})?;
            while let Some(row) = rows.next()? {
                let found = Ahead {
                    row: row.get(0)?,
                    at: Timestamp(row.get(1)?),
                    longest: longest(row.get(2)?),
                };
                if found.at.bounded(now, found.longest) != found.at {
                    ahead.push((update, found));
                }
            }
            Result::<()>::Ok(())
        };
        look(LOCKS, &|failures| {
            (bounds.lock)(u32::try_from(failures).unwrap_or(u32::MAX))
        })?;
        // A message that was never tried waits for nothing.
        look(TRIES, &|attempts| {
            if attempts == 0 { 0 } else { bounds.mail_try }
        })?;
        look(CLAIMS, &|_| bounds.mail_claim)?;
        // The time of an approval runs from a moment that is never ahead.
        look(BATCH_APPROVALS, &|_| 0)?;
        look(DUE_BATCHES, &|wait| wait)?;
        look(UPLOADS, &|_| 0)?;
        look(APPROVALS, &|_| bounds.approval)?;
        let (deletion, other) = bounds.request;
        look(REQUESTS, &|deletes| {
            if deletes == 1 { deletion } else { other }
        })?;
        Ok(ahead)
    }

    /// Whether anything lies further ahead than its rule lets it be.
    pub fn clock_was_ahead(&self, now: Timestamp, bounds: &Bounds) -> Result<bool> {
        Ok(!self.ahead(now, bounds)?.is_empty())
    }
}

impl Tx<'_> {
    /// Brings what lies too far ahead back to what its rule allows; answers how many moments.
    pub fn bound_moments(&self, now: Timestamp, bounds: &Bounds) -> Result<u64> {
        let ahead = self.ahead(now, bounds)?;
        for (update, found) in &ahead {
            let at = found.at.bounded(now, found.longest).0;
            let mut statement = self.connection.prepare_cached(update)?;
            for (name, value) in [(":at", at), (":id", found.row), (":now", now.0)] {
                if let Some(index) = statement.parameter_index(name)? {
                    statement.raw_bind_parameter(index, value)?;
                }
            }
            statement.raw_execute()?;
        }
        Ok(ahead.len() as u64)
    }
}
