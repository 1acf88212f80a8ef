//! The keys of an import: where a path or a period is typed, what moves the focus, and what ticks a choice.

use crate::domain::learning::Period;
use crate::formats;

use super::controls::Control;
use super::{Aim, Import, ImportStep};
use tui_input::Input as Text;

use crate::command::key::Key;
use crate::ui::kit::form::request;
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
                if matches!(key, Key::Char(_)) {
                    self.leave_the_offer(context);
                }
                self.period.handle(asked);
                self.note_taken(context);
                self.period_is_bad = false;
                Some(Handled::Yes)
            }
            (ImportStep::Review, Control::Phrase) if !moves => {
                let Some(asked) = request(key) else {
                    return Some(Handled::No);
                };
                self.phrase.handle(asked);
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

    /// Whether what is asked for by the third step is said.
    pub(super) fn is_when_said(&self) -> bool {
        match self.aim {
            Aim::Roster | Aim::Server => self.reading.taken_at.is_some(),
            Aim::Users | Aim::Learning | Aim::Leavers | Aim::Results => {
                self.typed_period().is_some()
            }
        }
    }

    /// What is typed takes the place of what was offered and taken over as it was.
    pub(super) fn leave_the_offer(&mut self, context: &Context) {
        let at_the_end = self.period.cursor() == self.period.value().chars().count();
        if at_the_end && self.offered(context).as_deref() == Some(self.period.value()) {
            self.period = Text::default();
        }
    }

    /// What the file itself suggests there: the days that the rows of a learning report name, or when a roster was
    /// changed last.
    pub(super) fn offered(&self, context: &Context) -> Option<String> {
        match self.aim {
            Aim::Roster => {
                let changed = self.upload.chosen.as_ref()?.modified?;
                Some(formats::moment_typed(&context.texts, changed))
            }
            Aim::Users | Aim::Learning | Aim::Leavers | Aim::Server | Aim::Results => {
                let days = self.reading.report()?.days?;
                Some(days.to_string())
            }
        }
    }

    /// Notes when a roster was taken, as it is typed.
    pub(super) fn note_taken(&mut self, context: &Context) {
        self.reading.taken_at = context.zone().moment(self.period.value());
    }
}
