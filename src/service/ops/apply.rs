//! What an act writes, family by family, and its entry in the log.

use super::{
    Judged, Scene, account, batches, groups, import, license_types, operators, people, provider,
    requests, ssh,
};
use crate::domain::op::Op;
use crate::domain::plan::{Changes, Outcome};
use crate::error::{Error, Result};
use crate::service::deletion::approvals;

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
    // What a learner is changed to may not be what approval was asked for.
    let voided = if changes.intersects(Changes::USERS) {
        approvals::void_outdated(scene.tx, scene.core)?
    } else {
        Changes::empty()
    };
    Ok(Outcome {
        receipt,
        changes: changes.union(voided).union(Changes::LOG),
    })
}
