//! What a terminal sends, byte by byte, read as keys, text, clicks and wheel.
//!
//! Only what is known to come from the operator's hands becomes an event. Answers of the terminal, in time or late, and
//! sequences that nobody here knows are swallowed whole: their letters never become keys. How the bytes were cut into
//! pieces makes no difference, but for a sequence that is never finished: [`Decoder::give_up`] ends it.

use std::time::Duration;

use super::super::event::Event;
use super::super::key::Key;

/// How long a beginning that may be a key by itself (Esc, Alt and a letter) waits for the rest of a sequence.
const KEY_WAITS: Duration = Duration::from_millis(40);
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
                    0x07 | 0x18 | 0x1A => self.end(),
                    _ => self.keep(byte, KEPT),
                }
                None
            }
            At::StringEscape(_) => {
                self.end();
                if byte == b'\\' {
                    None
                } else {
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
        // A button that is let go is told with a small letter.
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
    // A key that is let go is told as the third kind.
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

/// A key that is told by a letter.
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

/// A key that is told by a number.
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

/// A key that is told by the code of its letter.
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
    // Shift, Alt and Ctrl are told with the button.
    match button & !0b1_1100 {
        0 => Some(Event::Click(column, row)),
        64 => Some(Event::Wheel(column, row, -1)),
        65 => Some(Event::Wheel(column, row, 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(bytes: &[u8]) -> Vec<String> {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        decoder.take(bytes, &mut events);
        events.extend(decoder.give_up());
        told(&events)
    }

    fn told(events: &[Event]) -> Vec<String> {
        let told = events.iter().map(|event| match event {
            Event::Key(key) => key.name(),
            other => format!("{other:?}"),
        });
        told.collect()
    }

    #[test]
    fn keys_are_read_however_terminals_write_them() {
        let cases: &[(&[u8], &[&str])] = &[
            (b"a", &["a"]),
            ("é王🙂".as_bytes(), &["é", "王", "🙂"]),
            (b"\r\t\x7f", &["enter", "tab", "backspace"]),
            (b"\x11\x1a", &["ctrl-q", "ctrl-z"]),
            (b"\x1b", &["esc"]),
            (b"\x1b\x1b", &["esc", "esc"]),
            (b"\x1bb", &["alt-b"]),
            ("\x1bé".as_bytes(), &["alt-é"]),
            (b"\x1b\x7f", &["ctrl-w"]),
            (b"\x1b]", &["alt-]"]),
            (b"\x1b[", &["alt-["]),
            (b"\x1b[A\x1bOB\x1b[1;2A", &["up", "down", "shift-up"]),
            (b"\x1b[1;5C\x1b[1;5D", &["ctrl-right", "ctrl-left"]),
            (b"\x1b[H\x1b[4~\x1b[3~", &["home", "end", "delete"]),
            (b"\x1b[5~\x1b[6~\x1b[Z", &["pageup", "pagedown", "backtab"]),
            (b"\x1bOP\x1b[11~\x1b[[A\x1b[15~", &["f1", "f1", "f1", "f5"]),
            (b"\x1b[24~\x1b[34~", &["f12", "f20"]),
            (b"\x1b[27;5;105~\x1b[105;5u", &["ctrl-i", "ctrl-i"]),
            (b"\x1b[97;1:3u\x1b[97;1u", &["a"]),
            (b"\x1b[<0;30;1M\x1b[<0;30;1m", &["Click(29, 0)"]),
            (
                b"\x1b[<64;2;3M\x1b[<65;2;3M",
                &["Wheel(1, 2, -1)", "Wheel(1, 2, 1)"],
            ),
            (b"\x1b[M !\"", &["Click(0, 1)"]),
            (b"\x1b[32;4;5M", &["Click(3, 4)"]),
            (
                b"\x1b[200~x\x1b[3~\ry\x1b[201~z",
                &["Paste(\"x\\u{1b}[3~\\ry\")", "z"],
            ),
        ];
        for (bytes, keys) in cases {
            assert_eq!(said(bytes), *keys, "{}", bytes.escape_ascii());
        }
    }

    const ANSWERS: &[&[u8]] = &[
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1b]10;rgb:ffff/ffff/ffff\x07",
        b"\x1b]52;c;eHg=\x07",
        b"\x1b[?62;1;6c",
        b"\x1b[>1;4000;29c",
        b"\x1b[=0c",
        b"\x1bP!|00000000\x1b\\",
        b"\x1bP>|xterm(390)\x1b\\",
        b"\x1bP1+r544e=787465\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b[12;40R",
        b"\x1b[?12;40;1R",
        b"\x1b[0n",
        b"\x1b[?2026;2$y",
        b"\x1b[?1u",
        b"\x1b[8;30;100t",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[201~",
        b"\x1b[2~",
        b"\x1b[<35;5;5M",
        b"\x1b[57441;1u",
        b"\x1b[999999999999999999999999;1A",
        b"\xff\xfe\x80",
        b"\xc3",
    ];

    #[test]
    fn answers_of_the_terminal_and_sequences_that_nobody_knows_are_no_keys() {
        for answer in ANSWERS {
            assert_eq!(said(answer), [""; 0], "{}", answer.escape_ascii());
            let mut framed = b"a".to_vec();
            framed.extend_from_slice(answer);
            framed.push(b'b');
            assert_eq!(said(&framed), ["a", "b"], "{}", answer.escape_ascii());
        }
    }

    #[test]
    fn what_is_cut_off_by_a_pause_is_waited_for_and_then_given_up() {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        assert_eq!(decoder.patience(), None);
        decoder.take(b"\x1b", &mut events);
        assert_eq!(decoder.patience(), Some(KEY_WAITS));
        decoder.take(b"]11;rgb:00", &mut events);
        assert_eq!(decoder.patience(), Some(SEQUENCE_WAITS));
        assert!(decoder.give_up().is_none() && events.is_empty());
        decoder.take(b"q", &mut events);
        assert_eq!(told(&events), ["q"]);
    }

    #[test]
    fn pasted_text_without_end_takes_little_memory_and_keeps_its_beginning() {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        decoder.take(b"\x1b[200~", &mut events);
        for _ in 0..40 {
            decoder.take(&vec![b'x'; 1 << 16], &mut events);
            assert!(decoder.held.len() <= PASTED + 2 * KEPT);
        }
        assert!(decoder.patience().is_none() && decoder.give_up().is_none());
        decoder.take(b"\x1b[201~", &mut events);
        let [Event::Paste(text)] = &events[..] else {
            unreachable!("{}", events.len())
        };
        assert_eq!(text.len(), PASTED);
    }

    fn piece() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![
            prop::sample::select(ANSWERS).prop_map(<[u8]>::to_vec),
            "[a-zé王]{1,3}".prop_map(String::into_bytes),
            prop::sample::select(vec![
                "\x1b[A",
                "\x1bOP",
                "\r",
                "\x1b[200~p\x1b[201~",
                "\x1bf"
            ])
            .prop_map(|text| text.as_bytes().to_vec()),
            prop::collection::vec(any::<u8>(), 0..6),
        ]
    }

    proptest! {
        #[test]
        fn how_the_bytes_are_cut_makes_no_difference(
            pieces in prop::collection::vec(piece(), 0..8),
            cut in 1..7_usize,
        ) {
            let bytes = pieces.concat();
            let mut decoder = Decoder::default();
            let mut events = Vec::new();
            for chunk in bytes.chunks(cut) {
                decoder.take(chunk, &mut events);
            }
            events.extend(decoder.give_up());
            prop_assert_eq!(told(&events), said(&bytes));
        }

        #[test]
        fn answers_among_typed_letters_leave_the_letters_alone(
            letters in prop::collection::vec(("[a-z]", prop::sample::select(ANSWERS)), 0..8),
        ) {
            let mut bytes = Vec::new();
            let mut typed = Vec::new();
            for (letter, answer) in letters {
                bytes.extend_from_slice(answer);
                bytes.extend_from_slice(letter.as_bytes());
                typed.push(letter);
            }
            prop_assert_eq!(said(&bytes), typed);
        }
    }
}
