//! Learners who are gone at the provider without our doing, as the last roster that was believed says.

use std::collections::{HashMap, HashSet};

use rusqlite::named_params;

use crate::domain::id::{BatchId, ChangeId, EvidenceId, UserId};
use crate::domain::provider::{Evidence, GoneLearner};
use crate::domain::time::Timestamp;
use crate::domain::{Page, Window};
use crate::error::{Result, Trouble};
use crate::store::{Db, Sought, Tx};

/// The last roster that a full admin had believed by the phrase, although more was missing than the gate allows.
const ACCEPTED_UP_TO: &str = "provider_gone_accepted";
/// Where that is kept of which [`Db::left_alike`] tells.
const LEFT_ALIKE: &str = "provider_left_alike";

impl Db<'_> {
    /// How many there are.
    pub fn count_gone(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM provider_gone";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The last roster that was believed, where it says so of anybody.
    pub fn gone_by(&self) -> Result<Option<EvidenceId>> {
        let sql = "SELECT max(id) FROM evidence WHERE kind = 'roster' AND EXISTS (SELECT 1 FROM provider_gone)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found: Option<i64> = statement.query_row([], |row| row.get(0))?;
        Ok(found.map(EvidenceId))
    }

    /// Whether a learner is one of them.
    pub fn is_gone(&self, user: UserId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM provider_gone WHERE user_id = :user)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":user": user.0}, |row| row.get(0))?)
    }

    /// All of them with the roster since which they are, in the order of their numbers.
    pub fn gone_since(&self) -> Result<Vec<(UserId, EvidenceId)>> {
        let sql = "SELECT user_id, evidence_id FROM provider_gone ORDER BY user_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let users =
            statement.query_map([], |row| Ok((UserId(row.get(0)?), EvidenceId(row.get(1)?))))?;
        Ok(users.collect::<rusqlite::Result<_>>()?)
    }

    /// All of them, in the order of their numbers.
    pub fn gone_users(&self) -> Result<Vec<UserId>> {
        let known = self.gone_since()?.into_iter();
        Ok(known.map(|(user, _)| user).collect())
    }

    /// Learners for whose absence at the provider a full admin has spoken: their deletion was given up, their erasure here
    /// is accepted and waits, or the phrase was typed for a roster by which they are gone.
    pub fn absences_accepted(&self) -> Result<HashSet<UserId>> {
        let word: i64 = self.fact(ACCEPTED_UP_TO)?.unwrap_or_default();
        let known = self.gone_since()?.into_iter();
        let mut found: HashSet<UserId> = known
            .filter(|(_, since)| since.0 <= word)
            .map(|(user, _)| user)
            .collect();
        let sql = "SELECT c.user_id FROM provider_changes c JOIN users u ON u.id = c.user_id \
                   WHERE c.kind = 'delete' AND c.state = 'given_up'";
        let mut statement = self.connection.prepare_cached(sql)?;
        for user in statement.query_map([], |row| Ok(UserId(row.get(0)?)))? {
            found.insert(user?);
        }
        let sql = "SELECT id FROM batches WHERE accepts_id IS NOT NULL AND state NOT IN ('completed', \
                   'completed_with_errors', 'cancelled', 'withdrawn')";
        let mut statement = self.connection.prepare_cached(sql)?;
        for batch in statement.query_map([], |row| Ok(BatchId(row.get(0)?)))? {
            let planned = self.planned_rows(batch?)?.into_iter();
            found.extend(planned.map(|row| UserId(row.reference)));
        }
        Ok(found)
    }

    /// What a roster would show of learners; whoever is not here any more is left out.
    pub fn sought(&self, users: &[UserId]) -> Result<Vec<Sought>> {
        let sql =
            "SELECT first_name, last_name, job_title, email, unique_id FROM users WHERE id = :user";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut found = Vec::with_capacity(users.len());
        for user in users {
            let mut rows = statement.query(named_params! {":user": user.0})?;
            if let Some(row) = rows.next()? {
                found.push(super::sought_from(row, *user)?);
            }
        }
        Ok(found)
    }

    /// What a roster would show of learners who came here after the one with this number.
    pub fn sought_after(&self, last: i64) -> Result<Vec<Sought>> {
        let sql = "SELECT id, first_name, last_name, job_title, email, unique_id FROM users WHERE id > :last ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_map(named_params! {":last": last}, |row| {
            super::sought_from(row, UserId(row.get("id")?))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Deletions that a roster left open because somebody in it may be their learner, each with the last learner who was
    /// here before that roster came.
    pub fn left_alike(&self) -> Result<HashMap<ChangeId, i64>> {
        let kept: Option<String> = self.fact(LEFT_ALIKE)?;
        let pairs = kept.as_deref().unwrap_or_default().split_whitespace();
        let read = |pair: &str| {
            let (change, last) = pair.split_once(':')?;
            Some((ChangeId(change.parse().ok()?), last.parse().ok()?))
        };
        let read = pairs.map(|pair| {
            read(pair)
                .ok_or_else(|| Trouble::Damaged(format!("{pair} stands in {LEFT_ALIKE}")).into())
        });
        read.collect()
    }

    /// A page of them, in the order of their numbers.
    pub fn gone(&self, page: Page) -> Result<Window<GoneLearner>> {
        let sql = "SELECT g.user_id, u.first_name, u.last_name, u.job_title, u.email, u.unique_id, e.taken_at FROM provider_gone g \
                   JOIN users u ON u.id = g.user_id JOIN evidence e ON e.id = g.evidence_id ORDER BY g.user_id \
                   LIMIT :limit OFFSET :offset";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":limit": page.limit, ":offset": page.offset};
        let rows = statement.query_map(parameters, |row| {
            let user = UserId(row.get("user_id")?);
            let sought = super::sought_from(row, user)?;
            Ok(GoneLearner {
                user,
                name: sought.name(),
                email: sought.email,
                unique_id: sought.unique_id,
                missed_at: Timestamp(row.get("taken_at")?),
            })
        })?;
        Ok(Window {
            rows: rows.collect::<rusqlite::Result<_>>()?,
            offset: page.offset,
            total: usize::try_from(self.count_gone()?).unwrap_or_default(),
        })
    }

    /// What something was concluded from.
    pub fn evidence(&self, evidence: EvidenceId) -> Result<Option<Evidence>> {
        use rusqlite::OptionalExtension;
        let sql = "SELECT id AS evidence_id, kind AS evidence_kind, taken_at, received_at, source, sha256 FROM evidence \
                   WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row(named_params! {":id": evidence.0}, super::evidence_from);
        Ok(found.optional()?)
    }
}

impl Tx<'_> {
    /// Notes which deletions a roster leaves open because somebody in it may be their learner.
    pub fn leave_alike(&self, left: &[(ChangeId, i64)]) -> Result<()> {
        let pairs = left.iter().map(|(change, last)| format!("{change}:{last}"));
        self.set_fact(LEFT_ALIKE, pairs.collect::<Vec<_>>().join(" "))
    }

    /// Notes who is gone, as a roster says, each since the first roster in a row that says so; whoever was before and is
    /// there again is not any more.
    pub fn set_gone(
        &self,
        users: impl IntoIterator<Item = UserId>,
        roster: EvidenceId,
    ) -> Result<()> {
        let known: HashMap<UserId, EvidenceId> = self.gone_since()?.into_iter().collect();
        self.connection
            .prepare_cached("DELETE FROM provider_gone")?
            .execute([])?;
        let sql = "INSERT INTO provider_gone (user_id, evidence_id) VALUES (:user, :roster)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for user in users {
            let since = known.get(&user).unwrap_or(&roster);
            statement.execute(named_params! {":user": user.0, ":roster": since.0})?;
        }
        Ok(())
    }

    /// Notes that a full admin had a roster believed although more is missing from it than the gate allows: the absence of
    /// whoever is gone by it, or was before, has that word.
    pub fn accept_absences(&self, roster: EvidenceId) -> Result<()> {
        self.set_fact(ACCEPTED_UP_TO, roster.0)
    }
}
