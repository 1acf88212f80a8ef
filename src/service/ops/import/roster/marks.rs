//! A set of users as a bit each, because a million of them are met or missed.

use crate::domain::id::UserId;

/// A set of users.
#[derive(Debug, Default)]
pub(super) struct Marks(Vec<u64>);

impl Marks {
    /// Puts a user in.
    pub fn set(&mut self, user: UserId) {
        let Some((word, bit)) = place(user) else {
            return;
        };
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= bit;
    }

    /// Whether a user is in.
    pub fn has(&self, user: UserId) -> bool {
        let word = place(user).and_then(|(word, bit)| Some(self.0.get(word)? & bit));
        word.is_some_and(|found| found != 0)
    }

    /// How many users are in.
    pub fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The users, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = UserId> + '_ {
        let words = self.0.iter().zip(0..).filter(|(word, _)| **word != 0);
        words.flat_map(|(word, nth)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
            bits.map(move |bit| UserId(nth * 64 + bit))
        })
    }
}

fn place(user: UserId) -> Option<(usize, u64)> {
    let number = usize::try_from(user.0).ok()?;
    Some((number / 64, 1 << (number % 64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_put_in_is_in_and_nobody_else() {
        let mut marks = Marks::default();
        let users = [0, 1, 63, 64, 700].map(UserId);
        for user in users {
            marks.set(user);
            marks.set(user);
        }
        marks.set(UserId(-1));
        assert_eq!(marks.iter().collect::<Vec<_>>(), users);
        assert_eq!(marks.count(), 5);
        assert!(marks.has(UserId(64)) && !marks.has(UserId(65)) && !marks.has(UserId(9_000)));
    }
}
