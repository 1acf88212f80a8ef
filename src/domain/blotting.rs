//! Texts that people wrote and that are kept: whatever names somebody who is deleted is blotted out of them.
//!
//! What is written about a learner is written without their name from the first ([`discreet`]). What was written about
//! something else (the name of an upload, the reason of a release, the text of a hold) is gone through when somebody is
//! deleted ([`Kept`]).

use std::collections::HashSet;
use std::ops::Range;

use super::folding::fold;
use super::identifier::{EmailAddress, UniqueId, within};
use super::user::EmployeeInfo;

/// What stands where a name stood.
const BLOT: &str = "…";
/// Runs of letters and digits that one identifier may consist of.
const LONGEST: usize = 12;

/// A reason as the log may keep it: whatever names the learner, or looks like an address, is blotted out.
pub fn discreet(reason: &str, info: &EmployeeInfo) -> String {
    let email = info.email.as_ref().map(EmailAddress::as_str);
    let unique_id = info.unique_id.as_ref().map(UniqueId::as_str);
    let names = [
        info.first_name.as_str(),
        info.last_name.as_str(),
        email.unwrap_or_default(),
        unique_id.unwrap_or_default(),
    ];
    let parts: Vec<String> = names.into_iter().flat_map(words_of).collect();
    let words = reason.split_whitespace().map(|word| {
        let bare = fold(word);
        let is_name = parts.iter().any(|part| bare.contains(part.as_str()));
        if is_name || bare.contains('@') {
            BLOT
        } else {
            word
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a name or an identifier that tell who somebody is, as they are compared.
fn words_of(name: &str) -> impl Iterator<Item = String> {
    let words = name.split_whitespace().map(|word| fold(word).into_owned());
    words.filter(|word| word.chars().count() > 1)
}

/// Texts that are kept, by the words that stand in them: a word is a run of letters and digits, or several with
/// something else than white space between them, as in `E-10442`.
#[derive(Debug, Default)]
pub struct Kept {
    words: HashSet<String>,
    /// How they look from outside.
    outlines: Outlines,
    gone: HashSet<String>,
}

/// How words look from outside: first and last letter and length, a bit for each of so many sorts.
#[derive(Debug)]
struct Outlines([u64; 64]);

impl Default for Outlines {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Outlines {
    /// The place of a word that begins and ends plainly: folding leaves its ends and its length as they are.
    fn place(word: &[u8]) -> Option<(usize, u32)> {
        let [first, last] = [word.first()?, word.last()?].map(u8::to_ascii_lowercase);
        let is_plain = first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric();
        let sort = usize::from(first) * 131 + usize::from(last) * 37 + word.len();
        let bit = u32::try_from(sort % 64).unwrap_or_default();
        is_plain.then_some((sort / 64 % 64, bit))
    }

    fn note(&mut self, word: &str) {
        if let Some((at, bit)) = Self::place(word.as_bytes()) {
            self.0[at] |= 1 << bit;
        }
    }

    /// Whether there may be a word that a plain one is when it is folded.
    fn may_have(&self, word: &[u8]) -> bool {
        Self::place(word).is_none_or(|(at, bit)| self.0[at] >> bit & 1 == 1)
    }
}

impl Kept {
    /// Notes a text.
    pub fn note(&mut self, text: &str) {
        let spans = spans(text).into_iter().flatten();
        for word in spans.filter_map(|span| text.get(span)) {
            let word = fold(word).into_owned();
            self.outlines.note(&word);
            self.words.insert(word);
        }
    }

    /// Notes a name or an identifier of somebody who goes.
    pub fn goes(&mut self, name: &str) {
        if self.words.is_empty() {
            return;
        }
        // Most names are plain, and none of their words stands in a text: that is seen without folding them.
        let bytes = name.as_bytes();
        let may_have = |word: &[u8]| self.outlines.may_have(word);
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
        let is_one_word = !bytes.iter().any(|byte| *byte <= b' ');
        let may_be_here = if is_one_word {
            may_have(bytes)
        } else {
            bytes.split(is_space).any(may_have)
        };
        if name.is_ascii() && !may_be_here {
            return;
        }
        let words = words_of(name);
        let here: Vec<String> = words.filter(|word| self.words.contains(word)).collect();
        self.gone.extend(here);
    }

    /// The text without those who go, where it names any of them. Words of `own` are those of whom it is about and
    /// stay.
    pub fn blotted(&self, text: &str, own: &[&str]) -> Option<String> {
        if self.gone.is_empty() {
            return None;
        }
        let own: HashSet<String> = own.iter().flat_map(|name| words_of(name)).collect();
        let names = |span: &Range<usize>| {
            text.get(span.clone()).is_some_and(|word| {
                let word = fold(word);
                let is_whole = || {
                    !word.contains('@')
                        || text.get(..span.start).is_some_and(within::is_border)
                            && text.get(span.end..).is_some_and(within::is_end)
                };
                self.gone.contains(word.as_ref()) && !own.contains(word.as_ref()) && is_whole()
            })
        };
        let mut written = String::with_capacity(text.len());
        let mut from = 0;
        for spans in spans(text) {
            // The longest first: an address, before the name in it.
            let found = spans.into_iter().rev().find(|span| names(span));
            if let Some(span) = found.filter(|span| span.start >= from) {
                written.push_str(text.get(from..span.start)?);
                written.push_str(BLOT);
                from = span.end;
            }
        }
        written.push_str(text.get(from..)?);
        (from > 0).then_some(written)
    }
}

/// Where words can stand in a text: for each beginning, the ends from the nearest to the farthest.
fn spans(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match runs.last_mut() {
            _ if !c.is_alphanumeric() => {}
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    let together = |one: &Range<usize>, other: &Range<usize>| {
        let between = text.get(one.end..other.start).unwrap_or(" ");
        !between.contains(char::is_whitespace)
    };
    let from = |first: usize| {
        let runs = runs.get(first..).unwrap_or_default();
        let mut word = Vec::new();
        for (index, run) in runs.iter().take(LONGEST).enumerate() {
            let before = index.checked_sub(1).and_then(|before| runs.get(before));
            if before.is_some_and(|before| !together(before, run)) {
                break;
            }
            word.push(runs.first().map_or(run.start, |first| first.start)..run.end);
        }
        word
    };
    (0..runs.len()).map(from).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kept(text: &str, gone: &[&str], own: &[&str]) -> Option<String> {
        let mut kept = Kept::default();
        kept.note(text);
        for name in gone {
            kept.goes(name);
        }
        kept.blotted(text, own)
    }

    proptest! {
        #[test]
        fn nobody_is_passed_over_who_is_named(
            text in "[a-cA-Cé.@ _-]{0,12}",
            name in "[a-cA-Cé.@ \u{b}\t_-]{0,8}",
        ) {
            let mut kept = Kept::default();
            kept.note(&text);
            kept.goes(&name);
            let named = words_of(&name).filter(|word| kept.words.contains(word));
            prop_assert_eq!(named.collect::<HashSet<_>>(), kept.gone);
        }
    }

    #[test]
    fn a_reason_keeps_its_words_and_loses_the_name() {
        let info = EmployeeInfo {
            first_name: "Siti".to_owned(),
            last_name: "Aminah".to_owned(),
            ..EmployeeInfo::default()
        };
        let reason = "Lawsuit of Siti (aminah's), ask boss@enigma.example";
        assert_eq!(discreet(reason, &info), "Lawsuit of … … ask …");
    }

    #[test]
    fn a_kept_text_loses_names_ids_and_addresses_and_nothing_else() {
        for (text, gone, own, expected) in [
            (
                "leavers_siti.csv",
                &["Siti"][..],
                &[][..],
                Some("leavers_….csv"),
            ),
            ("SITI-aminah.csv", &["Siti", "Aminah"], &[], Some("…-….csv")),
            ("Müller.csv", &["muller"], &[], Some("….csv")),
            (
                "case E-10442, see file",
                &["e-10442"],
                &[],
                Some("case …, see file"),
            ),
            ("E-10442.csv", &["E-1044"], &[], None),
            ("situation.csv", &["Siti"], &[], None),
            (
                "ask siti.aminah@enigma.example now",
                &["siti.aminah@enigma.example"],
                &[],
                Some("ask … now"),
            ),
            (
                "ask joe.mia@x.example, o'mia@x.example, mia@x.example.org",
                &["mia@x.example"],
                &[],
                None,
            ),
            (
                "was -mia@x.example.",
                &["mia@x.example"],
                &[],
                Some("was -…."),
            ),
            ("plan b.csv", &["B"], &[], None),
            (
                "same suit as Siti",
                &["Siti Nur"],
                &[],
                Some("same suit as …"),
            ),
            (
                "suit of Siti Rahma against Siti",
                &["Siti"],
                &["Siti", "Rahma"],
                None,
            ),
            ("leavers.csv", &[], &[], None),
        ] {
            assert_eq!(kept(text, gone, own).as_deref(), expected, "{text}");
        }
    }
}
