//! Users as a roster CSV tells of them: only what it holds, so that a million are soon read, compared and changed.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::FromSqlError;
use rusqlite::{OptionalExtension, named_params};

use super::users::{attributes_text, group_list, numbers};
use super::{Db, Tx, licenses};
use crate::domain::Language;
use crate::domain::id::{GroupId, LicenseTypeId, UserId};
use crate::domain::license::LicenseStatus;
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::error::{Result, Trouble};

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

/// What stands in a user's own row of all that a roster can change, borrowed from it.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct PresentUser<'r> {
    pub id: UserId,
    pub first_name: &'r str,
    pub last_name: &'r str,
    pub email: Option<&'r str>,
    pub unique_id: Option<&'r str>,
    pub job_title: &'r str,
    pub license: LicenseStatus,
    pub language: Option<Language>,
    pub connected: bool,
    pub last_active: Option<Timestamp>,
    groups: &'r str,
    attributes: &'r str,
}

impl PresentUser<'_> {
    /// Numbers of the user's groups.
    pub fn groups(&self) -> impl Iterator<Item = u16> {
        numbers(self.groups)
    }

    /// Custom attributes by name.
    pub fn attributes(&self) -> Result<BTreeMap<String, String>> {
        if self.attributes == "{}" {
            return Ok(BTreeMap::new());
        }
        let read = serde_json::from_str(self.attributes);
        read.map_err(|_| Trouble::Damaged("attributes cannot be read".to_owned()).into())
    }
}

/// How a user shall be. What is none stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct RenewedUser {
    pub id: UserId,
    pub first_name: String,
    pub last_name: String,
    pub email: Option<String>,
    pub unique_id: Option<String>,
    pub job_title: String,
    pub license: LicenseStatus,
    pub language: Option<Language>,
    /// Whether a profile was connected, and is from now on.
    pub connected: Option<(bool, bool)>,
    pub last_active: Option<Timestamp>,
    /// Groups of before, and those from now on.
    pub groups: Option<(Vec<u16>, Vec<u16>)>,
    pub attributes: Option<BTreeMap<String, String>>,
}

/// Many users being changed. Group sizes and seats are gathered and written once, by [`Renewal::finish`]; a transaction
/// in which it was not called must not be committed.
pub struct Renewal<'t> {
    tx: &'t Tx<'t>,
    members: BTreeMap<u16, i64>,
    seats: BTreeMap<(i64, LicenseStatus), i64>,
    connected: i64,
}

impl<'t> Tx<'t> {
    /// Begins to change many users.
    pub fn renewal(&'t self) -> Renewal<'t> {
        Renewal {
            tx: self,
            members: BTreeMap::new(),
            seats: BTreeMap::new(),
            connected: 0,
        }
    }
}

impl Renewal<'_> {
    /// Saves how a user shall be. The caller moves the registry entries.
    pub fn save(&mut self, user: &RenewedUser) -> Result<()> {
        let sql = "UPDATE users SET first_name = :first_name, last_name = :last_name, email = :email, \
                   unique_id = :unique_id, job_title = :job_title, license = :license, \
                   language = coalesce(:language, language), connected = coalesce(:connected, connected), \
                   last_active = coalesce(:last_active, last_active), \
                   group_ids = coalesce(:groups, group_ids), attributes = coalesce(:attributes, attributes) \
                   WHERE id = :id";
        let groups = user.groups.as_ref();
        let groups = groups.map(|(_, after)| group_list(after.iter().map(|id| i64::from(*id))));
        let attributes = user.attributes.as_ref().map(attributes_text).transpose()?;
        let connection = self.tx.connection;
        connection.prepare_cached(sql)?.execute(named_params! {
            ":id": user.id.0,
            ":first_name": user.first_name,
            ":last_name": user.last_name,
            ":email": user.email,
            ":unique_id": user.unique_id,
            ":job_title": user.job_title,
            ":license": user.license.number(),
            ":language": user.language.map(Language::code),
            ":connected": user.connected.map(|(_, after)| after),
            ":last_active": user.last_active.map(|at| at.0),
            ":groups": groups,
            ":attributes": attributes,
        })?;
        if let Some((before, after)) = user.connected {
            self.connected += i64::from(after) - i64::from(before);
        }
        if let Some((before, after)) = &user.groups {
            for gone in before.iter().filter(|group| !after.contains(group)) {
                *self.members.entry(*gone).or_default() -= 1;
            }
            for new in after.iter().filter(|group| !before.contains(group)) {
                *self.members.entry(*new).or_default() += 1;
            }
        }
        Ok(())
    }

    /// Gives a license type to a user, or takes it away. The caller saves the strongest status with the user.
    pub fn set_license(
        &mut self,
        user: UserId,
        license: LicenseTypeId,
        (before, after): (LicenseStatus, LicenseStatus),
        at: Timestamp,
    ) -> Result<()> {
        let key = licenses::key(user, license);
        let connection = self.tx.connection;
        if after == LicenseStatus::None {
            let mut statement =
                connection.prepare_cached("DELETE FROM records WHERE key = :key")?;
            statement.execute(named_params! {":key": key})?;
        } else {
            let sql = "INSERT OR REPLACE INTO records (key, a, b) VALUES (:key, :status, :at)";
            let parameters = named_params! {":key": key, ":status": after.number(), ":at": at.0};
            connection.prepare_cached(sql)?.execute(parameters)?;
        }
        for (status, change) in [(before, -1), (after, 1)] {
            *self.seats.entry((license.0, status)).or_default() += change;
        }
        Ok(())
    }

    /// Writes what was gathered.
    pub fn finish(self) -> Result<()> {
        self.tx.count("connected", self.connected)?;
        for (group, change) in self.members {
            self.tx.count_member(GroupId(i64::from(group)), change)?;
        }
        for ((license, status), change) in self.seats {
            self.tx
                .count_seats(LicenseTypeId(license), status, change)?;
        }
        Ok(())
    }
}

impl Db<'_> {
    /// Every user from `first` to `last`, in id order, with what a roster can change of their own row.
    pub fn each_present_user(
        &self,
        first: UserId,
        last: UserId,
        mut each: impl FnMut(&PresentUser<'_>) -> Result<()>,
    ) -> Result<()> {
        let sql = "SELECT id, first_name, last_name, email, unique_id, job_title, license, group_ids, attributes, \
                   language, connected, last_active \
                   FROM users WHERE id BETWEEN :first AND :last ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":first": first.0, ":last": last.0})?;
        while let Some(row) = rows.next()? {
            each(&PresentUser {
                id: UserId(row.get(0)?),
                first_name: row.get_ref(1)?.as_str()?,
                last_name: row.get_ref(2)?.as_str()?,
                email: row.get_ref(3)?.as_str_or_null()?,
                unique_id: row.get_ref(4)?.as_str_or_null()?,
                job_title: row.get_ref(5)?.as_str()?,
                license: row.get(6)?,
                language: row.get(9)?,
                connected: row.get(10)?,
                last_active: row.get::<_, Option<i64>>(11)?.map(Timestamp),
                groups: row.get_ref(7)?.as_str()?,
                attributes: row.get_ref(8)?.as_str()?,
            })?;
        }
        Ok(())
    }

    /// The id of every user, in order.
    pub fn each_user_id(&self, mut each: impl FnMut(UserId)) -> Result<()> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM users ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(UserId(row.get(0)?));
        }
        Ok(())
    }

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
                    serde_json::from_str(&text).map_err(FromSqlError::other)?;
                names.extend(attributes.into_iter().map(|(name, _)| name));
            }
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_that_cannot_be_read_are_damage_and_not_none() {
        let bearing = |attributes| PresentUser {
            id: UserId(1),
            first_name: "",
            last_name: "",
            email: None,
            unique_id: None,
            job_title: "",
            license: LicenseStatus::None,
            language: None,
            connected: false,
            last_active: None,
            groups: "[]",
            attributes,
        };
        let read = bearing(r#"{"Site":"Oslo"}"#).attributes().unwrap();
        assert_eq!(read.get("Site").map(String::as_str), Some("Oslo"));
        let read = bearing(r#"{"Site":"#).attributes();
        assert!(
            matches!(
                read,
                Err(crate::error::Error::Environment(Trouble::Damaged(_)))
            ),
            "{read:?}"
        );
    }
}
