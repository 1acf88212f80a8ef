//! Text from data, made safe to show: what cannot be seen or changes how others are shown is replaced visibly.
//!
//! Nothing is dropped: a person must see that something is there. Everything that comes from a file, a form or the
//! database passes through here before it reaches a terminal. JSON escapes by itself and files have rules of their own.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

use crate::domain::identifier::is_invisible;

/// Marks upon one letter that are shown as they are; no language stacks as many. A heap of them runs over the lines above
/// and below.
const MARKS: usize = 8;

/// Replaces control, bidi and zero-width characters, and heaps of marks: those of ASCII by their pictures (`␊`), others
/// by their number (`<U+202E>`).
pub fn visible(text: &str) -> Cow<'_, str> {
    replace(text, |_| false)
}

/// Does the same to a text of several lines and leaves its line ends.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    replace(text, |c| c == '\n')
}

/// A line as a screen reader can read it: what it would spell out as a symbol is put in letters and common marks, or left
/// out where it only draws; columns become pauses. A name of a person stays as it is.
pub fn spoken(text: &str) -> String {
    let text = visible(text);
    let mut said = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '·' | '→' => said.push(','),
            '…' => said.push_str("..."),
            '–' | '—' | '‑' => said.push('-'),
            '’' | '‘' => said.push('\''),
            '“' | '”' => said.push('"'),
            '×' => said.push('x'),
            '≠' => said.push_str("!="),
            '↵' => said.push_str("Enter"),
            '\u{a0}' | '\u{202f}' => said.push(' '),
            c if draws(c) => {}
            c => said.push(c),
        }
    }
    let parts: Vec<&str> = said
        .split("  ")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let said = match parts.split_first() {
        Some((first, rest)) if !rest.is_empty() => format!("{first}: {}", rest.join(", ")),
        _ => parts.concat(),
    };
    said.replace(" ,", ",")
}

/// Arrows, boxes, blocks, shapes, signs and marks that only draw.
const fn draws(c: char) -> bool {
    matches!(c, '\u{2016}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2500}'..='\u{27bf}' | '\u{2800}'..='\u{28ff}')
}

fn replace(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let mut marks = 0;
    let mut is_replaced = move |c: char| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        hides(c) && !keep(c) || marks > MARKS
    };
    let mut rest = text.chars();
    let Some(first) = rest.find(|c| is_replaced(*c)) else {
        return Cow::Borrowed(text);
    };
    let clean = text.len() - rest.as_str().len() - first.len_utf8();
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(&text[..clean]);
    push_picture(&mut shown, first);
    for c in rest {
        if is_replaced(c) {
            push_picture(&mut shown, c);
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character stands upon the one before it and takes no room of its own.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.width() == Some(0)
}

/// Whether a character must not reach a terminal as it is.
pub fn hides(c: char) -> bool {
    if (' '..='~').contains(&c) {
        return false;
    }
    is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Writes what cannot be seen, which stands in strings only, as JSON's own escapes: whoever reads it gets the same text.
pub fn json(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !hides(c) {
            text.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // A string takes everything that is written to it.
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}

fn push_picture(shown: &mut String, c: char) {
    match u32::from(c) {
        code @ 0..=0x1f => shown.extend(char::from_u32(0x2400 + code)),
        0x7f => shown.push('\u{2421}'),
        code => {
            // Writing to a String does not fail.
            let _ = write!(shown, "<U+{code:04X}>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_can_see_is_left_alone_and_not_copied() {
        for text in ["", "Siti Aminah", "José Łukasz 李雷", "a-b_c"] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_cannot_be_seen_is_shown_and_never_dropped() {
        assert_eq!(visible("a\tb\nc\u{1b}[31m"), "a␉b␊c␛[31m");
        assert_eq!(visible("x\u{202e}y\u{200b}z"), "x<U+202E>y<U+200B>z");
        assert_eq!(visible("\u{7f}\u{9b}\u{2028}"), "␡<U+009B><U+2028>");
        assert_eq!(visible_lines("one\ntwo\r"), "one\ntwo␍");
    }

    #[test]
    fn a_heap_of_marks_is_taken_apart_and_those_of_languages_are_left_alone() {
        for text in ["Tiếng Việt", "e\u{302}\u{301}", "ก็้", "בְּרֵאשִׁ֖ית"] {
            assert_eq!(visible(text), text);
        }
        let heap = format!("a{}b\u{301}", "\u{301}".repeat(10));
        let shown = format!("a{}<U+0301><U+0301>b\u{301}", "\u{301}".repeat(8));
        assert_eq!(visible(&heap), shown);
        assert!(visible(&"\u{301}".repeat(70_000)).starts_with(&"\u{301}".repeat(8)));
    }

    #[test]
    fn no_character_that_hides_is_left_in_what_is_shown() {
        let all: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        assert!(!visible(&all).chars().any(hides));
    }
}
