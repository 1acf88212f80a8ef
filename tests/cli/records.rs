//! What is on record, settings, reports, and the database as a file.

use serde_json::json;

use crate::harness::{Account, mode};

#[test]
fn the_activity_log_is_listed_verified_and_exported() {
    let account = Account::with(10);
    let learner = &account.learners()[0].id;
    account
        .run(&["users", "edit", learner, "--job-title", "Archivist"])
        .ended(0);
    let entries = account.json(&["audit", "list"], 0);
    assert_eq!(entries[0]["act"], "user_edit");
    let of_learner = account.json(&["audit", "list", "--user", learner], 0);
    assert_eq!(of_learner[0], entries[0]);
    let table = account.run(&["audit", "list", "--limit", "1"]).ended(0).out;
    assert!(table.contains("profile edited"), "{table}");
    let whole = account.json(&["audit", "verify"], 0);
    assert_eq!(whole["whole"], true);
    let csv = account.run(&["audit", "export"]).ended(0).out;
    let count = entries.as_array().unwrap().len();
    assert!(csv.lines().count() > count, "{csv}");
    // What is listed by a filter is exported by it.
    for filter in [
        &["--user", learner][..],
        &["--act", "user_edit"],
        &["--refused"],
        &["--from", "2000-01-01", "--to", "2000-01-01"],
    ] {
        let listed = account.json(&[&["audit", "list"], filter].concat(), 0);
        let exported = account
            .run(&[&["audit", "export"], filter].concat())
            .ended(0);
        let numbers = exported
            .out
            .lines()
            .skip(1)
            .map(|line| line.split(',').next().unwrap());
        let mut numbers: Vec<i64> = numbers.map(|number| number.parse().unwrap()).collect();
        numbers.reverse();
        let wanted: Vec<i64> = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["number"].as_i64().unwrap())
            .collect();
        assert_eq!(numbers, wanted, "{filter:?}");
    }
}

#[test]
fn where_a_folder_is_missing_it_is_the_folder_that_is_named() {
    let account = Account::with(3);
    let missing = account.path("gone/deeper").join("file");
    let missing = missing.to_str().unwrap();
    let folder = account.path("gone");
    let called: [&[&str]; 9] = [
        &["db", "restore", missing, "--yes"],
        &["db", "backup", missing],
        &["users", "import", missing],
        &["learning", "import", missing, "--period", "2026-10"],
        &["deletions", "run", missing, "--yes"],
        &["deletions", "check", missing],
        &["deletions", "prepare", missing],
        &["deletions", "certificate", "--verify", missing],
        &["users", "export", "-o", missing],
    ];
    for call in called {
        let said = account.run(call).ended(5).err;
        let first = said.lines().next().unwrap_or_default();
        assert!(first.contains(folder.to_str().unwrap()), "{call:?}: {said}");
        assert!(first.contains("folder"), "{call:?}: {said}");
    }
    // Where only the file is missing, it is the file.
    let file = account.path("missing.csv");
    let said = account
        .run(&["users", "import", file.to_str().unwrap()])
        .ended(5)
        .err;
    assert!(said.lines().next().unwrap().contains("no file"), "{said}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story is one piece")]
fn the_log_is_filtered_by_act_day_and_refusal_and_names_what_it_numbers() {
    let account = Account::with(10);
    let id = &account.learners()[0].id;
    account
        .run(&["users", "hold", id, "--reason", "Case 7"])
        .ended(0);
    account
        .run(&["licenses", "add", "Archive", "--seats", "5"])
        .ended(0);
    let file = account.file(
        "leavers.csv",
        format!("primary_email_address,unique_user_id\n,{id}\n"),
    );
    account.run(&["deletions", "run", &file, "--yes"]).ended(1);
    // A request to delete somebody on hold is refused, on record with the request and the learner.
    let request = [
        "requests",
        "new",
        id,
        "--kind",
        "delete",
        "--channel",
        "Telephone",
    ];
    account.run(&request).ended(0);
    account
        .run(&["requests", "verify", "1", "--how", "called back"])
        .ended(0);
    account.run(&["requests", "do", "1"]).ended(1);
    let refused = account.json(&["audit", "list", "--refused"], 0);
    let refused = refused.as_array().unwrap();
    let last = &refused[0];
    assert_eq!(last["detail"], "act=request_do why=on_hold request=1");
    assert!(last["user_id"].is_number(), "{last}");
    assert!(refused.iter().all(|entry| entry["act"] == "refused"));
    let of_act = account.json(&["audit", "list", "--act", "license_type_add"], 0);
    assert_eq!(of_act.as_array().unwrap().len(), 1);
    let table = account
        .run(&["audit", "list", "--act", "license_type_add"])
        .ended(0)
        .out;
    assert!(table.contains("(Archive)"), "{table}");
    let said = account
        .run(&["audit", "list", "--act", "license_fly"])
        .ended(1)
        .err;
    assert!(said.contains("license_fly"), "{said}");
    let none = account.json(&["audit", "list", "--from", "2099-01-01"], 0);
    assert_eq!(none, json!([]));
    let none = account.json(&["audit", "list", "--to", "2001-01-01"], 0);
    assert_eq!(none, json!([]));
    let all = account.json(
        &[
            "audit",
            "list",
            "--from",
            "2001-01-01",
            "--to",
            "2099-01-01",
        ],
        0,
    );
    assert!(all.as_array().unwrap().len() > refused.len());
    account
        .run(&["audit", "list", "--from", "yesterday"])
        .ended(2);
}

#[test]
fn settings_are_shown_and_changed() {
    let account = Account::with(0);
    let before = account.json(&["account", "show"], 0);
    assert_eq!(before["account"], "Enigma Hub");
    assert_eq!(before["gate_users"], 500);
    account
        .run(&["account", "set", "wait_days=2", "gate-users=100"])
        .ended(0);
    let after = account.json(&["account", "show"], 0);
    assert_eq!(after["wait_days"], 2);
    assert_eq!(after["gate_users"], 100);
    account.run(&["account", "set", "wait_days=9"]).ended(1);
    account.run(&["account", "set", "wait_days=soon"]).ended(2);
    account.run(&["account", "set", "shoe_size=43"]).ended(1);
    assert_eq!(account.json(&["account", "show"], 0), after);
}

#[test]
fn sign_ins_in_a_row_are_one_line_for_people_and_each_one_for_machines() {
    let account = Account::with(0);
    let run = |words: &[&str]| {
        let mut command = account.command(words);
        let done = command
            .env("OFFBOARD_PASSPHRASE", "correct horse")
            .env("OFFBOARD_NEW_PASSPHRASE", "correct horse")
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
        String::from_utf8(done.stdout).unwrap()
    };
    run(&["operators", "passphrase"]);
    let listed = ["--operator", "dl", "audit", "list"];
    run(&listed);
    run(&listed);
    let table = run(&listed);
    assert!(table.contains("3 sign-ins in a row"), "{table}");
    assert!(table.contains("by: the command line"), "{table}");
    assert!(!table.contains("signed in"), "{table}");
    let json = run(&[&listed[..], &["--format", "json"]].concat());
    assert_eq!(json.matches("\"sign_in\"").count(), 4, "{json}");
}

#[test]
fn operators_are_listed_and_strangers_are_not_let_in() {
    let account = Account::with(0);
    let operators = account.json(&["operators", "list"], 0);
    assert_eq!(operators[0]["name"], "dl");
    assert_eq!(operators[0]["role"], "full_admin");
    assert_eq!(operators[0]["has_passphrase"], false);
    let stranger = account
        .command(&["--operator", "mallory", "users", "list"])
        .env("OFFBOARD_PASSPHRASE", "guess")
        .output()
        .unwrap();
    assert_eq!(stranger.status.code(), Some(3), "{stranger:?}");
    assert!(stranger.stdout.is_empty());
}

#[test]
fn reports_are_written_by_month_course_and_learner() {
    let account = Account::with(30);
    let months = account.json(&["reports", "aggregate"], 0);
    assert!(!months.as_array().unwrap().is_empty());
    let file = account.leavers("leavers.csv", &account.learners()[..3]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);
    assert_eq!(account.json(&["reports", "aggregate"], 0), months);
    let said = account
        .run(&["reports", "aggregate", "--by", "course"])
        .ended(0);
    assert!(
        said.err.contains("3 learners have been deleted"),
        "{}",
        said.err
    );
    let learner = &account.learners()[0].id;
    account.run(&["reports", "learner", learner]).ended(0);
    account.run(&["requests", "list"]).ended(0);
}

#[test]
fn mail_is_delivered_into_the_mail_directory() {
    let account = Account::with(20);
    let folder = account.path("mail");
    std::fs::create_dir(&folder).unwrap();
    let config = account.file("config.toml", format!("[mail]\ndirectory = {folder:?}"));
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    let words = ["--config", &config, "deletions", "run", &file, "--yes"];
    account.run(&words).ended(0);
    let mails = account.json(&["outbox", "list"], 0);
    assert_eq!(mails[0]["kind"], "batch_completed");
    assert_eq!(mails[0]["state"], "sent");
    let subject = mails[0]["subject"].as_str().unwrap();
    assert!(subject.contains("batch 1 "), "{subject}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    let number = mails[0]["id"].to_string();
    account.run(&["outbox", "show", "4711"]).ended(1);
    account.run(&["outbox", "show", &number]).ended(0);
}

#[test]
fn the_database_is_examined_copied_restored_and_purged() {
    let account = Account::with(30);
    let learners = account.learners();
    let report = account.json(&["db", "check"], 0);
    assert_eq!(report["ok"], true);
    assert_eq!(report["users"], 30);

    account.run(&["db", "backup", "backup.db"]).ended(0);
    assert_eq!(mode(&account.path("backup.db")), 0o600);
    account.run(&["db", "backup", "-o", "backup.db"]).ended(4);
    let file = account.leavers("leavers.csv", &learners[..2]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);

    account.run(&["db", "restore", "backup.db"]).ended(2);
    account
        .run(&["db", "restore", "nothing.db", "--yes"])
        .ended(5);
    let restored = account
        .run(&["db", "restore", "backup.db", "--yes"])
        .ended(0);
    assert!(restored.err.contains('2'), "{}", restored.err);
    assert_eq!(account.learners().len(), 28, "the deleted do not come back");
    let answer = account.json(&["deletions", "find", &learners[0].id], 0);
    assert_eq!(answer["answer"], "deleted");
    let purged = account.json(&["db", "purge"], 0);
    assert_eq!(purged["residue"], json!(0));
}

#[test]
fn a_file_that_is_no_database_is_told_calmly() {
    let account = Account::none();
    account.file(
        "offboard.db",
        "hello, this is not a database at all ".repeat(200),
    );
    let told = account.run(&["users", "list"]).ended(5);
    assert_eq!(told.out, "");
    assert!(
        told.err.contains("not an Offboard database"),
        "{}",
        told.err
    );
}

#[test]
fn what_is_taken_away_and_what_is_refused_is_on_record() {
    let account = Account::with(10);
    let leavers = account.leavers("leavers.csv", &account.learners()[..1]);
    account
        .run(&["users", "export", "-o", "users.csv"])
        .ended(0);
    account.run(&["users", "export", "-o", "-"]).ended(0);
    account
        .run(&["deletions", "package", &leavers, "--output", "out"])
        .ended(0);
    account.run(&["deletions", "template"]).ended(0);
    account.run(&["operators", "disable", "dl"]).ended(1);
    // What merely is not so is no refusal.
    account
        .run(&["users", "disconnect", "nobody@nowhere.example", "--yes"])
        .ended(1);
    let log = account.json(&["audit", "list"], 0);
    let told: Vec<_> = log.as_array().unwrap()[..4]
        .iter()
        .map(|entry| {
            let text = |name: &str| entry[name].as_str().unwrap();
            (text("act"), text("detail"), text("operator"))
        })
        .collect();
    let wanted = [
        (
            "refused",
            "act=operator_disable why=last_full_admin operator=1",
            "dl",
        ),
        ("export", "what=package", "dl"),
        ("export", "what=roster", "dl"),
        ("export", "what=roster", "dl"),
    ];
    assert_eq!(told, wanted);
    for (language, said) in [
        ("en", "operator disabled · why: the last full admin"),
        ("id", "sebab: admin penuh terakhir"),
    ] {
        let words = ["--lang", language, "audit", "list", "--limit", "1"];
        let table = account.run(&words).ended(0).out;
        assert!(table.contains(said), "{table}");
    }
    assert_eq!(account.json(&["audit", "verify"], 0)["whole"], true);
}

#[test]
fn places_in_doubt_are_shown_and_are_not_well() {
    let account = Account::with(0);
    let roster = "preferred_first_name,primary_email_address,unique_user_id\n\
                  Nur,nurdewi@enigma.example,N-1\nDewi,dewi@enigma.example,D-1\n";
    let file = account.file("roster.csv", roster);
    account.run(&["users", "import", &file]).ended(0);
    let leavers = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,N-1\n",
    );
    let words = [
        "deletions",
        "run",
        &leavers,
        "--yes",
        "--confirm",
        "delete 1 user",
    ];
    account.run(&words).ended(0);
    let clean = account.run(&["db", "residue"]).ended(0);
    assert_eq!(clean.out, "", "{clean:?}");
    // An outsider's address that only ends so is nobody's.
    let outsider = [
        "users",
        "edit",
        "D-1",
        "--job-title",
        "xNurdewi@enigma.example",
    ];
    account.run(&outsider).ended(0);
    account.run(&["db", "residue"]).ended(0);
    // In the bytes of a file it may be Dewi's own address behind three letters.
    let title = "of Nurdewi@enigma.example";
    account
        .run(&["users", "edit", "D-1", "--job-title", title])
        .ended(0);
    let found = account.run(&["db", "residue"]).ended(1);
    assert!(found.out.contains("in doubt"), "{found:?}");
    assert!(found.out.contains("nurdewi@enigma.example"), "{found:?}");
    assert!(found.err.contains("it is not known whether"), "{found:?}");
    let all = account.json(&["db", "residue"], 1);
    let all = all.as_array().unwrap();
    let of = |place: &str| {
        all.iter()
            .filter(|one| one["place"] == place)
            .collect::<Vec<_>>()
    };
    // It stands in the learner's title, and in what was changed.
    let fields: Vec<_> = of("user").iter().map(|one| one["field"].clone()).collect();
    assert_eq!(fields, ["job_title", "history"], "{all:?}");
    let raw = of("file");
    assert!(
        !raw.is_empty() && raw.iter().all(|one| one["at"].is_u64()),
        "{all:?}"
    );
    assert!(raw.iter().any(|one| one["doubtful"] == true), "{all:?}");
    // Where such a place says it is, it is.
    for place in raw {
        let file = std::fs::read(account.path(place["field"].as_str().unwrap())).unwrap();
        let at = usize::try_from(place["at"].as_u64().unwrap()).unwrap();
        assert_eq!(file[at], b'@', "{place}");
        let domain = &file[at..at + "@enigma.example".len()];
        assert_eq!(domain, b"@enigma.example", "{place}");
    }
}
