//! The kernel's lock on the running of batches.

use std::fs::File;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::service::Core;

/// The kernel's lock on the running of batches. A process that is killed loses it.
pub(crate) struct BatchLock {
    file: File,
    path: PathBuf,
}

impl BatchLock {
    /// Whether the locked file still has its name. Once it was removed, somebody else may lock another one.
    pub(super) fn is_in_place(&self) -> bool {
        is_at(&self.file, &self.path)
    }
}

impl Drop for BatchLock {
    /// Gives it back even where a program that this process is just starting has the file open for a moment too.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

/// Whether an open file is the one that has this name.
fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(held), Ok(there)) = (file.metadata(), std::fs::symlink_metadata(path)) else {
        return false;
    };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

/// Takes the kernel lock that says who runs batches; `None` when another process has it.
pub(crate) fn try_lock(core: &Core) -> Result<Option<BatchLock>> {
    try_lock_at(&core.place.batch_lock)
}

/// The same, of the file at a path.
pub(crate) fn try_lock_at(path: &Path) -> Result<Option<BatchLock>> {
    loop {
        let file = open_lock(path)?;
        match file.try_lock() {
            // Locked after it was removed, it would keep nobody else out.
            Ok(()) if !is_at(&file, path) => {}
            Ok(()) => {
                let path = path.to_owned();
                return Ok(Some(BatchLock { file, path }));
            }
            Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
            Err(std::fs::TryLockError::Error(error)) => return Err(Error::from_io(&error, path)),
        }
    }
}

/// How often it is looked before somebody is taken for holding a lock.
const LOOKS: u32 = 3;

/// Whether anybody holds the lock on a file, shared or alone. Who may only read a folder finds out as well: where there
/// is no file, nobody ever has.
pub(crate) fn is_held(path: &Path) -> Result<bool> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(Error::from_io(&error, path)),
    };
    // Another one who only looks holds it for a moment: not twice in a row.
    for _ in 0..LOOKS {
        match file.try_lock() {
            Ok(()) => {
                let _ = file.unlock();
                return Ok(false);
            }
            Err(std::fs::TryLockError::WouldBlock) => std::thread::yield_now(),
            Err(std::fs::TryLockError::Error(error)) => return Err(Error::from_io(&error, path)),
        }
    }
    Ok(true)
}

/// Opens a file to be locked, and makes it where there is none; never through a link.
pub(crate) fn open_lock(path: &Path) -> Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(libc::O_NOFOLLOW)
        .open(path)
        .map_err(|error| Error::from_io(&error, path))
}
