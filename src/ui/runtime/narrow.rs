//! Colours for terminals that have sixteen: they are named as such terminals name them.
//!
//! The library names every colour as one of 256 (`38;5;9`). Who knows only sixteen reads that as blinking, or as nothing; what
//! they know is `91`.

use std::io::{self, Write};

use crate::domain::look::Colours;

const ESC: u8 = 0x1B;
/// Bytes of a sequence that is looked at; what is longer goes out as it is.
const KEPT: usize = 64;

/// A way to a terminal.
pub(super) struct Narrow<W: Write> {
    out: W,
    /// Whether the terminal has sixteen colours.
    renames: bool,
    /// The sequence that has begun.
    begun: Vec<u8>,
}

impl<W: Write> Narrow<W> {
    pub(super) fn new(out: W, colours: Colours) -> Self {
        Self {
            out,
            renames: colours.is_base(),
            begun: Vec::new(),
        }
    }

    fn byte(&mut self, byte: u8, ready: &mut Vec<u8>) {
        let belongs = match self.begun.len() {
            0 => byte == ESC,
            1 => byte == b'[',
            KEPT => false,
            _ => matches!(byte, b'0'..=b'9' | b';'),
        };
        if belongs {
            return self.begun.push(byte);
        }
        let begun = std::mem::take(&mut self.begun);
        match begun.get(2..).filter(|_| byte == b'm') {
            Some(parameters) => {
                ready.extend(b"\x1b[");
                ready.extend(named(&String::from_utf8_lossy(parameters)).bytes());
            }
            None => ready.extend(begun),
        }
        if byte == ESC {
            self.begun.push(byte);
        } else {
            ready.push(byte);
        }
    }
}

impl<W: Write> Write for Narrow<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.renames {
            return self.out.write(bytes);
        }
        let mut ready = Vec::with_capacity(bytes.len());
        for byte in bytes {
            self.byte(*byte, &mut ready);
        }
        self.out.write_all(&ready)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Parameters of a sequence that sets colours, with the sixteen by their own names.
fn named(parameters: &str) -> String {
    let parts: Vec<&str> = parameters.split(';').collect();
    let mut named = Vec::new();
    let mut rest = parts.as_slice();
    while let [part, behind @ ..] = rest {
        let (name, left) = match (*part, behind) {
            (ground @ ("38" | "48"), ["5", number, left @ ..]) => {
                let first = if ground == "38" { 30 } else { 40 };
                match number.parse() {
                    Ok(number @ 0_u8..8) => ((first + number).to_string(), left),
                    Ok(number @ 8..16) => ((first + 60 + number - 8).to_string(), left),
                    Ok(_) | Err(_) => (format!("{ground};5;{number}"), left),
                }
            }
            (part, left) => (part.to_owned(), left),
        };
        named.push(name);
        rest = left;
    }
    named.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out, in whatever pieces it went in.
    fn out(colours: Colours, text: &str) -> String {
        let mut found = Vec::new();
        for size in 1..=text.len() {
            let mut narrow = Narrow::new(Vec::new(), colours);
            for piece in text.as_bytes().chunks(size) {
                let written = narrow.write_all(piece).and_then(|()| narrow.flush());
                assert!(written.is_ok());
            }
            found.push(String::from_utf8_lossy(&narrow.out).into_owned());
        }
        found.dedup();
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    #[test]
    fn sixteen_colours_are_named_as_terminals_that_have_no_more_name_them() {
        let text = "\x1b[1;38;5;9;48;5;0ma\x1b[38;5;7mé\x1b[48;5;15m\x1b[39;49m\x1b[2;5H\x1b[?25l\x1b]0;t\x07\x1b\x1b[m";
        let base =
            "\x1b[1;91;40ma\x1b[37mé\x1b[107m\x1b[39;49m\x1b[2;5H\x1b[?25l\x1b]0;t\x07\x1b\x1b[m";
        assert_eq!(out(Colours::Sixteen, text), base);
        assert_eq!(out(Colours::Eight, text), base);
        assert_eq!(out(Colours::Many, text), text);
        assert_eq!(out(Colours::Eight, "\x1b[38;5;200mx"), "\x1b[38;5;200mx");
    }
}
