//! Finds commands by what somebody types: their names, paths and other words, in the operator's language too.
//!
//! Letters lead to a command only where they begin words of it. Below what begins a word stand abbreviations (*udel* for
//! **User Deletion**) and words with one slip (*delte*); letters that stand somewhere among others lead nowhere.

use super::{Command, Row, rows};
use crate::domain::folding::{fold, words};
use crate::texts::Texts;

/// How well what was typed fits a command, the better the larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Its words begin so, but for a slip in some of them.
    Slip,
    /// It abbreviates words of its path.
    ShortPath,
    /// It abbreviates words of its name.
    ShortName,
    /// All of it begins words of its path.
    Path,
    /// All of it begins words under which the command is found too.
    Synonym,
    /// All of it begins words of its name.
    Name,
    /// Its name begins with it.
    Beginning,
    /// It is its path, or the end of it.
    Exact,
}

/// Letters from which on a word may have a slip in it.
const LONG_ENOUGH: usize = 4;

/// What was typed, taken apart once.
pub struct Sought {
    words: Vec<String>,
    exact: Option<Command>,
}

impl Sought {
    /// Takes apart what was typed.
    pub fn new(typed: &str) -> Self {
        Self {
            words: words(&typed.replace(['>', '›', '/'], " ")),
            exact: by_path(typed),
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word that was typed begins a word of a text.
    pub fn begins(&self, text: &str) -> bool {
        let text = fold(text);
        let parts = parts(&text);
        let begins = |word: &String| parts.iter().any(|part| part.starts_with(word.as_str()));
        self.words.iter().all(begins)
    }

    /// How well it fits a command.
    pub fn fit(&self, row: &Row, texts: &Texts) -> Option<Fit> {
        if self.exact == Some(row.command) {
            return Some(Fit::Exact);
        }
        let name = row.name(texts);
        let typed = self.words.join(" ");
        let own = row.words(texts);
        // A word of the operator's language names a command as the label does.
        if fold(&name).starts_with(&typed) || words(&own).contains(&typed) {
            return Some(Fit::Beginning);
        }
        if self.begins(&name) {
            return Some(Fit::Name);
        }
        let others = format!("{name} {} {own}", row.synonyms.join(" "));
        if self.begins(&others) {
            return Some(Fit::Synonym);
        }
        let path = row.path_text();
        if self.begins(&format!("{path} {others}")) {
            return Some(Fit::Path);
        }
        if self.abbreviates(&name) {
            return Some(Fit::ShortName);
        }
        if self.abbreviates(&path) {
            return Some(Fit::ShortPath);
        }
        self.slips(&format!("{path} {others}")).then_some(Fit::Slip)
    }

    fn abbreviates(&self, text: &str) -> bool {
        let text = fold(text);
        let letters = self.words.concat();
        letters.chars().count() > 1 && abbreviated(&letters, &parts(&text))
    }

    fn slips(&self, text: &str) -> bool {
        let text = fold(text);
        let parts = parts(&text);
        let near = |word: &String| {
            let mut parts = parts.iter();
            parts.any(|part| part.starts_with(word.as_str()) || begins_with_a_slip(word, part))
        };
        self.words.iter().all(near)
    }
}

/// The command that a path or its last words name exactly, whatever the case.
pub fn by_path(text: &str) -> Option<Command> {
    let wanted = folded(text);
    let exact = rows().find(|row| {
        !row.path.is_empty() && folded(&row.path_text()) == wanted
            || row.synonyms.iter().any(|synonym| folded(synonym) == wanted)
    });
    exact
        .or_else(|| rows().find(|row| row.path.last().is_some_and(|last| folded(last) == wanted)))
        .map(|row| row.command)
}

/// A path, or the end of one, as it is compared.
pub(super) fn folded(text: &str) -> String {
    let parts: Vec<_> = text
        .split(['>', '/', '›'])
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !part.is_empty())
        .collect();
    fold(&parts.join(" > ")).into_owned()
}

/// The words of a text that is folded.
fn parts(folded: &str) -> Vec<&str> {
    let parts = folded.split(|c: char| !c.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Whether letters are beginnings of words, in their order; words between them may be left out.
fn abbreviated(letters: &str, words: &[&str]) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return letters.is_empty();
    };
    let ends = letters
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    let mut taken = ends.take_while(|end| {
        let beginning = letters.get(..*end).unwrap_or_default();
        word.starts_with(beginning)
    });
    letters.is_empty()
        || taken.any(|end| abbreviated(letters.get(end..).unwrap_or_default(), rest))
        || abbreviated(letters, rest)
}

/// Whether a word begins as typed but for one letter that is missing, too many, another one, or changed places. The first
/// one is right: hardly anybody slips there.
fn begins_with_a_slip(typed: &str, word: &str) -> bool {
    let typed: Vec<char> = typed.chars().collect();
    let word: Vec<char> = word.chars().collect();
    if typed.len() < LONG_ENOUGH || typed.first() != word.first() {
        return false;
    }
    let lengths = typed.len() - 1..=typed.len() + 1;
    lengths
        .filter_map(|length| word.get(..length))
        .any(|beginning| is_one_slip(&typed, beginning))
}

fn is_one_slip(one: &[char], other: &[char]) -> bool {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    match (&one[same..], &other[same..]) {
        ([], rest) | (rest, []) => rest.len() <= 1,
        ([a, one @ ..], [b, other @ ..]) => {
            let swapped = match (one, other) {
                ([c, one @ ..], [d, other @ ..]) => a == d && b == c && one == other,
                _ => false,
            };
            one == other || swapped || is_after(*b, other, one) || is_after(*a, one, other)
        }
    }
}

/// Whether a text is the letter and the rest of another one.
fn is_after(letter: char, rest: &[char], text: &[char]) -> bool {
    text.split_first()
        .is_some_and(|(first, after)| *first == letter && after == rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_begins_words_in_their_order() {
        let words = ["user", "deletion"];
        for letters in ["ud", "usdel", "udeletion", "userd"] {
            assert!(abbreviated(letters, &words), "{letters}");
        }
        for letters in ["du", "sd", "udx", "serd"] {
            assert!(!abbreviated(letters, &words), "{letters}");
        }
    }

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for typed in ["delte", "deelte", "dleete", "delete", "delwte"] {
            assert!(begins_with_a_slip(typed, "delete"), "{typed}");
        }
        assert!(begins_with_a_slip("lisense", "licenses"));
        for typed in ["dlt", "elete", "dlwte", "delxyt", "date"] {
            assert!(!begins_with_a_slip(typed, "delete"), "{typed}");
        }
    }
}
