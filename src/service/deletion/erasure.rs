//! The one place where users are deleted: a decision is written to the erasure journal, synced, and carried out in the
//! transaction that follows it.
//!
//! What stands in the journal is decided for good. When the transaction is lost (a kill between the two, or an older
//! copy of the database put in its place), [`crate::service::residue::settling::settle`] carries the same decision out again, before anybody sees the data.

use crate::domain::act::Act;
use crate::domain::record::Detail;
use std::collections::BTreeMap;

use crate::domain::batch::PlanRow;
use crate::domain::id::{BatchId, GroupId, LicenseTypeId, OperatorId, UserId};
use crate::domain::identifier::IdentifierKind;
use crate::domain::learning::Day;
use crate::domain::license::LicenseStatus;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::account::chain;
use crate::service::deletion::rewording::{blot_out, note_reworded, rename_upload};
use crate::service::mail::letters;
use crate::service::mail::letters::Ended;
use crate::service::residue::journal::{Erased, Erasure, Frame, Journal, PassedOver};
use crate::store::{DoomedUser, Entry, StoredChunk, StoredRelease, Tx};

/// Number of the last journal frame that this database holds the effects of.
pub(crate) const JOURNAL_NUMBER: &str = "journal_number";
/// User ids up to this one are covered by a lease in the journal.
pub(crate) const IDS_LEASED: &str = "ids_leased";
/// Ids leased at a time.
const LEASE: i64 = 10_000;

/// Writes a frame and notes its number in the same transaction.
pub(crate) fn write_frame(
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
    tx.note_journal_mark(number, journal.head())?;
    tx.set_fact(JOURNAL_NUMBER, number.cast_signed())
}

/// Makes sure that ids which are about to be given are never given again, whatever copy of the database comes back.
pub(crate) fn lease_ids(
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

/// In which order the users of a batch have their turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// By their numbers: the cursor says whose turn has been.
    ByNumber,
    /// As the provider confirms them: the changes say whose turn has been. The journal keeps 0 as the cursor.
    AtProvider,
}

/// A chunk that is about to be carried out.
pub(crate) struct Decision {
    /// The batch.
    pub batch: BatchId,
    /// SHA-256 of the batch's plan.
    pub plan_sha256: [u8; 32],
    /// Who confirmed the batch.
    pub operator: OperatorId,
    /// When.
    pub at: Timestamp,
    /// In which order.
    pub order: Order,
    /// The last user whose turn is in this chunk, where turns go by numbers.
    pub cursor: i64,
    /// Users to erase, in id order, each with the line that names them.
    pub doomed: Vec<(DoomedUser, u32)>,
    /// Planned users who are passed over after all.
    pub passed_over: Vec<(UserId, PlanRow)>,
}

impl Decision {
    /// The decision as the journal keeps it.
    pub(crate) fn to_frame(&self, core: &Core) -> Frame {
        let erased = self.doomed.iter().map(|(user, line)| Erased {
            user: user.id.0,
            line: *line,
            email_hash: user
                .email
                .as_deref()
                .map(|email| crate::service::directory::identity::email_hash(core, email)),
            id_hash: user
                .unique_id
                .as_deref()
                .map(|id| crate::service::directory::identity::id_hash(core, id)),
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

    /// The last user of the chunk.
    fn last_user(&self) -> i64 {
        let gone = self.doomed.iter().map(|(user, _)| user.id.0);
        let passed_over = self.passed_over.iter().map(|(user, _)| user.0);
        match self.order {
            Order::ByNumber => self.cursor,
            Order::AtProvider => gone.chain(passed_over).max().unwrap_or_default(),
        }
    }

    /// Carries the decision out as a chunk of its batch.
    pub(crate) fn carry_out(&self, tx: &Tx<'_>, core: &Core) -> Result<()> {
        if self.order == Order::AtProvider {
            for (user, _) in &self.doomed {
                tx.note_here(self.batch, user.id, true, self.at)?;
            }
            for (user, _) in &self.passed_over {
                tx.note_here(self.batch, *user, false, self.at)?;
            }
        }
        tell_who_wished(tx, &self.doomed, self.at)?;
        let reworded = erase(tx, core, &self.doomed, self.at, self.batch)?;
        for (user, row) in &self.passed_over {
            tx.add_exception(self.batch, *user, *row)?;
        }
        let deleted = self.doomed.len() as u64;
        let passed_over = self.passed_over.len() as u64;
        tx.record_chunk(&StoredChunk {
            batch: self.batch,
            cursor: (self.order == Order::ByNumber).then_some(self.cursor),
            last_user: self.last_user(),
            processed: deleted + passed_over,
            deleted,
            at: self.at,
        })?;
        let entry = Entry {
            at: self.at,
            operator: Some(self.operator),
            act: Act::BatchChunk,
            user: None,
            batch: Some(self.batch),
            detail: Detail::Chunk {
                deleted,
                passed_over,
            },
        };
        chain::append(tx, core, &entry)?;
        note_reworded(tx, core, (self.at, Some(self.operator)), &reworded)
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

/// Deletes users with everything that belongs to them and moves every figure that counts them. Answers who of the others has
/// other words in a hold or a request now.
pub(crate) fn erase(
    tx: &Tx<'_>,
    core: &Core,
    doomed: &[(DoomedUser, u32)],
    at: Timestamp,
    batch: BatchId,
) -> Result<Vec<UserId>> {
    let (Some((first, _)), Some((last, _))) = (doomed.first(), doomed.last()) else {
        return Ok(Vec::new());
    };
    let has_edits = tx.have_edits()?;
    let products = tx.settings()?.other_products.join(", ");
    let mut seats: BTreeMap<(LicenseTypeId, LicenseStatus), i64> = BTreeMap::new();
    let mut groups: BTreeMap<u16, i64> = BTreeMap::new();
    let (mut connected, mut on_hold) = (0, 0);
    for (user, _) in doomed {
        for group in &user.groups {
            *groups.entry(*group).or_default() += 1;
        }
        connected += i64::from(user.connected);
        on_hold += i64::from(user.on_hold);
        if !products.is_empty() {
            tx.add_reference_record(&opaque_number()?, &products, at)?;
        }
    }
    let holders = doomed.iter().map(|(user, _)| user);
    let holders = holders.filter(|user| user.license != LicenseStatus::None);
    tx.each_held_status(holders.map(|user| user.id), |license, status| {
        *seats.entry((license, status)).or_default() += 1;
    })?;
    let mut reworded = blot_out(tx, core, doomed)?;
    rename_upload(tx, doomed, batch)?;
    reworded.retain(|user| {
        doomed
            .binary_search_by_key(user, |(one, _)| one.id)
            .is_err()
    });
    for (user, _) in doomed.iter().filter(|_| has_edits) {
        tx.blot_former(user.email.as_deref(), user.unique_id.as_deref())?;
    }
    let runs = doomed.chunk_by(|(one, _), (next, _)| next.id.0 == one.id.0 + 1);
    let ends = |run: &[(DoomedUser, u32)]| Some((run.first()?.0.id, run.last()?.0.id));
    tx.delete_users(runs.filter_map(ends))?;
    for ((license, status), count) in seats {
        tx.count_seats(license, status, -count)?;
    }
    for (group, count) in groups {
        tx.count_member(GroupId(i64::from(group)), -count)?;
    }
    let count = i64::try_from(doomed.len()).unwrap_or_default();
    tx.count("users", -count)?;
    tx.count("deleted", count)?;
    tx.grow_deletions(&Day::at(at).month(), count)?;
    tx.count("connected", -connected)?;
    tx.count("on_hold", -on_hold)?;
    tx.remove_mail_of_gone(first.id, last.id)?;
    // The entry that tells of this erasure is the next one.
    let proof = (batch, tx.log_head()?.number + 1);
    tx.redact_requests_of_gone(first.id, last.id, at, proof)?;
    tx.redact_changes_of_gone(first.id, last.id)?;
    tx.note_gone(doomed.iter().map(|(user, _)| user.id))?;
    Ok(reworded)
}

/// Takes a tombstone away; an identifier that a living user bears is left alone.
///
/// `act` says when and by whom; none where only the journal tells of it.
pub(crate) fn release(
    tx: &Tx<'_>,
    kind: IdentifierKind,
    hash: i64,
    act: Option<(Timestamp, OperatorId, &str)>,
) -> Result<()> {
    if let Some(user) = tx.registered(kind, hash)?
        && !tx.user_exists(user)?
    {
        tx.unregister(kind, hash, user)?;
        let release = StoredRelease {
            user,
            at: act.map(|(at, ..)| at),
            operator: act.map(|(_, operator, _)| operator),
            operator_name: None,
            reason: act
                .map(|(.., reason)| reason.to_owned())
                .unwrap_or_default(),
        };
        tx.note_release(kind, hash, &release)?;
    }
    Ok(())
}

/// A number that tells nothing of whom it stands for.
fn opaque_number() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::Bug(error.to_string()))?;
    Ok(crate::service::files::hexadecimal(&bytes))
}
