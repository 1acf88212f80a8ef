//! What a cell of somebody's file says, in the product's own words and in those of other products.
//!
//! The words stand in `assets/values.toml`, per language, and are compared as headers are. A word that stands nowhere is
//! a fault of its row, never guessed at.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::columns::folded;
use crate::domain::Language;
use crate::domain::license::LicenseCell;

const WORDS: &str = include_str!("../../assets/values.toml");

/// By what it is about, value and language: the words.
type Table = BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<String>>>>;

/// By what it is about: which value a folded word means.
static KNOWN: LazyLock<BTreeMap<String, BTreeMap<String, String>>> = LazyLock::new(|| {
    let table: Table = toml::from_str(WORDS).unwrap_or_default();
    let meant = |values: BTreeMap<String, BTreeMap<String, Vec<String>>>| {
        let mut meant = BTreeMap::new();
        for (value, words) in values {
            for word in words.into_values().flatten() {
                meant.insert(folded(&word), value.clone());
            }
        }
        meant
    };
    table
        .into_iter()
        .map(|(about, values)| (about, meant(values)))
        .collect()
});

/// The value that a cell means.
fn value(about: &str, cell: &str) -> Option<&'static str> {
    KNOWN.get(about)?.get(&folded(cell)).map(String::as_str)
}

/// What a cell says of a license.
pub(super) fn license(cell: &str) -> Option<LicenseCell> {
    LicenseCell::parse(cell).or_else(|| LicenseCell::parse(value("license", cell)?))
}

/// Whether a profile is connected.
pub(super) fn connection(cell: &str) -> Option<bool> {
    match value("connection", cell)? {
        "connected" => Some(true),
        "not_connected" => Some(false),
        _ => None,
    }
}

/// A language that a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spoken {
    /// One in which letters are written.
    Known(Language),
    /// Another one.
    Other,
}

impl Spoken {
    /// The language, where letters are written in it.
    pub(super) const fn known(self) -> Option<Language> {
        match self {
            Self::Known(language) => Some(language),
            Self::Other => None,
        }
    }
}

/// A language by its tag, a locale, or its name in any of the languages.
pub(super) fn language(cell: &str) -> Option<Spoken> {
    let name = cell.split(['(', ',']).next().unwrap_or_default().trim();
    if let Some(language) = Language::from_locale(name) {
        return Some(Spoken::Known(language));
    }
    let of = |word: &str| value("language", word);
    // A locale of another language: `de-DE`, `pt_BR`.
    let tag = || name.split_once(['-', '_']).map(|(tag, _)| tag);
    match of(name).or_else(|| of(tag()?))? {
        "other" => Some(Spoken::Other),
        tag => Language::from_locale(tag).map(Spoken::Known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_means_one_value() -> Result<(), toml::de::Error> {
        let table: Table = toml::from_str(WORDS)?;
        for (about, values) in &table {
            let mut seen = BTreeMap::new();
            for (value, words) in values {
                for word in words.values().flatten() {
                    let other = seen.insert(folded(word), value);
                    assert!(other.is_none_or(|it| it == value), "{about}: {word}");
                }
            }
        }
        Ok(())
    }

    #[test]
    fn files_of_other_products_say_what_they_say_in_their_own_words() {
        for (cell, means) in [
            ("Aktiv", LicenseCell::Active),
            ("INAKTIV", LicenseCell::Inactive),
            ("eingeladen", LicenseCell::Invited),
            ("Diundang", LicenseCell::Invited),
            ("Tidak aktif", LicenseCell::Inactive),
            ("aktif", LicenseCell::Active),
            ("Désactivé", LicenseCell::Inactive),
            ("activated", LicenseCell::Activated),
        ] {
            assert_eq!(license(cell), Some(means), "{cell}");
        }
        assert_eq!(license("perhaps"), None);
        assert_eq!(connection("Terhubung"), Some(true));
        assert_eq!(connection("nicht verbunden"), Some(false));
        assert_eq!(connection("not_connected"), Some(false));
        assert_eq!(
            language("Bahasa Indonesia"),
            Some(Spoken::Known(Language::Indonesian))
        );
        assert_eq!(
            language("English (United States)"),
            Some(Spoken::Known(Language::English))
        );
        assert_eq!(language("Deutsch"), Some(Spoken::Other));
        assert_eq!(language("pt_BR"), Some(Spoken::Other));
        assert_eq!(language("Klingon"), None);
    }
}
