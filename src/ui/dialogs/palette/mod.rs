//! The palette: goes anywhere and does anything by name, path, or a few letters of either; to a learner by name, email or
//! ID, to a batch by its number or the name of its file, to a request by its number. What was chosen last stands first.

mod things;

use ratatui::layout::Rect;
use tui_input::Input as Line;

use self::things::Things;
use crate::command::finding::{Fit, Sought};
use crate::command::{self, Command, Label, Row, Scope};
use crate::domain::reason::Reason;
use crate::say;
use crate::wording;

use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, cut_start, width, wrap};
use crate::ui::kit::form::{draw_text, request, type_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Ticket};
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};
use crate::ui::shell::recents::{Chosen, Way};

/// Columns that the box takes at the most.
const WIDEST: u16 = 84;

struct Entry {
    way: Way,
    shown: String,
    /// Its key, or what it is.
    note: String,
    refusal: Option<Reason>,
}

/// The palette.
pub struct Palette {
    line: Line,
    recents: Vec<Chosen>,
    things: Things,
    entries: Vec<Entry>,
    cursor: usize,
    /// How many entries are surely meant by what was typed; before them nothing is put any more.
    sure: usize,
    /// Enter was pressed before it was known what is called so.
    enter_waits: bool,
}

impl Palette {
    /// An empty palette with every entry, what was chosen last before the others.
    pub fn new(recents: Vec<Chosen>, context: &Context) -> Self {
        let mut palette = Self {
            line: Line::default(),
            recents,
            things: Things::default(),
            entries: Vec::new(),
            cursor: 0,
            sure: 0,
            enter_waits: false,
        };
        palette.arrange(context);
        palette
    }

    /// Looks for what was typed: commands at once, what is in the account as soon as that is answered.
    fn search(&mut self, context: &Context, out: &mut Out) {
        self.cursor = 0;
        self.enter_waits = false;
        self.things.look(self.line.value(), context, out);
        self.arrange(context);
    }

    /// Lines up what was found: what is called exactly so, commands of that name, people and batches, other commands.
    fn arrange(&mut self, context: &Context) {
        let typed = self.line.value();
        let things = self.things.entries(room(context), context);
        let ranked = ranked(typed, context);
        if Sought::new(typed).is_empty() && things.is_empty() {
            self.sure = ranked.len();
            self.entries = all(&self.recents, &ranked, context);
            return;
        }
        let (sure, others): (Vec<_>, Vec<_>) =
            ranked.into_iter().partition(|(fit, _)| *fit >= Fit::Name);
        let of = |found: Vec<(Fit, &'static Row)>| -> Vec<Entry> {
            let entries = found.into_iter().map(|(_, row)| of_command(row, context));
            entries.collect()
        };
        self.sure = sure.len();
        self.entries = if self.things.is_exact() {
            self.sure += things.len();
            things.into_iter().chain(of(sure)).collect()
        } else {
            of(sure).into_iter().chain(things).collect()
        };
        self.entries.extend(of(others));
    }

    /// Chooses what is under the cursor, once it is known what else it could be.
    fn enter(&mut self, out: &mut Out) {
        if self.cursor == 0 && self.sure == 0 && self.things.is_awaited() {
            self.enter_waits = true;
        } else {
            self.pick(self.cursor, out);
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
        out.wish(Wish::Choose(Chosen {
            way: entry.way.clone(),
            shown: entry.shown.clone(),
        }));
    }
}

/// Every command, what was chosen last before the others.
fn all(recents: &[Chosen], ranked: &[(Fit, &'static Row)], context: &Context) -> Vec<Entry> {
    let recent = |kept: &Chosen| match &kept.way {
        Way::Command(command) => of_command(command::row(*command), context),
        way @ Way::Place(_) => Entry {
            way: way.clone(),
            shown: kept.shown.clone(),
            note: say!(context.texts, "palette-recent"),
            refusal: None,
        },
    };
    let recents: Vec<Entry> = recents.iter().map(recent).collect();
    let is_recent = |row: &Row| {
        let way = Way::Command(row.command);
        recents.iter().any(|entry| entry.way == way)
    };
    let others: Vec<Entry> = ranked
        .iter()
        .filter(|(_, row)| !is_recent(row))
        .map(|(_, row)| of_command(row, context))
        .collect();
    recents.into_iter().chain(others).collect()
}

/// The entry of a command, with its key.
fn of_command(row: &'static Row, context: &Context) -> Entry {
    let key = context.keys(row).next();
    Entry {
        way: Way::Command(row.command),
        shown: shown(row, context),
        note: key.map(|key| key.to_string()).unwrap_or_default(),
        refusal: context
            .refusal(row.permission)
            .or_else(|| context.masked(row.command)),
    }
}

/// Columns of a line of the list.
fn room(context: &Context) -> u16 {
    // Two of the edges, two of the sign before a line.
    wide(context.size.0).saturating_sub(4)
}

/// Columns of the box on a screen of so many.
fn wide(columns: u16) -> u16 {
    WIDEST.min(columns.saturating_sub(4))
}

/// What the palette shows of a row: its path on the map, else its name on the place where it works. Places are called as
/// the navigation does, acts in the operator's language.
fn shown(row: &Row, context: &Context) -> String {
    let name = capital(&row.name(&context.texts));
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

/// A name as a menu writes it: hints of keys begin small.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
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

/// The commands that match a text, best first; every one when there is none.
fn ranked(text: &str, context: &Context) -> Vec<(Fit, &'static Row)> {
    let rows = command::rows().filter(|row| is_offered(row));
    let sought = Sought::new(text);
    if sought.is_empty() {
        return rows.map(|row| (Fit::Exact, row)).collect();
    }
    let found = rows.filter_map(|row| Some((sought.fit(row, &context.texts)?, row)));
    let mut found: Vec<_> = found.collect();
    // Of two places that match alike the shorter path is the nearer one.
    found.sort_by_cached_key(|(fit, row)| {
        let steps = shown(row, context).matches(" > ").count();
        (std::cmp::Reverse(*fit), steps)
    });
    found
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

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.things.load(context, out);
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        let handled = self.things.reply(ticket, reply);
        if handled == Handled::No {
            return handled;
        }
        let held = self.entries.get(self.cursor).map(|it| it.way.clone());
        self.arrange(context);
        // The cursor stays on what it was moved to.
        let moved = held.filter(|_| self.cursor > 0);
        let place = moved.and_then(|way| self.entries.iter().position(|it| it.way == way));
        self.cursor = place.unwrap_or(0);
        if self.enter_waits && !self.things.is_awaited() {
            self.enter_waits = false;
            self.pick(self.cursor, out);
        }
        handled
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let last = self.entries.len().saturating_sub(1);
        match input {
            Input::Key(Key::Esc | Key::Ctrl('p')) | Input::Click(Hit::Outside) => {
                out.wish(Wish::Close);
            }
            Input::Key(Key::Enter) => self.enter(out),
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
                self.search(context, out);
            }
            Input::Key(key) => {
                let Some(request) = request(*key) else {
                    return Handled::No;
                };
                self.line.handle(request);
                self.search(context, out);
            }
            Input::Click(_) => {}
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let wide = wide(area.width);
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
        None => entry.note.clone(),
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
        ranked(text, &context).first().map(|(_, row)| row.command)
    }

    #[test]
    fn abbreviations_and_slips_find_the_place_below_what_begins_so() {
        for (text, command) in [
            ("udel", Command::GoUserDeletion),
            ("usrs", Command::GoUsers),
            ("ativity", Command::GoActivityLog),
            ("disconect", Command::Disconnect),
            ("delteed users", Command::GoDeletedUsers),
        ] {
            assert_eq!(first(text), Some(command), "{text}");
        }
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
        let named = |(_, row): &(Fit, &Row)| row.command == Command::Disconnect;
        assert!(!rows.iter().any(named));
        assert!(ranked("oster", &context).is_empty());
    }

    #[test]
    fn each_entry_stands_once() {
        for language in Language::ALL {
            let context = Context::new(language, Theme::Dark, Capabilities::default());
            let rows = ranked("", &context);
            let mut shown: Vec<String> = rows.iter().map(|(_, row)| shown(row, &context)).collect();
            shown.sort();
            let twice: Vec<_> = shown.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert!(twice.is_empty(), "{twice:?}");
        }
    }
}
