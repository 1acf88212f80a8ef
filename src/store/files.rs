//! The files that `SQLite` has open in this process, and reading them beside it.
//!
//! The locks of `SQLite` on Unix belong to a process and a file, not to a descriptor: when a process closes *any*
//! descriptor of the file, all its locks there are gone. Other processes then believe they are alone with the database;
//! they throw its write-ahead log away while this one goes on writing into it. So nobody opens a file of the database
//! in the ordinary way. [`OpenBeside`] opens it once in the life of the process and never closes it, and
//! [`is_in_use`] says which paths to keep away from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What `SQLite` puts beside a database.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// Databases that this process has opened.
static OPENED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Files that were opened beside `SQLite`, by device and number; they stay open.
static KEPT: Mutex<BTreeMap<(u64, u64), &'static File>> = Mutex::new(BTreeMap::new());

/// Every file that there is of the database at a path.
pub fn files_of(database: &Path) -> Vec<PathBuf> {
    let named = BESIDE.into_iter().map(|ending| {
        let mut name = database.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    });
    named.filter(|path| path.exists()).collect()
}

/// Syncs the write-ahead log of a database that this process has open.
pub(super) fn sync_log(database: &Path) -> io::Result<()> {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    match OpenBeside::open(Path::new(&log)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        log => log?.file.sync_all(),
    }
}

/// Notes that this process opens a database.
pub(super) fn note_opened(database: &Path) {
    let path = std::path::absolute(database).unwrap_or_else(|_| database.to_owned());
    if let Ok(mut opened) = OPENED.lock() {
        opened.insert(path);
    }
}

/// Whether a path leads to a file of a database that this process has opened, under whatever name.
pub fn is_in_use(path: &Path) -> bool {
    let Ok(found) = path.metadata() else {
        return false;
    };
    let opened = OPENED.lock().map(|opened| opened.clone());
    let mut files = opened.iter().flatten().flat_map(|path| files_of(path));
    files.any(|file| {
        file.metadata()
            .is_ok_and(|other| identity(&other) == identity(&found))
    })
}

/// Whether a file that this process has not opened begins as a database of this program does.
pub fn is_database(path: &Path) -> bool {
    let mut beginning = [0; 72];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut beginning));
    read.is_ok()
        && beginning.starts_with(b"SQLite format 3\0")
        && beginning.ends_with(&super::APPLICATION_ID.to_be_bytes()[4..])
}

/// Device and number of a file.
pub(super) fn identity(file: &Metadata) -> (u64, u64) {
    (file.dev(), file.ino())
}

/// A file of a database, to be read beside `SQLite`. Each value has a place of its own in it.
#[derive(Debug)]
pub struct OpenBeside {
    file: &'static File,
    place: u64,
}

impl OpenBeside {
    /// Opens it, if this process has not before.
    pub fn open(path: &Path) -> io::Result<Self> {
        let failed = |_| io::Error::other("the list of open files was lost");
        let mut kept = KEPT.lock().map_err(failed)?;
        let there = kept.get(&identity(&path.metadata()?)).copied();
        let file = if let Some(file) = there {
            file
        } else {
            let file: &'static File = Box::leak(Box::new(File::open(path)?));
            kept.insert(identity(&file.metadata()?), file);
            file
        };
        Ok(Self { file, place: 0 })
    }

    /// How long the file is.
    pub fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }
}

impl Read for OpenBeside {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(buffer, self.place)?;
        self.place += read as u64;
        Ok(read)
    }
}

impl Seek for OpenBeside {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::Current(step) => self.place.checked_add_signed(step),
            SeekFrom::End(step) => self.length()?.checked_add_signed(step),
        };
        self.place = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, Result};
    use crate::store::Store;

    /// How many locks this process has on a file.
    fn locks(path: &Path) -> io::Result<usize> {
        let number = format!(":{} ", path.metadata()?.ino());
        let process = format!(" {} ", std::process::id());
        let locks = std::fs::read_to_string("/proc/locks")?;
        let mine = locks
            .lines()
            .filter(|line| line.contains(&process) && line.contains(&number));
        Ok(mine.count())
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn reading_the_files_of_a_database_leaves_its_locks_where_they_are() -> Result<()> {
        let failed = |error: io::Error| Error::Bug(error.to_string());
        let folder = tempfile::tempdir().map_err(failed)?;
        let path = folder.path().join("hub.db");
        let store = Store::create(&path)?;
        store.db().counter("users")?;
        let before: Vec<usize> = files_of(&path)
            .iter()
            .map(|file| locks(file))
            .collect::<io::Result<_>>()
            .map_err(failed)?;
        assert!(before.iter().sum::<usize>() > 0, "it holds locks at all");
        for file in files_of(&path) {
            let mut text = Vec::new();
            let mut open = OpenBeside::open(&file).map_err(failed)?;
            open.read_to_end(&mut text).map_err(failed)?;
            assert_eq!(text.len() as u64, open.length().map_err(failed)?);
        }
        let after: Vec<usize> = files_of(&path)
            .iter()
            .map(|file| locks(file))
            .collect::<io::Result<_>>()
            .map_err(failed)?;
        assert_eq!(after, before);
        // What the ordinary way does to them.
        drop(File::open(&path).map_err(failed)?);
        assert_eq!(locks(&path).map_err(failed)?, 0);
        Ok(())
    }

    #[test]
    fn a_file_in_use_is_known_under_every_name() -> Result<()> {
        let failed = |error: io::Error| Error::Bug(error.to_string());
        let folder = tempfile::tempdir().map_err(failed)?;
        let path = folder.path().join("hub.db");
        let (other, link) = (folder.path().join("other"), folder.path().join("link"));
        let _store = Store::create(&path)?;
        std::fs::write(&other, "x").map_err(failed)?;
        std::os::unix::fs::symlink(&path, &link).map_err(failed)?;
        for (file, expected) in [(&path, true), (&link, true), (&other, false)] {
            assert_eq!(is_in_use(file), expected, "{}", file.display());
        }
        assert!(is_in_use(&folder.path().join("hub.db-wal")));
        assert!(!is_in_use(&folder.path().join("none")));
        Ok(())
    }
}
