//! Acts on retention rules. None of them deletes anybody: a rule proposes, and somebody confirms a review of it.

use super::Scene;
use super::entering::enter;
use crate::domain::id::{RuleId, UserId};
use crate::domain::op::Op;
use crate::domain::operator::Operator;
use crate::domain::plan::{Changes, Receipt};
use crate::domain::reason::Reason;
use crate::domain::record::Detail;
use crate::domain::retention::{Condition, Rule, RuleOp, RuleReceipt, RuleSeen, RuleStanding};
use crate::error::{Error, Result};
use crate::service::{Core, retention};
use crate::store::Db;

/// Judges an act on rules.
pub(super) fn judge(db: &Db<'_>, core: &Core, operator: &Operator, act: &RuleOp) -> Result<()> {
    match act {
        RuleOp::Add(condition) => {
            let rules = db.rules()?;
            let same = rules.iter().find(|rule| rule.condition == *condition);
            same.map_or(Ok(()), |rule| {
                Err(Error::Conflict(Reason::RuleTaken(rule.id)))
            })
        }
        RuleOp::Remove(rule) => rule_of(db, *rule).map(drop),
        RuleOp::Propose(rule) => may_propose(db, core, operator, *rule).map(drop),
    }
}

/// A rule that there is.
pub(super) fn rule_of(db: &Db<'_>, rule: RuleId) -> Result<Rule> {
    db.rule(rule)?.ok_or(Error::Refused(Reason::RuleGone))
}

/// A rule that names somebody, and of which nothing is open.
fn may_propose(db: &Db<'_>, core: &Core, operator: &Operator, rule: RuleId) -> Result<RuleSeen> {
    let rule = rule_of(db, rule)?;
    match rule.standing {
        RuleStanding::Quiet => {}
        RuleStanding::Proposed { .. } => return Err(Error::Refused(Reason::RuleProposed)),
        RuleStanding::InBatch(batch) => return Err(Error::Refused(Reason::RuleInBatch(batch))),
    }
    let seen = retention::count(db, core, operator, rule)?;
    if seen.names == 0 {
        return Err(Error::Refused(Reason::NobodyFits));
    }
    Ok(seen)
}

/// Whether what a rule names can become a batch: it is there still, no batch of it is under way, and these learners fit it
/// now as well.
pub(super) fn may_confirm(db: &Db<'_>, core: &Core, rule: RuleId, users: &[UserId]) -> Result<()> {
    let rule = rule_of(db, rule)?;
    if let RuleStanding::InBatch(batch) = rule.standing {
        return Err(Error::Refused(Reason::RuleInBatch(batch)));
    }
    if !retention::still_fit(db, core, &rule, users)? {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Applies an act on rules.
pub(super) fn apply(scene: &Scene<'_, '_>, op: &Op, act: &RuleOp) -> Result<(Receipt, Changes)> {
    let (receipt, detail) = match act {
        RuleOp::Add(condition) => {
            let rule = scene.tx.add_rule(condition)?;
            (RuleReceipt::Added(rule), told(rule, *condition))
        }
        RuleOp::Remove(rule) => {
            let condition = rule_of(scene.tx, *rule)?.condition;
            scene.tx.remove_rule(*rule)?;
            (RuleReceipt::Removed(*rule), told(*rule, condition))
        }
        RuleOp::Propose(rule) => {
            let seen = may_propose(scene.tx, scene.core, scene.operator, *rule)?;
            scene.tx.note_proposed(*rule, scene.now, seen.names)?;
            let (rule, learners) = (*rule, seen.names);
            let detail = Detail::Proposed { rule, learners };
            (RuleReceipt::Proposed(rule, learners), detail)
        }
    };
    enter(scene, op, None, None, detail)?;
    Ok((Receipt::Rule(receipt), Changes::RULES))
}

/// What the log says of a rule.
fn told(rule: RuleId, condition: Condition) -> Detail {
    Detail::Rule {
        rule,
        holds: condition.license,
        months: condition.months.get().into(),
        unknown_counts: condition.unknown == crate::domain::retention::Unknown::Counts,
    }
}
