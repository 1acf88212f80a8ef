//! What was said once about the columns of files with one header line.

use rusqlite::{OptionalExtension, named_params};

use super::{Db, Tx};
use crate::domain::columns::{FileKind, KnownColumns};
use crate::domain::id::OperatorId;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};

/// Where columns go, as it is kept: alone, or with what the times of the file count.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
enum Kept {
    Columns(Vec<Option<String>>),
    WithTimes {
        columns: Vec<Option<String>>,
        times: String,
    },
}

impl Db<'_> {
    /// What was said of files of a kind with this header line.
    pub fn remembered_columns(
        &self,
        kind: FileKind,
        headers: &[u8; 32],
    ) -> Result<Option<KnownColumns>> {
        let sql = "SELECT columns, date_order, license FROM remembered_columns \
                   WHERE kind = :kind AND headers = :headers";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":kind": kind.code(), ":headers": headers};
        let found: Option<(String, Option<String>, Option<String>)> = statement
            .query_row(parameters, |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((columns, order, license)) = found else {
            return Ok(None);
        };
        let kept = serde_json::from_str(&columns)
            .map_err(|error| Trouble::Damaged(format!("remembered columns: {error}")))?;
        let (columns, times) = match kept {
            Kept::Columns(columns) => (columns, None),
            Kept::WithTimes { columns, times } => (columns, Some(times)),
        };
        Ok(Some(KnownColumns {
            columns,
            order,
            times,
            license,
        }))
    }
}

impl Tx<'_> {
    /// Remembers what was said; what was said before of the same header line is replaced.
    pub fn remember_columns(
        &self,
        (kind, headers): (FileKind, &[u8; 32]),
        known: &KnownColumns,
        (operator, at): (OperatorId, Timestamp),
    ) -> Result<()> {
        let columns = known.columns.clone();
        let kept = match known.times.clone() {
            None => Kept::Columns(columns),
            Some(times) => Kept::WithTimes { columns, times },
        };
        let columns = serde_json::to_string(&kept)
            .map_err(|error| Error::Bug(format!("remembered columns: {error}")))?;
        let sql = "INSERT INTO remembered_columns \
                   (kind, headers, columns, date_order, license, at, operator_id) \
                   VALUES (:kind, :headers, :columns, :order, :license, :at, :operator) \
                   ON CONFLICT (kind, headers) DO UPDATE SET columns = excluded.columns, \
                   date_order = excluded.date_order, license = excluded.license, \
                   at = excluded.at, operator_id = excluded.operator_id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":kind": kind.code(),
                ":headers": headers,
                ":columns": columns,
                ":order": known.order,
                ":license": known.license,
                ":at": at.0,
                ":operator": operator.0,
            })?;
        Ok(())
    }

    /// Forgets what was said.
    pub fn forget_columns(&self, kind: FileKind, headers: &[u8; 32]) -> Result<()> {
        let sql = "DELETE FROM remembered_columns WHERE kind = :kind AND headers = :headers";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":kind": kind.code(), ":headers": headers})?;
        Ok(())
    }
}
