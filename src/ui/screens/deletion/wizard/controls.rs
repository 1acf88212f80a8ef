//! What can have the focus at each step of the wizard, in which order, and what of it can be pressed.

use super::{Wizard, WizardStep};
use crate::command::Command;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::Out;
use crate::ui::shell::route::Route;

/// Something that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    Template,
    Pick,
    Browse,
    Path,
    Outcome(usize),
    People,
    EarlierBatch,
    RunAnew,
    Back,
    Cancel,
    Onward,
    SaveCopy,
    /// Makes a deletion CSV of the list.
    Prepare,
    Close,
}

impl Wizard {
    /// What can have the focus now, in order; the buttons of the last line come last.
    pub(super) fn controls(&self) -> Vec<Control> {
        let mut controls = Vec::new();
        match self.step {
            WizardStep::Instructions => controls.push(Control::Template),
            WizardStep::Upload => {
                controls.push(Control::Pick);
                if self.upload.offers_the_browser() {
                    controls.push(Control::Browse);
                }
                controls.push(Control::Path);
            }
            WizardStep::Review | WizardStep::Confirm => {
                if self.checking.lacks_headers() && self.upload.chosen.is_some() {
                    controls.push(Control::Prepare);
                }
                if let Some(review) = self.checking.review() {
                    controls.extend((0..self.checking.outcomes().len()).map(Control::Outcome));
                    if self.named.whom.is_some() {
                        controls.push(Control::People);
                    }
                    if review.earlier_batch.is_some() {
                        controls.extend([Control::EarlierBatch, Control::RunAnew]);
                    }
                }
            }
            WizardStep::Notice => {}
        }
        controls.extend(self.buttons());
        controls
    }

    /// The buttons of the last line, from left to right.
    pub(super) fn buttons(&self) -> Vec<Control> {
        match self.step {
            WizardStep::Instructions => vec![Control::Cancel, Control::Onward],
            WizardStep::Review | WizardStep::Confirm if self.given.is_some() => {
                vec![Control::Cancel, Control::Onward]
            }
            WizardStep::Notice => vec![Control::SaveCopy, Control::Close],
            _ => vec![Control::Back, Control::Cancel, Control::Onward],
        }
    }

    pub(super) fn is_enabled(&self, control: Control) -> bool {
        match (control, self.step) {
            (Control::Onward, WizardStep::Upload) => self.upload.chosen.is_some(),
            (Control::Onward, WizardStep::Review | WizardStep::Confirm) => {
                self.checking.can_go_on()
            }
            (Control::SaveCopy, _) => self.has_a_copy(),
            _ => true,
        }
    }

    /// Whether the file can be made a deletion CSV of: only its headers are not those of one.
    pub(super) fn can_prepare(&self, context: &Context) -> bool {
        let row = crate::command::row(Command::PrepareList);
        self.checking.lacks_headers()
            && self.upload.chosen.is_some()
            && context.refusal(row.permission).is_none()
    }

    pub(super) fn prepare(&self, out: &mut Out) {
        if let Some(file) = &self.upload.chosen {
            out.go(Route::Prepare(file.path.clone()));
        }
    }

    /// What has the focus where the review does not lead on. While it is under way the button that will lead on has it: an
    /// **Enter** too many does nothing there, and throws nothing away.
    pub(super) fn first_that_leads_on(&self) -> Control {
        let controls = self.controls();
        let prepare = controls.iter().find(|it| **it == Control::Prepare);
        let first = prepare.copied().or_else(|| self.buttons().first().copied());
        first.unwrap_or(Control::Cancel)
    }

    /// Whether there is still a copy of the upload: it goes when the batch is complete.
    pub(super) fn has_a_copy(&self) -> bool {
        self.made.as_ref().is_none_or(|batch| batch.upload_kept)
    }

    /// Goes to the button beside one of the last line; answers whether the focus is on such a button.
    pub(super) fn move_beside(&mut self, by: isize) -> bool {
        let buttons = self.buttons();
        let Some(at) = buttons.iter().position(|it| *it == self.focus) else {
            return false;
        };
        let mut at = at;
        while let Some(next) = at
            .checked_add_signed(by)
            .filter(|next| *next < buttons.len())
        {
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
        let buttons = self.buttons();
        let body = self.controls().len() - buttons.len();
        if body == 0 {
            self.move_beside(by);
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
        if !in_row && self.buttons().contains(&self.focus) {
            let onward = [Control::Onward, Control::Close];
            let target = onward
                .into_iter()
                .find(|it| self.buttons().contains(it) && self.is_enabled(*it));
            self.focus = target.unwrap_or(self.focus);
        }
    }

    pub(super) fn move_focus(&mut self, by: isize, context: &Context, out: &mut Out) {
        if self.focus == Control::Path && self.upload.is_open() {
            self.upload.look_at_typed(context, out);
        }
        let controls = self.controls();
        let count = controls.len().max(1);
        let mut at = controls
            .iter()
            .position(|control| *control == self.focus)
            .unwrap_or_default();
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
