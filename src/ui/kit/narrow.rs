//! What narrows a table: the field in which somebody searches, and each condition as a chip that can be taken away.

use ratatui::layout::Rect;
use tui_input::Input as Line;

use super::canvas::{Canvas, Hit, cut, width};
use super::form::{draw_text, request, type_in};
use crate::command::Command;
use crate::command::key::Key;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::Handled;

/// Columns that the count of chips without room takes.
const LEAST_MORE: u16 = 4;

/// What somebody types to search.
#[derive(Debug, Clone, Default)]
pub struct SearchField {
    /// Whether keys go there.
    pub open: bool,
    /// What stands in it.
    pub line: Line,
}

impl SearchField {
    /// Types into it; keys that leave it close it.
    pub fn type_in(&mut self, input: &Input) -> Handled {
        match input {
            Input::Key(Key::Enter | Key::Esc | Key::Down | Key::Tab) => self.open = false,
            Input::Key(key) => {
                let Some(request) = request(*key) else {
                    return Handled::No;
                };
                self.line.handle(request);
            }
            Input::Paste(text) => type_in(&mut self.line, text),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// What is searched for.
    pub fn words(&self) -> String {
        self.line.value().trim().to_owned()
    }

    /// Draws it behind its sign; where nothing was typed stands what can be.
    pub fn draw(&self, canvas: &mut Canvas<'_, '_>, line: Rect, hint: &str, context: &Context) {
        let palette = &context.palette;
        let sign = Rect {
            x: line.x + 1,
            width: 1,
            ..line
        };
        canvas.print(sign, "/", palette.key);
        let typed = Rect {
            x: line.x + 3,
            width: line.width.saturating_sub(3).min(48),
            ..line
        };
        canvas.hit(typed, Hit::Command(Command::Search));
        if self.open {
            draw_text(canvas, typed, &self.line, false, true, context);
            return;
        }
        let (text, style) = match self.line.value() {
            "" => (hint, palette.dim),
            text => (text, palette.strong),
        };
        canvas.print(typed, &cut(text, typed.width), style);
    }
}

/// Draws conditions flush right, each to be clicked away; those that find no room are counted.
pub fn draw_chips(canvas: &mut Canvas<'_, '_>, room: Rect, chips: &[String], context: &Context) {
    let palette = &context.palette;
    let begin = room.x;
    let mut room = room;
    for (index, chip) in chips.iter().enumerate().rev() {
        let more = if index > 0 { LEAST_MORE } else { 0 };
        let text = format!("{chip} ×");
        let left = room.width.saturating_sub(more);
        // The last one that was set is always read, cut where it must be.
        let is_last = index + 1 == chips.len();
        if width(&text) > left && !is_last {
            canvas.print_right(room, &format!("+{}", index + 1), palette.key);
            return;
        }
        let text = format!("{} ×", cut(chip, left.saturating_sub(2)));
        let place = canvas.print_right(room, &text, palette.strong);
        canvas.hit(place, Hit::Control(index));
        room.width = place.x.saturating_sub(begin + 2);
    }
}
