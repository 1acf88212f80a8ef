//! **Me > Account settings**: how this account handles deletion and mail. Others than full admins read them.
//!
//! ```text
//!  ▌ Account name             Enigma Hub
//!    LinkedIn profile         required
//!    Phrase past users        5OO            ▲ A whole number is needed.
//!
//!                                   Undo changes    [ Save ]
//! ```
//!
//! Nothing is saved before what changes has been shown, old and new, and confirmed.

mod fields;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Scope};
use crate::domain::op::{AccountOp, Op};
use crate::domain::operator::Permission;
use crate::domain::plan::{Basis, Changes, Receipt, Warning};
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::settings::{Settings, SettingsChange, WaitingChange};
use crate::error::Error;
use crate::formats;
use crate::say;
use crate::wording;

use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::statement::Statement;
use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::{Canvas, width};
use crate::ui::kit::form::{Field, Form, FormSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::Route;
use crate::ui::shell::toast::Toast;

/// Columns of the second line that are not the figure's.
const BESIDE_FIGURE: u16 = 28;

const UNDO: usize = 0;
const SAVE: usize = 1;

/// The account settings.
pub struct AccountSettings {
    /// The settings that the form was begun from.
    saved: Settings,
    /// The settings as they are by now.
    newest: Settings,
    form: Form,
    loading: Asked,
    checking: Asked,
    saving: Asked,
    /// What was checked and waits for its confirmation.
    wanted: Option<(Settings, Option<Basis>)>,
    /// What another full admin asks for.
    asking: Asked,
    waiting: Option<WaitingChange>,
    approves: bool,
    /// Changes that keep the account where it lives.
    in_flight: u64,
    counting: Asked,
}

impl AccountSettings {
    /// The settings as the context knows them.
    pub fn new(context: &Context) -> Self {
        let saved = context.settings.clone();
        let in_flight = context.home.provider.map_or(0, |figures| figures.open);
        Self {
            form: form(&saved, in_flight, context),
            newest: saved.clone(),
            saved,
            loading: Asked::default(),
            checking: Asked::default(),
            saving: Asked::default(),
            wanted: None,
            asking: Asked::default(),
            waiting: None,
            approves: false,
            in_flight,
            counting: Asked::default(),
        }
    }

    fn save(&mut self, context: &Context, out: &mut Out) {
        match fields::read(&self.form, context) {
            Err(faults) => {
                // The first fault gets the focus.
                for (field, fault) in faults.into_iter().rev() {
                    self.form.fail(field, fault);
                }
            }
            Ok(new) if new == self.saved => {
                out.toast(Toast::notice(say!(context.texts, "settings-unchanged")));
            }
            Ok(new) => {
                self.approves = false;
                self.wanted = Some((new.clone(), None));
                let op = self.change(new);
                self.checking.plan(op, context, out);
            }
        }
    }

    /// The act that makes the settings so, if nobody has saved others since the form was begun.
    fn change(&self, wanted: Settings) -> Op {
        let waiting = self.waiting.as_ref().filter(|_| self.approves);
        let seen = waiting.map_or(&self.saved, |waiting| &waiting.seen).clone();
        let change = Box::new(SettingsChange { seen, wanted });
        if self.approves {
            Op::Account(AccountOp::ApproveSettings(change))
        } else {
            Op::Account(AccountOp::ChangeSettings(change))
        }
    }

    /// Plans the approval of what another full admin asks for; what it changes is shown before it is done.
    fn approve(&mut self, context: &Context, out: &mut Out) {
        let Some(waiting) = &self.waiting else {
            return;
        };
        self.approves = true;
        self.wanted = Some((waiting.wanted.clone(), None));
        let op = self.change(waiting.wanted.clone());
        self.checking.plan(op, context, out);
    }

    /// Begins again from the settings as they are by now.
    fn undo(&mut self, context: &Context) {
        self.saved = self.newest.clone();
        self.form = form(&self.saved, self.in_flight, context);
    }

    fn confirm(&self, warnings: &[Warning], context: &Context, out: &mut Out) {
        let Some((new, _)) = &self.wanted else {
            return;
        };
        let texts = &context.texts;
        let loosens = self.saved.is_weakened_by(new);
        let loosens = loosens.then(|| say!(texts, "settings-loosens"));
        let warnings = warnings.iter().map(|it| wording::warning(texts, it));
        let (command, button) = if self.approves {
            (
                Command::ApproveSettings,
                say!(texts, "command-approve-batch"),
            )
        } else {
            (Command::SaveSettings, say!(texts, "button-save"))
        };
        let statement = Statement {
            title: say!(texts, "settings-confirm"),
            subject: fields::differences(&self.saved, new, texts),
            stays: Some(say!(texts, "settings-stays")),
            mailed: Some(say!(texts, "describe-nobody")),
            warnings: loosens.into_iter().chain(warnings).collect(),
            button,
            ..Statement::default()
        };
        out.open(Confirm::question(command, statement));
    }

    /// What another full admin asks for, and the key that approves it.
    fn told_waiting(&self, context: &Context) -> Option<String> {
        let texts = &context.texts;
        let waiting = self.waiting.as_ref()?;
        let what = fields::differences(&waiting.seen, &waiting.wanted, texts);
        let until = formats::moment(texts, waiting.ends());
        Some(say!(
            texts,
            "settings-wait",
            who = waiting.asked_by_name.clone(),
            what = what.join(", "),
            until = until,
            key = "Ctrl-A"
        ))
    }

    fn refuse(&mut self, reason: &Reason, context: &Context) {
        let field = match reason {
            Reason::BadSetting(name) => fields::field_of(name),
            Reason::ChangesOpen(_) => fields::PROVIDER,
            _ => 0,
        };
        self.form
            .fail(field, wording::reason(&context.texts, reason));
    }

    /// Takes up how many changes keep the account where it lives. What was chosen meanwhile is refused by the service.
    fn count(&mut self, in_flight: u64, context: &Context) {
        self.in_flight = in_flight;
        let is_touched = self
            .form
            .fields
            .get(fields::PROVIDER)
            .is_some_and(Field::is_touched);
        if is_touched {
            return;
        }
        let anew = form(&self.saved, in_flight, context).fields;
        if let (Some(old), Some(new)) = (
            self.form.fields.get_mut(fields::PROVIDER),
            anew.into_iter().nth(fields::PROVIDER),
        ) {
            *old = new;
        }
    }

    fn receive(&mut self, settings: &Settings, context: &Context) {
        self.newest = settings.clone();
        // What was typed is kept, and with it what it was typed over: saving it would undo what came meanwhile.
        if !self.form.is_touched() {
            let focus = self.form.focus();
            self.undo(context);
            self.form.focus_on(focus);
        }
    }
}

fn may_change(context: &Context) -> bool {
    context.refusal(Permission::Administer).is_none()
}

fn form(settings: &Settings, in_flight: u64, context: &Context) -> Form {
    let texts = &context.texts;
    if !may_change(context) {
        return Form::new(fields::fixed(settings, texts), Vec::new(), SAVE);
    }
    let buttons = vec![
        Button::new(say!(texts, "settings-undo"), Kind::Safe),
        Button::new(say!(texts, "button-save"), Kind::Onward),
    ];
    Form::new(fields::open(settings, in_flight, texts), buttons, SAVE)
}

impl Layer for AccountSettings {
    fn scope(&self) -> Scope {
        Scope::Settings
    }

    fn route(&self) -> Option<Route> {
        Some(Route::AccountSettings)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let texts = &context.texts;
        if self.form.is_touched() {
            return Some(say!(texts, "settings-not-saved"));
        }
        // Below the form there is room for it in a large terminal only.
        let waiting = self.waiting.as_ref()?;
        let what = fields::differences(&waiting.seen, &waiting.wanted, texts).join(", ");
        let whole = say!(texts, "settings-waits-what", what = what);
        let room = context.laid_out().0.saturating_sub(BESIDE_FIGURE);
        Some(if width(&whole) <= room {
            whole
        } else {
            say!(texts, "settings-waits")
        })
    }

    fn shows(&self) -> Changes {
        // The operator's own language changes the words of the choices.
        Changes::SETTINGS
            .union(Changes::OPERATORS)
            .union(Changes::PROVIDER)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.loading.load(Query::Settings, context, out);
        self.asking.load(Query::WaitingSettings, context, out);
        self.counting.load(Query::AtProvider, context, out);
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let back = ("Esc".to_owned(), say!(texts, "hint-back"));
        if !may_change(context) {
            return vec![back];
        }
        vec![
            ("↑↓".to_owned(), say!(texts, "hint-next-field")),
            ("←→".to_owned(), say!(texts, "settings-hint-change")),
            ("Ctrl-S".to_owned(), say!(texts, "command-save-settings")),
            back,
        ]
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn holds_typed_text(&self) -> bool {
        self.form.is_touched()
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::SaveSettings => self.save(context, out),
            Command::ApproveSettings => self.approve(context, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        if !may_change(context) {
            return Handled::No;
        }
        match self.form.input(input) {
            FormSignal::Ignored => return Handled::No,
            FormSignal::Pressed(UNDO) => self.undo(context),
            FormSignal::Pressed(_) => self.save(context, out),
            FormSignal::Moved | FormSignal::Changed(_) => {}
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        let confirmed = [Command::SaveSettings, Command::ApproveSettings].map(Told::Confirmed);
        if !confirmed.contains(told) {
            return;
        }
        if let Some((new, basis)) = self.wanted.clone() {
            let op = self.change(new);
            self.saving.run(op, basis, context, out);
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        let saved = self.saving.takes(ticket);
        if !saved
            && !self.checking.takes(ticket)
            && !self.loading.takes(ticket)
            && !self.asking.takes(ticket)
            && !self.counting.takes(ticket)
        {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Settings(settings))) => self.receive(settings, context),
            Ok(Reply::Plan(plan)) => {
                if let Some((_, basis)) = &mut self.wanted {
                    *basis = Some(plan.basis);
                }
                self.confirm(&plan.warnings, context, out);
            }
            Ok(Reply::Answer(Answer::AtProvider(whole))) => self.count(whole.in_flight, context),
            Ok(Reply::Answer(Answer::WaitingSettings(waiting))) => {
                self.waiting = waiting.as_deref().cloned();
            }
            Ok(Reply::Outcome(outcome)) if outcome.receipt == Receipt::SettingsWait => {
                self.wanted = None;
                self.form.settle();
                self.undo(context);
            }
            Ok(Reply::Outcome(_)) => {
                self.form.settle();
                if let Some((new, _)) = self.wanted.take() {
                    self.receive(&new, context);
                }
            }
            Ok(_) => {}
            Err(Error::Refused(reason)) => self.refuse(reason, context),
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.loading, &self.checking, &self.saving, &self.asking];
        let waits = asked.map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let (texts, palette) = (&context.texts, &context.palette);
        let place = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2).min(112),
            ..area
        };
        // Labels follow the language at once.
        let mut shown = self.form.clone();
        let spoken = form(&self.saved, self.in_flight, context);
        for (field, spoken) in shown.fields.iter_mut().zip(&spoken.fields) {
            field.rename(spoken);
        }
        shown.buttons = spoken.buttons;
        let used = shown.draw(canvas, place, context);
        let refusal = context.refusal(Permission::Administer).map(|reason| {
            let reason = wording::reason(texts, &reason);
            say!(texts, "settings-read-only", reason = reason)
        });
        let stays = || {
            let why = Reason::ChangesOpen(self.in_flight);
            (self.in_flight > 0).then(|| wording::reason(texts, &why))
        };
        let waiting = || self.told_waiting(context);
        let Some(text) = refusal.or_else(waiting).or_else(stays) else {
            return;
        };
        let used = (used + 1).min(place.height);
        let below = Rect {
            x: place.x + 2,
            y: place.y + used,
            width: place.width.saturating_sub(4),
            height: place.height - used,
        };
        canvas.paragraph(below, &text, palette.warning);
    }
}
