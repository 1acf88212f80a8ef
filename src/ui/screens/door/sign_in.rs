//! Signing in: name and passphrase.
//!
//! ```text
//!         Offboard  Enigma Hub
//!
//!         ▌ Name        dl
//!           Passphrase  ••••••
//!
//!                          Quit    [ Sign in ]
//! ```

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::Scope;
use crate::domain::op::Secret;
use crate::error::Error;
use crate::say;
use crate::wording;

use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::{Canvas, centred};
use crate::ui::kit::form::{Field, Form};
use crate::ui::screens::door::form;
use crate::ui::screens::door::form::Knock;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};
use crate::ui::shell::route::Route;

/// The field of the passphrase.
const PASSPHRASE: usize = 1;

/// The sign-in screen.
pub struct SignIn {
    form: Form,
    asked: Asked,
    fault: Option<String>,
}

impl SignIn {
    /// An empty sign-in.
    pub fn new(context: &Context) -> Self {
        let texts = &context.texts;
        let mut form = Form::new(
            vec![
                Field::suggested(say!(texts, "sign-in-name"), context.offered_name.clone()),
                Field::masked(say!(texts, "sign-in-passphrase")),
            ],
            vec![
                Button::new(say!(texts, "command-quit"), Kind::Safe),
                Button::new(say!(texts, "sign-in-title"), Kind::Onward),
            ],
            1,
        );
        if !context.offered_name.is_empty() {
            form.focus_on(PASSPHRASE);
        }
        Self {
            form,
            asked: Asked::default(),
            fault: None,
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.asked.is_settled() {
            return;
        }
        let ticket = self.asked.ticket(context, out);
        let secret = Secret(self.form.exact(PASSPHRASE));
        out.effect(Effect::SignIn(ticket, self.form.value(0), secret));
        self.fault = None;
    }
}

impl Layer for SignIn {
    fn scope(&self) -> Scope {
        Scope::Door
    }

    fn route(&self) -> Option<Route> {
        Some(Route::SignIn)
    }

    fn crumbs(&self, context: &Context) -> Vec<String> {
        vec![say!(context.texts, "sign-in-title")]
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
            Knock::Taken | Knock::Changed(_) => {}
            Knock::Enter => self.submit(context, out),
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::SignedIn(session)) => out.wish(Wish::SignedIn(session.clone())),
            Ok(_) => {}
            Err(Error::Refused(reason) | Error::NotAllowed(reason)) => {
                self.fault = Some(wording::reason(&context.texts, reason));
                // What was wrong is not what the next try begins with.
                self.form.empty(PASSPHRASE);
            }
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let place = centred(area, 60, 10);
        self.form.draw(canvas, place, context);
        let below = Rect {
            y: place.y + 6,
            height: place.height.saturating_sub(6),
            ..place
        };
        let (text, style) = match &self.fault {
            Some(fault) => (format!("▲ {fault}"), palette.warning),
            None if self.asked.is_slow(context) => {
                (say!(context.texts, "sign-in-checking"), palette.dim)
            }
            None => return,
        };
        canvas.paragraph(below, &text, style);
    }
}
