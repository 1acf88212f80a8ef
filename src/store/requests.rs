//! Learners' requests. A deleted learner's keep type, dates and outcome, and lose every personal word.

use rusqlite::{Row, named_params};

use super::{Db, Tx};
use crate::domain::id::{OperatorId, RequestId, UserId};
use crate::domain::request::{RequestKind, RequestRow, RequestState, RequestView};
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::domain::{Page, Window};
use crate::error::Result;

/// A request to take down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    /// What is wished.
    pub kind: RequestKind,
    /// Whose.
    pub user: UserId,
    /// Through which channel.
    pub channel: String,
    /// What the learner said.
    pub note: String,
    /// When it was taken down.
    pub opened_at: Timestamp,
    /// When it must be done.
    pub due_at: Timestamp,
}

const OPEN: &str = "r.state NOT IN ('done', 'rejected', 'cancelled')";

fn condition(view: RequestView) -> String {
    match view {
        RequestView::Unassigned => format!("{OPEN} AND r.owner_id IS NULL"),
        RequestView::Mine => format!("{OPEN} AND r.owner_id = :me"),
        RequestView::WaitingForMyApproval => {
            "r.state = 'waiting_for_approval' AND r.owner_id IS NOT :me".to_owned()
        }
        RequestView::Overdue => format!("{OPEN} AND r.due_at < :now"),
        RequestView::All => "1".to_owned(),
    }
}

impl Db<'_> {
    /// Requests of a view, soonest due first.
    pub fn requests(
        &self,
        view: RequestView,
        user: Option<UserId>,
        me: OperatorId,
        now: Timestamp,
        page: Page,
    ) -> Result<Window<RequestRow>> {
        let condition = condition(view);
        // The named parameters stand in every view, so that each can be bound in every one.
        let matching = format!(
            "FROM requests r LEFT JOIN users u ON u.id = r.user_id LEFT JOIN operators o ON o.id = r.owner_id \
             WHERE {condition} AND (:user IS NULL OR r.user_id = :user) AND :me IS NOT NULL AND :now IS NOT NULL"
        );
        let who = named_params! {":me": me.0, ":now": now.0, ":user": user.map(|user| user.0)};
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT count(*) {matching}"))?;
        let total: i64 = statement.query_row(who, |row| row.get(0))?;
        let sql = format!(
            "SELECT r.id, r.kind, r.state, u.id, u.first_name, u.last_name, r.channel, o.name, r.opened_at, r.due_at, \
             r.note {matching} ORDER BY r.closed_at IS NOT NULL, r.due_at, r.id LIMIT :limit OFFSET :offset"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = named_params! {
            ":me": me.0, ":now": now.0, ":user": user.map(|user| user.0),
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

    /// How many requests a view has.
    pub fn requests_in(&self, view: RequestView, me: OperatorId, now: Timestamp) -> Result<u64> {
        Ok(self.requests(view, None, me, now, Page::first(0))?.total as u64)
    }

    /// Open requests.
    pub fn open_requests(&self) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM requests r WHERE {OPEN}");
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row([], |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Takes a request down.
    pub fn insert_request(&self, request: &NewRequest) -> Result<RequestId> {
        let sql = "INSERT INTO requests (kind, state, user_id, channel, note, opened_at, due_at) \
                   VALUES (:kind, 'new', :user, :channel, :note, :opened_at, :due_at)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":kind": request.kind.code(),
                ":user": request.user.0,
                ":channel": request.channel,
                ":note": request.note,
                ":opened_at": request.opened_at.0,
                ":due_at": request.due_at.0,
            })?;
        Ok(RequestId(self.connection.last_insert_rowid()))
    }

    /// Takes every personal word out of requests of users from `first` to `last` that are gone; what such a learner
    /// asked for and the deletion has overtaken is closed: a deletion is done, the rest cancelled.
    pub fn redact_requests_of_gone(
        &self,
        first: UserId,
        last: UserId,
        now: Timestamp,
    ) -> Result<u64> {
        let sql = "UPDATE requests SET channel = NULL, note = NULL, user_id = NULL, \
                   closed_at = coalesce(closed_at, :now), \
                   state = CASE WHEN state IN ('done', 'rejected', 'cancelled') THEN state \
                                WHEN kind = 'delete' THEN 'done' ELSE 'cancelled' END \
                   WHERE user_id BETWEEN :first AND :last \
                   AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = requests.user_id)";
        let parameters = named_params! {":first": first.0, ":last": last.0, ":now": now.0};
        Ok(self.connection.prepare_cached(sql)?.execute(parameters)? as u64)
    }
}

fn request_from(row: &Row<'_>) -> rusqlite::Result<RequestRow> {
    let kind: String = row.get(1)?;
    let state: String = row.get(2)?;
    let user: Option<i64> = row.get(3)?;
    let name = EmployeeInfo {
        first_name: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
        last_name: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
        ..EmployeeInfo::default()
    };
    Ok(RequestRow {
        id: RequestId(row.get(0)?),
        kind: RequestKind::from_code(&kind).unwrap_or(RequestKind::Delete),
        state: RequestState::from_code(&state).unwrap_or(RequestState::New),
        user: user.map(UserId),
        user_name: user.map(|_| name.full_name()),
        channel: row.get(6)?,
        owner_name: row.get(7)?,
        opened_at: Timestamp(row.get(8)?),
        due_at: Timestamp(row.get(9)?),
        note: row.get(10)?,
    })
}
