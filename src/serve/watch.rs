//! Wakes the server when anybody writes to the account, so that it need not look whether somebody has.

use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::sync::Notify;

use crate::service::Watch;

/// How long a write has to be over: it is heard of before others see it, and a batch writes without a pause.
const SETTLES: Duration = Duration::from_millis(100);

/// A thread that listens until this value goes.
pub(super) struct Ear {
    _end: UnixStream,
}

impl Ear {
    /// Notifies of what is heard from now on.
    pub(super) fn begin(watch: Watch, happened: Arc<Notify>) -> Option<Self> {
        let (end, ended) = UnixStream::pair().ok()?;
        thread::spawn(move || {
            while watch.wait(&ended) {
                thread::sleep(SETTLES);
                happened.notify_one();
            }
        });
        Some(Self { _end: end })
    }
}
