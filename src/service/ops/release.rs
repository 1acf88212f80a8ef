//! Releasing what a deleted user was called, so that somebody can be called so again.
//!
//! A text may be an address and an ID at once. It means the deleted user who bears it either way; where it would mean two,
//! nothing is released until it is said which.

use super::entering::{enter, others_in};
use super::{Scene, checked_text};
use crate::domain::blotting::{Person, discreet};
use crate::domain::id::UserId;
use crate::domain::identifier::{Fit, IdentifierFault, IdentifierKind, Readings, fit};
use crate::domain::op::{Op, ReleaseScope};
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, Rest};
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::deletion::erasure;
use crate::service::directory::identity;
use crate::service::residue::journal::Frame;
use crate::store::Db;

/// What a release takes out of the registries.
pub(super) struct Meant {
    /// The deleted user.
    user: UserId,
    /// The entries to take out.
    entries: Vec<(IdentifierKind, i64)>,
    /// How many of the same user stay.
    left: u64,
}

/// Finds out what would be released, and refuses where there is nothing.
pub(super) fn meant(
    db: &Db<'_>,
    core: &Core,
    key: &str,
    scope: ReleaseScope,
    reason: &str,
) -> Result<Meant> {
    checked_text(reason, Reason::ReasonMissing)?;
    let readings = Readings::of(key).map_err(|fault| unreadable(key, fault))?;
    let mut deleted = Vec::new();
    for identifier in readings.iter() {
        if let identity::Named::Deleted(user) = identity::look_up(db, core, identifier)? {
            // Where it stands in several spellings, all of them go.
            let entries = core.key.entries(identifier);
            deleted.extend(entries.map(|entry| (user, entry)));
        }
    }
    let user = match fit(deleted.iter().map(|(user, _)| *user)) {
        Fit::Nobody => return Err(Error::Refused(Reason::NotDeleted)),
        Fit::Two(..) => return Err(Error::Refused(Reason::TwoFit)),
        Fit::One(user) => user,
    };
    let all = db.registered_of(user)?;
    let mut entries: Vec<_> = match scope {
        ReleaseScope::Whole => all.clone(),
        ReleaseScope::Typed => deleted.into_iter().map(|(_, entry)| entry).collect(),
    };
    entries.retain(|entry| all.contains(entry));
    entries.dedup();
    let left = all.iter().filter(|entry| !entries.contains(entry)).count() as u64;
    Ok(Meant {
        user,
        entries,
        left,
    })
}

/// Releases it.
pub(super) fn apply(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    (key, scope, reason): (&str, ReleaseScope, &str),
) -> Result<Receipt> {
    let Meant {
        user,
        entries,
        left,
    } = meant(scene.tx, scene.core, key, scope, reason)?;
    let tombstone = identity::tombstone(scene.tx, user)?;
    let typed = Person {
        name: "",
        email: key,
        unique_id: key,
    };
    let reason = discreet(reason, &typed, &others_in(scene, reason)?);
    for (kind, hash) in &entries {
        let act = (scene.now, scene.operator.id, reason.as_str());
        erasure::release(scene.tx, *kind, *hash, Some(act))?;
        let frame = Frame::Release {
            kind: *kind,
            hash: *hash,
        };
        erasure::write_frame(scene.tx, scene.core, scene.journal, &frame)?;
    }
    let released = entries.len() as u64;
    let detail = Detail::Released {
        line: u64::from(tombstone.line.unwrap_or_default()),
        released: None,
        left: None,
        reason: Rest(reason),
    };
    enter(scene, op, None, Some(tombstone.batch), detail)?;
    Ok(Receipt::IdentifiersReleased { released, left })
}

fn unreadable(key: &str, fault: IdentifierFault) -> Error {
    Error::Refused(if key.contains('@') {
        Reason::BadEmail(fault)
    } else {
        Reason::BadId(fault)
    })
}
