//! Files that are not whole yet: what a process that was killed left of them is removed by the next that writes there.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::durable::folder_of;

/// How a file begins and ends its name until it is whole.
const UNFINISHED: (&str, &str) = (".offboard-", ".part");

/// A name beside `target` for what is not whole yet and is written by others than [`super::FileInProgress`]. Whoever writes
/// there locks it.
pub(crate) fn unfinished_name(target: &Path) -> PathBuf {
    let (begins, ends) = UNFINISHED;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    folder_of(target).join(format!("{begins}{name}{ends}"))
}

/// Makes a locked file without a name that anybody asked for.
pub(crate) fn begin_unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    remove_unfinished(folder);
    loop {
        let file = tempfile::Builder::new()
            .prefix(UNFINISHED.0)
            .suffix(UNFINISHED.1)
            .tempfile_in(folder)?;
        // Where files cannot be locked, none is ever taken for one that was left behind.
        let _ = file.as_file().lock();
        // Another process may have taken it for such a one just before.
        if file.as_file().metadata()?.nlink() > 0 {
            return Ok(file);
        }
    }
}

/// Removes from a folder what a process that is gone left unfinished: nobody holds it any more.
pub(crate) fn remove_unfinished(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(UNFINISHED.0) || !name.ends_with(UNFINISHED.1) {
            continue;
        }
        let opened = OpenOptions::new()
            .read(true)
            .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
            .open(entry.path());
        // Held while it is removed, so that whoever has just made it finds out.
        if let Ok(file) = opened
            && file.metadata().is_ok_and(|found| found.is_file())
            && file.try_lock().is_ok()
        {
            crate::service::account::place::remove_with_side_files(&entry.path());
        }
    }
}
