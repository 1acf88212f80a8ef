//! Learning reports: what a learner did in a period, and what that adds to the totals.
//!
//! A report is the truth for its period. Read again, it takes the place of what it said before, so that nothing counts
//! twice. Totals lose only what a living learner had and has no more: what deleted learners did stays in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::batch::LineTally;
use super::id::CourseId;
use super::time::Timestamp;
use crate::domain::coded::coded;

/// A calendar day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub i32);

const EPOCH: Date = jiff::civil::date(1970, 1, 1);
const NOON: i64 = Timestamp::DAY / 2;
/// By how many seconds a day begins earlier where it begins first.
const EARLIEST_ZONE: i64 = 14 * 3_600;
const MINUTES_A_DAY: u64 = 24 * 60;

impl Day {
    /// The day of a date.
    pub fn of(date: Date) -> Self {
        let span = date.duration_since(EPOCH);
        Self(i32::try_from(span.as_hours() / 24).unwrap_or(i32::MAX))
    }

    /// The day in which a moment lies, by universal time.
    pub fn at(moment: Timestamp) -> Self {
        Self(i32::try_from(moment.0.div_euclid(Timestamp::DAY)).unwrap_or(i32::MAX))
    }

    /// The middle of the day: a moment that is on this day in nearly every time zone.
    pub const fn noon(self) -> Timestamp {
        Timestamp(self.0 as i64 * Timestamp::DAY + NOON)
    }

    /// Its month as `YYYY-MM`.
    pub fn month(self) -> String {
        self.date().strftime("%Y-%m").to_string()
    }

    fn date(self) -> Date {
        let days = jiff::Span::new().try_days(self.0);
        days.and_then(|days| EPOCH.checked_add(days))
            .unwrap_or(EPOCH)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

/// A text is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;

    /// Reads `2026-10-01..2026-10-31`, or a month as `2026-10`.
    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let day = |text: &str| text.trim().parse::<Date>().map_err(|_| NoPeriod);
        let (first, last) = if let Some((first, last)) = text.split_once("..") {
            (day(first)?, day(last)?)
        } else {
            let first = day(&format!("{}-01", text.trim()))?;
            (first, first.last_of_month())
        };
        let (first, last) = (Day::of(first), Day::of(last));
        (first <= last)
            .then_some(Self { first, last })
            .ok_or(NoPeriod)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.first, self.last)
    }
}

impl Period {
    /// Whether a day lies in it.
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether a moment lies in it.
    pub fn covers(self, moment: Timestamp) -> bool {
        self.contains(Day::at(moment))
    }

    /// How many days it has.
    pub fn days(self) -> u32 {
        u32::try_from(self.last.0 - self.first.0 + 1).unwrap_or_default()
    }

    /// Whether nobody can say anything of it yet: its first day has begun nowhere.
    pub fn is_ahead(self, now: Timestamp) -> bool {
        self.first > Day::at(Timestamp(now.0 + EARLIEST_ZONE))
    }

    /// Whether nobody can have learned so much in it.
    pub fn is_exceeded(self, minutes: u64, days: u32) -> bool {
        minutes > u64::from(self.days()) * MINUTES_A_DAY || days > self.days()
    }

    /// Whether both have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

coded! {
    /// The two reports that are known.
    pub enum ReportKind {
        /// One row a learner: what they did in the period, altogether.
        Summary = "summary",
        /// One row a learner and piece of content.
        Detail = "detail",
    }
}

/// Why a report cannot be read as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReport {
    /// No column says whom a row is about.
    NoLearner,
    /// No column says what was learned.
    NoLearning,
    /// Dates can be read in two ways: somebody must say whether the day stands first.
    AmbiguousDates,
    /// Some dates have the day first, others the month.
    ContradictingDates,
    /// Times can be read in two ways: somebody must say whether `1:30` is an hour and a half.
    AmbiguousTimes,
}

/// What a summary says of one learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PeriodSum {
    /// Minutes viewed.
    pub minutes: u32,
    /// Courses completed.
    pub completions: u32,
    /// Courses viewed.
    pub views: u32,
    /// Days on which the learner was there.
    pub days: u32,
}

/// A piece of learning: minutes in a course at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// When.
    pub at: Timestamp,
    /// In which course.
    pub course: CourseId,
    /// For how long.
    pub minutes: u16,
}

/// Names a report that was read and waits to be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct LearningToken(pub u64);

/// A learning report as an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LearningImport {
    /// The report, as it was read.
    pub report: LearningToken,
    /// The period that it is about.
    pub period: Period,
    /// Whether somebody agreed that the period loses most of its learners.
    pub empties: bool,
}

/// A report that was read: what it holds, before anything is done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearningReview {
    /// What an import names it by.
    pub token: LearningToken,
    /// Which report it is.
    pub kind: ReportKind,
    /// The account of its lines.
    pub tally: LineTally,
    /// Rows that are about a learner of this account.
    pub matched: u64,
    /// Rows that are passed over, in the file's order.
    pub passed_over: Vec<PassedOver>,
    /// The first and the last day that its rows name.
    pub days: Option<Period>,
}

/// A row that is not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The line.
    pub line: u32,
    /// Whom it names, as it names them.
    pub named: String,
    /// Why: the code in files and JSON.
    pub code: &'static str,
}

/// What importing a report changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LearningEffect {
    /// Learners of whom it says something.
    pub learners: u64,
    /// Learners of whom the earlier import of this period said something and this one does not.
    pub emptied: u64,
    /// Learners of whom both say something.
    pub kept: u64,
    /// Courses that are new.
    pub new_courses: u64,
    /// What the totals gain or, where an earlier import is replaced, lose.
    pub totals: Figures,
    /// Whether the same period was imported before.
    pub replaces: bool,
}

impl LearningEffect {
    /// Whether most learners of the earlier import lose what it said: such a file is often cut short, or another one, so
    /// somebody has to agree.
    pub const fn empties(&self) -> bool {
        self.emptied > self.kept
    }
}

/// What one learner adds to the totals of one period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Share {
    /// By month as `YYYY-MM`: whether they were active, completions, minutes.
    pub months: BTreeMap<String, Figures>,
    /// By course: completions, minutes.
    pub courses: BTreeMap<CourseId, Figures>,
}

/// Figures of a total; a difference of two totals has negative ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Learners who were active.
    pub active: i64,
    /// Courses completed.
    pub completions: i64,
    /// Minutes.
    pub minutes: i64,
}

impl Figures {
    fn add(&mut self, other: Self, sign: i64) {
        self.active += sign * other.active;
        self.completions += sign * other.completions;
        self.minutes += sign * other.minutes;
    }
}

impl Share {
    /// What a learner's pieces and completions of a period come to. What a summary knows beyond them is of no course, and
    /// counts in the month in which the period ends.
    pub fn of(
        period: Period,
        sum: Option<PeriodSum>,
        pieces: &[Piece],
        completions: &[(CourseId, Day)],
    ) -> Self {
        let mut share = Self::default();
        let mut active = BTreeSet::new();
        let pieces = pieces.iter().filter(|piece| period.covers(piece.at));
        let (mut minutes, mut completed) = (0, 0);
        for piece in pieces {
            let month = Day::at(piece.at).month();
            let figures = Figures {
                minutes: piece.minutes.into(),
                ..Figures::default()
            };
            minutes += figures.minutes;
            share
                .months
                .entry(month.clone())
                .or_default()
                .add(figures, 1);
            share
                .courses
                .entry(piece.course)
                .or_default()
                .add(figures, 1);
            active.insert(month);
        }
        for (course, day) in completions.iter().filter(|(_, day)| period.contains(*day)) {
            let figures = Figures {
                completions: 1,
                ..Figures::default()
            };
            completed += 1;
            share.months.entry(day.month()).or_default().add(figures, 1);
            share.courses.entry(*course).or_default().add(figures, 1);
            active.insert(day.month());
        }
        if let Some(sum) = sum {
            let beyond = Figures {
                active: 0,
                completions: (i64::from(sum.completions) - completed).max(0),
                minutes: (i64::from(sum.minutes) - minutes).max(0),
            };
            let month = period.last.month();
            share
                .months
                .entry(month.clone())
                .or_default()
                .add(beyond, 1);
            let was_there = sum.days > 0 || sum.views > 0 || beyond.minutes > 0;
            if (was_there && active.is_empty()) || beyond.minutes > 0 || beyond.completions > 0 {
                active.insert(month);
            }
        }
        for month in active {
            share.months.entry(month).or_default().active = 1;
        }
        share
    }

    /// All months together.
    pub fn total(&self) -> Figures {
        let mut total = Figures::default();
        for figures in self.months.values() {
            total.add(*figures, 1);
        }
        total
    }

    /// Adds the difference between what a learner adds now and what they added before.
    pub fn replace(&mut self, before: &Self, after: &Self) {
        for (share, sign) in [(before, -1), (after, 1)] {
            for (month, figures) in &share.months {
                self.months
                    .entry(month.clone())
                    .or_default()
                    .add(*figures, sign);
            }
            for (course, figures) in &share.courses {
                self.courses.entry(*course).or_default().add(*figures, sign);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Result<Period, NoPeriod> {
        text.parse()
    }

    #[test]
    fn periods_are_read_as_days_or_as_a_month() {
        let shown = |text: &str| period(text).map(|period| period.to_string());
        let october = Ok("2026-10-01..2026-10-31".to_owned());
        assert_eq!(shown("2026-10-01..2026-10-31"), october);
        assert_eq!(shown(" 2026-10 "), october);
        assert_eq!(shown("2028-02"), Ok("2028-02-01..2028-02-29".to_owned()));
        assert_eq!(shown("2026-10-31..2026-10-01"), Err(NoPeriod));
        assert_eq!(shown("2026-02-30..2026-03-01"), Err(NoPeriod));
        assert_eq!(shown("October"), Err(NoPeriod));
        assert_eq!(shown(""), Err(NoPeriod));
    }

    #[test]
    fn what_a_period_cannot_hold_is_seen() -> Result<(), NoPeriod> {
        let october = period("2026-10")?;
        assert_eq!(october.days(), 31);
        assert!(!october.is_exceeded(44_640, 31));
        assert!(october.is_exceeded(44_641, 0));
        assert!(october.is_exceeded(0, 32));
        let first = october.first.noon();
        // Where a day begins first, it begins 14 hours before it does by universal time.
        assert!(!october.is_ahead(Timestamp(first.0 - 26 * 3_600)));
        assert!(october.is_ahead(Timestamp(first.0 - 26 * 3_600 - 1)));
        Ok(())
    }

    #[test]
    fn a_report_that_takes_most_learners_away_is_to_be_agreed_to() {
        let empties = |emptied, kept| {
            let effect = LearningEffect {
                emptied,
                kept,
                ..LearningEffect::default()
            };
            effect.empties()
        };
        assert!(empties(1, 0));
        assert!(empties(2, 1));
        assert!(!empties(1, 1));
        assert!(!empties(0, 0));
    }

    #[test]
    fn a_day_is_the_same_day_at_its_noon() {
        for number in [-1, 0, 1, 20_000, 25_000] {
            assert_eq!(Day::at(Day(number).noon()), Day(number));
        }
        assert_eq!(Day(20_728).to_string(), "2026-10-02");
    }

    #[test]
    fn a_detail_and_a_summary_of_one_period_count_once() -> Result<(), NoPeriod> {
        let period = period("2026-10")?;
        let course = CourseId(7);
        let piece = |day: i32, minutes| Piece {
            at: Day(period.first.0 + day).noon(),
            course,
            minutes,
        };
        let pieces = [piece(0, 30), piece(40, 99)];
        let completions = [(course, Day(period.first.0 + 3))];
        let sum = PeriodSum {
            minutes: 50,
            completions: 1,
            views: 2,
            days: 4,
        };
        let share = Share::of(period, Some(sum), &pieces, &completions);
        let october = Figures {
            active: 1,
            completions: 1,
            minutes: 50,
        };
        assert_eq!(
            share.months,
            BTreeMap::from([("2026-10".to_owned(), october)])
        );
        let in_course = Figures {
            active: 0,
            completions: 1,
            minutes: 30,
        };
        assert_eq!(share.courses, BTreeMap::from([(course, in_course)]));
        let mut total = Share::default();
        total.replace(&Share::default(), &share);
        total.replace(&share, &share);
        assert_eq!(total, share);
        Ok(())
    }
}
