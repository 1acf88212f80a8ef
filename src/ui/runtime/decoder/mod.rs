//! What a terminal sends, byte by byte, read as keys, text, clicks and wheel.
//!
//! Only what is known to come from the operator's hands becomes an event, and the one answer for which the terminal is asked: its
//! paper. Other answers, in time or late, and sequences that nobody here knows are swallowed whole: their letters never become keys. How the bytes were cut into
//! pieces makes no difference, but for a sequence that is never finished: [`Decoder::give_up`] ends it.

#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::command::key::Key;
use crate::domain::look::Tone;
use crate::ui::shell::event::Event;

/// How long a beginning that may be a key by itself (Esc, Alt and a letter) waits for the rest of a sequence.
const KEY_WAITS: Duration = Duration::from_millis(50);
/// How long the rest of a sequence that is no key is waited for: an answer may come over a slow line.
const SEQUENCE_WAITS: Duration = Duration::from_secs(1);
/// Bytes of a sequence that are kept: those that are longer mean nothing here.
const KEPT: usize = 64;
/// Bytes of pasted text that are kept.
const PASTED: usize = 1 << 20;
const PASTE_ENDS: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1B;

/// Where in the stream of bytes the terminal is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Between two keys.
    #[default]
    Ground,
    /// In a letter of several bytes; so many are to come.
    Letter(usize),
    /// Behind `ESC`.
    Escape,
    /// Behind `ESC` in a letter of several bytes; so many are to come.
    AltLetter(usize),
    /// In a control sequence, behind `ESC [`.
    Control,
    /// Behind `ESC O`.
    Single,
    /// Behind `ESC [ [`: a function key of the Linux console.
    Linux,
    /// In the old report of the mouse, behind `ESC [ M`.
    Mouse,
    /// In a string of the terminal: behind `ESC ]`, `ESC P`, `ESC _`, `ESC ^` or `ESC X`, which is kept.
    String(u8),
    /// Behind an `ESC` in such a string.
    StringEscape(u8),
    /// In pasted text.
    Paste,
}

/// Reads bytes as events.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    at: At,
    held: Vec<u8>,
}

impl Decoder {
    /// Takes bytes in and adds what they say.
    pub(super) fn take(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for byte in bytes {
            events.extend(self.byte(*byte));
        }
    }

    /// How long to wait for more before giving up what was begun; none where nothing was.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.at {
            // Pasted text has an end of its own, however slowly it comes.
            At::Ground | At::Paste => None,
            At::Escape | At::Single => Some(KEY_WAITS),
            At::Control | At::String(_) if self.held.is_empty() => Some(KEY_WAITS),
            At::Letter(_)
            | At::AltLetter(_)
            | At::Control
            | At::Linux
            | At::Mouse
            | At::String(_)
            | At::StringEscape(_) => Some(SEQUENCE_WAITS),
        }
    }

    /// Nothing more comes: what can be a key by itself was one, anything else was nothing.
    pub(super) fn give_up(&mut self) -> Option<Event> {
        let alone = self.held.is_empty();
        match std::mem::take(&mut self.at) {
            At::Paste => {
                self.at = At::Paste;
                return None;
            }
            At::Escape => return Some(Event::Key(Key::Esc)),
            At::Single => return Some(Event::Key(Key::Alt('O'))),
            At::Control if alone => return Some(Event::Key(Key::Alt('['))),
            At::String(opened) if alone => return Some(Event::Key(Key::Alt(opened.into()))),
            At::Ground
            | At::Letter(_)
            | At::AltLetter(_)
            | At::Control
            | At::Linux
            | At::Mouse
            | At::String(_)
            | At::StringEscape(_) => {}
        }
        self.held.clear();
        None
    }

    fn byte(&mut self, byte: u8) -> Option<Event> {
        match self.at {
            At::Ground => self.at_ground(byte),
            At::Letter(left) | At::AltLetter(left) => self.in_letter(byte, left),
            At::Escape => self.behind_escape(byte),
            At::Control => self.in_control(byte),
            At::Single => {
                self.at = At::Ground;
                match byte {
                    ESC => self.begin(At::Escape),
                    b'M' => Some(Event::Key(Key::Enter)),
                    _ => named(byte, 1).map(Event::Key),
                }
            }
            At::Linux => {
                self.at = At::Ground;
                let number = byte.checked_sub(b'A').filter(|number| *number < 5)?;
                Some(Event::Key(Key::Function(number + 1)))
            }
            At::Mouse => {
                self.held.push(byte.saturating_sub(b' '));
                let [button, column, row] = self.held[..] else {
                    return None;
                };
                self.at = At::Ground;
                self.held.clear();
                mouse(button.into(), column.into(), row.into())
            }
            At::String(opened) => {
                match byte {
                    ESC => self.at = At::StringEscape(opened),
                    // BEL ends it, CAN and SUB break it off.
                    0x07 => return self.end_string(opened),
                    0x18 | 0x1A => self.end(),
                    _ => self.keep(byte, KEPT),
                }
                None
            }
            At::StringEscape(opened) => {
                if byte == b'\\' {
                    self.end_string(opened)
                } else {
                    self.end();
                    // The string was broken off by another sequence.
                    self.behind_escape(byte)
                }
            }
            At::Paste => self.in_paste(byte),
        }
    }

    fn begin(&mut self, at: At) -> Option<Event> {
        self.held.clear();
        self.at = at;
        None
    }

    fn end(&mut self) {
        self.held.clear();
        self.at = At::Ground;
    }

    /// A string of the terminal is whole: it is the answer that was asked for, or it means nothing.
    fn end_string(&mut self, opened: u8) -> Option<Event> {
        let text = std::str::from_utf8(&self.held).ok();
        let text = text.filter(|_| opened == b']' && self.held.len() < KEPT);
        let paper = text.and_then(|text| Tone::answered(text.strip_prefix("11;")?));
        self.end();
        paper.map(Event::Paper)
    }

    fn keep(&mut self, byte: u8, most: usize) {
        if self.held.len() < most {
            self.held.push(byte);
        }
    }

    fn at_ground(&mut self, byte: u8) -> Option<Event> {
        if byte == ESC {
            return self.begin(At::Escape);
        }
        match letter_bytes(byte) {
            Some(1) => Some(Event::Key(plain(byte))),
            Some(more) => {
                self.begin(At::Letter(more - 1));
                self.held.push(byte);
                None
            }
            None => None,
        }
    }

    fn in_letter(&mut self, byte: u8, left: usize) -> Option<Event> {
        if byte & 0xC0 != 0x80 {
            // The letter was cut off.
            self.end();
            return self.at_ground(byte);
        }
        self.held.push(byte);
        let with_alt = matches!(self.at, At::AltLetter(_));
        if left > 1 {
            self.at = if with_alt {
                At::AltLetter(left - 1)
            } else {
                At::Letter(left - 1)
            };
            return None;
        }
        let letter = std::str::from_utf8(&self.held).ok();
        let letter = letter.and_then(|letter| letter.chars().next());
        self.end();
        // The second half of the control characters is no key either.
        let letter = letter.filter(|letter| !letter.is_control())?;
        Some(Event::Key(if with_alt {
            Key::Alt(letter)
        } else {
            Key::Char(letter)
        }))
    }

    fn behind_escape(&mut self, byte: u8) -> Option<Event> {
        self.at = At::Ground;
        match byte {
            ESC => {
                self.begin(At::Escape);
                Some(Event::Key(Key::Esc))
            }
            b'[' => self.begin(At::Control),
            b'O' => self.begin(At::Single),
            b']' | b'P' | b'_' | b'^' | b'X' => self.begin(At::String(byte)),
            b'\r' => Some(Event::Key(Key::Enter)),
            0x08 | 0x7F => Some(Event::Key(Key::Ctrl('w'))),
            b' '..=b'~' => Some(Event::Key(Key::Alt(byte.into()))),
            0x80.. => {
                let more = letter_bytes(byte)?;
                self.begin(At::AltLetter(more - 1));
                self.held.push(byte);
                None
            }
            // Alt with a control key means nothing here.
            _ => None,
        }
    }

    fn in_control(&mut self, byte: u8) -> Option<Event> {
        match byte {
            ESC => self.begin(At::Escape),
            0x18 | 0x1A => {
                self.end();
                None
            }
            b' '..=b'?' => {
                self.keep(byte, KEPT);
                None
            }
            b'[' if self.held.is_empty() => self.begin(At::Linux),
            b'M' if self.held.is_empty() => self.begin(At::Mouse),
            b'~' if self.held == b"200" => self.begin(At::Paste),
            b'@'..=b'~' => {
                self.at = At::Ground;
                let held = std::mem::take(&mut self.held);
                (held.len() < KEPT).then(|| control(&held, byte)).flatten()
            }
            // What has no place in a sequence is left out of it.
            _ => None,
        }
    }

    fn in_paste(&mut self, byte: u8) -> Option<Event> {
        self.held.push(byte);
        if self.held.ends_with(PASTE_ENDS) {
            let end = self.held.len() - PASTE_ENDS.len();
            let text = String::from_utf8_lossy(&self.held[..end.min(PASTED)]).into_owned();
            self.end();
            self.held.shrink_to(KEPT);
            return Some(Event::Paste(text));
        }
        if self.held.len() > PASTED + 2 * KEPT {
            // The end of a text that is too long is forgotten, but for what may be the beginning of its end.
            let from = self.held.len() - KEPT;
            self.held.drain(PASTED..from);
        }
        None
    }
}

/// How many bytes the letter has that begins with this one; none where none begins so.
const fn letter_bytes(first: u8) -> Option<usize> {
    match first {
        0..=0x7F => Some(1),
        0xC2..=0xDF => Some(2),
        0xE0..=0xEF => Some(3),
        0xF0..=0xF4 => Some(4),
        _ => None,
    }
}

/// A key that is one byte.
fn plain(byte: u8) -> Key {
    match byte {
        b'\r' => Key::Enter,
        b'\t' => Key::Tab,
        0x7F => Key::Backspace,
        0 => Key::Ctrl(' '),
        0x01..=0x1A => Key::Ctrl((byte - 1 + b'a').into()),
        0x1C..=0x1F => Key::Ctrl((byte - 0x1C + b'4').into()),
        _ => Key::Char(byte.into()),
    }
}

/// What a whole control sequence says.
fn control(parameters: &[u8], last: u8) -> Option<Event> {
    let text = std::str::from_utf8(parameters).ok()?;
    if let Some(report) = text.strip_prefix('<') {
        let [button, column, row] = numbers(report)?[..] else {
            return None;
        };
        // The terminal reports the release of a button with a small letter.
        return (last == b'M').then(|| mouse(button, column, row)).flatten();
    }
    let numbers = numbers(text)?;
    let first = numbers.first().copied().unwrap_or(1);
    let modifiers = numbers.get(1).copied().unwrap_or(1);
    match last {
        b'A'..=b'D' | b'F' | b'H' | b'P' | b'Q' | b'S' if numbers.len() < 3 && first == 1 => {
            named(last, modifiers).map(Event::Key)
        }
        b'Z' => Some(Event::Key(Key::BackTab)),
        b'M' => {
            let [button, column, row] = numbers[..] else {
                return None;
            };
            mouse(button.checked_sub(32)?, column, row)
        }
        b'~' => match numbers[..] {
            // Any key, as terminals tell that were asked to tell modifiers.
            [27, modifiers, code] => of_code(code, modifiers),
            _ => numbered(first, modifiers),
        }
        .map(Event::Key),
        b'u' => of_code(first, modifiers).map(Event::Key),
        _ => None,
    }
}

/// The numbers of a sequence; none where it has anything else, as answers have. What follows a colon says more than is
/// needed; an empty one is 1.
fn numbers(text: &str) -> Option<Vec<u32>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let number = |part: &str| match part.split(':').next() {
        None | Some("") => Some(1),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
        Some(_) => None,
    };
    // The terminal reports the release of a key as the third kind.
    let is_let_go = text
        .split(';')
        .nth(1)
        .is_some_and(|part| part.ends_with(":3"));
    if is_let_go {
        return None;
    }
    text.split(';').map(number).collect()
}

/// Shift, Alt and Ctrl out of the number that terminals tell them by.
const fn held_down(modifiers: u32) -> (bool, bool, bool) {
    let bits = modifiers.saturating_sub(1);
    (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)
}

/// A key that the terminal reports by a letter.
fn named(letter: u8, modifiers: u32) -> Option<Key> {
    let (shift, _, control) = held_down(modifiers);
    Some(match letter {
        b'A' if shift => Key::ShiftUp,
        b'A' => Key::Up,
        b'B' if shift => Key::ShiftDown,
        b'B' => Key::Down,
        b'C' if control => Key::WordRight,
        b'C' => Key::Right,
        b'D' if control => Key::WordLeft,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'P'..=b'S' => Key::Function(letter - b'P' + 1),
        _ => return None,
    })
}

/// A key that the terminal reports by a number.
fn numbered(number: u32, modifiers: u32) -> Option<Key> {
    let function = |base: u32| u8::try_from(number - base).ok().map(Key::Function);
    match number {
        1 | 7 => named(b'H', modifiers),
        4 | 8 => named(b'F', modifiers),
        3 => Some(Key::Delete),
        5 => Some(Key::PageUp),
        6 => Some(Key::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28..=29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

/// A key that the terminal reports by the code of its letter.
fn of_code(code: u32, modifiers: u32) -> Option<Key> {
    let (shift, alt, control) = held_down(modifiers);
    let letter = char::from_u32(code)?;
    Some(match letter {
        '\r' => Key::Enter,
        '\u{1b}' => Key::Esc,
        '\t' if shift => Key::BackTab,
        '\t' => Key::Tab,
        '\u{8}' | '\u{7f}' if alt => Key::Ctrl('w'),
        '\u{8}' | '\u{7f}' => Key::Backspace,
        // Keys without a letter stand in an area that no text uses.
        '\u{e000}'..='\u{f8ff}' => return None,
        _ if letter.is_control() => return None,
        _ if control && !alt => Key::Ctrl(letter.to_ascii_lowercase()),
        _ if alt && !control => Key::Alt(letter),
        _ if alt => return None,
        _ if shift => Key::Char(letter.to_uppercase().next().unwrap_or(letter)),
        _ => Key::Char(letter),
    })
}

/// A click or a turn of the wheel; columns and rows count from one.
fn mouse(button: u32, column: u32, row: u32) -> Option<Event> {
    let place = |number: u32| u16::try_from(number.checked_sub(1)?).ok();
    let (column, row) = (place(column)?, place(row)?);
    // The terminal reports Shift, Alt and Ctrl with the button.
    match button & !0b1_1100 {
        0 => Some(Event::Click(column, row)),
        64 => Some(Event::Wheel(column, row, -1)),
        65 => Some(Event::Wheel(column, row, 1)),
        _ => None,
    }
}
