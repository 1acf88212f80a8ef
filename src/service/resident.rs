//! The resident directory of a reader: loaded on the first question, then kept up with the database by its changes.

use super::directory::{Directory, DirectoryRow};
use super::timings::Timings;
use crate::domain::id::UserId;
use crate::error::Result;
use crate::store::{Db, DirectoryUser};

/// A directory and the last change it holds.
#[derive(Default)]
pub(super) struct Resident {
    loaded: Option<(Directory, i64)>,
}

impl Resident {
    /// The directory as the database is now.
    pub(super) fn current(&mut self, db: &Db<'_>, timings: &Timings) -> Result<&mut Directory> {
        let last = db.last_change()?;
        let ranges = match &self.loaded {
            Some((_, seen)) => db.changes_after(*seen)?,
            None => None,
        };
        let loaded = if let (Some((mut directory, _)), Some(ranges)) = (self.loaded.take(), ranges)
        {
            for (first, end) in merged(ranges) {
                let mut change = directory.change(first.0, end.0);
                db.each_directory_user(first, end, |user| change.push(&row(&user)))?;
                change.finish();
            }
            (directory, last)
        } else {
            let timed = timings.phase("directory.load");
            let directory = load(db)?;
            timed.counted(directory.counters().users);
            (directory, last)
        };
        Ok(&mut self.loaded.insert(loaded).0)
    }
}

fn load(db: &Db<'_>) -> Result<Directory> {
    let mut builder = Directory::builder();
    db.each_directory_user(UserId(0), UserId(i64::MAX), |user| {
        builder.push(&row(&user));
    })?;
    Ok(builder.finish())
}

const fn row<'u>(user: &'u DirectoryUser<'u>) -> DirectoryRow<'u> {
    DirectoryRow {
        id: user.id,
        first_name: user.first_name,
        last_name: user.last_name,
        email: user.email,
        unique_id: user.unique_id,
        license: user.license,
        connected: user.connected,
        on_hold: user.on_hold,
        last_active: user.last_active,
        groups: user.groups,
    }
}

/// Ranges in order, overlapping and adjacent ones made one: a user that changed often is read once.
fn merged(mut ranges: Vec<(UserId, UserId)>) -> Vec<(UserId, UserId)> {
    ranges.sort_unstable();
    let mut merged: Vec<(UserId, UserId)> = Vec::with_capacity(ranges.len());
    for (first, last) in ranges {
        match merged.last_mut() {
            Some((_, end)) if first.0 <= end.0 + 1 => *end = (*end).max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}
