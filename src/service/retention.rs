//! Retention rules asked: whom each names now, and how many of those its review would delete.
//!
//! The rule itself stands in [`crate::domain::retention`]. It is asked when a rule is shown, when it proposes, when its review
//! is made, and once more when that review is confirmed: whoever was active meanwhile is not deleted.

use crate::domain::Page;
use crate::domain::batch::RowOutcome;
use crate::domain::id::UserId;
use crate::domain::license::LicenseStatus;
use crate::domain::operator::Operator;
use crate::domain::record::LogFilter;
use crate::domain::retention::{Known, Rule, RuleSeen, Rules, Unknown};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::service::Core;
use crate::service::deletion::matching::Judge;
use crate::store::{Db, QuietUser};

/// Every rule, with how many it names.
pub(super) fn seen(db: &Db<'_>, core: &Core, operator: &Operator) -> Result<Rules> {
    let known_until = db.last_activity()?.map(|last| last.min(core.now()));
    let mut rows = Vec::new();
    for rule in db.rules()? {
        rows.push(count(db, core, operator, rule)?);
    }
    Ok(Rules { rows, known_until })
}

/// A rule with how many it names, and how many of those stay all the same.
pub(super) fn count(db: &Db<'_>, core: &Core, operator: &Operator, rule: Rule) -> Result<RuleSeen> {
    let mut judge = Judge::new(db, core, operator)?;
    let (mut names, mut keeps) = (0, 0);
    let mut line = 1;
    for user in named(db, core, &rule)? {
        line += 1;
        match judge.known(line, user.id, user.on_hold).outcome {
            RowOutcome::Deleted => names += 1,
            _ => keeps += 1,
        }
    }
    Ok(RuleSeen { rule, names, keeps })
}

/// The learners who fit a rule, ascending.
pub(super) fn named(db: &Db<'_>, core: &Core, rule: &Rule) -> Result<Vec<QuietUser>> {
    let zone = db.settings()?.time_zone;
    let last = db.last_activity()?;
    let Some(limit) = rule.condition.limit(&zone, core.now(), last) else {
        return Ok(Vec::new());
    };
    let made = db.log_begins()?;
    let counts = rule.condition.unknown == Unknown::Counts;
    let mut quiet = Vec::new();
    let note = &mut |user: QuietUser| {
        let status = rule.condition.license.status();
        let may_fit = status.is_none_or(|status| status == user.license)
            && (counts || user.last_active.is_some());
        if may_fit {
            quiet.push(user);
        }
        Ok(())
    };
    db.in_passing(|| db.each_quiet_user(limit, note))?;
    let mut fitting = Vec::with_capacity(quiet.len());
    for user in quiet {
        if rule.condition.fits(&known(db, &user, made)?, limit) {
            fitting.push(user);
        }
    }
    Ok(fitting)
}

/// Whether all of these learners, ascending, still fit a rule.
pub(super) fn still_fit(db: &Db<'_>, core: &Core, rule: &Rule, users: &[UserId]) -> Result<bool> {
    let fitting = named(db, core, rule)?;
    let fits = |user: &UserId| fitting.binary_search_by_key(user, |one| one.id).is_ok();
    Ok(users.iter().all(fits))
}

fn known(db: &Db<'_>, user: &QuietUser, made: Timestamp) -> Result<Known> {
    let invited = if user.license == LicenseStatus::None {
        None
    } else {
        let held = db.held_since(user.id)?;
        let invited = held
            .iter()
            .filter(|(_, status, _)| *status == LicenseStatus::Invited);
        invited.map(|(_, _, since)| *since).max()
    };
    let last_entry = match user.last_active {
        Some(_) => made,
        None => last_entry(db, user.id)?.unwrap_or(made),
    };
    Ok(Known {
        license: user.license,
        invited,
        last_active: user.last_active,
        last_entry,
    })
}

/// When anything was entered about a learner last.
fn last_entry(db: &Db<'_>, user: UserId) -> Result<Option<Timestamp>> {
    let filter = LogFilter {
        user: Some(user),
        ..LogFilter::default()
    };
    let entries = db.log(&filter, Page::first(1))?;
    Ok(entries.rows.first().map(|entry| entry.at))
}
