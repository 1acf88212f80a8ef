//! **Me > Deleted users**: asks the tombstones about an email or an ID, and releases what shall be used again.
//!
//! ```text
//!  Who was deleted is kept as a keyed hash only. …
//!
//!  ▌ Email or unique ID  siti.aminah@enigma.example▏
//!
//!                                     [ Open batch 42 ]     Release
//!
//!  ● Deleted on 2026-11-03 in batch 42, line 17, by dl.
//!    An import, a new user or a renaming with it is refused.
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::command::{self, Command, Scope};
use crate::domain::op::{AccountOp, Op, ReleaseScope};
use crate::domain::operator::Permission;
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, DossierOf, Export, Query, TombstoneAnswer};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;
use crate::wording;

use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::dialogs::save::Save;
use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::{Canvas, wrap};
use crate::ui::kit::form::{Field, Form, FormSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::{ProfileTab, Route};

const ASK: usize = 0;
const RELEASE_ONLY: usize = 2;
const DOSSIER: usize = 3;

/// The screen that asks the tombstones.
pub struct DeletedUsers {
    form: Form,
    asked: Asked,
    /// What was asked last, and the answer once it is there.
    question: String,
    answer: Option<TombstoneAnswer>,
    /// What is released once the reason is there.
    scope: ReleaseScope,
}

impl DeletedUsers {
    /// An empty question.
    pub fn new(context: &Context) -> Self {
        let field = Field::text(say!(context.texts, "deleted-field"), "");
        Self {
            form: Form::new(vec![field], Vec::new(), ASK),
            asked: Asked::default(),
            question: String::new(),
            answer: None,
            scope: ReleaseScope::Whole,
        }
    }

    /// The answer to what stands in the field now.
    fn answer(&self) -> Option<&TombstoneAnswer> {
        let current = self.form.value(0) == self.question;
        self.answer.as_ref().filter(|_| current)
    }

    /// Where the answer leads.
    fn way(&self) -> Option<Route> {
        Some(match self.answer()? {
            TombstoneAnswer::StillHere(user, _) => Route::User(*user, ProfileTab::default()),
            TombstoneAnswer::Deleted(tombstone) => Route::Batch(tombstone.batch),
            TombstoneAnswer::Released(released) => Route::Batch(released.tombstone.batch),
            TombstoneAnswer::GivenUp(given_up) => match &given_up.tombstone {
                None => Route::User(given_up.user, ProfileTab::default()),
                Some(tombstone) => Route::Batch(tombstone.batch),
            },
            TombstoneAnswer::NotAnIdentifier
            | TombstoneAnswer::NeverSeen
            | TombstoneAnswer::TwoFit(_)
            | TombstoneAnswer::KeyLost => return None,
        })
    }

    /// Why whoever looks may not go where the answer leads.
    fn refusal(&self, context: &Context) -> Option<Reason> {
        self.way()?.refusal(context)
    }

    fn buttons(&self, context: &Context) -> Vec<Button> {
        let texts = &context.texts;
        let label = match self.way() {
            Some(Route::User(..)) => say!(texts, "deleted-open-profile"),
            Some(Route::Batch(batch)) => {
                say!(texts, "deleted-open-batch", batch = batch.to_string())
            }
            _ => say!(texts, "deleted-ask"),
        };
        let can_release = self.obstacle(Command::ReleaseIdentifier, context).is_none()
            && context.refusal(Permission::ReleaseIdentifier).is_none();
        vec![
            Button::new(label, Kind::Onward).enabled_if(self.refusal(context).is_none()),
            Button::new(say!(texts, "describe-release-button"), Kind::Dangerous)
                .enabled_if(can_release),
            Button::new(say!(texts, "deleted-release-only"), Kind::Dangerous)
                .enabled_if(can_release),
            Button::new(say!(texts, "deleted-dossier"), Kind::Onward)
                .enabled_if(self.against_dossier(context).is_none()),
        ]
    }

    /// Why no dossier of whoever was asked about can be made.
    fn against_dossier(&self, context: &Context) -> Option<Reason> {
        let row = command::row(Command::TakeDossier);
        let deleted = matches!(self.answer(), Some(TombstoneAnswer::Deleted(_)));
        let refusal = context.refusal(row.permission);
        refusal.or_else(|| (!deleted).then_some(Reason::NotDeleted))
    }

    /// Asks where the dossier of the deleted learner shall lie. Its name tells nothing of them.
    fn take_dossier(&self, context: &Context, out: &mut Out) {
        let export = Export::Dossier(DossierOf::Key(self.question.clone()));
        out.open(Save::new(export, "dossier.zip", context));
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        let typed = self.form.value(0);
        if typed.is_empty() {
            self.form.fail(0, say!(context.texts, "prompt-empty"));
            return;
        }
        self.answer = None;
        self.question.clone_from(&typed);
        self.asked.load(Query::AskTombstones(typed), context, out);
    }

    fn accept(&mut self, context: &Context, out: &mut Out) {
        match (self.way(), self.refusal(context)) {
            (Some(_), Some(reason)) => out.refuse(reason),
            (Some(route), None) => out.go(route),
            (None, _) => self.ask(context, out),
        }
    }

    fn ask_for_the_reason(&mut self, scope: ReleaseScope, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        self.scope = scope;
        let identifier = self.question.clone();
        let explained = match scope {
            ReleaseScope::Whole => {
                say!(
                    texts,
                    "deleted-release-whole-explained",
                    identifier = identifier
                )
            }
            ReleaseScope::Typed => {
                say!(texts, "deleted-release-explained", identifier = identifier)
            }
        };
        out.open(Prompt::new(
            Command::ReleaseIdentifier,
            say!(texts, "describe-release-button"),
            explained,
            Field::text(say!(texts, "deleted-reason"), ""),
            say!(texts, "describe-release-button"),
            context,
        ));
    }

    /// What is said about the answer: the answer itself, then what it means.
    fn said(&self, context: &Context) -> Vec<(String, Style)> {
        let (texts, palette) = (&context.texts, &context.palette);
        let Some(answer) = self.answer() else {
            return if self.asked.is_slow(context) {
                vec![(say!(texts, "loading"), palette.dim)]
            } else {
                Vec::new()
            };
        };
        let first = wording::tombstone_answer(texts, answer);
        let (sign, style) = match answer {
            TombstoneAnswer::NotAnIdentifier
            | TombstoneAnswer::KeyLost
            | TombstoneAnswer::TwoFit(_) => ("▲", palette.warning),
            TombstoneAnswer::NeverSeen
            | TombstoneAnswer::Released(_)
            | TombstoneAnswer::GivenUp(_) => ("○", palette.strong),
            TombstoneAnswer::StillHere(..) => ("✓", palette.good),
            TombstoneAnswer::Deleted(_) => ("●", palette.strong),
        };
        let means = match answer {
            TombstoneAnswer::NotAnIdentifier => say!(texts, "deleted-not-one-means"),
            TombstoneAnswer::NeverSeen => say!(texts, "deleted-never-means"),
            TombstoneAnswer::GivenUp(given_up) if given_up.tombstone.is_some() => {
                say!(texts, "deleted-released-means")
            }
            TombstoneAnswer::GivenUp(_) => {
                let free = say!(texts, "deleted-free");
                format!("{free} {}", say!(texts, "deleted-here-means"))
            }
            TombstoneAnswer::StillHere(..) => say!(texts, "deleted-here-means"),
            TombstoneAnswer::Released(_) => say!(texts, "deleted-released-means"),
            TombstoneAnswer::TwoFit(_) => say!(texts, "deleted-two-fit-means"),
            TombstoneAnswer::Deleted(_) => say!(texts, "deleted-means"),
            TombstoneAnswer::KeyLost => say!(texts, "deleted-key-lost-means"),
        };
        let mut said = vec![
            (format!("{sign} {first}"), style),
            (format!("  {means}"), palette.text),
        ];
        let refusal = context.refusal(Permission::ReleaseIdentifier);
        if let (TombstoneAnswer::Deleted(_), Some(reason)) = (answer, refusal) {
            let release = say!(texts, "describe-release-button");
            let reason = wording::reason(texts, &reason);
            said.push((format!("  {release}: {reason}"), palette.dim));
        }
        said
    }
}

impl Layer for DeletedUsers {
    fn scope(&self) -> Scope {
        Scope::DeletedUsers
    }

    fn route(&self) -> Option<Route> {
        Some(Route::DeletedUsers)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let count = context.home.deleted_users;
        Some(say!(context.texts, "home-deleted", count = count))
    }

    fn shows(&self) -> Changes {
        Changes::TOMBSTONES
            .union(Changes::USERS)
            .union(Changes::BATCHES)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        if !self.question.is_empty() {
            let question = self.question.clone();
            self.asked
                .load(Query::AskTombstones(question), context, out);
        }
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![Command::ReleaseIdentifier]
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let enter = match self.way() {
            Some(_) => say!(texts, "hint-open"),
            None => say!(texts, "deleted-hint-ask"),
        };
        vec![
            ("↵".to_owned(), enter),
            ("Tab".to_owned(), say!(texts, "hint-buttons")),
            ("Esc".to_owned(), say!(texts, "hint-back")),
        ]
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        if command == Command::TakeDossier {
            return self.against_dossier(context);
        }
        let deleted = matches!(self.answer(), Some(TombstoneAnswer::Deleted(_)));
        (command == Command::ReleaseIdentifier && !deleted).then_some(Reason::NotDeleted)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::ReleaseIdentifier => {
                self.ask_for_the_reason(ReleaseScope::Whole, context, out);
            }
            Command::TakeDossier => self.take_dossier(context, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        self.form.buttons = self.buttons(context);
        match self.form.input(input) {
            FormSignal::Ignored => return Handled::No,
            FormSignal::Pressed(ASK) => self.accept(context, out),
            FormSignal::Pressed(RELEASE_ONLY) => {
                self.ask_for_the_reason(ReleaseScope::Typed, context, out);
            }
            FormSignal::Pressed(DOSSIER) => self.take_dossier(context, out),
            FormSignal::Pressed(_) => self.ask_for_the_reason(ReleaseScope::Whole, context, out),
            FormSignal::Moved | FormSignal::Changed(_) => {}
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, _context: &Context, out: &mut Out) {
        let Told::Text(Command::ReleaseIdentifier, reason) = told else {
            return;
        };
        let op = Op::Account(AccountOp::ReleaseIdentifier {
            key: self.question.clone(),
            scope: self.scope,
            reason: reason.clone(),
        });
        out.open(Confirm::act(Command::ReleaseIdentifier, op));
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, _: &Context, _: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::AskTombstones(answer))) = reply {
            self.answer = Some(answer.clone());
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let (texts, palette) = (&context.texts, &context.palette);
        let place = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(4).min(92),
            y: area.y + 1,
            height: area.height.saturating_sub(1),
        };
        let total = say!(
            texts,
            "deleted-total",
            count = context.home.deleted_users,
            number = formats::number(context.language(), context.home.deleted_users)
        );
        let explained = format!("{} {total}", say!(texts, "deleted-explained"));
        let used = canvas.paragraph(place, &explained, palette.dim);
        let used = (used + 1).min(place.height);
        let rest = Rect {
            y: place.y + used,
            height: place.height.saturating_sub(used),
            ..place
        };
        // Labels follow the language at once.
        let mut form = self.form.clone();
        form.buttons = self.buttons(context);
        if let Some(field) = form.fields.first_mut() {
            field.rename(&Field::text(say!(texts, "deleted-field"), ""));
        }
        let used = form.draw(canvas, rest, context) + 1;
        let mut below = rest.rows().skip(usize::from(used));
        for (text, style) in self.said(context) {
            let indent = if text.starts_with("  ") { 2 } else { 0 };
            let lines = wrap(&text, place.width.saturating_sub(4));
            for (index, line) in lines.iter().enumerate() {
                let Some(row) = below.next() else { return };
                let shift = if index == 0 { indent } else { 2 };
                let row = Rect {
                    x: row.x + 2 + shift,
                    width: row.width.saturating_sub(2 + shift),
                    ..row
                };
                canvas.print(row, line, style);
            }
        }
    }
}
