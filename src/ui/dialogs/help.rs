//! Help: every key that works here, in one sentence each.

use ratatui::layout::Rect;

use crate::command::{self, Row, Scope};
use crate::say;

use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, centred, cut, width, wrap};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};

/// The help of a scope.
pub struct Help {
    scope: Scope,
    title: String,
    top: usize,
}

impl Help {
    /// The help of a scope, under the name of its place.
    pub fn new(scope: Scope, title: impl Into<String>) -> Self {
        Self {
            scope,
            title: title.into(),
            top: 0,
        }
    }

    fn lines(&self, wide: u16, context: &Context) -> Vec<Told> {
        let mut lines = Vec::new();
        let room = wide.saturating_sub(self.columns(context) + 1);
        for row in command::in_scope(self.scope) {
            let said = format!(
                "{}: {}",
                row.name(&context.texts),
                row.sentence(&context.texts)
            );
            for (index, line) in wrap(&said, room).into_iter().enumerate() {
                let keys = if index == 0 {
                    keys(row, context)
                } else {
                    String::new()
                };
                lines.push(Told::Command(keys, line));
            }
        }
        let texts = &context.texts;
        lines.push(Told::Remark(String::new()));
        for line in wrap(&say!(texts, "help-everywhere"), wide) {
            lines.push(Told::Remark(line));
        }
        lines
    }

    /// Columns of the keys: as wide as the widest, and a gap.
    fn columns(&self, context: &Context) -> u16 {
        let keys = command::in_scope(self.scope).map(|row| width(&keys(row, context)));
        keys.max().unwrap_or(0).min(WIDEST) + GAP
    }
}

/// Columns that keys take at the most.
const WIDEST: u16 = 24;
/// Columns after the keys.
const GAP: u16 = 2;

/// The keys of a command.
fn keys(row: &'static Row, context: &Context) -> String {
    let keys: Vec<_> = context.keys(row).map(|key| key.to_string()).collect();
    keys.join(" ")
}

/// A line of the help.
enum Told {
    /// The keys of a command, on its first line, and what it does.
    Command(String, String),
    /// What holds everywhere, over the whole width.
    Remark(String),
}

impl Layer for Help {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↑↓".to_owned(), say!(texts, "hint-scroll")),
            ("Esc".to_owned(), say!(texts, "hint-close")),
        ]
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let last = self.lines(76, context).len().saturating_sub(5);
        match input {
            Input::Key(Key::Up) => self.top = self.top.saturating_sub(1),
            Input::Key(Key::Down) => self.top = (self.top + 1).min(last),
            Input::Key(Key::PageUp) => self.top = self.top.saturating_sub(10),
            Input::Key(Key::PageDown | Key::Char(' ')) => self.top = (self.top + 10).min(last),
            Input::Wheel(rows) => {
                self.top = self.top.saturating_add_signed(isize::from(*rows)).min(last);
            }
            Input::Key(_) | Input::Click(_) => out.wish(Wish::Close),
            Input::Paste(_) => {}
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let wide = 96.min(area.width.saturating_sub(4));
        let lines = self.lines(wide.saturating_sub(4), context);
        let columns = self.columns(context);
        let tall = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        let place = centred(area, wide, tall.min(area.height.saturating_sub(3)));
        let inside = canvas.boxed(place, &self.title, palette.rule, palette.strong);
        let top = self
            .top
            .min(lines.len().saturating_sub(usize::from(inside.height)));
        for (line, told) in inside.rows().zip(lines.iter().skip(top)) {
            let (keys, said) = match told {
                Told::Command(keys, said) => (keys, said),
                Told::Remark(said) => {
                    canvas.print(line, said, palette.dim);
                    continue;
                }
            };
            canvas.print(line, &cut(keys, columns - GAP), palette.key);
            let rest = Rect {
                x: line.x + columns,
                width: line.width.saturating_sub(columns),
                ..line
            };
            canvas.print(rest, said, palette.text);
        }
        if lines.len() > top + usize::from(inside.height) {
            let last = Rect::new(inside.right(), inside.bottom().saturating_sub(1), 1, 1);
            canvas.print(last, "▼", palette.key);
        }
    }
}
