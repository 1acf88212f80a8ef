//! How a console looks: its theme, how many colours its terminal shows, and what is left out for whoever wants it calm.

mod own;
mod tone;

pub use own::{Faint, OwnTheme, PARTS, Part, least, numbers};
pub use tone::Tone;

use crate::domain::settings::Theme;

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    /// None, or none are wanted.
    #[default]
    None,
    /// Sixteen for letters and eight for the ground, as on the console of Linux.
    Eight,
    /// Sixteen.
    Sixteen,
    /// The 256.
    Many,
    /// All.
    All,
}

/// Terminals that show the 256 and do not say so in their name.
const MANY: [&str; 8] = [
    "alacritty",
    "contour",
    "foot",
    "ghostty",
    "iterm",
    "kitty",
    "rio",
    "wezterm",
];
/// Terminals that show sixteen, for letters and for the ground.
const SIXTEEN: [&str; 8] = [
    "gnome", "konsole", "putty", "rxvt", "screen", "st", "tmux", "xterm",
];

impl Colours {
    /// How many a terminal shows, by what it says of itself in `TERM` and `COLORTERM`.
    pub fn of(term: &str, colorterm: &str) -> Self {
        let is_plain = |it: &str| matches!(it, "" | "dumb" | "unknown") || it.ends_with("-m");
        let is_old =
            |it: &str| it.starts_with("vt") && it.as_bytes().get(2).is_some_and(u8::is_ascii_digit);
        let family = term.split('-').next().unwrap_or_default();
        let shows_many = term.split('-').any(|part| MANY.contains(&part));
        match colorterm {
            "truecolor" | "24bit" => Self::All,
            _ if term.contains("direct") => Self::All,
            _ if term.contains("256color") || shows_many => Self::Many,
            _ if SIXTEEN.contains(&family) || term.ends_with("16color") => Self::Sixteen,
            "" if is_plain(term) || is_old(term) => Self::None,
            _ => Self::Eight,
        }
    }

    /// Whether it is the sixteen at the most, on whose tones terminals do not agree.
    pub const fn is_base(self) -> bool {
        match self {
            Self::Eight | Self::Sixteen => true,
            Self::None | Self::Many | Self::All => false,
        }
    }

    /// Whether a terminal with as many can be asked for its paper: an older one might show the question.
    pub const fn answers(self) -> bool {
        match self {
            Self::Sixteen | Self::Many | Self::All => true,
            Self::None | Self::Eight => false,
        }
    }
}

/// How a console is to look, as far as that is said before anybody signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The theme, where one was asked for.
    pub theme: Option<Theme>,
    /// The theme that somebody made, where it was.
    pub own: Option<OwnTheme>,
    /// How many colours are shown.
    pub colours: Colours,
    /// Whether lines and signs are drawn in ASCII.
    pub ascii: bool,
    /// Whether nothing moves by itself: progress goes in steps.
    pub calm: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_shows_as_many_colours_as_it_says() {
        for (term, colorterm, colours) in [
            ("xterm-256color", "", Colours::Many),
            ("xterm-256color", "truecolor", Colours::All),
            ("xterm-direct", "", Colours::All),
            ("xterm-kitty", "", Colours::Many),
            ("xterm-ghostty", "", Colours::Many),
            ("foot", "", Colours::Many),
            ("foot-extra", "", Colours::Many),
            ("tmux-256color", "", Colours::Many),
            ("xterm", "", Colours::Sixteen),
            ("xterm-color", "", Colours::Sixteen),
            ("xterm-16color", "", Colours::Sixteen),
            ("screen", "", Colours::Sixteen),
            ("screen.linux", "", Colours::Eight),
            ("st", "", Colours::Sixteen),
            ("linux", "", Colours::Eight),
            ("ansi", "", Colours::Eight),
            ("vt100", "", Colours::None),
            ("vt220", "", Colours::None),
            ("vt100", "1", Colours::Eight),
            ("vte", "", Colours::Eight),
            ("dumb", "", Colours::None),
            ("", "", Colours::None),
            ("", "24bit", Colours::All),
            ("xterm", "truecolor", Colours::All),
        ] {
            assert_eq!(Colours::of(term, colorterm), colours, "{term} {colorterm}");
        }
    }
}
