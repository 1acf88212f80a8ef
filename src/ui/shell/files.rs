//! Files as an operator looks at them, to choose one.

use std::path::PathBuf;

use crate::domain::time::Timestamp;

/// What lies in a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The directory, absolute.
    pub directory: PathBuf,
    /// Directories first, then files, by name; hidden ones too.
    pub entries: Vec<DirectoryEntry>,
}

/// An entry of a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Whether it is a directory.
    pub is_directory: bool,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was changed last, where the system says so.
    pub modified: Option<Timestamp>,
}

impl DirectoryEntry {
    /// Whether its name hides it, as names on Unix do.
    pub fn is_hidden(&self) -> bool {
        self.name.starts_with('.')
    }

    /// Whether it is a file whose name says CSV.
    pub fn is_csv(&self) -> bool {
        self.is_named("csv")
    }

    /// Whether it is a file whose name says database, as backups are named.
    pub fn is_database(&self) -> bool {
        self.is_named("db")
    }

    fn is_named(&self, ending: &str) -> bool {
        let own = self.path.extension();
        !self.is_directory && own.is_some_and(|own| own.eq_ignore_ascii_case(ending))
    }
}
