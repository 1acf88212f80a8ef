//! Whom a deletion means, as the command line says it before anything is deleted.

use serde_json::json;

use crate::harness::Account;

/// An account made by hand: a manager, those who name her, and others.
fn by_hand(others: usize) -> Account {
    let account = Account::none();
    let words = ["init", "--account", "Trial", "--admin", "dl@enigma.example"];
    account.run(&words).ended(0);
    let mut roster = "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id,work_title,groups,attribute_Manager\n\
         Siti,Aminah,siti@enigma.example,E-7,Engineer,Sales,\n\
         Budi,Santoso,budi@enigma.example,E-8,Analyst,Sales;HR,SITI@enigma.example\n\
         Jürgen,Müller,,E-9,,,E-7\n\
         Chloé,Dubois,chloe@enigma.example,,,HR,siti aminah\n\
         Dewi,Lestari,dewi@enigma.example,E-11,,,Nobody here\n"
        .to_owned();
    let others = (0..others)
        .map(|number| format!("Person,{number},p{number}@enigma.example,P-{number},,Desk,\n"));
    roster.extend(others);
    let file = account.path("roster.csv");
    std::fs::write(&file, roster).unwrap();
    account
        .run(&["users", "import", file.to_str().unwrap()])
        .ended(0);
    account
}

fn leavers(account: &Account, ids: &[&str]) -> String {
    let file = account.path("leavers.csv");
    let rows: String = ids.iter().map(|id| format!(",{id}\n")).collect();
    std::fs::write(
        &file,
        format!("primary_email_address,unique_user_id\n{rows}"),
    )
    .unwrap();
    file.display().to_string()
}

#[test]
fn a_few_are_named_with_whom_they_manage() {
    let account = by_hand(0);
    let file = leavers(&account, &["E-9", "E-7"]);
    let checked = account.run(&["deletions", "check", &file]).ended(0).out;
    let shown: Vec<&str> = checked
        .lines()
        .skip_while(|line| !line.is_empty())
        .collect();
    assert_eq!(
        shown,
        [
            "",
            "2 people will be deleted",
            "  Jürgen Müller  E-9",
            "    No license · not connected · never active",
            "  Siti Aminah  siti@enigma.example  E-7",
            "    ▲ manages 3 people",
            "    Engineer · Sales · No license · not connected · never active",
        ]
    );
    let whom = &account.json(&["deletions", "check", &file], 0)["whom"];
    assert_eq!(whom["count"], 2);
    assert_eq!(whom["sample"], false);
    assert_eq!(whom["people"][0]["manages"], 0);
    assert_eq!(
        whom["people"][1],
        json!({
            "name": "Siti Aminah",
            "primary_email_address": "siti@enigma.example",
            "unique_user_id": "E-7",
            "job_title": "Engineer",
            "groups": ["Sales"],
            "license": "no_license",
            "connected": false,
            "last_active": null,
            "manages": 3,
            "operator": false,
        })
    );
}

#[test]
fn a_manager_is_not_known_by_a_name_that_two_people_have() {
    let account = by_hand(0);
    let more = "preferred_first_name,preferred_last_name,unique_user_id\nSiti,Aminah,E-70\n";
    let more = account.file("more.csv", more);
    account.run(&["users", "import", &more]).ended(0);
    let file = leavers(&account, &["E-7"]);
    let whom = &account.json(&["deletions", "check", &file], 0)["whom"];
    assert_eq!(whom["people"][0]["manages"], 2);
}

#[test]
fn many_are_counted_by_group_and_license_and_some_are_drawn() {
    let account = by_hand(40);
    let ids: Vec<String> = (0..30).map(|number| format!("P-{number}")).collect();
    let mut ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    ids.extend(["E-8", "E-9"]);
    let file = leavers(&account, &ids);
    let whom = &account.json(&["deletions", "check", &file], 0)["whom"];
    assert_eq!(whom["count"], 32);
    assert_eq!(whom["sample"], true);
    assert_eq!(whom["by_group"], json!({"Desk": 30, "HR": 1, "Sales": 1}));
    assert_eq!(whom["in_no_group"], 1);
    assert_eq!(whom["by_license"], json!({"no_license": 32}));
    let drawn = whom["people"].as_array().unwrap();
    let names: std::collections::HashSet<&str> = drawn
        .iter()
        .map(|person| person["unique_user_id"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 10);
    assert!(names.iter().all(|id| ids.contains(id)), "{names:?}");
    let checked = account.run(&["deletions", "check", &file]).ended(0).out;
    assert!(
        checked.contains("by group: Desk 30 · HR 1 · Sales 1 · in no group 1"),
        "{checked}"
    );
    assert!(checked.contains("by license: No license 32"), "{checked}");
}
