//! The first steps of a new account in words.

use crate::domain::first_steps::FirstStep;
use crate::say;
use crate::texts::Texts;

/// What a step is.
pub fn step(texts: &Texts, step: FirstStep) -> String {
    match step {
        FirstStep::LicenseTypes => say!(texts, "step-license-types"),
        FirstStep::Users => say!(texts, "step-users"),
        FirstStep::Learning => say!(texts, "step-learning"),
        FirstStep::Rules => say!(texts, "step-rules"),
        FirstStep::Operators => say!(texts, "step-operators"),
        FirstStep::Mail => say!(texts, "step-mail"),
    }
}

/// How it is done: the place in the console, and the command.
pub fn step_way(texts: &Texts, step: FirstStep) -> String {
    match step {
        FirstStep::LicenseTypes => say!(texts, "step-license-types-way"),
        FirstStep::Users => say!(texts, "step-users-way"),
        FirstStep::Learning => say!(texts, "step-learning-way"),
        FirstStep::Rules => say!(texts, "step-rules-way"),
        FirstStep::Operators => say!(texts, "step-operators-way"),
        FirstStep::Mail => say!(texts, "step-mail-way"),
    }
}
