//! SIGINT and SIGTERM: the first asks a long piece of work to stop at its next chunk, the second kills.
//!
//! Outside such work, and while a question waits for its answer, the signals do what they always do.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::error::{Error, Result};
use crate::service::scim::Stop;

/// How often it is looked whether work with a server shall stop.
const LOOKS_EVERY: Duration = Duration::from_millis(100);

/// Outlives a write past the limit on the size of files: it fails like one on a full disk, and says so.
pub(super) fn outlive_size_limit() {
    // Without this the signal kills; where it cannot be caught, it still does.
    let _ = flag::register(libc::SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// The wish to stop.
#[derive(Debug, Clone)]
pub(super) struct Interrupt {
    asked: Arc<AtomicBool>,
    kills: Arc<AtomicBool>,
}

impl Interrupt {
    /// Listens to the signals.
    pub fn listen() -> Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        let kills = Arc::new(AtomicBool::new(true));
        for signal in [SIGINT, SIGTERM] {
            // In this order: a first signal is noted, and makes a second one kill.
            flag::register_conditional_default(signal, Arc::clone(&kills))
                .and_then(|_| flag::register(signal, Arc::clone(&asked)))
                .and_then(|_| flag::register(signal, Arc::clone(&kills)))
                .map_err(|error| Error::Bug(error.to_string()))?;
        }
        Ok(Self { asked, kills })
    }

    /// Begins a piece of work that stops when asked to, until the answer is dropped.
    pub fn during_work(&self) -> Work {
        self.asked.store(false, Ordering::SeqCst);
        self.kills.store(false, Ordering::SeqCst);
        Work(self.clone())
    }
}

/// A piece of work that stops when asked to.
pub(super) struct Work(Interrupt);

impl Work {
    /// Whether it shall go on.
    pub fn goes_on(&self) -> bool {
        !self.0.asked.load(Ordering::SeqCst)
    }

    /// Does work with a server that stops when asked to, even while it waits for the server.
    pub fn ending<T>(&self, stop: &Stop, work: impl FnOnce() -> T) -> T {
        thread::scope(|scope| {
            let (over, is_over) = mpsc::channel::<()>();
            scope.spawn(move || {
                while is_over.recv_timeout(LOOKS_EVERY) == Err(RecvTimeoutError::Timeout) {
                    if !self.goes_on() {
                        stop.stop();
                        return;
                    }
                }
            });
            let done = work();
            drop(over);
            done
        })
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.0.kills.store(true, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_during_work_asks_it_to_stop_and_new_work_begins_unasked() -> Result<()> {
        let interrupt = Interrupt::listen()?;
        let work = interrupt.during_work();
        assert!(work.goes_on());
        signal_hook::low_level::raise(SIGTERM).map_err(|error| Error::Bug(error.to_string()))?;
        assert!(!work.goes_on());
        drop(work);
        assert!(interrupt.during_work().goes_on());
        Ok(())
    }
}
