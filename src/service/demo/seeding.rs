//! Filling an account with the learners of [`super::seed`]: for demonstrations, trials and benchmarks.

use crate::domain::act::Act;
use crate::domain::record::Detail;
use std::collections::BTreeMap;

use super::seed::totals::Totals;
use super::seed::{self, SeedLearner, Seeder};
use crate::domain::batch::Progress;
use crate::domain::id::{CourseId, GroupId, LicenseTypeId, UserId};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::op::Secret;
use crate::domain::operator::{Permission, Role, Session};
use crate::domain::reason::Reason;
use crate::domain::request::{NewRequest, RequestState};
use crate::domain::settings::ProfileConnection;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};
use crate::service::account::{access, chain, passphrase};
use crate::service::deletion::erasure;
use crate::service::directory::identity;
use crate::service::{Core, Service, noting};
use crate::store::{Bulk, BulkEvent, BulkProgress, BulkUser, Entry, FreshRequest, NewOperator, Tx};
use crate::texts::Texts;

/// Learners between two looks at whether to go on.
const PER_LOOK: u64 = 2_000;
/// Numbers that the account gave to what the seeder counts from 0.
pub(crate) struct Furniture {
    groups: Vec<GroupId>,
    licenses: Vec<LicenseTypeId>,
    courses: Vec<CourseId>,
    /// Since when learners who never learned have their licenses.
    since: Timestamp,
}

impl Service {
    /// Adds deterministic demo learners with licenses, groups, courses and learning history; the same seed gives the
    /// same learners, each with an ID and all but one in 200 with an email. Needs `Permission::Administer`. Answers how
    /// many were added. `watch` gets the progress in learners and answers whether to go on.
    pub fn seed(
        &mut self,
        session: &Session,
        learners: u64,
        seed: u64,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<u64> {
        let allowed = access::authorise(&self.store.db(), session, Permission::Administer);
        noting::refusals(&self.core, session, Act::UsersSeed, allowed)?;
        if self.store.db().last_user_id()? > 0 {
            return Err(Error::Conflict(Reason::AccountInUse));
        }
        let core = std::sync::Arc::clone(&self.core);
        let seeder = Seeder::new(seed, learners, core.now());
        let journal = &mut self.journal;
        // By itself, so that what is stopped can be begun again.
        self.store
            .write(|tx| erasure::lease_ids(tx, &core, journal, learners))?;
        core.at("seed", "after the commit of its lease");
        self.store.write(|tx| {
            let furniture = furnish(tx, &seeder, core.now())?;
            add_learners(tx, &core, &furniture, &seeder, 0..learners, watch)?;
            tx.note_change(UserId(1), UserId(tx.last_user_id()?))?;
            let entry = Entry {
                at: core.now(),
                operator: Some(session.operator),
                act: Act::UsersSeed,
                user: None,
                batch: None,
                detail: Detail::Seeded { learners, seed },
            };
            chain::append(tx, &core, &entry)
        })?;
        core.at("seed", "after the commit of learners");
        // The write-ahead log is as large as the database now; it is cut when somebody still reads, too, only later.
        match self.store.empty_log() {
            Ok(()) | Err(Error::Environment(Trouble::Busy)) => {}
            Err(error) => return Err(error),
        }
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
        let hash = passphrase::hash(
            &Secret(passphrase::DEMO_PASSPHRASE.to_owned()),
            &core.surroundings,
        )?;
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
    let texts = Texts::new(tx.settings()?.language);
    for request in seed::REQUESTS {
        let owner = match request.owner {
            Some(name) => tx.operator_named(name)?.map(|owner| owner.id),
            None => None,
        };
        let asked = NewRequest {
            user: UserId(i64::try_from(request.learner).unwrap_or_default() + 1),
            kind: request.kind,
            channel: texts.message(request.channel),
            asked_by: String::new(),
            note: texts.message(request.note),
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

/// Adds groups, license types and courses.
pub(crate) fn furnish(tx: &Tx<'_>, seeder: &Seeder, since: Timestamp) -> Result<Furniture> {
    // What was made for show needs no first steps.
    tx.list_first_steps(false)?;
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
        since,
    })
}

/// Adds the learners of some indices: all of them, or none when `watch` says to stop.
pub(crate) fn add_learners(
    tx: &Tx<'_>,
    core: &Core,
    furniture: &Furniture,
    seeder: &Seeder,
    indices: std::ops::Range<u64>,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<()> {
    let total = seeder.len();
    let mut bulk = tx.bulk(core.key_number)?;
    let mut totals = Totals::new(seeder);
    let mut learner = SeedLearner::default();
    for index in indices {
        if index % PER_LOOK == 0 && !watch(Progress { done: index, total }) {
            return Err(Error::Stopped);
        }
        seeder.fill(index, &mut learner);
        add_learner(&mut bulk, core, furniture, &learner)?;
        totals.note(&learner);
    }
    bulk.finish()?;
    totals.write(tx, &furniture.courses)
}

fn add_learner(
    bulk: &mut Bulk<'_>,
    core: &Core,
    furniture: &Furniture,
    learner: &SeedLearner,
) -> Result<()> {
    let email = learner.email.as_deref();
    let email = email.and_then(|email| EmailAddress::parse(email).ok());
    let unique_id = UniqueId::parse(&learner.unique_id).ok();
    let groups: Vec<GroupId> = learner
        .groups
        .iter()
        .filter_map(|place| furniture.groups.get(usize::from(*place)).copied())
        .collect();
    let since = learner.last_active.map_or(furniture.since, Timestamp);
    let held = learner.licenses.iter();
    let licenses: Vec<_> = held
        .filter_map(|(place, status)| {
            let license = furniture.licenses.get(usize::from(*place))?;
            Some((*license, *status, since))
        })
        .collect();
    let user = bulk.add(&BulkUser {
        first_name: learner.first_name,
        last_name: learner.last_name,
        email: email.as_ref(),
        unique_id: unique_id.as_ref(),
        job_title: learner.job_title,
        language: learner.language,
        connected: learner.connected,
        last_active: learner.last_active.map(Timestamp),
        hold: learner
            .hold
            .map(|(reason, since)| (reason, Timestamp(since))),
        groups: &groups,
        attributes: &BTreeMap::new(),
        licenses: &licenses,
    })?;
    identity::enrol(bulk, core, user, email.as_ref(), unique_id.as_ref());
    add_history(bulk, furniture, user, learner)
}

fn add_history(
    bulk: &mut Bulk<'_>,
    furniture: &Furniture,
    user: UserId,
    learner: &SeedLearner,
) -> Result<()> {
    let mut begun: Vec<_> = learner.progress.iter().collect();
    begun.sort_unstable_by_key(|progress| progress.course);
    for progress in begun {
        let Some(course) = furniture.courses.get(usize::from(progress.course)) else {
            continue;
        };
        bulk.add_progress(
            user,
            &BulkProgress {
                course: *course,
                percent: progress.percent,
                minutes: u64::from(progress.minutes),
                last_at: Some(Timestamp(progress.last_at)),
                completed_at: progress.completed_at.map(Timestamp),
            },
        )?;
    }
    let events = learner.activity.iter().filter_map(|activity| {
        Some(BulkEvent {
            course: *furniture.courses.get(usize::from(activity.course))?,
            minutes: activity.minutes,
            at: Timestamp(activity.at),
        })
    });
    bulk.add_history(user, events)
}
