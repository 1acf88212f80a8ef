//! Texts that people wrote and that are kept when somebody is deleted: names of uploads and of evidence, reasons of releases,
//! words about changes at the provider, texts of holds.

use rusqlite::named_params;

use super::{Db, Tx};
use crate::domain::id::UserId;
use crate::error::Result;

/// The text of a hold, and whom it is about.
pub struct HoldText {
    /// The learner on hold.
    pub user: UserId,
    /// The text.
    pub reason: String,
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

    /// Texts of all holds.
    pub fn hold_texts(&self) -> Result<Vec<HoldText>> {
        let sql = "SELECT id, hold_reason, first_name || ' ' || last_name, coalesce(email, ''), coalesce(unique_id, '') \
                   FROM users WHERE hold_since IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let texts = statement.query_map([], |row| {
            Ok(HoldText {
                user: UserId(row.get(0)?),
                reason: row.get(1)?,
                name: row.get(2)?,
                email: row.get(3)?,
                unique_id: row.get(4)?,
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
