//! `account`: the account's settings.

use serde_json::Value;

use super::super::args::AccountVerb;
use super::super::context::{Context, Failure, load};
use super::super::sheet::{Cell, Column, Record, object, text};
use super::super::{Ended, Ending};
use super::done;
use crate::domain::op::Op;
use crate::domain::query::Query;
use crate::domain::reason::Reason;
use crate::domain::settings::{Settings, SettingsChange, WaitingChange};
use crate::error::{Error, Result};
use crate::texts::Texts;
use crate::{formats, say, wording};

/// The settings in the order in which they are shown; a test holds it to being all of them.
const SETTINGS: [Column; 12] = [
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
    text("language", "out-setting-language"),
    text("colour", "out-setting-colour"),
];

/// Runs a verb of account settings.
pub(super) fn run(context: &mut Context, verb: AccountVerb) -> Ended {
    let mut open = context.open()?;
    let settings = *load!(open, Query::Settings, Settings);
    match verb {
        AccountVerb::Show => {
            let ended = show(context, &settings)?;
            if let Some(waiting) = load!(open, Query::WaitingSettings, WaitingSettings) {
                tell_waiting(context, &waiting)?;
            }
            Ok(ended)
        }
        AccountVerb::Approve => {
            let waiting = load!(open, Query::WaitingSettings, WaitingSettings);
            let waiting = waiting.ok_or(Error::Refused(Reason::NoSettingsWait))?;
            tell_waiting(context, &waiting)?;
            let WaitingChange { seen, wanted, .. } = *waiting;
            let op = Op::ApproveSettings(Box::new(SettingsChange { seen, wanted }));
            Ok(context.act(&mut open, &op).map(done)?)
        }
        AccountVerb::Set { settings: words } => {
            let wanted = changed(&context.texts, &settings, &words)?;
            let change = SettingsChange {
                seen: settings,
                wanted,
            };
            let op = Op::ChangeSettings(Box::new(change));
            let plan = open.reader.plan(&open.session, &op)?;
            for warning in plan.warnings {
                let said = wording::warning(&context.texts, warning);
                context.output.complain(&said);
            }
            Ok(context.act(&mut open, &op).map(done)?)
        }
    }
}

fn show(context: &mut Context, settings: &Settings) -> Ended {
    let texts = context.texts.clone();
    let values = to_json(settings)?;
    let record: Record = SETTINGS
        .iter()
        .map(|column| shown(&texts, values.get(column.name)))
        .map(|cell| cell.unwrap_or(Cell::Nothing))
        .collect();
    object(
        &mut context.output,
        &texts,
        context.format,
        &SETTINGS,
        &record,
    )?;
    Ok(Ending::Done)
}

/// Tells what change waits, of whom, and until when it can be approved.
fn tell_waiting(context: &mut Context, waiting: &WaitingChange) -> Result<()> {
    let texts = context.texts.clone();
    let (seen, wanted) = (to_json(&waiting.seen)?, to_json(&waiting.wanted)?);
    let changed = SETTINGS.iter().filter_map(|column| {
        let (old, new) = (seen.get(column.name)?, wanted.get(column.name)?);
        (old != new).then(|| format!("{}: {old} → {new}", column.name))
    });
    let said = say!(
        texts,
        "cli-settings-wait",
        who = waiting.asked_by_name.clone(),
        what = changed.collect::<Vec<_>>().join(", "),
        until = formats::moment(&texts, waiting.ends())
    );
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
            Cell::ToldJson(number.clone().into(), told)
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
    for (name, value) in pairs(texts, words)? {
        let name = name.replace('-', "_");
        let Some(place) = values.get_mut(&name) else {
            return Err(Error::NotFound(name).into());
        };
        *place = read(place, &name, &value);
    }
    serde_json::from_value(values).map_err(|error| {
        let told = say!(texts, "cli-usage-setting", problem = error.to_string());
        Error::Usage(told).into()
    })
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

/// Reads a typed value as the kind of value that is there.
fn read(place: &Value, name: &str, typed: &str) -> Value {
    let typed = typed.trim();
    let none = matches!(typed, "" | "none" | "null");
    match place {
        Value::Bool(_) => match typed.to_ascii_lowercase().as_str() {
            "yes" | "true" | "on" | "ya" | "1" => Value::Bool(true),
            "no" | "false" | "off" | "tidak" | "0" => Value::Bool(false),
            _ => Value::from(typed),
        },
        Value::Array(_) if none => Value::Array(Vec::new()),
        Value::Array(_) => typed.split(',').map(str::trim).collect(),
        Value::Null | Value::Number(_) if none && name == "max_rows" => Value::Null,
        Value::Null | Value::Number(_) => typed
            .parse::<u64>()
            .map_or_else(|_| Value::from(typed), Value::from),
        _ => Value::from(typed),
    }
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
    }
}
