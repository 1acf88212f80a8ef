//! Users: what the account knows of a learner, and what an operator may change of it.

use std::collections::BTreeMap;

use super::id::{CourseId, GroupId, OperatorId, UserId};
use super::identifier::{EmailAddress, UniqueId};
use super::license::{HeldLicense, LicenseStatus};
use super::provider::LearnerChange;
use super::time::Timestamp;
use super::{Language, Page};

/// A row of **People > Users**.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// Who.
    pub id: UserId,
    /// First and last name as shown.
    pub name: String,
    /// Primary email address.
    pub email: Option<EmailAddress>,
    /// Unique user ID.
    pub unique_id: Option<UniqueId>,
    /// License status.
    pub license: LicenseStatus,
    /// Whether a LinkedIn profile is connected.
    pub connected: bool,
    /// Whether a legal hold protects the learner.
    pub on_hold: bool,
    /// Names of the learner's groups.
    pub groups: Vec<String>,
    /// When the learner last learned.
    pub last_active: Option<Timestamp>,
    /// What is on its way at the provider: the deletion, where there is one.
    pub at_provider: Option<LearnerChange>,
}

/// Everything the profile page shows of a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Who.
    pub id: UserId,
    /// The editable part.
    pub employee: EmployeeInfo,
    /// Whether a LinkedIn profile is connected.
    pub connected: bool,
    /// The legal hold, if one protects the learner.
    pub hold: Option<Hold>,
    /// When the learner last learned.
    pub last_active: Option<Timestamp>,
    /// Strongest status over the licenses.
    pub license: LicenseStatus,
    /// Licenses held.
    pub licenses: Vec<HeldLicense>,
    /// Groups the learner is in.
    pub groups: Vec<(GroupId, String)>,
    /// Minutes learned in all.
    pub minutes: u64,
    /// The operator this user is, where the user is one.
    pub operator: Option<OperatorId>,
    /// What is on its way at the provider.
    pub at_provider: Vec<LearnerChange>,
}

/// **Employee info**: what an operator may edit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmployeeInfo {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Primary email address.
    pub email: Option<EmailAddress>,
    /// Unique user ID.
    pub unique_id: Option<UniqueId>,
    /// Job title.
    pub job_title: String,
    /// Language the learner reads, where known.
    pub language: Option<Language>,
    /// Custom attributes of the organisation, by name.
    pub attributes: BTreeMap<String, String>,
}

impl EmployeeInfo {
    /// First and last name as shown; the email or ID where there is no name.
    pub fn full_name(&self) -> String {
        let name = format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned();
        if !name.is_empty() {
            return name;
        }
        let email = self.email.as_ref().map(EmailAddress::as_str);
        email
            .or(self.unique_id.as_ref().map(UniqueId::as_str))
            .unwrap_or_default()
            .to_owned()
    }
}

/// A legal hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
}

/// A course a learner has begun.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CourseProgress {
    /// Which course.
    pub course: CourseId,
    /// Its title.
    pub title: String,
    /// How far, 0 to 100 percent.
    pub percent: u8,
    /// Minutes spent on it.
    pub minutes: u64,
    /// When it was completed.
    pub completed_at: Option<Timestamp>,
    /// When the learner was last at it.
    pub last_at: Option<Timestamp>,
}

/// A column by which the users table can be sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, strum::EnumCount)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub enum UserColumn {
    #[default]
    Name,
    Email,
    UniqueId,
    License,
    Profile,
    LastActive,
}

impl UserColumn {
    /// Every column, in the order of the table.
    pub const ALL: [Self; <Self as strum::EnumCount>::COUNT] = [
        Self::Name,
        Self::Email,
        Self::UniqueId,
        Self::License,
        Self::Profile,
        Self::LastActive,
    ];

    /// The name on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::UniqueId => "id",
            Self::License => "license",
            Self::Profile => "profile",
            Self::LastActive => "last_active",
        }
    }
}

/// A sort order; ties are broken by user id, so that every order is total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct UserSort {
    /// By which column.
    pub column: UserColumn,
    /// Largest first.
    pub descending: bool,
}

/// Which users of the account are meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct UserFilter {
    /// Words that must all stand somewhere in name, email or ID, in any order, compared as [`super::folding`] says.
    pub search: String,
    /// Only this license status.
    pub license: Option<LicenseStatus>,
    /// Only connected, or only not connected.
    pub connected: Option<bool>,
    /// Only members of this group.
    pub group: Option<GroupId>,
    /// Only on hold, or only not on hold.
    pub on_hold: Option<bool>,
}

impl UserFilter {
    /// Whether every user passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A question for a page of the users table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UsersQuestion {
    /// Which users.
    pub filter: UserFilter,
    /// In which order.
    pub sort: UserSort,
    /// Which part.
    pub page: Page,
}
