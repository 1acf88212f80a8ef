//! Pictures of the screens: every place × {English, Indonesian} × {80×24, 120×40}, and their styles where these carry
//! meaning.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

mod support;

use offboard::domain::Language;
use offboard::domain::id::OperatorId;
use offboard::domain::look::Colours;
use offboard::domain::operator::Role;
use offboard::domain::settings::Theme;
use offboard::domain::sitting::SittingKind;
use offboard::service::account::coming::Coming;
use offboard::ui::kit::theme::Palette;
use offboard::ui::shell::driver::Driver;
use offboard::ui::shell::event::Event;
use offboard::ui::shell::presence::{Opened as Opened_, Present};
use offboard::ui::shell::route::Route;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use support::Account;
use support::console::Opened;

/// Every place: its name, and the keys that lead there from Home.
const PLACES: &[(&str, &str)] = &[
    ("home", ""),
    ("users", "2"),
    ("users-search", "2 / 'dewi'"),
    ("users-marked", "2 space down space"),
    ("users-more", "2 down down m"),
    ("users-filter", "2 f"),
    ("profile", "2 enter"),
    ("profile-edit", "2 enter e"),
    ("profile-groups", "2 enter right"),
    ("profile-licenses", "2 down enter right right"),
    ("profile-learning", "2 down enter right right right"),
    (
        "profile-requests",
        "2 / 'siti' enter enter right right right right",
    ),
    ("profile-history", "2 enter h 'court case' enter left"),
    ("disconnect", "2 down enter d"),
    ("new-request-search", "ctrl-p 'new request' enter 'si'"),
    (
        "request-note",
        "3 enter i 'sounded upset,' enter 'call again'",
    ),
    (
        "request-reply",
        "3 enter r 'Dear learner,' enter enter 'which address do you use?' tab space",
    ),
    ("request-verify", "3 enter v"),
    ("request-reject", "3 enter x"),
    ("licenses", "2 / 'siti aminah' enter l"),
    ("licenses-confirm", "2 / 'siti aminah' enter l end enter"),
    ("licenses-seats", "2 * l home down enter"),
    ("idle-seats", "2 tab tab i"),
    ("idle-seats-confirm", "2 tab tab i L"),
    ("rules-none", "2 tab tab t"),
    ("rules-add", "2 tab tab t n"),
    (
        "rules",
        "2 tab tab t n right right right tab backspace backspace '1' ctrl-s n tab '0' backspace ctrl-s home p",
    ),
    (
        "rules-review",
        "2 tab tab t n right right right tab backspace backspace '1' ctrl-s enter",
    ),
    (
        "rules-remove",
        "2 tab tab t n right right right tab backspace backspace '1' ctrl-s x",
    ),
    ("hold", "2 h"),
    ("groups", "2 tab"),
    ("group-remove", "2 tab x"),
    ("requests", "3"),
    ("request", "3 enter"),
    (
        "request-words",
        "3 enter v 'called back' enter i 'sounded upset' ctrl-s r 'we look into it' ctrl-s w",
    ),
    ("request-do", "3 end d"),
    (
        "request-delete",
        "3 n 'siti.aminah@enigma.example' tab right right right tab 'Phone' ctrl-s s v 'called back' enter d",
    ),
    ("request-done", "3 end enter d right enter"),
    ("request-more", "3 enter m"),
    ("request-reject", "3 enter x"),
    ("new-request", "3 n"),
    (
        "new-request-letter",
        "3 n 'siti.aminah@enigma.example' tab right tab 'Phone' ctrl-s",
    ),
    ("new-request-profile", "2 down enter n"),
    ("requests-more", "3 m"),
    ("requests-overdue", "3 left"),
    ("requests-mine", "3 right right"),
    ("reports", "4"),
    ("reports-courses", "4 tab"),
    ("save", "4 e"),
    (
        "deleted-users",
        "ctrl-p 'Deleted users' enter 'nobody@nowhere.example' enter",
    ),
    ("activity-log", "ctrl-p 'Activity log' enter"),
    ("log-entry", "ctrl-p 'Activity log' enter enter"),
    ("outbox-empty", "ctrl-p 'Outbox' enter"),
    (
        "outbox",
        "2 / 'siti aminah' enter enter d right enter ctrl-p 'Outbox' enter",
    ),
    (
        "mail",
        "2 / 'siti aminah' enter enter d right enter ctrl-p 'Outbox' enter enter",
    ),
    ("operators", "ctrl-p 'Operators' enter"),
    ("operator", "ctrl-p 'Operators' enter enter"),
    (
        "operator-new",
        "ctrl-p 'Operators' enter p 'open sesame' tab 'open sesame' enter n 'Nadia' enter 'x' tab tab tab enter",
    ),
    ("operator-role", "ctrl-p 'Operators' enter down r"),
    ("operator-disable", "ctrl-p 'Operators' enter down d"),
    (
        "passphrase",
        "ctrl-p 'Operators' enter p 'one' tab 'two' enter",
    ),
    ("keys-none", "ctrl-p 'Me > Keys' enter"),
    (
        "keys-add",
        "ctrl-p 'Me > Keys' enter n 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti marta@laptop' enter",
    ),
    (
        "keys",
        "ctrl-p 'Me > Keys' enter n 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti marta@laptop' enter tab enter",
    ),
    (
        "keys-revoke",
        "ctrl-p 'Me > Keys' enter n 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti marta@laptop' enter tab enter x",
    ),
    ("sessions-unserved", "ctrl-p 'Sessions' enter"),
    ("settings", "ctrl-p 'Account settings' enter"),
    (
        "settings-fault",
        "ctrl-p 'Account settings' enter down down down 'x' ctrl-s",
    ),
    (
        "settings-confirm",
        "ctrl-p 'Account settings' enter down down down '0' down down right ctrl-s",
    ),
    ("me", "5"),
    ("palette", "ctrl-p 'user del'"),
    ("palette-learner", "ctrl-p 'siti'"),
    ("palette-number", "ctrl-p '#3'"),
    (
        "palette-recents",
        "ctrl-p 'outbox' enter ctrl-p '#3' enter ctrl-p",
    ),
    ("help", "2 ?"),
    ("help-search", "2 ? 'hold'"),
    ("sign-in", "5 end enter"),
];

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

#[test]
fn every_place_looks_as_it_did() {
    for language in Language::ALL {
        for size in SIZES {
            for (name, keys) in PLACES {
                let mut console = Opened {
                    learners: 40,
                    language,
                    size,
                    ..Opened::default()
                }
                .open();
                console.driver.press(keys);
                let (columns, rows) = size;
                let name = format!("{name}-{}-{columns}x{rows}", language.code());
                insta::assert_snapshot!(name, console.driver.screen());
                // The terminal may have become smaller before the console hears of it.
                for (columns, rows) in [(1, 1), (2, 1), (40, 6), (79, 23)] {
                    let left = console.driver.drawn_on(columns, rows);
                    assert_eq!(left.join(""), "", "{keys}");
                }
            }
        }
    }
}

#[test]
fn who_is_here_is_shown_with_what_they_have_open() {
    for language in Language::ALL {
        for size in SIZES {
            let mut console = Opened {
                learners: 40,
                language,
                size,
                ..Opened::default()
            }
            .open_after(come);
            let driver = &mut console.driver;
            let name = |place: &str| format!("{place}-{}-{}x{}", language.code(), size.0, size.1);
            driver.press("ctrl-p 'Sessions' enter");
            insta::assert_snapshot!(name("sessions"), driver.screen());
            driver.press("down x");
            insta::assert_snapshot!(name("session-end"), driver.screen());
            driver.press("esc 2 enter");
            let Some(Route::User(user, _)) = driver.app().route() else {
                panic!("no profile is open");
            };
            let present = |operator, name: &str, opened| Present {
                operator: OperatorId(operator),
                name: name.to_owned(),
                opened,
            };
            let others = vec![
                present(91, "Kwame Mensah", Some(Opened_::User(user))),
                present(92, "Marta", Some(Opened_::User(user))),
                present(93, "Zipe Okafor", None),
                present(94, "Ana Lima", None),
            ];
            driver.happen(Event::Present(others.into()));
            insta::assert_snapshot!(name("profile-present"), driver.screen());
        }
    }
}

/// Somebody comes over SSH with a console, and the full admin with files.
fn come(account: &mut Account) {
    account.service.begin_serving().unwrap();
    let full = account.service.demo_session(Role::FullAdmin).unwrap();
    let help = account.service.demo_session(Role::HelpDesk).unwrap();
    for (session, kind, address) in [
        (&full, SittingKind::Files, "192.0.2.7"),
        (&help, SittingKind::Console, "2001:db8:1:2::1"),
    ] {
        let coming = Coming {
            key: "SHA256:cvaz7eFfhbFJUQRIwZYRopISg2t/7WJquT4OOpOOWd4".to_owned(),
            certified: None,
            address: address.to_owned(),
        };
        let reader = &mut account.reader;
        let sitting = reader.has_come(session, &coming).unwrap();
        reader.uses(sitting, kind).unwrap();
    }
}

#[test]
fn the_first_start_looks_as_it_did() {
    for language in Language::ALL {
        let context = Opened {
            language,
            size: (80, 24),
            ..Opened::default()
        }
        .context();
        let mut driver = Driver::canned(context, None, |_| None).unwrap();
        driver.happen(Event::Opened {
            missing: true,
            session: None,
            notices: Vec::new(),
        });
        insta::assert_snapshot!(format!("first-start-{}", language.code()), driver.screen());
    }
}

#[test]
fn the_first_steps_look_as_they_did() {
    for language in Language::ALL {
        for size in SIZES {
            let mut console = Opened {
                learners: 0,
                language,
                size,
                ..Opened::default()
            }
            .open_bare();
            console.driver.press("end");
            let (columns, rows) = size;
            let name = format!("first-steps-{}-{columns}x{rows}", language.code());
            insta::assert_snapshot!(name, console.driver.screen());
        }
    }
}

#[test]
fn styles_carry_their_meaning() {
    for theme in Theme::ALL {
        let mut console = Opened {
            learners: 40,
            theme,
            size: (80, 24),
            ..Opened::default()
        }
        .open();
        console.driver.press("2 / 'dewi' enter space");
        let styles = styles(console.driver.buffer());
        insta::assert_snapshot!(format!("styles-users-{}", theme.code()), styles);
        console.driver.press("esc enter d");
        let styles = self::styles(console.driver.buffer());
        insta::assert_snapshot!(format!("styles-disconnect-{}", theme.code()), styles);
    }
}

/// What stands in the colour of something good, of a warning or of a danger says it in words or by a sign, too; and no word stands in
/// two of them, so that it is the word that says it.
#[test]
fn nothing_is_said_by_colour_alone() {
    let palette = Palette::of(Theme::Dark, Colours::Many);
    let signals = [palette.good, palette.warning, palette.danger].map(|style| style.fg.unwrap());
    let mut said: BTreeMap<String, HashMap<Color, String>> = BTreeMap::new();
    let mut faults = Vec::new();
    for (name, keys) in PLACES {
        let mut console = Opened {
            learners: 40,
            size: (80, 24),
            ..Opened::default()
        }
        .open();
        console.driver.press(keys);
        let buffer = console.driver.buffer();
        for y in buffer.area.top()..buffer.area.bottom() {
            for (text, colour) in coloured_runs(buffer, y) {
                // The edge of a box says what its heading says.
                let is_edge = text.chars().all(|letter| "│┌┐└┘─".contains(letter));
                if is_edge || !signals.contains(&colour) {
                    continue;
                }
                if !text.contains(|letter: char| letter.is_alphabetic() || SIGNS.contains(letter)) {
                    faults.push(format!("{name}: {text:?} in {colour:?}"));
                }
                let colours = said.entry(text).or_default();
                colours.entry(colour).or_insert_with(|| (*name).to_owned());
            }
        }
    }
    let two = said.into_iter().filter(|(_, colours)| colours.len() > 1);
    faults.extend(two.map(|(text, colours)| format!("{text:?}: {colours:?}")));
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Signs that say something by their form.
const SIGNS: &str = "▲⚑✓✗●○█";

/// Every run of letters of one colour on a line, without the letters of a search, which are underlined.
fn coloured_runs(buffer: &Buffer, y: u16) -> Vec<(String, Color)> {
    let mut runs: Vec<(String, Color)> = Vec::new();
    for x in buffer.area.left()..buffer.area.right() {
        let cell = &buffer[(x, y)];
        if cell.modifier.contains(Modifier::UNDERLINED) {
            continue;
        }
        match runs.last_mut().filter(|(_, colour)| *colour == cell.fg) {
            Some((text, _)) => text.push_str(cell.symbol()),
            None => runs.push((cell.symbol().to_owned(), cell.fg)),
        }
    }
    let trimmed = runs
        .into_iter()
        .map(|(text, colour)| (text.trim().to_owned(), colour));
    trimmed.filter(|(text, _)| !text.is_empty()).collect()
}

/// Every run of cells that is not plain: line, text and style.
fn styles(buffer: &Buffer) -> String {
    let mut told = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let style = of(buffer, x, y);
            let mut text = String::new();
            while x < buffer.area.right() && of(buffer, x, y) == style {
                text.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            let shown = text.trim();
            if style != of_plain() && !shown.is_empty() && !shown.starts_with('─') {
                let _ = writeln!(told, "{y:>2} {shown:?} {style:?}");
            }
        }
    }
    told
}

fn of(buffer: &Buffer, x: u16, y: u16) -> (Color, Color, Modifier) {
    let cell = &buffer[(x, y)];
    (cell.fg, cell.bg, cell.modifier)
}

const fn of_plain() -> (Color, Color, Modifier) {
    (Color::Reset, Color::Reset, Modifier::empty())
}
