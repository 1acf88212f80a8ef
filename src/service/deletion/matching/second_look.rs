//! Rows that mean no living user, looked at once more against all of them: an ID that lost its zeros, and an identifier that
//! stands in the other column.
//!
//! An ID may have the form of an address, so an address may stand in the column of IDs and an ID in that of addresses. The
//! column decides; where nobody living has the identifier in its sense, the other sense is asked. No text of a row is
//! kept: the users' identifiers are hashed as the rows' were, each under the key of the column in which it is looked for.

use std::path::Path;

use super::sought::{HASH_HEAPS, SoughtName, hashes_on, heap_of};
use super::{Answer, Answers, PASS_SHARE, Print, Question, living};
use crate::domain::damage;
use crate::domain::id::UserId;
use crate::domain::identifier::IdentifierKind;
use crate::error::Result;
use crate::service::Core;
use crate::service::deletion::heaps::Heaps;
use crate::store::Db;

/// In which other senses the IDs of the users can be meant.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TwoSenses {
    /// Some ID begins with a zero.
    pub zeros: bool,
    /// Some ID has the form of an address.
    pub addresses: bool,
}

impl TwoSenses {
    /// Notes the ID of a user.
    pub(super) fn note(&mut self, unique_id: &str) {
        self.zeros |= unique_id.starts_with('0');
        self.addresses |= unique_id.contains('@');
    }
}

/// What the second look is to find.
pub(super) struct SecondLook {
    /// IDs of digits that nobody has.
    numbers: Heaps<{ SoughtName::BYTES }>,
    /// Addresses that nobody living has.
    addresses: Heaps<{ SoughtName::BYTES }>,
    /// IDs like addresses that nobody living has.
    like_addresses: Heaps<{ SoughtName::BYTES }>,
    /// Identifiers that nobody has in the sense of their column, by their hash in the other one; none where nobody was
    /// ever deleted.
    unknown: Option<Heaps<{ SoughtName::BYTES }>>,
}

/// An identifier of a user, hashed in its other sense.
struct Reading {
    print: Print,
    user: UserId,
    on_hold: bool,
}

impl Reading {
    const BYTES: usize = 25;

    fn packed(&self) -> [u8; Self::BYTES] {
        let mut packed = [0; Self::BYTES];
        packed[..8].copy_from_slice(&self.print.hash.to_le_bytes());
        packed[8..16].copy_from_slice(&self.print.check.to_le_bytes());
        packed[16..24].copy_from_slice(&self.user.0.to_le_bytes());
        packed[24] = u8::from(self.on_hold);
        packed
    }

    fn unpacked(packed: &[u8; Self::BYTES]) -> Self {
        let number = |at: usize| {
            let bytes = packed
                .get(at..at + 8)
                .and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, u64::from_le_bytes)
        };
        Self {
            print: Print {
                hash: number(0).cast_signed(),
                check: number(8),
            },
            user: UserId(number(16).cast_signed()),
            on_hold: packed[24] != 0,
        }
    }
}

impl SecondLook {
    /// Nothing to find yet.
    pub(super) fn new(folder: &Path, has_deleted: bool) -> Self {
        Self {
            numbers: Heaps::new(folder),
            addresses: Heaps::new(folder),
            like_addresses: Heaps::new(folder),
            unknown: has_deleted.then(|| Heaps::new(folder)),
        }
    }

    /// Notes an identifier with what it answers to in the sense of its column.
    pub(super) fn note(&mut self, name: SoughtName, answer: Answer) -> Result<()> {
        if matches!(answer, Answer::Living { .. }) {
            return Ok(());
        }
        if answer == Answer::Nobody
            && let Some(hash) = name.in_other_sense
            && let Some(unknown) = &mut self.unknown
        {
            unknown.put(heap_of(hash), &name.packed())?;
        }
        let heap = heap_of(name.print.hash);
        match name.kind {
            IdentifierKind::Email => self.addresses.put(heap, &name.packed()),
            IdentifierKind::UniqueId if name.is_like_address => {
                self.like_addresses.put(heap, &name.packed())
            }
            IdentifierKind::UniqueId if name.is_number && answer == Answer::Nobody => {
                self.numbers.put(heap, &name.packed())
            }
            IdentifierKind::UniqueId => Ok(()),
        }
    }

    /// Notes whoever was deleted under the other reading of an identifier that means nobody in its own. Of the deleted there
    /// is nothing but the registry.
    pub(super) fn ask_the_deleted(&self, db: &Db<'_>, answers: &mut Answers) -> Result<()> {
        let Some(unknown) = &self.unknown else {
            return Ok(());
        };
        let looks_up = unknown.records() * PASS_SHARE < db.counter("users")?;
        for kind in [IdentifierKind::Email, IdentifierKind::UniqueId] {
            let mut entries = Vec::new();
            for heap in 0..unknown.count() {
                if !looks_up {
                    let (first, last) = hashes_on(heap);
                    db.registered_between(kind, first, last, &mut entries)?;
                }
                unknown.each(heap, |packed| {
                    let name = SoughtName::unpacked(packed);
                    let question = match (name.kind, kind) {
                        (IdentifierKind::Email, IdentifierKind::UniqueId) => Question::EmailAsId,
                        (IdentifierKind::UniqueId, IdentifierKind::Email) => Question::IdAsEmail,
                        (IdentifierKind::Email, IdentifierKind::Email)
                        | (IdentifierKind::UniqueId, IdentifierKind::UniqueId) => return Ok(()),
                    };
                    let hash = name.in_other_sense.unwrap_or_default();
                    let user = if looks_up {
                        db.registered(kind, hash)?
                    } else {
                        let at = entries.binary_search_by_key(&hash, |(known, _)| *known);
                        at.ok()
                            .and_then(|at| entries.get(at))
                            .map(|(_, user)| *user)
                    };
                    // A hash that somebody living holds was compared with what they really bear.
                    match user {
                        Some(user) if !db.user_exists(user)? => {
                            answers.note(name.row, question, Answer::Deleted { user: user.0 })
                        }
                        _ => Ok(()),
                    }
                })?;
            }
        }
        Ok(())
    }

    /// Goes over all users once, where there is a row to be asked for, and notes what is found.
    pub(super) fn take(
        &self,
        db: &Db<'_>,
        core: &Core,
        odd: TwoSenses,
        answers: &mut Answers,
    ) -> Result<()> {
        let looks_for_numbers = odd.zeros && self.numbers.records() > 0;
        let looks_for_addresses = odd.addresses && self.addresses.records() > 0;
        let looks_for_like_addresses = self.like_addresses.records() > 0;
        if !(looks_for_numbers || looks_for_addresses || looks_for_like_addresses) {
            return Ok(());
        }
        let heaps = || Heaps::new(&core.place.uploads);
        let [mut with_zeros, mut as_ids, mut as_emails] = [heaps(), heaps(), heaps()];
        let first_to_last = (UserId(i64::MIN), UserId(i64::MAX));
        let (first, last) = first_to_last;
        db.identities_between(first, last, |user, identity| {
            let unique_id = identity.unique_id()?;
            let put = |heaps: &mut Heaps<{ Reading::BYTES }>, print: Print| {
                let reading = Reading {
                    print,
                    user,
                    on_hold: identity.on_hold()?,
                };
                heaps.put(heap_of(print.hash), &reading.packed())
            };
            if looks_for_numbers && let Some(lost) = damage::without_leading_zeros(unique_id) {
                put(&mut with_zeros, core.key.id_print(lost))?;
            }
            if looks_for_addresses && unique_id.contains('@') {
                let print = core.key.email_print(unique_id);
                put(&mut as_ids, print)?;
            }
            let email = identity.email()?;
            if looks_for_like_addresses && !email.is_empty() {
                put(&mut as_emails, core.key.id_print(email))?;
            }
            Ok(())
        })?;
        compare(&self.numbers, &with_zeros, Question::LostZeros, answers)?;
        compare(&self.addresses, &as_ids, Question::EmailAsId, answers)?;
        compare(
            &self.like_addresses,
            &as_emails,
            Question::IdAsEmail,
            answers,
        )
    }
}

/// Notes for each identifier the users one of whose readings it is.
fn compare(
    names: &Heaps<{ SoughtName::BYTES }>,
    readings: &Heaps<{ Reading::BYTES }>,
    question: Question,
    answers: &mut Answers,
) -> Result<()> {
    let mut known = Vec::new();
    for heap in 0..HASH_HEAPS {
        known.clear();
        readings.each(heap, |packed| {
            known.push(Reading::unpacked(packed));
            Ok(())
        })?;
        if known.is_empty() {
            continue;
        }
        known.sort_unstable_by_key(|reading| (reading.print.hash, reading.user));
        names.each(heap, |packed| {
            let name = SoughtName::unpacked(packed);
            let from = known.partition_point(|reading| reading.print.hash < name.print.hash);
            let rest = known.get(from..).unwrap_or_default();
            let same_hash = rest
                .iter()
                .take_while(|reading| reading.print.hash == name.print.hash);
            for reading in same_hash.filter(|reading| reading.print == name.print) {
                answers.note(
                    name.row,
                    question,
                    living(reading.user, reading.on_hold, true),
                )?;
            }
            Ok(())
        })?;
    }
    Ok(())
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
