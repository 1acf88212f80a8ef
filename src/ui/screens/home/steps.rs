//! The first steps of a new account, each the way to where it is done.

use crate::domain::columns::FileKind;
use crate::domain::first_steps::{FirstStep, FirstSteps};
use crate::wording;

use super::{Sign, Waiting};
use crate::ui::shell::context::Context;
use crate::ui::shell::route::Route;

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
const fn place(step: FirstStep) -> Route {
    match step {
        FirstStep::LicenseTypes => Route::Licenses,
        FirstStep::Users => Route::Import(FileKind::Roster),
        FirstStep::Learning => Route::Import(FileKind::Learning),
        FirstStep::Rules => Route::AccountSettings,
        FirstStep::Operators => Route::Operators,
        FirstStep::Mail => Route::Outbox,
    }
}
