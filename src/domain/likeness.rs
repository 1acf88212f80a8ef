//! Why a learner is near to what a row says: by the name, the address or the ID, each named, because two IDs that differ by a digit
//! make nobody the same person.

use super::coded::coded;
use super::folding::fold;

coded! {
    /// What of a learner is as a row says, or nearly so.
    pub enum Likeness {
        /// The name.
        Name = "name",
        /// The address up to its `@`.
        Email = "primary_email_address",
        /// The unique user ID.
        UniqueId = "unique_user_id",
    }
}

/// Email, ID and name, as a row or a learner has them.
pub type Words<'w> = [&'w str; 3];

/// In what a row and a learner are alike; what is empty is like nothing.
pub fn likenesses(row: Words<'_>, learner: Words<'_>) -> Vec<Likeness> {
    let kinds = [Likeness::Email, Likeness::UniqueId, Likeness::Name];
    let pairs = kinds.into_iter().zip(row.into_iter().zip(learner));
    let mut found: Vec<Likeness> = pairs
        .filter(|(kind, (one, other))| are_alike(*kind, one, other))
        .map(|(kind, _)| kind)
        .collect();
    found.sort_by_key(|kind| *kind as u8);
    found
}

/// Whether the row itself names the learner by either identifier.
pub fn names(row: Words<'_>, learner: Words<'_>) -> bool {
    let same =
        |place: usize| !row[place].is_empty() && row[place].eq_ignore_ascii_case(learner[place]);
    same(0) || same(1)
}

fn are_alike(kind: Likeness, one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let text = match kind {
            Likeness::Email => text.rsplit_once('@').map_or(text, |(local, _)| local),
            Likeness::Name | Likeness::UniqueId => text,
        };
        let folded = fold(text.trim());
        let mut words: Vec<&str> = folded.split([' ', ',', ';']).collect();
        words.retain(|word| !word.is_empty());
        // Some write the surname first.
        words.sort_unstable();
        words.join(" ")
    };
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let most = match (kind, one.len()) {
        (_, 0..4) => 0,
        (Likeness::UniqueId, _) | (_, 4..8) => 1,
        _ => 2,
    };
    distance(&one, &other) <= most
}

/// How many letters are to be put in, left out or changed to make one text of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = (0..=other.len()).collect();
    for (row, c) in one.chars().enumerate() {
        let mut now = vec![row + 1];
        for (place, d) in other.iter().enumerate() {
            let changed = before[place] + usize::from(c != *d);
            now.push(changed.min(before[place + 1] + 1).min(now[place] + 1));
        }
        before = now;
    }
    before.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_by_what_somebody_is_near() {
        let row = ["andi.wijaya@x.example", "E-1020", "Andi Wijaya"];
        for (learner, found) in [
            (
                ["umar@x.example", "E-1021", "Umar Sari"],
                &[Likeness::UniqueId][..],
            ),
            (
                ["andy.wijaya@y.example", "F-7", "Wijaya, Andi"],
                &[Likeness::Name, Likeness::Email],
            ),
            (["", "", "Andi Wijayo"], &[Likeness::Name]),
            (["someone@x.example", "Z", "Zed"], &[]),
        ] {
            assert_eq!(likenesses(row, learner), found, "{learner:?}");
        }
        assert_eq!(likenesses(["", "", ""], ["", "", ""]), []);
        assert!(names(row, ["", "E-1020", ""]));
        assert!(!names(row, ["", "E-1021", ""]));
        assert!(!names(["", "", ""], ["", "", ""]));
    }
}
