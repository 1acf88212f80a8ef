//! A learning report as an act: whom each of its rows means, and what the period comes to with it.
//!
//! A report is the truth for its period: what the same period said before is replaced, learner by learner, and the
//! totals move by the difference. Deleted learners are not touched: what they added to the totals stays there.

mod mending;
mod reading;
mod report;

use crate::domain::act::Act;
use crate::domain::record::Detail;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::domain::batch::Progress;
use crate::domain::columns::{Columns, LearningField};
use crate::domain::id::{CourseId, UserId};
use crate::domain::learning::{
    Day, LearningEffect, LearningImport, LearningReview, LearningToken, Period, PeriodSum, Piece,
    ReportKind, Share,
};
use crate::domain::operator::{Permission, Session};
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::intake::dates::Orders;
use crate::service::account::access;
use crate::service::files::columns;
use crate::service::files::columns::Chosen;
use crate::service::ops::Scene;
use crate::service::ops::import::roster::Mending;
use crate::service::ops::import::source::{Imported, Source};
use crate::service::{Core, Reader, noting};
use crate::store::{Db, ImportedReport, StoredProgress};

pub(crate) use mending::failed;
pub(crate) use reading::note_imported;
use reading::{report_of, waiting};

/// Largest number that a course can have.
const COURSES: i64 = 65_535;
/// Reports that wait, by token.
pub(crate) type Reports = HashMap<LearningToken, Arc<Report>>;

/// A report that was read and waits to be imported.
#[derive(Debug)]
pub(crate) struct Report {
    kind: ReportKind,
    titles: Vec<String>,
    /// In the order of learners and courses; one for each pair.
    contents: Vec<Content>,
    /// In the order of learners, each with its line.
    sums: BTreeMap<UserId, (u32, PeriodSum)>,
    /// The first and the last day that its rows name.
    days: Option<Period>,
    /// What was said of its columns.
    chosen: Option<Chosen>,
    /// Rows that count for nobody, with the code of why.
    failed: Vec<(u32, &'static str)>,
    /// Where it was read from, and how: rows that count for nobody can be corrected.
    source: Source,
    said: Said,
    imported: Imported,
}

/// How a report was read.
#[derive(Debug, Clone)]
struct Said {
    columns: Columns<LearningField>,
    orders: Orders,
    mending: Mending,
}

/// What a detail says of a learner and a piece of content.
#[derive(Debug, Clone, Copy)]
struct Content {
    /// The line, the first of several.
    line: u32,
    user: UserId,
    /// Place among the titles.
    title: u32,
    minutes: u32,
    percent: u8,
    completed: Option<Day>,
    last: Option<Day>,
}

/// A learner before and after an import.
struct Change<'r> {
    user: UserId,
    sum: Option<PeriodSum>,
    contents: &'r [Content],
    /// Whether the earlier import of this period said something.
    was_there: bool,
}

impl Reader {
    /// Reads a learning report for `ImportOp::Learning` and keeps what it says until it is imported or dropped. Needs
    /// `Permission::ImportUsers`. `watch` gets the progress in bytes and answers whether to go on.
    pub fn read_learning(
        &mut self,
        session: &Session,
        file: &Path,
        columns: Columns<LearningField>,
        orders: Orders,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<LearningReview> {
        let core = &self.core;
        let allowed = access::authorise(&self.store.db(), session, Permission::ImportUsers);
        noting::refusals(core, session, Act::LearningImport, allowed)?;
        self.store
            .read(|db| reading::read(db, core, file, columns, orders, watch))
    }

    /// Forgets a report that was not imported.
    pub fn drop_learning(&mut self, report: LearningToken) {
        if let Ok(mut reports) = self.core.reports() {
            reports.remove(&report);
        }
    }
}

/// Everything that an import is judged and applied with.
struct Import<'r, 'd, 'c> {
    db: &'r Db<'c>,
    report: &'d Report,
    period: Period,
    now: Timestamp,
    /// The number of the summary of this period, where one was imported.
    summary: Option<i64>,
    /// The number that each title has, or will have.
    courses: Vec<CourseId>,
    new_courses: Vec<(CourseId, String)>,
    /// Whether this report was imported for this period before.
    replaces: bool,
}

/// How a learner is afterwards.
struct Renewed {
    history: Vec<Piece>,
    progress: Vec<StoredProgress>,
    /// Courses with which the learner has nothing to do any more.
    left: Vec<CourseId>,
    sum: Option<PeriodSum>,
    last_active: Option<Timestamp>,
}

impl<'r, 'd, 'c> Import<'r, 'd, 'c> {
    fn new(db: &'r Db<'c>, report: &'d Report, period: Period, now: Timestamp) -> Result<Self> {
        let imported = db.learning_reports()?;
        let is_other =
            |other: &&ImportedReport| other.period != period && other.period.overlaps(period);
        if let Some(other) = imported.iter().find(is_other) {
            return Err(Error::Refused(Reason::PeriodOverlaps(other.period)));
        }
        if let Some(reason) = report.against(period, now) {
            return Err(Error::Refused(reason));
        }
        let same = |kind| {
            imported
                .iter()
                .find(|one| one.kind == kind && one.period == period)
        };
        let known: HashMap<String, CourseId> = db
            .courses()?
            .into_iter()
            .map(|(course, title)| (title, course))
            .collect();
        let mut next = known.values().map(|course| course.0).max().unwrap_or(0) + 1;
        let mut new_courses = Vec::new();
        let mut courses = Vec::with_capacity(report.titles.len());
        for title in &report.titles {
            courses.push(known.get(title).copied().unwrap_or_else(|| {
                let course = CourseId(next);
                new_courses.push((course, title.clone()));
                next += 1;
                course
            }));
        }
        if next > COURSES + 1 {
            return Err(Error::Refused(Reason::TooManyCourses));
        }
        Ok(Self {
            db,
            report,
            period,
            now,
            summary: same(ReportKind::Summary).map(|one| one.id),
            courses,
            new_courses,
            replaces: same(report.kind).is_some(),
        })
    }

    /// Every learner of whom this report, or the same period before, says something, in the order of their ids.
    fn each(&self, mut each: impl FnMut(Change<'_>) -> Result<()>) -> Result<()> {
        let report = self.report;
        // In the order of their ids, both.
        let before = match (report.kind, self.summary) {
            (ReportKind::Summary, Some(number)) => self.db.summed_users(number)?,
            (ReportKind::Summary, None) => Vec::new(),
            (ReportKind::Detail, _) => self.db.users_learning_in(self.period)?,
        };
        let sums = report.sums.keys().copied();
        let contents = report.contents.iter().map(|content| content.user);
        let mut users: Vec<UserId> = sums.chain(contents).chain(before.iter().copied()).collect();
        users.sort_unstable();
        users.dedup();
        for user in users {
            // Whoever was deleted since the report was read is passed over.
            if self.db.user_exists(user)? {
                each(Change {
                    user,
                    sum: report.sums.get(&user).map(|(_, sum)| *sum),
                    contents: report.of(user),
                    was_there: before.binary_search(&user).is_ok(),
                })?;
            }
        }
        Ok(())
    }

    /// How a learner is afterwards, and what they add to the totals of the period before and after.
    fn renew(&self, change: &Change<'_>) -> Result<(Renewed, Share, Share)> {
        let user = change.user;
        let before_history = self.db.history(user)?;
        let before_progress = self.db.progress(user)?;
        let sums = self.db.learning_sums(user)?;
        let sum_before = sums
            .iter()
            .find(|(number, _)| Some(*number) == self.summary)
            .map(|(_, sum)| *sum);
        let before = Share::of(
            self.period,
            sum_before,
            &before_history,
            &completions(&before_progress),
        );
        let mut renewed = match self.report.kind {
            ReportKind::Summary => Renewed {
                history: before_history,
                progress: before_progress,
                left: Vec::new(),
                sum: change.sum,
                last_active: None,
            },
            ReportKind::Detail => self.relearn(change, &before_history, &before_progress),
        };
        if self.report.kind == ReportKind::Detail {
            renewed.sum = sum_before;
        }
        let after = Share::of(
            self.period,
            renewed.sum,
            &renewed.history,
            &completions(&renewed.progress),
        );
        Ok((renewed, before, after))
    }

    /// A learner's history and courses with what a detail says of the period.
    fn relearn(
        &self,
        change: &Change<'_>,
        history: &[Piece],
        progress: &[StoredProgress],
    ) -> Renewed {
        let period = self.period;
        let mut touched: HashSet<CourseId> = history
            .iter()
            .filter(|piece| period.covers(piece.at))
            .map(|piece| piece.course)
            .collect();
        let mut pieces: Vec<Piece> = history
            .iter()
            .copied()
            .filter(|piece| !period.covers(piece.at))
            .collect();
        let mut said = HashMap::new();
        for content in change.contents {
            let course = self.courses[content.title as usize];
            let day = content.last.unwrap_or(period.last);
            let at = day.clamp(period.first, period.last).noon();
            touched.insert(course);
            said.insert(course, content);
            let mut minutes = content.minutes;
            loop {
                let part = u16::try_from(minutes).unwrap_or(u16::MAX);
                pieces.push(Piece {
                    at,
                    course,
                    minutes: part,
                });
                minutes -= u32::from(part);
                if minutes == 0 {
                    break;
                }
            }
        }
        pieces.sort_by_key(|piece| (piece.at, piece.course));
        // Only a day that a row names, and that has come.
        let today = Day::at(self.now);
        let days = change.contents.iter().filter_map(|content| content.last);
        let mut renewed = Renewed {
            last_active: days.filter(|day| *day <= today).max().map(Day::noon),
            history: pieces,
            progress: Vec::new(),
            left: Vec::new(),
            sum: None,
        };
        for known in progress.iter().filter(|one| !touched.contains(&one.course)) {
            renewed.progress.push(*known);
        }
        for course in touched {
            let known = progress.iter().find(|known| known.course == course);
            match renewed.course(course, known, said.get(&course).copied(), period) {
                Some(progress) => renewed.progress.push(progress),
                None => renewed.left.push(course),
            }
        }
        renewed.progress.sort_by_key(|progress| progress.course);
        renewed
    }
}

impl Renewed {
    /// How far the learner is with a course of which the period says something, or said something before.
    fn course(
        &self,
        course: CourseId,
        known: Option<&StoredProgress>,
        said: Option<&Content>,
        period: Period,
    ) -> Option<StoredProgress> {
        let pieces = || self.history.iter().filter(|piece| piece.course == course);
        let last_at = pieces().map(|piece| piece.at).max()?;
        let outside = known
            .filter(|_| pieces().any(|piece| !period.covers(piece.at)))
            .copied();
        let completed = said.and_then(|content| content.completed).map(Day::noon);
        let completed_before = outside
            .and_then(|known| known.completed_at)
            .filter(|at| !period.covers(*at));
        let completed_at = match (completed_before, completed) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let percent = said.map_or(0, |content| content.percent);
        let percent = percent.max(outside.map_or(0, |known| known.percent));
        // A report may tell of a completion by its percentage alone.
        let is_done = percent == 100 && completed_at.is_none();
        Some(StoredProgress {
            course,
            percent: if completed_at.is_some() { 100 } else { percent },
            minutes: pieces().map(|piece| u64::from(piece.minutes)).sum(),
            last_at: Some(last_at),
            completed_at: completed_at.or(is_done.then_some(last_at)),
        })
    }
}

fn completions(progress: &[StoredProgress]) -> Vec<(CourseId, Day)> {
    let done = progress
        .iter()
        .filter_map(|one| Some((one.course, Day::at(one.completed_at?))));
    done.collect()
}

/// Says what an import would change.
pub(crate) fn judge(db: &Db<'_>, core: &Core, import: &LearningImport) -> Result<LearningEffect> {
    let report = waiting(core, import)?;
    let importing = Import::new(db, &report, import.period, core.now())?;
    let mut effect = LearningEffect {
        new_courses: importing.new_courses.len() as u64,
        replaces: importing.replaces,
        ..LearningEffect::default()
    };
    let mut difference = Share::default();
    importing.each(|change| {
        let (_, before, after) = importing.renew(&change)?;
        effect.count(&change);
        difference.replace(&before, &after);
        Ok(())
    })?;
    effect.totals = difference.total();
    Ok(effect)
}

impl LearningEffect {
    fn count(&mut self, change: &Change<'_>) {
        if change.says() {
            self.learners += 1;
            self.kept += u64::from(change.was_there);
        } else {
            self.emptied += 1;
        }
    }
}

impl Change<'_> {
    /// Whether the report says something of the learner.
    const fn says(&self) -> bool {
        self.sum.is_some() || !self.contents.is_empty()
    }
}

/// Writes a learner's history and how far they are with each course.
fn set_details(scene: &Scene<'_, '_>, user: UserId, renewed: &Renewed) -> Result<()> {
    scene.tx.set_history(user, &renewed.history)?;
    for course in &renewed.left {
        scene.tx.remove_progress(user, *course)?;
    }
    for progress in &renewed.progress {
        scene.tx.set_progress(user, progress)?;
    }
    Ok(())
}

/// Writes what a report says; answers the receipt and the detail of the log entry.
pub(crate) fn apply(scene: &Scene<'_, '_>, import: &LearningImport) -> Result<(Receipt, Detail)> {
    let report = waiting(scene.core, import)?;
    let importing = Import::new(scene.tx, &report, import.period, scene.now)?;
    let (kind, period, now) = (report.kind, import.period, scene.now);
    for (course, title) in &importing.new_courses {
        scene.tx.add_course(*course, title)?;
    }
    let mut effect = LearningEffect::default();
    let mut changes = Vec::new();
    importing.each(|change| {
        let (renewed, before, after) = importing.renew(&change)?;
        effect.count(&change);
        changes.push((change.user, renewed, before, after));
        Ok(())
    })?;
    if effect.empties() && !import.empties {
        return Err(Error::Refused(Reason::PeriodEmptied(effect.emptied)));
    }
    let number = scene
        .tx
        .enter_report(kind, period, scene.operator.id, now)?;
    let mut difference = Share::default();
    let total = changes.len() as u64;
    for (done, (user, renewed, before, after)) in (0..).zip(changes) {
        scene.told(done, total)?;
        match kind {
            ReportKind::Summary => scene.tx.set_sum(user, number, renewed.sum)?,
            ReportKind::Detail => set_details(scene, user, &renewed)?,
        }
        if let Some(at) = renewed.last_active {
            scene.tx.raise_last_active(user, at.min(now))?;
            scene.tx.note_change(user, user)?;
        }
        difference.replace(&before, &after);
    }
    scene.tx.add_share(&difference)?;
    let total = difference.total();
    let detail = Detail::Learned {
        kind,
        period,
        learners: effect.learners,
        emptied: effect.emptied,
        courses: importing.new_courses.len() as u64,
        passed_over: Some(report.failed.len() as u64),
        columns: columns::remember(scene, report.chosen.as_ref())?,
        mended: report.said.mending.told.clone(),
    };
    report.imported.will_be(scene)?;
    Ok((
        Receipt::LearningImported {
            period,
            learners: effect.learners,
            minutes: total.minutes,
            completions: total.completions,
        },
        detail,
    ))
}
