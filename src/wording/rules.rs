//! Retention rules in words.

use crate::domain::retention::{Condition, RuleLicense, RuleReceipt, RuleStanding, Rules, Unknown};
use crate::domain::time::Timestamp;
use crate::formats;
use crate::say;
use crate::texts::Texts;

/// Whom a rule names: `No license · not active for 24 months`.
pub fn rule(texts: &Texts, condition: &Condition) -> String {
    let license = rule_license(texts, condition.license);
    let months = u64::from(condition.months.get());
    let quiet = match condition.unknown {
        Unknown::Stays => say!(texts, "rule-quiet", months = months),
        Unknown::Counts => say!(texts, "rule-quiet-or-unknown", months = months),
    };
    format!("{license} · {quiet}")
}

/// Which license a rule is about; a status is named as everywhere.
pub fn rule_license(texts: &Texts, license: RuleLicense) -> String {
    match license.status() {
        Some(status) => status.label().to_owned(),
        None => say!(texts, "rule-any-license"),
    }
}

/// Where a rule stands.
pub fn rule_standing(texts: &Texts, standing: RuleStanding, now: Timestamp) -> String {
    match standing {
        RuleStanding::Quiet => say!(texts, "rule-is-quiet"),
        RuleStanding::Proposed { at, .. } => {
            let when = formats::relative(texts, Some(at), now);
            say!(texts, "rule-is-proposed", when = when)
        }
        RuleStanding::InBatch(batch) => say!(texts, "rule-in-batch", batch = batch.to_string()),
    }
}

/// From where months are counted back.
pub fn rules_known_until(texts: &Texts, rules: &Rules) -> String {
    match rules.known_until {
        Some(at) => say!(
            texts,
            "rules-known-until",
            date = formats::day_told(texts, at)
        ),
        None => say!(texts, "rules-known-never"),
    }
}

/// What was done about a rule.
pub(super) fn receipt(texts: &Texts, receipt: RuleReceipt) -> String {
    match receipt {
        RuleReceipt::Added(rule) => say!(texts, "receipt-rule-added", rule = rule.to_string()),
        RuleReceipt::Removed(rule) => say!(texts, "receipt-rule-removed", rule = rule.to_string()),
        RuleReceipt::Proposed(rule, count) => say!(
            texts,
            "receipt-rule-proposed",
            rule = rule.to_string(),
            count = count
        ),
    }
}
