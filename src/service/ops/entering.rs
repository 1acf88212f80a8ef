//! The entry of an act in the activity log.

use super::Scene;
use crate::domain::act::Act;
use crate::domain::id::{BatchId, UserId};
use crate::domain::op::Op;
use crate::domain::record::Detail;
use crate::error::Result;
use crate::service::account::chain;
use crate::store::Entry;

/// Adds a log entry for an act.
pub(crate) fn enter(
    scene: &Scene<'_, '_>,
    op: &Op,
    user: Option<UserId>,
    batch: Option<BatchId>,
    detail: Detail,
) -> Result<()> {
    enter_as(scene, op.act(), user, batch, detail)
}

/// Adds a log entry as an act of its own.
pub(in crate::service) fn enter_as(
    scene: &Scene<'_, '_>,
    act: Act,
    user: Option<UserId>,
    batch: Option<BatchId>,
    detail: Detail,
) -> Result<()> {
    let entry = Entry {
        at: scene.now,
        operator: Some(scene.operator.id),
        act,
        user,
        batch,
        detail,
    };
    chain::append(scene.tx, scene.core, &entry)
}
