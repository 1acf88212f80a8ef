//! An operator's own folder on a server: the only place of its disk that whoever comes over SSH can name.
//!
//! A path names something inside: no way up, no absolute path, no link on the way. Nothing here makes links, and neither
//! does anything that is open to whoever comes, so that what was looked at stays what it was.

use std::fs;
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Component, Path, PathBuf};

use crate::domain::id::OperatorId;
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::service::account::place;

/// For what an operator brings.
pub const INBOX: &str = "inbox";
/// For what was made for an operator.
pub const EXPORTS: &str = "exports";
/// Most bytes in an operator's folder.
pub const MOST_BYTES: u64 = 100_000_000;
/// Most files and folders in it.
pub const MOST_FILES: u64 = 1_000;
/// Longest way into the folder, in names.
const DEEPEST: usize = 8;

/// An operator's own folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFolder(PathBuf);

impl OwnFolder {
    /// The folder of an operator of the account in a database, which is made.
    pub fn of(database: &Path, operator: OperatorId) -> Result<Self> {
        let all = all(database);
        let own = all.join(operator.to_string());
        for folder in [&all, &own, &own.join(INBOX), &own.join(EXPORTS)] {
            let made = fs::DirBuilder::new().mode(0o700).create(folder);
            match made {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(Error::from_io(&error, folder));
                }
                Ok(()) | Err(_) => {}
            }
        }
        Ok(Self(own))
    }

    /// A folder that is there, in which a program was started.
    pub fn here(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where something inside lies; an error when it is not inside.
    pub fn inside(&self, path: &Path) -> Result<PathBuf> {
        let relative = path.strip_prefix(&self.0).unwrap_or(path);
        let outside = || Error::NotAllowed(Reason::OutsideFolder);
        let mut found = self.0.clone();
        for (depth, component) in relative.components().enumerate() {
            match component {
                Component::CurDir => continue,
                Component::Normal(name) if depth < DEEPEST => found.push(name),
                Component::Normal(_)
                | Component::ParentDir
                | Component::RootDir
                | Component::Prefix(_) => return Err(outside()),
            }
            let is_link = fs::symlink_metadata(&found).is_ok_and(|it| it.is_symlink());
            if is_link {
                return Err(outside());
            }
        }
        Ok(found)
    }
}

/// The folder of the folders of all operators.
pub fn all(database: &Path) -> PathBuf {
    place::AccountPaths::of(database).operators
}

/// How much lies in a folder, and how many files and folders that is.
pub fn measure(folder: &Path) -> io::Result<(u64, u64)> {
    let (mut bytes, mut count) = (0, 0);
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let found = entry.metadata()?;
            count += 1;
            if found.is_dir() {
                open.push(entry.path());
            } else {
                bytes += found.len();
            }
        }
    }
    Ok((bytes, count))
}

/// How many bytes may still be written to a target in an operator's folder; none for any other target, which knows no
/// limit but the disk's.
pub fn room_for(target: &Path) -> Option<u64> {
    let target = std::path::absolute(target).ok()?;
    let is_own = |folder: &&Path| {
        let all = folder.parent().and_then(Path::extension);
        all.is_some_and(|ending| ending == "operators")
    };
    let own = target.ancestors().skip(1).find(is_own)?;
    // What cannot be measured has no room.
    let (bytes, files) = measure(own).unwrap_or((MOST_BYTES, MOST_FILES));
    if files >= MOST_FILES && !target.exists() {
        return Some(0);
    }
    Some(MOST_BYTES.saturating_sub(bytes))
}

/// Removes files that were last changed before a moment; answers how many.
pub fn remove_older(folder: &Path, before: std::time::SystemTime) -> io::Result<u64> {
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let found = entry.metadata()?;
        if found.is_dir() {
            removed += remove_older(&entry.path(), before)?;
        } else if found.modified()? < before {
            fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::os::unix::fs::symlink;

    use crate::service::files::{FileInProgress, Overwrite};

    use super::*;

    fn outside<T: std::fmt::Debug>(found: &Result<T>) -> bool {
        matches!(found, Err(Error::NotAllowed(Reason::OutsideFolder)))
    }

    #[test]
    fn what_is_written_into_the_folder_is_counted_and_what_is_not_is_not() -> Result<()> {
        let place = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let own = OwnFolder::of(&place.path().join("offboard.db"), OperatorId(7))?;
        let target = own.path().join("exports/users.csv");
        let failed = |error| Error::from_io(&error, &target);
        assert_eq!(room_for(&place.path().join("users.csv")), None);
        assert_eq!(room_for(&target), Some(MOST_BYTES));
        let large = fs::File::create(own.path().join("inbox/large")).map_err(failed)?;
        large.set_len(MOST_BYTES - 5).map_err(failed)?;
        assert_eq!(room_for(&target), Some(5));
        let mut file = FileInProgress::create(&target, Overwrite::Never)?;
        assert!(file.write_all(b"12345").is_ok());
        let full = file.write_all(b"6").map_err(|error| error.kind());
        assert_eq!(full, Err(io::ErrorKind::QuotaExceeded));
        drop(file);
        large.set_len(0).map_err(failed)?;
        for number in 0..MOST_FILES - 3 {
            fs::write(own.path().join(format!("inbox/{number}")), "").map_err(failed)?;
        }
        assert_eq!(room_for(&target), Some(0));
        Ok(())
    }

    #[test]
    fn nothing_outside_can_be_named() -> Result<()> {
        let place = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let database = place.path().join("offboard.db");
        let own = OwnFolder::of(&database, OperatorId(7))?;
        let again = OwnFolder::of(&database, OperatorId(7))?;
        assert_eq!(own, again);
        for path in ["inbox/leavers.csv", "./inbox/../../x", ".", "", "exports"] {
            let found = own.inside(Path::new(path));
            assert_eq!(outside(&found), path.contains(".."), "{path}: {found:?}");
        }
        for path in ["/etc/passwd", "..", "inbox/../..", "a/b/c/d/e/f/g/h/i"] {
            assert!(outside(&own.inside(Path::new(path))), "{path}");
        }
        let whole = own.path().join("inbox/a.csv");
        assert_eq!(own.inside(&whole)?, whole);
        let link = own.path().join("inbox/link");
        symlink(place.path(), &link).map_err(|error| Error::from_io(&error, &link))?;
        for path in ["inbox/link", "inbox/link/offboard.db"] {
            assert!(outside(&own.inside(Path::new(path))), "{path}");
        }
        let neighbour = OwnFolder::of(&database, OperatorId(8))?;
        assert!(outside(&own.inside(neighbour.path())));
        Ok(())
    }
}
