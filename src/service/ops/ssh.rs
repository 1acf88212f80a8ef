//! Acts on the keys with which operators come over SSH.
//!
//! A key is one operator's: whoever holds it is that operator. Who may certify keys can come as anybody, so no full admin
//! alone decides that while a second one is asked for.

use super::entering::enter;
use super::operators::{access_warnings, note_access, operator_of};
use super::{Judged, Scene};
use crate::domain::id::OperatorId;
use crate::domain::op::Op;
use crate::domain::operator::{AccessAct, Operator};
use crate::domain::plan::{Changes, Receipt};
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, Word};
use crate::domain::settings::Settings;
use crate::domain::sitting::Sitting;
use crate::domain::ssh::{SshKey, SshKeyFault, SshOp, SshReceipt, is_fingerprint};
use crate::error::{Error, Result};
use crate::service::Core;
use crate::store::Db;

/// Judges an act on keys, with what is to be known before it is done.
pub(super) fn judge(
    db: &Db<'_>,
    core: &Core,
    (me, settings): (&Operator, &Settings),
    act: &SshOp,
    judged: &mut Judged,
) -> Result<()> {
    match act {
        SshOp::AddKey { operator, key } => {
            may_add(db, key)?;
            let whom = operator_of(db, operator.unwrap_or(me.id))?;
            judged.plan.warnings =
                access_warnings(db, core, (me, settings), &whom, AccessAct::Key)?;
            Ok(())
        }
        SshOp::RemoveKey {
            operator,
            fingerprint,
        } => {
            key_of(db, operator.unwrap_or(me.id), fingerprint)?;
            Ok(())
        }
        SshOp::AddAuthority(key) => {
            if settings.second_admin {
                return Err(Error::Refused(Reason::AuthorityNeedsSecond));
            }
            not_revoked(db, &key.fingerprint())?;
            if is_authority(db, &key.fingerprint())? {
                return Err(Error::Conflict(Reason::KeyTaken));
            }
            Ok(())
        }
        SshOp::RemoveAuthority(fingerprint) => {
            if !is_authority(db, fingerprint)? {
                return Err(Error::Refused(Reason::KeyGone));
            }
            Ok(())
        }
        SshOp::Revoke(fingerprint) => {
            if !is_fingerprint(fingerprint) {
                return Err(Error::Refused(Reason::BadKey(SshKeyFault::Damaged)));
            }
            not_revoked(db, fingerprint)?;
            Ok(())
        }
        SshOp::EndSession(session) => sitting_of(db, *session).map(drop),
    }
}

/// A session that is not over.
fn sitting_of(db: &Db<'_>, session: i64) -> Result<Sitting> {
    let sitting = db.sitting(session)?;
    sitting.ok_or(Error::Refused(Reason::SessionGone))
}

fn may_add(db: &Db<'_>, key: &SshKey) -> Result<()> {
    let fingerprint = key.fingerprint();
    not_revoked(db, &fingerprint)?;
    match db.ssh_key(&fingerprint)? {
        Some(_) => Err(Error::Conflict(Reason::KeyTaken)),
        None => Ok(()),
    }
}

fn not_revoked(db: &Db<'_>, fingerprint: &str) -> Result<()> {
    if db.is_ssh_key_revoked(fingerprint)? {
        return Err(Error::Refused(Reason::KeyRevoked));
    }
    Ok(())
}

fn is_authority(db: &Db<'_>, fingerprint: &str) -> Result<bool> {
    let authorities = db.ssh_authorities()?;
    Ok(authorities
        .iter()
        .any(|authority| authority.key.fingerprint() == fingerprint))
}

/// A key that is an operator's.
fn key_of(db: &Db<'_>, operator: OperatorId, fingerprint: &str) -> Result<()> {
    let key = db.ssh_key(fingerprint)?;
    match key.filter(|key| key.operator == operator) {
        Some(_) => Ok(()),
        None => Err(Error::Refused(Reason::KeyGone)),
    }
}

/// What the log says of a key.
fn of(operator: Option<OperatorId>, key: &str) -> Detail {
    let key = Word::of(key);
    Detail::Key { operator, key }
}

/// Applies an act on keys.
pub(super) fn apply(scene: &Scene<'_, '_>, op: &Op, act: &SshOp) -> Result<(Receipt, Changes)> {
    let (tx, me, now) = (scene.tx, scene.operator.id, scene.now);
    let (receipt, detail) = match act {
        SshOp::AddKey { operator, key } => {
            let whose = operator.unwrap_or(me);
            note_access(scene, whose, AccessAct::Key)?;
            tx.add_ssh_key((whose, me), key, now)?;
            let (name, key) = (operator_of(tx, whose)?.name, key.fingerprint());
            let detail = of(Some(whose), &key);
            (SshReceipt::KeyAdded(name, key), detail)
        }
        SshOp::RemoveKey {
            operator,
            fingerprint,
        } => {
            let whose = operator.unwrap_or(me);
            tx.remove_ssh_key(fingerprint)?;
            let detail = of(Some(whose), fingerprint);
            let name = operator_of(tx, whose)?.name;
            (SshReceipt::KeyRemoved(name, fingerprint.clone()), detail)
        }
        SshOp::AddAuthority(key) => {
            tx.add_ssh_authority(me, key, now)?;
            let key = key.fingerprint();
            let detail = of(None, &key);
            (SshReceipt::AuthorityAdded(key), detail)
        }
        SshOp::RemoveAuthority(key) => {
            tx.remove_ssh_authority(key)?;
            let detail = of(None, key);
            (SshReceipt::AuthorityRemoved(key.clone()), detail)
        }
        SshOp::Revoke(key) => {
            tx.revoke_ssh_key(me, key, now)?;
            let detail = of(None, key);
            (SshReceipt::Revoked(key.clone()), detail)
        }
        SshOp::EndSession(session) => {
            let sitting = sitting_of(tx, *session)?;
            tx.end_sitting(*session, me)?;
            let (whose, address, key) = (sitting.operator, sitting.address, sitting.key);
            let detail = Detail::Came {
                operator: Some(whose),
                address: Word::of(&address),
                key: Word::of(&key),
                authority: None,
            };
            (SshReceipt::SessionEnded(*session, sitting.name), detail)
        }
    };
    enter(scene, op, None, None, detail)?;
    Ok((Receipt::Ssh(receipt), Changes::OPERATORS))
}
