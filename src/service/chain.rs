//! The chain of the activity log: every entry carries a keyed mark over itself and its predecessor.
//!
//! The head, number and mark, stands in the database under a keyed mark of its own, so that entries cut off at the end
//! are missed; it is also printed in completion mails and certificates, out of the database's reach.

use super::Core;
use super::files::hexadecimal;
use crate::domain::record::{LogFault, LogVerification};
use crate::error::Result;
use crate::store::{Db, Entry, LogHead, StoredEntry, Tx};

const HEAD: &str = "log_head";

/// Adds an entry.
pub(super) fn append(tx: &Tx<'_>, core: &Core, entry: Entry) -> Result<()> {
    let head = tx.log_head()?;
    let number = head.number + 1;
    let mark = core.key.log_mark(&head.mark, &bytes(number, &entry));
    tx.set_fact(HEAD, sealed(core, number, &mark))?;
    tx.append_log(&StoredEntry {
        number,
        entry,
        mark,
    })
}

/// Number of the last entry and its mark in hexadecimal.
pub(super) fn head(db: &Db<'_>) -> Result<(u64, String)> {
    let LogHead { number, mark } = db.log_head()?;
    Ok((number.unsigned_abs(), hexadecimal(&mark)))
}

/// Walks the whole chain and says where it breaks first.
pub(super) fn verify(db: &Db<'_>, core: &Core) -> Result<LogVerification> {
    let mut last = LogHead::default();
    let mut fault = None;
    db.each_log_entry(|stored| {
        if stored.number != last.number + 1 {
            fault = Some(LogFault::Missing(last.number.unsigned_abs() + 1));
        } else if core
            .key
            .log_mark(&last.mark, &bytes(stored.number, &stored.entry))
            != stored.mark
        {
            fault = Some(LogFault::Changed(stored.number.unsigned_abs()));
        }
        last = LogHead {
            number: stored.number,
            mark: stored.mark,
        };
        fault.is_none()
    })?;
    let entries = last.number.unsigned_abs();
    if fault.is_none() {
        let kept: Option<String> = db.fact(HEAD)?;
        if kept.as_deref() != Some(&sealed(core, last.number, &last.mark)) {
            let kept_number = kept.and_then(|kept| kept.split(':').next()?.parse::<u64>().ok());
            fault = Some(match kept_number {
                Some(number) if number > entries => LogFault::CutAfter(entries),
                _ => LogFault::Head(entries),
            });
        }
    }
    Ok(LogVerification {
        entries,
        head: hexadecimal(&last.mark),
        fault,
    })
}

fn sealed(core: &Core, number: i64, mark: &[u8]) -> String {
    let seal = core
        .key
        .log_mark(b"head", &[&number.to_le_bytes(), mark].concat());
    format!("{number}:{}", hexadecimal(&seal))
}

/// An entry as bytes, each field with its length, so that no two entries have the same.
fn bytes(number: i64, entry: &Entry) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(128);
    let numbers = [
        Some(number),
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
