//! Moments, as whole seconds of Unix time. Who knows what time it is lives at the edges.

/// A moment: seconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Seconds in a day.
    pub const DAY: i64 = 86_400;

    /// The moment `days` days later (earlier when negative).
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days * Self::DAY)
    }

    /// The moment as it is believed at `now`: no further ahead than `longest` seconds, the most that the rule which set
    /// it gives. One that lies further ahead was set by a clock that was wrong.
    #[must_use]
    pub const fn bounded(self, now: Self, longest: i64) -> Self {
        let last = now.0.saturating_add(longest);
        if self.0 > last { Self(last) } else { self }
    }

    /// Seconds from `earlier` to here.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
}

/// Something that knows what time it is. Injected, so that tests choose.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_a_wrong_clock_is_no_further_ahead_than_its_rule_lets_it_be() {
        let now = Timestamp(1_000_000);
        for (stored, longest, believed) in [
            (1_000_030, 30, 1_000_030),
            (1_000_031, 30, 1_000_030),
            (2_051_222_400, 30, 1_000_030),
            (999_999, 30, 999_999),
            (i64::MAX, i64::MAX, i64::MAX),
        ] {
            let found = Timestamp(stored).bounded(now, longest);
            assert_eq!(found, Timestamp(believed), "{stored} {longest}");
            assert_eq!(found.bounded(now, longest), found);
        }
    }
}
