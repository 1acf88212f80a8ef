//! Whom a row of a roster means, and which identifiers it leaves a user with.

use super::handing::{GivenUp, giver_of, replaced};
use crate::domain::id::UserId;
use crate::domain::identifier::{Fit, Identifier, fit};
use crate::domain::reason::Reason;
use crate::domain::roster::RosterRow;
use crate::domain::user::EmployeeInfo;
use crate::error::Result;
use crate::service::Core;
use crate::service::directory::identity;
use crate::store::Db;

/// What may be, or why it may not.
pub(super) type Verdict<T> = std::result::Result<T, Reason>;

/// The user a row means; none for a new one.
///
/// An identifier that another row gives up does not say whom a row means, as long as the row has another one.
pub(super) fn whom(
    db: &Db<'_>,
    core: &Core,
    given_up: &GivenUp,
    row: &RosterRow<'_>,
) -> Result<Verdict<Option<UserId>>> {
    let email = row.existing_email.as_filled().or(row.email.as_filled());
    let email = email.cloned().map(Identifier::Email);
    let unique_id = row.unique_id.as_filled().cloned().map(Identifier::UniqueId);
    let has_both = email.is_some() && unique_id.is_some();
    let replaced = replaced(row);
    let mut found: Option<UserId> = None;
    let mut is_known = false;
    let named: Vec<Identifier> = [email, unique_id].into_iter().flatten().collect();
    for identifier in &named {
        let answer = identity::look_up(db, core, identifier)?;
        is_known |= answer != identity::Named::Nobody;
        let identity::Named::Living(user) = answer else {
            continue;
        };
        let is_given_up = has_both
            && !replaced.contains(identifier)
            && giver_of(given_up, &core.key.identifier(identifier), user).is_some();
        if is_given_up {
            continue;
        }
        if found.is_some_and(|other| other != user) {
            return Ok(Err(Reason::IdsDisagree));
        }
        found = Some(user);
    }
    if found.is_none() {
        match otherwise(db, core, &named)? {
            Ok(None) => {}
            // Nobody chooses between whoever was deleted and whoever is here.
            Ok(Some(_)) if is_known => return Ok(Err(Reason::TwoFit)),
            Ok(other) => found = other,
            Err(reason) => return Ok(Err(reason)),
        }
    }
    Ok(if row.renames() && found.is_none() {
        Err(Reason::UserGone)
    } else {
        Ok(found)
    })
}

/// The living user who has an identifier of a row in its other reading: an ID may have the form of an address. A column
/// decides wherever somebody has the identifier in its sense; where nobody has, the other sense is asked.
fn otherwise(db: &Db<'_>, core: &Core, named: &[Identifier]) -> Result<Verdict<Option<UserId>>> {
    let mut living = Vec::new();
    for other in named.iter().filter_map(Identifier::read_otherwise) {
        if let identity::Named::Living(user) = identity::look_up(db, core, &other)? {
            living.push(user);
        }
    }
    Ok(match fit(living) {
        Fit::Nobody => Ok(None),
        Fit::One(user) => Ok(Some(user)),
        Fit::Two(..) => Err(Reason::TwoFit),
    })
}

/// The identifiers of a user after a row.
pub(super) fn identifiers_after(row: &RosterRow<'_>, before: EmployeeInfo) -> EmployeeInfo {
    let unique_id = row.new_unique_id.as_filled().or(row.unique_id.as_filled());
    EmployeeInfo {
        email: row.email.as_filled().cloned().or(before.email),
        unique_id: unique_id.cloned().or(before.unique_id),
        ..EmployeeInfo::default()
    }
}
