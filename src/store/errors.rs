//! What SQLite says, in the words of [`crate::error`].

use rusqlite::ErrorCode;

use crate::error::{Error, Trouble};

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let told = match &error {
            // Without the statement, which says nothing to a person.
            rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
            other => other.to_string(),
        };
        if is_of_damage(&error)
            || tells_of_damage(&told)
            || error.sqlite_extended_code() == Some(CHECK)
        {
            return Self::Environment(Trouble::Damaged(told));
        }
        let Some(code) = error.sqlite_error_code() else {
            return Self::Bug(told);
        };
        let trouble = match code {
            ErrorCode::DiskFull => Trouble::DiskFull(told),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                Trouble::ReadOnly(told)
            }
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Trouble::Busy,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Trouble::Damaged(told),
            ErrorCode::SystemIoFailure => from_io_code(error.sqlite_extended_code(), told),
            ErrorCode::OperationInterrupted => return Self::Stopped,
            _ => return Self::Bug(told),
        };
        Self::Environment(trouble)
    }
}

/// What stands in a column and cannot be read was not written by this program.
impl From<rusqlite::types::FromSqlError> for Error {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        rusqlite::Error::from(error).into()
    }
}

/// Something in the database that this program does not write.
pub(super) fn damaged(told: String) -> Error {
    Trouble::Damaged(told).into()
}

/// A figure that would go where none can be contradicts what it counts.
const CHECK: std::ffi::c_int = rusqlite::ffi::SQLITE_CONSTRAINT_CHECK;

/// Every table is STRICT: a value of another type, no UTF-8, or a figure that is gone was not written by this program.
const fn is_of_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::QueryReturnedNoRows
    )
}

/// The statements of this program fit its schema: where one does not, the schema or what it reads is not as it was.
fn tells_of_damage(told: &str) -> bool {
    let damages = [
        "malformed JSON",
        "unsupported file format",
        "no such table",
        "no such column",
        "already exists",
    ];
    damages.iter().any(|damage| told.contains(damage))
}

/// A file-size limit shows as a failed write, not as a full disk; to a person it is the same.
fn from_io_code(extended: Option<std::ffi::c_int>, told: String) -> Trouble {
    const WRITE: std::ffi::c_int = rusqlite::ffi::SQLITE_IOERR_WRITE;
    const TRUNCATE: std::ffi::c_int = rusqlite::ffi::SQLITE_IOERR_TRUNCATE;
    const SHM_SIZE: std::ffi::c_int = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
    match extended {
        Some(WRITE | TRUNCATE | SHM_SIZE) => Trouble::DiskFull(told),
        _ => Trouble::Io(told),
    }
}

trait ExtendedCode {
    fn sqlite_extended_code(&self) -> Option<std::ffi::c_int>;
}

impl ExtendedCode for rusqlite::Error {
    fn sqlite_extended_code(&self) -> Option<std::ffi::c_int> {
        match self {
            Self::SqliteFailure(failure, _) => Some(failure.extended_code),
            _ => None,
        }
    }
}
