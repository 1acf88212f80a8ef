//! What the two screens before the console have in common: signing in, and the first start.

use crate::command::Command;
use crate::say;

use crate::ui::kit::form::{Form, FormSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Out, Wish};

/// What an input at the door leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Knock {
    /// Nothing; it may mean something to the console.
    Ignored,
    /// It was for the form.
    Taken,
    /// It changed the field of this position.
    Changed(usize),
    /// Whoever is there wants to come in.
    Enter,
}

/// Takes an input for a form whose first button ends the program.
pub(crate) fn knock(form: &mut Form, input: &Input, out: &mut Out) -> Knock {
    match form.input(input) {
        FormSignal::Ignored => Knock::Ignored,
        FormSignal::Moved => Knock::Taken,
        FormSignal::Changed(field) => Knock::Changed(field),
        FormSignal::Pressed(0) => {
            out.wish(Wish::Command(Command::Quit));
            Knock::Taken
        }
        FormSignal::Pressed(_) => Knock::Enter,
    }
}

/// The last line at the door.
pub(crate) fn hints(context: &Context) -> Vec<(String, String)> {
    let texts = &context.texts;
    vec![
        ("↵".to_owned(), say!(texts, "hint-accept")),
        ("Tab".to_owned(), say!(texts, "hint-next-field")),
        ("Ctrl-Q".to_owned(), say!(texts, "hint-quit")),
    ]
}
