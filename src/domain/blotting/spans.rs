//! Where words, identifiers and names can stand in a text.
//!
//! A word is a run of letters and digits, or several without white space between them; a name is several runs with nothing
//! between them that ends a sentence.

use std::ops::Range;

use crate::domain::folding::fold;
use crate::domain::identifier::within;

/// Runs of letters and digits that one identifier or name may consist of.
const LONGEST: usize = 12;

/// A part of a text.
#[derive(Debug)]
pub(super) struct Span {
    pub range: Range<usize>,
    /// As it is compared.
    pub folded: String,
    /// Runs of letters and digits in it.
    pub runs: usize,
    /// Whether it is words of a name, folded with a space between, and no word of its own.
    pub is_name: bool,
}

/// The runs of letters and digits of a name, folded.
pub(super) fn runs_of(name: &str) -> impl Iterator<Item = String> {
    let runs = name.split(|c: char| !c.is_alphanumeric());
    let runs = runs.filter(|run| !run.is_empty());
    runs.map(|run| fold(run).into_owned())
}

/// Whether an identifier does not go on where a part of a text begins or ends.
pub(super) fn is_whole(text: &str, span: &Span) -> bool {
    let (Some(before), Some(behind)) = (text.get(..span.range.start), text.get(span.range.end..))
    else {
        return false;
    };
    if span.folded.contains('@') {
        return within::is_border(before) && within::is_end(behind);
    }
    let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let goes_on = |own: Option<char>, mark: Option<char>, next: Option<char>| {
        is_digit(own) && mark.is_some_and(|mark| "-.,/:".contains(mark)) && is_digit(next)
    };
    let (mut before, mut behind) = (before.chars().rev(), behind.chars());
    let (first, last) = (span.folded.chars().next(), span.folded.chars().next_back());
    !goes_on(first, before.next(), before.next()) && !goes_on(last, behind.next(), behind.next())
}

/// Where words and names can stand in a text, by where they begin.
pub(super) fn spans(text: &str) -> Vec<Vec<Span>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match runs.last_mut() {
            _ if !c.is_alphanumeric() => {}
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    let folded =
        |range: &Range<usize>| fold(text.get(range.clone()).unwrap_or_default()).into_owned();
    let from = |first: usize| {
        let runs = runs.get(first..).unwrap_or_default();
        let mut found = Vec::new();
        let Some(start) = runs.first().map(|run| run.start) else {
            return found;
        };
        let (mut is_word, mut name) = (true, Some(String::new()));
        for (index, run) in runs.iter().take(LONGEST).enumerate() {
            if let Some(before) = index.checked_sub(1).and_then(|before| runs.get(before)) {
                let between = text.get(before.end..run.start).unwrap_or(" ");
                is_word &= !between.contains(char::is_whitespace);
                name = name.filter(|_| joins_names(between));
            }
            if !is_word && name.is_none() {
                break;
            }
            let span = |folded, is_name| Span {
                range: start..run.end,
                folded,
                runs: index + 1,
                is_name,
            };
            if is_word {
                found.push(span(folded(&(start..run.end)), false));
            }
            if let Some(name) = &mut name {
                if index > 0 {
                    name.push(' ');
                }
                name.push_str(&folded(run));
                if index > 0 {
                    found.push(span(name.clone(), true));
                }
            }
        }
        found
    };
    (0..runs.len()).map(from).collect()
}

/// Whether two words with this between them can be words of one name: `May, Will`, `will_may`, `O'Neil`, and no end of a
/// sentence.
fn joins_names(between: &str) -> bool {
    matches!(between, "-" | "_" | "." | "'" | "’" | ",") || {
        let mark = between.trim();
        between.contains(char::is_whitespace) && (mark.is_empty() || mark == ",")
    }
}
