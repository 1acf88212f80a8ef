//! What keeps a learner's wish from being carried out, by the rule of the domain and the learner as stored.

use crate::domain::id::UserId;
use crate::domain::license::LicenseStatus;
use crate::domain::reason::Reason;
use crate::domain::request::{self, Hindrance, LearnerFacts, RequestKind};
use crate::domain::settings::{ProfileConnection, Settings};
use crate::error::{Error, Result};
use crate::store::Db;

/// What keeps a learner's wish from being carried out as things are.
pub(crate) fn hindrance_of(
    db: &Db<'_>,
    settings: &Settings,
    user: UserId,
    kind: RequestKind,
) -> Result<Option<Hindrance>> {
    let known = db.doomed_user(user)?;
    let known = known.ok_or(Error::Refused(Reason::UserGone))?;
    let facts = LearnerFacts {
        has_address: known.email.is_some(),
        connected: known.connected,
        licensed: known.license != LicenseStatus::None,
        on_hold: known.on_hold,
    };
    let offered = settings.profile_connection != ProfileConnection::NotOffered;
    Ok(request::hindrance(kind, &facts, offered))
}
