//! Whoever makes calls asks the writer for one short piece of work after the other, and has it for no longer than that.
//!
//! A run in the foreground is the writer's own. One in the background sends its pieces to the thread that writes, which
//! does them between other acts: calls are made while nobody holds the writer.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use crate::error::{Error, Result};
use crate::service::Service;

/// A piece of work for the writer.
pub(crate) type Piece = Box<dyn FnOnce(&mut Service) + Send>;
/// Tells the thread that writes that a piece waits.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The way to the writer.
pub(crate) trait Books {
    /// Has a piece done, and waits for what it comes to.
    fn with<T: Send + 'static>(
        &mut self,
        piece: impl FnOnce(&mut Service) -> Result<T> + Send + 'static,
    ) -> Result<T>;
}

impl Books for &mut Service {
    fn with<T: Send + 'static>(
        &mut self,
        piece: impl FnOnce(&mut Service) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        piece(self)
    }
}

/// The way to a writer on another thread.
pub(crate) struct Sent {
    pub pieces: Sender<Piece>,
    pub wake: Wake,
}

impl Sent {
    /// Sends a piece for whose end nobody waits.
    pub fn leave(&self, piece: impl FnOnce(&mut Service) + Send + 'static) {
        // A writer that has gone needs it no more.
        let _ = self.pieces.send(Box::new(piece));
        (self.wake)();
    }
}

impl Books for Sent {
    fn with<T: Send + 'static>(
        &mut self,
        piece: impl FnOnce(&mut Service) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.leave(move |service| {
            let _ = answer.send(piece(service));
        });
        // A writer that has gone does nothing more: what is not written down is not sent.
        answered.recv().map_err(|_| Error::Stopped)?
    }
}
