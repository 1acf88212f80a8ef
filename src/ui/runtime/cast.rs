//! Recordings: asciicast v2, which plays in a terminal and on a web page.
//!
//! The first line is the header, every further one `[seconds, "o", what a terminal is sent]`, and a marker
//! (`[seconds, "m", label]`) where a step begins. Only what changed between two frames is written.

use std::fmt::Write as _;
use std::io::Write;
use std::time::Duration;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use serde_json::json;

use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::ui::kit::canvas::width;

/// A recording being written.
pub struct Cast<W: Write> {
    target: W,
    screen: Buffer,
    has_begun: bool,
    /// The beginning of a letter whose end has not been sent yet.
    cut: Vec<u8>,
}

impl<W: Write> Cast<W> {
    /// Writes the header.
    pub fn begin(
        target: W,
        (width, height): (u16, u16),
        begins: Timestamp,
        title: &str,
    ) -> Result<Self> {
        let mut cast = Self {
            target,
            screen: Buffer::empty(Rect::new(0, 0, width, height)),
            has_begun: false,
            cut: Vec::new(),
        };
        cast.line(&json!({
            "version": 2,
            "width": width,
            "height": height,
            "timestamp": begins.0,
            "title": title,
            "env": { "TERM": "xterm-256color" },
        }))?;
        Ok(cast)
    }

    /// Writes what changed since the frame before.
    pub fn frame(&mut self, at: Duration, frame: &Buffer) -> Result<()> {
        if self.screen.area != frame.area {
            self.screen = Buffer::empty(frame.area);
            self.has_begun = false;
            self.resized(at, (frame.area.width, frame.area.height))?;
        }
        let mut sent = String::new();
        if !self.has_begun {
            self.has_begun = true;
            sent.push_str("\x1b[?25l\x1b[0m\x1b[2J\x1b[H");
        }
        let mut pen = Pen::default();
        let mut place = None;
        for (x, y, cell) in self.screen.diff(frame) {
            if place != Some((x, y)) {
                let _ = write!(sent, "\x1b[{};{}H", y + 1, x + 1);
            }
            pen.dip(cell, &mut sent);
            sent.push_str(cell.symbol());
            let wide = width(cell.symbol()).max(1);
            place = Some((x + wide, y));
        }
        self.screen.clone_from(frame);
        if sent.is_empty() {
            return Ok(());
        }
        pen.wipe(&mut sent);
        self.event(at, "o", &sent)
    }

    /// Writes what a program sends to a terminal, as it comes: a letter may be cut in two.
    pub fn sent(&mut self, at: Duration, bytes: &[u8]) -> Result<()> {
        self.cut.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.cut) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            // What is no letter at all is shown as such.
            Ok(_) | Err(_) => self.cut.len(),
        };
        let rest = self.cut.split_off(whole);
        let sent = std::mem::replace(&mut self.cut, rest);
        self.event(at, "o", &String::from_utf8_lossy(&sent))
    }

    /// Writes that the terminal has another size.
    pub fn resized(&mut self, at: Duration, (width, height): (u16, u16)) -> Result<()> {
        self.event(at, "r", &format!("{width}x{height}"))
    }

    /// Marks a place to which a player can jump.
    pub fn mark(&mut self, at: Duration, label: &str) -> Result<()> {
        self.event(at, "m", label)
    }

    /// Lets the last frame stand and gives the cursor back.
    pub fn end(mut self, at: Duration) -> Result<()> {
        let rows = self.screen.area.height;
        self.event(at, "o", &format!("\x1b[0m\x1b[{rows};1H\x1b[?25h"))
    }

    fn event(&mut self, at: Duration, kind: &str, what: &str) -> Result<()> {
        // Thousandths of a second are enough for eyes, and no player stumbles over long numbers.
        let seconds = (at.as_secs_f64() * 1_000.0).round() / 1_000.0;
        self.line(&json!([seconds, kind, what]))
    }

    fn line(&mut self, value: &serde_json::Value) -> Result<()> {
        writeln!(self.target, "{value}")
            .map_err(|error| Error::from_io(&error, std::path::Path::new("recording")))
    }
}

/// The style that a terminal draws in at the moment.
#[derive(Default, PartialEq)]
struct Pen {
    ink: Color,
    ground: Color,
    modifier: Modifier,
}

impl Pen {
    /// Changes to the style of a cell.
    fn dip(&mut self, cell: &Cell, sent: &mut String) {
        let wanted = Self {
            ink: cell.fg,
            ground: cell.bg,
            modifier: cell.modifier,
        };
        if *self == wanted {
            return;
        }
        let mut codes = vec!["0".to_owned()];
        for (modifier, code) in MODIFIERS {
            if wanted.modifier.contains(modifier) {
                codes.push(code.to_string());
            }
        }
        codes.extend(colour(wanted.ink, 30));
        codes.extend(colour(wanted.ground, 40));
        let _ = write!(sent, "\x1b[{}m", codes.join(";"));
        *self = wanted;
    }

    /// Back to the plain style.
    fn wipe(&self, sent: &mut String) {
        if *self != Self::default() {
            sent.push_str("\x1b[0m");
        }
    }
}

const MODIFIERS: [(Modifier, u8); 8] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The codes of a colour, for ink (`base` 30) or ground (`base` 40).
fn colour(colour: Color, base: u8) -> Option<String> {
    let dark = |place: u8| Some((base + place).to_string());
    let bright = |place: u8| Some((base + 60 + place).to_string());
    match colour {
        Color::Reset => None,
        Color::Black => dark(0),
        Color::Red => dark(1),
        Color::Green => dark(2),
        Color::Yellow => dark(3),
        Color::Blue => dark(4),
        Color::Magenta => dark(5),
        Color::Cyan => dark(6),
        Color::Gray => dark(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(number) => Some(format!("{};5;{number}", base + 8)),
        Color::Rgb(red, green, blue) => Some(format!("{};2;{red};{green};{blue}", base + 8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_sends_is_recorded_in_whole_letters() -> Result<()> {
        let mut written = Vec::new();
        let mut cast = Cast::begin(&mut written, (80, 24), Timestamp(0), "a verb")?;
        let (first, second) = "añb".as_bytes().split_at(2);
        cast.sent(Duration::ZERO, first)?;
        cast.sent(Duration::from_millis(1_500), second)?;
        cast.sent(Duration::from_secs(2), b"\xffc")?;
        cast.resized(Duration::from_secs(3), (100, 30))?;
        let written = String::from_utf8_lossy(&written);
        let events: Vec<&str> = written.lines().skip(1).collect();
        let expected = [
            r#"[0.0,"o","a"]"#,
            r#"[1.5,"o","ñb"]"#,
            "[2.0,\"o\",\"\u{fffd}c\"]",
            r#"[3.0,"r","100x30"]"#,
        ];
        assert_eq!(events, expected);
        Ok(())
    }
}
