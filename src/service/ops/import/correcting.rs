//! What corrections of rosters and of learning reports have in common.

use crate::domain::act::Act;
use crate::domain::id::UserId;
use crate::domain::mending::Failed;
use crate::domain::reason::Reason;
use crate::domain::record::Detail;
use crate::error::{Error, Result};
use crate::service::deletion::said::{Said, identifiers};
use crate::store::Db;

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

/// Makes sure that an entry of the log is an import of this kind in which rows failed; answers what it says.
pub(super) fn entry_that_failed(
    db: &Db<'_>,
    entry: u64,
    act: Act,
    failed: impl Fn(&Detail) -> u64,
) -> Result<Detail> {
    let known = db.log_entry(entry)?.map(|known| (known.act, known.detail));
    match known {
        Some((code, detail)) if code == act.code() && failed(&detail) > 0 => Ok(detail),
        _ => Err(Error::Refused(Reason::NoSuchImport(entry))),
    }
}
