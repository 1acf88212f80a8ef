//! `config`: the configuration file, where it is, what is wrong with it, what it says; and the way to change it.
//!
//! These work however the file is, so that what is wrong with it can be looked at and corrected.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::done;
use crate::cli::args::ConfigVerb;
use crate::cli::config::{Config, every_key, faults};
use crate::cli::config_fault::{ConfigFault, table};
use crate::cli::context::{Context, Failure, is_said};
use crate::cli::keymap;
use crate::cli::sheet::{Cell, Column, List, Record, machine, object, text};
use crate::cli::theme;
use crate::cli::usual::make_private_folder;
use crate::cli::{Ended, Ending};
use crate::error::{Error, Result, Trouble};
use crate::say;
use crate::service::MailRoad;
use crate::service::files::{Overwrite, write_file};
use crate::texts::Texts;
use crate::wording;

const PLACE: [Column; 2] = [text("file", "out-file"), text("exists", "config-exists")];
const FAULTS: [Column; 3] = [
    machine("fault"),
    text("key", "config-column-key"),
    text("message", "config-column-message"),
];
const KEYS: [Column; 4] = [
    text("key", "config-column-key"),
    text("value", "config-column-value"),
    text("from", "config-column-from"),
    machine("about"),
];

/// The section whose keys are names of accounts.
const ACCOUNTS: &str = "accounts";
/// What an editor is where nobody says.
const USUAL_EDITOR: &str = "vi";

/// Runs a verb of the configuration.
pub(super) fn run(context: &mut Context, verb: &ConfigVerb) -> Ended {
    let place = Config::place(context.config_path.as_deref());
    let missing = || Error::from(Trouble::Io("the home directory cannot be found".to_owned()));
    let place = place.ok_or_else(missing)?;
    match verb {
        ConfigVerb::Path => path(context, &place),
        ConfigVerb::Check => check(context, &place),
        ConfigVerb::Show => show(context, &place),
        ConfigVerb::Edit => edit(context, &place),
        ConfigVerb::Theme { name } => begin_theme(context, &place, name),
    }
}

fn path(context: &mut Context, place: &Path) -> Ended {
    let record = vec![
        Cell::Text(place.display().to_string()),
        Cell::Flag(place.exists()),
    ];
    let (texts, format) = (context.texts.clone(), context.format);
    Ok(object(&mut context.output, &texts, format, &PLACE, &record).map(done)?)
}

/// Lists everything that is wrong with the file; nothing is wrong with one that is not there, unless it was named.
fn check(context: &mut Context, place: &Path) -> Ended {
    let is_named = context.config_path.is_some();
    let found = if is_named || place.exists() {
        faults(place)
    } else {
        Vec::new()
    };
    let texts = context.texts.clone();
    let mut found = found;
    // Of the one that is chosen the faults are there already.
    let said = table(place).unwrap_or_default();
    let chosen = said.get("theme").and_then(toml::Value::as_str);
    for name in theme::names(place) {
        if chosen != Some(&*name) {
            found.extend(theme::named(place, &name).err().into_iter().flatten());
        }
    }
    let mut list = List::new(&FAULTS, context.format, &texts);
    let mut records: Vec<Record> = found.into_iter().map(|it| fault(&texts, it)).collect();
    // Keys that are all allowed can still make no road for mail.
    if records.is_empty()
        && let MailRoad::Closed(why) = context.mail_road()
    {
        let section = "[mail]".to_owned();
        records.push(vec![
            Cell::Code("mail", "mail".to_owned()),
            Cell::Text(section),
            Cell::Text(why),
        ]);
    }
    let is_well = records.is_empty();
    list.page(&mut context.output, &records)?;
    if is_well {
        let shown = place.display().to_string();
        let said = if place.exists() {
            say!(texts, "config-well", path = shown)
        } else {
            say!(texts, "config-none", path = shown)
        };
        context.output.narrate(&said);
    }
    if !is_well || context.format != crate::cli::output::Format::Table {
        list.end(&mut context.output)?;
    }
    Ok(Ending::good(is_well))
}

fn fault(texts: &Texts, fault: ConfigFault) -> Record {
    let code = fault.code();
    let key = fault.key().map(str::to_owned);
    let told = match fault.told(texts) {
        Error::Usage(told) => told,
        other => wording::error(texts, &other).happened,
    };
    vec![
        Cell::Code(code, code.to_owned()),
        Cell::maybe(key),
        Cell::Text(told),
    ]
}

/// Every key with what holds for it now, and where that comes from.
fn show(context: &mut Context, place: &Path) -> Ended {
    let is_there = context.config_path.is_some() || place.exists();
    let said = if is_there {
        let found = faults(place).into_iter().next();
        if let Some(fault) = found {
            return Err(fault.told(&context.texts).into());
        }
        table(place).map_err(|fault| fault.told(&context.texts))?
    } else {
        toml::Table::new()
    };
    let texts = context.texts.clone();
    let mut list = List::new(&KEYS, context.format, &texts);
    let mut records = Vec::new();
    for (section, key) in every_key() {
        let value = match section {
            None => said.get(key),
            Some(section) => said.get(section).and_then(|section| section.get(key)),
        };
        let (value, from) = match (outside(context, section, key), value) {
            (Some(found), _) => found,
            (None, Some(value)) => (Some(shown(value)), Origin::File),
            (None, None) => (usual(context, section, key)?, Origin::Default),
        };
        records.push(vec![
            Cell::Text(full_name(section, key)),
            Cell::maybe(value),
            Cell::Code(from.code(), texts.message(from.message())),
            Cell::Text(about(&texts, section, key)),
        ]);
    }
    // Names of accounts are the operator's own.
    let accounts = said.get(ACCOUNTS).and_then(toml::Value::as_table);
    for (name, value) in accounts.into_iter().flatten() {
        let from = Origin::File;
        records.push(vec![
            Cell::Text(full_name(Some(ACCOUNTS), name)),
            Cell::Text(shown(value)),
            Cell::Code(from.code(), texts.message(from.message())),
            Cell::Text(say!(texts, "config-about-accounts")),
        ]);
    }
    // Keys are by the names of commands.
    let keys = said.get(keymap::SECTION).and_then(toml::Value::as_table);
    for (id, value) in keys.into_iter().flatten() {
        let command = crate::command::Command::by_id(id);
        let about = command.map(|command| crate::command::row(command).sentence(&texts));
        let from = Origin::File;
        records.push(vec![
            Cell::Text(full_name(Some(keymap::SECTION), id)),
            Cell::Text(shown(value)),
            Cell::Code(from.code(), texts.message(from.message())),
            Cell::Text(about.unwrap_or_default()),
        ]);
    }
    list.page(&mut context.output, &records)?;
    list.end(&mut context.output)?;
    if !is_there {
        let said = say!(texts, "config-none", path = place.display().to_string());
        context.output.narrate(&said);
    }
    Ok(Ending::Done)
}

/// Where what holds comes from.
#[derive(Clone, Copy)]
enum Origin {
    Call,
    Environment,
    File,
    Default,
}

impl Origin {
    const fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Environment => "environment",
            Self::File => "file",
            Self::Default => "default",
        }
    }

    const fn message(self) -> &'static str {
        match self {
            Self::Call => "config-from-call",
            Self::Environment => "config-from-environment",
            Self::File => "config-from-file",
            Self::Default => "config-from-default",
        }
    }
}

/// What the call or the environment says, which goes before the file.
fn outside(
    context: &Context,
    section: Option<&str>,
    key: &str,
) -> Option<(Option<String>, Origin)> {
    let (named, variable) = match (section, key) {
        (None, "db") => (context.named_database(), "OFFBOARD_DB"),
        (None, "read_only") => {
            let named = context.read_only_is_named.then(|| "true".to_owned());
            return named.map(|named| (Some(named), Origin::Call));
        }
        (None, "reduced_motion") => {
            let said = is_said("OFFBOARD_REDUCED_MOTION").then(|| "true".to_owned());
            return said.map(|said| (Some(said), Origin::Environment));
        }
        (None, "operator") => (context.named_operator.clone(), "OFFBOARD_OPERATOR"),
        _ => return None,
    };
    let named = named?;
    let from = match std::env::var(variable) {
        Ok(value) if value == named => Origin::Environment,
        Ok(_) | Err(_) => Origin::Call,
    };
    Some((Some(named), from))
}

/// What holds where nothing is said; none where nothing does.
fn usual(context: &Context, section: Option<&str>, key: &str) -> Result<Option<String>> {
    Ok(match (section, key) {
        (None, "db") => Some(context.database()?.display().to_string()),
        (None, "lang") => Some(context.texts.language().code().to_owned()),
        (None, "theme") => Some("dark".to_owned()),
        (None, "ascii" | "read_only" | "reduced_motion") => Some("false".to_owned()),
        (Some("mail"), "security") => Some("starttls".to_owned()),
        (Some("serve"), "listen") => Some(super::serve::USUAL.to_owned()),
        _ => None,
    })
}

fn shown(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn full_name(section: Option<&str>, key: &str) -> String {
    section.map_or_else(|| key.to_owned(), |section| format!("{section}.{key}"))
}

fn about(texts: &Texts, section: Option<&str>, key: &str) -> String {
    let name = full_name(section, key).replace(['.', '_'], "-");
    texts.message(&format!("config-about-{name}"))
}

/// Opens the file in the operator's editor, made with every key explained where there was none, and checks it after.
fn edit(context: &mut Context, place: &Path) -> Ended {
    let named = ["VISUAL", "EDITOR"].map(|name| std::env::var(name).unwrap_or_default());
    let named = named.into_iter().find(|editor| !editor.trim().is_empty());
    if named.is_none() && !context.output.can_ask() {
        return Err(Error::Usage(say!(context.texts, "config-no-editor")).into());
    }
    let editor = named.unwrap_or_else(|| USUAL_EDITOR.to_owned());
    if !place.exists() {
        make(context, place)?;
    }
    let mut words = editor.split_whitespace();
    let program = PathBuf::from(words.next().unwrap_or(USUAL_EDITOR));
    let ended = Command::new(&program).args(words).arg(place).status();
    let ended = ended.map_err(|error| Error::from_io(&error, &program))?;
    if !ended.success() {
        let said = say!(context.texts, "config-editor-failed", editor = editor);
        return Err(Failure::in_words(Error::Stopped, said));
    }
    check(context, place)
}

/// Writes a theme to begin with, every key of which is explained.
fn begin_theme(context: &mut Context, place: &Path, name: &str) -> Ended {
    let texts = context.texts.clone();
    let is_built_in = crate::domain::settings::Theme::from_code(name).is_some();
    let file = theme::place(place, name).filter(|_| !is_built_in);
    let file = file.ok_or_else(|| {
        let name = crate::sanitise::visible(name).into_owned();
        Error::Usage(say!(texts, "config-theme-name", name = name))
    })?;
    put(&file, theme::example(texts.language()))?;
    let shown = file.display().to_string();
    let said = say!(
        texts,
        "config-theme-made",
        path = shown.clone(),
        name = name
    );
    context.output.narrate(&said);
    let record = vec![Cell::Text(shown), Cell::Flag(true)];
    Ok(object(&mut context.output, &texts, context.format, &PLACE, &record).map(done)?)
}

/// Writes a file in which every key is explained and none is set.
fn make(context: &mut Context, place: &Path) -> Result<()> {
    put(place, &template(&context.texts))?;
    let path = place.display().to_string();
    let said = say!(context.texts, "config-made", path = path);
    context.output.narrate(&said);
    Ok(())
}

/// Writes a file of the operator's own, where there is none.
fn put(file: &Path, text: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        make_private_folder(folder)?;
    }
    write_file(file, Overwrite::Never, text.as_bytes())?;
    Ok(())
}

fn template(texts: &Texts) -> String {
    let mut lines = vec![
        format!("# {}", say!(texts, "config-template")),
        String::new(),
    ];
    let mut open = None;
    for (section, key) in every_key() {
        if section != open {
            open = section;
            lines.push(format!("[{}]", section.unwrap_or_default()));
            lines.push(String::new());
        }
        lines.push(format!("# {}", about(texts, section, key)));
        lines.push(format!("#{key} = {}", example(section, key)));
        lines.push(String::new());
    }
    lines.push(format!("[{ACCOUNTS}]"));
    lines.push(String::new());
    lines.push(format!("# {}", say!(texts, "config-about-accounts")));
    lines.push("#trial = \"/srv/offboard/trial.db\"".to_owned());
    lines.push(String::new());
    lines.push(format!("[{}]", keymap::SECTION));
    lines.push(String::new());
    lines.push(format!("# {}", say!(texts, "config-about-keys")));
    lines.push("#go-users = [\"f9\"]".to_owned());
    lines.push(String::new());
    lines.join("\n")
}

/// A value that a key can have.
const fn example(section: Option<&str>, key: &str) -> &'static str {
    match (section, key.as_bytes()) {
        (None, b"db") => "\"/srv/offboard/offboard.db\"",
        (None, b"lang") => "\"en\"",
        (None, b"operator") => "\"dl\"",
        (None, b"ascii" | b"read_only" | b"reduced_motion") => "true",
        (None, b"theme") => "\"dark\"",
        (_, b"host") => "\"smtp.example.com\"",
        (_, b"port") => "587",
        (_, b"security") => "\"starttls\"",
        (_, b"from") => "\"Learning <learning@example.com>\"",
        (_, b"hello") => "\"learning.example.com\"",
        (_, b"username") => "\"learning\"",
        (_, b"password_file") => "\"/etc/offboard/smtp-password\"",
        (_, b"ca_file") => "\"/etc/offboard/ca.pem\"",
        (_, b"directory") => "\"/srv/offboard/mail\"",
        (_, b"listen") => "\"127.0.0.1:2222\"",
        (_, b"host_key") => "\"/srv/offboard/host-key\"",
        (_, b"max_sessions") => "100",
        _ => "30",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn the_file_that_is_made_explains_every_key_and_its_examples_can_be_used() {
        for language in Language::ALL {
            let made = template(&Texts::new(language));
            assert!(!made.contains("No localization"), "{made}");
            let used = |line: &str| match line.strip_prefix('#') {
                Some(key) if !key.starts_with(' ') => key.to_owned(),
                _ => line.to_owned(),
            };
            let used: Vec<String> = made.lines().map(used).collect();
            for content in [made.clone(), used.join("\n")] {
                let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
                let path = folder.path().join("config.toml");
                std::fs::write(&path, &content).unwrap_or_else(|error| panic!("{error}"));
                let found = faults(&path);
                assert!(found.is_empty(), "{found:?} {content}");
            }
            let keys = used
                .iter()
                .filter(|line| line.contains(" = ") && !line.starts_with('#'));
            assert_eq!(keys.count(), every_key().len() + 2);
        }
    }
}
