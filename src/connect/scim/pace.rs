//! How long is waited before a server is called again, and how a wait is ended.
//!
//! A server that asks for patience is given it by every call at once: they all pass one gate, which is shut meanwhile. No
//! wait is longer than [`LONGEST`], and each ends as soon as the run is stopped.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::fmt::rfc2822;

/// The longest wait at a time, whatever a server asks for.
pub const LONGEST: Duration = Duration::from_secs(60);
/// What is waited first where a server does not say how long; doubled with each further time.
const SHORTEST: Duration = Duration::from_secs(1);

/// How far a run is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Stopped {
    #[default]
    No,
    /// No further call begins. What is under way has its time.
    AtNext,
    /// What is under way is not waited for either.
    Now,
}

/// Stops a run from outside.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<(Mutex<Stopped>, Condvar)>);

impl Stop {
    /// Lets no further call begin and ends what waits, for an answer too: of a call that is under way it is then not known
    /// what came.
    pub fn stop(&self) {
        self.set(Stopped::Now);
    }

    /// Lets no further call begin. Those that are under way are waited for.
    pub fn at_next(&self) {
        self.set(Stopped::AtNext);
    }

    fn set(&self, how: Stopped) {
        let mut stopped = locked(&self.0.0);
        *stopped = how.max(*stopped);
        drop(stopped);
        self.0.1.notify_all();
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        *locked(&self.0.0) != Stopped::No
    }

    /// Whether not even the calls that are under way are waited for.
    pub(super) fn ends_waiting(&self) -> bool {
        *locked(&self.0.0) == Stopped::Now
    }

    /// Waits for so long, or until it is stopped.
    fn wait(&self, length: Duration) {
        let stopped = locked(&self.0.0);
        let waited = self
            .0
            .1
            .wait_timeout_while(stopped, length, |stopped| *stopped == Stopped::No);
        drop(waited);
    }
}

/// Something that waits. A trial counts instead of waiting.
pub trait Wait: Send + Sync {
    /// Waits for so long, or until it is stopped.
    fn wait(&self, length: Duration, stop: &Stop);
}

/// Waits for as long as it is asked to.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealWait;

impl Wait for RealWait {
    fn wait(&self, length: Duration, stop: &Stop) {
        stop.wait(length);
    }
}

/// The gate that every call passes.
pub(super) struct Gate {
    /// How often it was shut. Locked while it is.
    shut: Mutex<u64>,
    wait: Arc<dyn Wait>,
}

impl Gate {
    pub(super) const fn new(wait: Arc<dyn Wait>) -> Self {
        Self {
            shut: Mutex::new(0),
            wait,
        }
    }

    /// Passes the gate, after it has been opened; answers how often it had been shut.
    pub(super) fn pass(&self) -> u64 {
        *locked(&self.shut)
    }

    /// Shuts the gate for so long; for a call that passed it when it had been shut so often, where that is known. Calls
    /// that were under way together and were all asked for patience wait once: who comes second finds it shut since.
    pub(super) fn shut(&self, length: Duration, passed: Option<u64>, stop: &Stop) {
        let mut shut = locked(&self.shut);
        if passed.is_none_or(|passed| *shut == passed) {
            self.wait.wait(length.min(LONGEST), stop);
            *shut += 1;
        }
    }
}

/// How many calls are under way at once.
pub(super) struct Turns {
    free: Mutex<usize>,
    given_back: Condvar,
}

/// One call's turn, which ends with this value.
pub(super) struct Turn<'t>(&'t Turns);

impl Default for Turns {
    /// As many as there are callers.
    fn default() -> Self {
        Self {
            free: Mutex::new(usize::MAX),
            given_back: Condvar::new(),
        }
    }
}

impl Turns {
    /// Lets so many calls be under way at once; none is when this is said.
    pub(super) fn allow(&self, calls: usize) {
        *locked(&self.free) = calls.max(1);
    }

    /// Waits for a turn.
    pub(super) fn take(&self) -> Turn<'_> {
        let free = locked(&self.free);
        let free = self.given_back.wait_while(free, |free| *free == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        Turn(self)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut free = locked(&self.0.free);
        *free = free.saturating_add(1);
        drop(free);
        self.0.given_back.notify_one();
    }
}

/// How long is waited before the next of several tries, where the server did not say.
pub(super) fn pause(tries: u32) -> Duration {
    SHORTEST.saturating_mul(1 << tries.min(6)).min(LONGEST)
}

/// What `Retry-After` asks for: seconds, or a date, which is compared with the server's own.
pub(super) fn retry_after(value: &str, date: Option<&str>) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let read = |text: &str| rfc2822::parse(text.trim()).ok();
    let (until, now) = (read(value)?, read(date?)?);
    let seconds = until.timestamp().as_second() - now.timestamp().as_second();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_how_long_to_wait_in_seconds_or_by_date() {
        let date = Some("Wed, 21 Oct 2026 07:28:00 GMT");
        let waits = |value| retry_after(value, date).map(|length| length.as_secs());
        assert_eq!(waits(" 7 "), Some(7));
        assert_eq!(waits("Wed, 21 Oct 2026 07:28:30 GMT"), Some(30));
        assert_eq!(waits("Wed, 21 Oct 2026 07:27:00 GMT"), Some(0));
        for unclear in ["", "soon", "-1", "1.5"] {
            assert_eq!(waits(unclear), None, "{unclear}");
        }
        assert_eq!(retry_after("Wed, 21 Oct 2026 07:28:30 GMT", None), None);
    }

    #[test]
    fn no_wait_is_longer_than_a_minute() {
        struct Longest(Mutex<Duration>);
        impl Wait for Longest {
            fn wait(&self, length: Duration, _: &Stop) {
                let mut longest = locked(&self.0);
                *longest = length.max(*longest);
            }
        }
        let waits = Arc::new(Longest(Mutex::new(Duration::ZERO)));
        let gate = Gate::new(Arc::<Longest>::clone(&waits));
        gate.shut(Duration::from_hours(30), None, &Stop::default());
        assert_eq!(*locked(&waits.0), LONGEST);
        let pauses: Vec<_> = (0..9).map(|tries| pause(tries).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    #[test]
    fn calls_that_were_turned_away_together_wait_once() {
        struct Count(Mutex<u32>);
        impl Wait for Count {
            fn wait(&self, _: Duration, _: &Stop) {
                *locked(&self.0) += 1;
            }
        }
        let waits = Arc::new(Count(Mutex::new(0)));
        let gate = Gate::new(Arc::<Count>::clone(&waits));
        let together = [gate.pass(), gate.pass(), gate.pass()];
        for passed in together {
            gate.shut(Duration::from_secs(1), Some(passed), &Stop::default());
        }
        assert_eq!(*locked(&waits.0), 1);
        gate.shut(Duration::from_secs(1), Some(gate.pass()), &Stop::default());
        assert_eq!(*locked(&waits.0), 2);
    }

    #[test]
    fn a_wait_ends_when_the_run_is_stopped() {
        let stop = Stop::default();
        stop.stop();
        RealWait.wait(Duration::from_hours(1), &stop);
        assert!(stop.is_stopped());
    }
}
