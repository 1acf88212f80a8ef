//! What can have the focus at each step of an import, in which order, and what of it can be pressed.

use super::choosing::Choosing;
use super::{Aim, Import, ImportStep};
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::Out;

/// Something that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    Pick,
    Browse,
    Path,
    Column(usize),
    /// What stands first in the dates.
    Order,
    /// What the times count.
    Times,
    /// Of which license type a column of the status speaks.
    License,
    Period,
    /// The days that the rows name.
    Offered,
    Entry(usize),
    /// What has a doubtful roster believed.
    Phrase,
    Back,
    Cancel,
    Onward,
    /// Stops the import that runs.
    Stop,
    /// Corrects rows that failed.
    Correct,
    Leavers,
    Close,
}

impl Import {
    /// What can have the focus now, in order; the buttons of the last line come last.
    pub(super) fn controls(&self, context: &Context) -> Vec<Control> {
        let mut controls = Vec::new();
        match self.step {
            ImportStep::File => {
                controls.push(Control::Pick);
                if self.upload.offers_the_browser() {
                    controls.push(Control::Browse);
                }
                controls.push(Control::Path);
            }
            ImportStep::Columns => {
                if let Some(choosing) = &self.choosing {
                    controls.extend((0..choosing.len()).map(Control::Column));
                    if choosing.asks_order {
                        controls.push(Control::Order);
                    }
                    if choosing.asks_times {
                        controls.push(Control::Times);
                    }
                    if choosing.asks_license {
                        controls.push(Control::License);
                    }
                }
            }
            ImportStep::Period => {
                controls.push(Control::Period);
                if self.offered(context).is_some() {
                    controls.push(Control::Offered);
                }
            }
            ImportStep::Review | ImportStep::Confirm | ImportStep::Receipt => {
                controls.extend((0..self.entries(context).len()).map(Control::Entry));
                if self.asks_for_the_phrase(context) {
                    controls.push(Control::Phrase);
                }
            }
            ImportStep::Running => {}
        }
        controls.extend(self.buttons(context));
        controls
    }

    /// The buttons of the last line, from left to right.
    pub(super) fn buttons(&self, context: &Context) -> Vec<Control> {
        match self.step {
            ImportStep::File => vec![Control::Cancel, Control::Onward],
            ImportStep::Running => vec![Control::Stop],
            ImportStep::Receipt => {
                let mut buttons = Vec::new();
                if self.correction_obstacle().is_none() {
                    buttons.push(Control::Correct);
                }
                if self.aim == Aim::Users && self.leavers_obstacle(context).is_none() {
                    buttons.push(Control::Leavers);
                }
                buttons.push(Control::Close);
                buttons
            }
            ImportStep::Columns | ImportStep::Period | ImportStep::Review | ImportStep::Confirm => {
                vec![Control::Back, Control::Cancel, Control::Onward]
            }
        }
    }

    pub(super) fn is_enabled(&self, control: Control) -> bool {
        match (control, self.step) {
            (Control::Onward, ImportStep::File) => self.upload.chosen.is_some(),
            (Control::Onward, ImportStep::Columns) => {
                self.choosing.as_ref().is_some_and(Choosing::is_said)
            }
            (Control::Onward, ImportStep::Period) => self.is_when_said(),
            (Control::Onward, ImportStep::Review) if self.reading.is_doubtful() => {
                self.phrase_is_typed()
            }
            (Control::Onward, _) => self.reading.can_go_on(),
            _ => true,
        }
    }

    /// Where a control stands among all, for clicks.
    pub(super) fn place_of(&self, control: Control, context: &Context) -> usize {
        let place = self.controls(context).iter().position(|it| *it == control);
        place.unwrap_or_default()
    }

    /// Goes to the button beside one of the last line; answers whether the focus is on such a button.
    pub(super) fn move_beside(&mut self, by: isize, context: &Context) -> bool {
        let buttons = self.buttons(context);
        let Some(mut at) = buttons.iter().position(|it| *it == self.focus) else {
            return false;
        };
        while let Some(next) = at.checked_add_signed(by).filter(|it| *it < buttons.len()) {
            at = next;
            if let Some(control) = buttons.get(at).filter(|it| self.is_enabled(**it)) {
                self.focus = *control;
                break;
            }
        }
        true
    }

    /// Goes up or down: the buttons of the last line are one row, which is entered at the one that leads on.
    pub(super) fn move_row(&mut self, by: isize, context: &Context, out: &mut Out) {
        let buttons = self.buttons(context);
        let body = self.controls(context).len() - buttons.len();
        if body == 0 {
            self.move_beside(by, context);
            return;
        }
        let in_row = buttons.contains(&self.focus);
        if in_row {
            // The row counts as one: up from it is the last control of the body, down from it the first.
            let first = buttons.first().copied().unwrap_or(self.focus);
            let last = buttons.last().copied().unwrap_or(self.focus);
            self.focus = if by < 0 { first } else { last };
        }
        self.move_focus(by, context, out);
        let entered = self.buttons(context).contains(&self.focus);
        if !in_row && entered {
            self.focus = self.onward(context);
        }
    }

    /// The button that leads on, else the first one.
    pub(super) fn onward(&self, context: &Context) -> Control {
        let buttons = self.buttons(context);
        let onward = [Control::Onward, Control::Close];
        let leads = onward
            .into_iter()
            .find(|it| buttons.contains(it) && self.is_enabled(*it));
        leads
            .or_else(|| buttons.first().copied())
            .unwrap_or(self.focus)
    }

    pub(super) fn move_focus(&mut self, by: isize, context: &Context, out: &mut Out) {
        if self.focus == Control::Path && self.upload.is_open() {
            self.upload.look_at_typed(context, out);
        }
        let controls = self.controls(context);
        let count = controls.len().max(1);
        let at = controls.iter().position(|it| *it == self.focus);
        let mut at = at.unwrap_or_default();
        for _ in 0..count {
            at = (at + count).saturating_add_signed(by) % count;
            if controls.get(at).is_some_and(|it| self.is_enabled(*it)) {
                break;
            }
        }
        if let Some(control) = controls.get(at) {
            self.focus = *control;
        }
    }
}
