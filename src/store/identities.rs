//! Identifiers of many users, read one after the other.

use rusqlite::{Row, named_params};

use super::Db;
use crate::domain::id::UserId;
use crate::error::Result;

/// What identifies a user, read where it is asked for: of most users who are passed by, it never is.
pub struct Identity<'r>(&'r Row<'r>);

impl Identity<'_> {
    /// The email address; empty where there is none.
    pub fn email(&self) -> Result<&str> {
        Ok(self.0.get_ref(1)?.as_str_or_null()?.unwrap_or_default())
    }

    /// The unique ID; empty where there is none.
    pub fn unique_id(&self) -> Result<&str> {
        Ok(self.0.get_ref(2)?.as_str_or_null()?.unwrap_or_default())
    }

    /// Whether the learner is on legal hold.
    pub fn on_hold(&self) -> Result<bool> {
        Ok(self.0.get(3)?)
    }
}

impl Db<'_> {
    /// Identifiers of every user in id order: id, email, unique ID, on hold.
    pub fn each_identity(&self, mut each: impl FnMut(UserId, &str, &str, bool)) -> Result<()> {
        let sql = "SELECT id, email, unique_id, hold_since IS NOT NULL FROM users ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let email = row.get_ref(1)?.as_str_or_null()?.unwrap_or_default();
            let unique_id = row.get_ref(2)?.as_str_or_null()?.unwrap_or_default();
            each(UserId(row.get(0)?), email, unique_id, row.get(3)?);
        }
        Ok(())
    }

    /// The addresses whose domain may be spelt in several ways, with whose they are.
    pub fn international_addresses(&self) -> Result<Vec<(UserId, String)>> {
        let sql = "SELECT id, email FROM users \
                   WHERE email GLOB '*[^ -~]*' OR email LIKE '%@%xn--%' ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let addresses = statement.query_map([], |row| Ok((UserId(row.get(0)?), row.get(1)?)))?;
        Ok(addresses.collect::<rusqlite::Result<_>>()?)
    }

    /// The users from `first` to `last`, in id order.
    pub fn identities_between(
        &self,
        first: UserId,
        last: UserId,
        mut each: impl FnMut(UserId, &Identity<'_>) -> Result<()>,
    ) -> Result<()> {
        let sql = "SELECT id, email, unique_id, hold_since IS NOT NULL FROM users \
                   WHERE id BETWEEN :first AND :last ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":first": first.0, ":last": last.0})?;
        while let Some(row) = rows.next()? {
            each(UserId(row.get(0)?), &Identity(row))?;
        }
        Ok(())
    }
}
