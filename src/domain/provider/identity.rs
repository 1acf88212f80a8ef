//! Whether a record at a provider is the learner that is meant: both identifiers that are held must be its own.
//!
//! A server may ignore a filter, answer with others or with everybody. Nothing is done to a record that was not put
//! through [`choose`] or [`same_person`] first.

use crate::domain::identifier::{EmailAddress, UniqueId};

/// The two identifiers of a person, as they are held here or as a record there has them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identifiers {
    /// Primary email address.
    pub email: Option<EmailAddress>,
    /// Unique user ID.
    pub unique_id: Option<UniqueId>,
}

/// Why a record is not the person that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mismatch {
    /// Nothing is held by which anybody could be known.
    NothingHeld,
    /// The ID is the same, the address is another or is missing.
    Email,
    /// The address is the same, the ID is another or is missing.
    UniqueId,
    /// Nothing that is held is the record's.
    Both,
}

/// Which of several records is the person that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice<T> {
    /// This one, and no other.
    One(T),
    /// None of them, and none has either identifier.
    Nobody,
    /// More than one.
    Several,
    /// One of them has one of the identifiers, but not the other.
    Another(Mismatch),
}

impl Identifiers {
    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.email.is_none() && self.unique_id.is_none()
    }
}

/// Whether a record has every identifier that is held.
pub fn same_person(held: &Identifiers, found: &Identifiers) -> Result<(), Mismatch> {
    if held.is_empty() {
        return Err(Mismatch::NothingHeld);
    }
    let email = held.email.as_ref().map(|email| {
        let theirs = found.email.as_ref();
        theirs.is_some_and(|theirs| theirs.matches(email))
    });
    let id = held.unique_id.as_ref();
    let id = id.map(|id| found.unique_id.as_ref() == Some(id));
    match (email, id) {
        (Some(true) | None, Some(true)) | (Some(true), None) => Ok(()),
        (Some(false), Some(true)) => Err(Mismatch::Email),
        (Some(true), Some(false)) => Err(Mismatch::UniqueId),
        (Some(false) | None, Some(false) | None) => Err(Mismatch::Both),
    }
}

/// The one record that is the person that is meant. Records differ by `name`, so that one that is answered twice
/// is still one.
pub fn choose<'a, T, N: PartialEq>(
    held: &Identifiers,
    found: impl IntoIterator<Item = &'a T>,
    identifiers: impl Fn(&T) -> Identifiers,
    name: impl Fn(&T) -> N,
) -> Choice<&'a T> {
    let mut chosen: Option<&T> = None;
    let mut another = None;
    for record in found {
        match same_person(held, &identifiers(record)) {
            Ok(()) if chosen.is_some_and(|chosen| name(chosen) != name(record)) => {
                return Choice::Several;
            }
            Ok(()) => chosen = Some(record),
            Err(Mismatch::Both) => {}
            Err(mismatch) => another = Some(mismatch),
        }
    }
    match (chosen, another) {
        // Whose address another record has too may be either of the two.
        (Some(_), Some(_)) => Choice::Several,
        (Some(record), None) => Choice::One(record),
        (None, Some(mismatch)) => Choice::Another(mismatch),
        (None, None) => Choice::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn person(email: &str, id: &str) -> Identifiers {
        Identifiers {
            email: EmailAddress::parse(email).ok(),
            unique_id: UniqueId::parse(id).ok(),
        }
    }

    #[test]
    fn every_identifier_that_is_held_must_be_the_records() {
        let held = person("siti@enigma.example", "E-1");
        let same = |email, id| same_person(&held, &person(email, id));
        assert_eq!(same("Siti@Enigma.Example", "E-1"), Ok(()));
        assert_eq!(same("siti@enigma.example", "e-1"), Err(Mismatch::UniqueId));
        assert_eq!(same("siti@enigma.example", ""), Err(Mismatch::UniqueId));
        assert_eq!(same("", "E-1"), Err(Mismatch::Email));
        assert_eq!(same("sita@enigma.example", "E-1"), Err(Mismatch::Email));
        assert_eq!(same("", ""), Err(Mismatch::Both));
    }

    #[test]
    fn what_is_not_held_is_not_asked_for() {
        let there = person("siti@enigma.example", "E-1");
        assert_eq!(same_person(&person("", "E-1"), &there), Ok(()));
        assert_eq!(
            same_person(&person("siti@enigma.example", ""), &there),
            Ok(())
        );
        assert_eq!(same_person(&person("", "E-2"), &there), Err(Mismatch::Both));
        let nobody = Identifiers::default();
        assert_eq!(same_person(&nobody, &there), Err(Mismatch::NothingHeld));
        assert_eq!(same_person(&nobody, &nobody), Err(Mismatch::NothingHeld));
    }

    #[test]
    fn nobody_is_chosen_where_two_could_be_meant() {
        let chosen = |held: &Identifiers, records: &[(u8, Identifiers)]| match choose(
            held,
            records,
            |record| record.1.clone(),
            |record| record.0,
        ) {
            Choice::One(record) => Choice::One(record.0),
            Choice::Nobody => Choice::Nobody,
            Choice::Several => Choice::Several,
            Choice::Another(mismatch) => Choice::Another(mismatch),
        };
        let held = person("siti@enigma.example", "E-1");
        let siti = (1, held.clone());
        let budi = (2, person("budi@enigma.example", "E-2"));
        let twin = (3, held.clone());
        let moved = (4, person("siti@enigma.example", "E-9"));
        assert_eq!(chosen(&held, &[budi.clone(), siti.clone()]), Choice::One(1));
        assert_eq!(chosen(&held, &[siti.clone(), siti.clone()]), Choice::One(1));
        assert_eq!(chosen(&held, &[siti.clone(), twin]), Choice::Several);
        assert_eq!(chosen(&held, &[siti, moved.clone()]), Choice::Several);
        assert_eq!(chosen(&held, &[moved]), Choice::Another(Mismatch::UniqueId));
        assert_eq!(chosen(&held, &[budi]), Choice::Nobody);
        assert_eq!(chosen(&held, &[]), Choice::Nobody);
    }

    proptest! {
        #[test]
        fn whoever_is_chosen_has_all_that_is_held(
            held in (0_u8..3, 0_u8..3),
            records in proptest::collection::vec((0_u8..3, 0_u8..3), 0..6),
        ) {
            let of = |(email, id): (u8, u8)| Identifiers {
                email: (email > 0).then(|| EmailAddress::parse(&format!("p{email}@x.example")).ok()).flatten(),
                unique_id: (id > 0).then(|| UniqueId::parse(&format!("E-{id}")).ok()).flatten(),
            };
            let records: Vec<_> = records.into_iter().enumerate().collect();
            let held = of(held);
            if let Choice::One(one) = choose(&held, &records, |record| of(record.1), |record| record.0) {
                let theirs = of(one.1);
                prop_assert!(held.email.is_none() || held.email == theirs.email);
                prop_assert!(held.unique_id.is_none() || held.unique_id == theirs.unique_id);
                prop_assert!(!held.is_empty());
            }
        }
    }
}
