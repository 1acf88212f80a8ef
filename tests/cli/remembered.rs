//! Where the columns of a file go is said once: the next file with the same header line is read the same way, and says so.

use crate::harness::Account;

const ROSTER: &str = "Vorname;Kostenstelle;E-Mail;Parkplatz\nSiti;4711;siti@x.example;P1\n";
const NEXT: &str = "Vorname;Kostenstelle;E-Mail;Parkplatz\nBudi;0815;budi@x.example;P2\n";

#[test]
fn what_was_said_of_a_header_line_is_used_again_and_can_be_forgotten() {
    let account = Account::with(0);
    let file = account.file("one.csv", ROSTER);
    let said = [
        "users",
        "import",
        &file,
        "--map",
        "Kostenstelle=attribute:Cost centre",
        "--ignore",
        "Parkplatz",
    ];
    account.run(&["users", "import", &file]).ended(1);
    // What is only checked is not remembered.
    account.run(&[&said[..], &["--check"]].concat()).ended(0);
    account.run(&["users", "import", &file]).ended(1);
    account.run(&said).ended(0);
    let next = account.file("two.csv", NEXT);
    let ran = account.run(&["users", "import", &next]).ended(0);
    assert!(
        ran.err
            .contains("the last time a file with this header line was imported"),
        "{}",
        ran.err
    );
    let budi = account.json(&["users", "show", "budi@x.example"], 0);
    assert_eq!(budi["attributes"]["Cost centre"], "0815");
    assert!(budi["attributes"].get("Parkplatz").is_none());
    // Another header line is another file.
    let other = account.file("three.csv", NEXT.replace("Parkplatz", "Parkhaus"));
    account.run(&["users", "import", &other]).ended(1);
    let log = account.run(&["audit", "list"]).ended(0).out;
    assert!(log.contains("columns: remembered"), "{log}");
    account
        .run(&["users", "import", &next, "--forget-columns"])
        .ended(1);
    account.run(&["users", "import", &next]).ended(1);
    let ran = account
        .run(&["users", "import", &next, "--forget-columns"])
        .ended(1);
    assert!(ran.err.contains("Nothing is remembered"), "{}", ran.err);
    account.run(&["audit", "verify"]).ended(0);
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn what_was_said_is_remembered_although_the_import_is_refused_and_the_refusal_stands_in_the_log() {
    let account = Account::with(0);
    let one = account.file("one.csv", "Email\nsiti@x.example\n");
    account.run(&["users", "import", &one]).ended(0);
    let leavers = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\nsiti@x.example,\n",
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
    let header = "Email,Cost centre";
    let bad = account.file(
        "bad.csv",
        format!("{header}\nsiti@x.example,4711\nbudi@x.example,1\n"),
    );
    let words = ["users", "import", &bad, "--map", "Cost centre=attribute"];
    let checked: Vec<&str> = words.into_iter().chain(["--check"]).collect();
    account.run(&checked).ended(1);
    account.run(&["users", "import", &bad]).ended(1);
    let said = account.run(&words).ended(1).err;
    assert!(
        said.contains("Where its columns go is remembered"),
        "{said}"
    );
    let log = account.json(&["audit", "list", "--refused"], 0);
    let detail = log[0]["detail"].as_str().unwrap();
    assert_eq!(
        detail,
        "act=users_import why=email_deleted users=1 columns=remembered"
    );
    let shown = account.run(&["audit", "list", "--refused"]).ended(0).out;
    assert!(shown.contains("email of a deleted user"), "{shown}");
    let good = account.file("good.csv", format!("{header}\nbudi@x.example,1\n"));
    account.run(&["users", "import", &good]).ended(0);
    account.run(&["audit", "verify"]).ended(0);
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn what_times_count_is_asked_once_and_remembered_for_the_header_line() {
    let account = Account::with(0);
    let one = account.file("one.csv", "Email\nsiti@x.example\n");
    account.run(&["users", "import", &one]).ended(0);
    let report = |name: &str, time: &str| {
        account.file(name, format!("Email,Hours Viewed\nsiti@x.example,{time}\n"))
    };
    let file = report("october.csv", "1:30");
    let words = ["learning", "import", &file, "--period", "2026-10"];
    let said = account.run(&words).ended(1).err;
    assert!(said.contains("--times hours-minutes"), "{said}");
    let with: Vec<&str> = words
        .into_iter()
        .chain(["--times", "hours-minutes"])
        .collect();
    let said = account.run(&with).ended(0).err;
    assert!(
        said.contains("go up by 90 minutes and keep their completions"),
        "{said}"
    );
    let less = report("less.csv", "0:30");
    let words = ["learning", "import", &less, "--period", "2026-10"];
    let said = account.run(&words).ended(0).err;
    assert!(said.contains("go down by 60 minutes"), "{said}");
    let whole = report("whole.csv", "1:30:00");
    let words = ["learning", "import", &whole, "--period", "2026-10"];
    account.run(&words).ended(0);
}

#[test]
fn the_order_of_dates_is_remembered_for_files_whose_dates_do_not_tell() {
    let account = Account::with(0);
    let header = "Email,Last access\n";
    let one = account.file("one.csv", format!("{header}a@x.example,03/04/2026\n"));
    account.run(&["users", "import", &one]).ended(1);
    account
        .run(&["users", "import", &one, "--dates", "day-first"])
        .ended(0);
    let two = account.file("two.csv", format!("{header}b@x.example,05/06/2026\n"));
    account.run(&["users", "import", &two]).ended(0);
    let shown = account.json(&["users", "list", "--search", "b@x"], 0);
    assert!(
        shown[0]["last_active"]
            .as_str()
            .unwrap()
            .starts_with("2026-06-05"),
        "{shown}"
    );
    // Dates that tell their own order are believed.
    let three = account.file("three.csv", format!("{header}c@x.example,05/26/2026\n"));
    account.run(&["users", "import", &three]).ended(0);
    let shown = account.json(&["users", "list", "--search", "c@x"], 0);
    assert!(
        shown[0]["last_active"]
            .as_str()
            .unwrap()
            .starts_with("2026-05-26"),
        "{shown}"
    );
}

#[test]
fn a_learning_report_is_read_as_the_one_before() {
    let account = Account::with(0);
    let roster = account.file("roster.csv", "Email\nsiti@x.example\n");
    account.run(&["users", "import", &roster]).ended(0);
    let report = "Email,Hours Viewed,Region\nsiti@x.example,1:00:00,West\n";
    let file = account.file("report.csv", report);
    let words = ["learning", "import", &file, "--period", "2026-10"];
    account.run(&words).ended(1);
    account
        .run(&[&words[..], &["--ignore", "Region"]].concat())
        .ended(0);
    account.run(&words).ended(0);
}
