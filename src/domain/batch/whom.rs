//! Whom a deletion means: people by name where they are few, a breakdown and a sample where they are many, and what of
//! each should make somebody hesitate.

use std::collections::BTreeMap;

use super::{PlanRow, ReviewToken, RowOutcome};
use crate::domain::folding::fold;
use crate::domain::id::{BatchId, UserId};
use crate::domain::license::LicenseStatus;
use crate::domain::mail::LetterSeen;
use crate::domain::time::Timestamp;
use crate::domain::user::UserRow;

/// People that are named; of more, as many are drawn at random.
pub const NAMED: usize = 10;
/// Days within which somebody who learned was active lately.
const LATELY_DAYS: i64 = 30;

/// Whose deletion is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doom {
    /// The users that a review would delete.
    Review(ReviewToken),
    /// The users that a batch plans to delete.
    Batch(BatchId),
}

/// The users that rows would delete, ascending, each once.
pub fn users_of(rows: &[PlanRow]) -> Vec<UserId> {
    let doomed = rows.iter().filter(|row| row.outcome == RowOutcome::Deleted);
    let mut users: Vec<UserId> = doomed.filter_map(PlanRow::user).collect();
    users.sort_unstable();
    users.dedup();
    users
}

/// Whom a deletion means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whom {
    /// How many people.
    pub count: u64,
    /// All of them where they are few, else some that were drawn at random; by name.
    pub people: Vec<DoomedPerson>,
    /// How many are in which group, most first. Who is in several counts in each.
    pub by_group: Vec<(String, u64)>,
    /// How many are in no group.
    pub in_no_group: u64,
    /// How many have which license status.
    pub by_license: BTreeMap<LicenseStatus, u64>,
    /// How many of them asked for something and are mailed what became of it.
    pub mailed: u64,
    /// The letter to the first of those.
    pub letters: Vec<LetterSeen>,
}

impl Whom {
    /// Whether the people named are some of many.
    pub fn is_sample(&self) -> bool {
        (self.people.len() as u64) < self.count
    }

    /// How many are not named.
    pub fn unnamed(&self) -> u64 {
        self.count.saturating_sub(self.people.len() as u64)
    }
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoomedPerson {
    /// Name, identifiers, license, connection, groups, last activity.
    pub row: UserRow,
    /// Job title.
    pub job_title: String,
    /// How many people name this one as their manager.
    pub manages: u64,
    /// Whether an operator has this one's address.
    pub is_operator: bool,
}

/// Something that should make somebody hesitate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hesitation {
    /// Active lately: when.
    Active(Timestamp),
    /// Manages so many people.
    Manages(u64),
    /// A LinkedIn profile is connected.
    Connected,
    /// An operator has this address.
    Operator,
}

impl DoomedPerson {
    /// What should make somebody hesitate, the weightiest first.
    pub fn hesitations(&self, now: Timestamp) -> Vec<Hesitation> {
        let lately = |at: &Timestamp| now.since(*at) < LATELY_DAYS * 86_400;
        let active = self.row.last_active.filter(lately);
        let found = [
            self.is_operator.then_some(Hesitation::Operator),
            (self.manages > 0).then_some(Hesitation::Manages(self.manages)),
            active.map(Hesitation::Active),
            self.row.connected.then_some(Hesitation::Connected),
        ];
        found.into_iter().flatten().collect()
    }
}

/// Whether an attribute of this name says who somebody's manager is.
pub fn names_a_manager(attribute: &str) -> bool {
    let plain: String = fold(attribute)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    matches!(
        plain.as_str(),
        "manager" | "manageremail" | "managerid" | "linemanager"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::UserId;

    #[test]
    fn what_should_make_somebody_hesitate_is_named_the_weightiest_first() {
        let now = Timestamp(100 * 86_400);
        let mut person = DoomedPerson {
            row: UserRow {
                at_provider: None,
                job_title: String::new(),
                language: None,
                invited_at: None,
                attributes: std::collections::BTreeMap::new(),
                id: UserId(1),
                name: "Siti".to_owned(),
                email: None,
                unique_id: None,
                license: LicenseStatus::None,
                connected: true,
                on_hold: false,
                groups: Vec::new(),
                last_active: Some(Timestamp(71 * 86_400)),
            },
            job_title: String::new(),
            manages: 4,
            is_operator: true,
        };
        assert_eq!(
            person.hesitations(now),
            [
                Hesitation::Operator,
                Hesitation::Manages(4),
                Hesitation::Active(Timestamp(71 * 86_400)),
                Hesitation::Connected,
            ]
        );
        person.row.last_active = Some(Timestamp(70 * 86_400));
        person.row.connected = false;
        person.manages = 0;
        person.is_operator = false;
        assert_eq!(person.hesitations(now), []);
    }

    #[test]
    fn an_attribute_names_a_manager_however_it_is_written() {
        for name in [
            "manager",
            "Manager",
            "MANAGER_ID",
            "manager email",
            "Line-Manager",
        ] {
            assert!(names_a_manager(name), "{name}");
        }
        for name in ["managers", "account manager", "cost centre", ""] {
            assert!(!names_a_manager(name), "{name}");
        }
    }
}
