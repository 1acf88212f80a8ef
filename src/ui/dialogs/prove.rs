//! Asks whoever came with a key for the passphrase, before an act of risk.

use crate::domain::op::Secret;
use crate::say;

use crate::ui::dialogs::sheet::{OnSheet, SheetDialog};
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, Reply};
use crate::ui::shell::layer::{Handled, Out, Wish};

/// What is asked for.
pub struct Prove;

impl Prove {
    /// An empty field.
    pub fn new(context: &Context) -> SheetDialog<Self> {
        let field = Field::masked(say!(context.texts, "sign-in-passphrase"));
        SheetDialog::new(
            Sheet::new(vec![field], say!(context.texts, "button-continue"), context),
            Self,
        )
    }
}

impl OnSheet for Prove {
    fn looks(&self, _: &Sheet, context: &Context) -> Looks {
        Looks {
            title: say!(context.texts, "prove-title"),
            about: say!(context.texts, "prove-explained"),
            columns: 72,
            ..Looks::default()
        }
    }

    fn submit(&mut self, sheet: &mut Sheet, context: &Context, out: &mut Out) {
        let passphrase = sheet.form.exact(0);
        if passphrase.is_empty() {
            sheet.fail_at(0, say!(context.texts, "prompt-empty"));
            return;
        }
        let ticket = sheet.asked.ticket(context, out);
        out.effect(Effect::Prove(ticket, Secret(passphrase)));
    }

    fn heard(&self, sheet: &mut Sheet, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if let Ok(Reply::Proven(session)) = reply {
            out.wish(Wish::Proven(session.clone()));
            return Handled::Yes;
        }
        sheet.answered(reply, |_| 0, context, out)
    }

    fn asks_for_proof(&self) -> bool {
        true
    }
}
