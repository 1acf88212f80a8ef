//! Hears of it when a database is written or replaced, so that nobody need look again and again.
//!
//! No file of it is opened: closing one would take the locks of `SQLite` away. Not every disk says what is written: only
//! where a write of our own is heard are those of others relied on.

use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

/// Hears of writes into a database.
pub struct Watch {
    events: OwnedFd,
}

impl Watch {
    /// Begins to listen; none where the system or the disk tells nobody. The database is open, and so has its log.
    #[cfg(target_os = "linux")]
    pub fn of(database: &Path) -> Option<Self> {
        use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};
        let events = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok()?;
        let watch = Self { events };
        // The log lies beside the file itself, wherever a link to it lies.
        let database = &std::fs::canonicalize(database).ok()?;
        if !watch.hears_in(crate::durable::folder_of(database))? {
            return None;
        }
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        // A file that takes the name of another takes a link away from it.
        let wanted = WatchFlags::MODIFY
            | WatchFlags::ATTRIB
            | WatchFlags::MOVE_SELF
            | WatchFlags::DELETE_SELF;
        for file in [database, Path::new(&log)] {
            add_watch(&watch.events, file, wanted).ok()?;
        }
        Some(watch)
    }

    /// Whether the system tells of a write into a folder.
    #[cfg(target_os = "linux")]
    fn hears_in(&self, folder: &Path) -> Option<bool> {
        use rustix::fs::inotify::{WatchFlags, add_watch, remove_watch};
        use std::io::Write as _;

        let mut own = tempfile::NamedTempFile::new_in(folder).ok()?;
        let watched = add_watch(&self.events, own.path(), WatchFlags::MODIFY).ok()?;
        own.write_all(&[0]).ok()?;
        let hears = self.forget();
        remove_watch(&self.events, watched).ok()?;
        // The system tells that it is over, too.
        self.forget();
        Some(hears)
    }

    /// No other system is asked.
    #[cfg(not(target_os = "linux"))]
    pub fn of(_database: &Path) -> Option<Self> {
        None
    }

    /// Waits until something has been written or replaced since it was last asked; not where something comes from `end`
    /// before, or that is closed. Answers whether something was written.
    pub fn wait(&self, end: impl AsFd) -> bool {
        loop {
            let mut both = [
                PollFd::new(&self.events, PollFlags::IN),
                PollFd::new(&end, PollFlags::IN),
            ];
            match poll(&mut both, None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(_) => return false,
            }
            let [is_written, is_over] = both.map(|one| !one.revents().is_empty());
            if is_over {
                return false;
            }
            if is_written {
                return self.forget();
            }
        }
    }

    /// Takes everything that was heard; answers whether there was anything.
    fn forget(&self) -> bool {
        let mut heard = false;
        let mut buffer = [0; 4_096];
        loop {
            match rustix::io::read(&self.events, &mut buffer) {
                Ok(0) => return heard,
                Ok(_) => heard = true,
                Err(Errno::INTR) => {}
                Err(_) => return heard,
            }
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::net::UnixStream;

    use super::*;
    use crate::error::{Error, Result};
    use crate::store::Store;

    #[test]
    fn a_commit_of_another_connection_and_another_file_in_its_place_are_heard() -> Result<()> {
        let failed = |error: std::io::Error| Error::Bug(error.to_string());
        let folder = tempfile::tempdir().map_err(failed)?;
        let path = folder.path().join("hub.db");
        let mut store = Store::create(&path)?;
        let mut other = Store::open(&path)?;
        let none = || Error::Bug("nothing is told here".to_owned());
        let watch = Watch::of(&path).ok_or_else(none)?;
        let (end, held) = UnixStream::pair().map_err(failed)?;
        for (store, group) in [(&mut store, "One"), (&mut other, "Two")] {
            store.write(|tx| tx.insert_group(group).map(drop))?;
            assert!(watch.wait(&end));
            assert!(!watch.forget(), "it is heard once");
        }
        let copy = folder.path().join("copy.db");
        std::fs::copy(&path, &copy).map_err(failed)?;
        std::fs::rename(&copy, &path).map_err(failed)?;
        assert!(watch.wait(&end));
        drop(held);
        assert!(!watch.wait(&end), "nobody wants to know it any more");
        Ok(())
    }
}
