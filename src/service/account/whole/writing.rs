//! The account written into a folder that was not there or is empty, from one state of the database.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;

use serde::Serialize;

use super::{
    ACCOUNT, AccountFile, CourseLine, FORMAT, FileLine, HeldLine, HoldLine, LEARNERS, LearnerLine,
    MANIFEST, Manifest, MonthLine, ProgressLine, ROSTER, ReportLine, SummaryLine, TypeLine,
};
use crate::domain::id::{CourseId, UserId};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::operator::{Permission, Session};
use crate::domain::reason::Reason;
use crate::error::{Error, Result, Trouble};
use crate::service::account::{access, place};
use crate::service::files::exports::roster;
use crate::service::files::{FileFault, FileInProgress, Overwrite, WrittenFile};
use crate::service::{Reader, noting};
use crate::store::Db;

/// Where numbers of the database stand in the files.
struct Places {
    courses: HashMap<i64, usize>,
    reports: HashMap<i64, usize>,
    types: HashMap<i64, String>,
}

impl Reader {
    /// Writes the whole account into a folder and answers how many learners it has. Needs `Permission::Administer`.
    pub fn export_everything(&mut self, session: &Session, folder: &Path) -> Result<u64> {
        let allowed = access::authorise(&self.store.db(), session, Permission::Administer);
        noting::refusals(&self.core, session, noting::EXPORT, allowed)?;
        // Whoever is deleted there and not here would be a learner like any other in what is made of the files.
        let open = self.store.db().changes_in_flight()?;
        if open > 0 {
            return Err(Error::Refused(Reason::ChangesNotCarried(open)));
        }
        place::private_directory(folder)?;
        let mut inside =
            std::fs::read_dir(folder).map_err(|error| FileFault::from_io(folder, error))?;
        if inside.next().is_some() {
            return Err(Trouble::Exists(folder.to_owned()).into());
        }
        noting::everything(&self.core, session)?;
        self.store.read(|db| {
            access::authorise(db, session, Permission::Administer)?;
            write(db, folder)
        })
    }
}

fn write(db: &Db<'_>, folder: &Path) -> Result<u64> {
    let mut ids = Vec::new();
    db.each_user_id(|user| ids.push(user))?;
    let places = places(db)?;
    let account = whole(&folder.join(ACCOUNT), &account(db, &places)?)?;
    let mut file = FileInProgress::create(&folder.join(LEARNERS), Overwrite::Never)?;
    for user in &ids {
        let line = learner(db, &places, *user)?;
        let mut text = json(&line)?;
        text.push('\n');
        file.write_all(text.as_bytes())
            .map_err(|error| FileFault::from_io(folder, error))?;
    }
    let learners = file.publish()?;
    let count = ids.len() as u64;
    let mut file = FileInProgress::create(&folder.join(ROSTER), Overwrite::Never)?;
    roster(db, ids, &mut file)?;
    let roster = file.publish()?;
    // Last, so that a folder that has it is whole.
    let files = [(ACCOUNT, account), (LEARNERS, learners), (ROSTER, roster)];
    let files = files.map(|(name, file)| FileLine {
        name: name.to_owned(),
        bytes: file.bytes,
        sha256: file.sha256,
    });
    let manifest = Manifest {
        format: FORMAT,
        learners: count,
        files: files.into(),
    };
    whole(&folder.join(MANIFEST), &manifest)?;
    Ok(count)
}

fn whole(path: &Path, value: &impl Serialize) -> Result<WrittenFile> {
    let mut file = FileInProgress::create(path, Overwrite::Never)?;
    let text =
        serde_json::to_string_pretty(value).map_err(|error| Error::Bug(error.to_string()))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.write_all(b"\n"))
        .map_err(|error| FileFault::from_io(path, error))?;
    Ok(file.publish()?)
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Bug(error.to_string()))
}

fn places(db: &Db<'_>) -> Result<Places> {
    let courses = db.courses()?.into_iter();
    let reports = db.learning_reports()?.into_iter();
    let types = db.license_types()?.into_iter();
    Ok(Places {
        courses: courses.map(|(id, _)| id.0).zip(0..).collect(),
        reports: reports.map(|report| report.id).zip(0..).collect(),
        types: types.map(|kind| (kind.id.0, kind.name)).collect(),
    })
}

impl Places {
    fn course(&self, course: CourseId) -> Result<usize> {
        let lost = || Trouble::Damaged(format!("no course has the number {course}"));
        Ok(*self.courses.get(&course.0).ok_or_else(lost)?)
    }
}

fn account(db: &Db<'_>, places: &Places) -> Result<AccountFile> {
    let totals = db.aggregate_report()?;
    let types = db.license_types()?.into_iter();
    let mut groups = db.groups()?;
    groups.sort_unstable_by_key(|group| group.id.0);
    let reports = db.learning_reports()?.into_iter();
    let months = totals.months.into_iter().rev();
    let mut course_totals = Vec::new();
    for course in totals.courses {
        course_totals.push(CourseLine {
            course: places.course(course.course)?,
            completions: course.completions,
            minutes: course.minutes,
        });
    }
    course_totals.sort_unstable_by_key(|line| line.course);
    Ok(AccountFile {
        settings: db.settings()?,
        license_types: types
            .map(|kind| TypeLine {
                name: kind.name,
                seats: kind.seats,
            })
            .collect(),
        groups: groups.into_iter().map(|group| group.name).collect(),
        courses: db.courses()?.into_iter().map(|(_, title)| title).collect(),
        reports: reports
            .map(|report| ReportLine {
                kind: report.kind.code().to_owned(),
                period: report.period.to_string(),
            })
            .collect(),
        months: months
            .map(|month| MonthLine {
                month: month.month,
                active_learners: month.active_learners,
                completions: month.completions,
                minutes: month.minutes,
            })
            .collect(),
        course_totals,
        deleted_learners: totals.deleted_learners,
    })
}

fn learner(db: &Db<'_>, places: &Places, user: UserId) -> Result<LearnerLine> {
    let lost = || Trouble::Damaged(format!("user {user} is not there"));
    let profile = db.profile(user)?.ok_or_else(lost)?;
    let info = profile.employee;
    let mut licenses = Vec::new();
    for (kind, status, since) in db.held_since(user)? {
        let name = places.types.get(&kind.0).cloned();
        licenses.push(HeldLine {
            name: name.ok_or_else(|| Trouble::Damaged(format!("no license type {kind}")))?,
            status: status.code().to_owned(),
            since: since.0,
        });
    }
    let (courses, history, summaries) = learning(db, places, user)?;
    Ok(LearnerLine {
        first_name: info.first_name,
        last_name: info.last_name,
        primary_email_address: info
            .email
            .as_ref()
            .map(EmailAddress::as_str)
            .map(str::to_owned),
        unique_user_id: info
            .unique_id
            .as_ref()
            .map(UniqueId::as_str)
            .map(str::to_owned),
        work_title: info.job_title,
        language: info.language,
        attributes: info.attributes,
        connected: profile.connected,
        last_access: profile.last_active.map(|at| at.0),
        hold: profile.hold.map(|hold| HoldLine {
            reason: hold.reason,
            since: hold.since.0,
        }),
        groups: profile.groups.into_iter().map(|(_, name)| name).collect(),
        licenses,
        courses,
        history,
        summaries,
    })
}

type Learning = (Vec<ProgressLine>, Vec<(i64, usize, u16)>, Vec<SummaryLine>);

fn learning(db: &Db<'_>, places: &Places, user: UserId) -> Result<Learning> {
    let (mut courses, mut history, mut summaries) = Learning::default();
    for progress in db.progress(user)? {
        courses.push(ProgressLine {
            course: places.course(progress.course)?,
            percent: progress.percent,
            minutes: progress.minutes,
            last: progress.last_at.map(|at| at.0),
            completed: progress.completed_at.map(|at| at.0),
        });
    }
    for piece in db.history(user)? {
        history.push((piece.at.0, places.course(piece.course)?, piece.minutes));
    }
    for (report, sum) in db.learning_sums(user)? {
        let lost = || Trouble::Damaged(format!("no report has the number {report}"));
        summaries.push(SummaryLine {
            report: *places.reports.get(&report).ok_or_else(lost)?,
            minutes: sum.minutes,
            completions: sum.completions,
            views: sum.views,
            days: sum.days,
        });
    }
    Ok((courses, history, summaries))
}
