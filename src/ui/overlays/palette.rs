//! The palette: goes anywhere and does anything by name, path, or a few letters of either.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::Rect;
use tui_input::Input as Line;

use crate::command::{self, Command, Label, Row};
use crate::domain::reason::Reason;
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, Hit, cut_start, width};
use super::super::context::Context;
use super::super::event::Input;
use super::super::key::Key;
use super::super::layer::{Handled, Layer, Out, Wish};
use super::super::widgets::form::{draw_text, request, type_in};

struct Entry {
    command: Command,
    shown: String,
    refusal: Option<Reason>,
}

/// The palette.
pub struct Palette {
    line: Line,
    entries: Vec<Entry>,
    cursor: usize,
}

impl Palette {
    /// An empty palette with every entry.
    pub fn new(context: &Context) -> Self {
        let mut palette = Self {
            line: Line::default(),
            entries: Vec::new(),
            cursor: 0,
        };
        palette.search(context);
        palette
    }

    fn search(&mut self, context: &Context) {
        self.cursor = 0;
        let found = ranked(self.line.value(), context);
        self.entries = found
            .into_iter()
            .map(|row| Entry {
                command: row.command,
                shown: shown(row, context),
                refusal: context.refusal(row.permission),
            })
            .collect();
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
        out.wish(Wish::Command(entry.command));
    }
}

/// What the palette shows of a row: its path on the map, else its name.
fn shown(row: &Row, context: &Context) -> String {
    if row.path.is_empty() {
        row.name(&context.texts)
    } else {
        row.path_text()
    }
}

/// The rows that match a text, best first; every row when there is none.
fn ranked(text: &str, context: &Context) -> Vec<&'static Row> {
    let rows = command::rows().filter(|row| is_offered(row));
    let text = text.trim();
    if text.is_empty() {
        return rows.collect();
    }
    let exact = command::by_path(text);
    let pattern = Pattern::parse(
        &text.replace('>', " "),
        CaseMatching::Ignore,
        Normalization::Smart,
    );
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut score = |name: &str| pattern.score(Utf32Str::new(name, &mut buffer), &mut matcher);
    let mut found: Vec<_> = rows
        .filter_map(|row| {
            let name = row.name(&context.texts);
            let own = [shown(row, context), name];
            let names = own
                .iter()
                .map(String::as_str)
                .chain(row.synonyms.iter().copied());
            let best = names.filter_map(&mut score).max();
            let is_exact = exact == Some(row.command);
            let begins = own[1].to_lowercase().starts_with(&text.to_lowercase());
            // Of two places that match alike the shorter path is the nearer one.
            let near = usize::MAX - row.path.len();
            let rank = (is_exact, begins, best.unwrap_or_default(), near);
            (is_exact || best.is_some()).then_some((rank, row))
        })
        .collect();
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    found.into_iter().map(|(_, row)| row).collect()
}

/// Whether a row is worth naming: places, and what has a name beyond moving a cursor.
fn is_offered(row: &Row) -> bool {
    let moves = matches!(
        row.command,
        Command::Palette
            | Command::Back
            | Command::FollowToast
            | Command::More
            | Command::NextTab
            | Command::PreviousTab
            | Command::Mark
            | Command::MarkRange
            | Command::ClearMarks
            | Command::OpenGroup
    );
    !moves && row.label != Label::Fixed("")
}

impl Layer for Palette {
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
        let last = self.entries.len().saturating_sub(1);
        match input {
            Input::Key(Key::Esc | Key::Ctrl('p')) | Input::Click(Hit::Outside) => {
                out.wish(Wish::Close);
            }
            Input::Key(Key::Enter) => self.pick(self.cursor, out),
            Input::Key(Key::Up | Key::BackTab) => self.cursor = self.cursor.saturating_sub(1),
            Input::Key(Key::Down | Key::Tab) => self.cursor = (self.cursor + 1).min(last),
            Input::Key(Key::PageUp) => self.cursor = self.cursor.saturating_sub(10),
            Input::Key(Key::PageDown) => self.cursor = (self.cursor + 10).min(last),
            Input::Wheel(rows) => {
                self.cursor = self
                    .cursor
                    .saturating_add_signed(isize::from(*rows))
                    .min(last);
            }
            Input::Click(Hit::Control(index)) => self.pick(*index, out),
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
            Input::Click(_) => {}
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let wide = 84.min(area.width.saturating_sub(4));
        let tall = 18.min(area.height.saturating_sub(4));
        let place = Rect::new(area.x + (area.width - wide) / 2, area.y + 2, wide, tall);
        let title = say!(context.texts, "command-palette");
        let inside = canvas.boxed(place, &title, palette.rule, palette.strong);
        let mut rows = inside.rows();
        if let Some(row) = rows.next() {
            canvas.print(row, "›", palette.key);
            let typed = Rect {
                x: row.x + 2,
                width: row.width.saturating_sub(2),
                ..row
            };
            draw_text(canvas, typed, &self.line, false, true, context);
        }
        let height = usize::from(inside.height.saturating_sub(1)).max(1);
        let top = (self.cursor + 1).saturating_sub(height);
        if self.entries.is_empty()
            && let Some(row) = rows.next()
        {
            canvas.print(row, &say!(context.texts, "palette-nothing"), palette.dim);
        }
        for (row, (index, entry)) in rows.zip(self.entries.iter().enumerate().skip(top)) {
            let base = if entry.refusal.is_some() {
                palette.dim
            } else {
                palette.text
            };
            let style = if index == self.cursor {
                base.patch(palette.selected)
            } else {
                base
            };
            if index == self.cursor {
                canvas.paint(row, style);
                canvas.print(row, "▌", style);
            }
            canvas.hit(row, Hit::Control(index));
            let label = Rect {
                x: row.x + 2,
                width: row.width.saturating_sub(2),
                ..row
            };
            let note = match &entry.refusal {
                Some(reason) => wording::reason(&context.texts, reason),
                None => command::row(entry.command)
                    .keys
                    .first()
                    .and_then(|key| Key::parse(key))
                    .map(|key| key.to_string())
                    .unwrap_or_default(),
            };
            let noted = width(&note).min(label.width / 2);
            let room = label.width.saturating_sub(noted + 2);
            canvas.print(label, &cut_start(&entry.shown, room), style);
            let rest = Rect {
                x: label.right() - noted,
                width: noted,
                ..label
            };
            canvas.print_right(rest, &note, palette.dim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::domain::settings::Theme;
    use crate::ui::context::Capabilities;

    fn first(text: &str) -> Option<Command> {
        let context = Context::new(Language::Indonesian, Theme::Dark, Capabilities::default());
        ranked(text, &context).first().map(|row| row.command)
    }

    #[test]
    fn paths_last_words_and_letters_find_the_place() {
        for (text, command) in [
            (
                "Me > Authenticate > Automate user management > User Deletion",
                Command::GoUserDeletion,
            ),
            ("User Deletion", Command::GoUserDeletion),
            ("Settings > Authentication", Command::GoAuthenticate),
            ("manage users", Command::GoUsers),
            ("People > Users", Command::GoUsers),
            ("outb", Command::GoOutbox),
            ("user del", Command::GoUserDeletion),
            ("delete users", Command::DeleteUsers),
        ] {
            assert_eq!(first(text), Some(command), "{text}");
        }
        assert_eq!(first("qqqqq"), None);
    }
}
