//! A row of buttons, and bars.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::kit::canvas::{Canvas, Hit, width};
use crate::ui::shell::context::Context;

/// How a button is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing is lost by it.
    Safe,
    /// It goes on.
    Onward,
    /// It destroys.
    Dangerous,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// How it is meant.
    pub kind: Kind,
    /// Whether it can be pressed now.
    pub enabled: bool,
}

impl Button {
    /// A button that can be pressed.
    pub fn new(label: impl Into<String>, kind: Kind) -> Self {
        Self {
            label: label.into(),
            kind,
            enabled: true,
        }
    }

    /// The same, dimmed unless a condition holds.
    #[must_use]
    pub fn enabled_if(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }
}

/// Draws buttons flush right in a line; a click on one is `Hit::Control(first + its position)`. The one with the
/// focus stands in brackets.
pub fn draw(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    buttons: &[Button],
    focus: Option<usize>,
    first: usize,
    context: &Context,
) {
    let widths = buttons.iter().map(|button| width(&button.label));
    let total = widths.fold(0_u16, |total, width| {
        total.saturating_add(width).saturating_add(6)
    });
    let mut x = line.right().saturating_sub(total).max(line.x);
    for (index, button) in buttons.iter().enumerate() {
        let focused = focus == Some(index);
        let text = if focused {
            format!("[ {} ]", button.label)
        } else {
            format!("  {}  ", button.label)
        };
        let place = Rect::new(x, line.y, width(&text), 1).intersection(line);
        canvas.print(place, &text, style(button, focused, context));
        canvas.hit(place, Hit::Control(first + index));
        x += width(&text) + 2;
    }
}

fn style(button: &Button, focused: bool, context: &Context) -> Style {
    let palette = &context.palette;
    let base = match (button.enabled, button.kind) {
        (false, _) => palette.dim,
        (true, Kind::Dangerous) => palette.danger,
        (true, Kind::Onward) => palette.strong,
        (true, Kind::Safe) => palette.text,
    };
    if focused { palette.focused(base) } else { base }
}

/// A bar of some columns, filled in proportion.
pub fn bar(done: u64, total: u64, columns: u16) -> String {
    let columns = usize::from(columns);
    let share = u128::from(done.min(total)) * columns as u128;
    let filled = share.checked_div(u128::from(total)).unwrap_or(0);
    let filled = usize::try_from(filled).unwrap_or(columns);
    let full = "█".repeat(filled);
    let empty = "░".repeat(columns - filled);
    full + &empty
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_when_all_is_done() {
        assert_eq!(bar(0, 0, 4), "░░░░");
        assert_eq!(bar(999, 1_000, 4), "███░");
        assert_eq!(bar(1_000, 1_000, 4), "████");
        assert_eq!(bar(u64::MAX, u64::MAX, 2), "██");
    }
}
