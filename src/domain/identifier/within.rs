//! Addresses in texts that people write, where each has borders: whitespace, brackets, a mark that no address begins with.
//!
//! `joan@…` is not `an@…`, and `x.example.org` is not `x.example`. A mark that an address may hold (`.`, `_`, `+`, `-`, `'`)
//! is a border only where no letter or digit stands before it, as in a list that begins its lines with `-`.

use std::ops::Range;

/// Every way in which an address may stand around the `@` at `at`, longest first; nothing where none can.
pub fn readings(text: &str, at: usize) -> Vec<Range<usize>> {
    let (Some(before), Some(end)) = (text.get(..at), domain_end(text, at)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (begin, c) in before.char_indices().rev() {
        if !is_atom(c) {
            break;
        }
        if is_border(&text[..begin]) {
            found.push(begin..end);
        }
    }
    found.reverse();
    found
}

/// Whether an address can begin behind a text.
pub fn is_border(before: &str) -> bool {
    let mut chars = before.chars().rev();
    let Some(last) = chars.next() else {
        return true;
    };
    if last.is_alphanumeric() {
        return false;
    }
    if !is_joint(last) {
        return true;
    }
    let before_the_marks = chars.find(|c| !is_joint(*c));
    !before_the_marks.is_some_and(char::is_alphanumeric)
}

/// Whether an address can end before a text.
pub fn is_end(behind: &str) -> bool {
    let mut chars = behind.chars();
    match chars.next() {
        Some('.' | '-') => !chars.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// Where the domain behind an `@` ends: with its last letter or digit.
fn domain_end(text: &str, at: usize) -> Option<usize> {
    let behind = text.get(at + 1..)?;
    let mut end = None;
    for (index, c) in behind.char_indices() {
        if c.is_alphanumeric() {
            end = Some(at + 1 + index + c.len_utf8());
        } else if !matches!(c, '.' | '-') {
            break;
        }
    }
    end
}

/// Marks that join the parts of a local part.
const fn is_joint(c: char) -> bool {
    matches!(c, '.' | '_' | '+' | '-' | '\'')
}

/// Whether a character can stand in a local part.
fn is_atom(c: char) -> bool {
    !(c.is_whitespace() || c.is_control() || "<>()[],;:\\\"@".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let at = text.find('@').unwrap_or_default();
        readings(text, at)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn an_address_has_borders_on_both_sides() {
        for (text, found) in [
            ("joan@x.example", &["joan@x.example"][..]),
            ("anna.mia@x.example.", &["anna.mia@x.example"]),
            ("<mia@x.example>, too", &["mia@x.example"]),
            ("mia@x.example.org", &["mia@x.example.org"]),
            (
                "mia@x.example-corp.example",
                &["mia@x.example-corp.example"],
            ),
            ("- mia@x.example - gone", &["mia@x.example"]),
            ("-mia@x.example", &["-mia@x.example", "mia@x.example"]),
            ("'mia@x.example'", &["'mia@x.example", "mia@x.example"]),
            ("o'mia@x.example", &["o'mia@x.example"]),
            (
                "mail=mia@x.example",
                &["mail=mia@x.example", "mia@x.example"],
            ),
            ("a/mia@x.example", &["a/mia@x.example", "mia@x.example"]),
            ("ümia@x.example", &["ümia@x.example"]),
            ("mia @x", &[]),
            ("mia@ x", &[]),
            ("@", &[]),
        ] {
            assert_eq!(read(text), found, "{text}");
        }
    }
}
