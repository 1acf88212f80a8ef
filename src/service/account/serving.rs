//! Who serves the account over SSH: one process at a time, which holds the kernel's lock on a file beside the database.
//! A kill releases it, so nobody is taken for being here who is not.

use crate::domain::operator::{Operator, Permission};
use crate::domain::reason::Reason;
use crate::domain::sitting::Sittings;
use crate::error::{Error, Result};
use crate::service::deletion::lock::{self, BatchLock};
use crate::service::{Core, Service};
use crate::store::Db;

/// The lock, given back when this value goes.
pub(crate) struct Serving(#[expect(dead_code, reason = "it is held")] BatchLock);

/// How often it is looked before somebody is taken for serving: whoever only looks holds the lock for a moment.
const LOOKS: u32 = 3;

impl Service {
    /// Says that this process serves the account until it ends, and puts on record that the sessions are over which a
    /// server left that was stopped.
    pub fn begin_serving(&mut self) -> Result<()> {
        if self.serving.is_some() {
            return Ok(());
        }
        let path = &self.core.place.serving;
        let lock = (0..LOOKS).find_map(|_| lock::try_lock_at(path).transpose());
        let lock = lock.transpose()?;
        let lock = lock.ok_or(Error::Conflict(Reason::ServedAlready))?;
        self.serving = Some(Serving(lock));
        let core = &self.core;
        self.store.write(|tx| {
            for left in tx.sittings()? {
                super::coming::enter_end(tx, core, &left)?;
            }
            Ok(())
        })
    }
}

/// Who is here, as an operator gets to see it.
pub(crate) fn sittings(db: &Db<'_>, core: &Core, operator: &Operator) -> Result<Sittings> {
    if !is_served(core)? {
        return Ok(Sittings::default());
    }
    let mut rows = db.sittings()?;
    let sees_all = operator.may(Permission::Inspect);
    for row in rows
        .iter_mut()
        .filter(|row| !sees_all && row.operator != operator.id)
    {
        row.address = String::new();
        row.key = String::new();
        row.authority = None;
    }
    Ok(Sittings { served: true, rows })
}

/// Whether somebody serves the account now.
fn is_served(core: &Core) -> Result<bool> {
    lock::is_held(&core.place.serving)
}
