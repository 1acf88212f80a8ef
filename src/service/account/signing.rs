//! The signing key: an Ed25519 key with which an account signs what others shall be able to check, in a file of its own.
//!
//! The file holds the secret half and every public half that there ever was, all in PEM; it is written whole, for its
//! owner alone, and synced with its folder before anything is signed. The database knows the public halves and nothing
//! else: a file that lacks one of them is an older one, or another account's, and signs nothing.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use ed25519_dalek::{Signer as _, SigningKey as Ed25519, VerifyingKey};

use super::place::beside;
use super::{access, chain};
use crate::domain::act::Act;
use crate::domain::id::OperatorId;
use crate::domain::operator::{Permission, Session};
use crate::domain::public_half::PublicHalf;
use crate::domain::record::{Detail, Word};
use crate::durable::{self, Overwrite};
use crate::error::{Error, Result, SideFile, Trouble};
use crate::service::files::{FileFault, open_regular, read_small};
use crate::service::{Core, Reader, Service, noting};
use crate::store::{Db, Entry, Store, Tx};

/// Bytes that are read of the file at the most: some hundreds of public halves.
const LONGEST: u64 = 100_000;
/// What stands before the 32 bytes of an Ed25519 secret in its DER (RFC 8410).
const PREFIX: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];
const BEGIN: &str = "-----BEGIN PRIVATE KEY-----\n";
const END: &str = "\n-----END PRIVATE KEY-----\n";
/// The fact that names every public half, the newest first.
const KNOWN: &str = "signing_keys";
/// Bytes of a signature.
pub(crate) const SIGNATURE_BYTES: usize = 64;

/// The signing key of an account.
pub(crate) struct SigningKey {
    secret: Ed25519,
    /// The public halves of keys that sign no more, the newest first.
    retired: Vec<PublicHalf>,
}

/// The public halves of an account's signing keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicHalves {
    /// That of the key which signs.
    pub current: PublicHalf,
    /// Those of keys that sign no more, the newest first.
    pub retired: Vec<PublicHalf>,
}

impl PublicHalves {
    /// All of them, the current one first.
    pub fn all(&self) -> impl Iterator<Item = PublicHalf> {
        std::iter::once(self.current).chain(self.retired.iter().copied())
    }
}

/// Whether a signature over some bytes was made with the secret half of a key.
pub(crate) fn is_signed_by(key: PublicHalf, bytes: &[u8], signature: &[u8]) -> bool {
    let Ok(signature) = ed25519_dalek::Signature::from_slice(signature) else {
        return false;
    };
    // The strict form knows no key that fits any text.
    VerifyingKey::from_bytes(&key.0).is_ok_and(|key| key.verify_strict(bytes, &signature).is_ok())
}

/// Where the signature of a file lies.
pub fn signature_of(file: &Path) -> PathBuf {
    beside(file, ".sig")
}

/// The signature beside a file; none where there is none. What is no signature fits nothing.
pub(crate) fn signature_beside(file: &Path) -> Result<Option<Vec<u8>>> {
    let path = signature_of(file);
    match open_regular(&path) {
        Ok((open, _)) => {
            let mut bytes = Vec::new();
            let most = SIGNATURE_BYTES as u64 + 1;
            let read = open.take(most).read_to_end(&mut bytes);
            read.map_err(|error| Error::from_io(&error, &path))?;
            Ok(Some(bytes))
        }
        Err(FileFault::NotFound(_)) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

impl SigningKey {
    fn anew(retired: Vec<PublicHalf>) -> Result<Self> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| Trouble::Io(error.to_string()))?;
        let secret = Ed25519::from_bytes(&seed);
        Ok(Self { secret, retired })
    }

    /// Reads the file; none where there is none. It is as this program writes it, or damaged.
    fn read(path: &Path) -> Result<Option<Self>> {
        let text = match read_small(path, LONGEST) {
            Ok(text) => text,
            Err(FileFault::NotFound(_)) => return Ok(None),
            Err(fault) => return Err(fault.into()),
        };
        let damaged = || SideFile::SigningKey.damaged(path, "it is not as it was written");
        let read = Self::from_text(&text).filter(|key| key.text() == text);
        read.map(Some).ok_or_else(damaged)
    }

    fn from_text(text: &str) -> Option<Self> {
        let (secret, rest) = text.strip_prefix(BEGIN)?.split_once(END)?;
        let der = BASE64.decode(secret.as_bytes()).ok()?;
        let seed: [u8; 32] = der.strip_prefix(&PREFIX)?.try_into().ok()?;
        let secret = Ed25519::from_bytes(&seed);
        let mut halves = PublicHalf::all_of(rest)?.into_iter();
        let own = halves.next()?;
        let retired = halves.collect();
        (own.0 == secret.verifying_key().to_bytes()).then_some(Self { secret, retired })
    }

    fn text(&self) -> String {
        let der = [&PREFIX[..], self.secret.as_bytes()].concat();
        let halves: String = self.halves().all().map(|half| half.pem()).collect();
        format!("{BEGIN}{}{END}{halves}", BASE64.encode(&der))
    }

    fn write(&self, path: &Path, overwrite: Overwrite) -> Result<()> {
        durable::write(path, overwrite, self.text().as_bytes())
            .map_err(|error| Error::from_io(&error, path))
    }

    /// Its public halves.
    pub(crate) fn halves(&self) -> PublicHalves {
        PublicHalves {
            current: self.public(),
            retired: self.retired.clone(),
        }
    }

    /// The public half of what signs.
    pub(crate) fn public(&self) -> PublicHalf {
        PublicHalf(self.secret.verifying_key().to_bytes())
    }

    /// The signature over some bytes.
    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; SIGNATURE_BYTES] {
        self.secret.sign(bytes).to_bytes()
    }
}

/// Takes the key that lies beside the place of a new account, or makes one: the account's first.
pub(super) fn begin(tx: &Tx<'_>, core: &Core) -> Result<()> {
    let path = &core.place.signing_key;
    let key = match SigningKey::read(path)? {
        Some(key) => key,
        None => made(path)?,
    };
    note_known(tx, &key)
}

fn made(path: &Path) -> Result<SigningKey> {
    let key = SigningKey::anew(Vec::new())?;
    key.write(path, Overwrite::Never)?;
    Ok(key)
}

/// The public halves that the database knows, the newest first.
pub(crate) fn known(db: &Db<'_>) -> Result<Vec<PublicHalf>> {
    let text: String = db.fact(KNOWN)?.unwrap_or_default();
    let damaged = || Trouble::Damaged("a public half of the signing key".to_owned());
    let halves = text.split_whitespace().map(PublicHalf::from_text);
    let halves: Option<Vec<_>> = halves.collect();
    Ok(halves.ok_or_else(damaged)?)
}

fn note_known(tx: &Tx<'_>, key: &SigningKey) -> Result<()> {
    let texts: Vec<String> = key.halves().all().map(|half| half.text()).collect();
    tx.set_fact(KNOWN, texts.join(" "))
}

/// The key of the file, where it has every half that the database knows; none where neither has one.
pub(crate) fn kept(db: &Db<'_>, core: &Core) -> Result<Option<SigningKey>> {
    let path = &core.place.signing_key;
    let known = known(db)?;
    let Some(key) = SigningKey::read(path)? else {
        let missing = || SideFile::SigningKey.damaged(path, "it is not there");
        return known.is_empty().then_some(None).ok_or_else(missing);
    };
    let halves = key.halves();
    let lacks = |half: &&PublicHalf| halves.all().all(|one| one != **half);
    match known.iter().find(lacks) {
        None => Ok(Some(key)),
        Some(half) => {
            let told = format!("it lacks the key {}", half.fingerprint());
            Err(SideFile::SigningKey.damaged(path, told))
        }
    }
}

/// The key to sign with. One that is made now is on record before it signs anything; so is one that the database has not
/// seen, as after the restore of an older backup.
pub(crate) fn ready(core: &Core, operator: OperatorId) -> Result<SigningKey> {
    let mut store = Store::open_as_is(&core.place.database)?;
    let is_known = |db: &Db<'_>, key: &SigningKey| -> Result<bool> {
        Ok(known(db)?.first() == Some(&key.public()))
    };
    if let Some(key) = kept(&store.db(), core)?
        && is_known(&store.db(), &key)?
    {
        return Ok(key);
    }
    // One process at a time: the transaction is the lock.
    store.write(|tx| {
        let key = match kept(tx, core)? {
            Some(key) => key,
            None => made(&core.place.signing_key)?,
        };
        if !is_known(tx, &key)? {
            register(tx, core, operator, &key)?;
        }
        Ok(key)
    })
}

/// Puts on record that a key signs from now on.
fn register(tx: &Tx<'_>, core: &Core, operator: OperatorId, key: &SigningKey) -> Result<()> {
    note_known(tx, key)?;
    let entry = Entry {
        at: core.now(),
        operator: Some(operator),
        act: Act::SigningKeyMake,
        user: None,
        batch: None,
        detail: Detail::Key {
            operator: None,
            key: Word::of(&key.public().fingerprint()),
        },
    };
    chain::append(tx, core, &entry)
}

impl Reader {
    /// The public halves of the account's signing keys; the first key is made where there is none. Needs
    /// `Permission::Inspect`.
    pub fn signing_keys(&mut self, session: &Session) -> Result<PublicHalves> {
        let allowed = access::authorise(&self.store.db(), session, Permission::Inspect);
        noting::refusals(&self.core, session, Act::SigningKeyMake, allowed)?;
        Ok(ready(&self.core, session.operator)?.halves())
    }
}

impl Service {
    /// Makes a new signing key; the public halves of all before it are kept, in the file and in the database. A file
    /// that is lost or damaged is replaced. Needs `Permission::Administer`.
    pub fn renew_signing_key(&mut self, session: &Session) -> Result<PublicHalves> {
        let allowed = access::authorise(&self.store.db(), session, Permission::Administer);
        noting::refusals(&self.core, session, Act::SigningKeyMake, allowed)?;
        let core = &self.core;
        self.store.write(|tx| {
            access::authorise(tx, session, Permission::Administer)?;
            let in_file = SigningKey::read(&core.place.signing_key).unwrap_or_default();
            let mut retired: Vec<PublicHalf> = in_file
                .map(|key| key.halves().all().collect())
                .unwrap_or_default();
            for half in known(tx)? {
                if !retired.contains(&half) {
                    retired.push(half);
                }
            }
            let key = SigningKey::anew(retired)?;
            key.write(&core.place.signing_key, Overwrite::Replace)?;
            core.at("signing key", "after it is made anew");
            register(tx, core, session.operator, &key)?;
            Ok(key.halves())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_key_is_read_back_as_it_was_written_for_its_owner_alone() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let path = folder.path().join("a.signing-key");
        assert!(SigningKey::read(&path)?.is_none());
        let first = made(&path)?;
        assert!(made(&path).is_err(), "a key is never overwritten unasked");
        let second = SigningKey::anew(vec![first.public()])?;
        second.write(&path, Overwrite::Replace)?;
        let read = SigningKey::read(&path)?.ok_or_else(|| Error::Bug("no key".to_owned()))?;
        assert_eq!(read.halves(), second.halves());
        assert_eq!(read.halves().retired, [first.public()]);
        let found = std::fs::metadata(&path).map_err(|error| Error::from_io(&error, &path))?;
        assert_eq!(found.permissions().mode() & 0o777, 0o600);
        Ok(())
    }

    #[test]
    fn a_file_with_any_byte_changed_is_damaged_or_another_key() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let path = folder.path().join("a.signing-key");
        let key = made(&path)?;
        let text = key.text();
        for at in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] ^= 1;
            std::fs::write(&path, &changed).map_err(|error| Error::from_io(&error, &path))?;
            assert!(SigningKey::read(&path).is_err(), "byte {at}");
        }
        Ok(())
    }

    #[test]
    fn a_signature_fits_its_own_bytes_and_its_own_key() -> Result<()> {
        let (key, other) = (SigningKey::anew(Vec::new())?, SigningKey::anew(Vec::new())?);
        let signature = key.sign(b"one");
        assert!(is_signed_by(key.public(), b"one", &signature));
        assert!(!is_signed_by(key.public(), b"two", &signature));
        assert!(!is_signed_by(other.public(), b"one", &signature));
        assert!(!is_signed_by(key.public(), b"one", &signature[1..]));
        Ok(())
    }
}
