//! Licenses given and taken away: a learner has exactly the license that was chosen, or none.

use crate::domain::record::{Detail, Held, Letter};
use std::collections::BTreeSet;

use super::entering::enter;
use super::righting::fulfilled_by;
use super::{Judged, Scene, message_id};
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::idle;
use crate::domain::license::{LicenseStatus, LicenseType};
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Receipt, Verdict, Warning};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::mail::letters;
use crate::store::Db;

/// Whom a license can be given or taken from. Where seats are missing, nobody gets one.
pub(super) fn may_set(
    db: &Db<'_>,
    users: &[UserId],
    license: Option<LicenseTypeId>,
) -> Result<Vec<Verdict>> {
    let wanted = match license {
        Some(id) => Some(license_type(db, id)?),
        None => None,
    };
    let mut need_seats = BTreeSet::new();
    let mut verdicts = Vec::with_capacity(users.len());
    for user in users {
        if !db.user_exists(*user)? {
            verdicts.push(Verdict::Refused(Reason::UserGone));
            continue;
        }
        let held = db.held_statuses(*user)?;
        let has = |id| held.iter().any(|(other, _)| *other == id);
        verdicts.push(match license {
            None if held.is_empty() => Verdict::Refused(Reason::NotLicensed),
            Some(id) if has(id) && held.len() == 1 => Verdict::Refused(Reason::LicensedAlready),
            None | Some(_) => Verdict::Reached,
        });
        if license.is_some_and(|id| !has(id)) {
            need_seats.insert(*user);
        }
    }
    if let Some(wanted) = wanted {
        let free = wanted
            .seats
            .saturating_sub(wanted.invited + wanted.activated);
        let missing = (need_seats.len() as u64).saturating_sub(free);
        if missing > 0 {
            return Err(Error::Refused(Reason::NoSeats(missing)));
        }
    }
    Ok(verdicts)
}

fn license_type(db: &Db<'_>, id: LicenseTypeId) -> Result<LicenseType> {
    let found = db.license_types()?.into_iter().find(|kind| kind.id == id);
    found.ok_or_else(|| Error::Refused(Reason::UnknownLicense(id.to_string())))
}

/// Whom a license type can be given or taken from, whatever others they hold. Where seats are missing, nobody gets one.
pub(super) fn may_change(
    db: &Db<'_>,
    users: &[UserId],
    license: LicenseTypeId,
    held: bool,
) -> Result<Vec<Verdict>> {
    let wanted = license_type(db, license)?;
    let mut verdicts = Vec::with_capacity(users.len());
    let mut need_seats = BTreeSet::new();
    for user in users {
        if !db.user_exists(*user)? {
            verdicts.push(Verdict::Refused(Reason::UserGone));
            continue;
        }
        let has = db
            .held_statuses(*user)?
            .iter()
            .any(|(id, _)| *id == license);
        verdicts.push(match (has, held) {
            (true, true) => Verdict::Refused(Reason::LicensedAlready),
            (false, false) => Verdict::Refused(Reason::LicenseNotHeld),
            (true, false) => Verdict::Reached,
            (false, true) => {
                need_seats.insert(*user);
                Verdict::Reached
            }
        });
    }
    let missing = (need_seats.len() as u64).saturating_sub(wanted.available());
    if missing > 0 {
        return Err(Error::Refused(Reason::NoSeats(missing)));
    }
    Ok(verdicts)
}

/// Gives a license type to everybody who is reached, or takes it away; the others they hold stay.
pub(super) fn change(
    scene: &Scene<'_, '_>,
    op: &Op,
    license: LicenseTypeId,
    held: bool,
    judged: &Judged,
) -> Result<(Receipt, Changes)> {
    let tx = scene.tx;
    let mails = tx.settings()?.mail_on_revoke;
    let status = if held {
        LicenseStatus::Invited
    } else {
        LicenseStatus::None
    };
    for user in &judged.reached {
        tx.set_license(*user, license, status, scene.now)?;
        let (mut stopped, mut mail) = (None, None);
        // Whoever keeps another one loses nothing that a mail would have to tell.
        if !held && tx.held_statuses(*user)?.is_empty() {
            (stopped, mail) = tell(scene, *user, mails)?;
        }
        let detail = Detail::License {
            license: Held::Type(license),
            stopped,
            mail,
        };
        enter(scene, op, Some(*user), None, detail)?;
        tx.note_change(*user, *user)?;
    }
    let only = judged.plan.sample.first();
    let name = only.filter(|_| judged.reached.len() == 1);
    let name = name.map(|target| target.name.clone());
    let license = license_type(tx, license)?.name;
    let (count, refused) = (judged.reached.len() as u64, judged.plan.refused_total);
    let receipt = if held {
        Receipt::LicenseSet {
            license: Some(license),
            name,
            count,
            refused,
        }
    } else {
        Receipt::LicenseTaken {
            license,
            name,
            count,
            refused,
        }
    };
    Ok((receipt, Changes::USERS.union(Changes::OUTBOX)))
}

/// From whom a license is taken back because it has not been used for so many days.
pub(super) fn may_reclaim(
    db: &Db<'_>,
    users: &[UserId],
    days: u32,
    now: Timestamp,
) -> Result<Vec<Verdict>> {
    let mut verdicts = Vec::with_capacity(users.len());
    for user in users {
        verdicts.push(match reclaimable(db, *user, days, now)? {
            None => Verdict::Reached,
            Some(reason) => Verdict::Refused(reason),
        });
    }
    Ok(verdicts)
}

fn reclaimable(db: &Db<'_>, user: UserId, days: u32, now: Timestamp) -> Result<Option<Reason>> {
    let Some((last_active, on_hold)) = db.last_sign_of(user)? else {
        return Ok(Some(Reason::UserGone));
    };
    let held = db.held_since(user)?;
    let held: Vec<_> = held.iter().map(|(_, status, at)| (*status, *at)).collect();
    if held.is_empty() {
        return Ok(Some(Reason::NotLicensed));
    }
    if idle::idle(&held, last_active, days, now).is_none() {
        return Ok(Some(Reason::NotIdle));
    }
    let wish = db.wishes_of(user, user)?.first().map(|(_, wish, _)| *wish);
    Ok(idle::keeps(on_hold, wish))
}

/// Counts the seats that come free, and those of whom no activity is on record.
pub(super) fn count_seats(db: &Db<'_>, judged: &mut Judged) -> Result<()> {
    let mut unknown = 0;
    for user in &judged.reached {
        let held = db.held_statuses(*user)?;
        judged.plan.seats += held.len() as u64;
        let came = held.iter().any(|(_, it)| *it == LicenseStatus::Activated);
        let signs = db.last_sign_of(*user)?;
        unknown += u64::from(came && signs.is_some_and(|(active, _)| active.is_none()));
    }
    if unknown > 0 {
        let warning = Warning::ActivityUnknown(unknown);
        judged.plan.warnings.push(warning);
    }
    Ok(())
}

/// Takes the licenses of everybody who is reached.
pub(super) fn reclaim(
    scene: &Scene<'_, '_>,
    op: &Op,
    judged: &Judged,
) -> Result<(Receipt, Changes)> {
    let (_, changes) = set(scene, op, None, judged, Telling::BySetting)?;
    let receipt = Receipt::SeatsReclaimed {
        count: judged.reached.len() as u64,
        seats: judged.plan.seats,
        refused: judged.plan.refused_total,
    };
    Ok((receipt, changes))
}

/// Whether whoever loses the license is mailed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// As the account setting says.
    BySetting,
    /// Not here: the outcome of their request tells them.
    Elsewhere,
}

/// Gives or takes the license of everybody who is reached.
pub(super) fn set(
    scene: &Scene<'_, '_>,
    op: &Op,
    license: Option<LicenseTypeId>,
    judged: &Judged,
    telling: Telling,
) -> Result<(Receipt, Changes)> {
    let mails = telling == Telling::BySetting && scene.tx.settings()?.mail_on_revoke;
    for user in &judged.reached {
        set_one(scene, op, *user, license, mails)?;
    }
    let only = judged
        .plan
        .sample
        .first()
        .filter(|_| judged.reached.len() == 1);
    let receipt = Receipt::LicenseSet {
        license: match license {
            Some(id) => Some(license_type(scene.tx, id)?.name),
            None => None,
        },
        name: only.map(|target| target.name.clone()),
        count: judged.reached.len() as u64,
        refused: judged.plan.refused_total,
    };
    Ok((receipt, Changes::USERS.union(Changes::OUTBOX)))
}

fn set_one(
    scene: &Scene<'_, '_>,
    op: &Op,
    user: UserId,
    license: Option<LicenseTypeId>,
    mails: bool,
) -> Result<()> {
    let tx = scene.tx;
    let mut held = tx.held_statuses(user)?;
    held.retain(|(id, _)| Some(*id) != license);
    for (other, _) in &held {
        tx.set_license(user, *other, LicenseStatus::None, scene.now)?;
    }
    let detail = if let Some(id) = license {
        let before = tx.held_statuses(user)?;
        if before.is_empty() {
            tx.set_license(user, id, LicenseStatus::Invited, scene.now)?;
        }
        Detail::License {
            license: Held::Type(id),
            stopped: None,
            mail: None,
        }
    } else {
        let (stopped, mail) = tell(scene, user, mails)?;
        Detail::License {
            license: Held::None,
            stopped,
            mail,
        }
    };
    enter(scene, op, Some(user), None, detail)?;
    tx.note_change(user, user)
}

/// Whether the outcome of an open request, which is closed with the act, tells the learner.
pub(super) fn told_by_request(scene: &Scene<'_, '_>, user: UserId) -> Result<bool> {
    Ok(fulfilled_by(scene.tx, user, RequestKind::Revoke)?.is_some())
}

/// Stops what invites somebody who has no license any more, and writes to them; answers what the log says of both.
fn tell(scene: &Scene<'_, '_>, user: UserId, mails: bool) -> Result<(Option<u64>, Option<Letter>)> {
    let stopped = scene.tx.stop_invitation(user)?;
    let mail = if mails && !told_by_request(scene, user)? {
        queue_letter(scene, user)?
    } else {
        Letter::None
    };
    Ok((Some(stopped), Some(mail)))
}

/// Queues the letter to who lost their license; answers what the log says of it.
pub(super) fn queue_letter(scene: &Scene<'_, '_>, user: UserId) -> Result<Letter> {
    let settings = scene.tx.settings()?;
    let profile = scene
        .tx
        .profile(user)?
        .ok_or(Error::Refused(Reason::UserGone))?;
    let revoked = letters::Notice::LicenseRevoked;
    let Some(mail) = letters::notice(revoked, &settings, &profile, message_id()?, scene.now) else {
        return Ok(Letter::NoAddress);
    };
    scene.tx.queue_mail(&mail)?;
    Ok(Letter::Queued)
}
