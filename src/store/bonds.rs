//! What ties users to others: license, groups, managers, names. Walked through as a whole, never kept.

use rusqlite::{OptionalExtension, Row, named_params};

use super::Db;
use super::users::numbers;
use crate::domain::id::UserId;
use crate::domain::license::LicenseStatus;
use crate::error::Result;

/// What ties a user to others, read where it is asked for.
pub struct Bond<'r> {
    /// Who.
    pub id: UserId,
    row: &'r Row<'r>,
}

impl Bond<'_> {
    /// Strongest license status.
    pub fn license(&self) -> Result<LicenseStatus> {
        Ok(self.row.get(1)?)
    }

    /// Numbers of the user's groups.
    pub fn groups(&self) -> Result<impl Iterator<Item = u16>> {
        Ok(numbers(self.row.get_ref(2)?.as_str()?))
    }

    /// Attributes as they are stored, where there are any.
    pub fn attributes(&self) -> Result<Option<&str>> {
        Ok(self.row.get_ref(3)?.as_str_or_null()?)
    }
}

impl Db<'_> {
    /// Every user, in id order.
    pub fn each_bond(&self, mut each: impl FnMut(&Bond<'_>) -> Result<()>) -> Result<()> {
        // Most users have no attributes, and what is null is read soonest.
        let sql = "SELECT id, license, group_ids, CASE WHEN attributes <> '{}' THEN attributes END \
                   FROM users ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = UserId(row.get(0)?);
            each(&Bond { id, row })?;
        }
        Ok(())
    }

    /// The name of every user as shown, where there is one.
    pub fn each_name(&self, mut each: impl FnMut(&str)) -> Result<()> {
        let sql = "SELECT first_name, last_name FROM users ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut name = String::new();
        while let Some(row) = rows.next()? {
            name.clear();
            name.push_str(row.get_ref(0)?.as_str()?);
            name.push(' ');
            name.push_str(row.get_ref(1)?.as_str()?);
            each(name.trim());
        }
        Ok(())
    }

    /// A user's job title.
    pub fn job_title(&self, user: UserId) -> Result<Option<String>> {
        let sql = "SELECT job_title FROM users WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement
            .query_row(named_params! {":id": user.0}, |row| row.get(0))
            .optional()?)
    }
}
