//! Where an address can stand in the fields of learners.

use super::Db;
use crate::domain::id::UserId;
use crate::error::Result;

impl Db<'_> {
    /// Learners in whose free texts an at sign stands, in the order of their numbers.
    pub fn users_with_an_at(&self) -> Result<Vec<UserId>> {
        let sql = "SELECT id FROM users WHERE instr(attributes, '@') OR instr(job_title, '@') OR instr(first_name, '@') \
                   OR instr(last_name, '@') OR instr(coalesce(hold_reason, ''), '@') ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let users = statement.query_map([], |row| Ok(UserId(row.get(0)?)))?;
        Ok(users.collect::<rusqlite::Result<_>>()?)
    }
}
