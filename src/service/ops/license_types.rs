//! License types and their seats: made, renamed, given more or fewer seats, removed.
//!
//! A number of a type is never used again: what an import did with it is kept by number.

use super::entering::enter;
use super::{Judged, Scene, as_shown, checked_name};
use crate::domain::act::Act;
use crate::domain::id::LicenseTypeId;
use crate::domain::license::{LicenseStatus, LicenseType, LicenseTypeOp};
use crate::domain::naming::{license_key, means_no_license};
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Receipt};
use crate::domain::reason::{Reason, Shown};
use crate::domain::record::{Detail, Named, Subject, Word};
use crate::domain::roster::{ImportTrace, RosterField, RosterFields};
use crate::error::{Error, Result};
use crate::service::account::chain;
use crate::service::ops::import::roster::Tracing;
use crate::store::Db;

/// Whether it can be done.
pub(super) fn judge(db: &Db<'_>, op: &LicenseTypeOp, judged: &mut Judged) -> Result<()> {
    let types = db.license_types()?;
    match op {
        LicenseTypeOp::Add { name, .. } => may_be_called(&types, None, name),
        LicenseTypeOp::Rename {
            license,
            seen,
            name,
        } => {
            let kind = of(&types, *license)?;
            may_be_called(&types, Some(*license), name)?;
            let entry = (
                Act::LicenseTypeRename,
                Subject::Named(Named::License(*license)),
            );
            as_shown(db, (seen, &kind.name), Shown::Name, entry)
        }
        LicenseTypeOp::SetSeats {
            license,
            seen,
            seats,
        } => {
            let kind = of(&types, *license)?;
            let entry = (
                Act::LicenseTypeSeats,
                Subject::Named(Named::License(*license)),
            );
            as_shown(db, (seen, &kind.seats), Shown::Seats, entry)?;
            let assigned = kind.assigned();
            if u64::from(*seats) < assigned {
                return Err(Error::Refused(Reason::SeatsInUse(assigned)));
            }
            Ok(())
        }
        LicenseTypeOp::Remove { license, move_to } => {
            let kind = of(&types, *license)?;
            if kind.assigned() == 0 {
                return Ok(());
            }
            let Some(target) = move_to else {
                return Err(Error::Refused(Reason::LicenseInUse(kind.assigned())));
            };
            let target = of(&types, *target)?;
            if target.id == kind.id {
                return Err(Error::Refused(Reason::LicenseInUse(kind.assigned())));
            }
            let mut need_seats = 0;
            for (user, _) in db.holders_of(*license)? {
                let held = db.held_statuses(user)?;
                need_seats += u64::from(held.iter().all(|(id, _)| *id != target.id));
                judged.reached.push(user);
            }
            match need_seats.saturating_sub(target.available()) {
                0 => Ok(()),
                missing => Err(Error::Refused(Reason::NoSeats(missing))),
            }
        }
    }
}

fn of(types: &[LicenseType], id: LicenseTypeId) -> Result<&LicenseType> {
    let found = types.iter().find(|kind| kind.id == id);
    found.ok_or_else(|| Error::Refused(Reason::UnknownLicense(id.to_string())))
}

/// Whether a type can be called so: no other one may be found by that name.
fn may_be_called(types: &[LicenseType], own: Option<LicenseTypeId>, name: &str) -> Result<()> {
    let name = checked_name(name)?;
    let key = license_key(name);
    if key.is_empty() {
        return Err(Error::Refused(Reason::NameMissing));
    }
    let is_new = types
        .iter()
        .all(|kind| Some(kind.id) != own || kind.name != name);
    if is_new && means_no_license(name) {
        return Err(Error::Refused(Reason::NameReserved));
    }
    let mut others = types.iter().filter(|kind| Some(kind.id) != own);
    if others.any(|kind| license_key(&kind.name) == key) {
        return Err(Error::Conflict(Reason::NameTaken));
    }
    Ok(())
}

/// What the log says of a license type.
fn told(license: LicenseTypeId, seats: Option<u32>) -> Detail {
    let seats = seats.map(u64::from);
    Detail::LicenseType { license, seats }
}

/// Does it.
pub(super) fn apply(
    scene: &Scene<'_, '_>,
    op: &Op,
    act: &LicenseTypeOp,
    judged: &Judged,
) -> Result<(Receipt, Changes)> {
    let tx = scene.tx;
    let named = |id| Ok::<_, Error>(of(&tx.license_types()?, id)?.name.clone());
    let (receipt, detail) = match act {
        LicenseTypeOp::Add { name, seats } => {
            let name = name.trim();
            let id = tx.add_license_type(name, u64::from(*seats))?;
            let receipt = Receipt::LicenseTypeAdded(name.to_owned());
            (receipt, told(id, Some(*seats)))
        }
        LicenseTypeOp::Rename { license, name, .. } => {
            tx.rename_license_type(*license, name.trim())?;
            let receipt = Receipt::LicenseTypeRenamed(name.trim().to_owned());
            (receipt, told(*license, None))
        }
        LicenseTypeOp::SetSeats { license, seats, .. } => {
            tx.set_seats(*license, *seats)?;
            let receipt = Receipt::SeatsSet(named(*license)?, u64::from(*seats));
            (receipt, told(*license, Some(*seats)))
        }
        LicenseTypeOp::Remove { license, move_to } => {
            let name = named(*license)?;
            let moved = judged.reached.len() as u64;
            let to = move_to.filter(|_| moved > 0);
            let trace = match to {
                Some(target) => move_holders(scene, *license, target)?,
                None => None,
            };
            tx.remove_license_type(*license)?;
            let detail = Detail::LicenseTypeGone {
                license: *license,
                moved,
                to,
                trace,
            };
            (Receipt::LicenseTypeRemoved(name, moved), detail)
        }
    };
    debug_assert!(chain::leaves_traces(op.code()) || detail.trace().is_none());
    enter(scene, op, None, None, detail)?;
    Ok((receipt, Changes::USERS.union(Changes::SETTINGS)))
}

/// Gives everybody who holds a type another one in its place, as far along as they were.
fn move_holders(
    scene: &Scene<'_, '_>,
    license: LicenseTypeId,
    target: LicenseTypeId,
) -> Result<Option<Word>> {
    let tx = scene.tx;
    let mut tracing = Tracing::begin(scene)?;
    let mut fields = RosterFields::default();
    fields.change(RosterField::Licenses);
    for (user, status) in tx.holders_of(license)? {
        let held = tx.held_statuses(user)?;
        let present = held.iter().find(|(id, _)| *id == target);
        let present = present.map_or(LicenseStatus::None, |(_, status)| *status);
        tx.set_license(user, license, LicenseStatus::None, scene.now)?;
        tx.set_license(user, target, present.max(status), scene.now)?;
        let mut licenses = vec![(license, false)];
        if present == LicenseStatus::None {
            licenses.push((target, true));
        }
        let trace = ImportTrace {
            fields,
            licenses,
            ..ImportTrace::default()
        };
        tracing.note(scene, user, &trace)?;
        tx.note_change(user, user)?;
    }
    tracing.finish(scene)
}
