//! What of a batch is at the provider: who was prepared, who is to be erased here next, and what became of the others.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, named_params};

use super::{OPEN, evidence_from};
use crate::domain::batch::RowOutcome;
use crate::domain::id::{BatchId, HandoverId, UserId};
use crate::domain::provider::{ChangeState, Evidence, WhyRefused};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::Db;

/// A row of a batch that waits to be put into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// The line that names the learner.
    pub line: u32,
    /// Primary email address.
    pub email: String,
    /// Unique user ID.
    pub unique_id: String,
}

impl Db<'_> {
    /// What the changes of a batch were concluded from, with how many stand where.
    pub fn evidence_of_batch(
        &self,
        batch: BatchId,
    ) -> Result<Vec<(Evidence, BTreeMap<String, u64>)>> {
        let sql = "SELECT e.id AS evidence_id, e.kind AS evidence_kind, e.taken_at, e.received_at, e.source, e.sha256, \
                   c.state, count(*) FROM provider_changes c JOIN evidence e ON e.id = c.evidence_id \
                   WHERE c.batch_id = :batch GROUP BY e.id, c.state ORDER BY e.id, c.state";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":batch": batch.0})?;
        let mut found: Vec<(Evidence, BTreeMap<String, u64>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let evidence = evidence_from(row)?;
            let (state, count) = (row.get(6)?, row.get(7)?);
            match found.last_mut() {
                Some((last, counts)) if last.id == evidence.id => {
                    counts.insert(state, count);
                }
                _ => found.push((evidence, BTreeMap::from([(state, count)]))),
            }
        }
        Ok(found)
    }

    /// How many rows of a batch the provider has, or may have, and of which nothing is known.
    pub fn there_of_batch(&self, batch: BatchId) -> Result<u64> {
        let sql = format!(
            "SELECT count(*) FROM provider_changes WHERE batch_id = :batch AND {OPEN} AND state <> 'prepared'"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(named_params! {":batch": batch.0}, |row| row.get(0))?)
    }

    /// Whether any row of a batch went, or is to go, to a provider.
    pub fn batch_has_changes(&self, batch: BatchId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM provider_changes WHERE batch_id = :batch)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":batch": batch.0}, |row| row.get(0))?)
    }

    /// The last user of a batch who was prepared for the provider or passed over.
    pub fn prepared_up_to(&self, batch: BatchId) -> Result<i64> {
        let sql = "SELECT max(coalesce((SELECT max(user_id) FROM provider_changes WHERE batch_id = :batch), 0), \
                   coalesce((SELECT max(user_id) FROM batch_exceptions WHERE batch_id = :batch), 0))";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":batch": batch.0}, |row| row.get(0))?)
    }

    /// Rows that stand in no file yet, or in this one, in the order of the upload.
    pub fn rows_to_pack(
        &self,
        batch: BatchId,
        handover: Option<HandoverId>,
    ) -> Result<Vec<Unpacked>> {
        let sql = "SELECT c.line, coalesce(u.email, ''), coalesce(u.unique_id, '') FROM provider_changes c \
                   JOIN users u ON u.id = c.user_id WHERE c.batch_id = :batch AND c.state = 'prepared' \
                   AND c.handover_id IS :handover ORDER BY c.line";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":batch": batch.0, ":handover": handover.map(|it| it.0)};
        let rows = statement.query_map(parameters, |row| {
            Ok(Unpacked {
                line: row.get(0)?,
                email: row.get(1)?,
                unique_id: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Who of a batch is deleted there and is to be erased here next, with the lines.
    pub fn to_erase(&self, batch: BatchId, limit: usize) -> Result<Vec<(i64, u32)>> {
        let sql = "SELECT user_id, line FROM provider_changes WHERE batch_id = :batch AND state = 'confirmed' \
                   AND kind = 'delete' AND here IS NULL ORDER BY user_id LIMIT :limit";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":batch": batch.0, ":limit": limit};
        let rows = statement.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether every change of a batch has ended.
    pub fn batch_is_settled(&self, batch: BatchId) -> Result<bool> {
        let sql = format!(
            "SELECT NOT EXISTS (SELECT 1 FROM provider_changes WHERE batch_id = :batch AND {OPEN})"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(named_params! {":batch": batch.0}, |row| row.get(0))?)
    }

    /// Why the provider refused to delete a user for a batch.
    pub fn why_refused(&self, batch: BatchId, user: UserId) -> Result<Option<WhyRefused>> {
        let sql = "SELECT c.code, c.words, e.kind FROM provider_changes c LEFT JOIN evidence e ON e.id = c.evidence_id \
                   WHERE c.user_id = :user AND c.batch_id = :batch AND c.state = 'refused' AND c.kind = 'delete'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":user": user.0, ":batch": batch.0};
        let found = statement.query_row(parameters, |row| {
            Ok(WhyRefused {
                code: row.get(0)?,
                words: row.get(1)?,
                by: row.get(2)?,
            })
        });
        Ok(found.optional()?)
    }

    /// What became of the rows of a batch at the provider, by line; those that wait are in none.
    pub fn outcomes_there(&self, batch: BatchId) -> Result<HashMap<u32, RowOutcome>> {
        let sql = "SELECT line, state, here FROM provider_changes WHERE batch_id = :batch";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":batch": batch.0})?;
        let mut found = HashMap::new();
        while let Some(row) = rows.next()? {
            let is_erased = row.get_ref(2)?.as_str_or_null()? == Some("erased");
            let outcome = match row.get(1)? {
                ChangeState::Refused => RowOutcome::RefusedThere,
                ChangeState::GivenUp => RowOutcome::GivenUp,
                ChangeState::TakenBack => RowOutcome::Cancelled,
                ChangeState::Confirmed if is_erased => RowOutcome::Deleted,
                ChangeState::Confirmed
                | ChangeState::Prepared
                | ChangeState::InDoubt
                | ChangeState::HandedOver
                | ChangeState::Overdue => continue,
            };
            found.insert(row.get(0)?, outcome);
        }
        Ok(found)
    }

    /// Which batch had a user deleted at the provider and erased here, at which line, and when.
    pub(in crate::store) fn deletion_there(
        &self,
        user: UserId,
    ) -> Result<Option<(BatchId, u32, Timestamp)>> {
        let sql = "SELECT batch_id, line, here_at FROM provider_changes WHERE user_id = :user AND here = 'erased'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row(named_params! {":user": user.0}, |row| {
            let at: Option<i64> = row.get(2)?;
            Ok((
                BatchId(row.get(0)?),
                row.get(1)?,
                Timestamp(at.unwrap_or_default()),
            ))
        });
        Ok(found.optional()?)
    }
}
