//! What can be wrong with the configuration and with themes, in words.

use std::path::{Path, PathBuf};

use super::keymap;
use crate::command::keymap::KeymapFault;
use crate::domain::look::{Faint, Part};
use crate::domain::settings::Allowed;
use crate::error::{Error, Result};
use crate::formats;
use crate::sanitise::visible;
use crate::service::files::read_small;
use crate::texts::Texts;
use crate::{say, wording};

/// The longest file that is read.
const LONGEST: u64 = 1_000_000;

/// Why the configuration cannot be used.
#[derive(Debug)]
pub(super) enum ConfigFault {
    /// The file cannot be read.
    File(Error),
    /// It is no TOML at this line.
    Form(PathBuf, usize),
    /// There is no such key; those that there are, and the nearest of them where one is near.
    Key(PathBuf, String, String, Option<String>),
    /// A line of `[keys]` cannot be used.
    Keys(PathBuf, String, KeymapFault),
    /// A theme that somebody made cannot be used.
    Theme(PathBuf, ThemeFault),
    /// A key cannot be this.
    Value(PathBuf, String, String, Allowed),
}

impl ConfigFault {
    /// Which key it is about; none where it is about the file.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::File(_) | Self::Form(..) => None,
            Self::Theme(_, fault) => Some(fault.key()),
            Self::Key(_, key, ..) | Self::Value(_, key, ..) | Self::Keys(_, key, _) => Some(key),
        }
    }

    /// The name in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Form(..) => "form",
            Self::Key(..) => "key",
            Self::Value(..) => "value",
            Self::Keys(..) => "keys",
            Self::Theme(..) => "theme",
        }
    }

    /// The fault as an error in the operator's language.
    pub fn told(self, texts: &Texts) -> Error {
        let shown = |path: &Path| visible(&path.display().to_string()).into_owned();
        let (path, told) = match self {
            Self::File(error) => return error,
            Self::Form(path, line) => (path, say!(texts, "config-form", line = line.to_string())),
            Self::Key(path, key, keys, near) => {
                let key = visible(&key).into_owned();
                let told = match near {
                    Some(near) => say!(texts, "config-key-near", key = key, near = near),
                    None => say!(texts, "config-key", key = key, keys = keys),
                };
                (path, told)
            }
            Self::Keys(path, id, fault) => (path, keymap::told(texts, &id, &fault)),
            Self::Theme(path, fault) => (path, of_theme(texts, &fault)),
            Self::Value(path, key, value, allowed) => {
                (path, wording::not_allowed(texts, &key, &value, &allowed))
            }
        };
        Error::Usage(say!(texts, "config-in", path = shown(&path), told = told))
    }
}

/// Why a theme cannot be used.
#[derive(Debug)]
pub(super) enum ThemeFault {
    /// There is none of this name; those that there are, and the nearest of them where one is near.
    Missing {
        /// The name.
        name: String,
        /// Those that there are.
        names: String,
        /// The nearest.
        near: Option<String>,
    },
    /// A part cannot be this.
    Tone(Part, String),
    /// A part cannot be read.
    Faint(Faint),
}

impl ThemeFault {
    /// Which key it is about.
    pub fn key(&self) -> &str {
        match self {
            Self::Missing { .. } => "theme",
            Self::Tone(part, _) | Self::Faint(Faint { part, .. }) => part.code(),
        }
    }
}

/// A fault in the operator's language.
fn of_theme(texts: &Texts, fault: &ThemeFault) -> String {
    match fault {
        ThemeFault::Missing { name, names, near } => {
            let name = visible(name).into_owned();
            match near {
                Some(near) => say!(texts, "config-theme-near", name = name, near = near),
                None => say!(texts, "config-theme-none", name = name, names = names),
            }
        }
        ThemeFault::Tone(part, value) => {
            let value = visible(value).into_owned();
            say!(
                texts,
                "config-theme-tone",
                part = part.code(),
                value = value
            )
        }
        ThemeFault::Faint(faint) => {
            let tenths = |tenths: u32| formats::tenths(texts.language(), tenths.into());
            say!(
                texts,
                "config-theme-faint",
                part = faint.part.code(),
                on = faint.on.code(),
                found = tenths(faint.found),
                least = tenths(faint.least)
            )
        }
    }
}

/// What a file says, whatever it says.
pub(super) fn table(path: &Path) -> std::result::Result<toml::Table, ConfigFault> {
    let text = text_of(path).map_err(ConfigFault::File)?;
    text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().map_or(0, |span| span.start);
        let lines = text.bytes().take(before).filter(|byte| *byte == b'\n');
        ConfigFault::Form(path.to_owned(), lines.count() + 1)
    })
}

fn text_of(path: &Path) -> Result<String> {
    Ok(read_small(path, LONGEST)?)
}

/// A value as it was typed.
pub(super) fn typed(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
