//! Hears when anybody writes to the account, so that nobody has to look whether somebody has.
//!
//! Whoever writes, in this process or in another one, writes beside the database first, and the system says so. Nothing
//! is made of what it says but that something happened.

use std::path::Path;
use std::sync::Arc;

use tokio::sync::Notify;

/// An ear at the folder of a database.
pub(super) struct Watch(Arc<Notify>);

impl Watch {
    /// Listens beside a database; none where the system or the disk says nothing of what is written.
    #[cfg(target_os = "linux")]
    pub(super) fn beside(database: &Path) -> Option<Self> {
        use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};

        let ear = init(CreateFlags::CLOEXEC).ok()?;
        // What is written lies beside the file itself, wherever a link to it lies.
        let database = std::fs::canonicalize(database).ok()?;
        let folder = crate::durable::folder_of(&database);
        let what = WatchFlags::MODIFY | WatchFlags::CREATE | WatchFlags::MOVED_TO;
        add_watch(&ear, folder, what).ok()?;
        // Not every disk says it: what is heard of a file of our own is heard of others.
        drop(tempfile::NamedTempFile::new_in(folder).ok()?);
        let mut heard = [rustix::event::PollFd::new(
            &ear,
            rustix::event::PollFlags::IN,
        )];
        let now = rustix::event::Timespec::default();
        if rustix::event::poll(&mut heard, Some(&now)).ok()? == 0 {
            return None;
        }
        let happened = Arc::new(Notify::new());
        listen(ear, Arc::downgrade(&happened));
        Some(Self(happened))
    }

    /// Other systems are not listened to.
    #[cfg(not(target_os = "linux"))]
    pub(super) const fn beside(_: &Path) -> Option<Self> {
        None
    }

    /// Waits until something has been written.
    pub(super) async fn hears(&self) {
        self.0.notified().await;
    }
}

/// Listens on a thread of its own, as long as anybody wants to hear.
#[cfg(target_os = "linux")]
fn listen(ear: std::os::fd::OwnedFd, happened: std::sync::Weak<Notify>) {
    /// Room for what happened since it was last read, in bytes.
    const ROOM: usize = 16_384;
    /// How long a write has to be over: it is heard of before others see it, and a batch writes without a pause.
    const SETTLES: std::time::Duration = std::time::Duration::from_millis(100);

    std::thread::spawn(move || {
        let mut room = [0; ROOM];
        while rustix::io::read(&ear, &mut room).is_ok_and(|count| count > 0) {
            std::thread::sleep(SETTLES);
            match happened.upgrade() {
                Some(happened) => happened.notify_one(),
                None => return,
            }
        }
    });
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::error::{Error, Result};

    #[test]
    fn what_another_writes_is_heard() -> Result<()> {
        let failed = |error: std::io::Error| Error::Bug(error.to_string());
        let folder = tempfile::tempdir().map_err(failed)?;
        let database = folder.path().join("hub.db");
        std::fs::write(&database, "").map_err(failed)?;
        let watch = Watch::beside(&database);
        let watch = watch.ok_or_else(|| Error::Bug("nothing is heard".to_owned()))?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .map_err(failed)?;
        runtime.block_on(async {
            let patience = Duration::from_secs(60);
            for text in ["one", "two"] {
                std::fs::write(folder.path().join("hub.db-wal"), text).map_err(failed)?;
                let heard = tokio::time::timeout(patience, watch.hears()).await;
                assert!(heard.is_ok(), "{text}");
            }
            Ok(())
        })
    }
}
