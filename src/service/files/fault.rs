//! What keeps a file from being read or written.

use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Trouble};

/// Why a file could not be written or opened.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// Something of that name is there already.
    #[error("{} is there already", .0.display())]
    AlreadyExists(PathBuf),
    /// The disk is full, or a limit on the size of files is reached.
    #[error("no space for {}", .0.display())]
    NoSpace(PathBuf),
    /// A quota is used up.
    #[error("no quota for {}", .0.display())]
    QuotaFull(PathBuf),
    /// The folder or the file system may not be written to, or the file not be read.
    #[error("no permission for {}", .0.display())]
    ReadOnly(PathBuf),
    /// There is no such file or folder.
    #[error("{} is not there", .0.display())]
    NotFound(PathBuf),
    /// There is no such folder to write into.
    #[error("no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// It is a folder, a device, a pipe or, where one is written, a link.
    #[error("{} is not a regular file", .0.display())]
    NotRegular(PathBuf),
    /// It belongs to the database that is open.
    #[error("{} belongs to the database", .0.display())]
    InUse(PathBuf),
    /// Anything else, as the system says it.
    #[error("{}: {source}", path.display())]
    Other {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl FileFault {
    /// Names what the system said about a file.
    pub fn from_io(path: &Path, error: io::Error) -> Self {
        use io::ErrorKind;
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::AlreadyExists => Self::AlreadyExists(path),
            ErrorKind::StorageFull | ErrorKind::FileTooLarge => Self::NoSpace(path),
            ErrorKind::QuotaExceeded => Self::QuotaFull(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            ErrorKind::NotFound => Self::NotFound(path),
            ErrorKind::IsADirectory => Self::NotRegular(path),
            _ => Self::Other {
                path,
                source: error,
            },
        }
    }
}

impl From<FileFault> for Trouble {
    fn from(fault: FileFault) -> Self {
        match fault {
            FileFault::AlreadyExists(path) => Self::Exists(path),
            FileFault::NoSpace(path) => Self::DiskFull(path.display().to_string()),
            FileFault::QuotaFull(path) => Self::QuotaFull(path.display().to_string()),
            FileFault::ReadOnly(path) => Self::ReadOnly(path.display().to_string()),
            FileFault::NotFound(path) => Self::missing(&path),
            FileFault::NotRegular(path) => Self::NotAFile(path),
            FileFault::NoFolder(path) => Self::NoSuchFolder(path),
            FileFault::InUse(path) => Self::OfTheDatabase(path),
            FileFault::Other { .. } => Self::Io(fault.to_string()),
        }
    }
}

impl From<FileFault> for Error {
    fn from(fault: FileFault) -> Self {
        Self::Environment(fault.into())
    }
}
