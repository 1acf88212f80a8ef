//! The roster CSV after intake: users to add and to change.

use std::collections::BTreeMap;

use super::identifier::{EmailAddress, UniqueId};

/// A row of a roster. `None` means that the file has no such column; an empty text means an empty cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterRow {
    /// The physical line on which it begins.
    pub line: u32,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Primary (or invited) email address; an empty cell is none.
    pub email: Option<EmailAddress>,
    /// Unique user ID; an empty cell is none.
    pub unique_id: Option<UniqueId>,
    /// Job title.
    pub job_title: Option<String>,
    /// Names of groups; those of the file replace those of the user.
    pub groups: Option<Vec<String>>,
    /// License types by name with whether the license is to be held. An empty cell leaves it as it is.
    pub licenses: Vec<(String, bool)>,
    /// Custom attributes by name.
    pub attributes: BTreeMap<String, String>,
    /// The ID that shall replace `unique_id`.
    pub new_unique_id: Option<UniqueId>,
    /// The address by which the user is found when `email` shall replace it.
    pub existing_email: Option<EmailAddress>,
}

/// Why a row of a roster cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterFault {
    /// The physical line on which the row begins.
    pub line: u32,
    /// The column, where one is at fault.
    pub column: Option<String>,
    /// A code as in `files.md`.
    pub code: &'static str,
}

/// A whole roster as an act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterImport {
    /// Rows that could be read.
    pub rows: Vec<RosterRow>,
    /// Rows that could not.
    pub faults: Vec<RosterFault>,
    /// Import what can be imported although some rows fail.
    pub in_part: bool,
}

/// What became, or would become, of a roster row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterVerdict {
    /// The line.
    pub line: u32,
    /// What happens.
    pub result: RosterResult,
}

/// What happens to a roster row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterResult {
    /// A new user.
    Added,
    /// A known user changes.
    Changed,
    /// A known user, all as it was.
    Unchanged,
    /// Refused.
    Refused(super::reason::Reason),
    /// Could not be read.
    Unreadable(RosterFault),
}
