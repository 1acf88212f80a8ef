//! Tables as an operator wants them: columns chosen and kept, columns beyond the edge, what is copied.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::time::Duration;

use offboard::domain::filter::UserFilter;
use offboard::domain::op::{Op, PeopleOp};
use offboard::domain::query::{Answer, Query};
use offboard::domain::user::InfoChange;
use offboard::domain::view::TableName;
use offboard::ui::shell::event::{Effect, Event};
use support::console::{Console, Opened};

fn narrow() -> Console {
    Opened {
        size: (80, 24),
        ..Opened::default()
    }
    .open()
}

/// The heading of the table on screen.
fn heading(console: &Console) -> String {
    let lines = console.driver.lines();
    let found = lines
        .iter()
        .find(|line| line.contains("LICENSE") || line.contains("NAME"));
    found.cloned().unwrap_or_default()
}

fn titles(console: &Console) -> Vec<String> {
    let heading = heading(console);
    let titles = heading.split("  ").map(str::trim);
    let titles = titles.filter(|title| !title.is_empty());
    titles
        .map(|title| title.trim_end_matches([' ', '▲', '▼']).to_owned())
        .collect()
}

fn copied(console: &mut Console) -> Vec<String> {
    let outside = std::mem::take(&mut console.driver.outside);
    let copied = outside.into_iter().filter_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    copied.collect()
}

#[test]
fn chosen_columns_are_kept_for_the_operator() {
    let mut console = Opened::default().open();
    console.driver.press("2");
    assert_eq!(
        titles(&console)[..4],
        ["NAME", "EMAIL", "ID", "LICENSE"].map(str::to_owned)
    );
    console.sees(", c", &["Columns", "[×] Name", "[×] License"]);
    // The license goes up before the email, the ID is hidden.
    console
        .driver
        .press("down down space down shift-up shift-up enter");
    assert_eq!(
        titles(&console)[..3],
        ["NAME", "LICENSE", "EMAIL"].map(str::to_owned)
    );
    assert!(!titles(&console).contains(&"ID".to_owned()));
    console.driver.wait(Duration::from_secs(2));
    console.sees("", &["The table is kept as it stands."]);
    let session = console.driver.app().context().session.clone().unwrap();
    let mut reader = console.driver.service().unwrap().reader().unwrap();
    let Answer::Views(views) = reader.load(&session, &Query::Views).unwrap() else {
        panic!("no views");
    };
    let kept: Vec<_> = views[&TableName::Users].columns.iter().collect();
    assert_eq!(kept[1].code, "license");
    assert!(!kept.iter().any(|it| it.code == "id" && it.shown));
    // A console that is opened later has them too, and the others have theirs.
    let mut console = console.reopened();
    console.driver.press("2");
    assert_eq!(titles(&console)[1], "LICENSE");
    console.driver.press(", u");
    console.driver.wait(Duration::from_secs(2));
    assert_eq!(titles(&console)[1], "EMAIL");
    assert!(titles(&console).contains(&"ID".to_owned()));
}

#[test]
fn a_column_beyond_the_edge_is_reached_and_the_name_stays_beside_it() {
    let mut console = narrow();
    console.driver.press("2");
    assert!(!titles(&console).contains(&"GROUPS".to_owned()));
    console.driver.press("> > > > > > >");
    assert!(
        titles(&console).contains(&"GROUPS".to_owned()),
        "{}",
        console.driver.screen()
    );
    assert_eq!(titles(&console)[0], "‹ NAME");
    // Esc points at none, and the table is as before; only then does it leave.
    console.sees("esc", &["People > Users"]);
    assert!(!titles(&console).contains(&"GROUPS".to_owned()));
}

#[test]
fn at_eighty_columns_the_license_outlives_the_room_of_the_id() {
    let mut console = narrow();
    console.driver.press("2");
    for title in ["NAME", "EMAIL", "ID", "LICENSE"] {
        assert!(titles(&console).contains(&title.to_owned()), "{title}");
    }
}

#[test]
fn the_column_that_is_pointed_at_is_resized_moved_and_hidden_by_keys() {
    let mut console = Opened::default().open();
    console.driver.press("2 > >");
    let width = |console: &Console| {
        let views = &console.driver.app().context().views;
        let columns = views[&TableName::Users].columns.iter();
        let mut email = columns.filter(|column| column.code == "email");
        email.next().unwrap().width.unwrap()
    };
    console.driver.press(", w");
    let before = width(&console);
    console.driver.press(", w , w");
    assert_eq!(width(&console), before + 2);
    console.driver.press(", n");
    assert_eq!(width(&console), before + 1);
    console.driver.press(", <");
    assert_eq!(titles(&console)[0], "EMAIL");
    console.driver.press(", h");
    assert_eq!(titles(&console)[0], "NAME");
    // Of those that tell people apart one stays.
    console.driver.press(", h");
    assert_eq!(titles(&console)[0], "ID");
    console.sees(", h", &["This column stays"]);
    assert_eq!(titles(&console)[0], "ID");
}

#[test]
fn cells_rows_and_columns_are_copied_and_over_ssh_they_are_said_to_be_sent() {
    let mut console = Opened::default().open();
    console.sees("2 , y", &["Point at a column first"]);
    console.sees(", r", &["Copied: the row."]);
    let row = copied(&mut console).pop().unwrap();
    let cells: Vec<&str> = row.split('\t').collect();
    assert!(cells.len() >= 7 && cells[1].contains('@'), "{row}");
    console.sees("> > , y", &["Copied: “"]);
    assert_eq!(copied(&mut console), [cells[1].to_owned()]);
    console.sees(", k", &["cells of the column Email, those on screen"]);
    let column = copied(&mut console).pop().unwrap();
    assert_eq!(column.lines().next(), Some(cells[1]));
    assert!(
        column.lines().count() > 10 && column.lines().all(|cell| cell.contains('@') || cell == "–")
    );

    let mut elsewhere = {
        let opened = Opened::default();
        let mut account = support::Account::seeded(30);
        let session = account
            .service
            .demo_session(offboard::domain::operator::Role::FullAdmin)
            .unwrap();
        let mut context = opened.context();
        context.capabilities.elsewhere = true;
        let driver = offboard::ui::shell::driver::Driver::on(
            account.service,
            support::surroundings(&account.clock),
            context,
            Some(session),
        );
        driver.unwrap()
    };
    elsewhere.press("2 , r");
    assert!(elsewhere.shows("Sent to your terminal: the row."));
    assert!(!elsewhere.shows("Copied"));
}

#[test]
fn what_can_follow_a_key_stands_on_the_screen_until_it_does() {
    let mut console = Opened::default().open();
    console.sees("2 ,", &[", and then", "c Columns", "r Copy row"]);
    console.sees_no("esc", &[", and then"]);
    console.sees("", &["People > Users"]);
    console.sees(", Q", &[", Q means nothing here."]);
    // Another key does what it always does.
    console.sees_no(", down", &[", and then"]);
    // A prefix is typed where text is typed.
    console.sees("/ 'a,c'", &["a,c"]);
}

#[test]
fn every_screen_with_a_table_has_its_columns() {
    for way in [
        "3",
        "4 right",
        "2 tab tab",
        "ctrl-p 'Activity log' enter",
        "ctrl-p 'Operators' enter",
        "ctrl-p 'Groups' enter",
    ] {
        let mut console = Opened::default().open();
        console.sees(&format!("{way} , c"), &["Columns", "[×]"]);
        console.driver.press("down space enter");
        console.driver.wait(Duration::from_secs(2));
        console.sees("", &["The table is kept as it stands."]);
        console.driver.happen(Event::Tick);
    }
}

/// A console on an account in which some learners have custom attributes.
fn with_departments() -> Console {
    Opened {
        learners: 40,
        ..Opened::default()
    }
    .open_after(|account| {
        let all = Query::UserIds(UserFilter::default());
        let Answer::UserIds(users) = account.reader.load(&account.session, &all).unwrap() else {
            panic!("no users");
        };
        for (number, user) in users.into_iter().take(9).enumerate() {
            let Answer::Profile(Some(profile)) = account
                .reader
                .load(&account.session, &Query::Profile(user))
                .unwrap()
            else {
                panic!("no profile");
            };
            let mut wanted = profile.employee.clone();
            let department = if number < 6 { "Sales" } else { "Legal" };
            wanted
                .attributes
                .insert("department".to_owned(), department.to_owned());
            let change = InfoChange {
                seen: profile.employee.clone(),
                wanted,
            };
            let op = Op::People(PeopleOp::Edit {
                user,
                change: Box::new(change),
            });
            account
                .service
                .execute(&account.session, &op, None)
                .unwrap();
        }
    })
}

#[test]
fn filters_stand_as_chips_and_are_taken_away_one_by_one() {
    let mut console = with_departments();
    console.sees("2", &["40 of 40", "license: any"]);
    console.sees("f", &["active", "invited", "department"]);
    console.sees("end up enter", &["Sales", "6", "Legal", "3"]);
    console.sees("down enter", &["6 of 40", "department: Sales ×"]);
    console.sees(
        "f down down down down enter down down down down enter",
        &["active: not for 90 days ×", "department: Sales ×"],
    );
    console.sees("backspace", &["active: not for 90 days ×"]);
    console.sees_no("", &["department: Sales"]);
    assert!(console.driver.click("active: not for 90 days"));
    console.sees("", &["40 of 40", "license: any"]);
    console.sees("backspace", &["No filter is set."]);
    // A number of days of one's own.
    console.sees("f down down down down down enter end enter", &["Days"]);
    console.sees("'soon' enter", &["That is no number of days."]);
    console.sees(
        "f down down down down down enter end enter '5' enter",
        &["invited: for 5 days or longer ×"],
    );
}

#[test]
fn a_filter_is_kept_under_a_name_without_the_words_that_were_searched() {
    let mut console = with_departments();
    console.sees("2 F enter", &["Set a filter first"]);
    console.sees(
        "f end up enter down enter / 'a' enter",
        &["department: Sales ×"],
    );
    console.sees("F enter", &["Words that are searched for are not kept"]);
    console.sees("'siti@x.example' enter", &["This cannot be kept"]);
    console.sees(
        "F enter 'My sales' enter",
        &["The filter “My sales” is kept."],
    );
    console.sees("esc", &["40 of 40"]);
    console.sees("F", &["My sales", "Sales", "Forget a kept filter"]);
    console.sees("enter", &["6 of 40", "department: Sales ×"]);
    let mut console = console.reopened();
    console.sees("2 F enter", &["6 of 40"]);
    console.sees("F end enter", &["My sales"]);
    console.sees("enter", &["The filter “My sales” is forgotten."]);
    console.sees("F", &["▌ Keep the filters that are set"]);
}

#[test]
fn attributes_and_what_else_is_known_of_people_stand_in_columns_that_are_chosen() {
    let mut console = with_departments();
    console.sees(
        "2 , c",
        &["[ ] Job title", "[ ] Invited since", "[ ] department"],
    );
    // Up to the front, where it has room.
    console.driver.press("end space");
    console
        .driver
        .press("shift-up shift-up shift-up shift-up shift-up shift-up shift-up enter");
    console.sees("", &["DEPARTM", "Legal"]);
}
