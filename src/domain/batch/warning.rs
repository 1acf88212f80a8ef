//! What is odd about a file of leavers as a whole: it looks like the list of those who stay.

use crate::domain::coded::coded;

coded! {
    /// What the operator should know of a reviewed file before it is confirmed.
    pub enum ReviewWarning {
        /// Its columns are those of a roster.
        RosterHeaders = "roster_headers",
        /// It reaches more than nine of ten users of the account.
        NearlyEverybody = "nearly_everybody",
        /// A second full admin has to approve it, and there is none who could.
        NobodyApproves = "nobody_approves",
    }
}

/// Columns of a roster that say how a user shall be, not whom a row means.
const ROSTER_COLUMNS: [&str; 7] = [
    "preferred_first_name",
    "preferred_last_name",
    "work_title",
    "groups",
    "new_unique_user_id",
    "invited_email_address",
    "existing_email_address",
];

/// So many of them make a roster.
const ENOUGH_COLUMNS: usize = 2;

impl ReviewWarning {
    /// What is odd about a file with these columns, of which so many users of all would be deleted.
    pub fn of(columns: &[String], deleted: u64, users: u64) -> Vec<Self> {
        let roster = columns.iter().filter(|name| is_of_roster(name));
        let applies = |warning: &Self| match warning {
            Self::RosterHeaders => roster.clone().count() >= ENOUGH_COLUMNS,
            // Somebody alone is always everybody.
            Self::NearlyEverybody => {
                deleted > 1 && u128::from(deleted) * 10 > u128::from(users) * 9
            }
            // It is no matter of the file.
            Self::NobodyApproves => false,
        };
        Self::ALL.into_iter().filter(applies).collect()
    }
}

fn is_of_roster(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    let is_license = name.contains("license") && name.contains("status");
    is_license || name.starts_with("attribute_") || ROSTER_COLUMNS.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_roster_is_told_by_its_columns_and_by_whom_it_reaches() {
        let columns =
            |names: &[&str]| -> Vec<String> { names.iter().map(|&name| name.to_owned()).collect() };
        let plain = columns(&["primary_email_address", "unique_user_id", "note", "groups"]);
        let roster = columns(&[
            " Preferred_First_Name",
            "primary_email_address",
            "A License Status",
        ]);
        assert_eq!(ReviewWarning::of(&plain, 1, 1), []);
        assert_eq!(ReviewWarning::of(&plain, 90, 100), []);
        assert_eq!(
            ReviewWarning::of(&plain, 91, 100),
            [ReviewWarning::NearlyEverybody]
        );
        assert_eq!(
            ReviewWarning::of(&roster, 0, 0),
            [ReviewWarning::RosterHeaders]
        );
        assert_eq!(
            ReviewWarning::of(&roster, u64::MAX, u64::MAX),
            [ReviewWarning::RosterHeaders, ReviewWarning::NearlyEverybody]
        );
    }
}
