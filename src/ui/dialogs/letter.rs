//! A letter as it will be sent, whole, and the last question before it is.
//!
//! ```text
//! ┌ The letter as it will be sent ─────────────────────┐
//! │ From      Offboard <offboard@localhost>            │
//! │ To        siti.aminah@enigma.example               │
//! │ Subject   Enigma Hub: message about request 4 (…)  │
//! │ Language  Bahasa Indonesia                         │
//! │                                                    │
//! │ Halo Siti Aminah,                                  │
//! │ …                                                  │
//! │                                                    │
//! │ ▌    Back                                          │
//! │   s  Send                                          │
//! └────────────────────────────────────────────────────┘
//! ```
//!
//! *Back* has the focus. The box that opened this one stays beneath with what was typed, and hears when it is done.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::domain::mail::LetterSeen;
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Plan};
use crate::error::Error;
use crate::say;
use crate::wording;

use super::detail::Detail;
use crate::command::key::Key;
use crate::ui::kit::canvas::Canvas;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};

const BACK: usize = 0;
const SEND: usize = 1;

/// A letter before it is sent.
pub struct Letter {
    detail: Detail,
    plan: Plan,
    sending: Asked,
}

impl Letter {
    /// The letters of a planned act, which is done when its button is pressed.
    pub fn before(plan: &Plan, button: &str, context: &Context) -> Self {
        let texts = &context.texts;
        let detail = shown(&plan.letters, context)
            .choice(None, say!(texts, "letter-back"))
            .choice(Some('s'), button);
        Self {
            detail,
            plan: plan.clone(),
            sending: Asked::default(),
        }
    }

    fn send(&mut self, context: &Context, out: &mut Out) {
        if self.sending.is_settled() {
            let op: Op = self.plan.op.clone();
            self.sending.run(op, Some(self.plan.basis), context, out);
        }
    }
}

/// Letters to read.
pub fn shown(letters: &[LetterSeen], context: &Context) -> Detail {
    let texts = &context.texts;
    let mut detail = Detail::new(say!(texts, "letter-title"));
    if letters.is_empty() {
        return detail.notice(say!(texts, "letter-none"));
    }
    for (index, letter) in letters.iter().enumerate() {
        if index > 0 {
            detail = detail.text("─".repeat(40)).text(String::new());
        }
        let automatic = letter.automatic.then(|| "auto-generated".to_owned());
        detail = detail
            .row(say!(texts, "letter-from"), letter.from.clone())
            .row(say!(texts, "out-to"), letter.to.clone())
            .row(say!(texts, "out-subject"), letter.subject.clone())
            .row(
                say!(texts, "letter-language"),
                letter.language.own_name().to_owned(),
            )
            .row("Auto-Submitted", automatic.unwrap_or_default())
            .text(letter.body.clone());
    }
    detail
}

impl Layer for Letter {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        self.detail.spoken_hints(context)
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.detail.pressed(input) {
            Some(BACK) => out.wish(Wish::Close),
            Some(SEND) => self.send(context, out),
            Some(_) => {}
            // A click beside the box or Esc goes back to what was typed, as *Back* does.
            None if *input == Input::Key(Key::Esc) => out.wish(Wish::Close),
            None => return self.detail.input(input, context, out),
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.sending.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(_) => {
                out.wish(Wish::Close);
                // The box beneath hears it too.
                Handled::No
            }
            Err(Error::Conflict(reason) | Error::Refused(reason)) => {
                // Somebody was faster: what is shown beneath is not how it stands. The words can still be copied.
                out.wish(Wish::Close);
                out.wish(Wish::Changed(Changes::REQUESTS));
                out.toast(crate::ui::shell::toast::Toast::notice(wording::reason(
                    &context.texts,
                    reason,
                )));
                Handled::Yes
            }
            Err(_) => {
                out.wish(Wish::Close);
                Handled::Fault
            }
        }
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.sending.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        self.detail.view(canvas, area, context);
    }
}
