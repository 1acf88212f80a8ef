//! **Me > Authenticate**: the list on the left, the sections of the chosen entry, **User Deletion** with its batches.
//!
//! ```text
//!  ┌ Authenticate ────────────┐  ▸ Email domains                                       –
//!  │   Single sign-on         │    Configure SCIM
//!  │ ▌ Automate user          │  ▾ User Deletion
//!  │   management             │     [ Delete users ]   All user data is deleted permanently.
//!  └──────────────────────────┘     42  leavers-q4.csv   ███████████░░░░░░  61 %  1 min 12 s left
//!                                   41  leavers-q3.csv   completed, 6 rows failed   2 days ago
//! ```
//!
//! What this console does not offer is named, because admins look for it, and says so.

mod picture;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Scope};
use crate::domain::batch::Batch;
use crate::domain::id::BatchId;
use crate::domain::operator::Permission;
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::say;

use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::list::List;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};
use crate::ui::shell::route::{Route, Section};
use crate::ui::shell::toast::Toast;

/// Entries of the list on the left.
const ENTRIES: [&str; 2] = ["Single sign-on", "Automate user management"];
/// The entry that this console offers.
const AUTOMATE: usize = 1;
/// Sections of **Automate user management**.
const SECTIONS: [&str; 3] = ["Email domains", "Configure SCIM", "User Deletion"];
/// The section that leads to a page of its own.
const SCIM: usize = 1;
/// The section that has the batches: the last one.
const DELETION: usize = 2;
/// Lines of the body above the batches: a blank one, the sections, the button, a blank one.
const ABOVE: u16 = 6;
/// Lines of the body below the batches: a blank one and one for the batch under the cursor.
const BELOW: u16 = 2;

/// Where the cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Entry(usize),
    Section(usize),
    DeleteUsers,
    Batches,
}

/// The screen.
pub struct Authenticate {
    spot: Spot,
    expanded: bool,
    list: List<Batch, BatchId>,
    asked: Asked,
    loaded: bool,
}

impl Authenticate {
    /// The screen with a part of it open.
    pub fn new(section: Section) -> Self {
        let mut screen = Self {
            spot: Spot::Entry(AUTOMATE),
            expanded: false,
            list: List::new(|batch: &Batch| batch.id),
            asked: Asked::default(),
            loaded: false,
        };
        screen.turn_to(section);
        screen
    }

    fn turn_to(&mut self, section: Section) {
        (self.spot, self.expanded) = match section {
            Section::List => (Spot::Entry(AUTOMATE), false),
            Section::Automate => (Spot::Section(DELETION), false),
            Section::UserDeletion => (Spot::DeleteUsers, true),
        };
    }

    fn section(&self) -> Section {
        match self.spot {
            Spot::Entry(_) => Section::List,
            _ if self.expanded => Section::UserDeletion,
            _ => Section::Automate,
        }
    }

    fn height(context: &Context) -> u16 {
        context.body().height.saturating_sub(ABOVE + BELOW).max(1)
    }

    fn down(&mut self, height: u16) {
        self.spot = match self.spot {
            Spot::Entry(entry) => Spot::Entry((entry + 1).min(ENTRIES.len() - 1)),
            Spot::Section(DELETION) => {
                self.expanded = true;
                Spot::DeleteUsers
            }
            Spot::Section(section) => Spot::Section(section + 1),
            Spot::DeleteUsers if self.list.total() == 0 => Spot::DeleteUsers,
            Spot::DeleteUsers => {
                self.list.move_to(0, height);
                Spot::Batches
            }
            Spot::Batches => {
                self.list.move_by(1, height);
                Spot::Batches
            }
        };
    }

    fn up(&mut self, height: u16) {
        self.spot = match self.spot {
            Spot::Entry(entry) => Spot::Entry(entry.saturating_sub(1)),
            Spot::Section(section) => Spot::Section(section.saturating_sub(1)),
            Spot::DeleteUsers => Spot::Section(DELETION),
            Spot::Batches if self.list.cursor() == 0 => Spot::DeleteUsers,
            Spot::Batches => {
                self.list.move_by(-1, height);
                Spot::Batches
            }
        };
    }

    fn left(&mut self) {
        self.spot = match self.spot {
            Spot::Section(DELETION) if self.expanded => {
                self.expanded = false;
                Spot::Section(DELETION)
            }
            Spot::Entry(entry) => Spot::Entry(entry),
            Spot::Section(_) => Spot::Entry(AUTOMATE),
            Spot::DeleteUsers | Spot::Batches => Spot::Section(DELETION),
        };
    }

    fn enter(&mut self, context: &Context, out: &mut Out) {
        match self.spot {
            Spot::Entry(AUTOMATE) => self.spot = Spot::Section(DELETION),
            Spot::Entry(_) => {}
            Spot::Section(DELETION) => self.expanded = !self.expanded,
            Spot::Section(SCIM) => out.go(Route::Scim),
            Spot::Section(_) => {
                out.toast(Toast::notice(say!(context.texts, "section-not-offered")));
            }
            Spot::DeleteUsers => out.wish(Wish::Command(Command::DeleteUsers)),
            Spot::Batches => {
                if let Some(batch) = self.list.selected() {
                    out.go(Route::Batch(batch.id));
                }
            }
        }
    }

    fn click(&mut self, hit: Hit, context: &Context, out: &mut Out) -> Handled {
        match hit {
            Hit::Tab(entry) => self.spot = Spot::Entry(entry),
            Hit::Control(control) if control < SECTIONS.len() => {
                self.spot = Spot::Section(control);
                self.enter(context, out);
            }
            Hit::Control(_) => {
                self.spot = Spot::DeleteUsers;
                self.enter(context, out);
            }
            Hit::Row(row) => {
                self.spot = Spot::Batches;
                self.list.move_to(row, Self::height(context));
                self.enter(context, out);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn key(&mut self, key: Key, context: &Context, out: &mut Out) -> Handled {
        let height = Self::height(context);
        match key {
            Key::Down | Key::Char('j') => self.down(height),
            Key::Up | Key::Char('k') => self.up(height),
            Key::Left => self.left(),
            Key::Enter => self.enter(context, out),
            Key::Right | Key::Tab => match self.spot {
                Spot::Section(DELETION) => self.expanded = true,
                Spot::Entry(_) => self.spot = Spot::Section(DELETION),
                _ => {}
            },
            Key::Char(' ') if matches!(self.spot, Spot::Section(_)) => self.enter(context, out),
            key if self.spot == Spot::Batches => {
                if !self.list.input(&Input::Key(key), height) {
                    return Handled::No;
                }
            }
            _ => return Handled::No,
        }
        if self.list.lacks(height) {
            self.load(context, out);
        }
        Handled::Yes
    }
}

impl Layer for Authenticate {
    fn scope(&self) -> Scope {
        Scope::Deletion
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Authenticate(self.section()))
    }

    fn shows(&self) -> Changes {
        Changes::BATCHES
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        // Whose role does not list batches opens the page for what else stands there.
        if context.refusal(Permission::DeleteUsers).is_none() {
            let page = self.list.page(Self::height(context));
            self.asked.load(Query::Batches(page), context, out);
        }
    }

    fn revisited(&mut self, route: &Route, _context: &Context, _out: &mut Out) {
        // Coming back to an open section keeps the cursor where it was.
        if let Route::Authenticate(section) = route
            && *section != self.section()
        {
            self.turn_to(*section);
        }
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let enter = match self.spot {
            Spot::Section(DELETION) if self.expanded => say!(texts, "hint-collapse"),
            Spot::Section(DELETION) => say!(texts, "hint-expand"),
            _ => say!(texts, "hint-open"),
        };
        vec![
            ("↵".to_owned(), enter),
            ("↑↓".to_owned(), say!(texts, "hint-move")),
            ("←→".to_owned(), say!(texts, "hint-side")),
        ]
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match input {
            Input::Key(key) => self.key(*key, context, out),
            Input::Click(hit) => self.click(*hit, context, out),
            Input::Wheel(_) if self.expanded => {
                let height = Self::height(context);
                self.list.input(input, height);
                if self.list.lacks(height) {
                    self.load(context, out);
                }
                Handled::Yes
            }
            _ => Handled::No,
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, _: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Batches(window))) = reply {
            // Who is not in the list sees the newest.
            if self.spot != Spot::Batches {
                self.list.rewind();
            }
            self.list.receive(window.clone(), Self::height(context));
            self.loaded = true;
            if self.spot == Spot::Batches && self.list.total() == 0 {
                self.spot = Spot::DeleteUsers;
            }
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        self.draw(canvas, area, context);
    }
}
