//! Databases that are opened, and those that are not.

use super::*;

/// A database as an earlier version of this program left it.
fn made_at(version: i64, path: &Path, rows: &str) -> Result<()> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    for (_, migration) in schema::MIGRATIONS
        .iter()
        .filter(|(number, _)| *number <= version)
    {
        connection.execute_batch(migration)?;
    }
    connection.pragma_update(None, "user_version", version)?;
    connection.execute_batch(rows)?;
    Ok(())
}

#[test]
fn what_learners_did_reads_the_same_after_it_was_packed() -> Result<()> {
    let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
    let path = folder.path().join("hub.db");
    let rows = "INSERT INTO records VALUES
        (1 << 20 | 1 << 16 | 9, 2, 1600000000, NULL, NULL),
        (1 << 20 | 2 << 16 | 65535, 40, 70000, 1600000000, NULL),
        (1 << 20 | 3 << 16 | 0, 65535, 4294967295, 65535, NULL),
        (1 << 20 | 3 << 16 | 1, 1, 0, 10, NULL),
        (1099511627775 << 20 | 3 << 16 | 0, 171, 1700000000, 64, NULL);";
    made_at(5, &path, rows)?;
    let all = |connection: &Connection| -> Result<Vec<Vec<Option<i64>>>> {
        let mut found = Vec::new();
        for view in ["user_licenses", "user_progress", "user_activity"] {
            let mut statement = connection.prepare(&format!("SELECT * FROM {view}"))?;
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| {
                (0..columns).map(|column| row.get(column)).collect()
            })?;
            for row in rows {
                found.push(row?);
            }
        }
        Ok(found)
    };
    let before = all(&Connection::open(&path)?)?;
    assert_eq!(before.len(), 5);
    let store = Store::open(&path)?;
    assert_eq!(all(&store.connection)?, before);
    assert_eq!(store.db().schema()?, schema::newest());
    Ok(())
}

#[test]
fn one_of_several_at_once_migrates_and_the_others_wait() -> Result<()> {
    let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
    for round in 0..8 {
        let path = folder.path().join(format!("{round}.db"));
        made_at(1 + round % 6, &path, "")?;
        let opened = std::thread::scope(|scope| {
            let opening = || Store::open(&path).and_then(|store| store.db().schema());
            let threads: Vec<_> = (0..6).map(|_| scope.spawn(opening)).collect();
            let failed = |_| Error::Bug("a thread failed".to_owned());
            let ended = threads.into_iter().map(|it| it.join().map_err(failed)?);
            ended.collect::<Result<Vec<_>>>()
        })?;
        assert!(opened.iter().all(|found| *found == schema::newest()));
    }
    Ok(())
}

#[test]
fn a_log_that_cannot_be_emptied_says_whether_somebody_follows_the_database() -> Result<()> {
    let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
    let path = folder.path().join("hub.db");
    made_at(schema::newest(), &path, "")?;
    let mut store = Store::open(&path)?;
    let other = Connection::open(&path)?;
    // Whoever follows reads on while something is written.
    let emptied = |store: &mut Store| -> Result<()> {
        store.connection.pragma_update(None, "busy_timeout", 0)?;
        other.execute_batch("BEGIN; SELECT count(*) FROM users")?;
        store.write(|tx| tx.set_fact("message_column", "x"))?;
        let emptied = store.empty_log();
        other.execute_batch("ROLLBACK")?;
        emptied
    };
    let busy = emptied(&mut store);
    assert!(
        matches!(busy, Err(Error::Environment(Trouble::Busy))),
        "{busy:?}"
    );
    let table = "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)";
    store.connection.execute_batch(table)?;
    let followed = emptied(&mut store);
    assert!(
        matches!(followed, Err(Error::Environment(Trouble::Followed))),
        "{followed:?}"
    );
    store.empty_log()
}

#[test]
fn what_a_batch_keeps_of_a_trouble_is_read_as_it_was_said() {
    for told in [
        Trouble::Busy,
        Trouble::Followed,
        Trouble::DiskFull("x".to_owned()),
        Trouble::ReadOnly("x".to_owned()),
        Trouble::Io("x".to_owned()),
    ] {
        let read = Trouble::kept(&told.to_string());
        assert_eq!(format!("{read:?}"), format!("{told:?}"));
    }
}
