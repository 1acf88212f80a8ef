//! Acts on what is at the provider, what they would come to, and what they came to.

use super::{
    Alike, CallEntry, Capabilities, ChangeEvent, ChangeState, ResultsEffect, Road, RosterDoubt,
    RosterFacts,
};
use crate::domain::acts::acts;
use crate::domain::batch::Tombstone;
use crate::domain::id::{BatchId, ChangeId, HandoverId, RequestId};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::roster::RosterImport;
use crate::domain::time::Timestamp;
use std::sync::Arc;

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

impl ProviderRoster {
    /// Whether this is what was typed, or part of it: two phrases are typed with a semicolon between them.
    pub fn says(&self, phrase: &str) -> bool {
        let typed = self.phrase.as_deref().unwrap_or_default();
        typed.split(';').any(|one| one.trim() == phrase)
    }
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

/// A change as far as acts on it ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeSeen {
    /// What is to be done.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: ChangeState,
    /// On which road.
    pub road: Option<Road>,
    /// The request that wished it.
    pub request: Option<RequestId>,
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

    /// What stands against doing it with such a change; nothing where it can be done.
    pub fn against(&self, change: &ChangeSeen) -> Option<Reason> {
        let ChangeSeen {
            kind,
            state,
            road,
            request,
        } = *change;
        let (event, only) = self.rule();
        let can_be = match only {
            Only::Any | Only::Unasked => state.after(event).is_some(),
            // The whole way to its end is gone.
            Only::ByHand => !state.way_to_done(road).is_empty(),
        };
        match (only, road, request) {
            // Somebody's word is enough of what is done by hand alone.
            (Only::ByHand, Some(Road::File | Road::Scim) | None, _) if state.is_open() => {
                Some(Reason::NotByHand(kind, road))
            }
            (Only::Unasked, _, Some(request)) if can_be => Some(Reason::AgainAtRequest(request)),
            _ if can_be => None,
            _ => Some(Reason::ChangeIs(state)),
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
    /// Records of a server that have nothing by which a learner could be known.
    pub nameless: u64,
    /// Records of a server of which something cannot be taken as it stands there.
    pub incomplete: u64,
    /// Learners who are missing without our doing, and may stand in it under another identifier.
    pub hidden: u64,
    /// Learners who are gone without our doing, and were so by an earlier roster.
    pub gone_before: u64,
    /// Learners whose identifiers stand otherwise in it and stay, because a change of them is open.
    pub held: u64,
    /// Rows of people who were deleted here: they are there again, and not made anew.
    pub back_total: u64,
    /// The first of those rows: the line, and who was deleted.
    pub back: Vec<(u32, Tombstone)>,
    /// Learners whose deletion would be confirmed, were there not somebody who may be them.
    pub alike: Arc<[Alike]>,
    /// Whether a full admin says that those are somebody else.
    pub are_others: bool,
}

impl RosterEffect {
    /// How many rows of people who were deleted here are named.
    pub const NAMED: usize = 10;

    /// Learners who are not in it without our doing.
    pub const fn gone(&self) -> u64 {
        let unexplained = self.facts.missing.saturating_sub(self.facts.explained);
        unexplained.saturating_sub(self.hidden)
    }

    /// What a full admin types to say that those who may be missing learners are somebody else; none where there are none.
    pub fn others_phrase(&self) -> Option<String> {
        match self.alike.len() {
            0 => None,
            1 => Some("1 is somebody else".to_owned()),
            count => Some(format!("{count} are somebody else")),
        }
    }

    /// Whether it leaves deletions open until somebody looks at who may be their learner.
    pub fn is_undecided(&self) -> bool {
        !self.alike.is_empty() && !self.are_others
    }

    /// What must be typed to have it believed; none where it can be believed, or where nothing helps.
    pub fn phrase(&self) -> Option<String> {
        let all = self.doubts.iter().all(RosterDoubt::can_be_overruled);
        (!self.doubts.is_empty() && all).then(|| self.facts.phrase())
    }
}

/// How many changes an act reaches, by the road on which they go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// In files.
    pub file: u64,
    /// By hand.
    pub by_hand: u64,
    /// By calls.
    pub calls: u64,
    /// On no road yet.
    pub unpacked: u64,
}

impl Reached {
    /// So many on one road.
    pub fn on(road: Option<Road>, count: u64) -> Self {
        let mut reached = Self::default();
        reached.add(road, count);
        reached
    }

    /// Counts changes on a road.
    pub const fn add(&mut self, road: Option<Road>, count: u64) {
        match road {
            Some(Road::File) => self.file += count,
            Some(Road::ByHand) => self.by_hand += count,
            Some(Road::Scim) => self.calls += count,
            None => self.unpacked += count,
        }
    }

    /// All of them.
    pub const fn count(&self) -> u64 {
        self.file + self.by_hand + self.calls + self.unpacked
    }
}

/// What an act on what is at the provider would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderEffect {
    /// Of a roster.
    Roster(Box<RosterEffect>),
    /// Of a results file.
    Results(ResultsEffect),
    /// So many changes are reached.
    Changes(Reached),
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
        /// Of how many of them a call has deactivated the learner, or may have, which is not undone.
        deactivated: u64,
        /// The portion into which they came.
        into: Option<HandoverId>,
    },
    /// A batch at the provider was cancelled; the provider has, or may have, so many of its rows.
    BatchCancelled(BatchId, u64),
    /// So much was written down about calls.
    Called(u64),
    /// So many deletions go by file, because the server deletes nobody.
    Diverted(u64),
    /// Calls are held back, or go on.
    CallsHeld(bool),
    /// What the server does was noted.
    Surveyed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_against_an_act_says_what_the_change_is() {
        use ChangeState as State;
        let asked = |state, road, request| ChangeSeen {
            kind: RequestKind::Delete,
            state,
            road: Some(road),
            request,
        };
        let request = Some(RequestId(7));
        let not_by_hand = |road| Some(Reason::NotByHand(RequestKind::Delete, Some(road)));
        let tick = |state, road| ChangeAct::TickOff.against(&asked(state, road, None));
        assert_eq!(tick(State::Prepared, Road::ByHand), None);
        assert_eq!(tick(State::HandedOver, Road::File), not_by_hand(Road::File));
        assert_eq!(tick(State::Prepared, Road::File), not_by_hand(Road::File));
        assert_eq!(tick(State::Overdue, Road::Scim), not_by_hand(Road::Scim));
        for road in Road::ALL {
            let ended = tick(State::Confirmed, road);
            assert_eq!(ended, Some(Reason::ChangeIs(State::Confirmed)));
        }
        let again = |state, request| {
            let act = ChangeAct::PrepareAgain;
            act.against(&asked(state, Road::File, request))
        };
        assert_eq!(again(State::Refused, None), None);
        let at_request = Some(Reason::AgainAtRequest(RequestId(7)));
        assert_eq!(again(State::Refused, request), at_request);
        let prepared = Some(Reason::ChangeIs(State::Prepared));
        assert_eq!(again(State::Prepared, request), prepared);
    }

    #[test]
    fn what_is_reached_is_counted_by_its_road() {
        let mut reached = Reached::on(Some(Road::File), 2);
        reached.add(Some(Road::ByHand), 3);
        reached.add(Some(Road::Scim), 4);
        reached.add(None, 5);
        assert_eq!((reached.file, reached.by_hand, reached.calls), (2, 3, 4));
        assert_eq!(reached.count(), 14);
    }
}
