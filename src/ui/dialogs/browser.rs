//! The console's own file browser: for where there is no desktop.
//!
//! ```text
//! ┌ ~/Downloads ─────────────────────────────────────────────────┐
//! │ Filter  leav▏                                    4 of 37     │
//! │   ../                                                        │
//! │ ▌ leavers-q4.csv                  13.7 MB   2 days ago       │
//! │   archive/                                  3 months ago     │
//! │   notes.txt                  Less than 1kB  today            │
//! └──────────────────────────────────────────────────────────────┘
//! ```
//!
//! Letters narrow the list, so movement has the arrows only. Files of the wanted kind come first: CSV files, or backups; nothing here opens or changes a file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::Input as Text;

use crate::command::Command;
use crate::domain::folding::fold;
use crate::formats;
use crate::say;
use crate::wording;

use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width, wrap};
use crate::ui::kit::form::{draw_text, request, type_in};
use crate::ui::kit::table::draw_scroll_bar;
use crate::ui::kit::typed_path;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, DirectoryEntry, Effect, Input, Listing, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};

/// Columns of the browser at the most.
const WIDEST: u16 = 140;
/// Lines inside the box above the entries: the filter and a blank one.
const ABOVE: u16 = 2;

/// The file browser. The screen gets the file under the given command.
pub struct Browser {
    purpose: Command,
    wanted: PathBuf,
    listing: Option<Listing>,
    filter: Text,
    hidden: bool,
    cursor: usize,
    /// The directory that was left upwards: the cursor stands on it.
    left: Option<PathBuf>,
    fault: Option<String>,
    asked: Asked,
}

impl Browser {
    /// Opens on a directory.
    pub fn new(purpose: Command, directory: PathBuf) -> Self {
        Self {
            purpose,
            wanted: directory,
            listing: None,
            filter: Text::default(),
            hidden: false,
            cursor: 0,
            left: None,
            fault: None,
            asked: Asked::default(),
        }
    }

    /// Entries that pass the filter: files of the wanted kind, then directories, then other files.
    fn entries(&self) -> Vec<&DirectoryEntry> {
        let Some(listing) = &self.listing else {
            return Vec::new();
        };
        let filter = fold(self.filter.value());
        let asks_for_hidden = self.hidden || filter.starts_with('.');
        let passes = |entry: &&DirectoryEntry| {
            (asks_for_hidden || !entry.is_hidden()) && fold(&entry.name).contains(&*filter)
        };
        let mut entries: Vec<_> = listing.entries.iter().filter(passes).collect();
        entries.sort_by_key(|entry| (!self.is_wanted(entry), !entry.is_directory));
        entries
    }

    /// Whether it looks like what is being chosen.
    fn is_wanted(&self, entry: &DirectoryEntry) -> bool {
        if self.purpose == Command::RestoreBackup {
            entry.is_database()
        } else {
            entry.is_csv()
        }
    }

    fn directory(&self) -> &Path {
        self.listing
            .as_ref()
            .map_or(&self.wanted, |listing| &listing.directory)
    }

    fn has_parent(&self) -> bool {
        self.directory().parent().is_some()
    }

    /// Rows of the list: the way up, where there is one, and the entries.
    fn count(&self) -> usize {
        self.entries().len() + usize::from(self.has_parent())
    }

    fn go_to(&mut self, directory: PathBuf, context: &Context, out: &mut Out) {
        let ticket = self.asked.ticket(context, out);
        out.effect(Effect::ListDirectory(ticket, directory.clone()));
        self.wanted = directory;
    }

    fn go_up(&mut self, context: &Context, out: &mut Out) {
        if let Some(parent) = self.directory().parent().map(Path::to_owned) {
            self.left = Some(self.directory().to_owned());
            self.go_to(parent, context, out);
        }
    }

    /// A path goes to its folder and stands on the file; anything else narrows the list.
    fn paste(&mut self, text: &str, context: &Context, out: &mut Out) {
        let path = typed_path::read(text, context.home_directory.as_deref());
        let path = path.filter(|path| path.is_absolute() && self.filter.value().is_empty());
        let Some((path, parent)) =
            path.and_then(|path| Some((path.clone(), path.parent()?.to_owned())))
        else {
            type_in(&mut self.filter, text);
            return self.narrowed();
        };
        self.left = Some(path);
        self.go_to(parent, context, out);
    }

    fn open(&mut self, index: usize, context: &Context, out: &mut Out) {
        let up = usize::from(self.has_parent());
        if index < up {
            return self.go_up(context, out);
        }
        let Some(entry) = self.entries().get(index - up).map(|it| (*it).clone()) else {
            return;
        };
        if entry.is_directory {
            self.left = None;
            self.go_to(entry.path, context, out);
        } else {
            out.wish(Wish::Close);
            out.wish(Wish::Tell(Told::File(self.purpose, entry.path)));
        }
    }

    fn receive(&mut self, listing: Listing) {
        let moved = self
            .listing
            .as_ref()
            .is_none_or(|before| before.directory != listing.directory);
        self.listing = Some(listing);
        self.fault = None;
        if moved {
            self.filter = Text::default();
        }
        let up = usize::from(self.has_parent());
        let left = self.left.take();
        let found = self
            .entries()
            .iter()
            .position(|entry| left.as_ref() == Some(&entry.path));
        let first = if self.entries().is_empty() { 0 } else { up };
        self.cursor = found.map_or(first, |found| found + up);
    }

    fn narrowed(&mut self) {
        let up = usize::from(self.has_parent());
        self.cursor = if self.entries().is_empty() { 0 } else { up };
    }

    fn key(&mut self, key: Key, context: &Context, out: &mut Out) -> Handled {
        let last = self.count().saturating_sub(1);
        let page = usize::from(Self::place(context).height.saturating_sub(6)).max(1);
        match key {
            Key::Up => self.cursor = self.cursor.saturating_sub(1),
            Key::Down => self.cursor = (self.cursor + 1).min(last),
            Key::PageUp => self.cursor = self.cursor.saturating_sub(page),
            Key::PageDown => self.cursor = (self.cursor + page).min(last),
            Key::Enter | Key::Right => self.open(self.cursor, context, out),
            Key::Esc if self.filter.value().is_empty() => out.wish(Wish::Close),
            Key::Esc => {
                self.filter = Text::default();
                self.narrowed();
            }
            Key::Backspace | Key::Left if self.filter.value().is_empty() => {
                self.go_up(context, out);
            }
            Key::Ctrl('t') => {
                self.hidden = !self.hidden;
                self.narrowed();
            }
            Key::Ctrl('q' | 'c') => return Handled::No,
            key => {
                if let Some(request) = request(key) {
                    self.filter.handle(request);
                    self.narrowed();
                }
            }
        }
        Handled::Yes
    }

    fn place(context: &Context) -> Rect {
        let body = context.body();
        let width = body.width.saturating_sub(2).min(WIDEST);
        Rect {
            x: body.x + (body.width - width) / 2,
            width,
            ..body
        }
    }

    fn draw_filter(&self, canvas: &mut Canvas<'_, '_>, line: Rect, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let label = say!(texts, "browser-filter");
        let used = canvas.print(line, &label, palette.dim) + 2;
        let place = Rect {
            x: line.x + used,
            width: line.width.saturating_sub(used).min(30),
            ..line
        };
        draw_text(canvas, place, &self.filter, false, true, context);
        let all = self.listing.as_ref().map_or(0, |it| it.entries.len());
        let shown = self.entries().len();
        let number = |value: usize| {
            formats::number(context.language(), u64::try_from(value).unwrap_or_default())
        };
        let count = say!(
            texts,
            "browser-count",
            shown = number(shown),
            all = number(all)
        );
        canvas.print_right(line, &count, palette.dim);
    }

    fn draw_entry(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        index: usize,
        entry: Option<&DirectoryEntry>,
        context: &Context,
    ) {
        let palette = &context.palette;
        let under_cursor = index == self.cursor;
        let whole = Rect {
            x: line.x.saturating_sub(1),
            width: line.width + 2,
            ..line
        };
        canvas.hit(whole, Hit::Row(index));
        let base = match entry {
            Some(entry) if self.is_wanted(entry) => palette.strong,
            Some(entry) if entry.is_directory => palette.link,
            Some(_) => palette.dim,
            None => palette.link,
        };
        let style = if under_cursor {
            canvas.paint(whole, palette.selected);
            canvas.print(whole, "▌", palette.selected);
            base.patch(palette.selected)
        } else {
            base
        };
        let Some(entry) = entry else {
            let place = Rect {
                x: line.x + 1,
                ..line
            };
            canvas.print(place, "../", style);
            return;
        };
        let quiet = if under_cursor { style } else { palette.dim };
        draw_facts(canvas, line, entry, (style, quiet), context);
    }
}

/// The name of an entry, its size and when it was changed.
fn draw_facts(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    entry: &DirectoryEntry,
    (style, quiet): (Style, Style),
    context: &Context,
) {
    let when = entry.modified.map_or_else(
        || "–".to_owned(),
        |at| formats::relative(&context.texts, Some(at), context.now),
    );
    let size = if entry.is_directory {
        String::new()
    } else {
        formats::size(&context.texts, entry.bytes)
    };
    let ending = if entry.is_directory { "/" } else { "" };
    let when_wide = 18.max(width(&when));
    let facts = when_wide + 2 + 16;
    let name = Rect {
        x: line.x + 1,
        width: line.width.saturating_sub(facts + 3),
        ..line
    };
    canvas.print(
        name,
        &cut(&format!("{}{ending}", entry.name), name.width),
        style,
    );
    let size_place = Rect {
        x: name.right() + 1,
        width: 16,
        ..line
    };
    canvas.print_right(size_place, &size, quiet);
    let when_place = Rect {
        x: size_place.right() + 2,
        width: line.right().saturating_sub(size_place.right() + 2),
        ..line
    };
    canvas.print(when_place, &when, quiet);
}

impl Layer for Browser {
    fn load(&mut self, context: &Context, out: &mut Out) {
        self.go_to(self.wanted.clone(), context, out);
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let hidden = if self.hidden {
            say!(texts, "browser-hide")
        } else {
            say!(texts, "browser-show")
        };
        vec![
            ("↵".to_owned(), say!(texts, "hint-open")),
            ("⌫".to_owned(), say!(texts, "browser-up")),
            ("Ctrl-T".to_owned(), hidden),
            ("Esc".to_owned(), say!(texts, "hint-close")),
        ]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let last = self.count().saturating_sub(1);
        match input {
            Input::Key(key) => return self.key(*key, context, out),
            Input::Paste(text) => self.paste(text, context, out),
            Input::Wheel(rows) => {
                let moved = self.cursor.saturating_add_signed(isize::from(*rows));
                self.cursor = moved.min(last);
            }
            Input::Click(Hit::Row(index)) => {
                if self.cursor == *index {
                    self.open(*index, context, out);
                } else {
                    self.cursor = *index;
                }
            }
            Input::Click(Hit::Outside) => out.wish(Wish::Close),
            Input::Click(_) => {}
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, _: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Listing(listing)) => self.receive(listing.clone()),
            Ok(_) => {}
            // The directory before it stays in view; what cannot be opened is only said.
            Err(error) => {
                self.left = None;
                let told = wording::error(&context.texts, error);
                self.fault = Some(format!("{} {}", told.happened, told.remedy));
            }
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, _area: Rect, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        if self.listing.is_none() && self.fault.is_none() && !self.asked.is_slow(context) {
            return;
        }
        let place = Self::place(context);
        let title = typed_path::write(self.directory(), context.home_directory.as_deref());
        let inside = canvas.boxed(place, &title, palette.rule, palette.strong);
        self.draw_filter(canvas, inside, context);
        let mut rows = Rect {
            y: inside.y + ABOVE,
            height: inside.height.saturating_sub(ABOVE),
            ..inside
        };
        if let Some(fault) = &self.fault {
            let lines = wrap(&format!("▲ {fault}"), rows.width);
            for (line, text) in rows.rows().zip(&lines) {
                canvas.print(line, text, palette.warning);
            }
            let used = u16::try_from(lines.len()).unwrap_or(1).min(rows.height);
            rows.y += used;
            rows.height -= used;
        }
        if context.capabilities.elsewhere && rows.height > 1 {
            rows.height -= 1;
            let line = Rect {
                y: rows.bottom(),
                height: 1,
                ..rows
            };
            canvas.print(line, &say!(texts, "browser-elsewhere"), palette.dim);
        }
        let up = usize::from(self.has_parent());
        let entries = self.entries();
        let height = usize::from(rows.height.max(1));
        let top = (self.cursor + 1).saturating_sub(height);
        if draw_scroll_bar(canvas, rows, top, self.count(), context) {
            rows.width = rows.width.saturating_sub(2);
        }
        let all = (0..up)
            .map(|_| None)
            .chain(entries.iter().map(|it| Some(*it)));
        for (line, (index, entry)) in rows.rows().zip(all.enumerate().skip(top)) {
            self.draw_entry(canvas, line, index, entry, context);
        }
        if entries.is_empty() && self.listing.is_some() {
            let says = if self.filter.value().is_empty() {
                say!(texts, "browser-empty")
            } else {
                say!(texts, "browser-nothing")
            };
            let line = Rect {
                y: rows.y + u16::try_from(up).unwrap_or(0) + 1,
                x: rows.x + 1,
                height: 1,
                ..rows
            };
            canvas.print(line.intersection(rows), &says, palette.dim);
        }
    }
}
