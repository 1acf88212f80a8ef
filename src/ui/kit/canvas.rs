//! Where layers draw: a frame that cleans every text and remembers what lies where, for the mouse.
//!
//! Drawing changes nothing but the frame; what was drawn where goes back to the app as [`Hits`].

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::command::Command;
use crate::sanitise::visible as clean;
use crate::ui::kit::arranged::{Arrangement, ShownTable};

/// Something on screen that a click can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A command.
    Command(Command),
    /// An entry of a list, by its position in the whole list.
    Row(usize),
    /// A heading of a table, by its column.
    Column(usize),
    /// A tab of the screen.
    Tab(usize),
    /// A button or field, by its position.
    Control(usize),
    /// The toast.
    Toast,
    /// An overlay, where nothing of it can be clicked.
    Inside,
    /// Beside an overlay.
    Outside,
}

/// What lies where on the last frame.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    places: Vec<(Rect, Hit)>,
    /// The table of the screen.
    table: Option<Box<ShownTable>>,
}

impl Hits {
    /// The table of the screen, as it was drawn.
    pub fn table(&self) -> Option<&ShownTable> {
        self.table.as_deref()
    }

    /// What lies at a column and row; what was drawn last lies on top.
    pub fn at(&self, column: u16, row: u16) -> Option<Hit> {
        let position = Position::new(column, row);
        let found = self
            .places
            .iter()
            .rev()
            .find(|(area, _)| area.contains(position));
        found.map(|(_, hit)| *hit)
    }
}

/// A frame being drawn.
pub struct Canvas<'a, 'b> {
    frame: &'a mut Frame<'b>,
    hits: Hits,
    /// How the next table is arranged; none where it is drawn as it is.
    arrangement: Option<Arrangement>,
}

impl<'a, 'b> Canvas<'a, 'b> {
    /// Begins to draw on a frame.
    pub fn new(frame: &'a mut Frame<'b>) -> Self {
        Self {
            frame,
            hits: Hits::default(),
            arrangement: None,
        }
    }

    /// Has the first table that is drawn from now on arranged as somebody wants it; with none, every one is drawn as it is.
    pub fn arrange(&mut self, arrangement: Option<Arrangement>) {
        self.arrangement = arrangement;
    }

    /// How a table that is drawn now is arranged. The next one is drawn as it is.
    pub fn arrangement(&mut self) -> Option<Arrangement> {
        self.arrangement.take()
    }

    /// Remembers what of the table of the screen was drawn.
    pub fn show_table(&mut self, table: ShownTable) {
        self.hits.table = Some(Box::new(table));
    }

    /// Ends the drawing: lays the theme's ground under what nobody coloured, sweeps the frame and says what lies where.
    pub fn finish(self, ground: Style) -> Hits {
        let buffer = self.frame.buffer_mut();
        for cell in &mut buffer.content {
            if let (Color::Reset, Some(ink)) = (cell.fg, ground.fg) {
                cell.fg = ink;
            }
            if let (Color::Reset, Some(paper)) = (cell.bg, ground.bg) {
                cell.bg = paper;
            }
        }
        crate::ui::shell::sanitise::sweep(buffer);
        self.hits
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        self.frame.area()
    }

    /// Draws a widget of the library, as far as the area lies inside the frame: a terminal may have become smaller than the
    /// screen that is being drawn. Text given to it is swept, not cleaned.
    pub fn widget(&mut self, widget: impl Widget, area: Rect) {
        let area = area.intersection(self.frame.area());
        self.frame.render_widget(widget, area);
    }

    /// What is drawn so far.
    pub fn drawn(&mut self) -> &Buffer {
        self.frame.buffer_mut()
    }

    /// Remembers that a click on an area means something.
    pub fn hit(&mut self, area: Rect, hit: Hit) {
        self.hits.places.push((area, hit));
    }

    /// Writes a text at the beginning of an area's first line, cut at its end, and answers how wide it was.
    pub fn print(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        self.line(area, &Line::from(Span::styled(text.to_owned(), style)))
    }

    /// Writes a line at the beginning of an area's first line, cut at its end, and answers how wide it was.
    pub fn line(&mut self, area: Rect, line: &Line<'_>) -> u16 {
        let area = area.intersection(self.frame.area());
        if area.is_empty() {
            return 0;
        }
        let cleaned: Vec<_> = line
            .spans
            .iter()
            .map(|span| Span::styled(clean(&span.content), span.style))
            .collect();
        let cleaned = Line::from(cleaned).style(line.style);
        let (end, _) = self
            .frame
            .buffer_mut()
            .set_line(area.x, area.y, &cleaned, area.width);
        end - area.x
    }

    /// Writes a text so that it ends at the end of an area's first line, and answers the part it takes.
    pub fn print_right(&mut self, area: Rect, text: &str, style: Style) -> Rect {
        let text = cut(text, area.width);
        let width = width(&text);
        let part = Rect::new(area.right().saturating_sub(width), area.y, width, 1);
        self.print(part, &text, style);
        part
    }

    /// Writes a text over as many lines as it takes and answers how many fit. What goes on beyond the last one says so.
    pub fn paragraph(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let mut drawn = 0;
        let lines = wrap(text, area.width);
        for (row, line) in area.rows().zip(&lines) {
            drawn += 1;
            if drawn == area.height && lines.len() > usize::from(drawn) {
                self.print(row, &cut(&format!("{line} …"), row.width), style);
            } else {
                self.print(row, line, style);
            }
        }
        drawn
    }

    /// Writes lines one under the other and answers how many fit.
    pub fn lines<'l>(&mut self, area: Rect, lines: impl IntoIterator<Item = &'l Line<'l>>) -> u16 {
        let mut drawn = 0;
        for (line, row) in lines.into_iter().zip(area.rows()) {
            self.line(row, line);
            drawn += 1;
        }
        drawn
    }

    /// Draws a rule over the first line of an area.
    pub fn rule(&mut self, area: Rect, style: Style) {
        let rule = "─".repeat(usize::from(area.width));
        self.print(area, &rule, style);
    }

    /// Paints an area in a style, whatever stands there.
    pub fn paint(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.frame.area());
        self.frame.buffer_mut().set_style(area, style);
    }

    /// Clears an area for something that lies above the screen.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.frame.area());
        let buffer = self.frame.buffer_mut();
        // The right half of a wide letter cut off at the left edge would show its left half.
        if area.x > 0 {
            for y in area.top()..area.bottom() {
                if let Some(cell) = buffer.cell_mut((area.x - 1, y))
                    && cell.symbol().width() > 1
                {
                    cell.set_symbol(" ");
                }
            }
        }
        for position in area.positions() {
            if let Some(cell) = buffer.cell_mut(position) {
                cell.reset();
            }
        }
    }

    /// Draws a box with a title, cleared within, and answers its inside.
    pub fn boxed(&mut self, area: Rect, title: &str, border: Style, heading: Style) -> Rect {
        self.clear(area);
        if area.width < 4 || area.height < 2 {
            return Rect::ZERO;
        }
        let inner = usize::from(area.width - 2);
        let top = format!("┌{}┐", "─".repeat(inner));
        let bottom = format!("└{}┘", "─".repeat(inner));
        let rows: Vec<_> = area.rows().collect();
        for (index, row) in rows.iter().enumerate() {
            if index == 0 {
                self.print(*row, &top, border);
            } else if index + 1 == rows.len() {
                self.print(*row, &bottom, border);
            } else {
                self.print(*row, "│", border);
                let last = Rect::new(row.right() - 1, row.y, 1, 1);
                self.print(last, "│", border);
            }
        }
        if !title.is_empty() {
            let place = Rect::new(area.x + 2, area.y, area.width.saturating_sub(4), 1);
            let title = format!(" {} ", cut(title, place.width.saturating_sub(2)));
            self.print(
                Rect {
                    x: area.x + 1,
                    ..place
                },
                &title,
                heading,
            );
        }
        self.hit(area, Hit::Inside);
        Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
    }

    /// Shows the terminal's own cursor.
    pub fn cursor(&mut self, column: u16, row: u16) {
        self.frame.set_cursor_position((column, row));
    }
}

/// Columns a text takes on screen.
pub fn width(text: &str) -> u16 {
    u16::try_from(clean(text).width()).unwrap_or(u16::MAX)
}

/// The text if it fits, else its beginning and `…`.
pub fn cut(text: &str, columns: u16) -> String {
    let text = clean(text);
    if text.width() <= usize::from(columns) {
        return text.into_owned();
    }
    let room = usize::from(columns).saturating_sub(1);
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let next = grapheme.width();
        if used + next > room {
            break;
        }
        kept.push_str(grapheme);
        used += next;
    }
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// The text if it fits, else `…` and its end.
pub fn cut_start(text: &str, columns: u16) -> String {
    let text = clean(text);
    if text.width() <= usize::from(columns) {
        return text.into_owned();
    }
    let room = usize::from(columns).saturating_sub(1);
    let mut kept = Vec::new();
    let mut used = 0;
    for grapheme in text.graphemes(true).rev() {
        used += grapheme.width();
        if used > room {
            break;
        }
        kept.push(grapheme);
    }
    if columns > 0 {
        kept.push("…");
    }
    kept.into_iter().rev().collect()
}

/// The text in lines of at most so many columns, broken between words; words that are too long are broken anywhere.
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let columns = usize::from(columns.max(1));
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let word = clean(word);
            let gap = usize::from(!line.is_empty());
            if line.width() + gap + word.width() <= columns {
                if gap > 0 {
                    line.push(' ');
                }
                line.push_str(&word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for grapheme in word.graphemes(true) {
                if line.width() + grapheme.width() > columns {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(grapheme);
            }
        }
        lines.push(line);
    }
    lines
}

/// An area of at most the given size in the middle of another.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    )
}

/// The text of a frame, line by line, without spaces at their ends.
pub fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let line = |y: u16| {
        let mut line = String::new();
        let mut x = area.x;
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += width(symbol).max(1);
        }
        line.trim_end().to_owned()
    };
    (area.top()..area.bottom()).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_never_splits_a_wide_letter() {
        assert_eq!(cut("漢字漢字", 8), "漢字漢字");
        assert_eq!(cut("漢字漢字", 6), "漢字…");
        assert_eq!(cut("漢字漢字", 5), "漢字…");
        assert_eq!(cut("abc", 0), "");
        assert_eq!(cut_start("漢字漢字", 6), "…漢字");
        assert_eq!(cut_start("one > two", 6), "…> two");
    }

    #[test]
    fn wrapping_breaks_between_words_and_within_one_that_is_too_long() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
    }

    #[test]
    fn what_is_drawn_last_is_hit_first() {
        let hits = Hits {
            places: vec![
                (Rect::new(0, 0, 10, 10), Hit::Row(1)),
                (Rect::new(2, 2, 2, 2), Hit::Inside),
            ],
            table: None,
        };
        assert_eq!(hits.at(3, 3), Some(Hit::Inside));
        assert_eq!(hits.at(5, 5), Some(Hit::Row(1)));
        assert_eq!(hits.at(10, 10), None);
    }
}
