//! Typing, moving and pressing in a form.

use super::*;
use crate::command::key::keys;
use crate::ui::kit::buttons::Kind;

fn form() -> Form {
    Form::new(
        vec![
            Field::text("Name", "Siti"),
            Field::fixed("Number", "12"),
            Field::choice("Language", vec!["English".into(), "Indonesia".into()], 0),
        ],
        vec![
            Button::new("Cancel", Kind::Safe),
            Button::new("Save", Kind::Onward),
        ],
        1,
    )
}

fn press(form: &mut Form, line: &str) -> FormSignal {
    let mut last = FormSignal::Ignored;
    for key in keys(line) {
        last = form.input(&Input::Key(key));
    }
    last
}

#[test]
fn typing_changes_the_field_with_the_focus_and_removes_its_fault() {
    let mut form = form();
    form.fail(0, "taken");
    assert_eq!(press(&mut form, "'x'"), FormSignal::Changed(0));
    assert_eq!(form.value(0), "Sitix");
    assert!(form.is_touched() && !form.has_faults());
    form.settle();
    assert!(!form.is_touched());
}

#[test]
fn what_is_typed_takes_the_place_of_a_suggestion_nobody_touched() {
    let suggested = || {
        let fields = vec![Field::suggested("File", "~/log.csv")];
        Form::new(fields, Vec::new(), 0)
    };
    for (typed, left) in [
        ("'/a/b.csv'", "/a/b.csv"),
        ("backspace", ""),
        ("tab 'x'", "x"),
        ("left right backspace", "~/log.cs"),
        ("home 'x'", "x~/log.csv"),
        ("ctrl-w", "~/"),
        ("'a' 'b'", "ab"),
    ] {
        let mut form = suggested();
        press(&mut form, typed);
        assert_eq!(form.value(0), left, "{typed}");
    }
    let mut form = suggested();
    form.input(&Input::Paste("/c d.csv\n".to_owned()));
    assert_eq!(form.value(0), "/c d.csv");
    form.input(&Input::Paste("x".to_owned()));
    assert_eq!(form.value(0), "/c d.csvx");
}

#[test]
fn tab_passes_over_what_cannot_be_changed() {
    let mut form = form();
    press(&mut form, "tab");
    assert_eq!(form.focus(), 2);
    assert_eq!(press(&mut form, "right"), FormSignal::Changed(2));
    assert_eq!(form.chosen(2), 1);
    assert_eq!(press(&mut form, "backtab"), FormSignal::Moved);
    assert_eq!(form.focus(), 0);
}

#[test]
fn enter_in_the_last_field_presses_the_button_and_one_before_goes_on() {
    let mut form = form();
    assert_eq!(press(&mut form, "enter"), FormSignal::Moved);
    assert_eq!(press(&mut form, "enter"), FormSignal::Pressed(1));
    form.buttons[1].enabled = false;
    assert_eq!(press(&mut form, "enter"), FormSignal::Moved);
}

#[test]
fn pasted_line_ends_become_spaces() {
    let mut form = form();
    form.input(&Input::Paste(" a\nb\n".to_owned()));
    assert_eq!(form.value(0), "Siti a b");
}
