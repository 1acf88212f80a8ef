//! Text from data, made safe to show: what cannot be seen or changes how others are shown is replaced visibly.
//!
//! Nothing is dropped: a person must see that something is there. Everything that comes from a file, a form or the
//! database passes through here before it reaches a terminal. JSON escapes by itself and files have rules of their own.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::domain::identifier::is_invisible;

/// Replaces control, bidi and zero-width characters: those of ASCII by their pictures (`␊`), others by their number
/// (`<U+202E>`).
pub fn visible(text: &str) -> Cow<'_, str> {
    replace(text, |_| false)
}

/// Does the same to a text of several lines and leaves its line ends.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    replace(text, |c| c == '\n')
}

fn replace(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let hides = |c: char| hides(c) && !keep(c);
    let Some(first) = text.find(hides) else {
        return Cow::Borrowed(text);
    };
    let (clean, rest) = text.split_at(first);
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(clean);
    for c in rest.chars() {
        if hides(c) {
            push_picture(&mut shown, c);
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character must not reach a terminal as it is.
pub fn hides(c: char) -> bool {
    if (' '..='~').contains(&c) {
        return false;
    }
    is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
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
    fn no_character_that_hides_is_left_in_what_is_shown() {
        let all: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        assert!(!visible(&all).chars().any(hides));
    }
}
