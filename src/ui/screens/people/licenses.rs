//! **People > Licenses**: license types with their seats.
//!
//! ```text
//!  Users   Groups   Licenses
//!    LICENSE                  SEATS  INVITED  ACTIVATED  AVAILABLE
//!  ▌ LinkedIn Learning          300       27        226         47
//!    Leadership                  80        0         40         40
//! ```

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Scope};
use crate::domain::id::LicenseTypeId;
use crate::domain::license::{LicenseType, LicenseTypeOp};
use crate::domain::naming::license_named;
use crate::domain::op::Op;
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;
use crate::titled;

use super::users::under_people_tabs;
use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::license_form::LicenseForm;
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::form::Field;
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::Route;

/// Lines of the body above the rows: the tabs, a blank line, the heading.
const ABOVE: u16 = 3;

/// The license types.
pub struct Licenses {
    list: List<LicenseType, LicenseTypeId>,
    types: Vec<LicenseType>,
    /// The type that a text is asked for, as it was then.
    meant: Option<LicenseType>,
    asked: Asked,
    acting: Asked,
}

impl Default for Licenses {
    fn default() -> Self {
        Self {
            list: List::new(|kind: &LicenseType| kind.id),
            types: Vec::new(),
            meant: None,
            asked: Asked::default(),
            acting: Asked::default(),
        }
    }
}

impl Licenses {
    fn height(context: &Context) -> u16 {
        context.body().height.saturating_sub(ABOVE).max(1)
    }

    /// Removes a type; where somebody holds it, asks first which one they get in its place.
    fn remove(kind: &LicenseType, context: &Context, out: &mut Out) {
        if kind.assigned() == 0 {
            Self::confirm_removal(kind, None, out);
            return;
        }
        let texts = &context.texts;
        let command = Command::RemoveLicenseType;
        let title = crate::command::row(command).name(texts);
        let explained = say!(texts, "license-remove-explained", count = kind.assigned());
        let field = Field::text(say!(texts, "license-move-to"), "");
        let onward = say!(texts, "hint-onward");
        out.open(Prompt::new(
            command, title, explained, field, onward, context,
        ));
    }

    fn confirm_removal(kind: &LicenseType, target: Option<&LicenseType>, out: &mut Out) {
        let op = Op::LicenseType(LicenseTypeOp::Remove {
            license: kind.id,
            move_to: target.map(|target| target.id),
        });
        let about = match target {
            Some(target) => format!("{} → {}", kind.name, target.name),
            None => kind.name.clone(),
        };
        out.open(Confirm::act(Command::RemoveLicenseType, op).about(&about));
    }
}

impl Layer for Licenses {
    fn scope(&self) -> Scope {
        Scope::Licenses
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Licenses)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let seats = self.types.iter().map(|kind| kind.seats).sum::<u64>();
        let taken = self.types.iter().map(LicenseType::assigned).sum::<u64>();
        Some(say!(
            context.texts,
            "licenses-figure",
            taken = taken,
            count = seats
        ))
    }

    fn shows(&self) -> Changes {
        Changes::SETTINGS.union(Changes::USERS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Licenses, context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![
            Command::AddLicenseType,
            Command::SetSeats,
            Command::RenameLicenseType,
            Command::RemoveLicenseType,
            Command::GoIdleSeats,
            Command::GoRules,
            Command::NextTab,
        ]
    }

    fn obstacle(&self, command: Command, _context: &Context) -> Option<Reason> {
        let needs_one = matches!(
            command,
            Command::SetSeats | Command::RenameLicenseType | Command::RemoveLicenseType
        );
        let none = needs_one && self.list.selected().is_none();
        none.then_some(Reason::NoLicenseTypes)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        let texts = &context.texts;
        self.meant = self.list.selected().cloned();
        match (command, self.list.selected()) {
            (Command::NextTab, _) => out.go(Route::Users),
            (Command::PreviousTab, _) => out.go(Route::Groups),
            (Command::AddLicenseType, _) => out.open(LicenseForm::new(context)),
            (Command::SetSeats, Some(kind)) => out.open(LicenseForm::seats_of(kind, context)),
            (Command::RenameLicenseType, Some(kind)) => {
                let title = crate::command::row(command).name(texts);
                let explained = say!(texts, "license-rename-explained");
                let field = Field::text(say!(texts, "out-name"), &kind.name);
                out.open(Prompt::new(
                    command,
                    title,
                    explained,
                    field,
                    say!(texts, "button-save"),
                    context,
                ));
            }
            (Command::RemoveLicenseType, Some(kind)) => Self::remove(kind, context, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match input {
            Input::Click(Hit::Row(index)) if *index == self.list.cursor() => {
                return self.command(Command::SetSeats, context, out);
            }
            Input::Click(Hit::Tab(0)) => out.go(Route::Users),
            Input::Click(Hit::Tab(1)) => out.go(Route::Groups),
            _ if self.list.input(input, Self::height(context)) => {}
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        let Some(kind) = &self.meant else {
            return;
        };
        match told {
            Told::Text(Command::RenameLicenseType, name) => {
                let op = Op::LicenseType(LicenseTypeOp::Rename {
                    license: kind.id,
                    seen: kind.name.clone(),
                    name: name.clone(),
                });
                self.acting.run(op, None, context, out);
            }
            Told::Text(Command::RemoveLicenseType, name) => {
                match license_named(&self.types, name) {
                    Some(target) => Self::confirm_removal(kind, Some(target), out),
                    None => Self::remove(kind, context, out),
                }
            }
            _ => {}
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, _: &mut Out) -> Handled {
        let acted = self.acting.takes(ticket);
        if !acted && !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Licenses(types))) = reply {
            self.types.clone_from(types);
            self.list.receive_all(types.clone(), Self::height(context));
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let rest = under_people_tabs(canvas, area, 2, context);
        if self.list.total() == 0 {
            if self.asked.is_settled() {
                listing::say_none(canvas, rest, &say!(texts, "license-types-none"), context);
            }
            return;
        }
        let row = |kind: &LicenseType| {
            let figures = [kind.seats, kind.invited, kind.activated, kind.available()];
            let figures = figures.map(|one| formats::number(context.language(), one).into());
            let mut cells = vec![kind.name.clone().into()];
            cells.extend(figures);
            Row {
                cells,
                marked: false,
            }
        };
        let columns = vec![
            Column::telling(titled!(texts, "column-license"), 12, 0),
            Column::exact(titled!(texts, "out-seats"), 0).right(),
            Column::exact("Invited", 0).right(),
            Column::exact("Activated", 0).right(),
            Column::exact("Available", 0).right(),
        ];
        Table::of(&self.list, rest, columns, row).draw(canvas, rest, context);
    }
}
