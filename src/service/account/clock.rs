//! A clock that was wrong for a while: what it put off for years is brought back to what the rules allow.

use super::{chain, passphrase};
use crate::domain::act::Act;
use crate::domain::plan::Changes;
use crate::domain::record::Detail;
use crate::domain::request::APPROVAL_HOURS;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::service::mail::post;
use crate::service::{Core, Service};
use crate::store::{Bounds, Entry, Store};

/// How far ahead anything can be, by the rules that set it.
const BOUNDS: Bounds = Bounds {
    lock: |failures| passphrase::lock_seconds(failures).unwrap_or(0),
    mail_try: post::LONGEST_PAUSE,
    mail_claim: post::CLAIM,
    approval: APPROVAL_HOURS * 3_600,
    request: (31 * Timestamp::DAY, 14 * Timestamp::DAY),
};

/// How often a process looks, in seconds: another one may have had a wrong clock.
const LOOKS_EVERY: i64 = 60;

/// Brings back what a wrong clock has put off; answers whether there was anything.
pub(crate) fn bound(store: &mut Store, core: &Core) -> Result<bool> {
    let now = core.now();
    if !store.db().clock_was_ahead(now, &BOUNDS)? {
        return Ok(false);
    }
    store.write(|tx| {
        let moments = tx.bound_moments(now, &BOUNDS)?;
        let entry = Entry {
            at: now,
            operator: None,
            act: Act::ClockBound,
            user: None,
            batch: None,
            detail: Detail::Bounded { moments },
        };
        chain::append(tx, core, &entry)?;
        core.at("clock", "before its commit");
        Ok(())
    })?;
    core.at("clock", "after its commit");
    Ok(true)
}

impl Service {
    /// Looks now and then, and whenever the clock goes backwards, whether a wrong clock has put anything off.
    pub(crate) fn bound_moments(&mut self) -> Result<Changes> {
        let now = self.core.now();
        let looked = self.clock_looked.replace(now);
        if looked.is_some_and(|last| (0..LOOKS_EVERY).contains(&now.since(last))) {
            self.clock_looked = looked;
            return Ok(Changes::empty());
        }
        let bounded = bound(&mut self.store, &self.core)?;
        Ok(if bounded {
            Changes::all()
        } else {
            Changes::empty()
        })
    }
}
