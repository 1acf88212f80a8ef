//! The roster CSV as an act: which user each row means, and what would change of them.
//!
//! An empty cell of an identifier leaves the identifier as it is: a roster adds and changes users, it never takes away
//! the last means of finding one.
//!
//! The rows are read once and set aside ([`shelf`]); what is kept in memory of each is a few numbers. Rows that name
//! nobody who is or was here, and rows that mean one user alone, are found for all of them together ([`relating`]); the
//! former are added in bulk, the latter compared and changed in the order of the users' ids ([`comparing`]). Only the
//! others are looked up one by one.

mod carrying_out;
pub(crate) mod choice;
mod comparing;
mod handing;
mod judging;
mod losses;
mod marks;
mod meaning;
mod meant;
mod mending;
mod moves;
mod reader;
mod relating;
mod remarking;
mod seats;
mod shelf;
mod showing;
mod sighting;
mod telling;
mod tracing;

use crate::domain::record::{ImportTold, Remembered};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

pub use self::choice::RosterChoice;
use crate::domain::batch::Progress;
use crate::domain::damage::is_like_number;
use crate::domain::id::UserId;
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::mending::Mended;
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::domain::roster::{
    Cell, ImportOptions, Nameless, RemarkFinder, RosterFault, RosterImport, RosterList, RosterMark,
    RosterResult, RosterRow, RosterToken, RosterVerdicts, TextRemark,
};
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result};
use crate::intake::Limits;
use crate::intake::dates::Orders;
use crate::intake::mending::MendedRows;
use crate::intake::roster::{RosterReading, Said};
use crate::service::Core;
use crate::service::deletion::erasure;
use crate::service::files::columns;
use crate::service::files::columns::Chosen;
use crate::service::files::open_regular;
use crate::service::ops::import::source::{Imported, Source};
use crate::service::ops::{Scene, groups, objection_to_texts};
use crate::service::waiting::keep_newest;
use crate::store::Db;
use handing::{GivenUp, Handed};
use marks::Marks;
use shelf::{Head, Shelf};

pub(crate) use losses::{Lost, mailing};
use mending::mend;
pub(crate) use mending::{failed, whom_it_means};
pub(crate) use showing::lines;
pub(crate) use sighting::{LookedFor, Seen, folded_name, sight};
pub(crate) use tracing::Checksum;
pub(crate) use tracing::Tracing;

/// What the rows of a roster would do. How the users shall be is read from the rows again when it is done.
#[derive(Debug)]
pub(crate) struct Deeds {
    /// What becomes of each row, those that cannot be read included.
    pub verdicts: Arc<RosterVerdicts>,
    /// The users who change, in the order of their ids, with the place of the row that says how.
    changes: Vec<(UserId, u32)>,
    /// Users whom no row means.
    gone: Marks,
    given_up: GivenUp,
    /// Identifiers that go from one row to another.
    handed: Handed,
}

/// A roster that was read and waits to be imported.
#[derive(Debug)]
pub(crate) struct Roster {
    shelf: Shelf,
    /// Rows that cannot be read.
    unreadable: RosterVerdicts,
    /// Words that look damaged, whether they change anything or not.
    remarks: Vec<TextRemark>,
    /// License types that the header names, in its order.
    licenses: Vec<Arc<str>>,
    /// Names of groups in the rows, each with its place among them: the file names them in this order.
    groups: HashMap<Box<str>, usize>,
    judged: Mutex<Option<Judged>>,
    /// What was said of its columns.
    chosen: Option<Chosen>,
    /// Where it was read from, and how: rows that fail can be corrected.
    source: Source,
    choice: RosterChoice,
    mending: Mending,
    imported: Imported,
}

impl Roster {
    /// Whether a row is of a record that shares what should be its own with another.
    fn is_twice(&self, line: u32) -> bool {
        let served = self.choice.served.as_ref();
        served.is_some_and(|served| served.twice.contains_key(&line))
    }

    /// Records of the server that give no row.
    fn nameless(&self) -> &[Nameless] {
        let served = self.choice.served.as_ref();
        served.map_or(&[], |served| &served.nameless)
    }
}

/// Of a server's roster, how many records give no row, and of how many something cannot be taken.
pub(crate) fn passed_over(core: &Core, import: &RosterImport) -> Result<(u64, u64)> {
    let roster = roster_of(core, import)?;
    let incomplete = roster
        .choice
        .served
        .as_ref()
        .map(|served| served.incomplete());
    Ok((
        roster.nameless().len() as u64,
        incomplete.unwrap_or_default(),
    ))
}

/// What was said of rows of a file in place of what stands there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mending {
    pub rows: MendedRows,
    /// What the log says of it; none where nothing was corrected.
    pub told: Option<Mended>,
}

/// A judgement, and the state of the database in which it was made: carrying out what was planned a moment ago judges a
/// million rows once.
#[derive(Debug)]
struct Judged {
    state: (i64, i64),
    options: ImportOptions,
    deeds: Arc<Deeds>,
}

/// Rosters that wait, by token.
pub(crate) type Rosters = BTreeMap<RosterToken, Arc<Roster>>;

/// Numbers rosters within the process.
static NEXT_TOKEN: AtomicU64 = AtomicU64::new(1);

/// Reads a roster CSV and keeps its rows until they are imported or dropped; answers how many there are, too.
pub(crate) fn read(
    db: &Db<'_>,
    core: &Core,
    path: &Path,
    choice: &RosterChoice,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<(RosterImport, u64)> {
    let (file, _) = open_regular(path)?;
    let source = Source::of(path, &file)?;
    read_as(db, core, (file, source), choice, Mending::default(), watch)
}

/// The same, with what was said of some of its rows.
fn read_as(
    db: &Db<'_>,
    core: &Core,
    (file, source): (File, Source),
    choice: &RosterChoice,
    mending: Mending,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<(RosterImport, u64)> {
    let reading = how(db, core, &file, choice)?;
    let mut shelf = Shelf::new(&core.place.uploads);
    let mut unreadable = RosterVerdicts::default();
    let mut groups = HashMap::new();
    let mut remarks = RemarkFinder::default();
    let mut put = Ok(());
    let intake = crate::intake::roster::read_roster(
        std::io::BufReader::new(file),
        &Limits::none(),
        &reading,
        &mending.rows,
        watch,
        &mut |row| match row {
            Ok(row) if put.is_ok() => {
                note_groups(&row, &mut groups);
                remarks.note(&row);
                put = shelf.put(head(core, &row), &row);
            }
            Ok(_) => {}
            Err(fault) => unreadable.push(fault.line, unreadable_row(fault)),
        },
    )?;
    put?;
    shelf.close()?;
    let rows = (shelf.len() + unreadable.len()) as u64;
    let orders = Orders {
        dates: choice.order,
        times: None,
    };
    let roster = RosterToken(NEXT_TOKEN.fetch_add(1, Ordering::Relaxed));
    let read = Roster {
        shelf,
        unreadable,
        remarks: remarks.finish(),
        licenses: intake.header.license_types,
        groups,
        judged: Mutex::default(),
        chosen: Chosen::of(&choice.columns, orders, choice.license.as_deref()),
        source,
        choice: choice.clone(),
        mending,
        imported: Imported::default(),
    };
    let mut rosters = core.rosters()?;
    rosters.insert(roster, Arc::new(read));
    keep_newest(&mut rosters);
    drop(rosters);
    let import = RosterImport {
        roster,
        options: ImportOptions::default(),
    };
    Ok((import, rows))
}

/// How a roster is read, by what was said about it.
fn how(
    db: &Db<'_>,
    core: &Core,
    file: &std::fs::File,
    choice: &RosterChoice,
) -> Result<RosterReading> {
    let types = db.license_types()?;
    let types: Vec<&str> = types.iter().map(|kind| kind.name.as_str()).collect();
    let said = Said {
        columns: choice.columns.clone(),
        license: choice.license.as_deref(),
        types: &types,
        order: choice.order,
    };
    let source = std::io::BufReader::new(file);
    RosterReading::new(source, Limits::none().bytes, &said, core.now())?
        .map_err(|fault| Error::Refused(Reason::NoRoster(fault)))
}

fn unreadable_row(fault: RosterFault) -> RosterResult {
    RosterResult::Unreadable(Box::new(fault))
}

/// What is found out about a row without asking the database.
fn head(core: &Core, row: &RosterRow<'_>) -> Head {
    Head {
        email: row.email.as_filled().map(|email| core.key.email(email)),
        unique_id: row.unique_id.as_filled().map(|id| core.key.unique_id(id)),
        renames: row.renames(),
        has_bad_text: bad_text(row).is_some(),
        has_bad_group: has_bad_group(row),
        is_suspect: row.is_suspect(),
        is_number: row
            .unique_id
            .as_filled()
            .is_some_and(|id| is_like_number(id.as_str())),
        has_older_forms: row.emails().any(|email| !email.older_forms().is_empty()),
    }
}

/// Why a text of a row cannot be kept.
fn bad_text(row: &RosterRow<'_>) -> Option<Reason> {
    let cells = [&row.first_name, &row.last_name, &row.work_title];
    let names = cells.into_iter().map(Cell::text);
    let filled = row.attributes.iter().filter(|(_, value)| !value.is_empty());
    let attributes = filled.clone().map(|(name, _)| *name);
    objection_to_texts(names.chain(attributes), filled.map(|(_, value)| *value))
}

/// Adds the groups that a row names. Whoever names more than there can be is refused for the first that are too many.
fn note_groups(row: &RosterRow<'_>, groups: &mut HashMap<Box<str>, usize>) {
    for name in row.groups_wanted().unwrap_or_default() {
        if !groups.contains_key(*name) && groups.len() <= meaning::MOST_NAMES {
            groups.insert((*name).into(), groups.len());
        }
    }
}

/// Whether a row names a group as none can be called.
fn has_bad_group(row: &RosterRow<'_>) -> bool {
    let mut names = row.groups_wanted().unwrap_or_default().iter();
    names.any(|name| !groups::is_group_name(name))
}

/// The roster that an import means.
fn roster_of(core: &Core, import: &RosterImport) -> Result<Arc<Roster>> {
    let rosters = core.rosters()?;
    let roster = rosters.get(&import.roster);
    roster.cloned().ok_or(Error::Refused(Reason::ReviewGone))
}

/// Judges every row, in file order.
pub(crate) fn judge(db: &Db<'_>, core: &Core, import: &RosterImport) -> Result<Arc<Deeds>> {
    let roster = roster_of(core, import)?;
    // Whatever changes a user or an identifier is noted in one of the two.
    let state = (db.log_head()?.number, db.last_change()?);
    let mut judged = roster.judged.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = judged.as_ref()
        && known.state == state
        && known.options.are_judged_like(import.options)
    {
        return Ok(Arc::clone(&known.deeds));
    }
    // What was judged in another state is not kept beside the new judgement.
    *judged = None;
    let deeds = Arc::new(judging::judge(db, core, &roster, import.options)?);
    *judged = Some(Judged {
        state,
        options: import.options,
        deeds: Arc::clone(&deeds),
    });
    Ok(deeds)
}

/// Notes that a roster was imported: it is not imported again.
pub(crate) fn note_imported(core: &Core, import: &RosterImport) {
    if let Ok(roster) = roster_of(core, import) {
        roster.imported.is_done();
    }
}

/// Whether a roster still waits to be imported.
pub(crate) fn may_import(core: &Core, import: &RosterImport) -> Result<()> {
    match roster_of(core, import)?.imported.entry() {
        Some(_) => Err(Error::Refused(Reason::ReviewGone)),
        None => Ok(()),
    }
}

/// An employee of whom only the identifiers are known.
fn identified(email: Option<&str>, unique_id: Option<&str>) -> EmployeeInfo {
    EmployeeInfo {
        email: email.and_then(|text| EmailAddress::parse(text).ok()),
        unique_id: unique_id.and_then(|text| UniqueId::parse(text).ok()),
        ..EmployeeInfo::default()
    }
}

/// The users whom no row means, for a draft of who left. Refused where the roster is visibly a part of the account, or
/// where a row does not say whom it means.
pub(crate) fn leavers(db: &Db<'_>, core: &Core, import: &RosterImport) -> Result<Vec<UserId>> {
    let deeds = judge(db, core, import)?;
    let verdicts = &deeds.verdicts;
    let percent = db.settings()?.gate_percent;
    match verdicts.leavers_objection(percent) {
        Some(reason) => Err(Error::Refused(reason)),
        None => Ok(deeds.gone.iter().collect()),
    }
}

/// Why a roster is refused as a whole, and how many of its rows fail: a guard of people before anything else.
pub(crate) fn refusal(import: &RosterImport, deeds: &Deeds) -> Option<(&'static str, u64)> {
    let verdicts = &deeds.verdicts;
    if import.options.in_part || !verdicts.has_faults() {
        return None;
    }
    let guard = verdicts.iter().find_map(|row| match row.result {
        RosterResult::Refused(why) if why.is_guard() => Some(why.code()),
        _ => None,
    });
    Some((
        guard.unwrap_or("rows_fail"),
        verdicts.total(RosterList::Refused),
    ))
}

/// Applies a roster: all of it, or what can be where that was asked.
pub(crate) fn apply(
    scene: &mut Scene<'_, '_>,
    import: &RosterImport,
    deeds: &Deeds,
) -> Result<(Receipt, ImportTold, Lost)> {
    let roster = roster_of(scene.core, import)?;
    let verdicts = &deeds.verdicts;
    let refused = verdicts.count(RosterMark::Refused) + verdicts.count(RosterMark::Unreadable);
    let mut told = ImportTold {
        added: 0,
        changed: 0,
        unchanged: 0,
        refused,
        licenses_made: None,
        groups_made: None,
        mailed: None,
        taken_over: None,
        trace: None,
        columns: Remembered(false),
        mended: roster.mending.told.clone(),
    };
    let mut lost = Lost::default();
    if refused == 0 || import.options.in_part {
        told.added = verdicts.count(RosterMark::Added);
        told.changed = verdicts.count(RosterMark::Changed);
        told.unchanged = verdicts.count(RosterMark::Unchanged);
        erasure::lease_ids(scene.tx, scene.core, scene.journal, told.added)?;
        lost = carrying_out::carry_out(scene, &roster, import.options, deeds, &mut told)?;
        if let Some(mended) = &mut told.mended {
            mended.lines = roster.corrected_lines(deeds);
        }
        roster.imported.will_be(scene)?;
    }
    // Where its columns go was said all the same.
    told.columns = columns::remember(scene, roster.chosen.as_ref())?;
    Ok((
        Receipt::Imported {
            added: told.added,
            changed: told.changed,
            unchanged: told.unchanged,
            refused,
            rows: Arc::clone(verdicts),
        },
        told,
        lost,
    ))
}
