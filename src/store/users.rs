//! Users: rows, profiles, and the deletion of a user with everything that belongs to them.

mod reading;

use std::collections::{BTreeMap, HashMap};

use rusqlite::{CachedStatement, OptionalExtension, named_params};

use self::reading::{profile_from, read_attributes, user_row_from};
use super::{Db, Tx};
use crate::domain::Language;
use crate::domain::id::{GroupId, UserId};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::time::Timestamp;
use crate::domain::user::{EmployeeInfo, Hold, Profile, UserRow};
use crate::error::{Error, Result, Trouble};

/// Bits of a child key below the user id: kind and sequence.
pub(super) const USER_SHIFT: u32 = 20;

/// A user as the resident directory takes it in.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct DirectoryUser<'r> {
    pub id: i64,
    pub first_name: &'r str,
    pub last_name: &'r str,
    pub email: &'r str,
    pub unique_id: &'r str,
    pub license: u8,
    pub connected: bool,
    pub on_hold: bool,
    pub last_active: Option<i64>,
    pub invited_at: Option<i64>,
    pub groups: &'r [u16],
    pub attributes: &'r BTreeMap<String, String>,
}

/// A user to add.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewUser {
    /// The editable part.
    pub info: EmployeeInfo,
    /// Whether a LinkedIn profile is connected.
    pub connected: bool,
    /// Why the learner is on legal hold, if so, and since when.
    pub hold: Option<(String, Timestamp)>,
    /// When the learner last learned.
    pub last_active: Option<Timestamp>,
    /// Groups, each once.
    pub groups: Vec<GroupId>,
}

/// Who is here: a bit for each user, 64 of them together.
pub struct Living(HashMap<i64, u64>);

impl Living {
    /// Whether a user is here.
    pub fn contains(&self, user: UserId) -> bool {
        let together = self.0.get(&(user.0 >> 6));
        together.is_some_and(|bits| bits >> (user.0 & 63) & 1 == 1)
    }
}

/// Since when a user is invited and has not come: of the licenses not taken up the one that was given first.
const INVITED_AT: &str = "CASE WHEN license = 1 THEN (SELECT min(r.b) FROM records r WHERE r.a = 1 \
     AND r.key BETWEEN (users.id << 20) | 65536 AND (users.id << 20) | 131071) END";

impl Db<'_> {
    /// Whether a user exists.
    pub fn user_exists(&self, user: UserId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM users WHERE id = :id)";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row(named_params! {":id": user.0}, |row| row.get(0))?)
    }

    /// A user with the editable part and states.
    pub fn profile(&self, user: UserId) -> Result<Option<Profile>> {
        let Some((mut profile, groups)) = self.bare_profile(user)? else {
            return Ok(None);
        };
        for group in groups {
            let name = self
                .group_name(GroupId(i64::from(group)))?
                .unwrap_or_default();
            profile.groups.push((GroupId(i64::from(group)), name));
        }
        profile.licenses = self.held_licenses(user)?;
        profile.minutes = self.minutes_learned(user)?;
        profile.at_provider = self.open_changes_of(user)?;
        Ok(Some(profile))
    }

    /// What stands in a user's own row, and the numbers of their groups.
    pub(super) fn bare_profile(&self, user: UserId) -> Result<Option<(Profile, Vec<u16>)>> {
        let sql = "SELECT first_name, last_name, email, unique_id, job_title, language, attributes, connected, \
                   hold_since, hold_reason, last_active, license, group_ids FROM users WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let read = statement
            .query_row(named_params! {":id": user.0}, |row| profile_from(row, user))
            .optional()?;
        Ok(read)
    }

    /// Rows of the users table for these ids, in their order; users that are gone are left out.
    pub fn user_rows(&self, ids: &[UserId]) -> Result<Vec<UserRow>> {
        let names: BTreeMap<i64, String> = self
            .groups()?
            .into_iter()
            .map(|group| (group.id.0, group.name))
            .collect();
        let sql = format!(
            "SELECT id, first_name, last_name, email, unique_id, license, connected, hold_since IS NOT NULL, \
             group_ids, last_active, job_title, language, attributes, {INVITED_AT} FROM users WHERE id = :id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let any_there = self.any_change_is_open()?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let row = statement
                .query_row(named_params! {":id": id.0}, |row| {
                    user_row_from(row, &names)
                })
                .optional()?;
            let Some(mut row) = row else { continue };
            if any_there {
                row.at_provider = self.open_changes_of(*id)?.into_iter().next();
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// Ids of users in id order, for screens before the directory is there. SQLite reads every row before the wanted page
    /// too, so late pages take long.
    pub fn user_ids(&self, offset: usize, limit: usize) -> Result<Vec<UserId>> {
        let sql = "SELECT id FROM users ORDER BY id LIMIT :limit OFFSET :offset";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement
            .query_map(named_params! {":limit": limit, ":offset": offset}, |row| {
                Ok(UserId(row.get(0)?))
            })?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Who is here.
    pub fn living(&self) -> Result<Living> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM users ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut living = HashMap::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            *living.entry(id >> 6).or_default() |= 1 << (id & 63);
        }
        Ok(Living(living))
    }

    /// Every user from `first` to `last`, in id order, as the directory takes them in.
    pub fn each_directory_user(
        &self,
        first: UserId,
        last: UserId,
        mut each: impl FnMut(DirectoryUser<'_>),
    ) -> Result<()> {
        let sql = format!(
            "SELECT id, first_name, last_name, email, unique_id, license, connected, hold_since IS NOT NULL, \
             last_active, group_ids, attributes, {INVITED_AT} FROM users WHERE id BETWEEN :first AND :last ORDER BY id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(named_params! {":first": first.0, ":last": last.0})?;
        let mut groups = Vec::new();
        let mut attributes = BTreeMap::new();
        while let Some(row) = rows.next()? {
            groups.clear();
            groups.extend(numbers(row.get_ref(9)?.as_str()?));
            read_attributes(row.get_ref(10)?.as_str()?, &mut attributes)?;
            each(DirectoryUser {
                id: row.get(0)?,
                first_name: row.get_ref(1)?.as_str()?,
                last_name: row.get_ref(2)?.as_str()?,
                email: row.get_ref(3)?.as_str_or_null()?.unwrap_or_default(),
                unique_id: row.get_ref(4)?.as_str_or_null()?.unwrap_or_default(),
                license: row.get(5)?,
                connected: row.get(6)?,
                on_hold: row.get(7)?,
                last_active: row.get(8)?,
                invited_at: row.get(11)?,
                groups: &groups,
                attributes: &attributes,
            });
        }
        Ok(())
    }

    /// The largest id a user has ever had.
    pub fn last_user_id(&self) -> Result<i64> {
        let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'users'), 0)";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Adds a user and answers the id. The caller registers the identifiers.
    pub fn insert_user(&self, user: &NewUser) -> Result<UserId> {
        let sql = "INSERT INTO users (first_name, last_name, email, unique_id, job_title, language, connected, \
                   last_active, hold_since, hold_reason, group_ids, attributes) VALUES (:first_name, :last_name, \
                   :email, :unique_id, :job_title, :language, :connected, :last_active, :hold_since, :hold_reason, \
                   :group_ids, :attributes)";
        let info = &user.info;
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":first_name": info.first_name,
                ":last_name": info.last_name,
                ":email": info.email.as_ref().map(EmailAddress::as_str),
                ":unique_id": info.unique_id.as_ref().map(UniqueId::as_str),
                ":job_title": info.job_title,
                ":language": info.language.map(Language::code),
                ":connected": user.connected,
                ":last_active": user.last_active.map(|at| at.0),
                ":hold_since": user.hold.as_ref().map(|(_, since)| since.0),
                ":hold_reason": user.hold.as_ref().map(|(reason, _)| reason),
                ":group_ids": group_list(user.groups.iter().map(|group| group.0)),
                ":attributes": attributes_text(&info.attributes)?,
            })?;
        let id = UserId(self.connection.last_insert_rowid());
        self.count("users", 1)?;
        self.count("connected", i64::from(user.connected))?;
        self.count("on_hold", i64::from(user.hold.is_some()))?;
        for group in &user.groups {
            self.count_member(*group, 1)?;
        }
        Ok(id)
    }

    /// Saves the editable part. The caller moves the registry entries.
    pub fn update_user(&self, user: UserId, info: &EmployeeInfo) -> Result<()> {
        let sql = "UPDATE users SET first_name = :first_name, last_name = :last_name, email = :email, \
                   unique_id = :unique_id, job_title = :job_title, language = :language, attributes = :attributes \
                   WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": user.0,
                ":first_name": info.first_name,
                ":last_name": info.last_name,
                ":email": info.email.as_ref().map(EmailAddress::as_str),
                ":unique_id": info.unique_id.as_ref().map(UniqueId::as_str),
                ":job_title": info.job_title,
                ":language": info.language.map(Language::code),
                ":attributes": attributes_text(&info.attributes)?,
            })?;
        Ok(())
    }

    /// Disconnects a connected profile.
    pub fn disconnect(&self, user: UserId) -> Result<()> {
        let sql = "UPDATE users SET connected = 0 WHERE id = :id AND connected = 1";
        let changed = self
            .connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": user.0})?;
        self.count("connected", -i64::try_from(changed).unwrap_or_default())
    }

    /// Changes the words of a hold that stands.
    pub fn reword_hold(&self, user: UserId, reason: &str) -> Result<()> {
        let sql =
            "UPDATE users SET hold_reason = :reason WHERE id = :id AND hold_since IS NOT NULL";
        let parameters = named_params! {":id": user.0, ":reason": reason};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Places a hold, or lifts it when there is none to place.
    pub fn set_hold(&self, user: UserId, hold: Option<&Hold>) -> Result<()> {
        let sql = "UPDATE users SET hold_since = :since, hold_reason = :reason \
                   WHERE id = :id AND (hold_since IS NULL) = (:since IS NOT NULL)";
        let changed = self
            .connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": user.0,
                ":since": hold.map(|hold| hold.since.0),
                ":reason": hold.map(|hold| hold.reason.as_str()),
            })?;
        let change = i64::try_from(changed).unwrap_or_default();
        self.count("on_hold", if hold.is_some() { change } else { -change })
    }

    /// Replaces the groups of a user.
    pub fn set_groups(&self, user: UserId, before: &[u16], after: &[u16]) -> Result<()> {
        let sql = "UPDATE users SET group_ids = :groups WHERE id = :id";
        let groups = group_list(after.iter().map(|group| i64::from(*group)));
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": user.0, ":groups": groups})?;
        for gone in before.iter().filter(|group| !after.contains(group)) {
            self.count_member(GroupId(i64::from(*gone)), -1)?;
        }
        for new in after.iter().filter(|group| !before.contains(group)) {
            self.count_member(GroupId(i64::from(*new)), 1)?;
        }
        Ok(())
    }

    /// Deletes the rows of all users in some runs of ids, each given by its first and last, and every child row of theirs.
    /// Counters, mail and requests are the caller's, once per chunk.
    pub fn delete_users(&self, runs: impl Iterator<Item = (UserId, UserId)>) -> Result<()> {
        // Where nobody has any, nobody's are looked for.
        let (have_sums, have_edits) = (self.have_sums()?, self.have_edits()?);
        // There are as many runs as users: a statement is made ready once for all of them.
        let ready = |sql| self.connection.prepare_cached(sql);
        let mut records = ready("DELETE FROM records WHERE key BETWEEN ? AND ?")?;
        let mut histories = ready("DELETE FROM histories WHERE user_id BETWEEN ? AND ?")?;
        let mut users = ready("DELETE FROM users WHERE id BETWEEN ? AND ?")?;
        for (first, last) in runs {
            if have_sums {
                self.delete_sums(first, last)?;
            }
            if have_edits {
                self.delete_edits(first, last)?;
            }
            let end = last.0 << USER_SHIFT | ((1 << USER_SHIFT) - 1);
            delete_between(&mut records, first.0 << USER_SHIFT, end)?;
            delete_between(&mut histories, first.0, last.0)?;
            let gone = delete_between(&mut users, first.0, last.0)?;
            let wanted = first.0.abs_diff(last.0) + 1;
            if gone as u64 != wanted {
                let told = format!("{gone} users went where {wanted} should have gone");
                return Err(Trouble::Damaged(told).into());
            }
        }
        Ok(())
    }

    /// Makes sure that ids up to `id` are never given (again).
    pub fn pass_over_user_ids(&self, id: i64) -> Result<()> {
        self.pass_over_numbers("users", id)
    }

    /// Leaves the record that other products refer to.
    pub fn add_reference_record(&self, opaque: &str, products: &str, at: Timestamp) -> Result<()> {
        let sql =
            "INSERT INTO reference_records (opaque, products, at) VALUES (:opaque, :products, :at)";
        let parameters = named_params! {":opaque": opaque, ":products": products, ":at": at.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }
}

/// Deletes what lies between two keys; answers how many rows.
fn delete_between(
    statement: &mut CachedStatement<'_>,
    first: i64,
    last: i64,
) -> rusqlite::Result<usize> {
    statement.raw_bind_parameter(1, first)?;
    statement.raw_bind_parameter(2, last)?;
    statement.raw_execute()
}

/// The numbers of a JSON array of numbers.
pub(super) fn numbers(list: &str) -> impl Iterator<Item = u16> {
    let numbers = list.as_bytes().split(|byte| !byte.is_ascii_digit());
    numbers.filter_map(|digits| {
        let number = digits.iter().fold(0_u32, |number, digit| {
            number
                .saturating_mul(10)
                .saturating_add(u32::from(digit - b'0'))
        });
        u16::try_from(number).ok().filter(|_| !digits.is_empty())
    })
}

pub(super) fn group_list(groups: impl Iterator<Item = i64>) -> String {
    let list: Vec<String> = groups.map(|group| group.to_string()).collect();
    format!("[{}]", list.join(","))
}

pub(super) fn attributes_text(attributes: &BTreeMap<String, String>) -> Result<String> {
    serde_json::to_string(attributes).map_err(|error| Error::Bug(format!("attributes: {error}")))
}
