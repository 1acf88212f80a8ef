//! What the console waits for: questions and acts whose reply has not come. Of one asker only the latest counts.

use std::collections::HashMap;

use crate::ui::shell::event::{Effect, Event};

/// What has been asked and not been answered.
#[derive(Debug, Default)]
pub(super) struct Unanswered {
    is_open: bool,
    serials: HashMap<u64, u64>,
}

impl Unanswered {
    /// Notes what the console wants done.
    pub(super) fn ask(&mut self, effect: &Effect) {
        if let Some(ticket) = effect.ticket() {
            self.serials.insert(ticket.asker, ticket.serial);
        }
    }

    /// Notes what came back.
    pub(super) fn hear(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } | Event::OpenFailed(_) => self.is_open = true,
            Event::Reply(ticket, _) if self.serials.get(&ticket.asker) == Some(&ticket.serial) => {
                self.serials.remove(&ticket.asker);
            }
            _ => {}
        }
    }

    /// Whether nothing is waited for.
    pub(super) fn is_settled(&self) -> bool {
        self.is_open && self.serials.is_empty()
    }
}
