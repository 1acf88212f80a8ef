//! Numbers that were given stay what they meant: a letter, a file at the provider or the erasure journal may name one
//! that a restored backup has not given yet.

use rusqlite::named_params;

use super::{Db, Tx};
use crate::error::Result;

/// Tables whose numbers are known outside of the database.
const NUMBERED: [&str; 9] = [
    "batches",
    "evidence",
    "handovers",
    "operators",
    "outbox",
    "provider_changes",
    "requests",
    "retention_rules",
    "users",
];

impl Db<'_> {
    /// The last number that each table gave.
    pub fn given_numbers(&self) -> Result<Vec<(&'static str, i64)>> {
        let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = :table), 0)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut last = |table: &'static str| {
            let seq = statement.query_row(named_params! {":table": table}, |row| row.get(0))?;
            Ok((table, seq))
        };
        NUMBERED.into_iter().map(&mut last).collect()
    }
}

impl Tx<'_> {
    /// Makes sure that a table gives no number up to `id` (again).
    pub fn pass_over_numbers(&self, table: &'static str, id: i64) -> Result<()> {
        let sql = "UPDATE sqlite_sequence SET seq = max(seq, :id) WHERE name = :table";
        let parameters = named_params! {":id": id, ":table": table};
        if self.connection.prepare_cached(sql)?.execute(parameters)? == 0 {
            let sql = "INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :id)";
            self.connection.prepare_cached(sql)?.execute(parameters)?;
        }
        Ok(())
    }
}
