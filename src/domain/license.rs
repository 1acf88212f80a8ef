//! Licenses and seats.

use super::id::LicenseTypeId;
use crate::domain::acts::acts;
use crate::domain::coded::coded;

coded! {
    /// Where a learner stands with the right to use Learning.
    #[derive(PartialOrd, Ord, Default)]
    pub enum LicenseStatus {
        /// No license of any type.
        #[default]
        None = "no_license",
        /// Assigned, invitation not taken up yet.
        Invited = "invited",
        /// Assigned and in use.
        Activated = "activated",
    }
}

impl LicenseStatus {
    /// The number stored for it.
    pub const fn number(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Invited => 1,
            Self::Activated => 2,
        }
    }

    /// Reads the stored number.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::None),
            1 => Some(Self::Invited),
            2 => Some(Self::Activated),
            _ => None,
        }
    }

    /// The label, the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "No license",
            Self::Invited => "Invited",
            Self::Activated => "Activated",
        }
    }
}

coded! {
    /// What a cell says of a license.
    pub enum LicenseCell {
        /// The learner does not hold it.
        Inactive = "inactive",
        /// The learner holds it; how far along is not said.
        Active = "active",
        /// The learner is invited.
        Invited = "invited",
        /// The learner uses it.
        Activated = "activated",
    }
}

impl LicenseCell {
    /// Reads a cell, however its capitals are.
    pub fn parse(cell: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|one| cell.eq_ignore_ascii_case(one.code()))
    }

    /// Whether the learner holds it.
    pub const fn is_held(self) -> bool {
        match self {
            Self::Inactive => false,
            Self::Active | Self::Invited | Self::Activated => true,
        }
    }

    /// Where the learner stands from now on.
    pub const fn after(self, before: LicenseStatus) -> LicenseStatus {
        match (self, before) {
            (Self::Inactive, _) => LicenseStatus::None,
            (Self::Active, LicenseStatus::None) | (Self::Invited, _) => LicenseStatus::Invited,
            (Self::Active, held) => held,
            (Self::Activated, _) => LicenseStatus::Activated,
        }
    }
}

/// A license type of the account with its seats.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LicenseType {
    /// Which one.
    pub id: LicenseTypeId,
    /// Its name.
    pub name: String,
    /// Seats bought.
    pub seats: u64,
    /// Seats taken by invited learners.
    pub invited: u64,
    /// Seats taken by activated learners.
    pub activated: u64,
}

impl LicenseType {
    /// Seats that are taken.
    pub const fn assigned(&self) -> u64 {
        self.invited + self.activated
    }

    /// Seats that are left.
    pub const fn available(&self) -> u64 {
        self.seats.saturating_sub(self.assigned())
    }
}

acts! {
    /// An act on license types and their seats.
    pub enum LicenseTypeOp {
        /// Makes a type.
        Add {
            /// Its name.
            name: String,
            /// How many seats it has.
            seats: u32,
        } = LicenseTypeAdd by ManageSeats,
        /// Gives a type another name.
        Rename {
            /// Which one.
            license: LicenseTypeId,
            /// Its name as it was shown.
            seen: String,
            /// Its new name.
            name: String,
        } = LicenseTypeRename by ManageSeats,
        /// Gives a type more or fewer seats.
        SetSeats {
            /// Which one.
            license: LicenseTypeId,
            /// How many it had as it was shown.
            seen: u64,
            /// How many it has from now on.
            seats: u32,
        } = LicenseTypeSeats by ManageSeats,
        /// Removes a type.
        Remove {
            /// Which one.
            license: LicenseTypeId,
            /// The type that whoever holds it gets in its place.
            move_to: Option<LicenseTypeId>,
        } = LicenseTypeRemove by ManageSeats,
    }
}

/// A license that a learner holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct HeldLicense {
    /// Which type.
    pub license_type: LicenseTypeId,
    /// Name of the type.
    pub name: String,
    /// Invited or activated.
    pub status: LicenseStatus,
}

/// Seats over all license types: the summary line of the users table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Seats {
    /// Seats bought.
    pub total: u64,
    /// Taken by invited learners.
    pub invited: u64,
    /// Taken by activated learners.
    pub activated: u64,
}

impl Seats {
    /// Seats nobody has.
    pub const fn available(self) -> u64 {
        self.total.saturating_sub(self.invited + self.activated)
    }
}
