//! The first line of a file that means each user: few bytes a user, because a file may mean a million of them.

use std::collections::HashMap;

/// Bits of a user's number that say where the line stands among those that stand together.
const BITS: u32 = 7;

/// Users who are meant, with the first line that does. Lines count from 1.
#[derive(Default)]
pub(super) struct FirstLines(HashMap<i64, Box<[u32; 1 << BITS]>>);

impl FirstLines {
    /// Notes a line that means a user; answers the one that did before, where one did.
    pub(super) fn note(&mut self, user: i64, line: u32) -> Option<u32> {
        let place = usize::try_from(user.rem_euclid(1 << BITS)).unwrap_or_default();
        let lines = self.0.entry(user >> BITS);
        let first = &mut lines.or_insert_with(|| Box::new([0; 1 << BITS]))[place];
        if *first == 0 {
            *first = line;
            None
        } else {
            Some(*first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_means_a_user_is_told_and_no_other_user_has_it() {
        let mut lines = FirstLines::default();
        let users = [1, 127, 128, 129, 70_000, i64::MAX, 0, -1, i64::MIN];
        for (user, line) in users.into_iter().zip(2..) {
            assert_eq!(lines.note(user, line), None, "{user}");
        }
        for (user, line) in users.into_iter().zip(2..) {
            assert_eq!(lines.note(user, 1_000), Some(line), "{user}");
        }
    }
}
