//! What a row says, whom it means, and when: the words that lists, corrections and certificates share.

use crate::domain::id::UserId;
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::store::Db;

/// What a row says of a person: address, ID, name.
pub(crate) type Said = (String, String, String);

/// Email and ID of a living learner; who is gone is refused.
pub(crate) fn identifiers(db: &Db<'_>, user: UserId) -> Result<(String, String)> {
    let known = db.doomed_user(user)?;
    let known = known.ok_or(Error::Refused(Reason::UserGone))?;
    Ok((
        known.email.unwrap_or_default(),
        known.unique_id.unwrap_or_default(),
    ))
}

/// A moment as RFC 3339 in UTC.
pub(crate) fn moment(at: Timestamp) -> String {
    jiff::Timestamp::from_second(at.0)
        .map(|at| at.to_string())
        .unwrap_or_default()
}
