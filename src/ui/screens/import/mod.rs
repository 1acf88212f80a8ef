//! **Add users by CSV**, **Reports > Import**, and a deletion CSV made of a list of leavers: which file, where its columns go,
//! what it would change, and the deed.
//!
//! ```text
//!  ✓ 1 File · ✓ 2 Columns · ▸ 3 Review · 4 Confirm
//!
//!  hr-export.csv · 1.2 MB
//!  3,000 rows = 12 new + 311 changed + 2,660 unchanged + 17 refused
//!  ▌ new                      12   ↵ rows
//!    refused                  17   ↵ rows ▲
//!    in the account, not here 28   ↵ rows   to look at
//!    Title                    40   ↵ rows
//!    [ ] Title: empty 40 cells     they stay as they are
//!
//!  ● Nothing has been changed.                    Back    Cancel    [ Continue ]
//! ```
//!
//! Everything is read and compared in the background. What was chosen is kept when going back; what was not confirmed
//! leaves nothing behind.

mod aim;
mod choosing;
mod confirm;
mod controls;
mod entry;
mod found;
mod hearing;
mod keys;
mod moving;
mod picture;
mod provider;
mod reading;
mod review;

use std::path::PathBuf;
use std::time::Duration;

use ratatui::layout::Rect;
use tui_input::Input as Text;

use crate::command::{Command, Scope};
use crate::domain::batch::Progress;
use crate::domain::license::LicenseType;
use crate::domain::plan::Receipt;
use crate::domain::query::Answer;
use crate::domain::reason::Reason;
use crate::domain::roster::RosterList;
use crate::service::{DateOrder, TimeOrder};

use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::form::type_in;
use crate::ui::screens::deletion::wizard::upload::{Heard, Upload};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};
use crate::ui::shell::route::Route;

pub use self::aim::Aim;
use self::choosing::Choosing;
use self::controls::Control;
use self::reading::{Held, Read, Reading};

/// Where an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ImportStep {
    File,
    Columns,
    Period,
    Review,
    Confirm,
    Running,
    Receipt,
}

/// An import.
pub struct Import {
    aim: Aim,
    step: ImportStep,
    focus: Control,
    upload: Upload,
    choosing: Option<Choosing>,
    reading: Reading,
    /// The period of a report, or when a roster was taken, as it is typed.
    period: Text,
    /// Whether what stands there was taken for such and is none.
    period_is_bad: bool,
    /// What is typed to have a doubtful roster believed.
    phrase: Text,
    /// The headers of a results file whose message was not found.
    headers: Vec<String>,
    /// What was done, once it is.
    receipt: Option<Receipt>,
    progress: Progress,
    beginning: Asked,
    /// The license types of the account.
    types: Vec<LicenseType>,
    types_asked: Asked,
    running: Asked,
    forgetting: Asked,
    /// Whether Enter was pressed while a file is still being looked at: it goes on once the file is found.
    goes_on: bool,
    /// The file that it was opened with, until that is looked at.
    given: Option<PathBuf>,
    /// Whether a server is read already.
    has_begun: bool,
}

impl Import {
    /// From the first step.
    pub fn new(aim: Aim) -> Self {
        let (step, focus) = match aim {
            Aim::Server => (ImportStep::Review, Control::Onward),
            _ => (ImportStep::File, Control::Pick),
        };
        Self {
            aim,
            step,
            focus,
            upload: Upload::default(),
            choosing: None,
            reading: Reading::of(aim),
            period: Text::default(),
            period_is_bad: false,
            phrase: Text::default(),
            headers: Vec::new(),
            receipt: None,
            progress: Progress::default(),
            beginning: Asked::default(),
            types: Vec::new(),
            types_asked: Asked::default(),
            running: Asked::default(),
            forgetting: Asked::default(),
            goes_on: false,
            given: None,
            has_begun: false,
        }
    }

    /// Of a list of leavers that was chosen already.
    pub fn preparing(file: PathBuf) -> Self {
        Self {
            given: Some(file),
            ..Self::new(Aim::Leavers)
        }
    }

    fn go_to(&mut self, step: ImportStep, focus: Control) {
        self.step = step;
        self.focus = focus;
    }

    /// The overlay of the last step can be gone because another place was gone to.
    fn settle(&mut self) {
        if self.step == ImportStep::Confirm {
            self.go_to(ImportStep::Review, Control::Onward);
        }
    }
}

impl Layer for Import {
    fn scope(&self) -> Scope {
        Scope::Import
    }

    fn route(&self) -> Option<Route> {
        Some(self.aim.route())
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        if self.aim == Aim::Server && self.step == ImportStep::Review && !self.has_begun {
            self.has_begun = true;
            self.read_server(None, context, out);
        }
        if let Some(file) = self.given.take() {
            self.goes_on = true;
            self.upload.look_at(file, context, out);
        }
    }

    fn revisited(&mut self, _route: &Route, context: &Context, out: &mut Out) {
        self.settle();
        // What was imported is over: whoever comes back begins anew.
        if self.step == ImportStep::Receipt {
            self.reading.drop_all(out);
            *self = Self::new(self.aim);
            self.load(context, out);
        }
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        self.key_hints(context)
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        self.command_hints()
    }

    fn is_typing(&self) -> bool {
        self.step == ImportStep::File
            || matches!(
                (self.step, self.focus),
                (ImportStep::Period, Control::Period) | (ImportStep::Review, Control::Phrase)
            )
    }

    fn holds_typed_text(&self) -> bool {
        let is_over = self.step == ImportStep::Receipt;
        !is_over && (!self.upload.path.value().is_empty() || !self.running.is_settled())
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        match command {
            Command::ProposeLeavers => self.leavers_obstacle(context),
            Command::CorrectImport => self.correction_obstacle(),
            Command::ForgetColumns
                if !self.choosing.as_ref().is_some_and(Choosing::is_remembered) =>
            {
                Some(Reason::NoColumnsRemembered)
            }
            Command::ImportRows if self.reading.roster().is_none() => Some(Reason::NothingReviewed),
            _ => None,
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        self.settle();
        if command == Command::Back {
            return if self.back(context, out) {
                Handled::Yes
            } else {
                Handled::No
            };
        }
        let column = match self.focus {
            Control::Column(place) => Some(place),
            _ => None,
        };
        match (command, column, &mut self.choosing) {
            (Command::UploadFromComputer, ..) if self.step == ImportStep::File => {
                self.pick(context, out);
            }
            (Command::IgnoreColumn, Some(place), Some(choosing)) => {
                choosing.ignore(place);
                self.move_row(1, context, out);
            }
            (Command::KeepColumn, Some(place), Some(choosing)) => {
                choosing.keep(place);
                self.move_row(1, context, out);
            }
            (Command::ForgetColumns, ..) if self.step == ImportStep::Columns => {
                self.forget_columns(context, out);
            }
            (Command::MakeLicenses, ..) if self.step == ImportStep::Columns => {
                let make = &mut self.reading.options.make_licenses;
                *make = !*make;
            }
            (Command::MakeLicenses, ..) if self.step == ImportStep::Review => {
                self.tick(entry::What::MakeLicenses, context, out);
            }
            (Command::ImportRows, ..) => {
                if self.reading.is_ready() {
                    self.open_rows(RosterList::All, out);
                }
            }
            (Command::ProposeLeavers, ..) => moving::propose(&self.reading, context, out),
            (Command::CorrectImport, ..) => self.open_misfits(out),
            // Here these keys mean nothing.
            (
                Command::IgnoreColumn
                | Command::KeepColumn
                | Command::ForgetColumns
                | Command::MakeLicenses,
                ..,
            ) => {}
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        self.settle();
        match input {
            Input::Key(key) => return self.key(*key, context, out),
            Input::Paste(text) if self.step == ImportStep::File => {
                self.focus = Control::Path;
                self.upload.paste(text, context, out);
            }
            Input::Paste(text) if self.step == ImportStep::Period => {
                self.focus = Control::Period;
                self.leave_the_offer(context);
                type_in(&mut self.period, text);
                self.note_taken(context);
            }
            Input::Paste(text) if self.focus == Control::Phrase => {
                type_in(&mut self.phrase, text);
            }
            Input::Click(Hit::Control(index)) => {
                if let Some(control) = self.controls(context).get(*index).copied() {
                    if matches!(control, Control::Path | Control::Period | Control::Phrase) {
                        self.focus = control;
                    } else {
                        self.press(control, context, out);
                    }
                }
            }
            Input::Wheel(rows) => self.move_row(isize::from(rows.signum()), context, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        let choosing = self.choosing.as_mut();
        match (told, choosing, self.focus) {
            (Told::File(Command::UploadFromComputer, path), ..) => {
                self.chosen(path.clone(), context, out);
            }
            (Told::File(purpose @ (Command::ProposeLeavers | Command::PrepareList), path), ..) => {
                let refusal = context.refusal(crate::command::row(Command::DeleteUsers).permission);
                if *purpose == Command::PrepareList {
                    out.wish(Wish::Leave);
                }
                if refusal.is_none() {
                    out.go(Route::WizardOf(path.clone()));
                }
            }
            (Told::Corrected(mends), ..) => {
                self.reading.mend(mends, context, out);
                self.go_to(ImportStep::Review, Control::Onward);
                self.focus = self.onward(context);
            }
            (Told::Confirmed(command), ..) if *command == self.aim.purpose() => {
                self.run(context, out);
            }
            (Told::Chosen(Command::TakeResults, option), ..) => {
                self.message_chosen(*option, context, out);
            }
            (Told::Chosen(Command::ChooseColumn, option), Some(choosing), Control::Column(at)) => {
                choosing.choose(at, *option);
                self.move_row(1, context, out);
            }
            (Told::Chosen(Command::ChooseOrder, option), Some(choosing), Control::Times) => {
                choosing.orders.times = TimeOrder::ALL.get(*option).copied();
                self.focus = self.onward(context);
            }
            (Told::Chosen(Command::ChooseOrder, option), Some(choosing), _) => {
                choosing.orders.dates = DateOrder::ALL.get(*option).copied();
                self.focus = self.onward(context);
            }
            (Told::Chosen(Command::ManageLicenses, option), None, _) if self.aim == Aim::Server => {
                self.license_chosen(*option, context, out);
            }
            (Told::Chosen(Command::ManageLicenses, option), Some(choosing), _) => {
                choosing.license = choosing.types.get(*option).map(|kind| kind.name.clone());
                self.focus = self.onward(context);
            }
            _ => {}
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if self.running.takes(ticket) {
            return self.ran(reply, context, out);
        }
        if self.beginning.takes(ticket) {
            return self.began(reply, context, out);
        }
        if self.forgetting.takes(ticket) {
            if reply.is_err() {
                return Handled::Fault;
            }
            // The file is looked into anew.
            self.step = ImportStep::File;
            self.go_on(context, out);
            return Handled::Yes;
        }
        if self.types_asked.takes(ticket) {
            if let Ok(Reply::Answer(Answer::Licenses(types))) = reply {
                self.types.clone_from(types);
                if let Some(choosing) = &mut self.choosing {
                    choosing.types.clone_from(types);
                }
            }
            return Handled::Yes;
        }
        match self.reading.reply(ticket, reply, context, out) {
            Read::Nothing => {}
            read => {
                self.heard(&read, context, out);
                return Handled::Yes;
            }
        }
        match self.upload.reply(ticket, reply, context, out) {
            Heard::Nothing => return Handled::No,
            Heard::Chosen => {
                self.forget_the_moment();
                self.focus = Control::Onward;
                if std::mem::take(&mut self.goes_on) {
                    self.go_on(context, out);
                }
            }
            Heard::NothingToComplete => self.move_focus(1, context, out),
            Heard::Something => {}
        }
        if !self.upload.is_looking() {
            self.goes_on = false;
        }
        Handled::Yes
    }

    fn reviewing(&mut self, ticket: Ticket, progress: Progress) {
        self.reading.progressed(ticket, progress);
        if self.running.is(ticket) {
            self.progress = progress;
        }
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let waits = [
            self.reading.wakes_after(context),
            self.upload.wakes_after(context),
            self.beginning.wakes_after(context),
            self.running.wakes_after(context),
        ];
        waits.into_iter().flatten().min()
    }

    fn closed(&mut self, out: &mut Out) {
        // What runs is not stopped by leaving.
        if self.running.is_settled() {
            self.reading.drop_all(out);
        }
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        self.draw(canvas, area, context);
    }
}

impl Import {
    fn chosen(&mut self, path: PathBuf, context: &Context, out: &mut Out) {
        self.go_to(ImportStep::File, Control::Pick);
        self.upload.look_at(path, context, out);
    }

    /// Whether what was read is still there to be imported.
    fn holds_anything(&self) -> bool {
        !matches!(self.reading.held, Held::Nothing)
    }
}
