//! Texts that people wrote and that are kept: what names somebody beyond doubt is blotted out of them.
//!
//! One rule for the log, the reasons of holds and releases, and the names of files: an address goes; a name goes where first
//! and last name stand beside each other, in either order; an ID goes where it stands as a word of its own and cannot be
//! taken for anything else ([`is_unmistakable`]). A single word of a name stays, because *May* is a month too.
//!
//! The log keeps nothing else from the first ([`discreet`]). What was written elsewhere is gone through when somebody is
//! deleted ([`Kept`]).

mod spans;

use std::collections::HashSet;

use spans::{Span, is_whole, runs_of, spans};

use super::folding::fold;

/// What stands where somebody was named.
const BLOT: &str = "…";
/// Digits of an ID of digits alone that is no number of a case, a day or a room.
const DIGITS: usize = 6;
/// Letters and digits of an ID in one piece that has both: `1st` and `Q3` are none.
const MIXED: usize = 4;
/// What may follow a name in one piece with it: *Müllers*, *Sitinya*.
const ENDINGS: [&str; 4] = ["s", "es", "n", "nya"];

/// Whom a text may name; what is empty is not looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Person<'p> {
    /// First and last name.
    pub name: &'p str,
    /// Primary email address.
    pub email: &'p str,
    /// Unique user ID.
    pub unique_id: &'p str,
}

/// Whether an ID that stands in a sentence can be nothing else: no word, no short number, no `1st`.
pub fn is_unmistakable(unique_id: &str) -> bool {
    let has = |is: fn(char) -> bool| unique_id.contains(is);
    let signs = unique_id.chars().filter(|c| c.is_alphanumeric()).count();
    let is_joined = unique_id.trim().contains(|c: char| !c.is_alphanumeric());
    match (has(char::is_alphabetic), has(char::is_numeric)) {
        (true, true) => is_joined || signs >= MIXED,
        (false, true) => signs >= DIGITS,
        // A name of an account (`j.smith`), and not a word.
        (true, false) => signs >= MIXED && unique_id.contains(['@', '.', '_']),
        (false, false) => false,
    }
}

/// A reason as the log may keep it: nobody who is named beyond doubt stays in it, nothing that looks like an address, and of
/// the learner whom it is about no word of the name.
pub fn discreet(reason: &str, about: &Person<'_>, others: &Kept) -> String {
    let words = reason.split_whitespace();
    let words = words.map(|word| if word.contains('@') { BLOT } else { word });
    let reason = words.collect::<Vec<_>>().join(" ");
    let mut own = Named::default();
    own.add(about, |_| true);
    let own_words: Vec<String> = runs_of(about.name)
        .filter(|word| word.chars().count() > 1)
        .collect();
    let is_own = |span: &Span| {
        span.runs == 1
            && own_words.iter().any(|word| {
                let rest = span.folded.strip_prefix(word.as_str());
                let is_long = word.chars().count() >= MIXED;
                rest.is_some_and(|rest| rest.is_empty() || is_long && ENDINGS.contains(&rest))
            })
    };
    let names =
        |span: &Span| is_own(span) || own.has(&reason, span) || others.gone.has(&reason, span);
    without(&reason, names).unwrap_or_else(|| reason.clone())
}

/// The words of a text that can be IDs and nothing else.
pub fn unmistakable_words(text: &str) -> Vec<&str> {
    let spans = spans(text).into_iter().flatten();
    let words = spans.filter_map(|span| text.get(span.range));
    words.filter(|word| is_unmistakable(word)).collect()
}

/// Texts that are kept, by the words that stand in them: a word is a run of letters and digits, or several with
/// something else than white space between them, as in `E-10442`.
#[derive(Debug, Default)]
pub struct Kept {
    words: HashSet<String>,
    /// How they look from outside.
    outlines: Outlines,
    gone: Named,
}

/// What names people, folded.
#[derive(Debug, Default, PartialEq, Eq)]
struct Named {
    /// Addresses and IDs.
    identifiers: HashSet<String>,
    /// Full names: their words with a space between.
    names: HashSet<String>,
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

impl Named {
    /// Adds what names a person beyond doubt, as far as its words are there.
    fn add(&mut self, person: &Person<'_>, is_there: impl Fn(&str) -> bool) {
        for identifier in [person.email, person.unique_id].map(str::trim) {
            if !identifier.contains('@') && !is_unmistakable(identifier) {
                continue;
            }
            if identifier.contains(char::is_whitespace) {
                self.names
                    .extend(joined(&runs_of(identifier).collect::<Vec<_>>(), &is_there));
                continue;
            }
            let identifier = fold(identifier).into_owned();
            if is_there(&identifier) {
                self.identifiers.insert(identifier);
            }
        }
        let words: Vec<String> = runs_of(person.name).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        if words.len() < 2 || words.iter().all(|word| word.chars().count() < 2) {
            return;
        }
        let mut turned = words.clone();
        for _ in 0..words.len() {
            self.names.extend(joined(&turned, &is_there));
            turned.rotate_left(1);
        }
        for pair in [[first, last], [last, first]] {
            self.names
                .extend(joined(&pair.map(Clone::clone), &is_there));
        }
    }

    fn is_empty(&self) -> bool {
        self.identifiers.is_empty() && self.names.is_empty()
    }

    /// Whether a part of a text names somebody.
    fn has(&self, text: &str, span: &Span) -> bool {
        if span.is_name {
            return self.names.contains(&span.folded);
        }
        self.identifiers.contains(&span.folded) && is_whole(text, span)
    }
}

/// Words of a name as one text; none where not all of them are there.
fn joined(words: &[String], is_there: &impl Fn(&str) -> bool) -> Option<String> {
    words
        .iter()
        .all(|word| is_there(word))
        .then(|| words.join(" "))
}

impl Kept {
    /// Notes a text.
    pub fn note(&mut self, text: &str) {
        for span in spans(text)
            .into_iter()
            .flatten()
            .filter(|span| !span.is_name)
        {
            self.outlines.note(&span.folded);
            self.words.insert(span.folded);
        }
    }

    /// Notes somebody who goes.
    pub fn goes(&mut self, person: &Person<'_>) {
        if self.words.is_empty() {
            return;
        }
        // Most names are plain, and none of their words stands in a text: that is seen without folding them.
        let may_have = |word: &[u8]| !word.is_empty() && self.outlines.may_have(word);
        let is_here = |identifier: &str| {
            !identifier.is_ascii()
                || identifier.contains(' ')
                || may_have(identifier.trim().as_bytes())
        };
        let is_named = |name: &str| {
            let words = name.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
            !name.is_ascii() || words.filter(|word| may_have(word)).nth(1).is_some()
        };
        let only = |text, is_here: bool| if is_here { text } else { "" };
        let person = Person {
            name: only(person.name, is_named(person.name)),
            email: only(person.email, is_here(person.email)),
            unique_id: only(person.unique_id, is_here(person.unique_id)),
        };
        let words = &self.words;
        self.gone.add(&person, |word| words.contains(word));
    }

    /// Notes somebody who goes in a text that is about nobody else: each word of their name tells who.
    pub fn goes_by_each_word(&mut self, name: &str) {
        let runs = name.split(|c: char| !c.is_alphanumeric());
        let known = runs.filter(|run| !run.is_ascii() || self.outlines.may_have(run.as_bytes()));
        for word in known.flat_map(runs_of) {
            if word.chars().count() > 1 && self.words.contains(&word) {
                self.gone.identifiers.insert(word);
            }
        }
    }

    /// The text without those who go, where it names any of them. What names whom it is about stays.
    pub fn blotted(&self, text: &str, own: &Person<'_>) -> Option<String> {
        if self.gone.is_empty() {
            return None;
        }
        let mut about = Named::default();
        about.add(own, |_| true);
        without(text, |span| {
            self.gone.has(text, span) && !about.has(text, span)
        })
    }
}

/// A text without the parts that name somebody; none where no part does.
fn without(text: &str, names: impl Fn(&Span) -> bool) -> Option<String> {
    let mut written = String::with_capacity(text.len());
    let mut from = 0;
    for mut spans in spans(text) {
        // The longest first: an address, before the name in it.
        spans.sort_by_key(|span| std::cmp::Reverse(span.range.end));
        let found = spans.into_iter().find(|span| names(span));
        if let Some(span) = found.filter(|span| span.range.start >= from) {
            written.push_str(text.get(from..span.range.start)?);
            written.push_str(BLOT);
            from = span.range.end;
        }
    }
    written.push_str(text.get(from..)?);
    (from > 0).then_some(written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn named(name: &str) -> Person<'_> {
        Person {
            name,
            email: "",
            unique_id: "",
        }
    }

    const fn by<'p>(email: &'p str, unique_id: &'p str) -> Person<'p> {
        Person {
            name: "",
            email,
            unique_id,
        }
    }

    fn kept(text: &str, gone: &[Person<'_>], own: &Person<'_>) -> Option<String> {
        let mut kept = Kept::default();
        kept.note(text);
        for person in gone {
            kept.goes(person);
        }
        kept.blotted(text, own)
    }

    proptest! {
        #[test]
        fn nobody_is_passed_over_who_is_named(
            text in "[a-cA-Cé1.@ _-]{0,14}",
            name in "[a-cA-Cé.@ \u{b}\t_-]{0,8}",
            email in "[a-cA-C.]{1,3}@[a-c.]{1,3}",
            unique_id in "[a-cé1 -]{0,5}",
        ) {
            let person = Person { name: &name, email: &email, unique_id: &unique_id };
            let mut kept = Kept::default();
            kept.note(&text);
            kept.goes(&person);
            let mut all = Named::default();
            all.add(&person, |word| kept.words.contains(word));
            prop_assert_eq!(&all, &kept.gone);
        }
    }

    #[test]
    fn a_reason_keeps_its_words_and_loses_who_is_named() {
        let siti = Person {
            name: "Siti Aminah",
            email: "siti@x.example",
            unique_id: "42",
        };
        let mut others = Kept::default();
        let reason = "Lawsuit of Siti (aminah's), case 42, Will May E-10442 says in May; ask boss@enigma.example";
        others.note(reason);
        others.goes(&named("Will May"));
        others.goes(&by("", "E-10442"));
        assert_eq!(
            discreet(reason, &siti, &others),
            "Lawsuit of … (…'s), case 42, … … says in May; ask …"
        );
        let li = named("Li An");
        let none = Kept::default();
        assert_eq!(discreet("Plan and an end", &li, &none), "Plan and … end");
    }

    #[test]
    fn an_id_is_unmistakable_where_it_is_no_word_and_no_short_number() {
        for id in [
            "E-7",
            "VIC-777",
            "10442A",
            "104420",
            "j.smith",
            "j@smith",
            "4711-2026",
        ] {
            assert!(is_unmistakable(id), "{id}");
        }
        for id in [
            "",
            "42",
            "2026",
            "1st",
            "Q3",
            "may",
            "jsmith",
            "follow-up",
            "-",
        ] {
            assert!(!is_unmistakable(id), "{id}");
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table of texts")]
    fn a_kept_text_loses_full_names_ids_and_addresses_and_nothing_else() {
        let siti = [
            named("Siti Aminah"),
            by("siti.aminah@enigma.example", "E-10442"),
        ];
        let mia = [by("mia@x.example", "")];
        let nobody = Person::default();
        for (text, gone, own, expected) in [
            ("SITI-aminah.csv", &siti[..], nobody, Some("….csv")),
            (
                "leavers_aminah, siti.csv",
                &siti,
                nobody,
                Some("leavers_….csv"),
            ),
            ("leavers_siti.csv", &siti, nobody, None),
            ("She is Siti. Aminah is not", &siti, nobody, None),
            (
                "case E-10442, see file",
                &siti,
                nobody,
                Some("case …, see file"),
            ),
            (
                "20261128-e-10442.csv",
                &siti,
                nobody,
                Some("20261128-….csv"),
            ),
            ("E-10442-1.csv", &siti, nobody, None),
            ("E-1044.csv", &siti, nobody, None),
            (
                "ask siti.aminah@enigma.example now",
                &siti,
                nobody,
                Some("ask … now"),
            ),
            (
                "Case 42: the court will decide in May; contact joann@x.example, will may",
                &[named("Will May"), by("ann@x.example", "42")],
                nobody,
                Some("Case 42: the court will decide in May; contact joann@x.example, …"),
            ),
            (
                "Müller, Jürgen.csv",
                &[named("Jurgen Muller")],
                nobody,
                Some("….csv"),
            ),
            (
                "anne marie o'neil",
                &[named("Anne-Marie O’Neil")],
                nobody,
                Some("…"),
            ),
            (
                "Budi Santoso left",
                &[named("Budi Agus Santoso")],
                nobody,
                Some("… left"),
            ),
            ("paid 1,104,420", &[by("", "104420")], nobody, None),
            (
                "badge AB 1042 lost",
                &[by("", "AB 1042")],
                nobody,
                Some("badge … lost"),
            ),
            (
                "ask joe.mia@x.example, o'mia@x.example, mia@x.example.org",
                &mia,
                nobody,
                None,
            ),
            ("was -mia@x.example.", &mia, nobody, Some("was -….")),
            ("plan b.csv", &[named("B")], nobody, None),
            ("suit of Siti Aminah", &siti, named("Siti Aminah"), None),
            ("leavers.csv", &[], nobody, None),
        ] {
            assert_eq!(kept(text, gone, &own).as_deref(), expected, "{text}");
        }
    }
}
