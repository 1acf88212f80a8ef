//! Moving the write-ahead log into the database file beside a writer who commits one large transaction after another.
//!
//! A commit that finds the log long moves it itself, while everybody waits. Here a thread with a connection of its own
//! does that during the writer's next transaction; when it is done before the next commit, the log begins at its start
//! again and stays short.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use super::Store;
use crate::error::{Error, Result, Trouble};

/// Pages in the log that are worth a move.
const WORTH_A_MOVE: i64 = 1_000;
/// Pages in the log from which on the writer waits for the move.
const LONG: i64 = 5_500;

/// A thread that moves the log; it ends when the value goes.
pub struct Checkpoints {
    /// Taken away when the thread is to end.
    orders: Option<SyncSender<()>>,
    moved: Receiver<()>,
    under_way: bool,
    thread: Option<JoinHandle<()>>,
}

/// The write-ahead log, in pages.
struct Log {
    pages: i64,
    moved: i64,
}

impl Store {
    /// Starts a thread that moves the log of this database.
    pub fn checkpoints(&self) -> Result<Checkpoints> {
        let mut beside = Self::open_reader(&self.path)?;
        if beside.file != self.file {
            let told = format!("{} was replaced while it was open", self.path.display());
            return Err(Trouble::Damaged(told).into());
        }
        let (orders, ordered) = sync_channel(1);
        let (done, moved) = sync_channel(1);
        let work = move || {
            while ordered.recv().is_ok() {
                // What cannot be moved stays in the log, where it is as safe, until a later move.
                let _ = beside.move_log();
                if done.send(()).is_err() {
                    break;
                }
            }
        };
        let thread = std::thread::Builder::new()
            .name("checkpoints".to_owned())
            .spawn(work)
            .map_err(|error| Error::from_io(&error, &self.path))?;
        Ok(Checkpoints {
            orders: Some(orders),
            moved,
            under_way: false,
            thread: Some(thread),
        })
    }

    /// Moves what nobody is in the way of.
    fn move_log(&mut self) -> Result<()> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    fn log(&self) -> Result<Log> {
        let mut statement = self
            .connection
            .prepare_cached("PRAGMA wal_checkpoint(NOOP)")?;
        Ok(statement.query_row([], |row| {
            Ok(Log {
                pages: row.get(1)?,
                moved: row.get(2)?,
            })
        })?)
    }
}

impl Checkpoints {
    /// Has the log moved where that is worth it; called after a commit. Waits only where the log grew long.
    pub fn after_commit(&mut self, store: &Store) -> Result<()> {
        if self.under_way && self.moved.try_recv().is_ok() {
            self.under_way = false;
        }
        let log = store.log()?;
        if !self.under_way && log.pages - log.moved >= WORTH_A_MOVE {
            self.order();
        }
        if log.pages >= LONG {
            // What is under way began before this commit.
            self.wait();
            self.order();
            self.wait();
        }
        Ok(())
    }

    fn order(&mut self) {
        let orders = self.orders.as_ref();
        self.under_way = orders.is_some_and(|orders| orders.send(()).is_ok());
    }

    fn wait(&mut self) {
        if self.under_way {
            let _ = self.moved.recv();
            self.under_way = false;
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.wait();
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
