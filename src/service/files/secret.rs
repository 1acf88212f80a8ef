//! Small files that somebody names: a secret that nobody else can read, and certificates.

use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::open_regular;
use crate::domain::op::Secret;

/// The longest such file that is read.
const LONGEST: u64 = 1_000_000;

/// Why a file with a secret is of no use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretFault {
    /// It cannot be read, in these words.
    Unread(String),
    /// Others can read it.
    Open,
    /// It does not hold one line and nothing else.
    NoLine,
}

/// The secret in a file, without the line end behind it. A file that others can read is refused.
pub fn secret_in(path: &Path) -> Result<Secret, SecretFault> {
    let file = opened(path).map_err(SecretFault::Unread)?;
    let metadata = file.metadata();
    let metadata = metadata.map_err(|error| SecretFault::Unread(error.to_string()))?;
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(SecretFault::Open);
    }
    let bytes = content(file).map_err(SecretFault::Unread)?;
    // What is wrong with the text is not shown by quoting it.
    let text = String::from_utf8(bytes).map_err(|_| SecretFault::NoLine)?;
    let secret = text.strip_suffix('\n').unwrap_or(&text);
    let secret = secret.strip_suffix('\r').unwrap_or(secret);
    if secret.is_empty() || secret.contains(['\r', '\n', '\0']) {
        return Err(SecretFault::NoLine);
    }
    Ok(Secret(secret.to_owned()))
}

/// What stands in a file; or in words why it cannot be read.
pub fn content_of(path: &Path) -> Result<Vec<u8>, String> {
    content(opened(path)?)
}

fn opened(path: &Path) -> Result<File, String> {
    let opened = open_regular(path).map(|(file, _)| file);
    opened.map_err(|fault| fault.to_string())
}

fn content(file: File) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = file.take(LONGEST).read_to_end(&mut bytes);
    read.map_err(|error| error.to_string())?;
    Ok(bytes)
}
