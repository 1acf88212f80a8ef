//! Where output may go: the one rule for everything that leaves the program. Never over a file of an account in reach,
//! never through a link, never into what is no file.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::durable::{self, Overwrite};
use crate::service::files::FileFault;

/// Refuses early what the rename would refuse late, what is no file (a link, a device, a pipe, a folder), and every file
/// of an account in reach.
pub(crate) fn refuse_target(target: &Path, overwrite: Overwrite) -> Result<(), FileFault> {
    refuse_backup_target(target, overwrite)?;
    // A backup may take the place of an older one, and nothing else may.
    if overwrite == Overwrite::Replace && crate::store::is_database(target) {
        return Err(FileFault::InUse(target.to_owned()));
    }
    Ok(())
}

/// The same of a copy of the database.
pub(crate) fn refuse_backup_target(target: &Path, overwrite: Overwrite) -> Result<(), FileFault> {
    let found = fs::symlink_metadata(target);
    if found.as_ref().is_ok_and(|found| !found.is_file()) {
        return Err(FileFault::NotRegular(target.to_owned()));
    }
    if crate::store::is_in_use(target) || crate::service::account::place::belongs_to_account(target)
    {
        return Err(FileFault::InUse(target.to_owned()));
    }
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound && target.file_name().is_some() => {
            Ok(())
        }
        Err(error) => Err(FileFault::from_io(target, error)),
        Ok(_) if overwrite == Overwrite::Never => Err(FileFault::AlreadyExists(target.to_owned())),
        Ok(_) => Ok(()),
    }
}

/// Begins a log that grows while the program runs: for its owner alone, in the place of an earlier one.
pub fn begin_log(path: &Path) -> Result<File, FileFault> {
    refuse_target(path, Overwrite::Replace)?;
    durable::begin_anew(path).map_err(|error| FileFault::from_io(path, error))
}
