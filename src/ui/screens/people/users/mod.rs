//! **People > Users**: the whole account, or the members of a group, as one table.
//!
//! ```text
//!  Users   Groups                                license: any  profile: any
//!  / siti▏                                              1,204 of 1,000,000
//!    NAME               EMAIL                            ID        LICENSE     PROFILE        ACTIVE
//!  ▌ Siti Aminah        siti.aminah@enigma.example       E-10442   Activated   ● Connected    3 days ago
//!  ✓ Siti Nurhaliza P.  siti.np@enigma.example           E-10977   Invited     ○ –            never
//!  2 marked   l Manage licenses  d Disconnect …
//! ```
//!
//! Marks are kept by number of the user: they outlast search, filters, sorting, and a visit to another place.

mod filters;
mod marking;
mod marks;
mod narrowing;
mod picture;
mod saved;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Scope};
use crate::domain::columns::FileKind;
use crate::domain::id::{GroupId, UserId};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Export, Group, Query, UsersPage};
use crate::domain::reason::Reason;
use crate::domain::user::{UserColumn, UserRow, UsersQuestion};
use crate::formats;
use crate::say;

use super::learner::{self, Aim, Facts};
use crate::command::key::Key;
use crate::ui::dialogs::new_user::NewUser;
use crate::ui::dialogs::save::Save;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::list::List;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::Route;

use filters::By;
use marks::Marks;
use narrowing::Narrowing;
pub(crate) use picture::under_people_tabs;

/// Lines of the body above the table's heading, and the heading.
const ABOVE: u16 = 3;

/// The users table.
pub struct Users {
    group: Option<(GroupId, String)>,
    list: List<UserRow, UserId>,
    page: UsersPage,
    narrowing: Narrowing,
    marks: Marks,
    groups: Vec<Group>,
    rows: Asked,
    all_groups: Asked,
    acting: Asked,
}

impl Users {
    /// The table of everybody.
    pub fn everybody() -> Self {
        Self {
            group: None,
            list: List::new(|row: &UserRow| row.id),
            page: UsersPage::default(),
            narrowing: Narrowing::default(),
            marks: Marks::default(),
            groups: Vec::new(),
            rows: Asked::default(),
            all_groups: Asked::default(),
            acting: Asked::default(),
        }
    }

    /// Whoever is on legal hold.
    pub fn on_hold() -> Self {
        let mut users = Self::everybody();
        users.narrowing.filter.on_hold = Some(true);
        users
    }

    /// The members of a group.
    pub fn of_group(group: GroupId, name: String) -> Self {
        let mut users = Self::everybody();
        users.narrowing.filter.group = Some(group);
        users.group = Some((group, name));
        users
    }

    fn group_id(&self) -> Option<GroupId> {
        self.group.as_ref().map(|(group, _)| *group)
    }

    /// Rows of the table on screen.
    fn height(&self, context: &Context) -> u16 {
        let bar = u16::from(!self.marks.is_empty());
        context.body().height.saturating_sub(ABOVE + bar).max(1)
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        // A console that is open for days asks for so many days before today.
        self.narrowing.filter = std::mem::take(&mut self.narrowing.filter).at(context.now);
        let question = UsersQuestion {
            filter: self.narrowing.filter.clone(),
            sort: self.narrowing.sort,
            page: self.list.page(self.height(context)),
        };
        self.rows.load(Query::Users(question), context, out);
    }

    /// Another list is wanted: from its first row.
    fn ask_anew(&mut self, context: &Context, out: &mut Out) {
        self.list.rewind();
        self.ask(context, out);
    }

    fn ask_for_what_lacks(&mut self, context: &Context, out: &mut Out) {
        if self.list.lacks(self.height(context)) {
            self.ask(context, out);
        }
    }

    /// The marked learners, else the one under the cursor.
    fn aim(&self) -> Aim {
        let users = if self.marks.is_empty() {
            self.list.selected().map(|row| row.id).into_iter().collect()
        } else {
            self.marks.users()
        };
        Aim {
            users,
            ..self.outline()
        }
    }

    /// The same without naming each: a million marks are not copied to draw a menu.
    fn outline(&self) -> Aim {
        let groups = || {
            self.groups
                .iter()
                .map(|group| (group.id, group.name.clone()))
        };
        if !self.marks.is_empty() {
            return Aim {
                count: self.marks.len(),
                users: Vec::new(),
                only: None,
                groups: groups().collect(),
            };
        }
        let Some(row) = self.list.selected() else {
            return Aim::default();
        };
        let is_in = |(_, name): &(GroupId, String)| row.groups.contains(name);
        Aim {
            count: 1,
            users: Vec::new(),
            only: Some(Facts {
                connected: row.connected,
                on_hold: row.on_hold,
                is_operator: false,
                underway: row.at_provider.into_iter().collect(),
            }),
            groups: groups().filter(is_in).collect(),
        }
    }

    /// Esc takes back one thing at a time: marks, then search and filters; then it leaves.
    fn step_back(&mut self, context: &Context, out: &mut Out) -> Handled {
        if !self.marks.is_empty() {
            self.marks.clear();
        } else if self.narrowing.narrows(self.group.is_some()) {
            self.narrowing.widen(self.group_id());
            self.ask_anew(context, out);
        } else {
            return Handled::No;
        }
        Handled::Yes
    }

    fn sort_by(&mut self, column: UserColumn, context: &Context, out: &mut Out) {
        self.narrowing.sort_by(column);
        self.ask_anew(context, out);
    }

    fn remove_chip(&mut self, index: Option<usize>, context: &Context, out: &mut Out) {
        if self.narrowing.remove_chip(index, self.group_id()) {
            self.ask_anew(context, out);
        }
    }

    fn received(&mut self, page: &UsersPage, context: &Context, out: &mut Out) {
        self.list.receive(page.window.clone(), self.height(context));
        self.page = UsersPage {
            window: crate::domain::Window::default(),
            ..page.clone()
        };
        let (narrowing, found) = (&mut self.narrowing, page.window.total);
        let words = &narrowing.filter.search;
        narrowing.gone.ask(words, found, context, out);
        // Rows that went meanwhile may have pulled the window away from the screen.
        self.ask_for_what_lacks(context, out);
    }
}

impl Layer for Users {
    fn scope(&self) -> Scope {
        Scope::Users
    }

    fn route(&self) -> Option<Route> {
        Some(match &self.group {
            Some((group, name)) => Route::Group(*group, name.clone()),
            None => Route::Users,
        })
    }

    fn revisited(&mut self, route: &Route, context: &Context, out: &mut Out) {
        if *route == Route::OnHold {
            self.narrowing.widen(None);
            self.narrowing.filter.on_hold = Some(true);
            self.ask_anew(context, out);
        }
    }

    fn crumbs(&self, _context: &Context) -> Vec<String> {
        let mut crumbs = self.route().map(|route| route.crumbs()).unwrap_or_default();
        crumbs.extend(self.group.iter().map(|(_, name)| name.clone()));
        crumbs
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let number = |value| formats::number(context.language(), value);
        let seats = &self.page.seats;
        Some(format!(
            "Total {} · Invited {} · Activated {} · Available {}",
            number(seats.total),
            number(seats.invited),
            number(seats.activated),
            number(seats.available())
        ))
    }

    fn shows(&self) -> Changes {
        Changes::USERS.union(Changes::GROUPS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.ask(context, out);
        self.all_groups.load(Query::Groups, context, out);
        self.narrowing.load(context, out);
        self.marks.check(context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        if self.narrowing.field.open {
            return Vec::new();
        }
        if !self.marks.is_empty() {
            return vec![
                Command::More,
                Command::Mark,
                Command::MarkRange,
                Command::MarkAll,
            ];
        }
        if self.page.all == 0 {
            return vec![Command::AddUser, Command::NextTab, Command::Back];
        }
        vec![
            Command::ViewProfile,
            Command::More,
            Command::Search,
            Command::Filter,
            Command::Mark,
            Command::Sort,
            Command::MarkAll,
            Command::ExportUsers,
            Command::SavedFilters,
            Command::NextTab,
            Command::AddUser,
        ]
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        if !self.narrowing.field.open {
            return Vec::new();
        }
        let texts = &context.texts;
        vec![
            ("↵".to_owned(), say!(texts, "hint-to-the-list")),
            ("Ctrl-U".to_owned(), say!(texts, "hint-clear")),
            ("Esc".to_owned(), say!(texts, "hint-close")),
        ]
    }

    fn is_typing(&self) -> bool {
        self.narrowing.field.open
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        match command {
            Command::RemoveFilter
                if By::set_in(&self.narrowing.filter, self.group_id()).is_empty() =>
            {
                Some(Reason::NoFilterSet)
            }
            Command::ClearMarks if self.marks.is_empty() => Some(Reason::NothingMarked),
            Command::More | Command::Mark | Command::MarkRange | Command::MarkAll
                if self.list.selected().is_none() && self.marks.is_empty() =>
            {
                Some(Reason::NobodyHere)
            }
            _ => learner::obstacle(command, &self.outline(), context),
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::More => self.open_more(context, out),
            Command::Search => self.narrowing.field.open = true,
            Command::Filter => {
                let of = self.group_id();
                self.narrowing.open(&self.groups, of, context, out);
            }
            Command::Sort => self.narrowing.open_sort(context, out),
            Command::SavedFilters => self.narrowing.saved.open(&self.groups, context, out),
            Command::RemoveFilter => self.remove_chip(None, context, out),
            Command::Mark | Command::MarkRange | Command::MarkAll | Command::ClearMarks => {
                self.mark(command, context, out);
            }
            Command::ExportUsers => {
                let export = Export::Users(self.narrowing.filter.clone());
                out.open(Save::new(export, "users.csv", context));
            }
            Command::NextTab => out.go(Route::Groups),
            Command::PreviousTab => out.go(Route::Licenses),
            Command::AddUser => marking::open_add(context, out),
            Command::Back => return self.step_back(context, out),
            _ => return learner::begin(command, &self.aim(), &self.groups, context, out),
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let height = self.height(context);
        if self.narrowing.field.open && !matches!(input, Input::Click(_) | Input::Wheel(_)) {
            let before = self.narrowing.filter.search.clone();
            let handled = self.narrowing.type_in(input);
            if self.narrowing.filter.search != before {
                self.ask_anew(context, out);
            }
            return handled;
        }
        match input {
            Input::Key(Key::ShiftDown | Key::ShiftUp) => {
                let step = if *input == Input::Key(Key::ShiftDown) {
                    1
                } else {
                    -1
                };
                if let Some(row) = self.list.selected() {
                    self.marks.toggle(row.id, self.list.cursor());
                }
                self.list.move_by(step, height);
            }
            Input::Click(Hit::Row(index)) if *index == self.list.cursor() => {
                return self.command(Command::ViewProfile, context, out);
            }
            Input::Click(Hit::Column(index)) => {
                if let Some(column) = picture::sorted_by(*index) {
                    self.sort_by(column, context, out);
                }
            }
            Input::Click(Hit::Control(chip)) => self.remove_chip(Some(*chip), context, out),
            Input::Click(Hit::Tab(1)) => out.go(Route::Groups),
            Input::Click(Hit::Tab(2)) => out.go(Route::Licenses),
            _ if self.list.input(input, height) => {}
            _ => return Handled::No,
        }
        self.ask_for_what_lacks(context, out);
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        match told {
            Told::Chosen(Command::AddUser, 0) => out.open(NewUser::default()),
            Told::Chosen(Command::AddUser, _) => out.go(Route::Import(FileKind::Roster)),
            Told::Chosen(Command::Sort, index) => {
                if let Some(column) = UserColumn::ALL.get(*index) {
                    self.sort_by(*column, context, out);
                }
            }
            Told::Chosen(Command::Filter, index) => {
                let of = self.group_id();
                let narrowed = self
                    .narrowing
                    .chosen(*index, &self.groups, of, context, out);
                if narrowed {
                    self.ask_anew(context, out);
                }
            }
            Told::Text(Command::Filter, days) => {
                if self.narrowing.typed_days(days, context, out) {
                    self.ask_anew(context, out);
                }
            }
            Told::Chosen(Command::SavedFilters, _) | Told::Text(Command::SavedFilters, _) => {
                let of = self.group_id();
                let filter = self.narrowing.filter.clone();
                let saved = &mut self.narrowing.saved;
                if let Some(chosen) = saved.told(told, (&filter, of), context, out) {
                    self.narrowing.widen(of);
                    self.narrowing.filter = chosen;
                    self.ask_anew(context, out);
                }
            }
            _ => {
                let aim = self.aim();
                learner::go_on(told, &aim, &self.groups, &mut self.acting, context, out);
            }
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if let Ok(Reply::Answer(Answer::Users(page))) = reply
            && page.provisional
            && self.rows.is(ticket)
        {
            // A first glance: the whole answer follows, or an event says when it can be had.
            self.received(page, context, out);
            return Handled::Yes;
        }
        if self.narrowing.gone.takes(ticket, reply) {
            return Handled::Yes;
        }
        if let Some(handled) = self.narrowing.reply(ticket, reply, context, out) {
            return handled;
        }
        let mine = self.rows.takes(ticket) || self.all_groups.takes(ticket);
        if !mine && self.acting.takes(ticket) {
            return reply.as_ref().map_or(Handled::Fault, |_| Handled::No);
        }
        if !mine {
            return self.marks.reply(ticket, reply);
        }
        match reply {
            Ok(Reply::Answer(Answer::Users(page))) => self.received(page, context, out),
            Ok(Reply::Answer(Answer::Groups(groups))) => self.groups.clone_from(groups),
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.rows.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        picture::draw(self, canvas, area, context);
    }
}
