//! Trial 13, the other way round: an address that is planted where a purge might leave one is found, wherever that is.
//!
//! It is planted between the compaction, which would remove it, and the scan.

use std::fs::OpenOptions;
use std::io::Cursor;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use offboard::domain::operator::Session;
use offboard::domain::time::{FixedClock, Timestamp};
use offboard::service::residue::{self, Register, Standing};
use offboard::service::{Points, Service, Surroundings};
use rusqlite::Connection;

use crate::support::{Account, NOON};

const PAGE: usize = 4096;
/// First byte of a leaf page of a table.
const LEAF: u8 = 13;

/// An account from which one learner was deleted and purged.
struct Purged {
    _folder: tempfile::TempDir,
    database: PathBuf,
    session: Session,
    gone: String,
    living: Vec<String>,
    /// The page in which the learner's row stood.
    old_page: Vec<u8>,
    /// The database after the purge.
    pristine: Vec<u8>,
}

impl Purged {
    fn new() -> Self {
        let mut account = Account::seeded(60);
        let people = account.identities(60).into_iter();
        let mut living: Vec<String> = people.map(|(email, _)| email).collect();
        living.retain(|email| !email.is_empty());
        let gone = living.remove(20);
        into_the_file(&account.database);
        let bytes = std::fs::read(&account.database).unwrap();
        let at = memchr::memmem::find(&bytes, gone.as_bytes()).unwrap();
        let old_page = bytes[at / PAGE * PAGE..][..PAGE].to_vec();
        let leavers = format!("primary_email_address,unique_user_id\n{gone},\n");
        let path = account.file("leavers.csv", leavers);
        let review = account.review(&path).unwrap();
        account.confirm(&review).unwrap();
        account.settle();
        into_the_file(&account.database);
        Self {
            pristine: std::fs::read(&account.database).unwrap(),
            _folder: account.folder,
            database: account.database,
            session: account.session,
            gone,
            living,
            old_page,
        }
    }

    /// Purges the account as it was, with something planted before the scan; answers what the scan found.
    fn found(&self, plant: impl Fn(&Path, &str) + Send + Sync + 'static) -> u64 {
        std::fs::write(&self.database, &self.pristine).unwrap();
        let (database, gone) = (self.database.clone(), self.gone.clone());
        let points = Points::watched_by(move |point| {
            if point == "purge: after the compaction" {
                plant(&database, &gone);
            }
        });
        let surroundings = Surroundings {
            cheap_passphrases: true,
            points,
            ..Surroundings::at(Arc::new(FixedClock(Timestamp(NOON))))
        };
        let mut service = Service::open(&self.database, surroundings).unwrap();
        let report = service.purge(&self.session, &mut |_| true).unwrap();
        report.residue
    }
}

fn did(database: &Path, sql: &str, gone: &str) {
    let db = Connection::open(database).unwrap();
    db.pragma_update(None, "secure_delete", false).unwrap();
    assert!(db.execute(sql, [gone]).unwrap() > 0, "{sql}");
}

/// Moves the write-ahead log into the file, so that nothing is left in it.
fn into_the_file(database: &Path) {
    let db = Connection::open(database).unwrap();
    let busy: i64 = db
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(busy, 0);
}

fn write_at(database: &Path, bytes: &[u8], at: usize) {
    let file = OpenOptions::new().write(true).open(database).unwrap();
    file.write_all_at(bytes, at as u64).unwrap();
}

/// Where a text could stand in the unused middle of a leaf page, ending at its first cell.
fn gap(bytes: &[u8], length: usize) -> usize {
    let pages = bytes.chunks(PAGE).enumerate().skip(1);
    let mut gaps = pages.filter_map(|(number, page)| {
        let two = |at: usize| usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
        let (pointers_end, top) = (8 + 2 * two(3), two(5));
        let has_room = page[0] == LEAF && two(3) > 3 && top > pointers_end + length + 9;
        has_room.then_some(number * PAGE + top - length)
    });
    gaps.next().unwrap()
}

#[test]
fn an_address_that_is_planted_in_a_row_is_found_in_the_log_and_in_the_file() {
    let purged = Purged::new();
    assert_eq!(purged.found(|_, _| {}), 0);
    let rows = [
        ("UPDATE courses SET title = ?1 WHERE id = 1", 1),
        (
            "UPDATE courses SET title = 'ask <' || upper(?1) || '>!' WHERE id = 1",
            1,
        ),
        ("INSERT INTO meta VALUES ('planted', 'x' || ?1 || 'y')", 1),
        (
            "UPDATE users SET job_title = email || ' or ' || ?1 WHERE id = (SELECT max(id) FROM users)",
            1,
        ),
        (
            "UPDATE users SET first_name = ?1 WHERE id = (SELECT max(id) FROM users)",
            1,
        ),
        // The entry of the index holds it once more.
        ("INSERT INTO groups (name) VALUES (?1)", 2),
        // A text that goes on in pages of its own.
        (
            "UPDATE courses SET title = hex(zeroblob(1500)) || ' ' || ?1 || hex(zeroblob(1500)) WHERE id = 1",
            1,
        ),
    ];
    for (sql, count) in rows {
        let found = purged.found(move |database, gone| did(database, sql, gone));
        assert_eq!(found, count, "{sql}, in the log");
        let found = purged.found(move |database, gone| {
            did(database, sql, gone);
            into_the_file(database);
        });
        assert_eq!(found, count, "{sql}, in the file");
    }
}

#[test]
fn an_address_that_is_planted_where_no_row_is_is_found() {
    let purged = Purged::new();
    let in_a_free_block = purged.found(|database, gone| {
        did(
            database,
            "INSERT INTO courses VALUES (6000, ?1), (6001, 'x')",
            gone,
        );
        did(
            database,
            "DELETE FROM courses WHERE id = 6000 AND title = ?1",
            gone,
        );
        into_the_file(database);
    });
    assert_eq!(in_a_free_block, 1);
    let in_a_gap = purged.found(|database, gone| {
        let at = gap(&std::fs::read(database).unwrap(), gone.len());
        write_at(database, gone.as_bytes(), at - 9);
    });
    assert_eq!(in_a_gap, 1);
    let beside_a_row = purged.found(|database, gone| {
        let at = gap(&std::fs::read(database).unwrap(), gone.len());
        write_at(database, gone.as_bytes(), at);
    });
    assert_eq!(beside_a_row, 1);
    let behind_the_last_page = purged.found(|database, gone| {
        let length = std::fs::read(database).unwrap().len();
        write_at(database, gone.as_bytes(), length + 77);
    });
    assert_eq!(behind_the_last_page, 1);
    let old_page = purged.old_page.clone();
    let in_an_old_page = purged.found(move |database, _| {
        let length = std::fs::read(database).unwrap().len();
        write_at(database, &old_page, length);
    });
    assert_eq!(in_an_old_page, 1);
    let old_page = purged.old_page.clone();
    let in_an_old_page_that_is_cut = purged.found(move |database, _| {
        let length = std::fs::read(database).unwrap().len();
        write_at(database, &old_page[8..], length);
    });
    assert_eq!(in_an_old_page_that_is_cut, 1);
}

#[test]
fn whoever_is_deleted_while_the_files_are_compacted_is_not_taken_for_living() {
    let purged = Purged::new();
    let found = purged.found(|database, gone| {
        let sql = "DELETE FROM users WHERE id = (SELECT min(id) FROM users WHERE email IS NOT NULL) AND ?1 <> ''";
        did(database, sql, gone);
        let sql = "UPDATE counters SET value = value + 1 WHERE name = 'deleted' AND ?1 <> ''";
        did(database, sql, gone);
    });
    assert!(found > 0);
}

/// Knows everybody by the text itself and counts what it is asked.
struct People<'p> {
    purged: &'p Purged,
    asked: usize,
}

impl Register for People<'_> {
    fn is_domain(&mut self, domain: &str) -> bool {
        let mut all = self.purged.living.iter().chain([&self.purged.gone]);
        all.any(|email| email.rsplit_once('@').is_some_and(|(_, end)| end == domain))
    }

    fn standing(&mut self, address: &str) -> Standing {
        self.asked += 1;
        if self.purged.gone == address {
            Standing::Deleted
        } else if self.purged.living.iter().any(|email| email == address) {
            Standing::Living
        } else {
            Standing::Nobody
        }
    }
}

#[test]
fn the_borders_of_the_rows_make_the_scan_ask_less_and_find_the_same() {
    let purged = Purged::new();
    let asked_register = || People {
        purged: &purged,
        asked: 0,
    };
    let mut bytes = purged.pristine.clone();
    let at = gap(&bytes, purged.gone.len());
    bytes[at..at + purged.gone.len()].copy_from_slice(purged.gone.as_bytes());
    bytes.extend(&purged.old_page);
    let (mut plain, mut quick) = (asked_register(), asked_register());
    let without = residue::scan(&bytes[..], &mut plain, |_| true).unwrap();
    let end = bytes.len() as u64;
    let with = residue::scan_between(Cursor::new(&bytes), 0, end, &mut quick).unwrap();
    assert_eq!((with.places, with.deleted), (without.places, 2));
    assert_eq!(without.deleted, 2);
    assert!(
        quick.asked * 5 < plain.asked,
        "{} of {}",
        quick.asked,
        plain.asked
    );
}
