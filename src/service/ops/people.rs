//! What stands against acts on people, groups and mail.

use super::{Judged, LONGEST, Scene, checked_info, checked_text, only_own};
use crate::domain::id::{GroupId, MailId, UserId};
use crate::domain::license::LicenseStatus;
use crate::domain::mail::MailState;
use crate::domain::naming::group_key;
use crate::domain::op::{Op, UserToAdd};
use crate::domain::operator::{Operator, Role};
use crate::domain::plan::{Changes, Receipt, Verdict, Warning};
use crate::domain::reason::Reason;
use crate::domain::request::disconnects;
use crate::domain::settings::{ProfileConnection, Settings};
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::deletion::erasure;
use crate::service::directory::identity;
use crate::store::{Db, NewUser};

/// Most groups there can be; their numbers are packed.
const MAX_GROUPS: usize = 65_535;

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
pub(super) fn may_hold(db: &Db<'_>, users: &[UserId], place: bool) -> Result<Vec<Verdict>> {
    each(db, users, |user| match (place, user.on_hold) {
        (true, true) => Verdict::Refused(Reason::OnHold),
        (false, false) => Verdict::Refused(Reason::NotOnHold),
        (true, false) | (false, true) => Verdict::Reached,
    })
}

/// Who can be added to a group, or taken out of it. Who is in already, or out already, is no trouble.
pub(super) fn may_join(db: &Db<'_>, group: GroupId, users: &[UserId]) -> Result<Vec<Verdict>> {
    db.group_name(group)?
        .ok_or(Error::Refused(Reason::GroupGone))?;
    each(db, users, |_| Verdict::Reached)
}

fn each(
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
pub(super) fn may_edit(
    db: &Db<'_>,
    core: &Core,
    user: UserId,
    info: &EmployeeInfo,
) -> Result<Vec<UserId>> {
    if !db.user_exists(user)? {
        return Err(Error::Refused(Reason::UserGone));
    }
    if let Some(reason) = checked_info(info) {
        return Err(Error::Refused(reason));
    }
    // The provider knows the learner by what stood here when it was handed over.
    if let Some(change) = db.open_changes_of(user)?.first() {
        return Err(Error::Conflict(Reason::AtProvider(change.kind)));
    }
    refused_or_taken(identity::objection(db, core, Some(user), info)?)?;
    Ok(vec![user])
}

/// Whether a user can be added.
pub(super) fn may_add(db: &Db<'_>, core: &Core, user: &UserToAdd) -> Result<()> {
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
pub(super) fn add(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    user: &UserToAdd,
) -> Result<(Receipt, Changes)> {
    erasure::lease_ids(scene.tx, scene.core, scene.journal, 1)?;
    let info = super::apply::trimmed(&user.info);
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
    let detail = format!(
        "licenses={} groups={}",
        user.licenses.len(),
        user.groups.len()
    );
    super::apply::enter(scene, op, Some(id), None, detail)?;
    scene.tx.note_change(id, id)?;
    let receipt = Receipt::UserAdded(id, info.full_name());
    Ok((receipt, Changes::USERS.and(Changes::GROUPS)))
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

/// Whether a group can bear a name.
pub(super) fn may_name_group(db: &Db<'_>, group: Option<GroupId>, name: &str) -> Result<()> {
    let name = checked_text(name, Reason::NameMissing)?;
    if let Some(group) = group {
        db.group_name(group)?
            .ok_or(Error::Refused(Reason::GroupGone))?;
    } else if db.groups()?.len() >= MAX_GROUPS {
        return Err(Error::Refused(Reason::TooLong(MAX_GROUPS as u64)));
    }
    let key = group_key(name);
    let groups = db.groups()?.into_iter();
    let mut others = groups.filter(|other| Some(other.id) != group);
    if others.any(|other| group_key(&other.name) == key) {
        return Err(Error::Conflict(Reason::NameTaken));
    }
    Ok(())
}

/// Whether a message can be delivered again.
pub(super) fn may_send_again(db: &Db<'_>, operator: &Operator, mail: MailId) -> Result<()> {
    let is_own = db.owner_of_mail(mail)? == Some(operator.id);
    if only_own(operator, &Op::SendAgain(mail)) && !is_own {
        return Err(Error::NotAllowed(Reason::NeedsRole(Role::SubAdmin)));
    }
    match db.mail_state(mail)? {
        None => Err(Error::Refused(Reason::MailGone)),
        Some(MailState::Sent) => Err(Error::Refused(Reason::MailSent)),
        Some(_) => Ok(()),
    }
}

/// Names of groups in a roster that can be kept.
pub(super) fn is_group_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= LONGEST
}

/// Warns of what disconnecting a profile comes to here.
pub(super) fn warn_of_disconnect(
    db: &Db<'_>,
    settings: &Settings,
    judged: &mut Judged,
) -> Result<()> {
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
