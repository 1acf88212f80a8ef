//! Trial 17: an activity log that was flipped, dropped from, reordered, cut or rewritten is found out each time.

use offboard::domain::record::LogFault;
use offboard::service::Service;
use rusqlite::Connection;

use crate::ground::{Ground, Template};
use crate::invariants::surroundings;

fn finished() -> Ground {
    let ground = Template::confirmed().lay_out();
    ground.finish("before anything was done to its log");
    ground
}

fn verified(ground: &Ground) -> Option<LogFault> {
    let mut service = Service::open(&ground.database(), surroundings()).unwrap();
    let session = service.reader().unwrap().sole_operator().unwrap().unwrap();
    let report = service.check(&session, &mut |_| true).unwrap();
    report.log.fault
}

fn entries(db: &Connection) -> i64 {
    db.query_row("SELECT count(*) FROM log", [], |row| row.get(0))
        .unwrap()
}

#[track_caller]
fn found_out(ground: &Ground, what: &str) -> LogFault {
    let fault = verified(ground).unwrap_or_else(|| panic!("nobody noticed: {what}"));
    let ran = ground.run(&["audit", "verify"]);
    assert_eq!(ran.code, Some(1), "{what}: {ran:#?}");
    fault
}

#[test]
fn a_whole_log_is_whole() {
    let ground = finished();
    assert_eq!(verified(&ground), None);
    ground.run(&["audit", "verify"]).ended(&[0]);
}

#[test]
fn every_entry_that_is_flipped_is_found_out_at_its_number() {
    let ground = finished();
    let count = entries(&ground.look());
    for number in 1..=count {
        for column in ["at", "operator_id", "user_id", "batch_id"] {
            let db = ground.look();
            let sql =
                format!("UPDATE log SET {column} = coalesce({column}, 0) + 1 WHERE number = ?1");
            db.execute_batch("SAVEPOINT before").unwrap();
            db.execute(&sql, [number]).unwrap();
            db.execute_batch("RELEASE before").unwrap();
            let fault = verified(&ground);
            let wanted = LogFault::Changed(number.unsigned_abs());
            assert_eq!(fault, Some(wanted), "{column} of {number}");
            let back = if matches!(column, "at") {
                format!("UPDATE log SET {column} = {column} - 1 WHERE number = ?1")
            } else {
                format!("UPDATE log SET {column} = nullif({column} - 1, 0) WHERE number = ?1")
            };
            db.execute(&back, [number]).unwrap();
        }
    }
    assert_eq!(verified(&ground), None, "put back as it was");
    for sql in [
        "UPDATE log SET act = act || 's' WHERE number = 2",
        "UPDATE log SET detail = detail || ' ' WHERE number = 2",
        "UPDATE log SET mark = zeroblob(length(mark)) WHERE number = 2",
    ] {
        let ground = finished();
        ground.look().execute(sql, []).unwrap();
        found_out(&ground, sql);
    }
}

#[test]
fn an_entry_that_is_dropped_is_found_out() {
    let ground = finished();
    let db = ground.look();
    db.execute("DELETE FROM log WHERE number = 2", []).unwrap();
    assert_eq!(found_out(&ground, "dropped"), LogFault::Missing(2));
    let ground = finished();
    let close_up =
        "DELETE FROM log WHERE number = 2; UPDATE log SET number = number - 1 WHERE number > 2";
    ground.look().execute_batch(close_up).unwrap();
    assert_eq!(found_out(&ground, "closed up"), LogFault::Changed(2));
}

#[test]
fn entries_that_changed_places_are_found_out() {
    let ground = finished();
    let swap = "UPDATE log SET number = -1 WHERE number = 2; UPDATE log SET number = 2 WHERE number = 3; \
                UPDATE log SET number = 3 WHERE number = -1";
    ground.look().execute_batch(swap).unwrap();
    assert_eq!(found_out(&ground, "reordered"), LogFault::Changed(2));
}

#[test]
fn a_log_that_is_cut_at_its_end_is_found_out() {
    let ground = finished();
    let last = entries(&ground.look());
    let cut = format!("DELETE FROM log WHERE number > {}", last - 2);
    ground.look().execute(&cut, []).unwrap();
    let left = u64::try_from(last - 2).unwrap();
    assert_eq!(found_out(&ground, "cut"), LogFault::CutAfter(left));
    let ground = finished();
    ground.look().execute("DELETE FROM log", []).unwrap();
    found_out(&ground, "emptied");
}

/// Whoever rewrites it has the database and not the key: marks from elsewhere, in the right form.
#[test]
fn a_log_that_is_rewritten_is_found_out() {
    let ground = finished();
    let stranger = {
        let mut other = crate::support::Account::seeded(20);
        let file = other.file("none.csv", "primary_email_address,unique_user_id\n,E-1\n");
        other.review(&file).unwrap();
        Template::of(other).lay_out()
    };
    let db = ground.look();
    let attach = format!("ATTACH '{}' AS other", stranger.database().display());
    db.execute_batch(&attach).unwrap();
    db.execute_batch(
        "DELETE FROM log; INSERT INTO log SELECT * FROM other.log; \
         UPDATE meta SET value = (SELECT value FROM other.meta WHERE name = 'log_head') WHERE name = 'log_head'",
    )
    .unwrap();
    drop(db);
    found_out(&ground, "rewritten");
    let ground = finished();
    let db = ground.look();
    let head: String = db
        .query_row(
            "SELECT value FROM meta WHERE name = 'log_head'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    db.execute_batch("DELETE FROM log WHERE number > 3")
        .unwrap();
    let shorter = head
        .split_once(':')
        .map(|(_, seal)| format!("3:{seal}"))
        .unwrap();
    db.execute(
        "UPDATE meta SET value = ?1 WHERE name = 'log_head'",
        [shorter],
    )
    .unwrap();
    drop(db);
    found_out(&ground, "cut, with the head rewritten");
}
