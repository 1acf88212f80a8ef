//! Errors in calm words: what happened, what it means for the data, what to do. The technical part stays apart.

use super::{reason, terminated};
use crate::domain::reason::Reason;
use crate::error::{Error, JournalGap, SideFile, Trouble};
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// An error in words for people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explained {
    /// What happened.
    pub happened: String,
    /// What it means for the data.
    pub means: String,
    /// What to do; empty when what happened says it already.
    pub remedy: String,
    /// What the system said, for whoever repairs it.
    pub technical: Option<String>,
}

/// Tells an error.
pub fn error(texts: &Texts, error: &Error) -> Explained {
    match error {
        Error::Refused(why) => Explained {
            happened: reason(texts, why),
            means: say!(texts, "error-refused-means"),
            ..Explained::default()
        },
        Error::NotAllowed(why) => Explained {
            happened: reason(texts, why),
            means: say!(texts, "error-not-allowed-means"),
            remedy: match why {
                Reason::SignInFailed | Reason::Locked(_) => say!(texts, "error-sign-in-remedy"),
                _ => say!(texts, "error-not-allowed-remedy"),
            },
            technical: None,
        },
        Error::Conflict(why) => conflict(texts, why),
        Error::Terminated(why) => Explained {
            happened: terminated(texts, why),
            means: say!(texts, "error-terminated-means"),
            remedy: say!(texts, "error-terminated-remedy"),
            technical: None,
        },
        Error::NotFound(what) => {
            let what = visible(what).into_owned();
            let mut told = by_name(texts, "not-found");
            told.happened = say!(texts, "error-not-found", what = what);
            told
        }
        Error::Usage(how) => Explained {
            happened: visible(how).into_owned(),
            means: say!(texts, "error-usage-means"),
            remedy: say!(texts, "error-usage-remedy"),
            technical: None,
        },
        Error::Environment(found) => trouble(texts, found),
        Error::Stale => by_name(texts, "stale"),
        Error::Stopped => by_name(texts, "stopped"),
        Error::Bug(technical) => Explained {
            technical: said(technical),
            ..by_name(texts, "bug")
        },
    }
}

fn conflict(texts: &Texts, why: &Reason) -> Explained {
    let remedy = match why {
        Reason::AlreadyBatch(_) => say!(texts, "error-conflict-already-batch-remedy"),
        _ => String::new(),
    };
    Explained {
        happened: reason(texts, why),
        means: say!(texts, "error-conflict-means"),
        remedy,
        technical: None,
    }
}

fn trouble(texts: &Texts, found: &Trouble) -> Explained {
    let (name, technical) = match found {
        Trouble::DiskFull(technical) => ("disk-full", said(technical)),
        Trouble::QuotaFull(technical) => ("quota-full", said(technical)),
        Trouble::ReadOnly(technical) => ("read-only", said(technical)),
        Trouble::Damaged(technical) => ("damaged", said(technical)),
        Trouble::Output(technical) => ("output", said(technical)),
        Trouble::Io(technical) => ("io", said(technical)),
        Trouble::NewerSchema { .. } => ("newer-schema", Some(found.to_string())),
        Trouble::Busy => ("busy", None),
        Trouble::Followed => ("followed", None),
        Trouble::ForeignSchema(technical) => ("foreign-schema", said(technical)),
        Trouble::JournalGap(gap) => return journal_gap(texts, gap),
        Trouble::BackupDamaged { path, told } => {
            return Explained {
                technical: said(told),
                ..at_path(texts, "backup-damaged", path)
            };
        }
        Trouble::ExportDamaged { path, told } => {
            return Explained {
                technical: said(told),
                ..at_path(texts, "export-damaged", path)
            };
        }
        Trouble::SideFileDamaged { file, path, told } => {
            let name = match file {
                SideFile::Key => "key-damaged",
                SideFile::Journal => "journal-damaged",
                SideFile::HostKey => "host-key-damaged",
                SideFile::Connection => "connection-damaged",
                SideFile::SigningKey => "signing-key-damaged",
            };
            return Explained {
                technical: said(told),
                ..at_path(texts, name, path)
            };
        }
        Trouble::NotABackup(path) => return at_path(texts, "not-a-backup", path),
        Trouble::Replaced(path) => return at_path(texts, "replaced", path),
        Trouble::NoSuchFolder(path) => return at_path(texts, "no-such-folder", path),
        Trouble::NoSuchFile(path) => return at_path(texts, "no-such-file", path),
        Trouble::Exists(path) => return at_path(texts, "exists", path),
        Trouble::NotAFile(path) => return at_path(texts, "not-a-file", path),
        Trouble::KeyMissing(path) => return at_path(texts, "key-missing", path),
        Trouble::OtherKey(path) => return at_path(texts, "other-key", path),
        Trouble::OtherAccount(path) => return at_path(texts, "other-account", path),
        Trouble::OfTheDatabase(path) => return at_path(texts, "of-the-database", path),
    };
    Explained {
        technical,
        ..by_name(texts, name)
    }
}

/// How a journal and a database part, in numbers.
fn journal_gap(texts: &Texts, gap: &JournalGap) -> Explained {
    Explained {
        happened: say!(
            texts,
            "error-journal-gap",
            common = gap.common,
            database = gap.database,
            journal = gap.journal
        ),
        means: say!(texts, "error-journal-gap-means"),
        remedy: say!(texts, "error-journal-gap-remedy"),
        technical: None,
    }
}

fn at_path(texts: &Texts, name: &str, path: &std::path::Path) -> Explained {
    let shown = visible(&path.to_string_lossy()).into_owned();
    Explained {
        happened: texts.message_with(&format!("error-{name}"), &[("path", shown.into())]),
        means: texts.message(&format!("error-{name}-means")),
        remedy: texts.message(&format!("error-{name}-remedy")),
        technical: None,
    }
}

fn by_name(texts: &Texts, name: &str) -> Explained {
    Explained {
        happened: texts.message(&format!("error-{name}")),
        means: texts.message(&format!("error-{name}-means")),
        remedy: texts.message(&format!("error-{name}-remedy")),
        technical: None,
    }
}

fn said(technical: &str) -> Option<String> {
    (!technical.is_empty()).then(|| visible(technical).into_owned())
}
