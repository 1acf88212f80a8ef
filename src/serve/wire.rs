//! What lies between a console, which writes on a thread of its own, and a channel, which takes bytes when its client
//! does.
//!
//! A console never waits for a client. While bytes of a frame are still to be taken, no other frame is drawn; when they
//! have been taken the console hears of it, and draws what has become of it all. So a client that stops reading costs one
//! frame of memory and nobody's time.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::ui::runtime::Input;
use crate::ui::shell::event::Event;

/// One end of the wire; all of its clones are the same.
#[derive(Clone, Default)]
pub(super) struct Wire(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    filled: Notify,
}

#[derive(Default)]
struct State {
    waiting: Vec<u8>,
    /// Whether bytes are on their way to the client.
    under_way: bool,
    /// Whether a frame was not drawn.
    owes: bool,
    /// The way to the console that draws.
    console: Option<Input>,
    closed: bool,
}

/// What the channel is to do next.
pub(super) enum Next {
    /// Send these bytes.
    Send(Vec<u8>),
    /// Nothing will come any more.
    End,
}

impl Wire {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the client has still to take a frame; the console hears when it has.
    pub(super) fn is_behind(&self) -> bool {
        let mut state = self.state();
        let behind = state.under_way || !state.waiting.is_empty();
        state.owes |= behind;
        // What was written between frames, such as that the screen is cleared, may not have been flushed.
        if !state.waiting.is_empty() {
            self.0.filled.notify_one();
        }
        behind
    }

    /// Says that nothing more will be written.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.0.filled.notify_one();
    }

    /// Has a console hear when there is a frame to make up for.
    pub(super) fn tell(&self, console: Input) {
        self.state().console = Some(console);
        self.settle();
    }

    /// Notes that what was sent has been taken.
    pub(super) fn taken(&self) {
        self.state().under_way = false;
        self.settle();
    }

    /// Lets the console know where a frame is owed and can be taken; whether it is.
    fn settle(&self) -> bool {
        let mut state = self.state();
        let can = state.owes && !state.under_way && state.waiting.is_empty();
        if can {
            state.owes = false;
            if let Some(console) = &state.console {
                console.send(Event::Tick);
            }
        }
        can
    }

    /// Waits for bytes to send.
    pub(super) async fn next(&self) -> Next {
        loop {
            {
                let mut state = self.state();
                if !state.waiting.is_empty() {
                    state.under_way = true;
                    return Next::Send(std::mem::take(&mut state.waiting));
                }
                if state.closed {
                    return Next::End;
                }
            }
            self.0.filled.notified().await;
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.state().waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.filled.notify_one();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap_or_else(|error| std::panic::panic_any(error.to_string()))
    }

    #[test]
    fn a_client_that_does_not_read_is_owed_one_frame() {
        let mut wire = Wire::default();
        assert!(!wire.is_behind());
        assert!(wire.write_all(b"first").is_ok() && wire.flush().is_ok());
        assert!(wire.is_behind());
        let sent = runtime().block_on(wire.next());
        assert!(matches!(sent, Next::Send(bytes) if bytes == b"first"));
        assert!(wire.is_behind());
        assert!(!wire.settle());
        wire.state().under_way = false;
        assert!(wire.settle());
        assert!(!wire.is_behind());
        assert!(!wire.settle());
    }

    #[test]
    fn what_was_written_is_sent_before_the_end() {
        let mut wire = Wire::default();
        assert!(wire.write_all(b"last").is_ok());
        wire.close();
        assert!(matches!(runtime().block_on(wire.next()), Next::Send(_)));
        wire.taken();
        assert!(matches!(runtime().block_on(wire.next()), Next::End));
    }
}
