//! A window onto lines that may be more than it has rows, with signs where there are more.

use ratatui::layout::Rect;

use crate::command::key::Key;
use crate::ui::kit::ascii;
use crate::ui::kit::canvas::Canvas;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;

/// How far a text is scrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll(usize);

impl Scroll {
    /// The first line that is shown, of so many in so many rows.
    pub fn top(self, lines: usize, room: u16) -> usize {
        self.0.min(lines.saturating_sub(usize::from(room)))
    }

    /// Moves by so many lines.
    pub fn by(&mut self, by: isize, lines: usize, room: u16) {
        let last = lines.saturating_sub(usize::from(room));
        self.0 = self.top(lines, room).saturating_add_signed(by).min(last);
    }

    /// Takes what pages through a text, whatever else the keys of a box mean; answers whether it was that.
    pub fn input(&mut self, input: &Input, lines: usize, room: u16) -> bool {
        let page = isize::try_from(room.saturating_sub(1).max(1)).unwrap_or(1);
        match input {
            Input::Key(Key::PageUp) => self.by(-page, lines, room),
            Input::Key(Key::PageDown) => self.by(page, lines, room),
            Input::Key(Key::Home) => self.0 = 0,
            Input::Key(Key::End) => self.by(isize::MAX, lines, room),
            Input::Wheel(rows) => self.by(isize::from(*rows), lines, room),
            _ => return false,
        }
        true
    }

    /// Signs beside the text, in the frame's margin, where it goes on.
    pub fn draw(self, canvas: &mut Canvas<'_, '_>, room: Rect, lines: usize, context: &Context) {
        let top = self.top(lines, room.height);
        let mut sign = |y: u16, sign: &str| {
            let beside = Rect::new(room.right(), y, 1, 1);
            canvas.print(beside, sign, context.palette.key);
        };
        if top > 0 {
            sign(room.y, ascii::up(context.ascii));
        }
        if lines > top + usize::from(room.height) {
            sign(room.bottom().saturating_sub(1), "▼");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_leaves_the_text() {
        let mut scroll = Scroll::default();
        scroll.by(-3, 20, 8);
        assert_eq!(scroll.top(20, 8), 0);
        scroll.by(100, 20, 8);
        assert_eq!(scroll.top(20, 8), 12);
        scroll.by(-1, 20, 8);
        assert_eq!(scroll.top(20, 8), 11);
        // A taller box shows more of the same.
        assert_eq!(scroll.top(20, 30), 0);
        assert!(scroll.input(&Input::Key(Key::PageUp), 20, 8));
        assert_eq!(scroll.top(20, 8), 4);
        assert!(!scroll.input(&Input::Key(Key::Up), 20, 8));
    }
}
