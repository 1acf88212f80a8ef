//! The wizard by itself: keys while a file is still being looked at.

use std::path::PathBuf;

use crate::domain::Language;
use crate::domain::settings::Theme;
use crate::error::{Error, Trouble};
use crate::ui::context::{Capabilities, Context};
use crate::ui::event::{DirectoryEntry, Effect, Input, Reply, Ticket};
use crate::ui::key::keys;
use crate::ui::layer::{Layer, Out};

use super::{Step, Wizard};

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

fn hear(wizard: &mut Wizard, ticket: Ticket, reply: &Result<Reply, Error>) -> Vec<Effect> {
    let mut out = Out::default();
    wizard.reply(ticket, reply, &context(), &mut out);
    out.effects
}

#[test]
fn enter_while_the_file_is_looked_at_waits_for_it_and_then_goes_on() {
    let (mut wizard, ticket) = looking();
    assert_eq!(press(&mut wizard, "enter"), []);
    assert_eq!(wizard.step, Step::Upload);
    let effects = hear(&mut wizard, ticket, &Ok(seen()));
    assert_eq!(wizard.step, Step::Review);
    assert!(
        matches!(effects.as_slice(), [Effect::Review(..)]),
        "{effects:?}"
    );
}

#[test]
fn without_that_enter_a_file_that_was_found_waits_for_the_operator() {
    let (mut wizard, ticket) = looking();
    assert_eq!(hear(&mut wizard, ticket, &Ok(seen())), []);
    assert_eq!(wizard.step, Step::Upload);
    press(&mut wizard, "enter");
    assert_eq!(wizard.step, Step::Review);
}

#[test]
fn an_enter_for_a_file_that_is_not_there_is_answered_with_why_and_forgotten() {
    let (mut wizard, ticket) = looking();
    press(&mut wizard, "enter");
    let missing = Error::Environment(Trouble::NoSuchFile(PathBuf::from(FILE)));
    assert_eq!(hear(&mut wizard, ticket, &Err(missing)), []);
    assert!(wizard.upload.fault.is_some());
    assert!(!wizard.goes_on && wizard.step == Step::Upload);
}

#[test]
fn whoever_presses_another_key_meanwhile_does_not_go_on() {
    let (mut wizard, ticket) = looking();
    press(&mut wizard, "enter tab");
    hear(&mut wizard, ticket, &Ok(seen()));
    assert_eq!(wizard.step, Step::Upload);
}
