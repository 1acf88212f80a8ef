//! Figures month by month: a sparkline where there is one line, bars with their months where there are several.

use ratatui::layout::Rect;
use ratatui::symbols::bar;
use ratatui::text::Line;
use ratatui::widgets::{Bar, BarChart, BarGroup, Sparkline};

use crate::domain::report::MonthFigure;
use crate::formats;
use crate::ui::kit::canvas::Canvas;
use crate::ui::shell::context::Context;

/// Lines from which on bars are drawn: three for a bar to have a height, one for its month.
const TALL: u16 = 4;
/// Columns of a bar, and between two.
const BAR: u16 = 4;
const GAP: u16 = 1;

/// Draws the figures, oldest first; the newest ones where there is no room for all.
pub fn months(canvas: &mut Canvas<'_, '_>, area: Rect, months: &[MonthFigure], context: &Context) {
    let is_tall = area.height >= TALL;
    let each = if is_tall { BAR + GAP } else { 1 };
    let room = usize::from((area.width + GAP) / each);
    let shown = months.get(months.len().saturating_sub(room)..);
    let shown = shown.unwrap_or_default();
    if shown.is_empty() || area.is_empty() {
        return;
    }
    if is_tall {
        bars(canvas, area, shown, context);
    } else {
        line(canvas, area, shown, context);
    }
}

/// One line: as high as it can be where there is most.
fn line(canvas: &mut Canvas<'_, '_>, area: Rect, months: &[MonthFigure], context: &Context) {
    let set = bar::Set {
        empty: bar::ONE_EIGHTH,
        ..bar::NINE_LEVELS
    };
    let data: Vec<u64> = months.iter().map(|month| month.figure).collect();
    let most = data.iter().copied().max().unwrap_or_default().max(1);
    let chart = Sparkline::default()
        .data(data)
        .max(most)
        .bar_set(set)
        .style(context.palette.bar);
    let place = Rect { height: 1, ..area };
    canvas.widget(chart, place);
}

/// A bar for each month, with its number below and its figure in it.
fn bars(canvas: &mut Canvas<'_, '_>, area: Rect, months: &[MonthFigure], context: &Context) {
    let palette = &context.palette;
    let bar = |month: &MonthFigure| {
        let number = month.month.get(5..).unwrap_or_default().to_owned();
        let figure = match month.figure {
            0 => String::new(),
            figure => formats::brief(figure),
        };
        Bar::default()
            .value(month.figure)
            .text_value(figure)
            .label(Line::styled(number, palette.dim))
            .style(palette.bar)
            .value_style(palette.focused(palette.bar))
    };
    let all: Vec<Bar<'_>> = months.iter().map(bar).collect();
    let most = months.iter().map(|month| month.figure).max();
    let chart = BarChart::default()
        .data(BarGroup::default().bars(&all))
        .max(most.unwrap_or_default().max(1))
        .bar_width(BAR)
        .bar_gap(GAP);
    canvas.widget(chart, area);
}
