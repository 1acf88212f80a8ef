//! Where everything of an account lies: the database and the files beside it.
//!
//! Side files belong to the file, not to the name by which it was reached: through a link, they lie beside the file that
//! the link leads to. Accounts that share a folder share none of their files.
//!
//! Every directory is made with mode 0700, so that only the operator's system user can look inside.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::store::Db;

/// The paths of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPaths {
    /// The database file.
    pub database: PathBuf,
    /// The key, in its own file.
    pub key: PathBuf,
    /// The key with which certificates are signed.
    pub signing_key: PathBuf,
    /// The connection to a SCIM server, with its token, where there is one.
    pub connection: PathBuf,
    /// The erasure journal.
    pub journal: PathBuf,
    /// Locked by the process that runs a batch.
    pub batch_lock: PathBuf,
    /// Locked by the process that makes calls to a server.
    pub calls_lock: PathBuf,
    /// Locked, by as many as there are, by the processes that work for the account.
    pub attendance: PathBuf,
    /// Locked by the process that serves the account over SSH.
    pub serving: PathBuf,
    /// Spooled uploads.
    pub uploads: PathBuf,
    /// The folders of operators who come over SSH, one each.
    pub operators: PathBuf,
    /// Recordings of sessions over SSH.
    pub sessions: PathBuf,
    /// Results, certificates and other files for people.
    pub exports: PathBuf,
    /// Delivered mail, where mail goes to a directory.
    pub mail: PathBuf,
}

impl AccountPaths {
    /// The paths that belong to a database, under its real name.
    pub fn of(database: &Path) -> Self {
        let database = resolved(database);
        let beside = |ending: &str| beside(&database, ending);
        let folder = database.parent().unwrap_or(Path::new("."));
        Self {
            key: beside(".key"),
            signing_key: beside(".signing-key"),
            connection: beside(".scim"),
            journal: beside(".erasures"),
            batch_lock: beside(".batch-lock"),
            calls_lock: beside(".calls-lock"),
            attendance: beside(".attendance"),
            serving: beside(".serving"),
            uploads: beside(".uploads"),
            operators: beside(".operators"),
            sessions: folder.join("sessions"),
            exports: folder.join("exports"),
            mail: folder.join("mail"),
            database,
        }
    }

    /// The same with folders of its own for exports and mail, where the database says so.
    pub(crate) fn told_by(mut self, db: &Db<'_>) -> Result<Self> {
        if db.fact::<i64>(OWN_FOLDERS)?.unwrap_or_default() != 0 {
            self.exports = beside(&self.database, ".exports");
            self.mail = beside(&self.database, ".mail");
            self.sessions = beside(&self.database, ".sessions");
        }
        Ok(self)
    }

    /// Whether another account lies in the same folder, or somebody else's folders of those names.
    pub(crate) fn is_shared(&self) -> bool {
        let folder = self.database.parent().unwrap_or(Path::new("."));
        let Ok(entries) = std::fs::read_dir(folder) else {
            return false;
        };
        let is_other = |path: PathBuf| {
            let of_account = path.extension().is_some_and(|ending| ending == "key");
            let account = path.with_extension("");
            of_account && account != self.database && account.is_file()
        };
        let other = entries.flatten().any(|entry| is_other(entry.path()));
        other || self.exports.exists() || self.mail.exists()
    }

    /// The database with its write-ahead log and shared memory: every file that SQLite keeps.
    pub fn database_files(&self) -> Vec<PathBuf> {
        crate::store::files_of(&self.database)
    }

    /// What other users of this machine could read, or replace by something of theirs.
    pub(crate) fn exposed(&self) -> Vec<PathBuf> {
        use std::os::unix::fs::MetadataExt;
        /// Reading, and reaching, by the group or by others; and writing by them.
        const READ: u32 = 0o044;
        const REACH: u32 = 0o011;
        const WRITE: u32 = 0o022;
        let folder = self.database.parent().unwrap_or(Path::new("."));
        let mode = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.mode());
        let reached = folder.ancestors().all(|above| mode(above) & REACH != 0);
        let files = [
            &self.database,
            &self.key,
            &self.signing_key,
            &self.journal,
            &self.connection,
        ];
        let open = |path: &Path| mode(path) & WRITE != 0 || mode(path) & READ != 0;
        let read = files.into_iter().filter(|path| reached && open(path));
        let mut exposed: Vec<PathBuf> = read.cloned().collect();
        // In a folder of somebody else, or one that others write into, each file can be exchanged.
        let owner = |path: &Path| std::fs::metadata(path).map(|found| found.uid()).ok();
        let is_ours = owner(folder) == owner(&self.database) || owner(folder) == Some(0);
        if reached && (mode(folder) & WRITE != 0 || !is_ours) {
            exposed.push(folder.to_owned());
        }
        exposed
    }

    /// The spooled upload of a batch.
    pub fn upload_of(&self, batch: crate::domain::id::BatchId) -> PathBuf {
        self.uploads.join(format!("batch-{batch}.csv"))
    }
}

/// Says in a database that exports and mail of the account lie in folders of its own.
pub(crate) const OWN_FOLDERS: &str = "own_folders";

/// A path with something at its end.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The absolute path of a file, without links; of one that is not there, as far as there is anything.
fn resolved(path: &Path) -> PathBuf {
    /// Links that lead to links: more is a circle.
    const LINKS: usize = 40;
    let mut path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for _ in 0..LINKS {
        if let Ok(found) = std::fs::canonicalize(&path) {
            return found;
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            break;
        };
        let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let named = folder.join(name);
        match std::fs::read_link(&named) {
            Ok(target) => path = folder.join(target),
            Err(_) => return named,
        }
    }
    path
}

/// What the program and `SQLite` put beside a database, by the ending of its name.
const BESIDE: [&str; 19] = [
    "-wal",
    "-shm",
    "-journal",
    ".key",
    ".erasures",
    ".batch-lock",
    ".uploads",
    ".operators",
    ".host-key",
    ".signing-key",
    ".scim",
    ".calls-lock",
    ".attendance",
    ".serving",
    ".sessions",
    ".exports",
    ".mail",
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
    // Folders of exports and mail are for people.
    let in_uploads = folder.extension().is_some_and(|ending| ending == "uploads");
    is_database(&path) || is_beside_database(&path) || in_uploads && is_beside_database(&folder)
}

/// Whether a path is that of something beside a database, whether it is there or not.
pub fn is_beside_database(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A journal that was put aside is numbered; a database that was replaced bears the moment.
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '-');
    let unnumbered = name.rsplit_once('.').filter(|(_, ending)| {
        !ending.is_empty() && is_number(ending.strip_prefix("replaced").unwrap_or(ending))
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
    let place = AccountPaths::of(path);
    let key = std::fs::metadata(place.key);
    key.is_ok_and(|key| key.is_file() && key.len() == KEY_BYTES) || place.journal.is_file()
}

/// Makes a directory that only its owner can look into, with those above it; one that exists is left as it is.
pub fn private_directory(path: &Path) -> Result<()> {
    crate::durable::make_folder(path).map_err(|error| Error::from_io(&error, path))
}

/// What SQLite may leave beside a database; never to be played into another one of the same name.
pub(crate) const SIDE_FILES: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Removes a database that was never finished. One that comes back after a power cut is removed again.
pub(crate) fn remove_with_side_files(database: &Path) {
    let _ = std::fs::remove_file(database);
    for ending in SIDE_FILES {
        let _ = std::fs::remove_file(beside(database, ending));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_files_belong_to_the_file_that_a_link_leads_to() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let root = std::fs::canonicalize(folder.path())?;
        let (real, link, far) = (root.join("real"), root.join("link.db"), root.join("far.db"));
        std::fs::create_dir(&real)?;
        std::os::unix::fs::symlink("real/a.db", &link)?;
        std::os::unix::fs::symlink("link.db", &far)?;
        let wanted = AccountPaths::of(&real.join("a.db"));
        assert_eq!(wanted.key, real.join("a.db.key"));
        // Before there is a file, and with one.
        assert_eq!(AccountPaths::of(&far), wanted);
        std::fs::write(real.join("a.db"), "")?;
        for path in [&link, &far, &root.join("real/../real/./a.db")] {
            assert_eq!(AccountPaths::of(path), wanted, "{}", path.display());
        }
        Ok(())
    }
}
