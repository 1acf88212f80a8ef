//! Where a change at the provider stands, and how it moves: every move there is, one function, asked by every road.

use super::Road;
use crate::domain::coded::{coded, listed};

coded! {
    /// Where a change stands.
    #[derive(PartialOrd, Ord)]
    pub enum ChangeState {
        /// Written down here; the provider knows nothing of it.
        Prepared = "prepared",
        /// A call was made and its answer is not known.
        InDoubt = "in_doubt",
        /// The provider has it.
        HandedOver = "handed_over",
        /// The provider has it, and no evidence came in time.
        Overdue = "overdue",
        /// Evidence says that it is done.
        Confirmed = "confirmed",
        /// The provider refused it.
        Refused = "refused",
        /// Nobody waits for it any more.
        GivenUp = "given_up",
        /// It was taken back before the provider had it.
        TakenBack = "taken_back",
    }
}

listed! {
    /// Something that happens to a change and can move its state.
    pub enum ChangeEvent {
        /// A call is about to be made.
        Called,
        /// It was settled by asking that the call did nothing.
        NotDone,
        /// The provider has it: a file was uploaded, a call was accepted, an item of the list was given to somebody.
        HandedOver,
        /// No evidence came in time.
        TimeUp,
        /// Evidence says that it is done.
        Confirmed,
        /// The provider refuses it.
        Refused,
        /// A refused one is to be handed over once more.
        PreparedAgain,
        /// An operator does not wait for it any more. That stops nothing at the provider.
        GivenUp,
        /// An operator takes it back.
        TakenBack,
    }
}

impl ChangeState {
    /// Whether something about it can still come from the provider, or is to go there: until then the learner is
    /// neither edited nor put into a second batch, and the account stays where it lives.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Prepared | Self::InDoubt | Self::HandedOver | Self::Overdue => true,
            Self::Confirmed | Self::Refused | Self::GivenUp | Self::TakenBack => false,
        }
    }

    /// Whether the provider has it, or may have it.
    pub const fn is_there(self) -> bool {
        match self {
            Self::InDoubt | Self::HandedOver | Self::Overdue => true,
            Self::Prepared | Self::Confirmed | Self::Refused | Self::GivenUp | Self::TakenBack => {
                false
            }
        }
    }

    /// Whether an act on a whole portion or batch reaches a change that stands here. What has ended is left as it is, but
    /// where the act is about it.
    pub const fn is_reached_by(self, event: ChangeEvent) -> bool {
        let ended = matches!(event, ChangeEvent::GivenUp) && !self.is_open();
        self.after(event).is_some() && !ended
    }

    /// What happens to a change of a road when evidence says that it is done; nothing where that cannot be said of it. What
    /// is done by hand reaches the provider by being done: until then it is on the list here, and can be taken back.
    pub const fn way_to_done(self, road: Option<Road>) -> &'static [ChangeEvent] {
        match (self, road) {
            (Self::Prepared, Some(Road::ByHand)) => {
                &[ChangeEvent::HandedOver, ChangeEvent::Confirmed]
            }
            (Self::InDoubt | Self::HandedOver | Self::Overdue, _) => &[ChangeEvent::Confirmed],
            (Self::Prepared, Some(Road::File | Road::Scim) | None)
            | (Self::Confirmed | Self::Refused | Self::GivenUp | Self::TakenBack, _) => &[],
        }
    }

    /// The state after an event; none where it cannot happen to a change that stands there.
    ///
    /// | event | from | to |
    /// |---|---|---|
    /// | called | prepared | in doubt |
    /// | not done | in doubt | prepared |
    /// | handed over | prepared, in doubt | handed over |
    /// | time up | handed over | overdue |
    /// | confirmed | in doubt, handed over, overdue | confirmed |
    /// | refused | in doubt, handed over, overdue | refused |
    /// | prepared again | refused | prepared |
    /// | given up | in doubt, handed over, overdue, refused | given up |
    /// | taken back | prepared | taken back |
    pub const fn after(self, event: ChangeEvent) -> Option<Self> {
        use ChangeEvent as Event;
        Some(match (event, self) {
            (Event::Called, Self::Prepared) => Self::InDoubt,
            (Event::NotDone, Self::InDoubt) | (Event::PreparedAgain, Self::Refused) => {
                Self::Prepared
            }
            (Event::HandedOver, Self::Prepared | Self::InDoubt) => Self::HandedOver,
            (Event::TimeUp, Self::HandedOver) => Self::Overdue,
            (Event::Confirmed, Self::InDoubt | Self::HandedOver | Self::Overdue) => Self::Confirmed,
            (Event::Refused, Self::InDoubt | Self::HandedOver | Self::Overdue) => Self::Refused,
            (Event::GivenUp, Self::InDoubt | Self::HandedOver | Self::Overdue | Self::Refused) => {
                Self::GivenUp
            }
            (Event::TakenBack, Self::Prepared) => Self::TakenBack,
            (
                Event::Called
                | Event::NotDone
                | Event::HandedOver
                | Event::TimeUp
                | Event::Confirmed
                | Event::Refused
                | Event::PreparedAgain
                | Event::GivenUp
                | Event::TakenBack,
                _,
            ) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_of_the_doc_is_the_function() {
        let doc = include_str!("moving.rs");
        let rows = doc.lines().filter_map(|line| {
            let line = line.trim().strip_prefix("/// | ")?;
            let cells: Vec<&str> = line.trim_end_matches(" |").split(" | ").collect();
            <[&str; 3]>::try_from(cells).ok()
        });
        let rows: Vec<[&str; 3]> = rows.filter(|row| row[0] != "event").collect();
        assert_eq!(rows.len(), ChangeEvent::ALL.len());
        for (event, [name, sources, target]) in ChangeEvent::ALL.into_iter().zip(rows) {
            let code = format!("{event:?}");
            let folded = name.replace(' ', "");
            assert!(
                code.eq_ignore_ascii_case(&folded),
                "{code} stands as {name}"
            );
            for from in ChangeState::ALL {
                let named = sources
                    .split(", ")
                    .any(|one| one == from.code().replace('_', " "));
                let to = from.after(event).map(|to| to.code().replace('_', " "));
                assert_eq!(to.as_deref(), named.then_some(target), "{from:?} {event:?}");
            }
        }
    }

    #[test]
    fn what_is_confirmed_was_at_the_provider_before() {
        for from in ChangeState::ALL {
            let confirms = from.after(ChangeEvent::Confirmed).is_some();
            assert_eq!(confirms, from.is_there(), "{from:?}");
        }
    }

    #[test]
    fn what_is_done_by_hand_is_prepared_until_it_is_done_and_every_way_to_done_is_a_way() {
        let roads = Road::ALL.into_iter().map(Some).chain([None]);
        for (state, road) in roads.flat_map(|road| ChangeState::ALL.map(|state| (state, road))) {
            let way = state.way_to_done(road);
            let end = way
                .iter()
                .try_fold(state, |state, event| state.after(*event));
            let by_hand = state == ChangeState::Prepared && road == Some(Road::ByHand);
            if state.is_there() || by_hand {
                assert_eq!(end, Some(ChangeState::Confirmed), "{state:?} {road:?}");
            } else {
                assert!(way.is_empty(), "{state:?} {road:?}");
            }
        }
    }

    proptest! {
        /// However things come, a change ends once: what is confirmed, given up or taken back stays so.
        #[test]
        fn a_change_ends_once(events in prop::collection::vec(0..ChangeEvent::ALL.len(), 0..40)) {
            let mut state = ChangeState::Prepared;
            let mut ended = None;
            for event in events {
                let Some(next) = state.after(ChangeEvent::ALL[event]) else { continue };
                prop_assert!(ended.is_none(), "{state:?} moved to {next:?} after its end");
                state = next;
                if !state.is_open() && state != ChangeState::Refused {
                    ended = Some(state);
                }
            }
        }

        /// Every open change can be ended by an operator alone.
        #[test]
        fn nobody_is_held_by_a_provider_that_says_nothing(from in 0..ChangeState::ALL.len()) {
            let from = ChangeState::ALL[from];
            let alone = [ChangeEvent::GivenUp, ChangeEvent::TakenBack];
            let ends = alone.into_iter().any(|event| from.after(event).is_some());
            prop_assert!(ends || !from.is_open());
        }
    }
}
