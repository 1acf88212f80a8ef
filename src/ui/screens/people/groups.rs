//! **People > Groups**: groups with their sizes; Enter lists the members.
//!
//! ```text
//!  Users   Groups   Licenses
//!    GROUP            MEMBERS
//!  ▌ Jakarta              412
//!    Sales                 87
//! ```

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Menu as Of, Scope};
use crate::domain::id::GroupId;
use crate::domain::op::{GroupOp, Op};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Group, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;
use crate::titled;

use super::users::under_people_tabs;
use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::form::Field;
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::shell::context::{Context, LINES_ABOVE};
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::Route;
use crate::ui::shell::toast::Toast;

/// Lines of the body above the rows: the tabs, a blank line, the heading.
const ABOVE: u16 = 3;

/// The groups.
pub struct Groups {
    list: List<Group, GroupId>,
    /// The group that a name is asked for, as it was then.
    meant: Option<Group>,
    asked: Asked,
    acting: Asked,
}

impl Default for Groups {
    fn default() -> Self {
        Self {
            list: List::new(|group: &Group| group.id),
            meant: None,
            asked: Asked::default(),
            acting: Asked::default(),
        }
    }
}

impl Groups {
    fn height(context: &Context) -> u16 {
        context.body().height.saturating_sub(ABOVE).max(1)
    }

    fn open_more(&self, context: &Context, out: &mut Out) {
        let below = self.list.cursor().saturating_sub(self.list.top());
        let below = u16::try_from(below).unwrap_or(u16::MAX);
        let line = LINES_ABOVE.saturating_add(ABOVE).saturating_add(below);
        let obstacle = |command| self.obstacle(command, context);
        out.open(Menu::of(
            Of::Group,
            "More",
            Anchor::Line(line),
            context,
            obstacle,
        ));
    }

    fn ask_name(command: Command, value: &str, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        let (title, explanation) = if command == Command::CreateGroup {
            (
                say!(texts, "command-create-group"),
                say!(texts, "group-create-explained"),
            )
        } else {
            (
                say!(texts, "command-rename-group"),
                say!(texts, "group-rename-explained"),
            )
        };
        let field = Field::text(say!(texts, "group-name"), value);
        out.open(Prompt::new(
            command,
            title,
            explanation,
            field,
            say!(texts, "button-save"),
            context,
        ));
    }
}

impl Layer for Groups {
    fn scope(&self) -> Scope {
        Scope::Groups
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Groups)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let count = self.list.total();
        Some(say!(context.texts, "groups-count", count = count))
    }

    fn shows(&self) -> Changes {
        Changes::GROUPS.union(Changes::USERS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Groups, context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![
            Command::OpenGroup,
            Command::More,
            Command::CreateGroup,
            Command::RenameGroup,
            Command::RemoveGroup,
            Command::NextTab,
        ]
    }

    fn obstacle(&self, command: Command, _context: &Context) -> Option<Reason> {
        let needs_one = matches!(
            command,
            Command::OpenGroup | Command::RenameGroup | Command::RemoveGroup | Command::More
        );
        (needs_one && self.list.selected().is_none()).then_some(Reason::GroupGone)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        self.meant = self.list.selected().cloned();
        let selected = self.list.selected();
        match (command, selected) {
            (Command::NextTab, _) => out.go(Route::Licenses),
            (Command::PreviousTab, _) => out.go(Route::Users),
            (Command::CreateGroup, _) => Self::ask_name(command, "", context, out),
            (Command::More, None) => out.toast(Toast::refused(say!(context.texts, "list-nothing"))),
            (Command::More, _) => self.open_more(context, out),
            (Command::OpenGroup, Some(group)) => out.go(Route::Group(group.id, group.name.clone())),
            (Command::RenameGroup, Some(group)) => {
                Self::ask_name(command, &group.name, context, out);
            }
            (Command::RemoveGroup, Some(group)) => {
                out.open(
                    Confirm::act(command, Op::Group(GroupOp::Remove { group: group.id }))
                        .about(&group.name),
                );
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match input {
            Input::Click(Hit::Row(index)) if *index == self.list.cursor() => {
                return self.command(Command::OpenGroup, context, out);
            }
            Input::Click(Hit::Tab(0)) => out.go(Route::Users),
            Input::Click(Hit::Tab(2)) => out.go(Route::Licenses),
            _ if self.list.input(input, Self::height(context)) => {}
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        let op = match (told, &self.meant) {
            (Told::Text(Command::CreateGroup, name), _) => {
                Op::Group(GroupOp::Create { name: name.clone() })
            }
            (Told::Text(Command::RenameGroup, name), Some(group)) => Op::Group(GroupOp::Rename {
                group: group.id,
                seen: group.name.clone(),
                name: name.clone(),
            }),
            _ => return,
        };
        self.acting.run(op, None, context, out);
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, _: &mut Out) -> Handled {
        let acted = self.acting.takes(ticket);
        if !acted && !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Groups(groups))) = reply {
            self.list.receive_all(groups.clone(), Self::height(context));
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let rest = under_people_tabs(canvas, area, 1, context);
        if self.list.total() == 0 {
            if self.asked.is_settled() {
                listing::say_none(canvas, rest, &say!(texts, "groups-none"), context);
            }
            return;
        }
        let row = |group: &Group| Row {
            cells: vec![
                group.name.clone().into(),
                formats::number(context.language(), group.members).into(),
            ],
            marked: false,
        };
        let columns = vec![
            Column::telling(titled!(texts, "column-group"), 12, 0),
            Column::exact(titled!(texts, "column-members"), 0).right(),
        ];
        Table::of(&self.list, rest, columns, row).draw(canvas, rest, context);
    }
}
