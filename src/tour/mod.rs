//! Walkthroughs: the real console on a demo account of its own, driven by data, with a caption over the screen.
//!
//! A tour is a file in `assets/tours`: for each step the keys that lead there, what must then be on screen, and what
//! to say about it in every language. [`guide`] is the state machine that presses and checks; [`live`] lets it lead
//! the console of a terminal, [`rehearsal`] one without a terminal, which the tests and [`cast`] watch. [`stage`] is
//! the account they play on, and [`caption`] finds the place where the words cover nothing that they explain.
//!
//! The tour presses keys and nothing else: whatever it shows, an operator can do in the same way. What it may do
//! beside that is what an operator does outside the console: put a file into a folder and edit one in an editor.

pub mod caption;
pub mod cast;
pub mod guide;
pub mod live;
pub mod rehearsal;
pub mod stage;

use std::time::Duration;

use serde::Deserialize;

use crate::command::key::{Key, phrases};
use crate::domain::Language;
use crate::domain::operator::Role;
use crate::domain::provider::Provider;
use crate::error::{Error, Result};
use crate::texts::Texts;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/tours"]
struct Files;

/// A text in every language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// In English.
    pub en: String,
    /// In Indonesian.
    pub id: String,
}

impl Said {
    /// In the language of whoever watches.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Indonesian => &self.id,
        }
    }
}

/// What must be on screen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Sight {
    /// The same in every language: a label, a name; or `@` and the id of a message, which is looked up.
    Same(String),
    /// Different in every language.
    Each(Said),
}

impl Sight {
    /// The words to look for.
    pub fn words(&self, texts: &Texts) -> String {
        match self {
            Self::Same(text) => match text.strip_prefix('@') {
                Some(id) => texts.message(id),
                None => text.clone(),
            },
            Self::Each(said) => said.in_language(texts.language()).to_owned(),
        }
    }
}

/// What is pressed and typed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Typed {
    /// The same in every language.
    Same(String),
    /// Text that an operator writes in the own language.
    Each(Said),
}

impl Default for Typed {
    fn default() -> Self {
        Self::Same(String::new())
    }
}

impl Typed {
    fn in_language(&self, language: Language) -> &str {
        match self {
            Self::Same(keys) => keys,
            Self::Each(said) => said.in_language(language),
        }
    }
}

/// A file in the operator's folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its lines, the header first.
    pub lines: Vec<String>,
    /// So many ordinary learners of the account below them, of whom no line speaks.
    #[serde(default)]
    pub learners: usize,
}

/// What an operator does to a file in an editor.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEdit {
    /// How the name of the file begins; the newest of them is meant.
    pub from: String,
    /// The name under which the edited one is saved.
    pub to: String,
    /// What is replaced, and by what.
    pub replace: Vec<(String, String)>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TourStep {
    /// A file that is edited before the keys are pressed.
    pub edit: Option<FileEdit>,
    /// The keys that lead here, as `keys` reads them.
    #[serde(default)]
    pub keys: Typed,
    /// What must be on screen when they have been pressed.
    pub sees: Vec<Sight>,
    /// What must not be there any more.
    #[serde(default)]
    pub gone: Vec<Sight>,
    /// What the caption speaks of and must not cover; what is seen first where nothing is named.
    #[serde(default)]
    pub focus: Vec<Sight>,
    /// Whether work in the background leads here.
    #[serde(default)]
    pub background: bool,
    /// Seconds to look at it beside reading the caption.
    #[serde(default)]
    pub look: u64,
    /// What is said about it.
    #[serde(flatten)]
    pub caption: Said,
}

impl TourStep {
    /// The keys that lead here, each text that is typed in one piece.
    pub fn phrases(&self, language: Language) -> Vec<Vec<Key>> {
        phrases(self.keys.in_language(language))
    }

    /// What the caption must not cover.
    pub fn focus(&self) -> &[Sight] {
        if self.focus.is_empty() {
            self.sees.get(..1).unwrap_or_default()
        } else {
            &self.focus
        }
    }

    /// How long a person takes to read the caption and to look.
    pub fn reading_time(&self, language: Language) -> Duration {
        let letters = self.caption.in_language(language).chars().count();
        let letters = u64::try_from(letters).unwrap_or_default();
        Duration::from_millis(1_500 + 50 * letters) + Duration::from_secs(self.look)
    }
}

/// A tour.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tour {
    /// The name on the command line.
    #[serde(default)]
    pub name: String,
    /// What it shows.
    pub title: Said,
    /// Who is at the console when it begins.
    pub role: Role,
    /// Whether it begins on an account with nothing in it, and not on the demo account.
    #[serde(default)]
    pub empty: bool,
    /// Where the demo account lives; a server is the demo's own, on this machine.
    #[serde(default)]
    pub provider: Provider,
    /// Files in the operator's folder.
    #[serde(default, rename = "file")]
    pub files: Vec<Sheet>,
    /// Its steps.
    #[serde(rename = "step")]
    pub steps: Vec<TourStep>,
}

impl Tour {
    /// Reads a tour.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let faulty = |words: String| Error::Bug(format!("tour {name}: {words}"));
        let mut tour: Self = toml::from_str(text).map_err(|error| faulty(error.to_string()))?;
        if tour.steps.is_empty() {
            return Err(faulty("no step".to_owned()));
        }
        name.clone_into(&mut tour.name);
        Ok(tour)
    }

    /// A tour by its name.
    pub fn named(name: &str) -> Result<Self> {
        let file = Files::get(&format!("{name}.toml"));
        let file = file.ok_or_else(|| Error::NotFound(name.to_owned()))?;
        Self::parse(name, &String::from_utf8_lossy(&file.data))
    }

    /// The names of all tours, in the order of the alphabet.
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = Files::iter()
            .filter_map(|file| file.strip_suffix(".toml").map(str::to_owned))
            .collect();
        names.sort();
        names
    }

    /// Every tour: those for the beginning first.
    pub fn all() -> Result<Vec<Self>> {
        let mut tours: Vec<Self> = Self::names()
            .iter()
            .map(|name| Self::named(name))
            .collect::<Result<_>>()?;
        tours.sort_by_key(|tour| tour.steps.len());
        Ok(tours)
    }
}

/// How fast a tour plays by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Half as fast as most people read.
    Slow,
    /// As most people read.
    Normal,
    /// For those who have seen it before.
    Fast,
    /// So long for every caption.
    Every(Duration),
}

impl Pace {
    /// Reads a pace: a name, or seconds.
    pub fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "slow" => Some(Self::Slow),
            "normal" => Some(Self::Normal),
            "fast" => Some(Self::Fast),
            seconds => {
                let seconds: f64 = seconds.parse().ok()?;
                let is_sane = (0.1..=3_600.0).contains(&seconds);
                is_sane.then(|| Self::Every(Duration::from_secs_f64(seconds)))
            }
        }
    }

    /// How long a caption stands that takes so long to read.
    pub fn stands(self, reading: Duration) -> Duration {
        match self {
            Self::Slow => reading * 2,
            Self::Normal => reading,
            Self::Fast => reading / 2,
            Self::Every(time) => time,
        }
    }

    /// How long it takes between two keys, which is shorter within a text that is typed.
    pub fn between_keys(self, is_typing: bool) -> Duration {
        let usual = if is_typing { 70 } else { 380 };
        Duration::from_millis(match self {
            Self::Slow => usual * 3 / 2,
            Self::Normal | Self::Every(_) => usual,
            Self::Fast => usual / 2,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_tour() {
        let tours = Tour::all();
        assert!(tours.is_ok_and(|tours| tours.len() >= 3));
    }

    #[test]
    fn a_pace_is_a_word_or_seconds() {
        assert_eq!(Pace::parse("SLOW"), Some(Pace::Slow));
        assert_eq!(
            Pace::parse("2.5"),
            Some(Pace::Every(Duration::from_millis(2_500)))
        );
        for wrong in ["", "quick", "0", "-1", "nan", "inf"] {
            assert_eq!(Pace::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_step_without_the_other_language_is_no_tour() {
        let text = "role = 'full_admin'\ntitle = { en = 'A', id = 'B' }\n[[step]]\nsees = ['Home']\nen = 'Only one'\n";
        assert!(Tour::parse("half", text).is_err());
    }
}
