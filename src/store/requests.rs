//! Learners' requests as they are listed and changed.
//!
//! Whoever changes a request read a version of it; a change of another version is refused as out of date.

use rusqlite::{OptionalExtension, Row, named_params};

use super::{Db, Tx};
use crate::domain::id::{BatchId, OperatorId, RequestId, UserId};
use crate::domain::operator::{Grant, Operator, Permission};
use crate::domain::request::{
    OtherRequest, RequestFilter, RequestKind, RequestLearner, RequestRow, RequestState,
    RequestView, Setback, SetbackKind,
};
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::domain::{Page, Window};
use crate::error::{Error, Result};

/// A request as it is stored: everything of it that can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRecord {
    /// Which one.
    pub id: RequestId,
    /// What is wished.
    pub kind: RequestKind,
    /// The learner; none once deleted.
    pub user: Option<UserId>,
    /// Where it stands.
    pub state: RequestState,
    /// Who has claimed it.
    pub owner: Option<OperatorId>,
    /// The version that was read.
    pub version: i64,
    /// How the identity was verified.
    pub identity_how: Option<String>,
    /// By whom the identity was verified.
    pub identity_by: Option<OperatorId>,
    /// When the identity was verified; none while it is not.
    pub identity_at: Option<Timestamp>,
    /// When it must be done.
    pub due_at: Timestamp,
    /// Since when it waits for the learner.
    pub waiting_since: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Why it was rejected or cancelled.
    pub reason: Option<String>,
    /// Who asks for approval.
    pub approval_by: Option<OperatorId>,
    /// When approval was asked.
    pub approval_at: Option<Timestamp>,
    /// Until when approval can be given.
    pub approval_expires: Option<Timestamp>,
    /// What exactly approval was asked for.
    pub approval_seal: Option<String>,
    /// Who approved.
    pub approver: Option<OperatorId>,
    /// Number of the log entry that proves the result.
    pub log_entry: Option<i64>,
    /// The deletion batch.
    pub batch: Option<BatchId>,
    /// Why it came back into review, if it did.
    pub setback: Option<Setback>,
    /// When it was recorded.
    pub opened_at: Timestamp,
}

/// What a letter says of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestAbout {
    /// Which one; none before it is recorded.
    pub request: Option<RequestId>,
    /// The learner; none once deleted.
    pub user: Option<UserId>,
    /// What is wished.
    pub kind: RequestKind,
    /// Who asked, where it was not the learner.
    pub asked: Option<String>,
    /// When it was recorded.
    pub opened_at: Timestamp,
}

/// A request to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshRequest<'r> {
    /// What was recorded.
    pub asked: &'r crate::domain::request::NewRequest,
    /// By whom.
    pub taken_by: Option<OperatorId>,
    /// When.
    pub opened_at: Timestamp,
    /// When it must be done.
    pub due_at: Timestamp,
}

const OPEN: &str = "r.state NOT IN ('done', 'rejected', 'cancelled')";
const ROW: &str = "r.id, r.kind, r.state, u.id AS user_id, u.first_name, u.last_name, u.email, \
    u.unique_id, u.license, u.connected, u.hold_since IS NOT NULL AS on_hold, u.language, u.last_active, \
    (SELECT count(*) FROM requests other WHERE other.user_id = r.user_id AND other.id <> r.id \
    AND other.state NOT IN ('done', 'rejected', 'cancelled')) AS other_open, r.channel, r.asked_by, \
    r.owner_id, o.name AS owner_name, r.version, r.identity_at, r.opened_at, r.due_at, r.waiting_since, r.closed_at, \
    r.note, CASE r.state WHEN 'waiting_for_approval' THEN r.approval_by END AS approval_by, \
    r.approval_expires, r.batch_id, EXISTS (SELECT 1 FROM request_entries e WHERE e.request_id = r.id \
    AND e.kind = 'reply') AS replied, \
    coalesce((SELECT e.kind FROM request_entries e WHERE e.request_id = r.id ORDER BY e.seq DESC LIMIT 1) = 'question', 0) \
    AS unanswered";
const RECORD: &str = "SELECT id, kind, user_id, state, owner_id, version, identity_how, identity_by, identity_at, \
    due_at, waiting_since, closed_at, reason, approval_by, approval_at, approval_expires, approval_seal, approver_id, \
    log_entry, batch_id, setback, setback_at, setback_batch, opened_at FROM requests";

fn condition(view: RequestView) -> String {
    match view {
        RequestView::Unassigned => format!("{OPEN} AND r.owner_id IS NULL"),
        RequestView::Mine => format!("{OPEN} AND r.owner_id = :me"),
        RequestView::WaitingForMyApproval => {
            "r.state = 'waiting_for_approval' \
             AND coalesce(r.approval_by, 0) NOT IN (SELECT value FROM json_each(:same)) \
             AND (r.approval_expires > :now OR r.batch_id IS NOT NULL) AND (:approves = 'all' OR :approves = r.kind)"
                .to_owned()
        }
        RequestView::Overdue => format!("{OPEN} AND r.due_at < coalesce(r.waiting_since, :now)"),
        RequestView::All => "1".to_owned(),
    }
}

/// Which requests of others an operator approves: all, one kind, or none.
fn approves(operator: &Operator) -> &'static str {
    match Permission::Approve.granted_to(operator.role) {
        Grant::Yes => "all",
        Grant::LicenseRequests => RequestKind::Revoke.code(),
        Grant::OnVerifiedRequest | Grant::AsksForApproval | Grant::Own | Grant::No => "none",
    }
}

impl Db<'_> {
    /// A page of a view as the database narrows it, soonest due first.
    pub(super) fn requests_page(
        &self,
        view: RequestView,
        filter: &RequestFilter,
        me: &Operator,
        now: Timestamp,
        page: Page,
    ) -> Result<Window<RequestRow>> {
        let condition = condition(view);
        // The named parameters stand in every view, so that each can be bound in every one.
        let matching = format!(
            "FROM requests r LEFT JOIN users u ON u.id = r.user_id LEFT JOIN operators o ON o.id = r.owner_id \
             WHERE {condition} AND (:user IS NULL OR r.user_id = :user) \
             AND (:kind IS NULL OR r.kind = :kind) AND (:state IS NULL OR r.state = :state) AND :me IS NOT NULL AND :now IS NOT NULL \
             AND :approves IS NOT NULL AND :same IS NOT NULL"
        );
        let user = filter.user.map(|user| user.0);
        let kind = filter.kind.map(RequestKind::code);
        let state = filter.state.map(RequestState::code);
        let same = self.same_person_as(me)?;
        let who = named_params! {
            ":me": me.id.0, ":now": now.0, ":user": user, ":kind": kind, ":state": state,
            ":approves": approves(me), ":same": same,
        };
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT count(*) {matching}"))?;
        let total: i64 = statement.query_row(who, |row| row.get(0))?;
        let sql = format!(
            "SELECT {ROW} {matching} ORDER BY r.closed_at IS NOT NULL, r.due_at, r.id LIMIT :limit OFFSET :offset"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = named_params! {
            ":me": me.id.0, ":now": now.0, ":user": user, ":kind": kind, ":state": state,
            ":approves": approves(me), ":same": same,
            ":limit": page.limit, ":offset": page.offset,
        };
        let rows = statement
            .query_map(parameters, request_from)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Window {
            rows,
            offset: page.offset,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }

    /// One request as the queue lists it.
    pub fn request_row(&self, request: RequestId) -> Result<Option<RequestRow>> {
        let sql = format!(
            "SELECT {ROW} FROM requests r LEFT JOIN users u ON u.id = r.user_id \
             LEFT JOIN operators o ON o.id = r.owner_id WHERE r.id = :id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement
            .query_row(named_params! {":id": request.0}, request_from)
            .optional()?)
    }

    /// One request as it is stored.
    pub fn request_record(&self, request: RequestId) -> Result<Option<RequestRecord>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{RECORD} WHERE id = :id"))?;
        Ok(statement
            .query_row(named_params! {":id": request.0}, record_from)
            .optional()?)
    }

    /// What a letter says of a request.
    pub fn request_about(&self, request: RequestId) -> Result<Option<RequestAbout>> {
        let sql = "SELECT kind, user_id, asked_by, opened_at FROM requests WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let about = statement.query_row(named_params! {":id": request.0}, |row| {
            Ok(RequestAbout {
                request: Some(request),
                user: row.get::<_, Option<i64>>("user_id")?.map(UserId),
                kind: row.get("kind")?,
                asked: row.get("asked_by")?,
                opened_at: Timestamp(row.get("opened_at")?),
            })
        });
        Ok(about.optional()?)
    }

    /// Open requests.
    pub fn open_requests(&self) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM requests r WHERE {OPEN}");
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row([], |row| row.get(0))?)
    }

    /// The open request of a learner and kind.
    pub fn open_request_of(&self, user: UserId, kind: RequestKind) -> Result<Option<RequestId>> {
        let sql = "SELECT id FROM requests WHERE user_id = :user AND kind = :kind \
                   AND state NOT IN ('done', 'rejected', 'cancelled')";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":user": user.0, ":kind": kind.code()};
        let id: Option<i64> = statement
            .query_row(parameters, |row| row.get(0))
            .optional()?;
        Ok(id.map(RequestId))
    }

    /// Open requests of users from `first` to `last`: learner by learner, the wish to be deleted first.
    pub fn wishes_of(
        &self,
        first: UserId,
        last: UserId,
    ) -> Result<Vec<(UserId, RequestId, RequestKind)>> {
        let sql = "SELECT user_id, id, kind FROM requests WHERE user_id BETWEEN :first AND :last \
                   AND state NOT IN ('done', 'rejected', 'cancelled') ORDER BY user_id, kind = 'delete' DESC, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":first": first.0, ":last": last.0};
        let rows = statement.query_map(parameters, |row| {
            Ok((UserId(row.get(0)?), RequestId(row.get(1)?), row.get(2)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Requests whose approval was not given by a moment. Where a batch was made of one, the batch waits, not the request.
    pub fn expired_requests(&self, by: Timestamp) -> Result<Vec<RequestId>> {
        let sql = "SELECT id FROM requests WHERE state = 'waiting_for_approval' AND approval_expires <= :by \
                   AND batch_id IS NULL ORDER BY approval_expires, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(named_params! {":by": by.0}, |row| row.get(0))?;
        let ids: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(ids.into_iter().map(RequestId).collect())
    }

    /// Open requests that a batch was made of.
    pub fn requests_of_batch(&self, batch: BatchId) -> Result<Vec<RequestRecord>> {
        let sql = format!(
            "{RECORD} WHERE batch_id = :batch AND state NOT IN ('done', 'rejected', 'cancelled') ORDER BY id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(named_params! {":batch": batch.0}, record_from)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Other requests of a learner, open ones first, newest first.
    pub(super) fn other_requests(&self, request: RequestId) -> Result<Vec<OtherRequest>> {
        let sql = "SELECT other.id, other.kind, other.state FROM requests r \
                   JOIN requests other ON other.user_id = r.user_id AND other.id <> r.id WHERE r.id = :id \
                   ORDER BY other.state IN ('done', 'rejected', 'cancelled'), other.id DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(named_params! {":id": request.0}, |row| {
            Ok(OtherRequest {
                id: RequestId(row.get(0)?),
                kind: row.get(1)?,
                state: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Until when the first of the requests can be approved that wait for an operator's approval.
    pub fn approval_ends_for(&self, me: &Operator, now: Timestamp) -> Result<Option<Timestamp>> {
        let condition = condition(RequestView::WaitingForMyApproval);
        let sql = format!("SELECT min(r.approval_expires) FROM requests r WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let same = self.same_person_as(me)?;
        let parameters = named_params! {":now": now.0, ":approves": approves(me), ":same": same};
        let at: Option<i64> = statement.query_row(parameters, |row| row.get(0))?;
        Ok(at.map(Timestamp))
    }
}

impl Tx<'_> {
    /// Takes a request down.
    pub fn insert_request(&self, request: &FreshRequest<'_>) -> Result<RequestId> {
        let sql = "INSERT INTO requests (kind, state, user_id, channel, asked_by, note, taken_by, opened_at, due_at) \
                   VALUES (:kind, 'new', :user, :channel, nullif(:asked_by, ''), nullif(:note, ''), :taken_by, \
                   :opened_at, :due_at)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":kind": request.asked.kind.code(),
                ":user": request.asked.user.0,
                ":channel": request.asked.channel,
                ":asked_by": request.asked.asked_by,
                ":note": request.asked.note,
                ":taken_by": request.taken_by.map(|operator| operator.0),
                ":opened_at": request.opened_at.0,
                ":due_at": request.due_at.0,
            })?;
        Ok(RequestId(self.connection.last_insert_rowid()))
    }

    /// Writes a request back under its next version; one that changed since it was read is out of date.
    pub fn save_request(&self, record: &RequestRecord) -> Result<()> {
        let sql = "UPDATE requests SET kind = :kind, user_id = :user, setback = :setback, setback_at = :setback_at, \
                   setback_batch = :setback_batch, state = :state, owner_id = :owner, version = version + 1, \
                   identity_how = :identity_how, identity_by = :identity_by, identity_at = :identity_at, \
                   due_at = :due_at, waiting_since = :waiting_since, closed_at = :closed_at, reason = :reason, \
                   approval_by = :approval_by, approval_at = :approval_at, approval_expires = :approval_expires, \
                   approval_seal = :approval_seal, approver_id = :approver, log_entry = :log_entry, batch_id = :batch \
                   WHERE id = :id AND version = :version";
        let operator = |operator: Option<OperatorId>| operator.map(|operator| operator.0);
        let moment = |at: Option<Timestamp>| at.map(|at| at.0);
        let changed = self
            .connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": record.id.0,
                ":version": record.version,
                ":kind": record.kind.code(),
                ":user": record.user.map(|user| user.0),
                ":setback": record.setback.map(|setback| setback.kind.code()),
                ":setback_at": record.setback.map(|setback| setback.at.0),
                ":setback_batch": record.setback.and_then(|setback| setback.batch).map(|batch| batch.0),
                ":state": record.state.code(),
                ":owner": operator(record.owner),
                ":identity_how": record.identity_how,
                ":identity_by": operator(record.identity_by),
                ":identity_at": moment(record.identity_at),
                ":due_at": record.due_at.0,
                ":waiting_since": moment(record.waiting_since),
                ":closed_at": moment(record.closed_at),
                ":reason": record.reason,
                ":approval_by": operator(record.approval_by),
                ":approval_at": moment(record.approval_at),
                ":approval_expires": moment(record.approval_expires),
                ":approval_seal": record.approval_seal,
                ":approver": operator(record.approver),
                ":log_entry": record.log_entry,
                ":batch": record.batch.map(|batch| batch.0),
            })?;
        if changed == 0 {
            return Err(Error::Stale);
        }
        Ok(())
    }

    /// Takes every personal word out of requests of users from `first` to `last` that are gone. What was still open is
    /// done, with the batch and the log entry that prove it: there is no license and no connection any more either.
    pub fn redact_requests_of_gone(
        &self,
        first: UserId,
        last: UserId,
        now: Timestamp,
        proof: (BatchId, i64),
    ) -> Result<u64> {
        let sql = "UPDATE request_entries SET text = NULL WHERE text IS NOT NULL AND request_id IN \
                   (SELECT id FROM requests WHERE user_id BETWEEN :first AND :last \
                   AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = requests.user_id))";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":first": first.0, ":last": last.0})?;
        let sql = "UPDATE requests SET channel = NULL, asked_by = NULL, note = NULL, identity_how = NULL, \
                   reason = NULL, approval_seal = NULL, user_id = NULL, waiting_since = NULL, version = version + 1, \
                   batch_id = CASE WHEN closed_at IS NULL THEN :batch ELSE batch_id END, \
                   log_entry = CASE WHEN closed_at IS NULL THEN :entry ELSE log_entry END, \
                   closed_at = coalesce(closed_at, :now), \
                   state = CASE WHEN state IN ('done', 'rejected', 'cancelled') THEN state ELSE 'done' END \
                   WHERE user_id BETWEEN :first AND :last \
                   AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = requests.user_id)";
        let (batch, entry) = proof;
        let parameters = named_params! {
            ":first": first.0, ":last": last.0, ":now": now.0, ":batch": batch.0, ":entry": entry,
        };
        Ok(self.connection.prepare_cached(sql)?.execute(parameters)? as u64)
    }
}

fn moment(row: &Row<'_>, name: &str) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(name)?.map(Timestamp))
}

fn operator(row: &Row<'_>, name: &str) -> rusqlite::Result<Option<OperatorId>> {
    Ok(row.get::<_, Option<i64>>(name)?.map(OperatorId))
}

fn request_from(row: &Row<'_>) -> rusqlite::Result<RequestRow> {
    let user: Option<i64> = row.get("user_id")?;
    let name = EmployeeInfo {
        first_name: row
            .get::<_, Option<String>>("first_name")?
            .unwrap_or_default(),
        last_name: row
            .get::<_, Option<String>>("last_name")?
            .unwrap_or_default(),
        email: row.get("email")?,
        unique_id: row.get("unique_id")?,
        ..EmployeeInfo::default()
    };
    Ok(RequestRow {
        id: RequestId(row.get("id")?),
        kind: row.get("kind")?,
        state: row.get("state")?,
        user: user.map(UserId),
        user_name: user.map(|_| name.full_name()),
        channel: row.get("channel")?,
        asked_by: row.get("asked_by")?,
        owner: operator(row, "owner_id")?,
        owner_name: row.get("owner_name")?,
        version: row.get("version")?,
        identity_verified: moment(row, "identity_at")?.is_some(),
        opened_at: Timestamp(row.get("opened_at")?),
        due_at: Timestamp(row.get("due_at")?),
        waiting_since: moment(row, "waiting_since")?,
        closed_at: moment(row, "closed_at")?,
        note: row.get("note")?,
        approval_by: operator(row, "approval_by")?,
        approval_expires: moment(row, "approval_expires")?,
        batch: row.get::<_, Option<i64>>("batch_id")?.map(BatchId),
        replied: row.get("replied")?,
        unanswered: row.get("unanswered")?,
        learner: user.map(|_| learner_from(row)).transpose()?,
    })
}

fn record_from(row: &Row<'_>) -> rusqlite::Result<RequestRecord> {
    Ok(RequestRecord {
        id: RequestId(row.get("id")?),
        kind: row.get("kind")?,
        user: row.get::<_, Option<i64>>("user_id")?.map(UserId),
        state: row.get("state")?,
        owner: operator(row, "owner_id")?,
        version: row.get("version")?,
        identity_how: row.get("identity_how")?,
        identity_by: operator(row, "identity_by")?,
        identity_at: moment(row, "identity_at")?,
        due_at: Timestamp(row.get("due_at")?),
        waiting_since: moment(row, "waiting_since")?,
        closed_at: moment(row, "closed_at")?,
        reason: row.get("reason")?,
        approval_by: operator(row, "approval_by")?,
        approval_at: moment(row, "approval_at")?,
        approval_expires: moment(row, "approval_expires")?,
        approval_seal: row.get("approval_seal")?,
        approver: operator(row, "approver_id")?,
        log_entry: row.get("log_entry")?,
        batch: row.get::<_, Option<i64>>("batch_id")?.map(BatchId),
        setback: setback_from(row)?,
        opened_at: Timestamp(row.get("opened_at")?),
    })
}

fn setback_from(row: &Row<'_>) -> rusqlite::Result<Option<Setback>> {
    let kind: Option<SetbackKind> = row.get("setback")?;
    let at = moment(row, "setback_at")?;
    let batch = row.get::<_, Option<i64>>("setback_batch")?.map(BatchId);
    Ok(kind.zip(at).map(|(kind, at)| Setback { kind, at, batch }))
}

fn learner_from(row: &Row<'_>) -> rusqlite::Result<RequestLearner> {
    Ok(RequestLearner {
        email: row.get("email")?,
        unique_id: row.get("unique_id")?,
        license: row.get("license")?,
        connected: row.get("connected")?,
        on_hold: row.get("on_hold")?,
        language: row.get("language")?,
        last_active: moment(row, "last_active")?,
        other_open: row.get("other_open")?,
    })
}
