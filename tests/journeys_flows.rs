//! One journey through every flow of the contract, on an account that begins with nothing and is filled by hand and by
//! files alone: whatever a screen shows, somebody can have on an account of their own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::Language;
use offboard::ui::shell::event::Event;
use support::desk::Desk;

const ROSTER: &str = "Nama depan,Nama belakang,Alamat email,NIK,Jabatan,Grup,LinkedIn Learning license status,Connected Profile Status,Last access date\n\
                      Siti,Aminah,siti@x.example,0007,Engineer,Sales,Activated,Connected,2026-11-18\n\
                      Budi,Santoso,budi@x.example,0008,Analyst,Sales,Activated,Connected,2026-10-02\n\
                      Chloé,Dubois,chloe@x.example,0009,Coach,HR,Invited,Not connected,\n\
                      Satoshi,Mori,satoshi@x.example,0010,Engineer,Finance,,Not connected,\n\
                      Amara,Okafor,amara@x.example,0011,Analyst,HR,Activated,Connected,2026-11-20\n\
                      Wayan,Sudarma,wayan@x.example,0012,Driver,Sales,,Not connected,\n";

const SUMMARY: &str = "Name,Email,Unique User ID,Days Logged In,Hours Viewed,Course Views,Course Completions\n\
                       Siti Aminah,siti@x.example,0007,4,1:02:30,3,1\n\
                       Budi Santoso,budi@x.example,0008,2,0:30:00,1,0\n";

const DETAIL: &str = "Email,Content Name,Percent Completed,Completed At,Last Viewed,Time Viewed\n\
                      siti@x.example,Excel,100,2026-11-05,2026-11-05,1:00:00\n\
                      wayan@x.example,Excel,20,,2026-11-06,0:20:00\n";

/// An account with nothing in it, and the files that its admin has.
fn desk() -> Desk {
    let mut desk = Desk::open(0, Language::English);
    desk.driver.happen(Event::Resize(120, 40));
    let files = [
        ("roster.csv", ROSTER),
        ("summary.csv", SUMMARY),
        ("detail.csv", DETAIL),
        (
            "leavers.csv",
            "primary_email_address,unique_user_id\nwayan@x.example,\n,0099\n",
        ),
    ];
    for (name, text) in files {
        std::fs::write(desk.home.join(name), text).unwrap();
    }
    desk
}

/// License types and seats, users, learning reports: what the first steps ask for.
fn fill(desk: &mut Desk) {
    desk.sees(
        "",
        &[
            "1  License types and seats",
            "2  Users",
            "3  Learning reports",
        ],
    );
    desk.sees("2 tab tab", &["People > Licenses"]);
    desk.sees(
        "n 'LinkedIn Learning' tab '5' enter",
        &["LinkedIn Learning", "5"],
    );
    desk.sees(
        "2 a down enter '~/roster.csv' enter enter enter",
        &["6 rows = 6 new"],
    );
    desk.sees("enter right enter", &["6 added"]);
    desk.sees("enter", &["6 of 6", "Siti Aminah", "Activated 3"]);
    desk.sees("4 i '~/summary.csv' enter enter enter", &["3 Period"]);
    desk.sees(
        "'2026-10' enter enter",
        &["Learner Summary of 2026-10-01..2026-10-31"],
    );
    desk.sees("enter right enter enter", &["2026-10", "93"]);
    desk.sees(
        "i '~/detail.csv' enter enter enter '2026-11' enter enter",
        &["Learner Detail"],
    );
    desk.sees("enter right enter enter", &["2026-11", "80"]);
    desk.sees("1 2", &["wayan@x.example"]);
}

#[test]
fn every_flow_works_on_an_account_that_began_with_nothing() {
    let mut desk = desk();
    fill(&mut desk);
    finds_and_disconnects(&mut desk);
    edits_and_licenses(&mut desk);
    deletes(&mut desk);
    asks_the_deleted(&mut desk);
    helps(&mut desk);
    reports_and_proves(&mut desk);
}

/// Flows 1 and 2.
fn finds_and_disconnects(desk: &mut Desk) {
    desk.sees("/ 'siti' enter", &["1 of 6", "● Connected"]);
    desk.sees("enter m", &["Disconnect LinkedIn profile"]);
    desk.sees("enter", &["Goes", "Stays", "[ Cancel ]", "Remove"]);
    desk.sees("right enter", &["○ Not connected", "is disconnected"]);
    desk.sees("ctrl-p 'outbox' enter", &["siti@x.example"]);
}

/// Flows 3 and 4.
fn edits_and_licenses(desk: &mut Desk) {
    desk.sees("2 esc / 'budi' enter enter e", &["Analyst"]);
    desk.sees(
        "tab tab tab tab ctrl-u 'Lead analyst' ctrl-s",
        &["Lead analyst"],
    );
    desk.sees("right right right", &["30 min learned", "No course"]);
    desk.sees("2 l", &["Manage licenses", "Budi Santoso"]);
    desk.sees("end enter", &["License from now on: No license"]);
    desk.sees("right enter", &["Activated 2"]);
}

/// Flow 5: the wizard, from the file to the end.
fn deletes(desk: &mut Desk) {
    desk.sees("ctrl-p 'user deletion' enter enter", &["1 Instructions"]);
    desk.sees(
        "enter '~/leavers.csv' enter enter",
        &["3 Review", "will be deleted", "not found"],
    );
    desk.sees("", &["Wayan Sudarma", "wayan@x.example"]);
    desk.sees("enter", &["[ Cancel ]", "Confirm"]);
    desk.sees("right enter", &["Batch 1"]);
    desk.driver.finish().unwrap();
    desk.sees("enter", &["Batch 1", "leavers.csv"]);
    desk.sees("2 esc", &["5 of 5"]);
    desk.shows_no("wayan@x.example");
}

/// Flow 6.
fn asks_the_deleted(desk: &mut Desk) {
    desk.sees(
        "ctrl-p 'deleted users' enter 'wayan@x.example' enter",
        &["batch 1", "line 2"],
    );
    // Neither by hand nor by a file does a deleted address come back.
    std::fs::write(
        desk.home.join("again.csv"),
        "Email,First name\nwayan@x.example,Wayan\n",
    )
    .unwrap();
    desk.sees(
        "ctrl-p 'add users by csv' enter '~/again.csv' enter enter enter",
        &["1 rows = 0 new + 0 changed + 0 unchanged + 1 refused"],
    );
    desk.sees("r", &["deleted"]);
    desk.driver.press("esc esc esc esc right enter");
}

/// Flow 7: a wish is recorded, its identity verified, and done by the real act.
fn helps(desk: &mut Desk) {
    desk.sees(
        "ctrl-p 'requests' enter n 'amara@x.example' tab",
        &["Amara Okafor"],
    );
    desk.sees("right tab 'Phone' ctrl-s s", &["Request 1", "Amara Okafor"]);
    desk.sees("v 'called back' enter", &["called back"]);
    desk.sees("d", &["[ Cancel ]"]);
    desk.sees("right enter", &["Done"]);
}

/// Flows 8 and 9: totals keep what the deleted did, and the log is whole.
fn reports_and_proves(desk: &mut Desk) {
    desk.sees("4", &["2026-11", "80", "2026-10", "93", "deleted learner"]);
    desk.sees(
        "ctrl-p 'activity log' enter",
        &["users imported", "learning report imported"],
    );
    desk.sees("v", &["whole"]);
    let session = desk.driver.app().context().session.clone().unwrap();
    let service = desk.driver.service().unwrap();
    let report = service.check(&session, &mut |_| true).unwrap();
    assert!(
        report.faults.is_empty() && report.counters.is_empty(),
        "{report:?}"
    );
}
