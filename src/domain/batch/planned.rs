//! A row of a plan, in ten bytes.

use super::RowOutcome;
use crate::domain::id::UserId;

/// One row of a plan: ten bytes of numbers, no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanRow {
    /// The physical line on which the row begins, from 1.
    pub line: u32,
    /// What would become of it.
    pub outcome: RowOutcome,
    /// The user meant (`Deleted`, `AlreadyDeleted`, `OnHold`, `ProtectedOperator`, `OwnUser`,
    /// `AtProvider`, `RefusedThere`, `GivenUp`, `BackThere`, `Changed`), the earlier line
    /// (`Duplicate`), a [`Disagreement`](super::Disagreement) (`IdsDisagree`), a [`Damage`](crate::domain::damage::Damage) (`InvalidEmail`, `InvalidId`) or 0.
    pub reference: i64,
}

impl PlanRow {
    /// Bytes of a row as it is kept.
    pub const BYTES: usize = 10;

    /// The row as it is kept: outcome, line, and five bytes of the reference.
    pub const fn packed(&self) -> [u8; Self::BYTES] {
        let [l0, l1, l2, l3] = self.line.to_le_bytes();
        let [r0, r1, r2, r3, r4, ..] = self.reference.to_le_bytes();
        [self.outcome as u8, l0, l1, l2, l3, r0, r1, r2, r3, r4]
    }

    /// Reads a row as it is kept; none where that names no outcome.
    pub fn unpacked(packed: &[u8; Self::BYTES]) -> Option<Self> {
        let [outcome, l0, l1, l2, l3, r0, r1, r2, r3, r4] = *packed;
        Some(Self {
            line: u32::from_le_bytes([l0, l1, l2, l3]),
            outcome: RowOutcome::from_number(outcome)?,
            reference: i64::from_le_bytes([r0, r1, r2, r3, r4, 0, 0, 0]),
        })
    }

    /// The user the row means, where it means one.
    pub const fn user(&self) -> Option<UserId> {
        match self.outcome {
            RowOutcome::Duplicate
            | RowOutcome::IdsDisagree
            | RowOutcome::InvalidEmail
            | RowOutcome::InvalidId => None,
            RowOutcome::Deleted
            | RowOutcome::AlreadyDeleted
            | RowOutcome::NotFound
            | RowOutcome::EmptyRow
            | RowOutcome::WrongFieldCount
            | RowOutcome::MalformedRow
            | RowOutcome::SuspiciousCharacters
            | RowOutcome::OnHold
            | RowOutcome::ProtectedOperator
            | RowOutcome::OwnUser
            | RowOutcome::Withdrawn
            | RowOutcome::RepeatedHeader
            | RowOutcome::Cancelled
            | RowOutcome::AtProvider
            | RowOutcome::RefusedThere
            | RowOutcome::GivenUp
            | RowOutcome::BackThere
            | RowOutcome::Changed => match self.reference {
                0 => None,
                user => Some(UserId(user)),
            },
        }
    }
}
