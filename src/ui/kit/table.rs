//! Draws a windowed list as a table.
//!
//! Where the screen is narrow, columns fall away by importance; a column that tells two rows apart is as wide as its
//! widest cell on screen and is never cut before every other column has gone.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::list::List;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width};
use crate::ui::shell::context::Context;

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sizing {
    /// As wide as its widest cell on screen, at least so many columns.
    Exact(u16),
    /// From so many columns up to its widest cell, as room allows; cut with `…`.
    Flexible(u16),
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// How wide it is.
    pub sizing: Sizing,
    /// The larger, the earlier it falls away; 0 never does.
    pub falls: u8,
    /// Whether its cells end flush.
    pub flush_right: bool,
    /// Whether the table is sorted by it, and if so whether largest first.
    pub sorted: Option<bool>,
}

impl Column {
    /// A column that is as wide as what stands in it.
    pub fn exact(title: impl Into<String>, falls: u8) -> Self {
        Self {
            title: title.into(),
            sizing: Sizing::Exact(0),
            falls,
            flush_right: false,
            sorted: None,
        }
    }

    /// A column that gives way down to some columns.
    pub fn flexible(title: impl Into<String>, least: u16, falls: u8) -> Self {
        Self {
            sizing: Sizing::Flexible(least),
            ..Self::exact(title, falls)
        }
    }

    /// The same, its cells flush right.
    #[must_use]
    pub fn right(self) -> Self {
        Self {
            flush_right: true,
            ..self
        }
    }

    fn heading(&self) -> String {
        match self.sorted {
            Some(true) => format!("{} ▼", self.title),
            Some(false) => format!("{} ▲", self.title),
            None => self.title.clone(),
        }
    }
}

/// A row to draw.
#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    /// One line per column.
    pub cells: Vec<Line<'a>>,
    /// Whether it is marked.
    pub marked: bool,
}

/// A table to draw.
pub struct Table<'a> {
    /// Its columns.
    pub columns: Vec<Column>,
    /// The rows on screen in order; none for one that is not loaded yet.
    pub rows: Vec<Option<Row<'a>>>,
    /// Position of the first of them in the whole list.
    pub top: usize,
    /// Position of the cursor in the whole list; none when nothing is under a cursor.
    pub cursor: Option<usize>,
    /// Rows of the whole list, for the scroll bar.
    pub total: usize,
}

/// Columns before the first cell: the cursor, the mark, a space.
const GUTTER: u16 = 3;
const GAP: u16 = 2;
/// Columns after the last cell: a space, the scroll bar.
const SCROLL_BAR: u16 = 2;

/// Rows that a table of a height shows below its heading.
pub const fn rows_in(height: u16) -> u16 {
    height.saturating_sub(1)
}

impl<'a> Table<'a> {
    /// The rows of a list that an area shows below the heading.
    pub fn of<T, K: PartialEq>(
        list: &'a List<T, K>,
        area: Rect,
        columns: Vec<Column>,
        row: impl Fn(&'a T) -> Row<'a>,
    ) -> Self {
        let end = list.top() + usize::from(rows_in(area.height));
        let shown = list.top()..end.min(list.total());
        Self {
            columns,
            rows: shown.map(|index| list.get(index).map(&row)).collect(),
            top: list.top(),
            cursor: Some(list.cursor()),
            total: list.total(),
        }
    }

    /// Draws the table into an area: the heading, then rows.
    pub fn draw(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        if area.height == 0 || area.width <= GUTTER + 1 {
            return;
        }
        let widths = self.widths(area.width.saturating_sub(GUTTER + SCROLL_BAR));
        let mut lines = area.rows();
        if let Some(heading) = lines.next() {
            self.draw_heading(canvas, heading, &widths, context);
        }
        for (offset, (row, line)) in self.rows.iter().zip(lines).enumerate() {
            self.draw_row(
                canvas,
                line,
                self.top + offset,
                row.as_ref(),
                &widths,
                context,
            );
        }
        let rows = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        draw_scroll_bar(canvas, rows, self.top, self.total, context);
    }

    /// Widths of the columns that stay; none for those that fell away.
    fn widths(&self, room: u16) -> Vec<Option<u16>> {
        let natural: Vec<u16> = (0..self.columns.len())
            .map(|index| self.natural_width(index))
            .collect();
        let least = |index: usize| match self.columns[index].sizing {
            Sizing::Exact(_) => natural[index],
            Sizing::Flexible(least) => least.min(natural[index]),
        };
        let mut stays: Vec<usize> = (0..self.columns.len()).collect();
        loop {
            let gaps = GAP * u16::try_from(stays.len().saturating_sub(1)).unwrap_or(0);
            let needed: u16 = stays.iter().map(|index| least(*index)).sum::<u16>() + gaps;
            let falls = stays
                .iter()
                .copied()
                .filter(|index| self.columns[*index].falls > 0)
                .max_by_key(|index| self.columns[*index].falls);
            let (true, Some(falls)) = (needed > room, falls) else {
                return self.shared_out(&stays, &natural, room, needed);
            };
            stays.retain(|index| *index != falls);
        }
    }

    fn shared_out(
        &self,
        stays: &[usize],
        natural: &[u16],
        room: u16,
        needed: u16,
    ) -> Vec<Option<u16>> {
        let mut widths = vec![None; self.columns.len()];
        let mut spare = room.saturating_sub(needed);
        for &index in stays {
            let width = match self.columns[index].sizing {
                Sizing::Exact(_) => natural[index],
                Sizing::Flexible(least) => {
                    let least = least.min(natural[index]);
                    let more = (natural[index] - least).min(spare);
                    spare -= more;
                    least + more
                }
            };
            widths[index] = Some(width);
        }
        widths
    }

    fn natural_width(&self, index: usize) -> u16 {
        let cells = self
            .rows
            .iter()
            .flatten()
            .filter_map(|row| row.cells.get(index));
        let widest = cells.map(line_width).max().unwrap_or(0);
        let least = match self.columns[index].sizing {
            Sizing::Exact(least) => least,
            Sizing::Flexible(_) => 0,
        };
        widest.max(width(&self.columns[index].heading())).max(least)
    }

    fn draw_heading(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        widths: &[Option<u16>],
        context: &Context,
    ) {
        let mut x = line.x + GUTTER;
        for (index, (column, width)) in self.columns.iter().zip(widths).enumerate() {
            let Some(width) = width else { continue };
            let place = Rect::new(x, line.y, *width, 1).intersection(before_scroll_bar(line));
            let heading = cut(&column.heading().to_uppercase(), place.width);
            if column.flush_right {
                canvas.print_right(place, &heading, context.palette.heading);
            } else {
                canvas.print(place, &heading, context.palette.heading);
            }
            canvas.hit(place, Hit::Column(index));
            x += width + GAP;
        }
    }

    fn draw_row(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        index: usize,
        row: Option<&Row<'_>>,
        widths: &[Option<u16>],
        context: &Context,
    ) {
        let palette = &context.palette;
        let under_cursor = self.cursor == Some(index);
        if under_cursor {
            canvas.paint(line, palette.selected);
            canvas.print(line, "▌", palette.selected);
        }
        canvas.hit(line, Hit::Row(index));
        let Some(row) = row else {
            let place = Rect {
                x: line.x + GUTTER,
                width: line.width.saturating_sub(GUTTER),
                ..line
            };
            canvas.print(place, "…", palette.dim);
            return;
        };
        if row.marked {
            let place = Rect::new(line.x + 1, line.y, 1, 1);
            canvas.print(place, "✓", palette.marked);
        }
        let mut x = line.x + GUTTER;
        for ((column, width), cell) in self.columns.iter().zip(widths).zip(&row.cells) {
            let Some(width) = width else { continue };
            let place = Rect::new(x, line.y, *width, 1).intersection(before_scroll_bar(line));
            let mut cell = fitted(cell, place.width);
            if under_cursor {
                cell = cell.patch_style(palette.selected);
            }
            let place = if column.flush_right {
                let used = line_width(&cell).min(place.width);
                Rect {
                    x: place.right() - used,
                    width: used,
                    ..place
                }
            } else {
                place
            };
            canvas.line(place, &cell);
            x += width + GAP;
        }
    }
}

/// Draws a scroll bar at the right of an area whose every line is a row, when more rows are there than it holds;
/// answers whether it did.
pub fn draw_scroll_bar(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    top: usize,
    total: usize,
    context: &Context,
) -> bool {
    let height = usize::from(area.height);
    if total <= height || height < 2 {
        return false;
    }
    let travel = height - 1;
    let last_top = total - height;
    let at = (top.min(last_top) * travel + last_top / 2) / last_top;
    for (offset, row) in area.rows().enumerate() {
        let sign = if offset == at { "┃" } else { "│" };
        let place = Rect::new(row.right() - 1, row.y, 1, 1);
        canvas.print(place, sign, context.palette.rule);
    }
    true
}

/// A line without the scroll bar and the space before it.
fn before_scroll_bar(line: Rect) -> Rect {
    Rect {
        width: line.width.saturating_sub(SCROLL_BAR),
        ..line
    }
}

fn line_width(line: &Line<'_>) -> u16 {
    line.spans.iter().map(|span| width(&span.content)).sum()
}

/// The line if it fits, else its beginning and `…`.
pub fn fitted<'a>(line: &Line<'a>, columns: u16) -> Line<'a> {
    if line_width(line) <= columns {
        return line.clone();
    }
    let mut kept = Vec::new();
    let mut room = columns;
    for span in &line.spans {
        let wide = width(&span.content);
        if wide < room {
            kept.push(span.clone());
            room -= wide;
            continue;
        }
        let mut text = cut(&format!("{}……", span.content), room);
        if text.ends_with("……") {
            text.pop();
        }
        kept.push(Span::styled(text, span.style));
        break;
    }
    Line::from(kept).style(line.style)
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;
    use crate::domain::Language;
    use crate::domain::settings::Theme;
    use crate::ui::shell::context::Capabilities;

    fn table() -> Table<'static> {
        let row = |name: &'static str, email: &'static str, groups: &'static str| {
            Some(Row {
                cells: vec![name.into(), email.into(), groups.into()],
                marked: email.starts_with('b'),
            })
        };
        Table {
            columns: vec![
                Column::flexible("Name", 6, 0),
                Column::exact("Email", 0),
                Column::flexible("Groups", 6, 1),
            ],
            rows: vec![
                row(
                    "Siti Nurhaliza Putri",
                    "siti.np@enigma.example",
                    "Jakarta, Sales",
                ),
                row("漢字漢字漢字", "b@x.example", ""),
                None,
            ],
            top: 0,
            cursor: Some(0),
            total: 3,
        }
    }

    fn drawn(columns: u16) -> Vec<String> {
        let context = Context::new(Language::English, Theme::Dark, Capabilities::default());
        let backend = TestBackend::new(columns, 4);
        let mut terminal = Terminal::new(backend).ok();
        let mut text = Vec::new();
        if let Some(terminal) = &mut terminal {
            let _ = terminal.draw(|frame| {
                let area = frame.area();
                let mut canvas = Canvas::new(frame);
                table().draw(&mut canvas, area, &context);
                canvas.finish(context.palette.ground);
            });
            let buffer = terminal.backend().buffer();
            for y in 0..4 {
                let mut line = String::new();
                let mut skip = 0;
                for x in 0..columns {
                    if skip > 0 {
                        skip -= 1;
                        continue;
                    }
                    let symbol = buffer[(x, y)].symbol();
                    skip = width(symbol).saturating_sub(1);
                    line.push_str(symbol);
                }
                text.push(line.trim_end().to_owned());
            }
        }
        text
    }

    #[test]
    fn all_columns_stand_where_there_is_room() {
        assert_eq!(
            drawn(70),
            [
                "   NAME                  EMAIL                   GROUPS",
                "▌  Siti Nurhaliza Putri  siti.np@enigma.example  Jakarta, Sales",
                " ✓ 漢字漢字漢字          b@x.example",
                "   …",
            ]
        );
    }

    #[test]
    fn the_least_column_falls_away_before_an_identifier_is_cut() {
        assert_eq!(
            drawn(39),
            [
                "   NAME        EMAIL",
                "▌  Siti Nurh…  siti.np@enigma.example",
                " ✓ 漢字漢字…   b@x.example",
                "   …",
            ]
        );
    }
}
