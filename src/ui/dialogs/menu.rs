//! A menu of commands, or a choice of things. Entries that cannot be used are dimmed with the reason, never hidden.
//!
//! ```text
//! ┌ More ───────────────────────────┐
//! │ View/edit profile             ↵ │
//! │ Delete user     Full admins only│
//! └─────────────────────────────────┘
//! ```
//!
//! A reason that has no room beside its label stands below it, whole.

use ratatui::layout::Rect;

use crate::command::{self, Command, Risk};
use crate::domain::reason::Reason;
use crate::say;
use crate::wording;

use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, centred, cut, width, wrap};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Told, Wish};

/// Columns before a note that stands below its label.
const INDENT: u16 = 3;

/// Where a menu opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Beside a line of the screen, at its right end.
    Line(u16),
    /// Under **Me**.
    TopRight,
    /// In the middle.
    Middle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Command(Command),
    Choose(usize),
}

#[derive(Debug, Clone)]
struct Entry {
    label: String,
    note: String,
    keys: Vec<Key>,
    refusal: Option<Reason>,
    dangerous: bool,
    does: Does,
}

/// A menu.
pub struct Menu {
    title: String,
    purpose: Command,
    entries: Vec<Entry>,
    cursor: usize,
    anchor: Anchor,
}

impl Menu {
    /// A menu of the command table. `obstacle` says why a command does not apply; the role is asked here.
    pub fn of(
        menu: command::Menu,
        title: impl Into<String>,
        anchor: Anchor,
        context: &Context,
        obstacle: impl Fn(Command) -> Option<Reason>,
    ) -> Self {
        let entries: Vec<_> = command::menu(menu)
            .map(|row| {
                let refusal = context
                    .refusal(row.permission)
                    .or_else(|| context.masked(row.command))
                    .or_else(|| obstacle(row.command));
                let keys: Vec<Key> = context.keys(row).collect();
                Entry {
                    label: row.name(&context.texts),
                    note: keys.first().map(Key::to_string).unwrap_or_default(),
                    keys,
                    refusal,
                    dangerous: row.risk == Risk::Destroys,
                    does: Does::Command(row.command),
                }
            })
            .collect();
        // What can be done here stands under the cursor, not what cannot.
        let first = entries.iter().position(|entry| entry.refusal.is_none());
        Self {
            title: title.into(),
            purpose: Command::More,
            cursor: first.unwrap_or(0),
            entries,
            anchor,
        }
    }

    /// A choice among things: label and note of each. The screen gets the position under the given command.
    pub fn choice(
        purpose: Command,
        title: impl Into<String>,
        anchor: Anchor,
        options: impl IntoIterator<Item = (String, String)>,
        chosen: usize,
    ) -> Self {
        let entry = |(index, (label, note))| Entry {
            label,
            note,
            keys: Vec::new(),
            refusal: None,
            dangerous: false,
            does: Does::Choose(index),
        };
        let entries: Vec<_> = options.into_iter().enumerate().map(entry).collect();
        Self {
            title: title.into(),
            purpose,
            cursor: chosen.min(entries.len().saturating_sub(1)),
            entries,
            anchor,
        }
    }

    fn pick(&self, index: usize, out: &mut Out) {
        let Some(entry) = self.entries.get(index) else {
            return;
        };
        if let Some(reason) = &entry.refusal {
            out.refuse(reason.clone());
            return;
        }
        out.wish(Wish::Close);
        match entry.does {
            Does::Command(command) => out.wish(Wish::Command(command)),
            Does::Choose(index) => out.wish(Wish::Tell(Told::Chosen(self.purpose, index))),
        }
    }

    /// Where the menu stands, and the lines below the label of each entry.
    fn layout(&self, area: Rect, context: &Context) -> (Rect, Vec<Vec<String>>) {
        let widest = |of: &dyn Fn(&Entry) -> u16| self.entries.iter().map(of).max().unwrap_or(0);
        let labels = widest(&|entry| width(&entry.label));
        let notes = widest(&|entry| width(&note_of(entry, context)));
        let wide = (labels + notes + 8)
            .max(width(&self.title) + 8)
            .min(area.width.saturating_sub(4));
        let entries = self.entries.iter();
        let notes: Vec<_> = entries
            .map(|entry| below(entry, wide.saturating_sub(4), context))
            .collect();
        let lines = notes.iter().map(|note| note.len() + 1).sum();
        (self.place(area, wide, lines), notes)
    }

    /// The first entry that is shown so that the one with the cursor is seen whole.
    fn first_shown(&self, notes: &[Vec<String>], room: u16) -> usize {
        let mut used = 0;
        for index in (0..=self.cursor).rev() {
            used += notes.get(index).map_or(0, Vec::len) + 1;
            if used > usize::from(room) {
                return (index + 1).min(self.cursor);
            }
        }
        0
    }

    fn place(&self, area: Rect, wide: u16, lines: usize) -> Rect {
        let tall = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        // A toast stands above the last line, and the rule between them.
        let height = tall.min(area.height.saturating_sub(3));
        match self.anchor {
            Anchor::Middle => centred(area, wide, height),
            Anchor::TopRight => Rect::new(
                area.right().saturating_sub(wide),
                1,
                wide.min(area.width),
                height,
            ),
            Anchor::Line(line) => {
                let lowest = area.bottom().saturating_sub(height + 2);
                let x = area.right().saturating_sub(wide + 2);
                Rect::new(x, (line + 1).min(lowest), wide.min(area.width), height)
            }
        }
    }
}

fn note_of(entry: &Entry, context: &Context) -> String {
    entry.refusal.as_ref().map_or_else(
        || entry.note.clone(),
        |reason| wording::reason(&context.texts, reason),
    )
}

/// How many lines an entry takes, and what stands in those below its label: a note that has no room beside it.
fn below(entry: &Entry, wide: u16, context: &Context) -> Vec<String> {
    let note = note_of(entry, context);
    let beside = wide.saturating_sub(1 + width(&entry.label) + 2);
    if width(&note) <= beside {
        return Vec::new();
    }
    wrap(&note, wide.saturating_sub(INDENT))
}

impl Layer for Menu {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↑↓".to_owned(), say!(texts, "hint-move")),
            ("↵".to_owned(), say!(texts, "hint-choose")),
            ("Esc".to_owned(), say!(texts, "hint-close")),
        ]
    }

    fn input(&mut self, input: &Input, _context: &Context, out: &mut Out) -> Handled {
        let count = self.entries.len().max(1);
        match input {
            Input::Key(Key::Up) => self.cursor = (self.cursor + count - 1) % count,
            Input::Key(Key::Down | Key::Tab) => self.cursor = (self.cursor + 1) % count,
            Input::Key(Key::Home | Key::PageUp) => self.cursor = 0,
            Input::Key(Key::End | Key::PageDown) => self.cursor = count - 1,
            Input::Key(Key::Enter) => self.pick(self.cursor, out),
            Input::Key(Key::Esc | Key::Left) | Input::Click(Hit::Outside) => out.wish(Wish::Close),
            Input::Key(key) => {
                let found = self
                    .entries
                    .iter()
                    .position(|entry| entry.keys.contains(key));
                if let Some(index) = found {
                    self.cursor = index;
                    self.pick(index, out);
                }
            }
            Input::Wheel(rows) => {
                self.cursor = self
                    .cursor
                    .saturating_add_signed(isize::from(rows.signum()))
                    .min(count - 1);
            }
            Input::Click(Hit::Control(index)) => {
                self.cursor = *index;
                self.pick(*index, out);
            }
            _ => {}
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let (place, notes) = self.layout(area, context);
        let inside = canvas.boxed(place, &self.title, palette.rule, palette.strong);
        let first = self.first_shown(&notes, inside.height);
        let mut y = inside.y;
        let entries = self.entries.iter().zip(&notes).enumerate().skip(first);
        for (index, (entry, below)) in entries {
            let height = u16::try_from(below.len() + 1).unwrap_or(1);
            let place = Rect {
                y,
                height,
                ..inside
            };
            self.draw_entry(
                canvas,
                place.intersection(inside),
                index,
                (entry, below),
                context,
            );
            y = y.saturating_add(height);
        }
        let mut sign = |y: u16, sign: &str| {
            canvas.print(Rect::new(inside.right(), y, 1, 1), sign, palette.key);
        };
        if first > 0 {
            sign(inside.y, "▲");
        }
        if y > inside.bottom() {
            sign(inside.bottom().saturating_sub(1), "▼");
        }
    }
}

impl Menu {
    fn draw_entry(
        &self,
        canvas: &mut Canvas<'_, '_>,
        place: Rect,
        index: usize,
        (entry, below): (&Entry, &[String]),
        context: &Context,
    ) {
        if place.is_empty() {
            return;
        }
        let palette = &context.palette;
        let whole = Rect {
            x: place.x - 1,
            width: place.width + 2,
            ..place
        };
        let base = match (&entry.refusal, entry.dangerous) {
            (Some(_), _) => palette.dim,
            (None, true) => palette.danger,
            (None, false) => palette.text,
        };
        let is_current = index == self.cursor;
        let style = if is_current {
            base.patch(palette.selected)
        } else {
            base
        };
        if is_current {
            canvas.paint(whole, style);
            canvas.print(whole, "▌", style);
        }
        canvas.hit(whole, Hit::Control(index));
        let label = Rect {
            x: place.x + 1,
            width: place.width - 1,
            height: 1,
            ..place
        };
        let used = canvas.print(label, &cut(&entry.label, label.width), style);
        if below.is_empty() {
            let rest = Rect {
                x: label.x + used + 2,
                width: label.width.saturating_sub(used + 2),
                ..label
            };
            let refused = entry.refusal.is_some();
            let note_style = if refused { style } else { palette.key };
            canvas.print_right(rest, &note_of(entry, context), note_style);
        }
        for (row, line) in place.rows().skip(1).zip(below) {
            let indented = Rect {
                x: row.x + INDENT,
                width: row.width.saturating_sub(INDENT),
                ..row
            };
            canvas.print(indented, line, style);
        }
    }
}
