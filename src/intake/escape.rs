//! Cells that leave the console: made harmless on the way out, and exactly themselves again on the way in.
//!
//! Two things are done to a cell. Characters that cannot be seen or that steer a terminal are written as text
//! (`\u{200B}`), and a cell that a spreadsheet would run as a formula gets an apostrophe in front. Data that already
//! looks like the result of either is marked once more, so that [`taken_back`] undoes [`harmless`] for every text.

use std::borrow::Cow;
use std::fmt::Write;

use crate::domain::identifier::is_invisible;

/// The mark put before a cell that a spreadsheet would take for a formula.
const GUARD: char = '\'';

/// What opens a character written as text; upper-case hexadecimal digits without leading zeros and `}` follow.
const SPELLED: &str = "\\u{";

/// Makes a cell from data safe to open in a spreadsheet and to print on a terminal.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let spelled = spell_out(cell);
    if wants_guard(&spelled) {
        let mut guarded = String::with_capacity(spelled.len() + 1);
        guarded.push(GUARD);
        guarded.push_str(&spelled);
        return Cow::Owned(guarded);
    }
    spelled
}

/// Gives back the cell that [`harmless`] was given.
pub fn taken_back(cell: &str) -> Cow<'_, str> {
    let bare = match cell.strip_prefix(GUARD) {
        Some(rest) if wants_guard(rest) => rest,
        _ => cell,
    };
    if bare.contains(SPELLED) {
        Cow::Owned(read_spelled(bare))
    } else {
        Cow::Borrowed(bare)
    }
}

/// Whether a spreadsheet would run the cell, or [`taken_back`] would mistake its own apostrophes for the guard.
pub fn wants_guard(cell: &str) -> bool {
    cell.trim_start_matches(GUARD)
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether a character is written as text: those that are never shown as they are on a screen either. Line ends and
/// TAB are at home in a quoted cell.
fn is_spelled_out(c: char) -> bool {
    let is_hidden = is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}');
    is_hidden && !matches!(c, '\t' | '\n' | '\r')
}

fn spell_out(cell: &str) -> Cow<'_, str> {
    let plain = cell
        .bytes()
        .all(|byte| (b' '..=b'~').contains(&byte) && byte != b'\\');
    if plain || !(cell.contains(SPELLED) || cell.chars().any(is_spelled_out)) {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len() + 16);
    for (at, c) in cell.char_indices() {
        if is_spelled_out(c) || (c == '\\' && cell[at..].starts_with(SPELLED)) {
            // Writing to a String cannot fail.
            let _ = write!(text, "{SPELLED}{:X}}}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

fn read_spelled(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find(SPELLED) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((c, length)) = spelled_character(rest) {
            text.push(c);
            rest = &rest[length..];
        } else {
            text.push_str(SPELLED);
            rest = &rest[SPELLED.len()..];
        }
    }
    text.push_str(rest);
    text
}

/// Reads the spelled character with which the text begins, and the length of its spelling; nothing else is taken
/// for one, so that `\u{41}` in somebody's data stays what it is.
fn spelled_character(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix(SPELLED)?;
    let end = digits.bytes().take(7).position(|byte| byte == b'}')?;
    let digits = &digits[..end];
    let well_formed = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte))
        && (digits == "0" || !digits.starts_with('0'));
    let c = u32::from_str_radix(digits, 16)
        .ok()
        .and_then(char::from_u32)?;
    (well_formed && (c == '\\' || is_spelled_out(c))).then_some((c, SPELLED.len() + end + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_the_guard_is_taken_off() {
        for cell in [
            "=1+1", "+62", "-1", "@SUM(A1)", "\tx", "\rx", "=", "'=1", "''-x",
        ] {
            let out = harmless(cell);
            assert_eq!(out, format!("'{cell}"));
            assert_eq!(taken_back(&out), cell);
        }
    }

    #[test]
    fn ordinary_cells_are_left_alone() {
        for cell in [
            "",
            "a",
            "'",
            "'quoted'",
            "O'Neil",
            "a=b",
            " =x",
            "C:\\users",
            "\\u{41}",
            "名前",
        ] {
            assert_eq!(taken_back(cell), cell);
        }
        for cell in ["", "a", "'", "O'Neil", "C:\\users", "名前", "two\nlines"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn characters_that_cannot_be_seen_are_spelled_out_and_read_back() {
        assert_eq!(
            harmless("a\u{200b}b\u{1b}[31m\0"),
            "a\\u{200B}b\\u{1B}[31m\\u{0}"
        );
        assert_eq!(taken_back("a\\u{200B}b"), "a\u{200b}b");
        assert_eq!(harmless("\\u{200B}"), "\\u{5C}u{200B}");
        assert_eq!(taken_back("\\u{5C}u{200B}"), "\\u{200B}");
    }

    proptest! {
        #[test]
        fn what_is_made_harmless_comes_back_exactly(cell in any::<String>()) {
            let out = harmless(&cell);
            prop_assert_eq!(taken_back(&out), cell.as_str());
        }

        #[test]
        fn awkward_cells_come_back_exactly(cell in "['=+@\t\r\\-\\\\u{}05CBbF2\u{0}\u{200B}\u{202E}a\"\n,;]{0,24}") {
            let out = harmless(&cell);
            prop_assert!(!out.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(!out.chars().any(is_spelled_out));
            prop_assert_eq!(taken_back(&out), cell.as_str());
        }
    }
}
