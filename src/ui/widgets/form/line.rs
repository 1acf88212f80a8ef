//! A line of text being typed: keys, pasting, drawing.

use ratatui::layout::Rect;
use ratatui::style::Modifier;
use tui_input::{Input as Line, InputRequest};

use super::super::super::canvas::{Canvas, width};
use super::super::super::context::Context;
use super::super::super::key::Key;

/// Draws a line of text being typed, scrolled so that the cursor can be seen.
pub fn draw_text(
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    line: &Line,
    masked: bool,
    focused: bool,
    context: &Context,
) {
    let palette = &context.palette;
    let style = palette.text.add_modifier(Modifier::UNDERLINED);
    let blank = " ".repeat(usize::from(place.width));
    canvas.print(place, &blank, style);
    let shown = if masked {
        "•".repeat(line.value().chars().count())
    } else {
        line.value().to_owned()
    };
    let before: String = shown.chars().take(line.cursor()).collect();
    let cursor = width(&before);
    let room = place.width.saturating_sub(1);
    let mut skipped = 0;
    let mut start = 0;
    // Passes over whole letters until the cursor fits.
    for (at, letter) in shown.char_indices() {
        if cursor - skipped <= room {
            break;
        }
        skipped += width(letter.encode_utf8(&mut [0; 4]));
        start = at + letter.len_utf8();
    }
    canvas.print(place, shown.get(start..).unwrap_or_default(), style);
    if focused {
        canvas.cursor(place.x + (cursor - skipped).min(room), place.y);
    }
}

/// What a key asks of a line of text.
pub fn request(key: Key) -> Option<InputRequest> {
    Some(match key {
        Key::Char(c) => InputRequest::InsertChar(c),
        Key::Backspace | Key::Ctrl('h') => InputRequest::DeletePrevChar,
        Key::Delete | Key::Ctrl('d') => InputRequest::DeleteNextChar,
        Key::Left => InputRequest::GoToPrevChar,
        Key::Right => InputRequest::GoToNextChar,
        Key::WordLeft | Key::Alt('b') => InputRequest::GoToPrevWord,
        Key::WordRight | Key::Alt('f') => InputRequest::GoToNextWord,
        Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
        Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
        Key::Ctrl('w') => InputRequest::DeletePrevWord,
        Key::Ctrl('u') => InputRequest::DeleteFromStart,
        Key::Ctrl('k') => InputRequest::DeleteTillEnd,
        _ => return None,
    })
}

/// Types pasted text into a line: its line ends become spaces, none at the end.
pub fn type_in(line: &mut Line, text: &str) {
    let text = text.trim_end_matches(['\r', '\n']);
    for c in text.replace("\r\n", "\n").chars() {
        let c = if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        };
        line.handle(InputRequest::InsertChar(c));
    }
}
