//! Acts: judged, then applied, by the same code whether they are planned or executed.
//!
//! [`judge`] says whom an act reaches and whom it passes over; `plan` shows that, `execute` asks it again inside the
//! writing transaction and applies only what it says. So a review cannot disagree with what is done.

mod apply;
mod batches;
mod desk;
mod guards;
pub mod import;
mod license_types;
mod licenses;
mod operators;
mod people;
mod provider;
mod release;
mod requests;
mod righting;
mod ssh;

pub(super) use crate::service::ops::import::learning::Reports;
pub use crate::service::ops::import::roster::RosterChoice;
pub(super) use crate::service::ops::import::roster::{
    Checksum as TraceChecksum, Rosters, leavers, lines as roster_lines, read as read_roster,
};
pub(super) use apply::{apply, enter};
pub(super) use desk::{SEAL_FORM, hindrance_of, seal};
pub(super) use guards::one_person;
pub(super) use righting::{corrected_due, end_approval, follow_batch};

use std::sync::Arc;

use super::Core;
use super::files::hexadecimal;
use crate::domain::batch::{BatchEvent, Progress};
use crate::domain::canonical::Canonical;
use crate::domain::id::UserId;
use crate::domain::learning::LearningEffect;
use crate::domain::op::Op;
use crate::domain::operator::{Grant, Operator};
use crate::domain::plan::{Basis, Plan, Target, Verdict, Warning};
use crate::domain::reason::Reason;
use crate::domain::settings::{Settings, SettingsChange};
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result};
use crate::service::files::columns;
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
    if let Some((users, mut verdicts)) = verdicts(db, &settings, op)? {
        if let Some(kind) = provider::kind_of(op).filter(|kind| settings.road(*kind).is_some()) {
            provider::restrain(db, &settings, kind, users, &mut verdicts)?;
            judged.plan.warnings.push(Warning::DoneElsewhere);
        }
        fill(db, &mut judged, users, verdicts)?;
    }
    guard(db, core, (operator, &settings), op, &mut judged)?;
    judged.plan.reaches = judged.reached.len() as u64;
    judged.plan.basis = basis(&judged);
    Ok(judged)
}

/// What stands against an act learner by learner, where it is done to several.
fn verdicts<'o>(
    db: &Db<'_>,
    settings: &Settings,
    op: &'o Op,
) -> Result<Option<(&'o Vec<UserId>, Vec<Verdict>)>> {
    Ok(match op {
        Op::Disconnect { users } => Some((users, people::may_disconnect(db, settings, users)?)),
        Op::SetLicense { users, license } => Some((users, licenses::may_set(db, users, *license)?)),
        Op::ChangeLicense {
            users,
            license,
            held,
        } => Some((users, licenses::may_change(db, users, *license, *held)?)),
        Op::PlaceHold { users, reason } => {
            checked_text(reason, Reason::ReasonMissing)?;
            Some((users, people::may_hold(db, users, true)?))
        }
        Op::LiftHold { users, reason } => {
            checked_text(reason, Reason::ReasonMissing)?;
            Some((users, people::may_hold(db, users, false)?))
        }
        Op::AddToGroup { group, users } | Op::RemoveFromGroup { group, users } => {
            Some((users, people::may_join(db, *group, users)?))
        }
        _ => None,
    })
}

/// What stands against an act as a whole. Every act is listed, so that none can be added without its guard.
fn guard(
    db: &Db<'_>,
    core: &Core,
    (operator, settings): (&Operator, &Settings),
    op: &Op,
    judged: &mut Judged,
) -> Result<()> {
    match op {
        Op::Disconnect { .. } => people::warn_of_disconnect(db, settings, judged)?,
        Op::Provider(act) => provider::judge(db, core, (operator, settings), act, judged)?,
        Op::Ssh(act) => judged.plan.warnings = ssh::judge(db, core, (operator, settings), act)?,
        Op::SetLicense { license: Some(_), .. } | Op::ChangeLicense { .. } => {
            provider::may_assign(settings)?;
        }
        Op::PlaceHold { .. } => provider::warn_of_handover(db, judged)?,
        Op::EditUser { user, info } => judged.reached = people::may_edit(db, core, *user, info)?,
        Op::LicenseType(act) => license_types::judge(db, act, judged)?,
        Op::AddUser(user) => people::may_add(db, core, user)?,
        Op::ImportUsers(_) | Op::ImportLearning(_) | Op::ForgetColumns(_) => {
            imports(db, core, op, judged)?;
        }
        Op::CreateGroup { name } => people::may_name_group(db, None, name)?,
        Op::RenameGroup { group, name } => people::may_name_group(db, Some(*group), name)?,
        Op::RemoveGroup { group } => {
            db.group_name(*group)?
                .ok_or(Error::Refused(Reason::GroupGone))?;
        }
        Op::ConfirmBatch {
            review,
            wait_days,
            phrase,
            again,
        } => {
            let asked = batches::Asked {
                review: *review,
                wait_days: *wait_days,
                phrase: phrase.as_deref(),
                again: *again,
            };
            batches::may_confirm(db, core, settings, &asked)?;
        }
        Op::CancelBatch(batch) => batches::may_move(db, *batch, BatchEvent::CancelWanted)?,
        Op::ResumeBatch(batch) => batches::may_move(db, *batch, BatchEvent::Resumed)?,
        Op::WithdrawBatch(batch) => {
            batches::may_move(db, *batch, batches::withdrawing(db, *batch)?)?;
        }
        Op::ApproveBatch { batch, plan_sha256 } => {
            batches::may_approve(db, core, operator, *batch, plan_sha256)?;
        }
        Op::ReleaseIdentifier { key, scope, reason } => {
            release::meant(db, core, key, *scope, reason)?;
        }
        Op::ChangeSettings(change) => {
            may_set(db, settings, change)?;
            let warning = guards::warning(db, core, operator, (settings, &change.wanted))?;
            judged.plan.warnings.extend(warning);
        }
        Op::ApproveSettings(change) => {
            guards::may_approve(db, core, operator, settings, change)?;
            may_set(db, settings, change)?;
        }
        Op::DismissFirstSteps if !db.first_steps_are_listed()? => {
            return Err(Error::Refused(Reason::NoFirstSteps));
        }
        Op::SendAgain(mail) => people::may_send_again(db, operator, *mail)?,
        Op::NewRequest(_)
        | Op::ClaimRequest { .. }
        | Op::ReleaseRequest(_)
        | Op::NoteOnRequest { .. }
        | Op::ReplyToRequest { .. }
        | Op::VerifyIdentity { .. }
        | Op::WaitForLearner(_)
        | Op::GoOnWithRequest(_)
        | Op::DoRequest { .. }
        | Op::ApproveRequest { .. }
        | Op::ReturnRequest { .. }
        | Op::CorrectRequest(_)
        | Op::RejectRequest { .. }
        | Op::CancelRequest { .. } => {
            let desk = desk::Desk {
                db,
                core,
                operator,
                settings,
            };
            desk.judge(op, judged)?;
        }
        Op::AddOperator(_)
        | Op::ChangeRole { .. }
        | Op::DisableOperator(_)
        | Op::EraseOperator(_)
        | Op::EnableOperator(_)
        | Op::ResetPassphrase { .. }
        | Op::SetPassphrase(_) => {
            operators::judge(db, core, (operator, settings), op, judged)?;
        }
        // Who is passed over, and why, was said learner by learner.
        Op::ClearResidue { .. }
        | Op::DismissFirstSteps
        | Op::SetLicense { license: None, .. }
        | Op::LiftHold { .. }
        | Op::AddToGroup { .. }
        | Op::RemoveFromGroup { .. }
        // How the console looks to oneself is nobody else's affair.
        | Op::SetLanguage(_)
        | Op::SetTheme(_) => {}
    }
    Ok(())
}

fn empty(op: &Op) -> Judged {
    let plan = Plan {
        op: op.clone(),
        basis: Basis(0),
        reaches: 0,
        sample: Vec::new(),
        refused: Vec::new(),
        refused_total: 0,
        warnings: Vec::new(),
        roster: Arc::default(),
        request: None,
        letters: Vec::new(),
        learning: None,
        provider: None,
    };
    Judged {
        plan,
        reached: Vec::new(),
        roster: None,
        refusals: Vec::new(),
        concluded: Vec::new(),
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
            minutes,
        },
        None => Target {
            user,
            name: String::new(),
            email: None,
            unique_id: None,
            license: crate::domain::license::LicenseStatus::None,
            minutes: 0,
        },
    })
}

/// What stands against an import as a whole, and what it would change.
fn imports(db: &Db<'_>, core: &Core, op: &Op, judged: &mut Judged) -> Result<()> {
    match op {
        Op::ImportUsers(roster) => {
            import::roster::may_import(core, roster)?;
            let deeds = import::roster::judge(db, core, roster)?;
            judged.plan.roster = Arc::clone(&deeds.verdicts);
            judged.roster = Some(deeds);
        }
        Op::ImportLearning(report) => {
            judged.plan.learning = Some(import::learning::judge(db, core, report)?);
        }
        Op::ForgetColumns(line) => columns::may_forget(db, core, line)?,
        other => return Err(Error::Bug(format!("{} is no import", other.code()))),
    }
    Ok(())
}

/// Notes that a file was imported: it is not imported again.
pub(super) fn note_imported(core: &Core, op: &Op) {
    if let Op::ImportUsers(import) = op {
        crate::service::ops::import::roster::note_imported(core, import);
    }
    if let Op::ImportLearning(import) = op
        && let Ok(mut reports) = core.reports()
    {
        reports.remove(&import.report);
    }
}

/// Fingerprint of whom a plan reaches and why it passes others over.
fn basis(judged: &Judged) -> Basis {
    let plan = &judged.plan;
    let mut content = Canonical::of("plan", 2);
    content.count(judged.reached.len());
    for user in &judged.reached {
        content.user(*user);
    }
    content.number(i64::try_from(plan.refused_total).unwrap_or(i64::MAX));
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
    Ok(text)
}

/// Whether what an operator typed about an employee can be kept.
fn checked_info(info: &EmployeeInfo) -> Option<Reason> {
    let texts = [&info.first_name, &info.last_name, &info.job_title];
    let attributes = info
        .attributes
        .iter()
        .flat_map(|(name, value)| [name, value]);
    let texts = texts.into_iter().chain(attributes);
    checked_texts(texts.map(String::as_str))
}

fn checked_texts<'t>(mut texts: impl Iterator<Item = &'t str>) -> Option<Reason> {
    // Characters are counted only where there may be too many.
    let too_long = texts.any(|text| text.len() > LONGEST && text.chars().count() > LONGEST);
    too_long.then_some(Reason::TooLong(LONGEST as u64))
}

fn may_set(db: &Db<'_>, present: &Settings, change: &SettingsChange) -> Result<()> {
    if change.seen != *present {
        let name = db.last_who("settings_change")?;
        return Err(name.map_or(Error::Stale, |name| {
            Error::Conflict(Reason::SettingsChangedBy(name))
        }));
    }
    let new = &change.wanted;
    if new.provider != present.provider {
        let open = db.changes_in_flight()?;
        if open > 0 {
            return Err(Error::Refused(Reason::ChangesOpen(open)));
        }
    }
    checked_text(&new.account, Reason::NameMissing)?;
    let bad = |name| Err(Error::Refused(Reason::BadSetting(name)));
    if let Some(name) = new.out_of_range() {
        return bad(name);
    }
    let contact = new.help_desk_contact.trim();
    if contact.chars().count() > LONGEST || contact.contains(char::is_control) {
        return bad("help_desk_contact");
    }
    if new
        .other_products
        .iter()
        .any(|product| checked_text(product, Reason::NameMissing).is_err())
    {
        return bad("other_products");
    }
    Ok(())
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
