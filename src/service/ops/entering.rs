//! The entry of an act in the activity log.

use super::Scene;
use crate::domain::id::{BatchId, UserId};
use crate::domain::op::Op;
use crate::error::Result;
use crate::service::account::chain;
use crate::store::Entry;

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
pub(in crate::service) fn enter_as(
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
