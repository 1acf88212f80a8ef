//! What is at the provider: changes, the portions in which they go there, and the evidence they are concluded from.
//!
//! A change moves by [`ChangeState::after`] alone, in [`Tx::move_change`](super::Tx::move_change).

mod calls;
mod gone;
mod of_batches;
mod writing;

use std::path::PathBuf;

use rusqlite::{OptionalExtension, Row, named_params};

use super::Db;
use crate::domain::id::{BatchId, ChangeId, EvidenceId, HandoverId, RequestId, UserId};
use crate::domain::provider::{
    Change, ChangeState, Evidence, Handover, HandoverCounts, LearnerChange, ProviderFigures, Road,
    Scope, called,
};
use crate::domain::request::RequestKind;
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::domain::{Page, Window};
use crate::error::Result;

pub use calls::Pushable;
pub use of_batches::Unpacked;
pub use writing::{NewChange, NewEvidence, NewHandover, Noted};

/// The states of open changes, as the indexes have them.
const OPEN: &str = "state IN ('prepared', 'in_doubt', 'handed_over', 'overdue')";

/// A change as acts on it need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRecord {
    /// Which one.
    pub id: ChangeId,
    /// In which portion.
    pub handover: Option<HandoverId>,
    /// The learner.
    pub user: UserId,
    /// What is to be done.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: ChangeState,
    /// The batch that wants it.
    pub batch: Option<BatchId>,
    /// The request that wants it.
    pub request: Option<RequestId>,
    /// When the provider got it.
    pub handed_at: Option<Timestamp>,
    /// Since when it stands there.
    pub since: Timestamp,
    /// The road of its portion.
    pub road: Option<Road>,
    /// The batch for which its portion was prepared: of a deactivation, the one that deletes the learner.
    pub for_batch: Option<BatchId>,
}

/// An open change with what a roster would show of its learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenChange {
    /// The change.
    pub record: ChangeRecord,
    /// Its learner.
    pub learner: Sought,
}

/// What a roster would show of a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Who.
    pub user: UserId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Job title.
    pub title: String,
    /// Primary email address.
    pub email: Option<String>,
    /// Unique user ID.
    pub unique_id: Option<String>,
}

impl Sought {
    /// The whole name.
    pub fn name(&self) -> String {
        let info = EmployeeInfo {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            ..EmployeeInfo::default()
        };
        info.full_name()
    }

    /// Name, and address or ID.
    pub fn called(&self) -> String {
        called(
            &self.name(),
            self.email.as_deref(),
            self.unique_id.as_deref(),
        )
    }
}

const RECORD: &str = "SELECT c.id, c.handover_id, c.user_id, c.kind, c.state, c.since, c.batch_id, c.request_id, \
    h.handed_at, h.road, h.batch_id AS for_batch";
const HANDOVER: &str = "SELECT h.id, h.kind, h.road, h.batch_id, h.part, h.parts, h.prepared_at, o.name AS operator_name, \
    h.handed_at, h.file, h.sha256 FROM handovers h LEFT JOIN operators o ON o.id = h.operator_id";

impl Db<'_> {
    /// Changes that are open, and deletions that are done there and not here yet.
    pub fn changes_in_flight(&self) -> Result<u64> {
        let sql = format!(
            "SELECT (SELECT count(*) FROM provider_changes WHERE {OPEN}) + (SELECT count(*) FROM provider_changes \
             WHERE state = 'confirmed' AND kind = 'delete' AND here IS NULL)"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Whether anything is on its way for anybody.
    pub fn any_change_is_open(&self) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM provider_changes WHERE {OPEN})");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// What is open; none where nothing ever went to a provider.
    pub fn provider_figures(&self) -> Result<Option<ProviderFigures>> {
        let sql = "SELECT EXISTS (SELECT 1 FROM provider_changes)";
        let any: bool = self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?;
        if !any {
            return Ok(None);
        }
        let sql = "SELECT count(*) FROM handovers h CROSS JOIN provider_changes c ON c.handover_id = h.id \
                   AND c.state = 'prepared' WHERE h.road = 'by_hand'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let by_hand = statement.query_row([], |row| row.get(0))?;
        let sql =
            format!("SELECT state, count(*) FROM provider_changes WHERE {OPEN} GROUP BY state");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut figures = ProviderFigures {
            by_hand,
            ..ProviderFigures::default()
        };
        while let Some(row) = rows.next()? {
            let (state, count): (ChangeState, u64) = (row.get(0)?, row.get(1)?);
            figures.open += count;
            match state {
                ChangeState::Prepared => figures.prepared = count - figures.by_hand,
                ChangeState::Overdue => figures.overdue = count,
                ChangeState::InDoubt => figures.in_doubt = count,
                ChangeState::HandedOver
                | ChangeState::Confirmed
                | ChangeState::Refused
                | ChangeState::GivenUp
                | ChangeState::TakenBack => {}
            }
        }
        Ok(Some(figures))
    }

    /// Users of whom something is on its way, in the order of their numbers.
    pub fn users_underway(&self) -> Result<Vec<UserId>> {
        let sql =
            format!("SELECT DISTINCT user_id FROM provider_changes WHERE {OPEN} ORDER BY user_id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let users = statement.query_map([], |row| Ok(UserId(row.get(0)?)))?;
        Ok(users.collect::<rusqlite::Result<_>>()?)
    }

    /// What is on its way for a learner, the deletion first.
    pub fn open_changes_of(&self, user: UserId) -> Result<Vec<LearnerChange>> {
        let sql = format!(
            "SELECT c.kind, c.state, c.since, c.handover_id, h.road FROM provider_changes c \
             LEFT JOIN handovers h ON h.id = c.handover_id WHERE c.user_id = :user AND c.{OPEN} \
             ORDER BY c.kind = 'delete' DESC, c.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map(named_params! {":user": user.0}, |row| {
            Ok(LearnerChange {
                kind: row.get(0)?,
                road: row.get(4)?,
                state: row.get(1)?,
                since: Timestamp(row.get(2)?),
                handover: row.get::<_, Option<i64>>(3)?.map(HandoverId),
            })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The learners whose deletion is on its way, in the order of their numbers.
    pub fn open_deletions(&self) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT user_id FROM provider_changes WHERE kind = 'delete' AND {OPEN} ORDER BY user_id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let users = statement.query_map([], |row| row.get(0))?;
        Ok(users.collect::<rusqlite::Result<_>>()?)
    }

    /// Learners who are here and whose deletion the provider has, may have, or has carried out.
    pub fn deletions_there(&self) -> Result<Vec<UserId>> {
        let sql = "SELECT c.user_id FROM provider_changes c JOIN users u ON u.id = c.user_id WHERE c.kind = 'delete' \
                   AND c.state IN ('in_doubt', 'handed_over', 'overdue', 'confirmed') ORDER BY c.user_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let users = statement.query_map([], |row| Ok(UserId(row.get(0)?)))?;
        Ok(users.collect::<rusqlite::Result<_>>()?)
    }

    /// Changes that the provider has, and those that somebody does there by hand, with what a roster would show of their
    /// learners.
    pub fn changes_there(&self) -> Result<Vec<OpenChange>> {
        let sql = format!(
            "{RECORD}, u.first_name, u.last_name, u.job_title, u.email, u.unique_id FROM provider_changes c \
             LEFT JOIN handovers h ON h.id = c.handover_id JOIN users u ON u.id = c.user_id \
             WHERE c.{OPEN} AND (c.state <> 'prepared' OR h.road = 'by_hand') ORDER BY c.user_id, c.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map([], |row| {
            let record = record_from(row)?;
            let learner = sought_from(row, record.user)?;
            Ok(OpenChange { record, learner })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The change of a kind that the provider has of a learner.
    pub fn change_there(&self, user: UserId, kind: RequestKind) -> Result<Option<ChangeRecord>> {
        let sql = format!(
            "{RECORD} FROM provider_changes c LEFT JOIN handovers h ON h.id = c.handover_id \
             WHERE c.user_id = :user AND c.kind = :kind AND c.{OPEN} AND c.state <> 'prepared'"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = named_params! {":user": user.0, ":kind": kind.code()};
        Ok(statement.query_row(parameters, record_from).optional()?)
    }

    /// Whether a deletion or a revocation of a learner was ever handed over.
    pub fn was_handed_over(&self, user: UserId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM provider_changes WHERE user_id = :user AND kind IN ('delete', 'revoke') \
                   AND state NOT IN ('prepared', 'taken_back'))";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":user": user.0}, |row| row.get(0))?)
    }

    /// When a results file was taken in last.
    pub fn results_taken(&self, sha256: &str) -> Result<Option<Timestamp>> {
        let sql =
            "SELECT max(received_at) FROM evidence WHERE kind = 'results' AND sha256 = :sha256";
        let mut statement = self.connection.prepare_cached(sql)?;
        let taken: Option<i64> =
            statement.query_row(named_params! {":sha256": sha256}, |row| row.get(0))?;
        Ok(taken.map(Timestamp))
    }

    /// The change of a learner that a results file refused, while it stands so.
    pub fn refused_by_file(&self, user: UserId, sha256: &str) -> Result<Option<ChangeRecord>> {
        let sql = format!(
            "{RECORD} FROM provider_changes c LEFT JOIN handovers h ON h.id = c.handover_id JOIN evidence e \
             ON e.id = c.evidence_id WHERE c.user_id = :user AND c.state = 'refused' AND e.kind = 'results' \
             AND e.sha256 = :sha256 ORDER BY c.id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = named_params! {":user": user.0, ":sha256": sha256};
        Ok(statement.query_row(parameters, record_from).optional()?)
    }

    /// Changes that an act on them may mean, whatever their state.
    pub fn changes_in(&self, scope: Scope) -> Result<Vec<ChangeRecord>> {
        let (column, number) = match scope {
            Scope::Change(change) => ("c.id", change.0),
            Scope::Handover(handover) => ("c.handover_id", handover.0),
            Scope::Batch(batch) => ("c.batch_id", batch.0),
        };
        let sql = format!(
            "{RECORD} FROM provider_changes c LEFT JOIN handovers h ON h.id = c.handover_id \
             WHERE {column} = :number ORDER BY c.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map(named_params! {":number": number}, record_from)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Portions that went to the provider by a moment and of which nothing is known.
    pub fn handovers_past(&self, by: Timestamp) -> Result<Vec<HandoverId>> {
        let sql = "SELECT id FROM handovers h WHERE handed_at <= :by AND EXISTS (SELECT 1 FROM provider_changes c \
                   WHERE c.handover_id = h.id AND c.state = 'handed_over') ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_map(named_params! {":by": by.0}, |row| {
            Ok(HandoverId(row.get(0)?))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Portions, those with something to do first, the newest first among them.
    pub fn handovers(&self, page: Page) -> Result<Window<Handover>> {
        let sql = format!(
            "{HANDOVER} ORDER BY NOT EXISTS (SELECT 1 FROM provider_changes c WHERE c.handover_id = h.id AND c.{OPEN}), \
             h.id DESC LIMIT :limit OFFSET :offset"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = named_params! {":limit": page.limit, ":offset": page.offset};
        let mut rows = statement
            .query_map(parameters, handover_from)?
            .collect::<rusqlite::Result<Vec<Handover>>>()?;
        for handover in &mut rows {
            handover.counts = self.counts_of(handover.id)?;
        }
        let total: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM handovers")?
            .query_row([], |row| row.get(0))?;
        Ok(Window {
            rows,
            offset: page.offset,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }

    /// The portions of a batch, in their order.
    pub fn handovers_of(&self, batch: BatchId) -> Result<Vec<Handover>> {
        let sql = format!("{HANDOVER} WHERE h.batch_id = :batch ORDER BY h.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement
            .query_map(named_params! {":batch": batch.0}, handover_from)?
            .collect::<rusqlite::Result<Vec<Handover>>>()?;
        for handover in &mut rows {
            handover.counts = self.counts_of(handover.id)?;
        }
        Ok(rows)
    }

    /// One portion.
    pub fn handover(&self, handover: HandoverId) -> Result<Option<Handover>> {
        let sql = format!("{HANDOVER} WHERE h.id = :id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = statement
            .query_row(named_params! {":id": handover.0}, handover_from)
            .optional()?;
        if let Some(found) = &mut found {
            found.counts = self.counts_of(handover)?;
        }
        Ok(found)
    }

    fn counts_of(&self, handover: HandoverId) -> Result<HandoverCounts> {
        let sql =
            "SELECT state, count(*) FROM provider_changes WHERE handover_id = :id GROUP BY state";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":id": handover.0})?;
        let mut counts = HandoverCounts::default();
        while let Some(row) = rows.next()? {
            counts.add(row.get(0)?, row.get(1)?);
        }
        Ok(counts)
    }

    /// Changes, newest first.
    pub fn changes(
        &self,
        handover: Option<HandoverId>,
        state: Option<ChangeState>,
        page: Page,
    ) -> Result<Window<Change>> {
        let matching = "FROM provider_changes c LEFT JOIN users u ON u.id = c.user_id \
             LEFT JOIN handovers h ON h.id = c.handover_id LEFT JOIN evidence e ON e.id = c.evidence_id WHERE (:handover IS NULL OR c.handover_id = :handover) \
             AND (:state IS NULL OR c.state = :state)";
        let handover = handover.map(|handover| handover.0);
        let state = state.map(ChangeState::code);
        let sql = format!("SELECT count(*) {matching}");
        let total: i64 = self.connection.prepare_cached(&sql)?.query_row(
            named_params! {":handover": handover, ":state": state},
            |row| row.get(0),
        )?;
        let sql = format!(
            "SELECT c.id, c.handover_id, c.user_id, c.kind, h.road, c.state, c.since, coalesce(c.batch_id, h.batch_id) AS batch_id, \
             c.kind = 'delete' AND EXISTS (SELECT 1 FROM provider_changes o JOIN handovers p ON p.id = o.handover_id \
             WHERE o.user_id = c.user_id AND o.kind = 'revoke' AND p.batch_id = c.batch_id \
             AND o.state IN ('in_doubt', 'handed_over', 'overdue', 'confirmed')) AS is_deactivated, c.request_id, c.code, c.words, \
             c.here, u.id IS NOT NULL AS is_here, u.first_name, u.last_name, u.email, u.unique_id, e.id AS evidence_id, \
             e.kind AS evidence_kind, e.taken_at, e.received_at, e.source, e.sha256 {matching} \
             ORDER BY c.id DESC LIMIT :limit OFFSET :offset"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = named_params! {
            ":handover": handover, ":state": state, ":limit": page.limit, ":offset": page.offset,
        };
        let rows = statement.query_map(parameters, change_from)?;
        Ok(Window {
            rows: rows.collect::<rusqlite::Result<_>>()?,
            offset: page.offset,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }

    /// The roster that was believed and taken last.
    pub fn last_roster(&self) -> Result<Option<Evidence>> {
        let sql = "SELECT id AS evidence_id, kind AS evidence_kind, taken_at, received_at, source, sha256 FROM evidence \
                   WHERE kind = 'roster' ORDER BY taken_at DESC, id DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], evidence_from).optional()?)
    }
}

fn sought_from(row: &Row<'_>, user: UserId) -> rusqlite::Result<Sought> {
    Ok(Sought {
        user,
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        title: row.get("job_title")?,
        email: row.get("email")?,
        unique_id: row.get("unique_id")?,
    })
}

fn record_from(row: &Row<'_>) -> rusqlite::Result<ChangeRecord> {
    Ok(ChangeRecord {
        id: ChangeId(row.get("id")?),
        handover: row.get::<_, Option<i64>>("handover_id")?.map(HandoverId),
        user: UserId(row.get("user_id")?),
        kind: row.get("kind")?,
        state: row.get("state")?,
        batch: row.get::<_, Option<i64>>("batch_id")?.map(BatchId),
        request: row.get::<_, Option<i64>>("request_id")?.map(RequestId),
        handed_at: row.get::<_, Option<i64>>("handed_at")?.map(Timestamp),
        since: Timestamp(row.get("since")?),
        road: row.get("road")?,
        for_batch: row.get::<_, Option<i64>>("for_batch")?.map(BatchId),
    })
}

fn handover_from(row: &Row<'_>) -> rusqlite::Result<Handover> {
    Ok(Handover {
        id: HandoverId(row.get("id")?),
        kind: row.get("kind")?,
        road: row.get("road")?,
        batch: row.get::<_, Option<i64>>("batch_id")?.map(BatchId),
        part: (row.get("part")?, row.get("parts")?),
        prepared_at: Timestamp(row.get("prepared_at")?),
        operator_name: row
            .get::<_, Option<String>>("operator_name")?
            .unwrap_or_default(),
        handed_at: row.get::<_, Option<i64>>("handed_at")?.map(Timestamp),
        file: row.get::<_, Option<String>>("file")?.map(PathBuf::from),
        sha256: row.get("sha256")?,
        counts: HandoverCounts::default(),
    })
}

fn evidence_from(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        id: EvidenceId(row.get("evidence_id")?),
        kind: row.get("evidence_kind")?,
        taken_at: Timestamp(row.get("taken_at")?),
        received_at: Timestamp(row.get("received_at")?),
        source: row.get("source")?,
        sha256: row.get("sha256")?,
    })
}

fn change_from(row: &Row<'_>) -> rusqlite::Result<Change> {
    let is_here: bool = row.get("is_here")?;
    let name = |column| -> rusqlite::Result<String> {
        Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
    };
    let info = EmployeeInfo {
        first_name: name("first_name")?,
        last_name: name("last_name")?,
        ..EmployeeInfo::default()
    };
    let has_evidence = row.get::<_, Option<i64>>("evidence_id")?.is_some();
    Ok(Change {
        id: ChangeId(row.get("id")?),
        handover: row.get::<_, Option<i64>>("handover_id")?.map(HandoverId),
        user: UserId(row.get("user_id")?),
        name: is_here.then(|| info.full_name()),
        email: row.get("email")?,
        unique_id: row.get("unique_id")?,
        kind: row.get("kind")?,
        road: row.get("road")?,
        state: row.get("state")?,
        since: Timestamp(row.get("since")?),
        batch: row.get::<_, Option<i64>>("batch_id")?.map(BatchId),
        request: row.get::<_, Option<i64>>("request_id")?.map(RequestId),
        code: row.get("code")?,
        words: row.get("words")?,
        evidence: has_evidence.then(|| evidence_from(row)).transpose()?,
        is_deactivated: row.get("is_deactivated")?,
        kept_here: row.get_ref("here")?.as_str_or_null()? == Some("kept"),
    })
}
