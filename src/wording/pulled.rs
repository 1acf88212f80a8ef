//! Rows of a roster that a server gave, in words: there is no file to correct and no line to look at, but a record there.

use crate::domain::reason::Reason;
use crate::domain::roster::{RosterFaultKind, RosterLine, RosterResult, ServerRecord};
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// Who a record is of, as the server calls them.
pub fn record(texts: &Texts, record: &ServerRecord) -> String {
    let id = visible(&record.id).into_owned();
    match &record.user_name {
        Some(name) => {
            let name = visible(name).into_owned();
            say!(texts, "pulled-record", name = name, id = id)
        }
        None => say!(texts, "pulled-record-nameless", id = id),
    }
}

/// What is to be said of a row beside what becomes of it: of a file by its lines, of a server by its records.
pub fn line_message(texts: &Texts, line: &RosterLine) -> String {
    let Some(result) = &line.result else {
        return String::new();
    };
    let Some(record) = &line.record else {
        return super::roster_message(texts, result);
    };
    let other = line.same_as.as_ref();
    let other = other.map(|other| self::record(texts, other));
    let mut said = Vec::new();
    said.extend(why(texts, result, other));
    if !record.left_out.is_empty() {
        let attributes = record.left_out.join(", ");
        said.push(say!(texts, "pulled-left-out", attributes = attributes));
    }
    said.join(" ")
}

/// Why a record says nothing here, and what to do about it at the server.
fn why(texts: &Texts, result: &RosterResult, other: Option<String>) -> Option<String> {
    match result {
        RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged => None,
        RosterResult::Refused(why) => Some(match (&**why, other) {
            (Reason::TwiceThere, Some(other)) => say!(texts, "pulled-twice", other = other),
            (Reason::DuplicateOf(_), Some(other)) => say!(texts, "pulled-same", other = other),
            (Reason::IdentifierMissing, _) => say!(texts, "pulled-no-identifier"),
            (Reason::BadEmail(_) | Reason::EmailDamaged(_), _) => say!(texts, "pulled-bad-email"),
            (Reason::BadId(_) | Reason::IdDamaged(_), _) => say!(texts, "pulled-bad-id"),
            (Reason::SuspiciousCharacters(_) | Reason::TooLong(_), _) => {
                say!(texts, "pulled-bad-text")
            }
            (reason, _) => super::reason(texts, reason),
        }),
        RosterResult::Unreadable(fault) => Some(match fault.what {
            RosterFaultKind::Damaged(_) | RosterFaultKind::Hidden(_) => {
                say!(texts, "pulled-bad-text")
            }
            _ => super::roster_message(texts, result),
        }),
    }
}
