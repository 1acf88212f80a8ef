//! Imports as acts: rosters and learning reports, and where the columns of their files go.

pub(crate) mod correcting;
pub(crate) mod learning;
pub(crate) mod roster;
pub(crate) mod source;

use crate::domain::act::Act;
use crate::domain::record::{About, Detail, Remembered};
use crate::domain::request::RequestKind;
use crate::service::ops::import::roster::Lost;
use std::sync::Arc;

use super::entering::{enter, enter_as};
use super::righting::fulfil;
use super::{Judged, Scene};
use crate::domain::op::{ImportOp, Op};
use crate::domain::plan::{Changes, Receipt};
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::files::columns;
use crate::store::Db;

/// Judges an import as a whole: what it would change.
pub(super) fn judge(db: &Db<'_>, core: &Core, act: &ImportOp, judged: &mut Judged) -> Result<()> {
    match act {
        ImportOp::Users(import) => {
            roster::may_import(core, import)?;
            let deeds = roster::judge(db, core, import)?;
            judged.plan.roster = Arc::clone(&deeds.verdicts);
            judged.roster = Some(deeds);
        }
        ImportOp::Learning(report) => {
            judged.plan.learning = Some(learning::judge(db, core, report)?);
        }
        ImportOp::ForgetColumns(line) => columns::may_forget(db, core, line)?,
    }
    Ok(())
}

/// Applies an import.
pub(super) fn apply(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    act: &ImportOp,
    judged: &Judged,
) -> Result<(Receipt, Changes)> {
    let (receipt, detail) = match act {
        ImportOp::Users(import) => {
            let deeds = judged.roster.as_ref();
            let deeds = deeds.ok_or_else(|| Error::Bug("a roster was not judged".to_owned()))?;
            let refusal = roster::refusal(import, deeds);
            let (receipt, told, lost) = roster::apply(scene, import, deeds)?;
            if let Some((why, rows)) = refusal {
                refuse(scene, op, (why, rows), told.columns)?;
                return Ok((receipt, Changes::default()));
            }
            enter(scene, op, None, None, Detail::Imported { import: told })?;
            let closed = close_requests(scene, &lost)?;
            return Ok((receipt, Changes::USERS.union(Changes::GROUPS).union(closed)));
        }
        ImportOp::Learning(import) => learning::apply(scene, import)?,
        ImportOp::ForgetColumns(line) => return columns::forget(scene, op, line),
    };
    enter(scene, op, None, None, detail)?;
    Ok((receipt, Changes::USERS))
}

/// Puts on record that an import is refused as a whole.
fn refuse(
    scene: &Scene<'_, '_>,
    op: &Op,
    (why, rows): (&'static str, u64),
    columns: Remembered,
) -> Result<()> {
    let about = About {
        request: None,
        operator: None,
        users: Some(rows),
    };
    let detail = Detail::Refused {
        act: op.act(),
        why: why.into(),
        about,
        columns,
    };
    enter_as(scene, Act::Refused, None, None, detail)
}

/// Closes the open requests of those who lost by an import what they had asked to be taken away, as when it is done by
/// hand; after the entry of the import, whose number its traces bear.
pub(super) fn close_requests(scene: &Scene<'_, '_>, lost: &Lost) -> Result<Changes> {
    let revoked = fulfil(scene, &lost.licenses, RequestKind::Revoke)?;
    let disconnected = fulfil(scene, &lost.connections, RequestKind::Disconnect)?;
    Ok(revoked.union(disconnected))
}

/// Notes that a file was imported: it is not imported again.
pub(in crate::service) fn note_imported(core: &Core, op: &Op) {
    if let Op::Provider(act) = op {
        crate::service::provider::forget_taken(core, act);
    }
    let Op::Import(act) = op else { return };
    match act {
        ImportOp::Users(import) => roster::note_imported(core, import),
        ImportOp::Learning(import) => learning::note_imported(core, import),
        ImportOp::ForgetColumns(_) => {}
    }
}
