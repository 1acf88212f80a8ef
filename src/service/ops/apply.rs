//! What an act writes, family by family, and its entry in the log.

use super::{
    Judged, Scene, account, batches, groups, import, license_types, operators, people, provider,
    requests, ssh,
};
use crate::domain::id::{BatchId, UserId};
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Outcome};
use crate::error::{Error, Result};
use crate::service::account::chain;
use crate::store::Entry;

/// Applies an act that was judged in the same transaction.
pub(crate) fn apply(scene: &mut Scene<'_, '_>, op: &Op, judged: &Judged) -> Result<Outcome> {
    if let Some((_, reason)) = judged
        .plan
        .refused
        .first()
        .filter(|_| judged.reached.is_empty())
    {
        return Err(Error::Refused(reason.clone()));
    }
    let (receipt, changes) = match op {
        Op::People(act) => people::apply(scene, op, act, judged)?,
        Op::LicenseType(act) => license_types::apply(scene, op, act, judged)?,
        Op::Group(act) => groups::apply(scene, op, act, &judged.reached)?,
        Op::Import(act) => import::apply(scene, op, act, judged)?,
        Op::Batch(act) => batches::apply(scene, op, act)?,
        Op::Request(act) => requests::apply(scene, op, act, judged)?,
        Op::Operator(act) => operators::apply(scene, op, act)?,
        Op::Account(act) => account::apply(scene, op, act)?,
        Op::Own(act) => account::apply_own(scene, op, act)?,
        Op::Ssh(act) => ssh::apply(scene, op, act)?,
        Op::Provider(act) => provider::apply(scene, op, act, judged)?,
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
