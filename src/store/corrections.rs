//! What belongs to one case: which rows of a batch are corrected in which other batch, the chain that these batches make,
//! and the requests that they carried out.

use std::collections::HashMap;

use rusqlite::named_params;

use super::{Db, Tx};
use crate::domain::case::{Corrected, Taken};
use crate::domain::id::{BatchId, OperatorId, RequestId, UserId};
use crate::error::Result;

impl Db<'_> {
    /// The corrected rows of a batch by their lines, but for corrections that were withdrawn.
    pub fn corrected_rows(&self, batch: BatchId) -> Result<HashMap<u32, Corrected>> {
        let sql = "SELECT c.corrected_line, c.batch_id, o.name FROM batches b \
                   JOIN corrections c ON c.batch_id = b.id LEFT JOIN operators o ON o.id = c.operator_id \
                   WHERE b.corrects_id = :id AND b.state <> 'withdrawn' ORDER BY c.batch_id, c.line";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(named_params! {":id": batch.0}, |row| {
            let corrected = Corrected {
                batch: BatchId(row.get(1)?),
                by: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
            };
            Ok((row.get(0)?, corrected))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The batches of the case that a batch is of, each after the one that it corrects.
    pub fn case_of(&self, batch: BatchId) -> Result<Vec<BatchId>> {
        let sql = "WITH RECURSIVE up (id, corrects_id) AS (SELECT id, corrects_id FROM batches WHERE id = :id \
                   UNION SELECT b.id, b.corrects_id FROM up JOIN batches b ON b.id = up.corrects_id), \
                   down (id) AS (SELECT id FROM up WHERE corrects_id IS NULL \
                   UNION SELECT b.id FROM down JOIN batches b ON b.corrects_id = down.id) \
                   SELECT id FROM down ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map(named_params! {":id": batch.0}, |row| {
            Ok(BatchId(row.get(0)?))
        })?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Requests that a batch carried out, or of a learner.
    pub fn requests_about(
        &self,
        batch: Option<BatchId>,
        user: Option<UserId>,
    ) -> Result<Vec<RequestId>> {
        let sql = "SELECT id FROM requests WHERE batch_id = :batch OR user_id = :user ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters =
            named_params! {":batch": batch.map(|one| one.0), ":user": user.map(|one| one.0)};
        let ids = statement.query_map(parameters, |row| Ok(RequestId(row.get(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Notes which rows of a batch a new one corrects: its own begin on line 2, one a line.
    pub fn insert_corrections(
        &self,
        batch: BatchId,
        operator: OperatorId,
        taken: &[Taken],
    ) -> Result<()> {
        let sql = "INSERT INTO corrections (batch_id, line, corrected_line, operator_id, chosen_at) \
                   VALUES (:batch, :line, :corrected, :operator, :at)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for (taken, line) in taken.iter().zip(2_u32..) {
            statement.execute(named_params! {
                ":batch": batch.0,
                ":line": line,
                ":corrected": taken.line,
                ":operator": operator.0,
                ":at": taken.at.0,
            })?;
        }
        Ok(())
    }
}
