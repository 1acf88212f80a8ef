//! Changes, handovers and evidence as lists, panes and lines of the command line show them, and the acts on them.

use super::{ChangeEvent, ChangeState, Road, RosterDoubt, RosterFacts};
use crate::domain::id::{BatchId, ChangeId, EvidenceId, HandoverId, RequestId, UserId};
use crate::domain::operator::Permission;
use crate::domain::request::RequestKind;
use crate::domain::roster::RosterImport;
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
    /// Where it stands.
    pub state: ChangeState,
    /// Since when.
    pub since: Timestamp,
    /// The batch that wants it.
    pub batch: Option<BatchId>,
    /// The request that wants it.
    pub request: Option<RequestId>,
    /// The provider's code, where it refused.
    pub code: Option<String>,
    /// The provider's words where it refused, the operator's reason where it was given up.
    pub words: Option<String>,
    /// What it was concluded from.
    pub evidence: Option<Evidence>,
    /// Whether a learner who is deleted there was kept here, because a legal hold or their being an operator keeps them.
    pub kept_here: bool,
}

/// What a change was concluded from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumCount)]
pub enum EvidenceKind {
    /// The download of all users.
    Roster,
    /// A results file.
    Results,
    /// What the server answered.
    Answer,
    /// What an operator says.
    Word,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; <Self as strum::EnumCount>::COUNT] =
        [Self::Roster, Self::Results, Self::Answer, Self::Word];

    /// The name in the database and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Results => "results",
            Self::Answer => "answer",
            Self::Word => "word",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
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
            ChangeState::InDoubt | ChangeState::HandedOver => &mut self.waiting,
            ChangeState::Overdue => &mut self.overdue,
            ChangeState::Confirmed => &mut self.confirmed,
            ChangeState::Refused => &mut self.refused,
            ChangeState::GivenUp => &mut self.given_up,
            ChangeState::TakenBack => return,
        };
        *place += count;
        self.changes += count;
    }

    /// How many changes an act on the whole portion reaches.
    pub fn reached_by(&self, event: ChangeEvent) -> u64 {
        let counted = [
            (ChangeState::Prepared, self.prepared),
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

/// Where a portion stands, as its changes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumCount)]
pub enum HandoverState {
    /// The file is here and not at the provider.
    ToUpload,
    /// Somebody is to do it at the provider by hand.
    ByHand,
    /// The provider has it.
    Uploaded,
    /// Evidence should have come.
    Overdue,
    /// Every change of it has ended.
    Done,
}

impl HandoverState {
    /// Every state, in the order in which lists show them.
    pub const ALL: [Self; <Self as strum::EnumCount>::COUNT] = [
        Self::Overdue,
        Self::ToUpload,
        Self::ByHand,
        Self::Uploaded,
        Self::Done,
    ];

    /// The name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToUpload => "to_upload",
            Self::ByHand => "by_hand",
            Self::Uploaded => "uploaded",
            Self::Overdue => "overdue",
            Self::Done => "done",
        }
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
        } else if counts.prepared > 0 {
            HandoverState::ToUpload
        } else if counts.waiting > 0 {
            match self.road {
                Road::ByHand => HandoverState::ByHand,
                Road::File => HandoverState::Uploaded,
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
    /// Where it stands.
    pub state: ChangeState,
    /// Since when.
    pub since: Timestamp,
    /// The portion it is in.
    pub handover: Option<HandoverId>,
}

/// What is open at the provider, for Home and the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProviderFigures {
    /// Changes that are open.
    pub open: u64,
    /// Those that the provider does not have yet.
    pub prepared: u64,
    /// Those of which evidence should have come.
    pub overdue: u64,
}

/// What is to be known of the provider as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AtProvider {
    /// What is open.
    pub figures: ProviderFigures,
    /// The last roster that was believed.
    pub last_roster: Option<Evidence>,
}

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// An act on what is at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderOp {
    /// Somebody uploaded the file of a portion.
    MarkUploaded {
        /// Which portion.
        handover: HandoverId,
        /// When.
        at: Timestamp,
    },
    /// Takes a results file in: who stands in it is refused.
    Results(ResultsToken),
    /// Takes a roster in: it updates everybody and concludes changes.
    Roster(ProviderRoster),
    /// Somebody did a change at the provider by hand.
    TickOff(ChangeId),
    /// Waits no longer for changes. That stops nothing at the provider.
    GiveUp {
        /// Which.
        scope: Scope,
        /// Why.
        reason: String,
    },
    /// Takes changes back that the provider does not have.
    TakeBack(Scope),
    /// Hands refused changes over once more.
    PrepareAgain(Scope),
}

impl ProviderOp {
    /// The code in the activity log.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MarkUploaded { .. } => "provider_uploaded",
            Self::Results(_) => "provider_results",
            Self::Roster(_) => "provider_roster",
            Self::TickOff(_) => "provider_tick_off",
            Self::GiveUp { .. } => "provider_give_up",
            Self::TakeBack(_) => "provider_take_back",
            Self::PrepareAgain(_) => "provider_again",
        }
    }

    /// What an operator must be permitted to do it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Results(_) | Self::Roster(_) | Self::TickOff(_) => Permission::TakeEvidence,
            Self::MarkUploaded { .. }
            | Self::GiveUp { .. }
            | Self::TakeBack(_)
            | Self::PrepareAgain(_) => Permission::HandOver,
        }
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
}

impl RosterEffect {
    /// Learners who are not in it without our doing.
    pub const fn gone(&self) -> u64 {
        self.facts.missing.saturating_sub(self.facts.explained)
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
    /// A change was done there by hand.
    TickedOff(ChangeId),
    /// Nobody waits for so many changes any more.
    GivenUp(u64),
    /// So many changes were taken back.
    TakenBack(u64),
    /// So many changes are to be handed over once more, in this portion.
    PreparedAgain(HandoverId, u64),
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
        let (file, hand) = (Road::File, Road::ByHand);
        assert_eq!(stands(file, &[State::Prepared]), HandoverState::ToUpload);
        assert_eq!(
            stands(file, &[State::HandedOver, State::Confirmed]),
            HandoverState::Uploaded
        );
        assert_eq!(stands(hand, &[State::HandedOver]), HandoverState::ByHand);
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
