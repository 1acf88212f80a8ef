//! What a results file of the provider comes to: whom it refuses, and which of its rows conclude nothing, and why.

use std::sync::Arc;

use crate::domain::coded::coded;
use crate::domain::time::Timestamp;

coded! {
    /// Why a row of a results file means nobody of whom a change is open.
    pub enum WhyNobody {
        /// No address and no ID can be read in it.
        Unreadable = "unreadable",
        /// Nobody has, or had, its address or ID.
        NotFound = "not_found",
        /// Its address and its ID do not mean one learner.
        IdsDisagree = "ids_disagree",
        /// Whom it means is deleted here.
        Deleted = "deleted",
        /// Nothing of whom it means was handed over.
        NoChange = "no_change",
        /// What it may be about is prepared, and not marked as uploaded.
        NotHandedOver = "not_handed_over",
        /// What was handed over of whom it means has ended.
        Ended = "ended",
        /// The file was taken in before what it may be about was handed over.
        FileBefore = "file_before",
    }
}

/// A row of a results file that concludes nothing, because it means nobody of whom a change is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// The physical line on which it begins.
    pub line: u32,
    /// The address and the ID that stand there.
    pub said: String,
    /// Why it means nobody.
    pub why: WhyNobody,
}

impl Stranger {
    /// How many are named where not all of them are.
    pub const NAMED: usize = 10;
}

/// What a results file comes to. Every row is counted once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultsEffect {
    /// Rows that say that it went well. That confirms nothing.
    pub well: u64,
    /// Changes that are refused by it, each by one row.
    pub refused: u64,
    /// Changes that the same file refused before, and that get its words from another column now.
    pub reworded: u64,
    /// When the same file was taken in before.
    pub before: Option<Timestamp>,
    /// Rows about a change that an earlier row refuses.
    pub again: u64,
    /// Rows that mean nobody of whom a change is open, in the file's order.
    pub strangers: Arc<[Stranger]>,
}

impl ResultsEffect {
    /// All rows.
    pub fn rows(&self) -> u64 {
        self.well + self.refused + self.reworded + self.again + self.unknown()
    }

    /// Rows that mean nobody of whom a change is open.
    pub fn unknown(&self) -> u64 {
        self.strangers.len() as u64
    }
}

/// The first of those rows, and how many more there are.
pub fn first_strangers(all: &[Stranger]) -> (&[Stranger], u64) {
    let (named, more) = all.split_at(all.len().min(Stranger::NAMED));
    (named, more.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_counted_once_and_so_many_are_named() {
        let stranger = |line| Stranger {
            line,
            said: String::new(),
            why: WhyNobody::NotFound,
        };
        let effect = ResultsEffect {
            well: 2,
            refused: 10,
            reworded: 0,
            before: None,
            again: 1,
            strangers: (2..14).map(stranger).collect(),
        };
        assert_eq!((effect.rows(), effect.unknown()), (25, 12));
        let (named, more) = first_strangers(&effect.strangers);
        assert_eq!((named.len(), more), (Stranger::NAMED, 2));
        assert_eq!(first_strangers(&effect.strangers[..3]).1, 0);
    }
}
