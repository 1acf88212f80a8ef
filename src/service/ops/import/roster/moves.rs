//! Identifiers that users give up and take in an import.

use super::Core;
use crate::domain::id::UserId;
use crate::domain::identifier::IdentifierKind;
use crate::domain::user::EmployeeInfo;
use crate::error::Result;
use crate::service::directory::identity;
use crate::service::ops::Scene;

/// Entries of the registries that users give up and take, gathered because hashes written in the order of the users
/// would touch a page each.
#[derive(Default)]
pub(super) struct Moves {
    given_up: Vec<(IdentifierKind, i64, UserId)>,
    taken: Vec<(IdentifierKind, i64, UserId)>,
}

impl Moves {
    /// Notes whom a user was and is from now on.
    pub(super) fn note(
        &mut self,
        core: &Core,
        user: UserId,
        before: &EmployeeInfo,
        after: &EmployeeInfo,
    ) {
        let hashes = |info: &EmployeeInfo| -> Vec<(IdentifierKind, i64)> {
            let identifiers = identity::identifiers(info).into_iter();
            identifiers.map(|one| core.key.identifier(&one)).collect()
        };
        let (before, after) = (hashes(before), hashes(after));
        let gone = before.iter().filter(|entry| !after.contains(entry));
        self.given_up
            .extend(gone.map(|(kind, hash)| (*kind, *hash, user)));
        let new = after.iter().filter(|entry| !before.contains(entry));
        self.taken
            .extend(new.map(|(kind, hash)| (*kind, *hash, user)));
    }

    /// Writes what was noted: what is given up before anything is taken.
    pub(super) fn write(&mut self, scene: &Scene<'_, '_>) -> Result<()> {
        let by_hash =
            |entry: &(IdentifierKind, i64, UserId)| (entry.0 == IdentifierKind::Email, entry.1);
        self.given_up.sort_unstable_by_key(by_hash);
        let act = (scene.now, scene.operator.id);
        for (kind, hash, user) in self.given_up.drain(..) {
            scene.tx.unregister(kind, hash, user)?;
            scene.tx.note_given_up(kind, hash, user, act)?;
        }
        self.taken.sort_unstable_by_key(by_hash);
        for (kind, hash, user) in self.taken.drain(..) {
            scene.tx.register(kind, hash, user, scene.core.key_number)?;
        }
        Ok(())
    }
}
