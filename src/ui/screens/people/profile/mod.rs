//! The profile of a learner.
//!
//! ```text
//!  Siti Aminah ⚑   More m
//!  siti.aminah@enigma.example   E-10442   Teacher
//!  ● Connected   Activated   last active 3 days ago
//!  ⇡ Deletion at the provider: handed over 2 days ago
//!  Employee info   Groups   Licenses   Learning   Requests   History
//!  ─────────────────────────────────────────────────────────────────
//!  (the tab)
//! ```
//!
//! **Employee info** is edited in place, with validation beside the field; what was typed is never lost without asking.

mod contents;
mod editing;
mod head;
mod saving;
mod tabs;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Menu as Of, Scope};
use crate::domain::id::{GroupId, UserId};
use crate::domain::plan::Changes;
use crate::domain::query::{Export, Group, Query};
use crate::domain::reason::Reason;
use crate::domain::record::LogEntry;
use crate::domain::report::LearnerReport;
use crate::domain::request::RequestRow;
use crate::domain::user::Profile as Learner;
use crate::error::Error;
use crate::say;

use super::learner::{self, Aim, Facts};
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::save::Save;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::form::FormSignal;
use crate::ui::kit::list::List;
use crate::ui::shell::context::{Context, LINES_ABOVE};
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};
use crate::ui::shell::route::{ProfileTab, Route};

use editing::Editing;

/// Lines above the tab, where nothing of the learner is at the provider.
const ABOVE: u16 = 5;

/// The profile page.
pub struct Profile {
    user: UserId,
    tab: ProfileTab,
    learner: Option<Learner>,
    /// The learner is not in the account (any more).
    gone: bool,
    editing: Option<Editing>,
    groups: List<(GroupId, String), GroupId>,
    all_groups: Vec<Group>,
    report: Option<LearnerReport>,
    top: usize,
    requests: List<RequestRow, crate::domain::id::RequestId>,
    history: List<LogEntry, u64>,
    /// Why the history may not be seen.
    history_refusal: Option<Reason>,
    asked: Asked,
    tab_asked: Asked,
    groups_asked: Asked,
    saving: Asked,
    acting: Asked,
}

impl Profile {
    /// The profile of a learner, open at a tab.
    pub fn new(user: UserId, tab: ProfileTab) -> Self {
        Self {
            user,
            tab,
            learner: None,
            gone: false,
            editing: None,
            groups: List::new(|group: &(GroupId, String)| group.0),
            all_groups: Vec::new(),
            report: None,
            top: 0,
            requests: List::new(|row: &RequestRow| row.id),
            history: List::new(|entry: &LogEntry| entry.number),
            history_refusal: None,
            asked: Asked::default(),
            tab_asked: Asked::default(),
            groups_asked: Asked::default(),
            saving: Asked::default(),
            acting: Asked::default(),
        }
    }

    fn aim(&self) -> Aim {
        let Some(learner) = &self.learner else {
            return Aim::default();
        };
        Aim {
            count: 1,
            users: vec![self.user],
            only: Some(Facts {
                connected: learner.connected,
                on_hold: learner.hold.is_some(),
                is_operator: learner.operator.is_some(),
                underway: learner.at_provider.clone(),
            }),
            groups: learner.groups.clone(),
        }
    }

    fn name(&self) -> String {
        let learner = self.learner.as_ref();
        learner
            .map(|learner| learner.employee.full_name())
            .unwrap_or_default()
    }

    fn open_more(&self, context: &Context, out: &mut Out) {
        let aim = self.aim();
        let obstacle = |command| learner::obstacle(command, &aim, context);
        let anchor = Anchor::Line(LINES_ABOVE);
        out.open(Menu::of(Of::Profile, "More", anchor, context, obstacle));
    }
}

impl Layer for Profile {
    fn scope(&self) -> Scope {
        Scope::Profile
    }

    fn route(&self) -> Option<Route> {
        Some(Route::User(self.user, self.tab))
    }

    fn crumbs(&self, context: &Context) -> Vec<String> {
        let mut crumbs = Route::Users.crumbs();
        crumbs.push(if self.gone {
            say!(context.texts, "request-learner-gone")
        } else {
            self.name()
        });
        crumbs
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let learner = self.learner.as_ref()?;
        Some(say!(
            context.texts,
            "profile-minutes",
            count = learner.minutes
        ))
    }

    fn shows(&self) -> Changes {
        Changes::USERS
            .union(Changes::GROUPS)
            .union(Changes::PROVIDER)
            .union(Changes::REQUESTS)
            .union(Changes::LOG)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Profile(self.user), context, out);
        self.groups_asked.load(Query::Groups, context, out);
        self.ask_for_the_tab(context, out);
    }

    fn revisited(&mut self, route: &Route, context: &Context, out: &mut Out) {
        if let Route::User(_, tab) = route
            && self.editing.is_none()
        {
            self.show(*tab, context, out);
        }
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        if self.editing.is_some() {
            return Vec::new();
        }
        let mut hints = vec![Command::More, Command::NextTab];
        match self.tab {
            ProfileTab::EmployeeInfo => hints.insert(0, Command::EditProfile),
            ProfileTab::Groups => hints
                .splice(0..0, [Command::AddToGroup, Command::RemoveFromGroup])
                .for_each(drop),
            ProfileTab::Learning => hints.insert(0, Command::ExportLearnerReport),
            ProfileTab::Requests => hints.insert(0, Command::NewRequest),
            ProfileTab::Licenses => hints.insert(0, Command::ManageLicenses),
            ProfileTab::History => {}
        }
        hints.push(Command::Disconnect);
        hints.push(Command::Back);
        hints
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        if self.editing.is_none() {
            return Vec::new();
        }
        let texts = &context.texts;
        vec![
            ("Tab".to_owned(), say!(texts, "hint-next-field")),
            ("Ctrl-S".to_owned(), say!(texts, "hint-save")),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ]
    }

    fn is_typing(&self) -> bool {
        self.editing.is_some()
    }

    fn holds_typed_text(&self) -> bool {
        self.editing.as_ref().is_some_and(Editing::is_touched)
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        if self.gone && command != Command::Back && learner_command(command) {
            return Some(Reason::UserGone);
        }
        learner::obstacle(command, &self.aim(), context)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::More => self.open_more(context, out),
            Command::EditProfile => self.edit(context, out),
            Command::NextTab => self.step_tab(1, context, out),
            Command::PreviousTab => self.step_tab(-1, context, out),
            Command::ExportLearnerReport => {
                let export = Export::LearnerReport(self.user);
                let name = format!("learner-report-{}.csv", self.user);
                out.open(Save::new(export, &name, context));
            }
            Command::AddToGroup | Command::RemoveFromGroup => {
                let others = self.other_groups();
                return learner::begin(command, &self.aim(), &others, context, out);
            }
            _ => return learner::begin(command, &self.aim(), &self.all_groups, context, out),
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        use crate::command::key::Key;
        if let Some(editing) = &mut self.editing {
            match editing.input(input, context) {
                FormSignal::Pressed(0) => self.stop_editing(context, out),
                FormSignal::Pressed(_) => self.save(context, out),
                FormSignal::Ignored => match input {
                    Input::Key(Key::Esc) => self.stop_editing(context, out),
                    Input::Key(Key::Ctrl('s')) => self.save(context, out),
                    _ => return Handled::No,
                },
                FormSignal::Moved | FormSignal::Changed(_) => {}
            }
            return Handled::Yes;
        }
        match input {
            Input::Click(Hit::Tab(index)) => {
                if let Some(tab) = ProfileTab::ALL.get(*index) {
                    self.show(*tab, context, out);
                }
                Handled::Yes
            }
            Input::Click(Hit::Control(_)) | Input::Key(Key::Enter)
                if self.tab == ProfileTab::EmployeeInfo =>
            {
                out.wish(Wish::Command(Command::EditProfile));
                Handled::Yes
            }
            Input::Click(Hit::Control(_)) | Input::Key(Key::Enter)
                if self.tab == ProfileTab::Licenses =>
            {
                out.wish(Wish::Command(Command::ManageLicenses));
                Handled::Yes
            }
            Input::Key(Key::Enter) if self.tab == ProfileTab::Groups => {
                if let Some((group, name)) = self.groups.selected() {
                    out.go(Route::Group(*group, name.clone()));
                }
                Handled::Yes
            }
            Input::Key(Key::Enter) if self.tab == ProfileTab::Requests => self.open_request(out),
            Input::Click(Hit::Row(index)) if self.is_at_request(*index) => self.open_request(out),
            _ => self.move_in_tab(input, context, out),
        }
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        if *told == Told::Confirmed(Command::EditProfile) {
            self.editing = None;
            return;
        }
        let groups = self.other_groups();
        let aim = self.aim();
        learner::go_on(told, &aim, &groups, &mut self.acting, context, out);
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, _: &mut Out) -> Handled {
        if self.saving.takes(ticket) {
            return self.saved(reply, context);
        }
        if self.acting.takes(ticket) {
            return if reply.is_err() {
                Handled::Fault
            } else {
                Handled::No
            };
        }
        let of_tab = self.tab_asked.takes(ticket);
        if !of_tab && !self.asked.takes(ticket) && !self.groups_asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(answer)) => self.received(answer, context),
            Err(Error::NotAllowed(reason)) if of_tab => {
                self.history_refusal = Some(reason.clone());
            }
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.asked, &self.tab_asked, &self.saving];
        asked
            .into_iter()
            .filter_map(|it| it.wakes_after(context))
            .min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let Some(learner) = &self.learner else {
            let text = if self.gone {
                say!(context.texts, "profile-gone")
            } else if self.asked.is_slow(context) {
                say!(context.texts, "loading")
            } else {
                return;
            };
            let place = Rect {
                x: area.x + 2,
                y: area.y + 1,
                ..area
            };
            canvas.print(place, &text, palette.dim);
            return;
        };
        head::draw(self, learner, canvas, area, context);
        let above = self.above();
        head::draw_tabs(
            self.tab,
            canvas,
            Rect {
                y: area.y + above - 2,
                height: 1,
                ..area
            },
            context,
        );
        canvas.rule(
            Rect {
                y: area.y + above - 1,
                height: 1,
                ..area
            },
            palette.rule,
        );
        let rest = Rect {
            y: area.y + above,
            height: area.height.saturating_sub(above),
            ..area
        };
        tabs::draw(self, learner, canvas, rest, context);
    }
}

const fn learner_command(command: Command) -> bool {
    matches!(
        command,
        Command::More
            | Command::EditProfile
            | Command::ExportLearnerReport
            | Command::Disconnect
            | Command::PlaceHold
            | Command::LiftHold
            | Command::DeleteUser
            | Command::AddToGroup
            | Command::RemoveFromGroup
            | Command::ManageLicenses
            | Command::NewRequest
    )
}
