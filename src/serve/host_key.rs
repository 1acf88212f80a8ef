//! The key by which clients know this server: made on the first start, readable by nobody else.

use std::io::Write as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use russh::keys::PrivateKey;
use russh::keys::ssh_key::LineEnding;
use russh::keys::ssh_key::private::{Ed25519Keypair, KeypairData};

use crate::error::{Error, Result, SideFile, Trouble};
use crate::service::files::read_small;
use crate::start::Serving;

/// The longest file that is read for a key, in bytes.
const LONGEST: u64 = 65_536;
/// What the group and others may do with a file.
const OTHERS: u32 = 0o077;

/// The host key: the one in the file that was named, or beside the database.
pub(super) fn of(serving: &Serving) -> Result<PrivateKey> {
    let path = match &serving.host_key {
        Some(path) => path.clone(),
        None => beside(&serving.database),
    };
    if !path.exists() {
        make(&path)?;
    }
    read(&path)
}

fn beside(database: &Path) -> PathBuf {
    let database = std::fs::canonicalize(database).unwrap_or_else(|_| database.to_owned());
    let mut name = database.into_os_string();
    name.push(".host-key");
    PathBuf::from(name)
}

fn read(path: &Path) -> Result<PrivateKey> {
    let found = std::fs::metadata(path).map_err(|error| Error::from_io(&error, path))?;
    if found.mode() & OTHERS != 0 {
        let told = format!("{}: others can read this key; chmod 600", path.display());
        return Err(Trouble::Io(told).into());
    }
    let text = read_small(path, LONGEST)?;
    PrivateKey::from_openssh(text.as_bytes())
        .ok()
        .filter(|key| !key.is_encrypted())
        .ok_or_else(|| SideFile::HostKey.damaged(path, "no key stands in it"))
}

/// Makes a key whose file appears whole, for its owner alone.
fn make(path: &Path) -> Result<()> {
    let failed = |error: std::io::Error| Error::from_io(&error, path);
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| Error::Bug(error.to_string()))?;
    let key = KeypairData::Ed25519(Ed25519Keypair::from_seed(&seed));
    let key = PrivateKey::new(key, "offboard").and_then(|key| key.to_openssh(LineEnding::LF));
    let key = key.map_err(|error| Error::Bug(error.to_string()))?;
    let folder = crate::durable::folder_of(path);
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(key.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        // Another server was faster.
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(failed(error.error)),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let path = folder.path().join("host-key");
        make(&path)?;
        let first = read(&path)?;
        make(&path)?;
        assert_eq!(read(&path)?.public_key(), first.public_key());
        let found = std::fs::metadata(&path).map_err(|error| Error::from_io(&error, &path))?;
        assert_eq!(found.mode() & 0o777, 0o600);
        let open = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(&path, open).map_err(|error| Error::from_io(&error, &path))?;
        assert!(read(&path).is_err());
        Ok(())
    }
}
