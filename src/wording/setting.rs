//! What a setting can be, in words, for whoever typed something else.

use crate::domain::settings::Allowed;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// What is allowed: `a whole number from 0 to 7`.
pub fn allowed(texts: &Texts, allowed: &Allowed) -> String {
    let number = |value: u64| formats::number(texts.language(), value);
    match allowed {
        Allowed::Text => say!(texts, "allowed-text"),
        Allowed::Name => say!(texts, "allowed-name"),
        Allowed::Path => say!(texts, "allowed-path"),
        Allowed::List => say!(texts, "allowed-list"),
        Allowed::Flag => say!(texts, "allowed-flag"),
        Allowed::Number {
            least,
            most: Some(most),
            ..
        } => {
            let (least, most) = (number(*least), number(*most));
            say!(texts, "allowed-range", least = least, most = most)
        }
        Allowed::Number {
            least,
            or_none: true,
            ..
        } => say!(texts, "allowed-least-or-none", least = number(*least)),
        Allowed::Number { least, .. } => say!(texts, "allowed-least", least = number(*least)),
        Allowed::OneOf(words) => say!(texts, "allowed-words", words = words.join(", ")),
        Allowed::Zone => say!(texts, "allowed-zone"),
    }
}

/// That a setting cannot be what was typed, and what it can be.
pub fn not_allowed(texts: &Texts, name: &str, value: &str, can_be: &Allowed) -> String {
    say!(
        texts,
        "setting-not-allowed",
        name = visible(name).into_owned(),
        value = visible(value).into_owned(),
        allowed = allowed(texts, can_be)
    )
}
