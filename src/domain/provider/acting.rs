//! Acts on what is at the provider, what they would come to, and what they came to.

use super::{CallEntry, Capabilities, ChangeEvent, ChangeState, Road, RosterDoubt, RosterFacts};
use crate::domain::acts::acts;
use crate::domain::id::{BatchId, ChangeId, HandoverId, RequestId};
use crate::domain::request::RequestKind;
use crate::domain::roster::RosterImport;
use crate::domain::time::Timestamp;

/// What an act on changes reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One change.
    Change(ChangeId),
    /// All of a portion that it can reach.
    Handover(HandoverId),
    /// All of a batch that it can reach.
    Batch(BatchId),
}

/// Names a results file that was read and waits to be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResultsToken(pub u64);

/// A roster of the provider as an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderRoster {
    /// The rows, as they were read.
    pub import: RosterImport,
    /// When it was taken at the provider.
    pub taken_at: Timestamp,
    /// What was typed, where it is doubtful.
    pub phrase: Option<String>,
}

acts! {
    /// What an operator does with changes.
    pub enum ChangeAct {
        /// Somebody did one at the provider by hand.
        TickOff = ProviderTickOff by TakeEvidence,
        /// Waits no longer for them. That stops nothing at the provider.
        GiveUp {
            /// Why.
            reason: String,
        } = ProviderGiveUp by HandOver,
        /// Takes them back; the provider does not have them.
        TakeBack = ProviderTakeBack by HandOver,
        /// Hands refused ones over once more.
        PrepareAgain = ProviderAgain by HandOver,
    }
}

/// With which changes something can be done, besides what their state says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Only {
    /// With all.
    Any,
    /// With those that somebody does by hand.
    ByHand,
    /// With those that no request wished: its wish is done anew at the desk.
    Unasked,
}

impl ChangeAct {
    /// What happens to each change by it, and with which it can be done.
    const fn rule(&self) -> (ChangeEvent, Only) {
        match self {
            Self::TickOff => (ChangeEvent::Confirmed, Only::ByHand),
            Self::GiveUp { .. } => (ChangeEvent::GivenUp, Only::Any),
            Self::TakeBack => (ChangeEvent::TakenBack, Only::Any),
            Self::PrepareAgain => (ChangeEvent::PreparedAgain, Only::Unasked),
        }
    }

    /// What happens to each change by it.
    pub const fn event(&self) -> ChangeEvent {
        self.rule().0
    }

    /// Whether it can be done with a change that stands so, goes this road, and was wished by this request.
    pub fn reaches(
        &self,
        state: ChangeState,
        road: Option<Road>,
        request: Option<RequestId>,
    ) -> bool {
        let (event, only) = self.rule();
        let can_be = state.after(event).is_some();
        match only {
            Only::Any => can_be,
            // Somebody's word is enough of what is done by hand alone, and the whole way to its end is gone.
            Only::ByHand => road == Some(Road::ByHand) && !state.way_to_done(road).is_empty(),
            Only::Unasked => can_be && request.is_none(),
        }
    }
}

acts! {
    /// An act on what is at the provider.
    pub enum ProviderOp {
        /// Somebody uploaded the file of a portion.
        MarkUploaded {
            /// Which portion.
            handover: HandoverId,
            /// When.
            at: Timestamp,
        } = ProviderUploaded by HandOver,
        /// Takes a results file in: who stands in it is refused.
        Results(ResultsToken) = ProviderResults by TakeEvidence,
        /// Takes a roster in: it updates everybody and concludes changes.
        Roster(ProviderRoster) = ProviderRoster by TakeEvidence,
        /// Does this with the changes of a scope that it reaches.
        Changes(Scope, ChangeAct) of 1,
        /// Writes down what was sent to the server and what it answered, in their order.
        Calls {
            /// Where the server is.
            source: String,
            /// What came.
            entries: Vec<CallEntry>,
        } = ProviderCall by HandOver,
        /// Lets deletions go by file that the server does not do, and deactivates their learners.
        Divert = ProviderDivert by HandOver,
        /// Holds every call back, whoever makes them, or lets them go on.
        HoldCalls(bool) = ProviderStopCalls or ProviderLetCalls by HandOver,
        /// Notes what the server was found to do.
        Survey(Capabilities) = ProviderSurvey by HandOver,
    }
}

/// What a roster would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterEffect {
    /// Its figures.
    pub facts: RosterFacts,
    /// What stands against believing it.
    pub doubts: Vec<RosterDoubt>,
    /// Changes that it confirms.
    pub confirmed: u64,
    /// Changes that are overdue by it.
    pub overdue: u64,
    /// Changes that it leaves open.
    pub open: u64,
    /// Learners that it adds.
    pub added: u64,
    /// Learners that it changes.
    pub changed: u64,
    /// Rows that are refused.
    pub refused: u64,
    /// Learners who are missing without our doing, and may stand in it under another identifier.
    pub hidden: u64,
}

impl RosterEffect {
    /// Learners who are not in it without our doing.
    pub const fn gone(&self) -> u64 {
        let unexplained = self.facts.missing.saturating_sub(self.facts.explained);
        unexplained.saturating_sub(self.hidden)
    }

    /// What must be typed to have it believed; none where it can be believed, or where nothing helps.
    pub fn phrase(&self) -> Option<String> {
        let all = self.doubts.iter().all(RosterDoubt::can_be_overruled);
        (!self.doubts.is_empty() && all).then(|| self.facts.phrase())
    }
}

/// What a results file would come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResultsEffect {
    /// Its rows.
    pub rows: u64,
    /// Changes that are refused by it.
    pub refused: u64,
    /// Rows that mean nobody of whom a change is open.
    pub unknown: u64,
}

/// What an act on what is at the provider would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderEffect {
    /// Of a roster.
    Roster(RosterEffect),
    /// Of a results file.
    Results(ResultsEffect),
    /// So many changes are reached.
    Changes(u64),
}

/// What was done about what is at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderReceipt {
    /// Acts were prepared: what, how many, in which portion, how many learners were passed over.
    Prepared(RequestKind, u64, HandoverId, u64),
    /// The wish of a request was prepared, in this portion.
    RequestPrepared(RequestId, HandoverId),
    /// The provider has so many changes of a portion.
    Uploaded(HandoverId, u64),
    /// A results file was taken in.
    Results(ResultsEffect),
    /// A roster was taken in.
    Roster(Box<RosterEffect>),
    /// This was done with changes.
    Changed {
        /// What.
        act: ChangeAct,
        /// With which change, where it was about one.
        only: Option<ChangeId>,
        /// With how many.
        count: u64,
        /// The portion into which they came.
        into: Option<HandoverId>,
    },
    /// So much was written down about calls.
    Called(u64),
    /// So many deletions go by file, because the server deletes nobody.
    Diverted(u64),
    /// Calls are held back, or go on.
    CallsHeld(bool),
    /// What the server does was noted.
    Surveyed,
}
