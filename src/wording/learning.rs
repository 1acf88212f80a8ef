//! Learning reports in words.

use super::message_id;
use crate::texts::Texts;

/// Why a row of a learning report is passed over, by its code.
pub fn learning_row(texts: &Texts, code: &str) -> String {
    texts.message(&message_id("learning-row", code))
}
