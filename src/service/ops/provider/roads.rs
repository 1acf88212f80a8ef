//! Which roads can be chosen for acts.

use crate::domain::provider::Road;
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::settings::Settings;
use crate::error::{Error, Result};
use crate::store::Db;

/// Whether acts can take the roads that are chosen for them: the provider has them, and the server was not found to lack
/// what they need.
pub(in crate::service::ops) fn may_take_roads(
    db: &Db<'_>,
    present: &Settings,
    new: &Settings,
) -> Result<()> {
    let chosen = [
        (
            "revoke_road",
            RequestKind::Revoke,
            present.revoke_road,
            new.revoke_road,
        ),
        (
            "delete_road",
            RequestKind::Delete,
            present.delete_road,
            new.delete_road,
        ),
    ];
    for (name, kind, before, road) in chosen {
        if before != road && new.provider.is_elsewhere() && new.road(kind) != Some(road) {
            return Err(Error::Refused(Reason::BadSetting(name)));
        }
    }
    let deletes = db.capabilities()?.and_then(|known| known.deletes);
    let is_new = new.road(RequestKind::Delete) == Some(Road::Scim)
        && present.road(RequestKind::Delete) != Some(Road::Scim);
    if is_new && deletes == Some(false) {
        return Err(Error::Refused(Reason::ServerDeletesNobody));
    }
    Ok(())
}
