//! The pairs of a detail: what their values are, how they are written, and how they are taken from a text again.

use std::borrow::Cow;
use std::fmt;

use crate::domain::act::Act;
use crate::domain::batch::RowOutcome;
use crate::domain::id::{GroupId, LicenseTypeId, OperatorId, RequestId};
use crate::domain::learning::Period;

/// What stands in a detail by its number and has a name elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    /// An operator.
    Operator(OperatorId),
    /// A group.
    Group(GroupId),
    /// A license type.
    License(LicenseTypeId),
}

impl Named {
    /// The number.
    pub const fn number(self) -> i64 {
        match self {
            Self::Operator(id) => id.0,
            Self::Group(id) => id.0,
            Self::License(id) => id.0,
        }
    }
}

/// A word of this program, or of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(Cow<'static, str>);

impl Code {
    /// A word as it is stored.
    pub(super) fn read_from(text: &str) -> Self {
        Self(Cow::Owned(text.to_owned()))
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for Code {
    fn from(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }
}

/// Settings that were changed, each with what it was and what it is, or with neither where they are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsTold(pub serde_json::Map<String, serde_json::Value>);

impl SettingsTold {
    /// As it is stored.
    pub fn text(&self) -> String {
        serde_json::Value::from(self.0.clone()).to_string()
    }
}

/// The value of a pair, for whoever says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'d> {
    /// How many.
    Count(u64),
    /// How many rows came to this; the name is its code.
    Rows(RowOutcome, u64),
    /// The number of something.
    Number(i64),
    /// The number of something that has a name.
    Named(Named),
    /// An act.
    Act(Act),
    /// A word of this program.
    Code(&'d str),
    /// Several.
    Codes(&'d [Code]),
    /// A word from elsewhere: an address, a checksum, the name of a file.
    Text(&'d str),
    /// What somebody wrote; it may name a learner.
    Words(&'d str),
    /// Days from and to.
    Period(Period),
    /// Settings, each with what it was and what it is.
    Settings(&'d SettingsTold),
}

impl Value<'_> {
    fn write(self, out: &mut String) {
        use std::fmt::Write as _;
        // Writing into a text cannot fail.
        let _ = match self {
            Self::Count(count) | Self::Rows(_, count) => write!(out, "{count}"),
            Self::Number(number) => write!(out, "{number}"),
            Self::Named(named) => write!(out, "{}", named.number()),
            Self::Period(period) => write!(out, "{period}"),
            Self::Settings(told) => out.write_str(&told.text()),
            Self::Act(act) => out.write_str(act.code()),
            Self::Code(text) | Self::Text(text) | Self::Words(text) => out.write_str(text),
            Self::Codes(codes) => {
                for (place, code) in codes.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    out.push_str(code.as_str());
                }
                Ok(())
            }
        };
    }

    /// Adds the pair to others.
    pub(super) fn write_pair(self, name: &str, out: &mut String) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(name);
        out.push('=');
        self.write(out);
    }
}

/// Hears the pairs of a detail.
pub type EachPair<'e, 'd> = &'e mut dyn FnMut(&'static str, Value<'d>);

/// The pairs of a stored detail, as they are read from its beginning.
#[derive(Debug, Clone, Copy)]
pub struct Pairs<'t>(&'t str);

impl<'t> Pairs<'t> {
    /// The pairs of a text.
    pub(super) const fn of(text: &'t str) -> Self {
        Self(text)
    }

    /// The name of the next pair.
    pub(super) fn name(self) -> Option<&'t str> {
        self.0.split_once('=').map(|(name, _)| name)
    }

    /// Whether there is no more.
    pub(super) const fn is_over(self) -> bool {
        self.0.is_empty()
    }

    /// The value of the next pair, where it has this name.
    pub(super) fn take(&mut self, name: &str) -> Option<&'t str> {
        let value = self.0.strip_prefix(name)?.strip_prefix('=')?;
        let (value, rest) = value.split_once(' ').unwrap_or((value, ""));
        self.0 = rest;
        Some(value)
    }

    /// The value of the next pair up to the last `after` pairs, blanks and all.
    pub(super) fn take_but(&mut self, name: &str, after: usize) -> Option<&'t str> {
        let value = self.0.strip_prefix(name)?.strip_prefix('=')?;
        let mut end = value.len();
        for _ in 0..after {
            end = value.get(..end)?.rfind(' ')?;
        }
        let (value, rest) = value.split_at_checked(end)?;
        self.0 = rest.strip_prefix(' ').unwrap_or(rest);
        Some(value)
    }
}

/// What an entry begins with that is about something: who was faster is found by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An operator, a group, a license type.
    Named(Named),
    /// A request.
    Request(RequestId),
}

impl fmt::Display for Subject {
    /// The first pair of such a detail.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = match self {
            Self::Request(request) => ("request", Value::Number(request.0)),
            Self::Named(named) => {
                let name = match named {
                    Named::Operator(_) => "operator",
                    Named::Group(_) => "group",
                    Named::License(_) => "license",
                };
                (name, Value::Named(*named))
            }
        };
        let mut text = String::new();
        value.write_pair(name, &mut text);
        f.write_str(&text)
    }
}
