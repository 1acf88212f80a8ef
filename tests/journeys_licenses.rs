//! Journeys through **Manage licenses**: from a row, from the profile, from the marks; seats, refusals, and roles.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::Language;
use offboard::domain::license::LicenseType;
use offboard::domain::operator::Role;
use offboard::domain::query::{Answer, Query};
use support::console::{Console, Opened};

fn open() -> Console {
    Opened::default().open()
}

fn ask(console: &mut Console, query: &Query) -> Answer {
    let session = console.driver.app().context().session.clone().unwrap();
    let mut reader = console.driver.service().unwrap().reader().unwrap();
    reader.load(&session, query).unwrap()
}

fn types(console: &mut Console) -> Vec<LicenseType> {
    match ask(console, &Query::Licenses) {
        Answer::Licenses(types) => types,
        other => panic!("{other:?}"),
    }
}

fn free(kind: &LicenseType) -> u64 {
    kind.seats - kind.invited - kind.activated
}

fn seats(console: &Console) -> String {
    let lines = console.driver.lines();
    let line = lines.iter().find(|line| line.contains("Available "));
    let line = line.unwrap();
    line[line.find("Available ").unwrap()..].to_owned()
}

#[test]
fn a_license_is_revoked_from_a_row_and_the_seat_is_free_at_once() {
    let mut console = open();
    console.driver.press("2 / 'siti aminah' enter");
    let before = seats(&console);
    console.sees(
        "m down enter",
        &[
            "Manage licenses",
            "Siti Aminah",
            "TOTAL",
            "INVITED",
            "ACTIVATED",
            "AVAILABLE",
            "No license",
            "now: LinkedIn Learning",
            "Save",
        ],
    );
    console.sees(
        "end enter",
        &[
            "Siti Aminah · ",
            "License from now on: No license",
            "Goes",
            "seat is available again",
            "Stays",
            "LinkedIn connection",
            "Mail",
            "[ Cancel ]",
        ],
    );
    // The safe button leads back to the choice.
    console.sees("enter", &["TOTAL", "● No license"]);
    console.sees(
        "enter right enter",
        &["The license of Siti Aminah is revoked"],
    );
    console.sees_no("", &["TOTAL"]);
    assert_ne!(seats(&console), before);
}

#[test]
fn a_license_is_given_on_the_licenses_tab_and_shown_as_invited() {
    let mut console = open();
    console
        .driver
        .press("2 / 'siti aminah' enter l end enter right enter");
    console.sees("enter right right", &["No license", "↵ Manage licenses"]);
    let name = types(&mut console)[0].name.clone();
    console.sees("enter", &["● No license ✓", &name]);
    console.sees(
        "home enter",
        &[
            &format!("Gets: {name}"),
            "an available seat",
            "other licenses",
        ],
    );
    console.sees(
        "right enter",
        &[
            &format!("Siti Aminah has the license {name} now"),
            "Invited",
        ],
    );
}

#[test]
fn the_license_that_the_learner_has_is_taken_alone_and_the_others_stay() {
    let mut console = open();
    console.sees(
        "2 / 'siti aminah' enter l enter",
        &["Loses: LinkedIn Learning", "this license", "other licenses"],
    );
    console.sees(
        "right enter",
        &["Siti Aminah does not hold the license LinkedIn Learning"],
    );
}

#[test]
fn marked_learners_get_a_license_and_seats_that_are_missing_are_counted() {
    let mut console = open();
    let before = types(&mut console);
    let (index, kind) = before
        .iter()
        .enumerate()
        .min_by_key(|(_, kind)| free(kind))
        .unwrap();
    let missing_at_least = 120 - kind.invited - kind.activated;
    assert!(missing_at_least > free(kind));
    let missing = missing_at_least - free(kind);
    let downs = "down ".repeat(index);
    console.sees("2 * l", &["120 marked learners", "TOTAL"]);
    console.sees(
        &format!("home {downs} enter"),
        &[&format!("▲ {missing} seats are missing"), "TOTAL"],
    );
    assert_eq!(types(&mut console), before);
    console.sees(
        "end enter",
        &[
            "License from now on: No license",
            "and ",
            "more",
            "each learner",
        ],
    );
    console.sees("right enter", &["The licenses of", "are revoked"]);
    let after = types(&mut console);
    assert!(after.iter().all(|kind| kind.invited + kind.activated == 0));
}

#[test]
fn the_way_from_disconnecting_leads_to_the_licenses() {
    let mut console = open();
    console.sees("2 / 'siti aminah' enter d", &["Manage licenses"]);
    console.sees("left enter", &["TOTAL", "Siti Aminah"]);
}

#[test]
fn the_help_desk_reads_that_it_asks_for_approval() {
    let mut console = Opened {
        role: Role::HelpDesk,
        ..Opened::default()
    }
    .open();
    console.sees("2 m", &["Manage licenses", "asks for approval"]);
    console.sees("esc l", &["▲ Your role asks for approval"]);
    console.sees_no("", &["TOTAL"]);
    console.sees(
        "enter right right",
        &["Manage licenses: Your role asks for approval"],
    );
    let mut console = Opened {
        role: Role::Auditor,
        ..Opened::default()
    }
    .open();
    console.sees("2 l", &["▲ Only"]);
}

#[test]
fn licenses_are_managed_in_indonesian() {
    let mut console = Opened {
        language: Language::Indonesian,
        ..Opened::default()
    }
    .open();
    console.sees(
        "2 / 'siti aminah' enter l",
        &["No license", "sekarang: LinkedIn"],
    );
    console.sees("enter", &["Kehilangan: LinkedIn"]);
    console.sees(
        "esc end enter",
        &["Lisensi mulai sekarang: No license", "Hilang", "kursinya"],
    );
    console.sees("right enter", &["Lisensi Siti Aminah dicabut"]);
}

#[test]
fn idle_seats_are_seen_from_home_marked_and_taken_back() {
    let mut console = open();
    console.sees("1", &["For you", "idle for 90 days", "Deletions by month"]);
    console.sees("end enter", &["legal hold: on hold"]);
    console.sees("1 end up enter", &["User Deletion"]);
    console.sees("1 end up up enter", &["Reports"]);
    console.sees("1 end up up up enter", &["People > Users"]);
    console.sees(
        "1 end up up up up enter",
        &["Licenses > Idle seats", "KEEPS IT"],
    );
    console.sees("d ctrl-u '0' enter", &["1 to 3,650"]);
    console.sees("d ctrl-u '3650' enter", &["Nobody holds a seat"]);
    console.sees("L", &["Nobody’s seat is idle"]);
    console.sees("d ctrl-u '30' enter", &["for 30 days", "▌"]);
    let before = types(&mut console).iter().map(free).sum::<u64>();
    console.sees("space space", &["2 marked"]);
    console.sees(
        "l",
        &[
            "Take seat back",
            "the licenses of 2 learners",
            "idle for 30 days",
        ],
    );
    console.sees("right enter", &["The licenses of 2 learners are revoked"]);
    let after = types(&mut console).iter().map(free).sum::<u64>();
    assert!(after >= before + 2, "{before} {after}");
    console.sees_no("", &["2 marked"]);
}

#[test]
fn who_may_not_revoke_sees_idle_seats_and_takes_none_back() {
    let mut console = Opened {
        role: Role::Auditor,
        ..Opened::default()
    }
    .open();
    console.sees("2 tab tab i", &["Idle seats"]);
    console.sees_no("L", &["Take seat back ─"]);
}
