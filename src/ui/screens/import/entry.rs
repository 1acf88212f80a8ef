//! The lines of the review of a file: what each is about, and what Enter does there.

use crate::domain::roster::{RosterField, RosterList};

/// A line of the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub what: What,
    pub label: String,
    /// How many; none where the line is a choice.
    pub count: Option<u64>,
    /// What is said beside it.
    pub note: String,
    /// Whether it should make somebody hesitate.
    pub warns: bool,
}

/// What a line of the review is about, and what Enter does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Opens the rows.
    Rows(RosterList),
    /// Agrees that empty cells of a field empty it; the rows are opened too.
    Empty(RosterField),
    /// Agrees that what can be imported is, although some rows fail.
    InPart,
    /// Makes the license types that there are not.
    MakeLicenses,
    /// Mails nobody.
    NoMail,
    /// Opens the letters that are sent.
    Letters,
    /// Opens the rows of a learning report that are passed over.
    PassedOver,
    /// Opens the rows of a results file that mean nobody.
    Strangers,
    /// Opens the rows of a list of leavers for which a learner can be chosen.
    Misfits,
    /// Only says something.
    Said,
}

impl What {
    /// Whether it can be ticked.
    pub(super) const fn is_choice(self) -> bool {
        match self {
            Self::Empty(_) | Self::InPart | Self::MakeLicenses | Self::NoMail => true,
            Self::Rows(_)
            | Self::Letters
            | Self::PassedOver
            | Self::Strangers
            | Self::Misfits
            | Self::Said => false,
        }
    }
}

pub(super) fn entry(what: What, label: String, count: u64) -> Entry {
    Entry {
        what,
        label,
        count: Some(count),
        note: String::new(),
        warns: false,
    }
}
