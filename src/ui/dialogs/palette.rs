//! The palette: goes anywhere and does anything by name, path, or a few letters of either.

use ratatui::layout::Rect;
use tui_input::Input as Line;

use crate::command::{self, Command, Label, Row, Scope};
use crate::domain::folding::{fold, words};
use crate::domain::reason::Reason;
use crate::say;
use crate::wording;

use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, cut_start, width, wrap};
use crate::ui::kit::form::{draw_text, request, type_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};

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
                refusal: context
                    .refusal(row.permission)
                    .or_else(|| context.masked(row.command)),
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

/// What the palette shows of a row: its path on the map, else its name on the place where it works. Places are called as
/// the navigation does, acts in the operator's language.
fn shown(row: &Row, context: &Context) -> String {
    let name = row.name(&context.texts);
    match (row.path.split_last(), row.label) {
        // An act is called here what keys, menus and help call it.
        (Some((_, way)), Label::Message(_)) if !way.is_empty() => {
            return format!("{} > {name}", way.join(" > "));
        }
        (Some(_), Label::Message(_) | Label::Fixed(_)) => return row.path_text(),
        (None, _) => {}
    }
    match row.scopes.first().and_then(|scope| place(*scope)) {
        Some(place) => format!("{} > {name}", command::row(place).path_text()),
        None => name,
    }
}

/// The way to the place where keys work.
const fn place(scope: Scope) -> Option<Command> {
    Some(match scope {
        Scope::Console | Scope::Overlay | Scope::Door => return None,
        Scope::Home => Command::GoHome,
        Scope::Users => Command::GoUsers,
        Scope::Profile => Command::ViewProfile,
        Scope::Groups => Command::GoGroups,
        Scope::Licenses => Command::GoLicenses,
        Scope::IdleSeats => Command::GoIdleSeats,
        Scope::Rules => Command::GoRules,
        Scope::Deletion | Scope::Batch => Command::GoUserDeletion,
        Scope::Wizard => Command::DeleteUsers,
        Scope::Import => Command::ImportUsers,
        Scope::DeletedUsers => Command::GoDeletedUsers,
        Scope::ActivityLog => Command::GoActivityLog,
        Scope::Outbox => Command::GoOutbox,
        Scope::AtProvider | Scope::Handover => Command::GoAtProvider,
        Scope::Gone => Command::GoGone,
        Scope::Scim => Command::GoScim,
        Scope::Operators => Command::GoOperators,
        Scope::Sessions => Command::GoSessions,
        Scope::Keys => Command::GoKeys,
        Scope::Settings => Command::GoAccountSettings,
        Scope::Requests | Scope::Request => Command::GoRequests,
        Scope::Reports => Command::GoReports,
    })
}

/// How well the words that were typed fit a row, the better the larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// All of them begin words of its path.
    Path,
    /// All of them begin words under which it is found too.
    Synonym,
    /// All of them begin words of its name.
    Name,
    /// Its name begins with them.
    Beginning,
    /// They are its path, or the end of it.
    Exact,
}

/// The rows that match a text, best first; every row when there is none. Every word that was typed has to begin a word:
/// letters that stand somewhere among others lead nowhere.
fn ranked(text: &str, context: &Context) -> Vec<&'static Row> {
    let rows = command::rows().filter(|row| is_offered(row));
    let typed = words(&text.replace(['>', '›', '/'], " "));
    if typed.is_empty() {
        return rows.collect();
    }
    let exact = command::by_path(text);
    let mut found: Vec<_> = rows
        .filter_map(|row| {
            let fit = fit(row, &typed, exact, context)?;
            // Of two places that match alike the shorter path is the nearer one.
            let steps = shown(row, context).matches(" > ").count();
            Some(((fit, usize::MAX - steps), row))
        })
        .collect();
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    found.into_iter().map(|(_, row)| row).collect()
}

fn fit(row: &Row, typed: &[String], exact: Option<Command>, context: &Context) -> Option<Fit> {
    if exact == Some(row.command) {
        return Some(Fit::Exact);
    }
    let name = row.name(&context.texts);
    if fold(&name).starts_with(&typed.join(" ")) {
        return Some(Fit::Beginning);
    }
    // A word of the operator's language names a command as the label does.
    if words(&row.words(&context.texts)).contains(&typed.join(" ")) {
        return Some(Fit::Beginning);
    }
    let begin = |text: &str| {
        let text = fold(text);
        let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let begins = |word: &String| parts.iter().any(|part| part.starts_with(word.as_str()));
        typed.iter().all(begins)
    };
    if begin(&name) {
        return Some(Fit::Name);
    }
    let others = format!(
        "{name} {} {}",
        row.synonyms.join(" "),
        row.words(&context.texts)
    );
    if begin(&others) {
        return Some(Fit::Synonym);
    }
    begin(&format!("{} {others}", row.path_text())).then_some(Fit::Path)
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
        if self.entries.is_empty() {
            let nothing = wrap(&say!(context.texts, "palette-nothing"), inside.width);
            for (row, line) in rows.by_ref().zip(&nothing) {
                canvas.print(row, line, palette.dim);
            }
        }
        for (row, (index, entry)) in rows.zip(self.entries.iter().enumerate().skip(top)) {
            canvas.hit(row, Hit::Control(index));
            draw_entry(canvas, row, entry, index == self.cursor, context);
        }
    }
}

/// A line of the list: the command, and its key or what stands in its way.
fn draw_entry(
    canvas: &mut Canvas<'_, '_>,
    row: Rect,
    entry: &Entry,
    is_selected: bool,
    context: &Context,
) {
    let palette = &context.palette;
    let base = if entry.refusal.is_some() {
        palette.dim
    } else {
        palette.text
    };
    let style = if is_selected {
        base.patch(palette.selected)
    } else {
        base
    };
    if is_selected {
        canvas.paint(row, style);
        canvas.print(row, "▌", style);
    }
    let label = Rect {
        x: row.x + 2,
        width: row.width.saturating_sub(2),
        ..row
    };
    let note = match &entry.refusal {
        Some(reason) => wording::reason(&context.texts, reason),
        None => context
            .keys(command::row(entry.command))
            .next()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::domain::settings::Theme;
    use crate::ui::shell::context::Capabilities;

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

    #[test]
    fn words_of_the_operator_s_language_find_the_place() {
        for (text, command) in [
            ("hapus pengguna", Command::DeleteUsers),
            ("tema", Command::ChooseTheme),
            ("bahasa", Command::ChooseLanguage),
            ("permintaan", Command::GoRequests),
            ("laporan", Command::GoReports),
            ("pembelajar", Command::GoUsers),
            ("putuskan", Command::Disconnect),
            ("roster", Command::ExportUsers),
        ] {
            assert_eq!(first(text), Some(command), "{text}");
        }
    }

    #[test]
    fn letters_somewhere_among_others_lead_nowhere() {
        let context = Context::new(Language::English, Theme::Dark, Capabilities::default());
        let rows = ranked("roster", &context);
        assert!(!rows.iter().any(|row| row.command == Command::Disconnect));
        assert!(ranked("oster", &context).is_empty());
    }

    #[test]
    fn each_entry_stands_once() {
        for language in Language::ALL {
            let context = Context::new(language, Theme::Dark, Capabilities::default());
            let rows = ranked("", &context);
            let mut shown: Vec<String> = rows.iter().map(|row| shown(row, &context)).collect();
            shown.sort();
            let twice: Vec<_> = shown.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert!(twice.is_empty(), "{twice:?}");
        }
    }
}
