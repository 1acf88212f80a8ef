//! Everything the program says, in the language of whoever it speaks to.
//!
//! A [`Texts`] travels in a context value; there is no global language, so that one process can serve several
//! operators. Messages are checked against the English file at compile time by [`crate::say!`]; a test holds the other
//! languages to the same messages with the same arguments.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use fluent_bundle::FluentValue;
use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use jiff::tz::TimeZone;

use crate::domain::Language;
use crate::numerals;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/locales"]
struct Locales;

/// The texts of one language, with the time zone in which the reader lives.
#[derive(Clone)]
pub struct Texts {
    language: Language,
    zone: TimeZone,
    loader: Arc<FluentLanguageLoader>,
}

impl Texts {
    /// The texts of a language, parsed once in the life of the program. Dates are in UTC.
    pub fn new(language: Language) -> Self {
        static ENGLISH: OnceLock<Arc<FluentLanguageLoader>> = OnceLock::new();
        static INDONESIAN: OnceLock<Arc<FluentLanguageLoader>> = OnceLock::new();
        let parsed = match language {
            Language::English => &ENGLISH,
            Language::Indonesian => &INDONESIAN,
        };
        Self {
            language,
            zone: TimeZone::UTC,
            loader: Arc::clone(parsed.get_or_init(|| Arc::new(parse(language)))),
        }
    }

    /// The same texts for a reader in another time zone.
    #[must_use]
    pub fn in_zone(mut self, zone: TimeZone) -> Self {
        self.zone = zone;
        self
    }

    /// The time zone in which dates are shown.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Which language this is.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The loader, for [`crate::say!`].
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }

    /// Whether there is a message by an id that is data.
    pub fn has(&self, id: &str) -> bool {
        self.loader.has(id)
    }

    /// A message whose id is data, such as one named in the command table.
    pub fn message(&self, id: &str) -> String {
        self.loader.get(id)
    }

    /// A message whose id is data, with arguments.
    pub fn message_with(
        &self,
        id: &str,
        arguments: &[(&'static str, FluentValue<'static>)],
    ) -> String {
        let arguments: HashMap<&'static str, FluentValue<'static>> =
            arguments.iter().cloned().collect();
        self.loader.get_args_concrete(id, arguments)
    }
}

/// Parses the texts of a language. Numbers inside messages are written as the language does.
fn parse(language: Language) -> FluentLanguageLoader {
    let fallback = unic_langid::langid!("en");
    let loader = FluentLanguageLoader::new("offboard", fallback);
    let wanted = match language {
        Language::English => unic_langid::langid!("en"),
        Language::Indonesian => unic_langid::langid!("id"),
    };
    // The files are part of the program; the test of the locales holds them to loading.
    let _ = loader.load_languages(&Locales, &[wanted]);
    loader.set_use_isolating(false);
    let written = number_formatter(language);
    loader.with_bundles_mut(|bundle| bundle.set_formatter(Some(written)));
    loader
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({})", self.language.code())
    }
}

/// A message of the English file by its literal id, in the language of the given [`Texts`]. The id and the names of
/// the arguments are checked at compile time: `say!(texts, "users-marked", count = 3)`.
#[macro_export]
macro_rules! say {
    ($texts:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        i18n_embed_fl::fl!($texts.loader(), $id $(, $name = ::std::convert::identity($value))*)
    };
}

/// How a language writes numbers that stand inside its messages.
fn number_formatter<M>(language: Language) -> fn(&FluentValue<'_>, &M) -> Option<String> {
    match language {
        Language::English => |value, _| inside_a_message(Language::English, value),
        Language::Indonesian => |value, _| inside_a_message(Language::Indonesian, value),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "messages get counts, which are whole and not negative; a float to an integer saturates"
)]
fn inside_a_message(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(found) = value else {
        return None;
    };
    let whole = found.value >= 0.0 && found.value.fract() == 0.0;
    whole.then(|| numerals::number(language, found.value as u64))
}
