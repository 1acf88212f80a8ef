//! Trial 16: a backup put back beside stale files, keys and journals that do not belong, and a key that is lost: it is
//! told, nothing is changed by it, and nobody comes back.

use std::path::PathBuf;

use offboard::domain::record::LogFault;
use offboard::domain::{Language, settings::Theme};
use offboard::service::Service;
use offboard::ui::shell::context::{Capabilities, Context};
use offboard::ui::shell::driver::Driver;

use crate::ground::{Ground, Ran, Template};
use crate::invariants::surroundings;

const RESTORE: &[&str] = &["db", "restore", "copy.db", "--yes"];

fn beside(ground: &Ground, ending: &str) -> PathBuf {
    ground.account().join(format!("offboard.db{ending}"))
}

/// A backup, and a deletion after it.
fn aged() -> Ground {
    let ground = Template::confirmed().lay_out();
    ground.run(&["db", "backup", "copy.db"]).ended(&[0]);
    ground.run(&["deletions", "resume", "1"]).ended(&[1]);
    ground
}

/// Log and index of another account's database, with a change in them that would be played into any.
fn foreign_log() -> [Vec<u8>; 2] {
    let ground = Template::quiet().lay_out();
    let db = ground.look();
    db.execute_batch(
        "PRAGMA wal_autocheckpoint = 0; UPDATE users SET first_name = 'Foreign', last_name = 'Foreign'",
    )
    .unwrap();
    ["-wal", "-shm"].map(|ending| std::fs::read(beside(&ground, ending)).unwrap())
}

fn assert_not_played(ground: &Ground, what: &str) {
    let complaints = ground.complaints();
    assert!(complaints.is_empty(), "{what}: {complaints:#?}");
    let sql = "SELECT count(*) FROM users WHERE first_name = 'Foreign'";
    let foreign: i64 = ground.look().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(foreign, 0, "{what}");
}

#[test]
fn stale_side_files_are_never_played_into_a_backup_that_is_put_back() {
    let [log, index] = foreign_log();
    for what in [
        "beside",
        "alone",
        "broken",
        "at the backup",
        "at a restore that was stopped",
    ] {
        let ground = aged();
        let place = match what {
            "at the backup" => ground.path("copy.db"),
            "at a restore that was stopped" => beside(&ground, ".restoring"),
            _ => ground.database(),
        };
        let side = |ending: &str| PathBuf::from(format!("{}{ending}", place.display()));
        std::fs::write(side("-wal"), &log).unwrap();
        std::fs::write(side("-shm"), &index).unwrap();
        std::fs::write(side("-journal"), &log).unwrap();
        match what {
            "alone" => std::fs::remove_file(ground.database()).unwrap(),
            "broken" => std::fs::write(ground.database(), "no database").unwrap(),
            "at a restore that was stopped" => std::fs::write(&place, "half").unwrap(),
            _ => {}
        }
        let ran = ground.run(RESTORE).ended(&[0]);
        assert!(ran.err.contains("446"), "{what}: {ran:#?}");
        assert_not_played(&ground, what);
    }
}

/// Sees that a call is refused in these words and leaves the learners and the journal as they were; that it was refused
/// stands in the log.
#[track_caller]
fn refused(ground: &Ground, words: &[&str], said: &[&str]) -> Ran {
    let kept = || {
        let learners = ground.run(&["users", "export", "-o", "-"]);
        (
            std::fs::read(beside(ground, ".erasures")).ok(),
            learners.out,
        )
    };
    let before = kept();
    let ran = ground.run(words).ended(&[5]);
    for word in said {
        assert!(ran.err.contains(word), "no {word:?}: {ran:#?}");
    }
    assert!(kept() == before, "{words:?} changed something");
    ran
}

#[test]
fn a_backup_of_another_account_is_refused_before_anything_is_replaced() {
    let ground = aged();
    let other = Template::of(crate::support::Account::seeded(30)).lay_out();
    other.run(&["db", "backup", "copy.db"]).ended(&[0]);
    std::fs::copy(other.path("copy.db"), ground.path("copy.db")).unwrap();
    refused(&ground, RESTORE, &["copy.db", "another key"]);
    assert!(!beside(&ground, ".restoring").exists());
    let complaints = ground.complaints();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn a_key_or_a_journal_that_does_not_belong_is_told_and_the_right_one_makes_all_well() {
    let young = Template::confirmed().lay_out();
    let other = Template::of(crate::support::Account::seeded(30)).lay_out();
    for (ending, from, said) in [
        (".key", &other, "not the newest key"),
        (".erasures", &other, "belongs to another key"),
        (".erasures", &young, "does not follow"),
    ] {
        let ground = aged();
        let right = std::fs::read(beside(&ground, ending)).unwrap();
        std::fs::copy(beside(from, ending), beside(&ground, ending)).unwrap();
        for words in [
            &["users", "list"][..],
            &["deletions", "resume", "1"],
            &["db", "check"],
        ] {
            refused(&ground, words, &[said]);
        }
        std::fs::write(beside(&ground, ending), right).unwrap();
        let complaints = ground.complaints();
        assert!(complaints.is_empty(), "{ending} {said}: {complaints:#?}");
    }
}

/// Somebody whom batch 1 deleted, by unique ID.
fn deleted(ground: &Ground) -> String {
    let first = ground.start.planned.first().unwrap();
    ground.start.users[first].1.clone().unwrap()
}

#[test]
fn a_missing_key_changes_nothing_and_is_put_back() {
    let ground = aged();
    let kept = ground.path("kept.key");
    std::fs::rename(beside(&ground, ".key"), &kept).unwrap();
    let calls = [
        (&["users", "list"][..], "is missing"),
        (&["db", "check"], "db rekey"),
        (&["--lang", "id", "db", "check"], "tidak ada"),
        (&["deletions", "resume", "1"], "is missing"),
    ];
    for (words, said) in calls {
        refused(&ground, words, &[said, "offboard.db.key"]);
    }
    assert!(!beside(&ground, ".key").exists(), "made out of nothing");
    std::fs::rename(&kept, beside(&ground, ".key")).unwrap();
    let found = ground.run(&["deletions", "find", &deleted(&ground)]);
    assert!(found.out.contains("batch 1"), "{found:#?}");
    let complaints = ground.complaints();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// An account whose key was lost for good.
fn rekeyed() -> Ground {
    let ground = aged();
    std::fs::remove_file(beside(&ground, ".key")).unwrap();
    ground.run(&["db", "rekey"]).ended(&[2]);
    assert!(!beside(&ground, ".key").exists(), "made without a word");
    let ran = ground.run(&["db", "rekey", "--yes"]).ended(&[0]);
    assert!(ran.err.contains("446"), "{ran:#?}");
    ground
}

fn fault(ground: &Ground) -> Option<LogFault> {
    let mut service = Service::open(&ground.database(), surroundings()).unwrap();
    let session = service.reader().unwrap().sole_operator().unwrap().unwrap();
    let report = service.check(&session, &mut |_| true).unwrap();
    report.log.fault
}

#[test]
fn a_lost_key_is_told_wherever_the_log_is_verified_and_a_new_chain_begins() {
    let ground = rekeyed();
    ground.run(&["db", "rekey", "--yes"]).ended(&[4]);
    for (language, said) in [
        ("en", "is no longer known"),
        ("id", "tidak dapat diketahui lagi"),
    ] {
        for words in [["db", "check"], ["audit", "verify"]] {
            let ran = ground
                .run(&["--lang", language, words[0], words[1]])
                .ended(&[0]);
            assert!(ran.out.contains(said), "{ran:#?}");
        }
        let screen = log_screen(&ground, language);
        assert!(screen.contains(said), "{screen}");
    }
    let answer = ground
        .run(&["deletions", "find", &deleted(&ground)])
        .ended(&[0]);
    assert!(answer.out.contains("cannot be answered"), "{answer:#?}");
    // The backup is older than the key: what was erased since could not be applied to it.
    refused(&ground, RESTORE, &["another key"]);
    assert_eq!(fault(&ground), None);
}

/// The screen of the activity log after Verify, without line ends.
fn log_screen(ground: &Ground, language: &str) -> String {
    let language = Language::from_code(language).unwrap();
    let capabilities = Capabilities {
        elsewhere: false,
        file_dialog: false,
        colours: offboard::domain::look::Colours::Many,
        language_is_chosen: true,
        theme_is_chosen: true,
    };
    let mut context = Context::new(language, Theme::Dark, capabilities);
    context.size = (80, 24);
    let mut driver = Driver::open(&ground.database(), surroundings(), context, None).unwrap();
    driver.press("ctrl-p 'Activity log' enter v");
    let lines = driver.lines();
    let words = lines.iter().flat_map(|line| line.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_done_to_the_log_after_the_loss_of_a_key_is_found_out() {
    let entries = |ground: &Ground| -> i64 {
        let sql = "SELECT max(number) FROM log";
        ground.look().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let lost = u64::try_from(entries(&rekeyed())).unwrap() - 1;
    let cases = [
        (
            "UPDATE log SET detail = detail || ' ' WHERE number = 2",
            LogFault::ChangedUpTo(lost),
        ),
        (
            "UPDATE log SET mark = zeroblob(32) WHERE number = 2",
            LogFault::ChangedUpTo(lost),
        ),
        ("DELETE FROM log WHERE number = 2", LogFault::Missing(2)),
        (
            "UPDATE log SET act = 'sign_in' WHERE act = 'key_renew'",
            LogFault::Changed(lost + 1),
        ),
        (
            "DELETE FROM log WHERE act = 'key_renew'",
            LogFault::CutAfter(lost),
        ),
        (
            "DELETE FROM meta WHERE name = 'log_lost_part'",
            LogFault::Changed(1),
        ),
        (
            "UPDATE meta SET value = '0' || substr(value, instr(value, ':')) WHERE name = 'log_lost_part'",
            LogFault::Changed(1),
        ),
        (
            "UPDATE meta SET value = '9999:00' WHERE name = 'log_lost_part'",
            LogFault::ChangedUpTo(lost + 1),
        ),
    ];
    for (sql, wanted) in cases {
        let ground = rekeyed();
        let changed = ground.look().execute(sql, []).unwrap();
        assert_eq!(changed, 1, "{sql}");
        assert_eq!(fault(&ground), Some(wanted), "{sql}");
        ground.run(&["audit", "verify"]).ended(&[1]);
    }
}

#[test]
fn a_key_that_is_lost_twice_leaves_one_log_that_can_be_trusted_from_the_last_time_on() {
    let ground = rekeyed();
    std::fs::remove_file(beside(&ground, ".key")).unwrap();
    ground.run(&["db", "rekey", "--yes"]).ended(&[0]);
    assert_eq!(fault(&ground), None);
    let report = ground
        .run(&["audit", "verify", "--format", "json"])
        .ended(&[0]);
    let report: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    assert_eq!(
        report["under_lost_key"].as_u64().unwrap() + 1,
        report["entries"].as_u64().unwrap(),
        "{report}"
    );
}
