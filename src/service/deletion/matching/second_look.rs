//! Rows that mean no living user, looked at once more against all of them: an ID that lost its zeros, and an identifier that
//! stands in the other column.
//!
//! An ID may have the form of an address, so an address may stand in the column of IDs and an ID in that of addresses. The
//! column decides; where nobody living has the identifier in its sense, the other sense is asked. No text of a row is
//! kept: the users' identifiers are hashed as the rows' were, each under the key of the column in which it is looked for.

use super::{Answer, Answers, PASS_SHARE, Print, RowIdentity, living};
use crate::domain::damage;
use crate::domain::identifier::IdentifierKind;
use crate::error::Result;
use crate::service::Core;
use crate::store::Db;

/// What the second look found.
#[derive(Default)]
pub(super) struct SecondLook {
    /// Rows whose ID somebody has with zeros before it.
    lost_zeros: Vec<u32>,
    /// Living users who have the address of a row as their ID.
    as_ids: Vec<(u32, Answer)>,
    /// Living users who have the ID of a row as their address.
    as_emails: Vec<(u32, Answer)>,
}

/// Hashes of rows in their order, each with its row.
struct Wanted(Vec<(i64, u64, u32)>);

impl Wanted {
    fn of(rows: &[RowIdentity], print: impl Fn(usize, &RowIdentity) -> Option<Print>) -> Self {
        let rows = rows.iter().enumerate().zip(0_u32..);
        let wanted = rows.filter_map(|((place, row), index)| {
            let print = print(place, row)?;
            Some((print.hash, print.check, index))
        });
        let mut wanted: Vec<_> = wanted.collect();
        wanted.sort_unstable();
        Self(wanted)
    }

    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rows with a hash.
    fn rows(&self, print: Print) -> impl Iterator<Item = u32> + '_ {
        let from = self.0.partition_point(|(hash, ..)| *hash < print.hash);
        let same = self.0[from..]
            .iter()
            .take_while(move |(hash, ..)| *hash == print.hash);
        same.filter(move |(_, check, _)| *check == print.check)
            .map(|(.., row)| *row)
    }
}

impl SecondLook {
    /// Goes over all users once, where there is a row to be asked for. `has_odd_ids` says whether any ID begins with a zero
    /// or has the form of an address, where that is known.
    pub(super) fn take(
        db: &Db<'_>,
        core: &Core,
        rows: &[RowIdentity],
        [emails, ids]: [&Answers; 2],
        has_odd_ids: Option<bool>,
    ) -> Result<Self> {
        let may_be_odd = has_odd_ids.unwrap_or(true);
        let lives = |answer| matches!(answer, Answer::Living { .. });
        let numbers = Wanted::of(rows, |place, row| {
            let asks = may_be_odd && row.is_number && ids.of(place) == Answer::Nobody;
            row.unique_id.filter(|_| asks)
        });
        let addresses = Wanted::of(rows, |place, row| {
            row.email.filter(|_| may_be_odd && !lives(emails.of(place)))
        });
        let like_addresses = Wanted::of(rows, |place, row| {
            row.unique_id
                .filter(|_| row.is_like_address && !lives(ids.of(place)))
        });
        let mut found = Self::default();
        if numbers.is_empty() && addresses.is_empty() && like_addresses.is_empty() {
            found.ask_the_deleted(db, rows, [emails, ids])?;
            return Ok(found);
        }
        db.each_identity(|user, email, unique_id, on_hold| {
            let answer = living(user, on_hold, true);
            if !numbers.is_empty()
                && let Some(lost) = damage::without_leading_zeros(unique_id)
            {
                found
                    .lost_zeros
                    .extend(numbers.rows(core.key.id_print(lost)));
            }
            if !addresses.is_empty() && unique_id.contains('@') {
                let print = core.key.email_print(&unique_id.to_ascii_lowercase());
                found
                    .as_ids
                    .extend(addresses.rows(print).map(|row| (row, answer)));
            }
            if !like_addresses.is_empty() && !email.is_empty() {
                let print = core.key.id_print(email);
                found
                    .as_emails
                    .extend(like_addresses.rows(print).map(|row| (row, answer)));
            }
        })?;
        found.lost_zeros.sort_unstable();
        found.as_ids.sort_unstable_by_key(|(row, _)| *row);
        found.as_emails.sort_unstable_by_key(|(row, _)| *row);
        found.ask_the_deleted(db, rows, [emails, ids])?;
        Ok(found)
    }

    /// Adds whoever was deleted under the other reading of a row that means nobody in its own and nobody living in the
    /// other. Of the deleted there is nothing but the registry.
    fn ask_the_deleted(
        &mut self,
        db: &Db<'_>,
        rows: &[RowIdentity],
        [emails, ids]: [&Answers; 2],
    ) -> Result<()> {
        if db.counter("deleted")? == 0 {
            return Ok(());
        }
        let unknown = |own: &Answers, living: &[(u32, Answer)], place, hash: Option<i64>| {
            hash.filter(|_| own.of(place) == Answer::Nobody && answer_of(living, place).is_none())
        };
        let (mut as_ids, mut as_emails) = (Vec::new(), Vec::new());
        for ((place, row), index) in rows.iter().enumerate().zip(0_u32..) {
            let hash = unknown(emails, &self.as_ids, place, row.email_as_id);
            as_ids.extend(hash.map(|hash| (hash, index)));
            let hash = unknown(ids, &self.as_emails, place, row.id_as_email);
            as_emails.extend(hash.map(|hash| (hash, index)));
        }
        let as_ids = deleted(db, IdentifierKind::UniqueId, as_ids)?;
        let as_emails = deleted(db, IdentifierKind::Email, as_emails)?;
        for (known, more) in [(&mut self.as_ids, as_ids), (&mut self.as_emails, as_emails)] {
            known.extend(more);
            known.sort_unstable_by_key(|(row, _)| *row);
        }
        Ok(())
    }

    /// Whether somebody has the ID of a row with zeros before it.
    pub(super) fn has_lost_zeros(&self, row: usize) -> bool {
        let found = self
            .lost_zeros
            .binary_search_by_key(&row, |index| *index as usize);
        found.is_ok()
    }

    /// Who has the address of a row as their ID.
    pub(super) fn as_id(&self, row: usize) -> Option<Answer> {
        answer_of(&self.as_ids, row)
    }

    /// Who has the ID of a row as their address.
    pub(super) fn as_email(&self, row: usize) -> Option<Answer> {
        answer_of(&self.as_emails, row)
    }
}

/// The deleted users whom hashes name, each with its row.
fn deleted(
    db: &Db<'_>,
    kind: IdentifierKind,
    mut wanted: Vec<(i64, u32)>,
) -> Result<Vec<(u32, Answer)>> {
    wanted.sort_unstable();
    let mut held = Vec::new();
    if (wanted.len() as u64).saturating_mul(PASS_SHARE) < db.counter("users")? {
        for (hash, row) in wanted {
            held.extend(db.registered(kind, hash)?.map(|user| (user, row)));
        }
    } else {
        let mut rest = wanted.into_iter().peekable();
        db.each_registered(kind, |known, user| {
            while let Some((hash, row)) = rest.next_if(|(hash, _)| *hash <= known) {
                held.extend((hash == known).then_some((user, row)));
            }
        })?;
    }
    let mut found = Vec::new();
    for (user, row) in held {
        // A hash that somebody living holds was compared with what they really bear.
        if !db.user_exists(user)? {
            found.push((row, Answer::Deleted { user: user.0 }));
        }
    }
    Ok(found)
}

fn answer_of(found: &[(u32, Answer)], row: usize) -> Option<Answer> {
    let at = found.binary_search_by_key(&row, |(index, _)| *index as usize);
    at.ok()
        .and_then(|at| found.get(at))
        .map(|(_, answer)| *answer)
}

/// What a cell answers to: in the sense of its column, else in the other sense. `None` where it means a deleted user in the
/// one and a living one in the other, and the cell beside it does not say which.
pub(super) fn read(own: Answer, other: Option<Answer>, beside: Option<Answer>) -> Option<Answer> {
    match (own, other) {
        (Answer::Living { .. }, _) | (_, None) => Some(own),
        (Answer::Nobody, Some(other)) => Some(other),
        (Answer::Deleted { .. }, Some(_)) if beside == Some(own) => Some(own),
        (Answer::Deleted { .. }, Some(other)) if beside == Some(other) => Some(other),
        (Answer::Deleted { .. }, Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_decides_and_the_other_sense_is_asked_where_nobody_has_it() {
        let here = |user| Answer::Living {
            user,
            on_hold: false,
        };
        let gone = Answer::Deleted { user: 9 };
        let table = [
            (here(1), None, None, Some(here(1))),
            (here(1), Some(here(2)), None, Some(here(1))),
            (Answer::Nobody, Some(here(2)), None, Some(here(2))),
            (Answer::Nobody, None, None, Some(Answer::Nobody)),
            (Answer::Nobody, Some(gone), None, Some(gone)),
            (gone, None, None, Some(gone)),
            (gone, Some(here(2)), None, None),
            (gone, Some(here(2)), Some(here(2)), Some(here(2))),
            (gone, Some(here(2)), Some(gone), Some(gone)),
        ];
        for (own, other, beside, wanted) in table {
            assert_eq!(
                read(own, other, beside),
                wanted,
                "{own:?} {other:?} {beside:?}"
            );
        }
    }
}
