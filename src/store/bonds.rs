//! What ties users to others: license, groups, managers, names. Walked through as a whole, never kept.

use rusqlite::{OptionalExtension, named_params};

use super::Db;
use super::users::numbers;
use crate::domain::id::UserId;
use crate::domain::license::LicenseStatus;
use crate::error::Result;

/// What ties a user to others.
pub struct Bond<'r> {
    /// Who.
    pub id: UserId,
    /// Strongest license status.
    pub license: LicenseStatus,
    /// Attributes as they are stored.
    pub attributes: &'r str,
    groups: &'r str,
}

impl Bond<'_> {
    /// Numbers of the user's groups.
    pub fn groups(&self) -> impl Iterator<Item = u16> {
        numbers(self.groups)
    }
}

impl Db<'_> {
    /// Every user, in id order.
    pub fn each_bond(&self, mut each: impl FnMut(&Bond<'_>) -> Result<()>) -> Result<()> {
        let sql = "SELECT id, license, group_ids, attributes FROM users ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(&Bond {
                id: UserId(row.get(0)?),
                license: row.get(1)?,
                groups: row.get_ref(2)?.as_str()?,
                attributes: row.get_ref(3)?.as_str()?,
            })?;
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
