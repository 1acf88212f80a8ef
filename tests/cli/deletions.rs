//! The whole road from a file to users who are gone.

use serde_json::json;

use crate::harness::{Account, mode, names};

#[test]
fn nothing_is_deleted_without_a_yes() {
    let account = Account::with(10);
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    let refused = account.run(&["deletions", "run", &file]).ended(2);
    assert_eq!(refused.out, "");
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    assert_eq!(account.learners().len(), 10);
}

#[test]
fn a_batch_deletes_its_users_and_says_so_in_figures() {
    let account = Account::with(100);
    let learners = account.learners();
    let file = account.leavers("leavers.csv", &learners[..5]);
    let ran = account
        .run(&["deletions", "run", &file, "--yes", "--format", "json"])
        .ended(0);
    let order = [
        "batch",
        "state",
        "file",
        "sha256",
        "bytes",
        "lines",
        "header",
        "blank",
        "continued",
        "rows",
        "users_before",
        "users_after",
        "outcomes",
        "results_file",
        "standing",
        "residue",
        "to_do",
        "confirmed_by",
        "confirmed_at",
        "approved_by",
        "begins_at",
    ];
    assert_eq!(names(&ran.out), order);
    let summary = ran.json();
    assert_eq!(summary["state"], "completed");
    assert_eq!(summary["users_before"], 100);
    assert_eq!(summary["users_after"], 95);
    assert_eq!(summary["outcomes"], json!({"deleted": 5}));
    assert_eq!(summary["lines"], 6);
    assert!(summary["results_file"].is_null());
    assert_eq!(summary["standing"], "completed");
    assert_eq!(summary["residue"], json!({"found": 0, "doubtful": 0}));
    assert_eq!(summary["to_do"], json!([]));
    assert!(summary["confirmed_by"].is_string(), "{summary}");
    assert!(summary["approved_by"].is_null(), "{summary}");
    assert_eq!(summary["confirmed_at"], summary["begins_at"]);
    assert_eq!(account.learners().len(), 95);

    let batch = summary["batch"].to_string();
    assert_eq!(account.json(&["deletions", "show", &batch], 0), summary);
    assert_eq!(account.json(&["deletions", "list"], 0), json!([summary]));
    let people = account.run(&["deletions", "show", &batch]).ended(0).out;
    assert!(people.contains("100 before, 95 after"), "{people}");
    let rows = account.json(&["deletions", "show", &batch, "--rows"], 0);
    assert_eq!(rows.as_array().unwrap().len(), 5);
    assert_eq!(rows[0]["outcome"], "deleted");
}

#[test]
fn rows_that_failed_are_in_a_results_file_that_can_be_corrected() {
    let account = Account::with(100);
    let learners = account.learners();
    let file = account.file(
        "leavers.csv",
        format!(
            "note,primary_email_address,unique_user_id\n=1+1,,{}\n=1+1,,E-missing\nx,{}@typo,\n",
            learners[0].id, learners[1].id
        ),
    );
    let summary = account.json(&["deletions", "run", &file, "--yes"], 1);
    assert_eq!(summary["state"], "completed_with_errors");
    let path = summary["results_file"].as_str().unwrap();
    assert!(path.ends_with("-results.csv"), "{path}");
    assert_eq!(mode(path.as_ref()), 0o600);
    let batch = summary["batch"].to_string();
    let place = account.run(&["deletions", "results", &batch]).ended(0);
    assert_eq!(place.out.trim_end(), path);
    let out = account
        .run(&["deletions", "results", &batch, "-o", "-"])
        .ended(0)
        .out;
    assert_eq!(out, std::fs::read_to_string(path).unwrap());
    let mut lines = out.lines();
    let header = "note,primary_email_address,unique_user_id,line,outcome,code,message";
    assert_eq!(lines.next(), Some(header));
    let failed: Vec<&str> = lines.collect();
    assert_eq!(failed.len(), 2, "{out}");
    assert!(failed[0].starts_with("'=1+1,"), "{out}");
    assert!(failed[0].contains("not_found"), "{out}");

    let corrected = out.replace("E-missing", &learners[2].id);
    let corrected = account.file("corrected.csv", corrected);
    let summary = account.json(&["deletions", "check", &corrected], 1);
    assert_eq!(summary["outcomes"]["would_delete"], 1);
}

#[test]
fn past_a_gate_the_phrase_is_wanted() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..10]);
    let refused = account.run(&["deletions", "run", &file, "--yes"]).ended(1);
    assert!(
        refused.err.contains("--confirm 'delete 10 users'"),
        "{}",
        refused.err
    );
    let wrong = [
        "deletions",
        "run",
        &file,
        "--yes",
        "--confirm",
        "delete 11 users",
    ];
    account.run(&wrong).ended(1);
    let orang = account
        .run(&["--lang", "id", "deletions", "run", &file, "--yes"])
        .ended(1);
    assert!(
        orang.err.contains("--confirm 'delete 10 users'"),
        "{}",
        orang.err
    );
    assert_eq!(account.learners().len(), 20);
    let right = [
        "deletions",
        "run",
        &file,
        "--yes",
        "--confirm",
        "delete 10 users",
    ];
    account.run(&right).ended(0);
    assert_eq!(account.learners().len(), 10);
}

#[test]
fn the_same_file_again_names_the_batch_it_made() {
    let account = Account::with(50);
    let file = account.leavers("leavers.csv", &account.learners()[..2]);
    let first = account.json(&["deletions", "run", &file, "--yes"], 0);
    let batch = first["batch"].to_string();
    let again = account.run(&["deletions", "run", &file, "--yes"]).ended(4);
    assert_eq!(again.out, "");
    assert!(
        again.err.contains(&format!("batch {batch}")),
        "{}",
        again.err
    );
    assert!(again.err.contains("--again"), "{}", again.err);
    let anew = account.run(&[
        "deletions",
        "run",
        &file,
        "--yes",
        "--again",
        "--format",
        "json",
    ]);
    assert_eq!(
        anew.ended(1).json()["outcomes"],
        json!({"already_deleted": 2})
    );
}

#[test]
fn a_file_with_nothing_to_delete_makes_no_batch() {
    let account = Account::with(5);
    let file = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\nnobody@nowhere.example,\n",
    );
    let summary = account.json(&["deletions", "run", &file, "--yes"], 1);
    assert!(summary["batch"].is_null());
    assert_eq!(account.json(&["deletions", "list"], 0), json!([]));
}

#[test]
fn a_batch_that_waits_can_be_withdrawn_and_touches_nothing() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    let words = ["deletions", "run", &file, "--yes", "--wait", "3"];
    let summary = account.json(&words, 0);
    assert_eq!(summary["state"], "scheduled");
    assert!(summary["users_after"].is_null());
    let batch = summary["batch"].to_string();
    account.run(&["deletions", "cancel", &batch]).ended(4);
    account.run(&["deletions", "withdraw", &batch]).ended(0);
    let told = account.run(&words).ended(0).err;
    // The way to withdraw it ends its sentence: the next one is about who works on it.
    assert!(
        told.contains("takes it back. Nobody works for this account now"),
        "{told}"
    );
    account.run(&["deletions", "withdraw", &batch]).ended(4);
    let shown = account.json(&["deletions", "show", &batch], 0);
    assert_eq!(shown["state"], "withdrawn");
    assert_eq!(account.learners().len(), 20);
    account.run(&["deletions", "show", "4711"]).ended(1);
}

#[test]
fn the_purge_can_be_left_for_later() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    let summary = account.json(&["deletions", "run", &file, "--yes", "--no-purge"], 0);
    assert_eq!(summary["state"], "erasing");
    assert_eq!(summary["users_after"], 19);
    let batch = summary["batch"].to_string();
    let summary = account.json(&["deletions", "resume", &batch], 0);
    assert_eq!(summary["state"], "completed");
    account.run(&["deletions", "resume", &batch]).ended(4);
}

#[test]
fn a_deleted_identifier_is_answered_for_and_can_be_released() {
    let account = Account::with(20);
    let learners = account.learners();
    let gone = &learners[0].id;
    let file = account.leavers("leavers.csv", &learners[..1]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);
    let answer = |key: &str| account.json(&["deletions", "find", key], 0)["answer"].clone();
    assert_eq!(answer(gone), "deleted");
    assert_eq!(answer(&learners[1].id), "still_here");
    assert_eq!(answer("E-never"), "never_seen");
    let said = account.run(&["deletions", "find", gone]).ended(0).out;
    assert!(said.contains("batch 1, line 2"), "{said}");

    let roster = account.file(
        "roster.csv",
        format!("preferred_first_name,unique_user_id\nAyu,{gone}\n"),
    );
    account.run(&["users", "import", &roster]).ended(1);
    account
        .run(&["deletions", "release", gone, "--reason", "Rehired"])
        .ended(0);
    account.run(&["users", "import", &roster]).ended(0);
    assert_eq!(answer(gone), "still_here");
    account
        .run(&["deletions", "release", "E-never", "--reason", "x"])
        .ended(1);
}

#[test]
fn who_changed_their_address_or_is_gone_is_answered_for_by_what_they_were_called() {
    let account = Account::with(20);
    let learners = account.learners();
    let (id, before) = (&learners[0].id, &learners[0].email);
    let edit = ["users", "edit", id, "--email", "new@enigma.example"];
    account.run(&edit).ended(0);
    let found = account.json(&["deletions", "find", before], 0);
    assert_eq!(found["answer"], "given_up");
    assert!(found["user"].is_number() && found["given_up_by"].is_string());
    // It is not kept so that it could be read.
    let bytes = std::fs::read(account.path("offboard.db")).unwrap();
    let table = b"CREATE TABLE given_up";
    assert!(bytes.windows(table.len()).any(|part| part == table));
    let row = ("roster.csv", "unique_user_id,new_unique_user_id\n");
    let roster = account.file(row.0, format!("{}{},E-new\n", row.1, learners[1].id));
    account.run(&["users", "import", &roster]).ended(0);
    let answer = |key: &str| account.json(&["deletions", "find", key], 0)["answer"].clone();
    assert_eq!(answer(&learners[1].id), "given_up");

    let file = account.leavers("leavers.csv", &learners[..1]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);
    let found = account.json(&["deletions", "find", before], 0);
    assert_eq!(found["answer"], "given_up");
    assert!(found["user"].is_null() && found["batch"] == 1);
    let said = account.run(&["deletions", "find", before]).ended(0).out;
    assert!(
        said.contains("gave it up on") && said.contains("deleted later"),
        "{said}"
    );
    // Whoever asks for them by any other door is told the same.
    for words in [
        &["users", "show", id][..],
        &["requests", "list", "--user", id],
        &[
            "requests",
            "new",
            id,
            "--kind",
            "delete",
            "--channel",
            "Telephone",
        ],
        &["reports", "learner", id],
    ] {
        let said = account.run(words).ended(1).err;
        assert!(said.contains("in batch 1, line 2"), "{words:?}: {said}");
        assert!(!said.contains("spelling"), "{words:?}: {said}");
    }
    let said = account.run(&["users", "show", before]).ended(1).err;
    assert!(said.contains("gave it up on"), "{said}");
    let log = account.json(&["audit", "list", "--user", id], 0);
    assert!(!log.as_array().unwrap().is_empty());
}

#[test]
fn a_certificate_names_the_upload_that_is_kept() {
    let account = Account::with(20);
    account
        .run(&["account", "set", "keep_upload_days", "30"])
        .ended(0);
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);
    let names = |account: &Account| {
        let written = account.json(&["deletions", "certificate", "1"], 0);
        written["out_of_reach"].to_string()
    };
    let kept = names(&account);
    assert!(
        kept.contains("the uploaded file") && kept.contains("30 days"),
        "{kept}"
    );
    account
        .run(&["account", "set", "keep_upload_days", "0"])
        .ended(0);
    let file = account.leavers("others.csv", &account.learners()[..1]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);
    let left = names(&account);
    assert!(
        !left.contains("uploaded file,") && left.contains("backups"),
        "{left}"
    );
}

#[test]
fn a_learner_on_hold_is_not_deleted() {
    let account = Account::with(20);
    let learners = account.learners();
    account
        .run(&["users", "hold", &learners[0].id, "--reason", "Case 7"])
        .ended(0);
    let file = account.leavers("leavers.csv", &learners[..2]);
    let summary = account.json(&["deletions", "run", &file, "--yes"], 1);
    assert_eq!(summary["outcomes"], json!({"deleted": 1, "on_hold": 1}));
    assert_eq!(account.learners().len(), 19);
}

#[test]
fn a_certificate_is_verified_and_a_forged_one_is_not() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);
    account
        .run(&["deletions", "certificate", "1", "-o", "certificate.json"])
        .ended(0);
    let text = std::fs::read_to_string(account.path("certificate.json")).unwrap();
    let certificate: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(certificate["batch"], 1);
    let verify = |name: &str| account.run(&["deletions", "certificate", "--verify", name]);
    verify("certificate.json").ended(0);
    account.file("forged.json", text.replace("Enigma Hub", "Enigma Hut"));
    verify("forged.json").ended(1);
    account.file("other.json", "{}");
    verify("other.json").ended(1);
}

#[test]
fn quiet_says_nothing_but_the_data() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    let words = [
        "--quiet",
        "deletions",
        "run",
        &file,
        "--yes",
        "--format",
        "jsonl",
    ];
    let ran = account.run(&words).ended(0);
    assert_eq!(ran.err, "");
    assert_eq!(ran.out.lines().count(), 1);
    assert_eq!(ran.json()["state"], "completed");
}
