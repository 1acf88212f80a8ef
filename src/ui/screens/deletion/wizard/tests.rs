//! The wizard by itself: keys while a file is still being looked at.

use std::path::PathBuf;

use crate::command::Command;
use crate::command::key::keys;
use crate::domain::Language;
use crate::domain::settings::Theme;
use crate::error::{Error, Trouble};
use crate::ui::shell::context::{Capabilities, Context};
use crate::ui::shell::event::{Back, DirectoryEntry, Effect, Input, Reply, Ticket};
use crate::ui::shell::layer::{Layer, Out, Wish};

use super::{Control, Wizard, WizardStep};

const FILE: &str = "/home/dl/leavers.csv";

fn context() -> Context {
    Context::new(Language::English, Theme::Dark, Capabilities::default())
}

fn press(wizard: &mut Wizard, line: &str) -> Vec<Effect> {
    let mut out = Out::default();
    for key in keys(line) {
        wizard.input(&Input::Key(key), &context(), &mut out);
    }
    out.effects
}

/// A wizard whose file was typed and is being looked at.
fn looking() -> (Wizard, Ticket) {
    let mut wizard = Wizard::new(Vec::new());
    let effects = press(&mut wizard, &format!("enter '{FILE}' enter"));
    match effects.as_slice() {
        [Effect::LookAt(ticket, path)] if path.to_str() == Some(FILE) => (wizard, *ticket),
        other => panic!("{other:?}"),
    }
}

fn seen() -> Reply {
    Reply::Seen(DirectoryEntry {
        name: "leavers.csv".to_owned(),
        path: PathBuf::from(FILE),
        is_directory: false,
        bytes: 700,
        modified: None,
    })
}

fn hear(wizard: &mut Wizard, ticket: Ticket, reply: &Back) -> Vec<Effect> {
    let mut out = Out::default();
    wizard.reply(ticket, reply, &context(), &mut out);
    out.effects
}

#[test]
fn enter_while_the_file_is_looked_at_waits_for_it_and_then_goes_on() {
    let (mut wizard, ticket) = looking();
    assert_eq!(press(&mut wizard, "enter"), []);
    assert_eq!(wizard.step, WizardStep::Upload);
    let effects = hear(&mut wizard, ticket, &Ok(seen()));
    assert_eq!(wizard.step, WizardStep::Review);
    assert!(
        matches!(effects.as_slice(), [Effect::Review(..)]),
        "{effects:?}"
    );
}

#[test]
fn without_that_enter_a_file_that_was_found_waits_for_the_operator() {
    let (mut wizard, ticket) = looking();
    assert_eq!(hear(&mut wizard, ticket, &Ok(seen())), []);
    assert_eq!(wizard.step, WizardStep::Upload);
    press(&mut wizard, "enter");
    assert_eq!(wizard.step, WizardStep::Review);
}

#[test]
fn an_enter_for_a_file_that_is_not_there_is_answered_with_why_and_forgotten() {
    let (mut wizard, ticket) = looking();
    press(&mut wizard, "enter");
    let missing = Error::Environment(Trouble::NoSuchFile(PathBuf::from(FILE)));
    assert_eq!(hear(&mut wizard, ticket, &Err(missing)), []);
    assert!(wizard.upload.fault.is_some());
    assert!(!wizard.goes_on && wizard.step == WizardStep::Upload);
}

#[test]
fn whoever_presses_another_key_meanwhile_does_not_go_on() {
    let (mut wizard, ticket) = looking();
    press(&mut wizard, "enter tab");
    hear(&mut wizard, ticket, &Ok(seen()));
    assert_eq!(wizard.step, WizardStep::Upload);
}

fn at_a_desktop() -> Context {
    let capabilities = Capabilities {
        elsewhere: false,
        file_dialog: true,
        ..Capabilities::default()
    };
    Context::new(Language::English, Theme::Dark, capabilities)
}

/// A wizard that waits for the desktop's dialog.
fn waiting() -> (Wizard, Ticket) {
    let mut wizard = Wizard::new(Vec::new());
    let mut out = Out::default();
    for key in keys("enter enter") {
        wizard.input(&Input::Key(key), &at_a_desktop(), &mut out);
    }
    match out.effects.as_slice() {
        [Effect::OpenFileDialog(ticket)] => (wizard, *ticket),
        other => panic!("{other:?}"),
    }
}

/// What a key does at a desktop: whether another layer was opened.
fn opens(wizard: &mut Wizard, line: &str) -> bool {
    let mut out = Out::default();
    for key in keys(line) {
        wizard.input(&Input::Key(key), &at_a_desktop(), &mut out);
    }
    out.wishes.iter().any(|wish| matches!(wish, Wish::Open(_)))
}

#[test]
fn while_the_desktop_does_not_answer_the_console_s_own_browser_is_under_the_next_key() {
    let (mut wizard, ticket) = waiting();
    assert!(wizard.upload.waits_for_the_dialog());
    assert_eq!(wizard.focus, Control::Browse);
    assert!(opens(&mut wizard, "enter"));
    // What the desktop says in the end is not heard any more.
    let late = Ok(Reply::FileChosen(Some(PathBuf::from("/other.csv"))));
    assert_eq!(hear(&mut wizard, ticket, &late), []);
    assert!(!wizard.upload.is_looking() && !wizard.upload.offers_the_browser());
}

#[test]
fn a_dialog_that_is_over_without_a_file_is_told_and_the_browser_offered() {
    let (mut wizard, ticket) = waiting();
    hear(&mut wizard, ticket, &Ok(Reply::FileChosen(None)));
    assert!(!wizard.upload.waits_for_the_dialog() && wizard.upload.offers_the_browser());
    assert!(opens(&mut wizard, "enter"));
}

#[test]
fn esc_stops_waiting_for_the_desktop_before_it_goes_back() {
    let (mut wizard, _) = waiting();
    let mut out = Out::default();
    wizard.command(Command::Back, &at_a_desktop(), &mut out);
    assert!(!wizard.upload.offers_the_browser() && wizard.step == WizardStep::Upload);
    wizard.command(Command::Back, &at_a_desktop(), &mut out);
    assert_eq!(wizard.step, WizardStep::Instructions);
}

#[test]
fn a_path_that_is_typed_after_a_file_was_chosen_is_another_one_and_loses_no_letter() {
    for keys in ["'/b.csv'", "backtab '/b.csv'"] {
        let (mut wizard, ticket) = looking();
        hear(&mut wizard, ticket, &Ok(seen()));
        press(&mut wizard, keys);
        assert_eq!(wizard.upload.path.value(), "/b.csv", "{keys}");
        assert!(wizard.upload.chosen.is_none());
    }
    let (mut wizard, ticket) = looking();
    hear(&mut wizard, ticket, &Ok(seen()));
    press(&mut wizard, "'leavers-2.csv'");
    assert_eq!(wizard.upload.path.value(), "leavers-2.csv");
}
