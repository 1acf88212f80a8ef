//! What corrections of rosters and of learning reports have in common.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Page;
use crate::domain::act::Act;
use crate::domain::entered::Entered;
use crate::domain::id::UserId;
use crate::domain::mending::Failed;
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, LogFilter};
use crate::error::{Error, Result, Trouble};
use crate::service::deletion::said::{Said, identifiers};
use crate::store::Db;

/// Entries of the log that are read at a time.
const ENTRIES_AT_ONCE: usize = 1_000;

/// A row of an import that failed, as it stands.
#[derive(Debug)]
pub(crate) struct FailedRow {
    /// On which line it begins.
    pub line: u32,
    /// What is wrong with it.
    pub failed: Failed,
    /// The place of the column that is to blame, where one is.
    pub blamed: Option<usize>,
    /// What it says of a person.
    pub said: Said,
    /// Its cells under their headers.
    pub cells: Vec<(String, String)>,
    /// How many of them, the last ones, have no header.
    pub beyond: usize,
}

/// The columns in which a file says whom a row means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whom {
    pub email: Option<usize>,
    pub unique_id: Option<usize>,
}

/// What stands in the columns that say whom a row means, for a learner who was chosen for it.
pub(super) fn whom_to_take(
    db: &Db<'_>,
    line: u32,
    user: UserId,
    whom: Whom,
) -> Result<Vec<(usize, String)>> {
    let (email, unique_id) = identifiers(db, user)?;
    let mut said = Vec::new();
    let mut names = false;
    for (place, text) in [(whom.email, email), (whom.unique_id, unique_id)] {
        names |= place.is_some() && !text.is_empty();
        said.extend(place.map(|place| (place, text)));
    }
    if names {
        Ok(said)
    } else {
        Err(Error::Refused(Reason::NoColumnForLearner(line)))
    }
}

/// Makes sure that an entry of the log is an import of this kind in which rows failed.
pub(super) fn entry_that_failed(db: &Db<'_>, entry: u64, wanted: Act) -> Result<()> {
    let is = match db.log_entry(entry)? {
        None => Entered::Nothing,
        Some(known) => {
            let act = Act::from_code(&known.act).ok_or_else(|| {
                let what = format!("act of entry {entry}");
                Error::from(Trouble::Damaged(what))
            })?;
            match (act, &known.detail, known.batch) {
                (act, detail, _) if act == wanted && failed(detail) > 0 => return Ok(()),
                (act, ..) if act == wanted => Entered::Whole,
                (Act::UsersImport, ..) => Entered::Users,
                (Act::LearningImport, ..) => Entered::Learning,
                (_, Detail::Refused { act, .. }, _) if *act == wanted => Entered::RefusedWhole,
                (_, _, Some(batch)) => Entered::Batch(batch),
                _ => Entered::Other(act),
            }
        }
    };
    Err(Error::Refused(Reason::NoSuchImport(entry, is)))
}

/// How many rows failed in an import.
fn failed(detail: &Detail) -> u64 {
    match detail {
        Detail::Imported { import } => import.refused,
        Detail::Learned { passed_over, .. } => passed_over.unwrap_or_default(),
        _ => 0,
    }
}

/// Lines of a roster that were corrected since an import of it: by imports that correct it, or one that corrects it, and so
/// on.
pub(super) fn corrected_since(db: &Db<'_>, entry: u64) -> Result<BTreeSet<u32>> {
    let filter = LogFilter {
        act: Some(Act::UsersImport.code().to_owned()),
        ..LogFilter::default()
    };
    let mut linked: BTreeMap<u64, (u64, Vec<u32>)> = BTreeMap::new();
    let mut page = Page::first(ENTRIES_AT_ONCE);
    loop {
        let window = db.log(&filter, page)?;
        for known in &window.rows {
            let Some(told) = known.detail.import() else {
                continue;
            };
            if let Some(mended) = &told.mended
                && let Some(before) = mended.corrects
            {
                let lines = lines_of(mended.lines.as_deref().unwrap_or_default());
                linked.insert(known.number, (before, lines));
            }
        }
        page.offset += window.rows.len();
        if window.rows.is_empty() || page.offset >= window.total {
            break;
        }
    }
    let first = |mut entry: u64| {
        while let Some((before, _)) = linked.get(&entry).filter(|(before, _)| *before < entry) {
            entry = *before;
        }
        entry
    };
    let own = linked
        .iter()
        .filter(|(number, _)| first(**number) == first(entry));
    Ok(own
        .flat_map(|(_, (_, lines))| lines.iter().copied())
        .collect())
}

/// Lines as the log keeps them: `3,7-9`.
pub(super) fn written_lines(lines: &BTreeSet<u32>) -> Option<String> {
    let mut written = String::new();
    let mut lines = lines.iter().copied().peekable();
    while let Some(first) = lines.next() {
        let mut last = first;
        while let Some(next) = lines.next_if(|next| *next == last + 1) {
            last = next;
        }
        if !written.is_empty() {
            written.push(',');
        }
        written.push_str(&first.to_string());
        if last > first {
            written.push('-');
            written.push_str(&last.to_string());
        }
    }
    (!written.is_empty()).then_some(written)
}

fn lines_of(written: &str) -> Vec<u32> {
    let parts = written.split(',').filter_map(|part| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        Some(first.parse().ok()?..=last.parse().ok()?)
    });
    parts.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_as_they_were_written() {
        for lines in [&[3][..], &[3, 7, 8, 9], &[2, 3, 5, 6, 90]] {
            let set: BTreeSet<u32> = lines.iter().copied().collect();
            let written = written_lines(&set);
            assert_eq!(lines_of(&written.unwrap_or_default()), lines);
        }
        assert_eq!(written_lines(&BTreeSet::new()), None);
    }
}
