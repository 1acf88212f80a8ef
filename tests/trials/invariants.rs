//! The invariants of `reliability.md`, asked of the files themselves and not only of the program.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use offboard::domain::batch::BatchState;
use offboard::service::{Service, Surroundings};
use offboard::start::SystemClock;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::ground::{Ground, collect};

/// Whether nothing will happen to a batch in this state any more.
pub fn is_final(state: &str) -> bool {
    BatchState::from_code(state).is_some_and(BatchState::is_final)
}

/// What a test process takes from outside.
pub fn surroundings() -> Surroundings {
    Surroundings {
        cheap_passphrases: true,
        ..Surroundings::at(Arc::new(SystemClock))
    }
}

/// What does not hold. Opens the account as a new process would, first of all.
pub fn complaints(ground: &Ground) -> Vec<String> {
    let mut found = by_the_program(ground);
    let db = ground.look();
    let gone = by_the_figures(ground, &db, &mut found);
    by_the_files(ground, &db, &gone, &mut found);
    found
}

/// What the program's own examination says.
fn by_the_program(ground: &Ground) -> Vec<String> {
    let checked = Service::open(&ground.database(), surroundings()).and_then(|mut service| {
        let session = service.reader()?.sole_operator()?;
        let session = session.ok_or_else(|| offboard::error::Error::Bug("nobody".to_owned()))?;
        service.check(&session, &mut |_| true)
    });
    match checked {
        Ok(report) if report.is_whole() => Vec::new(),
        Ok(report) => vec![format!("the program complains: {report:?}")],
        Err(error) => vec![format!("the account does not open: {error}")],
    }
}

fn one(db: &Connection, sql: &str) -> i64 {
    db.query_row(sql, [], |row| row.get(0))
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

fn numbers(db: &Connection, sql: &str) -> BTreeSet<i64> {
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The users whose rows a batch was planned to delete, from the packed plan.
pub fn planned_users(db: &Connection, batch: i64) -> BTreeSet<i64> {
    let mut statement = db
        .prepare("SELECT rows FROM batch_segments WHERE batch_id = ?1 ORDER BY segment")
        .unwrap();
    let segments = statement
        .query_map([batch], |row| row.get::<_, Vec<u8>>(0))
        .unwrap();
    let mut users = BTreeSet::new();
    // A row: outcome u8, line u32, reference 5 bytes, little endian; outcome 0 is to be deleted.
    for segment in segments.map(Result::unwrap) {
        for row in segment.chunks_exact(10).filter(|row| row[0] == 0) {
            let mut user = [0; 8];
            user[..5].copy_from_slice(&row[5..]);
            users.insert(i64::from_le_bytes(user));
        }
    }
    users
}

/// Checks figures against each other; answers who is gone.
fn by_the_figures(ground: &Ground, db: &Connection, found: &mut Vec<String>) -> BTreeSet<i64> {
    let mut expect = |what: &str, left: i64, right: i64| {
        if left != right {
            found.push(format!("{what}: {left} ≠ {right}"));
        }
    };
    let sound: String = db
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    expect("integrity_check is ok", i64::from(sound == "ok"), 1);
    let keys = "SELECT count(*) FROM pragma_foreign_key_check";
    expect("foreign_key_check", one(db, keys), 0);

    let here = numbers(db, "SELECT id FROM users");
    let start: BTreeSet<i64> = ground.start.users.keys().copied().collect();
    let gone: BTreeSet<i64> = start.difference(&here).copied().collect();
    let deleted = one(db, "SELECT coalesce(sum(deleted), 0) FROM batches");
    let recovered = one(db, "SELECT count(*) FROM recovered_deletions");
    let count = i64::try_from(gone.len()).unwrap();
    expect("users gone = rows deleted", count, deleted + recovered);
    let kept = one(db, "SELECT value FROM counters WHERE name = 'deleted'");
    expect("users gone = the counter of the deleted", count, kept);
    let chunks = "SELECT coalesce(sum(deleted), 0) FROM batch_chunks";
    expect("rows deleted = the chunks'", deleted, one(db, chunks));
    expect("rows deleted = the log's", deleted, logged(db));

    for (registry, of) in [("email_registry", 0), ("id_registry", 1)] {
        let kept = numbers(db, &format!("SELECT user_id FROM {registry}"));
        let missing = gone.iter().filter(|user| {
            let (email, id) = &ground.start.users[user];
            let has = if of == 0 {
                email.is_some()
            } else {
                id.is_some()
            };
            has && !kept.contains(user)
        });
        let missing = i64::try_from(missing.count()).unwrap();
        expect(&format!("tombstones missing in {registry}"), missing, 0);
    }
    let seats = "SELECT count(*) FROM license_types t WHERE t.invited + t.activated <> \
                 (SELECT count(*) FROM records r WHERE (r.key >> 16 & 15) = 1 AND (r.key & 65535) = t.id)";
    expect("license types with wrong seats", one(db, seats), 0);
    let over = "SELECT count(*) FROM license_types WHERE invited + activated > seats";
    expect("license types with more than their seats", one(db, over), 0);
    let orphans = "SELECT count(*) FROM records WHERE (key >> 20) NOT IN (SELECT id FROM users)";
    expect("orphans", one(db, orphans), 0);
    batches(ground, db, &gone, found);
    gone
}

/// The sum of the figures that the activity log holds for chunks.
fn logged(db: &Connection) -> i64 {
    let sql = "SELECT detail FROM log WHERE act = 'batch_chunk'";
    let mut statement = db.prepare(sql).unwrap();
    let details = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    details
        .map(|detail| {
            let detail = detail.unwrap();
            let words = detail.split(' ');
            let deleted = words.filter_map(|word| word.strip_prefix("deleted="));
            deleted
                .map(|number| number.parse::<i64>().unwrap())
                .sum::<i64>()
        })
        .sum()
}

struct Row {
    id: i64,
    state: String,
    rows: i64,
    planned: i64,
    processed: i64,
    deleted: i64,
    cursor: i64,
    counts: String,
    results: Option<String>,
    sha256: Option<String>,
    users_after: Option<i64>,
}

fn rows(db: &Connection) -> Vec<Row> {
    let sql = "SELECT id, state, rows, planned, processed, deleted, cursor, counts, results_file, results_sha256, \
               users_after FROM batches ORDER BY id";
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        Ok(Row {
            id: row.get(0)?,
            state: row.get(1)?,
            rows: row.get(2)?,
            planned: row.get(3)?,
            processed: row.get(4)?,
            deleted: row.get(5)?,
            cursor: row.get(6)?,
            counts: row.get(7)?,
            results: row.get(8)?,
            sha256: row.get(9)?,
            users_after: row.get(10)?,
        })
    });
    rows.unwrap().map(Result::unwrap).collect()
}

#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn batches(ground: &Ground, db: &Connection, gone: &BTreeSet<i64>, found: &mut Vec<String>) {
    for batch in rows(db) {
        let id = batch.id;
        let mut expect = |what: &str, holds: bool| {
            if !holds {
                found.push(format!("batch {id} ({}): {what}", batch.state));
            }
        };
        let known = BatchState::from_code(&batch.state);
        expect("its state is legal", known.is_some());
        let counts: BTreeMap<String, i64> = serde_json::from_str(&batch.counts).unwrap();
        let others: i64 = counts.values().sum();
        expect("every row is counted", batch.planned + others == batch.rows);
        let passed = format!("SELECT user_id FROM batch_exceptions WHERE batch_id = {id}");
        let passed = numbers(db, &passed);
        let count = i64::try_from(passed.len()).unwrap();
        expect(
            "processed = deleted + passed over",
            batch.processed == batch.deleted + count,
        );
        if id == 1 && !ground.start.planned.is_empty() {
            let planned = ground.start.planned.iter();
            let had_turn = planned.filter(|user| **user <= batch.cursor && !passed.contains(user));
            let turn: BTreeSet<i64> = had_turn.copied().collect();
            expect("exactly those are gone whose turn was", turn == *gone);
        }
        let is_over = is_final(&batch.state);
        let ran = is_over && batch.state != "withdrawn";
        if ran && batch.state != "cancelled" {
            expect("no row is left", batch.processed == batch.planned);
        }
        if ran {
            let users = one(db, "SELECT count(*) FROM users");
            expect("users_after", id != 1 || batch.users_after == Some(users));
        }
        let mails = format!("SELECT count(*) FROM outbox WHERE batch_id = {id}");
        let mails = one(db, &mails);
        expect("at most one completion mail", mails <= 1);
        expect(
            "a completion mail at its end, not before",
            ran == (mails == 1),
        );
        let failed = others + count - counts.get("duplicate").copied().unwrap_or_default();
        match (&batch.results, &batch.sha256) {
            (Some(path), Some(sha256)) => {
                // The account may have been laid out elsewhere since.
                let name = Path::new(path).file_name().unwrap();
                let path = ground.account().join("exports").join(name);
                let bytes = std::fs::read(path).unwrap_or_default();
                let hash: String = Sha256::digest(&bytes)
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                expect("the results file is whole", hash == *sha256);
                let lines = bytes.split(|byte| *byte == b'\n').count() - 1;
                let lines = i64::try_from(lines).unwrap();
                let whole = batch.state == "cancelled" || lines == failed + 1;
                expect("the results file holds each failed row once", whole);
            }
            (None, None) => expect("rows failed and no file says so", !ran || failed == 0),
            _ => expect("a results file has a hash", false),
        }
    }
}

fn by_the_files(ground: &Ground, db: &Connection, gone: &BTreeSet<i64>, found: &mut Vec<String>) {
    open_to_others(&ground.account(), found);
    let over = rows(db).iter().all(|batch| is_final(&batch.state));
    if !over || gone.is_empty() {
        return;
    }
    // The program has closed the database; whatever it left in a log must be gone by now as well.
    let mut files = Vec::new();
    collect(&ground.account(), &ground.account(), &mut files);
    let gone = gone.iter().step_by(gone.len().div_ceil(40));
    for user in gone {
        let (email, _) = &ground.start.users[user];
        let Some(email) = email else { continue };
        for (name, bytes) in &files {
            if memchr::memmem::find(bytes, email.as_bytes()).is_some() {
                found.push(format!("{} holds the deleted {email}", name.display()));
            }
        }
    }
    let uploads = files.iter().filter(|(name, _)| {
        let name = name.to_string_lossy();
        name.contains(".uploads/batch-")
    });
    for (name, _) in uploads {
        found.push(format!("{} outlives its batch", name.display()));
    }
}

/// Files and folders that others than their owner may open.
fn open_to_others(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let mode = entry.metadata().unwrap().permissions().mode();
        if mode & 0o077 != 0 {
            let path = entry.path();
            found.push(format!("{} has the mode {mode:o}", path.display()));
        }
        if entry.path().is_dir() {
            open_to_others(&entry.path(), found);
        }
    }
}
