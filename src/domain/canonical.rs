//! Values as bytes that are hashed: one form for one meaning, whatever the program calls its types.
//!
//! Each part is its kind, its length and its bytes, so that no two sequences of values have the same bytes. What is sealed
//! or compared begins with a name and a version; another meaning, or another order, is another version.

use super::id::{RequestId, UserId};

/// Values in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canonical(Vec<u8>);

impl Canonical {
    /// Begins a form.
    pub fn of(name: &str, version: u32) -> Self {
        let mut form = Self(Vec::new());
        form.text(name);
        form.number(i64::from(version));
        form
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.part(b't', text.as_bytes())
    }

    /// Adds a number.
    pub fn number(&mut self, number: i64) -> &mut Self {
        self.part(b'n', &number.to_le_bytes())
    }

    /// Adds a text that may be missing; an empty one is not a missing one.
    pub fn maybe_text(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => self.part(b'-', &[]),
        }
    }

    /// Adds a number that may be missing.
    pub fn maybe_number(&mut self, number: Option<i64>) -> &mut Self {
        match number {
            Some(number) => self.number(number),
            None => self.part(b'-', &[]),
        }
    }

    /// Adds which learner.
    pub fn user(&mut self, user: UserId) -> &mut Self {
        self.number(user.0)
    }

    /// Adds which request.
    pub fn request(&mut self, request: RequestId) -> &mut Self {
        self.number(request.0)
    }

    /// Adds how many values follow.
    pub fn count(&mut self, count: usize) -> &mut Self {
        self.part(b'c', &(count as u64).to_le_bytes())
    }

    /// Adds bytes of which something else says what they mean.
    pub fn opaque(&mut self, bytes: &[u8]) -> &mut Self {
        self.part(b'o', bytes)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn part(&mut self, kind: u8, bytes: &[u8]) -> &mut Self {
        self.0.push(kind);
        self.0.extend((bytes.len() as u64).to_le_bytes());
        self.0.extend(bytes);
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(parts: &[Option<String>]) -> Canonical {
        let mut form = Canonical::of("trial", 1);
        for part in parts {
            form.maybe_text(part.as_deref());
        }
        form
    }

    #[test]
    fn the_form_is_the_same_for_ever() {
        let mut form = Canonical::of("a", 1);
        form.text("é").number(-2).maybe_text(None).count(3);
        let bytes = b"t\x01\0\0\0\0\0\0\0an\x08\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\
            t\x02\0\0\0\0\0\0\0\xc3\xa9n\x08\0\0\0\0\0\0\0\xfe\xff\xff\xff\xff\xff\xff\xff\
            -\0\0\0\0\0\0\0\0c\x08\0\0\0\0\0\0\0\x03\0\0\0\0\0\0\0";
        assert_eq!(form.bytes(), bytes);
    }

    proptest! {
        #[test]
        fn different_values_have_different_bytes(
            one in proptest::collection::vec(proptest::option::of("[a-c\u{0}]{0,3}"), 0..4),
            other in proptest::collection::vec(proptest::option::of("[a-c\u{0}]{0,3}"), 0..4),
        ) {
            prop_assert_eq!(of(&one) == of(&other), one == other);
        }
    }
}
