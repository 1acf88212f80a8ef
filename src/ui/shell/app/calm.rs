//! Reduced motion: what goes on by itself is shown in steps of ten percent, and in between nothing on the screen moves.

use crate::domain::batch::Progress;
use crate::domain::id::BatchId;
use crate::domain::plan::Changes;
use crate::service::{CallsNow, WorkStep};

use super::App;
use crate::ui::shell::event::{Event, Ticket};

/// Work that goes on by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GoingOn {
    Batch(BatchId),
    Calls,
    Reading(Ticket),
}

/// The step that is shown.
#[derive(Debug, Default)]
pub(super) struct Calm {
    shown: Option<(GoingOn, u64)>,
    /// What changed since then.
    since: Changes,
}

impl App {
    /// What of an event is shown now, where nothing is to move by itself; none of what comes between two steps.
    pub(super) fn in_steps(&mut self, event: Event) -> Option<Event> {
        if !self.context.calm {
            return Some(event);
        }
        let step = match &event {
            Event::Reviewing(ticket, progress) => {
                Some((GoingOn::Reading(*ticket), progress.step()))
            }
            Event::Step(step) => step_of(step),
            _ => return Some(event),
        };
        let is_shown = step.is_some() && step == self.calm.shown;
        self.calm.shown = step;
        match event {
            Event::Step(step) if is_shown => {
                self.calm.since = self.calm.since.union(step.changes);
                None
            }
            Event::Step(mut step) => {
                let since = std::mem::replace(&mut self.calm.since, Changes::empty());
                step.changes = step.changes.union(since);
                Some(Event::Step(step))
            }
            other => (!is_shown).then_some(other),
        }
    }
}

/// How far work is that says nothing but that; none where there is more to say.
fn step_of(step: &WorkStep) -> Option<(GoingOn, u64)> {
    if step.finished.is_some() || step.resumed.is_some() || step.paused.is_some() {
        return None;
    }
    match (&step.progress, &step.calls) {
        (Some(batch), None) if batch.state.is_running() => {
            Some((GoingOn::Batch(batch.batch), batch.progress.step()))
        }
        (None, Some(CallsNow::Run { tally, .. })) => {
            let progress = Progress {
                done: tally.done(),
                total: tally.total,
            };
            Some((GoingOn::Calls, progress.step()))
        }
        (Some(_) | None, _) => None,
    }
}
