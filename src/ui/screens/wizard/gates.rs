//! What stands between a review and its confirmation, in words.

use super::super::super::context::Context;
use crate::domain::batch::{Review, RowOutcome};
use crate::{say, wording};

/// The gates that the review is past, and what else confirming takes.
pub(super) fn notes(review: &Review, context: &Context) -> Vec<(&'static str, String)> {
    let texts = &context.texts;
    let gate = &review.gate;
    let mut notes = Vec::new();
    if review.counts.of(RowOutcome::Deleted) == 0 {
        let reason = crate::domain::reason::Reason::NothingToDelete;
        notes.push(("▲", wording::reason(texts, &reason)));
    }
    if let Some(limit) = gate.past_count {
        notes.push(("▲", say!(texts, "gate-count", count = limit)));
    }
    if let Some(limit) = gate.past_share {
        notes.push(("▲", say!(texts, "gate-share", percent = u64::from(limit))));
    }
    if gate.needs_approval {
        notes.push(("●", say!(texts, "gate-approval")));
    }
    if gate.wait_days > 0 {
        notes.push((
            "●",
            say!(texts, "gate-wait", count = u64::from(gate.wait_days)),
        ));
    }
    notes
}
