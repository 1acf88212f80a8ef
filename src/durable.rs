//! Files and folders that are still there after a power cut.
//!
//! What was written reaches the disk only when the file is synced, and its name only when the folder is. Everything that
//! a promise rests on goes through here before the promise is made: written under another name, synced, given its name,
//! and the folder synced. So does what was removed: a file whose folder was not synced can come back.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Whether a file may take the place of one that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overwrite {
    /// It may not.
    #[default]
    Never,
    /// It may: the operator said so, or it is of the same making.
    Replace,
}

/// Writes a whole file for its owner alone: under another name first, then under its own.
pub fn write(target: &Path, overwrite: Overwrite, content: &[u8]) -> io::Result<()> {
    let written = unfinished_name(target);
    let result =
        write_unfinished(&written, content).and_then(|()| give_name(&written, target, overwrite));
    if result.is_err() {
        let _ = fs::remove_file(&written);
    }
    result
}

/// Where [`write()`] puts a file until it is whole.
pub fn unfinished_name(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    folder_of(target).join(format!(".{name}.part"))
}

fn write_unfinished(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = begin_anew(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Makes an empty file for its owner alone, in the place of whatever has its name: never through a link.
pub fn begin_anew(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600).open(path)
}

/// Syncs a file that was written under one name and gives it another.
pub fn move_to(written: &Path, target: &Path, overwrite: Overwrite) -> io::Result<()> {
    File::open(written)?.sync_all()?;
    give_name(written, target, overwrite)
}

/// Gives a synced file its name and syncs the folder, or both where it comes from another one.
pub fn give_name(written: &Path, target: &Path, overwrite: Overwrite) -> io::Result<()> {
    match overwrite {
        Overwrite::Replace => fs::rename(written, target)?,
        Overwrite::Never => give_free_name(written, target)?,
    }
    if folder_of(written) != folder_of(target) {
        sync_folder(folder_of(written))?;
    }
    sync_folder(folder_of(target))
}

/// A link never takes the place of a file, whoever comes in between; where there are no links, a look beforehand must do.
fn give_free_name(written: &Path, target: &Path) -> io::Result<()> {
    match fs::hard_link(written, target) {
        Ok(()) => fs::remove_file(written),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        Err(_) if fs::symlink_metadata(target).is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(written, target),
    }
}

/// Removes a file so that it does not come back; one that is gone already is none the worse.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder(folder_of(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a folder that only its owner can look into, with those above it; one that is there stays as it is.
pub fn make_folder(path: &Path) -> io::Result<()> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    make_folder(folder_of(path))?;
    match DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists || !path.is_dir() => Err(error),
        _ => sync_folder(folder_of(path)),
    }
}

/// The folder in which a file lies.
pub fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Syncs the names in a folder.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems cannot sync a folder, and one that takes files need not be readable; the file is synced.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::PermissionDenied
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn names(folder: &Path) -> io::Result<Vec<String>> {
        let entries = fs::read_dir(folder)?;
        let mut names: Vec<String> = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        Ok(names)
    }

    #[test]
    fn a_file_is_whole_private_and_alone_in_its_folder() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("key");
        fs::write(unfinished_name(&target), "left by another process")?;
        write(&target, Overwrite::Never, b"one")?;
        assert_eq!(fs::read(&target)?, b"one");
        assert_eq!(fs::metadata(&target)?.permissions().mode() & 0o777, 0o600);
        let taken = write(&target, Overwrite::Never, b"two").map_err(|error| error.kind());
        assert_eq!(taken, Err(ErrorKind::AlreadyExists));
        write(&target, Overwrite::Replace, b"three")?;
        assert_eq!(fs::read(&target)?, b"three");
        assert_eq!(names(folder.path())?, ["key"]);
        Ok(())
    }

    #[test]
    fn a_link_in_the_way_is_never_written_through() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (target, other) = (folder.path().join("key"), folder.path().join("other"));
        fs::write(&other, "kept")?;
        symlink(&other, unfinished_name(&target))?;
        write(&target, Overwrite::Never, b"one")?;
        symlink(&other, folder.path().join("link"))?;
        assert!(write(&folder.path().join("link"), Overwrite::Never, b"two").is_err());
        assert_eq!(fs::read(&other)?, b"kept");
        Ok(())
    }

    #[test]
    fn folders_are_made_with_those_above_them_for_their_owner_alone() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let deep = folder.path().join("one").join("two");
        make_folder(&deep)?;
        make_folder(&deep)?;
        for made in [&deep, &folder.path().join("one")] {
            assert_eq!(fs::metadata(made)?.permissions().mode() & 0o777, 0o700);
        }
        fs::write(deep.join("file"), "")?;
        assert!(make_folder(&deep.join("file")).is_err());
        remove(&deep.join("file"))?;
        remove(&deep.join("file"))?;
        assert!(names(&deep)?.is_empty());
        Ok(())
    }
}
