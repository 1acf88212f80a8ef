//! Deletion batches: their state, their plan as packed numbers, and what their chunks did.

use rusqlite::types::{FromSqlError, FromSqlResult};
use rusqlite::{OptionalExtension, Row, ToSql, named_params};

use super::{Db, NewPlan, Tx};
use crate::domain::batch::{
    Batch, BatchState, LineTally, OutcomeCounts, Resumed, RowOutcome, Seen,
};
use crate::domain::id::{BatchId, EvidenceId, OperatorId};
use crate::domain::record::Residue;
use crate::domain::time::Timestamp;
use crate::domain::{Page, Window};
use crate::error::{Error, Result};

/// A batch to write, with its plan.
pub struct NewBatch<'r> {
    /// Waiting for approval, scheduled or processing.
    pub state: BatchState,
    /// Name of the uploaded file.
    pub file_name: &'r str,
    /// SHA-256 of the upload.
    pub sha256: &'r str,
    /// SHA-256 of the rows.
    pub plan_sha256: &'r str,
    /// Size of the upload.
    pub bytes: u64,
    /// The account of its lines.
    pub tally: LineTally,
    /// Who confirmed it.
    pub operator: OperatorId,
    /// When.
    pub confirmed_at: Timestamp,
    /// When it may begin.
    pub due_at: Timestamp,
    /// Users in the account.
    pub users_before: u64,
    /// Every row.
    pub plan: NewPlan<'r>,
    /// Counts of the others.
    pub counts: &'r OutcomeCounts,
    /// The batch of which it corrects rows.
    pub corrects: Option<BatchId>,
    /// The roster because of which it erases here.
    pub accepts: Option<EvidenceId>,
    /// The newest entry of the log when it was reviewed.
    pub reviewed_log: i64,
}

/// What a run must know of its batch inside every transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunState {
    /// Where it stands.
    pub state: BatchState,
    /// The last user whose turn has been.
    pub cursor: i64,
    /// Users planned.
    pub planned: u64,
    /// Users whose turn has been.
    pub processed: u64,
    /// Users deleted.
    pub deleted: u64,
    /// Whether somebody wants it cancelled.
    pub cancel_wanted: bool,
    /// Who answers for it.
    pub operator: OperatorId,
    /// Who approved it.
    pub approver: Option<OperatorId>,
    /// SHA-256 of the rows, in hexadecimal.
    pub plan_sha256: String,
    /// When its first chunk ran.
    pub started_at: Option<Timestamp>,
    /// When its last chunk ran.
    pub last_chunk_at: Option<Timestamp>,
    /// When it may begin.
    pub due_at: Timestamp,
    /// The state it will have once erased.
    pub final_state: Option<BatchState>,
    /// The roster because of which it erases here.
    pub accepts: Option<EvidenceId>,
    /// The newest entry of the log when it was reviewed.
    pub reviewed_log: i64,
}

const BATCH: &str = "SELECT b.id, b.state, b.file_name, b.sha256, b.plan_sha256, b.bytes, b.lines, b.header, b.blank, \
    b.continued, b.rows, coalesce(b.taken_over_by, b.operator_id) AS operator_id, o.name AS operator_name, a.name AS approver_name, b.confirmed_at, b.due_at, \
    b.started_at, b.finished_at, b.resumed_at, b.resumed_stopped, b.resumed_processed, b.planned, b.processed, \
    b.deleted, b.users_before, b.users_after, b.counts, b.trouble, b.results_file, b.upload_kept, b.upload_lost, b.residue, \
    coalesce(b.approval_from, b.confirmed_at) AS approval_from, b.approval_lapse, d.name AS taken_over_by, \
    b.confirmer_left, b.doubtful, b.corrects_id, b.accepts_id \
    FROM batches b LEFT JOIN operators o ON o.id = b.operator_id LEFT JOIN operators a ON a.id = b.approver_id \
    LEFT JOIN operators d ON d.id = b.taken_over_by";

impl Db<'_> {
    /// Batches, newest first.
    pub fn batches(&self, page: Page) -> Result<Window<Batch>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{BATCH} ORDER BY b.id DESC LIMIT :limit OFFSET :offset"
        ))?;
        let parameters = named_params! {":limit": page.limit, ":offset": page.offset};
        let mut rows = statement
            .query_map(parameters, batch_from)?
            .collect::<rusqlite::Result<Vec<Batch>>>()?;
        for batch in &mut rows {
            self.add_exceptions(batch)?;
        }
        let total: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM batches")?
            .query_row([], |row| row.get(0))?;
        Ok(Window {
            rows,
            offset: page.offset,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }

    /// The newest batches that are not over.
    pub fn open_batches(&self, limit: usize) -> Result<Vec<Batch>> {
        self.listed_batches(
            "b.state NOT IN ('completed', 'completed_with_errors', 'cancelled', 'withdrawn')",
            named_params! {":limit": limit},
        )
    }

    /// Batches that ended with errors after a moment and that none corrects yet, newest first.
    pub fn failed_batches(&self, after: Timestamp, limit: usize) -> Result<Vec<Batch>> {
        self.listed_batches(
            "b.state = 'completed_with_errors' AND b.finished_at > :after \
             AND NOT EXISTS (SELECT 1 FROM batches c WHERE c.corrects_id = b.id)",
            named_params! {":after": after.0, ":limit": limit},
        )
    }

    /// The newest batches of which something holds.
    fn listed_batches(&self, condition: &str, values: &[(&str, &dyn ToSql)]) -> Result<Vec<Batch>> {
        let sql = format!("{BATCH} WHERE {condition} ORDER BY b.id DESC LIMIT :limit");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement
            .query_map(values, batch_from)?
            .collect::<rusqlite::Result<Vec<Batch>>>()?;
        for batch in &mut rows {
            self.add_exceptions(batch)?;
        }
        Ok(rows)
    }

    /// One batch.
    pub fn batch(&self, batch: BatchId) -> Result<Option<Batch>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{BATCH} WHERE b.id = :id"))?;
        let mut found = statement
            .query_row(named_params! {":id": batch.0}, batch_from)
            .optional()?;
        if let Some(batch) = &mut found {
            self.add_exceptions(batch)?;
        }
        Ok(found)
    }

    /// The newest batch that an upload made, but those of which nothing was ever carried out.
    pub fn batch_of_upload(&self, sha256: &str) -> Result<Option<BatchId>> {
        let sql = "SELECT max(id) FROM batches WHERE sha256 = :sha256 AND state <> 'withdrawn'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let id: Option<i64> =
            statement.query_row(named_params! {":sha256": sha256}, |row| row.get(0))?;
        Ok(id.map(BatchId))
    }

    /// What a run must know.
    pub fn run_state(&self, batch: BatchId) -> Result<Option<RunState>> {
        let sql = "SELECT state, cursor, planned, processed, deleted, cancel_wanted, \
                   coalesce(taken_over_by, operator_id), plan_sha256, started_at, last_chunk_at, due_at, final_state, approver_id, \
                   accepts_id, reviewed_log FROM batches WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let state = statement.query_row(named_params! {":id": batch.0}, |row| {
            Ok(RunState {
                state: row.get(0)?,
                cursor: row.get(1)?,
                planned: row.get(2)?,
                processed: row.get(3)?,
                deleted: row.get(4)?,
                cancel_wanted: row.get(5)?,
                operator: OperatorId(row.get(6)?),
                plan_sha256: row.get(7)?,
                started_at: row.get::<_, Option<i64>>(8)?.map(Timestamp),
                last_chunk_at: row.get::<_, Option<i64>>(9)?.map(Timestamp),
                due_at: Timestamp(row.get(10)?),
                final_state: row.get(11)?,
                approver: row.get::<_, Option<i64>>(12)?.map(OperatorId),
                accepts: row.get::<_, Option<i64>>(13)?.map(EvidenceId),
                reviewed_log: row.get(14)?,
            })
        });
        Ok(state.optional()?)
    }

    /// Batches in a state, oldest first.
    pub fn batches_in(&self, state: BatchState) -> Result<Vec<BatchId>> {
        let sql = "SELECT id FROM batches WHERE state = :state ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map(named_params! {":state": state.code()}, |row| {
            Ok(BatchId(row.get(0)?))
        })?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether there is a batch that is not over.
    pub fn has_open_batch(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM batches WHERE state NOT IN ('completed', 'completed_with_errors', \
                   'cancelled', 'withdrawn'))";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Batches whose upload is kept although its time is over: completed before `finished_before`.
    pub fn uploads_past(&self, finished_before: Timestamp) -> Result<Vec<BatchId>> {
        let sql = "SELECT id FROM batches WHERE upload_kept = 1 AND finished_at <= :before AND state IN \
                   ('completed', 'completed_with_errors', 'cancelled', 'withdrawn') ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map(named_params! {":before": finished_before.0}, |row| {
            Ok(BatchId(row.get(0)?))
        })?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// SHA-256 of the results file, and the approver-independent rest that a certificate needs.
    pub fn results_sha256(&self, batch: BatchId) -> Result<Option<String>> {
        let sql = "SELECT results_sha256 FROM batches WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let sha: Option<Option<String>> = statement
            .query_row(named_params! {":id": batch.0}, |row| row.get(0))
            .optional()?;
        Ok(sha.flatten())
    }

    /// Counts the exceptions in, and in a cancelled or withdrawn batch the rows whose turn never came.
    fn add_exceptions(&self, batch: &mut Batch) -> Result<()> {
        let sql =
            "SELECT outcome, count(*) FROM batch_exceptions WHERE batch_id = :id GROUP BY outcome";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":id": batch.id.0})?;
        while let Some(row) = rows.next()? {
            batch.counts.add(row.get(0)?, row.get(1)?);
        }
        let left = batch.planned - batch.processed;
        match batch.state {
            BatchState::Cancelled => batch.counts.add(RowOutcome::Cancelled, left),
            BatchState::Withdrawn => batch.counts.add(RowOutcome::Withdrawn, left),
            BatchState::Erasing if left > 0 => batch.counts.add(RowOutcome::Cancelled, left),
            BatchState::Erasing
            | BatchState::AwaitingApproval
            | BatchState::Scheduled
            | BatchState::Processing
            | BatchState::AtProvider
            | BatchState::Paused
            | BatchState::Completed
            | BatchState::CompletedWithErrors => {}
        }
        Ok(())
    }
}

impl Tx<'_> {
    /// Writes a batch with its plan.
    pub fn insert_batch(&self, batch: &NewBatch<'_>) -> Result<BatchId> {
        let counts = counts_text(batch.counts)?;
        let sql = "INSERT INTO batches (state, file_name, sha256, plan_sha256, bytes, lines, header, blank, continued, \
                   rows, operator_id, confirmed_at, due_at, planned, users_before, counts, corrects_id, accepts_id, reviewed_log) VALUES (:state, :file_name, \
                   :sha256, :plan_sha256, :bytes, :lines, :header, :blank, :continued, :rows, :operator, \
                   :confirmed_at, :due_at, :planned, :users_before, :counts, :corrects, :accepts, :reviewed)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":state": batch.state.code(),
                ":file_name": batch.file_name,
                ":sha256": batch.sha256,
                ":plan_sha256": batch.plan_sha256,
                ":bytes": batch.bytes,
                ":lines": batch.tally.lines,
                ":header": batch.tally.header,
                ":blank": batch.tally.blank,
                ":continued": batch.tally.continued,
                ":rows": batch.tally.rows,
                ":operator": batch.operator.0,
                ":confirmed_at": batch.confirmed_at.0,
                ":due_at": batch.due_at.0,
                ":planned": batch.plan.planned.len(),
                ":users_before": batch.users_before,
                ":counts": counts,
                ":corrects": batch.corrects.map(|batch| batch.0),
                ":accepts": batch.accepts.map(|evidence| evidence.0),
                ":reviewed": batch.reviewed_log,
            })?;
        let id = BatchId(self.connection.last_insert_rowid());
        self.in_passing(|| self.insert_plan(id, &batch.plan))?;
        Ok(id)
    }

    /// Makes sure that batch numbers up to `id` are never given (again).
    pub fn pass_over_batch_ids(&self, id: BatchId) -> Result<()> {
        self.pass_over_numbers("batches", id.0)
    }

    /// Notes the results file.
    pub fn set_results_file(&self, batch: BatchId, path: &str, sha256: &str) -> Result<()> {
        let sql =
            "UPDATE batches SET results_file = :path, results_sha256 = :sha256 WHERE id = :id";
        let parameters = named_params! {":id": batch.0, ":path": path, ":sha256": sha256};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Notes that the upload was gone or changed when its text was wanted for the results.
    pub fn note_upload_lost(&self, batch: BatchId) -> Result<()> {
        let sql = "UPDATE batches SET upload_lost = 1 WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": batch.0})?;
        Ok(())
    }

    /// Notes what the scan after the purge found.
    pub fn set_residue(&self, batch: BatchId, found: Residue) -> Result<()> {
        let sql = "UPDATE batches SET residue = :residue, doubtful = :doubtful WHERE id = :id";
        self.connection.prepare_cached(sql)?.execute(
            named_params! {":id": batch.0, ":residue": found.found, ":doubtful": found.doubtful},
        )?;
        Ok(())
    }

    /// Notes that the upload is not kept any more.
    pub fn upload_removed(&self, batch: BatchId) -> Result<()> {
        let sql = "UPDATE batches SET upload_kept = 0 WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": batch.0})?;
        Ok(())
    }

    /// The name of an upload.
    pub fn upload_name(&self, batch: BatchId) -> Result<Option<String>> {
        let sql = "SELECT file_name FROM batches WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row(named_params! {":id": batch.0}, |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Replaces the name of an upload, when the name itself must not be kept.
    pub fn rename_upload(&self, batch: BatchId, file_name: &str) -> Result<()> {
        let sql = "UPDATE batches SET file_name = :name WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": batch.0, ":name": file_name})?;
        Ok(())
    }
}

fn counts_text(counts: &OutcomeCounts) -> Result<String> {
    let by_code: std::collections::BTreeMap<&str, u64> = counts
        .0
        .iter()
        .map(|(outcome, count)| (outcome.code(), *count))
        .collect();
    serde_json::to_string(&by_code).map_err(|error| Error::Bug(format!("counts: {error}")))
}

fn counts_from(text: &str) -> FromSqlResult<OutcomeCounts> {
    let by_code: std::collections::BTreeMap<String, u64> =
        serde_json::from_str(text).map_err(FromSqlError::other)?;
    let mut counts = OutcomeCounts::default();
    for (code, count) in by_code {
        let outcome = RowOutcome::from_code(&code)
            .ok_or_else(|| FromSqlError::Other("counts of an unknown outcome".into()))?;
        counts.add(outcome, count);
    }
    Ok(counts)
}

fn batch_from(row: &Row<'_>) -> rusqlite::Result<Batch> {
    let moment = |name: &str| -> rusqlite::Result<Option<Timestamp>> {
        Ok(row.get::<_, Option<i64>>(name)?.map(Timestamp))
    };
    let mut counts = counts_from(row.get_ref("counts")?.as_str()?)?;
    counts.add(RowOutcome::Deleted, row.get("deleted")?);
    let stopped = moment("resumed_at")?.zip(moment("resumed_stopped")?);
    let processed: Option<u64> = row.get("resumed_processed")?;
    let resumed = stopped.map(|(at, stopped_at)| Resumed {
        at,
        stopped_at,
        processed: processed.unwrap_or_default(),
    });
    Ok(Batch {
        id: BatchId(row.get("id")?),
        state: row.get("state")?,
        file_name: row.get("file_name")?,
        sha256: row.get("sha256")?,
        plan_sha256: row.get("plan_sha256")?,
        bytes: row.get("bytes")?,
        tally: LineTally {
            lines: row.get("lines")?,
            header: row.get("header")?,
            blank: row.get("blank")?,
            continued: row.get("continued")?,
            rows: row.get("rows")?,
        },
        operator: OperatorId(row.get("operator_id")?),
        operator_name: row
            .get::<_, Option<String>>("operator_name")?
            .unwrap_or_default(),
        approver_name: row.get("approver_name")?,
        confirmed_at: Timestamp(row.get("confirmed_at")?),
        due_at: Timestamp(row.get("due_at")?),
        started_at: moment("started_at")?,
        finished_at: moment("finished_at")?,
        resumed,
        planned: row.get("planned")?,
        processed: row.get("processed")?,
        users_before: row.get("users_before")?,
        users_after: row.get("users_after")?,
        counts,
        trouble: row.get("trouble")?,
        results_file: row
            .get::<_, Option<String>>("results_file")?
            .map(std::path::PathBuf::from),
        upload_kept: row.get("upload_kept")?,
        upload_lost: row.get("upload_lost")?,
        residue: row.get("residue")?,
        approval_from: Timestamp(row.get("approval_from")?),
        approval_lapse: row.get("approval_lapse")?,
        taken_over_by: row.get("taken_over_by")?,
        confirmer_left: row.get("confirmer_left")?,
        doubtful: row.get("doubtful")?,
        corrects: row.get::<_, Option<i64>>("corrects_id")?.map(BatchId),
        accepts: row.get::<_, Option<i64>>("accepts_id")?.map(EvidenceId),
        seen: Seen::default(),
    })
}
