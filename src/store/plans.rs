//! Plans of batches as packed numbers, what their chunks did, and which of them deleted a user.
//!
//! A row's result is its planned outcome and whether the cursor has passed its user, but for the few exceptions.

use rusqlite::{OptionalExtension, named_params};

use super::errors::damaged;
use super::{Db, Tx};
use crate::domain::batch::{PlanRow, Tombstone};
use crate::domain::id::{BatchId, OperatorId, UserId};
use crate::domain::time::Timestamp;
use crate::error::Result;

/// Rows in a segment of a plan.
const SEGMENT: usize = 4_096;

/// Who is handed rows of a plan.
pub type EachRow<'e> = dyn FnMut(PlanRow) -> Result<()> + 'e;

/// The rows of a batch that is written.
#[derive(Clone, Copy)]
pub struct NewPlan<'r> {
    /// Those to be deleted, in user-id order.
    pub planned: &'r [PlanRow],
    /// Hands on the others, in file order, as often as it is asked.
    pub others: &'r dyn Fn(&mut EachRow<'_>) -> Result<()>,
}

/// What a chunk did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChunk {
    /// Which batch.
    pub batch: BatchId,
    /// The last user whose turn has been; none where the provider gave the order, so that no turn passes anybody.
    pub cursor: Option<i64>,
    /// The last user of the chunk.
    pub last_user: i64,
    /// Users whose turn was in this chunk.
    pub processed: u64,
    /// Users deleted in this chunk.
    pub deleted: u64,
    /// When.
    pub at: Timestamp,
}

impl Db<'_> {
    /// Rows of the plan, one after the other: those to be deleted in user-id order, then the others in file order.
    pub fn each_plan_row(
        &self,
        batch: BatchId,
        mut each: impl FnMut(PlanRow) -> Result<()>,
    ) -> Result<()> {
        self.in_passing(|| {
            let sql = "SELECT rows FROM batch_segments WHERE batch_id = :id ORDER BY segment";
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut segments = statement.query(named_params! {":id": batch.0})?;
            let mut rows = Vec::new();
            while let Some(segment) = segments.next()? {
                rows.clear();
                unpack(segment.get_ref(0)?.as_blob()?, &mut rows)?;
                rows.iter().try_for_each(|row| each(*row))?;
            }
            Ok(())
        })
    }

    /// Those of them that are to be deleted, in user-id order.
    pub fn planned_rows(&self, batch: BatchId) -> Result<Vec<PlanRow>> {
        let sql = "SELECT rows FROM batch_segments WHERE batch_id = :id AND last_user IS NOT NULL ORDER BY segment";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut segments = statement.query(named_params! {":id": batch.0})?;
        let mut planned = Vec::new();
        while let Some(segment) = segments.next()? {
            unpack(segment.get_ref(0)?.as_blob()?, &mut planned)?;
        }
        Ok(planned)
    }

    /// Some of the others, in file order: those of the next segment behind one, from -1. Answers its number; none behind
    /// the last.
    pub fn next_other_rows(
        &self,
        batch: BatchId,
        behind: i64,
        rows: &mut Vec<PlanRow>,
    ) -> Result<Option<i64>> {
        let sql = "SELECT segment, rows FROM batch_segments WHERE batch_id = :id AND segment > :behind \
                   AND last_user IS NULL ORDER BY segment LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut segments = statement.query(named_params! {":id": batch.0, ":behind": behind})?;
        rows.clear();
        let Some(segment) = segments.next()? else {
            return Ok(None);
        };
        unpack(segment.get_ref(1)?.as_blob()?, rows)?;
        Ok(Some(segment.get(0)?))
    }

    /// Planned rows that turned out otherwise.
    pub fn exceptions(&self, batch: BatchId) -> Result<Vec<(UserId, PlanRow)>> {
        let sql = "SELECT user_id, line, outcome, reference FROM batch_exceptions WHERE batch_id = :id ORDER BY line";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(named_params! {":id": batch.0}, |row| {
            Ok((
                UserId(row.get(0)?),
                PlanRow {
                    line: row.get(1)?,
                    outcome: row.get(2)?,
                    reference: row.get(3)?,
                },
            ))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Which batch deleted a user, at which line, and when.
    pub fn deletion_of(&self, user: UserId) -> Result<Option<(BatchId, u32, Timestamp)>> {
        if let Some(there) = self.deletion_there(user)? {
            return Ok(Some(there));
        }
        let sql = "SELECT s.batch_id, s.rows, (SELECT min(c.at) FROM batch_chunks c WHERE c.batch_id = s.batch_id \
                   AND c.last_user >= :user) FROM batch_segments s JOIN batches b ON b.id = s.batch_id \
                   WHERE s.last_user >= :user AND s.first_user <= :user AND b.cursor >= :user AND NOT EXISTS \
                   (SELECT 1 FROM batch_exceptions e WHERE e.batch_id = s.batch_id AND e.user_id = :user) \
                   AND NOT EXISTS (SELECT 1 FROM provider_changes p WHERE p.user_id = :user AND p.batch_id = s.batch_id) \
                   ORDER BY s.batch_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut segments = statement.query(named_params! {":user": user.0})?;
        let mut plan = Vec::new();
        while let Some(segment) = segments.next()? {
            plan.clear();
            unpack(segment.get_ref(1)?.as_blob()?, &mut plan)?;
            let found = plan
                .binary_search_by_key(&user.0, |row| row.reference)
                .ok()
                .and_then(|index| plan.get(index));
            if let Some(row) = found {
                let at: Option<i64> = segment.get(2)?;
                return Ok(Some((
                    BatchId(segment.get(0)?),
                    row.line,
                    Timestamp(at.unwrap_or_default()),
                )));
            }
        }
        Ok(None)
    }

    /// What the erasure journal says of a deleted user whose batch this database does not know.
    pub fn recovered_deletion(&self, user: UserId) -> Result<Tombstone> {
        let sql = "SELECT r.batch_id, r.line, r.at, o.name, coalesce(r.recovered_at, r.at) FROM recovered_deletions r \
                   LEFT JOIN operators o ON o.id = r.operator_id WHERE r.user_id = :user";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row(named_params! {":user": user.0}, |row| {
            Ok(Tombstone {
                user,
                batch: BatchId(row.get(0)?),
                line: row.get(1)?,
                deleted_at: Timestamp(row.get(2)?),
                operator_name: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                recovered_at: Some(Timestamp(row.get(4)?)),
            })
        });
        found
            .optional()?
            .ok_or_else(|| damaged(format!("nothing tells of the deletion of user {user}")))
    }

    /// Of a batch that this database does not know: how many of its deletions stand in the erasure journal, and when they were.
    pub fn recovered_of(&self, batch: BatchId) -> Result<Option<(u64, Timestamp)>> {
        let sql = "SELECT count(*), max(coalesce(recovered_at, at)) FROM recovered_deletions WHERE batch_id = :batch";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":batch": batch.0};
        let (count, at): (u64, Option<i64>) =
            statement.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(at.map(|at| (count, Timestamp(at))))
    }

    /// Who confirmed a deletion that stands in the journal.
    pub fn recovered_operator(&self, user: UserId) -> Result<Option<OperatorId>> {
        let sql = "SELECT operator_id FROM recovered_deletions WHERE user_id = :user";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row(named_params! {":user": user.0}, |row| row.get(0));
        Ok(found.optional()?.map(OperatorId))
    }

    /// Sum of the chunks' deletions.
    pub fn chunk_sum(&self, batch: BatchId) -> Result<u64> {
        let sql = "SELECT coalesce(sum(deleted), 0) FROM batch_chunks WHERE batch_id = :id";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row(named_params! {":id": batch.0}, |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Writes the plan of a batch.
    pub(super) fn insert_plan(&self, id: BatchId, plan: &NewPlan<'_>) -> Result<()> {
        let mut segment = 0;
        for rows in plan.planned.chunks(SEGMENT) {
            let span = rows
                .first()
                .zip(rows.last())
                .map(|(first, last)| (first.reference, last.reference));
            self.insert_segment(id, segment, span, rows)?;
            segment += 1;
        }
        let mut rows = Vec::with_capacity(SEGMENT);
        (plan.others)(&mut |row| {
            rows.push(row);
            if rows.len() == SEGMENT {
                self.insert_segment(id, segment, None, &rows)?;
                segment += 1;
                rows.clear();
            }
            Ok(())
        })?;
        if rows.is_empty() {
            return Ok(());
        }
        self.insert_segment(id, segment, None, &rows)
    }

    fn insert_segment(
        &self,
        batch: BatchId,
        segment: i64,
        span: Option<(i64, i64)>,
        rows: &[PlanRow],
    ) -> Result<()> {
        let sql = "INSERT INTO batch_segments (batch_id, segment, first_user, last_user, rows) \
                   VALUES (:batch, :segment, :first, :last, :rows)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":batch": batch.0,
                ":segment": segment,
                ":first": span.map(|(first, _)| first),
                ":last": span.map(|(_, last)| last),
                ":rows": pack(rows),
            })?;
        Ok(())
    }

    /// Notes what a chunk did: counters, cursor and time.
    pub fn record_chunk(&self, chunk: &StoredChunk) -> Result<()> {
        let sql = "UPDATE batches SET cursor = coalesce(:cursor, cursor), processed = processed + :processed, \
                   deleted = deleted + :deleted, started_at = coalesce(started_at, :at), last_chunk_at = :at \
                   WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": chunk.batch.0,
                ":cursor": chunk.cursor,
                ":processed": chunk.processed,
                ":deleted": chunk.deleted,
                ":at": chunk.at.0,
            })?;
        let sql = "INSERT INTO batch_chunks (batch_id, last_user, at, deleted) VALUES (:id, :last, :at, :deleted)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": chunk.batch.0,
                ":last": chunk.last_user,
                ":at": chunk.at.0,
                ":deleted": chunk.deleted,
            })?;
        Ok(())
    }

    /// Notes a planned row that turned out otherwise.
    pub fn add_exception(&self, batch: BatchId, user: UserId, row: PlanRow) -> Result<()> {
        let sql = "INSERT INTO batch_exceptions (batch_id, line, user_id, outcome, reference) \
                   VALUES (:batch, :line, :user, :outcome, :reference)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":batch": batch.0,
                ":line": row.line,
                ":user": user.0,
                ":outcome": row.outcome as u8,
                ":reference": row.reference,
            })?;
        Ok(())
    }

    /// Notes what the erasure journal tells of a user whose batch this database does not know.
    pub fn add_recovered_deletion(
        &self,
        user: UserId,
        line: u32,
        batch: BatchId,
        operator: OperatorId,
        at: Timestamp,
        recovered_at: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO recovered_deletions (user_id, batch_id, line, at, operator_id, recovered_at) \
                   VALUES (:user, :batch, :line, :at, :operator, :recovered)";
        self.connection.prepare_cached(sql)?.execute(named_params! {
            ":user": user.0, ":batch": batch.0, ":line": line, ":at": at.0, ":operator": operator.0,
            ":recovered": recovered_at.0,
        })?;
        Ok(())
    }
}

fn pack(rows: &[PlanRow]) -> Vec<u8> {
    rows.iter().flat_map(PlanRow::packed).collect()
}

fn unpack(packed: &[u8], rows: &mut Vec<PlanRow>) -> Result<()> {
    let (whole, rest) = packed.as_chunks();
    if !rest.is_empty() {
        return Err(damaged("a plan is cut short".to_owned()));
    }
    for row in whole {
        let row = PlanRow::unpacked(row);
        rows.push(row.ok_or_else(|| damaged("a plan names no outcome".to_owned()))?);
    }
    Ok(())
}
