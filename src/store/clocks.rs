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

/// Moments of one column.
struct Kind {
    /// The table and the column.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the test of all columns reads it")
    )]
    column: &'static str,
    /// The rows that can wait, with their moment and a figure that its bound depends on.
    select: &'static str,
    /// How it is set.
    update: &'static str,
    /// How far ahead it can be, by that figure.
    longest: fn(&Bounds, i64) -> i64,
}

/// What was done is never ahead.
const NEVER: fn(&Bounds, i64) -> i64 = |_, _| 0;

const KINDS: [Kind; 15] = [
    Kind {
        column: "operators.locked_until",
        select: "SELECT id, locked_until, failures FROM operators WHERE locked_until > :now",
        update: "UPDATE operators SET locked_until = :at WHERE id = :id",
        longest: |bounds, failures| (bounds.lock)(u32::try_from(failures).unwrap_or(u32::MAX)),
    },
    // A message that was never tried waits for nothing.
    Kind {
        column: "outbox.not_before",
        select: "SELECT id, not_before, attempts FROM outbox WHERE state = 'queued' AND not_before > :now",
        update: "UPDATE outbox SET not_before = :at, queued_at = min(queued_at, :now) WHERE id = :id",
        longest: |bounds, attempts| if attempts == 0 { 0 } else { bounds.mail_try },
    },
    Kind {
        column: "outbox.sending_until",
        select: "SELECT id, sending_until, 0 FROM outbox WHERE state = 'queued' AND sending_until > :now",
        update: "UPDATE outbox SET sending_until = :at WHERE id = :id",
        longest: |bounds, _| bounds.mail_claim,
    },
    // The time of an approval runs from a moment that is never ahead.
    Kind {
        column: "batches.approval_from",
        select: "SELECT id, coalesce(approval_from, confirmed_at), 0 FROM batches \
                 WHERE state = 'awaiting_approval' AND coalesce(approval_from, confirmed_at) > :now",
        update: "UPDATE batches SET approval_from = :at WHERE id = :id",
        longest: NEVER,
    },
    Kind {
        column: "batches.due_at",
        select: "SELECT id, due_at, due_at - confirmed_at FROM batches \
                 WHERE state IN ('awaiting_approval', 'scheduled') AND due_at > :now",
        update: "UPDATE batches SET due_at = :at WHERE id = :id",
        longest: |_, wait| wait,
    },
    // How long an upload is kept runs from here.
    Kind {
        column: "batches.finished_at",
        select: "SELECT id, finished_at, 0 FROM batches WHERE upload_kept = 1 AND finished_at > :now",
        update: "UPDATE batches SET finished_at = :at WHERE id = :id",
        longest: NEVER,
    },
    Kind {
        column: "requests.approval_expires",
        select: "SELECT id, approval_expires, 0 FROM requests \
                 WHERE state = 'waiting_for_approval' AND approval_expires > :now",
        update: "UPDATE requests SET approval_expires = :at WHERE id = :id",
        longest: |bounds, _| bounds.approval,
    },
    Kind {
        column: "requests.due_at",
        select: "SELECT id, due_at, kind = 'delete' FROM requests \
                 WHERE state NOT IN ('done', 'rejected', 'cancelled') AND due_at > :now",
        update: "UPDATE requests SET due_at = :at WHERE id = :id",
        longest: |bounds, deletes| match bounds.request {
            (deletion, _) if deletes == 1 => deletion,
            (_, other) => other,
        },
    },
    // When it is due once its type is set right is counted from here.
    Kind {
        column: "requests.opened_at",
        select: "SELECT id, opened_at, 0 FROM requests \
                 WHERE state NOT IN ('done', 'rejected', 'cancelled') AND opened_at > :now",
        update: "UPDATE requests SET opened_at = :at WHERE id = :id",
        longest: NEVER,
    },
    // For so long the time stands still.
    Kind {
        column: "requests.waiting_since",
        select: "SELECT id, waiting_since, 0 FROM requests WHERE waiting_since > :now",
        update: "UPDATE requests SET waiting_since = :at WHERE id = :id",
        longest: NEVER,
    },
    // Nothing can have been uploaded at the provider before it was prepared, and no roster of before that concludes
    // anything: with a moment that is ahead, no evidence would count.
    Kind {
        column: "handovers.prepared_at",
        select: "SELECT id, prepared_at, 0 FROM handovers WHERE prepared_at > :now",
        update: "UPDATE handovers SET prepared_at = :at WHERE id = :id",
        longest: NEVER,
    },
    Kind {
        column: "handovers.handed_at",
        select: "SELECT id, handed_at, 0 FROM handovers WHERE handed_at > :now",
        update: "UPDATE handovers SET handed_at = :at WHERE id = :id",
        longest: NEVER,
    },
    Kind {
        column: "provider_changes.since",
        select: "SELECT c.id, c.since, 0 FROM handovers h CROSS JOIN provider_changes c ON c.handover_id = h.id \
                 WHERE h.road = 'scim' AND c.state IN ('in_doubt', 'handed_over', 'overdue') AND c.since > :now",
        update: "UPDATE provider_changes SET since = :at WHERE id = :id",
        longest: NEVER,
    },
    // A roster that is older than the last one is doubted.
    Kind {
        column: "evidence.taken_at",
        select: "SELECT id, taken_at, 0 FROM evidence WHERE taken_at > :now",
        update: "UPDATE evidence SET taken_at = :at WHERE id = :id",
        longest: NEVER,
    },
    Kind {
        column: "evidence.received_at",
        select: "SELECT id, received_at, 0 FROM evidence WHERE received_at > :now",
        update: "UPDATE evidence SET received_at = :at WHERE id = :id",
        longest: NEVER,
    },
];

impl Db<'_> {
    /// What lies further ahead than its rule lets it be.
    fn ahead(&self, now: Timestamp, bounds: &Bounds) -> Result<Vec<(&'static str, Ahead)>> {
        let mut ahead = Vec::new();
        for kind in &KINDS {
            let mut statement = self.connection.prepare_cached(kind.select)?;
            let mut rows = statement.query(named_params! {":now": now.0})?;
            while let Some(row) = rows.next()? {
                let found = Ahead {
                    row: row.get(0)?,
                    at: Timestamp(row.get(1)?),
                    longest: (kind.longest)(bounds, row.get(2)?),
                };
                if found.at.bounded(now, found.longest) != found.at {
                    ahead.push((kind.update, found));
                }
            }
        }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rusqlite::Connection;

    use super::*;
    use crate::store::schema;

    /// Moments that nothing waits for, or that are believed only as far as their rule goes where they are read.
    const NOTHING_WAITS: &[(&str, &str)] = &[
        ("batch_chunks.at", "when a chunk was done"),
        (
            "batches.approval_reminded",
            "compared with the moment that it repeats",
        ),
        (
            "batches.confirmed_at",
            "shown; the time of an approval runs from approval_from",
        ),
        ("batches.last_chunk_at", "shown"),
        ("batches.resumed_at", "shown"),
        ("batches.started_at", "shown"),
        ("corrections.chosen_at", "shown"),
        ("given_up.at", "shown"),
        ("keys.since", "shown"),
        ("learning_reports.imported_at", "shown"),
        ("log.at", "shown; the log is ordered by its numbers"),
        (
            "operators.stood_until",
            "bounded where it is read: AccessState::still_counts",
        ),
        ("outbox.queued_at", "shown"),
        ("outbox.sent_at", "shown"),
        ("provider_changes.here_at", "shown"),
        ("recovered_deletions.at", "shown"),
        ("recovered_deletions.recovered_at", "shown"),
        ("reference_records.at", "shown"),
        ("releases.at", "shown"),
        ("remembered_columns.at", "shown"),
        ("request_entries.at", "shown"),
        ("retention_rules.proposed_at", "shown"),
        (
            "requests.approval_at",
            "shown; the time of an approval ends at approval_expires",
        ),
        (
            "requests.approval_reminded",
            "compared with the moment that it repeats",
        ),
        ("requests.closed_at", "shown"),
        ("requests.identity_at", "an identity stays verified"),
        ("requests.setback_at", "shown"),
        ("ssh_authorities.added_at", "shown"),
        ("ssh_keys.added_at", "shown"),
        ("ssh_keys.used_at", "shown"),
        (
            "ssh_proofs.proven_at",
            "one that is ahead does not count: Proof::counts",
        ),
        (
            "ssh_revoked.revoked_at",
            "a revocation holds from when it is stored",
        ),
        (
            "ssh_proofs.proven_at",
            "bounded where it is read: Proof::lacks_passphrase",
        ),
        ("ssh_sessions.began_at", "shown"),
        ("users.hold_since", "a hold holds from when it is stored"),
    ];

    /// Whether a column holds a moment, by how columns are named here.
    fn is_a_moment(name: &str) -> bool {
        matches!(
            name,
            "at" | "since"
                | "not_before"
                | "approval_from"
                | "approval_expires"
                | "approval_reminded"
        ) || ["_at", "_until", "_since"]
            .iter()
            .any(|end| name.ends_with(end))
    }

    #[test]
    fn every_stored_moment_has_its_bound_or_a_reason_why_nothing_waits_for_it() -> Result<()> {
        let connection = Connection::open_in_memory()?;
        for (_, migration) in schema::MIGRATIONS {
            connection.execute_batch(migration)?;
        }
        let sql = "SELECT m.name || '.' || c.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
                   WHERE m.type = 'table' ORDER BY 1";
        let mut statement = connection.prepare(sql)?;
        let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let columns: Vec<(String, String)> = columns.collect::<rusqlite::Result<_>>()?;
        let stored: BTreeSet<&str> = columns
            .iter()
            .filter(|(_, name)| is_a_moment(name))
            .map(|(column, _)| column.as_str())
            .collect();
        let bounded = KINDS.iter().map(|kind| kind.column);
        let known: BTreeSet<&str> = bounded
            .chain(NOTHING_WAITS.iter().map(|(column, _)| *column))
            .collect();
        assert_eq!(stored, known);
        Ok(())
    }
}
