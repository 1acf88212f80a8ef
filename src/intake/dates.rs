//! Dates in cells: as ISO writes them, and as people do, day or month first.
//!
//! `03/04/2026` can be the third of April or the fourth of March. One cell does not tell; a whole column often does,
//! because somewhere a day is past the twelfth. Where no cell of it does, somebody must be asked.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::coded::coded;

coded! {
    /// What stands first in a date that is written with numbers alone and ends in the year.
    pub enum DateOrder {
        /// `31/12/2026`.
        DayFirst = "day-first",
        /// `12/31/2026`.
        MonthFirst = "month-first",
    }
}

coded! {
    /// What a time counts that is written with two numbers alone, such as `1:30`.
    pub enum TimeOrder {
        /// Hours and minutes.
        HoursMinutes = "hours-minutes",
        /// Minutes and seconds.
        MinutesSeconds = "minutes-seconds",
    }
}

/// What was said of how a file writes what can be read in two ways; none where its cells tell it themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Orders {
    /// What stands first in its dates.
    pub dates: Option<DateOrder>,
    /// What its times of two numbers count.
    pub times: Option<TimeOrder>,
}

/// A date as a cell writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Without doubt.
    Plain(Date),
    /// Two numbers and a year: the order must be known.
    Ordered(i8, i8, i16),
}

/// What the dates of a column tell about the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderEvidence {
    day_first: bool,
    month_first: bool,
    open: bool,
}

/// What a column's dates come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderFound {
    /// No date of the column needs an order, or all that do agree on this one.
    Clear(Option<DateOrder>),
    /// Every date fits both orders: somebody must be asked.
    Ambiguous,
    /// Some dates can only be read with the day first, others only with the month first.
    Contradicting,
}

impl OrderEvidence {
    /// Looks at a cell.
    pub fn note(&mut self, cell: &str) {
        if let Some((Written::Ordered(first, second, _), _)) = split(cell) {
            match (first > 12, second > 12) {
                (true, _) => self.day_first = true,
                (_, true) => self.month_first = true,
                _ if first == second => {}
                _ => self.open = true,
            }
        }
    }

    /// What all cells together say.
    pub const fn found(self) -> OrderFound {
        match (self.day_first, self.month_first, self.open) {
            (true, true, _) => OrderFound::Contradicting,
            (true, false, _) => OrderFound::Clear(Some(DateOrder::DayFirst)),
            (false, true, _) => OrderFound::Clear(Some(DateOrder::MonthFirst)),
            (false, false, true) => OrderFound::Ambiguous,
            (false, false, false) => OrderFound::Clear(None),
        }
    }
}

/// Reads a date, with the time of day where one stands behind it. None is no date, or one that needs an order where
/// none is known.
pub fn read_date(cell: &str, order: Option<DateOrder>) -> Option<DateTime> {
    let (written, time) = split(cell)?;
    let date = match written {
        Written::Plain(date) => date,
        Written::Ordered(first, second, year) => {
            let (day, month) = match order {
                Some(DateOrder::DayFirst) => (first, second),
                Some(DateOrder::MonthFirst) => (second, first),
                None if first == second || first > 12 => (first, second),
                None if second > 12 => (second, first),
                None => return None,
            };
            Date::new(year, month, day).ok()?
        }
    };
    Some(date.to_datetime(time))
}

/// Takes a cell apart into its date and its time of day; midnight where it has none.
fn split(cell: &str) -> Option<(Written, Time)> {
    let cell = cell.trim();
    let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 4 {
        return iso(cell);
    }
    let (date, time) = match cell.split_once([' ', ',', 'T']) {
        Some((date, time)) if date.bytes().any(|b| matches!(b, b'/' | b'.' | b'-')) => (date, time),
        _ => (cell, ""),
    };
    let mut parts = date.split(['/', '.', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let written = Written::Ordered(
        first.parse().ok()?,
        second.parse().ok()?,
        year.parse().ok()?,
    );
    Some((written, time_of_day(time)?))
}

/// `2026-12-31`, `2026/12/31`, with a time or not.
fn iso(cell: &str) -> Option<(Written, Time)> {
    let (date, time) = cell.split_at_checked(10)?;
    let mut parts = date.split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let time = time.trim_start_matches(['T', ' ']);
    Some((Written::Plain(date.ok()?), time_of_day(time)?))
}

/// `14:02`, `14:02:11`, `2:02 PM`; an offset or a zone behind it is passed over.
fn time_of_day(text: &str) -> Option<Time> {
    let text = text.trim_start_matches([' ', ',']).trim();
    if text.is_empty() {
        return Some(Time::midnight());
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':');
    let (clock, rest) = text.split_at(end.unwrap_or(text.len()));
    let mut parts = clock.split(':').map(str::parse::<i8>);
    let mut hour = parts.next()?.ok()?;
    let minute = parts.next()?.ok()?;
    let second = parts.next().transpose().ok()?.unwrap_or(0);
    let rest = rest.trim_start().to_ascii_lowercase();
    if rest.starts_with("pm") && hour < 12 {
        hour += 12;
    } else if rest.starts_with("am") && hour == 12 {
        hour = 0;
    }
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cell: &str, order: Option<DateOrder>) -> Option<String> {
        read_date(cell, order).map(|date| date.strftime("%Y-%m-%d %H:%M").to_string())
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        let cases = [
            ("2026-12-31", None, Some("2026-12-31 00:00")),
            ("2026/12/31", None, Some("2026-12-31 00:00")),
            ("2026-12-31T14:02:11Z", None, Some("2026-12-31 14:02")),
            ("2026-12-31 14:02:11.5 UTC", None, Some("2026-12-31 14:02")),
            ("31/12/2026", None, Some("2026-12-31 00:00")),
            ("12/31/2026", None, Some("2026-12-31 00:00")),
            ("31.12.2026 08:30", None, Some("2026-12-31 08:30")),
            ("12/31/2026, 1:05 PM", None, Some("2026-12-31 13:05")),
            ("12/31/2026 12:05 AM", None, Some("2026-12-31 00:05")),
            ("03/04/2026", None, None),
            (
                "03/04/2026",
                Some(DateOrder::DayFirst),
                Some("2026-04-03 00:00"),
            ),
            (
                "03/04/2026",
                Some(DateOrder::MonthFirst),
                Some("2026-03-04 00:00"),
            ),
            ("05/05/2026", None, Some("2026-05-05 00:00")),
            ("31/12/2026", Some(DateOrder::MonthFirst), None),
            ("30/02/2026", None, None),
            ("2026-13-01", None, None),
            ("1/2/26", Some(DateOrder::DayFirst), None),
            ("46023", None, None),
            ("yesterday", None, None),
            ("", None, None),
            ("31/12/2026 25:00", None, None),
        ];
        for (cell, order, expected) in cases {
            assert_eq!(shown(cell, order).as_deref(), expected, "{cell} {order:?}");
        }
    }

    #[test]
    fn a_column_tells_its_order_where_one_of_its_days_does() {
        let found = |cells: &[&str]| {
            let mut evidence = OrderEvidence::default();
            for cell in cells {
                evidence.note(cell);
            }
            evidence.found()
        };
        assert_eq!(found(&["03/04/2026", "01/02/2026"]), OrderFound::Ambiguous);
        assert_eq!(
            found(&["03/04/2026", "14/02/2026"]),
            OrderFound::Clear(Some(DateOrder::DayFirst))
        );
        assert_eq!(
            found(&["03/04/2026", "02/14/2026"]),
            OrderFound::Clear(Some(DateOrder::MonthFirst))
        );
        assert_eq!(
            found(&["14/02/2026", "02/14/2026"]),
            OrderFound::Contradicting
        );
        assert_eq!(
            found(&["2026-04-03", "05/05/2026", ""]),
            OrderFound::Clear(None)
        );
    }
}
