//! The first start: the account's name, its first full admin, the language.
//!
//! ```text
//!   There is no database yet. Three things make one.
//!
//!   ▌ Account     Enigma Hub
//!     Your name   dl
//!     Your email  dl@enigma.example     mail about batches goes there
//!     Passphrase                        may stay empty: a one-person console
//!     Language    ‹ English ›
//!
//!                                          Quit    [ Create ]
//! ```

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::Scope;
use crate::domain::Language;
use crate::domain::identifier::EmailAddress;
use crate::domain::op::Secret;
use crate::domain::reason::Reason;
use crate::say;
use crate::service::NewAccount;
use crate::wording;

use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::{Field, Form};
use crate::ui::screens::door::form;
use crate::ui::screens::door::form::Knock;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};
use crate::ui::shell::route::Route;

const ACCOUNT: usize = 0;
const NAME: usize = 1;
const EMAIL: usize = 2;
const PASSPHRASE: usize = 3;
const LANGUAGE: usize = 4;

/// The first start.
pub struct FirstStart {
    form: Form,
    asked: Asked,
}

impl FirstStart {
    /// An empty form in the language of the surroundings.
    pub fn new(context: &Context) -> Self {
        Self {
            form: form(
                context,
                &[String::new(), String::new(), String::new(), String::new()],
            ),
            asked: Asked::default(),
        }
    }

    fn language(&self) -> Language {
        let chosen = self.form.chosen(LANGUAGE);
        Language::ALL.get(chosen).copied().unwrap_or_default()
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        let required = [ACCOUNT, NAME, EMAIL];
        for field in required.into_iter().rev() {
            if self.form.value(field).is_empty() {
                self.form.fail(field, say!(texts, "prompt-empty"));
            }
        }
        if self.form.has_faults() || !self.asked.is_settled() {
            return;
        }
        if let Err(fault) = EmailAddress::parse(&self.form.value(EMAIL)) {
            let reason = wording::reason(texts, &Reason::BadEmail(fault));
            self.form.fail(EMAIL, reason);
            return;
        }
        let passphrase = self.form.exact(PASSPHRASE);
        let account = NewAccount {
            account: self.form.value(ACCOUNT),
            admin_name: self.form.value(NAME),
            admin_email: self.form.value(EMAIL),
            passphrase: (!passphrase.is_empty()).then_some(Secret(passphrase)),
            language: self.language(),
        };
        let ticket = self.asked.ticket(context, out);
        out.effect(Effect::CreateAccount(ticket, Box::new(account)));
    }
}

fn form(context: &Context, values: &[String; 4]) -> Form {
    let texts = &context.texts;
    let languages = Language::ALL.map(|language| language.own_name().to_owned());
    let language = Language::ALL
        .iter()
        .position(|it| *it == context.language());
    let fields = vec![
        Field::text(say!(texts, "first-account"), values[ACCOUNT].clone()),
        Field::text(say!(texts, "first-name"), values[NAME].clone()),
        Field::text(say!(texts, "first-email"), values[EMAIL].clone())
            .hint(say!(texts, "first-email-hint")),
        Field::masked(say!(texts, "sign-in-passphrase")).hint(say!(texts, "first-passphrase-hint")),
        Field::choice(
            say!(texts, "profile-language"),
            languages.to_vec(),
            language.unwrap_or_default(),
        ),
    ];
    let buttons = vec![
        Button::new(say!(texts, "command-quit"), Kind::Safe),
        Button::new(say!(texts, "first-create"), Kind::Onward),
    ];
    Form::new(fields, buttons, 1)
}

impl Layer for FirstStart {
    fn scope(&self) -> Scope {
        Scope::Door
    }

    fn route(&self) -> Option<Route> {
        Some(Route::FirstStart)
    }

    fn crumbs(&self, context: &Context) -> Vec<String> {
        vec![say!(context.texts, "first-title")]
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        form::hints(context)
    }

    fn holds_secret(&self) -> bool {
        self.form.holds_secret()
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match form::knock(&mut self.form, input, out) {
            Knock::Ignored => return Handled::No,
            Knock::Changed(LANGUAGE) => out.wish(Wish::Speak(self.language())),
            Knock::Taken | Knock::Changed(_) => {}
            Knock::Enter => self.submit(context, out),
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, _: &Context, out: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::SignedIn(session)) = reply {
            out.wish(Wish::SignedIn(session.clone()));
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let place = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(4).min(96),
            y: area.y + 1,
            height: area.height.saturating_sub(1),
        };
        let explained = say!(context.texts, "first-explained");
        let used = canvas.paragraph(place, &explained, palette.text);
        let used = (used + 1).min(place.height);
        let rest = Rect {
            y: place.y + used,
            height: place.height - used,
            ..place
        };
        // The labels follow the language at once; what was typed stays.
        let mut shown = self.form.clone();
        let spoken = form(context, &[const { String::new() }; 4]);
        for (field, spoken) in shown.fields.iter_mut().zip(spoken.fields) {
            field.rename(&spoken);
        }
        shown.buttons = spoken.buttons;
        shown.draw(canvas, rest, context);
    }
}
