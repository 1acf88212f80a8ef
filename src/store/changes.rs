//! Which users changed, in order, for the resident directories of this and of other processes.

use rusqlite::named_params;

use super::{Db, Tx};
use crate::domain::id::UserId;
use crate::error::Result;

/// Changes kept; a directory that is further behind loads anew.
const KEPT: i64 = 20_000;

impl Db<'_> {
    /// Number of the last change, 0 when there was none.
    pub fn last_change(&self) -> Result<i64> {
        let sql = "SELECT coalesce(max(seq), 0) FROM changes";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?)
    }

    /// Ranges of users that changed after `seq`, or `None` when they are not kept that far back.
    pub fn changes_after(&self, seq: i64) -> Result<Option<Vec<(UserId, UserId)>>> {
        let oldest: i64 = self
            .connection
            .prepare_cached("SELECT coalesce(min(seq), 0) FROM changes")?
            .query_row([], |row| row.get(0))?;
        if oldest > seq + 1 {
            return Ok(None);
        }
        let sql = "SELECT first_user, last_user FROM changes WHERE seq > :seq ORDER BY seq";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ranges = statement.query_map(named_params! {":seq": seq}, |row| {
            Ok((UserId(row.get(0)?), UserId(row.get(1)?)))
        })?;
        Ok(Some(ranges.collect::<rusqlite::Result<_>>()?))
    }
}

impl Tx<'_> {
    /// Notes that users from `first` to `last` changed.
    pub fn note_change(&self, first: UserId, last: UserId) -> Result<()> {
        let sql = "INSERT INTO changes (first_user, last_user) VALUES (:first, :last)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":first": first.0, ":last": last.0})?;
        let seq = self.connection.last_insert_rowid();
        if seq % 1_000 == 0 {
            let sql = "DELETE FROM changes WHERE seq <= :seq";
            self.connection
                .prepare_cached(sql)?
                .execute(named_params! {":seq": seq - KEPT})?;
        }
        Ok(())
    }
}
