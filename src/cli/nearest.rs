//! What was meant by a word that there is not.

/// The word that was meant: one that is a few letters from what was typed, or begins like it.
pub(super) fn nearest(typed: &str, keys: &[&str]) -> Option<String> {
    let few = typed.chars().count().div_ceil(3);
    let near = keys.iter().filter_map(|key| {
        let name = key.trim_matches(['[', ']']);
        let far = letters_between(typed, name);
        let begins = typed.starts_with(name) || name.starts_with(typed);
        (far <= few || begins && typed.len() > 2).then_some((far, *key))
    });
    near.min().map(|(_, key)| key.to_owned())
}

/// How many letters must be put in, left out or changed to make one word of another.
fn letters_between(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (taken, letter) in (1..).zip(one.chars()) {
        let mut before = row[0];
        row[0] = taken;
        for (at, same) in other.iter().enumerate() {
            let changed = before + usize::from(*same != letter);
            before = row[at + 1];
            row[at + 1] = changed.min(before + 1).min(row[at] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
