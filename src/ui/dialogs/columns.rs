//! Which columns a table has, in which order, how wide.
//!
//! ```text
//! ┌ Columns ───────────────────────────────┐
//! │   [×] Name                             │
//! │ ▌ [×] Email                      24    │
//! │   [ ] Job title                        │
//! └────────────────────────────────────────┘
//!  space shown  Shift-↑↓ move  ←→ width  u as usual  ↵ keep  Esc close
//! ```
//!
//! Nothing changes until it is kept.

use ratatui::layout::Rect;

use crate::command::key::Key;
use crate::domain::view::{ColumnChoice, TableName, WIDTHS};
use crate::say;
use crate::ui::kit::arranged::{ShownColumn, ShownTable};
use crate::ui::kit::canvas::{Canvas, Hit, centred, cut, width};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};
use crate::ui::shell::toast::Toast;

/// Columns of the box beside the longest name: the sign, the tick and the width.
const BESIDE: u16 = 20;

/// The columns of a table, being chosen.
pub struct Columns {
    table: TableName,
    chosen: Vec<ShownColumn>,
    cursor: usize,
}

/// The columns as a view says them; those that cannot be named are not among them.
pub fn choices(columns: &[ShownColumn]) -> Vec<ColumnChoice> {
    let named = columns.iter().filter(|column| !column.code.is_empty());
    let choice = |column: &ShownColumn| ColumnChoice {
        code: column.code.clone(),
        shown: column.shown,
        width: column.chosen,
    };
    named.map(choice).collect()
}

/// A column that is one column of the terminal wider or narrower than it stands.
pub fn resized(column: &ShownColumn, by: i16) -> u16 {
    let stands = column.chosen.or(column.width).unwrap_or(*WIDTHS.start());
    let wanted = stands.saturating_add_signed(by);
    wanted.clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// Whether a column can be hidden: not the last of those that tell rows apart, nor the last of all.
pub fn can_hide(columns: &[ShownColumn], column: usize) -> bool {
    let has_tells = columns.iter().any(|one| one.tells);
    let mut others = columns.iter().enumerate();
    others.any(|(at, one)| at != column && one.shown && (one.tells || !has_tells))
}

impl Columns {
    /// The columns of a table as they stand.
    pub fn new(table: TableName, shown: &ShownTable) -> Self {
        Self {
            table,
            chosen: shown.columns.clone(),
            cursor: shown.focus.unwrap_or_default(),
        }
    }

    fn turn(&mut self, index: usize, context: &Context, out: &mut Out) {
        let hides = self.chosen.get(index).is_some_and(|one| one.shown);
        if hides && !can_hide(&self.chosen, index) {
            out.toast(Toast::refused(say!(context.texts, "columns-last")));
        } else if let Some(column) = self.chosen.get_mut(index) {
            column.shown = !column.shown;
        }
    }

    fn shift(&mut self, down: bool) {
        let other = if down {
            self.cursor + 1
        } else {
            self.cursor.saturating_sub(1)
        };
        if other < self.chosen.len() {
            self.chosen.swap(self.cursor, other);
            self.cursor = other;
        }
    }

    fn resize(&mut self, by: i16) {
        if let Some(column) = self.chosen.get_mut(self.cursor) {
            column.chosen = Some(resized(column, by));
        }
    }
}

impl Layer for Columns {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("space".to_owned(), say!(texts, "hint-column-shown")),
            ("Shift-↑↓".to_owned(), say!(texts, "hint-column-move")),
            ("←→".to_owned(), say!(texts, "hint-column-width")),
            ("↵".to_owned(), say!(texts, "hint-columns-keep")),
            ("⌫".to_owned(), say!(texts, "hint-column-free")),
            ("u".to_owned(), say!(texts, "hint-columns-usual")),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ]
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let last = self.chosen.len().saturating_sub(1);
        match input {
            Input::Key(Key::Esc) | Input::Click(Hit::Outside) => out.wish(Wish::Close),
            Input::Key(Key::Enter) => {
                out.wish(Wish::Close);
                out.wish(Wish::Arrange(self.table, Some(choices(&self.chosen))));
            }
            Input::Key(Key::Char('u')) => {
                out.wish(Wish::Close);
                out.wish(Wish::Arrange(self.table, None));
            }
            Input::Key(Key::Up | Key::Char('k')) => self.cursor = self.cursor.saturating_sub(1),
            Input::Key(Key::Down | Key::Tab | Key::Char('j')) => {
                self.cursor = (self.cursor + 1).min(last);
            }
            Input::Key(Key::Home | Key::PageUp) => self.cursor = 0,
            Input::Key(Key::End | Key::PageDown) => self.cursor = last,
            Input::Key(Key::Char(' ')) => self.turn(self.cursor, context, out),
            Input::Key(Key::ShiftUp | Key::Char('K')) => self.shift(false),
            Input::Key(Key::ShiftDown | Key::Char('J')) => self.shift(true),
            Input::Key(Key::Left | Key::Char('-')) => self.resize(-1),
            Input::Key(Key::Right | Key::Char('+')) => self.resize(1),
            Input::Key(Key::Backspace | Key::Delete) => {
                if let Some(column) = self.chosen.get_mut(self.cursor) {
                    column.chosen = None;
                }
            }
            Input::Click(Hit::Control(index)) => {
                self.cursor = *index;
                self.turn(*index, context, out);
            }
            Input::Key(_) | Input::Click(_) | Input::Wheel(_) | Input::Paste(_) => {}
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let title = say!(context.texts, "command-table-columns");
        let names = self.chosen.iter().map(|column| width(&column.title));
        let wide = (names.max().unwrap_or(0) + BESIDE).clamp(40, area.width.saturating_sub(4));
        let tall = u16::try_from(self.chosen.len()).unwrap_or(u16::MAX);
        let tall = tall.saturating_add(2).min(area.height.saturating_sub(3));
        let inside = canvas.boxed(
            centred(area, wide, tall),
            &title,
            palette.rule,
            palette.strong,
        );
        let height = usize::from(inside.height.max(1));
        let top = (self.cursor + 1).saturating_sub(height);
        let shown = self.chosen.iter().enumerate().skip(top);
        for (line, (index, column)) in inside.rows().zip(shown) {
            let whole = Rect {
                x: line.x - 1,
                width: line.width + 2,
                ..line
            };
            let base = if column.shown {
                palette.text
            } else {
                palette.dim
            };
            let style = if index == self.cursor {
                canvas.paint(whole, palette.selected);
                canvas.print(whole, "▌", palette.selected);
                base.patch(palette.selected)
            } else {
                base
            };
            canvas.hit(whole, Hit::Control(index));
            let tick = if column.shown { "[×]" } else { "[ ]" };
            let label = Rect {
                x: line.x + 1,
                width: line.width.saturating_sub(6),
                ..line
            };
            let said = format!("{tick} {}", column.title);
            canvas.print(label, &cut(&said, label.width), style);
            if let Some(chosen) = column.chosen {
                canvas.print_right(line, &chosen.to_string(), style);
            }
        }
    }
}
