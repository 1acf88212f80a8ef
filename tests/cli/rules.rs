//! Retention rules from the command line, as a timer and a person ask for them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::harness::Account;

/// A day so many days ago, as a list of users has it.
fn days_ago(days: u64) -> String {
    let then = SystemTime::now() - Duration::from_secs(days * 86_400);
    let days = then.duration_since(UNIX_EPOCH).unwrap().as_secs() / 86_400;
    let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(i64::try_from(days).unwrap());
    day.to_string()
}

/// An account made by `init` and filled by a file: Ana was active yesterday, Budi and Chloé two years and a half ago, and of
/// Dian nothing is known.
fn account() -> Account {
    let account = Account::with(0);
    let (old, new) = (days_ago(900), days_ago(1));
    let rows = format!(
        "Ana,Lee,ana@enigma.example,E-1,{new}\nBudi,Lee,budi@enigma.example,E-2,{old}\n\
         Chloé,Lee,chloe@enigma.example,E-3,{old}\nDian,Lee,dian@enigma.example,E-4,\n"
    );
    let header =
        "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id,Last access";
    let roster = account.file("roster.csv", format!("{header}\n{rows}"));
    account.run(&["users", "import", &roster]).ended(0);
    account
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn a_timer_proposes_once_and_a_person_confirms() {
    let account = account();
    account.run(&["rules", "add"]).ended(2);
    account.run(&["rules", "add", "--months", "0"]).ended(2);
    account.run(&["rules", "add", "--months", "24"]).ended(0);
    account.run(&["rules", "add", "--months", "24"]).ended(4);
    let listed = account.json(&["rules", "list"], 0);
    let rule = &listed[0];
    assert_eq!(rule["license"], "no_license");
    assert_eq!(
        (&rule["months"], &rule["or_unknown"]),
        (&24.into(), &false.into())
    );
    assert_eq!(
        (&rule["names"], &rule["standing"]),
        (&2.into(), &"quiet".into())
    );
    let proposed = account.json(&["rules", "propose"], 0);
    assert_eq!(proposed[0]["standing"], "proposed");
    let at = proposed[0]["proposed_at"].clone();
    assert!(at.is_string());
    // The next night: nothing is proposed twice, and that is no failure.
    let again = account
        .run(&["rules", "propose", "--format", "json"])
        .ended(0);
    assert!(
        again.err.contains("has proposed a deletion already"),
        "{}",
        again.err
    );
    assert_eq!(again.json()[0]["proposed_at"], at);
    assert_eq!(
        account
            .json(&["users", "list"], 0)
            .as_array()
            .unwrap()
            .len(),
        4
    );
    let rows = account
        .run(&["rules", "check", "1", "--rows", "--format", "csv"])
        .ended(0);
    assert!(rows.out.contains("budi@enigma.example") && rows.out.contains("chloe@enigma.example"));
    assert!(
        !rows.out.contains("dian@") && !rows.out.contains("ana@"),
        "{}",
        rows.out
    );
    account.run(&["rules", "run", "1"]).ended(2);
    // Two of four are past the gate of a fifth.
    account.run(&["rules", "run", "1", "--yes"]).ended(1);
    let confirm = ["rules", "run", "1", "--yes", "--confirm", "delete 2 users"];
    let done = account.json(&confirm, 0);
    assert_eq!(done["state"], "completed");
    assert_eq!(
        account
            .json(&["users", "list"], 0)
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let after = account.json(&["rules", "list"], 0);
    assert_eq!(
        (&after[0]["names"], &after[0]["standing"]),
        (&0.into(), &"quiet".into())
    );
    let nobody = account.run(&["rules", "propose", "1"]).ended(0);
    assert!(nobody.err.contains("names nobody"), "{}", nobody.err);
    account.run(&["rules", "propose", "7"]).ended(1);
    account.run(&["rules", "remove", "1"]).ended(0);
    account.run(&["rules", "run", "1", "--yes"]).ended(1);
}

#[test]
fn who_was_added_lately_is_not_named_although_nothing_is_known_of_them() {
    let account = account();
    let words = ["rules", "add", "--months", "24", "--or-unknown"];
    account.run(&words).ended(0);
    let listed = account.json(&["rules", "list"], 0);
    assert_eq!(listed[0]["names"], 2, "Dian came today");
}
