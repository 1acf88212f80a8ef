//! What each act writes, with its log entries, its mail and its receipt.

use super::batches::{self, Asked};
use super::licenses::{self, Telling};
use super::{
    Judged, Scene, guards, license_types, message_id, operators, people, provider, release,
    requests, ssh,
};
use crate::domain::blotting::discreet;
use crate::domain::id::{BatchId, GroupId, RequestId, UserId};
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Outcome, Receipt};
use crate::domain::reason::Reason;
use crate::domain::user::{EmployeeInfo, Hold};
use crate::error::{Error, Result};
use crate::service::account::{chain, passphrase};
use crate::service::directory::identity;
use crate::service::files::columns;
use crate::service::mail::letters;
use crate::service::ops::import::{learning, roster};
use crate::service::residue::leftovers;
use crate::store::{Entry, NewMail};

/// Applies an act that was judged in the same transaction.
#[expect(clippy::too_many_lines, reason = "a table has as many lines as acts")]
pub(crate) fn apply(scene: &mut Scene<'_, '_>, op: &Op, judged: &Judged) -> Result<Outcome> {
    if let Some((_, reason)) = judged
        .plan
        .refused
        .first()
        .filter(|_| judged.reached.is_empty())
    {
        return Err(Error::Refused(reason.clone()));
    }
    let reached = &judged.reached;
    let elsewhere = match provider::kind_of(op) {
        Some(kind) => {
            Some(kind).filter(|_| scene.tx.settings().is_ok_and(|it| it.road(kind).is_some()))
        }
        None => None,
    };
    let (receipt, changes) = match op {
        Op::Provider(act) => provider::apply(scene, op, act, judged)?,
        _ if let Some(kind) = elsewhere => provider::prepare(scene, op, kind, judged)?,
        Op::Disconnect { .. } => disconnect(scene, op, judged, None)?,
        Op::SetLicense { license, .. } => {
            licenses::set(scene, op, *license, judged, Telling::BySetting)?
        }
        Op::ChangeLicense { license, held, .. } => {
            licenses::change(scene, op, *license, *held, judged)?
        }
        Op::LicenseType(act) => license_types::apply(scene, op, act, judged)?,
        Op::AddUser(user) => people::add(scene, op, user)?,
        Op::PlaceHold { reason, .. } => hold(scene, op, reached, reason, true)?,
        Op::LiftHold { reason, .. } => hold(scene, op, reached, reason, false)?,
        Op::EditUser { user, info } => edit(scene, op, *user, info)?,
        Op::ImportUsers(import) => {
            let deeds = judged.roster.as_ref();
            let deeds = deeds.ok_or_else(|| Error::Bug("a roster was not judged".to_owned()))?;
            let (receipt, detail) = roster::apply(scene, import, deeds)?;
            enter(scene, op, None, None, detail)?;
            (receipt, Changes::USERS.and(Changes::GROUPS))
        }
        Op::ImportLearning(import) => {
            let (receipt, detail) = learning::apply(scene, import)?;
            enter(scene, op, None, None, detail)?;
            (receipt, Changes::USERS)
        }
        Op::ForgetColumns(line) => columns::forget(scene, op, line)?,
        Op::CreateGroup { .. } | Op::RenameGroup { .. } | Op::RemoveGroup { .. } => {
            groups(scene, op)?
        }
        Op::AddToGroup { group, .. } => membership(scene, op, *group, reached, true)?,
        Op::RemoveFromGroup { group, .. } => membership(scene, op, *group, reached, false)?,
        Op::ConfirmBatch {
            review,
            wait_days,
            phrase,
            again,
        } => {
            let asked = Asked {
                review: *review,
                wait_days: *wait_days,
                phrase: phrase.as_deref(),
                again: *again,
            };
            let (batch, detail) = batches::confirm(scene, &asked)?;
            enter(scene, op, None, Some(batch), detail)?;
            (Receipt::BatchConfirmed(batch), Changes::BATCHES)
        }
        Op::CancelBatch(_)
        | Op::ResumeBatch(_)
        | Op::WithdrawBatch(_)
        | Op::ApproveBatch { .. } => batches::apply(scene, op)?,
        Op::ReleaseIdentifier { key, scope, reason } => {
            let released = release::apply(scene, op, (key, *scope, reason))?;
            (released, Changes::TOMBSTONES)
        }
        Op::ClearResidue { users } => leftovers::clear(scene, op, users)?,
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
        | Op::CancelRequest { .. } => requests::apply(scene, op, judged)?,
        Op::AddOperator(_)
        | Op::ChangeRole { .. }
        | Op::DisableOperator(_)
        | Op::EraseOperator(_)
        | Op::EnableOperator(_)
        | Op::ResetPassphrase { .. } => operators::apply(scene, op)?,
        Op::Ssh(act) => ssh::apply(scene, op, act)?,
        Op::ChangeSettings(_)
        | Op::ApproveSettings(_)
        | Op::DismissFirstSteps
        | Op::SetLanguage(_)
        | Op::SetTheme(_)
        | Op::SetPassphrase(_)
        | Op::SendAgain(_) => affairs(scene, op)?,
    };
    Ok(Outcome {
        receipt,
        changes: changes.and(Changes::LOG),
    })
}

/// Adds a log entry for an act.
pub(crate) fn enter(
    scene: &Scene<'_, '_>,
    op: &Op,
    user: Option<UserId>,
    batch: Option<BatchId>,
    detail: String,
) -> Result<()> {
    enter_as(scene, op.code(), user, batch, detail)
}

/// Adds a log entry under a code of its own.
pub(super) fn enter_as(
    scene: &Scene<'_, '_>,
    act: &str,
    user: Option<UserId>,
    batch: Option<BatchId>,
    detail: String,
) -> Result<()> {
    let entry = Entry {
        at: scene.now,
        operator: Some(scene.operator.id),
        act: act.to_owned(),
        user,
        batch,
        detail,
    };
    chain::append(scene.tx, scene.core, entry)
}

/// Disconnects the profiles of everybody who is reached, and mails them; the mail belongs to the request that wished it.
pub(super) fn disconnect(
    scene: &Scene<'_, '_>,
    op: &Op,
    judged: &Judged,
    request: Option<RequestId>,
) -> Result<(Receipt, Changes)> {
    let settings = scene.tx.settings()?;
    for user in &judged.reached {
        scene.tx.disconnect(*user)?;
        let profile = scene
            .tx
            .profile(*user)?
            .ok_or(Error::Refused(Reason::UserGone))?;
        let reregister = letters::Notice::Reregister;
        let mail = letters::notice(reregister, &settings, &profile, message_id()?, scene.now);
        let detail = if mail.is_some() {
            "mail=queued"
        } else {
            "mail=no_address"
        };
        if let Some(mail) = mail {
            let mail = NewMail { request, ..mail };
            scene.tx.queue_mail(&mail)?;
        }
        enter(scene, op, Some(*user), None, detail.to_owned())?;
        scene.tx.note_change(*user, *user)?;
    }
    let only = judged
        .plan
        .sample
        .first()
        .filter(|_| judged.reached.len() == 1);
    let receipt = Receipt::Disconnected {
        name: only.map(|target| target.name.clone()),
        count: judged.reached.len() as u64,
        refused: judged.plan.refused_total,
    };
    Ok((receipt, Changes::USERS.and(Changes::OUTBOX)))
}

/// Places a hold with its reason, or lifts it.
fn hold(
    scene: &Scene<'_, '_>,
    op: &Op,
    users: &[UserId],
    reason: &str,
    place: bool,
) -> Result<(Receipt, Changes)> {
    let hold = place.then(|| Hold {
        reason: reason.trim().to_owned(),
        since: scene.now,
    });
    for user in users {
        let info = scene
            .tx
            .profile(*user)?
            .ok_or(Error::Refused(Reason::UserGone))?
            .employee;
        scene.tx.set_hold(*user, hold.as_ref())?;
        enter(
            scene,
            op,
            Some(*user),
            None,
            format!("reason={}", discreet(reason, &info)),
        )?;
        scene.tx.note_change(*user, *user)?;
    }
    let count = users.len() as u64;
    let receipt = if place {
        Receipt::HoldPlaced(count)
    } else {
        Receipt::HoldLifted(count)
    };
    Ok((receipt, Changes::USERS))
}

fn edit(
    scene: &Scene<'_, '_>,
    op: &Op,
    user: UserId,
    info: &EmployeeInfo,
) -> Result<(Receipt, Changes)> {
    let before = scene
        .tx
        .profile(user)?
        .ok_or(Error::Refused(Reason::UserGone))?
        .employee;
    let info = trimmed(info);
    scene.tx.update_user(user, &info)?;
    identity::register(scene.tx, scene.core, user, Some(&before), &info)?;
    enter(scene, op, Some(user), None, changed_fields(&before, &info))?;
    scene.tx.note_change(user, user)?;
    Ok((Receipt::ProfileSaved(info.full_name()), Changes::USERS))
}

pub(super) fn trimmed(info: &EmployeeInfo) -> EmployeeInfo {
    let mut info = info.clone();
    for text in [
        &mut info.first_name,
        &mut info.last_name,
        &mut info.job_title,
    ] {
        *text = text.trim().to_owned();
    }
    info
}

/// Names of the fields that changed; their contents never enter the log.
fn changed_fields(before: &EmployeeInfo, after: &EmployeeInfo) -> String {
    let fields = [
        ("first_name", before.first_name != after.first_name),
        ("last_name", before.last_name != after.last_name),
        ("email", before.email != after.email),
        ("unique_id", before.unique_id != after.unique_id),
        ("job_title", before.job_title != after.job_title),
        ("language", before.language != after.language),
        ("attributes", before.attributes != after.attributes),
    ];
    let changed: Vec<&str> = fields
        .into_iter()
        .filter(|(_, changed)| *changed)
        .map(|(name, _)| name)
        .collect();
    format!("fields={}", changed.join(","))
}

fn groups(scene: &Scene<'_, '_>, op: &Op) -> Result<(Receipt, Changes)> {
    let gone = || Error::Refused(Reason::GroupGone);
    let (receipt, group) = match op {
        Op::CreateGroup { name } => {
            let name = name.trim();
            let group = scene.tx.insert_group(name)?;
            (Receipt::GroupCreated(group, name.to_owned()), group)
        }
        Op::RenameGroup { group, name } => {
            scene.tx.rename_group(*group, name.trim())?;
            (Receipt::GroupRenamed(name.trim().to_owned()), *group)
        }
        Op::RemoveGroup { group } => {
            let name = scene.tx.group_name(*group)?.ok_or_else(gone)?;
            for user in scene.tx.members_of(*group)? {
                set_membership(scene, *group, user, false)?;
            }
            scene.tx.remove_group(*group)?;
            (Receipt::GroupRemoved(name), *group)
        }
        _ => return Err(Error::Bug(format!("{} is no act on groups", op.code()))),
    };
    enter(scene, op, None, None, format!("group={group}"))?;
    Ok((receipt, Changes::GROUPS.and(Changes::USERS)))
}

fn membership(
    scene: &Scene<'_, '_>,
    op: &Op,
    group: GroupId,
    users: &[UserId],
    join: bool,
) -> Result<(Receipt, Changes)> {
    let name = scene
        .tx
        .group_name(group)?
        .ok_or(Error::Refused(Reason::GroupGone))?;
    let mut count = 0;
    for user in users {
        if set_membership(scene, group, *user, join)? {
            enter(scene, op, Some(*user), None, format!("group={group}"))?;
            count += 1;
        }
    }
    let receipt = if join {
        Receipt::AddedToGroup(count, name)
    } else {
        Receipt::RemovedFromGroup(count, name)
    };
    Ok((receipt, Changes::GROUPS.and(Changes::USERS)))
}

/// Puts a user into a group or takes them out; answers whether anything changed.
fn set_membership(scene: &Scene<'_, '_>, group: GroupId, user: UserId, join: bool) -> Result<bool> {
    let before = scene
        .tx
        .groups_of(user)?
        .ok_or(Error::Refused(Reason::UserGone))?;
    let number = u16::try_from(group.0).map_err(|_| Error::Refused(Reason::GroupGone))?;
    if before.contains(&number) == join {
        return Ok(false);
    }
    let mut after: Vec<u16> = before
        .iter()
        .copied()
        .filter(|other| *other != number)
        .collect();
    if join {
        after.push(number);
    }
    scene.tx.set_groups(user, &before, &after)?;
    scene.tx.note_change(user, user)?;
    Ok(true)
}

/// Settings, the operator's own affairs, and the outbox.
fn affairs(scene: &Scene<'_, '_>, op: &Op) -> Result<(Receipt, Changes)> {
    let me = scene.operator.id;
    let (receipt, changes, detail) = match op {
        Op::ChangeSettings(change) => {
            let receipt = guards::change(scene, change)?;
            let waits = receipt == Receipt::SettingsWait;
            let detail = if waits { "waits=1" } else { "" };
            (receipt, Changes::SETTINGS, detail.to_owned())
        }
        Op::ApproveSettings(change) => {
            let receipt = guards::approve(scene, change)?;
            (receipt, Changes::SETTINGS, String::new())
        }
        Op::DismissFirstSteps => {
            scene.tx.list_first_steps(false)?;
            let receipt = Receipt::FirstStepsDismissed;
            (receipt, Changes::SETTINGS, String::new())
        }
        Op::SetLanguage(language) => {
            scene.tx.set_language(me, *language)?;
            (
                Receipt::PreferenceSaved,
                Changes::OPERATORS,
                format!("language={}", language.tag()),
            )
        }
        Op::SetTheme(theme) => {
            scene.tx.set_theme(me, *theme)?;
            (
                Receipt::PreferenceSaved,
                Changes::OPERATORS,
                format!("theme={}", theme.code()),
            )
        }
        Op::SetPassphrase(secret) => {
            scene
                .tx
                .set_passphrase(me, &passphrase::hash(secret, &scene.core.surroundings)?)?;
            (Receipt::PreferenceSaved, Changes::OPERATORS, String::new())
        }
        Op::SendAgain(mail) => {
            scene.tx.queue_again(*mail, scene.now)?;
            (Receipt::MailQueued, Changes::OUTBOX, format!("mail={mail}"))
        }
        _ => return Err(Error::Bug(format!("{} is not applied", op.code()))),
    };
    enter(scene, op, None, None, detail)?;
    Ok((receipt, changes))
}
