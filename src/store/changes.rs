//! Which users changed, in order, for the resident directories of this and of other processes.
//!
//! An id is never given twice, so that who is gone stays gone: in which order such notes are taken up makes no
//! difference.

use rusqlite::named_params;

use super::{Db, Tx};
use crate::domain::id::UserId;
use crate::error::{Error, Result, Trouble};

/// Changes kept; a directory that is further behind loads anew.
const KEPT: i64 = 20_000;

/// What changed among the users after some change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// Number of the last change.
    pub last: i64,
    /// Ranges of users, both ends included, that are to be read again.
    pub ranges: Vec<(UserId, UserId)>,
    /// Ranges of users who are gone, all of them; ascending within a change.
    pub gone: Vec<(UserId, UserId)>,
}

impl Db<'_> {
    /// Number of the last change, 0 when there was none.
    pub fn last_change(&self) -> Result<i64> {
        let sql = "SELECT coalesce(max(seq), 0) FROM changes";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?)
    }

    /// What changed after `seq`, or `None` when it is not kept that far back.
    pub fn changes_after(&self, seq: i64) -> Result<Option<Changed>> {
        let oldest: i64 = self
            .connection
            .prepare_cached("SELECT coalesce(min(seq), 0) FROM changes")?
            .query_row([], |row| row.get(0))?;
        if oldest > seq + 1 {
            return Ok(None);
        }
        let sql =
            "SELECT seq, first_user, last_user, gone FROM changes WHERE seq > :seq ORDER BY seq";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":seq": seq})?;
        let mut changed = Changed {
            last: seq,
            ..Changed::default()
        };
        while let Some(row) = rows.next()? {
            changed.last = row.get(0)?;
            let (first, last) = (row.get(1)?, row.get(2)?);
            match row.get_ref(3)?.as_blob_or_null()? {
                Some(runs) => read_runs(first, runs, &mut changed.gone)?,
                None => changed.ranges.push((UserId(first), UserId(last))),
            }
        }
        Ok(Some(changed))
    }
}

impl Tx<'_> {
    /// Notes that users from `first` to `last` changed.
    pub fn note_change(&self, first: UserId, last: UserId) -> Result<()> {
        self.note(first, last, None)
    }

    /// Notes that users are gone, ascending.
    pub fn note_gone(&self, users: impl Iterator<Item = UserId>) -> Result<()> {
        let mut ends = None;
        let mut runs = Runs::default();
        for user in users {
            let (first, _) = ends.unwrap_or((user, user));
            ends = Some((first, user));
            runs.push(user.0);
        }
        match ends {
            Some((first, last)) => self.note(first, last, Some(&runs.finish())),
            None => Ok(()),
        }
    }

    fn note(&self, first: UserId, last: UserId, gone: Option<&[u8]>) -> Result<()> {
        let sql = "INSERT INTO changes (first_user, last_user, gone) VALUES (:first, :last, :gone)";
        let parameters = named_params! {":first": first.0, ":last": last.0, ":gone": gone};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        let seq = self.connection.last_insert_rowid();
        if seq % 1_000 == 0 {
            let sql = "DELETE FROM changes WHERE seq <= :seq";
            self.connection
                .prepare_cached(sql)?
                .execute(named_params! {":seq": seq - KEPT})?;
        }
        Ok(())
    }
}

/// Runs of ascending ids as they are being written.
#[derive(Debug, Default)]
struct Runs {
    bytes: Vec<u8>,
    /// Where the run before ended, and the run at hand: from and to, the end not included.
    ended: Option<i64>,
    run: Option<(i64, i64)>,
}

impl Runs {
    fn push(&mut self, id: i64) {
        match &mut self.run {
            Some((_, end)) if *end == id => *end += 1,
            _ => {
                self.close();
                self.run = Some((id, id + 1));
            }
        }
    }

    fn close(&mut self) {
        if let Some((from, end)) = self.run.take() {
            let left_out = from - self.ended.unwrap_or(from);
            write_number(&mut self.bytes, left_out.unsigned_abs());
            write_number(&mut self.bytes, (end - from).unsigned_abs());
            self.ended = Some(end);
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.close();
        self.bytes
    }
}

fn write_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        out.push(u8::try_from(number & 0x7F).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

/// The number that some bytes begin with, and the rest of them.
fn read_number(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let mut number = 0_i64;
    for (at, byte) in bytes.iter().enumerate().take(6) {
        number |= i64::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[at + 1..]));
        }
    }
    None
}

fn read_runs(first: i64, mut bytes: &[u8], into: &mut Vec<(UserId, UserId)>) -> Result<()> {
    let broken = || Error::from(Trouble::Damaged("a note of who is gone".to_owned()));
    let mut at = first;
    while !bytes.is_empty() {
        let (left_out, rest) = read_number(bytes).ok_or_else(broken)?;
        let (gone, rest) = read_number(rest).ok_or_else(broken)?;
        at += left_out;
        into.push((UserId(at), UserId(at + gone - 1)));
        at += gone;
        bytes = rest;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn runs_come_back_as_the_ids_that_were_noted(
            ids in prop::collection::btree_set(prop_oneof![1..300_i64, 1..(1_i64 << 40)], 1..200)
        ) {
            let mut runs = Runs::default();
            for id in &ids {
                runs.push(*id);
            }
            let mut read = Vec::new();
            let first = ids.first().copied().unwrap_or_default();
            prop_assert!(read_runs(first, &runs.finish(), &mut read).is_ok());
            let read: Vec<i64> = read.iter().flat_map(|(first, last)| first.0..=last.0).collect();
            prop_assert_eq!(read, ids.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn bytes_that_break_off_are_damage() {
        assert!(read_runs(1, &[0, 0x80], &mut Vec::new()).is_err());
        assert!(read_runs(1, &[5], &mut Vec::new()).is_err());
    }
}
