//! What the activity log keeps beside an act, in words: counts and codes become sentences' parts, free text stays.

use std::collections::BTreeMap;

use super::message_id;
use crate::domain::batch::RowOutcome;
use crate::domain::record::{ImportChanges, LogEntry};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// The result of a log entry in words; of an import in somebody's history, what it changed of them.
pub fn log_entry_detail(texts: &Texts, entry: &LogEntry) -> String {
    match &entry.import {
        Some(changes) => import_changes(texts, changes),
        None => detail_with(texts, &entry.detail, &entry.names),
    }
}

fn import_changes(texts: &Texts, changes: &ImportChanges) -> String {
    let mut said = Vec::new();
    if changes.added {
        said.push(say!(texts, "import-learner-added"));
    }
    let told_apart = ["licenses", "groups"];
    let fields = changes
        .fields
        .iter()
        .filter(|field| !told_apart.contains(field));
    let fields: Vec<String> = fields
        .map(|field| texts.message(&message_id("roster-field", field)))
        .collect();
    if !fields.is_empty() {
        said.push(say!(
            texts,
            "import-fields-changed",
            fields = fields.join(", ")
        ));
    }
    let shown = |names: &[String]| visible(&names.join(", ")).into_owned();
    let lists = [
        ("import-licenses-given", &changes.licenses_given),
        ("import-licenses-taken", &changes.licenses_taken),
        ("import-groups-joined", &changes.groups_joined),
        ("import-groups-left", &changes.groups_left),
    ];
    for (id, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        said.push(texts.message_with(id, &[("names", shown(names).into())]));
    }
    if changes.mailed {
        said.push(say!(texts, "import-mailed"));
    }
    said.join(" · ")
}

/// The result of a log entry in words: `deleted: 3 · passed over: 1`. What a newer version wrote stands for itself.
pub fn log_detail(texts: &Texts, detail: &str) -> String {
    detail_with(texts, detail, &BTreeMap::new())
}

/// The same, with the names of what stands there by number.
fn detail_with(texts: &Texts, detail: &str, names: &BTreeMap<String, String>) -> String {
    // A reason is free text up to the end; everything before it is pairs.
    if let Some(reason) = detail.strip_prefix("reason=") {
        return visible(reason).into_owned();
    }
    if let Some((pairs, reason)) = detail.split_once(" reason=") {
        let pairs = detail_with(texts, pairs, names);
        return format!("{pairs} · {}", visible(reason));
    }
    let pairs: Option<Vec<_>> = detail
        .split_whitespace()
        .map(|pair| pair.split_once('='))
        .collect();
    let Some(pairs) = pairs else {
        return visible(detail).into_owned();
    };
    let said = pairs.into_iter().map(|(name, value)| {
        let said = pair(texts, name, value);
        match names.get(&format!("{name}={value}")) {
            Some(known) => format!("{said} ({})", visible(known)),
            None => said,
        }
    });
    said.collect::<Vec<_>>().join(" · ")
}

fn pair(texts: &Texts, name: &str, value: &str) -> String {
    let shown = match name {
        "act" => super::act(texts, value),
        _ if CODED.contains(&name) => coded(texts, value),
        _ => shown(texts, value),
    };
    if let Some(outcome) = RowOutcome::from_code(name).filter(|_| name != "deleted") {
        return format!("{}: {shown}", super::outcome(texts, outcome));
    }
    let id = message_id("log-detail", name);
    if texts.has(&id) {
        format!("{}: {shown}", texts.message(&id))
    } else {
        format!("{}: {shown}", visible(name))
    }
}

/// What stands beside an act as a code of this program; anything else may be a name that only looks like one.
const CODED: [&str; 10] = [
    "columns", "door", "fields", "kind", "language", "mail", "role", "theme", "what", "why",
];

/// Codes by their name; one of a newer version stands for itself.
fn coded(texts: &Texts, value: &str) -> String {
    let said = value.split(',').map(|code| {
        let id = message_id("log-value", code);
        if texts.has(&id) {
            texts.message(&id)
        } else {
            visible(code).into_owned()
        }
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Numbers as the language writes them, the beginning of a long fingerprint, and everything else as it is.
fn shown(texts: &Texts, value: &str) -> String {
    if let Ok(number) = value.parse() {
        return formats::number(texts.language(), number);
    }
    if value.contains(',') {
        let parts = value.split(',').map(|part| shown(texts, part));
        return parts.collect::<Vec<_>>().join(", ");
    }
    let value = visible(value);
    let is_fingerprint = value.len() == 64 && value.chars().all(|c| c.is_ascii_hexdigit());
    match value.get(..12).filter(|_| is_fingerprint) {
        Some(beginning) => format!("{beginning}…"),
        None => value.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn counts_and_codes_are_said_in_words() {
        let texts = Texts::new(Language::English);
        let said = |detail| log_detail(&texts, detail);
        assert_eq!(
            said("fields=first_name,job_title"),
            "fields: first name, job title"
        );
        assert_eq!(said("role=full_admin"), "role: full admin");
        assert_eq!(
            said("deleted=1234 passed_over=0"),
            "deleted: 1,234 · passed over: 0"
        );
        assert_eq!(said("mail=no_address"), "mail: no address");
        assert_eq!(said("what=everything"), "what: the whole account");
        assert_eq!(
            said("act=db_restore why=backup_damaged"),
            "act: backup restored · why: the backup is damaged"
        );
        // A file may have the name of a code.
        assert_eq!(said("file=plain users=1"), "file: plain · users: 1");
        assert_eq!(said("reason=Lawsuit = open"), "Lawsuit = open");
        assert_eq!(
            said("line=2 reason=came back = 1"),
            "line: 2 · came back = 1"
        );
        assert_eq!(said("something else"), "something else");
        assert_eq!(said("new_code=7"), "new_code: 7");
        assert_eq!(said(""), "");
    }
}
