//! Accounts that live elsewhere: the learners are really at a provider, and an act is done only when evidence says so.
//!
//! An act is prepared, guarded and approved here, carried out there, and concluded here from evidence. A [`Change`] is
//! one act on one learner that the provider has to carry out; a [`Handover`] is one portion of changes that is given to
//! the provider together; [`Evidence`] is what a change was concluded from. Where a change stands moves by
//! [`ChangeState::after`] and by nothing else; whether a roster is believed and what it concludes is said in
//! `believing`. The service asks these rules, whichever road a change takes.

mod acting;
mod alike;
mod believing;
mod calling;
pub mod identity;
mod moving;
mod results;
mod seen;

use super::request::RequestKind;
use crate::domain::coded::coded;

pub use acting::{
    ChangeAct, ChangeSeen, ProviderEffect, ProviderOp, ProviderReceipt, ProviderRoster, Reached,
    ResultsToken, RosterEffect, Scope,
};
pub use alike::{Alike, Person, called};
pub use believing::{
    Conclusion, RosterDoubt, RosterFacts, Sighting, conclude, conclude_unfound, doubts,
};
pub use calling::{Call, CallEnd, CallEntry, Capabilities, Refusal, is_accepted, is_awaited};
pub use moving::{ChangeEvent, ChangeState};
pub use results::{ResultsEffect, Stranger, WhyNobody, first_strangers};
pub use seen::{
    AtProvider, Change, Evidence, EvidenceKind, GoneLearner, Handover, HandoverCounts,
    HandoverState, LearnerChange, ProviderFigures, WhyRefused,
};

/// The page of the hosted product on which a deletion file is uploaded, as its own guide writes the path.
pub const DELETION_PAGE: &str =
    "Me > Authenticate > Automate user management > User Deletion > Delete users";

/// The clicks of the hosted product that disconnect a profile, as its own guide writes them.
pub const DISCONNECT_CLICKS: &str =
    "People > Users > More > View/edit profile > More > Disconnect LinkedIn profile > Remove";

/// The clicks that revoke a license there: the path of this console's navigation, which follows that of the product.
pub const REVOKE_CLICKS: &str = "People > Users > More > Manage licenses > No license > Save";

coded! {
    /// Where an account lives.
    #[derive(Default)]
    pub enum Provider {
        /// Here: this database is the record.
        #[default]
        Here = "here",
        /// At the hosted product, which is reached by files and by hand.
        File = "file",
        /// At an identity platform, which is reached by calls (SCIM 2.0) and, for what it does not do, by files and by hand.
        Scim = "scim",
    }
}

impl Provider {
    /// Whether the learners are really somewhere else.
    pub const fn is_elsewhere(self) -> bool {
        match self {
            Self::Here => false,
            Self::File | Self::Scim => true,
        }
    }

    /// The roads on which a kind of act can reach it, the usual one first; none where the act is done here. Whether a
    /// server deletes is its own affair: until somebody chooses that it shall, it only deactivates.
    pub const fn roads(self, kind: RequestKind) -> &'static [Road] {
        match (self, kind) {
            (Self::Here, _) => &[],
            (Self::File | Self::Scim, RequestKind::Disconnect) => &[Road::ByHand],
            (Self::File, RequestKind::Revoke) => &[Road::File, Road::ByHand],
            (Self::File, RequestKind::Delete) => &[Road::File],
            (Self::Scim, RequestKind::Revoke) => &[Road::Scim, Road::File, Road::ByHand],
            (Self::Scim, RequestKind::Delete) => &[Road::File, Road::Scim],
        }
    }

    /// The road that a kind of act takes: the one that was chosen, where the provider has it, else its first.
    pub fn road(self, kind: RequestKind, chosen: Road) -> Option<Road> {
        let roads = self.roads(kind);
        let chosen = roads.iter().find(|road| **road == chosen);
        chosen.or(roads.first()).copied()
    }
}

coded! {
    /// How a kind of act reaches the provider.
    #[derive(Default)]
    pub enum Road {
        /// A file that somebody uploads at the provider.
        #[default]
        File = "file",
        /// Somebody does it there by hand, learner by learner.
        ByHand = "by_hand",
        /// Calls to a server.
        Scim = "scim",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_takes_the_chosen_road_where_there_is_one_and_none_where_it_is_done_here() {
        for kind in RequestKind::ALL {
            assert_eq!(Provider::Here.road(kind, Road::File), None);
        }
        let file = |kind, road| Provider::File.road(kind, road);
        assert_eq!(file(RequestKind::Delete, Road::ByHand), Some(Road::File));
        assert_eq!(file(RequestKind::Revoke, Road::ByHand), Some(Road::ByHand));
        assert_eq!(
            file(RequestKind::Disconnect, Road::File),
            Some(Road::ByHand)
        );
        assert_eq!(file(RequestKind::Delete, Road::Scim), Some(Road::File));
        let scim = |kind, road| Provider::Scim.road(kind, road);
        assert_eq!(scim(RequestKind::Delete, Road::Scim), Some(Road::Scim));
        assert_eq!(scim(RequestKind::Delete, Road::ByHand), Some(Road::File));
        assert_eq!(scim(RequestKind::Revoke, Road::File), Some(Road::File));
        assert_eq!(
            scim(RequestKind::Disconnect, Road::Scim),
            Some(Road::ByHand)
        );
    }

    #[test]
    fn every_code_is_read_as_it_is_written() {
        for provider in Provider::ALL {
            assert_eq!(Provider::from_code(provider.code()), Some(provider));
        }
        for road in Road::ALL {
            assert_eq!(Road::from_code(road.code()), Some(road));
        }
        assert_eq!(Road::from_code("by hand"), None);
    }
}
