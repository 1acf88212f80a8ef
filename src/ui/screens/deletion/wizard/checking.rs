//! The third step: the review, made in the background. What it found is shown; nothing has happened yet.

use std::time::Duration;

use crate::domain::batch::{OutcomeCounts, Progress, Review, ReviewToken, RowOutcome, Terminated};
use crate::domain::query::ReviewSource;
use crate::error::Error;
use crate::wording::{self, Explained};

use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Out};

/// Where the review stands.
#[derive(Debug, Default)]
pub(super) enum Phase {
    /// No file has been checked.
    #[default]
    Idle,
    /// The file is being checked.
    Checking(Progress),
    /// The file fails as a whole.
    Terminated(Terminated),
    /// It could not be checked.
    Failed(Explained),
    /// It was checked.
    Ready(Box<Review>),
}

/// The review of a file or of marked users.
#[derive(Debug, Default)]
pub(super) struct Checking {
    /// Where it stands.
    pub phase: Phase,
    /// Whether the operator wants the same file to run once more.
    pub again: bool,
    began: Duration,
    asked: Asked,
}

impl Checking {
    /// Begins to check; what was checked before is forgotten.
    pub(super) fn begin(&mut self, source: ReviewSource, context: &Context, out: &mut Out) {
        self.drop_all(out);
        self.asked.review(source, context, out);
        self.phase = Phase::Checking(Progress::default());
        self.began = context.moment;
        self.again = false;
    }

    /// Stops what is under way and forgets what was found: nothing that was not confirmed stays behind.
    pub(super) fn drop_all(&mut self, out: &mut Out) {
        if let Some(ticket) = self.asked.waiting() {
            out.effect(Effect::StopReview(ticket));
            self.asked.forget();
        }
        if let Phase::Ready(review) = &self.phase {
            out.effect(Effect::DropReview(review.token));
        }
        self.phase = Phase::Idle;
    }

    /// The review became a batch: its file belongs to that now.
    pub(super) fn confirmed(&mut self) {
        self.phase = Phase::Idle;
    }

    /// What was found.
    pub(super) fn review(&self) -> Option<&Review> {
        match &self.phase {
            Phase::Ready(review) => Some(review),
            _ => None,
        }
    }

    /// Whether the file fails for its headers alone.
    pub(super) const fn lacks_headers(&self) -> bool {
        match &self.phase {
            Phase::Terminated(terminated) => terminated.cause.may_be_a_list(),
            Phase::Idle | Phase::Checking(_) | Phase::Failed(_) | Phase::Ready(_) => false,
        }
    }

    /// The name of what was found.
    pub(super) fn token(&self) -> Option<ReviewToken> {
        self.review().map(|review| review.token)
    }

    /// Whether anybody would be deleted.
    pub(super) fn means_somebody(&self) -> bool {
        self.review()
            .is_some_and(|review| review.counts.of(RowOutcome::Deleted) > 0)
    }

    /// Whether it can be confirmed.
    pub(super) fn can_go_on(&self) -> bool {
        self.review().is_some_and(|review| {
            review.counts.of(RowOutcome::Deleted) > 0
                && (review.earlier_batch.is_none() || self.again)
        })
    }

    /// Outcomes with their counts: users to be deleted first, then by size.
    pub(super) fn outcomes(&self) -> Vec<(RowOutcome, u64)> {
        self.review()
            .map(|review| in_order(&review.counts))
            .unwrap_or_default()
    }

    /// Hears how far it is.
    pub(super) fn progressed(&mut self, ticket: Ticket, progress: Progress) {
        if self.asked.is(ticket) {
            self.phase = Phase::Checking(progress);
        }
    }

    /// Whether the checking has been going on for long enough to be shown.
    pub(super) fn is_slow(&self, context: &Context) -> bool {
        self.asked.is_slow(context)
    }

    /// When the screen must be drawn again.
    pub(super) fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    /// Takes a reply; answers how long the review took when it was for it.
    pub(super) fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Back,
        context: &Context,
    ) -> Option<Duration> {
        if !self.asked.takes(ticket) {
            return None;
        }
        self.phase = match reply {
            Ok(Reply::Review(review)) => Phase::Ready(review.clone()),
            Ok(_) | Err(Error::Stopped) => Phase::Idle,
            Err(Error::Terminated(terminated)) => Phase::Terminated(terminated.clone()),
            Err(error) => Phase::Failed(wording::error(&context.texts, error)),
        };
        Some(context.moment.saturating_sub(self.began))
    }
}

fn in_order(counts: &OutcomeCounts) -> Vec<(RowOutcome, u64)> {
    let others = counts.0.iter().map(|(outcome, count)| (*outcome, *count));
    let mut others: Vec<_> = others
        .filter(|(outcome, count)| *outcome != RowOutcome::Deleted && *count > 0)
        .collect();
    others.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let doomed = (RowOutcome::Deleted, counts.of(RowOutcome::Deleted));
    std::iter::once(doomed).chain(others).collect()
}
