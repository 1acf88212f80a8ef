//! Who may do what: the table of `roles.md`, asked inside every transaction.

use crate::domain::op::Op;
use crate::domain::operator::{Grant, Operator, Permission, Proof, Role, Session};
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::store::Db;

/// The operator of a session as the database knows them now; one who is gone or disabled may do nothing.
pub(crate) fn operator(db: &Db<'_>, session: &Session) -> Result<Operator> {
    let operator = db
        .operator(session.operator)?
        .ok_or(Error::NotAllowed(Reason::Disabled))?;
    if operator.disabled {
        return Err(Error::NotAllowed(Reason::Disabled));
    }
    Ok(operator)
}

/// Why a role may not do something; `None` when it may, or may do some of it.
pub fn objection(permission: Permission, role: Role) -> Option<Reason> {
    match permission.granted_to(role) {
        Grant::Yes | Grant::Own | Grant::LicenseRequests => None,
        Grant::OnVerifiedRequest => Some(Reason::NeedsVerifiedRequest),
        Grant::AsksForApproval => Some(Reason::NeedsApproval),
        // Whoever reads that only full admins may would look for none where a sub admin is at hand.
        Grant::No if permission == Permission::Approve => Some(Reason::NeedsApprover),
        Grant::No => Some(Reason::NeedsRole(permission.least_role())),
    }
}

/// Passes unless an operator who came with a key is to be asked for the passphrase before this act.
pub(crate) fn prove(
    db: &Db<'_>,
    session: &Session,
    operator: &Operator,
    op: &Op,
    now: Timestamp,
) -> Result<()> {
    if op.is_of_risk() {
        prove_for_risk(db, session, operator, now)?;
    }
    Ok(())
}

/// The same before anything else that is of risk.
pub(crate) fn prove_for_risk(
    db: &Db<'_>,
    session: &Session,
    operator: &Operator,
    now: Timestamp,
) -> Result<()> {
    let settings = db.settings()?;
    if !session.proof.lacks_passphrase(operator, &settings, now) {
        return Ok(());
    }
    // It may have been typed on another connection, or by another verb.
    let typed = match &session.came {
        Some(came) => db.proof(operator.id, came)?,
        None => None,
    };
    if Proof::Key(typed).lacks_passphrase(operator, &settings, now) {
        return Err(Error::NotAllowed(Reason::PassphraseAsked));
    }
    Ok(())
}

/// Passes when the operator may do it, and answers the operator.
pub(crate) fn authorise(
    db: &Db<'_>,
    session: &Session,
    permission: Permission,
) -> Result<Operator> {
    let operator = operator(db, session)?;
    match objection(permission, operator.role) {
        None => Ok(operator),
        Some(reason) => Err(Error::NotAllowed(reason)),
    }
}
