//! Groups and their sizes. Who is in which stands with the users.

use rusqlite::{OptionalExtension, named_params};

use super::users::numbers;
use super::{Db, Tx};
use crate::domain::folding;
use crate::domain::id::{GroupId, UserId};
use crate::domain::query::Group;
use crate::error::Result;

impl Db<'_> {
    /// All groups, by name.
    pub fn groups(&self) -> Result<Vec<Group>> {
        let sql = "SELECT id, name, members FROM groups ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let groups = statement.query_map([], |row| {
            Ok(Group {
                id: GroupId(row.get(0)?),
                name: row.get(1)?,
                members: row.get(2)?,
            })
        })?;
        let mut groups: Vec<Group> = groups.collect::<rusqlite::Result<_>>()?;
        groups.sort_by_cached_key(|group| folding::fold(&group.name).into_owned());
        Ok(groups)
    }

    /// Name of a group.
    pub fn group_name(&self, group: GroupId) -> Result<Option<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name FROM groups WHERE id = :id")?;
        Ok(statement
            .query_row(named_params! {":id": group.0}, |row| row.get(0))
            .optional()?)
    }

    /// A group by its name.
    pub fn group_named(&self, name: &str) -> Result<Option<GroupId>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM groups WHERE name = :name")?;
        Ok(statement
            .query_row(named_params! {":name": name}, |row| {
                Ok(GroupId(row.get(0)?))
            })
            .optional()?)
    }

    /// Numbers of a user's groups; `None` when the user is gone.
    pub fn groups_of(&self, user: UserId) -> Result<Option<Vec<u16>>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT group_ids FROM users WHERE id = :id")?;
        let list: Option<String> = statement
            .query_row(named_params! {":id": user.0}, |row| row.get(0))
            .optional()?;
        Ok(list.map(|list| numbers(&list).collect()))
    }

    /// Users in a group, by reading all users; for the command line and for removing the group.
    pub fn members_of(&self, group: GroupId) -> Result<Vec<UserId>> {
        let sql = "SELECT id, group_ids FROM users ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut members = Vec::new();
        while let Some(row) = rows.next()? {
            let list = row.get_ref(1)?.as_str()?;
            if numbers(list).any(|number| i64::from(number) == group.0) {
                members.push(UserId(row.get(0)?));
            }
        }
        Ok(members)
    }
}

impl Tx<'_> {
    /// Makes a group.
    pub fn insert_group(&self, name: &str) -> Result<GroupId> {
        let sql = "INSERT INTO groups (name) VALUES (:name)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":name": name})?;
        Ok(GroupId(self.connection.last_insert_rowid()))
    }

    /// Renames a group.
    pub fn rename_group(&self, group: GroupId, name: &str) -> Result<()> {
        let sql = "UPDATE groups SET name = :name WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": group.0, ":name": name})?;
        Ok(())
    }

    /// Removes a group that has no members left.
    pub fn remove_group(&self, group: GroupId) -> Result<()> {
        let sql = "DELETE FROM groups WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": group.0})?;
        Ok(())
    }

    /// Moves the size of a group.
    pub fn count_member(&self, group: GroupId, change: i64) -> Result<()> {
        let sql = "UPDATE groups SET members = members + :change WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": group.0, ":change": change})?;
        Ok(())
    }
}
