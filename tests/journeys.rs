//! Journeys through the console: keys in, the screen read, the real service and a real database behind it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::operator::Role;
use offboard::domain::query::{Answer, Query};
use offboard::domain::user::{UserFilter, UserSort, UsersQuestion};
use offboard::domain::{Language, Page};
use offboard::ui::shell::event::{Effect, Event};
use support::console::{Console, Opened};

fn open() -> support::console::Console {
    Opened::default().open()
}

/// Asks the service behind a console.
fn ask(console: &mut Console, query: &Query) -> Answer {
    let session = console.driver.app().context().session.clone().unwrap();
    let mut reader = console.driver.service().unwrap().reader().unwrap();
    reader.load(&session, query).unwrap()
}

#[test]
fn a_learner_is_found_opened_and_disconnected() {
    let mut console = open();
    console.sees("2", &["People > Users", "120 of 120", "Total"]);
    console.sees("/ 'siti' enter", &["siti", "of 120"]);
    console.sees("f enter down enter", &["license: Activated"]);
    console.sees("enter", &["Employee info", "● Connected", "More"]);
    console.sees("m", &["Disconnect LinkedIn profile", "Manage licenses"]);
    console.sees(
        "enter",
        &[
            "Goes",
            "Stays",
            "Mail",
            "re-register",
            "[ Cancel ]",
            "Remove",
            "revoke",
        ],
    );
    console.sees("enter", &["● Connected"]);
    console.sees("d right enter", &["○ Not connected", "Ctrl-O shows it"]);
    console.sees("ctrl-o", &["Me > Outbox"]);
    console.sees("esc d", &["No LinkedIn profile is connected"]);
}

#[test]
fn marks_outlast_search_and_act_together() {
    let mut console = open();
    console.sees("2 space space space", &["✓ 3 marked", "disconnect"]);
    console.sees("/ 'zzzz' enter", &["0 of 120", "✓ 3 marked"]);
    console.sees("d", &["Disconnect LinkedIn profile", "[ Cancel ]"]);
    console.sees("esc esc", &["0 of 120"]);
    console.sees_no("", &["marked"]);
    console.sees("esc", &["120 of 120"]);
    console.sees("*", &["✓ 120 marked"]);
    console.sees_no("esc", &["marked"]);
    console.sees("space down down down v", &["✓ 5 marked"]);
}

#[test]
fn a_hold_needs_a_reason_and_keeps_the_learner_from_deletion() {
    let mut console = open();
    console.sees("2 end m", &["Place legal hold", "Delete user"]);
    console.sees("h", &["Reason", "cannot be deleted"]);
    console.sees("enter", &["This cannot stay empty"]);
    console.sees("'court case' enter", &["⚑"]);
    console.sees("x", &["legal hold"]);
    console.sees("enter", &["on legal hold since", "court case"]);
    console.sees(
        "left",
        &["History", "WHEN", "legal hold placed", "court case"],
    );
}

#[test]
fn learners_on_hold_are_one_step_from_home() {
    let mut console = open();
    console.sees("2 end h 'court case' enter", &["⚑"]);
    console.sees("1", &["on legal hold"]);
    console.sees("end enter", &["legal hold: on hold", " of 120", "⚑"]);
    console.sees("esc", &["120 of 120"]);
}

#[test]
fn an_export_of_users_asks_where_it_shall_lie() {
    let mut console = open();
    console.sees("2 e", &["Save to a file", "users.csv"]);
    let exports = console.account().join("exports");
    assert!(!exports.exists());
    console.sees_no("esc", &["Save to a file"]);
    console.sees("enter o", &["Save to a file", "learner-report-"]);
    assert!(!exports.exists());
}

#[test]
fn an_act_that_reaches_nobody_cannot_be_confirmed() {
    let mut console = open();
    console.sees(
        "2 f down enter down down enter",
        &["profile: Not connected"],
    );
    console.sees(
        "space space d",
        &["Disconnect LinkedIn profile", "nobody is left"],
    );
    console.sees_no("", &["Goes", "Stays", "mailed"]);
    console.sees("right", &["[ Cancel ]"]);
    console.sees_no("enter", &["nobody is left"]);
}

#[test]
fn typed_text_is_never_lost_without_asking() {
    let mut console = open();
    console.sees(
        "2 h 'because' esc",
        &["Discard what was typed?", "[ Cancel ]"],
    );
    console.sees("enter", &["because"]);
    console.sees_no("esc right enter", &["because"]);
    console.sees("enter e 'x' esc", &["Discard what was typed?"]);
    console.sees("esc ctrl-q", &["Discard what was typed?"]);
    assert!(console.driver.outside.is_empty());
}

#[test]
fn a_profile_is_edited_with_what_is_wrong_beside_the_field() {
    let mut console = open();
    console.sees("2 enter e tab tab ctrl-u 'no address' tab", &["▲"]);
    console.sees(
        "backtab ctrl-u 'new.name@enigma.example' ctrl-s",
        &["new.name@enigma.example"],
    );
    console.sees_no("", &["Cancel"]);
    console.sees(
        "esc down enter e tab tab ctrl-u 'new.name@enigma.example' ctrl-s",
        &["▲", "Cancel"],
    );
}

#[test]
fn groups_are_made_filled_renamed_and_removed() {
    let mut console = open();
    console.sees("2 tab", &["People > Groups", "MEMBERS"]);
    console.sees("n 'Alumni' enter", &["Alumni", "Ctrl-O shows it"]);
    console.sees("2 space space g", &["Add to a group", "Alumni"]);
    let position = {
        let lines = console.driver.lines();
        let first = lines
            .iter()
            .position(|line| line.contains("Add to a group"));
        let wanted = lines
            .iter()
            .rposition(|line| line.contains("│") && line.contains("Alumni"));
        wanted.unwrap() - first.unwrap() - 1
    };
    let downs = "down ".repeat(position);
    console.driver.press(&format!("{downs} enter"));
    console.sees("esc tab", &["People > Groups"]);
    console.driver.press("home");
    for _ in 0..50 {
        let lines = console.driver.lines();
        let at = lines.iter().find(|line| line.starts_with('▌'));
        if at.is_some_and(|line| line.contains("Alumni")) {
            break;
        }
        console.driver.press("down");
    }
    console.sees("enter", &["People > Groups > Alumni", "2 of 120"]);
    console.sees("esc r 'X' enter", &["AlumniX"]);
    console.sees("x", &["Goes", "AlumniX", "[ Cancel ]"]);
    console.sees("right enter", &["is removed", "MEMBERS"]);
    console.driver.wait(std::time::Duration::from_secs(20));
    console.sees_no("", &["AlumniX"]);
}

#[test]
fn the_palette_goes_to_learners_and_requests_and_keeps_what_was_chosen() {
    let mut console = open();
    let question = UsersQuestion {
        filter: UserFilter::default(),
        sort: UserSort::default(),
        page: Page::first(1),
    };
    let Answer::Users(page) = ask(&mut console, &Query::Users(question)) else {
        panic!("no users");
    };
    let learner = page.window.rows[0].clone();
    let (email, id) = (learner.email.unwrap(), learner.unique_id.unwrap());
    for key in [email.as_str(), id.as_str(), learner.name.as_str()] {
        console.sees(&format!("1 : '{key}'"), &["learner", email.as_str()]);
        // Enter may come before the learner was found.
        console.sees("enter", &["Employee info", &learner.name]);
    }
    console.sees("1 : '#2' enter", &["Requests > 2"]);
    for typed in ["Request 2", "request 2", "permintaan #2"] {
        console.sees(&format!("1 : '{typed}' enter"), &["Requests > 2"]);
    }
    // The newest stands first, and Enter alone goes there again.
    console.sees("1 :", &["recent"]);
    console.sees("enter", &["Requests > 2"]);
    // Nobody is named where names are masked.
    console.sees("1 :", &[&learner.name]);
    console.sees_no("esc ctrl-x :", &[&learner.name]);
}

#[test]
fn help_looks_for_a_command_does_it_and_says_why_not() {
    let mut console = open();
    console.sees("2 ? 'licenses' enter", &["Manage licenses", "Cancel"]);
    // By its key, and by a word of its sentence.
    console.sees("esc ? 'x' enter", &["Delete user"]);
    console.sees_no("esc ? 'zzzz' enter", &["Go to:"]);
    console.sees("", &["No command here is called that"]);
    console.sees("esc ?", &["Help · People > Users"]);
    console.sees_no("?", &["Help · People > Users"]);
    let mut auditor = Opened {
        role: Role::Auditor,
        ..Opened::default()
    }
    .open();
    auditor.sees("2 ? 'delete user'", &["Delete user", "admin"]);
    auditor.sees("enter", &["Help · People > Users", "admin"]);
}

#[test]
fn the_palette_goes_by_paths_and_last_words_and_says_why_not() {
    let mut console = open();
    console.sees(
        "ctrl-p 'Me > Authenticate > Automate user management > User Deletion' enter",
        &["Me > Authenticate > Automate user management > User Deletion"],
    );
    console.sees(": 'manage users' enter", &["People > Users"]);
    console.sees(": 'activity' enter", &["Me > Activity log"]);
    console.sees(
        "1 : 'disconnect linkedin' enter",
        &["People > Users", "find the learner"],
    );
    let mut auditor = Opened {
        role: Role::Auditor,
        ..Opened::default()
    }
    .open();
    auditor.sees(": 'delete users' enter", &["full admin"]);
    auditor.sees("esc 2 d", &["admin"]);
}

#[test]
fn language_and_theme_change_at_once_and_labels_stay() {
    let mut console = open();
    console.sees("2 : 'language' enter", &["Bahasa Indonesia"]);
    console.sees(
        "down enter",
        &["People > Users", "cari nama, email, atau ID", "bantuan"],
    );
    console.sees(": 'theme' enter", &["Gelap"]);
    console.sees("end enter", &["People > Users"]);
    let coloured = console.driver.buffer().content.iter().any(|cell| {
        cell.fg != ratatui::style::Color::Reset || cell.bg != ratatui::style::Color::Reset
    });
    assert!(!coloured);
}

#[test]
fn the_mouse_reaches_tabs_rows_menus_and_buttons() {
    let mut console = open();
    assert!(console.driver.click("People"));
    assert!(console.driver.shows("People > Users"));
    let third = console.driver.lines()[8].clone();
    let name = third.trim_start_matches('▌').trim();
    let email = name
        .split_whitespace()
        .find(|word| word.contains('@'))
        .unwrap()
        .to_owned();
    assert!(console.driver.click(&email));
    assert!(console.driver.click(&email));
    assert!(
        console.driver.shows("Employee info"),
        "{}",
        console.driver.screen()
    );
    assert!(console.driver.click("More"));
    assert!(console.driver.click("Place legal hold"));
    assert!(console.driver.shows("Reason"));
    assert!(console.driver.click("Cancel"));
    assert!(!console.driver.shows("Reason"));
    assert!(console.driver.click("Groups"));
    console.driver.happen(Event::Wheel(5, 12, 1));
    assert!(console.driver.click("Home"));
    assert!(console.driver.shows("open requests"));
}

#[test]
fn a_screen_that_is_too_small_says_so_and_goes_on_where_it_was() {
    let mut console = open();
    console.driver.press("2 / 'siti'");
    console.driver.happen(Event::Resize(39, 20));
    assert!(console.driver.screen().contains("40 columns"));
    console.driver.happen(Event::Resize(100, 30));
    console.sees("", &["People > Users", "siti"]);
}

#[test]
fn a_small_screen_is_read_and_changes_nothing() {
    let mut console = open();
    console.driver.press("2");
    console.driver.happen(Event::Resize(80, 24));
    let whole = console.driver.lines();
    let email = whole.iter().flat_map(|line| line.split_whitespace());
    let email = email
        .clone()
        .find(|word| word.contains('@'))
        .map(str::to_owned);
    console.driver.happen(Event::Resize(40, 10));
    let shown = console.driver.lines();
    assert_eq!(shown.len(), 10);
    let joined = shown.concat().replace(' ', "");
    assert!(joined.contains("People>Users"), "{shown:?}");
    assert!(
        joined.contains(email.as_deref().unwrap_or("?")),
        "{shown:?}"
    );
    assert!(joined.contains("Esc"), "{shown:?}");
    assert!(shown.iter().any(|line| line.contains('▌')), "{shown:?}");
    // What is under the cursor stays in sight.
    console.driver.press("end");
    assert!(console.driver.lines().iter().any(|line| line.contains('▌')));
    // Nothing is begun whose question could not be read whole.
    console.driver.press("x m space");
    console.driver.happen(Event::Resize(100, 30));
    console.sees_no("", &["Delete user", "marked"]);
}

#[test]
fn a_question_is_not_answered_on_a_small_screen() {
    let mut console = open();
    console.sees("2 / 'siti' enter d", &["[ Cancel ]"]);
    console.driver.happen(Event::Resize(60, 20));
    assert!(console.driver.shows("Reduced view"));
    console.driver.press("right enter");
    console.driver.happen(Event::Resize(100, 30));
    console.sees("", &["Stays", "Disconnect LinkedIn profile"]);
}

#[test]
fn a_refusal_goes_with_the_place_it_was_about() {
    let mut console = open();
    console.sees("2 / 'nobodyatall' enter m", &["No learner is in the list"]);
    console.sees_no("1", &["No learner is in the list"]);
}

#[test]
fn leaving_is_an_effect_and_nothing_else() {
    let mut console = open();
    console.driver.press("ctrl-q");
    assert_eq!(console.driver.outside, [Effect::Quit]);
}

#[test]
fn signing_out_asks_for_name_and_passphrase_and_tells_of_a_wrong_one() {
    let mut console = open();
    console.sees("5 end enter", &["Name", "Passphrase", "Sign in"]);
    console.sees("'Somebody' tab 'wrong' enter", &["▲"]);
    console.sees_no("", &["People"]);
}

#[test]
fn what_stands_on_the_screen_is_indonesian_but_for_labels() {
    let mut console = Opened {
        language: Language::Indonesian,
        ..Opened::default()
    }
    .open();
    console.sees(
        "2 enter m",
        &["Disconnect LinkedIn profile", "Delete user", "Ubah data"],
    );
    console.sees("esc d", &["Hilang", "Tetap", "Batal", "Putuskan"]);
}

#[test]
fn what_was_refused_in_one_place_is_not_said_in_the_next() {
    let mut console = open();
    console.sees("1 x", &["▲ The first steps are not shown"]);
    console.sees_no("2", &["The first steps are not shown"]);
}

/// Names, emails and IDs of all learners, as they are.
fn everybody(console: &mut Console) -> Vec<String> {
    let session = console.driver.app().context().session.clone().unwrap();
    let mut reader = console.driver.service().unwrap().reader().unwrap();
    let question = UsersQuestion {
        filter: UserFilter::default(),
        sort: UserSort::default(),
        page: Page::first(10_000),
    };
    let Answer::Users(page) = reader.load(&session, &Query::Users(question)).unwrap() else {
        panic!("no users");
    };
    // Operators are named: they are at the console, and some are learners too.
    let Answer::Operators(operators) = reader.load(&session, &Query::Operators).unwrap() else {
        panic!("no operators");
    };
    let is_operator = |name: &str| operators.iter().any(|it| it.name == name);
    let rows = page
        .window
        .rows
        .into_iter()
        .filter(|row| !is_operator(&row.name));
    let rows = rows.flat_map(|row| {
        let name = Some(row.name).filter(|name| name.chars().count() > 6);
        let email = row.email.map(|email| email.to_string());
        let id = row.unique_id.map(|id| id.to_string());
        [name, email, id].into_iter().flatten()
    });
    rows.collect()
}

#[test]
fn in_privacy_mode_nobody_stands_on_any_screen() {
    for keys in [
        "1",
        "2",
        "2 space space d",
        "2 enter",
        "2 enter m",
        "2 enter right right right right right",
        "2 space space x",
        "2 l",
        "2 tab tab i",
        "3",
        "3 enter",
        "3 enter d",
        "3 enter r",
        "3 n 'hani'",
        "ctrl-p 'Activity log' enter",
        "ctrl-p 'Activity log' enter enter",
        "ctrl-p 'Outbox' enter",
        "ctrl-p 'Outbox' enter enter",
    ] {
        let mut console = open();
        let everybody = everybody(&mut console);
        // Something that the log and the outbox name.
        console
            .driver
            .press("2 / 'siti aminah' enter enter d right enter esc");
        let shown = console.driver.screen();
        assert!(
            everybody.iter().any(|text| shown.contains(text.as_str())),
            "{shown}"
        );
        console.sees("ctrl-x", &["Privacy mode is on", "[privacy]"]);
        console.driver.press(keys);
        let shown = console.driver.screen();
        let seen: Vec<_> = everybody
            .iter()
            .filter(|text| shown.contains(text.as_str()))
            .collect();
        assert!(seen.is_empty(), "{keys}: {seen:?}\n{shown}");
    }
}

#[test]
fn a_deletion_says_that_names_are_masked_and_shows_whom_before_it_is_confirmed() {
    let mut console = open();
    let everybody = everybody(&mut console);
    let shows = |console: &Console| {
        let shown = console.driver.screen();
        everybody.iter().any(|text| shown.contains(text.as_str()))
    };
    console.sees("2 ctrl-x x", &["Review"]);
    assert!(!shows(&console), "{}", console.driver.screen());
    console.sees("enter", &["Privacy mode is on", "Ctrl-X"]);
    assert!(!shows(&console), "{}", console.driver.screen());
    console.sees("ctrl-x", &["Cancel"]);
    assert!(shows(&console), "{}", console.driver.screen());
    console.sees_no("", &["[privacy]"]);
    // What is masked is not edited: it would be written.
    console.sees(
        "esc esc ctrl-x 2 enter e",
        &["what is masked cannot be edited"],
    );
    // What was typed is not thrown away.
    console.sees("ctrl-x e 'x' ctrl-x", &["Something typed would be lost"]);
    console.sees_no("", &["[privacy]"]);
}
