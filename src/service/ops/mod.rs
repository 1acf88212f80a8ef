//! Acts: judged, then applied, by the same code whether they are planned or executed.
//!
//! [`judge`] says whom an act reaches and whom it passes over; `plan` shows that, `execute` asks it again inside the
//! writing transaction and applies only what it says. So a review cannot disagree with what is done.

mod account;
mod apply;
mod batches;
mod binding;
mod desk;
mod entering;
mod groups;
mod guards;
mod hindrance;
pub mod import;
mod license_types;
mod licenses;
mod operators;
mod people;
mod provider;
mod release;
mod requests;
mod righting;
mod rules;
mod ssh;

pub(super) use crate::service::ops::import::learning::Reports;
pub use crate::service::ops::import::roster::RosterChoice;
pub(super) use crate::service::ops::import::roster::{
    Checksum as TraceChecksum, Rosters, folded_name, leavers, lines as roster_lines, mailing,
    read as read_roster,
};
pub(super) use apply::apply;
pub(super) use binding::{SEAL_FORM, end_approval, follow_batch, of_request, seal};
pub(super) use entering::enter;
pub(super) use guards::{nobody_approves, one_person};
pub(super) use hindrance::hindrance_of;
pub(super) use import::note_imported;
pub(super) use provider::{absences, deactivate, may_call, write_file_anew};
pub(super) use righting::corrected_due;

use crate::domain::act::Act;
use crate::domain::record::Subject;
use std::sync::Arc;

use super::Core;
use super::files::hexadecimal;
use crate::domain::batch::Progress;
use crate::domain::canonical::Canonical;
use crate::domain::hidden::{hidden, unfit_in_line};
use crate::domain::id::UserId;
use crate::domain::learning::LearningEffect;
use crate::domain::op::{BatchOp, Op};
use crate::domain::operator::{Grant, Operator};
use crate::domain::plan::{Basis, Plan, Target, Verdict, Warning};
use crate::domain::reason::{Reason, Shown};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result};
use crate::service::residue::journal::Journal;
use crate::store::{Db, Tx};

/// Learners that a plan names.
const SAMPLE: usize = 20;
/// Learners passed over that a plan names.
const REFUSED_SHOWN: usize = 100;
/// Longest name, title or reason in characters.
const LONGEST: usize = 200;

/// What an act would do, with everything that applying it needs.
pub(super) struct Judged {
    /// What is shown.
    pub plan: Plan,
    /// Users it reaches, in order.
    pub reached: Vec<UserId>,
    /// What a roster would do.
    pub roster: Option<Arc<crate::service::ops::import::roster::Deeds>>,
    /// Changes that a results file refuses.
    pub refusals: Vec<provider::Refusal>,
    /// What a roster of the provider says about changes.
    pub concluded: Vec<provider::Concluded>,
    /// Deletions that it leaves open because somebody in it may be their learner.
    pub alike: Vec<crate::domain::id::ChangeId>,
    /// Who is gone without our doing, as it says.
    pub gone: Vec<UserId>,
}

/// Everything an act is applied with.
pub(crate) struct Scene<'s, 'c> {
    /// The transaction.
    pub tx: &'s Tx<'c>,
    /// What the process shares.
    pub core: &'s Core,
    /// The erasure journal.
    pub journal: &'s mut Journal,
    /// Who acts.
    pub operator: &'s Operator,
    /// When.
    pub now: Timestamp,
    /// Hears how far a long act is, and answers whether to go on.
    pub watch: &'s dyn Fn(Progress) -> bool,
}

/// Users after whom a long act tells how far it is.
const TOLD_EVERY: u64 = 1_000;

impl Scene<'_, '_> {
    /// Tells how far a long act is; an error when it shall not go on, which takes all of it back.
    fn told(&self, done: u64, total: u64) -> Result<()> {
        let is_due = done.is_multiple_of(TOLD_EVERY);
        if is_due && !(self.watch)(Progress { done, total }) {
            return Err(Error::Stopped);
        }
        Ok(())
    }
}

/// Judges an act. What no part of can be done is an error; what only some users stand against is a plan.
pub(super) fn judge(db: &Db<'_>, core: &Core, operator: &Operator, op: &Op) -> Result<Judged> {
    let settings = db.settings()?;
    let mut judged = empty(op);
    if let Some((users, verdicts)) = verdicts(db, &settings, core.now(), op)? {
        if provider::kind_of(op).is_some_and(|kind| settings.road(kind).is_some()) {
            judged.plan.warnings.push(Warning::DoneElsewhere);
        }
        fill(db, &mut judged, users, verdicts)?;
    }
    guard(db, core, (operator, &settings), op, &mut judged)?;
    judged.plan.reaches = judged.reached.len() as u64;
    judged.plan.basis = basis(&judged);
    Ok(judged)
}

/// Learners whom an act names, each with what stands against it; none for an act that is not done learner by learner.
type Verdicts<'o> = Option<(&'o [UserId], Vec<Verdict>)>;

/// What stands against an act learner by learner, where it is done to several; also at a provider, where it is done there.
pub(super) fn verdicts<'o>(
    db: &Db<'_>,
    settings: &Settings,
    now: Timestamp,
    op: &'o Op,
) -> Result<Verdicts<'o>> {
    let found = match op {
        Op::People(act) => people::verdicts(db, settings, now, act)?,
        Op::Group(act) => groups::verdicts(db, act)?,
        Op::LicenseType(_)
        | Op::Import(_)
        | Op::Batch(_)
        | Op::Request(_)
        | Op::Operator(_)
        | Op::Account(_)
        | Op::Own(_)
        | Op::Ssh(_)
        | Op::Provider(_) => None,
    };
    let Some((users, mut verdicts)) = found else {
        return Ok(None);
    };
    if let Some(kind) = provider::kind_of(op).filter(|kind| settings.road(*kind).is_some()) {
        provider::restrain(db, settings, kind, users, &mut verdicts)?;
    }
    Ok(Some((users, verdicts)))
}

/// What stands against an act as a whole. Each family has its own guard, which lists every act of the family: none can
/// be added without its guard.
fn guard(
    db: &Db<'_>,
    core: &Core,
    who: (&Operator, &Settings),
    op: &Op,
    judged: &mut Judged,
) -> Result<()> {
    let (operator, settings) = who;
    match op {
        Op::People(act) => people::judge(db, core, settings, act, judged),
        Op::LicenseType(act) => license_types::judge(db, act, judged),
        Op::Group(act) => groups::judge(db, act),
        Op::Import(act) => import::judge(db, core, act, judged),
        Op::Batch(act) => {
            batches::judge(db, core, who, act)?;
            if let BatchOp::Cancel(batch) = act {
                provider::warn_of_cancelling(db, *batch, judged)?;
            }
            Ok(())
        }
        Op::Request(act) => {
            let desk = desk::Desk {
                db,
                core,
                operator,
                settings,
            };
            desk.judge(act, judged)
        }
        Op::Operator(act) => operators::judge(db, core, who, act, judged),
        Op::Account(act) => account::judge(db, core, who, act, judged),
        Op::Own(act) => account::judge_own(core, act),
        Op::Ssh(act) => ssh::judge(db, core, who, act, judged),
        Op::Provider(act) => provider::judge(db, core, who, act, judged),
    }
}

fn empty(op: &Op) -> Judged {
    let plan = Plan {
        op: op.clone(),
        basis: Basis(0),
        reaches: 0,
        sample: Vec::new(),
        refused: Vec::new(),
        refused_total: 0,
        seats: 0,
        warnings: Vec::new(),
        roster: Arc::default(),
        request: None,
        letters: Vec::new(),
        mailed: Vec::new(),
        learning: None,
        provider: None,
    };
    Judged {
        plan,
        reached: Vec::new(),
        roster: None,
        refusals: Vec::new(),
        concluded: Vec::new(),
        alike: Vec::new(),
        gone: Vec::new(),
    }
}

/// Sorts users into those reached and those passed over, and names the first of each.
fn fill(db: &Db<'_>, judged: &mut Judged, users: &[UserId], verdicts: Vec<Verdict>) -> Result<()> {
    for (user, verdict) in users.iter().zip(verdicts) {
        match verdict {
            Verdict::Reached => judged.reached.push(*user),
            Verdict::Refused(reason) => {
                judged.plan.refused_total += 1;
                if judged.plan.refused.len() < REFUSED_SHOWN {
                    judged.plan.refused.push((target(db, *user)?, reason));
                }
            }
        }
    }
    for user in judged.reached.iter().take(SAMPLE) {
        judged.plan.sample.push(target(db, *user)?);
    }
    Ok(())
}

fn target(db: &Db<'_>, user: UserId) -> Result<Target> {
    let row = db.user_rows(&[user])?.pop();
    let minutes = db.minutes_learned(user)?;
    Ok(match row {
        Some(row) => Target {
            user,
            email: row.email.map(|email| email.as_str().to_owned()),
            unique_id: row.unique_id.map(|id| id.as_str().to_owned()),
            name: row.name,
            license: row.license,
            connected: row.connected,
            minutes,
        },
        None => Target {
            user,
            name: String::new(),
            email: None,
            unique_id: None,
            license: crate::domain::license::LicenseStatus::None,
            connected: false,
            minutes: 0,
        },
    })
}

/// Fingerprint of whom a plan reaches and why it passes others over.
fn basis(judged: &Judged) -> Basis {
    let plan = &judged.plan;
    let mut content = Canonical::of("plan", 3);
    content.count(judged.reached.len());
    for user in &judged.reached {
        content.user(*user);
    }
    content.number(i64::try_from(plan.refused_total).unwrap_or(i64::MAX));
    content.number(i64::try_from(plan.seats).unwrap_or(i64::MAX));
    content.count(plan.refused.len());
    for (target, reason) in &plan.refused {
        put_target(&mut content, target);
        content.text(reason.code());
    }
    content.count(plan.sample.len());
    for target in &plan.sample {
        put_target(&mut content, target);
    }
    content.count(plan.warnings.len());
    for warning in &plan.warnings {
        let (code, count) = warning.coded();
        content
            .text(code)
            .number(i64::try_from(count).unwrap_or(i64::MAX));
    }
    content.maybe_number(plan.request.map(|step| step.request.0));
    if let Some(step) = &plan.request {
        content
            .number(step.version)
            .text(step.kind.code())
            .text(step.way.code());
    }
    plan.roster.print(|bytes| {
        content.opaque(bytes);
    });
    if let Some(effect) = &plan.learning {
        put_learning(&mut content, effect);
    }
    let print = blake3::hash(content.bytes());
    let first = print.as_bytes().iter().take(8);
    Basis(first.fold(0, |basis, byte| basis << 8 | u64::from(*byte)))
}

fn put_learning(content: &mut Canonical, effect: &LearningEffect) {
    let sums = effect.totals;
    for count in [effect.learners, effect.emptied, effect.new_courses] {
        content.number(i64::try_from(count).unwrap_or(i64::MAX));
    }
    content
        .number(sums.active)
        .number(sums.completions)
        .number(sums.minutes)
        .number(i64::from(effect.replaces));
}

fn put_target(content: &mut Canonical, target: &Target) {
    content
        .user(target.user)
        .text(&target.name)
        .maybe_text(target.email.as_deref())
        .maybe_text(target.unique_id.as_deref())
        .text(target.license.code())
        .number(i64::try_from(target.minutes).unwrap_or(i64::MAX));
}

/// A text without the spaces around it, when there is one and it is not too long.
fn checked_text(text: &str, missing: Reason) -> Result<&str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Refused(missing));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::Refused(Reason::TooLong(LONGEST as u64)));
    }
    nothing_hidden(text)?;
    Ok(text)
}

/// The same of what stands on one line wherever it is shown: the name of a group, of a license type, of an operator.
fn checked_name(text: &str) -> Result<&str> {
    let name = checked_text(text, Reason::NameMissing)?;
    not_one_line(name).map_or(Ok(name), |reason| Err(Error::Refused(reason)))
}

/// Refuses a text that reads as another one than it is.
fn nothing_hidden(text: &str) -> Result<()> {
    match hidden(text) {
        Some(found) => Err(Error::Refused(Reason::SuspiciousCharacters(found))),
        None => Ok(()),
    }
}

/// Whether what an operator typed about an employee can be kept.
fn checked_info(info: &EmployeeInfo) -> Option<Reason> {
    let names = [&info.first_name, &info.last_name, &info.job_title];
    let names = names.into_iter().chain(info.attributes.keys());
    objection_to_texts(
        names.map(String::as_str),
        info.attributes.values().map(String::as_str),
    )
}

/// What stands against names, each of which stands on one line, and against values, which may have several.
fn objection_to_texts<'t>(
    mut names: impl Iterator<Item = &'t str>,
    mut values: impl Iterator<Item = &'t str>,
) -> Option<Reason> {
    let name = names.find_map(|name| bad_words(name).or_else(|| not_one_line(name)));
    name.or_else(|| values.find_map(bad_words))
}

fn bad_words(text: &str) -> Option<Reason> {
    // Characters are counted only where there may be too many.
    if text.len() > LONGEST && text.chars().count() > LONGEST {
        return Some(Reason::TooLong(LONGEST as u64));
    }
    hidden(text).map(Reason::SuspiciousCharacters)
}

/// That a text would be shown on more than one line, or with pictures of what cannot be seen.
fn not_one_line(text: &str) -> Option<Reason> {
    unfit_in_line(text).map(|_| Reason::NotOneLine(text.trim().to_owned()))
}

/// That somebody was faster: who, where that is known.
fn meanwhile(who: Option<String>, what: Shown) -> Error {
    who.map_or(Error::Stale, |by| {
        Error::Conflict(Reason::ChangedMeanwhile { what, by })
    })
}

/// Refuses to overwrite what somebody else has changed since it was shown; the log says who, by one of the acts.
fn as_shown<T: PartialEq>(
    db: &Db<'_>,
    (seen, present): (&T, &T),
    what: Shown,
    (act, subject): (Act, Subject),
) -> Result<()> {
    if seen == present {
        return Ok(());
    }
    Err(meanwhile(db.last_who_did(act, subject)?, what))
}

/// Whether an operator may do only what is their own.
fn only_own(operator: &Operator, op: &Op) -> bool {
    op.permission().granted_to(operator.role) == Grant::Own
}

/// A Message-ID that no other message has; it is made once and kept.
pub(super) fn message_id() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::Bug(error.to_string()))?;
    Ok(format!("<{}@offboard.invalid>", hexadecimal(&bytes)))
}
