//! Why a roster cannot be read as a whole, although it is a table.

/// Why a roster cannot be read as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRoster {
    /// Nobody has said where these columns go.
    OpenColumns(Vec<String>),
    /// Dates can be read in two ways: somebody must say whether the day stands first.
    AmbiguousDates,
    /// Some dates have the day first, others the month.
    ContradictingDates,
    /// A column says where learners stand with a license, not with which one, and the account has so many types.
    WhichLicense(u64),
    /// A license type was named, and no column says where learners stand with it.
    NoLicenseColumn,
    /// Dates of licenses without a column that says who holds one.
    DatesWithoutLicense,
}
