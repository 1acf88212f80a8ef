//! What a client says of its terminal and its language: the few variables that are taken, and the size.

use crate::domain::Language;
use crate::domain::look::Colours;
use crate::domain::zone::Zone;

/// The variables that are taken; every other is refused.
const TAKEN: [&str; 5] = ["LC_ALL", "LC_MESSAGES", "LANG", "COLORTERM", "NO_COLOR"];
/// The one that names the time zone of the client.
const ZONE: &str = "TZ";
/// Longest value that is taken, in bytes.
const LONGEST: usize = 64;
/// The largest terminal that is drawn for: columns and rows.
const LARGEST: (u32, u32) = (500, 200);
/// What is taken for the size of a terminal that does not say one.
const USUAL: (u16, u16) = (80, 24);

/// A terminal at the other end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FarTerminal {
    /// What kind.
    pub(super) term: String,
    /// Columns and rows.
    pub(super) size: (u16, u16),
}

impl FarTerminal {
    /// A terminal as the client describes it.
    pub(super) fn new(term: &str, columns: u32, rows: u32) -> Self {
        Self {
            term: harmless(term).unwrap_or("dumb").to_owned(),
            size: size(columns, rows),
        }
    }
}

/// A size that can be drawn for, whatever the client says.
pub(super) fn size(columns: u32, rows: u32) -> (u16, u16) {
    let bounded = |size: u32, most: u32, usual: u16| match size {
        0 => usual,
        size => u16::try_from(size.min(most)).unwrap_or(usual),
    };
    (
        bounded(columns, LARGEST.0, USUAL.0),
        bounded(rows, LARGEST.1, USUAL.1),
    )
}

/// What the client said before it asked for anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    variables: Vec<(&'static str, String)>,
    zone: Option<Zone>,
}

impl Said {
    /// Takes a variable; whether it was taken.
    pub(super) fn take(&mut self, name: &str, value: &str) -> bool {
        if name == ZONE {
            // Only the name of a zone is one: what else may stand there names files, or writes rules of its own.
            self.zone = Zone::named(value.strip_prefix(':').unwrap_or(value)).ok();
            return self.zone.is_some();
        }
        let name = TAKEN.into_iter().find(|taken| *taken == name);
        let (Some(name), Some(value)) = (name, harmless(value)) else {
            return false;
        };
        self.variables.retain(|(other, _)| *other != name);
        self.variables.push((name, value.to_owned()));
        true
    }

    /// The variables with their values.
    pub(super) fn variables(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let said = self.variables.iter();
        said.map(|(name, value)| (*name, value.as_str()))
    }

    /// The time zone of the client.
    pub(super) const fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    fn value(&self, name: &str) -> Option<&str> {
        let found = self.variables.iter().find(|(other, _)| *other == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The language that the client speaks.
    pub(super) fn language(&self) -> Option<Language> {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let said = names.into_iter().find_map(|name| self.value(name));
        said.and_then(Language::from_locale)
    }

    /// How many colours a terminal of the client shows, where its operator wants them.
    pub(super) fn colours(&self, terminal: &FarTerminal) -> Colours {
        if self.value("NO_COLOR").is_some() {
            return Colours::None;
        }
        let colorterm = self.value("COLORTERM").unwrap_or_default();
        Colours::of(&terminal.term, colorterm)
    }
}

/// A value that holds nothing but letters, digits and a few signs.
fn harmless(value: &str) -> Option<&str> {
    let is_fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '+');
    (value.len() <= LONGEST && value.chars().all(is_fine)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_client_makes_a_screen_of_nothing_or_of_millions_of_cells() {
        assert_eq!(size(0, 0), (80, 24));
        assert_eq!(size(120, 40), (120, 40));
        assert_eq!(size(u32::MAX, u32::MAX), (500, 200));
        assert_eq!(size(1, 1), (1, 1));
    }

    #[test]
    fn only_what_is_named_is_taken_of_the_environment() {
        let mut said = Said::default();
        for (name, value) in [
            ("LD_PRELOAD", "x.so"),
            ("OFFBOARD_SERVED", "{}"),
            ("OFFBOARD_DB", "x"),
            ("PATH", "bin"),
            ("TZ", "/etc/passwd"),
            ("TZ", "../../etc/passwd"),
            ("TZ", "WIB-7"),
            ("TZ", ""),
            ("LANG", "id_ID\nX=1"),
            ("LANG", &"x".repeat(65)),
        ] {
            assert!(!said.take(name, value), "{name}");
        }
        assert_eq!(said, Said::default());
        assert!(said.take("LANG", "en_GB.UTF-8") && said.take("LC_ALL", "id_ID.UTF-8"));
        assert_eq!(said.language(), Some(Language::Indonesian));
        let colours = |said: &Said, term: &str| said.colours(&FarTerminal::new(term, 1, 1));
        assert_eq!(colours(&said, "xterm-256color"), Colours::Many);
        assert_eq!(colours(&said, "linux"), Colours::Eight);
        assert_eq!(colours(&said, "dumb"), Colours::None);
        for named in ["Asia/Jakarta", ":Asia/Jakarta"] {
            assert!(said.take("TZ", named));
            assert_eq!(said.zone().map(Zone::name), Some("Asia/Jakarta"));
        }
        // The server passes the zone on to a verb itself; nothing of the client's stands in its environment.
        assert!(said.variables().all(|(name, _)| name != "TZ"));
        assert!(said.take("NO_COLOR", "1"));
        assert_eq!(colours(&said, "xterm-256color"), Colours::None);
    }
}
