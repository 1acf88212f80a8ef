//! A menu of commands, or a choice of things. Entries that cannot be used are dimmed with the reason, never hidden.
//!
//! ```text
//! ┌ More ───────────────────────────┐
//! │ View/edit profile             ↵ │
//! │ Delete user     Full admins only│
//! └─────────────────────────────────┘
//! ```

use ratatui::layout::Rect;

use crate::command::{self, Command, Risk};
use crate::domain::reason::Reason;
use crate::say;
use crate::wording;

use crate::ui::kit::canvas::{Canvas, Hit, centred, cut, width};
use crate::ui::kit::key::Key;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Told, Wish};

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
    key: Option<Key>,
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
        let entries = command::menu(menu).map(|row| {
            let refusal = context
                .refusal(row.permission)
                .or_else(|| obstacle(row.command));
            let key = row.keys.first().and_then(|key| Key::parse(key));
            Entry {
                label: row.name(&context.texts),
                note: key.map(|key| key.to_string()).unwrap_or_default(),
                key,
                refusal,
                dangerous: row.risk == Risk::Destroys,
                does: Does::Command(row.command),
            }
        });
        Self {
            title: title.into(),
            purpose: Command::More,
            entries: entries.collect(),
            cursor: 0,
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
            key: None,
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

    fn place(&self, area: Rect, wide: u16) -> Rect {
        let tall = u16::try_from(self.entries.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
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

/// The note, or where it is too long for its place, its first clause.
fn fitting(note: &str, columns: u16) -> &str {
    match note.split_once(';') {
        Some((first, _)) if width(note) > columns => first,
        _ => note,
    }
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
                    .position(|entry| entry.key == Some(*key));
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
        let labels = self
            .entries
            .iter()
            .map(|entry| width(&entry.label))
            .max()
            .unwrap_or(0);
        let notes = self
            .entries
            .iter()
            .map(|entry| width(&note_of(entry, context)))
            .max();
        let wanted = labels + notes.unwrap_or(0) + 8;
        let wide = wanted
            .max(width(&self.title) + 8)
            .min(area.width.saturating_sub(4));
        let place = self.place(area, wide);
        let inside = canvas.boxed(place, &self.title, palette.rule, palette.strong);
        let height = usize::from(inside.height.max(1));
        let top = (self.cursor + 1).saturating_sub(height);
        for (line, (index, entry)) in inside.rows().zip(self.entries.iter().enumerate().skip(top)) {
            let whole = Rect {
                x: line.x - 1,
                width: line.width + 2,
                ..line
            };
            let base = match (&entry.refusal, entry.dangerous) {
                (Some(_), _) => palette.dim,
                (None, true) => palette.danger,
                (None, false) => palette.text,
            };
            let style = if index == self.cursor {
                base.patch(palette.selected)
            } else {
                base
            };
            if index == self.cursor {
                canvas.paint(whole, style);
                canvas.print(whole, "▌", style);
            }
            canvas.hit(whole, Hit::Control(index));
            let label = Rect {
                x: line.x + 1,
                width: line.width - 1,
                ..line
            };
            let used = canvas.print(label, &cut(&entry.label, label.width), style);
            let rest = Rect {
                x: label.x + used + 2,
                width: label.width.saturating_sub(used + 2),
                ..label
            };
            let note_style = if entry.refusal.is_some() {
                style
            } else {
                palette.key
            };
            canvas.print_right(
                rest,
                fitting(&note_of(entry, context), rest.width),
                note_style,
            );
        }
    }
}
