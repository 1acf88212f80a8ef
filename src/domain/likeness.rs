//! Why a learner is near to what a row says: by the name, the address or the ID, each named, because two IDs that differ by a digit
//! make nobody the same person.

use super::coded::coded;
use super::folding::{fold, in_two_letters};

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

/// Whether the name that a row gives is another than that of the learner whom its identifiers mean. A middle name, an
/// initial, a letter or two and the order of the words make no other name; an empty one says nothing.
pub fn contradict(said: &str, known: &str) -> bool {
    let spellings = |name: &str| {
        let other = in_two_letters(name);
        let names = [Some(name.to_owned()), other].into_iter().flatten();
        names.map(|name| words_of(&name)).collect::<Vec<_>>()
    };
    let (said, known) = (spellings(said), spellings(known));
    let is_empty = |names: &[Vec<String>]| names.iter().all(Vec::is_empty);
    let agree = || {
        said.iter()
            .any(|one| known.iter().any(|other| is_one_name(one, other)))
    };
    !is_empty(&said) && !is_empty(&known) && !agree()
}

/// The words of a name, folded.
pub(crate) fn words_of(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether every word of the shorter name is one of the longer.
fn is_one_name(one: &[String], other: &[String]) -> bool {
    let is_word = |word: &str, its: &str| {
        let (short, long) = if word.len() < its.len() {
            (word, its)
        } else {
            (its, word)
        };
        let is_initial = short.chars().count() == 1 && long.starts_with(short);
        let most = match short.len() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        word == its || is_initial || most > 0 && distance(word, its) <= most
    };
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let all = short
        .iter()
        .all(|word| long.iter().any(|its| is_word(word, its)));
    // What one writes in one word is two for another.
    all || one.concat() == other.concat()
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
    fn another_name_contradicts_and_another_spelling_of_it_does_not() {
        for (said, known) in [
            ("Ipek Nodot", "José Núñez"),
            ("Jim Narrow", "Jim Wide"),
            ("Siti Aminah", "Siti Nurhaliza"),
            ("An Li", "An Lo"),
        ] {
            assert!(contradict(said, known), "{said} {known}");
            assert!(contradict(known, said), "{said} {known}");
        }
        for (said, known) in [
            ("jose nunez", "José Núñez"),
            ("Nunez, José María", "José Núñez"),
            ("J. Núñez", "José Núñez"),
            ("Juergen Mueller", "Jürgen Müller"),
            ("Budi Santozo", "Budi Santoso"),
            ("Anna Vanderberg", "Anna van der Berg"),
            ("Suharto", "Suharto"),
            ("", "José Núñez"),
            ("José Núñez", ""),
            ("–", "José Núñez"),
        ] {
            assert!(!contradict(said, known), "{said} {known}");
        }
    }

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
