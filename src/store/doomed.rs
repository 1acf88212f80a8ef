//! What must be known of users to judge whether they go, and to let them go.

use rusqlite::{OptionalExtension, Row, named_params};

use super::Db;
use super::users::numbers;
use crate::domain::id::UserId;
use crate::domain::license::LicenseStatus;
use crate::error::Result;

/// What must be known of a user to judge and carry out a deletion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoomedUser {
    /// Who.
    pub id: UserId,
    /// Primary email address.
    pub email: Option<String>,
    /// Unique user ID.
    pub unique_id: Option<String>,
    /// Whether a legal hold protects the learner.
    pub on_hold: bool,
    /// Whether a profile is connected.
    pub connected: bool,
    /// Strongest license status.
    pub license: LicenseStatus,
    /// Groups the learner is in.
    pub groups: Vec<u16>,
    /// First and last name.
    pub name: String,
}

const DOOMED: &str = "SELECT id, email, unique_id, hold_since IS NOT NULL, connected, license, group_ids, first_name, last_name FROM users";

impl Db<'_> {
    /// What must be known of one user to judge a deletion.
    pub fn doomed_user(&self, user: UserId) -> Result<Option<DoomedUser>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{DOOMED} WHERE id = :id"))?;
        Ok(statement
            .query_row(named_params! {":id": user.0}, doomed_from)
            .optional()?)
    }

    /// The same for the users from `first` to `last` who are wanted, in id order.
    pub fn each_doomed_user(
        &self,
        first: UserId,
        last: UserId,
        mut is_wanted: impl FnMut(UserId) -> bool,
        mut each: impl FnMut(DoomedUser),
    ) -> Result<()> {
        let sql = format!("{DOOMED} WHERE id BETWEEN :first AND :last ORDER BY id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(named_params! {":first": first.0, ":last": last.0})?;
        while let Some(row) = rows.next()? {
            if is_wanted(UserId(row.get(0)?)) {
                each(doomed_from(row)?);
            }
        }
        Ok(())
    }
}

fn doomed_from(row: &Row<'_>) -> rusqlite::Result<DoomedUser> {
    let (first, last) = (row.get_ref(7)?.as_str()?, row.get_ref(8)?.as_str()?);
    let mut name = String::with_capacity(first.len() + 1 + last.len());
    name.push_str(first);
    name.push(' ');
    name.push_str(last);
    Ok(DoomedUser {
        name,
        id: UserId(row.get(0)?),
        email: row.get(1)?,
        unique_id: row.get(2)?,
        on_hold: row.get(3)?,
        connected: row.get(4)?,
        license: row.get(5)?,
        groups: numbers(row.get_ref(6)?.as_str()?).collect(),
    })
}
