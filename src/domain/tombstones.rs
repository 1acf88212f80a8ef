//! What is known of an identifier that somebody had, has, or gave up.

use super::batch::Tombstone;
use super::id::UserId;
use super::identifier::IdentifierKind;
use super::time::Timestamp;

/// What an identifier answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TombstoneAnswer {
    /// It cannot be an email or an ID.
    NotAnIdentifier,
    /// Nobody has it or is known to have had it.
    NeverSeen,
    /// Nobody has it; a learner had it and gave it up.
    GivenUp(Box<GivenUp>),
    /// A living learner has it; before that, somebody had it who was deleted.
    StillHere(UserId, Option<Box<Released>>),
    /// A deleted learner had it.
    Deleted(Tombstone),
    /// A deleted learner had it; since it was released, nobody.
    Released(Box<Released>),
    /// It is an email and an ID, with different answers.
    TwoFit(Box<[(IdentifierKind, TombstoneAnswer); 2]>),
    /// The key was lost: what was deleted before then cannot be answered for.
    KeyLost,
}

impl TombstoneAnswer {
    /// Whether somebody had it who has it no more.
    pub fn was_somebody(&self) -> bool {
        match self {
            Self::Deleted(_) | Self::Released(_) | Self::GivenUp(_) => true,
            Self::TwoFit(answers) => answers.iter().any(|(_, answer)| answer.was_somebody()),
            Self::NotAnIdentifier | Self::NeverSeen | Self::StillHere(..) | Self::KeyLost => false,
        }
    }
}

/// An identifier that a learner gave up for another one, or for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// The learner.
    pub user: UserId,
    /// When it was given up.
    pub at: Timestamp,
    /// The operator who changed it, where that is known.
    pub operator_name: Option<String>,
    /// The deletion of the learner; none while the learner is here.
    pub tombstone: Option<Tombstone>,
}

/// An identifier that was released after the deletion of who had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// The deletion.
    pub tombstone: Tombstone,
    /// When it was released; none where only the erasure journal tells of it.
    pub at: Option<Timestamp>,
    /// The operator who released it, where that is known.
    pub operator_name: Option<String>,
    /// Why.
    pub reason: String,
}
