//! Imported learning reports: the periods, what a summary says of each learner, and histories that are written anew.

use rusqlite::{Row, named_params};

use super::bulk::BulkEvent;
use super::errors::damaged;
use super::learning::progress_key;
use super::users::USER_SHIFT;
use super::{Db, Tx};
use crate::domain::id::{CourseId, OperatorId, UserId};
use crate::domain::learning::{Day, Figures, Period, PeriodSum, Piece, ReportKind, Share};
use crate::domain::report::MonthTotal;
use crate::domain::time::Timestamp;
use crate::error::Result;

/// Bytes of a piece of learning in a history.
const PIECE_BYTES: usize = 8;

/// A report that was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportedReport {
    /// Its number.
    pub id: i64,
    /// Which report.
    pub kind: ReportKind,
    /// Its period.
    pub period: Period,
}

/// How far a learner is with a course, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct StoredProgress {
    pub course: CourseId,
    pub percent: u8,
    pub minutes: u64,
    pub last_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
}

impl Db<'_> {
    /// Every report that was imported, in the order of their periods.
    pub fn learning_reports(&self) -> Result<Vec<ImportedReport>> {
        let sql = "SELECT id, kind, first_day, last_day FROM learning_reports ORDER BY first_day, last_day, kind";
        let mut statement = self.connection.prepare_cached(sql)?;
        let reports = statement.query_map([], |row| {
            Ok(ImportedReport {
                id: row.get(0)?,
                kind: row.get(1)?,
                period: Period {
                    first: Day(row.get(2)?),
                    last: Day(row.get(3)?),
                },
            })
        })?;
        Ok(reports.collect::<rusqlite::Result<_>>()?)
    }

    /// What summaries say of a learner, by number of the report.
    pub fn learning_sums(&self, user: UserId) -> Result<Vec<(i64, PeriodSum)>> {
        let sql = "SELECT key & 1048575, minutes, completions, views, days FROM learning_sums \
                   WHERE key BETWEEN :first AND :last ORDER BY key";
        let (first, last) = sums_of(user, user);
        let mut statement = self.connection.prepare_cached(sql)?;
        let sums = statement.query_map(named_params! {":first": first, ":last": last}, |row| {
            Ok((row.get(0)?, sum_from(row)?))
        })?;
        Ok(sums.collect::<rusqlite::Result<_>>()?)
    }

    /// Everybody of whom a summary says something, in the order of their ids.
    pub fn summed_users(&self, report: i64) -> Result<Vec<UserId>> {
        let sql = "SELECT key >> 20 FROM learning_sums WHERE key & 1048575 = :report ORDER BY key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let users = statement.query_map(named_params! {":report": report}, |row| {
            Ok(UserId(row.get(0)?))
        })?;
        Ok(users.collect::<rusqlite::Result<_>>()?)
    }

    /// Everybody whose history has a piece in a period, in the order of their ids.
    pub fn users_learning_in(&self, period: Period) -> Result<Vec<UserId>> {
        let sql = "SELECT user_id, events FROM histories ORDER BY user_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut users = Vec::new();
        while let Some(row) = rows.next()? {
            let events = row.get_ref(1)?.as_blob()?;
            let mut pieces = pieces(events)?;
            if pieces.any(|piece| period.covers(piece.at)) {
                users.push(UserId(row.get(0)?));
            }
        }
        Ok(users)
    }

    /// What a learner did, in the order in which it happened.
    pub fn history(&self, user: UserId) -> Result<Vec<Piece>> {
        let sql = "SELECT events FROM histories WHERE user_id = :user";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":user": user.0})?;
        match rows.next()? {
            Some(row) => Ok(pieces(row.get_ref(0)?.as_blob()?)?.collect()),
            None => Ok(Vec::new()),
        }
    }

    /// How far a learner is with each course.
    pub fn progress(&self, user: UserId) -> Result<Vec<StoredProgress>> {
        let sql = "SELECT key & 65535, a, b, c, d FROM records WHERE key BETWEEN :first AND :last ORDER BY key";
        let first = progress_key(user, CourseId(0));
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":first": first, ":last": first | 0xffff};
        let progress = statement.query_map(parameters, |row| {
            Ok(StoredProgress {
                course: CourseId(row.get(0)?),
                percent: row.get(1)?,
                minutes: row.get(2)?,
                last_at: row.get::<_, Option<i64>>(3)?.map(Timestamp),
                completed_at: row.get::<_, Option<i64>>(4)?.map(Timestamp),
            })
        })?;
        Ok(progress.collect::<rusqlite::Result<_>>()?)
    }

    /// Every course by its title, and the largest number that one has.
    pub fn courses(&self) -> Result<Vec<(CourseId, String)>> {
        let sql = "SELECT id, title FROM courses ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let courses = statement.query_map([], |row| Ok((CourseId(row.get(0)?), row.get(1)?)))?;
        Ok(courses.collect::<rusqlite::Result<_>>()?)
    }

    /// Minutes that summaries know of beyond the pieces of a learner's history.
    pub(super) fn minutes_beyond(&self, user: UserId) -> Result<u64> {
        let sums = self.learning_sums(user)?;
        if sums.is_empty() {
            return Ok(0);
        }
        let (reports, history) = (self.learning_reports()?, self.history(user)?);
        let mut beyond = 0;
        for (number, sum) in sums {
            let report = reports.iter().find(|report| report.id == number);
            let period = report
                .ok_or_else(|| damaged(format!("no report has the number {number}")))?
                .period;
            let pieces = history.iter().filter(|piece| period.covers(piece.at));
            let known: u64 = pieces.map(|piece| u64::from(piece.minutes)).sum();
            beyond += u64::from(sum.minutes).saturating_sub(known);
        }
        Ok(beyond)
    }
}

impl Tx<'_> {
    /// Enters a report, or that it was imported again; answers its number.
    pub fn enter_report(
        &self,
        kind: ReportKind,
        period: Period,
        operator: OperatorId,
        at: Timestamp,
    ) -> Result<i64> {
        let sql = "INSERT INTO learning_reports (kind, first_day, last_day, imported_at, operator_id) \
                   VALUES (:kind, :first, :last, :at, :operator) ON CONFLICT (kind, first_day, last_day) \
                   DO UPDATE SET imported_at = :at, operator_id = :operator RETURNING id";
        let parameters = named_params! {
            ":kind": kind.code(), ":first": period.first.0, ":last": period.last.0, ":at": at.0,
            ":operator": operator.0,
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(parameters, |row| row.get(0))?)
    }

    /// Sets what a summary says of a learner; none takes it away.
    pub fn set_sum(&self, user: UserId, report: i64, sum: Option<PeriodSum>) -> Result<()> {
        let key = sums_of(user, user).0 | report;
        let Some(sum) = sum else {
            let sql = "DELETE FROM learning_sums WHERE key = :key";
            self.connection
                .prepare_cached(sql)?
                .execute(named_params! {":key": key})?;
            return Ok(());
        };
        let sql = "INSERT OR REPLACE INTO learning_sums (key, minutes, completions, views, days) \
                   VALUES (:key, :minutes, :completions, :views, :days)";
        self.connection.prepare_cached(sql)?.execute(named_params! {
            ":key": key, ":minutes": sum.minutes, ":completions": sum.completions, ":views": sum.views,
            ":days": sum.days,
        })?;
        Ok(())
    }

    /// Writes a learner's history anew.
    pub fn set_history(&self, user: UserId, pieces: &[Piece]) -> Result<()> {
        if pieces.is_empty() {
            let sql = "DELETE FROM histories WHERE user_id = :user";
            self.connection
                .prepare_cached(sql)?
                .execute(named_params! {":user": user.0})?;
            return Ok(());
        }
        let mut events = Vec::with_capacity(pieces.len() * PIECE_BYTES);
        for piece in pieces {
            let event = BulkEvent {
                course: piece.course,
                minutes: piece.minutes,
                at: piece.at,
            };
            events.extend(event.packed()?);
        }
        let sql = "INSERT OR REPLACE INTO histories (user_id, events) VALUES (:user, :events)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":user": user.0, ":events": events})?;
        Ok(())
    }

    /// Sets how far a learner is with a course.
    pub fn set_progress(&self, user: UserId, progress: &StoredProgress) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO records (key, a, b, c, d) VALUES (:key, :percent, :minutes, :last, :completed)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":key": progress_key(user, progress.course),
                ":percent": progress.percent,
                ":minutes": progress.minutes,
                ":last": progress.last_at.map(|at| at.0),
                ":completed": progress.completed_at.map(|at| at.0),
            })?;
        Ok(())
    }

    /// Takes away how far a learner is with a course.
    pub fn remove_progress(&self, user: UserId, course: CourseId) -> Result<()> {
        let sql = "DELETE FROM records WHERE key = :key";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":key": progress_key(user, course)})?;
        Ok(())
    }

    /// Notes that a learner was active, where nothing later is known.
    pub fn raise_last_active(&self, user: UserId, at: Timestamp) -> Result<()> {
        let sql = "UPDATE users SET last_active = :at WHERE id = :user AND coalesce(last_active, -1) < :at";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":user": user.0, ":at": at.0})?;
        Ok(())
    }

    /// Adds a difference to the totals.
    pub fn add_share(&self, share: &Share) -> Result<()> {
        let amount = |figure: i64| u64::try_from(figure);
        for (month, figures) in share
            .months
            .iter()
            .filter(|(_, f)| **f != Figures::default())
        {
            let parts = (
                amount(figures.active),
                amount(figures.completions),
                amount(figures.minutes),
            );
            if let (Ok(active_learners), Ok(completions), Ok(minutes)) = parts {
                let month = month.clone();
                self.grow_month(&MonthTotal {
                    month,
                    active_learners,
                    completions,
                    minutes,
                })?;
                continue;
            }
            let sql = "UPDATE month_totals SET active_learners = max(0, active_learners + :active), \
                       completions = max(0, completions + :completions), minutes = max(0, minutes + :minutes) \
                       WHERE month = :month";
            self.connection
                .prepare_cached(sql)?
                .execute(named_params! {
                    ":month": month, ":active": figures.active, ":completions": figures.completions,
                    ":minutes": figures.minutes,
                })?;
        }
        for (course, figures) in share
            .courses
            .iter()
            .filter(|(_, f)| **f != Figures::default())
        {
            if let (Ok(completions), Ok(minutes)) =
                (amount(figures.completions), amount(figures.minutes))
            {
                self.grow_course(*course, completions, minutes)?;
                continue;
            }
            let sql = "UPDATE course_totals SET completions = max(0, completions + :completions), \
                       minutes = max(0, minutes + :minutes) WHERE course_id = :course";
            self.connection.prepare_cached(sql)?.execute(named_params! {
                ":course": course.0, ":completions": figures.completions, ":minutes": figures.minutes,
            })?;
        }
        Ok(())
    }

    /// Whether summaries say anything of anybody.
    pub(super) fn have_sums(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM learning_sums)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Deletes what summaries say of all users from `first` to `last`.
    pub(super) fn delete_sums(&self, first: UserId, last: UserId) -> Result<()> {
        let (first, last) = sums_of(first, last);
        let sql = "DELETE FROM learning_sums WHERE key BETWEEN :first AND :last";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":first": first, ":last": last})?;
        Ok(())
    }
}

fn sums_of(first: UserId, last: UserId) -> (i64, i64) {
    let end = last.0 << USER_SHIFT | ((1 << USER_SHIFT) - 1);
    (first.0 << USER_SHIFT, end)
}

fn sum_from(row: &Row<'_>) -> rusqlite::Result<PeriodSum> {
    Ok(PeriodSum {
        minutes: row.get(1)?,
        completions: row.get(2)?,
        views: row.get(3)?,
        days: row.get(4)?,
    })
}

fn pieces(events: &[u8]) -> Result<impl Iterator<Item = Piece>> {
    let (pieces, rest) = events.as_chunks::<PIECE_BYTES>();
    if !rest.is_empty() {
        return Err(damaged("a history is cut short".to_owned()));
    }
    Ok(pieces
        .iter()
        .map(|&[c0, c1, m0, m1, a0, a1, a2, a3]| Piece {
            course: CourseId(u16::from_be_bytes([c0, c1]).into()),
            minutes: u16::from_be_bytes([m0, m1]),
            at: Timestamp(u32::from_be_bytes([a0, a1, a2, a3]).into()),
        }))
}
