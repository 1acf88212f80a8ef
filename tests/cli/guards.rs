//! A backup that is restored takes nothing away of what guards the account now, and says what it keeps and what it loses.

use serde_json::{Value, json};

use crate::harness::{Account, Ran};
use crate::keys::{fingerprint, key};

const SECRET: &str = "correct horse battery";

fn by(account: &Account, name: &str, words: &[&str]) -> Ran {
    let mut command = account.command(words);
    command
        .env("OFFBOARD_OPERATOR", name)
        .env("OFFBOARD_PASSPHRASE", SECRET)
        .env("OFFBOARD_NEW_PASSPHRASE", SECRET);
    let ended = command.output().unwrap();
    Ran {
        code: ended.status.code().unwrap_or(-1),
        out: String::from_utf8(ended.stdout).unwrap(),
        err: String::from_utf8(ended.stderr).unwrap(),
    }
}

#[track_caller]
fn json_by(account: &Account, name: &str, words: &[&str], code: i32) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
    by(account, name, &words).ended(code).json()
}

#[track_caller]
fn done(account: &Account, words: &[&str]) {
    by(account, "dl", words).ended(0);
}

/// An account made by hand: twenty learners from a file and two full admins. A backup of it. After that a hold, a second
/// full admin who is asked for, and a batch that waits.
fn guarded() -> (Account, String) {
    let account = Account::with(0);
    done(&account, &["operators", "passphrase"]);
    done(
        &account,
        &["operators", "add", "fa2", "--role", "full-admin"],
    );
    let rows: String = (1..=20)
        .map(|n| format!("n{n}@n.example,N-{n},F{n},L{n}\n"))
        .collect();
    let head = "Email,Employee ID,First name,Last name\n";
    let roster = account.file("roster.csv", format!("{head}{rows}"));
    done(&account, &["users", "import", &roster]);
    let leavers = account.file(
        "c1.csv",
        "primary_email_address,unique_user_id\nn1@n.example,\nn2@n.example,\n",
    );
    (account, leavers)
}

fn guard(account: &Account) {
    let reason = ["users", "hold", "n1@n.example", "--reason", "court"];
    done(account, &reason);
    let settings = ["second_admin=on", "wait_days=3", "passphrase_for_risk=on"];
    done(account, &[&["account", "set"], &settings[..]].concat());
}

#[test]
fn holds_and_the_second_full_admin_stand_on_after_a_restore() {
    let (account, leavers) = guarded();
    done(&account, &["db", "backup", "cb.db"]);
    guard(&account);
    let run = ["deletions", "run", &leavers, "--yes"];
    by(&account, "dl", &run);
    let waiting = json_by(&account, "dl", &["deletions", "list"], 0);
    assert_eq!(waiting[0]["state"], "awaiting_approval", "{waiting}");

    let restore = ["db", "restore", "cb.db", "--yes"];
    let restored = json_by(&account, "dl", &restore, 0);
    assert_eq!(restored["holds_kept"], 1);
    let settings = json!(["second_admin", "wait_days", "passphrase_for_risk"]);
    let kept = restored["settings_kept"].as_array().unwrap();
    assert_eq!(kept.len(), 3, "{kept:?}");
    for name in settings.as_array().unwrap() {
        assert!(kept.contains(name), "{kept:?}");
    }
    assert_eq!(restored["batches_lost"], json!([1]));
    assert_eq!(restored["not_read"], json!([]));

    let held = json_by(&account, "dl", &["users", "show", "n1@n.example"], 0);
    assert_eq!(held["hold_reason"], "court", "{held}");
    by(&account, "dl", &run);
    let again = json_by(&account, "dl", &["deletions", "list"], 0);
    assert_eq!(again[0]["state"], "awaiting_approval", "{again}");
    assert_eq!(
        json_by(&account, "dl", &["users", "list"], 0)
            .as_array()
            .unwrap()
            .len(),
        20
    );
    let check = json_by(&account, "dl", &["db", "check"], 0);
    assert_eq!(check["ok"], true, "{check}");
    let log = json_by(&account, "dl", &["audit", "list", "--act", "db_restore"], 0);
    let detail = log[0].to_string();
    assert!(
        detail.contains("holds_kept=1") && detail.contains("batches_lost=1"),
        "{detail}"
    );
}

#[test]
fn a_restore_names_the_finished_batches_and_the_requests_that_go() {
    let (account, leavers) = guarded();
    let ask = [
        "requests",
        "new",
        "n5@n.example",
        "--kind",
        "delete",
        "--channel",
        "Phone",
    ];
    by(&account, "dl", &ask);
    done(&account, &["db", "backup", "cb.db"]);
    by(&account, "dl", &["deletions", "run", &leavers, "--yes"]);
    by(&account, "dl", &["requests", "claim", "1"]);
    let ask = [
        "requests",
        "new",
        "n6@n.example",
        "--kind",
        "delete",
        "--channel",
        "Phone",
    ];
    by(&account, "dl", &ask);
    let restored = json_by(&account, "dl", &["db", "restore", "cb.db", "--yes"], 0);
    assert_eq!(restored["batches_lost"], json!([]), "{restored}");
    assert_eq!(restored["finished_lost"], json!([1]), "{restored}");
    assert_eq!(restored["requests_lost"], json!([2]), "{restored}");
    assert_eq!(restored["requests_older"], json!([1]), "{restored}");
    let log = json_by(&account, "dl", &["audit", "list", "--act", "db_restore"], 0);
    assert!(log[0].to_string().contains("batches_lost=1"), "{log}");
}

#[test]
fn a_restore_says_in_words_what_it_keeps_and_what_it_loses() {
    let (account, leavers) = guarded();
    done(&account, &["db", "backup", "cb.db"]);
    guard(&account);
    let head = "Email,Employee ID,First name,Last name\n";
    let new = account.file("new.csv", format!("{head}new@n.example,N-99,New,One\n"));
    done(&account, &["users", "import", &new]);
    done(
        &account,
        &["users", "hold", "new@n.example", "--reason", "court"],
    );
    by(&account, "dl", &["deletions", "run", &leavers, "--yes"]);
    let said = by(&account, "dl", &["db", "restore", "cb.db", "--yes"])
        .ended(0)
        .err;
    for words in [
        "1 legal hold that the backup does not have stands on.",
        "1 learner on legal hold is not in the backup.",
        "(second_admin)",
        "are not in the backup: 1.",
    ] {
        assert!(said.contains(words), "no {words:?}: {said}");
    }
}

#[test]
fn who_is_disabled_or_erased_and_what_is_revoked_or_removed_stays_out() {
    let (account, _) = guarded();
    let Some(first) = key(&account, "first", "ed25519") else {
        return;
    };
    let second = key(&account, "second", "ed25519").unwrap();
    done(
        &account,
        &["operators", "add", "ana", "--role", "full-admin"],
    );
    done(
        &account,
        &["operators", "add", "ben", "--role", "full-admin"],
    );
    done(&account, &["operators", "key", "add", "fa2", &first]);
    done(&account, &["operators", "key", "add", "dl", &second]);
    done(&account, &["db", "backup", "cb.db"]);
    let (first, second) = (fingerprint(&first), fingerprint(&second));
    done(&account, &["operators", "disable", "fa2"]);
    done(&account, &["operators", "key", "revoke", &first, "--yes"]);
    done(&account, &["operators", "key", "remove", "dl", &second]);
    done(&account, &["operators", "disable", "ana"]);
    done(&account, &["operators", "erase", "ana", "--yes"]);
    done(&account, &["operators", "role", "ben", "auditor"]);

    let restored = json_by(&account, "dl", &["db", "restore", "cb.db", "--yes"], 0);
    assert_eq!(restored["operators_kept_out"], json!(["fa2"]));
    assert_eq!(restored["operators_kept_erased"], 1);
    assert_eq!(restored["roles_kept"], json!(["ben"]));
    assert_eq!(restored["keys_kept_revoked"], json!([first]));
    assert_eq!(restored["keys_kept_out"], json!([second]));
    assert_eq!(restored["operators_let_in"], json!([]));

    let operators = json_by(&account, "dl", &["operators", "list"], 0).to_string();
    assert!(!operators.contains("ana"), "{operators}");
    let revoked = json_by(
        &account,
        "dl",
        &["operators", "key", "list", "--revoked"],
        0,
    );
    assert_eq!(revoked[0]["fingerprint"], first.as_str());
    let keys = json_by(&account, "dl", &["operators", "key", "list"], 0).to_string();
    assert!(!keys.contains(&second), "{keys}");
    assert_ne!(by(&account, "fa2", &["users", "list"]).code, 0);
    by(
        &account,
        "ben",
        &["operators", "add", "x", "--role", "auditor"],
    )
    .ended(3);
}

#[test]
fn somebody_can_always_administer_what_was_restored() {
    let (account, _) = guarded();
    by(&account, "fa2", &["operators", "disable", "dl"]).ended(0);
    by(&account, "fa2", &["db", "backup", "cb.db"]).ended(0);
    by(&account, "fa2", &["operators", "enable", "dl"]).ended(0);
    done(&account, &["operators", "disable", "fa2"]);
    let restored = json_by(&account, "dl", &["db", "restore", "cb.db", "--yes"], 0);
    assert_eq!(restored["operators_kept_out"], json!(["fa2"]));
    assert_eq!(restored["operators_let_in"], json!(["dl"]));
    done(&account, &["users", "list"]);
}

#[test]
fn a_database_that_cannot_be_read_is_replaced_and_what_is_lost_with_it_is_said() {
    for what in ["damaged", "missing"] {
        let (account, _) = guarded();
        done(&account, &["db", "backup", "cb.db"]);
        guard(&account);
        match what {
            "damaged" => drop(account.file("offboard.db", "no database")),
            _ => std::fs::remove_file(account.path("offboard.db")).unwrap(),
        }
        let restored = by(&account, "dl", &["db", "restore", "cb.db", "--yes"]).ended(0);
        assert!(
            restored.err.contains("could not be read"),
            "{what}: {restored:?}"
        );
        assert!(
            restored.err.contains("Set them again"),
            "{what}: {restored:?}"
        );
        let log = json_by(&account, "dl", &["audit", "list", "--act", "db_restore"], 0);
        assert!(
            log[0].to_string().contains("not_read=holds,"),
            "{what}: {log}"
        );
    }
}

/// Damage in one part costs that part alone: it is named, and the others stand on.
#[test]
fn a_part_that_is_damaged_is_named_and_the_others_are_kept() {
    let parts = [
        (
            "holds",
            "UPDATE users SET hold_reason = CAST(x'ff' AS TEXT) WHERE hold_since IS NOT NULL",
            "legal holds",
        ),
        (
            "settings",
            "UPDATE meta SET value = '{\"wait_days\":' WHERE name = 'settings'",
            "settings",
        ),
        (
            "operators",
            "UPDATE operators SET email = CAST(x'ff' AS TEXT) WHERE name = 'fa2'",
            "operators",
        ),
        (
            "keys",
            "UPDATE ssh_revoked SET fingerprint = CAST(x'ff' AS TEXT)",
            "keys",
        ),
    ];
    for (part, damage, word) in parts {
        let (account, _) = guarded();
        let Some(file) = key(&account, "lost", "ed25519") else {
            return;
        };
        done(&account, &["operators", "key", "add", "fa2", &file]);
        done(&account, &["db", "backup", "cb.db"]);
        guard(&account);
        let revoke = ["operators", "key", "revoke", &fingerprint(&file), "--yes"];
        done(&account, &revoke);
        done(&account, &["operators", "disable", "fa2"]);
        let database = rusqlite::Connection::open(account.path("offboard.db")).unwrap();
        assert!(database.execute(damage, []).unwrap() > 0, "{part}");
        drop(database);

        let restored = json_by(&account, "dl", &["db", "restore", "cb.db", "--yes"], 0);
        assert_eq!(restored["not_read"], json!([part]), "{restored}");
        let kept = |name: &str| restored[name].as_array().map_or(0, Vec::len);
        let stands = |of: &str| usize::from(of != part);
        assert_eq!(restored["holds_kept"], stands("holds"), "{restored}");
        assert_eq!(kept("settings_kept"), 3 * stands("settings"), "{restored}");
        assert_eq!(
            kept("operators_kept_out"),
            stands("operators"),
            "{restored}"
        );
        assert_eq!(kept("keys_kept_revoked"), stands("keys"), "{restored}");
        let log = by(&account, "dl", &["audit", "list", "--act", "db_restore"]).ended(0);
        let said = format!("not read in the replaced database: {word}");
        assert!(log.out.contains(&said), "{part}: {}", log.out);
    }
}

/// A letter about request 1 has been sent, the journal names who deleted, a file stands at the provider: whoever comes
/// after a restore is not taken for them.
#[test]
fn numbers_that_were_given_since_the_backup_are_not_given_again() {
    let (account, _) = guarded();
    done(&account, &["db", "backup", "cb.db"]);
    let request = |user: &str| {
        let words = ["requests", "new", user, "--kind", "delete"];
        done(&account, &[&words[..], &["--channel", "Phone"]].concat());
    };
    let add = |name: &str| done(&account, &["operators", "add", name, "--role", "auditor"]);
    request("n1@n.example");
    add("ana");
    done(&account, &["db", "restore", "cb.db", "--yes"]);
    request("n2@n.example");
    add("ben");
    let database = rusqlite::Connection::open(account.path("offboard.db")).unwrap();
    let number = |sql: &str| {
        database
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(number("SELECT max(id) FROM requests"), 2);
    assert_eq!(number("SELECT max(id) FROM operators"), 4);
    // Nobody has the numbers of those who are lost.
    assert_eq!(number("SELECT count(*) FROM requests"), 1);
    assert_eq!(number("SELECT count(*) FROM operators WHERE id = 3"), 0);
}
