//! Changes that go to the provider by calls: what is to be asked about, what is to be sent, and how it went.

use rusqlite::{OptionalExtension, named_params};

use super::{RECORD, record_from};
use crate::domain::id::{BatchId, ChangeId, EvidenceId, HandoverId, OperatorId, UserId};
use crate::domain::provider::{Capabilities, ChangeState, EvidenceKind};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::store::{ChangeRecord, Db, Tx};

/// The fact that says what the server was found to do.
const CAPABILITIES: &str = "provider_capabilities";

/// The fact that says that somebody holds every call back.
const HELD: &str = "provider_calls_held";

/// A change that a call is to be made for, and whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushable {
    /// The change.
    pub record: ChangeRecord,
    /// Primary email address.
    pub email: Option<String>,
    /// Unique user ID.
    pub unique_id: Option<String>,
    /// The server's name of the record to which a call was made, where it is not known what came of it.
    pub named: Option<String>,
    /// The status with which it was answered last.
    pub code: Option<String>,
}

impl Db<'_> {
    /// Changes for calls that stand in a state, in their order, after one of them.
    pub fn pushable(
        &self,
        state: ChangeState,
        after: ChangeId,
        limit: usize,
    ) -> Result<Vec<Pushable>> {
        let sql = format!(
            "{RECORD}, u.email, u.unique_id, c.record, c.code FROM provider_changes c JOIN handovers h ON h.id = c.handover_id \
             JOIN users u ON u.id = c.user_id WHERE c.state = :state AND h.road = 'scim' AND c.id > :after \
             AND c.state IN ('prepared', 'in_doubt', 'handed_over', 'overdue') ORDER BY c.id LIMIT :limit"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = named_params! {":state": state.code(), ":after": after.0, ":limit": limit};
        let found = statement.query_map(parameters, |row| {
            Ok(Pushable {
                record: record_from(row)?,
                email: row.get("email")?,
                unique_id: row.get("unique_id")?,
                named: row.get("record")?,
                code: row.get("code")?,
            })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// How many changes for calls wait, and how many are in doubt.
    pub fn count_pushable(&self) -> Result<(u64, u64)> {
        let sql = "SELECT coalesce(sum(c.state = 'prepared'), 0), coalesce(sum(c.state = 'in_doubt'), 0) \
                   FROM provider_changes c JOIN handovers h ON h.id = c.handover_id \
                   WHERE c.state IN ('prepared', 'in_doubt') AND h.road = 'scim'";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// How many changes are in doubt because the server said that it would see to them.
    pub fn count_accepted(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM provider_changes c JOIN handovers h ON h.id = c.handover_id \
                   WHERE c.state = 'in_doubt' AND c.code = '202' AND h.road = 'scim'";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Whether a call has deactivated a learner for the deletion of a batch, or may have.
    pub fn is_deactivated(&self, user: UserId, batch: BatchId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM provider_changes c JOIN handovers h ON h.id = c.handover_id \
                   WHERE c.user_id = :user AND h.batch_id = :batch AND c.kind = 'revoke' \
                   AND c.state IN ('in_doubt', 'handed_over', 'overdue', 'confirmed'))";
        let parameters = named_params! {":user": user.0, ":batch": batch.0};
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(parameters, |row| row.get(0))?)
    }

    /// Whether somebody holds every call back.
    pub fn calls_are_held(&self) -> Result<bool> {
        Ok(self.fact::<bool>(HELD)?.unwrap_or_default())
    }

    /// What the server was found to do, when it was tried last.
    pub fn capabilities(&self) -> Result<Option<Capabilities>> {
        let Some(text) = self.fact::<String>(CAPABILITIES)? else {
            return Ok(None);
        };
        let known = serde_json::from_str(&text).map_err(|_| {
            crate::error::Trouble::Damaged("what the server does cannot be read".to_owned())
        })?;
        Ok(Some(known))
    }
}

impl Tx<'_> {
    /// Notes what the server was found to do.
    pub fn set_capabilities(&self, known: Capabilities) -> Result<()> {
        let text = serde_json::to_string(&known).map_err(|error| Error::Bug(error.to_string()))?;
        self.set_fact(CAPABILITIES, text.as_str())
    }

    /// Holds every call back, or lets them go on.
    pub fn set_calls_held(&self, held: bool) -> Result<()> {
        self.set_fact(HELD, held)
    }

    /// Notes the status with which a call was answered that settled nothing.
    pub fn note_status(&self, change: ChangeId, status: Option<u16>) -> Result<()> {
        let sql = "UPDATE provider_changes SET code = :code WHERE id = :id AND state = 'in_doubt'";
        let code = status.map(|status| status.to_string());
        let parameters = named_params! {":id": change.0, ":code": code};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// The evidence of what a server answers in a portion: one for all of it, under a digest that goes on with every answer.
    pub fn answers_of(
        &self,
        handover: HandoverId,
        source: &str,
        (operator, at): (OperatorId, Timestamp),
    ) -> Result<(EvidenceId, String)> {
        let sql = "SELECT e.id, e.sha256 FROM handovers h JOIN evidence e ON e.id = h.answers_id \
                   WHERE h.id = :handover AND e.source = :source";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":handover": handover.0, ":source": source};
        let known = statement
            .query_row(parameters, |row| {
                Ok((
                    EvidenceId(row.get(0)?),
                    row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                ))
            })
            .optional()?;
        if let Some(known) = known {
            return Ok(known);
        }
        let made = self.insert_evidence(&super::NewEvidence {
            kind: EvidenceKind::Answer,
            taken_at: at,
            received_at: at,
            source,
            sha256: None,
            operator,
        })?;
        let sql = "UPDATE handovers SET answers_id = :answers WHERE id = :handover";
        let parameters = named_params! {":handover": handover.0, ":answers": made.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok((made, String::new()))
    }

    /// Goes on with the digest of what a server answered.
    pub fn set_answers(&self, evidence: EvidenceId, sha256: &str, at: Timestamp) -> Result<()> {
        let sql = "UPDATE evidence SET sha256 = :sha256, received_at = :at WHERE id = :id";
        let parameters = named_params! {":id": evidence.0, ":sha256": sha256, ":at": at.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Removes a portion that nothing is in.
    pub fn remove_handover(&self, handover: HandoverId) -> Result<()> {
        let sql = "DELETE FROM handovers WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": handover.0})?;
        Ok(())
    }

    /// Notes when the first call of a portion was made.
    pub fn note_called(&self, handover: HandoverId, at: Timestamp) -> Result<()> {
        let sql = "UPDATE handovers SET handed_at = :at WHERE id = :id AND handed_at IS NULL";
        let parameters = named_params! {":id": handover.0, ":at": at.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Prepares the deactivation of everybody whose deletion is prepared in the portions of a batch and of whom none is on
    /// its way; answers how many.
    pub fn insert_deactivations(
        &self,
        batch: BatchId,
        handover: HandoverId,
        at: Timestamp,
    ) -> Result<u64> {
        let sql = "INSERT INTO provider_changes (handover_id, user_id, kind, state, since) \
                   SELECT :handover, c.user_id, 'revoke', 'prepared', :at FROM provider_changes c \
                   WHERE c.batch_id = :batch AND c.kind = 'delete' AND c.state = 'prepared' \
                   AND NOT EXISTS (SELECT 1 FROM provider_changes o WHERE o.user_id = c.user_id AND o.kind = 'revoke' \
                   AND o.state IN ('prepared', 'in_doubt', 'handed_over', 'overdue')) ORDER BY c.id";
        let parameters = named_params! {":batch": batch.0, ":handover": handover.0, ":at": at.0};
        Ok(self.connection.prepare_cached(sql)?.execute(parameters)? as u64)
    }

    /// Deactivations that are only prepared and were for the deletions of a batch that nobody waits for any more.
    pub fn idle_deactivations(&self, batch: BatchId) -> Result<Vec<ChangeId>> {
        let sql = "SELECT c.id FROM provider_changes c JOIN handovers h ON h.id = c.handover_id \
                   WHERE h.batch_id = :batch AND c.kind = 'revoke' AND c.state = 'prepared' \
                   AND NOT EXISTS (SELECT 1 FROM provider_changes d WHERE d.user_id = c.user_id AND d.kind = 'delete' \
                   AND d.state IN ('prepared', 'in_doubt', 'handed_over', 'overdue')) ORDER BY c.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_map(named_params! {":batch": batch.0}, |row| {
            Ok(ChangeId(row.get(0)?))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
