//! The configuration file: what an operator would otherwise give with every call.
//!
//! What is wrong with it is named, with what is allowed, in the operator's language; never in the words of a parser.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::config_fault::{ConfigFault, table, typed};
use super::keymap;
use super::nearest::nearest;
use super::theme;
use crate::command::keymap::Keymap;
use crate::domain::Language;
use crate::domain::look::OwnTheme;
use crate::domain::settings::{Allowed, Theme};
use crate::error::{Error, Result};
use crate::sanitise::visible;
use crate::say;
use crate::service::Security;
use crate::texts::Texts;

/// The configuration; what is missing keeps its default.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Config {
    /// Path of the database.
    pub db: Option<PathBuf>,
    /// Databases of several accounts, by names of the operator's own.
    pub accounts: BTreeMap<String, PathBuf>,
    /// Language of the program.
    pub lang: Option<Language>,
    /// Name of the operator.
    pub operator: Option<String>,
    /// Whether lines and signs are drawn in ASCII.
    pub ascii: bool,
    /// Whether nothing is changed.
    pub read_only: bool,
    /// Whether nothing moves by itself.
    pub reduced_motion: bool,
    /// Theme of the console.
    pub theme: Option<Theme>,
    /// The theme that somebody made, where it is one of those.
    #[serde(skip)]
    pub own_theme: Option<OwnTheme>,
    /// How mail leaves.
    pub mail: MailSection,
    /// How the account is served.
    pub serve: ServeSection,
    /// Keys of the operator's own.
    #[serde(skip)]
    pub keymap: Keymap,
}

/// The section `[serve]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ServeSection {
    /// Address and port to listen on.
    pub listen: Option<String>,
    /// File of the host key, where it does not lie beside the database.
    pub host_key: Option<PathBuf>,
    /// Sessions at a time.
    pub max_sessions: Option<u16>,
    /// Days for which files of operators are kept.
    pub keep_days: Option<u16>,
}

/// The section `[mail]`; `connect/smtp.rs` says what each key means.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MailSection {
    /// Name or address of the server; without one, mail goes into the folder.
    pub host: Option<String>,
    /// Its port, where it is not the usual one.
    pub port: Option<u16>,
    /// How the connection is kept private.
    pub security: Security,
    /// Whom mail comes from.
    pub from: Option<String>,
    /// The name to greet the server with, where it is not this machine's.
    pub hello: Option<String>,
    /// User name, where the server wants a sign-in.
    pub username: Option<String>,
    /// File with the password, which nobody else may read.
    pub password_file: Option<PathBuf>,
    /// File with the certificates of the authorities that are trusted instead of the public ones.
    pub ca_file: Option<PathBuf>,
    /// Folder into which mail is delivered, one file a message.
    pub directory: Option<PathBuf>,
}

/// What a key of the file, or of its section `[mail]`, can be; a test holds these to being all of them.
fn allowed(section: Option<&str>, key: &str) -> Option<Allowed> {
    Some(match (section, key) {
        (None, "db")
        | (Some("accounts"), _)
        | (Some("mail"), "password_file" | "ca_file" | "directory")
        | (Some("serve"), "host_key") => Allowed::Path,
        (None, "lang") => Allowed::OneOf(Language::ALL.map(Language::code).to_vec()),
        (None, "theme") => Allowed::OneOf(Theme::ALL.map(Theme::code).to_vec()),
        (None, "ascii" | "read_only" | "reduced_motion") => Allowed::OneOf(vec!["true", "false"]),
        (None, "operator") | (Some("mail"), "host" | "from" | "username" | "hello") => {
            Allowed::Name
        }
        (Some("serve"), "listen") => Allowed::Name,
        (Some("serve"), "max_sessions") => Allowed::Number {
            least: 1,
            most: Some(10_000),
            or_none: false,
        },
        (Some("serve"), "keep_days") => Allowed::Number {
            least: 1,
            most: Some(3_650),
            or_none: false,
        },
        (Some("mail"), "security") => Allowed::OneOf(vec!["starttls", "tls", "none"]),
        (Some("mail"), "port") => Allowed::Number {
            least: 1,
            most: Some(u16::MAX.into()),
            or_none: false,
        },
        _ => return None,
    })
}

const KEYS: [&str; 11] = [
    "ascii",
    "db",
    "lang",
    "operator",
    "read_only",
    "reduced_motion",
    "theme",
    "[accounts]",
    "[keys]",
    "[mail]",
    "[serve]",
];
const SERVE_KEYS: [&str; 4] = ["listen", "host_key", "max_sessions", "keep_days"];
const MAIL_KEYS: [&str; 9] = [
    "host",
    "port",
    "security",
    "from",
    "hello",
    "username",
    "password_file",
    "ca_file",
    "directory",
];

impl Config {
    /// Where the configuration lies: the file that was named, else the usual place.
    pub fn place(named: Option<&Path>) -> Option<PathBuf> {
        let usual = || Some(super::usual::config_folder()?.join("config.toml"));
        named.map(Path::to_owned).or_else(usual)
    }

    /// Reads the file at a path, or the one in its usual place where there is one.
    pub fn read(path: Option<&Path>) -> std::result::Result<Self, ConfigFault> {
        match (path, Self::place(None)) {
            (Some(path), _) => Self::read_file(path),
            (None, Some(usual)) if usual.exists() => Self::read_file(&usual),
            (None, _) => Ok(Self::default()),
        }
    }

    /// The database of an account by its name here.
    pub fn database_of(&self, name: &str, texts: &Texts) -> Result<PathBuf> {
        self.accounts.get(name).cloned().ok_or_else(|| {
            let names: Vec<&str> = self.accounts.keys().map(String::as_str).collect();
            let names = visible(&names.join(", ")).into_owned();
            let name = visible(name).into_owned();
            let count = self.accounts.len() as u64;
            Error::Usage(say!(
                texts,
                "config-no-account",
                name = name,
                names = names,
                count = count
            ))
        })
    }

    fn read_file(path: &Path) -> std::result::Result<Self, ConfigFault> {
        let mut table = table(path)?;
        if let Some(fault) = faults_in(path, &table).into_iter().next() {
            return Err(fault);
        }
        let keys = table.remove(keymap::SECTION);
        let keys = keys.as_ref().and_then(toml::Value::as_table);
        let keymap = keys.map(|section| keymap::read(section).0);
        let own = table.get("theme").and_then(toml::Value::as_str);
        let own = own.filter(|name| Theme::from_code(name).is_none());
        let own = own.and_then(|name| theme::named(path, name).ok());
        if own.is_some() {
            table.remove("theme");
        }
        // Everything was looked at one by one.
        let read: std::result::Result<Self, toml::de::Error> = table.try_into();
        let read = read.map_err(|error| ConfigFault::File(Error::Usage(error.to_string())))?;
        Ok(Self {
            keymap: keymap.unwrap_or_default(),
            own_theme: own,
            ..read
        })
    }
}

/// Everything that is wrong with a file.
pub(super) fn faults(path: &Path) -> Vec<ConfigFault> {
    match table(path) {
        Ok(table) => faults_in(path, &table),
        Err(fault) => vec![fault],
    }
}

fn faults_in(path: &Path, table: &toml::Table) -> Vec<ConfigFault> {
    let mut faults = Vec::new();
    for (key, value) in table {
        match (key.as_str(), value) {
            (section @ ("accounts" | "mail" | "serve"), toml::Value::Table(keys)) => {
                let keys = keys.iter();
                let checked = keys.map(|(key, value)| check(path, Some(section), key, value));
                faults.extend(checked.filter_map(std::result::Result::err));
            }
            (keymap::SECTION, toml::Value::Table(section)) => {
                let found = keymap::read(section).1.into_iter();
                faults
                    .extend(found.map(|(id, fault)| ConfigFault::Keys(path.to_owned(), id, fault)));
            }
            ("theme", toml::Value::String(name)) if Theme::from_code(name).is_none() => {
                faults.extend(theme::named(path, name).err().into_iter().flatten());
            }
            _ => faults.extend(check(path, None, key, value).err()),
        }
    }
    faults
}

/// Every key that there is, in the order of the file: its section, and its name.
pub(super) fn every_key() -> Vec<(Option<&'static str>, &'static str)> {
    let plain = KEYS.into_iter().filter(|key| !key.starts_with('['));
    let plain = plain.map(|key| (None, key));
    let mail = MAIL_KEYS.map(|key| (Some("mail"), key));
    let serve = SERVE_KEYS.map(|key| (Some("serve"), key));
    plain.chain(mail).chain(serve).collect()
}

/// Refuses a key that there is not, and a value that it cannot be.
fn check(
    path: &Path,
    section: Option<&str>,
    key: &str,
    value: &toml::Value,
) -> std::result::Result<(), ConfigFault> {
    let shown = section.map_or_else(|| key.to_owned(), |section| format!("[{section}] {key}"));
    let Some(allowed) = allowed(section, key) else {
        let keys = match section {
            Some("serve") => &SERVE_KEYS[..],
            Some(_) => &MAIL_KEYS[..],
            None => &KEYS[..],
        };
        let near = nearest(key, keys);
        let keys = keys.join(", ");
        return Err(ConfigFault::Key(path.to_owned(), shown, keys, near));
    };
    let fits = match (&allowed, value) {
        (Allowed::OneOf(words), toml::Value::String(word)) if !words.contains(&"true") => {
            words.contains(&word.as_str())
        }
        (Allowed::OneOf(words), toml::Value::Boolean(_)) => words.contains(&"true"),
        (Allowed::Name | Allowed::Path, toml::Value::String(text)) => !text.trim().is_empty(),
        (Allowed::Number { .. }, toml::Value::Integer(number)) => {
            u64::try_from(*number).is_ok_and(|number| allowed.takes(number))
        }
        _ => false,
    };
    if fits {
        return Ok(());
    }
    Err(ConfigFault::Value(
        path.to_owned(),
        shown,
        typed(value),
        allowed,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Trouble;

    fn read(text: &str) -> std::result::Result<Config, Error> {
        let file = tempfile::NamedTempFile::new().map_err(|error| Error::Bug(error.to_string()))?;
        std::fs::write(file.path(), text).map_err(|error| Error::from_io(&error, file.path()))?;
        let texts = Texts::new(Language::English);
        Config::read(Some(file.path())).map_err(|fault| fault.told(&texts))
    }

    fn why(text: &str) -> String {
        match read(text) {
            Err(Error::Usage(why)) => why,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_configuration_says_what_it_wants() -> std::result::Result<(), Error> {
        let config = read("lang = \"id\"\ntheme = \"light\"\n")?;
        assert_eq!(config.lang, Some(Language::Indonesian));
        assert_eq!(config.theme, Some(Theme::Light));
        let config = read("[mail]\nhost = \"smtp.example.com\"\nsecurity = \"tls\"\n")?;
        assert_eq!(config.mail.security, Security::Tls);
        let config = read("[accounts]\nreal = \"/srv/real.db\"\ntrial = \"/srv/trial.db\"\n")?;
        let texts = Texts::new(Language::English);
        let found = config.database_of("trial", &texts)?;
        assert_eq!(found, Path::new("/srv/trial.db"));
        let why = config.database_of("tryal", &texts).err();
        let why = why.map(|why| why.to_string()).unwrap_or_default();
        assert!(
            why.contains("tryal") && why.contains("real, trial"),
            "{why}"
        );
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_named_with_what_is_allowed() {
        for (text, key, allowed) in [
            ("langauge = \"id\"", "langauge", "Meant is perhaps lang."),
            ("colour = \"id\"", "colour", "db, lang, operator"),
            ("lang = \"fr\"", "lang", "one of: en, id"),
            (
                "theme = 3",
                "theme",
                "one of: dark, light, high-contrast, deutan, tritan, plain",
            ),
            ("operator = \"\"", "operator", "not empty"),
            ("db = true", "db", "the path of a file"),
            ("mail = 3", "mail", "[mail]"),
            (
                "[mail]\nsecurity = \"ssl\"",
                "security",
                "one of: starttls, tls, none",
            ),
            ("[mail]\nport = 70000", "port", "from 1 to 65,535"),
            ("[mail]\nport = \"25\"", "port", "from 1 to 65,535"),
            ("[mail]\nhots = \"x\"", "hots", "Meant is perhaps host."),
            // A password in a file that is often copied is not taken.
            ("[mail]\npassword = \"x\"", "password", "password_file"),
            ("[other]\nhost = 1", "other", "[mail]"),
            ("[serve]\nport = 1", "port", "listen, host_key"),
            ("[serve]\nmax_sessions = 0", "max_sessions", "from 1"),
            ("lang = \"en\"\nlang", "line 2", "line 2"),
        ] {
            let why = why(text);
            let is_told = why.contains(key) && why.contains(allowed);
            assert!(is_told && why.contains('/'), "{text}: {why}");
            let parser = ["expected", "unknown", "invalid type", "u64", "variant"];
            assert!(!parser.iter().any(|word| why.contains(word)), "{why}");
        }
    }

    #[test]
    fn every_key_says_what_it_can_be() {
        for key in KEYS.iter().filter(|key| !key.starts_with('[')) {
            assert!(allowed(None, key).is_some(), "{key}");
        }
        for key in MAIL_KEYS {
            assert!(allowed(Some("mail"), key).is_some(), "{key}");
        }
        for key in SERVE_KEYS {
            assert!(allowed(Some("serve"), key).is_some(), "{key}");
        }
    }

    #[test]
    fn every_fault_of_a_file_is_found() -> std::result::Result<(), Error> {
        let file = tempfile::NamedTempFile::new().map_err(|error| Error::Bug(error.to_string()))?;
        let text = "lang = \"fr\"\nthem = \"dark\"\n[mail]\nhots = \"x\"\nport = 0\n";
        std::fs::write(file.path(), text).map_err(|error| Error::from_io(&error, file.path()))?;
        let found = faults(file.path());
        let found: Vec<_> = found.iter().map(|it| (it.code(), it.key())).collect();
        let wanted = [
            ("value", Some("lang")),
            ("key", Some("[mail] hots")),
            ("value", Some("[mail] port")),
            ("key", Some("them")),
        ];
        assert_eq!(found, wanted);
        Ok(())
    }

    #[test]
    fn a_configuration_that_was_asked_for_must_be_there() {
        let missing = Config::read(Some(Path::new("/nowhere/config.toml")));
        assert!(matches!(
            missing,
            Err(ConfigFault::File(Error::Environment(
                Trouble::NoSuchFolder(_)
            )))
        ));
        let endless = Config::read(Some(Path::new("/dev/zero")));
        assert!(matches!(endless, Err(ConfigFault::File(_))));
    }
}
