//! The roster CSV as an act: which user each row means, and what would change of them.
//!
//! An empty cell of an identifier leaves the identifier as it is: a roster adds and changes users, it never takes away
//! the last means of finding one.
//!
//! Rows that name nobody who is or was here are found for all of them together ([`strangers`]) and added in bulk; only
//! the others are looked up one by one.

mod carrying_out;
mod strangers;

use std::collections::HashMap;
use std::sync::Arc;

use super::super::files::open_regular;
use super::super::{Core, erasure, identity};
use super::{Scene, checked_info, checked_texts, people};
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::identifier::{EmailAddress, Identifier, UniqueId};
use crate::domain::license::{LicenseStatus, LicenseType};
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::domain::roster::{
    Cell, RosterFault, RosterImport, RosterResult, RosterRow, RosterRows, RosterVerdict,
};
use crate::domain::user::EmployeeInfo;
use crate::error::Result;
use crate::intake::Limits;
use crate::store::Db;

/// What a row would do. How the user shall be is read from the row again when it is done: a million rows are judged
/// before the first is carried out.
#[derive(Debug, Clone)]
pub(in crate::service) struct Deed {
    line: u32,
    kind: DeedKind,
}

#[derive(Debug, Clone)]
enum DeedKind {
    Add,
    Change(UserId),
    Unchanged,
    Refused(RosterResult),
}

impl Deed {
    pub(super) fn verdict(&self) -> RosterVerdict {
        let result = match &self.kind {
            DeedKind::Add => RosterResult::Added,
            DeedKind::Change(..) => RosterResult::Changed,
            DeedKind::Unchanged => RosterResult::Unchanged,
            DeedKind::Refused(result) => result.clone(),
        };
        RosterVerdict {
            line: self.line,
            result,
        }
    }
}

/// Reads a roster CSV.
pub(in crate::service) fn read(path: &std::path::Path) -> Result<RosterImport> {
    let (file, _) = open_regular(path)?;
    let (mut rows, mut faults) = (RosterRows::default(), Vec::new());
    crate::intake::roster::read_roster(
        std::io::BufReader::new(file),
        &Limits::none(),
        &mut |_| {},
        &mut |row| match row {
            Ok(row) => rows.push(&row),
            Err(fault) => faults.push(fault),
        },
    )?;
    rows.trim();
    Ok(RosterImport {
        rows: rows.into(),
        faults: faults.into(),
        in_part: false,
    })
}

/// A roster that was judged, and the state of the database in which it was: carrying out what was planned a moment ago
/// judges a million rows once.
pub(in crate::service) struct Judged {
    rows: Arc<RosterRows>,
    state: (i64, i64),
    deeds: Vec<Deed>,
}

/// Judges every row, in file order.
pub(super) fn judge(db: &Db<'_>, core: &Core, import: &RosterImport) -> Result<Vec<Deed>> {
    // Whatever changes a user or an identifier is noted in one of the two.
    let state = (db.log_head()?.number, db.last_change()?);
    let kept = core.judged_roster()?.take();
    if let Some(kept) = kept
        && Arc::ptr_eq(&kept.rows, &import.rows)
        && kept.state == state
    {
        return Ok(kept.deeds);
    }
    let deeds = judge_anew(db, core, import)?;
    *core.judged_roster()? = Some(Judged {
        rows: Arc::clone(&import.rows),
        state,
        deeds: deeds.clone(),
    });
    Ok(deeds)
}

fn judge_anew(db: &Db<'_>, core: &Core, import: &RosterImport) -> Result<Vec<Deed>> {
    let mut judge = Judge {
        db,
        core,
        types: license_types(db)?,
        seats_taken: HashMap::new(),
        lines: HashMap::new(),
    };
    let strangers = strangers::among(db, core, &import.rows)?;
    let mut deeds = Vec::with_capacity(import.rows.len() + import.faults.len());
    let mut faults = import.faults.iter().peekable();
    for (row, is_stranger) in import.rows.iter().zip(strangers) {
        while let Some(fault) = faults.next_if(|fault| fault.line < row.line) {
            deeds.push(unreadable(fault));
        }
        let judged = if is_stranger {
            judge.stranger(&row)
        } else {
            judge.row(&row)?
        };
        deeds.push(Deed {
            line: row.line,
            kind: judged.unwrap_or_else(|reason| {
                DeedKind::Refused(RosterResult::Refused(Box::new(reason)))
            }),
        });
    }
    deeds.extend(faults.map(unreadable));
    Ok(deeds)
}

fn unreadable(fault: &RosterFault) -> Deed {
    Deed {
        line: fault.line,
        kind: DeedKind::Refused(RosterResult::Unreadable(Box::new(fault.clone()))),
    }
}

fn license_types(db: &Db<'_>) -> Result<HashMap<String, LicenseType>> {
    let types = db.license_types()?.into_iter();
    Ok(types.map(|kind| (kind.name.clone(), kind)).collect())
}

struct Judge<'j, 'c> {
    db: &'j Db<'c>,
    core: &'j Core,
    types: HashMap<String, LicenseType>,
    /// Seats that earlier rows of the file take.
    seats_taken: HashMap<LicenseTypeId, i64>,
    /// Identifiers that earlier rows have spoken for, with their line.
    lines: HashMap<Identifier, u32>,
}

type Verdict<T> = std::result::Result<T, Reason>;

impl Judge<'_, '_> {
    fn row(&mut self, row: &RosterRow) -> Result<Verdict<DeedKind>> {
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
        let held = match user {
            Some(user) => self.db.held_statuses(user)?,
            None => Vec::new(),
        };
        let changes_licenses = match self.licenses(row, &held) {
            Ok(changes) => changes,
            Err(reason) => return Ok(Err(reason)),
        };
        let groups = groups_wanted(row);
        if let Some(reason) = unfit(groups) {
            return Ok(Err(reason));
        }
        let unchanged = before.as_ref().is_some_and(|before| {
            let names: Vec<&String> = before.groups.iter().map(|(_, name)| name).collect();
            let same_groups = groups.is_none_or(|groups| {
                groups.len() == names.len() && groups.iter().all(|group| names.contains(&group))
            });
            before.employee == info && same_groups && !changes_licenses
        });
        Ok(Ok(match user {
            None => DeedKind::Add,
            Some(_) if unchanged => DeedKind::Unchanged,
            Some(user) => DeedKind::Change(user),
        }))
    }

    /// Judges a row whose identifiers nobody has, had, or is given by another row.
    fn stranger(&mut self, row: &RosterRow) -> Verdict<DeedKind> {
        let cells = [&row.first_name, &row.last_name, &row.work_title];
        let texts = cells.into_iter().map(filled);
        let named = row.attributes.iter().filter(|(_, value)| !value.is_empty());
        let attributes = named.flat_map(|(name, value)| [name.as_ref(), value.as_str()]);
        if let Some(reason) = checked_texts(texts.chain(attributes)) {
            return Err(reason);
        }
        if row.email.as_filled().is_none() && row.unique_id.as_filled().is_none() {
            return Err(Reason::IdentifierMissing);
        }
        self.licenses(row, &[])?;
        unfit(groups_wanted(row)).map_or(Ok(DeedKind::Add), Err)
    }

    /// The user a row means; none for a new one.
    fn whom(&self, row: &RosterRow) -> Result<Verdict<Option<UserId>>> {
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

    /// Whether the row changes what the user holds, when there are seats for it.
    fn licenses(&mut self, row: &RosterRow, held: &[Held]) -> Verdict<bool> {
        let mut changes = false;
        for (name, wanted) in &row.licenses {
            let Some(kind) = self.types.get(name.as_ref()) else {
                return Err(Reason::UnknownLicense(name.to_string()));
            };
            if held.iter().any(|(id, _)| *id == kind.id) == *wanted {
                continue;
            }
            let taken = self.seats_taken.entry(kind.id).or_default();
            let free =
                kind.seats.cast_signed() - (kind.invited + kind.activated).cast_signed() - *taken;
            if *wanted && free <= 0 {
                return Err(Reason::NoSeats(1));
            }
            *taken += if *wanted { 1 } else { -1 };
            changes = true;
        }
        Ok(changes)
    }
}

/// A license type that a user holds.
type Held = (LicenseTypeId, LicenseStatus);

/// What a cell of a user who is added says.
const fn filled(cell: &Cell<String>) -> &str {
    match cell {
        Cell::Filled(text) => text.as_str(),
        Cell::Absent | Cell::Empty => "",
    }
}

/// The groups that a row names; none when it says nothing of them.
const fn groups_wanted(row: &RosterRow) -> Option<&[String]> {
    match &row.groups {
        Cell::Absent => None,
        Cell::Empty => Some(&[]),
        Cell::Filled(names) => Some(names.as_slice()),
    }
}

/// Why groups cannot be named so.
fn unfit(groups: Option<&[String]>) -> Option<Reason> {
    let mut names = groups.unwrap_or_default().iter();
    names
        .any(|name| !people::is_group_name(name))
        .then_some(Reason::NameMissing)
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
    let count = |is: fn(&DeedKind) -> bool| deeds.iter().filter(|deed| is(&deed.kind)).count();
    let refused = count(|kind| matches!(kind, DeedKind::Refused(_))) as u64;
    let (mut added, mut changed, mut unchanged) = (0, 0, 0);
    if refused == 0 || import.in_part {
        added = count(|kind| matches!(kind, DeedKind::Add)) as u64;
        changed = count(|kind| matches!(kind, DeedKind::Change(_))) as u64;
        unchanged = count(|kind| matches!(kind, DeedKind::Unchanged)) as u64;
        erasure::lease_ids(scene.tx, scene.core, scene.journal, added)?;
        carrying_out::carry_out(scene, import, deeds)?;
    }
    let detail = format!("added={added} changed={changed} unchanged={unchanged} refused={refused}");
    Ok((
        Receipt::Imported {
            added,
            changed,
            unchanged,
            refused,
            rows: deeds.iter().map(Deed::verdict).collect(),
        },
        detail,
    ))
}
