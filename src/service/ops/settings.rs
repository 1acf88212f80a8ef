//! What stands against a change of the account's settings.

use super::{LONGEST, checked_text};
use crate::domain::provider::Road;
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::settings::{Settings, SettingsChange};
use crate::error::{Error, Result};
use crate::store::Db;

/// Whether settings can become as they are wanted: nobody changed them meanwhile, and each can be what it shall be.
pub(super) fn may_set(db: &Db<'_>, present: &Settings, change: &SettingsChange) -> Result<()> {
    if change.seen != *present {
        let name = db.last_who("settings_change")?;
        return Err(name.map_or(Error::Stale, |name| {
            Error::Conflict(Reason::SettingsChangedBy(name))
        }));
    }
    let new = &change.wanted;
    if new.provider != present.provider {
        let open = db.changes_in_flight()?;
        if open > 0 {
            return Err(Error::Refused(Reason::ChangesOpen(open)));
        }
    }
    may_take_roads(db, present, new)?;
    checked_text(&new.account, Reason::NameMissing)?;
    let bad = |name| Err(Error::Refused(Reason::BadSetting(name)));
    if let Some(name) = new.out_of_range() {
        return bad(name);
    }
    let contact = new.help_desk_contact.trim();
    if contact.chars().count() > LONGEST || contact.contains(char::is_control) {
        return bad("help_desk_contact");
    }
    if new
        .other_products
        .iter()
        .any(|product| checked_text(product, Reason::NameMissing).is_err())
    {
        return bad("other_products");
    }
    Ok(())
}

/// Whether acts can take the roads that are chosen for them: the provider has them, and the server was not found to lack
/// what they need.
fn may_take_roads(db: &Db<'_>, present: &Settings, new: &Settings) -> Result<()> {
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
