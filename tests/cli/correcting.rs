//! Rows that failed in an import: listed with the learners who are near, corrected by what somebody says of them, and by
//! nothing else, in an import that the log links to the first one.

use serde_json::{Value, json};

use crate::harness::Account;

const FIRST: &str = "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id,work_title\n\
                     Siti,Aminah,siti@x.example,E-1,Engineer\nBudi,Santoso,budi@x.example,E-2,Analyst\n\
                     Chloé,Dubois,chloe@x.example,E-3,Lead\n";
/// Line 2 is well, on line 3 email and ID lead to two people, line 4 has no address, line 5 too many cells.
const NEXT: &str = "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id,work_title\n\
                    Siti,Aminah,siti@x.example,E-1,Director\nBudi,Santoso,budi@x.example,E-3,Head\n\
                    Chloé,Dubois,chloe at x,,Chief\nDewi,Sari,dewi@x.example,E-9,Boss,more\n";

fn account() -> Account {
    let account = Account::with(0);
    let roster = account.file("roster.csv", FIRST);
    account.run(&["users", "import", &roster]).ended(0);
    account
}

/// The same with [`NEXT`] taken in where it is well: the file, and the number of the entry that says so.
fn taken_in_part() -> (Account, String, String) {
    let account = account();
    let file = account.file("next.csv", NEXT);
    account
        .run(&["users", "import", &file, "--in-part"])
        .ended(1);
    let number = entry(&account)["number"].as_u64().unwrap().to_string();
    (account, file, number)
}

fn titles(account: &Account) -> Value {
    let users = account.json(&["users", "list"], 0);
    let title = |user: &Value| {
        let id = user["unique_user_id"].as_str().unwrap();
        account.json(&["users", "show", id], 0)["job_title"].clone()
    };
    users.as_array().unwrap().iter().map(title).collect()
}

/// The newest entry of the log.
fn entry(account: &Account) -> Value {
    account.json(&["audit", "list", "--limit", "1"], 0)[0].clone()
}

/// What was corrected is not listed again, and not corrected twice.
fn corrected_is_done(account: &Account, file: &str, (number, entry): (&str, &Value)) {
    let again = entry["number"].as_u64().unwrap().to_string();
    let listed = account.json(&["users", "correct", number, file], 0);
    let listed = listed.as_array().unwrap();
    let lines: Vec<&Value> = listed.iter().map(|row| &row["line"]).collect();
    assert_eq!(lines, [5]);
    let words = ["users", "correct", number, file, "--take", "3=E-2"];
    let said = account.run(&words).ended(1).err;
    assert!(said.contains("nothing to correct on line 3"), "{said}");
    let said = account
        .run(&["users", "correct", &again, file])
        .ended(1)
        .err;
    assert!(said.contains("no row failed"), "{said}");
}

#[test]
fn rows_that_failed_become_a_linked_import_of_their_own() {
    let account = account();
    let file = account.file("next.csv", NEXT);
    let said = account
        .run(&["users", "import", &file, "--in-part"])
        .ended(1)
        .err;
    let number = entry(&account)["number"].as_u64().unwrap().to_string();
    assert!(
        said.contains(&format!("users correct {number} FILE")),
        "{said}"
    );
    // Whoever changed meanwhile is not changed back by the rows that were right.
    account
        .run(&["users", "edit", "E-1", "--job-title", "Chair"])
        .ended(0);

    let listed = account.json(&["users", "correct", &number, &file], 0);
    let listed = listed.as_array().unwrap();
    let lines: Vec<&Value> = listed.iter().map(|row| &row["line"]).collect();
    assert_eq!(lines, [3, 4, 5]);
    assert_eq!(listed[0]["code"], "ids_disagree");
    assert_eq!(listed[1]["code"], "invalid_email");
    let near = |row: &Value| row["nearest"][0]["unique_user_id"].clone();
    assert_eq!(
        (near(&listed[0]), near(&listed[1])),
        (json!("E-2"), json!("E-3"))
    );
    // Nothing is taken by itself.
    assert_eq!(titles(&account), json!(["Analyst", "Lead", "Chair"]));

    let words = [
        "users",
        "correct",
        &number,
        &file,
        "--take",
        "3=E-2",
        "--take",
        "4=E-3",
        "--set",
        "4:Work_Title=CTO",
    ];
    let checked: Vec<&str> = words.into_iter().chain(["--check"]).collect();
    let told = account.run(&checked).ended(0).err;
    assert!(
        told.contains("0 added, 2 changed, 0 unchanged, 0 refused"),
        "{told}"
    );
    assert_eq!(titles(&account), json!(["Analyst", "Lead", "Chair"]));
    account.run(&words).ended(0);
    assert_eq!(titles(&account), json!(["Head", "CTO", "Chair"]));
    let entry = entry(&account);
    let detail = entry["detail"].as_str().unwrap();
    let expected = format!("corrected=2 taken=2 corrects_entry={number}");
    assert!(detail.contains(&expected), "{detail}");
    assert!(detail.contains("corrected_lines=3-4"), "{detail}");
    corrected_is_done(&account, &file, (&number, &entry));
    account.run(&["audit", "verify"]).ended(0);
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn what_cannot_be_corrected_is_refused_with_the_reason_and_nothing_is_done() {
    let (account, file, number) = taken_in_part();
    let correct = |more: &[&str], code: i32| {
        let words = ["users", "correct", &number, &file].into_iter();
        let words: Vec<&str> = words.chain(more.iter().copied()).collect();
        account.run(&words).ended(code).err
    };
    for (more, code, says) in [
        (&["--take", "2=E-1"][..], 1, "nothing to correct on line 2"),
        (&["--take", "99=E-1"], 1, "nothing to correct on line 99"),
        (&["--take", "5=E-1"], 1, "line 5"),
        (
            &["--take", "3=E-2", "--take", "3=E-3"],
            1,
            "A row means one",
        ),
        (&["--set", "3:Cost centre=x"], 1, "say which cell"),
        (&["--set", "3"], 1, "say which cell"),
        (&["--take", "3=E-404"], 1, ""),
    ] {
        let said = correct(more, code);
        assert!(said.contains(says), "{more:?}: {said}");
    }
    let words = ["users", "correct", "1", &file, "--take", "3=E-2"];
    let said = account.run(&words).ended(1).err;
    assert!(
        said.contains("Entry 1 of the activity log is no import"),
        "{said}"
    );
    assert_eq!(titles(&account), json!(["Analyst", "Lead", "Director"]));
    // A learner whom no column of the file can name.
    let by_id = account.file("ids.csv", "Employee ID,Title\n1.04E+05,Head\n");
    let only = account.file(
        "mail.csv",
        "preferred_first_name,primary_email_address\nAna,ana@x.example\n",
    );
    account.run(&["users", "import", &only]).ended(0);
    let words = ["users", "import", &by_id, "--take", "2=ana@x.example"];
    let said = account.run(&words).ended(1).err;
    assert!(said.contains("No column of the file can name"), "{said}");
}

#[test]
fn an_entry_that_is_no_such_import_is_called_what_it_is_with_what_corrects_it() {
    let account = account();
    let file = account.file("next.csv", NEXT);
    let well = entry(&account)["number"].as_u64().unwrap();
    account.run(&["users", "import", &file]).ended(1);
    let refused = entry(&account)["number"].as_u64().unwrap();
    let report = account.file(
        "october.csv",
        "Email,Hours Viewed\nsiti@x.example,1:00:00\nnobody@y.example,2:00:00\n",
    );
    let words = ["learning", "import", &report, "--period", "2026-10"];
    account.run(&words).ended(1);
    let learning = entry(&account)["number"].as_u64().unwrap();
    let leavers = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,E-3\n",
    );
    account
        .run(&[
            "deletions",
            "run",
            &leavers,
            "--yes",
            "--confirm",
            "delete 1 user",
        ])
        .ended(0);
    let log = account.json(&["audit", "list"], 0);
    let of_batch = log.as_array().unwrap().iter();
    let of_batch = of_batch.filter(|entry| entry["batch"].is_number());
    let batch = of_batch
        .map(|entry| entry["number"].as_u64().unwrap())
        .max();
    for (number, says) in [
        (9_999, "has no entry 9999".to_owned()),
        (well, "no row failed".to_owned()),
        (refused, "refused as a whole".to_owned()),
        (
            learning,
            format!("offboard learning correct {learning} FILE"),
        ),
        (batch.unwrap(), "offboard deletions correct 1".to_owned()),
        (1, "is no import, but:".to_owned()),
    ] {
        let number = number.to_string();
        for more in [&[][..], &["--take", "3=E-2"]] {
            let words = ["users", "correct", &number, &file].into_iter();
            let words: Vec<&str> = words.chain(more.iter().copied()).collect();
            let said = account.run(&words).ended(1).err;
            assert!(said.contains(&says), "{number}: {said}");
        }
    }
    let number = well.to_string();
    let said = account
        .run(&["learning", "correct", &number, &report])
        .ended(1)
        .err;
    let says = format!("offboard users correct {number} FILE");
    assert!(said.contains(&says), "{said}");
}

#[test]
fn an_address_that_goes_to_somebody_new_is_named_with_both_sides() {
    let account = account();
    let file = account.file(
        "next.csv",
        "preferred_first_name,primary_email_address,unique_user_id\n\
         Nina,siti@x.example,E-9\nSiti,siti.aminah@x.example,E-1\n",
    );
    let words = ["users", "import", &file, "--check"];
    let said = account.run(&words).ended(0);
    assert!(
        said.out.contains("siti@x.example moves from E-1 to E-9"),
        "{}",
        said.out
    );
    assert!(
        said.err
            .contains("1 learner takes over an address or an ID"),
        "{}",
        said.err
    );
    let rows = account.json(&words, 0);
    assert_eq!(rows[0]["changes"][0]["from"]["called"], "E-1");
    assert_eq!(
        rows[1]["changes"][0]["to"],
        json!({"user": null, "called": "E-9"})
    );
    account.run(&["users", "import", &file]).ended(0);
    let detail = entry(&account)["detail"].clone();
    assert!(
        detail.as_str().unwrap().contains("taken_over=1"),
        "{detail}"
    );
    let log = account.json(&["audit", "list", "--user", "E-9"], 0);
    assert_eq!(log[0]["changes"][0]["from"]["called"], "E-1");
    account.run(&["audit", "verify"]).ended(0);
}

#[test]
fn what_is_said_before_an_import_holds_for_the_whole_file() {
    let account = account();
    let file = account.file("next.csv", NEXT.replace(",more", ""));
    let words = [
        "users",
        "import",
        &file,
        "--set",
        "3:unique_user_id=E-2",
        "--set",
        "4:primary_email_address=chloe@x.example",
    ];
    let said = account.run(&words).ended(0).err;
    assert!(said.contains("1 added, 3 changed"), "{said}");
    let entry = entry(&account);
    let detail = entry["detail"].as_str().unwrap();
    assert!(
        detail.ends_with(" corrected=2") || detail.contains(" corrected=2 "),
        "{detail}"
    );
    assert!(!detail.contains("corrects_entry="), "{detail}");
}

#[test]
fn rows_of_a_learning_report_count_for_whom_somebody_chose_and_count_once() {
    let account = account();
    let report = "Name,Email,Unique User ID,Hours Viewed,Course Views,Course Completions,Days Logged In\n\
                  Siti,siti@x.example,,1:00:00,1,1,1\nBudi Santoso,budi@y.example,,2:00:00,2,1,1\n\
                  Chloé,chloe@x.example,,soon,1,1,1\n";
    let file = account.file("october.csv", report);
    let period = ["--period", "2026-10"];
    let words = ["learning", "import", &file].into_iter().chain(period);
    let words: Vec<&str> = words.collect();
    let said = account.run(&words).ended(1).err;
    let number = entry(&account)["number"].as_u64().unwrap().to_string();
    assert!(
        said.contains(&format!("learning correct {number} FILE")),
        "{said}"
    );
    let listed = account.json(&["learning", "correct", &number, &file], 0);
    assert_eq!(listed[0]["nearest"][0]["unique_user_id"], "E-2");
    assert_eq!(
        (&listed[1]["code"], &listed[1]["nearest"]),
        (&json!("invalid_time"), &json!([]))
    );
    let words = ["learning", "correct", &number, &file, "--take", "3=E-2"];
    let words = words.into_iter().chain(["--set", "4:Hours Viewed=0:30:00"]);
    let words: Vec<&str> = words.chain(period).collect();
    account.run(&words).ended(0);
    let months = account.json(&["reports", "aggregate"], 0);
    let minutes = months[0]["minutes"].as_u64();
    assert_eq!(
        (minutes, &months[0]["active_learners"]),
        (Some(210), &json!(3))
    );
    let detail = entry(&account)["detail"].as_str().unwrap().to_owned();
    let expected = format!("corrected=2 taken=1 corrects_entry={number}");
    assert!(detail.contains(&expected), "{detail}");
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn a_row_with_too_many_cells_is_shown_as_it_was_read_and_corrected_by_its_cells() {
    let (account, file, number) = taken_in_part();
    let listed = account.json(&["users", "correct", &number, &file], 0);
    let cells = &listed[2]["cells"];
    assert_eq!(listed[2]["line"], 5);
    assert_eq!(cells[4], json!({"header": "work_title", "text": "Boss"}));
    assert_eq!(cells[5], json!({"header": null, "text": "more"}));
    let shown = account.run(&["users", "correct", &number, &file]).ended(0);
    for said in ["--set '5:work_title='   Boss", "left out   more"] {
        assert!(shown.out.contains(said), "{}", shown.out);
    }
    let words = [
        "users",
        "correct",
        &number,
        &file,
        "--set",
        "5:work_title=Boss, more",
    ];
    account.run(&words).ended(0);
    let dewi = account.json(&["users", "show", "E-9"], 0);
    assert_eq!(dewi["job_title"], "Boss, more", "{dewi}");
    assert_eq!(dewi["primary_email_address"], "dewi@x.example", "{dewi}");
}

#[test]
fn a_row_of_a_deletion_csv_with_too_many_cells_shows_them_and_a_learner_is_chosen() {
    let account = account();
    let leavers = "primary_email_address,unique_user_id\nSantoso, Budi,budi@x.example,E-2\nsiti@x.example,E-1\n";
    let file = account.file("leavers.csv", leavers);
    let confirm = ["--yes", "--confirm", "delete 1 user"];
    let words: Vec<&str> = ["deletions", "run", &file]
        .into_iter()
        .chain(confirm)
        .collect();
    account.run(&words).ended(1);
    let listed = account.json(&["deletions", "correct", "1"], 0);
    assert_eq!(listed[0]["code"], "wrong_field_count", "{listed}");
    assert_eq!(listed[0]["primary_email_address"], "budi@x.example");
    assert_eq!(listed[0]["name"], "Santoso, Budi, E-2");
    assert_eq!(listed[0]["nearest"][0]["unique_user_id"], "E-2", "{listed}");
    let words: Vec<&str> = ["deletions", "correct", "1", "--take", "2=E-2"]
        .into_iter()
        .chain(confirm)
        .collect();
    account.run(&words).ended(0);
    let gone = account.json(&["deletions", "find", "E-2"], 0);
    assert_eq!(gone["answer"], "deleted");
}
