//! Learners who are gone at the provider without our doing, as the last roster that was believed says.

use rusqlite::named_params;

use crate::domain::id::{EvidenceId, UserId};
use crate::domain::provider::{Evidence, GoneLearner};
use crate::domain::time::Timestamp;
use crate::domain::{Page, Window};
use crate::error::Result;
use crate::store::{Db, Sought, Tx};

impl Db<'_> {
    /// How many there are.
    pub fn count_gone(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM provider_gone";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The roster that says so; none where it says so of nobody.
    pub fn gone_by(&self) -> Result<Option<EvidenceId>> {
        let sql = "SELECT max(evidence_id) FROM provider_gone";
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

    /// All of them, in the order of their numbers.
    pub fn gone_users(&self) -> Result<Vec<UserId>> {
        let sql = "SELECT user_id FROM provider_gone ORDER BY user_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let users = statement.query_map([], |row| Ok(UserId(row.get(0)?)))?;
        Ok(users.collect::<rusqlite::Result<_>>()?)
    }

    /// What a roster would show of learners; whoever is not here any more is left out.
    pub fn sought(&self, users: &[UserId]) -> Result<Vec<Sought>> {
        let sql = "SELECT first_name, last_name, email, unique_id FROM users WHERE id = :user";
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

    /// A page of them, in the order of their numbers.
    pub fn gone(&self, page: Page) -> Result<Window<GoneLearner>> {
        let sql = "SELECT g.user_id, u.first_name, u.last_name, u.email, u.unique_id, e.taken_at FROM provider_gone g \
                   JOIN users u ON u.id = g.user_id JOIN evidence e ON e.id = g.evidence_id ORDER BY g.user_id \
                   LIMIT :limit OFFSET :offset";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":limit": page.limit, ":offset": page.offset};
        let rows = statement.query_map(parameters, |row| {
            let user = UserId(row.get("user_id")?);
            let sought = super::sought_from(row, user)?;
            Ok(GoneLearner {
                user,
                name: sought.name,
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
    /// Notes who is gone, as a roster says; whoever was before and is there again is not any more.
    pub fn set_gone(
        &self,
        users: impl IntoIterator<Item = UserId>,
        roster: EvidenceId,
    ) -> Result<()> {
        self.connection
            .prepare_cached("DELETE FROM provider_gone")?
            .execute([])?;
        let sql = "INSERT INTO provider_gone (user_id, evidence_id) VALUES (:user, :roster)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for user in users {
            statement.execute(named_params! {":user": user.0, ":roster": roster.0})?;
        }
        Ok(())
    }
}
