//! The account's key: a secret of 32 bytes in a file of its own, outside the database.
//!
//! From it come the keyed hashes of the identity registries, the marks of the activity log and those of certificates,
//! each under a key derived for that purpose alone. Whoever has only the database cannot guess deleted identifiers.

use std::path::Path;

use crate::domain::columns::HeaderLine;
use crate::domain::identifier::{
    EmailAddress, Identifier, IdentifierKind, UniqueId, with_matching_form,
};
use crate::durable::{self, Overwrite};
use crate::error::{Error, Result, SideFile, Trouble};
use crate::service::deletion::matching::Print;
use crate::service::files::{FileFault, read_small};

/// Bytes that are read of a key file at the most.
const LONGEST: u64 = 1_024;

/// The key of an account.
#[derive(Clone)]
pub struct AccountKey {
    secret: [u8; 32],
    emails: [u8; 32],
    ids: [u8; 32],
    log: [u8; 32],
    certificates: [u8; 32],
}

impl AccountKey {
    /// Reads the key file; `None` when there is none.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        let text = match read_small(path, LONGEST) {
            Ok(text) => text,
            Err(FileFault::NotFound(_)) => return Ok(None),
            Err(fault) => return Err(fault.into()),
        };
        let secret = from_hexadecimal(text.trim())
            .ok_or_else(|| SideFile::Key.damaged(path, "no key stands in it"))?;
        Ok(Some(Self::from_secret(secret)))
    }

    /// Makes a new key and writes its file, which must not exist.
    pub fn create(path: &Path) -> Result<Self> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| Trouble::Io(error.to_string()))?;
        let text = format!("{}\n", crate::service::files::hexadecimal(&secret));
        // Whole or not at all: a key written by half would read as damaged from then on.
        durable::write(path, Overwrite::Never, text.as_bytes())
            .map_err(|error| Error::from_io(&error, path))?;
        Ok(Self::from_secret(secret))
    }

    /// The key that a secret makes.
    pub fn from_secret(secret: [u8; 32]) -> Self {
        let derive = |purpose: &str| blake3::derive_key(purpose, &secret);
        Self {
            secret,
            emails: derive("offboard 2026 registry of email addresses"),
            ids: derive("offboard 2026 registry of unique ids"),
            log: derive("offboard 2026 activity log"),
            certificates: derive("offboard 2026 erasure certificates"),
        }
    }

    /// The secret, for what derives its own keys.
    pub const fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// The keyed hash of the header line of a kind of file: without headers, a file's first line names a person.
    pub fn header_line(&self, line: &HeaderLine) -> [u8; 32] {
        let key = blake3::derive_key("offboard 2026 header lines", &self.secret);
        let mut hasher = blake3::Hasher::new_keyed(&key);
        let headers = line.headers.iter().map(|header| header.trim());
        for part in std::iter::once(line.kind.code()).chain(headers) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }

    /// Tells this key from others without giving it away.
    pub fn fingerprint(&self) -> String {
        let print = blake3::derive_key("offboard 2026 fingerprint", &self.secret);
        crate::service::files::hexadecimal(&print[..8])
    }

    /// The fingerprint as a number.
    pub fn id(&self) -> u64 {
        let print = blake3::derive_key("offboard 2026 fingerprint", &self.secret);
        print
            .iter()
            .take(8)
            .fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// 63 bits of the keyed hash of an email address.
    pub fn email(&self, email: &EmailAddress) -> i64 {
        self.email_print(email.as_str()).hash
    }

    /// The same of a text in matching form.
    pub fn email_text(&self, matching_form: &str) -> i64 {
        print(&self.emails, matching_form.as_bytes()).hash
    }

    /// 63 bits of the keyed hash of a unique ID.
    pub fn unique_id(&self, id: &UniqueId) -> i64 {
        hash(&self.ids, id.as_str())
    }

    /// The same of a text.
    pub fn unique_id_text(&self, id: &str) -> i64 {
        hash(&self.ids, id)
    }

    /// Registry and hash of an identifier.
    pub fn identifier(&self, identifier: &Identifier) -> (IdentifierKind, i64) {
        match identifier {
            Identifier::Email(email) => (IdentifierKind::Email, self.email(email)),
            Identifier::UniqueId(id) => (IdentifierKind::UniqueId, self.unique_id(id)),
        }
    }

    /// Every entry under which an identifier may stand: its own, and those of a version that took each spelling of a domain
    /// for a domain of its own.
    pub fn entries(&self, identifier: &Identifier) -> impl Iterator<Item = (IdentifierKind, i64)> {
        let older = match identifier {
            Identifier::Email(email) => email.older_forms(),
            Identifier::UniqueId(_) => Vec::new(),
        };
        let older = older.into_iter().map(|form| self.email_text(&form));
        let older = older.map(|hash| (IdentifierKind::Email, hash));
        std::iter::once(self.identifier(identifier)).chain(older)
    }

    /// Hash and verifying hash of an email address that was read before.
    pub(crate) fn email_print(&self, email: &str) -> Print {
        with_matching_form(email, |form| print(&self.emails, form))
    }

    /// Hash and verifying hash of a unique ID.
    pub(crate) fn id_print(&self, id: &str) -> Print {
        print(&self.ids, id.as_bytes())
    }

    /// The mark of a log entry: over the previous mark and the entry.
    pub fn log_mark(&self, previous: &[u8], entry: &[u8]) -> Vec<u8> {
        let mut hasher = blake3::Hasher::new_keyed(&self.log);
        hasher.update(&(previous.len() as u64).to_le_bytes());
        hasher.update(previous);
        hasher.update(entry);
        hasher.finalize().as_bytes().to_vec()
    }

    /// The mark of a certificate.
    pub fn certificate_mark(&self, text: &[u8]) -> String {
        crate::service::files::hexadecimal(blake3::keyed_hash(&self.certificates, text).as_bytes())
    }
}

fn hash(key: &[u8; 32], text: &str) -> i64 {
    print(key, text.as_bytes()).hash
}

fn print(key: &[u8; 32], text: &[u8]) -> Print {
    let hash = blake3::keyed_hash(key, text);
    let mut numbers = hash.as_bytes().as_chunks().0.iter();
    let mut next = || numbers.next().copied().map_or(0, u64::from_be_bytes);
    // The sign bit is dropped, so that the hash is a row id.
    Print {
        hash: (next() >> 1).cast_signed(),
        check: next(),
    }
}

fn from_hexadecimal(text: &str) -> Option<[u8; 32]> {
    let bytes: Option<Vec<u8>> = (0..text.len())
        .step_by(2)
        .map(|at| {
            text.get(at..at + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        })
        .collect();
    bytes?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_positive_and_differ_by_key_and_purpose() {
        let one = AccountKey::from_secret([1; 32]);
        let two = AccountKey::from_secret([2; 32]);
        assert!(one.email_text("a@x.example") >= 0);
        assert_ne!(one.email_text("a@x.example"), two.email_text("a@x.example"));
        assert_ne!(one.email_text("E-1"), one.unique_id_text("E-1"));
    }

    #[test]
    fn a_key_is_read_back_as_it_was_written() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let path = folder.path().join("a.key");
        let written = AccountKey::create(&path)?;
        let read = AccountKey::read(&path)?.ok_or_else(|| Error::Bug("no key".to_owned()))?;
        assert_eq!(written.fingerprint(), read.fingerprint());
        assert!(
            AccountKey::create(&path).is_err(),
            "a key is never overwritten"
        );
        Ok(())
    }
}
