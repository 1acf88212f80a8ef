//! Acts that wait for the passphrase of whoever does them: the box that asks opens, and the act is done once more, or is
//! refused when the box is closed.

use crate::domain::operator::Session;
use crate::domain::reason::Reason;
use crate::error::Error;

use super::App;
use crate::ui::dialogs::prove::Prove;
use crate::ui::shell::event::{Back, Effect, Ticket};

/// An act under way, as it was asked for.
pub(super) type Act = (Ticket, Effect);

impl App {
    /// Keeps an act of risk until it is known whether the passphrase is wanted first.
    pub(super) fn note_act(&mut self, effect: &Effect) {
        match effect {
            Effect::Run(ticket, op, _) if op.is_of_risk() => {
                self.of_risk = Some((*ticket, effect.clone()));
            }
            Effect::Restore(ticket, _) => self.of_risk = Some((*ticket, effect.clone())),
            _ => {}
        }
    }

    /// Whether a reply says that the passphrase is wanted first: the box that asks for it is open then.
    pub(super) fn is_asked_to_prove(&mut self, ticket: Ticket, reply: &Back) -> bool {
        let act = self.of_risk.take_if(|(mine, ..)| *mine == ticket);
        let is_asked = matches!(reply, Err(Error::NotAllowed(Reason::PassphraseAsked)));
        let Some(act) = act.filter(|_| is_asked) else {
            return false;
        };
        self.unproven = Some(act);
        self.overlays.push(Box::new(Prove::new(&self.context)));
        true
    }

    /// The passphrase was right: the act that waits is done.
    pub(super) fn proven(&mut self, session: Session) {
        self.context.session = Some(session);
        let act = self.unproven.take();
        self.close();
        if let Some((_, effect)) = act {
            self.out.effect(effect);
        }
    }

    /// The box was closed without it: whoever waits for the act hears that it was not done.
    pub(super) fn give_up_unproven(&mut self) {
        let asks = self.overlays.iter().any(|it| it.asks_for_proof());
        if let Some((ticket, ..)) = self.unproven.take_if(|_| !asks) {
            let refused = Err(Error::NotAllowed(Reason::PassphraseAsked));
            self.replied(ticket, &refused);
        }
    }
}
