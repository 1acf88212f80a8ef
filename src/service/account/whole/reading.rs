//! A new account filled from a folder: all of it or nothing, inside the transaction that makes the account.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use super::{ACCOUNT, AccountFile, FORMAT, LEARNERS, LearnerLine, MANIFEST, Manifest};
use crate::domain::id::{CourseId, GroupId, LicenseTypeId, OperatorId, UserId};
use crate::domain::identifier::{EmailAddress, Identifier, IdentifierKind, UniqueId};
use crate::domain::learning::{Period, PeriodSum, ReportKind};
use crate::domain::license::LicenseStatus;
use crate::domain::reason::Reason;
use crate::domain::report::MonthTotal;
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result, Trouble};
use crate::service::Core;
use crate::service::deletion::erasure;
use crate::service::directory::identity;
use crate::service::files::{FileFault, hexadecimal, open_regular, read_small, sha256};
use crate::service::residue::journal::Journal;
use crate::store::{Bulk, BulkEvent, BulkProgress, BulkUser, Tx};

/// The largest manifest and account file.
const LARGEST: u64 = 64 * 1_024 * 1_024;

/// A folder that was looked into.
pub(crate) struct Package {
    folder: PathBuf,
    manifest: Manifest,
    account: AccountFile,
}

impl Package {
    /// The settings of the account that was written.
    pub(crate) const fn settings(&self) -> &Settings {
        &self.account.settings
    }

    fn expected(&self, name: &str) -> Result<&str> {
        let lines = &self.manifest.files;
        let found = lines.iter().find(|line| line.name == name);
        let found = found
            .ok_or_else(|| damaged(&self.folder.join(MANIFEST), format!("{name} is not in it")))?;
        Ok(&found.sha256)
    }
}

fn damaged(path: &Path, told: impl Into<String>) -> Error {
    Error::Environment(Trouble::ExportDamaged {
        path: path.to_owned(),
        told: told.into(),
    })
}

fn parsed<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| damaged(path, error.to_string()))
}

/// Looks into a folder.
pub(crate) fn open(folder: &Path) -> Result<Package> {
    let path = folder.join(MANIFEST);
    let manifest: Manifest = parsed(&path, &read_small(&path, LARGEST)?)?;
    if manifest.format != FORMAT {
        return Err(damaged(&path, format!("format {}", manifest.format)));
    }
    let path = folder.join(ACCOUNT);
    let text = read_small(&path, LARGEST)?;
    let package = Package {
        folder: folder.to_owned(),
        manifest,
        account: parsed(&path, &text)?,
    };
    if package.expected(ACCOUNT)? != sha256(text.as_bytes()) {
        return Err(damaged(&path, "it is not as the manifest says"));
    }
    match package.settings().out_of_range() {
        Some(name) => Err(damaged(&path, format!("{name} is out of its range"))),
        None => Ok(package),
    }
}

/// Numbers that the new account gave.
struct Furniture {
    types: HashMap<String, LicenseTypeId>,
    groups: HashMap<String, GroupId>,
    courses: Vec<CourseId>,
    reports: Vec<i64>,
}

/// Fills a new account.
pub(crate) fn fill(
    tx: &Tx<'_>,
    core: &Core,
    journal: &mut Journal,
    operator: OperatorId,
    package: &Package,
) -> Result<()> {
    let furniture = furnish(tx, core, operator, package)?;
    erasure::lease_ids(tx, core, journal, package.manifest.learners)?;
    let path = package.folder.join(LEARNERS);
    let (file, _) = open_regular(&path)?;
    let mut lines = BufReader::new(file);
    let mut filling = Filling {
        tx,
        core,
        furniture: &furniture,
        bulk: tx.bulk(core.key_number)?,
        taken: HashSet::new(),
    };
    let (mut hash, mut count, mut text) = (Sha256::new(), 0, String::new());
    loop {
        text.clear();
        let read = lines.read_line(&mut text);
        if read.map_err(|error| FileFault::from_io(&path, error))? == 0 {
            break;
        }
        count += 1;
        hash.update(text.as_bytes());
        let told = |told: String| damaged(&path, format!("line {count}: {told}"));
        let line: LearnerLine =
            serde_json::from_str(&text).map_err(|error| told(error.to_string()))?;
        filling.add(&line).map_err(|error| match error {
            Fault::Line(why) => told(why),
            Fault::Error(error) => error,
        })?;
    }
    let is_whole = hexadecimal(&hash.finalize()) == package.expected(LEARNERS)?;
    if !is_whole || count != package.manifest.learners {
        return Err(damaged(&path, "it is not as the manifest says"));
    }
    filling.bulk.finish()?;
    if count > 0 {
        tx.note_change(UserId(1), UserId(tx.last_user_id()?))?;
    }
    Ok(())
}

fn furnish(tx: &Tx<'_>, core: &Core, operator: OperatorId, package: &Package) -> Result<Furniture> {
    let account = &package.account;
    let path = package.folder.join(ACCOUNT);
    let (mut types, mut groups) = (HashMap::new(), HashMap::new());
    for kind in &account.license_types {
        types.insert(
            kind.name.clone(),
            tx.add_license_type(&kind.name, kind.seats)?,
        );
    }
    for name in &account.groups {
        groups.insert(name.clone(), tx.insert_group(name)?);
    }
    let mut courses = Vec::new();
    for (number, title) in (1..).zip(&account.courses) {
        tx.add_course(CourseId(number), title)?;
        courses.push(CourseId(number));
    }
    let mut reports = Vec::new();
    for line in &account.reports {
        let kind = ReportKind::from_code(&line.kind);
        let (Some(kind), Ok(period)) = (kind, line.period.parse::<Period>()) else {
            return Err(damaged(&path, format!("{} {}", line.kind, line.period)));
        };
        reports.push(tx.enter_report(kind, period, operator, core.now())?);
    }
    for line in &account.months {
        tx.grow_month(&MonthTotal {
            month: line.month.clone(),
            active_learners: line.active_learners,
            completions: line.completions,
            minutes: line.minutes,
        })?;
    }
    for line in &account.course_totals {
        let course = courses.get(line.course).copied();
        let course = course.ok_or_else(|| damaged(&path, format!("no course {}", line.course)))?;
        tx.grow_course(course, line.completions, line.minutes)?;
    }
    tx.note_deleted_before(account.deleted_learners)?;
    tx.note_rules_set()?;
    Ok(Furniture {
        types,
        groups,
        courses,
        reports,
    })
}

/// Why a line cannot be taken.
enum Fault {
    Line(String),
    Error(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

fn known<T: Copy>(
    found: Option<&T>,
    what: impl std::fmt::Display,
) -> std::result::Result<T, Fault> {
    found
        .copied()
        .ok_or_else(|| Fault::Line(format!("there is no {what}")))
}

/// Learners on their way into an account in which nobody else is: written in bulk, as in an import.
struct Filling<'f, 't> {
    tx: &'t Tx<'t>,
    core: &'f Core,
    furniture: &'f Furniture,
    bulk: Bulk<'t>,
    /// Identifiers of those who are in already.
    taken: HashSet<(IdentifierKind, i64)>,
}

impl Filling<'_, '_> {
    fn add(&mut self, line: &LearnerLine) -> std::result::Result<(), Fault> {
        let info = info(line)?;
        if let Some(reason) = self.objection(&info) {
            return Err(Fault::Line(reason.code().to_owned()));
        }
        let mut groups = Vec::new();
        for name in &line.groups {
            let group = known(self.furniture.groups.get(name), name)?;
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        let licenses = self.licenses(line)?;
        let hold = line.hold.as_ref();
        let user = self.bulk.add(&BulkUser {
            hold: hold.map(|hold| (hold.reason.as_str(), Timestamp(hold.since))),
            connected: line.connected,
            last_active: line.last_access.map(Timestamp),
            groups: &groups,
            licenses: &licenses,
            ..BulkUser::of(&info)
        })?;
        for identifier in identity::identifiers(&info) {
            let (kind, hash) = self.core.key.identifier(&identifier);
            self.taken.insert((kind, hash));
            self.bulk.register(kind, hash, user);
        }
        if let Some(email) = &info.email {
            identity::note_domain_of(&mut self.bulk, self.core, email);
        }
        self.learned(user, line)
    }

    /// What stands against the identifiers of a learner, as where one is added by hand.
    fn objection(&self, info: &EmployeeInfo) -> Option<Reason> {
        let identifiers = identity::identifiers(info);
        if identifiers.is_empty() {
            return Some(Reason::IdentifierMissing);
        }
        let other = identifiers.iter().filter_map(Identifier::read_otherwise);
        let mut all = identifiers.iter().cloned().chain(other);
        let (kind, _) = all.find_map(|one| self.taken.get(&self.core.key.identifier(&one)))?;
        Some(match kind {
            IdentifierKind::Email => Reason::EmailTaken,
            IdentifierKind::UniqueId => Reason::IdTaken,
        })
    }

    /// License types, each once and in the order of their numbers.
    fn licenses(
        &self,
        line: &LearnerLine,
    ) -> std::result::Result<Vec<(LicenseTypeId, LicenseStatus, Timestamp)>, Fault> {
        let mut licenses = BTreeMap::new();
        for held in &line.licenses {
            let kind = known(self.furniture.types.get(&held.name), &held.name)?;
            let statuses = [LicenseStatus::Invited, LicenseStatus::Activated];
            let status = statuses.iter().find(|status| status.code() == held.status);
            let status = known(status, &held.status)?;
            licenses.insert(kind, (status, Timestamp(held.since)));
        }
        let licenses = licenses.into_iter();
        Ok(licenses
            .map(|(kind, (status, since))| (kind, status, since))
            .collect())
    }

    /// What the learner who was added last has learnt.
    fn learned(&mut self, user: UserId, line: &LearnerLine) -> std::result::Result<(), Fault> {
        let courses = &self.furniture.courses;
        let mut progress = BTreeMap::new();
        for one in &line.courses {
            progress.insert(known(courses.get(one.course), one.course)?, one);
        }
        for (course, one) in progress {
            self.bulk.add_progress(
                user,
                &BulkProgress {
                    course,
                    percent: one.percent,
                    minutes: one.minutes,
                    last_at: one.last.map(Timestamp),
                    completed_at: one.completed.map(Timestamp),
                },
            )?;
        }
        let mut events = Vec::with_capacity(line.history.len());
        for (at, course, minutes) in &line.history {
            events.push(BulkEvent {
                at: Timestamp(*at),
                course: known(courses.get(*course), course)?,
                minutes: *minutes,
            });
        }
        events.sort_by_key(|event| event.at);
        self.bulk.add_history(user, events.into_iter())?;
        for line in &line.summaries {
            let sum = PeriodSum {
                minutes: line.minutes,
                completions: line.completions,
                views: line.views,
                days: line.days,
            };
            let report = known(self.furniture.reports.get(line.report), line.report)?;
            self.tx.set_sum(user, report, Some(sum))?;
        }
        Ok(())
    }
}

fn info(line: &LearnerLine) -> std::result::Result<EmployeeInfo, Fault> {
    let email = line.primary_email_address.as_deref();
    let email = email.map(EmailAddress::parse).transpose();
    let unique_id = line.unique_user_id.as_deref();
    let unique_id = unique_id.map(UniqueId::parse).transpose();
    let bad = |name: &str| Fault::Line(format!("{name} cannot be read"));
    Ok(EmployeeInfo {
        first_name: line.first_name.clone(),
        last_name: line.last_name.clone(),
        email: email.map_err(|_| bad("primary_email_address"))?,
        unique_id: unique_id.map_err(|_| bad("unique_user_id"))?,
        job_title: line.work_title.clone(),
        language: line.language,
        attributes: line.attributes.clone(),
    })
}
