//! Trials 22 and 23: whatever is given as a backup, the database in place stays as it is until the right one takes its
//! place; nobody who was deleted comes back; and what a backup had under way can be ended.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::ground::{Ran, command_on, for_each, tell};

/// A small account, made and filled as a user would.
struct Hub {
    folder: tempfile::TempDir,
    database: PathBuf,
}

const LEARNERS: usize = 24;

impl Hub {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("hub").join("hub.db");
        let hub = Self { folder, database };
        let admin = ["init", "--account", "Hub", "--admin", "boss@x.example"];
        hub.run(&admin).ended(&[0]);
        let mut roster = "preferred_first_name,primary_email_address,unique_user_id\n".to_owned();
        for number in 0..LEARNERS {
            writeln!(roster, "F{number},{},I{number}", email(number)).unwrap();
        }
        hub.write("roster.csv", &roster);
        hub.run(&["users", "import", "roster.csv"]).ended(&[0]);
        hub
    }

    fn run(&self, words: &[&str]) -> Ran {
        let ran = command_on(self.folder.path(), &self.database, words);
        let ran: Ran = { ran }.output().unwrap().into();
        assert!(!ran.err.contains("panicked"), "{words:?}: {ran:#?}");
        ran
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn beside(&self, ending: &str) -> PathBuf {
        PathBuf::from(format!("{}{ending}", self.database.display()))
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    fn leavers(&self, name: &str, who: &[usize]) {
        let rows: String = who.iter().map(|number| format!(",I{number}\n")).collect();
        let text = format!("primary_email_address,unique_user_id\n{rows},I-nobody\n");
        self.write(name, text);
    }

    /// Deletes learners and sees it through.
    fn delete(&self, name: &str, who: &[usize]) {
        self.leavers(name, who);
        let phrase = format!("delete {} users", who.len());
        let words = ["deletions", "run", name, "--yes", "--confirm", &phrase];
        self.run(&words).ended(&[1]);
    }

    fn gone(&self) -> BTreeSet<usize> {
        let db = Connection::open(&self.database).unwrap();
        let mut statement = db.prepare("SELECT unique_id FROM users").unwrap();
        let here = statement.query_map([], |row| row.get::<_, String>(0));
        let here: BTreeSet<String> = here.unwrap().map(Result::unwrap).collect();
        (0..LEARNERS)
            .filter(|number| !here.contains(&format!("I{number}")))
            .collect()
    }

    /// Everything that must not change by a restore that is refused: key and journal byte by byte, and every row of the
    /// database but what the refusal itself leaves in the log.
    fn kept(&self) -> (Vec<Option<Vec<u8>>>, Vec<String>) {
        let files = [".key", ".erasures"].map(|ending| std::fs::read(self.beside(ending)).ok());
        let db = Connection::open(&self.database).unwrap();
        let rows = |sql: &str| -> Vec<String> {
            let mut statement = db.prepare(sql).unwrap();
            let columns = statement.column_count();
            let read = |row: &rusqlite::Row<'_>| {
                let cells = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at));
                let cells: rusqlite::Result<Vec<_>> = cells.collect();
                Ok(format!("{sql}: {:?}", cells?))
            };
            statement
                .query_map([], read)
                .unwrap()
                .map(Result::unwrap)
                .collect()
        };
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let mut statement = db.prepare(tables).unwrap();
        let tables = statement
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap();
        let all = tables
            .map(Result::unwrap)
            .flat_map(|table| match table.as_str() {
                "log" => rows("SELECT * FROM log WHERE act <> 'refused'"),
                "meta" => rows("SELECT * FROM meta WHERE name NOT LIKE 'log_%' ORDER BY name"),
                _ => rows(&format!("SELECT * FROM \"{table}\"")),
            });
        (files.to_vec(), all.collect())
    }

    /// What the log says of refused restores.
    fn refusals(&self) -> Vec<String> {
        let db = Connection::open(&self.database).unwrap();
        let sql = "SELECT detail FROM log WHERE act = 'refused'";
        let mut statement = db.prepare(sql).unwrap();
        let details = statement.query_map([], |row| row.get(0)).unwrap();
        details.map(Result::unwrap).collect()
    }

    fn state(&self, batch: i64) -> String {
        let sql = "SELECT state FROM batches WHERE id = ?1";
        let db = Connection::open(&self.database).unwrap();
        db.query_row(sql, [batch], |row| row.get(0)).unwrap()
    }
}

fn email(number: usize) -> String {
    format!("learner-{number}-of-hub@mark.example")
}

fn all(who: std::ops::Range<usize>) -> BTreeSet<usize> {
    who.collect()
}

/// Makes a file of a good backup that none is any more.
type Spoil = Box<dyn Fn(&Hub, &Path) + Sync>;

fn changed(change: impl Fn(&mut Vec<u8>) + Sync + 'static) -> Spoil {
    Box::new(move |_, backup| {
        let mut bytes = std::fs::read(backup).unwrap();
        change(&mut bytes);
        std::fs::write(backup, bytes).unwrap();
    })
}

fn told(sql: &'static str) -> Spoil {
    Box::new(move |_, backup| {
        let db = Connection::open(backup).unwrap();
        db.execute_batch(sql).unwrap();
    })
}

fn content(bytes: &'static [u8]) -> Spoil {
    changed(move |all| *all = bytes.to_vec())
}

/// Every kind of wrong file, with a word that the refusal must say.
fn wrong_files() -> Vec<(String, Spoil, &'static str)> {
    let mut wrong: Vec<(String, Spoil, &str)> = Vec::new();
    for (name, bytes) in [
        ("nothing in it", &b""[..]),
        ("one byte", b"S"),
        ("a CSV", b"primary_email_address,unique_user_id\n,I1\n"),
        ("a zip file", b"PK\x03\x04 and so on"),
        ("the magic alone", b"SQLite format 3\0"),
        ("an encrypted file", b"Salted__\x01\x02\x03\x04"),
        ("a dump", b"PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"),
    ] {
        wrong.push((name.to_owned(), content(bytes), "is not a backup"));
    }
    for part in 1..12 {
        let cut = changed(move |bytes| bytes.truncate(bytes.len() * part / 12));
        wrong.push((format!("{part} of 12 parts"), cut, "is damaged"));
    }
    for page in [1, 2, 3, 5, 8, 13, 21] {
        let zeros = changed(move |bytes| bytes[page * 4096..][..4096].fill(0));
        wrong.push((format!("page {page} of zeros"), zeros, "backup"));
    }
    for (at, value) in [(0, b'X'), (16, 0xFF), (18, 9), (68, 1), (71, 0)] {
        let flipped = changed(move |bytes| bytes[at] = value);
        wrong.push((format!("byte {at} is {value}"), flipped, ""));
    }
    for (sql, said) in [
        ("PRAGMA user_version = 999", "newer"),
        ("PRAGMA user_version = 3", "did not put there"),
        ("PRAGMA user_version = 0", "did not put there"),
        ("PRAGMA application_id = 7", "is not a backup"),
        ("CREATE TABLE k (x)", "did not put there"),
        ("CREATE VIEW v AS SELECT 1", "did not put there"),
        ("CREATE INDEX i ON users (email)", "did not put there"),
        (
            "CREATE TRIGGER t AFTER DELETE ON users BEGIN DELETE FROM users; END",
            "did not put there",
        ),
        ("DROP TABLE farewells", "did not put there"),
        ("DELETE FROM keys", "another key"),
        ("UPDATE keys SET fingerprint = '00'", "another key"),
        (
            "UPDATE meta SET value = 900 WHERE name = 'journal_number'",
            "does not follow",
        ),
        (
            "UPDATE journal_marks SET mark = zeroblob(16); UPDATE meta SET value = 2 WHERE name = 'journal_number'",
            "does not follow",
        ),
        (
            "PRAGMA foreign_keys = OFF; INSERT INTO histories VALUES (999999, x'0000000000000000')",
            "is damaged",
        ),
    ] {
        wrong.push((sql.to_owned(), told(sql), said));
    }
    wrong.extend(wrong_places());
    wrong
}

/// Paths that lead to something else than a backup, and surroundings in which the right file does not fit.
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn wrong_places() -> Vec<(String, Spoil, &'static str)> {
    let replaced = |hub: &Hub, backup: &Path, by: PathBuf| {
        let _ = hub;
        std::fs::remove_file(backup).unwrap();
        std::os::unix::fs::symlink(by, backup).unwrap();
    };
    let moved = |ending: &'static str| -> Spoil {
        Box::new(move |hub, _| {
            std::fs::rename(hub.beside(ending), hub.path("aside")).unwrap();
        })
    };
    let exchanged = |ending: &'static str| -> Spoil {
        Box::new(move |hub, _| {
            std::fs::copy(hub.beside(ending), hub.path("aside")).unwrap();
            std::fs::copy(Hub::new().beside(ending), hub.beside(ending)).unwrap();
        })
    };
    vec![
        (
            "a folder".to_owned(),
            Box::new(|_, backup| {
                std::fs::remove_file(backup).unwrap();
                std::fs::create_dir(backup).unwrap();
            }),
            "not a regular file",
        ),
        (
            "a pipe".to_owned(),
            Box::new(|_, backup| {
                std::fs::remove_file(backup).unwrap();
                let made = std::process::Command::new("mkfifo").arg(backup).status();
                assert!(made.unwrap().success());
            }),
            "not a regular file",
        ),
        (
            "nothing".to_owned(),
            Box::new(|_, backup| std::fs::remove_file(backup).unwrap()),
            "no file",
        ),
        (
            "a link to nothing".to_owned(),
            Box::new(move |hub, backup| replaced(hub, backup, hub.path("none"))),
            "no file",
        ),
        (
            "a device".to_owned(),
            Box::new(move |hub, backup| replaced(hub, backup, "/dev/null".into())),
            "not a regular file",
        ),
        (
            "the key".to_owned(),
            Box::new(move |hub, backup| replaced(hub, backup, hub.beside(".key"))),
            "is not a backup",
        ),
        (
            "the journal".to_owned(),
            Box::new(move |hub, backup| replaced(hub, backup, hub.beside(".erasures"))),
            "is not a backup",
        ),
        (
            "another account".to_owned(),
            Box::new(|_, backup| {
                let other = Hub::new();
                other.run(&["db", "backup", "b.db"]).ended(&[0]);
                std::fs::copy(other.path("b.db"), backup).unwrap();
            }),
            "another key",
        ),
        ("no key".to_owned(), moved(".key"), "is missing"),
        ("another key".to_owned(), exchanged(".key"), "another key"),
        (
            "another journal".to_owned(),
            exchanged(".erasures"),
            "belongs to another key",
        ),
    ]
}

#[test]
fn no_wrong_file_touches_the_database_in_place() {
    let wrong = wrong_files();
    assert!(wrong.len() >= 50, "{}", wrong.len());
    for_each(&wrong, |(what, spoil, said)| {
        let hub = Hub::new();
        hub.delete("one.csv", &[0]);
        hub.run(&["db", "backup", "b.db"]).ended(&[0]);
        hub.delete("two.csv", &[1]);
        spoil(&hub, &hub.path("b.db"));
        let before = hub.kept();
        let ran = hub.run(&["db", "restore", "b.db", "--yes"]);
        assert_eq!(ran.code, Some(5), "{what}: {ran:#?}");
        assert!(ran.err.contains(said), "{what}, no {said:?}: {ran:#?}");
        assert!(hub.kept() == before, "{what} changed something: {ran:#?}");
        let entries = std::fs::read_dir(hub.path("hub")).unwrap().flatten();
        let left = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let left: Vec<_> = left
            .filter(|name| name.contains(".restoring") || name.contains(".replaced"))
            .collect();
        assert!(left.is_empty(), "{what} leaves {left:?}");
        for ending in [".key", ".erasures"] {
            if hub.path("aside").exists() && what.contains(&ending[1..4]) {
                std::fs::rename(hub.path("aside"), hub.beside(ending)).unwrap();
            }
        }
        if hub.path("aside").exists() {
            std::fs::rename(hub.path("aside"), hub.beside(".erasures")).unwrap();
        }
        hub.run(&["db", "check"]).ended(&[0]);
        assert_eq!(hub.gone(), all(0..2), "{what}");
        // What cannot be opened at all, or is not there, is no refusal of a file for what it is.
        // One that says it may only be read is told as that.
        let is_refusal = !["no file", "is missing", "belongs to another key"].contains(said)
            && !["another key", "byte 18 is 9"].contains(&what.as_str());
        let refusals = hub.refusals();
        assert_eq!(
            refusals.len(),
            usize::from(is_refusal),
            "{what}: {refusals:?}"
        );
        let named = refusals
            .iter()
            .all(|told| told.starts_with("act=db_restore why="));
        assert!(named, "{what}: {refusals:?}");
    });
    tell("wrong files", wrong.len());
}

#[test]
fn a_journal_that_was_lost_is_written_again_and_no_backup_brings_anybody_back() {
    let hub = Hub::new();
    hub.run(&["db", "backup", "before.db"]).ended(&[0]);
    hub.delete("one.csv", &[0, 1]);
    hub.run(&["db", "backup", "middle.db"]).ended(&[0]);
    hub.delete("two.csv", &[2]);
    std::fs::remove_file(hub.beside(".erasures")).unwrap();
    let ran = hub.run(&["users", "list"]).ended(&[0]);
    assert!(ran.err.contains("journal is missing"), "{ran:#?}");
    hub.delete("three.csv", &[3]);
    let ran = hub
        .run(&["db", "restore", "middle.db", "--yes"])
        .ended(&[5]);
    assert!(ran.err.contains("--despite-gap"), "{ran:#?}");
    let again = ["db", "restore", "middle.db", "--yes", "--despite-gap"];
    hub.run(&again).ended(&[0]);
    assert_eq!(hub.gone(), all(0..4));
    // The entry that both have is the one before anybody was deleted: nothing is missing.
    hub.run(&["db", "restore", "before.db", "--yes"])
        .ended(&[0]);
    assert_eq!(hub.gone(), all(0..4));
    hub.run(&["db", "check"]).ended(&[0]);
    let found = hub.run(&["deletions", "find", "I2"]).ended(&[0]);
    assert!(found.out.contains("in batch 2, line 2"), "{found:#?}");
    assert!(found.out.contains("restored on"), "{found:#?}");
    let shown = hub.run(&["deletions", "show", "2"]).ended(&[1]);
    assert!(shown.err.contains("not in this database"), "{shown:#?}");
}

#[test]
fn a_folder_that_was_put_back_and_a_newer_backup_are_joined() {
    let hub = Hub::new();
    hub.delete("one.csv", &[0]);
    let image = ["", ".erasures"].map(|ending| std::fs::read(hub.beside(ending)).unwrap());
    hub.delete("two.csv", &[1]);
    hub.delete("three.csv", &[2]);
    hub.run(&["db", "backup", "newer.db"]).ended(&[0]);
    for (ending, bytes) in ["", ".erasures"].iter().zip(&image) {
        std::fs::write(hub.beside(ending), bytes).unwrap();
    }
    // As many entries as the backup has seen, of the same numbers, and others.
    hub.delete("four.csv", &[11]);
    hub.delete("five.csv", &[12]);
    let restore = ["db", "restore", "newer.db", "--yes"];
    hub.run(&restore).ended(&[5]);
    assert_eq!(hub.gone(), BTreeSet::from([0, 11, 12]));
    let ran = hub
        .run(&[&restore[..], &["--despite-gap"]].concat())
        .ended(&[0]);
    assert!(ran.err.contains("both had"), "{ran:#?}");
    assert_eq!(hub.gone(), BTreeSet::from([0, 1, 2, 11, 12]));
    hub.run(&["db", "check"]).ended(&[0]);
    // From now on nothing is missing any more.
    hub.run(&restore).ended(&[5]);
    hub.run(&["db", "backup", "joined.db"]).ended(&[0]);
    hub.delete("six.csv", &[13]);
    hub.run(&["db", "restore", "joined.db", "--yes"])
        .ended(&[0]);
    assert_eq!(hub.gone(), BTreeSet::from([0, 1, 2, 11, 12, 13]));
}

#[test]
fn the_replaced_database_is_kept_until_the_next_purge_unless_it_is_not_wanted() {
    let hub = Hub::new();
    hub.run(&["db", "backup"]).ended(&[0]);
    let backups: Vec<_> = std::fs::read_dir(hub.path("hub/backups"))
        .unwrap()
        .collect();
    assert_eq!(backups.len(), 1);
    let backup = backups.into_iter().next().unwrap().unwrap().path();
    let backup = backup.to_str().unwrap();
    let kept = |hub: &Hub| {
        let entries = std::fs::read_dir(hub.path("hub")).unwrap().flatten();
        let names = entries.map(|entry| entry.file_name().into_string().unwrap());
        names
            .filter(|name| name.contains("replaced"))
            .collect::<Vec<_>>()
    };
    hub.run(&["users", "edit", "I3", "--job-title", "Since"])
        .ended(&[0]);
    hub.run(&["db", "restore", backup, "--yes", "--discard"])
        .ended(&[0]);
    assert!(kept(&hub).is_empty());
    hub.run(&["users", "edit", "I3", "--job-title", "Since"])
        .ended(&[0]);
    let ran = hub.run(&["db", "restore", backup, "--yes"]).ended(&[0]);
    let [name] = &kept(&hub)[..] else {
        panic!("{ran:#?}")
    };
    assert!(ran.err.contains(name), "{ran:#?}");
    let db = Connection::open(hub.path("hub").join(name)).unwrap();
    let sql = "SELECT count(*) FROM users WHERE job_title = 'Since'";
    let since: i64 = db.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(since, 1);
    drop(db);
    let log = hub
        .run(&["audit", "list", "--format", "csv"])
        .ended(&[0])
        .out;
    assert!(log.contains("db_restore"), "{log}");
    hub.run(&["db", "purge"]).ended(&[0]);
    assert!(kept(&hub).is_empty());
}

#[test]
fn what_a_backup_had_under_way_waits_and_can_be_ended() {
    for (wait, ends) in [
        (Some("1"), &["deletions", "withdraw", "1"][..]),
        (Some("1"), &["deletions", "resume", "1"]),
        (None, &["deletions", "resume", "1"]),
        (None, &["deletions", "cancel", "1"]),
    ] {
        let hub = Hub::new();
        hub.leavers("leavers.csv", &[0, 1]);
        let run = [
            "deletions",
            "run",
            "leavers.csv",
            "--yes",
            "--confirm",
            "delete 2 users",
        ];
        let words = wait.map_or(vec!["--no-purge"], |days| vec!["--wait", days]);
        let words = [&run[..], &words].concat();
        hub.run(&words).ended(&[0, 1]);
        if wait.is_none() {
            // As a process leaves it that was stopped before the first row.
            let db = Connection::open(&hub.database).unwrap();
            db.execute_batch("UPDATE batches SET state = 'paused', trouble = 'no room: disk'")
                .unwrap();
        }
        hub.run(&["db", "backup", "b.db"]).ended(&[0]);
        let ran = hub.run(&["db", "restore", "b.db", "--yes"]).ended(&[0]);
        assert!(ran.err.contains("1 batch of the backup"), "{ran:#?}");
        assert!(ran.err.contains("deletions list"), "{ran:#?}");
        assert_eq!(hub.state(1), "paused");
        hub.run(&["users", "list"]).ended(&[0]);
        assert_eq!(hub.state(1), "paused", "it went on by itself");
        let ended = hub.run(ends);
        assert!(
            ended.code.is_some_and(|code| code < 2),
            "{ends:?}: {ended:#?}"
        );
        let state = hub.state(1);
        let wanted = match (wait, ends[1]) {
            (Some(_), "resume") => ["scheduled"].as_slice(),
            (Some(_), _) => &["withdrawn"],
            (None, _) => &["completed_with_errors", "cancelled"],
        };
        assert!(wanted.contains(&state.as_str()), "{ends:?}: {state}");
    }
}

const PASSPHRASE: &str = "correct horse";

impl Hub {
    /// An account with a second full admin and a help desk, each of whom signs in.
    fn with_staff() -> Self {
        let hub = Self::new();
        hub.by("boss", &["operators", "passphrase"]).ended(&[0]);
        for (name, role) in [("fia", "full-admin"), ("hana", "help-desk")] {
            let words = ["operators", "add", name, "--role", role];
            hub.by("boss", &words).ended(&[0]);
        }
        hub
    }

    fn by(&self, name: &str, words: &[&str]) -> Ran {
        let mut command = command_on(self.folder.path(), &self.database, words);
        command
            .env("OFFBOARD_OPERATOR", name)
            .env("OFFBOARD_PASSPHRASE", PASSPHRASE)
            .env("OFFBOARD_NEW_PASSPHRASE", PASSPHRASE);
        let ran: Ran = command.output().unwrap().into();
        assert!(!ran.err.contains("panicked"), "{words:?}: {ran:#?}");
        ran
    }

    fn request_state(&self) -> String {
        let db = Connection::open(&self.database).unwrap();
        let sql = "SELECT state FROM requests WHERE id = 1";
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

/// What somebody does with a request, one after the other.
type Steps = &'static [(&'static str, &'static [&'static str])];

/// Ways into every open state of a request for a deletion.
const OPEN_STATES: [(&str, Steps); 6] = [
    ("new", &[]),
    ("in_review", &[("hana", &["requests", "claim", "1"])]),
    (
        "waiting_for_learner",
        &[
            ("hana", &["requests", "claim", "1"]),
            ("hana", &["requests", "wait", "1"]),
        ],
    ),
    (
        "waiting_for_approval",
        &[
            ("hana", &["requests", "claim", "1"]),
            ("hana", &["requests", "verify", "1", "--how", "Badge"]),
            ("hana", &["requests", "do", "1", "--yes"]),
        ],
    ),
    (
        "scheduled",
        &[
            ("boss", &["account", "set", "wait_days=1"]),
            ("boss", &["requests", "claim", "1"]),
            ("boss", &["requests", "verify", "1", "--how", "Badge"]),
            ("boss", &["requests", "do", "1", "--yes"]),
        ],
    ),
    (
        "waiting_for_approval",
        &[
            ("boss", &["account", "set", "second_admin=yes"]),
            ("boss", &["requests", "claim", "1"]),
            ("boss", &["requests", "verify", "1", "--how", "Badge"]),
            ("boss", &["requests", "do", "1", "--yes"]),
        ],
    ),
];

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn a_request_of_every_state_can_be_ended_after_a_restore() {
    let restore = ["db", "restore", "b.db", "--yes"];
    for (state, steps) in OPEN_STATES {
        let hub = Hub::with_staff();
        let learner = email(2);
        let new = [
            "requests",
            "new",
            &learner,
            "--kind",
            "delete",
            "--channel",
            "phone",
        ];
        hub.by("hana", &new).ended(&[0]);
        for (who, words) in steps {
            hub.by(who, words).ended(&[0]);
        }
        assert_eq!(hub.request_state(), state, "{steps:?}");
        hub.by("boss", &["db", "backup", "b.db"]).ended(&[0]);

        hub.by("boss", &restore).ended(&[0]);
        hub.by("boss", &["users", "list"]).ended(&[0]);
        assert_eq!(
            hub.request_state(),
            state,
            "it went on by itself: {steps:?}"
        );
        let cancel = [
            "requests",
            "cancel",
            "1",
            "--reason",
            "Not any more",
            "--no-mail",
        ];
        // By whoever has claimed it.
        let owner = steps.last().map_or("hana", |(who, _)| *who);
        hub.by(owner, &cancel).ended(&[0]);
        assert_eq!(hub.request_state(), "cancelled", "{steps:?}");
        assert_eq!(hub.gone(), all(0..0), "{steps:?}");
        let db = Connection::open(&hub.database).unwrap();
        let sql = "SELECT count(*) FROM batches WHERE state <> 'withdrawn'";
        let left: i64 = db.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "{steps:?}");
        drop(db);

        // Whoever was deleted since the backup has no open request after it either.
        hub.leavers("leavers.csv", &[2]);
        if steps
            .iter()
            .any(|(_, words)| words.contains(&"second_admin=yes"))
        {
            continue;
        }
        let run = ["deletions", "run", "leavers.csv", "--yes", "--wait", "0"];
        let set = ["account", "set", "wait_days=0"];
        hub.by("boss", &set).ended(&[0]);
        hub.by("boss", &run).ended(&[0, 1]);
        hub.by("boss", &restore).ended(&[0]);
        assert_eq!(hub.gone(), all(2..3), "{steps:?}");
        let closed = hub.request_state();
        assert!(
            ["done", "cancelled"].contains(&closed.as_str()),
            "{steps:?}: {closed}"
        );
    }
}

#[test]
fn a_batch_that_awaits_approval_or_erases_can_be_ended_after_a_restore() {
    let restore = ["db", "restore", "b.db", "--yes"];
    let run = [
        "deletions",
        "run",
        "leavers.csv",
        "--yes",
        "--confirm",
        "delete 2 users",
    ];
    let awaiting = || {
        let hub = Hub::with_staff();
        hub.by("boss", &["account", "set", "second_admin=yes"])
            .ended(&[0]);
        hub.leavers("leavers.csv", &[0, 1]);
        hub.by("boss", &run).ended(&[0, 1]);
        assert_eq!(hub.state(1), "awaiting_approval");
        hub.by("boss", &["db", "backup", "b.db"]).ended(&[0]);
        hub.by("boss", &restore).ended(&[0]);
        assert_eq!(hub.state(1), "awaiting_approval");
        hub
    };
    let hub = awaiting();
    hub.by("boss", &["deletions", "withdraw", "1"]).ended(&[0]);
    assert_eq!(
        (hub.state(1), hub.gone()),
        ("withdrawn".to_owned(), all(0..0))
    );
    let hub = awaiting();
    hub.by("boss", &["deletions", "approve", "1", "--yes"])
        .ended(&[3]);
    hub.by("fia", &["deletions", "approve", "1", "--yes"])
        .ended(&[0, 1]);
    hub.by("boss", &["run", "--once"]).ended(&[0, 1]);
    assert_eq!(
        (hub.state(1), hub.gone()),
        ("completed_with_errors".to_owned(), all(0..2))
    );

    let hub = Hub::with_staff();
    hub.leavers("leavers.csv", &[0, 1]);
    hub.by("boss", &[&run[..], &["--no-purge"]].concat())
        .ended(&[0, 1]);
    assert_eq!(hub.state(1), "erasing");
    hub.by("boss", &["db", "backup", "b.db"]).ended(&[0]);
    hub.by("boss", &restore).ended(&[0]);
    hub.by("boss", &["db", "purge"]).ended(&[0]);
    assert_eq!(
        (hub.state(1), hub.gone()),
        ("completed_with_errors".to_owned(), all(0..2))
    );
}

#[test]
fn what_is_put_in_the_database_s_place_by_hand_is_purged_of_the_deleted() {
    let hub = Hub::new();
    hub.run(&["db", "backup", "old.db"]).ended(&[0]);
    hub.delete("leavers.csv", &[4, 5, 6]);
    std::fs::copy(hub.path("old.db"), &hub.database).unwrap();
    let ran = hub.run(&["users", "list"]).ended(&[0]);
    assert!(ran.err.contains("3 deletions"), "{ran:#?}");
    for ending in ["", "-wal"] {
        let bytes = std::fs::read(hub.beside(ending)).unwrap_or_default();
        let found = memchr::memmem::find(&bytes, email(5).as_bytes());
        assert_eq!(found, None, "{ending:?}");
    }
}

#[test]
fn a_link_and_the_file_that_it_leads_to_are_one_account() {
    let hub = Hub::new();
    let link = hub.path("link.db");
    std::os::unix::fs::symlink(&hub.database, &link).unwrap();
    let by_link = |words: &[&str]| -> Ran {
        let mut command = command_on(hub.folder.path(), &link, words);
        command.output().unwrap().into()
    };
    by_link(&["db", "backup", "before.db"]).ended(&[0]);
    hub.leavers("leavers.csv", &[0]);
    by_link(&["deletions", "run", "leavers.csv", "--yes"]).ended(&[1]);
    hub.run(&["db", "restore", "before.db", "--yes"])
        .ended(&[0]);
    assert_eq!(hub.gone(), all(0..1));
    assert!(!hub.path("link.db.erasures").exists());
}

#[test]
fn two_accounts_in_a_folder_share_no_mail_and_no_exports() {
    let hub = Hub::new();
    let other = hub.path("hub").join("other.db");
    let on_other = |words: &[&str]| -> Ran {
        let mut command = command_on(hub.folder.path(), &other, words);
        command.output().unwrap().into()
    };
    on_other(&["init", "--account", "Other", "--admin", "boss@x.example"]).ended(&[0]);
    on_other(&["users", "import", "roster.csv"]).ended(&[0]);
    let request = [
        "requests",
        "new",
        "I2",
        "--kind",
        "delete",
        "--channel",
        "phone",
    ];
    for run in [
        &|words: &[&str]| hub.run(words),
        &on_other as &dyn Fn(&[&str]) -> Ran,
    ] {
        run(&request).ended(&[0]);
        run(&["outbox", "send"]).ended(&[0]);
    }
    let count =
        |folder: &str| std::fs::read_dir(hub.path("hub").join(folder)).map_or(0, Iterator::count);
    assert_eq!((count("mail"), count("other.db.mail")), (1, 1));
    hub.delete("leavers.csv", &[2]);
    hub.run(&["db", "purge"]).ended(&[0]);
    hub.run(&["db", "purge"]).ended(&[0]);
    assert_eq!(count("other.db.mail"), 1);
    on_other(&["deletions", "run", "leavers.csv", "--yes"]).ended(&[1]);
    assert_eq!((count("exports"), count("other.db.exports")), (1, 1));
}

#[test]
fn mail_that_was_delivered_after_the_backup_stays_and_is_not_sent_again() {
    let hub = Hub::new();
    let request = [
        "requests",
        "new",
        "I2",
        "--kind",
        "delete",
        "--channel",
        "phone",
    ];
    hub.run(&request).ended(&[0]);
    hub.run(&["db", "backup", "b.db"]).ended(&[0]);
    let later = [
        "requests",
        "new",
        "I3",
        "--kind",
        "delete",
        "--channel",
        "phone",
    ];
    hub.run(&later).ended(&[0]);
    hub.run(&["outbox", "send"]).ended(&[0]);
    let count = || std::fs::read_dir(hub.path("hub/mail")).unwrap().count();
    let delivered = count();
    assert!(delivered >= 2);
    hub.run(&["db", "restore", "b.db", "--yes"]).ended(&[0]);
    let queued = Connection::open(&hub.database).unwrap();
    let sql = "SELECT count(*) FROM outbox WHERE state = 'queued'";
    let queued: i64 = queued.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(queued, 0, "what was sent would be sent again");
    hub.run(&["db", "purge"]).ended(&[0]);
    assert_eq!(count(), delivered);
}

#[test]
fn a_key_that_others_can_read_is_told_and_all_is_not_well() {
    use std::os::unix::fs::PermissionsExt;
    let hub = Hub::new();
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    hub.run(&["db", "check"]).ended(&[0]);
    mode(&hub.beside(".key"), 0o644);
    // In a folder that nobody else can look into, it is out of their reach.
    hub.run(&["db", "check"]).ended(&[0]);
    for folder in [hub.folder.path(), &hub.path("hub")] {
        mode(folder, 0o755);
    }
    let ran = hub.run(&["db", "check"]).ended(&[1]);
    assert!(ran.out.contains("hub.db.key can be read"), "{ran:#?}");
    mode(&hub.beside(".key"), 0o600);
    hub.run(&["db", "check"]).ended(&[0]);
}

#[test]
fn a_name_that_looks_like_a_uri_is_a_name() {
    let hub = Hub::new();
    hub.run(&["db", "backup", "file:b.db?mode=memory"])
        .ended(&[0]);
    assert!(hub.path("file:b.db?mode=memory").is_file());
    let missing = hub
        .run(&["db", "backup", "no-such-folder/b.db"])
        .ended(&[5]);
    assert!(
        missing.err.contains("There is no folder no-such-folder"),
        "{missing:#?}"
    );
}
