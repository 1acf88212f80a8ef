//! Writing down what is at the provider, and moving it.

use rusqlite::{OptionalExtension, named_params};

use super::OPEN;
use crate::domain::batch::RowOutcome;
use crate::domain::id::{BatchId, ChangeId, EvidenceId, HandoverId, OperatorId, RequestId, UserId};
use crate::domain::provider::{ChangeEvent, ChangeState, EvidenceKind, Road};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};
use crate::store::{Db, Tx};

/// A change to write down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewChange {
    /// The learner.
    pub user: UserId,
    /// What is to be done.
    pub kind: RequestKind,
    /// The batch that wants it, and the line that names the learner.
    pub batch: Option<(BatchId, u32)>,
    /// The request that wants it.
    pub request: Option<RequestId>,
    /// In which portion, where that is known.
    pub handover: Option<HandoverId>,
}

/// A portion to write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHandover<'h> {
    /// What is to be done.
    pub kind: RequestKind,
    /// On which road.
    pub road: Road,
    /// The batch it belongs to.
    pub batch: Option<BatchId>,
    /// Which part of how many.
    pub part: (u32, u32),
    /// When it is prepared.
    pub prepared_at: Timestamp,
    /// By whom.
    pub operator: OperatorId,
    /// Where the file lies, and its SHA-256.
    pub file: Option<(&'h str, &'h str)>,
}

/// Evidence to write down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewEvidence<'e> {
    /// Of which kind.
    pub kind: EvidenceKind,
    /// When it was taken there.
    pub taken_at: Timestamp,
    /// When it came in here.
    pub received_at: Timestamp,
    /// From where.
    pub source: &'e str,
    /// SHA-256 of what was read.
    pub sha256: Option<&'e str>,
    /// Who brought it.
    pub operator: OperatorId,
}

/// What is noted with a move of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Noted<'n> {
    /// What it was concluded from.
    pub evidence: Option<EvidenceId>,
    /// The provider's code.
    pub code: Option<&'n str>,
    /// The provider's words, or the operator's reason.
    pub words: Option<&'n str>,
    /// The server's name of the record to which a call is made.
    pub record: Option<&'n str>,
}

/// Where that is kept of which [`Db::owed_files`] tells.
const OWED_FILES: &str = "provider_files_owed";

impl Tx<'_> {
    /// Writes a change down.
    pub fn insert_change(&self, change: &NewChange, at: Timestamp) -> Result<ChangeId> {
        let sql = "INSERT INTO provider_changes (handover_id, user_id, kind, state, since, batch_id, line, request_id) \
                   VALUES (:handover, :user, :kind, 'prepared', :at, :batch, :line, :request)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":handover": change.handover.map(|handover| handover.0),
                ":user": change.user.0,
                ":kind": change.kind.code(),
                ":at": at.0,
                ":batch": change.batch.map(|(batch, _)| batch.0),
                ":line": change.batch.map_or(0, |(_, line)| line),
                ":request": change.request.map(|request| request.0),
            })?;
        Ok(ChangeId(self.connection.last_insert_rowid()))
    }

    /// Writes a portion down.
    pub fn insert_handover(&self, handover: &NewHandover<'_>) -> Result<HandoverId> {
        let sql = "INSERT INTO handovers (kind, road, batch_id, part, parts, prepared_at, operator_id, file, sha256) \
                   VALUES (:kind, :road, :batch, :part, :parts, :at, :operator, :file, :sha256)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":kind": handover.kind.code(),
                ":road": handover.road.code(),
                ":batch": handover.batch.map(|batch| batch.0),
                ":part": handover.part.0,
                ":parts": handover.part.1,
                ":at": handover.prepared_at.0,
                ":operator": handover.operator.0,
                ":file": handover.file.map(|(file, _)| file),
                ":sha256": handover.file.map(|(_, sha256)| sha256),
            })?;
        Ok(HandoverId(self.connection.last_insert_rowid()))
    }

    /// Puts the rows of a batch from one line to another into a portion.
    pub fn put_into_handover(
        &self,
        batch: BatchId,
        (first, last): (u32, u32),
        handover: HandoverId,
    ) -> Result<u64> {
        let sql = "UPDATE provider_changes SET handover_id = :handover WHERE batch_id = :batch AND state = 'prepared' \
                   AND handover_id IS NULL AND line BETWEEN :first AND :last";
        let parameters = named_params! {
            ":handover": handover.0, ":batch": batch.0, ":first": first, ":last": last,
        };
        Ok(self.connection.prepare_cached(sql)?.execute(parameters)? as u64)
    }

    /// Puts one change into a portion.
    pub fn move_into_handover(&self, change: ChangeId, handover: HandoverId) -> Result<()> {
        let sql = "UPDATE provider_changes SET handover_id = :handover WHERE id = :id";
        let parameters = named_params! {":handover": handover.0, ":id": change.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Notes where the file of a portion lies from now on, and its SHA-256; none where no row is left in it.
    pub fn set_handover_file(
        &self,
        handover: HandoverId,
        file: Option<(&str, &str)>,
    ) -> Result<()> {
        let sql = "UPDATE handovers SET file = :file, sha256 = :sha256 WHERE id = :id";
        let parameters = named_params! {
            ":id": handover.0, ":file": file.map(|(file, _)| file), ":sha256": file.map(|(_, sha256)| sha256),
        };
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Notes when the provider got a portion.
    pub fn note_handed(&self, handover: HandoverId, at: Timestamp) -> Result<()> {
        let sql = "UPDATE handovers SET handed_at = :at WHERE id = :id";
        let parameters = named_params! {":id": handover.0, ":at": at.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Moves a change by what happened to it; refused where that cannot happen to it as it stands.
    pub fn move_change(
        &self,
        change: ChangeId,
        event: ChangeEvent,
        at: Timestamp,
        noted: Noted<'_>,
    ) -> Result<ChangeState> {
        let sql = "SELECT state FROM provider_changes WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let state: ChangeState = statement
            .query_row(named_params! {":id": change.0}, |row| row.get(0))
            .optional()?
            .ok_or(Error::Refused(Reason::ChangeGone))?;
        let after = state
            .after(event)
            .ok_or(Error::Conflict(Reason::ChangeIs(state)))?;
        let sql = "UPDATE provider_changes SET state = :state, since = :at, evidence_id = :evidence, code = :code, \
                   words = :words, record = :record WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": change.0,
                ":state": after.code(),
                ":at": at.0,
                ":evidence": noted.evidence.map(|evidence| evidence.0),
                ":code": noted.code,
                ":words": noted.words,
                ":record": noted.record,
            })?;
        Ok(after)
    }

    /// Moves every change of a portion that stands in a state; answers how many.
    pub fn move_handover(
        &self,
        handover: HandoverId,
        from: ChangeState,
        event: ChangeEvent,
        at: Timestamp,
    ) -> Result<u64> {
        let after = from
            .after(event)
            .ok_or(Error::Conflict(Reason::ChangeIs(from)))?;
        let sql = "UPDATE provider_changes SET state = :state, since = :at WHERE handover_id = :id AND state = :from";
        let parameters = named_params! {
            ":id": handover.0, ":state": after.code(), ":from": from.code(), ":at": at.0,
        };
        Ok(self.connection.prepare_cached(sql)?.execute(parameters)? as u64)
    }

    /// Writes evidence down.
    pub fn insert_evidence(&self, evidence: &NewEvidence<'_>) -> Result<EvidenceId> {
        let sql = "INSERT INTO evidence (kind, taken_at, received_at, source, sha256, operator_id) \
                   VALUES (:kind, :taken, :received, :source, :sha256, :operator)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":kind": evidence.kind.code(),
                ":taken": evidence.taken_at.0,
                ":received": evidence.received_at.0,
                ":source": evidence.source,
                ":sha256": evidence.sha256,
                ":operator": evidence.operator.0,
            })?;
        Ok(EvidenceId(self.connection.last_insert_rowid()))
    }

    /// Notes that a learner who is deleted there is erased here, or kept. What the journal decided is confirmed, whatever
    /// an older copy of the database knows of it.
    pub fn note_here(
        &self,
        batch: BatchId,
        user: UserId,
        erased: bool,
        at: Timestamp,
    ) -> Result<()> {
        let sql = "UPDATE provider_changes SET state = 'confirmed', here = :here, here_at = :at, words = NULL, \
                   record = NULL WHERE batch_id = :batch AND user_id = :user AND kind = 'delete' AND here IS NULL";
        let here = if erased { "erased" } else { "kept" };
        let parameters =
            named_params! {":batch": batch.0, ":user": user.0, ":here": here, ":at": at.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Counts users of a batch who were passed over while it was prepared for the provider.
    pub fn count_passed_over(&self, batch: BatchId, count: u64) -> Result<()> {
        let sql = "UPDATE batches SET processed = processed + :count WHERE id = :id";
        let parameters = named_params! {":id": batch.0, ":count": count};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Ends the rows of a batch that were not deleted at the provider: refused, given up, taken back. Nothing is left of it
    /// then; answers whether any was taken back.
    pub fn end_rows_there(&self, batch: BatchId) -> Result<bool> {
        let sql = "INSERT OR IGNORE INTO batch_exceptions (batch_id, line, user_id, outcome, reference) \
                   SELECT batch_id, line, user_id, CASE state WHEN 'refused' THEN :refused WHEN 'given_up' THEN :given_up \
                   ELSE :cancelled END, user_id FROM provider_changes WHERE batch_id = :batch \
                   AND state IN ('refused', 'given_up', 'taken_back')";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":batch": batch.0,
                ":refused": RowOutcome::RefusedThere as u8,
                ":given_up": RowOutcome::GivenUp as u8,
                ":cancelled": RowOutcome::Cancelled as u8,
            })?;
        let sql = "UPDATE batches SET processed = planned, cursor = coalesce((SELECT max(last_user) FROM batch_segments \
                   WHERE batch_id = :batch), cursor) WHERE id = :batch";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":batch": batch.0})?;
        let sql = "SELECT EXISTS (SELECT 1 FROM provider_changes WHERE batch_id = :batch AND state = 'taken_back')";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":batch": batch.0}, |row| row.get(0))?)
    }

    /// Takes the words about users from `first` to `last` that are gone out of their changes, and ends what was on its way
    /// for them: there is nobody any more to whom it could be done.
    pub fn redact_changes_of_gone(&self, first: UserId, last: UserId) -> Result<()> {
        let gone = "user_id BETWEEN :first AND :last \
                    AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = provider_changes.user_id)";
        self.owe_files(first, last)?;
        for sql in [
            format!(
                "UPDATE provider_changes SET words = NULL, code = NULL WHERE {gone} AND words IS NOT NULL"
            ),
            format!(
                "UPDATE provider_changes SET state = CASE state WHEN 'prepared' THEN 'taken_back' ELSE 'given_up' END, \
                 record = NULL WHERE {gone} AND {OPEN}"
            ),
            "DELETE FROM provider_gone WHERE user_id BETWEEN :first AND :last \
             AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = provider_gone.user_id)"
                .to_owned(),
        ] {
            self.connection
                .prepare_cached(&sql)?
                .execute(named_params! {":first": first.0, ":last": last.0})?;
        }
        Ok(())
    }

    /// Notes the files that are not uploaded and name users from `first` to `last` who are gone: they are written anew.
    fn owe_files(&self, first: UserId, last: UserId) -> Result<()> {
        let sql = "SELECT DISTINCT h.id FROM provider_changes c JOIN handovers h ON h.id = c.handover_id \
                   WHERE c.user_id BETWEEN :first AND :last AND c.state = 'prepared' AND h.file IS NOT NULL \
                   AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = c.user_id)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement
            .query_map(named_params! {":first": first.0, ":last": last.0}, |row| {
                row.get::<_, i64>(0)
            })?;
        let mut owed: Vec<i64> = found.collect::<rusqlite::Result<_>>()?;
        if owed.is_empty() {
            return Ok(());
        }
        owed.extend(self.owed_files()?.iter().map(|handover| handover.0));
        owed.sort_unstable();
        owed.dedup();
        let owed: Vec<String> = owed.iter().map(i64::to_string).collect();
        self.set_fact(OWED_FILES, owed.join(" "))
    }

    /// Notes that every file that was owed is written.
    pub fn forget_owed_files(&self) -> Result<()> {
        self.set_fact(OWED_FILES, "")
    }

    /// Gives a change that a results file refused the words of another column of that file.
    pub fn reword(&self, change: ChangeId, noted: Noted<'_>) -> Result<()> {
        let sql = "UPDATE provider_changes SET evidence_id = :evidence, code = :code, words = :words WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": change.0,
                ":evidence": noted.evidence.map(|evidence| evidence.0),
                ":code": noted.code,
                ":words": noted.words,
            })?;
        Ok(())
    }
}

impl Db<'_> {
    /// Portions whose file names somebody who is gone, and is to be written anew.
    pub fn owed_files(&self) -> Result<Vec<HandoverId>> {
        let kept: Option<String> = self.fact(OWED_FILES)?;
        let numbers = kept.as_deref().unwrap_or_default().split_whitespace();
        let read = numbers.map(|number| match number.parse() {
            Ok(number) => Ok(HandoverId(number)),
            Err(_) => Err(Trouble::Damaged(format!("{number} stands in {OWED_FILES}")).into()),
        });
        read.collect()
    }
}
