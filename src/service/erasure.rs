//! The one place where users are deleted: a decision is written to the erasure journal, synced, and carried out in the
//! transaction that follows it.
//!
//! What stands in the journal is decided for good. When the transaction is lost (a kill between the two, or an older
//! copy of the database put in its place), [`settle`] carries the same decision out again, before anybody sees the data.

use std::collections::BTreeMap;

use super::Core;
use super::chain;
use super::journal::{Erased, Erasure, Frame, Journal, PassedOver};
use super::letters::{self, Ended};
use crate::domain::batch::BatchState;
use crate::domain::batch::{PlanRow, RowOutcome};
use crate::domain::id::{BatchId, GroupId, LicenseTypeId, OperatorId, UserId};
use crate::domain::identifier::IdentifierKind;
use crate::domain::license::LicenseStatus;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};
use crate::store::{DoomedUser, Entry, StoredChunk, Tx};

/// Number of the last journal frame that this database holds the effects of.
pub(super) const JOURNAL_NUMBER: &str = "journal_number";
/// User ids up to this one are covered by a lease in the journal.
const IDS_LEASED: &str = "ids_leased";
/// Ids leased at a time.
const LEASE: i64 = 10_000;

/// What became of journal frames that the database had not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Settled {
    /// Frames carried out.
    pub frames: u64,
    /// Users deleted by them.
    pub users: u64,
    /// Of them, those of the chunk that a batch which is under way here was at when its process was stopped.
    pub users_in_the_middle: u64,
}

/// Writes a frame and notes its number in the same transaction.
pub(super) fn write_frame(
    tx: &Tx<'_>,
    core: &Core,
    journal: &mut Journal,
    frame: &Frame,
) -> Result<()> {
    core.at("journal", "before its entry");
    let number = journal
        .append(frame)
        .map_err(|fault| fault.into_error(&core.place.journal))?;
    core.at("journal", "after its entry");
    tx.set_fact(JOURNAL_NUMBER, number.cast_signed())
}

/// Makes sure that ids which are about to be given are never given again, whatever copy of the database comes back.
pub(super) fn lease_ids(
    tx: &Tx<'_>,
    core: &Core,
    journal: &mut Journal,
    wanted: u64,
) -> Result<()> {
    let leased: i64 = tx.fact(IDS_LEASED)?.unwrap_or_default();
    let needed = tx.last_user_id()? + i64::try_from(wanted).unwrap_or(i64::MAX / 2);
    if needed <= leased {
        return Ok(());
    }
    let ids_up_to = (needed / LEASE + 1) * LEASE;
    tx.set_fact(IDS_LEASED, ids_up_to)?;
    write_frame(tx, core, journal, &Frame::Lease { ids_up_to })
}

/// Carries out every journal frame that this database has not seen.
pub(super) fn settle(
    tx: &Tx<'_>,
    core: &Core,
    journal: &mut Journal,
    now: Timestamp,
) -> Result<Settled> {
    let fault = |fault: super::journal::JournalFault| fault.into_error(&core.place.journal);
    journal.refresh().map_err(fault)?;
    journal.repair_tail().map_err(fault)?;
    let seen: i64 = tx.fact(JOURNAL_NUMBER)?.unwrap_or_default();
    let mut settled = Settled::default();
    if journal.last_number() <= seen.unsigned_abs() {
        return Ok(settled);
    }
    let frames: Vec<_> = journal
        .frames_after(seen.unsigned_abs())
        .collect::<std::result::Result<_, _>>()
        .map_err(fault)?;
    for (number, frame) in frames {
        match frame {
            Frame::Erasure(erasure) => {
                let state = tx.run_state(BatchId(erasure.batch))?;
                let under_way = state.is_some_and(|it| it.state == BatchState::Processing);
                let users = redo(tx, core, &erasure)?;
                settled.users += users;
                settled.users_in_the_middle += if under_way { users } else { 0 };
            }
            Frame::Lease { ids_up_to } => {
                let leased: i64 = tx.fact(IDS_LEASED)?.unwrap_or_default();
                // Ids of this lease may have been given by the copy of the database that is gone.
                tx.pass_over_user_ids(ids_up_to)?;
                tx.set_fact(IDS_LEASED, leased.max(ids_up_to))?;
            }
            Frame::Release { kind, hash } => release(tx, kind, hash)?,
        }
        settled.frames += 1;
        tx.set_fact(JOURNAL_NUMBER, number.cast_signed())?;
    }
    let detail = format!("frames={} users={}", settled.frames, settled.users);
    let entry = Entry {
        at: now,
        operator: None,
        act: "erasures_apply".to_owned(),
        user: None,
        batch: None,
        detail,
    };
    chain::append(tx, core, entry)?;
    core.at("journal", "before what it told is committed");
    Ok(settled)
}

/// A chunk that is about to be carried out.
pub(super) struct Decision {
    /// The batch.
    pub batch: BatchId,
    /// SHA-256 of the batch's plan.
    pub plan_sha256: [u8; 32],
    /// Who confirmed the batch.
    pub operator: OperatorId,
    /// When.
    pub at: Timestamp,
    /// The last user whose turn is in this chunk.
    pub cursor: i64,
    /// Users to erase, in id order, each with the line that names them.
    pub doomed: Vec<(DoomedUser, u32)>,
    /// Planned users who are passed over after all.
    pub passed_over: Vec<(UserId, PlanRow)>,
}

impl Decision {
    /// The decision as the journal keeps it.
    pub(super) fn to_frame(&self, core: &Core) -> Frame {
        let erased = self.doomed.iter().map(|(user, line)| Erased {
            user: user.id.0,
            line: *line,
            email_hash: user
                .email
                .as_deref()
                .map(|email| super::identity::email_hash(core, email)),
            id_hash: user
                .unique_id
                .as_deref()
                .map(|id| super::identity::id_hash(core, id)),
        });
        let passed_over = self.passed_over.iter().map(|(user, row)| PassedOver {
            user: user.0,
            line: row.line,
            outcome: row.outcome as u8,
            reference: row.reference,
        });
        Frame::Erasure(Erasure {
            batch: self.batch.0,
            plan_sha256: self.plan_sha256,
            operator: self.operator.0,
            at: self.at.0,
            cursor: self.cursor,
            erased: erased.collect(),
            passed_over: passed_over.collect(),
        })
    }

    /// Carries the decision out as a chunk of its batch.
    pub(super) fn carry_out(&self, tx: &Tx<'_>, core: &Core) -> Result<()> {
        tell_who_wished(tx, &self.doomed, self.at)?;
        erase(tx, &self.doomed, self.at, self.batch)?;
        for (user, row) in &self.passed_over {
            tx.add_exception(self.batch, *user, *row)?;
        }
        let deleted = self.doomed.len() as u64;
        let passed_over = self.passed_over.len() as u64;
        tx.record_chunk(&StoredChunk {
            batch: self.batch,
            cursor: self.cursor,
            processed: deleted + passed_over,
            deleted,
            at: self.at,
        })?;
        let detail = format!("deleted={deleted} passed_over={passed_over}");
        let entry = Entry {
            at: self.at,
            operator: Some(self.operator),
            act: "batch_chunk".to_owned(),
            user: None,
            batch: Some(self.batch),
            detail,
        };
        chain::append(tx, core, entry)
    }
}

/// Queues the outcome for learners who asked for anything, one message each, while their addresses are still there.
fn tell_who_wished(tx: &Tx<'_>, doomed: &[(DoomedUser, u32)], at: Timestamp) -> Result<()> {
    let (Some((first, _)), Some((last, _))) = (doomed.first(), doomed.last()) else {
        return Ok(());
    };
    let wishes = tx.wishes_of(first.id, last.id)?;
    for wishes in wishes.chunk_by(|one, other| one.0 == other.0) {
        let Some((user, request, _)) = wishes.first() else {
            continue;
        };
        let goes = doomed.binary_search_by_key(user, |(doomed, _)| doomed.id);
        if goes.is_ok() {
            let kinds = wishes.iter().map(|(_, _, kind)| *kind).collect();
            letters::queue_outcome(tx, *request, *user, &Ended::Deleted(kinds), at)?;
        }
    }
    Ok(())
}

/// Deletes users with everything that belongs to them and moves every figure that counts them.
fn erase(tx: &Tx<'_>, doomed: &[(DoomedUser, u32)], at: Timestamp, batch: BatchId) -> Result<()> {
    let (Some((first, _)), Some((last, _))) = (doomed.first(), doomed.last()) else {
        return Ok(());
    };
    let products = tx.settings()?.other_products.join(", ");
    let mut seats: BTreeMap<(LicenseTypeId, LicenseStatus), i64> = BTreeMap::new();
    let mut groups: BTreeMap<u16, i64> = BTreeMap::new();
    let (mut connected, mut on_hold) = (0, 0);
    for (user, _) in doomed {
        if user.license != LicenseStatus::None {
            for held in tx.held_statuses(user.id)? {
                *seats.entry(held).or_default() += 1;
            }
        }
        for group in &user.groups {
            *groups.entry(*group).or_default() += 1;
        }
        connected += i64::from(user.connected);
        on_hold += i64::from(user.on_hold);
        if !products.is_empty() {
            tx.add_reference_record(&opaque_number()?, &products, at)?;
        }
    }
    for run in doomed.chunk_by(|(one, _), (next, _)| next.id.0 == one.id.0 + 1) {
        if let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) {
            tx.delete_users(first.id, last.id)?;
        }
    }
    for ((license, status), count) in seats {
        tx.count_seats(license, status, -count)?;
    }
    for (group, count) in groups {
        tx.count_member(GroupId(i64::from(group)), -count)?;
    }
    let count = i64::try_from(doomed.len()).unwrap_or_default();
    tx.count("users", -count)?;
    tx.count("deleted", count)?;
    tx.count("connected", -connected)?;
    tx.count("on_hold", -on_hold)?;
    tx.remove_mail_of_gone(first.id, last.id)?;
    // The entry that tells of this erasure is the next one.
    let proof = (batch, tx.log_head()?.number + 1);
    tx.redact_requests_of_gone(first.id, last.id, at, proof)?;
    tx.note_gone(doomed.iter().map(|(user, _)| user.id))
}

/// Carries out a journaled erasure that this database has not seen; answers how many users it deleted.
fn redo(tx: &Tx<'_>, core: &Core, erasure: &Erasure) -> Result<u64> {
    let batch = BatchId(erasure.batch);
    let doomed = still_here(tx, erasure)?;
    for erased in &erasure.erased {
        let hashes = [
            (IdentifierKind::Email, erased.email_hash),
            (IdentifierKind::UniqueId, erased.id_hash),
        ];
        for (kind, hash) in hashes {
            let Some(hash) = hash else { continue };
            if tx.registered(kind, hash)?.is_none() {
                tx.register(kind, hash, UserId(erased.user), core.key_number)?;
            }
        }
    }
    let known = tx.run_state(batch)?.filter(|state| {
        state.plan_sha256 == super::files::hexadecimal(&erasure.plan_sha256)
            && state.cursor < erasure.cursor
    });
    if known.is_some() {
        let decision = Decision {
            batch,
            plan_sha256: erasure.plan_sha256,
            operator: OperatorId(erasure.operator),
            at: Timestamp(erasure.at),
            cursor: erasure.cursor,
            doomed,
            passed_over: passed_over(erasure)?,
        };
        let deleted = decision.doomed.len() as u64;
        decision.carry_out(tx, core)?;
        return Ok(deleted);
    }
    erase(tx, &doomed, Timestamp(erasure.at), batch)?;
    tx.pass_over_batch_ids(batch)?;
    for erased in &erasure.erased {
        let (operator, at) = (OperatorId(erasure.operator), Timestamp(erasure.at));
        tx.add_recovered_deletion(UserId(erased.user), erased.line, batch, operator, at)?;
        tx.pass_over_user_ids(erased.user)?;
    }
    Ok(doomed.len() as u64)
}

fn still_here(tx: &Tx<'_>, erasure: &Erasure) -> Result<Vec<(DoomedUser, u32)>> {
    let mut doomed = Vec::with_capacity(erasure.erased.len());
    for erased in &erasure.erased {
        if let Some(user) = tx.doomed_user(UserId(erased.user))? {
            doomed.push((user, erased.line));
        }
    }
    Ok(doomed)
}

fn passed_over(erasure: &Erasure) -> Result<Vec<(UserId, PlanRow)>> {
    let rows = erasure.passed_over.iter().map(|passed| {
        let outcome = RowOutcome::from_number(passed.outcome).ok_or_else(|| {
            Error::from(Trouble::Damaged("the journal names no outcome".to_owned()))
        })?;
        Ok((
            UserId(passed.user),
            PlanRow {
                line: passed.line,
                outcome,
                reference: passed.reference,
            },
        ))
    });
    rows.collect()
}

/// Takes a tombstone away; an identifier that a living user bears is left alone.
pub(super) fn release(tx: &Tx<'_>, kind: IdentifierKind, hash: i64) -> Result<()> {
    if let Some(user) = tx.registered(kind, hash)?
        && !tx.user_exists(user)?
    {
        tx.unregister(kind, hash, user)?;
    }
    Ok(())
}

/// A number that tells nothing of whom it stands for.
fn opaque_number() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::Bug(error.to_string()))?;
    Ok(super::files::hexadecimal(&bytes))
}
