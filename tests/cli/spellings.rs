//! A domain with letters beyond ASCII and its punycode are one domain, at every door, and before and after this was so.

use rusqlite::Connection;

use crate::harness::Account;

/// Uma is registered by the letters, Pia by the punycode, Ann has a plain address.
const ROSTER: &str = "preferred_first_name,primary_email_address,unique_user_id\n\
                      Uma,uma@ü.example,U-1\nPia,pia@xn--tda.example,P-1\nAnn,ann@x.example,A-1\n";

fn with_roster() -> Account {
    let account = Account::with(0);
    let file = account.file("first.csv", ROSTER);
    account.run(&["users", "import", &file]).ended(0);
    account
}

fn answer(account: &Account, key: &str) -> String {
    let answer = account.json(&["deletions", "find", key], 0);
    answer["answer"].as_str().unwrap_or_default().to_owned()
}

fn delete(account: &Account, rows: &str, users: usize) {
    let rows = format!("primary_email_address,unique_user_id\n{rows}\n");
    let file = account.file("leavers.csv", rows);
    let phrase = format!("delete {users} users");
    let words = ["deletions", "run", &file, "--yes", "--confirm", &phrase];
    account.run(&words).ended(0);
}

fn outcomes(account: &Account, rows: &str, code: i32) -> serde_json::Value {
    let rows = format!("primary_email_address,unique_user_id\n{rows}\n");
    let file = account.file("checked.csv", rows);
    account.json(&["deletions", "check", &file], code)["outcomes"].clone()
}

/// The registry's hash of a text, as versions before hashed any spelling.
fn hash(account: &Account, text: &str) -> i64 {
    let secret = std::fs::read_to_string(account.path("offboard.db.key")).unwrap();
    let secret: Vec<u8> = (0..32)
        .map(|at| u8::from_str_radix(&secret[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    let key = blake3::derive_key("offboard 2026 registry of email addresses", &secret);
    let hash = blake3::keyed_hash(&key, text.as_bytes());
    let (number, _) = hash.as_bytes().split_first_chunk::<8>().unwrap();
    (u64::from_be_bytes(*number) >> 1).cast_signed()
}

/// Makes the registry what an earlier version wrote.
fn as_before(account: &Account, written: &[(&str, &str)], due: bool) {
    let db = Connection::open(account.path("offboard.db")).unwrap();
    for (form, older) in written {
        let sql = "UPDATE email_registry SET h = ?1 WHERE h = ?2";
        let changed = db.execute(sql, [hash(account, older), hash(account, form)]);
        assert_eq!(changed.unwrap(), 1, "{form}");
    }
    let sql = "INSERT OR REPLACE INTO meta (name, value) VALUES ('spellings_due', ?1)";
    assert_eq!(db.execute(sql, [i64::from(due)]).unwrap(), 1);
}

#[test]
fn a_learner_is_found_by_either_spelling_at_every_door() {
    let account = with_roster();
    for key in [
        "uma@ü.example",
        "Uma@XN--TDA.example",
        "uma@Ü.Example",
        "pia@xn--tda.example",
        "pia@ü.example",
    ] {
        account.run(&["users", "show", key]).ended(0);
        assert_eq!(answer(&account, key), "still_here", "{key}");
        let found = account.json(&["users", "list", "--search", key], 0);
        // The search reads what is stored, in both spellings.
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{key} {found}");
    }
    assert_eq!(answer(&account, "uma@u.example"), "never_seen");
    let hold = ["users", "hold", "uma@xn--tda.example", "--reason", "Case 7"];
    account.run(&hold).ended(0);
    let reviewed = outcomes(
        &account,
        "uma@XN--TDA.example,U-1\npia@ü.example,P-1\npia@xn--tda.example,",
        1,
    );
    assert_eq!(reviewed["on_hold"], 1, "{reviewed}");
    assert_eq!(reviewed["would_delete"], 1, "{reviewed}");
    assert_eq!(reviewed["duplicate"], 1, "{reviewed}");
    let ask = [
        "requests",
        "new",
        "pia@ü.example",
        "--kind",
        "delete",
        "--channel",
        "Phone",
    ];
    account.run(&ask).ended(0);
    let asked = account.json(&["requests", "list"], 0);
    assert_eq!(asked[0]["unique_id"], "P-1", "{asked}");
}

#[test]
fn a_roster_means_the_same_learner_by_either_spelling_and_adds_nobody_twice() {
    let account = with_roster();
    let roster = "preferred_first_name,primary_email_address,unique_user_id\n\
                  Uma,uma@xn--tda.example,\nPia,PIA@ü.example,P-1\nTwo,two@ü.example,T-1\n\
                  Two,two@xn--tda.example,T-2\n";
    let file = account.file("second.csv", roster);
    let ran = account
        .run(&["users", "import", &file, "--in-part"])
        .ended(1);
    assert_eq!(account.learners().len(), 4, "{ran:?}");
    let uma = account.json(&["users", "show", "U-1"], 0);
    assert_eq!(uma["primary_email_address"], "uma@xn--tda.example", "{uma}");
    let add = [
        "users",
        "add",
        "--first",
        "No",
        "--email",
        "uma@ü.example",
        "--id",
        "N-1",
    ];
    account.run(&add).ended(4);
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn a_deleted_learner_is_known_and_released_by_either_spelling() {
    let account = with_roster();
    delete(&account, "uma@xn--tda.example,\n,P-1", 2);
    for key in ["uma@ü.example", "uma@xn--tda.example", "pia@ü.example"] {
        assert_eq!(answer(&account, key), "deleted", "{key}");
    }
    let gone = outcomes(
        &account,
        "pia@ü.example,\numa@ü.example,U-1\n,pia@ü.example",
        1,
    );
    assert_eq!(gone["already_deleted"], 3, "{gone}");
    let add = ["users", "add", "--first", "Pia", "--email", "pia@ü.example"];
    account.run(&add).ended(4);
    let release = [
        "deletions",
        "release",
        "pia@ü.example",
        "--reason",
        "Rehired",
    ];
    account.run(&release).ended(0);
    for key in ["pia@ü.example", "pia@xn--tda.example"] {
        assert_eq!(answer(&account, key), "released", "{key}");
    }
    account.run(&add).ended(0);
    let back = account.json(&["deletions", "find", "pia@xn--tda.example"], 0);
    assert_eq!(back["answer"], "still_here", "{back}");
    assert!(back["released_at"].is_string(), "{back}");
    let residue = account.run(&["db", "residue"]).ended(0);
    assert!(!residue.out.contains("uma"), "{residue:?}");
}

#[test]
fn what_an_earlier_version_registered_stays_known() {
    let account = with_roster();
    delete(&account, ",P-1", 1);
    // Of the living one is registered by the capital letter, of the deleted one by the punycode.
    let written = [
        ("uma@ü.example", "uma@Ü.example"),
        ("pia@ü.example", "pia@xn--tda.example"),
    ];
    as_before(&account, &written, true);
    for key in ["uma@ü.example", "uma@xn--tda.example"] {
        assert_eq!(answer(&account, key), "still_here", "{key}");
    }
    account.run(&["db", "check"]).ended(0);
    for key in ["pia@ü.example", "pia@xn--tda.example", "pia@Ü.example"] {
        assert_eq!(answer(&account, key), "deleted", "{key}");
    }
    let gone = outcomes(
        &account,
        "pia@ü.example,\npia@xn--tda.example,\n,pia@xn--tda.example",
        1,
    );
    assert_eq!(gone["already_deleted"], 3, "{gone}");
    // Nobody comes back by the other spelling.
    let add = ["users", "add", "--first", "Pia", "--email", "pia@ü.example"];
    account.run(&add).ended(4);
    let roster = "preferred_first_name,primary_email_address\nPia,pia@ü.example\n";
    let file = account.file("again.csv", roster);
    account.run(&["users", "import", &file]).ended(1);
    assert_eq!(account.learners().len(), 2);
    let release = [
        "deletions",
        "release",
        "pia@ü.example",
        "--reason",
        "Rehired",
    ];
    account.run(&release).ended(0);
    for key in ["pia@ü.example", "pia@xn--tda.example"] {
        assert_eq!(answer(&account, key), "released", "{key}");
    }
    account.run(&add).ended(0);
}

#[test]
fn two_who_had_one_address_in_two_spellings_stay_two_and_the_address_alone_deletes_neither() {
    let account = with_roster();
    let add = [
        "users",
        "add",
        "--first",
        "Una",
        "--email",
        "una@x.example",
        "--id",
        "U-2",
    ];
    account.run(&add).ended(0);
    // As an earlier version let them be.
    let db = Connection::open(account.path("offboard.db")).unwrap();
    let sql = "UPDATE users SET email = 'uma@xn--tda.example' WHERE unique_id = 'U-2'";
    assert_eq!(db.execute(sql, []).unwrap(), 1);
    let written = [("una@x.example", "uma@xn--tda.example")];
    as_before(&account, &written, true);
    account.run(&["db", "check"]).ended(0);
    for (key, id) in [("uma@ü.example", "U-1"), ("uma@xn--tda.example", "U-2")] {
        let shown = account.json(&["users", "show", key], 0);
        assert_eq!(shown["unique_user_id"], id, "{shown}");
    }
    account.run(&["users", "show", "uma@Ü.example"]).ended(1);
    let neither = outcomes(&account, "uma@ü.example,\numa@xn--tda.example,", 1);
    assert_eq!(neither["ids_disagree"], 2, "{neither}");
    let both = outcomes(&account, "uma@ü.example,U-2\numa@ü.example,U-1", 0);
    assert_eq!(both["would_delete"], 2, "{both}");
}

#[test]
fn what_a_check_finds_is_told_in_words() {
    let account = Account::with(3);
    let connection = Connection::open(account.path("offboard.db")).unwrap();
    connection
        .execute(
            "UPDATE counters SET value = value + 1 WHERE name = 'on_hold'",
            [],
        )
        .unwrap();
    drop(connection);
    let told = account.run(&["db", "check"]).ended(1).out;
    assert!(
        told.contains("The figure that is kept of the users on hold is"),
        "{told}"
    );
    let told = account.run(&["--lang", "id", "db", "check"]).ended(1).out;
    assert!(told.contains("pengguna dengan legal hold"), "{told}");
}
