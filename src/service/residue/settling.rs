//! Bringing a database up to the erasure journal beside it, before anybody sees the data.
//!
//! The chain's marks say where a database stands, not the numbers: two journals may give the same number to
//! different entries. What follows the last entry that both have is applied. A database that holds entries which the
//! journal lacks is refused, unless it says that an operator accepted the gap: then what it knows as deleted is
//! written into the journal once more, so that the journal knows everything again.

use crate::domain::act::Act;
use crate::domain::record::Detail;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::journal::{Erased, Erasure, Frame, Journal, JournalFault, PassedOver};
use super::lost::{REJOIN, entries, is_lost};
use crate::domain::batch::{BatchState, PlanRow, RowOutcome};
use crate::domain::id::{BatchId, OperatorId, UserId};
use crate::domain::identifier::{IdentifierKind, older_forms};
use crate::domain::time::Timestamp;
use crate::error::{Error, JournalGap, Result, Trouble};
use crate::service::Core;
use crate::service::account::{chain, restoring, spellings};
use crate::service::deletion::erasure::{
    Decision, IDS_LEASED, JOURNAL_NUMBER, Order, erase, release, write_frame,
};
use crate::service::deletion::rewording::note_reworded;
use crate::service::directory::identity;
use crate::store::{Db, DoomedUser, Entry, Tx};

/// Says that erasures were applied to this database whose data has not been purged from its files yet.
const PURGE_OWED: &str = "purge_owed";
/// Erased users in one frame of what is written once more.
const USERS_IN_A_FRAME: usize = 200_000;

/// What became of journal frames that the database had not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Settled {
    /// Frames carried out.
    pub frames: u64,
    /// Of them, those that concern somebody: all but numbers that were set aside.
    pub told: u64,
    /// Users deleted by them.
    pub users: u64,
    /// Of them, those of the chunk that a batch which is under way here was at when its process was stopped.
    pub users_in_the_middle: u64,
}

/// How a database stands to a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The last entry that both have, the last of the database, and the last of the journal.
    pub gap: JournalGap,
    /// Whether the database was kept before marks were: its numbers prove nothing.
    unmarked: bool,
}

impl Standing {
    /// Whether the journal lacks entries that the database holds.
    pub const fn lacks(&self) -> bool {
        let JournalGap {
            common,
            database,
            journal,
        } = self.gap;
        common < database && !(self.unmarked && database <= journal)
    }

    const fn is_level(&self) -> bool {
        self.gap.common == self.gap.database && self.gap.common == self.gap.journal
    }
}

/// Compares a database with a journal by the chain's marks.
pub(crate) fn compare(db: &Db<'_>, core: &Core, journal: &Journal) -> Result<Standing> {
    let fault = |fault: JournalFault| fault.into_error(&core.place.journal);
    let database = entries(db)?;
    let last = journal.last_number();
    let standing = |common, unmarked| Standing {
        gap: JournalGap {
            common,
            database,
            journal: last,
        },
        unmarked,
    };
    let own = db.journal_mark(database)?;
    if database == last && own == Some(journal.head()) || database == 0 {
        return Ok(standing(database, false));
    }
    let common = db.last_journal_mark(database.min(last), |number, mark| {
        Ok(journal.mark_at(number).map_err(fault)? == Some(mark))
    })?;
    Ok(standing(common.unwrap_or_default(), own.is_none()))
}

/// Carries out every journal frame that this database has not seen, in place.
pub(crate) fn settle(
    tx: &Tx<'_>,
    core: &Core,
    journal: &mut Journal,
    now: Timestamp,
) -> Result<Settled> {
    let fault = |fault: JournalFault| fault.into_error(&core.place.journal);
    if is_lost(tx, core, journal)? {
        return Ok(Settled::default());
    }
    let standing = compare(tx, core, journal)?;
    if standing.lacks() {
        return Err(Trouble::JournalGap(standing.gap).into());
    }
    journal.repair_tail().map_err(fault)?;
    let settled = if standing.is_level() {
        Settled::default()
    } else {
        apply(tx, core, journal, standing, now)?
    };
    if tx.fact::<i64>(REJOIN)?.unwrap_or_default() != 0 {
        rejoin(tx, core, journal)?;
        tx.set_fact(REJOIN, 0)?;
    }
    Ok(settled)
}

/// Carries out the frames in a database that is not in its place yet. Nothing is written into the journal; where that
/// lacks what the database holds, the database is marked to write it once it has its place.
pub(crate) fn settle_beside(
    tx: &Tx<'_>,
    core: &Core,
    journal: &Journal,
    now: Timestamp,
) -> Result<Settled> {
    let standing = compare(tx, core, journal)?;
    let settled = apply(tx, core, journal, standing, now)?;
    if standing.lacks() {
        tx.set_fact(REJOIN, 1)?;
    }
    Ok(settled)
}

/// Whether a database and its journal have anything to settle.
pub(crate) fn is_to_do(db: &Db<'_>, core: &Core, journal: &Journal) -> Result<bool> {
    let rejoins = db.fact::<i64>(REJOIN)?.unwrap_or_default() != 0;
    Ok(rejoins || journal.torn_tail() > 0 || !compare(db, core, journal)?.is_level())
}

/// Whether erasures were applied whose data has not been purged from the files yet.
pub(crate) fn is_purge_owed(db: &Db<'_>) -> Result<bool> {
    Ok(db.fact::<i64>(PURGE_OWED)?.unwrap_or_default() != 0)
}

/// Notes that somebody was erased whose data is to be purged from the files although no batch is *erasing* now.
pub(crate) fn owe_purge(tx: &Tx<'_>) -> Result<()> {
    tx.set_fact(PURGE_OWED, 1)
}

/// Notes that the files were purged.
pub(crate) fn note_purged(tx: &Tx<'_>) -> Result<()> {
    if is_purge_owed(tx)? {
        tx.set_fact(PURGE_OWED, 0)?;
    }
    Ok(())
}

fn apply(
    tx: &Tx<'_>,
    core: &Core,
    journal: &Journal,
    standing: Standing,
    now: Timestamp,
) -> Result<Settled> {
    let fault = |fault: JournalFault| fault.into_error(&core.place.journal);
    let from = standing.gap.common;
    let on_a_line = from == standing.gap.database;
    tx.forget_journal_marks_after(from)?;
    let mut settled = Settled::default();
    let spelt = if on_a_line {
        HashMap::new()
    } else {
        spellings::by_any_form(tx, core)?
    };
    let mut frames = journal.frames_after(from);
    while let Some(frame) = frames.next() {
        let (number, frame) = frame.map_err(fault)?;
        match frame {
            Frame::Erasure(erasure) => {
                // Before marks were kept, an older copy was of the same journal as far as its number tells.
                let same_people = on_a_line || standing.unmarked && number > standing.gap.database;
                let by = if same_people {
                    By::Number
                } else {
                    By::Identifiers(&spelt)
                };
                redo(tx, core, &erasure, by, &mut settled)?;
                settled.told += 1;
            }
            Frame::Lease { ids_up_to } => {
                let leased: i64 = tx.fact(IDS_LEASED)?.unwrap_or_default();
                // Ids of this lease may have been given by the copy of the database that is gone.
                tx.pass_over_user_ids(ids_up_to)?;
                tx.set_fact(IDS_LEASED, leased.max(ids_up_to))?;
            }
            Frame::Release { kind, hash } => {
                release(tx, kind, hash, None)?;
                settled.told += 1;
            }
        }
        settled.frames += 1;
        tx.note_journal_mark(number, frames.mark())?;
    }
    tx.set_fact(JOURNAL_NUMBER, standing.gap.journal.cast_signed())?;
    if settled.users > 0 {
        tx.set_fact(PURGE_OWED, 1)?;
    }
    // Numbers that were set aside concern nobody.
    if settled.told > 0 {
        let detail = Detail::Settled {
            frames: settled.told,
            users: settled.users,
        };
        let entry = Entry {
            at: now,
            operator: None,
            act: Act::ErasuresApply,
            user: None,
            batch: None,
            detail,
        };
        chain::append(tx, core, &entry)?;
    }
    core.at("journal", "before what it told is committed");
    Ok(settled)
}

/// How the journal's people are found in a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By<'s> {
    /// By their number: the database and the journal are of one line, where a number means one person.
    Number,
    /// By what identifies them: the database and the journal parted, and each gave numbers of its own. Whose address has
    /// several forms is found by each of them.
    Identifiers(&'s HashMap<i64, UserId>),
}

/// Carries out a journaled erasure that this database has not seen.
fn redo(
    tx: &Tx<'_>,
    core: &Core,
    erasure: &Erasure,
    by: By<'_>,
    settled: &mut Settled,
) -> Result<()> {
    let batch = BatchId(erasure.batch);
    let state = tx.run_state(batch)?.filter(|state| {
        state.plan_sha256 == crate::service::files::hexadecimal(&erasure.plan_sha256)
    });
    let doomed = match by {
        By::Number => by_number(tx, erasure)?,
        By::Identifiers(spelt) => by_identifiers(tx, core, erasure, spelt)?,
    };
    register(tx, core, erasure)?;
    let users = doomed.len() as u64;
    settled.users += users;
    match state {
        Some(state) if state.state == BatchState::AtProvider && erasure.cursor == 0 => {
            settled.users_in_the_middle += users;
            decision(erasure, doomed, Order::AtProvider)?.carry_out(tx, core)
        }
        Some(state) if state.cursor < erasure.cursor && !state.state.is_over() => {
            if state.state == BatchState::Processing {
                settled.users_in_the_middle += users;
            } else {
                // It was begun where the journal was written, so it is not one that merely waits.
                restoring::known::hold(tx, batch)?;
            }
            decision(erasure, doomed, Order::ByNumber)?.carry_out(tx, core)
        }
        state => {
            let at = Timestamp(erasure.at);
            let reworded = erase(tx, core, &doomed, at, batch)?;
            note_reworded(tx, core, (at, None), &reworded)?;
            if state.is_some() && doomed.is_empty() {
                return Ok(());
            }
            recover(tx, core, erasure)
        }
    }
}

/// Keeps of a batch that is not in this database what the journal tells of it.
fn recover(tx: &Tx<'_>, core: &Core, erasure: &Erasure) -> Result<()> {
    let (batch, operator) = (BatchId(erasure.batch), OperatorId(erasure.operator));
    if erasure.batch > 0 {
        tx.pass_over_batch_ids(batch)?;
    }
    for erased in &erasure.erased {
        tx.pass_over_user_ids(erased.user)?;
        if tx.deletion_of(UserId(erased.user))?.is_none() {
            let (user, at) = (UserId(erased.user), Timestamp(erasure.at));
            tx.add_recovered_deletion(user, erased.line, batch, operator, at, core.now())?;
        }
    }
    Ok(())
}

/// Makes sure that the erased stay known as deleted.
fn register(tx: &Tx<'_>, core: &Core, erasure: &Erasure) -> Result<()> {
    for erased in &erasure.erased {
        for (kind, hash) in hashes(erased) {
            if tx.registered(kind, hash)?.is_none() {
                tx.register(kind, hash, UserId(erased.user), core.key_number)?;
            }
        }
    }
    Ok(())
}

fn hashes(erased: &Erased) -> impl Iterator<Item = (IdentifierKind, i64)> {
    let hashes = [
        (IdentifierKind::Email, erased.email_hash),
        (IdentifierKind::UniqueId, erased.id_hash),
    ];
    hashes
        .into_iter()
        .filter_map(|(kind, hash)| Some((kind, hash?)))
}

fn by_number(tx: &Tx<'_>, erasure: &Erasure) -> Result<Vec<(DoomedUser, u32)>> {
    let mut doomed: Vec<(DoomedUser, u32)> = Vec::with_capacity(erasure.erased.len());
    for erased in &erasure.erased {
        // One who had several identifiers of a kind is named once for each.
        let named = doomed
            .last()
            .is_some_and(|(last, _)| last.id.0 == erased.user);
        if !named && let Some(user) = tx.doomed_user(UserId(erased.user))? {
            doomed.push((user, erased.line));
        }
    }
    Ok(doomed)
}

/// Living users who bear the identifiers of the erased. Nobody goes whose other identifier is somebody else's.
fn by_identifiers(
    tx: &Tx<'_>,
    core: &Core,
    erasure: &Erasure,
    spelt: &HashMap<i64, UserId>,
) -> Result<Vec<(DoomedUser, u32)>> {
    let mut doomed = BTreeMap::new();
    for erased in &erasure.erased {
        let mut bearers = Vec::new();
        for (kind, hash) in hashes(erased) {
            let otherwise = spelt.get(&hash).filter(|_| kind == IdentifierKind::Email);
            for user in tx.registered(kind, hash)?.iter().chain(otherwise) {
                let living = tx.doomed_user(*user)?;
                if let Some(bearer) = living.filter(|user| bears(core, user, kind, hash)) {
                    bearers.push(bearer);
                    break;
                }
            }
        }
        if let [first, rest @ ..] = &bearers[..]
            && rest.iter().all(|other| other.id == first.id)
        {
            let found = bearers.swap_remove(0);
            doomed.insert(found.id, (found, erased.line));
        }
    }
    Ok(doomed.into_values().collect())
}

fn bears(core: &Core, user: &DoomedUser, kind: IdentifierKind, hash: i64) -> bool {
    match kind {
        IdentifierKind::Email => user.email.as_deref().is_some_and(|email| {
            let mut older = older_forms(email).into_iter();
            identity::email_hash(core, email) == hash
                || older.any(|form| core.key.email_text(&form) == hash)
        }),
        IdentifierKind::UniqueId => {
            let id = user.unique_id.as_deref();
            id.is_some_and(|id| identity::id_hash(core, id) == hash)
        }
    }
}

/// The decision that the journal keeps, for the users who are still here; the others were deleted before.
fn decision(erasure: &Erasure, doomed: Vec<(DoomedUser, u32)>, order: Order) -> Result<Decision> {
    let mut passed_over = passed_over(&erasure.passed_over)?;
    let lines: BTreeSet<u32> = doomed.iter().map(|(_, line)| *line).collect();
    for erased in &erasure.erased {
        if !lines.contains(&erased.line) {
            let row = PlanRow {
                line: erased.line,
                outcome: RowOutcome::AlreadyDeleted,
                reference: erased.user,
            };
            passed_over.push((UserId(erased.user), row));
        }
    }
    Ok(Decision {
        batch: BatchId(erasure.batch),
        plan_sha256: erasure.plan_sha256,
        operator: OperatorId(erasure.operator),
        at: Timestamp(erasure.at),
        order,
        cursor: erasure.cursor,
        doomed,
        passed_over,
    })
}

fn passed_over(passed: &[PassedOver]) -> Result<Vec<(UserId, PlanRow)>> {
    let rows = passed.iter().map(|passed| {
        let outcome = RowOutcome::from_number(passed.outcome).ok_or_else(|| {
            Error::from(Trouble::Damaged("the journal names no outcome".to_owned()))
        })?;
        let row = PlanRow {
            line: passed.line,
            outcome,
            reference: passed.reference,
        };
        Ok((UserId(passed.user), row))
    });
    rows.collect()
}

/// Writes into the journal what this database knows as deleted, in frames that no batch goes on from.
fn rejoin(tx: &Tx<'_>, core: &Core, journal: &mut Journal) -> Result<()> {
    let living = tx.living()?;
    let mut gone: BTreeMap<UserId, Vec<(IdentifierKind, i64)>> = BTreeMap::new();
    for kind in [IdentifierKind::Email, IdentifierKind::UniqueId] {
        tx.each_registered(kind, |hash, user| {
            if !living.contains(user) {
                gone.entry(user).or_default().push((kind, hash));
            }
        })?;
    }
    let ids_up_to = tx.fact::<i64>(IDS_LEASED)?.unwrap_or_default();
    write_frame(tx, core, journal, &Frame::Lease { ids_up_to })?;
    let mut erasures: BTreeMap<(i64, i64, i64), Vec<Erased>> = BTreeMap::new();
    for (user, hashes) in gone {
        let known = identity::tombstone(tx, user)?;
        let operator = match tx.run_state(known.batch)? {
            Some(state) => state.operator,
            None => tx.recovered_operator(user)?.unwrap_or(OperatorId(0)),
        };
        let of_batch = (known.batch.0, known.deleted_at.0, operator.0);
        let erased = erasures.entry(of_batch).or_default();
        erased.extend(hashes.into_iter().map(|(kind, hash)| Erased {
            user: user.0,
            line: known.line.unwrap_or_default(),
            email_hash: (kind == IdentifierKind::Email).then_some(hash),
            id_hash: (kind == IdentifierKind::UniqueId).then_some(hash),
        }));
    }
    for ((batch, at, operator), erased) in erasures {
        for erased in erased.chunks(USERS_IN_A_FRAME) {
            let frame = Frame::Erasure(Erasure {
                batch,
                plan_sha256: [0; 32],
                operator,
                at,
                cursor: 0,
                erased: erased.to_vec(),
                passed_over: Vec::new(),
            });
            write_frame(tx, core, journal, &frame)?;
        }
    }
    Ok(())
}
