//! The identity registries: keyed hashes of identifiers, each with the user it names or named.
//!
//! An entry whose user is gone is the tombstone of the identifier. A hash that answers for a living user is always
//! verified against that user's real identifier by the caller.

use rusqlite::{OptionalExtension, named_params};

use super::{Db, Tx};
use crate::domain::id::UserId;
use crate::domain::identifier::IdentifierKind;
use crate::error::Result;

impl IdentifierKind {
    const fn find(self) -> &'static str {
        match self {
            Self::Email => "SELECT user_id FROM email_registry WHERE h = :h",
            Self::UniqueId => "SELECT user_id FROM id_registry WHERE h = :h",
        }
    }

    const fn all(self) -> &'static str {
        match self {
            Self::Email => "SELECT h, user_id FROM email_registry ORDER BY h",
            Self::UniqueId => "SELECT h, user_id FROM id_registry ORDER BY h",
        }
    }

    const fn put(self) -> &'static str {
        match self {
            Self::Email => {
                "INSERT OR REPLACE INTO email_registry (h, user_id, key_number) VALUES (:h, :user, :key)"
            }
            Self::UniqueId => {
                "INSERT OR REPLACE INTO id_registry (h, user_id, key_number) VALUES (:h, :user, :key)"
            }
        }
    }

    const fn remove(self) -> &'static str {
        match self {
            Self::Email => "DELETE FROM email_registry WHERE h = :h AND user_id = :user",
            Self::UniqueId => "DELETE FROM id_registry WHERE h = :h AND user_id = :user",
        }
    }
}

impl Db<'_> {
    /// The user a hash names or named.
    pub fn registered(&self, kind: IdentifierKind, hash: i64) -> Result<Option<UserId>> {
        let mut statement = self.connection.prepare_cached(kind.find())?;
        Ok(statement
            .query_row(named_params! {":h": hash}, |row| Ok(UserId(row.get(0)?)))
            .optional()?)
    }

    /// Every entry in the order of its hash.
    pub fn each_registered(
        &self,
        kind: IdentifierKind,
        mut each: impl FnMut(i64, UserId),
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(kind.all())?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, UserId(row.get(1)?));
        }
        Ok(())
    }

    /// Keyed hashes and lengths of the domains of all addresses ever registered.
    pub fn domains(&self) -> Result<Vec<(i64, usize)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT h, bytes FROM domains ORDER BY h")?;
        let domains = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(domains.collect::<rusqlite::Result<_>>()?)
    }

    /// Number and fingerprint of the newest key.
    pub fn newest_key(&self) -> Result<Option<(i64, String)>> {
        let sql = "SELECT number, fingerprint FROM keys ORDER BY number DESC LIMIT 1";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }
}

impl Tx<'_> {
    /// Enters a hash for a user; an entry that stood there is replaced.
    pub fn register(
        &self,
        kind: IdentifierKind,
        hash: i64,
        user: UserId,
        key_number: i64,
    ) -> Result<()> {
        let parameters = named_params! {":h": hash, ":user": user.0, ":key": key_number};
        self.connection
            .prepare_cached(kind.put())?
            .execute(parameters)?;
        Ok(())
    }

    /// Removes a user's hash.
    pub fn unregister(&self, kind: IdentifierKind, hash: i64, user: UserId) -> Result<()> {
        self.connection
            .prepare_cached(kind.remove())?
            .execute(named_params! {":h": hash, ":user": user.0})?;
        Ok(())
    }

    /// Notes the domain of a registered address.
    pub fn note_domain(&self, hash: i64, bytes: usize) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO domains (h, bytes) VALUES (:h, :bytes)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":h": hash, ":bytes": bytes})?;
        Ok(())
    }

    /// Empties both registries, before they are rebuilt under a new key.
    pub fn clear_registries(&self) -> Result<()> {
        self.connection.execute_batch(
            "DELETE FROM email_registry; DELETE FROM id_registry; DELETE FROM domains;",
        )?;
        Ok(())
    }

    /// Notes a new key and answers its number.
    pub fn add_key(&self, fingerprint: &str, since: i64) -> Result<i64> {
        let sql = "INSERT INTO keys (fingerprint, since) VALUES (:fingerprint, :since)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":fingerprint": fingerprint, ":since": since})?;
        Ok(self.connection.last_insert_rowid())
    }
}
