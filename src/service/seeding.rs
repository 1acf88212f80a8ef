//! Filling an account with the learners of [`super::seed`]: for demonstrations, trials and benchmarks.

use std::collections::BTreeMap;

use super::seed::{self, SeedLearner, Seeder};
use super::{Core, Service, access, chain, erasure, identity, passphrase};
use crate::domain::batch::Progress;
use crate::domain::id::{CourseId, GroupId, LicenseTypeId, UserId};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::op::Secret;
use crate::domain::operator::{Permission, Role, Session};
use crate::domain::reason::Reason;
use crate::domain::report::MonthTotal;
use crate::domain::request::{NewRequest, RequestState};
use crate::domain::settings::ProfileConnection;
use crate::domain::time::Timestamp;
use crate::domain::user::{CourseProgress, EmployeeInfo};
use crate::error::{Error, Result};
use crate::store::{Entry, FreshRequest, NewOperator, NewUser, Tx};

/// Learners added in one transaction.
const PER_TRANSACTION: u64 = 10_000;
/// Passphrase of the demo account's operators.
const DEMO_PASSPHRASE: &str = "demo";

/// Numbers that the account gave to what the seeder counts from 0.
struct Furniture {
    groups: Vec<GroupId>,
    licenses: Vec<LicenseTypeId>,
    courses: Vec<CourseId>,
}

/// Totals that grow with the learners' history.
#[derive(Default)]
struct Totals {
    months: BTreeMap<String, MonthTotal>,
    courses: BTreeMap<i64, (u64, u64)>,
}

impl Service {
    /// Adds deterministic demo learners with licenses, groups, courses and learning history; the same seed gives the
    /// same learners, each with an ID and all but one in 200 with an email. Needs `Permission::Administer`. Answers how
    /// many were added. `watch` is told the progress in learners and answers whether to go on.
    pub fn seed(
        &mut self,
        session: &Session,
        learners: u64,
        seed: u64,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<u64> {
        access::authorise(&self.store.db(), session, Permission::Administer)?;
        if self.store.db().last_user_id()? > 0 {
            return Err(Error::Conflict(Reason::NameTaken));
        }
        let core = std::sync::Arc::clone(&self.core);
        let seeder = Seeder::new(seed, learners, core.now());
        let journal = &mut self.journal;
        let furniture = self.store.write(|tx| {
            erasure::lease_ids(tx, &core, journal, learners)?;
            furnish(tx, &seeder)
        })?;
        core.at("seed", "after the commit of its lease");
        let mut learner = SeedLearner::default();
        let mut next = 0;
        while next < learners {
            if !watch(Progress {
                done: next,
                total: learners,
            }) {
                return Err(Error::Stopped);
            }
            let end = (next + PER_TRANSACTION).min(learners);
            self.store.write(|tx| {
                let mut totals = Totals::default();
                for index in next..end {
                    seeder.fill(index, &mut learner);
                    add_learner(tx, &core, &furniture, &learner, &mut totals)?;
                }
                totals.write(tx)
            })?;
            core.at("seed", "after the commit of learners");
            next = end;
        }
        self.store.write(|tx| {
            tx.note_change(UserId(1), UserId(tx.last_user_id()?))?;
            let (act, detail) = (
                "users_seed".to_owned(),
                format!("learners={learners} seed={seed}"),
            );
            let operator = Some(session.operator);
            chain::append(
                tx,
                &core,
                Entry {
                    at: core.now(),
                    operator,
                    act,
                    user: None,
                    batch: None,
                    detail,
                },
            )
        })?;
        watch(Progress {
            done: learners,
            total: learners,
        });
        Ok(learners)
    }

    /// Adds the operators and requests of a demo account, one operator of every role with the passphrase `demo`, and
    /// answers the session of the one with this role.
    pub fn demo_session(&mut self, role: Role) -> Result<Session> {
        let core = std::sync::Arc::clone(&self.core);
        let hash = passphrase::hash(&Secret(DEMO_PASSPHRASE.to_owned()), &core.surroundings)?;
        self.store.write(|tx| {
            let mut settings = tx.settings()?;
            settings.profile_connection = ProfileConnection::Required;
            tx.save_settings(&settings)?;
            for operator in seed::OPERATORS {
                if tx.operator_named(operator.name)?.is_some() {
                    continue;
                }
                tx.insert_operator(&NewOperator {
                    name: operator.name.to_owned(),
                    email: EmailAddress::parse(operator.email).ok(),
                    role: operator.role,
                    passphrase: Some(hash.clone()),
                    language: None,
                })?;
            }
            add_requests(tx, core.now())?;
            let operators = tx.operators()?;
            let found = operators.iter().find(|operator| operator.role == role);
            let found = found.ok_or_else(|| Error::NotFound(role.code().to_owned()))?;
            Ok(passphrase::session(found))
        })
    }
}

/// Takes the demo account's requests down, once.
fn add_requests(tx: &Tx<'_>, now: Timestamp) -> Result<()> {
    if tx.open_requests()? > 0 {
        return Ok(());
    }
    for request in seed::REQUESTS {
        let owner = match request.owner {
            Some(name) => tx.operator_named(name)?.map(|owner| owner.id),
            None => None,
        };
        let asked = NewRequest {
            user: UserId(i64::try_from(request.learner).unwrap_or_default() + 1),
            kind: request.kind,
            channel: request.channel.to_owned(),
            asked_by: String::new(),
            note: request.note.to_owned(),
        };
        let opened_at = now.plus_days(-request.opened_days_ago);
        let id = tx.insert_request(&FreshRequest {
            asked: &asked,
            taken_by: owner,
            opened_at,
            due_at: now.plus_days(request.due_in_days),
        })?;
        let Some(mut record) = tx.request_record(id)? else {
            continue;
        };
        record.owner = owner;
        if owner.is_some() {
            record.state = RequestState::InReview;
        }
        if request.identity_verified {
            record.identity_by = owner;
            record.identity_at = Some(opened_at);
        }
        tx.save_request(&record)?;
    }
    Ok(())
}

fn furnish(tx: &Tx<'_>, seeder: &Seeder) -> Result<Furniture> {
    let mut groups = Vec::new();
    for name in seeder.groups() {
        groups.push(tx.insert_group(name)?);
    }
    let mut licenses = Vec::new();
    for kind in seeder.license_types() {
        licenses.push(tx.add_license_type(kind.name, kind.seats)?);
    }
    let mut courses = Vec::new();
    for (number, course) in (1..).zip(seeder.courses()) {
        tx.add_course(CourseId(number), course.title)?;
        courses.push(CourseId(number));
    }
    Ok(Furniture {
        groups,
        licenses,
        courses,
    })
}

fn add_learner(
    tx: &Tx<'_>,
    core: &Core,
    furniture: &Furniture,
    learner: &SeedLearner,
    totals: &mut Totals,
) -> Result<()> {
    let info = EmployeeInfo {
        first_name: learner.first_name.to_owned(),
        last_name: learner.last_name.to_owned(),
        email: learner
            .email
            .as_deref()
            .and_then(|email| EmailAddress::parse(email).ok()),
        unique_id: UniqueId::parse(&learner.unique_id).ok(),
        job_title: learner.job_title.to_owned(),
        language: learner.language,
        attributes: BTreeMap::new(),
    };
    let groups = learner
        .groups
        .iter()
        .filter_map(|place| furniture.groups.get(usize::from(*place)).copied());
    let user = tx.insert_user(&NewUser {
        connected: learner.connected,
        hold: learner
            .hold
            .map(|(reason, since)| (reason.to_owned(), Timestamp(since))),
        last_active: learner.last_active.map(Timestamp),
        groups: groups.collect(),
        info: info.clone(),
    })?;
    identity::register(tx, core, user, None, &info)?;
    for (place, status) in &learner.licenses {
        if let Some(license) = furniture.licenses.get(usize::from(*place)) {
            tx.set_license(
                user,
                *license,
                *status,
                learner.last_active.map_or(core.now(), Timestamp),
            )?;
        }
    }
    add_history(tx, furniture, user, learner, totals)
}

fn add_history(
    tx: &Tx<'_>,
    furniture: &Furniture,
    user: UserId,
    learner: &SeedLearner,
    totals: &mut Totals,
) -> Result<()> {
    for progress in &learner.progress {
        let Some(course) = furniture.courses.get(usize::from(progress.course)) else {
            continue;
        };
        tx.add_progress(
            user,
            &CourseProgress {
                course: *course,
                title: String::new(),
                percent: progress.percent,
                minutes: u64::from(progress.minutes),
                completed_at: progress.completed_at.map(Timestamp),
                last_at: Some(Timestamp(progress.last_at)),
            },
        )?;
        if let Some(at) = progress.completed_at {
            totals.month(at).completions += 1;
            totals.courses.entry(course.0).or_default().0 += 1;
        }
    }
    let mut last_month = String::new();
    for (seq, activity) in (0..).zip(&learner.activity) {
        let Some(course) = furniture.courses.get(usize::from(activity.course)) else {
            continue;
        };
        let minutes = u64::from(activity.minutes);
        tx.add_activity(user, seq, *course, Timestamp(activity.at), minutes)?;
        let month = totals.month(activity.at);
        month.minutes += minutes;
        // Sittings stand in the order of time, so a month is new when it differs from the last.
        if month.month != last_month {
            month.active_learners += 1;
            last_month.clone_from(&month.month);
        }
        totals.courses.entry(course.0).or_default().1 += minutes;
    }
    Ok(())
}

impl Totals {
    fn month(&mut self, at: i64) -> &mut MonthTotal {
        let name = month_of(at);
        self.months
            .entry(name.clone())
            .or_insert_with(|| MonthTotal {
                month: name,
                active_learners: 0,
                completions: 0,
                minutes: 0,
            })
    }

    fn write(&self, tx: &Tx<'_>) -> Result<()> {
        for month in self.months.values() {
            tx.grow_month(month)?;
        }
        for (course, (completions, minutes)) in &self.courses {
            tx.grow_course(CourseId(*course), *completions, *minutes)?;
        }
        Ok(())
    }
}

/// The month of a moment, as `YYYY-MM` in UTC.
fn month_of(at: i64) -> String {
    let date = jiff::Timestamp::from_second(at)
        .unwrap_or_default()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    format!("{:04}-{:02}", date.year(), date.month())
}
