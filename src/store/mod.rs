//! The database: the only module that names rusqlite.
//!
//! A [`Store`] is one connection. Reading goes through [`Db`], writing through [`Tx`], which exists only inside
//! [`Store::write`]: nothing is written outside a transaction, and a transaction that fails leaves nothing behind.

mod batches;
mod bonds;
mod bulk;
mod changes;
mod checkpoints;
mod clocks;
mod codes;
mod corrections;
mod doomed;
mod edits;
mod entries;
mod errors;
mod files;
mod groups;
mod guards;
mod identities;
mod journal_marks;
mod learned;
mod learning;
mod leftovers;
mod licenses;
mod log;
mod maintenance;
mod moves;
mod numbers;
mod operators;
mod outbox;
mod plans;
mod provider;
mod queue;
mod registry;
mod remembered;
mod reminders;
mod requests;
mod roster;
mod rules;
mod schema;
mod settings;
mod sittings;
mod ssh;
#[cfg(test)]
mod tests;
mod texts;
mod traces;
mod users;
mod views;
mod watch;

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::domain::reason::Reason;
use crate::error::{Error, Result, Trouble};

pub use batches::{NewBatch, RunState};
pub use bonds::Bond;
pub use bulk::{Bulk, BulkEvent, BulkProgress, BulkUser};
pub use changes::Changed;
pub use checkpoints::Checkpoints;
pub use clocks::Bounds;
pub use doomed::DoomedUser;
pub use files::{OpenBeside, files_of, is_database, is_in_use};
pub use identities::Identity;
pub use learned::{ImportedReport, StoredProgress};
pub use leftovers::Elsewhere;
pub use log::{Entry, LogHead, StoredEntry, TRACED_ACTS};
pub use maintenance::Consistency;
pub use operators::{NewOperator, StoredPassphrase};
pub use outbox::{Claim, NewMail, QueuedMail};
pub use plans::{EachRow, NewPlan, StoredChunk};
pub use provider::{
    ChangeRecord, NewChange, NewEvidence, NewHandover, Noted, OpenChange, Pushable, Sought,
    Unpacked,
};
pub use registry::StoredRelease;
pub use requests::{FreshRequest, RequestAbout, RequestRecord};
pub use roster::{PresentUser, Renewal, RenewedUser, RosterUser};
pub use rules::QuietUser;
pub use users::{DirectoryUser, Living, NewUser};
pub use watch::Watch;

/// Marks a database file as ours ("OFFB").
pub const APPLICATION_ID: i64 = 0x4F46_4642;
/// How long a connection waits before it asks again while another one writes. A batch leaves a gap of [`GAP`] between two
/// chunks, in which whoever asks this often gets in between.
const ASKS_EVERY: Duration = Duration::from_micros(250);
/// Pages that a connection keeps, in KB with a minus sign; fewer while it goes through something once.
const CACHE: i32 = -16_384;
const SPARE_CACHE: i32 = -1_024;
/// A gap in which everybody who waits to write has asked.
const GAP: Duration = Duration::from_micros(500);
/// Gaps that a batch leaves one after the other between two chunks at the most.
const GAPS: u32 = 300;
/// Times that a connection asks again: about half a minute.
const BUSY_TRIES: i32 = 100_000;

/// One connection to the database of an account.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// Device and number of the file that was opened.
    file: (u64, u64),
    /// What was found damaged: nothing is written any more.
    damaged: Option<String>,
    /// Whether it was opened so that nothing can be written.
    read_only: bool,
}

/// What can be read.
pub struct Db<'c> {
    connection: &'c Connection,
}

/// What can be written, inside a transaction; it can read as well.
pub struct Tx<'c> {
    db: Db<'c>,
}

impl<'c> Deref for Tx<'c> {
    type Target = Db<'c>;

    fn deref(&self) -> &Self::Target {
        &self.db
    }
}

/// Stops the query that a connection is at, from another thread.
pub struct Interrupt(rusqlite::InterruptHandle);

impl Interrupt {
    /// Stops it.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl Db<'_> {
    /// Goes through much of the database once: what is read or written meanwhile is not kept in memory.
    pub fn in_passing<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let keep = |size| self.connection.pragma_update(None, "cache_size", size);
        keep(SPARE_CACHE)?;
        let done = work();
        keep(CACHE)?;
        done
    }
}

impl Store {
    /// Makes an empty database with the newest schema. The file must not exist.
    pub fn create(path: &Path) -> Result<Self> {
        private_file(path)?;
        files::note_opened(path);
        let connection = Connection::open(plain(path)?)?;
        connection.pragma_update(None, "page_size", 4096)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        let mut store = Self {
            connection,
            path: path.to_owned(),
            file: file_at(path)?,
            damaged: None,
            read_only: false,
        };
        store.configure()?;
        schema::migrate(&mut store.connection)?;
        Ok(store)
    }

    /// Opens a database for writing and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self> {
        let mut store = Self::connect(path)?;
        store.recognise()?;
        store.configure()?;
        schema::migrate(&mut store.connection)?;
        Ok(store)
    }

    /// Opens a database that is to be replaced, as it is: its schema stays what it was.
    pub fn open_as_is(path: &Path) -> Result<Self> {
        let mut store = Self::connect(path)?;
        store.recognise()?;
        store.configure()?;
        Ok(store)
    }

    /// Opens another connection to a database that was opened before, for reading.
    pub fn open_reader(path: &Path) -> Result<Self> {
        let mut store = Self::connect(path)?;
        store.recognise()?;
        store.configure()?;
        store.connection.pragma_update(None, "query_only", true)?;
        Ok(store)
    }

    /// Opens a database so that nothing can be written, by nobody who holds the connection. One of an older version is not
    /// brought up to date, and so not opened.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        let mut store = Self::open_reader(path)?;
        if schema::version_of(&store.connection)? < schema::newest() {
            return Err(Error::Refused(Reason::OpenedReadOnly));
        }
        store.read_only = true;
        Ok(store)
    }

    /// Opens a copy of a database for looking at, without leaving anything beside it.
    pub fn open_plain(path: &Path) -> Result<Self> {
        let store = Self::connect(path)?;
        store.recognise()?;
        store.connection.pragma_update(None, "query_only", true)?;
        Ok(store)
    }

    /// Opens a database that nobody writes, such as a backup, for looking at: no lock is taken, and no file is made.
    pub fn open_still(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let path_there = plain(path)?;
        let bytes = path_there.as_os_str().as_encoded_bytes().iter();
        let escaped: Vec<_> = bytes.map(|byte| format!("%{byte:02x}")).collect();
        let address = format!("file:{}?immutable=1", escaped.concat());
        let store = Self {
            connection: Connection::open_with_flags(address, flags)?,
            path: path.to_owned(),
            file: file_at(path)?,
            damaged: None,
            read_only: false,
        };
        store.recognise()?;
        Ok(store)
    }

    /// Where the database lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What can be read.
    pub fn db(&self) -> Db<'_> {
        Db {
            connection: &self.connection,
        }
    }

    /// Reads several things from one state of the database.
    pub fn read<T>(&mut self, read: impl FnOnce(&Db<'_>) -> Result<T>) -> Result<T> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Deferred)?;
        let answer = read(&Db {
            connection: &transaction,
        })?;
        transaction.finish()?;
        Ok(answer)
    }

    /// Writes in one transaction: all of it, or nothing when `write` fails. Once damage was found, nothing is written
    /// any more; nor into a file that has lost its name, where everything would be lost with it.
    pub fn write<T>(&mut self, write: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.refuse_when_damaged()?;
        let written = self.write_once(write);
        if let Err(Error::Environment(Trouble::Damaged(told))) = &written {
            self.damaged = Some(told.clone());
            // Closing must not move the log into the damaged file either.
            let keep = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
            let _ = self.connection.set_db_config(keep, true);
        }
        written
    }

    /// Waits until nobody else has written for as long as a gap: whoever waits to write asks more often, and so goes first.
    /// Answers whether anybody did.
    pub fn let_others_first(&mut self) -> Result<bool> {
        self.connection.busy_handler(None::<fn(i32) -> bool>)?;
        let waited = self.wait_for_gap();
        self.connection.busy_handler(Some(ask_again))?;
        waited
    }

    fn wait_for_gap(&self) -> Result<bool> {
        let (mut was_busy, mut has_written) = (false, false);
        for _ in 0..GAPS {
            std::thread::sleep(GAP);
            let asked = self.connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK");
            match asked.map_err(Error::from) {
                Ok(()) if !was_busy => break,
                // Somebody else may have waited for the one who wrote.
                Ok(()) => was_busy = false,
                Err(Error::Environment(Trouble::Busy)) => (was_busy, has_written) = (true, true),
                Err(error) => return Err(error),
            }
        }
        Ok(has_written)
    }

    /// Refuses what would write into a database that is damaged, or into a file that has lost its name.
    fn refuse_when_damaged(&self) -> Result<()> {
        if self.read_only {
            return Err(Error::Refused(Reason::OpenedReadOnly));
        }
        if let Some(told) = &self.damaged {
            return Err(Trouble::Damaged(told.clone()).into());
        }
        self.refuse_when_replaced()
    }

    /// Refuses what must not be done by a file that has lost its name.
    pub fn refuse_when_replaced(&self) -> Result<()> {
        if file_at(&self.path)? == self.file {
            Ok(())
        } else {
            Err(Trouble::Replaced(self.path.clone()).into())
        }
    }

    fn write_once<T>(&mut self, write: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // It may have been replaced while this connection waited for the lock.
        if file_at(&self.path)? != self.file {
            return Err(Trouble::Replaced(self.path.clone()).into());
        }
        let answer = write(&Tx {
            db: Db {
                connection: &transaction,
            },
        })?;
        transaction.commit()?;
        Ok(answer)
    }

    /// Stops this connection's query from another thread.
    pub fn interrupt_handle(&self) -> Interrupt {
        Interrupt(self.connection.get_interrupt_handle())
    }

    /// Whether another file has taken the name of the one that was opened.
    pub fn is_replaced(&self) -> bool {
        file_at(&self.path).is_ok_and(|there| there != self.file)
    }

    /// A number that moves whenever another connection has committed.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    fn connect(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let metadata = std::fs::metadata(path).map_err(|error| Error::from_io(&error, path))?;
        if !metadata.is_file() {
            return Err(Trouble::NotAFile(path.to_owned()).into());
        }
        if metadata.permissions().readonly() {
            return Err(Trouble::ReadOnly(path.display().to_string()).into());
        }
        files::note_opened(path);
        let mut connection = Connection::open_with_flags(plain(path)?, flags)?;
        connection.busy_handler(Some(ask_again))?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            file: file_at(path)?,
            damaged: None,
            read_only: false,
        })
    }

    fn recognise(&self) -> Result<()> {
        let application: i64 =
            self.connection
                .pragma_query_value(None, "application_id", |row| row.get(0))?;
        if application != APPLICATION_ID {
            return Err(Trouble::Damaged(format!(
                "{} is not a database of this program",
                self.path.display()
            ))
            .into());
        }
        // Version and tables are of one state, although another process may be migrating them.
        let state = self.connection.unchecked_transaction()?;
        let found = schema::version_of(&state)?;
        let known = schema::newest();
        if found > known {
            return Err(Trouble::NewerSchema { found, known }.into());
        }
        schema::refuse_foreign(&state, found)
    }

    fn configure(&mut self) -> Result<()> {
        let connection = &mut self.connection;
        connection.busy_handler(Some(ask_again))?;
        connection.set_prepared_statement_cache_capacity(200);
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        keep_a_log(connection)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        // Above what a batch lets the log grow to: its log is moved by a thread, not by whoever commits next.
        connection.pragma_update(None, "wal_autocheckpoint", 8_000)?;
        // Keeps the log of a long batch from keeping its largest size.
        connection.pragma_update(None, "journal_size_limit", 33_554_432)?;
        Ok(())
    }
}

/// Makes the database keep a write-ahead log. SQLite asks nobody to wait when another connection looks at a database
/// that has none yet, so it is asked again here.
fn keep_a_log(connection: &Connection) -> Result<()> {
    let mut tries = 0;
    loop {
        let kept = connection.pragma_update(None, "journal_mode", "WAL");
        match kept.map_err(Error::from) {
            Err(Error::Environment(Trouble::Busy)) if ask_again(tries) => tries += 1,
            kept => return kept,
        }
    }
}

/// Waits a moment while another connection writes; gives up in the end.
fn ask_again(tries: i32) -> bool {
    std::thread::sleep(ASKS_EVERY);
    tries < BUSY_TRIES
}

/// Asserts what this program stands on; called once at the start.
pub fn check_library() -> Result<()> {
    // Older libraries can lose a committed transaction when a WAL is reset while it is read.
    if rusqlite::version_number() < 3_051_003 {
        return Err(Error::Bug(format!(
            "SQLite {} is older than 3.51.3",
            rusqlite::version()
        )));
    }
    Ok(())
}

/// Device and number of the file that has this name now.
fn file_at(path: &Path) -> Result<(u64, u64)> {
    let found = std::fs::metadata(path).map_err(|error| Error::from_io(&error, path))?;
    Ok(files::identity(&found))
}

/// A path that begins with a slash: SQLite takes one that begins with `file:` for a URI.
fn plain(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(|error| Error::from_io(&error, path))
}

fn private_file(path: &Path) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(|error| Error::from_io(&error, path))?;
    Ok(())
}
