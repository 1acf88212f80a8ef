//! Sentences that stand in answers of several kinds.

use super::message_id;
use crate::domain::damage::Damage;
use crate::domain::hidden::breaks_line;
use crate::domain::record::Place;
use crate::say;
use crate::texts::Texts;

/// What happened to an identifier, and what to do about it.
pub fn damage(texts: &Texts, damage: Damage) -> String {
    texts.message(&message_id("damage", damage.code()))
}

/// What a word looks like that is no identifier.
pub(super) fn damaged_words(texts: &Texts, damage: Damage) -> String {
    texts.message(&message_id("damaged-words", damage.code()))
}

/// That a text holds a character that cannot be seen: which one.
pub(super) fn hidden_character(texts: &Texts, found: char) -> String {
    if breaks_line(found) {
        return texts.message("reason-line-break");
    }
    let character = format!("U+{:04X}", u32::from(found));
    say!(texts, "reason-suspicious-characters", character = character)
}

pub(super) fn with_passed_over(texts: &Texts, done: String, refused: u64) -> String {
    if refused == 0 {
        return done;
    }
    let passed_over = say!(texts, "receipt-passed-over", count = refused);
    format!("{done} {passed_over}")
}

/// A place that a certificate says is out of its reach: in the reader's words where it is one of ours.
pub fn place_out_of_reach(texts: &Texts, said: &str) -> String {
    match Place::named(said) {
        Some(Place::KeptUpload(days)) => say!(texts, "page-reach-upload", days = u64::from(days)),
        Some(place) => texts.message(place.message()),
        None => said.to_owned(),
    }
}
