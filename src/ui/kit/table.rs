//! Draws a windowed list as a table.
//!
//! Where the screen is narrow, columns fall away by importance, and those that stay share the room: the narrow ones are
//! whole first, the wide ones give way. One cell that is far longer than those beside it is shortened itself; it takes
//! nothing from the other columns. What tells two rows apart can be read as none of the others when it is shortened.

mod arranging;
mod column;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

pub use self::column::{Column, Sizing, Title};
use super::list::List;
use super::person::apart;
use crate::ui::kit::ascii;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width};
use crate::ui::shell::context::Context;

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

/// Which columns get room before which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    Telling,
    Other,
    Little,
}

/// Columns that a column of a table wants.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    /// So many it keeps, whatever else needs room.
    least: u16,
    /// So many its cells need, but for those that are far longer than the others.
    usual: u16,
    /// So many its longest cell needs.
    whole: u16,
}

/// How the column that is pointed at stands out, in every theme.
const FOCUSED: Style = Style::new().add_modifier(Modifier::UNDERLINED.union(Modifier::BOLD));
/// Columns before the first cell: the cursor, the mark, a space.
const GUTTER: u16 = 3;
const GAP: u16 = 2;
/// What falls this early does so before anything that tells two rows apart is shortened.
const MATTERS_LITTLE: u8 = 3;
/// A cell of more columns than this is an exception where it has half as many again as the one in the middle, and few
/// cells are as long.
const EXCEPTION: u16 = 24;
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

    /// Draws the table into an area: the heading, then rows. The first table that a screen draws is arranged as the
    /// operator wants it.
    pub fn draw(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        if area.height == 0 || area.width <= GUTTER + 1 {
            return;
        }
        let arrangement = canvas.arrangement();
        let wanted = arrangement.clone().unwrap_or_default();
        let (arranged, focus) = self.arranged(&wanted);
        let room = area.width.saturating_sub(GUTTER + SCROLL_BAR);
        let widths = arranged.widths_with(focus, room);
        if arrangement.is_some() {
            canvas.show_table(self.shown_as((&arranged, &wanted), &widths, focus));
        }
        arranged.draw_with(canvas, area, (&widths, focus), context);
    }

    fn draw_with(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        (widths, focus): (&[Option<u16>], Option<usize>),
        context: &Context,
    ) {
        let mut lines = area.rows();
        if let Some(heading) = lines.next() {
            self.draw_heading(canvas, heading, (widths, focus), context);
        }
        let shortened = self.shortened(widths);
        for (offset, (row, line)) in self.rows.iter().zip(lines).enumerate() {
            let index = self.top + offset;
            let shortened = shortened.get(offset).map_or(&[][..], Vec::as_slice);
            self.draw_row(
                canvas,
                line,
                index,
                (row.as_ref(), shortened),
                (widths, focus),
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

    /// Of each row, what stands in its cells that tell it apart and have not room enough.
    fn shortened(&self, widths: &[Option<u16>]) -> Vec<Vec<Option<String>>> {
        let mut shortened = vec![vec![None; self.columns.len()]; self.rows.len()];
        for (index, (column, width)) in self.columns.iter().zip(widths).enumerate() {
            let (Sizing::Telling(_), Some(width)) = (column.sizing, *width) else {
                continue;
            };
            if self.natural_width(index) <= width {
                continue;
            }
            let text = |row: &Option<Row<'_>>| {
                let cell = row.as_ref().and_then(|row| row.cells.get(index));
                cell.map_or_else(String::new, ToString::to_string)
            };
            let texts: Vec<String> = self.rows.iter().map(text).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            for (row, (whole, short)) in texts.iter().zip(apart(&texts, width)).enumerate() {
                if *whole != short {
                    shortened[row][index] = Some(short);
                }
            }
        }
        shortened
    }

    /// Widths of the columns that stay; none for those that fell away.
    fn widths(&self, room: u16) -> Vec<Option<u16>> {
        let wanted: Vec<Wanted> = (0..self.columns.len())
            .map(|index| self.wanted(index))
            .collect();
        let least = |index: usize, shortens: bool| match self.columns[index].sizing {
            Sizing::Telling(_) if !shortens => wanted[index].usual,
            Sizing::Exact(_) | Sizing::Flexible(_) | Sizing::Telling(_) => wanted[index].least,
        };
        let mut stays: Vec<usize> = (0..self.columns.len()).collect();
        let mut shortens = false;
        loop {
            let gaps = GAP * u16::try_from(stays.len().saturating_sub(1)).unwrap_or(0);
            let needed = stays.iter().map(|index| least(*index, shortens));
            let needed = needed.fold(gaps, u16::saturating_add);
            let falls = stays
                .iter()
                .copied()
                .filter(|index| self.columns[*index].falls > 0)
                .max_by_key(|index| self.columns[*index].falls);
            let goes =
                falls.filter(|index| shortens || self.columns[*index].falls >= MATTERS_LITTLE);
            match goes {
                _ if needed <= room => return self.shared_out(&stays, &wanted, room),
                Some(falls) => stays.retain(|index| *index != falls),
                None if !shortens => shortens = true,
                None => return self.shared_out(&stays, &wanted, room),
            }
        }
    }

    /// Room for the columns that stay: what each needs at the least, then what its usual cells need, then what its longest
    /// one does; first those that tell rows apart, last those that matter little.
    fn shared_out(&self, stays: &[usize], wanted: &[Wanted], room: u16) -> Vec<Option<u16>> {
        let mut widths = vec![None; self.columns.len()];
        for index in stays {
            widths[*index] = Some(wanted[*index].least);
        }
        let gaps = GAP * u16::try_from(stays.len().saturating_sub(1)).unwrap_or(0);
        let used = widths.iter().flatten().copied();
        let mut spare = room.saturating_sub(used.fold(gaps, u16::saturating_add));
        let rank = |index: &usize| match self.columns[*index].sizing {
            _ if self.columns[*index].falls >= MATTERS_LITTLE => Rank::Little,
            Sizing::Telling(_) => Rank::Telling,
            Sizing::Exact(_) | Sizing::Flexible(_) => Rank::Other,
        };
        let usual = |index: usize| wanted[index].usual;
        let whole = |index: usize| wanted[index].whole;
        for wanted in [&usual as &dyn Fn(usize) -> u16, &whole] {
            for of in [Rank::Telling, Rank::Other, Rank::Little] {
                let alike = stays.iter().copied().filter(|index| rank(index) == of);
                spare = filled_up(&mut widths, &alike.collect::<Vec<_>>(), wanted, spare);
            }
        }
        widths
    }

    /// What a column wants, by what stands in it on screen.
    fn wanted(&self, index: usize) -> Wanted {
        let column = &self.columns[index];
        let cells = self
            .rows
            .iter()
            .flatten()
            .filter_map(|row| row.cells.get(index));
        // A cell without a word says nothing of its column.
        let mut cells: Vec<u16> = cells.map(line_width).filter(|wide| *wide > 1).collect();
        cells.sort_unstable();
        let heading = width(&column.heading());
        let whole = cells.last().copied().unwrap_or(0).max(heading);
        let middle = cells.get(cells.len().saturating_sub(1) / 2);
        let middle = middle.copied().unwrap_or(0);
        let no_exception = middle.saturating_add(middle / 2).max(EXCEPTION);
        let usual = cells.partition_point(|wide| *wide <= no_exception);
        // More than a few that are as long are no exceptions.
        let few = (cells.len() / 8).max(1);
        let usual = if cells.len() - usual <= few {
            usual.checked_sub(1).map_or(0, |last| cells[last])
        } else {
            whole
        };
        let usual = usual.max(heading).min(whole);
        if let Some(chosen) = column.chosen {
            return Wanted {
                least: chosen,
                usual: chosen,
                whole: chosen,
            };
        }
        match column.sizing {
            Sizing::Exact(least) => Wanted {
                least: whole.max(least),
                usual: whole.max(least),
                whole: whole.max(least),
            },
            Sizing::Flexible(least) | Sizing::Telling(least) => Wanted {
                least: least.min(whole),
                usual: usual.max(least.min(whole)),
                whole,
            },
        }
    }

    /// Columns that the longest cell of a column on screen takes.
    fn natural_width(&self, index: usize) -> u16 {
        let rows = self.rows.iter().flatten();
        let cells = rows.filter_map(|row| row.cells.get(index));
        cells.map(line_width).max().unwrap_or(0)
    }

    fn draw_heading(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        (widths, focus): (&[Option<u16>], Option<usize>),
        context: &Context,
    ) {
        let mut x = line.x + GUTTER;
        for (index, (column, width)) in self.columns.iter().zip(widths).enumerate() {
            let Some(width) = width else { continue };
            let place = Rect::new(x, line.y, *width, 1).intersection(before_scroll_bar(line));
            let heading = column.heading().to_uppercase();
            let heading = heading.replace('▲', ascii::up(context.ascii));
            let heading = cut(&heading, place.width);
            let style = if focus == Some(index) {
                canvas.paint(place, context.palette.selected);
                context.palette.selected.patch(FOCUSED)
            } else {
                context.palette.heading
            };
            if column.flush_right {
                canvas.print_right(place, &heading, style);
            } else {
                canvas.print(place, &heading, style);
            }
            canvas.hit(place, Hit::Column(column.place));
            x += width + GAP;
        }
        if focus.is_some() {
            self.draw_beyond(canvas, line, widths, context);
        }
    }

    fn draw_row(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        index: usize,
        (row, shortened): (Option<&Row<'_>>, &[Option<String>]),
        (widths, focus): (&[Option<u16>], Option<usize>),
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
        let cells = row.cells.iter().enumerate();
        for ((column, width), (at, cell)) in self.columns.iter().zip(widths).zip(cells) {
            let Some(width) = width else { continue };
            let short = shortened.get(at).and_then(Option::as_ref);
            let short = short.map(|text| in_its_styles(text, cell));
            let cell = short.as_ref().unwrap_or(cell);
            let place = Rect::new(x, line.y, *width, 1).intersection(before_scroll_bar(line));
            let mut cell = fitted(cell, place.width);
            if under_cursor {
                cell = cell.patch_style(palette.selected);
            }
            if under_cursor && focus == Some(at) {
                cell = cell.patch_style(FOCUSED);
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

/// Gives the spare room to some columns, always to the narrowest that wants more; answers what is left.
fn filled_up(
    widths: &mut [Option<u16>],
    columns: &[usize],
    wanted: impl Fn(usize) -> u16,
    mut spare: u16,
) -> u16 {
    while spare > 0 {
        let wants = |index: &&usize| widths[**index].is_some_and(|wide| wide < wanted(**index));
        // Of two that are as wide, the one at the right: an address is of more use whole than a name is.
        let narrowest = columns.iter().rev().filter(wants);
        let Some(index) = narrowest.min_by_key(|index| widths[**index]) else {
            break;
        };
        widths[*index] = widths[*index].map(|wide| wide + 1);
        spare -= 1;
    }
    spare
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
    let widths = line.spans.iter().map(|span| width(&span.content));
    widths.fold(0, u16::saturating_add)
}

/// A shortened text: its beginning in the style of the line's first part, the rest in that of its last.
fn in_its_styles(text: &str, of: &Line<'_>) -> Line<'static> {
    let style = of.spans.last().map(|span| span.style).unwrap_or_default();
    let first = of.spans.first().filter(|_| of.spans.len() > 1);
    let head = first.and_then(|first| Some((first.style, text.strip_prefix(&*first.content)?)));
    match (head, first) {
        (Some((own, rest)), Some(first)) => Line::from(vec![
            Span::styled(first.content.clone().into_owned(), own),
            Span::styled(rest.to_owned(), style),
        ]),
        _ => Line::from(Span::styled(text.to_owned(), style)),
    }
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
mod tests;
