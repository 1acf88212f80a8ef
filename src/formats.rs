//! Numbers, sizes, dates and times as the language writes them.
//!
//! Everything is rounded down: a file just under a limit is never shown as if it reached it, and a batch is not at
//! 100 % before it is.

use jiff::tz::TimeZone;

use crate::domain::Language;
use crate::domain::time::Timestamp;
pub use crate::numerals::number;
use crate::say;
use crate::texts::Texts;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// The mean month and year of the Gregorian calendar, in days, as numerator over 10,000.
const MONTH_DAYS: u64 = 304_369;
const YEAR_DAYS: u64 = 3_652_425;

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const INDONESIAN_MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// A number of tenths with its decimal mark, which is left out when there is nothing behind it: `59.8`, `15`.
pub fn tenths(language: Language, tenths: u64) -> String {
    let whole = number(language, tenths / 10);
    match tenths % 10 {
        0 => whole,
        rest => format!("{whole}{}{rest}", decimal_mark(language)),
    }
}

/// A number in four columns at the most, rounded down: `146`, `12k`, `3M`.
pub fn brief(value: u64) -> String {
    match value {
        0..10_000 => value.to_string(),
        10_000..1_000_000 => format!("{}k", value / 1_000),
        1_000_000..1_000_000_000 => format!("{}M", value / 1_000_000),
        1_000_000_000.. => "999M".to_owned(),
    }
}

/// How much of a whole, to the nearest tenth: `59.8 %`. Only nothing is 0 %, and only all is 100 %.
pub fn percent(language: Language, part: u64, whole: u64) -> String {
    let whole_of = u128::from(whole.max(1));
    let share = (u128::from(part) * 1_000 + whole_of / 2) / whole_of;
    let mut share = u64::try_from(share).unwrap_or(u64::MAX);
    if part < whole {
        share = share.min(999);
    }
    if share == 0 && part > 0 {
        return format!("< {} %", tenths(language, 1));
    }
    format!("{} %", tenths(language, share))
}

/// The size of a file in decimal units: `Less than 1kB`, `1.2 MB`.
pub fn size(texts: &Texts, bytes: u64) -> String {
    let amount = |unit: u64| tenths(texts.language(), bytes / (unit / 10));
    match bytes {
        0..=999 => say!(texts, "size-less-than-1kb"),
        1_000..=999_999 => say!(texts, "size-kb", amount = amount(1_000)),
        1_000_000..=999_999_999 => say!(texts, "size-mb", amount = amount(1_000_000)),
        _ => say!(texts, "size-gb", amount = amount(1_000_000_000)),
    }
}

/// The day in a table: `2026-11-03` or `03/11/2026`, in the time zone of the texts.
pub fn date(texts: &Texts, at: Timestamp) -> String {
    strftime(texts.zone(), at, day_form(texts.language()))
}

/// Day and time to the second in a table: `2026-11-03 14:05:12` or `03/11/2026 14.05.12`, in the time zone of the texts.
pub fn moment(texts: &Texts, at: Timestamp) -> String {
    strftime(texts.zone(), at, &moment_form(texts.language()))
}

/// The day in a letter, with the zone whose calendar it is: `27 December 2026 (WIB)`.
pub fn day_told(texts: &Texts, at: Timestamp) -> String {
    format!("{} ({})", day_written(texts, at), zone_told(texts, at))
}

/// Day and time in a letter: `27 December 2026, 14:05 WIB` or `27 Desember 2026 pukul 14.05 WIB`.
pub fn moment_told(texts: &Texts, at: Timestamp) -> String {
    let form = match texts.language() {
        Language::English => ", %H:%M",
        Language::Indonesian => " pukul %H.%M",
    };
    let time = strftime(texts.zone(), at, form);
    format!("{}{time} {}", day_written(texts, at), zone_told(texts, at))
}

/// Day and time with the distance from UTC: `2026-11-03 14:05:12 +07:00`.
pub fn moment_exact(texts: &Texts, at: Timestamp) -> String {
    let form = format!("{} %:z", moment_form(texts.language()));
    strftime(texts.zone(), at, &form)
}

/// Day and time as people type them, the same in every language: `2026-11-03 14:05`.
pub fn moment_typed(texts: &Texts, at: Timestamp) -> String {
    strftime(texts.zone(), at, "%Y-%m-%d %H:%M")
}

/// The moment as JSON and certificates write it: RFC 3339 in UTC, `2026-11-03T07:05:12Z`.
pub fn rfc3339(at: Timestamp) -> String {
    strftime(&TimeZone::UTC, at, "%Y-%m-%dT%H:%M:%SZ")
}

/// A moment as part of a file name, in UTC: `20261127-083000`.
pub fn stamp(at: Timestamp) -> String {
    let digits: String = rfc3339(at)
        .chars()
        .filter(char::is_ascii_digit)
        .take(14)
        .collect();
    let (day, time) = digits.split_at(digits.len().min(8));
    format!("{day}-{time}")
}

/// How long ago, or how far ahead: `3 days ago`, `in 2 hours`, `never`. From a day on they are days of the reader's calendar:
/// what was on the 2nd is three days ago all through the 5th.
pub fn relative(texts: &Texts, at: Option<Timestamp>, now: Timestamp) -> String {
    let Some(at) = at else {
        return say!(texts, "time-never");
    };
    let seconds = now.since(at);
    let days = days_between(texts.zone(), at, now);
    match (seconds.unsigned_abs(), seconds >= 0) {
        (..MINUTE, true) => say!(texts, "time-just-now"),
        (..MINUTE, false) => say!(texts, "time-soon"),
        (away, true) => say!(texts, "time-ago", span = span_of(texts, away, days)),
        (away, false) => say!(texts, "time-in", span = span_of(texts, nearest(away), days)),
    }
}

/// What lies ahead within a day, to the nearest hour: what is due in 12 hours is not due in 11 a second later.
const fn nearest(seconds: u64) -> u64 {
    match seconds {
        HOUR..DAY => seconds + HOUR / 2,
        _ => seconds,
    }
}

/// Days of the calendar between two moments where the reader lives.
fn days_between(zone: &TimeZone, one: Timestamp, other: Timestamp) -> u64 {
    let day = |at: Timestamp| {
        let moment = jiff::Timestamp::from_second(at.0).ok()?;
        Some(moment.to_zoned(zone.clone()).date())
    };
    let days = day(one).zip(day(other)).and_then(|(one, other)| {
        let between = one.until(other).ok()?;
        Some(u64::from(between.get_days().unsigned_abs()))
    });
    // Beyond the year 9999: no clock says so, only a damaged file.
    days.unwrap_or_else(|| other.since(one).unsigned_abs() / DAY)
}

/// The span between two moments in its largest fitting unit: `3 days`, `14 months`. From a day on they are days of the
/// reader's calendar.
pub fn span(texts: &Texts, from: Timestamp, to: Timestamp) -> String {
    let days = days_between(texts.zone(), from, to);
    span_of(texts, to.since(from).unsigned_abs(), days)
}

fn span_of(texts: &Texts, seconds: u64, days: u64) -> String {
    // A day with a change of the clocks can have 25 hours.
    let days = days.max(1);
    let months = days * 10_000 / MONTH_DAYS;
    match seconds {
        0..MINUTE => say!(texts, "span-seconds", count = seconds),
        MINUTE..HOUR => say!(texts, "span-minutes", count = seconds / MINUTE),
        HOUR..DAY => say!(texts, "span-hours", count = seconds / HOUR),
        _ if months < 2 => say!(texts, "span-days", count = days),
        _ if months < 24 => say!(texts, "span-months", count = months),
        _ => say!(texts, "span-years", count = days * 10_000 / YEAR_DAYS),
    }
}

/// A duration in its two largest units: `1 min 12 s`.
pub fn duration(texts: &Texts, seconds: u64) -> String {
    match seconds {
        0..MINUTE => say!(texts, "duration-seconds", seconds = seconds),
        MINUTE..HOUR => say!(
            texts,
            "duration-minutes",
            minutes = seconds / MINUTE,
            seconds = seconds % MINUTE
        ),
        HOUR..DAY => say!(
            texts,
            "duration-hours",
            hours = seconds / HOUR,
            minutes = seconds % HOUR / MINUTE
        ),
        _ => say!(
            texts,
            "duration-days",
            days = seconds / DAY,
            hours = seconds % DAY / HOUR
        ),
    }
}

const fn decimal_mark(language: Language) -> char {
    match language {
        Language::English => '.',
        Language::Indonesian => ',',
    }
}

const fn day_form(language: Language) -> &'static str {
    match language {
        Language::English => "%Y-%m-%d",
        Language::Indonesian => "%d/%m/%Y",
    }
}

fn moment_form(language: Language) -> String {
    let time = match language {
        Language::English => "%H:%M:%S",
        Language::Indonesian => "%H.%M.%S",
    };
    format!("{} {time}", day_form(language))
}

/// The day with the name of its month.
fn day_written(texts: &Texts, at: Timestamp) -> String {
    let months = match texts.language() {
        Language::English => ENGLISH_MONTHS,
        Language::Indonesian => INDONESIAN_MONTHS,
    };
    let month = strftime(texts.zone(), at, "%-m").parse::<usize>().ok();
    let name = month.and_then(|month| months.get(month.wrapping_sub(1)));
    match name {
        Some(name) => strftime(texts.zone(), at, &format!("%-d {name} %Y")),
        None => date(texts, at),
    }
}

/// What the zone is called at a moment: `WIB`, or `UTC+04:00` where it has only a number.
fn zone_told(texts: &Texts, at: Timestamp) -> String {
    let name = strftime(texts.zone(), at, "%Z");
    if name.starts_with(char::is_alphabetic) {
        name
    } else {
        strftime(texts.zone(), at, "UTC%:z")
    }
}

fn strftime(zone: &TimeZone, at: Timestamp, form: &str) -> String {
    match jiff::Timestamp::from_second(at.0) {
        Ok(moment) => moment.to_zoned(zone.clone()).strftime(form).to_string(),
        // Beyond the year 9999: no clock says so, only a damaged file.
        Err(_) => format!("@{}", at.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::zone::Zone;

    const EN: Language = Language::English;
    const ID: Language = Language::Indonesian;

    #[test]
    fn numbers_are_grouped_as_the_language_writes_them() {
        assert_eq!(number(EN, 0), "0");
        assert_eq!(number(EN, 999), "999");
        assert_eq!(number(EN, 1_234_567), "1,234,567");
        assert_eq!(number(ID, 1_234_567), "1.234.567");
        assert_eq!(tenths(ID, 12_345), "1.234,5");
    }

    #[test]
    fn numbers_inside_messages_are_grouped_too() {
        let days = |language| say!(Texts::new(language), "span-days", count = 12_345);
        assert_eq!(days(EN), "12,345 days");
        assert_eq!(days(ID), "12.345 hari");
        assert_eq!(say!(Texts::new(EN), "span-days", count = 1), "1 day");
    }

    #[test]
    fn shares_are_rounded_down() {
        assert_eq!(percent(EN, 598_444, 1_000_000), "59.8 %");
        assert_eq!(percent(ID, 598_444, 1_000_000), "59,8 %");
        assert_eq!(percent(EN, 99_999, 100_000), "99.9 %");
        assert_eq!(percent(EN, 1, 6), "16.7 %");
        assert_eq!(percent(ID, 3, 190), "1,6 %");
        assert_eq!(percent(EN, 2, 3), "66.7 %");
        assert_eq!(percent(EN, 1, 2_000), "0.1 %");
        assert_eq!(percent(EN, 1, 1), "100 %");
        assert_eq!(percent(EN, 0, 0), "0 %");
        assert_eq!(percent(EN, 12, 1_000_000), "< 0.1 %");
        assert_eq!(percent(ID, 12, 1_000_000), "< 0,1 %");
    }

    #[test]
    fn sizes_are_in_decimal_units_and_never_reach_a_limit_early() {
        let (en, id) = (Texts::new(EN), Texts::new(ID));
        assert_eq!(size(&en, 999), "Less than 1kB");
        assert_eq!(size(&id, 14), "Kurang dari 1kB");
        assert_eq!(size(&en, 1_200), "1.2 kB");
        assert_eq!(size(&id, 1_200_000), "1,2 MB");
        assert_eq!(size(&en, 14_999_999), "14.9 MB");
        assert_eq!(size(&en, 15_000_000), "15 MB");
    }

    #[test]
    fn moments_are_shown_in_the_zone_of_the_texts() {
        let at = Timestamp(1_793_689_512);
        let utc = Texts::new(EN);
        let jakarta = Texts::new(ID).in_zone(TimeZone::fixed(jiff::tz::offset(7)));
        assert_eq!(moment(&utc, at), "2026-11-03 07:05:12");
        assert_eq!(moment_exact(&jakarta, at), "03/11/2026 14.05.12 +07:00");
        assert_eq!(rfc3339(at), "2026-11-03T07:05:12Z");
        assert_eq!(date(&utc, at), "2026-11-03");
        assert_eq!(date(&jakarta, at), "03/11/2026");
    }

    #[test]
    fn a_letter_writes_the_month_and_names_the_zone() -> Result<(), jiff::Error> {
        // 2026-12-26T18:30:00Z: the next day in Jakarta.
        let at = Timestamp(1_798_309_800);
        let reader = |language, zone| {
            let rules = TimeZone::get(zone)?;
            Ok::<Texts, jiff::Error>(Texts::new(language).in_zone(rules))
        };
        let jakarta = reader(ID, "Asia/Jakarta")?;
        assert_eq!(day_told(&jakarta, at), "27 Desember 2026 (WIB)");
        assert_eq!(
            moment_told(&jakarta, at),
            "27 Desember 2026 pukul 01.30 WIB"
        );
        let english = reader(EN, "Asia/Jakarta")?;
        assert_eq!(day_told(&english, at), "27 December 2026 (WIB)");
        let dubai = reader(EN, "Asia/Dubai")?;
        assert_eq!(moment_told(&dubai, at), "26 December 2026, 22:30 UTC+04:00");
        assert_eq!(day_told(&Texts::new(EN), at), "26 December 2026 (UTC)");
        Ok(())
    }

    #[test]
    fn time_away_is_told_in_its_largest_fitting_unit() {
        let (en, id) = (Texts::new(EN), Texts::new(ID));
        let now = Timestamp(2_000_000_000);
        let before = |days: i64| Some(now.plus_days(-days));
        assert_eq!(relative(&en, None, now), "never");
        assert_eq!(relative(&en, Some(now), now), "just now");
        assert_eq!(relative(&en, before(3), now), "3 days ago");
        assert_eq!(relative(&id, before(3), now), "3 hari yang lalu");
        assert_eq!(relative(&en, before(430), now), "14 months ago");
        assert_eq!(relative(&en, before(-2), now), "in 2 days");
        assert_eq!(relative(&en, before(731), now), "2 years ago");
    }

    #[test]
    fn days_ago_and_ahead_are_days_of_the_reader_s_calendar() {
        let at = |text: &str| {
            let moment: Result<jiff::Timestamp, _> = text.parse();
            moment.map(|moment| Timestamp(moment.as_second())).ok()
        };
        for (zone, moment, now, said) in [
            // 26 spans of 24 hours, and the 27th day of the calendar.
            (
                "UTC",
                "2026-11-01T20:00:00Z",
                "2026-11-28T08:00:00Z",
                "27 days ago",
            ),
            (
                "Asia/Jakarta",
                "2026-11-01T16:00:00Z",
                "2026-11-28T08:00:00Z",
                "27 days ago",
            ),
            (
                "Asia/Jakarta",
                "2026-11-01T18:00:00Z",
                "2026-11-28T08:00:00Z",
                "26 days ago",
            ),
            (
                "UTC",
                "2026-11-27T09:00:00Z",
                "2026-11-28T08:00:00Z",
                "23 hours ago",
            ),
            (
                "UTC",
                "2026-12-02T01:00:00Z",
                "2026-11-28T23:00:00Z",
                "in 4 days",
            ),
            (
                "Asia/Jakarta",
                "2026-12-02T01:00:00Z",
                "2026-11-28T23:00:00Z",
                "in 3 days",
            ),
            // This day has 25 hours there.
            (
                "Europe/Berlin",
                "2026-10-24T22:00:00Z",
                "2026-10-25T22:30:00Z",
                "1 day ago",
            ),
        ] {
            let zone = Zone::named(zone).unwrap();
            let texts = Texts::new(EN).in_zone(zone.rules().clone());
            let found = relative(&texts, at(moment), at(now).unwrap());
            assert_eq!(found, said, "{} {moment} {now}", zone.name());
        }
    }

    #[test]
    fn durations_have_two_units() {
        let (en, id) = (Texts::new(EN), Texts::new(ID));
        assert_eq!(duration(&en, 9), "9 s");
        assert_eq!(duration(&en, 72), "1 min 12 s");
        assert_eq!(duration(&id, 72), "1 mnt 12 dtk");
        assert_eq!(duration(&en, 7_320), "2 h 2 min");
    }
}
