//! `docs/formats.md` is true: the files of a real run, read by that page alone and by nothing of the program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

/// An account with deleted users, an import and a certificate.
struct Account {
    folder: tempfile::TempDir,
}

impl Account {
    fn filled() -> Self {
        let account = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        account.run(&[
            "init",
            "--account",
            "Enigma Hub",
            "--admin",
            "admin@enigma.example",
        ]);
        account.run(&["seed", "--learners", "40", "--yes"]);
        let all = account.run(&["users", "export"]);
        let ids: Vec<&str> = all.lines().skip(1).filter_map(id_of).collect();
        let roster = format!(
            "unique_user_id,work_title\n{},A title\n{},Another\n",
            ids[0], ids[1]
        );
        fs::write(account.path("roster.csv"), roster).unwrap();
        account.run(&["users", "import", "roster.csv"]);
        let leavers = format!(
            "primary_email_address,unique_user_id\n,{}\n,{}\n,NOBODY\n,{}\n",
            ids[2], ids[3], ids[2]
        );
        fs::write(account.path("leavers.csv"), leavers).unwrap();
        account.run(&["deletions", "run", "leavers.csv", "--yes"]);
        account.run(&["deletions", "certificate", "1", "-o", "certificate.json"]);
        account
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> String {
        let ran = Command::new(env!("CARGO_BIN_EXE_offboard"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("OFFBOARD_DB", self.path("account.db"))
            .env("HOME", self.folder.path())
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        // 1: rows failed, as they should.
        assert!(
            ran.status.code().is_some_and(|code| code <= 1),
            "{arguments:?}: {said}"
        );
        String::from_utf8(ran.stdout).unwrap()
    }

    fn database(&self) -> Connection {
        Connection::open(self.path("account.db")).unwrap()
    }

    /// What a purpose makes of the secret.
    fn key(&self, purpose: &str) -> [u8; 32] {
        let text = fs::read_to_string(self.path("account.db.key")).unwrap();
        let digits = text.strip_suffix('\n').unwrap();
        assert_eq!(digits.len(), 64);
        let secret: Vec<u8> = (0..32)
            .map(|at| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).unwrap())
            .collect();
        blake3::derive_key(purpose, &secret)
    }
}

fn id_of(line: &str) -> Option<&str> {
    line.split(',').find(|cell| cell.starts_with("E-"))
}

fn keyed(key: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    *blake3::keyed_hash(key, bytes).as_bytes()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> u64 {
    let mut all = [0; 8];
    all[..N].copy_from_slice(&bytes[at..at + N]);
    u64::from_le_bytes(all)
}

fn text(database: &Connection, sql: &str) -> String {
    database.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn the_journal_can_be_read_by_the_page() {
    let account = Account::filled();
    let database = account.database();
    let key = account.key("offboard 2026 erasure journal");
    let journal = fs::read(account.path("account.db.erasures")).unwrap();
    assert_eq!(&journal[..8], b"OFFBERAS");
    assert_eq!(number::<4>(&journal, 8), 1);
    let fingerprint = account.key("offboard 2026 fingerprint");
    let fingerprint: [u8; 8] = fingerprint[..8].try_into().unwrap();
    assert_eq!(number::<8>(&journal, 12), u64::from_be_bytes(fingerprint));
    assert_eq!(journal[20..36], keyed(&key, &journal[..20])[..16]);
    assert_eq!(
        journal[36..44],
        blake3::hash(&journal[..36]).as_bytes()[..8]
    );
    let mut mark = journal[20..36].to_vec();
    let (mut at, mut frames, mut erased) = (44, 0, 0);
    while at < journal.len() {
        assert_eq!(journal[at..at + 4], [0xE5, 0x66, 0x72, 0xA6]);
        let length = usize::try_from(number::<4>(&journal, at + 4)).unwrap();
        let body = &journal[at + 8..at + 8 + length];
        let own = keyed(&key, body);
        assert_eq!(journal[at + 8 + length..at + 16 + length], own[..8]);
        mark = keyed(&key, &[&mark[..], &own].concat())[..16].to_vec();
        assert_eq!(journal[at + 16 + length..at + 32 + length], mark);
        frames += 1;
        assert_eq!(number::<8>(body, 0), frames);
        let noted = "SELECT hex(mark) FROM journal_marks WHERE number = ?";
        let noted: String = database
            .query_row(noted, [frames], |row| row.get(0))
            .unwrap();
        assert_eq!(noted.to_lowercase(), hexadecimal(&mark));
        if body[8] == 1 {
            erased += erased_in(&database, &body[9..]);
        }
        at += 32 + length;
    }
    assert_eq!(erased, 2);
    assert_eq!(
        text(
            &database,
            "SELECT value || '' FROM meta WHERE name = 'journal_number'"
        ),
        frames.to_string()
    );
}

/// Reads the payload of an erasure to its last byte; answers how many users it names.
fn erased_in(database: &Connection, payload: &[u8]) -> u64 {
    assert_eq!(number::<8>(payload, 0), 1);
    let plan = text(database, "SELECT plan_sha256 FROM batches");
    assert_eq!(hexadecimal(&payload[8..40]), plan);
    let (erased, passed) = (number::<4>(payload, 64), number::<4>(payload, 68));
    let mut at = 72;
    for _ in 0..erased {
        let (user, has) = (number::<8>(payload, at), payload[at + 12]);
        at += 13;
        for (bit, registry) in [(1, "email_registry"), (2, "id_registry")] {
            if has & bit != 0 {
                let hash = number::<8>(payload, at);
                let sql = format!("SELECT user_id FROM {registry} WHERE h = ?");
                let found: u64 = database.query_row(&sql, [hash], |row| row.get(0)).unwrap();
                assert_eq!(found, user);
                at += 8;
            }
        }
    }
    assert_eq!(at + usize::try_from(passed).unwrap() * 21, payload.len());
    erased
}

#[test]
fn plans_and_tombstones_can_be_read_by_the_page() {
    let account = Account::filled();
    let database = account.database();
    let mut segments = database
        .prepare("SELECT rows FROM batch_segments ORDER BY segment")
        .unwrap();
    let segments = segments
        .query_map([], |row| row.get::<_, Vec<u8>>(0))
        .unwrap();
    let rows: Vec<u8> = segments.flat_map(|segment| segment.unwrap()).collect();
    let mut seal = Sha256::new();
    let mut outcomes = Vec::new();
    for row in rows.chunks(10) {
        seal.update(row);
        seal.update([0; 3]);
        outcomes.push((row[0], number::<4>(row, 1), number::<5>(row, 5)));
    }
    assert_eq!(
        hexadecimal(&seal.finalize()),
        text(&database, "SELECT plan_sha256 FROM batches")
    );
    assert_eq!(outcomes.len(), 4);
    assert_eq!(outcomes[2], (2, 4, 0), "nobody");
    assert_eq!(outcomes[3], (3, 5, 2), "the same user as on line 2");
    let key = account.key("offboard 2026 registry of email addresses");
    let address = "SELECT lower(email) FROM users WHERE email IS NOT NULL";
    let hash: [u8; 8] = keyed(&key, text(&database, address).as_bytes())[..8]
        .try_into()
        .unwrap();
    let known = "SELECT count(*) FROM email_registry WHERE h = ?";
    let known: i64 = database
        .query_row(known, [u64::from_be_bytes(hash) >> 1], |row| row.get(0))
        .unwrap();
    assert_eq!(known, 1);
}

#[test]
fn the_chain_of_the_log_and_its_traces_can_be_read_by_the_page() {
    let account = Account::filled();
    let database = account.database();
    let key = account.key("offboard 2026 activity log");
    let sql = "SELECT number, at, operator_id, user_id, batch_id, act, detail, mark FROM log ORDER BY number";
    let mut statement = database.prepare(sql).unwrap();
    let mut entries = statement.query([]).unwrap();
    let (mut before, mut last, mut traced) = (Vec::new(), 0_i64, 0);
    let marked = |before: &[u8], bytes: &[u8]| {
        let length = (before.len() as u64).to_le_bytes();
        keyed(&key, &[&length[..], before, bytes].concat())
    };
    while let Some(entry) = entries.next().unwrap() {
        let mut bytes = Vec::new();
        for column in 0..5 {
            let number: Option<i64> = entry.get(column).unwrap();
            bytes.push(u8::from(number.is_some()));
            bytes.extend(number.unwrap_or_default().to_le_bytes());
        }
        let detail: String = entry.get(6).unwrap();
        for text in [entry.get::<_, String>(5).unwrap(), detail.clone()] {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        let mark: Vec<u8> = entry.get(7).unwrap();
        assert_eq!(mark, marked(&before, &bytes));
        (before, last) = (mark, entry.get(0).unwrap());
        if let Some((_, sum)) = detail.split_once("trace=") {
            assert_eq!(sum, sum_of_traces(&database, last));
            traced += 1;
        }
    }
    assert_eq!(traced, 1);
    let seal = marked(b"head", &[&last.to_le_bytes(), &before[..]].concat());
    let head = text(&database, "SELECT value FROM meta WHERE name = 'log_head'");
    assert_eq!(head, format!("{last}:{}", hexadecimal(&seal)));
}

fn sum_of_traces(database: &Connection, entry: i64) -> String {
    let sql = "SELECT first_user, last_user, changes FROM import_traces WHERE log_number = ? ORDER BY first_user";
    let mut statement = database.prepare(sql).unwrap();
    let mut blocks = statement.query([entry]).unwrap();
    let mut sum = blake3::Hasher::new();
    while let Some(block) = blocks.next().unwrap() {
        for column in 0..2 {
            sum.update(&block.get::<_, i64>(column).unwrap().to_le_bytes());
        }
        let changes: Vec<u8> = block.get(2).unwrap();
        // Two learners: distance, the work title (bit 4) changed and nothing else, no license type, no group.
        assert_eq!(changes.len(), 8);
        assert_eq!(
            (changes[0], changes[1], changes[2], changes[3]),
            (0, 1 << 4 << 2, 0, 0)
        );
        sum.update(&(changes.len() as u64).to_le_bytes());
        sum.update(&changes);
    }
    sum.finalize().to_hex().to_string()
}

#[test]
fn a_certificate_can_be_checked_by_the_page() {
    let account = Account::filled();
    let written = fs::read_to_string(account.path("certificate.json")).unwrap();
    let mark = written.split("\"mark\": \"").nth(1).unwrap();
    let mark = mark.split('"').next().unwrap();
    let unmarked = written.replace(mark, "");
    // The names and texts of this one hold no spaces beside those that separate.
    let compact: String = unmarked
        .lines()
        .map(|line| line.trim_start().replacen("\": ", "\":", 1))
        .collect();
    let key = account.key("offboard 2026 erasure certificates");
    assert_eq!(hexadecimal(&keyed(&key, compact.as_bytes())), mark);
}

#[test]
fn a_backup_is_a_database_of_its_own() {
    let account = Account::filled();
    account.run(&["db", "backup", "-o", "copy.db"]);
    let copy: &Path = &account.path("copy.db");
    assert!(!account.path("copy.db-wal").exists());
    let copy = Connection::open(copy).unwrap();
    let application: i64 = copy
        .query_row("PRAGMA application_id", [], |row| row.get(0))
        .unwrap();
    assert_eq!(application, 1_330_005_570);
    assert_eq!(text(&copy, "SELECT count(*) || '' FROM users"), "38");
}
