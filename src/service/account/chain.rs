//! The chain of the activity log: every entry carries a keyed mark over itself and its predecessor.
//!
//! The head, number and mark, stands in the database under a keyed mark of its own, so that entries cut off at the end
//! are missed; it is also printed in completion mails and certificates, out of the database's reach.
//!
//! When the key is lost, the marks made with it can no longer be checked. A new key seals the entries as it finds them,
//! each with its old mark: from then on they cannot be changed unnoticed either, and the old marks can still be
//! compared with heads that were printed. What happened to them before is unknown, and **Verify** says so.

use crate::domain::act::Act;
use crate::domain::id::OperatorId;
use crate::domain::record::{Detail, LogFault, LogVerification, Rest, Word};
use crate::error::Result;
use crate::service::Core;
use crate::service::files::hexadecimal;
use crate::store::{Db, Entry, LogHead, StoredEntry, TRACED_ACTS, Tx};

const HEAD: &str = "log_head";
/// Up to where the log was written under keys that are lost, and the seal of the present one over that part.
const LOST_PART: &str = "log_lost_part";

/// Adds an entry of what somebody did, or the program by itself, with no learner and no batch.
pub(crate) fn enter(
    tx: &Tx<'_>,
    core: &Core,
    operator: Option<OperatorId>,
    act: Act,
    detail: Detail,
) -> Result<()> {
    let entry = Entry {
        at: core.now(),
        operator,
        act,
        user: None,
        batch: None,
        detail,
    };
    append(tx, core, &entry)
}

/// Adds an entry.
pub(crate) fn append(tx: &Tx<'_>, core: &Core, entry: &Entry) -> Result<()> {
    let head = tx.log_head()?;
    let number = head.number + 1;
    let mut stored = StoredEntry::of(number, entry);
    debug_assert_eq!(
        stored.told(),
        entry.detail,
        "no form of {:?} reads what it is entered with",
        entry.act
    );
    stored.mark = core.key.log_mark(&head.mark, &bytes(&stored));
    tx.set_fact(HEAD, sealed(core, number, &stored.mark))?;
    tx.append_log(&stored)
}

/// Seals every entry as it is under a new key, and begins its chain.
pub(crate) fn begin_anew(tx: &Tx<'_>, core: &Core, system_user: &str) -> Result<()> {
    let mut part = LostPart::default();
    tx.each_log_entry(|stored| {
        part.take(core, &stored);
        true
    })?;
    tx.set_fact(LOST_PART, part.sealed(core))?;
    let entry = Entry {
        at: core.now(),
        operator: None,
        act: Act::KeyRenew,
        user: None,
        batch: None,
        detail: Detail::Renewed {
            entries_before: part.last.unsigned_abs(),
            system_user: Some(Rest(system_user.to_owned())),
        },
    };
    append(tx, core, &entry)
}

/// The entries that were written under lost keys, as they are read one by one.
#[derive(Debug, Default)]
struct LostPart {
    /// Number of the last one.
    last: i64,
    /// What the present key makes of them.
    mark: Vec<u8>,
}

impl LostPart {
    fn take(&mut self, core: &Core, stored: &StoredEntry) {
        let bytes = bytes(stored);
        self.mark = core.key.log_mark(&self.mark, &bytes);
        self.mark = core.key.log_mark(&self.mark, &stored.mark);
        self.last = stored.number;
    }

    fn sealed(&self, core: &Core) -> String {
        let content = [&self.last.to_le_bytes(), &self.mark[..]].concat();
        let seal = core.key.log_mark(b"lost part", &content);
        format!("{}:{}", self.last, hexadecimal(&seal))
    }
}

/// Number of the last entry and its mark in hexadecimal.
pub(crate) fn head(db: &Db<'_>) -> Result<(u64, String)> {
    let LogHead { number, mark } = db.log_head()?;
    Ok((number.unsigned_abs(), hexadecimal(&mark)))
}

/// Walks the whole chain and says where it breaks first.
pub(crate) fn verify(db: &Db<'_>, core: &Core) -> Result<LogVerification> {
    let mut last = LogHead::default();
    let mut fault = None;
    let sealed_part: Option<String> = db.fact(LOST_PART)?;
    let lost_up_to = sealed_part.as_deref().map_or(0, number_of);
    let mut part = LostPart::default();
    let mut trouble = None;
    db.each_log_entry(|stored| {
        fault = if stored.number != last.number + 1 {
            Some(LogFault::Missing(last.number.unsigned_abs() + 1))
        } else if stored.number <= lost_up_to {
            part.take(core, &stored);
            let over = stored.number == lost_up_to && sealed_part != Some(part.sealed(core));
            over.then_some(LogFault::ChangedUpTo(lost_up_to.unsigned_abs()))
        } else {
            let bytes = bytes(&stored);
            let changed = core.key.log_mark(&last.mark, &bytes) != stored.mark;
            changed.then_some(LogFault::Changed(stored.number.unsigned_abs()))
        };
        if fault.is_none() && leaves_traces(&stored.act) {
            match is_traced(db, &stored) {
                Ok(true) => {}
                Ok(false) => fault = Some(LogFault::Trace(stored.number.unsigned_abs())),
                Err(error) => trouble = Some(error),
            }
        }
        last = LogHead {
            number: stored.number,
            mark: stored.mark,
        };
        fault.is_none() && trouble.is_none()
    })?;
    if let Some(error) = trouble {
        return Err(error);
    }
    let entries = last.number.unsigned_abs();
    if fault.is_none() {
        let kept: Option<String> = db.fact(HEAD)?;
        if kept.as_deref() != Some(&sealed(core, last.number, &last.mark)) {
            let kept_number = kept.as_deref().map_or(0, number_of);
            fault = Some(if kept_number > last.number {
                LogFault::CutAfter(entries)
            } else {
                LogFault::Head(entries)
            });
        } else if last.number < lost_up_to {
            // A part that is said to reach past the end was never compared with its seal.
            fault = Some(LogFault::ChangedUpTo(entries));
        }
    }
    Ok(LogVerification {
        entries,
        under_lost_key: lost_up_to.unsigned_abs(),
        head: hexadecimal(&last.mark),
        fault,
    })
}

/// Whether an act says what it did to single learners beside the log.
pub(crate) fn leaves_traces(act: &str) -> bool {
    TRACED_ACTS.iter().any(|traced| traced.code() == act)
}

/// Whether what an import says of single learners is what its entry was made with.
fn is_traced(db: &Db<'_>, stored: &StoredEntry) -> Result<bool> {
    let mut checksum = crate::service::ops::TraceChecksum::default();
    db.each_trace_block(stored.number, |block| checksum.take(block))?;
    let told = stored.told();
    Ok(told.trace() == checksum.told().as_ref().map(Word::as_str))
}

/// The number before a seal; 0 where there is none.
fn number_of(sealed: &str) -> i64 {
    let number = sealed.split(':').next().unwrap_or_default();
    number.parse().unwrap_or_default()
}

fn sealed(core: &Core, number: i64, mark: &[u8]) -> String {
    let seal = core
        .key
        .log_mark(b"head", &[&number.to_le_bytes(), mark].concat());
    format!("{number}:{}", hexadecimal(&seal))
}

/// An entry as bytes, each field with its length, so that no two entries have the same.
fn bytes(entry: &StoredEntry) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(128);
    let numbers = [
        Some(entry.number),
        Some(entry.at.0),
        entry.operator.map(|operator| operator.0),
        entry.user.map(|user| user.0),
        entry.batch.map(|batch| batch.0),
    ];
    for number in numbers {
        bytes.push(u8::from(number.is_some()));
        bytes.extend_from_slice(&number.unwrap_or_default().to_le_bytes());
    }
    for text in [&entry.act, &entry.detail] {
        bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}
