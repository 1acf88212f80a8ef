//! What is carried over from the database that is replaced: what it alone knows, and what guards the account in it.

use crate::domain::guards::{Guards, Kept, KeptTold};
use crate::domain::record::{Code, Detail, Rest};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};
use crate::service::Core;
use crate::store::{Db, Store, Tx};

/// What the present database knows that must not be forgotten with it.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// The last number that each of its tables gave.
    last: Vec<(&'static str, i64)>,
    /// Messages that it has sent.
    sent: Vec<(String, Timestamp)>,
    /// What guards the account.
    guards: Guards,
}

impl Carried {
    /// Reads it. A database that is damaged, is missing or is another account's holds up no restore: what could not be
    /// read is named.
    pub(super) fn of(present: Option<&mut Store>, core: &Core) -> Result<Self> {
        let read = present.map(|present| {
            present.read(|db| {
                let guards = if is_of_this_account(db, core)? {
                    db.guards()?
                } else {
                    Guards::unread()
                };
                Ok(Self {
                    last: whole(db.given_numbers())?.unwrap_or_default(),
                    sent: whole(db.sent_message_ids())?.unwrap_or_default(),
                    guards,
                })
            })
        });
        let read = read.map(whole).transpose()?.flatten();
        Ok(read.unwrap_or_else(|| Self {
            guards: Guards::unread(),
            ..Self::default()
        }))
    }

    /// Writes it into the backup; answers what of the guards is kept.
    pub(super) fn into_database(self, tx: &Tx<'_>) -> Result<KeptTold> {
        for (table, last) in self.last {
            tx.pass_over_numbers(table, last)?;
        }
        for (message_id, at) in &self.sent {
            tx.note_sent_elsewhere(message_id, *at)?;
        }
        let kept = kept(&self.guards, tx)?;
        tx.keep_guards(&kept)?;
        Ok(kept.told())
    }
}

/// What of the guards that stand now is kept when a backup takes their place.
pub(super) fn kept(now: &Guards, backup: &Db<'_>) -> Result<Kept> {
    let then = backup.guards()?;
    if let Some(part) = then.not_read.first() {
        return Err(Trouble::Damaged((*part).to_owned()).into());
    }
    Ok(Kept::of(now, &then, &backup.has_of(now)?))
}

/// What an entry in the activity log says of a restore.
pub(super) fn detail(file: String, users: u64, held: u64, guards: &KeptTold) -> Detail {
    let count = |list: &[String]| list.len() as u64;
    let not_read = guards.not_read.iter();
    Detail::RestoredOver {
        file: Rest(file),
        users,
        held,
        holds_kept: guards.holds_kept,
        settings_kept: guards.settings_kept.len() as u64,
        operators_kept: count(&guards.operators_kept_out)
            + count(&guards.roles_kept)
            + count(&guards.passphrases_kept)
            + guards.operators_kept_erased,
        keys_kept: count(&guards.keys_kept_revoked)
            + count(&guards.keys_kept_out)
            + count(&guards.cas_kept_out),
        let_in: count(&guards.operators_let_in),
        batches_lost: (guards.batches_lost.len() + guards.finished_lost.len()) as u64,
        not_read: not_read.map(|part| Code::from(*part)).collect(),
    }
}

fn is_of_this_account(db: &Db<'_>, core: &Core) -> Result<bool> {
    let newest = db.newest_key()?;
    Ok(newest.is_some_and(|(_, fingerprint)| fingerprint == core.key.fingerprint()))
}

/// Nothing, where it is damaged; nothing else that goes wrong is passed over.
fn whole<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(Error::Environment(Trouble::Damaged(_))) => Ok(None),
        Err(other) => Err(other),
    }
}
