//! What can go wrong, in the few kinds that callers treat differently, and the exit code of each.

use std::path::{Path, PathBuf};

use crate::domain::batch::Terminated;
use crate::domain::reason::Reason;
use crate::domain::request::Objection;

/// A failure that reached a door.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Refused for what the data says.
    #[error("refused: {0:?}")]
    Refused(Reason),
    /// The operator may not do it.
    #[error("not allowed: {0:?}")]
    NotAllowed(Reason),
    /// Somebody was faster, it exists already, or the identifier is a deleted one.
    #[error("conflict: {0:?}")]
    Conflict(Reason),
    /// What a plan was made from has changed since.
    #[error("the plan is out of date")]
    Stale,
    /// An upload fails as a whole.
    #[error("the file is terminated: {0:?}")]
    Terminated(Terminated),
    /// What was asked for does not exist.
    #[error("not found: {0}")]
    NotFound(String),
    /// The call is of the wrong form.
    #[error("{0}")]
    Usage(String),
    /// The environment does not let it: disk, permissions, files.
    #[error(transparent)]
    Environment(#[from] Trouble),
    /// It was stopped on request.
    #[error("stopped")]
    Stopped,
    /// A fault of the program itself.
    #[error("{0}")]
    Bug(String),
}

impl From<Objection> for Error {
    fn from(objection: Objection) -> Self {
        match objection {
            Objection::NotAllowed(reason) => Self::NotAllowed(reason),
            Objection::Conflict(reason) => Self::Conflict(reason),
            Objection::Refused(reason) => Self::Refused(reason),
        }
    }
}

/// Trouble with the environment, named by what a person can do about it. The technical part follows.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Trouble {
    /// No room on the disk.
    #[error("no room: {0}")]
    DiskFull(String),
    /// A quota is used up: the system's, or that of the folder of an operator who sits elsewhere.
    #[error("quota: {0}")]
    QuotaFull(String),
    /// The file or its directory cannot be written.
    #[error("read-only: {0}")]
    ReadOnly(String),
    /// There is no such file.
    #[error("no such file: {}", .0.display())]
    NoSuchFile(PathBuf),
    /// A file is in the way.
    #[error("exists already: {}", .0.display())]
    Exists(PathBuf),
    /// Not a regular file.
    #[error("not a regular file: {}", .0.display())]
    NotAFile(PathBuf),
    /// A file of the database that is open; nothing else may read it or take its place.
    #[error("belongs to the database: {}", .0.display())]
    OfTheDatabase(PathBuf),
    /// Not an Offboard database, or a damaged one.
    #[error("not a usable database: {0}")]
    Damaged(String),
    /// A file beside the database is damaged, or belongs to another one; the technical part says how.
    #[error("not usable: {}: {told}", path.display())]
    SideFileDamaged {
        /// What it is.
        file: SideFile,
        /// Which file.
        path: PathBuf,
        /// What was found.
        told: String,
    },
    /// The key file of a database is missing.
    #[error("no key file: {}", .0.display())]
    KeyMissing(PathBuf),
    /// The key file belongs to another database, or to an earlier key of this one.
    #[error("not the key of this database: {}", .0.display())]
    OtherKey(PathBuf),
    /// A backup was made under another key than the one beside the database.
    #[error("made under another key: {}", .0.display())]
    OtherAccount(PathBuf),
    /// Made by a newer version.
    #[error("made by a newer version (schema {found}, this one knows {known})")]
    NewerSchema {
        /// Its schema.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// The database holds something that this program did not put there.
    #[error("not of this program: {0}")]
    ForeignSchema(String),
    /// A file that was given as a backup and is no database of this program.
    #[error("no backup: {}", .0.display())]
    NotABackup(PathBuf),
    /// A backup that is damaged; the technical part says how.
    #[error("damaged backup: {}: {told}", path.display())]
    BackupDamaged {
        /// Which file.
        path: PathBuf,
        /// What was found.
        told: String,
    },
    /// A file of an account that was written out is damaged; the technical part says how.
    #[error("damaged file of a written account: {}: {told}", path.display())]
    ExportDamaged {
        /// Which file.
        path: PathBuf,
        /// What was found.
        told: String,
    },
    /// A database and the erasure journal beside it do not follow from each other.
    #[error("the journal and the database do not follow from each other: {0:?}")]
    JournalGap(JournalGap),
    /// Another file has taken the name of the database that was opened.
    #[error("replaced while it was open: {}", .0.display())]
    Replaced(PathBuf),
    /// There is no such folder.
    #[error("no such folder: {}", .0.display())]
    NoSuchFolder(PathBuf),
    /// Other processes kept the database busy for too long.
    #[error("busy")]
    Busy,
    /// A program that follows the database, such as Litestream, has a read under way at all times: the log cannot be emptied.
    #[error("a program follows the database")]
    Followed,
    /// The answer could not be written to where it should go; what was done is done.
    #[error("no output: {0}")]
    Output(String),
    /// Reading or writing failed.
    #[error("{0}")]
    Io(String),
}

impl Trouble {
    /// Nothing is at a path: no file there, or not even the folder it would lie in, by the outermost one that is missing.
    pub fn missing(path: &Path) -> Self {
        let folders = path.ancestors().skip(1);
        let is_missing =
            |folder: &&Path| !folder.as_os_str().is_empty() && folder.symlink_metadata().is_err();
        match folders.take_while(is_missing).last() {
            Some(folder) => Self::NoSuchFolder(folder.to_owned()),
            None => Self::NoSuchFile(path.to_owned()),
        }
    }

    /// Reads what a batch has kept of one, in its own words; whatever else it is, it is a failure to read or write.
    pub fn kept(told: &str) -> Self {
        let said = |beginning: &str| told.strip_prefix(beginning).map(str::to_owned);
        let plain = [Self::Busy, Self::Followed];
        let plain = plain.into_iter().find(|one| one.to_string() == told);
        plain
            .or_else(|| said("no room: ").map(Self::DiskFull))
            .or_else(|| said("read-only: ").map(Self::ReadOnly))
            .unwrap_or_else(|| Self::Io(told.to_owned()))
    }

    /// By a code, what refuses a file for what it is, so that the refusal goes on record; none for what the disk, the
    /// system or another process does not let.
    pub const fn refusal(&self) -> Option<&'static str> {
        match self {
            Self::NotAFile(_) => Some("not_a_file"),
            Self::OfTheDatabase(_) => Some("of_the_database"),
            Self::OtherAccount(_) => Some("other_account"),
            Self::NewerSchema { .. } => Some("newer_schema"),
            Self::ForeignSchema(_) => Some("foreign_schema"),
            Self::NotABackup(_) => Some("not_a_backup"),
            Self::BackupDamaged { .. } => Some("backup_damaged"),
            Self::JournalGap(_) => Some("journal_gap"),
            Self::DiskFull(_)
            | Self::QuotaFull(_)
            | Self::ReadOnly(_)
            | Self::NoSuchFile(_)
            | Self::Exists(_)
            | Self::Damaged(_)
            | Self::ExportDamaged { .. }
            | Self::SideFileDamaged { .. }
            | Self::KeyMissing(_)
            | Self::OtherKey(_)
            | Self::Replaced(_)
            | Self::NoSuchFolder(_)
            | Self::Busy
            | Self::Followed
            | Self::Output(_)
            | Self::Io(_) => None,
        }
    }
}

/// A file beside the database without which something cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SideFile {
    /// The secret of the keyed hashes.
    Key,
    /// The erasure journal.
    Journal,
    /// The key by which clients know the server.
    HostKey,
    /// What is kept of the connection to a SCIM server.
    Connection,
    /// The key with which certificates are signed.
    SigningKey,
}

impl SideFile {
    /// This file at a path, damaged.
    pub fn damaged(self, path: &Path, told: impl Into<String>) -> Error {
        let (path, told) = (path.to_owned(), told.into());
        let file = self;
        Error::Environment(Trouble::SideFileDamaged { file, path, told })
    }
}

/// How a database and an erasure journal part: what each of them knows that the other does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct JournalGap {
    /// The last journal entry that both have.
    pub common: u64,
    /// The last entry that the database has seen.
    pub database: u64,
    /// The last entry of the journal.
    pub journal: u64,
}

/// A result with this crate's error.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// By the code of its reason, what refuses an act for a role, a guard, or what its file is; none for what is merely
    /// not so.
    pub fn guard(&self) -> Option<&'static str> {
        match self {
            Self::NotAllowed(reason) => Some(reason.code()),
            Self::Refused(reason) | Self::Conflict(reason) => {
                reason.is_guard().then(|| reason.code())
            }
            Self::Environment(trouble) => trouble.refusal(),
            Self::Terminated(_)
            | Self::NotFound(_)
            | Self::Stopped
            | Self::Usage(_)
            | Self::Stale
            | Self::Bug(_) => None,
        }
    }

    /// The exit code of `cli.md`.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Refused(_) | Self::Terminated(_) | Self::NotFound(_) | Self::Stopped => 1,
            Self::Usage(_) => 2,
            Self::NotAllowed(_) => 3,
            Self::Conflict(_) | Self::Stale | Self::Environment(Trouble::Exists(_)) => 4,
            Self::Environment(_) => 5,
            Self::Bug(_) => 70,
        }
    }

    /// Puts an I/O error into words that say what can be done.
    pub fn from_io(error: &std::io::Error, path: &std::path::Path) -> Self {
        use std::io::ErrorKind as Kind;
        let told = format!("{}: {error}", path.display());
        let trouble = match error.kind() {
            Kind::NotFound => Trouble::missing(path),
            Kind::AlreadyExists => Trouble::Exists(path.to_owned()),
            Kind::StorageFull | Kind::FileTooLarge => Trouble::DiskFull(told),
            Kind::QuotaExceeded => Trouble::QuotaFull(told),
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Trouble::ReadOnly(told),
            _ => Trouble::Io(told),
        };
        Self::Environment(trouble)
    }
}
