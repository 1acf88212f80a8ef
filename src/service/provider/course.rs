//! What a run of calls comes to: each change counts once, and the figures add up to the whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::connect::scim::{Fault, Stop};
use crate::domain::id::ChangeId;
use crate::domain::provider::identity::Identifiers;
use crate::domain::provider::{CallEnd, Refusal};
use crate::domain::reason::Reason;
use crate::error::Result;
use crate::service::provider::books::Books;

/// How far a run of calls is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PushTally {
    /// Changes that were open when it began, and those that came to be by it.
    pub total: u64,
    /// Those that are confirmed.
    pub confirmed: u64,
    /// Those that the server took on and has not done yet.
    pub accepted: u64,
    /// Those that were refused.
    pub refused: u64,
    /// Those of which it is not known what came.
    pub in_doubt: u64,
    /// Deletions that go by file because the server deletes nobody.
    pub diverted: u64,
    /// Calls that were made.
    pub calls: u64,
}

/// What has come of a change so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Confirmed,
    Accepted,
    Refused,
    InDoubt,
}

impl PushTally {
    /// Changes of which something has come.
    pub const fn done(&self) -> u64 {
        self.confirmed + self.accepted + self.refused + self.in_doubt + self.diverted
    }

    const fn of(&mut self, standing: Standing) -> &mut u64 {
        match standing {
            Standing::Confirmed => &mut self.confirmed,
            Standing::Accepted => &mut self.accepted,
            Standing::Refused => &mut self.refused,
            Standing::InDoubt => &mut self.in_doubt,
        }
    }
}

/// What a run of calls came to. Confirmed, accepted, refused, in doubt, by file, not sent and withdrawn are the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PushReport {
    /// How far it came: of what is accepted and in doubt, all there is now.
    pub tally: PushTally,
    /// Changes that are still prepared for calls: nothing was sent.
    pub not_sent: u64,
    /// Changes that somebody took back, or that ended otherwise, meanwhile.
    pub withdrawn: u64,
    /// Those that were not sent because nothing may be sent now, and why, by the code of the reason.
    pub held: BTreeMap<&'static str, (Reason, u64)>,
    /// What ended it before its end.
    pub ended: Option<Fault>,
}

impl PushReport {
    /// Whether everything is confirmed: nothing ended it, and nothing was refused, is open, or goes another way.
    pub const fn is_all_done(&self) -> bool {
        let not_done = self.open() + self.tally.refused + self.tally.diverted;
        self.ended.is_none() && not_done == 0
    }

    /// Changes that still wait for a call, or for an answer.
    pub const fn open(&self) -> u64 {
        self.not_sent + self.tally.accepted + self.tally.in_doubt
    }
}

/// A learner who was not found as they are held here.
#[derive(Debug, Clone)]
pub(crate) struct Unfound {
    /// Who it is.
    pub held: Identifiers,
    /// What stands against the change.
    pub refusal: Refusal,
}

/// What a run has come to so far. It can go through a change more than once: what came of it last counts.
#[derive(Default)]
pub(crate) struct Course {
    pub report: PushReport,
    /// Learners whom the server did not find as they are held here: nothing is concluded yet.
    pub unfound: BTreeMap<ChangeId, Unfound>,
    /// Changes of which the list of all users concluded nothing.
    pub passed: BTreeSet<ChangeId>,
    ends: BTreeMap<ChangeId, Standing>,
}

impl Course {
    /// Notes what has come of a change.
    pub fn note(&mut self, change: ChangeId, end: &CallEnd) {
        let standing = standing(end);
        let before = match standing {
            Some(standing) => self.ends.insert(change, standing),
            None => self.ends.remove(&change),
        };
        let tally = &mut self.report.tally;
        if let Some(before) = before {
            *tally.of(before) -= 1;
        }
        if let Some(standing) = standing {
            *tally.of(standing) += 1;
        }
    }

    /// What it came to in the end, by what is open now.
    pub fn end(self, books: &mut impl Books, stop: &Stop) -> Result<PushReport> {
        let (open, accepted) = books.with(|service| {
            let db = service.store.db();
            Ok((db.count_pushable()?, db.count_accepted()?))
        })?;
        let (mut report, (not_sent, in_doubt)) = (self.report, open);
        let tally = &mut report.tally;
        tally.accepted = accepted;
        tally.in_doubt = in_doubt.saturating_sub(accepted);
        let whole = tally.done() + not_sent;
        report.not_sent = not_sent;
        report.withdrawn = tally.total.saturating_sub(whole);
        tally.total = whole + report.withdrawn;
        if report.ended.is_none() && stop.is_stopped() && report.open() > 0 {
            report.ended = Some(Fault::Stopped);
        }
        Ok(report)
    }
}

/// What the end of a change counts as; nothing where it waits as before.
const fn standing(end: &CallEnd) -> Option<Standing> {
    match end {
        CallEnd::Done(_) => Some(Standing::Confirmed),
        CallEnd::Accepted => Some(Standing::Accepted),
        CallEnd::Refused(..) => Some(Standing::Refused),
        CallEnd::Unknown => Some(Standing::InDoubt),
        CallEnd::NotOffered | CallEnd::NotDone => None,
    }
}
