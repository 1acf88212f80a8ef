//! The way into the UI thread: what happened, with when it did.

use std::sync::mpsc::Sender;
use std::time::Instant;

use crate::ui::shell::event::Event;

/// Something that happened, and when.
pub(super) struct Arrived {
    /// When.
    pub at: Instant,
    /// What.
    pub event: Event,
}

impl Arrived {
    /// It happened now.
    pub(super) fn now(event: Event) -> Self {
        Self {
            at: Instant::now(),
            event,
        }
    }
}

/// The way into the UI.
#[derive(Clone)]
pub(super) struct Events(pub Sender<Arrived>);

impl Events {
    /// Sends what has just happened; answers whether the UI is still there.
    pub(super) fn send(&self, event: Event) -> Result<(), Gone> {
        self.0.send(Arrived::now(event)).map_err(|_| Gone)
    }
}

/// The UI has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gone;
