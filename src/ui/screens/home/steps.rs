//! The first steps of a new account, each the way to where it is done.

use crate::domain::first_steps::{FirstSteps, Step};
use crate::wording;

use super::super::super::context::Context;
use super::super::super::route::Route;
use super::{Sign, Waiting};

/// A line for each step, with its number.
pub(super) fn lines<'a>(
    found: &'a FirstSteps,
    context: &'a Context,
) -> impl Iterator<Item = Waiting> + 'a {
    let texts = &context.texts;
    let numbered = (1..).zip(found.steps);
    numbered.map(move |(number, (step, done))| Waiting {
        title: format!("{number}  {}", wording::step(texts, step)),
        detail: wording::step_way(texts, step),
        sign: if done { Sign::Done } else { Sign::Open },
        route: place(step),
    })
}

/// Where a step is done, or what it is about is seen.
const fn place(step: Step) -> Route {
    match step {
        Step::LicenseTypes => Route::Licenses,
        Step::Users => Route::Users,
        Step::Learning => Route::Reports,
        Step::Rules => Route::AccountSettings,
        Step::Operators => Route::Operators,
        Step::Mail => Route::Outbox,
    }
}
