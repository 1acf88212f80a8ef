//! Texts that people wrote and that are kept when somebody is deleted: names of uploads and of evidence, reasons of releases,
//! words about changes at the provider, texts of holds and of requests.

use rusqlite::named_params;

use super::leftovers::{ELSEWHERE, Elsewhere};
use super::{Db, Tx};
use crate::domain::id::UserId;
use crate::domain::residue::WrittenIn;
use crate::error::Result;

/// A text that is about a learner, and about whom.
pub struct TextAbout {
    /// The learner; none where there is none any more.
    pub user: Option<UserId>,
    /// Where it stands; none for the text of a hold.
    pub request: Option<Elsewhere>,
    /// The text.
    pub text: String,
    /// The learner's first and last name.
    pub name: String,
    /// Primary email address; empty where there is none.
    pub email: String,
    /// Unique user ID; empty where there is none.
    pub unique_id: String,
}

impl Db<'_> {
    /// Names of uploads and of evidence, reasons of releases, words about changes at the provider; each text once.
    pub fn kept_texts(&self) -> Result<Vec<String>> {
        let sql = "SELECT file_name FROM batches UNION SELECT reason FROM releases UNION SELECT source FROM evidence \
                   UNION SELECT words FROM provider_changes WHERE words IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let texts = statement.query_map([], |row| row.get(0))?;
        Ok(texts.collect::<rusqlite::Result<_>>()?)
    }

    /// Texts of all holds, and everything that was written about requests.
    pub fn texts_about_learners(&self) -> Result<Vec<TextAbout>> {
        const WHOSE: &str = "coalesce(first_name || ' ' || last_name, ''), coalesce(email, ''), coalesce(unique_id, '')";
        let holds =
            format!("SELECT id, id, hold_reason, {WHOSE} FROM users WHERE hold_since IS NOT NULL");
        let mut found = self.texts_about(&holds, None)?;
        for (of, table, key, column) in ELSEWHERE {
            if of != WrittenIn::Request {
                continue;
            }
            let sql = format!(
                "SELECT users.id, t.{key}, t.{column}, {WHOSE} FROM {table} t JOIN requests ON requests.id = t.{key} \
                 LEFT JOIN users ON users.id = requests.user_id WHERE t.{column} <> ''"
            );
            found.extend(self.texts_about(&sql, Some(column))?);
        }
        Ok(found)
    }

    fn texts_about(&self, sql: &str, column: Option<&'static str>) -> Result<Vec<TextAbout>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let texts = statement.query_map([], |row| {
            let (number, text) = (row.get(1)?, row.get::<_, String>(2)?);
            Ok(TextAbout {
                user: row.get::<_, Option<i64>>(0)?.map(UserId),
                request: column.map(|column| Elsewhere {
                    of: WrittenIn::Request,
                    number,
                    column,
                    text: text.clone(),
                }),
                text,
                name: row.get(3)?,
                email: row.get(4)?,
                unique_id: row.get(5)?,
            })
        })?;
        Ok(texts.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Puts another text in the place of one of [`Db::kept_texts`].
    pub fn reword_kept(&self, before: &str, after: &str) -> Result<()> {
        for sql in [
            "UPDATE batches SET file_name = :after WHERE file_name = :before",
            "UPDATE releases SET reason = :after WHERE reason = :before",
            "UPDATE evidence SET source = :after WHERE source = :before",
            "UPDATE provider_changes SET words = :after WHERE words = :before",
        ] {
            let parameters = named_params! {":before": before, ":after": after};
            self.connection.prepare_cached(sql)?.execute(parameters)?;
        }
        Ok(())
    }
}
