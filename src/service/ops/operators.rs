//! Acts on operators. The last full admin who can sign in stays one.

use super::entering::enter;
use super::{Judged, Scene, as_shown, checked_name};
use crate::domain::act::Act;
use crate::domain::id::OperatorId;
use crate::domain::op::{NewOperator, Op, OperatorOp};
use crate::domain::operator::{Access, AccessAct, Operator, Role};
use crate::domain::plan::{Changes, Receipt, Warning};
use crate::domain::reason::{Reason, Shown};
use crate::domain::record::{Detail, Named, Subject};
use crate::domain::settings::Settings;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::account::passphrase;
use crate::store::Db;

/// Judges an act on operators, with what is to be known before it is done.
pub(super) fn judge(
    db: &Db<'_>,
    core: &Core,
    (me, settings): (&Operator, &Settings),
    act: &OperatorOp,
    judged: &mut Judged,
) -> Result<()> {
    may_change(db, core, me, act)?;
    let warnings = warnings(db, core, (me, settings), act)?;
    judged.plan.warnings.extend(warnings);
    Ok(())
}

/// Whether an act on operators can be done.
fn may_change(db: &Db<'_>, core: &Core, me: &Operator, act: &OperatorOp) -> Result<()> {
    let surroundings = &core.surroundings;
    match act {
        OperatorOp::Add(new) => may_add(db, core, me, new),
        OperatorOp::ChangeRole {
            operator,
            seen,
            role,
        } => {
            let known = operator_of(db, *operator)?;
            let entry = (
                Act::OperatorRole,
                Subject::Named(Named::Operator(*operator)),
            );
            as_shown(db, (seen, &known.role), Shown::Role, entry)?;
            if known.role == *role {
                return Err(Error::Refused(Reason::OperatorUnchanged));
            }
            keep_a_full_admin(db, &known)?;
            not_oneself(me, &known)
        }
        OperatorOp::Disable(operator) => {
            let known = operator_of(db, *operator)?;
            if known.disabled {
                return Err(Error::Refused(Reason::OperatorUnchanged));
            }
            keep_a_full_admin(db, &known)?;
            not_oneself(me, &known)
        }
        OperatorOp::Erase(operator) => {
            if operator_of(db, *operator)?.disabled {
                Ok(())
            } else {
                Err(Error::Refused(Reason::OperatorNotDisabled))
            }
        }
        OperatorOp::Enable(operator) => {
            if operator_of(db, *operator)?.disabled {
                Ok(())
            } else {
                Err(Error::Refused(Reason::OperatorUnchanged))
            }
        }
        OperatorOp::ResetPassphrase {
            operator,
            passphrase,
        } => {
            operator_of(db, *operator)?;
            passphrase::may_be_chosen(passphrase, surroundings)
        }
    }
}

/// Whose access an act changes, and how; none where it adds an operator, or takes the name of one who cannot sign in.
fn access_of(act: &OperatorOp) -> Option<(OperatorId, AccessAct)> {
    match act {
        OperatorOp::ChangeRole { operator, role, .. } => Some((*operator, AccessAct::Role(*role))),
        OperatorOp::ResetPassphrase { operator, .. } => Some((*operator, AccessAct::Passphrase)),
        OperatorOp::Enable(operator) => Some((*operator, AccessAct::Enabled)),
        OperatorOp::Disable(operator) => Some((*operator, AccessAct::Disabled)),
        OperatorOp::Add(_) | OperatorOp::Erase(_) => None,
    }
}

/// What is to be known before somebody's access is changed while a second full admin is asked for.
fn warnings(
    db: &Db<'_>,
    core: &Core,
    (me, settings): (&Operator, &Settings),
    act: &OperatorOp,
) -> Result<Vec<Warning>> {
    if !settings.second_admin {
        return Ok(Vec::new());
    }
    if matches!(act, OperatorOp::Add(_)) {
        return Ok(vec![Warning::GivesAccessAlone]);
    }
    let Some((whom, act)) = access_of(act).filter(|(whom, _)| *whom != me.id) else {
        return Ok(Vec::new());
    };
    let whom = operator_of(db, whom)?;
    access_warnings(db, core, (me, settings), &whom, act)
}

/// The same for one operator and what is done to their access.
pub(super) fn access_warnings(
    db: &Db<'_>,
    core: &Core,
    (me, settings): (&Operator, &Settings),
    whom: &Operator,
    act: AccessAct,
) -> Result<Vec<Warning>> {
    if !settings.second_admin || whom.id == me.id {
        return Ok(Vec::new());
    }
    let changed = whom.after(act, me.id, core.now());
    let after = changed.access;
    let gives = after.from == Some(me.id) && act != AccessAct::Disabled;
    let ends = after.stood_until != whom.access.stood_until;
    let mut all = db.operators()?;
    let had = me.has_approver(&all);
    for one in all.iter_mut().filter(|one| one.id == whom.id) {
        one.clone_from(&changed);
    }
    let last = had && !me.has_approver(&all);
    let said = [
        gives.then_some(Warning::GivesAccessAlone),
        ends.then_some(Warning::EndsApprover),
        last.then_some(Warning::LastApprover),
    ];
    Ok(said.into_iter().flatten().collect())
}

/// Notes what an act changes of somebody's access, while a second full admin is asked for.
pub(super) fn note_access(scene: &Scene<'_, '_>, whom: OperatorId, act: AccessAct) -> Result<()> {
    let me = scene.operator.id;
    if whom == me || !scene.tx.settings()?.second_admin {
        return Ok(());
    }
    let whom = operator_of(scene.tx, whom)?;
    let access = Access::after(&whom, act, me, scene.now);
    scene.tx.set_access(whom.id, access)
}

/// Nobody takes their own rights away by mistake: another full admin does it.
fn not_oneself(me: &Operator, known: &Operator) -> Result<()> {
    if me.id == known.id {
        return Err(Error::Refused(Reason::IsSelf));
    }
    Ok(())
}

pub(super) fn operator_of(db: &Db<'_>, operator: OperatorId) -> Result<Operator> {
    db.operator(operator)?
        .ok_or(Error::Refused(Reason::OperatorGone))
}

/// With a second operator the account is signed in to: nobody may be left who cannot.
fn may_add(db: &Db<'_>, core: &Core, me: &Operator, new: &NewOperator) -> Result<()> {
    let name = checked_name(&new.name)?;
    if !me.has_passphrase {
        return Err(Error::Refused(Reason::PassphraseFirst));
    }
    if let Some(secret) = &new.passphrase {
        passphrase::may_be_chosen(secret, &core.surroundings)?;
    }
    match db.operator_named(name)? {
        Some(_) => Err(Error::Conflict(Reason::NameTaken)),
        None => Ok(()),
    }
}

/// Refuses to take away the last full admin who can sign in.
fn keep_a_full_admin(db: &Db<'_>, leaving: &Operator) -> Result<()> {
    if leaving.role != Role::FullAdmin || leaving.disabled {
        return Ok(());
    }
    let stays = db.operators()?.into_iter().any(|other| {
        other.id != leaving.id
            && other.role == Role::FullAdmin
            && !other.disabled
            && other.has_passphrase
    });
    if stays {
        Ok(())
    } else {
        Err(Error::Refused(Reason::LastFullAdmin))
    }
}

/// Applies an act on operators.
pub(super) fn apply(
    scene: &Scene<'_, '_>,
    op: &Op,
    act: &OperatorOp,
) -> Result<(Receipt, Changes)> {
    let tx = scene.tx;
    if let Some((whom, access)) = access_of(act) {
        note_access(scene, whom, access)?;
    }
    let (receipt, detail) = match act {
        OperatorOp::Add(new) => add(scene, new)?,
        OperatorOp::ChangeRole { operator, role, .. } => {
            let name = operator_of(tx, *operator)?.name;
            tx.set_role(*operator, *role)?;
            let detail = of(*operator, Some(*role));
            (Receipt::RoleChanged(name, *role), detail)
        }
        OperatorOp::Disable(operator) | OperatorOp::Enable(operator) => {
            let name = operator_of(tx, *operator)?.name;
            let disable = matches!(act, OperatorOp::Disable(_));
            tx.set_disabled(*operator, disable)?;
            let receipt = if disable {
                Receipt::OperatorDisabled(name)
            } else {
                Receipt::OperatorEnabled(name)
            };
            (receipt, of(*operator, None))
        }
        OperatorOp::Erase(operator) => {
            tx.erase_operator(*operator)?;
            (Receipt::OperatorErased, of(*operator, None))
        }
        OperatorOp::ResetPassphrase {
            operator,
            passphrase: secret,
        } => {
            let name = operator_of(tx, *operator)?.name;
            let hash = passphrase::hash(secret, &scene.core.surroundings)?;
            tx.set_passphrase(*operator, &hash)?;
            tx.set_failures(*operator, 0, None)?;
            (Receipt::PassphraseReset(name), of(*operator, None))
        }
    };
    enter(scene, op, None, None, detail)?;
    Ok((receipt, Changes::OPERATORS))
}

/// What the log says of an operator.
const fn of(operator: OperatorId, role: Option<Role>) -> Detail {
    Detail::Operator { operator, role }
}

fn add(scene: &Scene<'_, '_>, new: &NewOperator) -> Result<(Receipt, Detail)> {
    let name = new.name.trim().to_owned();
    let passphrase = match &new.passphrase {
        Some(secret) => Some(passphrase::hash(secret, &scene.core.surroundings)?),
        None => None,
    };
    let id = scene.tx.insert_operator(&crate::store::NewOperator {
        name: name.clone(),
        email: new.email.clone(),
        role: new.role,
        passphrase,
        language: None,
    })?;
    note_access(scene, id, AccessAct::Added)?;
    let detail = of(id, Some(new.role));
    let receipt = match new.passphrase {
        Some(_) => Receipt::OperatorAdded(name),
        None => Receipt::OperatorAddedWithout(name),
    };
    Ok((receipt, detail))
}
