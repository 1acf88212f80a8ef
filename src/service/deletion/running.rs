//! Running a batch: chunk after chunk in user-id order, each one transaction, paced so that nobody waits for long.
//!
//! Whoever holds the kernel lock on the file beside the database runs the batch; a kill releases it. The cursor moves in
//! the chunk's own transaction, so whoever goes on begins exactly where the last commit ended.

use crate::domain::act::Act;
use crate::domain::record::Detail;
use std::time::{Duration, Instant};

use super::approvals;
use super::erasure::{self, Decision, Order};
use super::lock::{BatchLock, try_lock};
use crate::domain::batch::{BatchState, PlanRow, Progress, Resumed, RowOutcome};
use crate::domain::id::{BatchId, OperatorId, UserId};
use crate::domain::query::BatchProgress;
use crate::error::{Error, Result, Trouble};
use crate::service::Core;
use crate::service::account::chain;
use crate::service::directory::identity;
use crate::service::residue::journal::Journal;
use crate::service::timings::{Chunks, Lap, Part};
use crate::store::{Checkpoints, DoomedUser, Entry, RunState, Store, Tx};

/// How long a chunk should hold the write lock.
const CHUNK_TIME: Duration = Duration::from_millis(40);
/// The same while others write as well, so that nobody waits for long; and for how long after one of them did.
const SHORT_TIME: Duration = Duration::from_millis(20);
const SHORT_FOR: Duration = Duration::from_secs(2);
/// Users in the first chunk.
const FIRST_CHUNK: usize = 500;
/// Fewest and most users in a chunk.
const CHUNK_LIMITS: (usize, usize) = (50, 8_000);
/// A gap in ids so many times wider than the chunk makes single look-ups cheaper than reading the range.
const SPARSE: u64 = 8;

/// A batch that this process runs.
pub(crate) struct Runner {
    /// Which one.
    pub batch: BatchId,
    /// Users to delete with their lines, in user-id order.
    plan: Vec<(i64, u32)>,
    plan_sha256: [u8; 32],
    chunk: usize,
    pace: Pace,
    chunks: Chunks,
    checkpoints: Checkpoints,
    /// When somebody else wrote last, as far as it was noticed.
    others_wrote: Option<Instant>,
    /// Released when this value goes.
    lock: BatchLock,
}

/// What one turn of a runner came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// A chunk was carried out.
    Went(BatchProgress),
    /// No row is left; cancelled says whether somebody stopped it.
    Over {
        /// Whether it was cancelled.
        cancelled: bool,
    },
    /// It is not processing any more: somebody else ended it.
    Gone,
}

impl Runner {
    /// Prepares to run a batch, and notes it when a process before this one stopped in the middle.
    pub(crate) fn begin(
        store: &mut Store,
        core: &Core,
        batch: BatchId,
        lock: BatchLock,
    ) -> Result<(Self, Option<Resumed>)> {
        let timed = core.timings().phase("begin");
        let mut hash = super::review::PlanHash::default();
        let mut plan: Vec<(i64, u32)> = Vec::new();
        let mut rows = 0;
        store.db().each_plan_row(batch, |row| {
            hash.note(&row);
            if row.outcome == RowOutcome::Deleted && plan.len() == rows {
                plan.push((row.reference, row.line));
            }
            rows += 1;
            Ok(())
        })?;
        let plan_sha256 = hash.end();
        let resumed = store.write(|tx| {
            let state = state_of(tx, batch)?;
            refuse_another_plan(batch, &state, &plan_sha256, plan.len() as u64)?;
            let Some(stopped_at) = state
                .last_chunk_at
                .filter(|_| state.state == BatchState::Processing && !state.cancel_wanted)
            else {
                return Ok(None);
            };
            let resumed = Resumed {
                at: core.now(),
                stopped_at,
                processed: state.processed,
            };
            tx.note_resumed(batch, resumed)?;
            let detail = Detail::Processed {
                processed: state.processed,
            };
            let entry = Entry {
                at: core.now(),
                operator: None,
                act: Act::BatchResume,
                user: None,
                batch: Some(batch),
                detail,
            };
            chain::append(tx, core, &entry)?;
            core.at("resume", "before its commit");
            Ok(Some(resumed))
        })?;
        core.at("resume", "after its commit");
        timed.counted(rows as u64);
        let runner = Self {
            batch,
            plan,
            plan_sha256,
            chunk: FIRST_CHUNK,
            pace: Pace::default(),
            chunks: core.timings().chunks(),
            checkpoints: store.checkpoints()?,
            others_wrote: None,
            lock,
        };
        Ok((runner, resumed))
    }

    /// Carries out the next chunk.
    pub(crate) fn turn(
        &mut self,
        store: &mut Store,
        core: &Core,
        journal: &mut Journal,
    ) -> Result<Turn> {
        let mut lap = Lap::begin();
        let mut users = 0;
        if !self.lock.is_in_place() {
            let Some(lock) = try_lock(core)? else {
                return Ok(Turn::Gone);
            };
            self.lock = lock;
        }
        let turn = store.write(|tx| {
            lap.ends(Part::Wait);
            // What the journal has and the database has not was decided before: it goes first.
            crate::service::residue::settling::settle(tx, core, journal, core.now())?;
            let state = state_of(tx, self.batch)?;
            if state.state != BatchState::Processing {
                return Ok(Turn::Gone);
            }
            // Who was disabled meanwhile deletes nobody any more.
            if !approvals::may_go_on(tx, &state)? {
                approvals::stop(tx, core, self.batch, &state)?;
                return Ok(Turn::Gone);
            }
            let from = self.plan.partition_point(|(user, _)| *user <= state.cursor);
            let left = self.plan.get(from..).unwrap_or_default();
            if state.cancel_wanted || left.is_empty() {
                return Ok(Turn::Over {
                    cancelled: state.cancel_wanted && !left.is_empty(),
                });
            }
            let chunk = left.get(..self.chunk.min(left.len())).unwrap_or_default();
            users = chunk.len();
            let decision = self.decide(tx, core, &state, chunk)?;
            lap.ends(Part::Decide);
            erasure::write_frame(tx, core, journal, &decision.to_frame(core))?;
            lap.ends(Part::Journal);
            decision.carry_out(tx, core)?;
            lap.ends(Part::Apply);
            core.at("chunk", "before its commit");
            let done = state.processed + chunk.len() as u64;
            Ok(Turn::Went(BatchProgress {
                batch: self.batch,
                state: BatchState::Processing,
                progress: Progress {
                    done,
                    total: state.planned,
                },
                rate: 0,
                deleted: state.deleted + decision.doomed.len() as u64,
            }))
        })?;
        if let Turn::Went(mut progress) = turn {
            core.at("chunk", "after its commit");
            lap.ends(Part::Commit);
            self.chunks.note(&lap, users);
            // Waiting for another writer says nothing about how long this chunk made others wait.
            self.adapt(lap.held());
            self.checkpoints.after_commit(store)?;
            // Whoever waits to write gets in here, and not only after the batch.
            if store.let_others_first()? {
                self.note_others();
            }
            progress.rate = self.pace.note(progress.progress.done);
            return Ok(Turn::Went(progress));
        }
        Ok(turn)
    }

    /// Judges the users of a chunk once more, as they are now.
    fn decide(
        &self,
        tx: &Tx<'_>,
        core: &Core,
        state: &RunState,
        chunk: &[(i64, u32)],
    ) -> Result<Decision> {
        let (mut doomed, mut passed_over) = judge_chunk(tx, core, state.operator, chunk)?;
        if state.accepts.is_some() {
            spare_returned(tx, &mut doomed, &mut passed_over)?;
        }
        Ok(Decision {
            batch: self.batch,
            plan_sha256: self.plan_sha256,
            operator: state.operator,
            at: core.now(),
            order: Order::ByNumber,
            cursor: chunk.last().map_or(state.cursor, |(user, _)| *user),
            doomed,
            passed_over,
        })
    }

    /// Notes that somebody else writes beside the batch: the next chunks are shorter, from the next one on.
    pub(crate) fn note_others(&mut self) {
        let (fewest, _) = CHUNK_LIMITS;
        if self.chunk_time() == CHUNK_TIME {
            self.chunk = (self.chunk / 2).max(fewest);
        }
        self.others_wrote = Some(Instant::now());
    }

    /// How long the next chunk should take.
    fn chunk_time(&self) -> Duration {
        let is_short = |at: Instant| at.elapsed() < SHORT_FOR;
        if self.others_wrote.is_some_and(is_short) {
            SHORT_TIME
        } else {
            CHUNK_TIME
        }
    }

    /// Makes the next chunk larger or smaller, so that it takes about as long as it should.
    fn adapt(&mut self, took: Duration) {
        let (fewest, most) = CHUNK_LIMITS;
        let wanted = self.chunk_time().as_micros();
        let users = self.chunk as u128 * wanted / took.as_micros().max(1);
        let next = usize::try_from(users).unwrap_or(most);
        // One chunk that was held up says little: half as many at the least, half as many again at the most.
        let next = next.clamp(self.chunk / 2, self.chunk * 3 / 2);
        self.chunk = next.clamp(fewest, most);
    }
}

/// Passes over who was gone at the provider when the batch was reviewed, and is there again.
fn spare_returned(
    tx: &Tx<'_>,
    doomed: &mut Vec<(DoomedUser, u32)>,
    passed_over: &mut Vec<(UserId, PlanRow)>,
) -> Result<()> {
    let mut gone = Vec::with_capacity(doomed.len());
    for (user, line) in doomed.drain(..) {
        if tx.is_gone(user.id)? {
            gone.push((user, line));
            continue;
        }
        let row = PlanRow {
            line,
            outcome: RowOutcome::BackThere,
            reference: user.id.0,
        };
        passed_over.push((user.id, row));
    }
    *doomed = gone;
    Ok(())
}

/// Users of a chunk who go, with the lines that name them, and those who are passed over.
pub(crate) type Verdicts = (Vec<(DoomedUser, u32)>, Vec<(UserId, PlanRow)>);

/// Judges the users of a chunk once more, as they are now: users with the lines that name them, in id order.
pub(crate) fn judge_chunk(
    tx: &Tx<'_>,
    core: &Core,
    answers: OperatorId,
    chunk: &[(i64, u32)],
) -> Result<Verdicts> {
    let operators = identity::operators_among_users(tx, core)?;
    let mut doomed = Vec::with_capacity(chunk.len());
    let mut passed_over = Vec::new();
    let mut users = read_users(tx, chunk)?.into_iter().peekable();
    for (user, line) in chunk {
        let here = users.next_if(|found| found.id.0 == *user);
        let operator = operators
            .iter()
            .find(|(id, one)| id.0 == *user && !one.disabled);
        let objection = match (&here, operator) {
            (None, _) => Some(RowOutcome::AlreadyDeleted),
            (Some(found), _) if found.on_hold => Some(RowOutcome::OnHold),
            (_, Some((_, one))) if one.id == answers => Some(RowOutcome::OwnUser),
            (_, Some(_)) => Some(RowOutcome::ProtectedOperator),
            (Some(_), None) => None,
        };
        match (here, objection) {
            (Some(found), None) => doomed.push((found, *line)),
            (_, objection) => {
                let outcome = objection.unwrap_or(RowOutcome::AlreadyDeleted);
                let row = PlanRow {
                    line: *line,
                    outcome,
                    reference: *user,
                };
                passed_over.push((UserId(*user), row));
            }
        }
    }
    Ok((doomed, passed_over))
}

fn read_users(tx: &Tx<'_>, chunk: &[(i64, u32)]) -> Result<Vec<DoomedUser>> {
    let (Some((first, _)), Some((last, _))) = (chunk.first(), chunk.last()) else {
        return Ok(Vec::new());
    };
    let mut users = Vec::with_capacity(chunk.len());
    if last.abs_diff(*first) < SPARSE * chunk.len() as u64 {
        let mut wanted = chunk.iter().peekable();
        let is_wanted = |user: UserId| {
            while wanted.next_if(|(id, _)| *id < user.0).is_some() {}
            wanted.peek().is_some_and(|(id, _)| *id == user.0)
        };
        let ends = (UserId(*first), UserId(*last));
        tx.each_doomed_user(ends.0, ends.1, is_wanted, |user| users.push(user))?;
    } else {
        for (user, _) in chunk {
            users.extend(tx.doomed_user(UserId(*user))?);
        }
    }
    Ok(users)
}

/// Refuses a plan that is not the one that was confirmed.
fn refuse_another_plan(
    batch: BatchId,
    state: &RunState,
    plan_sha256: &[u8; 32],
    planned: u64,
) -> Result<()> {
    let is_sealed = crate::service::files::hexadecimal(plan_sha256) == state.plan_sha256;
    if is_sealed && planned == state.planned {
        return Ok(());
    }
    let told = format!("the plan of batch {batch} is not the one that was confirmed");
    Err(Trouble::Damaged(told).into())
}

/// What a run must know of a batch that is there.
pub(crate) fn state_of(tx: &Tx<'_>, batch: BatchId) -> Result<RunState> {
    tx.run_state(batch)?
        .ok_or_else(|| Error::Bug(format!("batch {batch} is gone")))
}

/// Users per second over the last seconds.
#[derive(Debug, Default)]
struct Pace {
    since: Option<(Instant, u64)>,
    rate: u64,
}

impl Pace {
    /// Over how long the rate is taken.
    const WINDOW: Duration = Duration::from_secs(2);

    fn note(&mut self, done: u64) -> u64 {
        let now = Instant::now();
        let (began, before) = *self.since.get_or_insert((now, done));
        let took = now.duration_since(began);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        if micros > 50_000 {
            self.rate = (done - before).saturating_mul(1_000_000) / micros;
        }
        if took > Self::WINDOW {
            self.since = Some((now, done));
        }
        self.rate
    }
}
