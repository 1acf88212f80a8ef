//! The facts by which the first steps of an account are judged.

use crate::domain::first_steps::{Facts, FirstSteps, first_steps};
use crate::domain::operator::{Grant, Operator, Permission};
use crate::error::Result;
use crate::service::Core;
use crate::store::Db;

/// The first steps as they stand.
pub(crate) fn of(db: &Db<'_>, core: &Core) -> Result<FirstSteps> {
    let facts = Facts {
        seats: db.seats()?.total,
        users: db.counter("users")?,
        learning_reports: db.learning_reports()?.len() as u64,
        rules_set: db.rules_are_set()? || !db.settings()?.has_usual_rules(),
        operators: db.operators()?.len() as u64,
        mail_set_up: core.mail()?.set_up,
        listed: db.first_steps_are_listed()?,
    };
    Ok(first_steps(&facts))
}

/// Those that **Home** shows to an operator: none to who may not do them. Most accounts are past them, and pay one look.
pub(crate) fn on_home(db: &Db<'_>, core: &Core, operator: &Operator) -> Result<Option<FirstSteps>> {
    let may = Permission::Administer.granted_to(operator.role) == Grant::Yes;
    if !may || !db.first_steps_are_listed()? {
        return Ok(None);
    }
    Ok(Some(of(db, core)?).filter(|found| found.shown))
}
