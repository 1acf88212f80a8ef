//! Operators, their passphrases and their failed sign-ins.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row, named_params};

use super::{Db, Tx};
use crate::domain::Language;
use crate::domain::id::OperatorId;
use crate::domain::identifier::EmailAddress;
use crate::domain::operator::{Access, Operator, Role};
use crate::domain::settings::Theme;
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;
use crate::error::Result;

const OPERATOR: &str = "SELECT id, name, email, role, passphrase IS NOT NULL, disabled, language, locked_until, access_from, stood_until, \
                        EXISTS (SELECT 1 FROM ssh_keys WHERE operator_id = operators.id) FROM operators";

/// An operator to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOperator {
    /// The name to sign in with.
    pub name: String,
    /// Where mail goes.
    pub email: Option<EmailAddress>,
    /// The role.
    pub role: Role,
    /// The hashed passphrase.
    pub passphrase: Option<String>,
    /// The language chosen.
    pub language: Option<Language>,
}

/// What a sign-in is checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPassphrase {
    /// The hashed passphrase.
    pub hash: Option<String>,
    /// Failures in a row.
    pub failures: u32,
}

impl Db<'_> {
    /// The names of all operators: the log knows them by number.
    pub fn operator_names(&self) -> Result<HashMap<OperatorId, String>> {
        let operators = self.operators()?.into_iter();
        Ok(operators.map(|one| (one.id, one.name)).collect())
    }

    /// Every operator, by number.
    pub fn operators(&self) -> Result<Vec<Operator>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{OPERATOR} ORDER BY id"))?;
        let operators = statement.query_map([], operator_from)?;
        Ok(operators.collect::<rusqlite::Result<_>>()?)
    }

    /// One operator.
    pub fn operator(&self, operator: OperatorId) -> Result<Option<Operator>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{OPERATOR} WHERE id = :id"))?;
        Ok(statement
            .query_row(named_params! {":id": operator.0}, operator_from)
            .optional()?)
    }

    /// One operator by name.
    pub fn operator_named(&self, name: &str) -> Result<Option<Operator>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{OPERATOR} WHERE name = :name"))?;
        Ok(statement
            .query_row(named_params! {":name": name}, operator_from)
            .optional()?)
    }

    /// What a sign-in is checked against.
    pub fn stored_passphrase(&self, operator: OperatorId) -> Result<StoredPassphrase> {
        let sql = "SELECT passphrase, failures FROM operators WHERE id = :id";
        let stored = self.connection.prepare_cached(sql)?.query_row(
            named_params! {":id": operator.0},
            |row| {
                Ok(StoredPassphrase {
                    hash: row.get(0)?,
                    failures: row.get(1)?,
                })
            },
        )?;
        Ok(stored)
    }

    /// The operators who are one person with somebody to an approval, as a JSON list of their numbers.
    pub(super) fn same_person_as(&self, me: &Operator) -> Result<String> {
        let all = self.operators()?;
        let same = all.iter().filter(|one| one.one_person(me, &all).is_some());
        let numbers: Vec<String> = same.map(|one| one.id.0.to_string()).collect();
        Ok(format!("[{}]", numbers.join(",")))
    }

    /// The theme an operator chose.
    pub fn theme_of(&self, operator: OperatorId) -> Result<Option<Theme>> {
        let sql = "SELECT theme FROM operators WHERE id = :id";
        let theme: Option<Option<Theme>> = self
            .connection
            .prepare_cached(sql)?
            .query_row(named_params! {":id": operator.0}, |row| row.get(0))
            .optional()?;
        Ok(theme.flatten())
    }

    /// The time zone an operator chose.
    pub fn zone_of(&self, operator: OperatorId) -> Result<Option<Zone>> {
        let sql = "SELECT time_zone FROM operators WHERE id = :id";
        let zone: Option<Option<Zone>> = self
            .connection
            .prepare_cached(sql)?
            .query_row(named_params! {":id": operator.0}, |row| row.get(0))
            .optional()?;
        Ok(zone.flatten())
    }
}

impl Tx<'_> {
    /// Adds an operator.
    pub fn insert_operator(&self, operator: &NewOperator) -> Result<OperatorId> {
        let sql = "INSERT INTO operators (name, email, role, passphrase, language) \
                   VALUES (:name, :email, :role, :passphrase, :language)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":name": operator.name,
                ":email": operator.email.as_ref().map(EmailAddress::as_str),
                ":role": operator.role.code(),
                ":passphrase": operator.passphrase,
                ":language": operator.language.map(Language::code),
            })?;
        Ok(OperatorId(self.connection.last_insert_rowid()))
    }

    /// Notes failures in a row and until when they keep the operator out.
    pub fn set_failures(
        &self,
        operator: OperatorId,
        failures: u32,
        locked_until: Option<Timestamp>,
    ) -> Result<()> {
        let sql = "UPDATE operators SET failures = :failures, locked_until = :until WHERE id = :id";
        let until = locked_until.map(|until| until.0);
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": operator.0, ":failures": failures, ":until": until})?;
        Ok(())
    }

    /// Sets the hashed passphrase. What was proven with the one before counts no longer.
    pub fn set_passphrase(&self, operator: OperatorId, hash: &str) -> Result<()> {
        self.forget_proofs_of(operator)?;
        let sql = "UPDATE operators SET passphrase = :hash WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": operator.0, ":hash": hash})?;
        Ok(())
    }

    /// Gives an operator a role.
    pub fn set_role(&self, operator: OperatorId, role: Role) -> Result<()> {
        let sql = "UPDATE operators SET role = :role WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": operator.0, ":role": role.code()})?;
        Ok(())
    }

    /// Notes from whom an operator's access is.
    pub fn set_access(&self, operator: OperatorId, access: Access) -> Result<()> {
        let sql = "UPDATE operators SET access_from = :from, stood_until = :until WHERE id = :id";
        let (from, until) = (access.from.map(|from| from.0), access.stood_until);
        self.connection.prepare_cached(sql)?.execute(
            named_params! {":id": operator.0, ":from": from, ":until": until.map(|it| it.0)},
        )?;
        Ok(())
    }

    /// Takes every operator as somebody who stands alone.
    pub fn take_operators_as_they_are(&self) -> Result<()> {
        let sql = "UPDATE operators SET access_from = NULL, stood_until = NULL";
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    /// Keeps an operator from signing in, or lets them again.
    pub fn set_disabled(&self, operator: OperatorId, disabled: bool) -> Result<()> {
        let sql = "UPDATE operators SET disabled = :disabled WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": operator.0, ":disabled": disabled})?;
        Ok(())
    }

    /// Removes the name and the address of an operator, what they signed in with, and mail to them.
    pub fn erase_operator(&self, operator: OperatorId) -> Result<()> {
        let sql = "DELETE FROM outbox WHERE user_id IS NULL AND recipient = (SELECT email FROM operators WHERE id = :id)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": operator.0})?;
        let sql = "UPDATE operators SET name = 'erased-' || id, email = NULL, passphrase = NULL, language = NULL, \
                   theme = NULL, time_zone = NULL, failures = 0, locked_until = NULL WHERE id = :id AND disabled = 1";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": operator.0})?;
        for sql in [
            "DELETE FROM table_views WHERE operator_id = :id",
            "DELETE FROM saved_filters WHERE operator_id = :id",
        ] {
            self.connection
                .prepare_cached(sql)?
                .execute(named_params! {":id": operator.0})?;
        }
        self.remove_sittings_of(operator)?;
        self.remove_ssh_keys_of(operator)
    }

    /// Sets the language an operator chose.
    pub fn set_language(&self, operator: OperatorId, language: Language) -> Result<()> {
        let sql = "UPDATE operators SET language = :language WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": operator.0, ":language": language.code()})?;
        Ok(())
    }

    /// Sets the theme an operator chose.
    pub fn set_theme(&self, operator: OperatorId, theme: Theme) -> Result<()> {
        let sql = "UPDATE operators SET theme = :theme WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": operator.0, ":theme": theme.code()})?;
        Ok(())
    }

    /// Sets the time zone an operator chose; none for that of the account.
    pub fn set_zone(&self, operator: OperatorId, zone: Option<&Zone>) -> Result<()> {
        let sql = "UPDATE operators SET time_zone = :zone WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": operator.0, ":zone": zone.map(Zone::name)})?;
        Ok(())
    }
}

fn operator_from(row: &Row<'_>) -> rusqlite::Result<Operator> {
    Ok(Operator {
        id: OperatorId(row.get(0)?),
        name: row.get(1)?,
        email: row.get(2)?,
        role: row.get(3)?,
        has_passphrase: row.get(4)?,
        has_key: row.get(10)?,
        disabled: row.get(5)?,
        user: None,
        language: row.get(6)?,
        locked_until: row.get::<_, Option<i64>>(7)?.map(Timestamp),
        access: Access {
            from: row.get::<_, Option<i64>>(8)?.map(OperatorId),
            stood_until: row.get::<_, Option<i64>>(9)?.map(Timestamp),
        },
    })
}
