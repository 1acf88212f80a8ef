//! Where everything of an account lies: the database and the files beside it.
//!
//! Every directory is made with mode 0700, so that only the operator's system user can look inside.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The paths of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The database file.
    pub database: PathBuf,
    /// The key, in its own file.
    pub key: PathBuf,
    /// The erasure journal.
    pub journal: PathBuf,
    /// Locked by the process that runs a batch.
    pub batch_lock: PathBuf,
    /// Spooled uploads.
    pub uploads: PathBuf,
    /// Results, certificates and other files for people.
    pub exports: PathBuf,
    /// Delivered mail, where mail goes to a directory.
    pub mail: PathBuf,
}

impl Place {
    /// The paths that belong to a database.
    pub fn of(database: &Path) -> Self {
        let beside = |ending: &str| {
            let mut name = database.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let folder = database.parent().unwrap_or(Path::new("."));
        Self {
            database: database.to_owned(),
            key: beside(".key"),
            journal: beside(".erasures"),
            batch_lock: beside(".batch-lock"),
            uploads: beside(".uploads"),
            exports: folder.join("exports"),
            mail: folder.join("mail"),
        }
    }

    /// The database with its write-ahead log and shared memory: every file that SQLite keeps.
    pub fn database_files(&self) -> Vec<PathBuf> {
        crate::store::files_of(&self.database)
    }

    /// The spooled upload of a batch.
    pub fn upload_of(&self, batch: crate::domain::id::BatchId) -> PathBuf {
        self.uploads.join(format!("batch-{batch}.csv"))
    }
}

/// What the program and `SQLite` put beside a database, by the ending of its name.
const BESIDE: [&str; 9] = [
    "-wal",
    "-shm",
    "-journal",
    ".key",
    ".erasures",
    ".batch-lock",
    ".uploads",
    ".restoring",
    ".new",
];

/// Bytes of a key file.
const KEY_BYTES: u64 = 65;

/// Whether a path is that of an account's database, or of anything that lies beside one, this account's or another's.
/// Only names are looked at: opening a database's file and closing it again would take its locks away.
pub fn belongs_to_account(path: &Path) -> bool {
    let folder = crate::durable::folder_of(path);
    let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let Some(name) = path.file_name() else {
        return false;
    };
    let path = folder.join(name);
    is_database(&path) || is_beside_database(&path) || is_beside_database(&folder)
}

/// Whether a path is that of something beside a database, whether it is there or not.
pub fn is_beside_database(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A journal that was put aside is numbered.
    let unnumbered = name.rsplit_once('.').filter(|(_, number)| {
        !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit())
    });
    let shorter = BESIDE.iter().filter_map(|ending| name.strip_suffix(ending));
    shorter
        .chain(unnumbered.map(|(name, _)| name))
        .filter(|name| !name.is_empty())
        .map(|name| path.with_file_name(name))
        .any(|database| is_database(&database) || is_beside_database(&database))
}

/// Whether a key or a journal of erasures lies beside a path.
fn is_database(path: &Path) -> bool {
    let place = Place::of(path);
    let key = std::fs::metadata(place.key);
    key.is_ok_and(|key| key.is_file() && key.len() == KEY_BYTES) || place.journal.is_file()
}

/// Makes a directory that only its owner can look into, with those above it; one that exists is left as it is.
pub fn private_directory(path: &Path) -> Result<()> {
    crate::durable::make_folder(path).map_err(|error| Error::from_io(&error, path))
}
