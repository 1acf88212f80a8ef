//! Tabs of a screen, on one line.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::ui::kit::canvas::{Canvas, Hit, width};
use crate::ui::shell::context::Context;

/// Draws tabs; a click on one is `Hit::Tab` with its position. Gaps give way where the line is narrow, and what still
/// does not fit is drawn around the active tab, so that it is always seen.
pub fn draw(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    labels: &[String],
    active: usize,
    context: &Context,
) {
    let palette = &context.palette;
    let widths = labels.iter().map(|label| width(label));
    let letters = widths.fold(0, u16::saturating_add);
    let gaps = u16::try_from(labels.len().saturating_sub(1)).unwrap_or(0);
    let gap = (1..=3)
        .rev()
        .find(|gap| letters + gaps * gap <= line.width)
        .unwrap_or(1);
    let mut first = 0;
    let taken = |from: usize| -> u16 {
        let shown = labels.iter().take(active + 1).skip(from);
        shown.map(|label| width(label) + gap).sum::<u16>()
    };
    while first < active && taken(first) > line.width + gap {
        first += 1;
    }
    let mut x = line.x;
    if first > 0 {
        let before = Rect::new(line.x.saturating_sub(2), line.y, 1, 1);
        canvas.print(before, "‹", palette.key);
    }
    for (index, label) in labels.iter().enumerate().skip(first) {
        let wide = width(label);
        if x + wide > line.right() {
            break;
        }
        let place = Rect::new(x, line.y, wide, 1);
        let style = if index == active {
            palette.strong.add_modifier(Modifier::UNDERLINED)
        } else {
            palette.dim
        };
        canvas.print(place, label, style);
        canvas.hit(place, Hit::Tab(index));
        x += wide + gap;
    }
}
