//! Users as the download of all users writes them: only what a roster CSV holds, so that a million are soon read.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, named_params};

use super::Db;
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::user::EmployeeInfo;
use crate::error::Result;

/// A user as a roster tells of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterUser {
    /// The editable part.
    pub employee: EmployeeInfo,
    /// Numbers of their groups.
    pub groups: Vec<u16>,
    /// License types that they hold.
    pub licenses: Vec<LicenseTypeId>,
}

impl Db<'_> {
    /// A user as a roster tells of them; none when they are gone.
    pub fn roster_user(&self, user: UserId) -> Result<Option<RosterUser>> {
        let Some((profile, groups)) = self.bare_profile(user)? else {
            return Ok(None);
        };
        let held = self.held_statuses(user)?;
        Ok(Some(RosterUser {
            employee: profile.employee,
            groups,
            licenses: held.into_iter().map(|(kind, _)| kind).collect(),
        }))
    }

    /// Names of the custom attributes that any of these users has.
    pub fn attribute_names(&self, users: &[UserId]) -> Result<BTreeSet<String>> {
        let sql = "SELECT attributes FROM users WHERE id = :id AND attributes <> '{}'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut names = BTreeSet::new();
        for user in users {
            let found: Option<String> = statement
                .query_row(named_params! {":id": user.0}, |row| row.get(0))
                .optional()?;
            if let Some(text) = found {
                let attributes: serde_json::Map<_, _> =
                    serde_json::from_str(&text).unwrap_or_default();
                names.extend(attributes.into_iter().map(|(name, _)| name));
            }
        }
        Ok(names)
    }
}
