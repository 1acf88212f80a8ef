//! A fault of the program itself: a report is written for whoever repairs it, and the message says where it lies.

use std::any::Any;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Error;

/// Does something; a panic in it becomes [`Error::Bug`] with what was known of it.
pub(super) fn catching<T, E: From<Error>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let place = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&place);
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string);
        *seen.lock().unwrap_or_else(PoisonError::into_inner) = place.unwrap_or_default();
    }));
    let caught = panic::catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(before);
    caught.unwrap_or_else(|payload| {
        let place = place.lock().unwrap_or_else(PoisonError::into_inner);
        let what = message(payload.as_ref());
        Err(E::from(Error::Bug(format!("{what} ({place})"))))
    })
}

/// Writes the report of a fault (0600) and answers where it lies. It holds what the program said and its version, and
/// nothing of the account.
pub(super) fn write(technical: &str) -> Option<PathBuf> {
    let name = format!("offboard-report-{}.txt", std::process::id());
    let path = std::env::temp_dir().join(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(&path).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    let system = std::env::consts::OS;
    let processor = std::env::consts::ARCH;
    writeln!(
        file,
        "offboard {version} on {system} {processor}\n{technical}"
    )
    .ok()?;
    Some(path)
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let owned = || payload.downcast_ref::<String>().cloned();
    text.map(str::to_owned).or_else(owned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_with_its_message_and_place() {
        let caught = catching(|| -> Result<(), Error> { panic!("one and {}", "two") });
        let Err(Error::Bug(technical)) = caught else {
            panic!("not caught");
        };
        assert!(technical.starts_with("one and two"), "{technical}");
        assert!(technical.contains("report.rs"), "{technical}");
    }
}
