//! The figures of a batch as they are now: what the running thread said last, else what the database says.

use crate::domain::batch::{Batch, BatchState, RowOutcome};
use crate::formats;
use crate::say;
use crate::wording;

use crate::ui::shell::context::Context;

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Where it stands.
    pub state: BatchState,
    /// Users whose turn has been.
    pub done: u64,
    /// Users planned.
    pub total: u64,
    /// Users per second; 0 while unknown.
    pub rate: u64,
    /// Users deleted.
    pub deleted: u64,
}

impl Figures {
    /// The figures of a batch; those of the header, where it runs.
    pub fn of(batch: &Batch, context: &Context) -> Self {
        let running = context.running.filter(|it| it.batch == batch.id);
        match running.filter(|it| it.progress.done >= batch.processed) {
            Some(running) if batch.state == BatchState::Processing => Self {
                state: running.state,
                done: running.progress.done,
                total: running.progress.total,
                rate: running.rate,
                deleted: running.deleted,
            },
            _ => Self {
                state: batch.state,
                done: batch.processed,
                total: batch.planned,
                rate: 0,
                deleted: batch.counts.of(RowOutcome::Deleted),
            },
        }
    }

    /// How long it will still take, once the rate is known: `1 min 12 s left`.
    pub fn time_left(&self, context: &Context) -> Option<String> {
        if self.rate == 0 {
            return None;
        }
        let left = self.total.saturating_sub(self.done).div_ceil(self.rate);
        let span = formats::duration(&context.texts, left);
        Some(say!(context.texts, "batch-time-left", span = span))
    }
}

/// Where a batch stands in a few words: `completed, 6 rows failed`.
pub fn standing(batch: &Batch, context: &Context) -> String {
    let texts = &context.texts;
    match batch.state {
        BatchState::AtProvider => say!(
            texts,
            "batch-at-provider-done",
            done = formats::number(texts.language(), batch.counts.of(RowOutcome::Deleted)),
            total = formats::number(texts.language(), batch.planned)
        ),
        BatchState::CompletedWithErrors => {
            say!(
                texts,
                "batch-completed-failed",
                count = batch.counts.failed()
            )
        }
        _ => wording::batch_standing(texts, batch.standing(context.now)),
    }
}

/// The time that matters most about a batch, relative to now.
pub fn when(batch: &Batch, context: &Context) -> String {
    let at = match batch.state {
        BatchState::Scheduled => batch.due_at,
        _ => batch.finished_at.unwrap_or(batch.confirmed_at),
    };
    let past = context.now.since(at);
    if batch.state == BatchState::AwaitingApproval && past >= 60 {
        let span = formats::span(&context.texts, at, context.now);
        return say!(context.texts, "time-since", span = span);
    }
    formats::relative(&context.texts, Some(at), context.now)
}

/// A moment as the day and time, or as the time alone when it is today.
pub fn moment(at: crate::domain::time::Timestamp, context: &Context) -> String {
    let texts = &context.texts;
    let whole = formats::moment(texts, at);
    match whole.split_once(' ') {
        Some((day, time)) if day == formats::date(texts, context.now) => time.to_owned(),
        _ => whole,
    }
}
