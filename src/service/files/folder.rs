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
    use std::os::unix::fs::symlink;

    use super::*;

    fn outside<T: std::fmt::Debug>(found: &Result<T>) -> bool {
        matches!(found, Err(Error::NotAllowed(Reason::OutsideFolder)))
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
