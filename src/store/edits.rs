//! What edits and imports changed of learners, from what to what. It goes with the learner, and what somebody had before
//! who bears it now goes with that one, too.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, named_params};

use super::{Db, Tx};
use crate::domain::act::Act;
use crate::domain::id::UserId;
use crate::domain::roster::{Other, RosterChange, RosterField};
use crate::error::{Error, Result, Trouble};

/// What stands where an identifier stood that somebody else had who is deleted.
const BLOT: &str = "…";

/// What happens between a review and the end of its batch without changing anybody's address or ID.
const ACTS_THAT_RENAME_NOBODY: [Act; 6] = [
    Act::BatchApprove,
    Act::BatchChunk,
    Act::BatchConfirm,
    Act::BatchResume,
    Act::BatchStart,
    Act::SignIn,
];

/// A change as it is kept: field, of what, old and new; where another learner had before what is new, or has from now on
/// what is old, their numbers too.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
enum Kept {
    Alone(String, Option<String>, String, String),
    Handed(
        String,
        Option<String>,
        String,
        String,
        Option<i64>,
        Option<i64>,
    ),
}

impl Db<'_> {
    /// What was changed of a learner, by the number of each entry of the log.
    pub fn edits_of(&self, user: UserId) -> Result<BTreeMap<i64, Vec<RosterChange>>> {
        let sql = "SELECT log_number, changes FROM edits WHERE user_id = :user ORDER BY log_number";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":user": user.0})?;
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let changes = self.with_others(read(row.get_ref(1)?.as_str()?)?)?;
            found.insert(row.get(0)?, changes);
        }
        Ok(found)
    }

    /// Changes with what the other learners are called now.
    fn with_others(&self, mut changes: Vec<RosterChange>) -> Result<Vec<RosterChange>> {
        for change in &mut changes {
            for other in [&mut change.from, &mut change.to].into_iter().flatten() {
                other.called = self.called(other.user)?;
            }
        }
        Ok(changes)
    }

    /// What a learner is called in one word: by the ID, else the address, else the name; none when they are gone.
    pub fn called(&self, user: Option<UserId>) -> Result<Option<String>> {
        let known = user
            .map(|user| self.doomed_user(user))
            .transpose()?
            .flatten();
        Ok(known.map(|known| known.unique_id.or(known.email).unwrap_or(known.name)))
    }

    /// What an entry of the log changed of a learner.
    pub(super) fn edit(&self, user: UserId, number: i64) -> Result<Vec<RosterChange>> {
        let sql = "SELECT changes FROM edits WHERE user_id = :user AND log_number = :number";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":user": user.0, ":number": number};
        let found: Option<String> = statement
            .query_row(parameters, |row| row.get(0))
            .optional()?;
        let changes = found.map_or_else(|| Ok(Vec::new()), |text| read(&text))?;
        self.with_others(changes)
    }

    /// Learners of whom an address may be kept in the words of what changed.
    pub fn users_with_an_at_in_edits(&self) -> Result<Vec<UserId>> {
        let sql = "SELECT DISTINCT user_id FROM edits WHERE instr(changes, '@') ORDER BY user_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let users = statement.query_map([], |row| Ok(UserId(row.get(0)?)))?;
        Ok(users.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether anything is kept of anybody.
    pub fn have_edits(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM edits)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Learners between two whose address or ID was changed after an entry of the log, in the order of their numbers.
    pub fn renamed_since(&self, first: UserId, last: UserId, log: i64) -> Result<Vec<UserId>> {
        // Histories can be long. Where nothing happened but that batches went on, they are not read.
        if !self.may_have_renamed_since(log)? {
            return Ok(Vec::new());
        }
        let sql = "SELECT DISTINCT user_id FROM edits WHERE user_id BETWEEN :first AND :last AND log_number > :log \
                   AND (former_email IS NOT NULL OR former_id IS NOT NULL) ORDER BY user_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":first": first.0, ":last": last.0, ":log": log};
        let users = statement.query_map(parameters, |row| Ok(UserId(row.get(0)?)))?;
        Ok(users.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether the log holds, after an entry, another one than those of [`ACTS_THAT_RENAME_NOBODY`].
    fn may_have_renamed_since(&self, log: i64) -> Result<bool> {
        let acts = ACTS_THAT_RENAME_NOBODY.map(|act| format!("'{}'", act.code()));
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM log WHERE number > :log AND act NOT IN ({}))",
            acts.join(", ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(named_params! {":log": log}, |row| row.get(0))?)
    }

    /// Learners who had an address or an ID before.
    fn had_before(&self, email: Option<&str>, unique_id: Option<&str>) -> Result<Vec<UserId>> {
        let mut found = Vec::new();
        for (sql, text) in [
            (
                "SELECT DISTINCT user_id FROM edits WHERE former_email = :text COLLATE NOCASE",
                email,
            ),
            (
                "SELECT DISTINCT user_id FROM edits WHERE former_id = :text",
                unique_id,
            ),
        ] {
            let Some(text) = text else { continue };
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(named_params! {":text": text}, |row| row.get(0))?;
            for user in rows {
                found.push(UserId(user?));
            }
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// Keeps what an entry of the log changed of a learner. Where nothing changed, nothing is kept.
    pub fn insert_edit(&self, number: i64, user: UserId, changes: &[RosterChange]) -> Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let former = |field| {
            let change = changes.iter().find(|change| change.field == field);
            change
                .map(|change| change.old.as_str())
                .filter(|old| !old.is_empty())
        };
        let sql = "INSERT INTO edits (user_id, log_number, changes, former_email, former_id) \
                   VALUES (:user, :number, :changes, :email, :id)";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute(named_params! {
            ":user": user.0,
            ":number": number,
            ":changes": written(changes)?,
            ":email": former(RosterField::Email),
            ":id": former(RosterField::UniqueId),
        })?;
        Ok(())
    }

    /// Blots an address and an ID of somebody who goes out of what others had before.
    pub fn blot_former(&self, email: Option<&str>, unique_id: Option<&str>) -> Result<()> {
        for user in self.had_before(email, unique_id)? {
            for (number, mut changes) in self.edits_of(user)? {
                for change in &mut changes {
                    let (is_email, text) = match change.field {
                        RosterField::Email => (true, email),
                        RosterField::UniqueId => (false, unique_id),
                        _ => continue,
                    };
                    let Some(text) = text else { continue };
                    for said in [&mut change.old, &mut change.new] {
                        let is_meant = said == text || is_email && said.eq_ignore_ascii_case(text);
                        if is_meant {
                            BLOT.clone_into(said);
                        }
                    }
                }
                self.reword_edit(number, user, &changes)?;
            }
        }
        Ok(())
    }

    /// Says the edits of a learner anew, each by its entry of the log.
    pub fn reword_edits(&self, user: UserId, edits: &[(i64, Vec<RosterChange>)]) -> Result<()> {
        edits
            .iter()
            .try_for_each(|(number, changes)| self.reword_edit(*number, user, changes))
    }

    fn reword_edit(&self, number: i64, user: UserId, changes: &[RosterChange]) -> Result<()> {
        let sql = "DELETE FROM edits WHERE user_id = :user AND log_number = :number";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute(named_params! {":user": user.0, ":number": number})?;
        self.insert_edit(number, user, changes)
    }

    /// Deletes what is kept of all users from `first` to `last`.
    pub(super) fn delete_edits(&self, first: UserId, last: UserId) -> Result<()> {
        let sql = "DELETE FROM edits WHERE user_id BETWEEN :first AND :last";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute(named_params! {":first": first.0, ":last": last.0})?;
        Ok(())
    }
}

fn written(changes: &[RosterChange]) -> Result<String> {
    let kept = changes.iter().map(|change| {
        let (code, of) = (change.field.code().to_owned(), change.of.clone());
        let (old, new) = (change.old.clone(), change.new.clone());
        let number = |other: &Option<Other>| Some(other.as_ref()?.user?.0);
        match (number(&change.from), number(&change.to)) {
            (None, None) => Kept::Alone(code, of, old, new),
            (from, to) => Kept::Handed(code, of, old, new, from, to),
        }
    });
    let kept: Vec<_> = kept.collect();
    serde_json::to_string(&kept).map_err(|error| Error::Bug(format!("changes: {error}")))
}

fn read(text: &str) -> Result<Vec<RosterChange>> {
    let damaged = |what: &str| Trouble::Damaged(format!("changes of a learner: {what}"));
    let kept: Vec<Kept> =
        serde_json::from_str(text).map_err(|error| damaged(&error.to_string()))?;
    let changes = kept.into_iter().map(|kept| {
        let ((code, of, old, new), (from, to)) = match kept {
            Kept::Alone(code, of, old, new) => ((code, of, old, new), (None, None)),
            Kept::Handed(code, of, old, new, from, to) => ((code, of, old, new), (from, to)),
        };
        let field = RosterField::from_code(&code).ok_or_else(|| damaged(&code))?;
        let other = |number: Option<i64>| Some(Other::of(UserId(number?)));
        Ok(RosterChange {
            of,
            from: other(from),
            to: other(to),
            ..RosterChange::of(field, old, new)
        })
    });
    changes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_is_what_was_put_in_and_anything_else_is_damage() -> Result<()> {
        let change = |field, of: Option<&str>, old: &str, new: &str| RosterChange {
            of: of.map(str::to_owned),
            ..RosterChange::of(field, old.to_owned(), new.to_owned())
        };
        let other = |number| Some(Other::of(UserId(number)));
        let changes = vec![
            RosterChange {
                from: other(7),
                to: other(9),
                ..change(RosterField::Email, None, "a@x.example", "b@x.example")
            },
            RosterChange {
                to: other(9),
                ..change(RosterField::UniqueId, None, "E-1", "E-2")
            },
            change(RosterField::FirstName, None, "Siti", "Sítí \"S\""),
            change(RosterField::Attributes, Some("Site"), "", "Jakarta"),
        ];
        assert_eq!(read(&written(&changes)?)?, changes);
        for text in ["", "{}", "[[\"shoe_size\",null,\"1\",\"2\"]]", "[[1]]"] {
            assert!(read(text).is_err(), "{text}");
        }
        Ok(())
    }
}
