//! The roster CSV after intake: users to add and to change.

mod difference;
pub(crate) mod fault;
mod naming;
mod packing;
mod remarks;
mod served;
mod trace;
mod verdicts;

pub use difference::{
    EmptyCells, Kept, LicenseTotal, Other, RosterChange, RosterField, RosterFields, RosterLine,
    RosterList, RosterRemark, RosterTotals, ServerRecord,
};
pub use fault::NoRoster;
pub use naming::{Known, objection, split_name};
pub use packing::{Glance, Names, glance, pack, unpack};
pub use remarks::{NewIds, RemarkFinder, RemarkTotal, TextRemark, remarked_words, sorted};
pub use served::{Nameless, Served};
pub use trace::{ImportTrace, TraceBlock, TraceBroken, TracePacker};
pub use verdicts::{RosterMark, RosterVerdicts};

use super::Language;
use super::damage::Damage;
use super::identifier::{EmailAddress, IdentifierFault, IdentifierKind, UniqueId};
use super::license::{LicenseCell, LicenseStatus};
use super::time::Timestamp;
use crate::domain::naming::group_key;

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

/// One user of a roster, borrowed from where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterRow<'t> {
    /// The physical line on which the row begins, from 1.
    pub line: u32,
    /// The preferred first name.
    pub first_name: Cell<&'t str>,
    /// The preferred last name.
    pub last_name: Cell<&'t str>,
    /// The primary or invited email address; beside [`RosterRow::existing_email`] the new one.
    pub email: Cell<EmailAddress>,
    /// The unique user ID.
    pub unique_id: Cell<UniqueId>,
    /// The job title.
    pub work_title: Cell<&'t str>,
    /// Names of groups, in order, none twice.
    pub groups: Cell<Vec<&'t str>>,
    /// License types by name, and where the user stands with each; types with an empty cell are left out.
    pub licenses: Vec<(&'t str, LicenseCell)>,
    /// Since when a user is invited who is.
    pub invited_on: Option<Timestamp>,
    /// Since when a user uses the license who does.
    pub activated_on: Option<Timestamp>,
    /// Custom attributes by name; an empty value means that the user has none.
    pub attributes: Vec<(&'t str, &'t str)>,
    /// The ID that takes the place of [`RosterRow::unique_id`].
    pub new_unique_id: Cell<UniqueId>,
    /// The address by which the account knows the user whose address is to be changed.
    pub existing_email: Cell<EmailAddress>,
    /// The language in which the user is written to.
    pub language: Option<Language>,
    /// Whether a LinkedIn profile is connected.
    pub connected: Option<bool>,
    /// When the user was last active.
    pub last_active: Option<Timestamp>,
}

/// Why a row of a roster cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterFault {
    /// The physical line on which the row begins, from 1.
    pub line: u32,
    /// The column, as the file names it, where one is to blame.
    pub column: Option<String>,
    /// The identifier that the column holds, where it holds one.
    pub identifier: Option<IdentifierKind>,
    /// What is wrong there.
    pub what: RosterFaultKind,
}

/// What is wrong with a row of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterFaultKind {
    /// The cell is not an address or an ID.
    Identifier(IdentifierFault),
    /// The cell is what a spreadsheet or a wrong encoding made of it.
    Damaged(Damage),
    /// The cell holds a character that cannot be seen or turns around how others are shown.
    Hidden(char),
    /// A license status other than [`LicenseCell`] knows.
    LicenseStatus,
    /// Neither *Connected* nor *Not connected*.
    Connection,
    /// A language in which nobody is written to.
    Language,
    /// No date, or one that is still to come.
    Date,
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

impl<'t> Cell<&'t str> {
    /// The text of a user who had none before.
    pub const fn text(&self) -> &'t str {
        match self {
            Self::Filled(text) => text,
            Self::Absent | Self::Empty => "",
        }
    }

    /// The text of a user who had this one before; an empty cell empties it only where that was agreed.
    pub const fn text_over<'p>(&self, present: &'p str, empties: bool) -> &'p str
    where
        't: 'p,
    {
        match self {
            Self::Empty if empties => "",
            Self::Absent | Self::Empty => present,
            Self::Filled(text) => text,
        }
    }
}

impl RosterRow<'_> {
    /// The addresses that the row names: the one by which the account knows the user, and the other.
    pub fn emails(&self) -> impl Iterator<Item = &EmailAddress> {
        let existing = self.existing_email.as_filled();
        existing.into_iter().chain(self.email.as_filled())
    }

    /// Whether it gives a user another identifier.
    pub const fn renames(&self) -> bool {
        self.existing_email.as_filled().is_some() || self.new_unique_id.as_filled().is_some()
    }

    /// Since when the user stands so with a license, where the row says it.
    pub const fn license_since(&self, status: LicenseStatus) -> Option<Timestamp> {
        match status {
            LicenseStatus::None => None,
            LicenseStatus::Invited => self.invited_on,
            LicenseStatus::Activated => self.activated_on,
        }
    }

    /// When the user was last active, where the row knows of a later moment than is known already.
    pub fn later_access(&self, known: Option<Timestamp>) -> Option<Timestamp> {
        self.last_active
            .filter(|later| known.is_none_or(|known| known < *later))
    }

    /// The names of groups as they are shown: of two that mean one group, the first.
    pub fn groups_shown(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        let mut names = self.groups_wanted().unwrap_or_default().to_vec();
        names.retain(|name| {
            let key = group_key(name);
            let is_first = !keys.contains(&key);
            keys.push(key);
            is_first
        });
        names
    }

    /// The groups that it names; none when it says nothing of them.
    pub const fn groups_wanted(&self) -> Option<&[&str]> {
        match &self.groups {
            Cell::Absent => None,
            Cell::Empty => Some(&[]),
            Cell::Filled(names) => Some(names.as_slice()),
        }
    }
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

impl RosterResult {
    /// What happens, without why.
    pub fn mark(&self) -> RosterMark {
        match self {
            Self::Added => RosterMark::Added,
            Self::Changed => RosterMark::Changed,
            Self::Unchanged => RosterMark::Unchanged,
            Self::Refused(_) => RosterMark::Refused,
            Self::Unreadable(fault) if fault.what == RosterFaultKind::RepeatedHeader => {
                RosterMark::HeaderAgain
            }
            Self::Unreadable(_) => RosterMark::Unreadable,
        }
    }
}

impl RosterFault {
    /// The code in files and JSON.
    pub fn code(&self) -> &'static str {
        let is_email = self.identifier == Some(IdentifierKind::Email);
        let is_id = self.identifier == Some(IdentifierKind::UniqueId);
        match self.what {
            RosterFaultKind::Identifier(IdentifierFault::Suspicious)
            | RosterFaultKind::Hidden(_) => "suspicious_characters",
            RosterFaultKind::Identifier(IdentifierFault::TooLong) | RosterFaultKind::Malformed => {
                "malformed_row"
            }
            RosterFaultKind::Identifier(_) | RosterFaultKind::Damaged(_) if is_email => {
                "invalid_email"
            }
            RosterFaultKind::Damaged(_) if !is_id => "damaged_text",
            RosterFaultKind::Identifier(_) | RosterFaultKind::Damaged(_) => "invalid_id",
            RosterFaultKind::LicenseStatus => "license_status",
            RosterFaultKind::Connection => "connected_profile_status",
            RosterFaultKind::Language => "language",
            RosterFaultKind::Date => "invalid_date",
            RosterFaultKind::NoIdentifier => "empty_row",
            RosterFaultKind::TwoEmails => "ids_disagree",
            RosterFaultKind::ChangeWithoutPair => "change_without_pair",
            RosterFaultKind::WrongFieldCount => "wrong_field_count",
            RosterFaultKind::RepeatedHeader => "repeated_header",
        }
    }
}

/// Names a roster that was read and waits to be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct RosterToken(pub u64);

/// A whole roster as an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RosterImport {
    /// The roster, as it was read.
    pub roster: RosterToken,
    /// How it is imported.
    pub options: ImportOptions,
}

/// What an operator chose for an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ImportOptions {
    /// Import what can be imported although some rows fail.
    pub in_part: bool,
    /// Fields that an empty cell empties.
    pub empties: EmptyCells,
    /// Make the license types that the file names and that there are not, with as many seats as the file gives.
    pub make_licenses: bool,
    /// Learners who lose their license or their connected profile are not mailed, whatever the account setting says.
    pub no_mail: bool,
}

impl ImportOptions {
    /// Whether every row comes to the same with both.
    pub fn are_judged_like(self, other: Self) -> bool {
        let seats = self.in_part == other.in_part;
        seats && self.empties == other.empties && self.make_licenses == other.make_licenses
    }
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
