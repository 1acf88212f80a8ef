//! Care of the database: examination, backup, restore and purge.

use crate::domain::act::Act;
use crate::domain::record::{Detail, Rest};
use std::path::{Path, PathBuf};

use super::place::{AccountPaths, SIDE_FILES, beside, private_directory, remove_with_side_files};
use super::{access, chain, signing};
use crate::domain::batch::Progress;
use crate::domain::identifier::{IdentifierKind, older_forms};
use crate::domain::op::Op;
use crate::domain::operator::{Permission, Session};
use crate::durable::{self, Overwrite, folder_of};
use crate::error::{Error, Result, Trouble};
use crate::service::deletion::lock;
use crate::service::directory::identity;
use crate::service::files::folder;
use crate::service::files::targets::refuse_backup_target;
use crate::service::files::unfinished::{remove_unfinished, unfinished_name};
use crate::service::residue::{lost, remains, settling};
use crate::service::{BackupReport, CheckReport, PurgeReport, Service, noting};
use crate::store::{Db, Entry};

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
        let is_lost = lost::is_lost(&self.store.db(), core, &mut self.journal)?;
        let missing = is_lost
            .then(|| lost::entries(&self.store.db()))
            .transpose()?;
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
                exposed: core.place.exposed(),
                journal_lost: match missing {
                    Some(entries) => Some((None, entries)),
                    None => db.journal_lost()?.map(|(at, entries)| (Some(at), entries)),
                },
                signing_key: signing::kept(db, core)
                    .is_err()
                    .then(|| core.place.signing_key.clone()),
                residue,
            };
            look(total)?;
            Ok(report)
        })
    }

    /// Begins a new erasure journal where it is lost and the act is a full admin's, who may. What others do goes on without
    /// one, as far as it needs no entry.
    pub(in crate::service) fn begin_lost_journal(
        &mut self,
        session: &Session,
        op: &Op,
    ) -> Result<()> {
        let (core, journal) = (&self.core, &mut self.journal);
        if !lost::is_lost(&self.store.db(), core, journal)? {
            return Ok(());
        }
        let begun = self.store.write(|tx| {
            // Another process may have been faster.
            if !lost::is_lost(tx, core, journal)? {
                return Ok(true);
            }
            let operator = access::authorise(tx, session, op.permission())?;
            if access::objection(Permission::Administer, operator.role).is_some() {
                return Ok(false);
            }
            lost::begin_anew(tx, core, operator.id, core.now())?;
            Ok(true)
        })?;
        if begun {
            self.store
                .write(|tx| settling::settle(tx, core, journal, core.now()))?;
        }
        Ok(())
    }

    /// Writes a whole copy of the database to a file (0600): to the one that is named, or to a dated one in the folder
    /// `backups` beside the database. It can be opened as it is; its key and journal stay beside the database. Needs
    /// `Permission::Administer`.
    pub fn backup(
        &mut self,
        session: &Session,
        target: Option<&Path>,
        overwrite: bool,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<BackupReport> {
        self.core.may_write()?;
        let made = self.copy_whole(session, target, overwrite, watch);
        noting::refusals(&self.core, session, Act::DbBackup, made)
    }

    fn copy_whole(
        &mut self,
        session: &Session,
        target: Option<&Path>,
        overwrite: bool,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<BackupReport> {
        access::authorise(&self.store.db(), session, Permission::Administer)?;
        let target = &match target {
            Some(folder) if folder.is_dir() => self.usual_backup(folder),
            Some(target) => target.to_owned(),
            None => {
                let folder = folder_of(&self.core.place.database).join("backups");
                private_directory(&folder)?;
                self.usual_backup(&folder)
            }
        };
        let replaces = if overwrite {
            Overwrite::Replace
        } else {
            Overwrite::Never
        };
        refuse_backup_target(target, replaces)?;
        if !folder_of(target).is_dir() {
            return Err(Trouble::NoSuchFolder(folder_of(target).to_owned()).into());
        }
        let total = self.store.db().size_bytes()?;
        if folder::room_for(target).is_some_and(|room| total > room) {
            return Err(Trouble::QuotaFull(target.display().to_string()).into());
        }
        if !watch(Progress { done: 0, total }) {
            return Err(Error::Stopped);
        }
        remove_unfinished(folder_of(target));
        let partial = unfinished_name(target);
        // Held until the copy has its name: what nobody holds was left by a process that is gone.
        let _being_written = clear_partial(&partial)?;
        let copied = self.store.copy_to(&partial, watch);
        self.core.at("backup", "after its copy");
        let moved = copied.and_then(|()| {
            durable::move_to(&partial, target, replaces)
                .map_err(|error| Error::from_io(&error, target))
        });
        self.core.at("backup", "after it has its name");
        if moved.is_err() {
            remove_with_side_files(&partial);
        }
        moved?;
        watch(Progress { done: total, total });
        let bytes = std::fs::metadata(target)
            .map(|file| file.len())
            .map_err(|error| Error::from_io(&error, target))?;
        self.note_backup(session, target, bytes)?;
        Ok(BackupReport {
            path: target.clone(),
            bytes,
        })
    }

    /// A name that nobody has taken, in the folder of backups beside the database.
    fn usual_backup(&self, folder: &Path) -> PathBuf {
        let database = &self.core.place.database;
        let stem = database.file_stem().unwrap_or_default().to_string_lossy();
        let moment = crate::formats::stamp(self.core.now());
        let named = |ending: String| folder.join(format!("{stem}-{moment}{ending}.db"));
        let first = std::iter::once(String::new());
        let mut endings = first.chain((2..1_000).map(|number| format!("-{number}")));
        let free = endings.find(|ending| named(ending.clone()).symlink_metadata().is_err());
        named(free.unwrap_or_default())
    }

    /// A backup is an act: whoever has it has everybody's data.
    fn note_backup(&mut self, session: &Session, target: &Path, bytes: u64) -> Result<()> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let core = &self.core;
        self.store.write(|tx| {
            let operator = access::authorise(tx, session, Permission::Administer)?;
            let entry = Entry {
                at: core.now(),
                operator: Some(operator.id),
                act: Act::DbBackup,
                user: None,
                batch: None,
                detail: Detail::Backup {
                    file: Rest(name.clone().into_owned()),
                    bytes,
                },
            };
            chain::append(tx, core, &entry)
        })
    }

    /// Purges what was deleted from the files of the database and scans them, and completes the batches that were
    /// *erasing*. Needs `Permission::Administer`. Never begins to delete users.
    pub fn purge(
        &mut self,
        session: &Session,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<PurgeReport> {
        self.core.may_write()?;
        let allowed = access::authorise(&self.store.db(), session, Permission::Administer);
        noting::refusals(&self.core, session, Act::BatchPurge, allowed)?;
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

/// Living users whose registry entries are missing or name somebody else.
fn unregistered(db: &Db<'_>, core: &crate::service::Core) -> Result<u64> {
    let mut count = 0;
    let mut trouble = None;
    db.each_identity(|user, email, unique_id, _| {
        let is_registered = |kind, hash| match db.registered(kind, hash) {
            Ok(found) => found == Some(user),
            Err(error) => {
                trouble = Some(error);
                true
            }
        };
        count += unregistered_of(core, (email, unique_id), is_registered);
    })?;
    trouble.map_or(Ok(count), Err)
}

/// How many of a user's two identifiers stand in no entry of theirs.
fn unregistered_of(
    core: &crate::service::Core,
    (email, unique_id): (&str, &str),
    mut is_registered: impl FnMut(IdentifierKind, i64) -> bool,
) -> u64 {
    use IdentifierKind::{Email, UniqueId};
    let mut forms = older_forms(email).into_iter();
    let lacks_email = !email.is_empty()
        && !is_registered(Email, identity::email_hash(core, email))
        && !forms.any(|form| is_registered(Email, core.key.email_text(&form)));
    let lacks_id =
        !unique_id.is_empty() && !is_registered(UniqueId, identity::id_hash(core, unique_id));
    u64::from(lacks_email) + u64::from(lacks_id)
}

/// The lock of whoever runs batches, or the news that somebody does.
pub(crate) fn batch_lock(place: &AccountPaths) -> Result<lock::BatchLock> {
    lock::try_lock_at(&place.batch_lock)?.ok_or_else(|| {
        use crate::domain::batch::BatchState;
        Error::Conflict(crate::domain::reason::Reason::BatchIs(
            BatchState::Processing,
        ))
    })
}

/// Makes an empty file for a copy of the database and locks it; one that a dead process left is begun anew.
fn clear_partial(partial: &Path) -> Result<std::fs::File> {
    let file = lock::open_lock(partial)?;
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

/// Gives a whole and synced database its name.
pub(crate) fn move_into_place(partial: &Path, target: &Path) -> Result<()> {
    durable::move_to(partial, target, Overwrite::Replace)
        .map_err(|error| Error::from_io(&error, target))
}

fn files_size(place: &AccountPaths) -> u64 {
    let sizes = place
        .database_files()
        .into_iter()
        .filter_map(|path| std::fs::metadata(path).ok());
    sizes.map(|file| file.len()).sum()
}
