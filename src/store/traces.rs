//! Traces of imports: what each changed of the learners it reached.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, named_params};

use super::{Db, Tx};
use crate::domain::id::{GroupId, LicenseTypeId, UserId};
use crate::domain::record::ImportChanges;
use crate::domain::roster::{ImportTrace, RosterField, TraceBlock};
use crate::error::{Result, Trouble};

impl Db<'_> {
    /// What imports changed of a learner, by the number of each import's entry.
    pub(super) fn import_changes(&self, user: UserId) -> Result<BTreeMap<i64, ImportChanges>> {
        let mut found = BTreeMap::new();
        for (number, block) in self.import_traces(user)? {
            let trace = block.of(user);
            let trace = trace.map_err(|_| Trouble::Damaged(format!("import trace {number}")))?;
            if let Some(trace) = trace {
                found.insert(number, self.changes_of(&trace)?);
            }
        }
        Ok(found)
    }

    /// A trace with the present names of what it numbers.
    fn changes_of(&self, trace: &ImportTrace) -> Result<ImportChanges> {
        let types = self.license_types()?;
        let license = |id: LicenseTypeId| {
            let kind = types.iter().find(|kind| kind.id == id);
            kind.map_or_else(|| id.to_string(), |kind| kind.name.clone())
        };
        let licenses = |given| {
            let moved = trace
                .licenses
                .iter()
                .filter(move |(_, held)| *held == given);
            moved.map(|(id, _)| license(*id)).collect()
        };
        let groups = |joined| -> Result<Vec<String>> {
            let moved = trace.groups.iter().filter(|(_, is_in)| *is_in == joined);
            let named = moved.map(|(id, _)| {
                let name = self.group_name(GroupId(i64::from(*id)))?;
                Ok(name.unwrap_or_else(|| id.to_string()))
            });
            named.collect()
        };
        let fields = RosterField::ALL.into_iter();
        let fields = fields.filter(|field| trace.fields.changes(*field));
        Ok(ImportChanges {
            added: trace.added,
            fields: fields.map(RosterField::code).collect(),
            licenses_given: licenses(true),
            licenses_taken: licenses(false),
            groups_joined: groups(true)?,
            groups_left: groups(false)?,
            mailed: trace.mailed,
        })
    }

    /// The import entries of the log that may have changed a learner, oldest first, each with the block that says so.
    pub fn import_traces(&self, user: UserId) -> Result<Vec<(i64, TraceBlock)>> {
        let mut found = Vec::new();
        let mut after = 0;
        while let Some(number) = self.import_after(after)? {
            after = number;
            let block = self.trace_block(number, user)?;
            found.extend(block.map(|block| (number, block)));
        }
        Ok(found)
    }

    /// The next import that left traces.
    fn import_after(&self, number: i64) -> Result<Option<i64>> {
        let sql = "SELECT min(log_number) FROM import_traces WHERE log_number > :number";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(named_params! {":number": number}, |row| row.get(0))?)
    }

    fn trace_block(&self, number: i64, user: UserId) -> Result<Option<TraceBlock>> {
        let sql = "SELECT first_user, last_user, changes FROM import_traces \
                   WHERE log_number = :number AND first_user <= :user ORDER BY first_user DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = named_params! {":number": number, ":user": user.0};
        let block = statement.query_row(parameters, block_from).optional()?;
        Ok(block.filter(|block| block.last >= user))
    }

    /// Every block of an import, in order.
    pub fn each_trace_block(&self, number: i64, mut each: impl FnMut(&TraceBlock)) -> Result<()> {
        let sql = "SELECT first_user, last_user, changes FROM import_traces \
                   WHERE log_number = :number ORDER BY first_user";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":number": number})?;
        while let Some(row) = rows.next()? {
            each(&block_from(row)?);
        }
        Ok(())
    }
}

impl Tx<'_> {
    /// Keeps what an import changed.
    pub fn insert_trace(&self, number: i64, block: &TraceBlock) -> Result<()> {
        let sql = "INSERT INTO import_traces (log_number, first_user, last_user, changes) \
                   VALUES (:number, :first, :last, :changes)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {
                ":number": number,
                ":first": block.first.0,
                ":last": block.last.0,
                ":changes": block.bytes,
            })?;
        Ok(())
    }
}

fn block_from(row: &rusqlite::Row<'_>) -> rusqlite::Result<TraceBlock> {
    Ok(TraceBlock {
        first: UserId(row.get(0)?),
        last: UserId(row.get(1)?),
        bytes: row.get(2)?,
    })
}
