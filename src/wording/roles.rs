//! Who had which role, from when to when, in words.

use std::collections::BTreeMap;

use super::role;
use crate::domain::id::OperatorId;
use crate::domain::operator::Role;
use crate::domain::operator::history::{RoleEnd, RoleSpan};
use crate::formats;
use crate::say;
use crate::texts::Texts;

/// An operator by the name they have now; by number where they have none any more.
pub fn operator_named(
    texts: &Texts,
    names: &BTreeMap<OperatorId, String>,
    operator: OperatorId,
) -> String {
    let name = names.get(&operator).filter(|name| !name.is_empty());
    let number = || say!(texts, "roles-number", number = operator.0.to_string());
    name.cloned().unwrap_or_else(number)
}

/// A role, or that the log does not say which.
pub fn role_or_unknown(texts: &Texts, known: Option<Role>) -> String {
    known.map_or_else(|| say!(texts, "roles-unknown"), |known| role(texts, known))
}

/// How a role ended, and by whom.
pub fn role_end(
    texts: &Texts,
    names: &BTreeMap<OperatorId, String>,
    (end, by): (RoleEnd, Option<OperatorId>),
) -> String {
    let by = by.map_or_else(|| "–".to_owned(), |by| operator_named(texts, names, by));
    match end {
        RoleEnd::Changed => say!(texts, "roles-changed", name = by),
        RoleEnd::Disabled => say!(texts, "roles-disabled", name = by),
        RoleEnd::Erased => say!(texts, "roles-erased", name = by),
    }
}

/// A role with its time, and who gave and ended it.
pub fn role_span(texts: &Texts, names: &BTreeMap<OperatorId, String>, span: &RoleSpan) -> String {
    let at = |at| formats::moment(texts, at);
    let from = span
        .from
        .map_or_else(|| say!(texts, "roles-unknown-since"), at);
    let until = span
        .end
        .map_or_else(|| say!(texts, "roles-now"), |(until, ..)| at(until));
    let role = role_or_unknown(texts, span.role);
    let mut said = say!(texts, "roles-span", role = role, from = from, until = until);
    if let Some(by) = span.given_by {
        let by = operator_named(texts, names, by);
        said = format!("{said} · {}", say!(texts, "roles-given", name = by));
    }
    if let Some((_, end, by)) = span.end {
        said = format!("{said} · {}", role_end(texts, names, (end, by)));
    }
    said
}
