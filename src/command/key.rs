//! Keys as the console means them: one value per key, however a terminal reports it.
//!
//! `shift-o` and `O` are one key here. Input need not come from crossterm; only the runtime translates.

use std::fmt;

/// A key that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names of keys say it")]
pub enum Key {
    /// A character, upper case with shift.
    Char(char),
    Ctrl(char),
    Alt(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    ShiftUp,
    ShiftDown,
    WordLeft,
    WordRight,
    Function(u8),
    /// A character after another one that began it: `, c`.
    After(char, char),
}

const NAMES: &[(&str, Key, &str)] = &[
    ("enter", Key::Enter, "↵"),
    ("esc", Key::Esc, "Esc"),
    ("tab", Key::Tab, "Tab"),
    ("backtab", Key::BackTab, "Shift-Tab"),
    ("backspace", Key::Backspace, "⌫"),
    ("delete", Key::Delete, "Del"),
    ("up", Key::Up, "↑"),
    ("down", Key::Down, "↓"),
    ("left", Key::Left, "←"),
    ("right", Key::Right, "→"),
    ("home", Key::Home, "Home"),
    ("end", Key::End, "End"),
    ("pageup", Key::PageUp, "PgUp"),
    ("pagedown", Key::PageDown, "PgDn"),
    ("shift-up", Key::ShiftUp, "Shift-↑"),
    ("shift-down", Key::ShiftDown, "Shift-↓"),
    ("ctrl-left", Key::WordLeft, "Ctrl-←"),
    ("ctrl-right", Key::WordRight, "Ctrl-→"),
    ("space", Key::Char(' '), "space"),
];

impl Key {
    /// Reads a key as the command table writes it: `m`, `H`, `ctrl-p`, `enter`, `f5`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((_, key, _)) = NAMES.iter().find(|(name, ..)| *name == text) {
            return Some(*key);
        }
        let mut chars = text.chars();
        if let (Some(only), None) = (chars.next(), chars.next()) {
            return Some(Self::Char(only));
        }
        let single = |rest: &str| {
            let mut chars = rest.chars();
            chars.next().filter(|_| chars.next().is_none())
        };
        if let [first, ' ', then] = text.chars().collect::<Vec<_>>()[..] {
            return Some(Self::After(first, then));
        }
        if let Some(rest) = text.strip_prefix("ctrl-") {
            return single(rest).map(Self::Ctrl);
        }
        if let Some(rest) = text.strip_prefix("alt-") {
            return single(rest).map(Self::Alt);
        }
        let number = text.strip_prefix('f')?.parse().ok()?;
        Some(Self::Function(number))
    }

    /// Whether it is the first of the two strokes of another key.
    pub fn begins(self, other: Self) -> bool {
        matches!((self, other), (Self::Char(key), Self::After(first, _)) if key == first)
    }

    /// The name as the command table writes it.
    pub fn name(self) -> String {
        if let Some((name, ..)) = NAMES.iter().find(|(_, key, _)| *key == self) {
            return (*name).to_owned();
        }
        match self {
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("ctrl-{c}"),
            Self::Alt(c) => format!("alt-{c}"),
            Self::Function(number) => format!("f{number}"),
            Self::After(first, then) => format!("{first} {then}"),
            _ => String::new(),
        }
    }
}

impl fmt::Display for Key {
    /// The key as hints show it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, _, shown)) = NAMES.iter().find(|(_, key, _)| key == self) {
            return f.write_str(shown);
        }
        match self {
            Self::Ctrl(c) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            Self::Alt(c) => write!(f, "Alt-{c}"),
            Self::Function(number) => write!(f, "F{number}"),
            Self::Char(c) => write!(f, "{c}"),
            Self::After(first, then) => write!(f, "{first} {then}"),
            _ => Ok(()),
        }
    }
}

/// Reads a line of keys as tests and tours write it: names separated by spaces, and `'text'` typed letter by letter
/// (`''` within is one quote).
pub fn keys(line: &str) -> Vec<Key> {
    phrases(line).concat()
}

/// Reads a line of keys like [`keys`]: each name by itself, each text in one piece.
pub fn phrases(line: &str) -> Vec<Vec<Key>> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('\'') {
            let mut text = Vec::new();
            let mut end = quoted.len();
            let mut chars = quoted.char_indices().peekable();
            while let Some((at, c)) = chars.next() {
                if c != '\'' {
                    text.push(Key::Char(c));
                } else if chars.peek().is_some_and(|(_, next)| *next == '\'') {
                    chars.next();
                    text.push(Key::Char('\''));
                } else {
                    end = at + 1;
                    break;
                }
            }
            found.push(text);
            rest = quoted.get(end..).unwrap_or_default().trim_start();
        } else {
            let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            found.extend(Key::parse(word).map(|key| vec![key]));
            rest = after.trim_start();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_command_table_can_be_pressed() {
        for row in crate::command::rows() {
            for key in row.keys {
                let read = Key::parse(key);
                assert_eq!(read.map(Key::name).as_deref(), Some(*key));
            }
        }
    }

    #[test]
    fn a_line_of_keys_is_read_by_names_and_quoted_text() {
        assert_eq!(
            keys("2 / 'si ''x' enter ctrl-p"),
            [
                Key::Char('2'),
                Key::Char('/'),
                Key::Char('s'),
                Key::Char('i'),
                Key::Char(' '),
                Key::Char('\''),
                Key::Char('x'),
                Key::Enter,
                Key::Ctrl('p'),
            ]
        );
    }
}
