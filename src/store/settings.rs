//! Account settings, small facts about the database, and the counters.

use rusqlite::{OptionalExtension, named_params};

use super::{Db, Tx};
use crate::domain::settings::{Settings, WaitingChange};
use crate::error::{Error, Result, Trouble};

/// Name of the fact that keeps a change of the settings until it is approved.
const WAITING: &str = "settings_waiting";
/// Name of the fact that somebody saved the settings.
const RULES_SET: &str = "rules_set";
/// Name of the fact whether the first steps are listed; an account of an older version has none.
const FIRST_STEPS: &str = "first_steps";

impl Db<'_> {
    /// The account settings.
    pub fn settings(&self) -> Result<Settings> {
        let text: Option<String> = self.fact("settings")?;
        let text =
            text.ok_or_else(|| Trouble::Damaged("the account has no settings".to_owned()))?;
        serde_json::from_str(&text)
            .map_err(|error| Trouble::Damaged(format!("settings: {error}")).into())
    }

    /// A change of the settings that waits for another full admin.
    pub fn waiting_change(&self) -> Result<Option<WaitingChange>> {
        let text: Option<String> = self.fact(WAITING)?;
        let read = |text: String| -> Result<WaitingChange> {
            serde_json::from_str(&text)
                .map_err(|error| Trouble::Damaged(format!("waiting settings: {error}")).into())
        };
        text.map(read).transpose()
    }

    /// Whether somebody has saved the settings since the account was made.
    pub fn rules_are_set(&self) -> Result<bool> {
        Ok(self.fact::<bool>(RULES_SET)?.unwrap_or(false))
    }

    /// Whether the first steps are listed.
    pub fn first_steps_are_listed(&self) -> Result<bool> {
        Ok(self.fact::<bool>(FIRST_STEPS)?.unwrap_or(false))
    }

    /// Whether the account has a time zone: one of an older version has none.
    pub fn has_time_zone(&self) -> Result<bool> {
        let sql = "SELECT NOT json_valid(value) OR json_type(value, '$.time_zone') IS NOT NULL FROM meta \
                   WHERE name = 'settings'";
        let mut statement = self.connection.prepare_cached(sql)?;
        let has = statement.query_row([], |row| row.get(0)).optional()?;
        // Where there are no settings at all, whoever reads them says so.
        Ok(has.unwrap_or(true))
    }

    /// A small fact by name.
    pub fn fact<T: rusqlite::types::FromSql>(&self, name: &str) -> Result<Option<T>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT value FROM meta WHERE name = :name")?;
        Ok(statement
            .query_row(named_params! {":name": name}, |row| row.get(0))
            .optional()?)
    }

    /// A counter by name.
    pub fn counter(&self, name: &str) -> Result<u64> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT value FROM counters WHERE name = :name")?;
        let value: Option<i64> = statement
            .query_row(named_params! {":name": name}, |row| row.get(0))
            .optional()?;
        Ok(value.unwrap_or_default().unsigned_abs())
    }
}

impl Tx<'_> {
    /// Saves the account settings.
    pub fn save_settings(&self, settings: &Settings) -> Result<()> {
        let text = serde_json::to_string(settings)
            .map_err(|error| Error::Bug(format!("settings: {error}")))?;
        self.set_fact("settings", text)
    }

    /// Notes that somebody saved the settings.
    pub fn note_rules_set(&self) -> Result<()> {
        self.set_fact(RULES_SET, true)
    }

    /// Lists the first steps, or puts the list away.
    pub fn list_first_steps(&self, listed: bool) -> Result<()> {
        self.set_fact(FIRST_STEPS, listed)
    }

    /// Keeps a change of the settings until another full admin approves it.
    pub fn keep_waiting_change(&self, change: &WaitingChange) -> Result<()> {
        let text = serde_json::to_string(change)
            .map_err(|error| Error::Bug(format!("waiting settings: {error}")))?;
        self.set_fact(WAITING, text)
    }

    /// Forgets a change of the settings that waited.
    pub fn drop_waiting_change(&self) -> Result<()> {
        let sql = "DELETE FROM meta WHERE name = :name";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":name": WAITING})?;
        Ok(())
    }

    /// Saves a small fact.
    pub fn set_fact(&self, name: &str, value: impl rusqlite::ToSql) -> Result<()> {
        let sql = "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":name": name, ":value": value})?;
        Ok(())
    }

    /// Moves a counter.
    pub fn count(&self, name: &str, change: i64) -> Result<()> {
        if change == 0 {
            return Ok(());
        }
        let sql = "UPDATE counters SET value = value + :change WHERE name = :name";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":name": name, ":change": change})?;
        Ok(())
    }
}
