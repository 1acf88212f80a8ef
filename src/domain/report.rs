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
