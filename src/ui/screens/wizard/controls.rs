//! What can have the focus at each step of the wizard, in which order, and what of it can be pressed.

use super::super::super::context::Context;
use super::super::super::layer::Out;
use super::{Step, Wizard};

/// Something that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    Template,
    Pick,
    Path,
    Outcome(usize),
    EarlierBatch,
    RunAnew,
    Back,
    Cancel,
    Onward,
    SaveCopy,
    Close,
}

impl Wizard {
    /// What can have the focus now, in order; the buttons of the last line come last.
    pub(super) fn controls(&self) -> Vec<Control> {
        let mut controls = Vec::new();
        match self.step {
            Step::Instructions => controls.push(Control::Template),
            Step::Upload => controls.extend([Control::Pick, Control::Path]),
            Step::Review | Step::Confirm => {
                if let Some(review) = self.checking.review() {
                    controls.extend((0..self.checking.outcomes().len()).map(Control::Outcome));
                    if review.earlier_batch.is_some() {
                        controls.extend([Control::EarlierBatch, Control::RunAnew]);
                    }
                }
            }
            Step::Notice => {}
        }
        controls.extend(self.buttons());
        controls
    }

    /// The buttons of the last line, from left to right.
    pub(super) fn buttons(&self) -> Vec<Control> {
        match self.step {
            Step::Instructions => vec![Control::Cancel, Control::Onward],
            Step::Review | Step::Confirm if !self.users.is_empty() => {
                vec![Control::Cancel, Control::Onward]
            }
            Step::Notice => vec![Control::SaveCopy, Control::Close],
            _ => vec![Control::Back, Control::Cancel, Control::Onward],
        }
    }

    pub(super) fn is_enabled(&self, control: Control) -> bool {
        match (control, self.step) {
            (Control::Onward, Step::Upload) => self.upload.chosen.is_some(),
            (Control::Onward, Step::Review | Step::Confirm) => self.checking.can_go_on(),
            _ => true,
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
