//! One value of a list or an object: what it is to machines, and what it says to people.

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::{NOTHING, to_json};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::formats;
use crate::sanitise::visible;
use crate::texts::Texts;

/// One value.
#[derive(Debug, Clone)]
pub(in crate::cli) enum Cell {
    /// Nothing.
    Nothing,
    /// Text from data.
    Text(String),
    /// A count.
    Count(u64),
    /// A number that names something, or a line.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A moment.
    Moment(Timestamp),
    /// A day: in words without a time of day, which nobody knows.
    Day(Timestamp),
    /// A code with its words.
    Code(&'static str, String),
    /// Several texts.
    Several(Vec<String>),
    /// A text for machines with other words for people.
    Worded(String, String),
    /// A flag with words for people.
    WordedFlag(bool, &'static str),
    /// Something of JSON's own form.
    Json(Value),
    /// The same with words for people.
    WordedJson(Value, String),
    /// Values with names, in their order.
    Object(Vec<(&'static str, Cell)>),
    /// Values in a row.
    Array(Vec<Cell>),
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) | Self::Worded(text, _) => serializer.serialize_str(text),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Flag(flag) | Self::WordedFlag(flag, _) => serializer.serialize_bool(*flag),
            Self::Moment(at) | Self::Day(at) => serializer.serialize_str(&formats::rfc3339(*at)),
            Self::Code(code, _) => serializer.serialize_str(code),
            Self::Several(texts) => texts.serialize(serializer),
            Self::Json(value) | Self::WordedJson(value, _) => value.serialize(serializer),
            Self::Object(fields) => {
                serializer.collect_map(fields.iter().map(|(name, cell)| (*name, cell)))
            }
            Self::Array(cells) => cells.serialize(serializer),
        }
    }
}

impl Cell {
    /// Whether a LinkedIn profile is connected, as the navigation says it.
    pub const fn connection(is_connected: bool) -> Self {
        let words = if is_connected {
            "Connected"
        } else {
            "Not connected"
        };
        Self::WordedFlag(is_connected, words)
    }

    /// Text that may be missing.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.into()))
    }

    /// A moment that may be missing.
    pub fn maybe_moment(at: Option<Timestamp>) -> Self {
        at.map_or(Self::Nothing, Self::Moment)
    }

    /// A day that may be missing.
    pub fn maybe_day(at: Option<Timestamp>) -> Self {
        at.map_or(Self::Nothing, Self::Day)
    }

    /// A count that may be missing.
    pub fn maybe_count(count: Option<u64>) -> Self {
        count.map_or(Self::Nothing, Self::Count)
    }

    pub(super) fn csv(&self) -> Result<String> {
        Ok(match self {
            Self::Nothing | Self::Json(Value::Null) | Self::WordedJson(Value::Null, _) => {
                String::new()
            }
            Self::Text(text) | Self::Worded(text, _) => text.clone(),
            Self::Code(code, _) => (*code).to_owned(),
            Self::Moment(at) | Self::Day(at) => formats::rfc3339(*at),
            Self::Several(texts) => texts.join("; "),
            Self::Object(fields) => {
                let fields = fields.iter();
                let fields = fields.map(|(name, cell)| Ok(format!("{name}={}", cell.csv()?)));
                fields.collect::<Result<Vec<_>>>()?.join("; ")
            }
            Self::Json(Value::String(text)) | Self::WordedJson(Value::String(text), _) => {
                text.clone()
            }
            other => to_json(other)?,
        })
    }

    pub(super) fn worded(&self, texts: &Texts) -> String {
        let shown = match self {
            Self::Nothing => NOTHING.to_owned(),
            Self::Text(text) => visible(text).into_owned(),
            Self::Count(count) => formats::number(texts.language(), *count),
            Self::Number(number) => number.to_string(),
            Self::Flag(true) => crate::say!(texts, "cli-yes"),
            Self::Flag(false) => crate::say!(texts, "cli-no"),
            Self::Moment(at) => formats::moment(texts, *at),
            Self::Day(at) => formats::date(texts, *at),
            Self::Code(_, shown) | Self::Worded(_, shown) | Self::WordedJson(_, shown) => {
                visible(shown).into_owned()
            }
            Self::WordedFlag(_, shown) => (*shown).to_owned(),
            Self::Several(several) => visible(&several.join(", ")).into_owned(),
            Self::Json(Value::Array(values)) if values.is_empty() => String::new(),
            Self::Array(cells) if cells.is_empty() => String::new(),
            Self::Json(_) | Self::Object(_) | Self::Array(_) => {
                visible(&to_json(self).unwrap_or_default()).into_owned()
            }
        };
        if shown.is_empty() {
            NOTHING.to_owned()
        } else {
            shown
        }
    }
}
