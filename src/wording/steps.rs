//! The first steps of a new account in words.

use crate::domain::first_steps::Step;
use crate::say;
use crate::texts::Texts;

/// What a step is.
pub fn step(texts: &Texts, step: Step) -> String {
    match step {
        Step::LicenseTypes => say!(texts, "step-license-types"),
        Step::Users => say!(texts, "step-users"),
        Step::Learning => say!(texts, "step-learning"),
        Step::Rules => say!(texts, "step-rules"),
        Step::Operators => say!(texts, "step-operators"),
        Step::Mail => say!(texts, "step-mail"),
    }
}

/// How it is done: the place in the console, and the command.
pub fn step_way(texts: &Texts, step: Step) -> String {
    match step {
        Step::LicenseTypes => say!(texts, "step-license-types-way"),
        Step::Users => say!(texts, "step-users-way"),
        Step::Learning => say!(texts, "step-learning-way"),
        Step::Rules => say!(texts, "step-rules-way"),
        Step::Operators => say!(texts, "step-operators-way"),
        Step::Mail => say!(texts, "step-mail-way"),
    }
}
