//! Reports: totals that are kept as they grow, and one learner's own report.

use super::id::CourseId;
use super::user::CourseProgress;

/// Totals of a calendar month over all courses.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct MonthTotal {
    /// The month as `YYYY-MM`.
    pub month: String,
    /// Learners who learned in it.
    pub active_learners: u64,
    /// Courses completed.
    pub completions: u64,
    /// Minutes learned.
    pub minutes: u64,
}

/// One figure of a calendar month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthFigure {
    /// The month as `YYYY-MM`.
    pub month: String,
    /// How many.
    pub figure: u64,
}

/// The month before another one, both as `YYYY-MM`; none of what is no month.
fn month_before(month: &str) -> Option<String> {
    let (year, number) = month.split_once('-')?;
    let (year, number): (u32, u32) = (year.parse().ok()?, number.parse().ok()?);
    match number {
        1 => Some(format!("{:04}-12", year.checked_sub(1)?)),
        2..=12 => Some(format!("{year:04}-{:02}", number - 1)),
        _ => None,
    }
}

/// The figures of so many months up to a last one, oldest first; a month of which nothing is known has none of it.
pub fn months_until(last: &str, count: usize, known: &[MonthFigure]) -> Vec<MonthFigure> {
    let months = std::iter::successors(Some(last.to_owned()), |month| month_before(month));
    let figure = |month: String| {
        let found = known.iter().find(|one| one.month == month);
        let figure = found.map_or(0, |one| one.figure);
        MonthFigure { month, figure }
    };
    let mut months: Vec<MonthFigure> = months.take(count).map(figure).collect();
    months.reverse();
    months
}

/// Totals of a course over all months.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CourseTotal {
    /// Which course.
    pub course: CourseId,
    /// Its title.
    pub title: String,
    /// Times it was completed.
    pub completions: u64,
    /// Minutes learned.
    pub minutes: u64,
}

/// The aggregate report. It is never recalculated when learners are deleted.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct AggregateReport {
    /// By month, newest first.
    pub months: Vec<MonthTotal>,
    /// By course, most minutes first.
    pub courses: Vec<CourseTotal>,
    /// How many deleted learners the totals include.
    pub deleted_learners: u64,
}

/// A learner's own report; gone with the learner.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct LearnerReport {
    /// Courses begun, last touched first.
    pub courses: Vec<CourseProgress>,
    /// Minutes learned in all.
    pub minutes: u64,
    /// Courses completed.
    pub completions: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_each_other_across_the_year_and_those_unknown_are_empty() {
        let known = [MonthFigure {
            month: "2025-12".to_owned(),
            figure: 7,
        }];
        let months = months_until("2026-02", 4, &known);
        let told = months.iter().map(|one| (one.month.as_str(), one.figure));
        let told: Vec<_> = told.collect();
        let wanted = [
            ("2025-11", 0),
            ("2025-12", 7),
            ("2026-01", 0),
            ("2026-02", 0),
        ];
        assert_eq!(told, wanted);
        assert_eq!(months_until("rubbish", 3, &[]).len(), 1);
    }
}
