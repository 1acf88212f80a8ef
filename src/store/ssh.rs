//! Keys of operators, keys whose certificates are trusted, and keys that are let in no more.

use rusqlite::{OptionalExtension as _, Row, named_params};

use super::{Db, Tx};
use crate::domain::id::OperatorId;
use crate::domain::ssh::{Authority, OperatorKey, RevokedKey, SshKey};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};

const KEY: &str = "SELECT k.operator_id, o.name, k.bytes, k.comment, k.added_at, k.added_by, k.used_at \
                   FROM ssh_keys k JOIN operators o ON o.id = k.operator_id";

/// A key as its columns hold it.
type StoredKey = (
    OperatorId,
    String,
    (Vec<u8>, String),
    i64,
    OperatorId,
    Option<i64>,
);

impl Db<'_> {
    /// Keys of one operator or of all, by operator and fingerprint.
    pub fn ssh_keys(&self, operator: Option<OperatorId>) -> Result<Vec<OperatorKey>> {
        let sql = format!(
            "{KEY} WHERE :operator IS NULL OR k.operator_id = :operator ORDER BY k.operator_id, k.fingerprint"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let operator = operator.map(|operator| operator.0);
        let stored = statement.query_map(named_params! {":operator": operator}, stored_key)?;
        stored.map(|stored| key_of(stored?)).collect()
    }

    /// The key with a fingerprint.
    pub fn ssh_key(&self, fingerprint: &str) -> Result<Option<OperatorKey>> {
        let sql = format!("{KEY} WHERE k.fingerprint = :fingerprint");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let stored = statement
            .query_row(named_params! {":fingerprint": fingerprint}, stored_key)
            .optional()?;
        stored.map(key_of).transpose()
    }

    /// Keys whose certificates are trusted, by fingerprint.
    pub fn ssh_authorities(&self) -> Result<Vec<Authority>> {
        let sql =
            "SELECT bytes, comment, added_at, added_by FROM ssh_authorities ORDER BY fingerprint";
        let mut statement = self.connection.prepare_cached(sql)?;
        let stored = statement.query_map([], |row| {
            let key: (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
            Ok((key, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?))
        })?;
        let authority = |stored: rusqlite::Result<((Vec<u8>, String), i64, i64)>| {
            let (key, at, by) = stored?;
            Ok(Authority {
                key: whole(key)?,
                added_at: Timestamp(at),
                added_by: OperatorId(by),
            })
        };
        stored.map(authority).collect()
    }

    /// Keys that are let in no more, the newest first.
    pub fn ssh_revoked(&self) -> Result<Vec<RevokedKey>> {
        let sql =
            "SELECT fingerprint, revoked_at FROM ssh_revoked ORDER BY revoked_at DESC, fingerprint";
        let mut statement = self.connection.prepare_cached(sql)?;
        let revoked = statement.query_map([], |row| {
            Ok(RevokedKey {
                fingerprint: row.get(0)?,
                at: Timestamp(row.get(1)?),
            })
        })?;
        Ok(revoked.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a key is let in no more.
    pub fn is_ssh_key_revoked(&self, fingerprint: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM ssh_revoked WHERE fingerprint = :fingerprint)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(
            statement.query_row(named_params! {":fingerprint": fingerprint}, |row| {
                row.get(0)
            })?,
        )
    }
}

impl Tx<'_> {
    /// Adds a key to an operator.
    pub fn add_ssh_key(
        &self,
        (operator, by): (OperatorId, OperatorId),
        key: &SshKey,
        now: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO ssh_keys (fingerprint, operator_id, bytes, comment, added_at, added_by) \
                   VALUES (:fingerprint, :operator, :bytes, :comment, :now, :by)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":fingerprint": key.fingerprint(),
                ":operator": operator.0,
                ":bytes": key.bytes(),
                ":comment": key.comment(),
                ":now": now.0,
                ":by": by.0,
            })?;
        Ok(())
    }

    /// Removes a key.
    pub fn remove_ssh_key(&self, fingerprint: &str) -> Result<()> {
        let sql = "DELETE FROM ssh_keys WHERE fingerprint = :fingerprint";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":fingerprint": fingerprint})?;
        Ok(())
    }

    /// Removes every key of an operator.
    pub fn remove_ssh_keys_of(&self, operator: OperatorId) -> Result<()> {
        let sql = "DELETE FROM ssh_keys WHERE operator_id = :operator";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":operator": operator.0})?;
        Ok(())
    }

    /// Notes that somebody signed in with a key.
    pub fn note_ssh_key_used(&self, fingerprint: &str, now: Timestamp) -> Result<()> {
        let sql = "UPDATE ssh_keys SET used_at = :now WHERE fingerprint = :fingerprint";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":fingerprint": fingerprint, ":now": now.0})?;
        Ok(())
    }

    /// Trusts the certificates of a key.
    pub fn add_ssh_authority(&self, by: OperatorId, key: &SshKey, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO ssh_authorities (fingerprint, bytes, comment, added_at, added_by) \
                   VALUES (:fingerprint, :bytes, :comment, :now, :by)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":fingerprint": key.fingerprint(),
                ":bytes": key.bytes(),
                ":comment": key.comment(),
                ":now": now.0,
                ":by": by.0,
            })?;
        Ok(())
    }

    /// Trusts the certificates of a key no longer.
    pub fn remove_ssh_authority(&self, fingerprint: &str) -> Result<()> {
        let sql = "DELETE FROM ssh_authorities WHERE fingerprint = :fingerprint";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":fingerprint": fingerprint})?;
        Ok(())
    }

    /// Lets a key in no more.
    pub fn revoke_ssh_key(&self, by: OperatorId, fingerprint: &str, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO ssh_revoked (fingerprint, revoked_at, revoked_by) VALUES (:fingerprint, :now, :by)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":fingerprint": fingerprint, ":now": now.0, ":by": by.0})?;
        Ok(())
    }
}

fn stored_key(row: &Row<'_>) -> rusqlite::Result<StoredKey> {
    let key = (row.get(2)?, row.get(3)?);
    let (operator, by) = (OperatorId(row.get(0)?), OperatorId(row.get(5)?));
    Ok((operator, row.get(1)?, key, row.get(4)?, by, row.get(6)?))
}

fn key_of((operator, name, key, added_at, added_by, used_at): StoredKey) -> Result<OperatorKey> {
    Ok(OperatorKey {
        operator,
        name,
        key: whole(key)?,
        added_at: Timestamp(added_at),
        added_by,
        used_at: used_at.map(Timestamp),
    })
}

/// A key with its comment; bytes that are no key are damage.
fn whole((bytes, comment): (Vec<u8>, String)) -> Result<SshKey> {
    let damaged = |_| Error::from(Trouble::Damaged("an SSH key".to_owned()));
    Ok(SshKey::of_bytes(bytes)
        .map_err(damaged)?
        .with_comment(comment))
}
