//! Journeys of imports in the console, on an account that was made by hand: users from somebody else's CSV, learning
//! reports, and what is remembered of both.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::Language;
use offboard::ui::shell::event::Event;
use support::desk::Desk;

const USERS: &str = "2 a down enter";

const ROSTER: &str = "Vorname;Nachname;E-Mail;Personalnummer;Kostenstelle;Position;LinkedIn Learning license status\n\
                      Siti;Aminah;siti@x.example;E-1;4711;Engineer;Activated\n\
                      Budi;Santoso;budi@x.example;E-2;4711;Analyst;Invited\n\
                      Chloé;Dubois;chloe@x.example;E-3;0815;Lead;Activated\n\
                      Nobody;At all;no address;;0815;Lead;\n";

fn desk(files: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::open(0, Language::English);
    desk.driver.happen(Event::Resize(110, 34));
    for (name, text) in files {
        std::fs::write(desk.home.join(name), text).unwrap();
    }
    desk
}

/// Imports the roster: a column is kept, the license type made, the row that fails left out.
fn imported(desk: &mut Desk) {
    desk.sees(USERS, &["Choose the CSV of users"]);
    desk.sees(
        "'~/roster.csv' enter enter",
        &["? choose", "4711 · 0815", "not there yet", "m makes it"],
    );
    desk.sees(
        "k m",
        &["Attribute Kostenstelle", "is made with the import"],
    );
    desk.sees(
        "end enter",
        &[
            "4 rows = 3 new + 0 changed + 0 unchanged + 1 refused",
            "Nothing has been changed.",
        ],
    );
    desk.sees_in_review("[ ] import the others: one row is left out");
    desk.sees(
        "space end enter",
        &["[ Cancel ]", "3 users are added", "One row is left out."],
    );
    desk.sees("right enter", &["3 added", "activity log"]);
}

impl Desk {
    /// Moves down the review until a line is under the cursor.
    fn sees_in_review(&mut self, text: &str) {
        for _ in 0..40 {
            let lines = self.driver.lines();
            if lines
                .iter()
                .any(|line| line.contains('▌') && line.contains(text))
            {
                return;
            }
            self.driver.press("down");
        }
        panic!("{text} is not reached:\n{}", self.driver.screen());
    }
}

#[test]
fn users_come_from_a_foreign_csv_and_its_columns_are_said_once() {
    let mut desk = desk(&[
        ("roster.csv", ROSTER),
        ("next.csv", &ROSTER.replace("Engineer", "Director")),
    ]);
    desk.sees("2", &["Press a to add users"]);
    imported(&mut desk);
    desk.sees("enter", &["People > Users", "Siti Aminah", "Chloé Dubois"]);
    // The next file with this header line needs nothing to be said.
    desk.sees(
        "a down enter '~/next.csv' enter enter",
        &["where they were sent the last time", "remembered"],
    );
    desk.sees("enter", &["1 changed", "2 unchanged", "1 refused"]);
    desk.sees_in_review("changed");
    desk.sees("enter", &["Title: Engineer → Director", "siti@x.example"]);
    // Esc goes one step back each time, and what was chosen is kept.
    desk.sees("esc esc", &["2 Columns", "Attribute Kostenstelle"]);
    desk.sees("esc", &["✓ next.csv"]);
    desk.sees("enter f", &["? choose"]);
    desk.sees("f", &["Nothing is remembered"]);
}

#[test]
fn who_is_gone_is_only_proposed_and_goes_the_ordinary_road() {
    let rows: String = (0..40).map(|n| format!("u{n}@x.example,U-{n}\n")).collect();
    let all = format!("Email,Employee ID\n{rows}");
    let less = all.replace("u7@x.example,U-7\n", "").replace("u8@", "U8@");
    let half: String = all
        .lines()
        .take(20)
        .map(|line| format!("{line}\n"))
        .collect();
    let mut desk = desk(&[("all.csv", &all), ("less.csv", &less), ("half.csv", &half)]);
    desk.sees(
        &format!("{USERS} '~/all.csv' enter enter enter end enter right enter"),
        &["40 added"],
    );
    desk.sees(
        "enter a down enter '~/half.csv' enter enter enter p",
        &["in the account, not in the file", "taken for a"],
    );
    desk.sees("esc esc", &["half.csv"]);
    desk.sees(
        "ctrl-u '~/less.csv' enter enter enter",
        &["1   ↵ rows", "1 changed"],
    );
    desk.sees_in_review("in the account, not in the file");
    desk.sees("enter", &["U-7", "u7@x.example"]);
    desk.sees("esc p", &["~/leavers-to-look-at.csv"]);
    desk.sees("enter", &["2 Upload", "✓ leavers-to-look-at.csv"]);
    desk.sees(
        "enter",
        &["3 Review", "2 lines = 1 header", "will be deleted"],
    );
    let draft = std::fs::read_to_string(desk.home.join("leavers-to-look-at.csv")).unwrap();
    assert!(draft.contains("u7@x.example,U-7"), "{draft}");
    assert_eq!(draft.lines().count(), 2);
}

#[test]
fn a_title_is_emptied_only_where_that_is_agreed_and_the_list_can_be_taken_away() {
    let mut desk = desk(&[
        ("roster.csv", ROSTER),
        (
            "empty.csv",
            "Email;Position\nsiti@x.example;\nbudi@x.example;Head\n",
        ),
    ]);
    imported(&mut desk);
    desk.sees(
        "enter a down enter '~/empty.csv' enter enter enter",
        &[
            "[ ] Title: one empty cell",
            "what stands there stays",
            "1 changed",
        ],
    );
    desk.sees_in_review("Title: one empty cell");
    desk.sees(
        "space",
        &["[✓] Title: one empty cell", "is emptied", "2 changed"],
    );
    desk.sees("r", &["Title: Engineer → (empty)", "Title: Analyst → Head"]);
    desk.sees("e", &["~/import-rows.csv"]);
    desk.sees("enter", &["import-rows.csv"]);
    let list = std::fs::read_to_string(desk.home.join("import-rows.csv")).unwrap();
    assert!(
        list.contains("siti@x.example,E-1,work_title,Engineer,"),
        "{list}"
    );
    desk.sees("esc end enter", &["Goes", "[ Cancel ]"]);
    desk.sees("esc", &["3 Review"]);
}

#[test]
fn dates_that_fit_two_orders_are_asked_about_and_the_answer_is_remembered() {
    let mut desk = desk(&[
        ("one.csv", "Email,Last access\na@x.example,03/04/2026\n"),
        ("two.csv", "Email,Last access\nb@x.example,05/06/2026\n"),
    ]);
    desk.sees(
        &format!("{USERS} '~/one.csv' enter enter enter"),
        &["is 03/04 in April or in March?", "2 Columns"],
    );
    desk.sees("enter", &["31/12/2026"]);
    desk.sees("enter enter", &["1 new"]);
    desk.sees("enter right enter", &["1 added"]);
    desk.sees(
        "enter a down enter '~/two.csv' enter enter enter",
        &["1 new"],
    );
    desk.sees("enter right enter enter", &["b@x.example"]);
}

#[test]
fn a_learning_report_has_a_period_and_says_whom_it_does_not_know() {
    let detail = "Email,Content Name,Percent Completed,Completed At,Last Viewed,Time Viewed,Region\n\
                  siti@x.example,Excel,100,2026-10-05,2026-10-05,1:00:00,West\n\
                  ghost@x.example,Excel,100,2026-10-05,2026-10-05,1:00:00,West\n";
    let mut desk = desk(&[("roster.csv", ROSTER), ("detail.csv", detail)]);
    desk.sees("4", &["Press i to import a learning report"]);
    imported(&mut desk);
    desk.sees("4 i '~/detail.csv' enter enter", &["Region", "? choose"]);
    desk.sees("i end enter", &["3 Period", "The days that its rows name"]);
    desk.sees("'october' enter", &["3 Period", "This is no period"]);
    desk.sees(
        "ctrl-u tab enter enter",
        &["Learner Detail of 2026-10-05..2026-10-05", "passed over"],
    );
    desk.sees_in_review("passed over");
    desk.sees("enter", &["ghost@x.example", "No learner of this account"]);
    desk.sees("esc end enter", &["60 minutes", "[ Cancel ]"]);
    desk.sees("right enter", &["✓", "is imported"]);
    desk.sees("enter", &["2026-10", "60"]);
    // The same period again takes its place.
    desk.sees("i '~/detail.csv' enter enter enter", &["3 Period"]);
    desk.sees(
        "'2026-10-05..2026-10-05' enter enter",
        &["the earlier import of this period"],
    );
}

#[test]
fn somebody_who_may_not_import_is_told_so() {
    let mut console = support::console::Opened {
        role: offboard::domain::operator::Role::Auditor,
        ..support::console::Opened::default()
    }
    .open();
    console.sees("ctrl-p 'import' enter", &["admin"]);
}

#[test]
fn rows_that_failed_are_corrected_in_place_and_read_as_a_linked_import() {
    let mut desk = desk(&[("roster.csv", ROSTER)]);
    imported(&mut desk);
    // A learner who was imported is near to a row that failed.
    let next = "E-Mail;Personalnummer;Position\nbudi@x.example;E-3;Head\nsiti at x;;Boss\nchloe@x.example;E-3;Chair\n";
    std::fs::write(desk.home.join("next.csv"), next).unwrap();
    desk.sees(
        "enter a down enter '~/next.csv' enter enter enter",
        &["1 changed", "2 refused", "c correct rows"],
    );
    desk.sees_in_review("[ ] import the others: 2 rows are left out");
    desk.sees(
        "space end enter right enter",
        &["1 changed", "Correct rows"],
    );
    desk.sees(
        "c",
        &[
            "Correct rows · rows: 2 · corrected: 0",
            "budi@x.example",
            "1  ",
            "e cell",
        ],
    );
    // Nothing is taken by itself; a cell is set right, a learner typed.
    desk.sees("enter", &["corrected: 0"]);
    desk.sees("e down enter", &["Line 2 · Personalnummer", "E-3"]);
    desk.sees(
        "ctrl-u 'E-2' enter",
        &["corrected: 1", "Personalnummer: E-2"],
    );
    desk.sees("down t 'E-1' enter", &["corrected: 2"]);
    desk.sees("x", &["corrected: 1"]);
    desk.sees("t 'E-1' enter", &["corrected: 2"]);
    desk.sees(
        "enter",
        &[
            "2 rows = 0 new + 2 changed + 0 unchanged + 0 refused",
            "corrected rows",
        ],
    );
    desk.sees_in_review("Title");
    desk.sees("enter", &["Analyst → Head", "Engineer → Boss"]);
    desk.sees("esc end enter right enter", &["2 changed"]);
    desk.sees("enter ctrl-p 'Activity log' enter", &["users imported"]);
    desk.sees("enter", &["corrected rows: 2", "corrects entry: 5"]);
}

#[test]
fn rows_of_a_learning_report_are_corrected_in_place() {
    let mut desk = desk(&[("roster.csv", ROSTER)]);
    imported(&mut desk);
    let report = "Name,Email,Hours Viewed\nSiti,siti@x.example,1:00:00\nBudi Santoso,budi@y.example,2:00:00\n";
    std::fs::write(desk.home.join("october.csv"), report).unwrap();
    desk.sees(
        "enter 4 i '~/october.csv' enter enter enter '2026-10' enter enter",
        &["passed over", "c correct rows"],
    );
    desk.sees("c", &["budi@y.example", "1  Budi Santoso"]);
    desk.sees("1 enter", &["corrected rows", "180"]);
    desk.sees("end enter right enter", &["2026-10"]);
    desk.sees("enter ctrl-p 'Activity log' enter", &["learning report"]);
    desk.sees("enter", &["corrected rows: 1", "learners chosen: 1"]);
}

#[test]
fn a_list_from_an_office_is_made_a_deletion_csv_in_the_wizard_and_its_columns_are_remembered() {
    let mut desk = desk(&[("roster.csv", ROSTER)]);
    imported(&mut desk);
    let list = "Personalnummer;Name;E-Mail;Austritt\nE-1;Siti Aminah;;31.12.\n;Budi Santosa;budi@y.example;31.12.\n\
                E-1;Siti Aminah;;31.12.\n;Nobody;;31.12.\n";
    std::fs::write(desk.home.join("leavers.csv"), list).unwrap();
    std::fs::write(desk.home.join("again.csv"), list).unwrap();
    desk.sees(
        &format!(
            "enter {} enter '~/leavers.csv' enter enter",
            support::desk::TO_WIZARD
        ),
        &[
            "The file is Terminated",
            "[ Make a deletion CSV of a list ]",
        ],
    );
    desk.sees("enter", &["▸ 2 Columns", "? choose", "Austritt"]);
    desk.sees(
        "i end enter",
        &[
            "5 lines = 1 header",
            "name a learner as they are",
            "name nobody",
            "duplicate",
        ],
    );
    desk.sees("c", &["budi@y.example", "1  Budi Santoso"]);
    // Nobody is taken by themselves.
    desk.sees("enter", &["corrected: 0"]);
    desk.sees(
        "1 enter",
        &["learners chosen for them", "Nothing has been deleted."],
    );
    desk.sees("c", &["corrected: 1", "✓"]);
    desk.sees("esc", &["learners chosen for them"]);
    desk.sees("end enter", &["~/leavers-to-delete.csv"]);
    desk.sees("enter", &["2 Upload", "✓ leavers-to-delete.csv"]);
    desk.sees("enter", &["3 Review", "2   ↵ rows", "will be deleted"]);
    let made = std::fs::read_to_string(desk.home.join("leavers-to-delete.csv")).unwrap();
    assert_eq!(made.lines().count(), 3, "{made}");
    assert!(made.contains("budi@x.example,E-2"), "{made}");
    let report = std::fs::read_to_string(desk.home.join("leavers-to-delete-report.csv")).unwrap();
    assert_eq!(report.lines().count(), 5, "{report}");
    // The next list under these headers needs nothing to be said.
    desk.sees(
        "ctrl-p 'Make a deletion CSV' enter",
        &["Choose the list of leavers"],
    );
    desk.sees(
        "'~/again.csv' enter enter",
        &["where they were sent the last time"],
    );
    desk.sees("f", &["? choose"]);
}

#[test]
fn words_that_a_spreadsheet_damaged_are_named_in_the_review_and_in_the_receipt() {
    let roster = "preferred_first_name,preferred_last_name,unique_user_id,work_title\n\
                  Siti,NULL,E-1,1.00E+05\nBudi,Santoso,E-2,Analyst\n";
    let mut desk = desk(&[("roster.csv", roster)]);
    desk.sees(USERS, &["Choose the CSV of users"]);
    desk.sees("'~/roster.csv' enter enter enter", &["2 new"]);
    desk.sees_in_review("Number in powers of ten");
    desk.sees("enter", &["Title: 1.00E+05", "E-1"]);
    desk.sees("esc", &["word for an empty cell", "line 2"]);
    desk.sees("end enter right enter", &["2 added", "line 2"]);
}
