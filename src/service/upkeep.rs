//! Care of the database: examination, backup, restore and purge.

use std::path::{Path, PathBuf};

use super::files::{folder_of, remove_unfinished, sync_folder, unfinished_name};
use super::key::Key;
use super::place::{Place, private_directory};
use super::{
    CheckReport, Notice, PurgeReport, RestoreReport, Service, Surroundings, access, chain,
    identity, remains, running,
};
use crate::domain::batch::Progress;
use crate::domain::identifier::IdentifierKind;
use crate::domain::operator::{Permission, Session};
use crate::error::{Error, Result, Trouble};
use crate::store::{Db, Store};

impl Service {
    /// Examines the database. Needs `Permission::Administer`.
    pub fn check(
        &mut self,
        session: &Session,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<CheckReport> {
        access::authorise(&self.store.db(), session, Permission::Administer)?;
        let core = &self.core;
        let bytes = files_size(&core.place);
        self.store.read(|db| {
            let total = 5;
            let mut look = |done| {
                if watch(Progress { done, total }) {
                    Ok(())
                } else {
                    Err(Error::Stopped)
                }
            };
            look(0)?;
            let found = db.consistency()?;
            look(1)?;
            let unregistered = unregistered(db, core)?;
            look(2)?;
            let log = chain::verify(db, core)?;
            look(3)?;
            let residue = remains::scan(core, &remains::Known::of(db, core)?)?;
            look(4)?;
            let mut faults = found.integrity;
            if found.orphans > 0 {
                faults.push(format!("orphans={}", found.orphans));
            }
            if unregistered > 0 {
                faults.push(format!("unregistered={unregistered}"));
            }
            let counters = found
                .figures
                .into_iter()
                .map(|(name, kept, counted)| format!("{name}: {kept} ≠ {counted}"));
            let report = CheckReport {
                faults,
                counters: counters.collect(),
                users: db.counter("users")?,
                tombstones: db.counter("deleted")?,
                bytes,
                schema: db.schema()?,
                log,
                residue,
            };
            look(total)?;
            Ok(report)
        })
    }

    /// Writes a whole copy of the database to a file (0600); it can be opened as it is, its key and journal stay
    /// beside the database. Needs `Permission::Administer`. Answers its size in bytes.
    pub fn backup(
        &mut self,
        session: &Session,
        target: &Path,
        overwrite: bool,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<u64> {
        access::authorise(&self.store.db(), session, Permission::Administer)?;
        if crate::store::is_in_use(target) {
            return Err(Trouble::OfTheDatabase(target.to_owned()).into());
        }
        if !overwrite && target.symlink_metadata().is_ok() {
            return Err(Trouble::Exists(target.to_owned()).into());
        }
        let total = self.store.db().size_bytes()?;
        if !watch(Progress { done: 0, total }) {
            return Err(Error::Stopped);
        }
        remove_unfinished(folder_of(target));
        let partial = unfinished_name(target);
        // Held until the copy has its name: what nobody holds was left by a process that is gone.
        let _being_written = clear_partial(&partial)?;
        let copied = self.store.copy_to(&partial);
        self.core.at("backup", "after its copy");
        let moved = copied.and_then(|()| move_into_place(&partial, target));
        self.core.at("backup", "after it has its name");
        if moved.is_err() {
            remove_with_side_files(&partial);
        }
        moved?;
        watch(Progress { done: total, total });
        std::fs::metadata(target)
            .map(|file| file.len())
            .map_err(|error| Error::from_io(&error, target))
    }

    /// Replaces a database by a backup of it and applies the journal's later erasures before anybody sees it. Needs
    /// `Permission::Administer` on the present database, unless there is none or it cannot be used any more.
    pub fn restore(
        database: &Path,
        backup: &Path,
        session: Option<&Session>,
        surroundings: Surroundings,
    ) -> Result<RestoreReport> {
        let place = Place::of(database);
        private_directory(database.parent().unwrap_or(Path::new("")))?;
        let lock = batch_lock(&place)?;
        if let (Ok(present), Some(session)) = (Store::open_reader(database), session) {
            access::authorise(&present.db(), session, Permission::Administer)?;
        }
        let partial = beside(database, RESTORING);
        let points = surroundings.points.clone();
        let prepared = prepare(backup, &partial, &place).and_then(|()| {
            points.reach("restore", "after its copy");
            // What a write-ahead log of the old database held must never be played into the new one.
            for path in place.database_files() {
                if path != place.database {
                    std::fs::remove_file(&path).map_err(|error| Error::from_io(&error, &path))?;
                }
            }
            points.reach("restore", "after the old log is gone");
            move_into_place(&partial, database)
        });
        points.reach("restore", "after it has its name");
        if prepared.is_err() {
            remove_with_side_files(&partial);
        }
        prepared?;
        drop(lock);
        let mut service = Self::open(database, surroundings)?;
        points.reach("restore", "after the later erasures");
        let applied = service.notices().iter().map(|notice| match notice {
            Notice::ErasuresApplied(users) | Notice::StoppedInTheMiddle(users) => *users,
            _ => 0,
        });
        let erasures_applied = applied.sum();
        if erasures_applied > 0 {
            service.purge_files()?;
        }
        Ok(RestoreReport {
            users: service.store.db().counter("users")?,
            erasures_applied,
        })
    }

    /// Purges what was deleted from the files of the database and scans them, and completes the batches that were
    /// *erasing*. Needs `Permission::Administer`. Never begins to delete users.
    pub fn purge(
        &mut self,
        session: &Session,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<PurgeReport> {
        access::authorise(&self.store.db(), session, Permission::Administer)?;
        let _lock = batch_lock(&self.core.place)?;
        let bytes_before = files_size(&self.core.place);
        if !watch(Progress {
            done: 0,
            total: bytes_before,
        }) {
            return Err(Error::Stopped);
        }
        let (batches, found) = self.purge_erasing(None)?;
        let residue = match found {
            Some(residue) => residue,
            None => self.purge_files()?,
        };
        watch(Progress {
            done: bytes_before,
            total: bytes_before,
        });
        Ok(PurgeReport {
            bytes_before,
            bytes_after: files_size(&self.core.place),
            residue: residue.found,
            doubtful: residue.doubtful,
            batches,
        })
    }
}

/// What a restore adds to the name of the database while it is copied.
const RESTORING: &str = ".restoring";

/// Removes the copy of a restore that was stopped: it may hold what was deleted since the backup.
pub(super) fn remove_unfinished_restore(place: &Place) -> Result<()> {
    let partial = beside(&place.database, RESTORING);
    if partial.exists()
        && let Some(_nobody_restores) = running::try_lock_at(&place.batch_lock)?
    {
        remove_with_side_files(&partial);
    }
    Ok(())
}

/// Living users whose registry entries are missing or name somebody else.
fn unregistered(db: &Db<'_>, core: &super::Core) -> Result<u64> {
    let mut count = 0;
    let mut trouble = None;
    db.each_identity(|user, email, unique_id, _| {
        let email = (!email.is_empty()).then(|| identity::email_hash(core, email));
        let unique_id = (!unique_id.is_empty()).then(|| identity::id_hash(core, unique_id));
        let hashes = [
            (IdentifierKind::Email, email),
            (IdentifierKind::UniqueId, unique_id),
        ];
        for (kind, hash) in hashes {
            let Some(hash) = hash else { continue };
            match db.registered(kind, hash) {
                Ok(found) => count += u64::from(found != Some(user)),
                Err(error) => trouble = Some(error),
            }
        }
    })?;
    trouble.map_or(Ok(count), Err)
}

/// The lock of whoever runs batches, or the news that somebody does.
fn batch_lock(place: &Place) -> Result<running::BatchLock> {
    running::try_lock_at(&place.batch_lock)?.ok_or_else(|| {
        use crate::domain::batch::BatchState;
        Error::Conflict(crate::domain::reason::Reason::BatchIs(
            BatchState::Processing,
        ))
    })
}

/// Copies a backup beside the database and makes sure that it is one, and that it will open there.
fn prepare(backup: &Path, partial: &Path, place: &Place) -> Result<()> {
    let (mut source, _) = super::files::open_regular(backup)?;
    remove_with_side_files(partial);
    let mut options = std::fs::OpenOptions::new();
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.write(true).create_new(true).mode(0o600);
    }
    let mut copy = options
        .open(partial)
        .map_err(|error| Error::from_io(&error, partial))?;
    std::io::copy(&mut source, &mut copy)
        .and_then(|_| copy.sync_all())
        .map_err(|error| Error::from_io(&error, partial))?;
    let found = Store::open_plain(partial)?;
    let consistency = found.db().consistency()?;
    if let Some(fault) = consistency.integrity.first() {
        return Err(Trouble::Damaged(fault.clone()).into());
    }
    let newest = found.db().newest_key()?;
    if let Some(key) = Key::read(&place.key)?
        && newest.is_none_or(|(_, fingerprint)| fingerprint != key.fingerprint())
    {
        return Err(Trouble::OtherAccount(backup.to_owned()).into());
    }
    found.close()
}

/// Makes an empty file for a copy of the database and locks it; one that a dead process left is begun anew.
fn clear_partial(partial: &Path) -> Result<std::fs::File> {
    let file = running::open_lock(partial)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(std::fs::TryLockError::WouldBlock) => {
            return Err(Trouble::Exists(partial.to_owned()).into());
        }
        Err(std::fs::TryLockError::Error(error)) => return Err(Error::from_io(&error, partial)),
    }
    for ending in SIDE_FILES {
        let _ = std::fs::remove_file(beside(partial, ending));
    }
    file.set_len(0)
        .map_err(|error| Error::from_io(&error, partial))?;
    Ok(file)
}

/// What SQLite may leave beside a database; never to be played into another one of the same name.
const SIDE_FILES: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Removes a database that was never finished.
pub(super) fn remove_with_side_files(database: &Path) {
    let _ = std::fs::remove_file(database);
    for ending in SIDE_FILES {
        let _ = std::fs::remove_file(beside(database, ending));
    }
}

/// Gives a whole and synced database its name.
pub(super) fn move_into_place(partial: &Path, target: &Path) -> Result<()> {
    std::fs::File::open(partial)
        .and_then(|file| file.sync_all())
        .and_then(|()| std::fs::rename(partial, target))
        .map_err(|error| Error::from_io(&error, target))?;
    Ok(sync_folder(target)?)
}

/// A path with something at its end.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn files_size(place: &Place) -> u64 {
    let sizes = place
        .database_files()
        .into_iter()
        .filter_map(|path| std::fs::metadata(path).ok());
    sizes.map(|file| file.len()).sum()
}
