//! Where a request stands, and how it moves: by [`RequestState::after`] and by nothing else.

use crate::domain::coded::{coded, listed};

coded! {
    /// Where a request stands.
    #[expect(missing_docs, reason = "the names of the states say it")]
    pub enum RequestState {
        New = "new",
        InReview = "in_review",
        WaitingForLearner = "waiting_for_learner",
        WaitingForApproval = "waiting_for_approval",
        Scheduled = "scheduled",
        Done = "done",
        Rejected = "rejected",
        Cancelled = "cancelled",
    }
}

listed! {
    /// What moves a request.
    pub enum RequestEvent {
        /// An operator claims it or works on it.
        TakenUp,
        /// The learner is asked something: the clock stands still.
        LearnerAsked,
        /// The waiting for the learner ends.
        LearnerAnswered,
        /// Somebody else is asked for approval, of the request or of the batch that was made of it.
        ApprovalAsked,
        /// The approval was not given: it expired, came back with a question, or what it was asked for was corrected.
        ApprovalEnded,
        /// A batch or the provider does it, or will.
        BatchGoes,
        /// Its batch is over, or was taken back, and the learner is still there; or the provider did not do it.
        BatchCame,
        /// Evidence says that the provider did it.
        DoneThere,
        /// It was done.
        Done,
        /// It was turned down.
        Rejected,
        /// It is no longer wanted.
        Cancelled,
        /// The learner was deleted, on this request or by another road.
        LearnerDeleted,
    }
}

impl RequestState {
    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        match self {
            Self::New
            | Self::InReview
            | Self::WaitingForLearner
            | Self::WaitingForApproval
            | Self::Scheduled => true,
            Self::Done | Self::Rejected | Self::Cancelled => false,
        }
    }

    /// Whether it waits for an approval or for its batch, so that nobody works on it meanwhile.
    pub const fn is_bound(self) -> bool {
        matches!(self, Self::WaitingForApproval | Self::Scheduled)
    }

    /// The state after an event; none where the event cannot happen.
    ///
    /// | | new | in review | learner | approval | scheduled |
    /// |---|---|---|---|---|---|
    /// | taken up | in review | in review | learner | approval | – |
    /// | learner asked | learner | learner | learner | – | – |
    /// | learner answered | – | – | in review | – | – |
    /// | approval asked | approval | approval | approval | approval | approval |
    /// | approval ended | – | – | – | in review | – |
    /// | batch goes | scheduled | scheduled | scheduled | scheduled | – |
    /// | batch came | – | – | – | in review | in review |
    /// | done there | – | – | – | – | done |
    /// | done | done | done | done | done | – |
    /// | rejected | rejected | rejected | rejected | rejected | – |
    /// | cancelled | cancelled | cancelled | cancelled | cancelled | cancelled |
    /// | learner deleted | done | done | done | done | done |
    ///
    /// Nothing moves a request that is done, rejected or cancelled. Approval is asked for once more where the batch that
    /// was made of it needs one of its own, or has lost it.
    pub const fn after(self, event: RequestEvent) -> Option<Self> {
        use RequestEvent as Event;
        if !self.is_open() {
            return None;
        }
        let at_hand = !self.is_bound();
        match event {
            Event::TakenUp => match self {
                Self::New | Self::InReview => Some(Self::InReview),
                Self::WaitingForLearner | Self::WaitingForApproval => Some(self),
                Self::Scheduled | Self::Done | Self::Rejected | Self::Cancelled => None,
            },
            Event::LearnerAsked if at_hand => Some(Self::WaitingForLearner),
            Event::LearnerAnswered if matches!(self, Self::WaitingForLearner) => {
                Some(Self::InReview)
            }
            Event::ApprovalAsked => Some(Self::WaitingForApproval),
            Event::ApprovalEnded if matches!(self, Self::WaitingForApproval) => {
                Some(Self::InReview)
            }
            Event::BatchGoes if !matches!(self, Self::Scheduled) => Some(Self::Scheduled),
            Event::BatchCame if self.is_bound() => Some(Self::InReview),
            Event::DoneThere if matches!(self, Self::Scheduled) => Some(Self::Done),
            Event::Done if !matches!(self, Self::Scheduled) => Some(Self::Done),
            Event::Rejected if !matches!(self, Self::Scheduled) => Some(Self::Rejected),
            Event::Cancelled => Some(Self::Cancelled),
            Event::LearnerDeleted => Some(Self::Done),
            Event::LearnerAsked
            | Event::LearnerAnswered
            | Event::ApprovalEnded
            | Event::BatchGoes
            | Event::BatchCame
            | Event::DoneThere
            | Event::Done
            | Event::Rejected => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row for each event, a letter for each open state: New, In review, Learner, Approval, Scheduled, Done,
    /// Rejected, Cancelled.
    const TABLE: [(RequestEvent, &str); 12] = [
        (RequestEvent::TakenUp, "IILA-"),
        (RequestEvent::LearnerAsked, "LLL--"),
        (RequestEvent::LearnerAnswered, "--I--"),
        (RequestEvent::ApprovalAsked, "AAAAA"),
        (RequestEvent::ApprovalEnded, "---I-"),
        (RequestEvent::BatchGoes, "SSSS-"),
        (RequestEvent::BatchCame, "---II"),
        (RequestEvent::DoneThere, "----D"),
        (RequestEvent::Done, "DDDD-"),
        (RequestEvent::Rejected, "RRRR-"),
        (RequestEvent::Cancelled, "CCCCC"),
        (RequestEvent::LearnerDeleted, "DDDDD"),
    ];

    #[test]
    fn a_request_moves_as_the_table_says_and_in_no_other_way() {
        let letter = |state: Option<RequestState>| match state {
            None => '-',
            Some(RequestState::New) => 'N',
            Some(RequestState::InReview) => 'I',
            Some(RequestState::WaitingForLearner) => 'L',
            Some(RequestState::WaitingForApproval) => 'A',
            Some(RequestState::Scheduled) => 'S',
            Some(RequestState::Done) => 'D',
            Some(RequestState::Rejected) => 'R',
            Some(RequestState::Cancelled) => 'C',
        };
        assert_eq!(TABLE.map(|(event, _)| event), RequestEvent::ALL);
        for (event, row) in TABLE {
            let moves = RequestState::ALL.map(|state| letter(state.after(event)));
            let moves: String = moves.into_iter().collect();
            assert_eq!(moves, format!("{row}---"), "{event:?}");
        }
    }
}
