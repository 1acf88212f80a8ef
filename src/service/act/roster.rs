//! The roster CSV as an act: which user each row means, and what would change of them.
//!
//! An empty cell of an identifier leaves the identifier as it is: a roster adds and changes users, it never takes away
//! the last means of finding one.

use std::collections::{BTreeMap, HashMap};

use super::super::files::open_regular;
use super::super::{Core, erasure, identity};
use super::{Scene, checked_info, people};
use crate::domain::id::{GroupId, LicenseTypeId, UserId};
use crate::domain::identifier::{EmailAddress, Identifier, UniqueId};
use crate::domain::license::LicenseStatus;
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::domain::roster::{Cell, RosterImport, RosterResult, RosterRow, RosterVerdict};
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result};
use crate::intake::Limits;
use crate::store::{Db, NewUser};

/// What a row would do.
#[derive(Debug, Clone)]
pub(in crate::service) struct Deed {
    line: u32,
    kind: DeedKind,
}

#[derive(Debug, Clone)]
enum DeedKind {
    Add(Box<Wanted>),
    Change(UserId, Box<Wanted>),
    Unchanged,
    Refused(RosterResult),
}

/// How a user shall be.
#[derive(Debug, Clone)]
struct Wanted {
    info: EmployeeInfo,
    groups: Option<Vec<String>>,
    licenses: Vec<(LicenseTypeId, bool)>,
}

impl Deed {
    pub(super) fn verdict(&self) -> RosterVerdict {
        let result = match &self.kind {
            DeedKind::Add(_) => RosterResult::Added,
            DeedKind::Change(..) => RosterResult::Changed,
            DeedKind::Unchanged => RosterResult::Unchanged,
            DeedKind::Refused(result) => result.clone(),
        };
        RosterVerdict {
            line: self.line,
            result,
        }
    }

    fn is_refused(&self) -> bool {
        matches!(self.kind, DeedKind::Refused(_))
    }
}

/// Reads a roster CSV.
pub(in crate::service) fn read(path: &std::path::Path) -> Result<RosterImport> {
    let (file, _) = open_regular(path)?;
    let mut import = RosterImport::default();
    crate::intake::roster::read_roster(
        std::io::BufReader::new(file),
        &Limits::none(),
        &mut |_| {},
        &mut |row| match row {
            Ok(row) => import.rows.push(row),
            Err(fault) => import.faults.push(fault),
        },
    )?;
    Ok(import)
}

/// Judges every row, in file order.
pub(super) fn judge(db: &Db<'_>, core: &Core, import: &RosterImport) -> Result<Vec<Deed>> {
    let mut judge = Judge {
        db,
        core,
        types: db
            .license_types()?
            .into_iter()
            .map(|kind| (kind.name.clone(), kind))
            .collect(),
        seats_taken: HashMap::new(),
        lines: HashMap::new(),
    };
    let mut deeds = Vec::with_capacity(import.rows.len() + import.faults.len());
    for row in &import.rows {
        let kind = match judge.row(row)? {
            Ok(kind) => kind,
            Err(reason) => DeedKind::Refused(RosterResult::Refused(reason)),
        };
        deeds.push(Deed {
            line: row.line,
            kind,
        });
    }
    for fault in &import.faults {
        deeds.push(Deed {
            line: fault.line,
            kind: DeedKind::Refused(RosterResult::Unreadable(fault.clone())),
        });
    }
    deeds.sort_by_key(|deed| deed.line);
    Ok(deeds)
}

struct Judge<'j, 'c> {
    db: &'j Db<'c>,
    core: &'j Core,
    types: HashMap<String, crate::domain::license::LicenseType>,
    /// Seats that earlier rows of the file take.
    seats_taken: HashMap<LicenseTypeId, i64>,
    /// Identifiers that earlier rows have spoken for, with their line.
    lines: HashMap<Identifier, u32>,
}

type Judged<T> = std::result::Result<T, Reason>;

impl Judge<'_, '_> {
    fn row(&mut self, row: &RosterRow) -> Result<Judged<DeedKind>> {
        let user = match self.whom(row)? {
            Ok(user) => user,
            Err(reason) => return Ok(Err(reason)),
        };
        let before = match user {
            Some(user) => self.db.profile(user)?,
            None => None,
        };
        let info = wanted_info(row, before.as_ref().map(|profile| &profile.employee));
        if let Some(reason) = checked_info(&info) {
            return Ok(Err(reason));
        }
        if let Some(reason) = identity::objection(self.db, self.core, user, &info)? {
            return Ok(Err(reason));
        }
        if let Some(line) = self.spoken_for(&info, row.line) {
            return Ok(Err(Reason::DuplicateOf(line)));
        }
        let licenses = match self.licenses(row, user)? {
            Ok(licenses) => licenses,
            Err(reason) => return Ok(Err(reason)),
        };
        let groups = match &row.groups {
            Cell::Absent => None,
            Cell::Empty => Some(Vec::new()),
            Cell::Filled(names) => Some(names.clone()),
        };
        if groups
            .iter()
            .flatten()
            .any(|name| !people::is_group_name(name))
        {
            return Ok(Err(Reason::NameMissing));
        }
        let unchanged = before.as_ref().is_some_and(|before| {
            let names: Vec<&String> = before.groups.iter().map(|(_, name)| name).collect();
            let same_groups = groups.as_ref().is_none_or(|groups| {
                groups.len() == names.len() && groups.iter().all(|group| names.contains(&group))
            });
            before.employee == info && same_groups && licenses.is_empty()
        });
        let wanted = Box::new(Wanted {
            info,
            groups,
            licenses,
        });
        Ok(Ok(match user {
            None => DeedKind::Add(wanted),
            Some(_) if unchanged => DeedKind::Unchanged,
            Some(user) => DeedKind::Change(user, wanted),
        }))
    }

    /// The user a row means; none for a new one.
    fn whom(&self, row: &RosterRow) -> Result<Judged<Option<UserId>>> {
        let renamed = row.existing_email.as_filled();
        let email = renamed
            .or(row.email.as_filled())
            .cloned()
            .map(Identifier::Email);
        let unique_id = row.unique_id.as_filled().cloned().map(Identifier::UniqueId);
        let must_exist = renamed.is_some() || row.new_unique_id.as_filled().is_some();
        let mut found: Option<UserId> = None;
        for identifier in [email, unique_id].into_iter().flatten() {
            if let identity::Named::Living(user) =
                identity::look_up(self.db, self.core, &identifier)?
            {
                if found.is_some_and(|other| other != user) {
                    return Ok(Err(Reason::IdsDisagree));
                }
                found = Some(user);
            }
        }
        Ok(if must_exist && found.is_none() {
            Err(Reason::UserGone)
        } else {
            Ok(found)
        })
    }

    /// The earlier line that one of the identifiers stands on.
    fn spoken_for(&mut self, info: &EmployeeInfo, line: u32) -> Option<u32> {
        let mut keys = identity::identifiers(info);
        for key in &mut keys {
            if let Identifier::Email(email) = key
                && let Ok(folded) = EmailAddress::parse(&email.matching_form())
            {
                *email = folded;
            }
        }
        if let Some(earlier) = keys.iter().find_map(|key| self.lines.get(key)) {
            return Some(*earlier);
        }
        for key in keys {
            self.lines.insert(key, line);
        }
        None
    }

    /// License types that the row changes, when there are seats for them.
    fn licenses(
        &mut self,
        row: &RosterRow,
        user: Option<UserId>,
    ) -> Result<Judged<Vec<(LicenseTypeId, bool)>>> {
        let held = match user {
            Some(user) => self.db.held_statuses(user)?,
            None => Vec::new(),
        };
        let mut changes = Vec::new();
        for (name, wanted) in &row.licenses {
            let Some(kind) = self.types.get(name.as_ref()) else {
                return Ok(Err(Reason::UnknownLicense(name.to_string())));
            };
            if held.iter().any(|(id, _)| *id == kind.id) == *wanted {
                continue;
            }
            let taken = self.seats_taken.entry(kind.id).or_default();
            let free =
                kind.seats.cast_signed() - (kind.invited + kind.activated).cast_signed() - *taken;
            if *wanted && free <= 0 {
                return Ok(Err(Reason::NoSeats(1)));
            }
            *taken += if *wanted { 1 } else { -1 };
            changes.push((kind.id, *wanted));
        }
        Ok(Ok(changes))
    }
}

fn wanted_info(row: &RosterRow, before: Option<&EmployeeInfo>) -> EmployeeInfo {
    let mut info = before.cloned().unwrap_or_default();
    let text = |cell: &Cell<String>, kept: &mut String| match cell {
        Cell::Absent => {}
        Cell::Empty => kept.clear(),
        Cell::Filled(text) => kept.clone_from(text),
    };
    text(&row.first_name, &mut info.first_name);
    text(&row.last_name, &mut info.last_name);
    text(&row.work_title, &mut info.job_title);
    if let Some(email) = row.email.as_filled()
        && info.email.as_ref() != Some(email)
    {
        info.email = Some(email.clone());
    }
    let unique_id: Option<&UniqueId> = row.new_unique_id.as_filled().or(row.unique_id.as_filled());
    if let Some(id) = unique_id {
        info.unique_id = Some(id.clone());
    }
    for (name, value) in &row.attributes {
        if value.is_empty() {
            info.attributes.remove(name.as_ref());
        } else {
            info.attributes.insert(name.to_string(), value.clone());
        }
    }
    info
}

/// Applies a roster: all of it, or what can be where that was asked.
pub(super) fn apply(
    scene: &mut Scene<'_, '_>,
    import: &RosterImport,
    deeds: &[Deed],
) -> Result<(Receipt, String)> {
    let refused = deeds.iter().filter(|deed| deed.is_refused()).count() as u64;
    let rows: Vec<RosterVerdict> = deeds.iter().map(Deed::verdict).collect();
    let mut tally: BTreeMap<&str, u64> = BTreeMap::new();
    if refused == 0 || import.in_part {
        let additions = deeds
            .iter()
            .filter(|deed| matches!(deed.kind, DeedKind::Add(_)))
            .count();
        erasure::lease_ids(scene.tx, scene.core, scene.journal, additions as u64)?;
        let mut groups: HashMap<String, GroupId> = HashMap::new();
        for deed in deeds {
            let counted = match &deed.kind {
                DeedKind::Add(wanted) => {
                    add(scene, wanted, &mut groups)?;
                    "added"
                }
                DeedKind::Change(user, wanted) => {
                    change(scene, *user, wanted, &mut groups)?;
                    "changed"
                }
                DeedKind::Unchanged => "unchanged",
                DeedKind::Refused(_) => continue,
            };
            *tally.entry(counted).or_default() += 1;
        }
    }
    let of = |name| tally.get(name).copied().unwrap_or_default();
    let (added, changed, unchanged) = (of("added"), of("changed"), of("unchanged"));
    let detail = format!("added={added} changed={changed} unchanged={unchanged} refused={refused}");
    Ok((
        Receipt::Imported {
            added,
            changed,
            unchanged,
            refused,
            rows,
        },
        detail,
    ))
}

fn add(
    scene: &Scene<'_, '_>,
    wanted: &Wanted,
    groups: &mut HashMap<String, GroupId>,
) -> Result<()> {
    let mut user = NewUser {
        info: wanted.info.clone(),
        ..NewUser::default()
    };
    for name in wanted.groups.iter().flatten() {
        user.groups.push(group(scene, name, groups)?);
    }
    let id = scene.tx.insert_user(&user)?;
    identity::register(scene.tx, scene.core, id, None, &wanted.info)?;
    set_licenses(scene, id, wanted)?;
    scene.tx.note_change(id, id)
}

fn change(
    scene: &Scene<'_, '_>,
    user: UserId,
    wanted: &Wanted,
    groups: &mut HashMap<String, GroupId>,
) -> Result<()> {
    let before = scene
        .tx
        .profile(user)?
        .ok_or(Error::Refused(Reason::UserGone))?;
    scene.tx.update_user(user, &wanted.info)?;
    identity::register(
        scene.tx,
        scene.core,
        user,
        Some(&before.employee),
        &wanted.info,
    )?;
    if let Some(names) = &wanted.groups {
        let mut after = Vec::with_capacity(names.len());
        for name in names {
            after.extend(u16::try_from(group(scene, name, groups)?.0));
        }
        let present: Vec<u16> = before
            .groups
            .iter()
            .filter_map(|(id, _)| u16::try_from(id.0).ok())
            .collect();
        scene.tx.set_groups(user, &present, &after)?;
    }
    set_licenses(scene, user, wanted)?;
    scene.tx.note_change(user, user)
}

fn set_licenses(scene: &Scene<'_, '_>, user: UserId, wanted: &Wanted) -> Result<()> {
    for (kind, held) in &wanted.licenses {
        let status = if *held {
            LicenseStatus::Invited
        } else {
            LicenseStatus::None
        };
        scene.tx.set_license(user, *kind, status, scene.now)?;
    }
    Ok(())
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
