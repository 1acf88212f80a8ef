//! Users: what the account knows of a learner, and what an operator may change of it.

use std::collections::{BTreeMap, BTreeSet};

pub use super::filter::UserFilter;
use super::id::{CourseId, GroupId, OperatorId, UserId};
use super::identifier::{EmailAddress, UniqueId};
use super::license::{HeldLicense, LicenseStatus};
use super::provider::LearnerChange;
use super::reason::Shown;
use super::roster::{RosterChange, RosterField};
use super::time::Timestamp;
use super::{Language, Page};
use crate::domain::coded::coded;

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
    /// Job title.
    pub job_title: String,
    /// Language the learner reads, where known.
    pub language: Option<Language>,
    /// Since when the learner is invited and has not come.
    pub invited_at: Option<Timestamp>,
    /// Custom attributes of the organisation, by name.
    pub attributes: BTreeMap<String, String>,
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
    /// What stands otherwise in another, from what to what.
    pub fn changes_to(&self, after: &Self) -> Vec<RosterChange> {
        let email = |info: &Self| text_of(info.email.as_ref().map(EmailAddress::as_str));
        let unique_id = |info: &Self| text_of(info.unique_id.as_ref().map(UniqueId::as_str));
        let language = |info: &Self| text_of(info.language.map(Language::code));
        let plain = [
            (
                RosterField::FirstName,
                self.first_name.clone(),
                after.first_name.clone(),
            ),
            (
                RosterField::LastName,
                self.last_name.clone(),
                after.last_name.clone(),
            ),
            (RosterField::Email, email(self), email(after)),
            (RosterField::UniqueId, unique_id(self), unique_id(after)),
            (
                RosterField::WorkTitle,
                self.job_title.clone(),
                after.job_title.clone(),
            ),
            (RosterField::Language, language(self), language(after)),
        ];
        let plain = plain
            .into_iter()
            .map(|(field, old, new)| (field, None, old, new));
        let names: BTreeSet<&String> = self
            .attributes
            .keys()
            .chain(after.attributes.keys())
            .collect();
        let attributes = names.into_iter().map(|name| {
            let of = |info: &Self| info.attributes.get(name).cloned().unwrap_or_default();
            (
                RosterField::Attributes,
                Some(name.clone()),
                of(self),
                of(after),
            )
        });
        let all = plain.chain(attributes).filter(|(.., old, new)| old != new);
        let change = |(field, of, old, new)| RosterChange {
            of,
            ..RosterChange::of(field, old, new)
        };
        all.map(change).collect()
    }

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

/// A change of **Employee info**, with what it was when the change was begun: whoever was slower overwrites nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InfoChange {
    /// As it was shown.
    pub seen: EmployeeInfo,
    /// As it shall be.
    pub wanted: EmployeeInfo,
}

impl InfoChange {
    /// What is written over what stands there by now: the fields that were changed, and no other. An error names the
    /// first that somebody else has changed too, to something else.
    pub fn over(&self, present: &EmployeeInfo) -> Result<EmployeeInfo, Shown> {
        let (seen, wanted) = (&self.seen, &self.wanted);
        let mut attributes = present.attributes.clone();
        let names: BTreeSet<&String> = seen
            .attributes
            .keys()
            .chain(wanted.attributes.keys())
            .collect();
        for name in names {
            let of = |info: &EmployeeInfo| info.attributes.get(name).cloned();
            let what = || Shown::Attribute(name.clone());
            match merged(&of(seen), of(wanted), of(present)).ok_or_else(what)? {
                Some(value) => attributes.insert(name.clone(), value),
                None => attributes.remove(name),
            };
        }
        macro_rules! field {
            ($name:ident, $shown:expr) => {
                merged(&seen.$name, wanted.$name.clone(), present.$name.clone()).ok_or($shown)?
            };
        }
        Ok(EmployeeInfo {
            first_name: field!(first_name, Shown::FirstName),
            last_name: field!(last_name, Shown::LastName),
            email: field!(email, Shown::Email),
            unique_id: field!(unique_id, Shown::UniqueId),
            job_title: field!(job_title, Shown::JobTitle),
            language: field!(language, Shown::Language),
            attributes,
        })
    }
}

/// What a value shall be; none where it was changed here, and by somebody else to something else.
fn merged<T: PartialEq>(seen: &T, wanted: T, present: T) -> Option<T> {
    if wanted == *seen {
        Some(present)
    } else if present == *seen || present == wanted {
        Some(wanted)
    } else {
        None
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

coded! {
    /// A column by which the users table can be sorted.
    #[derive(Default)]
    #[expect(missing_docs, reason = "the names of the columns say it")]
    pub enum UserColumn {
        #[default]
        Name = "name",
        Email = "email",
        UniqueId = "id",
        License = "license",
        Profile = "profile",
        LastActive = "last_active",
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

fn text_of(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(last: &str, job: &str, office: Option<&str>) -> EmployeeInfo {
        let office = office.map(|office| ("office".to_owned(), office.to_owned()));
        EmployeeInfo {
            last_name: last.to_owned(),
            job_title: job.to_owned(),
            attributes: office.into_iter().collect(),
            ..EmployeeInfo::default()
        }
    }

    #[test]
    fn of_two_changes_each_field_is_kept_and_a_field_that_both_changed_is_refused() {
        let change = |wanted| InfoChange {
            seen: info("Chu", "Clerk", Some("Oslo")),
            wanted,
        };
        let last_name = change(info("Chukwu", "Clerk", Some("Oslo")));
        let present = info("Chu", "Boss", None);
        assert_eq!(last_name.over(&present), Ok(info("Chukwu", "Boss", None)));
        let job = change(info("Chu", "Chief", Some("Oslo")));
        assert_eq!(job.over(&present), Err(Shown::JobTitle));
        let same = change(info("Chu", "Boss", Some("Oslo")));
        assert_eq!(same.over(&present), Ok(present.clone()));
        let office = change(info("Chu", "Clerk", Some("Rome")));
        let taken = Shown::Attribute("office".to_owned());
        assert_eq!(office.over(&present), Err(taken));
        let gone = change(info("Chu", "Clerk", None));
        assert_eq!(
            gone.over(&info("X", "Y", Some("Oslo"))),
            Ok(info("X", "Y", None))
        );
    }
}
