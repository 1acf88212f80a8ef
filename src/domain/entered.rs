//! What an entry of the log is that somebody takes for an import whose rows can be corrected.

use super::act::Act;
use super::id::BatchId;

/// What an entry of the log is that is no import in which rows of such a file failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// There is none of this number.
    Nothing,
    /// An import in which no row failed.
    Whole,
    /// An import that was refused as a whole.
    RefusedWhole,
    /// An import of users.
    Users,
    /// An import of a learning report.
    Learning,
    /// What belongs to a batch of deletions.
    Batch(BatchId),
    /// Another act.
    Other(Act),
}

impl Entered {
    /// Which one, for the words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Whole => "whole",
            Self::RefusedWhole => "refused",
            Self::Users => "users",
            Self::Learning => "learning",
            Self::Batch(_) => "batch",
            Self::Other(_) => "other",
        }
    }
}
