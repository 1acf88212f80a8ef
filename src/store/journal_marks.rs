//! Where the database stands in the erasure journal: the chain's mark behind each entry whose effects it holds.

use rusqlite::{OptionalExtension, named_params};

use super::{Db, Tx};
use crate::error::Result;

impl Db<'_> {
    /// The mark behind an entry that this database holds.
    pub fn journal_mark(&self, number: u64) -> Result<Option<[u8; 16]>> {
        let sql = "SELECT mark FROM journal_marks WHERE number = :number";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":number": number.cast_signed()};
        Ok(statement
            .query_row(parameters, |row| row.get(0))
            .optional()?)
    }

    /// Number and mark of entries up to a number, the last first, until `found` says that it is the one.
    pub fn last_journal_mark(
        &self,
        up_to: u64,
        mut found: impl FnMut(u64, [u8; 16]) -> Result<bool>,
    ) -> Result<Option<u64>> {
        let sql =
            "SELECT number, mark FROM journal_marks WHERE number <= :up_to ORDER BY number DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":up_to": up_to.cast_signed()})?;
        while let Some(row) = rows.next()? {
            let number: u64 = row.get(0)?;
            if found(number, row.get(1)?)? {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }
}

impl Tx<'_> {
    /// Notes the mark behind an entry whose effects are in this transaction.
    pub fn note_journal_mark(&self, number: u64, mark: [u8; 16]) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO journal_marks (number, mark) VALUES (:number, :mark)";
        let parameters = named_params! {":number": number.cast_signed(), ":mark": mark};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Forgets the marks behind entries after a number: they are of another journal.
    pub fn forget_journal_marks_after(&self, number: u64) -> Result<()> {
        let sql = "DELETE FROM journal_marks WHERE number > :number";
        let parameters = named_params! {":number": number.cast_signed()};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }
}
