//! Where everything of an account lies: the database and the files beside it.
//!
//! Every directory is made with mode 0700, so that only the operator's system user can look inside.

use std::os::unix::fs::DirBuilderExt;
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
    /// Locked, by as many as there are, by the processes that work for the account.
    pub attendance: PathBuf,
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
            attendance: beside(".attendance"),
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

/// Makes a directory that only its owner can look into, with those above it; one that exists is left as it is.
pub fn private_directory(path: &Path) -> Result<()> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| Error::from_io(&error, path))
}
