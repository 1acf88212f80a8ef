//! The database as a file: checks, compaction, copies.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, TransactionBehavior};

use super::{Db, Store, files};
use crate::domain::batch::Progress;
use crate::error::{Error, Result, Trouble};

/// What a check of the whole database found; every list is empty when all is well.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Consistency {
    /// What SQLite's own check says.
    pub integrity: Vec<String>,
    /// Child rows without a user.
    pub orphans: u64,
    /// Users whose registry entry is missing or names somebody else: number of them, found by the service.
    pub unregistered: u64,
    /// Figures that differ from a count: name, kept, counted.
    pub figures: Vec<(String, i64, i64)>,
}

/// Pages that a backup copies before it says how far it is.
const PAGES_AT_ONCE: i32 = 256;

/// How often somebody else may commit in between before a hold is given up.
const HOLD_TRIES: u32 = 100;

const FIGURES: [(&str, &str, &str); 6] = [
    (
        "users",
        "SELECT value FROM counters WHERE name = 'users'",
        "SELECT count(*) FROM users",
    ),
    (
        "connected",
        "SELECT value FROM counters WHERE name = 'connected'",
        "SELECT coalesce(sum(connected), 0) FROM users",
    ),
    (
        "on_hold",
        "SELECT value FROM counters WHERE name = 'on_hold'",
        "SELECT count(hold_since) FROM users",
    ),
    (
        "invited",
        "SELECT coalesce(sum(invited), 0) FROM license_types",
        "SELECT count(*) FROM records WHERE (key >> 16 & 15) = 1 AND a = 1",
    ),
    (
        "activated",
        "SELECT coalesce(sum(activated), 0) FROM license_types",
        "SELECT count(*) FROM records WHERE (key >> 16 & 15) = 1 AND a = 2",
    ),
    (
        "group members",
        "SELECT coalesce(sum(members), 0) FROM groups",
        "SELECT coalesce(sum(json_array_length(group_ids)), 0) FROM users",
    ),
];

impl Db<'_> {
    /// Checks everything that one connection can see.
    pub fn consistency(&self) -> Result<Consistency> {
        let mut found = Consistency::default();
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines {
            let line = line?;
            if line != "ok" {
                found.integrity.push(line);
            }
        }
        found.orphans = self.orphans()?;
        for (name, kept, counted) in FIGURES {
            let kept: i64 = self.connection.query_row(kept, [], |row| row.get(0))?;
            let counted: i64 = self.connection.query_row(counted, [], |row| row.get(0))?;
            if kept != counted {
                found.figures.push((name.to_owned(), kept, counted));
            }
        }
        Ok(found)
    }

    fn orphans(&self) -> Result<u64> {
        let sql = "SELECT (SELECT count(*) FROM records r WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = r.key >> 20)) \
                   + (SELECT count(*) FROM histories h WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = h.user_id)) \
                   + (SELECT count(*) FROM edits e WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = e.user_id)) \
                   + (SELECT count(*) FROM learning_sums l WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = l.key >> 20)) \
                   + (SELECT count(*) FROM outbox o WHERE o.user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users u WHERE u.id = o.user_id)) \
                   + (SELECT count(*) FROM requests q WHERE q.user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users u WHERE u.id = q.user_id))";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// Version of the schema.
    pub fn schema(&self) -> Result<i64> {
        Ok(self
            .connection
            .pragma_query_value(None, "user_version", |row| row.get(0))?)
    }

    /// Size of the database file, from its pages.
    pub fn size_bytes(&self) -> Result<u64> {
        let pages: i64 = self
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))?;
        let size: i64 = self
            .connection
            .pragma_query_value(None, "page_size", |row| row.get(0))?;
        Ok((pages * size).unsigned_abs())
    }
}

impl Store {
    /// Rewrites the whole file without what was deleted, and empties the write-ahead log. Secure deletion alone leaves
    /// pieces in the gaps of split pages.
    pub fn compact(&mut self) -> Result<()> {
        self.refuse_when_damaged()?;
        self.connection.execute_batch("VACUUM")?;
        self.empty_log()
    }

    /// Moves the write-ahead log into the file and cuts it to nothing.
    pub fn empty_log(&mut self) -> Result<()> {
        let busy: i64 =
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 {
            let followed = super::schema::is_followed(&self.connection)?;
            return Err(if followed {
                Trouble::Followed.into()
            } else {
                Trouble::Busy.into()
            });
        }
        // Cut but not synced, what the log held could be there again after a power cut.
        files::sync_log(&self.path).map_err(|error| Error::from_io(&error, &self.path))
    }

    /// Lets the database grow to so many pages and no further, or not at all where it is larger already.
    pub fn limit_pages(&self, pages: u32) -> Result<()> {
        let set =
            self.connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
        Ok(set?)
    }

    /// Copies the database, as it is now, into an empty file. `watch` hears how many bytes of how many are there, and
    /// stops it by answering false.
    pub fn copy_to(&self, target: &Path, watch: &mut dyn FnMut(Progress) -> bool) -> Result<()> {
        let page: u64 = self
            .connection
            .pragma_query_value(None, "page_size", |row| row.get(0))?;
        let mut copy = Connection::open(super::plain(target)?)?;
        {
            let backup = Backup::new(&self.connection, &mut copy)?;
            while backup.step(PAGES_AT_ONCE)? != StepResult::Done {
                let pages = backup.progress();
                let bytes = |count: i32| u64::try_from(count).unwrap_or_default() * page;
                let total = bytes(pages.pagecount);
                let done = total.saturating_sub(bytes(pages.remaining));
                if !watch(Progress { done, total }) {
                    return Err(Error::Stopped);
                }
            }
        }
        // A copy in one file, with nothing beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        copy.close().map_err(|(_, error)| Error::from(error))
    }

    /// Empties the log into the file and keeps everybody from writing while `work` is done with the file.
    pub fn held<T>(&mut self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        for _ in 0..HOLD_TRIES {
            self.empty_log()?;
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut log = self.path.as_os_str().to_owned();
            log.push("-wal");
            let empty = std::fs::metadata(log).map_or(true, |log| log.len() == 0);
            if empty {
                let done = work();
                drop(transaction);
                return done;
            }
        }
        Err(Trouble::Busy.into())
    }

    /// Closes the connection and says so when that fails.
    pub fn close(self) -> Result<()> {
        self.connection
            .close()
            .map_err(|(_, error)| Error::from(error))
    }
}
