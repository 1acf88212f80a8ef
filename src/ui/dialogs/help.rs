//! Help: every command that works here, with its keys and one sentence. What is typed looks for one; Enter does it.
//!
//! ```text
//! ┌ Help · People > Users ─────────────────────────────┐
//! │ › hold                                             │
//! │   h  Place legal hold: keeps somebody from …       │
//! │ ▌ H  Lift legal hold: …                            │
//! │      Full admins only.                             │
//! └────────────────────────────────────────────────────┘
//! ```
//!
//! What cannot be done now is dimmed, with the reason.

use ratatui::layout::Rect;
use tui_input::Input as Line;

use crate::command::finding::{Fit, Sought};
use crate::command::{self, Command, Row, Scope};
use crate::domain::reason::Reason;
use crate::say;
use crate::wording;

use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, centred, cut, width, wrap};
use crate::ui::kit::form::{draw_text, request, type_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};

/// Columns that the box takes at the most.
const WIDEST: u16 = 96;
/// Columns that keys take at the most.
const WIDEST_KEYS: u16 = 24;
/// Columns after the keys.
const GAP: u16 = 2;
/// Columns before the keys, for the sign of the cursor.
const SIGN: u16 = 2;

/// A command that works here.
struct Entry {
    row: &'static Row,
    keys: String,
    said: String,
    refusal: Option<Reason>,
}

/// The help of a scope.
pub struct Help {
    title: String,
    line: Line,
    entries: Vec<Entry>,
    /// Positions of those that were found, best first.
    found: Vec<usize>,
    cursor: usize,
}

impl Help {
    /// The help of a scope, under the name of its place. `obstacle` says why a command does not apply; the role is asked
    /// here.
    pub fn new(
        scope: Scope,
        title: impl Into<String>,
        context: &Context,
        obstacle: impl Fn(Command) -> Option<Reason>,
    ) -> Self {
        let entry = |row: &'static Row| {
            let keys: Vec<String> = context.keys(row).map(|key| key.to_string()).collect();
            let (name, sentence) = (row.name(&context.texts), row.sentence(&context.texts));
            Entry {
                row,
                keys: keys.join(" "),
                said: format!("{name}: {sentence}"),
                refusal: context
                    .refusal(row.permission)
                    .or_else(|| context.masked(row.command))
                    .or_else(|| obstacle(row.command)),
            }
        };
        let entries: Vec<Entry> = command::in_scope(scope).map(entry).collect();
        Self {
            title: title.into(),
            line: Line::default(),
            found: (0..entries.len()).collect(),
            entries,
            cursor: 0,
        }
    }

    fn search(&mut self, context: &Context) {
        self.cursor = 0;
        let typed = self.line.value().trim();
        let sought = Sought::new(typed);
        let entries = self.entries.iter().enumerate();
        let mut found: Vec<(Option<Fit>, usize)> = entries
            .filter_map(|(index, entry)| {
                let is_key = entry.keys.split(' ').any(|key| key == typed);
                let fit = sought.fit(entry.row, &context.texts);
                let fit = is_key.then_some(Fit::Exact).or(fit);
                (fit.is_some() || sought.begins(&entry.said)).then_some((fit, index))
            })
            .collect();
        if !sought.is_empty() {
            found.sort_by_key(|(fit, index)| (std::cmp::Reverse(*fit), *index));
        }
        self.found = found.into_iter().map(|(_, index)| index).collect();
    }

    fn pick(&self, at: usize, out: &mut Out) {
        let Some(entry) = self.found.get(at).and_then(|it| self.entries.get(*it)) else {
            return;
        };
        if let Some(reason) = &entry.refusal {
            out.refuse(reason.clone());
            return;
        }
        out.wish(Wish::Close);
        out.wish(Wish::Command(entry.row.command));
    }

    /// The lines of what was found, each with the place of its entry among the found; what holds everywhere at the end.
    fn lines(&self, wide: u16, context: &Context) -> Vec<(Option<usize>, String)> {
        let room = wide.saturating_sub(self.columns() + SIGN + 1);
        let mut lines = Vec::new();
        for (at, index) in self.found.iter().enumerate() {
            let Some(entry) = self.entries.get(*index) else {
                continue;
            };
            let refusal = entry.refusal.as_ref();
            let refusal = refusal.map(|reason| wording::reason(&context.texts, reason));
            let said = wrap(&entry.said, room).into_iter();
            let refused = refusal.into_iter().flat_map(|it| wrap(&it, room));
            lines.extend(said.chain(refused).map(|line| (Some(at), line)));
        }
        let texts = &context.texts;
        if self.found.is_empty() {
            lines.push((None, say!(texts, "help-nothing")));
        }
        lines.push((None, String::new()));
        let everywhere = wrap(&say!(texts, "help-everywhere"), wide);
        lines.extend(everywhere.into_iter().map(|line| (None, line)));
        lines
    }

    /// Columns of the keys: as wide as the widest, and a gap.
    fn columns(&self) -> u16 {
        let keys = self.entries.iter().map(|entry| width(&entry.keys));
        keys.max().unwrap_or(0).min(WIDEST_KEYS) + GAP
    }

    fn draw_line(
        &self,
        canvas: &mut Canvas<'_, '_>,
        row: Rect,
        (at, said): (usize, &str),
        is_first: bool,
        context: &Context,
    ) {
        let palette = &context.palette;
        let entry = self.found.get(at).and_then(|it| self.entries.get(*it));
        let Some(entry) = entry else {
            return;
        };
        canvas.hit(row, Hit::Control(at));
        let (mut ink, mut key) = if entry.refusal.is_some() {
            (palette.dim, palette.dim)
        } else {
            (palette.text, palette.key)
        };
        if at == self.cursor {
            (ink, key) = (ink.patch(palette.selected), key.patch(palette.selected));
            canvas.paint(row, ink);
            canvas.print(row, "▌", ink);
        }
        let after = |columns: u16| Rect {
            x: row.x + columns,
            width: row.width.saturating_sub(columns),
            ..row
        };
        if is_first {
            let keys = cut(&entry.keys, self.columns() - GAP);
            canvas.print(after(SIGN), &keys, key);
        }
        canvas.print(after(SIGN + self.columns()), said, ink);
    }
}

impl Layer for Help {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↑↓".to_owned(), say!(texts, "hint-move")),
            ("↵".to_owned(), say!(texts, "hint-choose")),
            ("Esc".to_owned(), say!(texts, "hint-close")),
        ]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let last = self.found.len().saturating_sub(1);
        match input {
            // The key that opened it closes it, as long as nothing is being typed.
            Input::Key(Key::Char('?')) if self.line.value().is_empty() => out.wish(Wish::Close),
            Input::Key(Key::Esc | Key::Function(1)) | Input::Click(Hit::Outside) => {
                out.wish(Wish::Close);
            }
            Input::Key(Key::Enter) => self.pick(self.cursor, out),
            Input::Key(Key::Up | Key::BackTab) => self.cursor = self.cursor.saturating_sub(1),
            Input::Key(Key::Down | Key::Tab) => self.cursor = (self.cursor + 1).min(last),
            Input::Key(Key::PageUp) => self.cursor = self.cursor.saturating_sub(10),
            Input::Key(Key::PageDown) => self.cursor = (self.cursor + 10).min(last),
            Input::Wheel(rows) => {
                let moved = self.cursor.saturating_add_signed(isize::from(*rows));
                self.cursor = moved.min(last);
            }
            Input::Click(Hit::Control(at)) => self.pick(*at, out),
            Input::Click(_) => {}
            Input::Paste(text) => {
                type_in(&mut self.line, text);
                self.search(context);
            }
            Input::Key(key) => {
                let Some(request) = request(*key) else {
                    return Handled::No;
                };
                self.line.handle(request);
                self.search(context);
            }
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let wide = WIDEST.min(area.width.saturating_sub(4));
        let lines = self.lines(wide.saturating_sub(4), context);
        let tall = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(3);
        let place = centred(area, wide, tall.min(area.height.saturating_sub(3)));
        let inside = canvas.boxed(place, &self.title, palette.rule, palette.strong);
        let mut rows = inside.rows();
        if let Some(row) = rows.next() {
            canvas.print(row, "›", palette.key);
            let typed = Rect {
                x: row.x + SIGN,
                width: row.width.saturating_sub(SIGN),
                ..row
            };
            draw_text(canvas, typed, &self.line, false, true, context);
        }
        let tall = usize::from(inside.height.saturating_sub(1));
        let is_chosen = |(at, _): &(Option<usize>, String)| *at == Some(self.cursor);
        // Of what is under the cursor every line is in sight; at its end, what holds everywhere too.
        let is_last = self.cursor + 1 >= self.found.len();
        let end = lines.iter().rposition(is_chosen).filter(|_| !is_last);
        let end = end.map_or(if self.cursor > 0 { lines.len() } else { 0 }, |it| it + 1);
        let top = end.saturating_sub(tall);
        let mut before = top
            .checked_sub(1)
            .and_then(|it| lines.get(it))
            .and_then(|(at, _)| *at);
        for (row, (at, said)) in rows.zip(lines.iter().skip(top)) {
            match at {
                Some(at) => {
                    let is_first = before != Some(*at);
                    self.draw_line(canvas, row, (*at, said), is_first, context);
                }
                None => {
                    canvas.print(row, said, palette.dim);
                }
            }
            before = *at;
        }
        if lines.len() > top + tall {
            let last = Rect::new(inside.right(), inside.bottom().saturating_sub(1), 1, 1);
            canvas.print(last, "▼", palette.key);
        }
    }
}
