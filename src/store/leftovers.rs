//! Where an address can stand in what people wrote: the fields of learners, and every other text.

use rusqlite::named_params;

use super::{Db, Tx};
use crate::domain::id::UserId;
use crate::domain::residue::WrittenIn;
use crate::error::Result;

/// A text that is no learner's field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// What it belongs to.
    pub of: WrittenIn,
    /// The number of that.
    pub number: i64,
    /// The column.
    pub column: &'static str,
    /// What stands there.
    pub text: String,
}

/// The columns of such texts: what they belong to, their table, the column of its number, the column of the text.
pub(super) const ELSEWHERE: [(WrittenIn, &str, &str, &str); 15] = [
    (WrittenIn::Group, "groups", "id", "name"),
    (WrittenIn::LicenseType, "license_types", "id", "name"),
    (WrittenIn::Course, "courses", "id", "title"),
    (WrittenIn::Request, "requests", "id", "channel"),
    (WrittenIn::Request, "requests", "id", "asked_by"),
    (WrittenIn::Request, "requests", "id", "note"),
    (WrittenIn::Request, "requests", "id", "identity_how"),
    (WrittenIn::Request, "requests", "id", "reason"),
    (WrittenIn::Request, "request_entries", "request_id", "text"),
    (WrittenIn::Letter, "outbox", "id", "subject"),
    (WrittenIn::Letter, "outbox", "id", "body"),
    (WrittenIn::Letter, "outbox", "id", "trouble"),
    (WrittenIn::Batch, "batches", "id", "file_name"),
    (WrittenIn::Evidence, "evidence", "id", "source"),
    (WrittenIn::Change, "provider_changes", "id", "words"),
];

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

    /// Every text that is no learner's field and in which an at sign stands. Letters that go once they have served are none.
    pub fn elsewhere_with_an_at(&self) -> Result<Vec<Elsewhere>> {
        let mut found = Vec::new();
        for (of, table, key, column) in ELSEWHERE {
            let which = match of {
                WrittenIn::Letter => " AND NOT fleeting",
                _ => "",
            };
            let sql =
                format!("SELECT {key}, {column} FROM {table} WHERE instr({column}, '@'){which}");
            let mut statement = self.connection.prepare_cached(&sql)?;
            let texts = statement.query_map([], |row| {
                Ok(Elsewhere {
                    of,
                    number: row.get(0)?,
                    column,
                    text: row.get(1)?,
                })
            })?;
            for text in texts {
                found.push(text?);
            }
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// Has a text that is no learner's field say something else. A name that another one has gets a number.
    pub fn reword_elsewhere(&self, text: &Elsewhere, after: &str) -> Result<()> {
        let which = |(of, _, _, column): &(WrittenIn, &str, &str, &str)| {
            (*of, *column) == (text.of, text.column)
        };
        for (of, table, key, column) in ELSEWHERE.into_iter().filter(which) {
            let mut after = after.to_owned();
            if matches!(of, WrittenIn::Group | WrittenIn::LicenseType) {
                let sql = format!("SELECT 1 FROM {table} WHERE {column} = ?1");
                let mut named = self.connection.prepare_cached(&sql)?;
                let wanted = after.clone();
                let mut number = 1;
                while named.exists([&after])? {
                    number += 1;
                    after = format!("{wanted} {number}");
                }
            }
            let sql = format!(
                "UPDATE {table} SET {column} = :after WHERE {key} = :number AND {column} = :before"
            );
            let parameters =
                named_params! {":after": after, ":number": text.number, ":before": text.text};
            self.connection.prepare_cached(&sql)?.execute(parameters)?;
        }
        Ok(())
    }
}
