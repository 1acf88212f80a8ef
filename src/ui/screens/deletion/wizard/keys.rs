//! The keys of the wizard: where a path begins, what moves the focus, and what waits for a file that is looked at.

use super::{Control, Wizard, WizardStep};
use crate::command::key::Key;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::{Handled, Out};

impl Wizard {
    pub(super) fn key(&mut self, key: Key, context: &Context, out: &mut Out) -> Handled {
        let of_the_file = [Control::Pick, Control::Path, Control::Onward].contains(&self.focus);
        self.goes_on = key == Key::Enter && of_the_file && self.waits_for_the_file();
        if self.goes_on {
            return Handled::Yes;
        }
        if self.focus == Control::Path && self.step == WizardStep::Upload {
            match key {
                Key::Tab if self.upload.complete(context, out) => return Handled::Yes,
                Key::Tab | Key::Down | Key::BackTab | Key::Up | Key::Enter | Key::Esc => {}
                key if self.upload.key(key) => return Handled::Yes,
                _ => return Handled::No,
            }
        }
        match key {
            Key::Right if self.move_beside(1) => {}
            Key::Left if self.move_beside(-1) => {}
            Key::Tab => self.move_focus(1, context, out),
            Key::BackTab => self.move_focus(-1, context, out),
            Key::Down | Key::Right => self.move_row(1, context, out),
            Key::Up | Key::Left => self.move_row(-1, context, out),
            Key::Enter => self.press(self.focus, context, out),
            Key::Char(' ') if self.focus == Control::RunAnew => {
                self.press(self.focus, context, out);
            }
            // A path begins: it is typed into its field.
            Key::Char(letter) if letter != ' ' && self.step == WizardStep::Upload => {
                self.focus = Control::Path;
                self.upload.begin(key);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// Asks for a file. While the desktop is waited for, the console's own browser is under the next key.
    pub(super) fn pick(&mut self, context: &Context, out: &mut Out) {
        self.go_to(WizardStep::Upload, Control::Pick);
        self.upload.pick(context, out);
        if self.upload.waits_for_the_dialog() {
            self.focus = Control::Browse;
        }
    }

    /// Whether a file is still being looked at.
    pub(super) fn waits_for_the_file(&self) -> bool {
        self.step == WizardStep::Upload && self.upload.is_looking()
    }

    /// A file was found: the focus goes on, and so does whoever pressed Enter before.
    pub(super) fn found_file(&mut self, context: &Context, out: &mut Out) {
        self.focus = Control::Onward;
        if std::mem::take(&mut self.goes_on) {
            self.go_on(context, out);
        }
    }
}
