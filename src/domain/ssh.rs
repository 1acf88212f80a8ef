//! Keys with which operators come over SSH: what is taken for a key, and what is done with keys.
//!
//! A key is what OpenSSH writes into a `.pub` file: a kind, the key itself in base64, and a comment. It is known by its
//! fingerprint, `SHA256:` and 43 characters, which OpenSSH shows as well.

use crate::domain::act::Act;
use data_encoding::{BASE64, BASE64_NOPAD};
use sha2::{Digest as _, Sha256};

use super::id::OperatorId;
use super::operator::Permission;
use super::time::Timestamp;
use crate::domain::coded::{coded, listed};

/// Longest comment that is kept, in characters.
const LONGEST_COMMENT: usize = 100;

coded! {
    /// Kinds of keys that are taken.
    pub enum SshKeyKind {
        /// Ed25519.
        Ed25519 = "ssh-ed25519",
        /// ECDSA on the curve P-256.
        EcdsaP256 = "ecdsa-sha2-nistp256",
        /// ECDSA on the curve P-384.
        EcdsaP384 = "ecdsa-sha2-nistp384",
        /// ECDSA on the curve P-521.
        EcdsaP521 = "ecdsa-sha2-nistp521",
        /// Ed25519 in a security key (FIDO).
        SkEd25519 = "sk-ssh-ed25519@openssh.com",
        /// ECDSA on the curve P-256 in a security key (FIDO).
        SkEcdsaP256 = "sk-ecdsa-sha2-nistp256@openssh.com",
    }
}

impl SshKeyKind {
    /// What follows the name in the key itself: the curve where one is named, and how long the point is.
    const fn shape(self) -> (Option<&'static str>, usize) {
        match self {
            Self::Ed25519 | Self::SkEd25519 => (None, 32),
            Self::EcdsaP256 | Self::SkEcdsaP256 => (Some("nistp256"), 65),
            Self::EcdsaP384 => (Some("nistp384"), 97),
            Self::EcdsaP521 => (Some("nistp521"), 133),
        }
    }

    const fn is_in_security_key(self) -> bool {
        match self {
            Self::SkEd25519 | Self::SkEcdsaP256 => true,
            Self::Ed25519 | Self::EcdsaP256 | Self::EcdsaP384 | Self::EcdsaP521 => false,
        }
    }
}

listed! {
    /// Why something is not taken for a key.
    pub enum SshKeyFault {
        /// There is none.
        Nothing,
        /// There are several.
        Several,
        /// It is a private key, which belongs nowhere else.
        Private,
        /// RSA and DSA are not taken.
        Old,
        /// It is a certificate; it is shown at sign-in and not kept.
        Certificate,
        /// It begins with options, or with a kind that is not known.
        Unknown,
        /// The key itself is not whole.
        Damaged,
    }
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SshKey {
    kind: SshKeyKind,
    bytes: Vec<u8>,
    comment: String,
}

impl SshKey {
    /// Reads the one line of a `.pub` file.
    pub fn parse(text: &str) -> Result<Self, SshKeyFault> {
        if text.contains("PRIVATE KEY-----") {
            return Err(SshKeyFault::Private);
        }
        let mut lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let line = lines.next().ok_or(SshKeyFault::Nothing)?;
        if lines.next().is_some() {
            return Err(SshKeyFault::Several);
        }
        let mut words = line.splitn(3, char::is_whitespace);
        let code = words.next().unwrap_or_default();
        let kind = SshKeyKind::from_code(code).ok_or_else(|| fault_of(code))?;
        let bytes = words.next().unwrap_or_default();
        let bytes = BASE64.decode(bytes.as_bytes());
        let bytes = bytes.map_err(|_| SshKeyFault::Damaged)?;
        let comment = words.next().unwrap_or_default().trim();
        let comment = comment.chars().filter(|c| !c.is_control());
        let key = Self::of_bytes(bytes).ok().filter(|key| key.kind == kind);
        let key = key.ok_or(SshKeyFault::Damaged)?;
        Ok(key.with_comment(comment.take(LONGEST_COMMENT).collect()))
    }

    /// Reads the key itself, as it stands in its line and is sent at sign-in.
    pub fn of_bytes(bytes: Vec<u8>) -> Result<Self, SshKeyFault> {
        let mut rest = bytes.as_slice();
        let name = text(&mut rest).ok_or(SshKeyFault::Damaged)?;
        let kind = SshKeyKind::from_code(name).ok_or_else(|| fault_of(name))?;
        let (curve, length) = kind.shape();
        let is_on_curve = curve.is_none_or(|curve| text(&mut rest) == Some(curve));
        let is_point = part(&mut rest).is_some_and(|point| point.len() == length);
        // A security key is asked for by the name of an application.
        let is_named = !kind.is_in_security_key()
            || text(&mut rest).is_some_and(|application| application.starts_with("ssh:"));
        if is_on_curve && is_point && is_named && rest.is_empty() {
            let comment = String::new();
            Ok(Self {
                kind,
                bytes,
                comment,
            })
        } else {
            Err(SshKeyFault::Damaged)
        }
    }

    /// Its kind.
    pub const fn kind(&self) -> SshKeyKind {
        self.kind
    }

    /// The key itself.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What whoever made it wrote beside it.
    pub fn comment(&self) -> &str {
        &self.comment
    }

    /// The same key with another comment.
    #[must_use]
    pub fn with_comment(self, comment: String) -> Self {
        Self { comment, ..self }
    }

    /// By what it is known.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.bytes)
    }
}

/// The fingerprint of any key, taken or not.
pub fn fingerprint(key: &[u8]) -> String {
    format!("SHA256:{}", BASE64_NOPAD.encode(&Sha256::digest(key)))
}

/// Whether a text has the form of a fingerprint.
pub fn is_fingerprint(text: &str) -> bool {
    let digest = text.strip_prefix("SHA256:").map(str::as_bytes);
    let digest = digest.and_then(|digest| BASE64_NOPAD.decode(digest).ok());
    digest.is_some_and(|digest| digest.len() == 32)
}

fn fault_of(code: &str) -> SshKeyFault {
    match code {
        "ssh-rsa" | "rsa-sha2-256" | "rsa-sha2-512" | "ssh-dss" => SshKeyFault::Old,
        _ if code.contains("-cert-v01@") => SshKeyFault::Certificate,
        _ => SshKeyFault::Unknown,
    }
}

/// The next part: its length in four bytes, then itself.
fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (part, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(part)
}

fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    std::str::from_utf8(part(rest)?).ok()
}

/// A key of an operator, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorKey {
    /// Whose.
    pub operator: OperatorId,
    /// The operator's name.
    pub name: String,
    /// The key.
    pub key: SshKey,
    /// When it was added.
    pub added_at: Timestamp,
    /// By whom.
    pub added_by: OperatorId,
    /// When somebody last signed in with it.
    pub used_at: Option<Timestamp>,
}

/// A key whose certificates are trusted, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// The key.
    pub key: SshKey,
    /// When it was added.
    pub added_at: Timestamp,
    /// By whom.
    pub added_by: OperatorId,
}

/// A key that is never let in again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevokedKey {
    /// Its fingerprint.
    pub fingerprint: String,
    /// Since when.
    pub at: Timestamp,
}

/// An act on the keys of operators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SshOp {
    /// Adds a key: to an operator, or to oneself.
    AddKey {
        /// Whose; none for one's own.
        operator: Option<OperatorId>,
        /// Which.
        key: SshKey,
    },
    /// Removes a key: of an operator, or one's own.
    RemoveKey {
        /// Whose; none for one's own.
        operator: Option<OperatorId>,
        /// Which.
        fingerprint: String,
    },
    /// Trusts the certificates of a key.
    AddAuthority(SshKey),
    /// Trusts the certificates of a key no longer.
    RemoveAuthority(String),
    /// Lets a key in no more, whoever certifies it.
    Revoke(String),
    /// Ends a session, by its number.
    EndSession(i64),
}

impl SshOp {
    /// What it is in the activity log.
    pub const fn act(&self) -> Act {
        match self {
            Self::AddKey { .. } => Act::KeyAdd,
            Self::RemoveKey { .. } => Act::KeyRemove,
            Self::AddAuthority(_) => Act::AuthorityAdd,
            Self::RemoveAuthority(_) => Act::AuthorityRemove,
            Self::Revoke(_) => Act::KeyRevoke,
            Self::EndSession(_) => Act::SshSessionEnd,
        }
    }

    /// What an operator must be permitted to do it: one's own keys are one's own affair.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::AddKey { operator: None, .. } | Self::RemoveKey { operator: None, .. } => {
                Permission::OwnAffairs
            }
            Self::AddKey {
                operator: Some(_), ..
            }
            | Self::RemoveKey {
                operator: Some(_), ..
            }
            | Self::AddAuthority(_)
            | Self::RemoveAuthority(_)
            | Self::Revoke(_)
            | Self::EndSession(_) => Permission::Administer,
        }
    }
}

/// What was done with a key, or a session: its fingerprint, and the operator's name where it is one's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SshReceipt {
    /// A key was added to an operator.
    KeyAdded(String, String),
    /// A key of an operator was removed.
    KeyRemoved(String, String),
    /// Certificates of a key are trusted.
    AuthorityAdded(String),
    /// Certificates of a key are trusted no longer.
    AuthorityRemoved(String),
    /// A key is let in no more.
    Revoked(String),
    /// A session ends: its number, and whose it is.
    SessionEnded(i64, String),
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti alice@example";

    #[test]
    fn a_key_is_read_and_known_by_its_fingerprint() -> Result<(), SshKeyFault> {
        let key = SshKey::parse(&format!("# a comment\n\n{ED25519}\n"))?;
        assert_eq!(key.kind(), SshKeyKind::Ed25519);
        assert_eq!(key.comment(), "alice@example");
        assert!(is_fingerprint(&key.fingerprint()));
        assert_eq!(SshKey::of_bytes(key.bytes().to_vec())?.bytes(), key.bytes());
        for text in ["SHA256:", "SHA256:abc", "MD5:00", "", "SHA256:é"] {
            assert!(!is_fingerprint(text), "{text}");
        }
        Ok(())
    }

    #[test]
    fn keys_of_security_keys_are_read() -> Result<(), SshKeyFault> {
        // Made by OpenSSH with the software security key of its own tests.
        let ed25519 = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIC3cEmvQJNOz6EZaUkUhqm6BuBtoqqnzriETBbgx7/Y0AAAABHNzaDo= x";
        let ecdsa = "sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5jb20AAAAIbmlzdHAyNTYAAABBBO/j7bhj+eOLRwxyumuzUAuGWqFouIRKzD/Ejr66jWU7NjWq5d9lrGbexthKlE+ikDXnKnO6S0gfkB4iZKSfiKEAAAAEc3NoOg== x";
        for (line, kind, print) in [
            (
                ed25519,
                SshKeyKind::SkEd25519,
                "SHA256:+bdMehZACFCOkhsmuVPc51TxD9iuqVTI968qdYPkhDQ",
            ),
            (
                ecdsa,
                SshKeyKind::SkEcdsaP256,
                "SHA256:tnfhgAq1CrvqbAJQRDg4zWIFrPbqWAHQ0StrZFeErRA",
            ),
        ] {
            let key = SshKey::parse(line)?;
            assert_eq!((key.kind(), key.fingerprint().as_str()), (kind, print));
        }
        Ok(())
    }

    #[test]
    fn what_is_no_key_is_refused_with_its_reason() {
        let cut = &ED25519[..60];
        let other_kind = ED25519.replace("ssh-ed25519 ", "sk-ssh-ed25519@openssh.com ");
        let twice = format!("{ED25519}\n{ED25519}");
        let with_options = format!("no-pty {ED25519}");
        for (text, fault) in [
            ("", SshKeyFault::Nothing),
            ("# only a comment", SshKeyFault::Nothing),
            (twice.as_str(), SshKeyFault::Several),
            (
                "-----BEGIN OPENSSH PRIVATE KEY-----\n",
                SshKeyFault::Private,
            ),
            ("ssh-rsa AAAAB3NzaC1yc2E= x", SshKeyFault::Old),
            ("ssh-dss AAAAB3NzaC1kc3M= x", SshKeyFault::Old),
            (
                "ssh-ed25519-cert-v01@openssh.com AAAA",
                SshKeyFault::Certificate,
            ),
            (with_options.as_str(), SshKeyFault::Unknown),
            (cut, SshKeyFault::Damaged),
            (other_kind.as_str(), SshKeyFault::Damaged),
            ("ssh-ed25519", SshKeyFault::Damaged),
        ] {
            assert_eq!(SshKey::parse(text), Err(fault), "{text}");
        }
    }
}
