//! What is said is true, and says what to do.

use serde_json::json;

use crate::harness::Account;

#[test]
fn a_second_user_is_named_only_where_there_is_one() {
    let account = Account::with(20);
    let learners = account.learners();
    let known: Vec<_> = learners
        .iter()
        .filter(|one| !one.email.is_empty())
        .collect();
    let (first, second) = (known[0], known[1]);
    let file = account.file(
        "leavers.csv",
        format!(
            "primary_email_address,unique_user_id\n{},ZZZ-unknown\nnobody@x.example,{}\n{},{}\n{},{}\n",
            first.email,
            first.id,
            first.email,
            first.id.to_lowercase(),
            first.email,
            second.id,
        ),
    );
    let rows = account.json(&["deletions", "check", &file, "--rows"], 1);
    let said = |row: usize| rows[row]["message"].as_str().unwrap_or_default();
    for row in 0..4 {
        assert_eq!(rows[row]["outcome"], "ids_disagree");
    }
    assert!(said(0).contains("nobody has this ID"), "{}", said(0));
    assert!(said(1).contains("nobody has this email"), "{}", said(1));
    assert!(said(2).contains("capitals too"), "{}", said(2));
    assert!(said(3).contains("two different users"), "{}", said(3));
}

#[test]
fn a_wrong_header_an_empty_file_and_a_header_alone_are_told_apart() {
    let account = Account::with(5);
    let check = |content: &str, code: i32| {
        let file = account.file("leavers.csv", content);
        account.run(&["deletions", "check", &file]).ended(code).err
    };
    let wrong = check("Personalnummer;Name;E-Mail\n17;Ayu;a@x.example\n", 1);
    assert!(
        wrong.contains("“Personalnummer”, “Name”, “E-Mail”"),
        "{wrong}"
    );
    let empty = check("", 1);
    assert!(empty.contains("The file is empty"), "{empty}");
    let alone = check("primary_email_address,unique_user_id\n", 0);
    assert!(alone.contains("nothing to delete"), "{alone}");
}

#[test]
fn a_wrong_phrase_is_answered_with_one_sentence_and_a_grouped_count_is_right() {
    let account = Account::with(1_200);
    let file = account.leavers("leavers.csv", &account.learners()[..1_050]);
    // Some are on legal hold.
    let checked = account.run(&["deletions", "check", &file, "--format", "json"]);
    let planned = checked.json()["outcomes"]["would_delete"].as_u64().unwrap();
    let run = |phrase: &str, code: i32| {
        let words = ["deletions", "run", &file, "--yes", "--confirm", phrase];
        account.run(&words).ended(code).err
    };
    let wrong = run("delete 11 users", 1);
    assert_eq!(
        wrong.trim_end(),
        format!("This was not “delete {planned} users”; nothing was deleted.")
    );
    assert_eq!(account.learners().len(), 1_200);
    run(&format!("delete 1,{:03} users", planned - 1_000), 1);
    assert_eq!(account.learners().len() as u64, 1_200 - planned);
}

#[test]
fn csv_holds_no_json() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    let words = ["deletions", "check", &file, "--format", "csv"];
    let out = account.run(&words).ended(0).out;
    assert!(
        out.contains("would_delete=1") && !out.contains('{'),
        "{out}"
    );
}

#[test]
fn a_checked_roster_says_what_it_would_come_to() {
    let account = Account::with(3);
    let roster = account.file(
        "roster.csv",
        "preferred_first_name,primary_email_address\nAyu,ayu@new.example\nBo,bo@new.example\n",
    );
    let checked = account
        .run(&["users", "import", &roster, "--check"])
        .ended(0);
    assert!(
        checked.err.contains("2 added, 0 changed"),
        "{}",
        checked.err
    );
    assert_eq!(account.learners().len(), 3);
}

#[test]
fn seeding_an_account_that_is_in_use_says_so() {
    let account = Account::with(3);
    let refused = account.run(&["seed", "--learners", "5", "--yes"]).ended(4);
    assert!(refused.err.contains("never had a user"), "{}", refused.err);
}

#[test]
fn what_was_meant_is_asked_and_names_are_listed() {
    let account = Account::none();
    let user = account.run(&["user", "list"]).ended(2).err;
    assert!(user.contains("Did you mean users?"), "{user}");
    let tour = account.run(&["tour", "nope"]).ended(2).err;
    assert!(tour.contains("bulk-deletion"), "{tour}");
    let size = [
        "tour",
        "disconnect",
        "--record",
        "x.cast",
        "--size",
        "60x20",
    ];
    let size = account.run(&size).ended(2).err;
    assert!(size.contains("80x24 … 400x200"), "{size}");
    let help = account.run(&["requests", "new", "--help"]).ended(0).out;
    assert!(!help.contains("[default: ]"), "{help}");
}

#[test]
fn overwriting_is_offered_only_where_it_can_be_done() {
    let account = Account::none();
    let path = account.file("there.csv", "x");
    let template = account
        .run(&["deletions", "template", "-o", &path])
        .ended(4);
    assert!(template.err.contains("--force"), "{}", template.err);
    let plain = account.run(&["demo", "--plain-data", &path]).ended(4);
    assert!(plain.err.contains("Choose another name"), "{}", plain.err);
    assert!(!plain.err.contains("overwritten"), "{}", plain.err);
}

#[test]
fn a_demo_csv_fits_every_demo_account_in_which_the_story_happens() {
    let account = Account::none();
    let write = |learners: &str, name: &str| {
        let path = account.path(name);
        let path = path.to_str().unwrap_or_default().to_owned();
        let words = ["demo", "--learners", learners, "--plain-data", &path];
        account.run(&words)
    };
    write("100000", "large.csv").ended(0);
    let few = write("100", "few.csv").ended(2).err;
    assert!(few.contains("fewer than 250"), "{few}");
}

#[test]
fn no_results_file_names_the_option_that_gives_every_row() {
    let account = Account::with(20);
    let file = account.leavers("leavers.csv", &account.learners()[..1]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);
    let refused = account.run(&["deletions", "results", "1"]).ended(1).err;
    assert!(refused.contains("deletions results 1 --all"), "{refused}");
}

#[test]
fn a_row_that_was_not_deleted_says_whose_it_is_when_the_upload_is_gone() {
    let account = Account::with(20);
    let learners = account.learners();
    let held = &learners[0];
    let words = ["users", "hold", &held.id, "--reason", "Case 7"];
    account.run(&words).ended(0);
    let file = account.leavers("leavers.csv", &learners[..2]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(1);
    let rows = account.json(&["deletions", "show", "1", "--rows"], 0);
    assert_eq!(rows[0]["outcome"], "on_hold");
    assert_eq!(rows[0]["unique_user_id"], json!(held.id));
    assert_eq!(rows[1]["outcome"], "deleted");
    assert!(rows[1]["unique_user_id"].is_null());
}

#[test]
fn manual_pages_have_clean_titles_and_sections() {
    let account = Account::none();
    let page = account.run(&["man", "deletions"]).ended(0).out;
    let title = page
        .lines()
        .find(|line| line.starts_with(".TH"))
        .unwrap_or_default();
    assert!(title.starts_with(".TH offboard-deletions 1 "), "{title}");
    let sections: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with(".SH"))
        .collect();
    assert!(
        sections
            .iter()
            .all(|section| **section == section.to_uppercase()),
        "{sections:?}"
    );
}

#[test]
fn a_database_that_cannot_be_written_says_that_reading_needs_it_too() {
    use std::os::unix::fs::PermissionsExt as _;
    let account = Account::with(3);
    let folder = account.path("");
    let allow = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode));
    allow(0o500).unwrap();
    let can_write = std::fs::write(folder.join("probe"), "").is_ok();
    let ran = account.run(&["users", "list"]);
    allow(0o700).unwrap();
    // Whoever may do everything meets no such folder.
    if !can_write {
        assert!(ran.ended(5).err.contains("Reading needs this too"));
    }
}
