//! Who may do what: the table of `roles.md`, asked inside every transaction.

use crate::domain::operator::{Grant, Operator, Permission, Role, Session};
use crate::domain::reason::Reason;
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
        Grant::No => Some(Reason::NeedsRole(permission.least_role())),
    }
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
