//! How the rows of a roster stand to the account's users and to each other, found for all of them together.
//!
//! A hash alone decides what is simple: whoever shares one by chance is looked up with care. A row is a stranger's when
//! no registry has any of its identifiers, no other row has them either, and it does not mean to change one. It is a
//! known user's when the registries lead from it to one user alone and from that user to no other row.

use super::marks::Marks;
use super::shelf::Shelf;
use crate::domain::id::UserId;
use crate::domain::identifier::{EmailAddress, Identifier, IdentifierKind};
use crate::error::Result;
use crate::service::Core;
use crate::store::Db;

/// One user in so many must stand in the file for a pass over a registry to be cheaper than look-ups.
const PASS_SHARE: u64 = 20;

/// How a row is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Nobody has, had, or is given its identifiers by another row.
    Stranger,
    /// It means one user, whom no other row means.
    Known,
    /// The same, and the user is as it says.
    Same,
    /// The same, and the user changes.
    Differs,
    /// It is looked up.
    Careful,
    /// It is looked up, and other rows may have said the same.
    Shared,
}

/// How the rows stand.
pub(super) struct Relations {
    /// How each row is judged.
    pub ways: Vec<Way>,
    /// The users whom rows that are [`Way::Known`] mean, in the order of their ids, with the row's place.
    pub bearers: Vec<(UserId, u32)>,
    /// Users whom any row may mean, however it is judged.
    pub met: Marks,
}

/// Where a hash is mentioned.
type Mention = (i64, u32);

/// Finds out how the rows stand.
pub(super) fn relate(db: &Db<'_>, core: &Core, shelf: &Shelf) -> Result<Relations> {
    let mut ways = vec![Way::Stranger; shelf.len()];
    let mut bearers = Vec::new();
    let mut renaming = Vec::new();
    let [emails, ids] = mentions(core, shelf, &mut renaming)?;
    for (kind, mut mentions) in [
        (IdentifierKind::Email, emails),
        (IdentifierKind::UniqueId, ids),
    ] {
        mentions.sort_unstable();
        for pair in mentions.windows(2) {
            if let [(one, first), (other, second)] = pair
                && one == other
                && first != second
            {
                ways[*first as usize] = Way::Shared;
                ways[*second as usize] = Way::Shared;
            }
        }
        registered(db, kind, &mentions, &mut bearers)?;
    }
    bearers.sort_unstable();
    bearers.dedup();
    let mut met = Marks::default();
    for (user, _) in &bearers {
        met.set(*user);
    }
    for rows in bearers.chunk_by(|(one, _), (other, _)| one == other) {
        for (_, place) in rows {
            let way = &mut ways[*place as usize];
            *way = match *way {
                _ if rows.len() > 1 => Way::Shared,
                Way::Stranger => Way::Known,
                // The other identifier leads to another user.
                Way::Known => Way::Careful,
                other => other,
            };
        }
    }
    for place in renaming {
        let way = &mut ways[place as usize];
        if *way == Way::Stranger {
            *way = Way::Careful;
        }
    }
    for (user, place) in known_otherwise(db, core, shelf, &ways)? {
        ways[place as usize] = Way::Careful;
        met.set(user);
    }
    bearers.retain(|(_, place)| ways[*place as usize] == Way::Known);
    bearers.shrink_to_fit();
    Ok(Relations { ways, bearers, met })
}

/// Whoever is or was here under an identifier of a row that nobody has in its own sense, read in the other one. Where there
/// is nobody at all, nothing is asked.
fn known_otherwise(
    db: &Db<'_>,
    core: &Core,
    shelf: &Shelf,
    ways: &[Way],
) -> Result<Vec<(UserId, u32)>> {
    let mut found = Vec::new();
    if db.counter("users")? == 0 && db.counter("deleted")? == 0 {
        return Ok(found);
    }
    let (mut emails, mut ids) = (Vec::new(), Vec::new());
    shelf.each(|one| {
        if ways[one.place] != Way::Stranger {
            return Ok(());
        }
        let place = u32::try_from(one.place).unwrap_or(u32::MAX);
        let row = one.row();
        let email = row.email.as_filled().cloned().map(Identifier::Email);
        let id = row.unique_id.as_filled().cloned().map(Identifier::UniqueId);
        for other in email
            .iter()
            .chain(&id)
            .filter_map(Identifier::read_otherwise)
        {
            for (kind, hash) in core.key.entries(&other) {
                match kind {
                    IdentifierKind::Email => emails.push((hash, place)),
                    IdentifierKind::UniqueId => ids.push((hash, place)),
                }
            }
        }
        Ok(())
    })?;
    for (kind, mut mentions) in [
        (IdentifierKind::Email, emails),
        (IdentifierKind::UniqueId, ids),
    ] {
        mentions.sort_unstable();
        registered(db, kind, &mentions, &mut found)?;
    }
    Ok(found)
}

/// Addresses and IDs of all rows. All count, also those of rows that are no stranger's themselves.
fn mentions(core: &Core, shelf: &Shelf, renaming: &mut Vec<u32>) -> Result<[Vec<Mention>; 2]> {
    let mut emails = Vec::with_capacity(shelf.len());
    let mut ids = Vec::with_capacity(shelf.len());
    shelf.each(|one| {
        let place = u32::try_from(one.place).unwrap_or(u32::MAX);
        emails.extend(one.head.email.map(|hash| (hash, place)));
        ids.extend(one.head.unique_id.map(|hash| (hash, place)));
        if one.head.has_older_forms {
            let row = one.row();
            let forms = row.emails().flat_map(EmailAddress::older_forms);
            emails.extend(forms.map(|form| (core.key.email_text(&form), place)));
        }
        if one.head.renames {
            renaming.push(place);
            let row = one.row();
            let email = row.existing_email.as_filled();
            emails.extend(email.map(|email| (core.key.email(email), place)));
            let id = row.new_unique_id.as_filled();
            ids.extend(id.map(|id| (core.key.unique_id(id), place)));
        }
        Ok(())
    })?;
    Ok([emails, ids])
}

/// Adds users whose hash is mentioned, with the row that mentions it. The mentions are in the order of their hashes.
fn registered(
    db: &Db<'_>,
    kind: IdentifierKind,
    mentions: &[Mention],
    found: &mut Vec<(UserId, u32)>,
) -> Result<()> {
    if (mentions.len() as u64).saturating_mul(PASS_SHARE) < db.counter("users")? {
        for (hash, place) in mentions {
            let user = db.registered(kind, *hash)?;
            found.extend(user.map(|user| (user, *place)));
        }
        return Ok(());
    }
    let mut rest = mentions.iter().peekable();
    db.each_registered(kind, |known, user| {
        while let Some((hash, place)) = rest.next_if(|(hash, _)| *hash <= known) {
            if *hash == known {
                found.push((user, *place));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::Language;
    use crate::domain::identifier::UniqueId;
    use crate::domain::roster::{Cell, RosterRow};
    use crate::domain::time::{FixedClock, Timestamp};
    use crate::error::Error;
    use crate::service::ops::import::roster::shelf::Head;
    use crate::service::{NewAccount, Service, Surroundings};

    /// Hashes of a row's address and ID.
    type Hashes = (Option<i64>, Option<i64>);

    /// An account in which the hash 10 leads to user 1, 20 to user 2, and 21, an ID, to user 2 as well; so many others
    /// are registered besides.
    fn account(others: i64) -> Result<(tempfile::TempDir, Service)> {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let new = NewAccount {
            account: "Enigma Hub".to_owned(),
            admin_name: "Dewi".to_owned(),
            admin_email: "dewi@admin.example".to_owned(),
            passphrase: None,
            language: Language::English,
        };
        let surroundings = Surroundings::at(Arc::new(FixedClock(Timestamp(1))));
        let mut service = Service::create(&folder.path().join("a.db"), &new, surroundings)?;
        service.store.write(|tx| {
            tx.register(IdentifierKind::Email, 10, UserId(1), 1)?;
            tx.register(IdentifierKind::Email, 20, UserId(2), 1)?;
            tx.register(IdentifierKind::UniqueId, 21, UserId(2), 1)?;
            for other in 0..others {
                tx.register(IdentifierKind::Email, 1_000 + other, UserId(100 + other), 1)?;
            }
            tx.count("users", others)
        })?;
        Ok((folder, service))
    }

    /// Rows with these hashes of address and ID.
    fn related(others: i64, rows: &[Hashes]) -> Result<Relations> {
        let (folder, service) = account(others)?;
        let mut shelf = Shelf::new(folder.path());
        for (email, unique_id) in rows {
            let head = Head {
                email: *email,
                unique_id: *unique_id,
                ..Head::default()
            };
            shelf.put(head, &RosterRow::default())?;
        }
        shelf.close()?;
        relate(&service.store.db(), &service.core, &shelf)
    }

    #[test]
    fn rows_that_share_a_hash_or_a_user_are_looked_up_and_others_are_not() -> Result<()> {
        let cases: [(&[Hashes], &[Way]); 6] = [
            (&[(Some(1), Some(2))], &[Way::Stranger]),
            (&[(Some(10), Some(2))], &[Way::Known]),
            (&[(Some(20), Some(21))], &[Way::Known]),
            // The same hash, by chance or not.
            (
                &[(Some(5), None), (Some(6), Some(7)), (Some(5), Some(8))],
                &[Way::Shared, Way::Stranger, Way::Shared],
            ),
            // Two ways to the same user.
            (
                &[(Some(20), None), (None, Some(21))],
                &[Way::Shared, Way::Shared],
            ),
            // One way to each of two.
            (&[(Some(10), Some(21))], &[Way::Careful]),
        ];
        for (rows, ways) in cases {
            // By look-ups, and by a pass.
            for others in [0, 1_000] {
                let relations = related(others, rows)?;
                assert_eq!(relations.ways, ways, "{rows:?}");
                let known = ways.iter().filter(|way| **way == Way::Known);
                assert_eq!(relations.bearers.len(), known.count());
            }
        }
        Ok(())
    }

    #[test]
    fn a_row_that_renames_counts_with_all_its_identifiers() -> Result<()> {
        let (folder, service) = account(0)?;
        let key = &service.core.key;
        let email = |text| EmailAddress::parse(text).map_or(Cell::Empty, Cell::Filled);
        let id = |text| UniqueId::parse(text).map_or(Cell::Empty, Cell::Filled);
        let mut shelf = Shelf::new(folder.path());
        let renaming = RosterRow {
            existing_email: email("old@x.example"),
            new_unique_id: id("N-1"),
            ..RosterRow::default()
        };
        let head = |email, unique_id, renames| Head {
            email,
            unique_id,
            renames,
            ..Head::default()
        };
        shelf.put(head(Some(1), Some(2), true), &renaming)?;
        shelf.put(head(Some(3), Some(4), true), &RosterRow::default())?;
        let old = key.email_text("old@x.example");
        shelf.put(head(Some(old), None, false), &RosterRow::default())?;
        let new = key.unique_id_text("N-1");
        shelf.put(head(None, Some(new), false), &RosterRow::default())?;
        shelf.close()?;
        let found = relate(&service.store.db(), &service.core, &shelf)?;
        let ways = [Way::Shared, Way::Careful, Way::Shared, Way::Shared];
        assert_eq!(found.ways, ways);
        Ok(())
    }
}
