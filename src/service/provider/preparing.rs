//! A batch on its way to the provider: every row is judged as for an erasure here and written down as a change, chunk by
//! chunk; then the files are written, and the batch is *at the provider*.
//!
//! Who was prepared last is said by the changes themselves, so whoever goes on after a kill begins where the last commit
//! ended. Files are there before the database says so.

use super::packing;
use crate::domain::act::Act;
use crate::domain::batch::{BatchEvent, BatchState, PlanRow, Progress, RowOutcome};
use crate::domain::id::{BatchId, UserId};
use crate::domain::provider::{Provider, Road};
use crate::domain::query::BatchProgress;
use crate::domain::record::Detail;
use crate::domain::request::RequestKind;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::account::chain;
use crate::service::deletion::approvals;
use crate::service::deletion::lock::BatchLock;
use crate::service::deletion::running::{Turn, judge_chunk, spare_changed, state_of};
use crate::service::ops::deactivate;
use crate::service::residue::journal::Journal;
use crate::service::residue::settling;
use crate::store::{DoomedUser, Entry, NewChange, NewHandover, RunState, Store, Tx};

/// Users that are prepared in one transaction.
const CHUNK: usize = 2_000;

/// A batch that this process prepares for the provider.
pub(crate) struct Preparer {
    /// Which one.
    pub batch: BatchId,
    /// Users to delete with their lines, in user-id order.
    plan: Vec<(i64, u32)>,
    /// Released when this value goes.
    _lock: BatchLock,
}

impl Preparer {
    /// Takes a batch up.
    pub(crate) fn begin(store: &Store, batch: BatchId, lock: BatchLock) -> Result<Self> {
        let planned = store.db().planned_rows(batch)?.into_iter();
        Ok(Self {
            batch,
            plan: planned.map(|row| (row.reference, row.line)).collect(),
            _lock: lock,
        })
    }

    /// Prepares the next users; after the last ones writes the files and hands the batch over.
    pub(crate) fn turn(
        &self,
        store: &mut Store,
        core: &Core,
        journal: &mut Journal,
    ) -> Result<Turn> {
        let batch = self.batch;
        let prepared = store.write(|tx| {
            settling::settle(tx, core, journal, core.now())?;
            let state = state_of(tx, batch)?;
            if state.state != BatchState::Processing {
                return Ok(Prepared::Ends(Turn::Gone));
            }
            if !approvals::may_go_on(tx, &state)? {
                approvals::stop(tx, core, batch, &state)?;
                return Ok(Prepared::Ends(Turn::Gone));
            }
            let last = tx.prepared_up_to(batch)?;
            let from = self.plan.partition_point(|(user, _)| *user <= last);
            let left = self.plan.get(from..).unwrap_or_default();
            if state.cancel_wanted && !tx.batch_has_changes(batch)? {
                return Ok(Prepared::Ends(Turn::Over { cancelled: true }));
            }
            if left.is_empty() || state.cancel_wanted {
                return Ok(Prepared::All(state));
            }
            let chunk = left.get(..CHUNK.min(left.len())).unwrap_or_default();
            prepare(tx, core, batch, &state, chunk)?;
            core.at("preparation", "before its commit");
            let done = (from + chunk.len()) as u64;
            Ok(Prepared::Ends(Turn::Went(BatchProgress {
                batch,
                state: BatchState::Processing,
                progress: Progress {
                    done,
                    total: state.planned,
                },
                rate: 0,
                deleted: state.deleted,
            })))
        })?;
        match prepared {
            Prepared::Ends(turn) => {
                core.at("preparation", "after its commit");
                Ok(turn)
            }
            Prepared::All(state) => hand_over(store, core, batch, &state),
        }
    }
}

/// What a turn came to.
enum Prepared {
    Ends(Turn),
    /// Every user was prepared or passed over.
    All(RunState),
}

/// Judges users once more, and writes down those who go to the provider.
fn prepare(
    tx: &Tx<'_>,
    core: &Core,
    batch: BatchId,
    state: &RunState,
    chunk: &[(i64, u32)],
) -> Result<()> {
    let mut verdicts = judge_chunk(tx, core, state.operator, chunk)?;
    spare_changed(tx, state, chunk, &mut verdicts)?;
    let (going, mut passed_over) = verdicts;
    let underway = tx.open_deletions()?;
    let by_file = tx.settings()?.road(RequestKind::Delete) != Some(Road::Scim);
    for (user, line) in going {
        match objection(&user, &underway, by_file) {
            None => {
                let change = NewChange {
                    user: user.id,
                    kind: RequestKind::Delete,
                    batch: Some((batch, line)),
                    request: None,
                    handover: None,
                };
                tx.insert_change(&change, core.now())?;
                tx.note_change(user.id, user.id)?;
            }
            Some(outcome) => passed_over.push(passed(user.id, line, outcome)),
        }
    }
    for (user, row) in &passed_over {
        tx.add_exception(batch, *user, *row)?;
    }
    tx.count_passed_over(batch, passed_over.len() as u64)
}

fn objection(user: &DoomedUser, underway: &[i64], by_file: bool) -> Option<RowOutcome> {
    if underway.binary_search(&user.id.0).is_ok() {
        return Some(RowOutcome::AtProvider);
    }
    if !by_file {
        return None;
    }
    let email = user.email.as_deref().unwrap_or_default();
    packing::objection(email, user.unique_id.as_deref().unwrap_or_default())
}

fn passed(user: UserId, line: u32, outcome: RowOutcome) -> (UserId, PlanRow) {
    let reference = match outcome {
        RowOutcome::InvalidEmail | RowOutcome::InvalidId => 0,
        _ => user.0,
    };
    let row = PlanRow {
        line,
        outcome,
        reference,
    };
    (user, row)
}

/// The entry of the log that a batch waits for the provider.
fn handed_over(core: &Core, batch: BatchId, detail: Detail) -> Entry {
    Entry {
        at: core.now(),
        operator: None,
        act: Act::BatchHandOver,
        user: None,
        batch: Some(batch),
        detail,
    }
}

/// Writes the files of a batch, and notes that it waits for the provider.
fn hand_over(store: &mut Store, core: &Core, batch: BatchId, state: &RunState) -> Result<Turn> {
    let settings = store.db().settings()?;
    let rows = store.db().rows_to_pack(batch, None)?;
    let road = settings.road(RequestKind::Delete).unwrap_or(Road::File);
    let parts = match road {
        Road::Scim => packing::whole(&rows),
        Road::File | Road::ByHand => packing::parts(&rows, settings.package_rows)?,
    };
    let operator = store.db().operator(state.operator)?;
    let texts = packing::language_of(operator.and_then(|one| one.language), &settings);
    let files = if parts.is_empty() || road != Road::File {
        Vec::new()
    } else {
        packing::write(core, &texts, &settings.account, batch, &parts)?
    };
    let turn = store.write(|tx| {
        let state = state_of(tx, batch)?;
        if state.state != BatchState::Processing {
            return Ok(Turn::Gone);
        }
        let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
        for (number, part) in (1..).zip(&parts) {
            let file = files.get(number as usize - 1);
            let path = file.map(|file| file.path.to_string_lossy().into_owned());
            let handover = tx.insert_handover(&NewHandover {
                kind: RequestKind::Delete,
                road,
                batch: Some(batch),
                part: (number, count),
                prepared_at: core.now(),
                operator: state.operator,
                file: path.as_deref().zip(file.map(|file| file.sha256.as_str())),
            })?;
            let put = tx.put_into_handover(batch, part.lines, handover)?;
            if put != part.rows {
                return Err(Error::Bug(format!("{put} of {} rows of a file", part.rows)));
            }
        }
        if !tx.batch_has_changes(batch)? {
            return Ok(Turn::Over { cancelled: false });
        }
        // A server that does not delete them lets nobody in any more until the file is done.
        if settings.provider == Provider::Scim && road == Road::File {
            deactivate(tx, batch, (state.operator, core.now()))?;
        }
        tx.move_batch(batch, BatchEvent::HandedOver)?;
        let detail = Detail::HandedOver {
            users: rows.len() as u64,
            files: files.len() as u64,
        };
        chain::append(tx, core, &handed_over(core, batch, detail))?;
        core.at("handover", "before its commit");
        Ok(Turn::Gone)
    })?;
    core.at("handover", "after its commit");
    Ok(turn)
}
