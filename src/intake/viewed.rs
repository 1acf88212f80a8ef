//! How long and how far somebody viewed something: a time of a clock, or a number whose unit the header names.

use super::dates::TimeOrder;
use crate::domain::columns::LearningField;

/// Why a text says no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTime {
    /// It is neither a time of a clock nor a plain number.
    Unreadable,
    /// A plain number of which nothing says what it counts.
    NoUnit,
}

/// What a plain number in a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Minutes,
    Hours,
}

impl Unit {
    const fn seconds(self) -> f64 {
        match self {
            Self::Seconds => 1.0,
            Self::Minutes => 60.0,
            Self::Hours => 3_600.0,
        }
    }
}

/// Words of a header that name a unit.
const UNITS: [(Unit, &[&str]); 3] = [
    (Unit::Seconds, &["second", "sekund", "detik"]),
    (Unit::Minutes, &["minut", "menit"]),
    (Unit::Hours, &["hour", "stunde", "jam"]),
];

/// The one unit that a header names. *Hours viewed* counts hours, whatever the file calls it; a header that names several
/// units says nothing.
pub(super) fn unit(header: &str, field: LearningField) -> Option<Unit> {
    let is_named = |(_, words): &&(Unit, &[&str])| words.iter().any(|word| header.contains(word));
    let named: Vec<Unit> = UNITS
        .iter()
        .filter(is_named)
        .map(|(unit, _)| *unit)
        .collect();
    match (named.as_slice(), field) {
        ([one], _) => Some(*one),
        ([], LearningField::HoursViewed) => Some(Unit::Hours),
        _ => None,
    }
}

/// What `1:30` counts in a column whose header says it: *Hours viewed (h:mm)*, *Time (mm:ss)*, *Minutes viewed*.
pub(super) fn order_named(header: &str, field: LearningField) -> Option<TimeOrder> {
    if header.contains("mm:ss") || header.contains("m:ss") {
        Some(TimeOrder::MinutesSeconds)
    } else if header.contains("h:mm") {
        Some(TimeOrder::HoursMinutes)
    } else {
        let counts_minutes = unit(header, field) == Some(Unit::Minutes);
        counts_minutes.then_some(TimeOrder::MinutesSeconds)
    }
}

/// What the times of a column tell about what those of two numbers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TimeEvidence {
    has_two: bool,
    has_three: bool,
}

impl TimeEvidence {
    /// Looks at a cell.
    pub fn note(&mut self, cell: &str) {
        let cell = cell.trim();
        match cell.bytes().filter(|byte| *byte == b':').count() {
            // No time is none in both.
            1 => self.has_two |= seconds_of_clock(cell, None).is_some_and(|seconds| seconds > 0),
            2 => self.has_three |= seconds_of_clock(cell, None).is_some(),
            _ => {}
        }
    }

    /// Whether the rest of the column changes nothing: beside `1:02:30`, `62:30` can only be minutes and seconds.
    pub const fn is_settled(self) -> bool {
        self.has_three
    }

    /// Whether somebody must be asked: every time is one of two numbers.
    pub const fn is_open(self) -> bool {
        self.has_two && !self.has_three
    }
}

/// Minutes of `1:02:30`, `62:30` or a plain number, which counts what its column says. A time of two numbers counts what
/// somebody said, else minutes and seconds.
pub(super) fn minutes(
    text: &str,
    unit: Option<Unit>,
    order: Option<TimeOrder>,
) -> Result<u32, NoTime> {
    if matches!(text, "-" | "–") {
        return Ok(0);
    }
    let seconds = if text.contains(':') {
        seconds_of_clock(text, order).ok_or(NoTime::Unreadable)?
    } else {
        let number = plain(text).ok_or(NoTime::Unreadable)?;
        // No time is none in every unit.
        match unit {
            None if number > 0.0 => return Err(NoTime::NoUnit),
            None => 0,
            // Digits in groups of three look like a fraction: only an hour is divided that finely, and by a point.
            Some(unit) if has_thousandths(text) && (unit != Unit::Hours || text.contains(',')) => {
                return Err(NoTime::Unreadable);
            }
            Some(unit) => whole(number * unit.seconds()).ok_or(NoTime::Unreadable)?,
        }
    };
    Ok(seconds.saturating_add(30) / 60)
}

fn has_thousandths(text: &str) -> bool {
    let parts = text.split_once(['.', ',']);
    parts.is_some_and(|(whole, part)| whole != "0" && part.len() == 3)
}

/// A number of digits, with a part behind a point or a comma: no sign, no power of ten.
fn plain(text: &str) -> Option<f64> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    (is_digits(whole) && is_digits(part))
        .then(|| text.replace(',', ".").parse().ok())
        .flatten()
}

/// Seconds of `1:02:30` or `62:30`.
fn seconds_of_clock(text: &str, order: Option<TimeOrder>) -> Option<u32> {
    let parts: Vec<&str> = text.split(':').collect();
    match *parts.as_slice() {
        [hours, minutes, seconds] => {
            let hours = hours.parse::<u32>().ok()?;
            let [minutes, seconds] = [sixtieth(minutes)?, sixtieth(seconds)?];
            hours
                .checked_mul(3_600)?
                .checked_add(minutes * 60 + seconds)
        }
        [first, second] => {
            let (first, second) = (first.parse::<u32>().ok()?, sixtieth(second)?);
            match order {
                Some(TimeOrder::HoursMinutes) => first.checked_mul(3_600)?.checked_add(second * 60),
                Some(TimeOrder::MinutesSeconds) | None => {
                    first.checked_mul(60)?.checked_add(second)
                }
            }
        }
        _ => None,
    }
}

fn sixtieth(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| *number < 60)
}

/// `100`, `87.5`, `87%`, `0.875` stay what they are but for the sign; a part of a percent is dropped.
pub(super) fn percent(text: &str) -> Option<u8> {
    let number = plain(text.trim_end_matches('%').trim())?;
    u8::try_from(whole(number.floor())?)
        .ok()
        .filter(|percent| *percent <= 100)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number was held against both ends"
)]
fn whole(number: f64) -> Option<u32> {
    (0.0..=f64::from(u32::MAX))
        .contains(&number)
        .then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rounded_to_the_minute() {
        let read = |text| minutes(text, Some(Unit::Hours), None);
        assert_eq!(read("0:00:29"), Ok(0));
        assert_eq!(read("0:00:30"), Ok(1));
        assert_eq!(read("100:00:00"), Ok(6_000));
        assert_eq!(read("1.5"), Ok(90));
        assert_eq!(read("0.875"), Ok(53));
        assert_eq!(minutes("90", Some(Unit::Seconds), None), Ok(2));
        let said = |order| minutes("1:30", Some(Unit::Hours), Some(order));
        assert_eq!(said(TimeOrder::HoursMinutes), Ok(90));
        assert_eq!(said(TimeOrder::MinutesSeconds), Ok(2));
        assert_eq!(read("62:30"), Ok(63));
        let damaged = [
            "-1", "1:2:3:4", "NaN", "1e3", "1E+03", "inf", "+1", ".5", "1.2.3", "1,234",
        ];
        for text in damaged {
            assert_eq!(read(text), Err(NoTime::Unreadable), "{text}");
        }
        assert_eq!(
            minutes("1.234", Some(Unit::Minutes), None),
            Err(NoTime::Unreadable)
        );
        assert_eq!(percent("1e1"), None);
        assert_eq!(percent("87,5 %"), Some(87));
    }

    #[test]
    fn a_plain_number_counts_what_its_header_names_and_nothing_is_guessed() {
        use LearningField::{HoursViewed, TimeViewed};
        assert_eq!(unit("time viewed", TimeViewed), None);
        assert_eq!(
            unit("time viewed (minutes)", TimeViewed),
            Some(Unit::Minutes)
        );
        assert_eq!(
            unit("time spent (seconds)", TimeViewed),
            Some(Unit::Seconds)
        );
        assert_eq!(
            unit("verweildauer in stunden", TimeViewed),
            Some(Unit::Hours)
        );
        assert_eq!(
            unit("hours viewed (hh:mm:ss)", HoursViewed),
            Some(Unit::Hours)
        );
        assert_eq!(unit("total", HoursViewed), Some(Unit::Hours));
        assert_eq!(unit("minutes or hours", HoursViewed), None);
        assert_eq!(minutes("10", None, None), Err(NoTime::NoUnit));
        assert_eq!(minutes("0", None, None), Ok(0));
        assert_eq!(minutes("0:10:00", None, None), Ok(10));
    }

    #[test]
    fn a_header_says_what_two_numbers_count_where_it_names_them() {
        use LearningField::{HoursViewed, TimeViewed};
        let table = [
            ("hours viewed", HoursViewed, None),
            (
                "hours viewed (hh:mm)",
                HoursViewed,
                Some(TimeOrder::HoursMinutes),
            ),
            (
                "hours viewed (h:mm:ss)",
                HoursViewed,
                Some(TimeOrder::MinutesSeconds),
            ),
            (
                "time viewed (mm:ss)",
                TimeViewed,
                Some(TimeOrder::MinutesSeconds),
            ),
            (
                "minutes viewed",
                TimeViewed,
                Some(TimeOrder::MinutesSeconds),
            ),
            ("time viewed", TimeViewed, None),
        ];
        for (header, field, wanted) in table {
            assert_eq!(order_named(header, field), wanted, "{header}");
        }
    }
}
