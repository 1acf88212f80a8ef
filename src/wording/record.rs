//! What the activity log keeps beside an act, in words: counts and codes become sentences' parts, free text stays.

use std::collections::BTreeMap;

use super::{message_id, setting};
use crate::domain::batch::RowOutcome;
use crate::domain::record::{Detail, ImportChanges, LogEntry, Named, SettingsTold, Value};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// The result of a log entry in words; of an import in somebody's history, what it changed of them.
pub fn log_entry_detail(texts: &Texts, entry: &LogEntry) -> String {
    let changes: Vec<String> = entry
        .changes
        .iter()
        .map(|change| super::roster_change(texts, change))
        .collect();
    match &entry.import {
        Some(import) => import_changes(texts, import, changes),
        None if changes.is_empty() => detail_with(texts, &entry.detail, &entry.names),
        None => changes.join(" · "),
    }
}

fn import_changes(texts: &Texts, changes: &ImportChanges, from_to: Vec<String>) -> String {
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
    if !from_to.is_empty() {
        said.extend(from_to);
    } else if !fields.is_empty() {
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

/// The result of a log entry in words: `deleted: 3 · passed over: 1`. What cannot be read is shown as it stands.
pub fn log_detail(texts: &Texts, detail: &Detail) -> String {
    detail_with(texts, detail, &BTreeMap::new())
}

/// The same, with the names of what stands there by number.
fn detail_with(texts: &Texts, detail: &Detail, names: &BTreeMap<Named, String>) -> String {
    if let Detail::Unreadable(text) = detail {
        return say!(
            texts,
            "log-detail-unreadable",
            text = visible(text).into_owned()
        );
    }
    let mut said = Vec::new();
    detail.each_pair(&mut |name, value| said.push(pair(texts, name, value, names)));
    said.join(" · ")
}

fn pair(texts: &Texts, name: &str, value: Value<'_>, names: &BTreeMap<Named, String>) -> String {
    let count = |count: u64| formats::number(texts.language(), count);
    let mut shown = match value {
        Value::Words(words) => return visible(words).into_owned(),
        Value::Settings(SettingsTold(told)) => {
            let said = setting::changes(texts, told);
            return said
                .unwrap_or_else(|| visible(&SettingsTold(told.clone()).text()).into_owned());
        }
        // How many are deleted has its own word, the same as beside a chunk.
        Value::Rows(outcome, rows) if outcome != RowOutcome::Deleted => {
            return format!("{}: {}", super::outcome(texts, outcome), count(rows));
        }
        Value::Count(number) | Value::Rows(_, number) => count(number),
        Value::Number(number) => count(number.unsigned_abs()),
        Value::Named(thing) => {
            let number = count(thing.number().unsigned_abs());
            match names.get(&thing) {
                Some(known) => format!("{number} ({})", visible(known)),
                None => number,
            }
        }
        Value::Act(act) => super::act(texts, act.code()),
        Value::Code(word) => code(texts, word),
        Value::Codes(words) => {
            let said = words.iter().map(|word| code(texts, word.as_str()));
            said.collect::<Vec<_>>().join(", ")
        }
        Value::Text(text) => shortened(text),
        Value::Period(period) => period.to_string(),
    };
    if shown.is_empty() {
        shown = say!(texts, "log-value-none");
    }
    format!(
        "{}: {shown}",
        texts.message(&message_id("log-detail", name))
    )
}

/// A code by its name; one of an earlier version stands for itself.
fn code(texts: &Texts, code: &str) -> String {
    let id = message_id("log-value", code);
    if texts.has(&id) {
        texts.message(&id)
    } else {
        visible(code).into_owned()
    }
}

/// The beginning of a long fingerprint, and everything else as it is.
fn shortened(text: &str) -> String {
    let text = visible(text);
    let is_fingerprint = text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit());
    match text.get(..12).filter(|_| is_fingerprint) {
        Some(beginning) => format!("{beginning}…"),
        None => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn counts_and_codes_are_said_in_words() {
        let texts = Texts::new(Language::English);
        let said = |act, detail| log_detail(&texts, &Detail::decoded(act, detail));
        assert_eq!(
            said("user_edit", "fields=first_name,job_title"),
            "fields: first name, job title"
        );
        assert_eq!(
            said("operator_role", "operator=2 role=full_admin"),
            "operator: 2 · role: full admin"
        );
        assert_eq!(
            said(
                "db_restore",
                "file=k.db users=0 held=0 holds_kept=2 settings_kept=3 operators_kept=3 keys_kept=1 let_in=0 batches_lost=1 not_read="
            ),
            "file: k.db · users: 0 · batches held: 0 · holds kept: 2 · settings kept: 3 · operators kept as they were: 3 · \
             keys kept out: 1 · let in: 0 · batches lost: 1 · not read in the replaced database: none"
        );
        assert_eq!(
            said("batch_chunk", "deleted=1234 passed_over=0"),
            "deleted: 1,234 · passed over: 0"
        );
        assert_eq!(said("disconnect", "mail=no_address"), "mail: no address");
        assert_eq!(said("export", "what=everything"), "what: the whole account");
        assert_eq!(
            said("refused", "act=db_restore why=backup_damaged"),
            "act: backup restored · why: the backup is damaged"
        );
        // A file may have the name of a code.
        assert_eq!(
            said("db_restore", "file=plain users=1 held=0"),
            "file: plain · users: 1 · batches held: 0"
        );
        assert_eq!(
            said("hold_place", "reason=Lawsuit = open"),
            "Lawsuit = open"
        );
        assert_eq!(
            said("identifier_release", "line=2 reason=came back = 1"),
            "line: 2 · came back = 1"
        );
        assert_eq!(
            said(
                "settings_change",
                r#"settings={"gate_users":[500,9000],"help_desk_contact":[],"max_rows":[null,7],"second_admin":[true,false]}"#
            ),
            "Phrase past users (gate_users): 500 → 9,000 · Contact of the help desk (help_desk_contact) · \
             Rows in an upload (max_rows): no limit → 7 · Second full admin (second_admin): yes → no"
        );
        assert_eq!(
            said("settings_change", "settings={1}"),
            "cannot be read: settings={1}"
        );
        assert_eq!(said("batch_pause", ""), "");
    }

    #[test]
    fn every_form_is_said_in_both_languages() {
        use proptest::strategy::{Strategy as _, ValueTree as _};
        use proptest::test_runner::TestRunner;

        let mut runner = TestRunner::deterministic();
        let names = BTreeMap::new();
        let mut missing = std::collections::BTreeSet::new();
        for texts in Language::ALL.map(Texts::new) {
            for form in crate::domain::record::every_form() {
                for _ in 0..30 {
                    let detail = form.new_tree(&mut runner).map(|tree| tree.current());
                    let detail = detail.unwrap_or(Detail::NOTHING);
                    detail.each_pair(&mut |name, value| {
                        if matches!(value, Value::Words(_) | Value::Settings(_)) {
                            return;
                        }
                        let said = pair(&texts, name, value, &names);
                        if said.starts_with("No localization") {
                            missing.insert(message_id("log-detail", name));
                        }
                    });
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn names_stand_beside_numbers() {
        let texts = Texts::new(Language::English);
        let names = [
            (
                Named::License(crate::domain::id::LicenseTypeId(2)),
                "Pro".to_owned(),
            ),
            (
                Named::Operator(crate::domain::id::OperatorId(2)),
                "dina".to_owned(),
            ),
        ];
        let names = BTreeMap::from(names);
        let said = |act, detail| detail_with(&texts, &Detail::decoded(act, detail), &names);
        assert_eq!(
            said("license_type_remove", "license=1 moved=3 to=2"),
            "license type: 1 · moved: 3 · to license: 2 (Pro)"
        );
        assert_eq!(said("operator_disable", "operator=2"), "operator: 2 (dina)");
    }
}
