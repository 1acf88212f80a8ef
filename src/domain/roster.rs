//! The roster CSV after intake: users to add and to change.

mod rows;

use std::sync::Arc;

pub use rows::RosterRows;

use super::identifier::{EmailAddress, IdentifierFault, UniqueId};

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell<T> {
    /// The file has no such column.
    #[default]
    Absent,
    /// The column is there, the cell is empty.
    Empty,
    /// This.
    Filled(T),
}

/// One user of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterRow {
    /// The physical line on which the row begins, from 1.
    pub line: u32,
    /// The preferred first name.
    pub first_name: Cell<String>,
    /// The preferred last name.
    pub last_name: Cell<String>,
    /// The primary or invited email address; beside [`RosterRow::existing_email`] the new one.
    pub email: Cell<EmailAddress>,
    /// The unique user ID.
    pub unique_id: Cell<UniqueId>,
    /// The job title.
    pub work_title: Cell<String>,
    /// Names of groups, in order, none twice.
    pub groups: Cell<Vec<String>>,
    /// License types by name, and whether the user has each; types with an empty cell are left out.
    pub licenses: Vec<(Arc<str>, bool)>,
    /// Custom attributes by name; an empty value means that the user has none.
    pub attributes: Vec<(Arc<str>, String)>,
    /// The ID that takes the place of [`RosterRow::unique_id`].
    pub new_unique_id: Cell<UniqueId>,
    /// The address by which the account knows the user whose address is to be changed.
    pub existing_email: Cell<EmailAddress>,
}

/// Why a row of a roster cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterFault {
    /// The physical line on which the row begins, from 1.
    pub line: u32,
    /// The column, as the file names it, where one is to blame.
    pub column: Option<String>,
    /// What is wrong there.
    pub what: RosterFaultKind,
}

/// What is wrong with a row of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterFaultKind {
    /// The cell is not an address or an ID.
    Identifier(IdentifierFault),
    /// A license status other than `active` and `inactive`.
    LicenseStatus,
    /// The row has neither email nor ID.
    NoIdentifier,
    /// The primary and the invited address are both there and differ.
    TwoEmails,
    /// `new_unique_user_id` or `existing_email_address` without the cell that stands beside it.
    ChangeWithoutPair,
    /// More fields than the header has.
    WrongFieldCount,
    /// A NUL, or a field past the limit.
    Malformed,
    /// The header again.
    RepeatedHeader,
}

impl<T> Cell<T> {
    /// What it says, where it says something.
    pub const fn as_filled(&self) -> Option<&T> {
        match self {
            Self::Filled(value) => Some(value),
            Self::Absent | Self::Empty => None,
        }
    }
}

impl RosterFault {
    /// The code in files and JSON.
    pub fn code(&self) -> &'static str {
        let is_email = self
            .column
            .as_deref()
            .is_some_and(|column| column.to_ascii_lowercase().contains("email"));
        match self.what {
            RosterFaultKind::Identifier(IdentifierFault::Suspicious) => "suspicious_characters",
            RosterFaultKind::Identifier(IdentifierFault::TooLong) | RosterFaultKind::Malformed => {
                "malformed_row"
            }
            RosterFaultKind::Identifier(_) if is_email => "invalid_email",
            RosterFaultKind::Identifier(_) => "invalid_id",
            RosterFaultKind::LicenseStatus => "license_status",
            RosterFaultKind::NoIdentifier => "empty_row",
            RosterFaultKind::TwoEmails => "ids_disagree",
            RosterFaultKind::ChangeWithoutPair => "change_without_pair",
            RosterFaultKind::WrongFieldCount => "wrong_field_count",
            RosterFaultKind::RepeatedHeader => "repeated_header",
        }
    }
}

/// A whole roster as an act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterImport {
    /// Rows that could be read.
    pub rows: Arc<RosterRows>,
    /// Rows that could not, in the file's order.
    pub faults: Arc<[RosterFault]>,
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
    Refused(Box<super::reason::Reason>),
    /// Could not be read.
    Unreadable(Box<RosterFault>),
}
