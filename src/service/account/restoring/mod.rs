//! Restoring a backup: it is opened, brought up to date and purged beside the database, and takes its place only then.
//!
//! Until the one rename that gives it the database's name, nothing of the database in place has changed. What was
//! replaced is kept beside it until the next purge. Nothing that the backup had under way goes on by itself: whoever
//! restored it says whether it shall.

mod carrying;
pub(crate) mod known;
mod looking;

use crate::domain::act::Act;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use self::carrying::Carried;
pub use self::known::RESTORED;
use self::known::hold;
use super::key::AccountKey;
use super::place::{AccountPaths, OWN_FOLDERS, beside, private_directory, remove_with_side_files};
use super::upkeep::{batch_lock, move_into_place};
use super::{access, chain};
use crate::domain::batch::{BatchState, Progress};
use crate::domain::operator::{Permission, Session};
use crate::domain::time::Timestamp;
use crate::durable::{self, folder_of};
use crate::error::{Error, Result, Trouble};
use crate::service::deletion::lock;
use crate::service::files::{name_of, open_regular};
use crate::service::residue::journal::Journal;
use crate::service::residue::{remains, settling};
use crate::service::{Core, RestoreReport, Service, Surroundings, noting};
use crate::store::{self, Entry, Store, Tx};

pub use looking::BackupSeen;

/// What is to be restored, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restore {
    /// The backup.
    pub backup: PathBuf,
    /// Whether an operator has read what the journal lacks and wants it all the same.
    pub over_a_gap: bool,
    /// Whether the replaced database goes at once.
    pub discard: bool,
}

/// When this database took the place of another one.
pub(crate) const RESTORED_AT: &str = "restored_at";
/// What a restore adds to the name of the database while it is made ready.
const RESTORING: &str = ".restoring";
/// What it adds to the name of the one that was replaced, before the moment.
const REPLACED: &str = ".replaced-";
/// The first bytes of every database of SQLite.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where in the file it says which program it belongs to.
const PROGRAM: std::ops::Range<usize> = 68..72;

impl Service {
    /// Replaces a database by a backup of it, with the journal's later erasures applied. Needs
    /// `Permission::Administer` on the present database, unless there is none or it cannot be used any more.
    pub fn restore(
        database: &Path,
        order: &Restore,
        session: Option<&Session>,
        surroundings: Surroundings,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<RestoreReport> {
        store::check_library()?;
        surroundings.may_write()?;
        let place = AccountPaths::of(database);
        let points = surroundings.points.clone();
        private_directory(folder_of(&place.database))?;
        let lock = batch_lock(&place)?;
        let mut present = Store::open_reader(&place.database).ok();
        if let (Some(present), Some(session)) = (&present, session) {
            let db = present.db();
            let allowed = access::authorise(&db, session, Permission::Administer);
            let allowed = allowed.and_then(|operator| {
                let now = surroundings.clock.now();
                access::prove_for_risk(&db, session, &operator, now)
            });
            note_refusal(&place, &surroundings, session, allowed)?;
        }
        let asked = session.filter(|_| present.is_some());
        let noted = surroundings.clone();
        let partial = beside(&place.database, RESTORING);
        let making = Making {
            place: &place,
            partial: &partial,
            order,
            session,
            surroundings,
        };
        let ready = making.make_ready(present.as_mut(), watch);
        drop(present);
        let replaced = ready.and_then(|report| {
            points.reach("restore", "when it is ready");
            let kept = take_place(&place, &partial, order, report.at)?;
            points.reach("restore", "after it has its name");
            Ok(RestoreReport { kept, ..report })
        });
        if replaced.is_err() {
            remove_with_side_files(&partial);
        }
        drop(lock);
        match asked {
            Some(session) => note_refusal(&place, &noted, session, replaced),
            None => replaced,
        }
    }
}

/// Puts on record that somebody may not restore a backup, or that the file is none that could be restored.
fn note_refusal<T>(
    place: &AccountPaths,
    surroundings: &Surroundings,
    session: &Session,
    allowed: Result<T>,
) -> Result<T> {
    if allowed.is_err()
        && let Ok(Some(key)) = AccountKey::read(&place.key)
    {
        // The number of a key is of no account to an entry.
        let core = Core::new(place.clone(), key, 0, surroundings.clone());
        return noting::refusals(&core, session, Act::DbRestore, allowed);
    }
    allowed
}

/// Removes the copy of a restore that was stopped: it may hold what was deleted since the backup.
pub(crate) fn remove_unfinished(place: &AccountPaths) -> Result<()> {
    let partial = beside(&place.database, RESTORING);
    if partial.exists()
        && let Some(_nobody_restores) = lock::try_lock_at(&place.batch_lock)?
    {
        remove_with_side_files(&partial);
    }
    // What has the database's own file was to be kept by a restore that was stopped before it replaced anything.
    for kept in replaced(place) {
        if same_file(&kept, &place.database) {
            let _ = std::fs::remove_file(kept);
        }
    }
    Ok(())
}

fn same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(one), Ok(other)) = (std::fs::metadata(one), std::fs::metadata(other)) else {
        return false;
    };
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Removes every database that a restore has replaced.
pub(crate) fn remove_replaced(place: &AccountPaths) {
    for kept in replaced(place) {
        remove_with_side_files(&kept);
    }
}

/// The databases that were replaced and are still kept.
pub(crate) fn replaced(place: &AccountPaths) -> Vec<PathBuf> {
    let mut begins = place
        .database
        .file_name()
        .unwrap_or_default()
        .as_encoded_bytes()
        .to_vec();
    begins.extend_from_slice(REPLACED.as_bytes());
    let Ok(entries) = std::fs::read_dir(folder_of(&place.database)) else {
        return Vec::new();
    };
    let ours = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        let rest = name.as_encoded_bytes().strip_prefix(&begins[..]);
        rest.is_some_and(|rest| {
            rest.iter()
                .all(|byte| byte.is_ascii_digit() || *byte == b'-')
        })
    });
    ours.map(|entry| entry.path()).collect()
}

/// Bytes of a backup that are copied at a time.
const PIECE: usize = 1 << 20;

/// A restore while it is made ready.
struct Making<'a> {
    place: &'a AccountPaths,
    partial: &'a Path,
    order: &'a Restore,
    session: Option<&'a Session>,
    surroundings: Surroundings,
}

impl Making<'_> {
    fn make_ready(
        &self,
        present: Option<&mut Store>,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<RestoreReport> {
        // Each of four passes goes over the whole file: copying, examining, bringing up to date, purging.
        let bytes = std::fs::metadata(&self.order.backup).map_or(0, |file| file.len().max(1));
        let total = 4 * bytes;
        let mut going = |done| {
            if watch(Progress { done, total }) {
                Ok(())
            } else {
                Err(Error::Stopped)
            }
        };
        going(0)?;
        self.copy(&mut going)?;
        self.surroundings.points.reach("restore", "after its copy");
        going(bytes)?;
        let key = AccountKey::read(&self.place.key)?
            .ok_or_else(|| Trouble::KeyMissing(self.place.key.clone()))?;
        let number = self.examine(&key)?;
        going(2 * bytes)?;
        let mut store = Store::open(self.partial)?;
        if !self.place.database.exists() && self.place.is_shared() {
            store.write(|tx| tx.set_fact(OWN_FOLDERS, 1))?;
        }
        let place = AccountPaths {
            database: self.partial.to_owned(),
            ..self.place.clone().told_by(&store.db())?
        };
        let core = Core::new(place, key, number, self.surroundings.clone());
        let report = self.bring_up_to_date(&mut store, &core, present)?;
        going(3 * bytes)?;
        let residue = purge(&mut store, &core)?;
        store.close()?;
        going(total)?;
        Ok(RestoreReport { residue, ..report })
    }

    /// Copies the backup, once it looks like one.
    fn copy(&self, going: &mut dyn FnMut(u64) -> Result<()>) -> Result<()> {
        use std::io::{Read as _, Write as _};
        use std::os::unix::fs::OpenOptionsExt;
        let backup = &self.order.backup;
        let (mut source, _) = open_regular(backup)?;
        if !is_of_this_program(&mut source, backup)? {
            return Err(Trouble::NotABackup(backup.clone()).into());
        }
        remove_with_side_files(self.partial);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        let written = |error: std::io::Error| Error::from_io(&error, self.partial);
        let mut copy = options.open(self.partial).map_err(written)?;
        let mut piece = vec![0; PIECE];
        let mut done = 0;
        loop {
            let read = source
                .read(&mut piece)
                .map_err(|error| Error::from_io(&error, backup))?;
            if read == 0 {
                return copy.sync_all().map_err(written);
            }
            copy.write_all(&piece[..read]).map_err(written)?;
            done += read as u64;
            going(done)?;
        }
    }

    /// Makes sure that the copy is whole and of this account; answers the number of its key.
    fn examine(&self, key: &AccountKey) -> Result<i64> {
        let backup = &self.order.backup;
        let damaged = |error: Error| match error {
            Error::Environment(Trouble::Damaged(told)) => {
                let path = backup.clone();
                Trouble::BackupDamaged { path, told }.into()
            }
            other => other,
        };
        let found = Store::open_plain(self.partial).map_err(damaged)?;
        let consistency = found.db().consistency().map_err(damaged)?;
        let mut faults = consistency.integrity;
        if consistency.orphans > 0 {
            faults.push(format!("orphans={}", consistency.orphans));
        }
        if let Some(told) = faults.into_iter().next() {
            let path = backup.clone();
            return Err(Trouble::BackupDamaged { path, told }.into());
        }
        let newest = found.db().newest_key().map_err(damaged)?;
        found.close()?;
        match newest {
            Some((number, fingerprint)) if fingerprint == key.fingerprint() => Ok(number),
            _ => Err(Trouble::OtherAccount(backup.clone()).into()),
        }
    }

    /// Applies what the journal knows, carries over what only the present database knows, and stops what was under way.
    fn bring_up_to_date(
        &self,
        store: &mut Store,
        core: &Core,
        present: Option<&mut Store>,
    ) -> Result<RestoreReport> {
        let journal = Journal::find(&self.place.journal, core.key.secret(), core.key.id())
            .map_err(|fault| fault.into_error(&self.place.journal))?;
        let standing = settling::compare(&store.db(), core, &journal)?;
        if standing.lacks() && !self.order.over_a_gap {
            return Err(Trouble::JournalGap(standing.gap).into());
        }
        let carried = Carried::of(present, core)?;
        let name = name_of(&self.order.backup);
        store.write(|tx| {
            let at = core.now();
            let settled = settling::settle_beside(tx, core, &journal, at)?;
            let guards = carried.into_database(tx)?;
            let held = hold_all(tx)?;
            tx.set_fact(RESTORED_AT, at.0)?;
            let operator = self.session.map(|session| session.operator);
            let entry = Entry {
                at,
                operator,
                act: Act::DbRestore,
                user: None,
                batch: None,
                detail: carrying::detail(name, settled.users, held, &guards),
            };
            chain::append(tx, core, &entry)?;
            Ok(RestoreReport {
                at,
                users: tx.counter("users")?,
                erasures_applied: settled.users,
                batches_held: held,
                gap: standing.lacks().then_some(standing.gap),
                residue: 0,
                kept: None,
                guards,
            })
        })
    }
}

/// Whether a file begins as the databases of this program do. It is read from its beginning again afterwards.
fn is_of_this_program(file: &mut std::fs::File, path: &Path) -> Result<bool> {
    use std::io::{Read, Seek};
    let read = |error: std::io::Error| Error::from_io(&error, path);
    let mut head = Vec::new();
    let beginning = file.by_ref().take(100).read_to_end(&mut head);
    beginning.and_then(|_| file.rewind()).map_err(read)?;
    Ok(head.starts_with(MAGIC)
        && head.get(PROGRAM) == Some(&store::APPLICATION_ID.to_be_bytes()[4..]))
}

/// Stops every batch that was under way or waited for its day; answers how many.
fn hold_all(tx: &Tx<'_>) -> Result<u64> {
    use BatchState::{AtProvider, Paused, Processing, Scheduled};
    // All of them before the first is stopped: one that is stopped is a paused one.
    let mut open = Vec::new();
    for state in [Processing, Scheduled, AtProvider, Paused] {
        open.extend(tx.batches_in(state)?);
    }
    for batch in &open {
        hold(tx, *batch)?;
    }
    Ok(open.len() as u64)
}

/// Purges what the journal deleted from the database that is not in its place yet, and scans it.
fn purge(store: &mut Store, core: &Core) -> Result<u64> {
    if !settling::is_purge_owed(&store.db())? {
        return Ok(0);
    }
    store.compact()?;
    let known = remains::Known::of(&store.db(), core)?;
    crate::service::mail::post::forget_gone(&store.db(), core)?;
    store.write(|tx| {
        tx.forget_gone_mail()?;
        settling::note_purged(tx)
    })?;
    store.empty_log()?;
    let found = remains::scan(core, &known)?;
    // What is in doubt is reported like what was found.
    Ok(found.found + found.doubtful)
}

/// Gives the ready database its name; answers where the one that it replaced is kept.
fn take_place(
    place: &AccountPaths,
    partial: &Path,
    order: &Restore,
    at: Timestamp,
) -> Result<Option<PathBuf>> {
    if !place.database.exists() {
        remove_logs(place)?;
        move_into_place(partial, &place.database)?;
        return Ok(None);
    }
    let kept = (!order.discard).then(|| free_name(place, at));
    let replace = || {
        if let Some(kept) = &kept {
            keep(&place.database, kept)?;
        }
        remove_logs(place)?;
        move_into_place(partial, &place.database)
    };
    match Store::open_as_is(&place.database) {
        Ok(mut present) => present.held(replace)?,
        Err(Error::Environment(Trouble::Busy)) => return Err(Trouble::Busy.into()),
        // It cannot be used any more: its log is kept as it is, for whoever can make something of it.
        Err(_) => {
            if let Some(kept) = &kept {
                for ending in ["-wal", "-journal"] {
                    let log = beside(kept, ending);
                    let _ = std::fs::rename(beside(&place.database, ending), &log);
                    let _ = std::fs::set_permissions(&log, Permissions::from_mode(0o600));
                }
            }
            replace()?;
        }
    }
    Ok(kept)
}

/// What a write-ahead log of the old database held must never be played into the new one.
fn remove_logs(place: &AccountPaths) -> Result<()> {
    for path in place.database_files() {
        if path != place.database {
            durable::remove(&path).map_err(|error| Error::from_io(&error, &path))?;
        }
    }
    Ok(())
}

/// Gives the present database a second name, or copies it where files can have only one.
fn keep(database: &Path, kept: &Path) -> Result<()> {
    std::fs::hard_link(database, kept)
        .or_else(|_| {
            std::fs::copy(database, kept)?;
            std::fs::File::open(kept)?.sync_all()
        })
        .and_then(|()| std::fs::set_permissions(kept, Permissions::from_mode(0o600)))
        // What is said to be kept is there before its name is given to another.
        .and_then(|()| durable::sync_folder(folder_of(kept)))
        .map_err(|error| Error::from_io(&error, kept))
}

fn free_name(place: &AccountPaths, at: Timestamp) -> PathBuf {
    let moment = crate::formats::stamp(at);
    let named = |ending: String| beside(&place.database, &format!("{REPLACED}{moment}{ending}"));
    let first = named(String::new());
    if !first.exists() {
        return first;
    }
    let mut others = (2..1_000).map(|number| named(format!("-{number}")));
    others.find(|path| !path.exists()).unwrap_or(first)
}
