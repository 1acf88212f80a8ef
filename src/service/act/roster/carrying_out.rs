//! Doing what the rows of a roster were judged to do: new users in bulk, the others one by one.

use std::collections::{BTreeMap, HashMap};

use super::super::super::identity;
use super::super::Scene;
use super::{Deed, DeedKind, Held, filled, groups_wanted, license_types, wanted_info};
use crate::domain::id::{GroupId, LicenseTypeId, UserId};
use crate::domain::license::{LicenseStatus, LicenseType};
use crate::domain::reason::Reason;
use crate::domain::roster::{RosterImport, RosterResult, RosterRow};
use crate::error::{Error, Result};
use crate::store::{Bulk, BulkUser};

/// Does what every row was judged to do.
pub(super) fn carry_out(
    scene: &Scene<'_, '_>,
    import: &RosterImport,
    deeds: &[Deed],
) -> Result<()> {
    let types = license_types(scene.tx)?;
    let mut groups = HashMap::new();
    let mut bulk = scene.tx.bulk(scene.core.key_number)?;
    let mut added: Option<(UserId, UserId)> = None;
    let mut rows = import.rows.iter();
    for deed in deeds {
        // A row that could not be read is not among the rows.
        if matches!(deed.kind, DeedKind::Refused(RosterResult::Unreadable(_))) {
            continue;
        }
        let Some(row) = rows.next() else { break };
        match deed.kind {
            DeedKind::Add => {
                let id = add(scene, &mut bulk, &row, &types, &mut groups)?;
                added = Some((added.map_or(id, |(first, _)| first), id));
            }
            DeedKind::Change(user) => change(scene, user, &row, &types, &mut groups)?,
            DeedKind::Unchanged | DeedKind::Refused(_) => {}
        }
    }
    bulk.finish()?;
    match added {
        Some((first, last)) => scene.tx.note_change(first, last),
        None => Ok(()),
    }
}

fn add(
    scene: &Scene<'_, '_>,
    bulk: &mut Bulk<'_>,
    row: &RosterRow,
    types: &HashMap<String, LicenseType>,
    groups: &mut HashMap<String, GroupId>,
) -> Result<UserId> {
    let names = groups_wanted(row).unwrap_or_default();
    let mut joined = Vec::with_capacity(names.len());
    for name in names {
        joined.push(group(scene, name, groups)?);
    }
    let wanted = licenses_wanted(row, types, &[]);
    let mut held: Vec<_> = wanted
        .into_iter()
        .map(|(kind, _)| (kind, LicenseStatus::Invited, scene.now))
        .collect();
    held.sort_unstable();
    held.dedup();
    let attributes = row.attributes.iter();
    let attributes: BTreeMap<String, String> = attributes
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_string(), value.clone()))
        .collect();
    let id = bulk.add(&BulkUser {
        first_name: filled(&row.first_name),
        last_name: filled(&row.last_name),
        email: row.email.as_filled(),
        unique_id: row.unique_id.as_filled(),
        job_title: filled(&row.work_title),
        language: None,
        connected: false,
        last_active: None,
        hold: None,
        groups: &joined,
        attributes: &attributes,
        licenses: &held,
    })?;
    identity::enrol(
        bulk,
        scene.core,
        id,
        row.email.as_filled(),
        row.unique_id.as_filled(),
    );
    Ok(id)
}

fn change(
    scene: &Scene<'_, '_>,
    user: UserId,
    row: &RosterRow,
    types: &HashMap<String, LicenseType>,
    groups: &mut HashMap<String, GroupId>,
) -> Result<()> {
    let tx = scene.tx;
    let before = tx.profile(user)?.ok_or(Error::Refused(Reason::UserGone))?;
    let info = wanted_info(row, Some(&before.employee));
    let licenses = licenses_wanted(row, types, &tx.held_statuses(user)?);
    tx.update_user(user, &info)?;
    identity::register(tx, scene.core, user, Some(&before.employee), &info)?;
    if let Some(names) = groups_wanted(row) {
        let mut after = Vec::with_capacity(names.len());
        for name in names {
            after.extend(u16::try_from(group(scene, name, groups)?.0));
        }
        let present: Vec<u16> = before
            .groups
            .iter()
            .filter_map(|(id, _)| u16::try_from(id.0).ok())
            .collect();
        tx.set_groups(user, &present, &after)?;
    }
    for (kind, held) in licenses {
        let status = if held {
            LicenseStatus::Invited
        } else {
            LicenseStatus::None
        };
        tx.set_license(user, kind, status, scene.now)?;
    }
    tx.note_change(user, user)
}

/// License types that a row changes, each with whether the user shall hold it.
fn licenses_wanted(
    row: &RosterRow,
    types: &HashMap<String, LicenseType>,
    held: &[Held],
) -> Vec<(LicenseTypeId, bool)> {
    let known = row
        .licenses
        .iter()
        .filter_map(|(name, wanted)| Some((types.get(name.as_ref())?.id, *wanted)));
    known
        .filter(|(kind, wanted)| held.iter().any(|(id, _)| id == kind) != *wanted)
        .collect()
}

/// A group by name, made when there is none.
fn group(
    scene: &Scene<'_, '_>,
    name: &str,
    known: &mut HashMap<String, GroupId>,
) -> Result<GroupId> {
    if let Some(group) = known.get(name) {
        return Ok(*group);
    }
    let group = match scene.tx.group_named(name)? {
        Some(group) => group,
        None => scene.tx.insert_group(name)?,
    };
    known.insert(name.to_owned(), group);
    Ok(group)
}
