//! Learning reports: a period counts once, whoever is deleted stays in the totals, and nothing is left out without a word.

use serde_json::{Value, json};

use crate::harness::Account;

const ROSTER: &str = "preferred_first_name,primary_email_address,unique_user_id\n\
                      Siti,siti@x.example,E-1\nBudi,budi@x.example,E-2\nChloé,chloe@x.example,E-3\n";

const DETAIL: &str = "Email,Unique User ID,Content Name,Percent Completed,Completed At,First Viewed,Last Viewed,Time Viewed\n\
                      siti@x.example,E-1,Excel,100,2026-10-05,2026-10-01,2026-10-05,1:00:00\n\
                      siti@x.example,E-1,Rust,50,,2026-10-06,2026-10-07,0:30:00\n\
                      budi@x.example,,Excel,20,,2026-10-08,2026-10-08,0:10:00\n";

fn account() -> Account {
    let account = Account::with(0);
    let roster = account.file("roster.csv", ROSTER);
    account.run(&["users", "import", &roster]).ended(0);
    account
}

fn import(account: &Account, name: &str, content: &str, more: &[&str], code: i32) -> String {
    let file = account.file(name, content);
    let words: Vec<&str> = ["learning", "import", &file]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    account.run(&words).ended(code).err
}

fn months(account: &Account) -> Value {
    account.json(&["reports", "aggregate"], 0)
}

fn october(active: u64, completions: u64, minutes: u64) -> Value {
    json!([{"month": "2026-10", "active_learners": active, "completions": completions, "minutes": minutes}])
}

#[test]
fn a_period_of_which_no_row_names_a_day_is_refused() {
    let account = account();
    let outside =
        "lies outside the period 2026-09-01..2026-09-30: they name 2026-10-01..2026-10-08.";
    let september = ["--period", "2026-09", "--check"];
    let said = import(&account, "october.csv", DETAIL, &september, 1);
    assert!(said.contains(outside), "{said}");
    let said = import(&account, "october.csv", DETAIL, &september[..2], 1);
    assert!(said.contains(outside), "{said}");
    assert_eq!(months(&account), json!([]));
    // One day in common is enough.
    let week = ["--period", "2026-10-08..2026-10-14", "--check"];
    let said = import(&account, "october.csv", DETAIL, &week, 0);
    assert!(!said.contains("outside"), "{said}");
}

#[test]
fn of_a_learner_who_stands_twice_in_a_summary_the_line_counts_that_is_not_told() {
    let account = account();
    let period = ["--period", "2026-10"];
    let summary = "Email,Hours viewed,Courses completed\n\
                   siti@x.example,1.5,1\nchloe@x.example,2,1\nsiti@x.example,1,7\n";
    let file = account.file("twice.csv", summary);
    let words = [
        "learning", "import", &file, "--check", "--period", "2026-10",
    ];
    let listed = account.json(&words, 1);
    let told: Vec<_> = listed.as_array().unwrap().iter().collect();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (&told[0]["line"], &told[0]["code"]),
        (&json!(4), &json!("duplicate"))
    );
    import(&account, "twice.csv", summary, &period, 1);
    assert_eq!(months(&account), october(2, 2, 210));
    // By address and by ID it is the same learner.
    let summary =
        "Email,Unique User ID,Hours viewed\nSITI@x.example,,5\n,E-1,1\nchloe@x.example,,1\n";
    import(&account, "twice.csv", summary, &period, 1);
    assert_eq!(months(&account), october(2, 0, 360));
}

#[test]
fn rows_of_a_detail_about_the_same_content_are_added_up_and_told_as_counted() {
    let account = account();
    let detail = "Email,Content name,Time viewed\nsiti@x.example,Excel,2:00:00\nsiti@x.example,Excel,0:10:00\n";
    let said = import(&account, "twice.csv", detail, &["--period", "2026-10"], 0);
    assert!(said.contains("2 rows, 2 about learners"), "{said}");
    assert_eq!(months(&account), october(1, 0, 130));
    // No row names a day: nobody was active on one.
    let users = account.json(&["users", "list", "--search", "siti"], 0);
    assert_eq!(users[0]["last_active"], Value::Null);
}

#[test]
fn last_active_is_a_day_that_a_row_names() {
    let account = account();
    let detail = "Email,Content name,Time viewed,Last viewed\n\
                  siti@x.example,Excel,1:00:00,2026-10-08\nbudi@x.example,Excel,1:00:00,2026-09-20\n";
    import(&account, "odd.csv", detail, &["--period", "2026-10"], 0);
    let users = account.json(&["users", "list", "--search", "budi"], 0);
    assert_eq!(users[0]["last_active"], "2026-09-20T12:00:00Z");
}

#[test]
fn a_report_that_takes_most_learners_away_is_asked_about() {
    let account = account();
    let period = ["--period", "2026-10"];
    let summary = "Email,Hours viewed\nsiti@x.example,1\nbudi@x.example,1\nchloe@x.example,1\n";
    import(&account, "october.csv", summary, &period, 0);
    let kept = october(3, 0, 180);
    for cut in [
        "Email,Hours viewed\n",
        "Email,Hours viewed\nsiti@x.example,1\n",
    ] {
        let said = import(&account, "cut.csv", cut, &period, 2);
        assert!(said.contains("would lose what it said"), "{said}");
        assert!(said.contains("--yes"), "{said}");
        assert_eq!(months(&account), kept);
    }
    // A check takes nothing away.
    let check = ["--period", "2026-10", "--check"];
    let said = import(&account, "cut.csv", "Email,Hours viewed\n", &check, 0);
    assert!(said.contains("3 learners of the earlier import"), "{said}");
    let yes = ["--period", "2026-10", "--yes"];
    import(&account, "cut.csv", "Email,Hours viewed\n", &yes, 0);
    assert_eq!(account.json(&["reports", "aggregate"], 0)[0]["minutes"], 0);
    // A detail is held to the same.
    import(&account, "detail.csv", DETAIL, &period, 0);
    let header = DETAIL.lines().next().unwrap();
    import(&account, "none.csv", &format!("{header}\n"), &period, 2);
    assert_eq!(months(&account), october(2, 1, 100));
}

#[test]
fn what_a_period_cannot_hold_is_refused_whole() {
    let account = account();
    let ahead = import(
        &account,
        "ahead.csv",
        "Email,Hours viewed\nsiti@x.example,1\n",
        &["--period", "2096-05"],
        1,
    );
    assert!(
        ahead.contains("2096-05-01..2096-05-31 lies ahead"),
        "{ahead}"
    );
    let period = ["--period", "2026-10"];
    let too_much = [
        "Email,Hours viewed\nbudi@x.example,1\nsiti@x.example,744.1\n",
        "Email,Days logged in,Hours viewed\nbudi@x.example,31,1\nsiti@x.example,32,1\n",
        "Email,Content name,Time viewed\nbudi@x.example,Excel,1:00:00\n\
         siti@x.example,Excel,744:00:00\nsiti@x.example,Rust,0:01:00\n",
    ];
    for report in too_much {
        let said = import(&account, "much.csv", report, &period, 1);
        assert!(said.contains("Line 3 says more time"), "{said}");
        assert_eq!(months(&account), json!([]));
    }
    // Powers of ten are damage, and a number without a unit says nothing.
    let damaged = "Email,Hours viewed\nsiti@x.example,1e3\nbudi@x.example,2\n";
    let said = import(&account, "damaged.csv", damaged, &period, 1);
    assert!(said.contains("2 rows, 1 about learners"), "{said}");
    assert_eq!(months(&account), october(1, 0, 120));
    let file = account.file(
        "unit.csv",
        "Email,Content name,Time viewed\nsiti@x.example,Excel,10\n",
    );
    let words = [
        "learning", "import", &file, "--check", "--period", "2026-10",
    ];
    assert_eq!(account.json(&words, 1)[0]["code"], "time_without_unit");
}

#[test]
fn a_detail_fills_the_reports_and_counts_once() {
    let account = account();
    let period = ["--period", "2026-10"];
    import(&account, "october.csv", DETAIL, &period, 0);
    assert_eq!(months(&account), october(2, 1, 100));
    import(&account, "again.csv", DETAIL, &period, 0);
    assert_eq!(months(&account), october(2, 1, 100));
    let learner = account.json(&["reports", "learner", "E-1"], 0);
    let excel = &learner.as_array().unwrap()[1];
    assert_eq!(excel["title"], "Excel");
    assert_eq!(
        (&excel["percent"], &excel["minutes"]),
        (&json!(100), &json!(60))
    );
    let courses = account.json(&["reports", "aggregate", "--by", "course"], 0);
    assert_eq!(courses[0]["title"], "Excel");
    assert_eq!(
        (&courses[0]["minutes"], &courses[0]["completions"]),
        (&json!(70), &json!(1))
    );
    let users = account.json(&["users", "list", "--search", "budi"], 0);
    assert_eq!(users[0]["last_active"], "2026-10-08T12:00:00Z");
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn the_same_period_again_takes_the_place_of_what_it_said() {
    let account = account();
    let period = ["--period", "2026-10-01..2026-10-31"];
    import(&account, "october.csv", DETAIL, &period, 0);
    let without_budi: String = DETAIL
        .lines()
        .take(3)
        .map(|line| format!("{line}\n"))
        .collect();
    let without_budi = without_budi.replace("0:30:00", "0:45:00");
    let said = import(&account, "corrected.csv", &without_budi, &period, 0);
    assert!(
        said.contains("1 learner of the earlier import is not in this one"),
        "{said}"
    );
    assert_eq!(months(&account), october(1, 1, 105));
    assert_eq!(account.json(&["reports", "learner", "E-2"], 0), json!([]));
}

#[test]
fn a_summary_adds_only_what_a_detail_does_not_know() {
    let account = account();
    let period = ["--period", "2026-10"];
    let summary = "Name,Email,Unique User ID,Days Logged In,Hours Viewed,Course Views,Course Completions\n\
                   Siti,siti@x.example,E-1,4,2:00:00,3,2\nChloé,chloe@x.example,E-3,1,0:05:00,1,0\n";
    import(&account, "summary.csv", summary, &period, 0);
    assert_eq!(months(&account), october(2, 2, 125));
    import(&account, "detail.csv", DETAIL, &period, 0);
    // Siti's detail explains 90 of her 120 minutes; Budi's ten are new.
    assert_eq!(months(&account), october(3, 2, 135));
    import(&account, "summary.csv", summary, &period, 0);
    assert_eq!(months(&account), october(3, 2, 135));
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn deleted_learners_stay_in_the_totals_and_leave_nothing_else() {
    let account = account();
    let period = ["--period", "2026-10"];
    let summary = "Email,Hours Viewed\nsiti@x.example,2:00:00\n";
    import(&account, "summary.csv", summary, &period, 0);
    import(&account, "detail.csv", DETAIL, &period, 0);
    let leavers = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,E-1\n",
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
    assert_eq!(months(&account), october(2, 1, 130));
    let said = import(&account, "again.csv", DETAIL, &period, 1);
    assert!(said.contains("1 about learners"), "{said}");
    assert_eq!(months(&account), october(2, 1, 130));
    account.run(&["db", "check"]).ended(0);
}

#[test]
fn a_period_that_overlaps_another_is_refused() {
    let account = account();
    import(&account, "october.csv", DETAIL, &["--period", "2026-10"], 0);
    let said = import(
        &account,
        "quarter.csv",
        DETAIL,
        &["--period", "2026-10-15..2026-12-31"],
        1,
    );
    assert!(said.contains("2026-10-01..2026-10-31"), "{said}");
    assert_eq!(months(&account), october(2, 1, 100));
}

#[test]
fn what_is_not_known_stops_the_import_until_somebody_says_where_it_goes() {
    let account = account();
    let odd = DETAIL.replace("Time Viewed", "Verweildauer");
    let period = ["--period", "2026-10"];
    let said = import(&account, "odd.csv", &odd, &period, 1);
    assert!(
        said.contains("Verweildauer   1:00:00 · 0:30:00 · 0:10:00"),
        "{said}"
    );
    assert_eq!(months(&account), json!([]));
    let mapped = ["--period", "2026-10", "--map", "Verweildauer=time_viewed"];
    import(&account, "odd.csv", &odd, &mapped, 0);
    assert_eq!(months(&account), october(2, 1, 100));
    let wrong = ["--period", "2026-10", "--map", "Verweildauer=the moon"];
    import(&account, "odd.csv", &odd, &wrong, 1);
}

#[test]
fn a_check_changes_nothing_and_rows_of_strangers_are_listed() {
    let account = account();
    let file = account.file(
        "october.csv",
        format!("{DETAIL}nobody@x.example,,Excel,1,,,,0:01:00\n"),
    );
    let words = [
        "learning", "import", &file, "--check", "--period", "2026-10",
    ];
    let listed = account.json(&words, 1);
    assert_eq!(listed[0]["line"], 5);
    assert_eq!(listed[0]["learner"], "nobody@x.example");
    assert_eq!(listed[0]["code"], "not_found");
    assert_eq!(months(&account), json!([]));
    let said = account.run(&["learning", "import", &file]).ended(1).err;
    assert!(said.contains("--period 2026-10-01..2026-10-08"), "{said}");
}

#[test]
fn a_report_that_takes_away_says_so_in_words() {
    let account = account();
    import(
        &account,
        "first.csv",
        DETAIL,
        &["--period", "2026-10", "--yes"],
        0,
    );
    let fewer = DETAIL.lines().take(2).collect::<Vec<_>>().join("\n");
    let again = ["--period", "2026-10", "--yes"];
    let file = account.file("fewer.csv", fewer.replace("1:00:00", "0:40:00"));
    let words = [&["learning", "import", file.as_str()][..], &again].concat();
    let ran = account.run(&words);
    let said = format!("{}{}", ran.out, ran.err);
    assert!(
        said.contains("60 minutes less, 0 completions more."),
        "{said}"
    );
}
