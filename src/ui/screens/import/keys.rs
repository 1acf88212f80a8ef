//! The keys of an import: where a path or a period is typed, what moves the focus, and what ticks a choice.

use crate::domain::columns::FileKind;
use crate::domain::learning::Period;

use super::controls::Control;
use super::{Import, ImportStep};
use crate::ui::kit::form::request;
use crate::ui::kit::key::Key;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::{Handled, Out};

impl Import {
    pub(super) fn key(&mut self, key: Key, context: &Context, out: &mut Out) -> Handled {
        let of_the_file = [Control::Pick, Control::Path, Control::Onward].contains(&self.focus);
        self.goes_on = key == Key::Enter && of_the_file && self.waits_for_the_file();
        if self.goes_on {
            return Handled::Yes;
        }
        match self.type_key(key, context, out) {
            Some(handled) => handled,
            None => self.move_by_key(key, context, out),
        }
    }

    /// Takes a key in what is typed; none where it is for the others.
    fn type_key(&mut self, key: Key, context: &Context, out: &mut Out) -> Option<Handled> {
        let moves = matches!(
            key,
            Key::Tab | Key::Down | Key::BackTab | Key::Up | Key::Enter | Key::Esc
        );
        match (self.step, self.focus) {
            (ImportStep::File, Control::Path) => match key {
                Key::Tab if self.upload.complete(context, out) => Some(Handled::Yes),
                Key::Esc => Some(Handled::No),
                _ if moves => None,
                key if self.upload.key(key) => Some(Handled::Yes),
                _ => Some(Handled::No),
            },
            (ImportStep::Period, Control::Period) if !moves => {
                let Some(asked) = request(key) else {
                    return Some(Handled::No);
                };
                self.period.handle(asked);
                self.period_is_bad = false;
                Some(Handled::Yes)
            }
            _ => None,
        }
    }

    fn move_by_key(&mut self, key: Key, context: &Context, out: &mut Out) -> Handled {
        match key {
            Key::Right if self.move_beside(1, context) => {}
            Key::Left if self.move_beside(-1, context) => {}
            Key::Tab => self.move_focus(1, context, out),
            Key::BackTab => self.move_focus(-1, context, out),
            Key::Down | Key::Right => self.move_row(1, context, out),
            Key::Up | Key::Left => self.move_row(-1, context, out),
            Key::PageDown | Key::End => self.focus = self.onward(context),
            Key::PageUp | Key::Home => {
                if let Some(first) = self.controls(context).first() {
                    self.focus = *first;
                }
            }
            Key::Enter => self.press(self.focus, context, out),
            Key::Char(' ') => return self.tick_focused(context, out),
            // A path begins: it is typed into its field.
            Key::Char(letter) if letter != 'u' && self.step == ImportStep::File => {
                self.focus = Control::Path;
                self.upload.begin(key);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn tick_focused(&mut self, context: &Context, out: &mut Out) -> Handled {
        let Control::Entry(index) = self.focus else {
            return Handled::No;
        };
        let entry = self.entries(context).into_iter().nth(index);
        if let Some(entry) = entry.filter(|entry| entry.what.is_choice()) {
            self.tick(entry.what, context, out);
        }
        Handled::Yes
    }

    /// Asks for a file. While the desktop is waited for, the console's own browser is under the next key.
    pub(super) fn pick(&mut self, context: &Context, out: &mut Out) {
        self.go_to(ImportStep::File, Control::Pick);
        self.upload.pick(context, out);
        if self.upload.waits_for_the_dialog() {
            self.focus = Control::Browse;
        }
    }

    /// Whether a file is still being looked at.
    pub(super) fn waits_for_the_file(&self) -> bool {
        self.step == ImportStep::File && self.upload.is_looking()
    }

    /// The period as it is typed, once it is one.
    pub(super) fn typed_period(&self) -> Option<Period> {
        self.period.value().trim().parse().ok()
    }

    /// The days that the rows of a learning report name.
    pub(super) fn offered_period(&self) -> Option<Period> {
        self.reading.report().and_then(|review| review.days)
    }

    /// The steps as the stepper names them.
    pub(super) const fn steps(&self) -> &'static [(ImportStep, &'static str)] {
        match self.kind {
            FileKind::Roster => &[
                (ImportStep::File, "1 File"),
                (ImportStep::Columns, "2 Columns"),
                (ImportStep::Review, "3 Review"),
                (ImportStep::Confirm, "4 Confirm"),
            ],
            FileKind::Leavers => &[
                (ImportStep::File, "1 File"),
                (ImportStep::Columns, "2 Columns"),
                (ImportStep::Review, "3 Review"),
                (ImportStep::Confirm, "4 Save"),
            ],
            FileKind::Learning => &[
                (ImportStep::File, "1 File"),
                (ImportStep::Columns, "2 Columns"),
                (ImportStep::Period, "3 Period"),
                (ImportStep::Review, "4 Review"),
                (ImportStep::Confirm, "5 Confirm"),
            ],
        }
    }
}
