//! Acts on learners: what stands against them, and what they write.

use super::entering::{discreetly, enter, others_in};
use super::licenses::{self, Telling};
use super::righting::{fulfil, fulfilled_by};
use super::{Judged, Scene, checked_info, checked_text, meanwhile, message_id, provider};
use crate::domain::id::{RequestId, UserId};
use crate::domain::license::LicenseStatus;
use crate::domain::op::{Op, PeopleOp, UserToAdd};
use crate::domain::plan::{Changes, Receipt, Verdict, Warning};
use crate::domain::provider::LearnerChange;
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, Letter, Rest};
use crate::domain::request::{RequestKind, disconnects};
use crate::domain::settings::{ProfileConnection, Settings};
use crate::domain::time::Timestamp;
use crate::domain::user::{EmployeeInfo, Hold, InfoChange};
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::deletion::erasure;
use crate::service::directory::identity;
use crate::service::mail::letters;
use crate::service::residue::leftovers;
use crate::store::{Db, NewMail, NewUser};

/// What stands against an act learner by learner, where it is done to several.
pub(super) fn verdicts<'o>(
    db: &Db<'_>,
    settings: &Settings,
    now: Timestamp,
    act: &'o PeopleOp,
) -> Result<super::Verdicts<'o>> {
    let (users, verdicts) = match act {
        PeopleOp::Disconnect { users } => (users, may_disconnect(db, settings, users)?),
        PeopleOp::SetLicense { users, license } => (users, licenses::may_set(db, users, *license)?),
        PeopleOp::ChangeLicense {
            users,
            license,
            held,
        } => (users, licenses::may_change(db, users, *license, *held)?),
        PeopleOp::ReclaimSeats { users, days } => {
            (users, licenses::may_reclaim(db, users, *days, now)?)
        }
        PeopleOp::PlaceHold { users, reason } => {
            checked_text(reason, Reason::ReasonMissing)?;
            (users, may_hold(db, users, true)?)
        }
        PeopleOp::LiftHold { users, reason } => {
            checked_text(reason, Reason::ReasonMissing)?;
            (users, may_hold(db, users, false)?)
        }
        // One learner, who is there or not; and whoever has nothing to clear is no trouble.
        PeopleOp::Add(_) | PeopleOp::Edit { .. } | PeopleOp::ClearResidue { .. } => {
            return Ok(None);
        }
    };
    Ok(Some((users, verdicts)))
}

/// Judges an act on learners as a whole, once it is known whom it reaches.
pub(super) fn judge(
    db: &Db<'_>,
    core: &Core,
    settings: &Settings,
    act: &PeopleOp,
    judged: &mut Judged,
) -> Result<()> {
    match act {
        PeopleOp::Disconnect { .. } => {
            warn_of_disconnect(db, settings, judged)?;
            let kind = RequestKind::Disconnect;
            let closes = closed_requests(db, settings, kind, &judged.reached)?;
            judged.plan.warnings.extend(closes);
            Ok(())
        }
        PeopleOp::SetLicense {
            license: Some(_), ..
        } => provider::may_assign(settings),
        PeopleOp::ChangeLicense { license, held, .. } => {
            provider::may_assign(settings)?;
            if *held {
                return Ok(());
            }
            let mut losing = Vec::new();
            for user in &judged.reached {
                let kept = db.held_statuses(*user)?;
                if kept.iter().all(|(kind, _)| kind == license) {
                    losing.push(*user);
                }
            }
            let closes = closed_requests(db, settings, RequestKind::Revoke, &losing)?;
            judged.plan.warnings.extend(closes);
            Ok(())
        }
        PeopleOp::ReclaimSeats { .. } => licenses::count_seats(db, judged),
        PeopleOp::PlaceHold { .. } => provider::warn_of_handover(db, judged),
        PeopleOp::Edit { user, change } => {
            judged.reached = may_edit(db, core, *user, change)?;
            Ok(())
        }
        PeopleOp::Add(user) => may_add(db, core, user),
        // Who is passed over, and why, was said learner by learner.
        PeopleOp::SetLicense { license: None, .. } => {
            let closes = closed_requests(db, settings, RequestKind::Revoke, &judged.reached)?;
            judged.plan.warnings.extend(closes);
            Ok(())
        }
        PeopleOp::LiftHold { .. } | PeopleOp::ClearResidue { .. } => Ok(()),
    }
}

/// Applies an act on learners. Where their account lives elsewhere, some acts are only prepared here.
pub(super) fn apply(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    act: &PeopleOp,
    judged: &Judged,
) -> Result<(Receipt, Changes)> {
    let reached = &judged.reached;
    if let Some(kind) = provider::kind_of(op)
        && scene.tx.settings()?.road(kind).is_some()
    {
        return provider::prepare(scene, op, kind, judged);
    }
    match act {
        PeopleOp::Disconnect { .. } => {
            let (receipt, changes) = disconnect(scene, op, judged, None)?;
            let closed = fulfil(scene, reached, RequestKind::Disconnect)?;
            Ok((receipt, changes.union(closed)))
        }
        PeopleOp::SetLicense { license, .. } => {
            let (receipt, changes) =
                licenses::set(scene, op, *license, judged, Telling::BySetting)?;
            Ok((receipt, changes.union(revoked(scene, reached)?)))
        }
        PeopleOp::ChangeLicense { license, held, .. } => {
            let (receipt, changes) = licenses::change(scene, op, *license, *held, judged)?;
            Ok((receipt, changes.union(revoked(scene, reached)?)))
        }
        PeopleOp::ReclaimSeats { .. } => licenses::reclaim(scene, op, judged),
        PeopleOp::Add(user) => add(scene, op, user),
        PeopleOp::PlaceHold { reason, .. } => hold(scene, op, reached, reason, true),
        PeopleOp::LiftHold { reason, .. } => hold(scene, op, reached, reason, false),
        PeopleOp::Edit { user, change } => edit(scene, op, *user, change),
        PeopleOp::ClearResidue { users } => leftovers::clear(scene, op, users),
    }
}

/// Closes the requests of those who hold no license any more and had asked for that.
fn revoked(scene: &Scene<'_, '_>, users: &[UserId]) -> Result<Changes> {
    let mut without = Vec::new();
    for user in users {
        if scene.tx.held_statuses(*user)?.is_empty() {
            without.push(*user);
        }
    }
    fulfil(scene, &without, RequestKind::Revoke)
}

/// Says which open requests ask for what is about to be done without them: doing it closes them.
fn closed_requests(
    db: &Db<'_>,
    settings: &Settings,
    kind: RequestKind,
    users: &[UserId],
) -> Result<Option<Warning>> {
    if settings.road(kind).is_some() {
        return Ok(None);
    }
    let mut requests = Vec::new();
    for user in users {
        requests.extend(fulfilled_by(db, *user, kind)?.map(|record| record.id));
    }
    let first = requests.first();
    Ok(first.map(|first| Warning::ClosesRequests(requests.len() as u64, *first)))
}

/// Who can be disconnected.
pub(super) fn may_disconnect(
    db: &Db<'_>,
    settings: &Settings,
    users: &[UserId],
) -> Result<Vec<Verdict>> {
    let offered = settings.profile_connection != ProfileConnection::NotOffered;
    each(db, users, |user| {
        let hindrance = disconnects(offered, user.connected);
        hindrance.map_or(Verdict::Reached, |hindrance| {
            Verdict::Refused(hindrance.reason())
        })
    })
}

/// On whom a hold can be placed, or from whom it can be lifted.
fn may_hold(db: &Db<'_>, users: &[UserId], place: bool) -> Result<Vec<Verdict>> {
    each(db, users, |user| match (place, user.on_hold) {
        (true, true) => Verdict::Refused(Reason::OnHold),
        (false, false) => Verdict::Refused(Reason::NotOnHold),
        (true, false) | (false, true) => Verdict::Reached,
    })
}

/// What stands against something that is done to each of several learners.
pub(super) fn each(
    db: &Db<'_>,
    users: &[UserId],
    judge: impl Fn(&crate::store::DoomedUser) -> Verdict,
) -> Result<Vec<Verdict>> {
    let verdicts = users.iter().map(|user| {
        let known = db.doomed_user(*user)?;
        Ok(known
            .as_ref()
            .map_or(Verdict::Refused(Reason::UserGone), &judge))
    });
    verdicts.collect()
}

/// Whether **Employee info** can be saved.
fn may_edit(db: &Db<'_>, core: &Core, user: UserId, change: &InfoChange) -> Result<Vec<UserId>> {
    let (_, info) = edited(db, user, change)?;
    if let Some(reason) = checked_info(&info) {
        return Err(Error::Refused(reason));
    }
    if let Some(kind) = LearnerChange::against_editing(&db.open_changes_of(user)?) {
        return Err(Error::Conflict(Reason::AtProvider(kind)));
    }
    refused_or_taken(identity::objection(db, core, Some(user), &info)?)?;
    Ok(vec![user])
}

/// Whether a user can be added.
fn may_add(db: &Db<'_>, core: &Core, user: &UserToAdd) -> Result<()> {
    if let Some(reason) = checked_info(&user.info) {
        return Err(Error::Refused(reason));
    }
    for group in &user.groups {
        db.group_name(*group)?
            .ok_or(Error::Refused(Reason::GroupGone))?;
    }
    let types = db.license_types()?;
    for license in &user.licenses {
        let kind = types.iter().find(|kind| kind.id == *license);
        let unknown = || Error::Refused(Reason::UnknownLicense(license.to_string()));
        if kind.ok_or_else(unknown)?.available() == 0 {
            return Err(Error::Refused(Reason::NoSeats(1)));
        }
    }
    refused_or_taken(identity::objection(db, core, None, &user.info)?)
}

/// Adds a user.
fn add(scene: &mut Scene<'_, '_>, op: &Op, user: &UserToAdd) -> Result<(Receipt, Changes)> {
    erasure::lease_ids(scene.tx, scene.core, scene.journal, 1)?;
    let info = trimmed(&user.info);
    let mut groups = user.groups.clone();
    groups.sort_unstable();
    groups.dedup();
    let new = NewUser {
        info: info.clone(),
        groups,
        ..NewUser::default()
    };
    let id = scene.tx.insert_user(&new)?;
    identity::register(scene.tx, scene.core, id, None, &info)?;
    for license in &user.licenses {
        let status = LicenseStatus::Invited;
        scene.tx.set_license(id, *license, status, scene.now)?;
    }
    let detail = Detail::Added {
        licenses: user.licenses.len() as u64,
        groups: user.groups.len() as u64,
    };
    enter(scene, op, Some(id), None, detail)?;
    scene.tx.note_change(id, id)?;
    let receipt = Receipt::UserAdded(id, info.full_name());
    Ok((receipt, Changes::USERS.union(Changes::GROUPS)))
}

/// What stands against identifiers, as an error: a conflict where somebody has or had them.
fn refused_or_taken(objection: Option<Reason>) -> Result<()> {
    match objection {
        None => Ok(()),
        Some(
            reason @ (Reason::EmailDeleted(_)
            | Reason::IdDeleted(_)
            | Reason::EmailTaken
            | Reason::IdTaken),
        ) => Err(Error::Conflict(reason)),
        Some(reason) => Err(Error::Refused(reason)),
    }
}

/// Warns of what disconnecting a profile comes to here.
fn warn_of_disconnect(db: &Db<'_>, settings: &Settings, judged: &mut Judged) -> Result<()> {
    if settings.profile_connection == ProfileConnection::Required {
        judged.plan.warnings.push(Warning::ProfileRequired);
    }
    let mut without_address = 0;
    for user in &judged.reached {
        let known = db.doomed_user(*user)?;
        without_address += u64::from(known.is_some_and(|user| user.email.is_none()));
    }
    if without_address > 0 {
        judged
            .plan
            .warnings
            .push(Warning::NoAddress(without_address));
    }
    Ok(())
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
        let told = if mail.is_some() {
            Letter::Queued
        } else {
            Letter::NoAddress
        };
        if let Some(mail) = mail {
            let mail = NewMail { request, ..mail };
            scene.tx.queue_mail(&mail)?;
        }
        enter(scene, op, Some(*user), None, Detail::Letter { mail: told })?;
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
    Ok((receipt, Changes::USERS.union(Changes::OUTBOX)))
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
    let others = others_in(scene, reason)?;
    for user in users {
        let reason = Rest(discreetly(scene, reason, *user, &others)?);
        scene.tx.set_hold(*user, hold.as_ref())?;
        enter(scene, op, Some(*user), None, Detail::Because { reason })?;
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

/// **Employee info** as it stands, and as a change makes it. What somebody else has changed meanwhile is not overwritten.
fn edited(db: &Db<'_>, user: UserId, change: &InfoChange) -> Result<(EmployeeInfo, EmployeeInfo)> {
    let profile = db.profile(user)?;
    let present = profile.ok_or(Error::Refused(Reason::UserGone))?.employee;
    match change.over(&present) {
        Ok(info) => Ok((present, trimmed(&info))),
        Err(what) => Err(meanwhile(db.last_who_changed(user)?, what)),
    }
}

fn edit(
    scene: &Scene<'_, '_>,
    op: &Op,
    user: UserId,
    change: &InfoChange,
) -> Result<(Receipt, Changes)> {
    let (before, info) = edited(scene.tx, user, change)?;
    scene.tx.update_user(user, &info)?;
    identity::register(scene.tx, scene.core, user, Some(&before), &info)?;
    let changes = before.changes_to(&info);
    let act = (scene.now, scene.operator.id);
    identity::note_given_up(scene.tx, scene.core, user, (&before, &info), act)?;
    enter(scene, op, Some(user), None, changed_fields(&before, &info))?;
    let number = scene.tx.log_head()?.number;
    scene.tx.insert_edit(number, user, &changes)?;
    scene.tx.note_change(user, user)?;
    Ok((Receipt::ProfileSaved(info.full_name()), Changes::USERS))
}

fn trimmed(info: &EmployeeInfo) -> EmployeeInfo {
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
fn changed_fields(before: &EmployeeInfo, after: &EmployeeInfo) -> Detail {
    let fields = [
        ("first_name", before.first_name != after.first_name),
        ("last_name", before.last_name != after.last_name),
        ("email", before.email != after.email),
        ("unique_id", before.unique_id != after.unique_id),
        ("job_title", before.job_title != after.job_title),
        ("language", before.language != after.language),
        ("attributes", before.attributes != after.attributes),
    ];
    let changed = fields.into_iter().filter(|(_, changed)| *changed);
    Detail::Fields {
        fields: changed.map(|(name, _)| name.into()).collect(),
    }
}
