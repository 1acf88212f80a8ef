//! Doing what the rows of a roster were judged to do: new users in bulk in the file's order, the others in the order of
//! their ids, each written only where something changes.

use std::collections::{BTreeMap, HashMap};

use super::super::super::{Core, identity};
use super::super::Scene;
use super::comparing::{each_meant, held, neighbours};
use super::shelf::{Shelf, Shelved};
use super::{Deeds, license_types};
use crate::domain::id::{GroupId, LicenseTypeId, UserId};
use crate::domain::identifier::{EmailAddress, IdentifierKind, UniqueId};
use crate::domain::license::LicenseStatus;
use crate::domain::reason::Reason;
use crate::domain::roster::{RosterMark, RosterRow};
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result};
use crate::store::{Bulk, BulkUser, PresentUser, Renewal, RenewedUser};

/// Does what every row was judged to do.
pub(super) fn carry_out(scene: &Scene<'_, '_>, rows: &Shelf, deeds: &Deeds) -> Result<()> {
    let types = license_types(scene.tx)?;
    let mut carrying = Carrying {
        scene,
        licenses: types
            .into_values()
            .map(|kind| (kind.name, kind.id))
            .collect(),
        groups: HashMap::new(),
    };
    if deeds.verdicts.count(RosterMark::Added) > 0 {
        carrying.add_all(rows, deeds)?;
    }
    carrying.change_all(rows, &deeds.changes)
}

struct Carrying<'c, 's, 't> {
    scene: &'c Scene<'s, 't>,
    licenses: HashMap<String, LicenseTypeId>,
    /// Groups that were kinds.
    groups: HashMap<String, GroupId>,
}

/// A user who changes, and what of them.
struct Change {
    user: RenewedUser,
    /// Whether the user's own row changes.
    is_renewed: bool,
    licenses: Vec<(LicenseTypeId, (LicenseStatus, LicenseStatus))>,
    /// Identifiers of before and from now on, where they change.
    identifiers: Option<(EmployeeInfo, EmployeeInfo)>,
}

impl Carrying<'_, '_, '_> {
    fn add_all(&mut self, rows: &Shelf, deeds: &Deeds) -> Result<()> {
        let scene = self.scene;
        let names = rows.names().iter();
        let kinds: Vec<Option<LicenseTypeId>> =
            names.map(|name| self.licenses.get(name).copied()).collect();
        let mut bulk = scene.tx.bulk(scene.core.key_number)?;
        let mut added: Option<(UserId, UserId)> = None;
        // A row that could not be read was not set aside.
        let marks = deeds.verdicts.marks().iter();
        let mut marks = marks.filter(|mark| **mark != RosterMark::Unreadable);
        rows.each(|one| {
            if marks.next() == Some(&RosterMark::Added) {
                let id = self.add(&mut bulk, one, &kinds)?;
                added = Some((added.map_or(id, |(first, _)| first), id));
            }
            Ok(())
        })?;
        bulk.finish()?;
        match added {
            Some((first, last)) => scene.tx.note_change(first, last),
            None => Ok(()),
        }
    }

    fn add(
        &mut self,
        bulk: &mut Bulk<'_>,
        one: Shelved<'_>,
        kinds: &[Option<LicenseTypeId>],
    ) -> Result<UserId> {
        let scene = self.scene;
        let row = one.row();
        let names = row.groups_wanted().unwrap_or_default();
        let mut joined = Vec::with_capacity(names.len());
        for name in names {
            joined.push(self.group(name)?);
        }
        let wanted = one.glance().licenses().collect::<Vec<_>>();
        let wanted = wanted.iter().filter(|(_, held)| *held);
        let wanted = wanted.filter_map(|(place, _)| kinds.get(*place).copied().flatten());
        let mut held: Vec<_> = wanted
            .map(|kind| (kind, LicenseStatus::Invited, scene.now))
            .collect();
        held.sort_unstable();
        held.dedup();
        let attributes = row.attributes.iter();
        let attributes: BTreeMap<String, String> = attributes
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let id = bulk.add(&BulkUser {
            first_name: row.first_name.text(),
            last_name: row.last_name.text(),
            email: row.email.as_filled(),
            unique_id: row.unique_id.as_filled(),
            job_title: row.work_title.text(),
            language: None,
            connected: false,
            last_active: None,
            hold: None,
            groups: &joined,
            attributes: &attributes,
            licenses: &held,
        })?;
        if let Some((email, hash)) = row.email.as_filled().zip(one.head.email) {
            identity::note_domain_of(bulk, scene.core, email);
            bulk.register(IdentifierKind::Email, hash, id);
        }
        if let Some(hash) = one.head.unique_id {
            bulk.register(IdentifierKind::UniqueId, hash, id);
        }
        Ok(id)
    }

    fn change_all(&mut self, rows: &Shelf, users: &[(UserId, u32)]) -> Result<()> {
        let scene = self.scene;
        let mut renewal = scene.tx.renewal();
        let mut moves = Moves::default();
        let mut buffer = Vec::new();
        let mut before = None;
        for together in neighbours(users) {
            // Who changes twice gives up the second time what was taken the first time.
            if before == together.first().map(|(user, _)| *user) {
                moves.write(scene)?;
            }
            before = together.last().map(|(user, _)| *user);
            // Nothing is written into the table while it is read.
            let mut changes = Vec::with_capacity(together.len());
            each_meant(scene.tx, together, |user, place| {
                let row = rows.at(place as usize, &mut buffer)?.row();
                changes.push(self.change(user, &row)?);
                Ok(())
            })?;
            if changes.len() < together.len() {
                return Err(Error::Refused(Reason::UserGone));
            }
            for change in &changes {
                write(scene, &mut renewal, &mut moves, change)?;
            }
            if let (Some((first, _)), Some((last, _))) = (together.first(), together.last()) {
                scene.tx.note_change(*first, *last)?;
            }
        }
        moves.write(scene)?;
        renewal.finish()
    }

    fn change(&mut self, user: &PresentUser<'_>, row: &RosterRow<'_>) -> Result<Change> {
        let licenses = self.licenses(user, row)?;
        let email = row.email.as_filled().map(EmailAddress::as_str);
        let unique_id = row.new_unique_id.as_filled().or(row.unique_id.as_filled());
        let renewed = RenewedUser {
            id: user.id,
            first_name: row.first_name.text_over(user.first_name).to_owned(),
            last_name: row.last_name.text_over(user.last_name).to_owned(),
            email: email.or(user.email).map(str::to_owned),
            unique_id: unique_id
                .map(UniqueId::as_str)
                .or(user.unique_id)
                .map(str::to_owned),
            job_title: row.work_title.text_over(user.job_title).to_owned(),
            license: licenses.strongest,
            groups: self.groups(user, row)?,
            attributes: attributes(user, row),
        };
        let same_identifiers = renewed.email.as_deref() == user.email
            && renewed.unique_id.as_deref() == user.unique_id;
        let is_same = same_identifiers
            && renewed.first_name == user.first_name
            && renewed.last_name == user.last_name
            && renewed.job_title == user.job_title
            && renewed.license == user.license
            && renewed.groups.is_none()
            && renewed.attributes.is_none();
        let identifiers = (!same_identifiers).then(|| {
            let before = identified(user.email, user.unique_id);
            let after = identified(renewed.email.as_deref(), renewed.unique_id.as_deref());
            (before, after)
        });
        Ok(Change {
            user: renewed,
            is_renewed: !is_same,
            licenses: licenses.changed,
            identifiers,
        })
    }

    /// What the row changes of a user's licenses.
    fn licenses(&self, user: &PresentUser<'_>, row: &RosterRow<'_>) -> Result<Licenses> {
        let mut changed = Vec::new();
        if row.licenses.is_empty() {
            let strongest = user.license;
            return Ok(Licenses { changed, strongest });
        }
        let mut held: BTreeMap<i64, LicenseStatus> = held(self.scene.tx, user)?
            .into_iter()
            .map(|(license, status)| (license.0, status))
            .collect();
        for (name, wanted) in &row.licenses {
            let Some(license) = self.licenses.get(*name) else {
                continue;
            };
            match (held.get(&license.0).copied(), *wanted) {
                (None, true) => {
                    held.insert(license.0, LicenseStatus::Invited);
                    changed.push((*license, (LicenseStatus::None, LicenseStatus::Invited)));
                }
                (Some(before), false) => {
                    held.remove(&license.0);
                    changed.push((*license, (before, LicenseStatus::None)));
                }
                _ => {}
            }
        }
        let strongest = if changed.is_empty() {
            user.license
        } else {
            held.into_values().max().unwrap_or_default()
        };
        Ok(Licenses { changed, strongest })
    }

    /// Groups of before and from now on, where they change.
    fn groups(
        &mut self,
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
    ) -> Result<Option<(Vec<u16>, Vec<u16>)>> {
        let Some(names) = row.groups_wanted() else {
            return Ok(None);
        };
        let before: Vec<u16> = user.groups().collect();
        let mut after = Vec::with_capacity(names.len());
        for name in names {
            after.extend(u16::try_from(self.group(name)?.0));
        }
        let same = before.len() == after.len() && after.iter().all(|group| before.contains(group));
        Ok((!same).then_some((before, after)))
    }

    /// A group by name, made when there is none.
    fn group(&mut self, name: &str) -> Result<GroupId> {
        if let Some(group) = self.groups.get(name) {
            return Ok(*group);
        }
        let tx = self.scene.tx;
        let group = match tx.group_named(name)? {
            Some(group) => group,
            None => tx.insert_group(name)?,
        };
        self.groups.insert(name.to_owned(), group);
        Ok(group)
    }
}

/// Licenses of a user that change, each with where it stood and stands from now on, and the strongest from now on.
struct Licenses {
    changed: Vec<(LicenseTypeId, (LicenseStatus, LicenseStatus))>,
    strongest: LicenseStatus,
}

/// Entries of the registries that users give up and take, gathered because hashes written in the order of the users
/// would touch a page each.
#[derive(Default)]
struct Moves {
    given_up: Vec<(IdentifierKind, i64, UserId)>,
    taken: Vec<(IdentifierKind, i64, UserId)>,
}

impl Moves {
    fn note(&mut self, core: &Core, user: UserId, before: &EmployeeInfo, after: &EmployeeInfo) {
        let hashes = |info: &EmployeeInfo| -> Vec<(IdentifierKind, i64)> {
            let identifiers = identity::identifiers(info);
            identifiers
                .iter()
                .map(|one| core.key.identifier(one))
                .collect()
        };
        let (before, after) = (hashes(before), hashes(after));
        let gone = before.iter().filter(|entry| !after.contains(entry));
        self.given_up
            .extend(gone.map(|(kind, hash)| (*kind, *hash, user)));
        let new = after.iter().filter(|entry| !before.contains(entry));
        self.taken
            .extend(new.map(|(kind, hash)| (*kind, *hash, user)));
    }

    fn write(&mut self, scene: &Scene<'_, '_>) -> Result<()> {
        let by_hash =
            |entry: &(IdentifierKind, i64, UserId)| (entry.0 == IdentifierKind::Email, entry.1);
        self.given_up.sort_unstable_by_key(by_hash);
        for (kind, hash, user) in self.given_up.drain(..) {
            scene.tx.unregister(kind, hash, user)?;
        }
        self.taken.sort_unstable_by_key(by_hash);
        for (kind, hash, user) in self.taken.drain(..) {
            scene.tx.register(kind, hash, user, scene.core.key_number)?;
        }
        Ok(())
    }
}

fn write(
    scene: &Scene<'_, '_>,
    renewal: &mut Renewal<'_>,
    moves: &mut Moves,
    change: &Change,
) -> Result<()> {
    let user = &change.user;
    if change.is_renewed {
        renewal.save(user)?;
    }
    if let Some((before, after)) = &change.identifiers {
        moves.note(scene.core, user.id, before, after);
        if let Some(email) = &after.email {
            identity::note_domain(scene.tx, scene.core, email)?;
        }
    }
    for (license, statuses) in &change.licenses {
        renewal.set_license(user.id, *license, *statuses, scene.now)?;
    }
    Ok(())
}

/// An employee of whom only the identifiers are told.
fn identified(email: Option<&str>, unique_id: Option<&str>) -> EmployeeInfo {
    EmployeeInfo {
        email: email.and_then(|text| EmailAddress::parse(text).ok()),
        unique_id: unique_id.and_then(|text| UniqueId::parse(text).ok()),
        ..EmployeeInfo::default()
    }
}

/// Custom attributes from now on, where they change.
fn attributes(user: &PresentUser<'_>, row: &RosterRow<'_>) -> Option<BTreeMap<String, String>> {
    if row.attributes.is_empty() {
        return None;
    }
    let before = user.attributes();
    let mut after = before.clone();
    for (name, value) in &row.attributes {
        if value.is_empty() {
            after.remove(*name);
        } else {
            after.insert((*name).to_owned(), (*value).to_owned());
        }
    }
    (after != before).then_some(after)
}
