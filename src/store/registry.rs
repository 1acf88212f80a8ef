//! The identity registries: keyed hashes of identifiers, each with the user it names or named.
//!
//! An entry whose user is gone is the tombstone of the identifier. A hash that answers for a living user is always
//! verified against that user's real identifier by the caller.

use rusqlite::{OptionalExtension, named_params};

use super::{Db, Tx};
use crate::domain::id::{OperatorId, UserId};
use crate::domain::identifier::IdentifierKind;
use crate::domain::time::Timestamp;
use crate::error::Result;

/// A release as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRelease {
    /// The deleted user who had the identifier.
    pub user: UserId,
    /// When, where it is known.
    pub at: Option<Timestamp>,
    /// By whom, where it is known.
    pub operator: Option<OperatorId>,
    /// The operator's name; read only.
    pub operator_name: Option<String>,
    /// Why.
    pub reason: String,
}

/// An identifier that a learner gave up for another one, or for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredGivenUp {
    /// Whose it was; they may be gone by now.
    pub user: UserId,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub operator: OperatorId,
    /// The operator's name; read only.
    pub operator_name: Option<String>,
}

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

    const fn between(self) -> &'static str {
        match self {
            Self::Email => {
                "SELECT h, user_id FROM email_registry WHERE h BETWEEN :first AND :last ORDER BY h"
            }
            Self::UniqueId => {
                "SELECT h, user_id FROM id_registry WHERE h BETWEEN :first AND :last ORDER BY h"
            }
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

    const fn of_user(self) -> &'static str {
        match self {
            Self::Email => "SELECT h FROM email_registry WHERE user_id = :user ORDER BY h",
            Self::UniqueId => "SELECT h FROM id_registry WHERE user_id = :user ORDER BY h",
        }
    }

    /// The number that the list of releases keeps.
    const fn number(self) -> i64 {
        match self {
            Self::Email => 1,
            Self::UniqueId => 2,
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

    /// Every identifier of a kind that a user gave up, in the order of the hashes: whose it was.
    pub fn each_given_up(
        &self,
        kind: IdentifierKind,
        mut each: impl FnMut(i64, UserId),
    ) -> Result<()> {
        let sql = "SELECT h, user_id FROM given_up WHERE kind = :kind ORDER BY h";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":kind": kind.number()})?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, UserId(row.get(1)?));
        }
        Ok(())
    }

    /// The entries with hashes from `first` to `last`, in the order of the hashes.
    pub fn registered_between(
        &self,
        kind: IdentifierKind,
        first: i64,
        last: i64,
        entries: &mut Vec<(i64, UserId)>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(kind.between())?;
        let mut rows = statement.query(named_params! {":first": first, ":last": last})?;
        entries.clear();
        while let Some(row) = rows.next()? {
            entries.push((row.get(0)?, UserId(row.get(1)?)));
        }
        Ok(())
    }

    /// Every entry of a user, looked for in all of both registries.
    pub fn registered_of(&self, user: UserId) -> Result<Vec<(IdentifierKind, i64)>> {
        let mut found = Vec::new();
        for kind in [IdentifierKind::Email, IdentifierKind::UniqueId] {
            let mut statement = self.connection.prepare_cached(kind.of_user())?;
            let mut rows = statement.query(named_params! {":user": user.0})?;
            while let Some(row) = rows.next()? {
                found.push((kind, row.get(0)?));
            }
        }
        Ok(found)
    }

    /// The latest release of an identifier, where there was one.
    pub fn release_of(&self, kind: IdentifierKind, hash: i64) -> Result<Option<StoredRelease>> {
        let sql = "SELECT r.user_id, r.at, r.operator_id, o.name, r.reason FROM releases r \
                   LEFT JOIN operators o ON o.id = r.operator_id WHERE r.kind = :kind AND r.h = :h";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":kind": kind.number(), ":h": hash};
        let found = statement.query_row(parameters, |row| {
            Ok(StoredRelease {
                user: UserId(row.get(0)?),
                at: row.get::<_, Option<i64>>(1)?.map(Timestamp),
                operator: row.get::<_, Option<i64>>(2)?.map(OperatorId),
                operator_name: row.get(3)?,
                reason: row.get(4)?,
            })
        });
        Ok(found.optional()?)
    }

    /// Whose an identifier was before they gave it up; the latest one, where there were several.
    pub fn given_up(&self, kind: IdentifierKind, hash: i64) -> Result<Option<StoredGivenUp>> {
        let sql = "SELECT g.user_id, g.at, g.operator_id, o.name FROM given_up g \
                   LEFT JOIN operators o ON o.id = g.operator_id WHERE g.kind = :kind AND g.h = :h";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":kind": kind.number(), ":h": hash};
        let found = statement.query_row(parameters, |row| {
            Ok(StoredGivenUp {
                user: UserId(row.get(0)?),
                at: Timestamp(row.get(1)?),
                operator: OperatorId(row.get(2)?),
                operator_name: row.get(3)?,
            })
        });
        Ok(found.optional()?)
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

    /// Notes that an identifier was released, in the place of an earlier release of it.
    pub fn note_release(
        &self,
        kind: IdentifierKind,
        hash: i64,
        release: &StoredRelease,
    ) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO releases (kind, h, user_id, at, operator_id, reason) \
                   VALUES (:kind, :h, :user, :at, :operator, :reason)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":kind": kind.number(),
                ":h": hash,
                ":user": release.user.0,
                ":at": release.at.map(|at| at.0),
                ":operator": release.operator.map(|operator| operator.0),
                ":reason": release.reason,
            })?;
        Ok(())
    }

    /// Notes that a learner gave an identifier up, in the place of whoever gave it up before.
    pub fn note_given_up(
        &self,
        kind: IdentifierKind,
        hash: i64,
        user: UserId,
        (at, operator): (Timestamp, OperatorId),
    ) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO given_up (kind, h, user_id, at, operator_id) \
                   VALUES (:kind, :h, :user, :at, :operator)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":kind": kind.number(),
                ":h": hash,
                ":user": user.0,
                ":at": at.0,
                ":operator": operator.0,
            })?;
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
            "DELETE FROM email_registry; DELETE FROM id_registry; DELETE FROM domains; DELETE FROM releases; \
             DELETE FROM given_up;",
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
