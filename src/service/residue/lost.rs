//! An erasure journal that is lost: whoever reads sees that it is, and an act of whoever may begins a new one.

use super::journal::{Journal, JournalFault};
use crate::domain::act::Act;
use crate::domain::id::OperatorId;
use crate::domain::record::Detail;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::service::Core;
use crate::service::account::chain;
use crate::service::deletion::erasure::JOURNAL_NUMBER;
use crate::store::{Db, Entry, Tx};

/// Says that what this database knows as deleted is to be written into the journal once more.
pub(super) const REJOIN: &str = "journal_rejoin";

/// Whether the journal has no entry although the database knows of some: it is lost, and nothing is written into it before a
/// new one is begun. Reads first what other processes did to it.
pub(crate) fn is_lost(db: &Db<'_>, core: &Core, journal: &mut Journal) -> Result<bool> {
    let fault = |fault: JournalFault| fault.into_error(&core.place.journal);
    journal.refresh().map_err(fault)?;
    let lost = journal.last_number() == 0 && journal.torn_tail() == 0 && entries(db)? != 0;
    journal.note_lost(lost);
    Ok(lost)
}

/// How many entries of the journal the database knows.
pub(crate) fn entries(db: &Db<'_>) -> Result<u64> {
    let number = db.fact::<i64>(JOURNAL_NUMBER)?;
    Ok(number.unwrap_or_default().unsigned_abs())
}

/// Begins a new journal in the place of one that is lost, in the name of an operator: what this database knows is to be
/// written into it.
pub(crate) fn begin_anew(
    tx: &Tx<'_>,
    core: &Core,
    operator: OperatorId,
    now: Timestamp,
) -> Result<()> {
    let entry = Entry {
        at: now,
        operator: Some(operator),
        act: Act::JournalLost,
        user: None,
        batch: None,
        detail: Detail::Lost {
            frames: entries(tx)?,
        },
    };
    chain::append(tx, core, &entry)?;
    tx.forget_journal_marks_after(0)?;
    tx.set_fact(JOURNAL_NUMBER, 0)?;
    tx.set_fact(REJOIN, 1)
}
