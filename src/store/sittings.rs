//! Sessions over SSH, as the server that holds them writes them down.

use rusqlite::{OptionalExtension as _, Row, named_params};

use super::{Db, Tx};
use crate::domain::id::OperatorId;
use crate::domain::operator::Came;
use crate::domain::sitting::{Sitting, SittingKind, SittingKinds};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};

const SITTING: &str = "SELECT s.id, s.operator_id, o.name, s.address, s.fingerprint, s.authority, s.began_at, s.kinds, \
                       s.ended_by FROM ssh_sessions s JOIN operators o ON o.id = s.operator_id";

impl Db<'_> {
    /// Every session that is written down, the oldest first.
    pub fn sittings(&self) -> Result<Vec<Sitting>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{SITTING} ORDER BY s.id"))?;
        let stored = statement.query_map([], |row| Ok(sitting(row)))?;
        stored.map(|stored| stored?).collect()
    }

    /// When an operator typed the passphrase last who came so.
    pub fn proof(&self, operator: OperatorId, came: &Came) -> Result<Option<Timestamp>> {
        let sql = "SELECT proven_at FROM ssh_proofs WHERE operator_id = :operator AND fingerprint = :key \
                   AND address = :address";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters =
            named_params! {":operator": operator.0, ":key": came.key, ":address": came.address};
        let stored = statement.query_row(parameters, |row| Ok(Timestamp(row.get(0)?)));
        Ok(stored.optional()?)
    }

    /// One session.
    pub fn sitting(&self, id: i64) -> Result<Option<Sitting>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{SITTING} WHERE s.id = :id"))?;
        let stored = statement.query_row(named_params! {":id": id}, |row| Ok(sitting(row)));
        stored.optional()?.transpose()
    }
}

impl Tx<'_> {
    /// Writes a session down; answers its number.
    pub fn add_sitting(
        &self,
        operator: OperatorId,
        address: &str,
        (key, authority): (&str, Option<&str>),
        now: Timestamp,
    ) -> Result<i64> {
        let sql = "INSERT INTO ssh_sessions (operator_id, address, fingerprint, authority, began_at) \
                   VALUES (:operator, :address, :key, :authority, :now)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":operator": operator.0,
                ":address": address,
                ":key": key,
                ":authority": authority,
                ":now": now.0,
            })?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Notes what a session is used for.
    pub fn note_sitting(&self, id: i64, kind: SittingKind) -> Result<()> {
        let sql = "UPDATE ssh_sessions SET kinds = kinds | :kind WHERE id = :id";
        let kind = SittingKinds::default().and(kind).bits();
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": id, ":kind": kind})?;
        Ok(())
    }

    /// Notes that an operator who came so has typed the passphrase.
    pub fn note_proof(&self, operator: OperatorId, came: &Came, now: Timestamp) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO ssh_proofs (operator_id, fingerprint, address, proven_at) \
                   VALUES (:operator, :key, :address, :now)";
        let parameters = named_params! {
            ":operator": operator.0, ":key": came.key, ":address": came.address, ":now": now.0,
        };
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Forgets passphrases that were typed before a moment.
    pub fn forget_proofs(&self, before: Timestamp) -> Result<()> {
        let sql = "DELETE FROM ssh_proofs WHERE proven_at < :before";
        let parameters = named_params! {":before": before.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Forgets that an operator has typed a passphrase.
    pub fn forget_proofs_of(&self, operator: OperatorId) -> Result<()> {
        let sql = "DELETE FROM ssh_proofs WHERE operator_id = :operator";
        let parameters = named_params! {":operator": operator.0};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Notes that somebody wants a session to end. Its passphrase counts no longer.
    pub fn end_sitting(&self, id: i64, by: OperatorId) -> Result<()> {
        if let Some(sitting) = self.sitting(id)? {
            self.forget_proofs_of(sitting.operator)?;
        }
        let sql = "UPDATE ssh_sessions SET ended_by = :by WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": id, ":by": by.0})?;
        Ok(())
    }

    /// A session is over.
    pub fn remove_sitting(&self, id: i64) -> Result<()> {
        let sql = "DELETE FROM ssh_sessions WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": id})?;
        Ok(())
    }

    /// Nothing is kept of where an operator came from.
    pub fn remove_sittings_of(&self, operator: OperatorId) -> Result<()> {
        self.forget_proofs_of(operator)?;
        let sql = "DELETE FROM ssh_sessions WHERE operator_id = :operator";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":operator": operator.0})?;
        Ok(())
    }
}

fn sitting(row: &Row<'_>) -> Result<Sitting> {
    let kinds = SittingKinds::from_bits(row.get(7)?);
    let damaged = || Error::from(Trouble::Damaged("a session over SSH".to_owned()));
    Ok(Sitting {
        id: row.get(0)?,
        operator: OperatorId(row.get(1)?),
        name: row.get(2)?,
        address: row.get(3)?,
        key: row.get(4)?,
        authority: row.get(5)?,
        since: Timestamp(row.get(6)?),
        kinds: kinds.ok_or_else(damaged)?,
        ended_by: row.get::<_, Option<i64>>(8)?.map(OperatorId),
    })
}
