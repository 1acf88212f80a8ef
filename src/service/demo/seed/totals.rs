//! What the history of all learners adds up to, month by month and course by course.

use std::collections::BTreeMap;

use super::{SeedLearner, Seeder};
use crate::domain::id::CourseId;
use crate::domain::report::MonthTotal;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;

/// Totals that grow with the learners' history.
pub(crate) struct Totals {
    /// The first day that has a month, counted from 1970-01-01.
    first_day: i64,
    /// Place of each day's month.
    month_of: Vec<usize>,
    months: Vec<MonthTotal>,
    /// Completions and minutes of each course.
    courses: Vec<(u64, u64)>,
}

impl Totals {
    /// Totals of nothing, for the learners of a seeder.
    pub(crate) fn new(seeder: &Seeder) -> Self {
        let days = seeder.calendar.days();
        let first_day = *days.start();
        let mut places = BTreeMap::new();
        let mut months = Vec::new();
        let month_of = days.map(|day| {
            let name = month_name(day);
            *places.entry(name.clone()).or_insert_with(|| {
                months.push(MonthTotal {
                    month: name,
                    active_learners: 0,
                    completions: 0,
                    minutes: 0,
                });
                months.len() - 1
            })
        });
        Self {
            first_day,
            month_of: month_of.collect(),
            months,
            courses: vec![(0, 0); seeder.courses().len()],
        }
    }

    /// Adds the history of a learner.
    pub(crate) fn note(&mut self, learner: &SeedLearner) {
        for progress in &learner.progress {
            if let Some(month) = progress.completed_at.and_then(|at| self.month(at)) {
                self.months[month].completions += 1;
                self.courses[usize::from(progress.course)].0 += 1;
            }
        }
        let mut last_month = None;
        for activity in &learner.activity {
            let minutes = u64::from(activity.minutes);
            self.courses[usize::from(activity.course)].1 += minutes;
            let Some(month) = self.month(activity.at) else {
                continue;
            };
            self.months[month].minutes += minutes;
            // Sittings stand in the order of time, so a month is new when it differs from the last.
            if last_month != Some(month) {
                self.months[month].active_learners += 1;
                last_month = Some(month);
            }
        }
    }

    /// Adds all of it to the account's totals; `courses` are the account's numbers of the seeder's.
    pub(crate) fn write(&self, tx: &Tx<'_>, courses: &[CourseId]) -> Result<()> {
        for month in self.months.iter().filter(|month| month.active_learners > 0) {
            tx.grow_month(month)?;
        }
        for (course, (completions, minutes)) in courses.iter().zip(&self.courses) {
            if *minutes > 0 {
                tx.grow_course(*course, *completions, *minutes)?;
            }
        }
        Ok(())
    }

    fn month(&self, at: i64) -> Option<usize> {
        let day = at.div_euclid(Timestamp::DAY) - self.first_day;
        let day = usize::try_from(day).ok()?;
        self.month_of.get(day).copied()
    }
}

/// The month of a day counted from 1970-01-01, as `YYYY-MM`.
pub(crate) fn month_name(day: i64) -> String {
    let date = jiff::Timestamp::from_second(day * Timestamp::DAY)
        .unwrap_or_default()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    format!("{:04}-{:02}", date.year(), date.month())
}
