//! The last net under text from data: no finished frame holds a character that cannot be seen.
//!
//! Where text becomes part of a line it has gone through [`crate::sanitise::visible`] already; this is for what
//! reached the frame by another way.

use ratatui::buffer::Buffer;

use crate::sanitise::hides;

/// What stands for a cell that holds nothing that can be seen.
const STAND_IN: char = '\u{FFFD}';

/// Makes sure that no cell of a frame holds a control, bidi or zero-width character.
pub fn sweep(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if !symbol.chars().any(hides) {
            continue;
        }
        let kept: String = symbol.chars().filter(|c| !hides(*c)).collect();
        if kept.is_empty() {
            cell.set_char(STAND_IN);
        } else {
            cell.set_symbol(&kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn a_swept_frame_holds_nothing_invisible() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        buffer[(0, 0)].set_symbol("\u{1b}");
        buffer[(1, 0)].set_symbol("a\u{202e}");
        buffer[(2, 0)].set_symbol("漢");
        sweep(&mut buffer);
        assert_eq!(buffer[(0, 0)].symbol(), "\u{fffd}");
        assert_eq!(buffer[(1, 0)].symbol(), "a");
        assert_eq!(buffer[(2, 0)].symbol(), "漢");
    }
}
