//! Courses, learning history, and the totals that are kept as they grow.

use rusqlite::named_params;

use super::users::USER_SHIFT;
use super::{Db, Tx};
use crate::domain::id::{CourseId, UserId};
use crate::domain::report::{AggregateReport, CourseTotal, LearnerReport, MonthFigure, MonthTotal};
use crate::domain::time::Timestamp;
use crate::domain::user::CourseProgress;
use crate::error::Result;

const PROGRESS: i64 = 2;

fn span(user: UserId) -> (i64, i64) {
    let first = user.0 << USER_SHIFT | PROGRESS << 16;
    (first, first | 0xffff)
}

pub(super) fn progress_key(user: UserId, course: CourseId) -> i64 {
    span(user).0 | course.0 & 0xffff
}

/// Name of the fact how many deleted learners were in the totals with which the account was made.
const DELETED_BEFORE: &str = "deleted_before";

impl Db<'_> {
    /// The learner report.
    pub fn learner_report(&self, user: UserId) -> Result<LearnerReport> {
        let (first, last) = span(user);
        let sql = "SELECT c.id, c.title, r.a, r.b, r.c, r.d FROM records r JOIN courses c ON c.id = (r.key & 65535) \
                   WHERE r.key BETWEEN :first AND :last ORDER BY r.c DESC, c.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let courses =
            statement.query_map(named_params! {":first": first, ":last": last}, |row| {
                Ok(CourseProgress {
                    course: CourseId(row.get(0)?),
                    title: row.get(1)?,
                    percent: row.get(2)?,
                    minutes: row.get(3)?,
                    last_at: row.get::<_, Option<i64>>(4)?.map(Timestamp),
                    completed_at: row.get::<_, Option<i64>>(5)?.map(Timestamp),
                })
            })?;
        let courses: Vec<CourseProgress> = courses.collect::<rusqlite::Result<_>>()?;
        let completions = courses
            .iter()
            .filter(|course| course.completed_at.is_some())
            .count() as u64;
        Ok(LearnerReport {
            minutes: self.minutes_learned(user)?,
            completions,
            courses,
        })
    }

    /// Minutes a user has learned in all.
    pub fn minutes_learned(&self, user: UserId) -> Result<u64> {
        let (first, last) = span(user);
        let sql = "SELECT coalesce(sum(b), 0) FROM records WHERE key BETWEEN :first AND :last";
        let mut statement = self.connection.prepare_cached(sql)?;
        let in_courses: u64 = statement
            .query_row(named_params! {":first": first, ":last": last}, |row| {
                row.get(0)
            })?;
        Ok(in_courses + self.minutes_beyond(user)?)
    }

    /// Learners who learned in each of the last months that are on record, oldest first.
    pub fn active_by_month(&self, months: usize) -> Result<Vec<MonthFigure>> {
        let sql =
            "SELECT month, active_learners FROM month_totals ORDER BY month DESC LIMIT :months";
        self.figures_by_month(sql, months)
    }

    /// Users deleted in each of the last months in which anybody was, oldest first.
    pub fn deleted_by_month(&self, months: usize) -> Result<Vec<MonthFigure>> {
        let sql = "SELECT month, deleted FROM deletion_months ORDER BY month DESC LIMIT :months";
        self.figures_by_month(sql, months)
    }

    fn figures_by_month(&self, sql: &str, months: usize) -> Result<Vec<MonthFigure>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_map(named_params! {":months": months}, |row| {
            Ok(MonthFigure {
                month: row.get(0)?,
                figure: row.get(1)?,
            })
        })?;
        let mut found = found.collect::<rusqlite::Result<Vec<_>>>()?;
        found.reverse();
        Ok(found)
    }

    /// The aggregate report.
    pub fn aggregate_report(&self) -> Result<AggregateReport> {
        let sql = "SELECT month, active_learners, completions, minutes FROM month_totals ORDER BY month DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let months = statement.query_map([], |row| {
            Ok(MonthTotal {
                month: row.get(0)?,
                active_learners: row.get(1)?,
                completions: row.get(2)?,
                minutes: row.get(3)?,
            })
        })?;
        let months = months.collect::<rusqlite::Result<_>>()?;
        let sql = "SELECT c.id, c.title, t.completions, t.minutes FROM course_totals t JOIN courses c \
                   ON c.id = t.course_id ORDER BY t.minutes DESC, c.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let courses = statement.query_map([], |row| {
            Ok(CourseTotal {
                course: CourseId(row.get(0)?),
                title: row.get(1)?,
                completions: row.get(2)?,
                minutes: row.get(3)?,
            })
        })?;
        let courses = courses.collect::<rusqlite::Result<_>>()?;
        let before: Option<i64> = self.fact(DELETED_BEFORE)?;
        Ok(AggregateReport {
            months,
            courses,
            deleted_learners: self.counter("deleted")? + before.unwrap_or_default().unsigned_abs(),
        })
    }
}

impl Tx<'_> {
    /// Notes how many learners the totals of a new account include who were deleted before it was made.
    pub fn note_deleted_before(&self, learners: u64) -> Result<()> {
        self.set_fact(DELETED_BEFORE, learners.cast_signed())
    }

    /// Adds a course.
    pub fn add_course(&self, course: CourseId, title: &str) -> Result<()> {
        let sql = "INSERT INTO courses (id, title) VALUES (:id, :title)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": course.0, ":title": title})?;
        Ok(())
    }

    /// Adds to the totals of a month.
    pub fn grow_month(&self, month: &MonthTotal) -> Result<()> {
        let sql = "INSERT INTO month_totals (month, active_learners, completions, minutes) \
                   VALUES (:month, :active, :completions, :minutes) ON CONFLICT (month) DO UPDATE SET \
                   active_learners = active_learners + :active, completions = completions + :completions, \
                   minutes = minutes + :minutes";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":month": month.month,
                ":active": month.active_learners,
                ":completions": month.completions,
                ":minutes": month.minutes,
            })?;
        Ok(())
    }

    /// Counts users who were deleted in a month.
    pub fn grow_deletions(&self, month: &str, deleted: i64) -> Result<()> {
        let sql = "INSERT INTO deletion_months (month, deleted) VALUES (:month, :deleted) \
                   ON CONFLICT (month) DO UPDATE SET deleted = deleted + :deleted";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":month": month, ":deleted": deleted})?;
        Ok(())
    }

    /// Adds to the totals of a course.
    pub fn grow_course(&self, course: CourseId, completions: u64, minutes: u64) -> Result<()> {
        let sql = "INSERT INTO course_totals (course_id, completions, minutes) VALUES (:id, :completions, :minutes) \
                   ON CONFLICT (course_id) DO UPDATE SET completions = completions + :completions, \
                   minutes = minutes + :minutes";
        self.connection.prepare_cached(sql)?.execute(
            named_params! {":id": course.0, ":completions": completions, ":minutes": minutes},
        )?;
        Ok(())
    }
}
