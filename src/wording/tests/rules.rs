//! Retention rules in words.

use super::{assert_said, both};
use crate::domain::id::{BatchId, RuleId};
use crate::domain::plan::Receipt;
use crate::domain::reason::Reason;
use crate::domain::retention::RuleReceipt;
use crate::wording::{reason, receipt};

#[test]
fn what_stands_against_a_rule_and_what_was_done_about_one_is_said() {
    let reasons = [
        Reason::RuleGone,
        Reason::RuleTaken(RuleId(1)),
        Reason::RuleProposed,
        Reason::RuleInBatch(BatchId(1)),
        Reason::NobodyFits,
        Reason::NoRules,
        Reason::OpenedReadOnly,
    ];
    let receipts = [
        RuleReceipt::Added(RuleId(1)),
        RuleReceipt::Removed(RuleId(1)),
        RuleReceipt::Proposed(RuleId(1), 2),
    ];
    for texts in both() {
        for why in &reasons {
            assert_said(&reason(&texts, why));
        }
        for done in receipts {
            assert_said(&receipt(&texts, &Receipt::Rule(done)));
        }
    }
}
