//! Looking at a backup before anybody decides to restore it: nothing of it is changed, and nothing is left beside it.

use crate::domain::act::Act;
use std::path::{Path, PathBuf};

use super::{Restore, carrying, is_of_this_program};
use crate::domain::batch::Progress;
use crate::domain::guards::KeptTold;
use crate::domain::operator::{Permission, Session};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};
use crate::service::account::access;
use crate::service::files::open_regular;
use crate::service::noting;
use crate::service::{Reader, RestoreReport, Service};
use crate::store::Store;

/// What a backup is, and what it would replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSeen {
    /// The backup.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// The account that it is of, where its version can be read.
    pub account: Option<String>,
    /// Users in it, where its version can be read.
    pub users: Option<u64>,
    /// When the last thing in its activity log was done: it was made then or later.
    pub last_act: Option<Timestamp>,
    /// The database that it would replace.
    pub database: PathBuf,
    /// Users in that.
    pub present_users: u64,
    /// What of the guards that stand now is kept, as far as the backup can be read before it is brought up to date.
    pub guards: Option<KeptTold>,
}

impl Reader {
    /// Says what a backup is, and what restoring it would replace. Needs `Permission::Administer`.
    pub fn look_at_backup(&mut self, session: &Session, backup: &Path) -> Result<BackupSeen> {
        let seen = self.look(session, backup);
        noting::refusals(&self.core, session, Act::DbRestore, seen)
    }

    fn look(&mut self, session: &Session, backup: &Path) -> Result<BackupSeen> {
        access::authorise(&self.store.db(), session, Permission::Administer)?;
        let (mut file, bytes) = open_regular(backup)?;
        if !is_of_this_program(&mut file, backup)? {
            return Err(Trouble::NotABackup(backup.to_owned()).into());
        }
        drop(file);
        let damaged = |error: Error| match error {
            Error::Environment(Trouble::Damaged(told)) => {
                let path = backup.to_owned();
                Trouble::BackupDamaged { path, told }.into()
            }
            other => other,
        };
        let found = Store::open_still(backup).map_err(damaged)?;
        let there = found.db();
        let key = there.newest_key().map_err(damaged)?;
        if key.is_none_or(|(_, fingerprint)| fingerprint != self.core.key.fingerprint()) {
            return Err(Trouble::OtherAccount(backup.to_owned()).into());
        }
        // What a backup of an older version does not tell is left open; restoring brings it up to date.
        let last = there.log_head().ok().map(|head| head.number);
        let last = last.and_then(|number| there.log_entry(number.unsigned_abs()).ok().flatten());
        let guards = self.store.read(|db| carrying::kept(&db.guards()?, &there));
        let guards = guards.ok().map(|kept| kept.told());
        Ok(BackupSeen {
            path: backup.to_owned(),
            bytes,
            account: there.settings().ok().map(|settings| settings.account),
            users: there.counter("users").ok(),
            last_act: last.map(|entry| entry.at),
            database: self.core.place.database.clone(),
            present_users: self.store.db().counter("users")?,
            guards,
        })
    }
}

impl Service {
    /// Replaces the database of this service by a backup of it. Where that succeeds, this service and its readers are
    /// of the database that was replaced: whoever holds them closes them and opens the new one.
    pub fn restore_here(
        &mut self,
        session: &Session,
        order: &Restore,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<RestoreReport> {
        let database = self.core.place.database.clone();
        let surroundings = self.core.surroundings.clone();
        Self::restore(&database, order, Some(session), surroundings, watch)
    }
}
