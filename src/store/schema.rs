//! The schema of the database: how it is made, brought up to date, and distinguished from a stranger's.
//!
//! A database is opened only when its tables, indexes and views are those that this program makes, word for word: a
//! trigger or a view of somebody else would act with every statement of ours.

use std::collections::BTreeSet;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result, Trouble};

/// Migrations in order, each with the schema version that it leads to.
pub(super) const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("schema/0001_account.sql")),
    (2, include_str!("schema/0002_desk.sql")),
    (3, include_str!("schema/0003_sending.sql")),
    (4, include_str!("schema/0004_approval.sql")),
    (5, include_str!("schema/0005_farewells.sql")),
    (6, include_str!("schema/0006_histories.sql")),
    (7, include_str!("schema/0007_gone.sql")),
    (8, include_str!("schema/0008_restoring.sql")),
    (9, include_str!("schema/0009_learning.sql")),
    (10, include_str!("schema/0010_uploads.sql")),
    (11, include_str!("schema/0011_traces.sql")),
    (12, include_str!("schema/0012_truth.sql")),
    (13, include_str!("schema/0013_requests.sql")),
    (14, include_str!("schema/0014_releases.sql")),
    (15, include_str!("schema/0015_held.sql")),
    (16, include_str!("schema/0016_reminders.sql")),
    (17, include_str!("schema/0017_columns.sql")),
    (18, include_str!("schema/0018_access.sql")),
    (19, include_str!("schema/0019_cases.sql")),
    (20, include_str!("schema/0020_provider.sql")),
    (21, include_str!("schema/0021_calls.sql")),
    (23, include_str!("schema/0023_spellings.sql")),
    (24, include_str!("schema/0024_given_up.sql")),
    (25, include_str!("schema/0025_ssh.sql")),
    (29, include_str!("schema/0029_edits.sql")),
    (35, include_str!("schema/0035_sittings.sql")),
    (37, include_str!("schema/0037_months.sql")),
    (41, include_str!("schema/0041_by_hand.sql")),
    (42, include_str!("schema/0042_proofs.sql")),
    (45, include_str!("schema/0045_own_zones.sql")),
    (46, include_str!("schema/0046_views.sql")),
    (48, include_str!("schema/0048_rules.sql")),
    (50, include_str!("schema/0050_filters.sql")),
    (51, include_str!("schema/0051_reviewed.sql")),
    (62, include_str!("schema/0062_taken_back.sql")),
];

/// BLAKE3 of everything in the newest schema, so that the usual opening need not make one to compare with.
const NEWEST_PRINT: &str = "b6f3b8e860e85c525a3738b83522c9f6d4f2ef90c94faeb33b165967b9777788";

/// How often a process that waits for another one's migration waits as long as a connection waits at all: ten minutes.
const MIGRATION_WAITS: u32 = 20;

/// One entry of the schema: type, name, table, text.
type SchemaEntry = (String, String, String, Option<String>);

/// The newest version.
pub(super) fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |(version, _)| *version)
}

/// The version of a database.
pub(super) fn version_of(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings the schema up to date. One process does it under the write lock; others wait for it and find it done.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    let mut waits = 0;
    while version_of(connection)? < newest() {
        match migrate_once(connection) {
            Err(Error::Environment(Trouble::Busy)) if waits < MIGRATION_WAITS => waits += 1,
            done => done?,
        }
    }
    Ok(())
}

/// Carries out the next migration, as the version is once the lock is held.
fn migrate_once(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version_of(&transaction)?;
    let next = MIGRATIONS.iter().find(|(version, _)| *version > found);
    if let Some((version, migration)) = next {
        // Another process may have migrated meanwhile. A query notices that the schema is another one, and reads it again;
        // altering a table by itself does not.
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    Ok(transaction.commit()?)
}

/// Refuses a database that holds anything else than this program puts into one of its version.
pub(super) fn refuse_foreign(connection: &Connection, version: i64) -> Result<()> {
    let encoding: String = connection.pragma_query_value(None, "encoding", |row| row.get(0))?;
    if encoding != "UTF-8" {
        return Err(Trouble::ForeignSchema(encoding).into());
    }
    let found = entries(connection)?;
    if version == newest() && print(&found) == NEWEST_PRINT {
        return Ok(());
    }
    let ours = expected(version)?;
    let named = |entry: &SchemaEntry| format!("{} {}", entry.0, entry.1);
    let other: BTreeSet<String> = found.symmetric_difference(&ours).map(named).collect();
    if other.is_empty() {
        return Ok(());
    }
    let told = other.into_iter().collect::<Vec<_>>().join(", ");
    Err(Trouble::ForeignSchema(told).into())
}

/// Whether Litestream follows the database, or has followed it.
pub(super) fn is_followed(connection: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_litestream_seq')";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// What the migrations up to a version make.
fn expected(version: i64) -> Result<BTreeSet<SchemaEntry>> {
    let made = Connection::open_in_memory()?;
    for (_, migration) in MIGRATIONS.iter().filter(|(number, _)| *number <= version) {
        made.execute_batch(migration)?;
    }
    entries(&made)
}

fn entries(connection: &Connection) -> Result<BTreeSet<SchemaEntry>> {
    // Statistics of the query planner are written by SQLite itself when somebody asks for them. Litestream, which follows
    // a database to a second place, keeps two numbers in tables of its own; in exactly this form they do nothing.
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema \
               WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')) \
               AND (type, name, sql) NOT IN (VALUES \
               ('table', '_litestream_seq', 'CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)'), \
               ('table', '_litestream_lock', 'CREATE TABLE _litestream_lock (id INTEGER)')) ORDER BY type, name";
    let mut statement = connection.prepare(sql)?;
    let entries = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    Ok(entries.collect::<rusqlite::Result<_>>()?)
}

fn print(entries: &BTreeSet<SchemaEntry>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (kind, name, table, text) in entries {
        for part in [kind, name, table, text.as_ref().unwrap_or(&String::new())] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_print_is_that_of_the_newest_schema() -> Result<()> {
        let print = print(&expected(newest())?);
        assert_eq!(print, NEWEST_PRINT, "write {print} into NEWEST_PRINT");
        Ok(())
    }

    #[test]
    fn every_version_is_known_and_one_foreign_thing_more_or_less_is_refused() -> Result<()> {
        for version in 1..=newest() {
            let made = Connection::open_in_memory()?;
            for (_, migration) in MIGRATIONS.iter().filter(|(number, _)| *number <= version) {
                made.execute_batch(migration)?;
            }
            refuse_foreign(&made, version)?;
            made.execute_batch("ANALYZE")?;
            refuse_foreign(&made, version)?;
            // Those of Litestream, word for word.
            made.execute_batch("CREATE TABLE _litestream_lock (id INTEGER)")?;
            made.execute_batch(
                "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)",
            )?;
            refuse_foreign(&made, version)?;
            made.execute_batch("DROP TABLE _litestream_lock")?;
            for foreign in [
                "CREATE TRIGGER t AFTER DELETE ON users BEGIN SELECT 1; END",
                "CREATE TABLE k (x)",
                "CREATE TABLE _litestream_lock (id INTEGER, name TEXT)",
                "CREATE VIEW v AS SELECT 1",
                "CREATE INDEX i ON users (email)",
                "ALTER TABLE users ADD COLUMN g TEXT GENERATED ALWAYS AS (hex(id)) VIRTUAL",
                "DROP INDEX log_by_user",
            ] {
                made.execute_batch("SAVEPOINT s")?;
                made.execute_batch(foreign)?;
                let refused = refuse_foreign(&made, version);
                assert!(
                    matches!(refused, Err(Error::Environment(Trouble::ForeignSchema(_)))),
                    "{version} {foreign}: {refused:?}"
                );
                made.execute_batch("ROLLBACK TO s; RELEASE s")?;
            }
        }
        Ok(())
    }
}
