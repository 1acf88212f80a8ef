//! `account`: the account's settings.

use serde_json::{Map, Value};

use super::{done, warn_and_act};
use crate::cli::args::AccountVerb;
use crate::cli::context::{Context, Failure, load};
use crate::cli::sheet::{Cell, Column, List, Record, text};
use crate::cli::{Ended, Ending};
use crate::domain::first_steps::FirstSteps;
use crate::domain::op::{AccountOp, Op};
use crate::domain::query::Query;
use crate::domain::reason::Reason;
use crate::domain::settings::{Allowed, Settings, SettingsChange, WaitingChange};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::texts::Texts;
use crate::{formats, say, wording};

/// The settings in the order in which they are shown; a test holds it to being all of them.
const SETTINGS: [Column; 25] = [
    text("account", "out-setting-account"),
    text("profile_connection", "out-setting-profile-connection"),
    text("other_products", "out-setting-other-products"),
    text("gate_users", "out-setting-gate-users"),
    text("gate_percent", "out-setting-gate-percent"),
    text("second_admin", "out-setting-second-admin"),
    text("wait_days", "out-setting-wait-days"),
    text("max_rows", "out-setting-max-rows"),
    text("keep_upload_days", "out-setting-keep-upload-days"),
    text("mail_on_revoke", "out-setting-mail-on-revoke"),
    text("help_desk_contact", "out-setting-help-desk-contact"),
    text("language", "out-setting-language"),
    text("time_zone", "out-setting-time-zone"),
    text("colour", "out-setting-colour"),
    text("word", "out-setting-word"),
    text("provider", "out-setting-provider"),
    text("revoke_road", "out-setting-revoke-road"),
    text("delete_road", "out-setting-delete-road"),
    text("provider_mails", "out-setting-provider-mails"),
    text("package_rows", "out-setting-package-rows"),
    text("overdue_after", "out-setting-overdue-after"),
    text("calls_at_once", "out-setting-calls-at-once"),
    text("record_sessions", "out-setting-record-sessions"),
    text("keep_recordings_days", "out-setting-keep-recordings-days"),
    text("passphrase_for_risk", "out-setting-passphrase-for-risk"),
];

/// What change of them waits for another full admin.
const WAITING: Column = text("waiting", "out-setting-waiting");

/// The first steps; how one is done is for people only.
const STEPS: [Column; 3] = [
    text("step", "out-step"),
    text("done", "out-step-done"),
    text("", "out-step-way"),
];

/// Runs a verb of account settings.
pub(super) fn run(context: &mut Context, verb: AccountVerb) -> Ended {
    let mut open = context.open()?;
    let settings = *load!(open, Query::Settings, Settings);
    match verb {
        AccountVerb::Show => {
            let waiting = load!(open, Query::WaitingSettings, WaitingSettings);
            show(context, &settings, waiting.as_deref())
        }
        AccountVerb::Next { dismiss } => {
            if dismiss {
                let op = Op::Account(AccountOp::DismissFirstSteps);
                return context.act(&mut open, &op).map(done);
            }
            next(context, &load!(open, Query::FirstSteps, FirstSteps))
        }
        AccountVerb::Approve => {
            let waiting = load!(open, Query::WaitingSettings, WaitingSettings);
            // Where nothing waits the service says so, to those who may approve.
            let (seen, wanted) = match waiting {
                Some(waiting) => {
                    tell_waiting(context, &waiting)?;
                    (waiting.seen, waiting.wanted)
                }
                None => (settings.clone(), settings),
            };
            let op = Op::Account(AccountOp::ApproveSettings(Box::new(SettingsChange {
                seen,
                wanted,
            })));
            Ok(context.act(&mut open, &op).map(done)?)
        }
        AccountVerb::Set { settings: words } => {
            let wanted = changed(&context.texts, &settings, &words)?;
            let change = SettingsChange {
                seen: settings,
                wanted,
            };
            let op = Op::Account(AccountOp::ChangeSettings(Box::new(change)));
            Ok(warn_and_act(context, &mut open, &op).map(done)?)
        }
    }
}

/// Lists the first steps in order.
fn next(context: &mut Context, found: &FirstSteps) -> Ended {
    let texts = context.texts.clone();
    let records: Vec<Record> = found
        .steps
        .iter()
        .map(|(step, done)| {
            vec![
                Cell::Code(step.code(), wording::step(&texts, *step)),
                Cell::Flag(*done),
                Cell::Text(wording::step_way(&texts, *step)),
            ]
        })
        .collect();
    let mut list = List::new(&STEPS, context.format, &texts);
    list.page(&mut context.output, &records)?;
    Ok(list.end(&mut context.output).map(done)?)
}

fn show(context: &mut Context, settings: &Settings, waiting: Option<&WaitingChange>) -> Ended {
    let texts = context.texts.clone();
    let values = to_json(settings)?;
    let mut record: Record = SETTINGS
        .iter()
        .map(|column| shown(&texts, values.get(column.name)))
        .map(|cell| cell.unwrap_or(Cell::Nothing))
        .collect();
    record.push(match waiting {
        Some(waiting) => waits(&texts, waiting)?,
        None => Cell::Nothing,
    });
    let columns: Vec<Column> = SETTINGS.into_iter().chain([WAITING]).collect();
    context.show(&columns, &record)?;
    Ok(Ending::Done)
}

/// What change waits, of whom, and until when it can be approved: with names for machines, in a sentence for people.
fn waits(texts: &Texts, waiting: &WaitingChange) -> Result<Cell> {
    let changes = changes(waiting)?;
    let json = serde_json::json!({
        "asked_by": waiting.asked_by_name,
        "until": formats::rfc3339(waiting.ends()),
        "changes": changes,
    });
    Ok(Cell::WordedJson(
        json,
        told_waiting(texts, waiting, &changes),
    ))
}

/// Each setting that changes with both values.
fn changes(waiting: &WaitingChange) -> Result<Map<String, Value>> {
    let (seen, wanted) = (to_json(&waiting.seen)?, to_json(&waiting.wanted)?);
    let value = |of: &Value, name: &str| of.get(name).cloned().unwrap_or_default();
    let names = waiting.seen.differing(&waiting.wanted).into_iter();
    let changes = names.map(|name| {
        let values = vec![value(&seen, name), value(&wanted, name)];
        (name.to_owned(), values.into())
    });
    Ok(changes.collect())
}

fn told_waiting(texts: &Texts, waiting: &WaitingChange, changes: &Map<String, Value>) -> String {
    say!(
        texts,
        "cli-settings-wait",
        who = waiting.asked_by_name.clone(),
        what = wording::setting_changes(texts, changes).unwrap_or_default(),
        until = formats::moment(texts, waiting.ends())
    )
}

/// Tells what change waits before it is approved.
fn tell_waiting(context: &mut Context, waiting: &WaitingChange) -> Result<()> {
    let said = told_waiting(&context.texts, waiting, &changes(waiting)?);
    context.output.complain(&said);
    Ok(())
}

/// A setting as a cell; words that are codes are what `account set` takes, so they are shown as they are.
fn shown(texts: &Texts, value: Option<&Value>) -> Option<Cell> {
    Some(match value? {
        Value::Null => Cell::Nothing,
        Value::Bool(flag) => Cell::Flag(*flag),
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => {
            let told = formats::number(texts.language(), number.as_u64().unwrap_or_default());
            Cell::WordedJson(number.clone().into(), told)
        }
        Value::Array(several) => Cell::Several(
            several
                .iter()
                .filter_map(|one| one.as_str().map(str::to_owned))
                .collect(),
        ),
        Value::Object(_) => return None,
    })
}

/// The settings with what was said changed: `name=value` words, or names and values in turn.
fn changed(
    texts: &Texts,
    settings: &Settings,
    words: &[String],
) -> std::result::Result<Settings, Failure> {
    let mut values = to_json(settings)?;
    for (typed, value) in pairs(texts, words)? {
        let name = typed.replace('-', "_");
        let known = Settings::allowed(&name).zip(values.get_mut(&name));
        let Some((allowed, place)) = known else {
            return Err(unknown(texts, typed));
        };
        *place = read(&allowed, &value).ok_or_else(|| {
            let column = SETTINGS.iter().find(|column| column.name == name);
            match (column, value.trim().parse::<u64>()) {
                // A number, though not one that the account can have.
                (Some(column), Ok(_)) if matches!(allowed, Allowed::Number { .. }) => {
                    Error::Refused(Reason::BadSetting(column.name))
                }
                _ => {
                    let told = wording::not_allowed(texts, &name, value.trim(), &allowed);
                    Error::Usage(told)
                }
            }
        })?;
    }
    serde_json::from_value(values).map_err(|error| Error::Bug(error.to_string()).into())
}

/// That there is no such setting, and which there are.
fn unknown(texts: &Texts, name: String) -> Failure {
    let names = SETTINGS.map(|column| column.name).join(", ");
    let advice = say!(texts, "cli-advice-settings", names = names);
    Failure::advised(Error::NotFound(name), advice)
}

fn pairs(texts: &Texts, words: &[String]) -> Result<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let joined = word.split_once('=');
        let apart = || words.next().map(|value| (word.as_str(), value.as_str()));
        let Some((name, value)) = joined.or_else(apart) else {
            let told = say!(texts, "cli-usage-name-value", value = word.clone());
            return Err(Error::Usage(told));
        };
        pairs.push((name.to_owned(), value.to_owned()));
    }
    Ok(pairs)
}

/// Reads a typed value as what the setting can be; none for anything else.
fn read(allowed: &Allowed, typed: &str) -> Option<Value> {
    let typed = typed.trim();
    let none = matches!(typed, "" | "none" | "null");
    Some(match allowed {
        Allowed::Text if none => Value::from(""),
        Allowed::Name if typed.is_empty() => return None,
        Allowed::Text | Allowed::Path | Allowed::Name => Value::from(typed),
        Allowed::List if none => Value::Array(Vec::new()),
        Allowed::List => typed.split(',').map(str::trim).collect(),
        Allowed::Flag => match typed.to_ascii_lowercase().as_str() {
            "yes" | "true" | "on" | "ya" | "1" => Value::Bool(true),
            "no" | "false" | "off" | "tidak" | "0" => Value::Bool(false),
            _ => return None,
        },
        Allowed::Number { or_none: true, .. } if none => Value::Null,
        Allowed::Number { .. } => {
            let number = typed.parse::<u64>().ok();
            Value::from(number.filter(|number| allowed.takes(*number))?)
        }
        Allowed::OneOf(words) => {
            let word = typed.to_lowercase().replace(['-', ' '], "_");
            Value::from(*words.iter().find(|one| **one == word)?)
        }
        Allowed::Zone => Value::from(Zone::named(typed).ok()?.name()),
    })
}

fn to_json(settings: &Settings) -> Result<Value> {
    serde_json::to_value(settings).map_err(|error| Error::Bug(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::domain::settings::ProfileConnection;

    #[test]
    fn every_setting_is_shown() -> Result<()> {
        let values = to_json(&Settings::default())?;
        let mut names: Vec<&str> = SETTINGS.iter().map(|column| column.name).collect();
        names.sort_unstable();
        let all: Vec<&str> = values
            .as_object()
            .into_iter()
            .flat_map(|map| map.keys())
            .map(String::as_str)
            .collect();
        assert_eq!(names, all);
        Ok(())
    }

    #[test]
    fn settings_are_read_as_the_kind_of_value_that_is_there() -> std::result::Result<(), Failure> {
        let texts = Texts::new(Language::English);
        let words = [
            "wait-days=3",
            "second_admin",
            "yes",
            "other_products=Talent Solutions, Sales Solutions",
            "max_rows=1000",
            "profile_connection=required",
        ];
        let words = words.map(str::to_owned);
        let settings = changed(&texts, &Settings::default(), &words)?;
        assert_eq!(settings.wait_days, 3);
        assert!(settings.second_admin);
        assert_eq!(settings.other_products.len(), 2);
        assert_eq!(settings.max_rows, Some(1_000));
        assert_eq!(settings.profile_connection, ProfileConnection::Required);
        let none = ["max_rows=none".to_owned()];
        assert_eq!(changed(&texts, &settings, &none)?.max_rows, None);
        Ok(())
    }

    #[test]
    fn what_is_no_setting_or_no_value_is_refused() {
        let texts = Texts::new(Language::English);
        let change = |word: &str| changed(&texts, &Settings::default(), &[word.to_owned()]);
        let code = |word: &str| change(word).err().map(|failure| failure.error.exit_code());
        assert_eq!(code("colours=blue"), Some(1));
        assert_eq!(code("colour=pink"), Some(2));
        assert_eq!(code("wait_days=soon"), Some(2));
        assert_eq!(code("wait_days"), Some(2));
        let said = |word: &str| match change(word).err().map(|failure| failure.error) {
            Some(Error::Usage(said)) => said,
            Some(Error::Refused(reason)) => wording::reason(&texts, &reason),
            _ => String::new(),
        };
        for (word, allowed) in [
            ("wait_days=soon", "a whole number from 0 to 7"),
            ("wait_days=8", "a whole number from 0 to 7"),
            ("gate_users=-1", "a whole number of at least 0"),
            ("max_rows=0", "a whole number of at least 1, or none"),
            ("second_admin=maybe", "yes or no"),
            ("colour=pink", "one of: blue, green"),
            ("language=fr", "one of: en, id"),
            ("time_zone=Jakarta", "such as Asia/Jakarta"),
            ("account= ", "not empty"),
        ] {
            let said = said(word);
            let name = word.split('=').next().unwrap_or_default();
            assert!(said.contains(name) && said.contains(allowed), "{said}");
        }
    }
}
