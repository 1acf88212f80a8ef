//! On which days people learn: not at weekends, not on holidays.
//!
//! Only holidays with a fixed date are known; for the demo that is enough.

use crate::domain::time::Timestamp;

/// Month and day of the holidays.
const HOLIDAYS: [(u32, u32); 10] = [
    (1, 1),
    (5, 1),
    (6, 1),
    (8, 17),
    (12, 24),
    (12, 25),
    (12, 26),
    (12, 29),
    (12, 30),
    (12, 31),
];

/// How many days back the calendar goes.
pub(super) const DAYS: u64 = 640;

/// The days before today.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    today: i64,
    /// For each number of days ago, that of the nearest working day then or before.
    working: Vec<u64>,
}

impl Calendar {
    pub(super) fn until(now: Timestamp) -> Self {
        let today = now.0.div_euclid(Timestamp::DAY);
        let mut working = Vec::new();
        // From the past towards today; the margin makes sure that there is a working day before the first.
        let mut nearest = DAYS + 14;
        for ago in (0..DAYS + 14).rev() {
            if is_working_day(today.saturating_sub_unsigned(ago)) {
                nearest = ago;
            }
            working.push(nearest);
        }
        working.reverse();
        Self { today, working }
    }

    /// The working day at so many days ago, or the nearest before it.
    pub(super) fn working_day(&self, ago: u64) -> u64 {
        let ago = usize::try_from(ago).unwrap_or_default();
        self.working.get(ago).copied().unwrap_or(DAYS)
    }

    /// Every day that a moment can be on, counted from 1970-01-01.
    pub(super) const fn days(&self) -> std::ops::RangeInclusive<i64> {
        self.today.saturating_sub_unsigned(DAYS + 14)..=self.today
    }

    /// A moment so many days ago.
    pub(super) const fn at(&self, ago: u64, second_of_day: i64) -> i64 {
        self.today.saturating_sub_unsigned(ago) * Timestamp::DAY + second_of_day
    }
}

/// Whether a day, counted from 1970-01-01 (a Thursday), is neither at a weekend nor a holiday.
fn is_working_day(day: i64) -> bool {
    let weekday = (day + 4).rem_euclid(7);
    (1..=5).contains(&weekday) && !HOLIDAYS.contains(&month_and_day(day))
}

/// Month and day of a day counted from 1970-01-01, by the rule of the Gregorian calendar.
fn month_and_day(day: i64) -> (u32, u32) {
    let days = day + 719_468;
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let small = |number: i64| u32::try_from(number).unwrap_or_default();
    (small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_holidays_move_to_the_working_day_before() {
        assert_eq!(month_and_day(0), (1, 1));
        assert_eq!(month_and_day(20_681), (8, 16));
        // 2026-08-17 is a Monday and a holiday; the working day before it is Friday the 14th.
        let calendar = Calendar::until(Timestamp(20_682 * Timestamp::DAY + 3_600));
        assert_eq!(calendar.working_day(0), 3);
        assert_eq!(calendar.working_day(3), 3);
        assert_eq!(calendar.working_day(4), 4);
    }
}
