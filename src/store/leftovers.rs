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

    /// Every text that people wrote about learners and in which an at sign stands, in no order.
    pub fn each_text_with_an_at(&self, mut each: impl FnMut(&str)) -> Result<()> {
        const TEXTS: [&str; 8] = [
            "SELECT attributes FROM users WHERE instr(attributes, '@')",
            "SELECT job_title FROM users WHERE instr(job_title, '@')",
            "SELECT first_name || ' ' || last_name FROM users WHERE instr(first_name, '@') OR instr(last_name, '@')",
            "SELECT hold_reason FROM users WHERE instr(coalesce(hold_reason, ''), '@')",
            "SELECT changes FROM edits WHERE instr(changes, '@')",
            "SELECT note FROM requests WHERE instr(note, '@')",
            "SELECT asked_by FROM requests WHERE instr(asked_by, '@')",
            "SELECT text FROM request_entries WHERE instr(text, '@')",
        ];
        for sql in TEXTS {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(row.get_ref(0)?.as_str_or_null()?.unwrap_or_default());
            }
        }
        Ok(())
    }
}
