//! A screen's list: its rows as they come in pages, what is said while there are none, and the table they make.

use ratatui::layout::Rect;

use crate::domain::query::Query;
use crate::domain::{Page, Window};
use crate::say;

use super::list::List;
use super::table::{Column, Row, Table, rows_in};
use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, width, wrap};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Asked, Out};

/// Columns before and after what is said instead of rows.
const MARGIN: u16 = 3;

/// A list, the question whose answer it shows, and whether there was one yet.
#[derive(Debug, Clone)]
pub struct Listing<T, K> {
    /// Its rows.
    pub list: List<T, K>,
    /// The question for them.
    pub asked: Asked,
    loaded: bool,
}

impl<T: Clone, K: PartialEq> Listing<T, K> {
    /// An empty list that nobody has asked for.
    pub fn new(key: fn(&T) -> K) -> Self {
        Self {
            list: List::new(key),
            asked: Asked::default(),
            loaded: false,
        }
    }

    /// Whether an answer came.
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// Asks for the page on screen.
    pub fn ask(
        &mut self,
        query: impl FnOnce(Page) -> Query,
        height: u16,
        context: &Context,
        out: &mut Out,
    ) {
        let page = self.list.page(height);
        self.asked.load(query(page), context, out);
    }

    /// Takes a page; answers whether another one must be asked for, because the rows have moved.
    pub fn receive(&mut self, page: &Window<T>, height: u16) -> bool {
        self.loaded = true;
        self.list.receive_page(page, height)
    }

    /// Becomes empty, because another list is asked for.
    pub fn clear(&mut self, height: u16) {
        self.loaded = false;
        self.list.rewind();
        self.list.receive_all(Vec::new(), height);
    }

    /// Draws the table, or says that there is nothing or that it is still waited for.
    pub fn draw(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        columns: Vec<Column>,
        row: impl for<'r> Fn(&'r T) -> Row<'r>,
        empty: impl FnOnce() -> String,
        context: &Context,
    ) {
        if self.list.total() > 0 {
            Table::of(&self.list, area, columns, row).draw(canvas, area, context);
            return;
        }
        let text = match (self.loaded, self.asked.is_slow(context)) {
            (true, _) => empty(),
            (false, true) => say!(context.texts, "loading"),
            (false, false) => return,
        };
        say_none(canvas, area, &text, context);
    }
}

/// Says in the place of a table why it has no rows.
pub fn say_none(canvas: &mut Canvas<'_, '_>, area: Rect, text: &str, context: &Context) {
    let place = Rect {
        x: area.x + MARGIN,
        width: area.width.saturating_sub(2 * MARGIN),
        ..area
    };
    canvas.paragraph(place, text, context.palette.dim);
}

/// How many rows a screen shows that keeps so many lines below its table.
pub fn rows_above(below: u16, context: &Context) -> u16 {
    rows_in(context.body().height.saturating_sub(1 + below)).max(1)
}

/// Where the table of such a screen lies, below a line that is free; where so many lines are that are about its selected
/// row; and where the rest of the lines are.
pub fn above_lines(area: Rect, below: u16, about_row: u16) -> [Rect; 3] {
    let table = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1 + below),
        ..area
    };
    let about = Rect {
        x: area.x + MARGIN,
        y: table.bottom() + 1,
        width: area.width.saturating_sub(2 * MARGIN),
        height: about_row,
    };
    let rest = Rect {
        y: about.bottom(),
        height: below.saturating_sub(1 + about_row),
        ..about
    };
    [table, about, rest]
}

/// Where a box lies that takes the whole body.
pub fn over_the_body(context: &Context) -> Rect {
    let body = context.body();
    Rect {
        x: body.x + 1,
        width: body.width.saturating_sub(2),
        ..body
    }
}

/// Draws such a box with so many lines below its table; answers its inside and where the table lies, or nothing while there
/// is no answer to show yet.
pub fn boxed(
    canvas: &mut Canvas<'_, '_>,
    title: &str,
    (is_loaded, is_slow): (bool, bool),
    below: u16,
    context: &Context,
) -> Option<[Rect; 2]> {
    if !is_loaded && !is_slow {
        return None;
    }
    let palette = &context.palette;
    let inside = canvas.boxed(over_the_body(context), title, palette.rule, palette.strong);
    if !is_loaded {
        canvas.print(inside, &say!(context.texts, "loading"), palette.dim);
        return None;
    }
    let table = Rect {
        x: inside.x - 1,
        width: inside.width + 1,
        height: inside.height.saturating_sub(below),
        ..inside
    };
    Some([inside, table])
}

/// Where a text stands below the table of such a box: where it needs more lines than are kept for it, it begins higher, in
/// the lines that a short list leaves free, and `kept` lines at the end are left to others.
pub fn below(text: &str, (inside, table): (Rect, Rect), rows: usize, kept: u16) -> Rect {
    let needed = u16::try_from(wrap(text, inside.width).len()).unwrap_or(u16::MAX);
    let end = inside.bottom().saturating_sub(kept);
    let usual = table.bottom() + 1;
    // The heads of the columns, the rows, and a line between.
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let first_free = table.y.saturating_add(2).saturating_add(rows);
    let begin = end.saturating_sub(needed).max(first_free).min(usual);
    Rect {
        y: begin,
        height: end.saturating_sub(begin),
        ..inside
    }
}

/// Lines below a text, wrapped where all of it has room, else as they are.
pub fn wrapped(
    lines: &[String],
    text: &str,
    (inside, table): (Rect, Rect),
    rows: usize,
) -> Vec<String> {
    let parts = |line: &String| {
        if width(line) <= inside.width {
            vec![line.clone()]
        } else {
            wrap(line, inside.width)
        }
    };
    let whole: Vec<String> = lines.iter().flat_map(parts).collect();
    let free = usize::from(inside.bottom().saturating_sub(table.y + 2)).saturating_sub(rows);
    let below = usize::from(inside.bottom().saturating_sub(table.bottom() + 1));
    if whole.len() + wrap(text, inside.width).len() <= free.max(below) {
        whole
    } else {
        lines.to_vec()
    }
}

/// How many rows such a box shows with so many lines below its table.
pub fn rows_over_the_body(below: u16, context: &Context) -> u16 {
    let inside = over_the_body(context).height.saturating_sub(2 + below);
    rows_in(inside).max(1)
}

/// The keys of such a box whose rows are only looked at.
pub fn hints(context: &Context) -> Vec<(String, String)> {
    let texts = &context.texts;
    vec![
        ("↑↓".to_owned(), say!(texts, "hint-move")),
        ("PgDn".to_owned(), say!(texts, "hint-page")),
        ("Esc".to_owned(), say!(texts, "hint-close")),
    ]
}

/// Whether an input closes it.
pub const fn is_closed_by(input: &Input) -> bool {
    matches!(
        input,
        Input::Key(Key::Esc | Key::Enter | Key::Left) | Input::Click(Hit::Outside)
    )
}
