//! Themes that somebody made: a file each, in the folder `themes` beside the configuration.

use std::path::{Path, PathBuf};

use super::config_fault::{ConfigFault, ThemeFault, table, typed};
use super::nearest::nearest;
use crate::domain::Language;
use crate::domain::look::{OwnTheme, Part, Tone};
use crate::domain::settings::{Allowed, Theme};

/// The folder beside the configuration.
const FOLDER: &str = "themes";
/// The key that names the theme below.
const BASE: &str = "base";

/// Where the themes beside a configuration lie.
fn folder(config: &Path) -> PathBuf {
    config.with_file_name(FOLDER)
}

/// The file of a theme by its name; none where the name is not one.
pub(super) fn place(config: &Path, name: &str) -> Option<PathBuf> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let is_name = !name.is_empty() && name.chars().all(is_plain);
    is_name.then(|| folder(config).join(format!("{name}.toml")))
}

/// The names of the themes beside a configuration.
pub(super) fn names(config: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder(config)).into_iter().flatten();
    let paths = entries.flatten().map(|entry| entry.path());
    let ours = paths.filter(|path| path.extension().is_some_and(|it| it == "toml"));
    let names = ours.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    let mut names: Vec<_> = names.filter(|name| place(config, name).is_some()).collect();
    names.sort();
    names
}

/// Reads the theme of a name; everything that is wrong with it where something is.
pub(super) fn named(config: &Path, name: &str) -> Result<OwnTheme, Vec<ConfigFault>> {
    match place(config, name).filter(|path| path.exists()) {
        Some(path) => read(&path),
        None => Err(vec![missing(config, name)]),
    }
}

fn missing(config: &Path, name: &str) -> ConfigFault {
    let own = names(config);
    let built_in = Theme::ALL.map(Theme::code);
    let all: Vec<&str> = built_in
        .into_iter()
        .chain(own.iter().map(String::as_str))
        .collect();
    let fault = ThemeFault::Missing {
        name: name.to_owned(),
        names: all.join(", "),
        near: nearest(name, &all),
    };
    ConfigFault::Theme(config.to_owned(), fault)
}

/// Reads a theme; everything that is wrong with it where something is.
fn read(path: &Path) -> Result<OwnTheme, Vec<ConfigFault>> {
    let table = table(path).map_err(|fault| vec![fault])?;
    let (mut base, mut said, mut faults) = (Theme::Dark, Vec::new(), Vec::new());
    for (key, value) in &table {
        let fault = if key == BASE {
            below(path, value).map(|found| base = found)
        } else {
            part(path, key, value).map(|found| said.push(found))
        };
        faults.extend(fault.err());
    }
    let theme = OwnTheme::on(base, &said);
    match theme {
        Ok(theme) if faults.is_empty() => Ok(theme),
        Ok(_) => Err(faults),
        Err(faint) => {
            let faint = faint.into_iter().map(ThemeFault::Faint);
            faults.extend(faint.map(|fault| ConfigFault::Theme(path.to_owned(), fault)));
            Err(faults)
        }
    }
}

/// The theme below.
fn below(path: &Path, value: &toml::Value) -> Result<Theme, ConfigFault> {
    let can_be_below = |theme: &Theme| *theme != Theme::Plain;
    let said = value.as_str().and_then(Theme::from_code);
    said.filter(can_be_below).ok_or_else(|| {
        let themes = Theme::ALL.into_iter().filter(can_be_below);
        let allowed = Allowed::OneOf(themes.map(Theme::code).collect());
        ConfigFault::Value(path.to_owned(), BASE.to_owned(), typed(value), allowed)
    })
}

/// A part with its colour.
fn part(path: &Path, key: &str, value: &toml::Value) -> Result<(Part, Tone), ConfigFault> {
    let Some(part) = Part::from_code(key) else {
        let parts = Part::ALL.map(Part::code);
        let keys: Vec<&str> = std::iter::once(BASE).chain(parts).collect();
        let near = nearest(key, &keys);
        return Err(ConfigFault::Key(
            path.to_owned(),
            key.to_owned(),
            keys.join(", "),
            near,
        ));
    };
    let tone = match value {
        toml::Value::String(text) => Tone::read(text),
        toml::Value::Integer(number) => u8::try_from(*number).ok().and_then(Tone::numbered),
        _ => None,
    };
    match tone {
        Some(tone) => Ok((part, tone)),
        None => Err(ConfigFault::Theme(
            path.to_owned(),
            ThemeFault::Tone(part, typed(value)),
        )),
    }
}

/// A theme to begin with, every key of it explained.
pub(super) const fn example(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../assets/themes/en.toml"),
        Language::Indonesian => include_str!("../../assets/themes/id.toml"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    fn config() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let config = folder.path().join("config.toml");
        let made = std::fs::create_dir(folder.path().join(FOLDER));
        made.unwrap_or_else(|error| panic!("{error}"));
        (folder, config)
    }

    /// What is wrong with a theme, as it is shown.
    fn wrong(text: &str) -> Vec<String> {
        let (_folder, config) = config();
        let place = place(&config, "mine").unwrap_or_default();
        std::fs::write(&place, text).unwrap_or_else(|error| panic!("{error}"));
        let faults = named(&config, "mine").err().unwrap_or_default();
        let texts = Texts::new(Language::English);
        let shown = format!("{}: ", place.display());
        let told = faults.into_iter().map(|fault| match fault.told(&texts) {
            crate::error::Error::Usage(told) => told.replace(&shown, ""),
            other => panic!("{other:?}"),
        });
        told.collect()
    }

    #[test]
    fn the_example_explains_every_key_and_is_the_theme_below_until_something_is_changed() {
        for language in Language::ALL {
            let text = example(language);
            assert_eq!(wrong(text), Vec::<String>::new());
            let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{error}"));
            let keys: Vec<&str> = table.keys().map(String::as_str).collect();
            let mut every: Vec<&str> = Part::ALL.map(Part::code).to_vec();
            every.push(BASE);
            every.sort_unstable();
            assert_eq!(keys, every);
            let (_folder, config) = config();
            let place = place(&config, "mine").unwrap_or_default();
            std::fs::write(place, text).unwrap_or_else(|error| panic!("{error}"));
            let read = named(&config, "mine").ok();
            assert_eq!(read, OwnTheme::on(Theme::Dark, &[]).ok());
        }
    }

    #[test]
    fn what_is_wrong_with_a_theme_is_named_all_of_it_at_once() {
        let found = wrong("base = \"drak\"\npapre = \"#000000\"\nlink = 300\ngood = \"green\"\n");
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(
            found
                .iter()
                .any(|it| it.contains("papre") && it.contains("paper"))
        );
        assert!(
            found
                .iter()
                .any(|it| it.contains("base") && it.contains("dark, light"))
        );
        assert!(
            found
                .iter()
                .any(|it| it.contains("link") && it.contains("300"))
        );
        assert!(
            found
                .iter()
                .any(|it| it.contains("good") && it.contains("green"))
        );
        let faint = wrong("base = \"light\"\ndim = \"#aaaaaa\"\n");
        assert_eq!(faint.len(), 2, "{faint:?}");
        assert!(
            faint[0].contains("dim stands out from paper at 2.3 to 1"),
            "{faint:?}"
        );
        assert!(wrong("paper = \n")[0].contains("line 1"));
    }

    #[test]
    fn a_name_leads_to_no_other_folder() {
        let (_folder, config) = config();
        for name in ["", "..", "../config", "a/b", "a.b", "a b"] {
            assert_eq!(place(&config, name), None, "{name}");
            assert!(named(&config, name).is_err());
        }
    }
}
