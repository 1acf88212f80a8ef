//! What a roster would change, field by field, before it is done: sums for the whole file, and the words of the rows
//! that somebody looks at.
//!
//! A million rows keep four bytes each, a [`RosterFields`]; what was and what would be is read again for the rows of a
//! page. An empty cell empties only the fields that an operator agreed to ([`EmptyCells`]); what it would empty is
//! counted either way.

use crate::domain::coded::coded;
use crate::domain::damage::Damage;
use crate::domain::id::UserId;

use super::RosterResult;

coded! {
    /// A part of a user that a roster can change.
    #[derive(PartialOrd, Ord)]
    pub enum RosterField {
        /// The preferred first name.
        FirstName = "preferred_first_name",
        /// The preferred last name.
        LastName = "preferred_last_name",
        /// The email address.
        Email = "primary_email_address",
        /// The unique user ID.
        UniqueId = "unique_user_id",
        /// The job title.
        WorkTitle = "work_title",
        /// Which groups the user is in.
        Groups = "groups",
        /// Which license types the user holds.
        Licenses = "licenses",
        /// Custom attributes.
        Attributes = "attributes",
        /// The language in which the user is written to.
        Language = "language",
        /// Whether a LinkedIn profile is connected.
        Connection = "connected_profile_status",
        /// When the user was last active.
        LastActive = "last_access_date",
    }
}

impl RosterField {
    /// Fields that an empty cell can empty. An identifier is never taken away, and an empty license cell says nothing.
    pub const CAN_BE_EMPTIED: [Self; 5] = [
        Self::FirstName,
        Self::LastName,
        Self::WorkTitle,
        Self::Groups,
        Self::Attributes,
    ];

    /// Whether each single change of it is listed, however many there are: it says who somebody is, or where they belong.
    pub const fn is_always_listed(self) -> bool {
        match self {
            Self::FirstName | Self::LastName | Self::Email | Self::UniqueId | Self::Groups => true,
            Self::WorkTitle
            | Self::Licenses
            | Self::Attributes
            | Self::Language
            | Self::Connection
            | Self::LastActive => false,
        }
    }

    /// Its place in [`RosterField::ALL`].
    pub const fn place(self) -> usize {
        self as usize
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Fields of a user: those that a row changes, and those for which it has an empty cell where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RosterFields(u32);

impl RosterFields {
    const EMPTY_CELLS: u32 = 16;
    /// Behind the fields and the empty cells.
    const TAKES_OVER: u32 = 1 << 31;

    /// Notes that a field changes.
    pub const fn change(&mut self, field: RosterField) {
        self.0 |= field.bit();
    }

    /// Notes an empty cell where something stands.
    pub const fn meet_empty_cell(&mut self, field: RosterField) {
        self.0 |= field.bit() << Self::EMPTY_CELLS;
    }

    /// Notes that an identifier stands otherwise in the row and stays as it is, because a change of the user is open at
    /// the provider. An empty cell never takes an identifier away, so that its place among those is free.
    pub const fn hold(&mut self, field: RosterField) {
        self.meet_empty_cell(field);
    }

    /// Whether an identifier stands otherwise in the row and stays as it is.
    pub const fn holds_any(self) -> bool {
        self.has_empty_cell(RosterField::Email) || self.has_empty_cell(RosterField::UniqueId)
    }

    /// Notes that the learner takes over an identifier that another row gives up.
    pub const fn take_over(&mut self) {
        self.0 |= Self::TAKES_OVER;
    }

    /// Whether the learner takes over an identifier that another row gives up.
    pub const fn takes_over(self) -> bool {
        self.0 & Self::TAKES_OVER != 0
    }

    /// These and others.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a field changes.
    pub const fn changes(self, field: RosterField) -> bool {
        self.0 & field.bit() != 0
    }

    /// Whether there is an empty cell where something stands.
    pub const fn has_empty_cell(self, field: RosterField) -> bool {
        self.0 & field.bit() << Self::EMPTY_CELLS != 0
    }

    /// Whether any field changes.
    pub const fn changes_any(self) -> bool {
        self.0 & ((1 << Self::EMPTY_CELLS) - 1) != 0
    }

    /// Whether a change is among them that is always listed.
    pub fn changes_what_is_told(self) -> bool {
        let mut all = RosterField::ALL.into_iter();
        all.any(|field| field.is_always_listed() && self.changes(field))
    }

    /// The fields that change, as a number whose bits are in the order of [`RosterField::ALL`].
    pub const fn changed_bits(self) -> u16 {
        let [low, high, ..] = self.0.to_le_bytes();
        u16::from_le_bytes([low, high])
    }

    /// The fields of such a number.
    pub const fn of_changed_bits(bits: u16) -> Self {
        Self(bits as u32)
    }
}

/// The fields that an empty cell empties: what an operator agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct EmptyCells(u32);

impl EmptyCells {
    /// None of them.
    pub const fn none() -> Self {
        Self(0)
    }

    /// Agrees that an empty cell empties a field.
    #[must_use]
    pub const fn and(self, field: RosterField) -> Self {
        Self(self.0 | field.bit())
    }

    /// The same with one field agreed to, or no longer.
    #[must_use]
    pub const fn turned(self, field: RosterField) -> Self {
        Self(self.0 ^ field.bit())
    }

    /// These and others.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Every field that can be emptied.
    pub fn all() -> Self {
        let fields = RosterField::CAN_BE_EMPTIED.into_iter();
        fields.fold(Self::default(), Self::and)
    }

    /// Whether an empty cell empties a field.
    pub const fn empty(self, field: RosterField) -> bool {
        self.0 & field.bit() != 0
    }
}

/// Sums over a whole roster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterTotals {
    /// Users of whom a field changes, in the order of [`RosterField::ALL`].
    pub changed: [u64; RosterField::ALL.len()],
    /// Empty cells where something stands, in the same order; whether they empty it says [`EmptyCells`].
    pub empty_cells: [u64; RosterField::ALL.len()],
    /// License types that the file names, in its order.
    pub licenses: Vec<LicenseTotal>,
    /// Groups that the file names and that there are not, by name.
    pub new_groups: Vec<String>,
    /// Learners who take over an identifier that another row gives up.
    pub taken_over: u64,
    /// Users of the account whom no row means.
    pub gone: u64,
    /// Users in the account.
    pub users: u64,
}

/// What a roster does with a license type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseTotal {
    /// The type, as the file names it; as the account does, where there is such.
    pub name: String,
    /// Whether there is such a type.
    pub is_known: bool,
    /// Users who get it.
    pub given: u64,
    /// Users who lose it.
    pub taken: u64,
    /// Users who do not get it for want of a seat.
    pub missing: u64,
    /// Users who keep it and stand otherwise with it: invited, activated, or since another day.
    pub restated: u64,
}

impl RosterTotals {
    /// Users of whom a field changes.
    pub const fn changed(&self, field: RosterField) -> u64 {
        self.changed[field.place()]
    }

    /// Empty cells of a field where something stands.
    pub const fn empty_cells(&self, field: RosterField) -> u64 {
        self.empty_cells[field.place()]
    }

    /// Counts the fields of a row.
    pub fn count(&mut self, fields: RosterFields) {
        self.taken_over += u64::from(fields.takes_over());
        for field in RosterField::ALL {
            self.changed[field.place()] += u64::from(fields.changes(field));
            self.empty_cells[field.place()] += u64::from(fields.has_empty_cell(field));
        }
    }

    /// Names of license types that there are not.
    pub fn unknown_licenses(&self) -> impl Iterator<Item = &str> {
        let unknown = self.licenses.iter().filter(|kind| !kind.is_known);
        unknown.map(|kind| kind.name.as_str())
    }
}

/// Which rows of a roster somebody looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RosterList {
    /// Every row.
    All,
    /// New users.
    Added,
    /// Users who change.
    Changed,
    /// Users of whom this field changes.
    ChangedIn(RosterField),
    /// Users of whom something changes that is always listed.
    Told,
    /// Users who take over an identifier that another row gives up.
    TakenOver,
    /// Rows with an empty cell where something stands.
    EmptyCell(RosterField),
    /// Rows that add or change a word that looks damaged in this way.
    Remarked(Damage),
    /// Users whose identifiers stand otherwise in the file and stay: a change of them is open at the provider.
    Held,
    /// Users who are as the file says.
    Unchanged,
    /// Rows that are refused or cannot be read.
    Refused,
    /// Users of the account whom no row means.
    Gone,
}

/// A record of a server, as it is called there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServerRecord {
    /// The server's id.
    pub id: String,
    /// Its `userName`.
    pub user_name: Option<String>,
    /// Attributes that cannot be taken as they stand there: what stands here stays.
    pub left_out: Vec<&'static str>,
}

/// A row of a roster, or a user whom no row means, as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterLine {
    /// The physical line on which the row begins; none for who is gone.
    pub line: Option<u32>,
    /// The user, where there is one already.
    pub user: Option<UserId>,
    /// The name, as it stands now; of a new user as it would be.
    pub name: String,
    /// The email, as it stands now.
    pub email: Option<String>,
    /// The ID, as it stands now.
    pub unique_id: Option<String>,
    /// What becomes of the row; none for who is gone.
    pub result: Option<RosterResult>,
    /// What changes, and what an empty cell meets.
    pub changes: Vec<RosterChange>,
    /// Words that look damaged.
    pub remarks: Vec<RosterRemark>,
    /// The record of a server that the row is of.
    pub record: Option<ServerRecord>,
    /// The record that speaks of the same.
    pub same_as: Option<ServerRecord>,
}

/// One field of a user before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterChange {
    /// Which field.
    pub field: RosterField,
    /// The license type or the attribute, where the field has several.
    pub of: Option<String>,
    /// As it stands now; empty where there is nothing.
    pub old: String,
    /// As it would be.
    pub new: String,
    /// Why it stays as it is, where it does.
    pub kept: Option<Kept>,
    /// Who had before what stands there from now on, where another row of the roster gives it up.
    pub from: Option<Other>,
    /// Who has from now on what stood there before, where another row of the roster takes it.
    pub to: Option<Other>,
}

/// Why a field stays as it is, whatever a row has there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The cell is empty and nothing was agreed.
    EmptyCell,
    /// It is an identifier by which the provider knows the user, and a change of the user is open there.
    AtProvider,
}

impl Kept {
    /// Why a field stays of which a row says something and that does not change.
    pub const fn of(field: RosterField) -> Self {
        match field {
            RosterField::Email | RosterField::UniqueId => Self::AtProvider,
            RosterField::FirstName
            | RosterField::LastName
            | RosterField::WorkTitle
            | RosterField::Groups
            | RosterField::Licenses
            | RosterField::Attributes
            | RosterField::Language
            | RosterField::Connection
            | RosterField::LastActive => Self::EmptyCell,
        }
    }
}

/// Another learner, as a change names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Who; none for somebody who is new.
    pub user: Option<UserId>,
    /// Their ID, else address, else name; none when they are gone.
    pub called: Option<String>,
}

impl Other {
    /// A learner by their number alone.
    pub const fn of(user: UserId) -> Self {
        Self {
            user: Some(user),
            called: None,
        }
    }
}

impl RosterChange {
    /// A change of a field from what to what.
    pub const fn of(field: RosterField, old: String, new: String) -> Self {
        Self {
            field,
            of: None,
            old,
            new,
            kept: None,
            from: None,
            to: None,
        }
    }
}

/// A word of a row that looks damaged, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRemark {
    /// Where it stands.
    pub field: RosterField,
    /// The attribute, where it is one.
    pub of: Option<String>,
    /// The word.
    pub text: String,
    /// What it looks like.
    pub damage: Damage,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_changes_or_meets_an_empty_cell_and_neither_is_taken_for_the_other() {
        for field in RosterField::ALL {
            let mut fields = RosterFields::default();
            fields.meet_empty_cell(field);
            assert!(fields.has_empty_cell(field) && !fields.changes_any());
            fields.change(field);
            assert!(fields.changes(field) && fields.changes_any());
            assert_eq!(fields.changes_what_is_told(), field.is_always_listed());
            let others = RosterField::ALL.into_iter().filter(|other| *other != field);
            for other in others {
                assert!(!fields.changes(other) && !fields.has_empty_cell(other));
            }
            let again = RosterFields::of_changed_bits(fields.changed_bits());
            assert!(again.changes(field) && !again.has_empty_cell(field));
            assert_eq!(RosterField::ALL[field.place()], field);
        }
    }

    #[test]
    fn nothing_is_emptied_that_was_not_agreed() {
        let none = EmptyCells::default();
        let titles = none.and(RosterField::WorkTitle);
        for field in RosterField::ALL {
            assert!(!none.empty(field));
            assert_eq!(titles.empty(field), field == RosterField::WorkTitle);
            let can = RosterField::CAN_BE_EMPTIED.contains(&field);
            assert_eq!(EmptyCells::all().empty(field), can);
        }
    }
}
