//! Changes, handovers and evidence as lists, panes and lines of the command line show them.

use super::{Capabilities, ChangeEvent, ChangeState, Road};
use crate::domain::coded::coded;
use crate::domain::id::{BatchId, ChangeId, EvidenceId, HandoverId, RequestId, UserId};
use crate::domain::request::RequestKind;
use crate::domain::time::Timestamp;

/// One act on one learner that the provider has to carry out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which one.
    pub id: ChangeId,
    /// In which portion it goes; none before it is packed.
    pub handover: Option<HandoverId>,
    /// The learner's number, which stays when the learner goes.
    pub user: UserId,
    /// The learner's name, while they are here.
    pub name: Option<String>,
    /// Primary email address, while the learner is here.
    pub email: Option<String>,
    /// Unique user ID, while the learner is here.
    pub unique_id: Option<String>,
    /// What is to be done.
    pub kind: RequestKind,
    /// On which road; none before it is packed.
    pub road: Option<Road>,
    /// Where it stands.
    pub state: ChangeState,
    /// Since when.
    pub since: Timestamp,
    /// The batch that wants it; of a deactivation that belongs to a deletion, the batch of that.
    pub batch: Option<BatchId>,
    /// The request that wants it.
    pub request: Option<RequestId>,
    /// The provider's code, where it refused.
    pub code: Option<String>,
    /// The provider's words where it refused, the operator's reason where it was given up.
    pub words: Option<String>,
    /// What it was concluded from.
    pub evidence: Option<Evidence>,
    /// Of a deletion, whether a call has deactivated the learner for it, or may have.
    pub is_deactivated: bool,
    /// Whether a learner who is deleted there was kept here, because a legal hold or their being an operator keeps them.
    pub kept_here: bool,
}

/// Why the provider refused a change, as it said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyRefused {
    /// Its code; of a call the status of the answer, or why nothing was sent.
    pub code: Option<String>,
    /// Its words.
    pub words: Option<String>,
    /// What says so.
    pub by: Option<EvidenceKind>,
}

impl Change {
    /// Why the provider refused it; none of a change that it did not refuse.
    pub fn why_refused(&self) -> Option<WhyRefused> {
        (self.state == ChangeState::Refused).then(|| WhyRefused {
            code: self.code.clone(),
            words: self.words.clone(),
            by: self.evidence.as_ref().map(|evidence| evidence.kind),
        })
    }
}

coded! {
    /// What a change was concluded from.
    pub enum EvidenceKind {
        /// The download of all users.
        Roster = "roster",
        /// A results file.
        Results = "results",
        /// What the server answered.
        Answer = "answer",
        /// What an operator says.
        Word = "word",
    }
}

/// What a change was concluded from: of which kind, when, from where, and the SHA-256 of what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Which one.
    pub id: EvidenceId,
    /// Of which kind.
    pub kind: EvidenceKind,
    /// When it was taken at the provider, or said.
    pub taken_at: Timestamp,
    /// When it came in here.
    pub received_at: Timestamp,
    /// The name of the file, the address of the server, or the name of the operator.
    pub source: String,
    /// SHA-256 of the file or the answer, in hexadecimal; none of an operator's word.
    pub sha256: Option<String>,
}

/// How many changes of a portion stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HandoverCounts {
    /// All that were not taken back.
    pub changes: u64,
    /// Those that the provider does not have yet.
    pub prepared: u64,
    /// Those of which a call was made whose answer is not known.
    pub in_doubt: u64,
    /// Those that the provider has, and of which nothing is known.
    pub waiting: u64,
    /// Those of which evidence should have come.
    pub overdue: u64,
    /// Those that are done.
    pub confirmed: u64,
    /// Those that the provider refused.
    pub refused: u64,
    /// Those that nobody waits for any more.
    pub given_up: u64,
}

impl HandoverCounts {
    /// Counts changes in a state.
    pub const fn add(&mut self, state: ChangeState, count: u64) {
        let place = match state {
            ChangeState::Prepared => &mut self.prepared,
            ChangeState::InDoubt => &mut self.in_doubt,
            ChangeState::HandedOver => &mut self.waiting,
            ChangeState::Overdue => &mut self.overdue,
            ChangeState::Confirmed => &mut self.confirmed,
            ChangeState::Refused => &mut self.refused,
            ChangeState::GivenUp => &mut self.given_up,
            ChangeState::TakenBack => return,
        };
        *place += count;
        self.changes += count;
    }

    /// How many have come to an end, whichever.
    pub const fn ended(&self) -> u64 {
        self.confirmed + self.refused + self.given_up
    }

    /// How many changes an act on the whole portion reaches.
    pub fn reached_by(&self, event: ChangeEvent) -> u64 {
        let counted = [
            (ChangeState::Prepared, self.prepared),
            (ChangeState::InDoubt, self.in_doubt),
            (ChangeState::HandedOver, self.waiting),
            (ChangeState::Overdue, self.overdue),
            (ChangeState::Confirmed, self.confirmed),
            (ChangeState::Refused, self.refused),
            (ChangeState::GivenUp, self.given_up),
        ];
        let reached = counted
            .iter()
            .filter(|(state, _)| state.is_reached_by(event));
        reached.map(|(_, count)| count).sum()
    }
}

coded! {
    /// Where a portion stands, as its changes say.
    pub enum HandoverState {
        /// Evidence should have come.
        Overdue = "overdue",
        /// Calls were made whose answers are not known: they are asked about first.
        InDoubt = "in_doubt",
        /// The file is here and not at the provider.
        ToUpload = "to_upload",
        /// Calls are to be made.
        ToPush = "to_push",
        /// Somebody is to do it at the provider by hand.
        ByHand = "by_hand",
        /// The provider has it.
        Uploaded = "uploaded",
        /// The server took it on, and nothing says yet that it is done.
        Accepted = "accepted",
        /// Every change of it has ended.
        Done = "done",
    }
}

/// One portion of changes given to the provider together: a file, a run of calls, or a list to be done by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// Which one.
    pub id: HandoverId,
    /// What is to be done.
    pub kind: RequestKind,
    /// On which road.
    pub road: Road,
    /// The batch it belongs to.
    pub batch: Option<BatchId>,
    /// Which part of how many.
    pub part: (u32, u32),
    /// When it was prepared.
    pub prepared_at: Timestamp,
    /// Who prepared it.
    pub operator_name: String,
    /// When the provider got it.
    pub handed_at: Option<Timestamp>,
    /// The file, where there is one.
    pub file: Option<std::path::PathBuf>,
    /// Its SHA-256, in hexadecimal.
    pub sha256: Option<String>,
    /// How many of its changes stand where.
    pub counts: HandoverCounts,
}

impl Handover {
    /// Whether its file waits to be uploaded by somebody.
    pub const fn is_to_upload(&self) -> bool {
        matches!(self.road, Road::File) && self.counts.prepared > 0
    }

    /// Where it stands.
    pub const fn state(&self) -> HandoverState {
        let counts = &self.counts;
        if counts.overdue > 0 {
            HandoverState::Overdue
        } else if counts.in_doubt > 0 {
            HandoverState::InDoubt
        } else if counts.prepared > 0 {
            match self.road {
                Road::Scim => HandoverState::ToPush,
                Road::ByHand => HandoverState::ByHand,
                Road::File => HandoverState::ToUpload,
            }
        } else if counts.waiting > 0 {
            match self.road {
                Road::ByHand => HandoverState::ByHand,
                Road::File => HandoverState::Uploaded,
                Road::Scim => HandoverState::Accepted,
            }
        } else {
            HandoverState::Done
        }
    }
}

/// A change that a learner has at the provider, for the users table and the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LearnerChange {
    /// What is to be done.
    pub kind: RequestKind,
    /// On which road; none before it is packed.
    pub road: Option<Road>,
    /// Where it stands.
    pub state: ChangeState,
    /// Since when.
    pub since: Timestamp,
    /// The portion it is in.
    pub handover: Option<HandoverId>,
}

impl LearnerChange {
    /// Which of a learner's open changes stands in the way of an act of a kind: one of the same kind, and the deletion.
    pub fn in_the_way(underway: &[Self], wanted: RequestKind) -> Option<RequestKind> {
        let mut kinds = underway.iter().map(|change| change.kind);
        kinds.find(|kind| *kind == wanted || *kind == RequestKind::Delete)
    }

    /// Which of them stands in the way of editing: the provider knows the learner by what stood here.
    pub fn against_editing(underway: &[Self]) -> Option<RequestKind> {
        underway.first().map(|change| change.kind)
    }
}

/// What is open at the provider, for Home and the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProviderFigures {
    /// Changes that are open.
    pub open: u64,
    /// Those that are still to go to the provider, by file or by a call.
    pub prepared: u64,
    /// Those that somebody is to do there by hand.
    pub by_hand: u64,
    /// Those of which a call was made whose answer is not known.
    pub in_doubt: u64,
    /// Those of which evidence should have come.
    pub overdue: u64,
    /// Whether a roster was believed at some time.
    pub roster_was_believed: bool,
}

/// What is to be known of the provider as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AtProvider {
    /// What is open.
    pub figures: ProviderFigures,
    /// The last roster that was believed.
    pub last_roster: Option<Evidence>,
    /// Changes that keep the account where it lives: open ones, and those that are done there and not here yet.
    pub in_flight: u64,
    /// Learners who are not in that roster, without our doing.
    pub gone: u64,
    /// Changes that wait for calls, and those in doubt after one.
    pub pushable: (u64, u64),
    /// Whether somebody holds every call back.
    pub calls_are_held: bool,
    /// Where the server is to which a connection is kept.
    pub server: Option<String>,
    /// What that server was found to do, when it was tried last.
    pub capabilities: Option<Capabilities>,
}

/// A learner who is here and not in the last roster that was believed, without our doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoneLearner {
    /// Who.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Primary email address.
    pub email: Option<String>,
    /// Unique user ID.
    pub unique_id: Option<String>,
    /// Since which roster.
    pub missed_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portion_stands_where_its_most_urgent_change_does() {
        use ChangeState as State;
        let handover = |road, states: &[ChangeState]| {
            let mut counts = HandoverCounts::default();
            for state in states {
                counts.add(*state, 1);
            }
            Handover {
                id: HandoverId(1),
                kind: RequestKind::Delete,
                road,
                batch: None,
                part: (1, 1),
                prepared_at: Timestamp(0),
                operator_name: String::new(),
                handed_at: None,
                file: None,
                sha256: None,
                counts,
            }
        };
        let stands = |road, states: &[ChangeState]| handover(road, states).state();
        let (file, hand, scim) = (Road::File, Road::ByHand, Road::Scim);
        assert_eq!(stands(scim, &[State::Prepared]), HandoverState::ToPush);
        let one_is_in_doubt = [State::Prepared, State::InDoubt, State::Confirmed];
        assert_eq!(stands(scim, &one_is_in_doubt), HandoverState::InDoubt);
        assert_eq!(stands(scim, &[State::HandedOver]), HandoverState::Accepted);
        assert_eq!(stands(file, &[State::Prepared]), HandoverState::ToUpload);
        assert_eq!(
            stands(file, &[State::HandedOver, State::Confirmed]),
            HandoverState::Uploaded
        );
        let one_is_done = [State::Prepared, State::Confirmed];
        assert_eq!(stands(hand, &one_is_done), HandoverState::ByHand);
        assert_eq!(
            stands(file, &[State::HandedOver, State::Overdue]),
            HandoverState::Overdue
        );
        assert_eq!(
            stands(file, &[State::Refused, State::Confirmed]),
            HandoverState::Done
        );
        let counts = handover(file, &[State::TakenBack, State::GivenUp]).counts;
        assert_eq!((counts.changes, counts.given_up), (1, 1));
        assert!(handover(file, &[State::Prepared]).is_to_upload());
        assert!(!handover(hand, &[State::Prepared]).is_to_upload());
        assert!(!handover(file, &[State::HandedOver]).is_to_upload());
    }

    #[test]
    fn a_deletion_stands_in_the_way_of_every_act_and_another_act_in_that_of_its_own_kind() {
        use RequestKind as Kind;
        let underway = |kind| LearnerChange {
            kind,
            road: None,
            state: ChangeState::HandedOver,
            since: Timestamp(0),
            handover: None,
        };
        for wanted in Kind::ALL {
            let by = |kind| LearnerChange::in_the_way(&[underway(kind)], wanted);
            assert_eq!(by(Kind::Delete), Some(Kind::Delete));
            assert_eq!(by(Kind::Revoke).is_some(), wanted == Kind::Revoke);
            assert_eq!(LearnerChange::in_the_way(&[], wanted), None);
        }
        let revoked = [underway(Kind::Revoke)];
        assert_eq!(LearnerChange::against_editing(&revoked), Some(Kind::Revoke));
    }

    #[test]
    fn an_act_on_a_portion_reaches_what_the_act_on_each_change_does() {
        let mut counts = HandoverCounts::default();
        for (count, state) in (1..).zip(ChangeState::ALL) {
            counts.add(state, count);
        }
        // Prepared 1, in doubt 2, handed over 3, overdue 4, confirmed 5, refused 6, given up 7, taken back 8.
        assert_eq!(counts.reached_by(ChangeEvent::TakenBack), 1);
        assert_eq!(counts.reached_by(ChangeEvent::GivenUp), 2 + 3 + 4);
        assert_eq!(counts.reached_by(ChangeEvent::PreparedAgain), 6);
        assert_eq!(counts.reached_by(ChangeEvent::Confirmed), 2 + 3 + 4);
    }
}
