//! What a setting can be, in words, for whoever typed something else, and what of the settings was changed.

use serde_json::{Map, Value};

use super::message_id;
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

/// Which settings are changed, from what to what: each name with its two values, or with none where they are not kept.
pub fn changes(texts: &Texts, changes: &Map<String, Value>) -> Option<String> {
    let said = changes.iter().map(|(name, values)| {
        let id = message_id("out-setting", name);
        let label = if texts.has(&id) {
            texts.message(&id)
        } else {
            visible(name).into_owned()
        };
        match values.as_array()?.as_slice() {
            [] => Some(label),
            [old, new] => Some(format!(
                "{label}: {} → {}",
                value(texts, old),
                value(texts, new)
            )),
            _ => None,
        }
    });
    let said: Option<Vec<String>> = said.collect();
    Some(said?.join(" · "))
}

fn value(texts: &Texts, value: &Value) -> String {
    match value {
        Value::Null => say!(texts, "setting-no-limit"),
        Value::Bool(true) => say!(texts, "setting-on"),
        Value::Bool(false) => say!(texts, "setting-off"),
        Value::Number(number) => {
            let number = number.as_u64().unwrap_or_default();
            formats::number(texts.language(), number)
        }
        Value::String(text) if text.is_empty() => say!(texts, "setting-none"),
        Value::String(text) => visible(text).into_owned(),
        Value::Array(several) if several.is_empty() => say!(texts, "setting-none"),
        Value::Array(several) => {
            let several = several.iter().filter_map(Value::as_str);
            visible(&several.collect::<Vec<_>>().join(", ")).into_owned()
        }
        Value::Object(_) => visible(&value.to_string()).into_owned(),
    }
}
