//! Both ways in which a typed text can name somebody: an ID may have the form of an address.
//!
//! Where single sign-on gives the address as the ID, a text alone does not say which it is. So every door that takes a
//! typed identifier asks both ways, and where two different answers fit, it says so instead of choosing.

use super::{EmailAddress, Identifier, IdentifierFault, IdentifierKind, UniqueId};

/// What says before a text that it is an address, or an ID, and nothing else.
const MARKS: [(&str, IdentifierKind); 2] = [
    ("email:", IdentifierKind::Email),
    ("id:", IdentifierKind::UniqueId),
];

/// The identifiers that a typed text can be, addresses first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings(Vec<Identifier>);

/// How many of the answers to the readings of one text differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit<T> {
    /// There is none.
    Nobody,
    /// One, or the same more than once.
    One(T),
    /// The first two that differ.
    Two(T, T),
}

impl Readings {
    /// Reads a text in every way; `email:` or `id:` before it leaves one. The fault is that of the likelier reading.
    pub fn of(text: &str) -> Result<Self, IdentifierFault> {
        let text = text.trim();
        let marked = MARKS
            .iter()
            .find_map(|(mark, kind)| Some((text.strip_prefix(mark)?, *kind)));
        let marked = marked.and_then(|(rest, kind)| read(rest, kind).ok());
        let email = read(text, IdentifierKind::Email);
        let id = read(text, IdentifierKind::UniqueId);
        // An ID may begin with the letters of a mark.
        let readings = marked.into_iter().chain(email.clone()).chain(id.clone());
        let readings: Vec<_> = readings.collect();
        match (readings.is_empty(), email, id) {
            (true, Err(fault), _) if text.contains('@') => Err(fault),
            (true, _, Err(fault)) => Err(fault),
            _ => Ok(Self(readings)),
        }
    }

    /// The readings, one by one.
    pub fn iter(&self) -> impl Iterator<Item = &Identifier> {
        self.0.iter()
    }
}

/// Judges the answers to the readings of one text.
pub fn fit<T: PartialEq>(answers: impl IntoIterator<Item = T>) -> Fit<T> {
    let mut answers = answers.into_iter();
    let Some(first) = answers.next() else {
        return Fit::Nobody;
    };
    match answers.find(|other| *other != first) {
        Some(other) => Fit::Two(first, other),
        None => Fit::One(first),
    }
}

impl Identifier {
    /// What the same text is in the other way of reading it; none where it cannot be that.
    pub fn read_otherwise(&self) -> Option<Self> {
        let other = match self {
            // Only what has the form of an address is one.
            Self::UniqueId(id) => id.as_str().contains('@').then_some(IdentifierKind::Email)?,
            Self::Email(_) => IdentifierKind::UniqueId,
        };
        read(self.as_str(), other).ok()
    }
}

fn read(text: &str, kind: IdentifierKind) -> Result<Identifier, IdentifierFault> {
    match kind {
        IdentifierKind::Email => EmailAddress::parse(text).map(Identifier::Email),
        IdentifierKind::UniqueId => UniqueId::parse(text).map(Identifier::UniqueId),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<(IdentifierKind, String)> {
        let readings = Readings::of(text);
        let readings = readings.iter().flat_map(Readings::iter);
        readings
            .map(|one| (one.kind(), one.as_str().to_owned()))
            .collect()
    }

    #[test]
    fn a_text_of_the_form_of_an_address_is_read_both_ways() {
        use IdentifierKind::{Email, UniqueId};
        let text = "only@example.com";
        assert_eq!(
            kinds(text),
            [(Email, text.to_owned()), (UniqueId, text.to_owned())]
        );
        assert_eq!(kinds(" E-7 "), [(UniqueId, "E-7".to_owned())]);
        assert_eq!(kinds("@sam"), [(UniqueId, "@sam".to_owned())]);
        let marked = kinds("id:only@example.com");
        assert_eq!(marked.first(), Some(&(UniqueId, text.to_owned())));
        assert!(!marked.contains(&(Email, text.to_owned())));
        let marked = kinds("email:only@example.com");
        assert_eq!(marked.first(), Some(&(Email, text.to_owned())));
        assert!(!marked.contains(&(UniqueId, text.to_owned())));
    }

    #[test]
    fn an_identifier_is_read_otherwise_where_it_can_be() {
        use IdentifierKind::{Email, UniqueId};
        let other = |text: &str, kind| {
            let other = read(text, kind).ok().and_then(|one| one.read_otherwise());
            other.map(|one| (one.kind(), one.as_str().to_owned()))
        };
        let text = "Only@example.com";
        assert_eq!(other(text, Email), Some((UniqueId, text.to_owned())));
        assert_eq!(other(text, UniqueId), Some((Email, text.to_owned())));
        assert_eq!(other("E-7", UniqueId), None);
        assert_eq!(other("@sam", UniqueId), None);
    }

    #[test]
    fn what_cannot_be_either_has_the_fault_of_the_likelier() {
        assert_eq!(Readings::of(" "), Err(IdentifierFault::Empty));
        assert_eq!(
            Readings::of("a\u{200b}@x.example"),
            Err(IdentifierFault::Suspicious)
        );
        assert_eq!(
            Readings::of("1.04E+05"),
            Err(IdentifierFault::SpreadsheetNumber)
        );
    }

    proptest! {
        #[test]
        fn every_identifier_is_among_its_own_readings(text in "[a-z@:.0-9-]{1,12}") {
            for kind in [IdentifierKind::Email, IdentifierKind::UniqueId] {
                if let Ok(identifier) = read(&text, kind) {
                    let found = Readings::of(&text).is_ok_and(|all| all.iter().any(|one| *one == identifier));
                    prop_assert!(found);
                }
            }
        }

        #[test]
        fn a_choice_is_never_made_between_two(answers in proptest::collection::vec(0_u8..3, 0..5)) {
            let mut different = answers.clone();
            different.sort_unstable();
            different.dedup();
            let fitted = match fit(answers) {
                Fit::Nobody => 0,
                Fit::One(_) => 1,
                Fit::Two(one, other) => { prop_assert_ne!(one, other); 2 }
            };
            prop_assert_eq!(fitted, different.len().min(2));
        }
    }
}
