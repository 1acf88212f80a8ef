//! Files that this program writes by itself, under a name of theirs that is free: what says something else stays.

use std::path::Path;

use super::{FileFault, Overwrite, WrittenFile, sha256, write_file};
use crate::durable;
use crate::error::{Error, Result, Trouble};
use crate::service::account::place::private_directory;

/// How many names are tried.
const NAMES: u32 = 1_000;

/// Writes a file into a folder under its name, or under the next one that is free. One that says the same is taken as it
/// is: a process that is gone wrote it.
pub(crate) fn write(folder: &Path, name: &str, text: &[u8]) -> Result<WrittenFile> {
    private_directory(folder)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut target = folder.join(name);
    for attempt in 2..NAMES {
        match write_file(&target, Overwrite::Never, text) {
            Ok(written) => return Ok(written),
            Err(FileFault::AlreadyExists(_))
                if std::fs::read(&target).is_ok_and(|there| there == text) =>
            {
                // It may not have come to sync its name.
                durable::sync_folder(folder).map_err(|error| Error::from_io(&error, &target))?;
                return Ok(WrittenFile {
                    path: target,
                    sha256: sha256(text),
                    bytes: text.len() as u64,
                });
            }
            Err(FileFault::AlreadyExists(_)) => {
                target = folder.join(format!("{stem}-{attempt}.{ending}"));
            }
            Err(fault) => return Err(fault.into()),
        }
    }
    Err(Trouble::Exists(target).into())
}
