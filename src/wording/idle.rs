//! Idle seats in words.

use crate::domain::idle::{IdleSeat, Idleness};
use crate::domain::time::Timestamp;
use crate::formats;
use crate::say;
use crate::texts::Texts;

/// Since when a learner does not use their seat, as far as is known.
pub fn idle(texts: &Texts, seat: &IdleSeat, now: Timestamp) -> String {
    match (seat.idle.way, seat.last_active) {
        (Idleness::NeverCame, _) => {
            let when = formats::relative(texts, Some(seat.idle.since), now);
            say!(texts, "idle-invited", when = when)
        }
        (Idleness::NotActive, Some(at)) => {
            let when = formats::relative(texts, Some(at), now);
            say!(texts, "idle-active", when = when)
        }
        (Idleness::NotActive, None) => say!(texts, "idle-unknown"),
    }
}
