//! Learning reports in words.

use super::message_id;
use crate::domain::learning::LearningEffect;
use crate::say;
use crate::texts::Texts;

/// That most learners of a period lose what an earlier import said of them.
pub fn period_emptied(texts: &Texts, effect: &LearningEffect) -> String {
    let (emptied, kept) = (effect.emptied, effect.kept);
    say!(texts, "learning-empties", count = emptied, kept = kept)
}

/// Why a row of a learning report is passed over, by its code.
pub fn learning_row(texts: &Texts, code: &str) -> String {
    texts.message(&message_id("learning-row", code))
}
