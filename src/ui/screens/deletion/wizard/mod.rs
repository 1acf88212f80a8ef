//! **Delete users**: instructions, upload, review, confirmation, and the notice that the file is being processed.
//!
//! ```text
//!  1 Instructions · 2 Upload · ▸ 3 Review · 4 Confirm
//!
//!  leavers-q4.csv · 13.7 MB · SHA-256 9f2c…
//!  608,069 lines = 1 header + 0 blank + 608,068 rows
//!  ▌ will be deleted     598,444   ↵ rows    59.8 % of Enigma Hub   ▲ over 20 %
//!    duplicate             3,029   ↵ rows
//!    not found             2,930   ↵ rows
//!
//!  ● Nothing has been deleted.                    Back    Cancel    [ Continue ]
//! ```
//!
//! What was entered is kept when going back; what was not confirmed leaves nothing behind.

mod checking;
mod confirm;
mod controls;
mod found;
mod keys;
mod notice;
mod people;
pub(in crate::ui::screens) mod picture;
#[cfg(test)]
mod tests;
pub(in crate::ui::screens) mod upload;

use std::path::PathBuf;
use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Scope};
use crate::domain::batch::{Batch, Progress};
use crate::domain::case::Correction;
use crate::domain::id::{BatchId, RuleId, UserId};
use crate::domain::plan::{Changes, Receipt};
use crate::domain::provider::Handover;
use crate::domain::query::{Answer, Export, Query, ReviewSource};
use crate::domain::reason::Reason;
use crate::say;
use crate::service::TEMPLATE_NAME;

use self::checking::Checking;
use self::confirm::ConfirmDeletion;
use self::controls::Control;
use self::people::Named;
use self::upload::{Heard, Upload};
use crate::ui::dialogs::rows::{Rows, Source};
use crate::ui::dialogs::save::Save;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};
use crate::ui::shell::route::Route;
use crate::ui::shell::toast::Toast;

/// A review that took this long is announced when it is ready: the operator may be elsewhere.
const ANNOUNCED_AFTER: Duration = Duration::from_secs(2);

/// Where the wizard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WizardStep {
    Instructions,
    Upload,
    Review,
    Confirm,
    Notice,
}

/// The wizard.
pub struct Wizard {
    /// Whom it is about where no file is asked for.
    given: Option<ReviewSource>,
    /// The file that it was opened with.
    file: Option<PathBuf>,
    step: WizardStep,
    focus: Control,
    upload: Upload,
    checking: Checking,
    named: Named,
    days: u8,
    batch: Option<BatchId>,
    /// The batch as it stands, on the notice.
    made: Option<Box<Batch>>,
    /// What of it was prepared for the provider.
    handovers: Vec<Handover>,
    asked: Asked,
    handing: Asked,
    begun: bool,
    /// Whether Enter was pressed while a file is still being looked at: it goes on once the file is found.
    goes_on: bool,
}

impl Wizard {
    /// From the first step, or from the review of marked users.
    pub fn new(users: Vec<UserId>) -> Self {
        let given = Some(users).filter(|users| !users.is_empty());
        Self::of(given.map(ReviewSource::Users))
    }

    /// From the review of learners who were chosen for rows of a batch.
    pub fn correcting(correction: Correction) -> Self {
        Self::of(Some(ReviewSource::Correction(correction)))
    }

    /// From the review of learners who are gone at the provider without our doing; all of them where nobody is named.
    pub fn accepting(users: Option<Vec<UserId>>) -> Self {
        Self::of(Some(ReviewSource::Gone(users)))
    }

    /// From the review of the learners whom a retention rule names.
    pub fn of_rule(rule: RuleId) -> Self {
        Self::of(Some(ReviewSource::Rule(rule)))
    }

    fn of(given: Option<ReviewSource>) -> Self {
        let (step, focus) = if given.is_none() {
            (WizardStep::Instructions, Control::Onward)
        } else {
            (WizardStep::Review, Control::Onward)
        };
        Self {
            given,
            file: None,
            step,
            focus,
            upload: Upload::default(),
            checking: Checking::default(),
            named: Named::default(),
            days: 0,
            batch: None,
            made: None,
            handovers: Vec::new(),
            asked: Asked::default(),
            handing: Asked::default(),
            begun: false,
            goes_on: false,
        }
    }

    /// From the choice of a file that was made for it.
    pub fn of_file(file: PathBuf) -> Self {
        Self {
            file: Some(file),
            step: WizardStep::Upload,
            ..Self::new(Vec::new())
        }
    }

    /// Where the operator is.
    fn place(&self) -> Route {
        match (&self.file, &self.given) {
            (Some(file), _) => Route::WizardOf(file.clone()),
            (None, Some(ReviewSource::Users(users))) => Route::Wizard(users.clone()),
            (None, Some(ReviewSource::Correction(it))) => Route::Correcting(it.clone()),
            (None, Some(ReviewSource::Gone(users))) => Route::Accepting(users.clone()),
            (None, Some(ReviewSource::Rule(rule))) => Route::OfRule(*rule),
            (None, Some(ReviewSource::File(_) | ReviewSource::OfRequest(..)) | None) => {
                Route::Wizard(Vec::new())
            }
        }
    }

    fn go_to(&mut self, step: WizardStep, focus: Control) {
        self.step = step;
        self.focus = focus;
    }

    fn press(&mut self, control: Control, context: &Context, out: &mut Out) {
        if control == Control::Onward && self.waits_for_the_file() {
            self.goes_on = true;
            return;
        }
        if !self.is_enabled(control) {
            return;
        }
        self.focus = control;
        match control {
            Control::Template => take_template(context, out),
            Control::Pick => self.pick(context, out),
            Control::Browse => self.upload.browse(out),
            Control::Path if self.upload.path.value().trim().is_empty() => {
                self.move_focus(1, context, out);
            }
            Control::Path => self.upload.look_at_typed(context, out),
            Control::Outcome(index) => self.open_rows(index, out),
            Control::People => self.open_people(out),
            Control::EarlierBatch => {
                if let Some(batch) = self.checking.review().and_then(|it| it.earlier_batch) {
                    out.go(Route::Batch(batch));
                }
            }
            Control::RunAnew => self.checking.again = !self.checking.again,
            Control::Back => {
                self.back(out);
            }
            Control::Cancel => out.wish(Wish::Leave),
            Control::Close => self.close(out),
            Control::Onward => self.go_on(context, out),
            Control::SaveCopy => self.take_copy(context, out),
            Control::Prepare => self.prepare(out),
        }
    }

    fn go_on(&mut self, context: &Context, out: &mut Out) {
        match self.step {
            WizardStep::Instructions if self.upload.chosen.is_some() => {
                self.go_to(WizardStep::Upload, Control::Onward);
            }
            WizardStep::Instructions => self.go_to(WizardStep::Upload, Control::Pick),
            WizardStep::Upload => {
                let Some(file) = &self.upload.chosen else {
                    return;
                };
                let source = ReviewSource::File(file.path.clone());
                self.go_to(WizardStep::Review, Control::Onward);
                self.checking.begin(source, context, out);
            }
            WizardStep::Review | WizardStep::Confirm => {
                if let Some(review) = self.checking.review() {
                    let again = self.checking.again;
                    let whom = self.named.whom.clone();
                    let road = notice::road_there(self.given.as_ref(), context);
                    let asked =
                        ConfirmDeletion::new(review, whom, (again, self.days), road, context);
                    out.open(asked);
                    self.step = WizardStep::Confirm;
                }
            }
            WizardStep::Notice => {}
        }
    }

    /// One step back within the wizard; answers whether there is one.
    fn back(&mut self, out: &mut Out) -> bool {
        match self.step {
            WizardStep::Upload if self.upload.leave_the_dialog() => self.focus = Control::Pick,
            WizardStep::Upload => self.go_to(WizardStep::Instructions, Control::Onward),
            WizardStep::Review | WizardStep::Confirm if self.given.is_none() => {
                self.checking.drop_all(out);
                self.go_to(WizardStep::Upload, Control::Onward);
            }
            WizardStep::Notice => self.close(out),
            _ => return false,
        }
        true
    }

    fn open_rows(&self, index: usize, out: &mut Out) {
        let outcome = self.checking.outcomes().get(index).map(|it| it.0);
        if let (Some(token), Some(outcome)) = (self.checking.token(), outcome) {
            out.open(Rows::new(Source::Review(token), Some(outcome)));
        }
    }

    fn chosen(&mut self, path: PathBuf, context: &Context, out: &mut Out) {
        self.go_to(WizardStep::Upload, Control::Pick);
        self.upload.look_at(path, context, out);
    }

    /// The overlay of the fourth step can be gone because another place was gone to.
    fn settle(&mut self) {
        if self.step == WizardStep::Confirm {
            self.go_to(WizardStep::Review, Control::Onward);
        }
    }

    fn reviewed(&mut self, took: Duration, context: &Context, out: &mut Out) {
        self.ask_whom(context, out);
        if self.step == WizardStep::Review {
            self.focus = if self.checking.can_go_on() {
                Control::Onward
            } else {
                self.first_that_leads_on()
            };
        }
        if took >= ANNOUNCED_AFTER {
            let route = self.place();
            let text = say!(context.texts, "review-is-ready");
            out.toast(Toast::notice(text).leading_to(route));
        }
    }
}

fn take_template(context: &Context, out: &mut Out) {
    out.open(Save::new(Export::Template, TEMPLATE_NAME, context));
}

impl Layer for Wizard {
    fn scope(&self) -> Scope {
        Scope::Wizard
    }

    fn route(&self) -> Option<Route> {
        Some(self.place())
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        if let Some(source) = self.given.clone().filter(|_| !self.begun) {
            self.checking.begin(source, context, out);
        }
        if let Some(file) = self.file.clone().filter(|_| !self.begun) {
            self.upload.look_at(file, context, out);
        }
        self.begun = true;
        if let Some(batch) = self.batch {
            self.asked.load(Query::Batch(batch), context, out);
            self.handing.load(Query::HandoversOf(batch), context, out);
        }
    }

    fn unmasked(&mut self, context: &Context, out: &mut Out) {
        self.load(context, out);
        self.ask_whom(context, out);
    }

    fn shows(&self) -> Changes {
        if self.batch.is_some() {
            Changes::BATCHES
        } else {
            Changes::empty()
        }
    }

    fn revisited(&mut self, _route: &Route, context: &Context, out: &mut Out) {
        self.settle();
        // What was confirmed is over: whoever comes back begins anew.
        if self.step == WizardStep::Notice {
            *self = Self::of(self.given.take());
            self.load(context, out);
        }
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = vec![("↵".to_owned(), say!(texts, "hint-press"))];
        if self.is_typing() {
            hints.push(("Tab".to_owned(), say!(texts, "hint-complete")));
        }
        hints.push(("↑↓".to_owned(), say!(texts, "hint-move")));
        hints.push(("Esc".to_owned(), say!(texts, "hint-back")));
        hints
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        match self.step {
            WizardStep::Instructions => vec![Command::DownloadTemplate],
            WizardStep::Upload if self.is_typing() => Vec::new(),
            WizardStep::Upload => vec![Command::UploadFromComputer],
            WizardStep::Review | WizardStep::Confirm => {
                vec![Command::BatchRows, Command::SaveCopy]
            }
            WizardStep::Notice => Vec::new(),
        }
    }

    fn is_typing(&self) -> bool {
        self.step == WizardStep::Upload && self.focus == Control::Path
    }

    fn holds_typed_text(&self) -> bool {
        self.batch.is_none() && !self.upload.path.value().is_empty()
    }

    fn obstacle(&self, command: Command, _context: &Context) -> Option<Reason> {
        let reviewed = self.checking.review().is_some();
        match command {
            Command::BatchRows if !reviewed => Some(Reason::NothingReviewed),
            Command::SaveCopy if !self.has_a_copy() => Some(Reason::UploadGone),
            Command::SaveCopy if !reviewed && self.batch.is_none() => Some(Reason::NothingReviewed),
            _ => None,
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        self.settle();
        match command {
            Command::Back if self.back(out) => {}
            Command::DownloadTemplate => take_template(context, out),
            Command::UploadFromComputer if self.step <= WizardStep::Upload => {
                self.pick(context, out);
            }
            Command::BatchRows => {
                if let Some(token) = self.checking.token() {
                    out.open(Rows::new(Source::Review(token), None));
                }
            }
            Command::SaveCopy => self.take_copy(context, out),
            Command::PrepareList if self.can_prepare(context) => self.prepare(out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        self.settle();
        match input {
            Input::Key(key) => return self.key(*key, context, out),
            Input::Paste(text) if self.step == WizardStep::Upload => {
                self.focus = Control::Path;
                self.upload.paste(text, context, out);
            }
            Input::Click(Hit::Control(index)) => {
                if let Some(control) = self.controls().get(*index).copied() {
                    if control == Control::Path {
                        self.focus = control;
                    } else {
                        self.press(control, context, out);
                    }
                }
            }
            Input::Wheel(rows) => self.move_focus(isize::from(rows.signum()), context, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        match told {
            Told::File(Command::UploadFromComputer, path) => {
                self.chosen(path.clone(), context, out);
            }
            Told::Chosen(Command::DeleteUsers, days) => {
                self.days = u8::try_from(*days).unwrap_or_default();
                self.settle();
            }
            _ => {}
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if let (WizardStep::Confirm, Ok(Reply::Outcome(outcome))) = (self.step, reply)
            && let Receipt::BatchConfirmed(batch) = outcome.receipt
        {
            self.batch = Some(batch);
            self.checking.confirmed();
            self.go_to(WizardStep::Notice, Control::Close);
            self.load(context, out);
            return Handled::Yes;
        }
        if self.asked.takes(ticket) {
            if let Ok(Reply::Answer(Answer::Batch(batch))) = reply {
                self.made.clone_from(batch);
                if !self.is_enabled(self.focus) {
                    self.focus = Control::Close;
                }
            }
            return Handled::Yes;
        }
        if self.handing.takes(ticket) {
            if let Ok(Reply::Answer(Answer::HandoversOf(handovers))) = reply {
                self.handovers.clone_from(handovers);
            }
            return Handled::Yes;
        }
        match self.hear_whom(ticket, reply) {
            Handled::No => {}
            heard => return heard,
        }
        if let Some(took) = self.checking.reply(ticket, reply, context) {
            self.reviewed(took, context, out);
            return Handled::Yes;
        }
        match self.upload.reply(ticket, reply, context, out) {
            Heard::Nothing => return Handled::No,
            Heard::Chosen => self.found_file(context, out),
            Heard::NothingToComplete => self.move_focus(1, context, out),
            Heard::Something => {}
        }
        // What is no file is said; then it is the operator's turn again.
        if !self.upload.is_looking() {
            self.goes_on = false;
        }
        Handled::Yes
    }

    fn reviewing(&mut self, ticket: Ticket, progress: Progress) {
        self.checking.progressed(ticket, progress);
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let waits = [
            self.checking.wakes_after(context),
            self.upload.wakes_after(context),
        ];
        waits.into_iter().flatten().min()
    }

    fn closed(&mut self, out: &mut Out) {
        self.checking.drop_all(out);
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        self.draw(canvas, area, context);
    }
}
