//! What themes are made of: the tones of those that are built in, and those that somebody made of them.

use super::tone::Tone;
use crate::domain::coded::coded;
use crate::domain::settings::Theme;

coded! {
    /// A part of a theme that has a colour.
    pub enum Part {
        /// What lies under everything.
        Paper = "paper",
        /// What lies under the row or entry under the cursor.
        Lifted = "lifted",
        /// Ordinary text.
        Text = "text",
        /// What matters less.
        Dim = "dim",
        /// What matters more.
        Strong = "strong",
        /// It went well.
        Good = "good",
        /// Something to know.
        Warning = "warning",
        /// It went wrong, or destroys.
        Danger = "danger",
        /// Where a link or a way leads.
        Link = "link",
    }
}

/// How many parts there are.
pub const PARTS: usize = Part::ALL.len();

impl Part {
    /// Whether letters stand on it.
    pub const fn is_paper(self) -> bool {
        matches!(self, Self::Paper | Self::Lifted)
    }

    /// Its place in a list of all of them.
    pub fn place(self) -> usize {
        let found = Self::ALL.iter().position(|part| *part == self);
        found.unwrap_or_default()
    }
}

/// The colours of accounts on dark paper: blue, green, yellow, magenta, cyan, red.
const ON_DARK: [u8; 6] = [33, 35, 136, 139, 37, 167];
/// The same on light paper.
const ON_LIGHT: [u8; 6] = [27, 29, 130, 97, 25, 160];
/// The same on black.
const ON_BLACK: [u8; 6] = [39, 35, 142, 175, 37, 203];

/// The colours of a theme that is built in, of the 256: of its parts, and of accounts; none of the one without colours.
pub const fn numbers(theme: Theme) -> Option<([u8; PARTS], [u8; 6])> {
    Some(match theme {
        Theme::Dark => ([234, 237, 252, 248, 231, 114, 221, 210, 80], ON_DARK),
        Theme::Light => ([231, 254, 16, 241, 16, 22, 94, 124, 25], ON_LIGHT),
        Theme::HighContrast => ([16, 235, 231, 252, 231, 120, 227, 217, 123], ON_BLACK),
        Theme::Deutan => ([234, 237, 252, 248, 231, 117, 228, 208, 183], ON_DARK),
        Theme::Tritan => ([234, 237, 252, 248, 231, 80, 218, 210, 195], ON_DARK),
        Theme::Plain => return None,
    })
}

/// The least contrast of letters in a theme.
pub const fn least(theme: Theme) -> f64 {
    match theme {
        Theme::HighContrast => 7.0,
        Theme::Dark | Theme::Light | Theme::Deutan | Theme::Tritan | Theme::Plain => 4.5,
    }
}

/// Letters that do not stand out from their paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Faint {
    /// The letters.
    pub part: Part,
    /// What they stand on.
    pub on: Part,
    /// Their contrast, in tenths, rounded down.
    pub found: u32,
    /// The least that it must be, in tenths.
    pub least: u32,
}

/// A theme that somebody made, every letter of which can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnTheme {
    base: Theme,
    tones: [Tone; PARTS],
}

impl OwnTheme {
    /// A theme that differs from one that is built in; the letters that cannot be read where there are any.
    pub fn on(base: Theme, said: &[(Part, Tone)]) -> Result<Self, Vec<Faint>> {
        let (numbers, _) = numbers(base).unwrap_or(([16; PARTS], ON_BLACK));
        let mut tones = numbers.map(|number| Tone::numbered(number).unwrap_or_default());
        for (part, tone) in said {
            tones[part.place()] = *tone;
        }
        let theme = Self { base, tones };
        let faint = theme.faint();
        if faint.is_empty() {
            Ok(theme)
        } else {
            Err(faint)
        }
    }

    /// The theme that it was made of, which stands in for it where sixteen colours are all there are.
    pub const fn base(&self) -> Theme {
        self.base
    }

    /// Its tones, in the order of [`Part::ALL`].
    pub const fn tones(&self) -> &[Tone; PARTS] {
        &self.tones
    }

    fn tone(&self, part: Part) -> Tone {
        self.tones[part.place()]
    }

    fn faint(&self) -> Vec<Faint> {
        let papers = || Part::ALL.into_iter().filter(|part| part.is_paper());
        let inks = Part::ALL.into_iter().filter(|part| !part.is_paper());
        let pairs = inks.flat_map(|part| papers().map(move |on| (part, on)));
        let least = tenths(least(self.base));
        let judged = pairs.map(|(part, on)| Faint {
            part,
            on,
            found: tenths(self.tone(part).contrast(self.tone(on))),
            least,
        });
        judged.filter(|faint| faint.found < least).collect()
    }

    /// Those of the 256 that come nearest to its tones and can be read as well, in the order of [`Part::ALL`].
    pub fn numbers(&self) -> [u8; PARTS] {
        let near = |tone: Tone| tone.nearest(|_| true).unwrap_or(16);
        let papers = [Part::Paper, Part::Lifted].map(|part| near(self.tone(part)));
        let seen = papers.map(|number| Tone::numbered(number).unwrap_or_default());
        let least = least(self.base);
        let can_be_read = |tone: Tone| seen.iter().all(|paper| tone.contrast(*paper) >= least);
        Part::ALL.map(|part| {
            let tone = self.tone(part);
            if part.is_paper() {
                near(tone)
            } else {
                tone.nearest(can_be_read).unwrap_or(near(tone))
            }
        })
    }

    /// The colours of accounts that can be read on its paper; those of ordinary letters where none can.
    pub fn accounts(&self) -> Option<[u8; 6]> {
        let paper = self.tone(Part::Paper);
        let least = least(self.base);
        let can_be_read = |number: &u8| {
            let tone = Tone::numbered(*number).unwrap_or_default();
            tone.contrast(paper) >= least
        };
        let sets = [ON_DARK, ON_LIGHT, ON_BLACK].into_iter();
        let mut fitting = sets.filter(|set| set.iter().all(can_be_read));
        fitting.next()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a contrast lies between 1 and 21"
)]
fn tenths(contrast: f64) -> u32 {
    (contrast * 10.0) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_said_is_as_in_the_theme_below_and_letters_that_cannot_be_read_are_named() {
        let base = OwnTheme::on(Theme::Light, &[]);
        let grey = Tone([150, 150, 150]);
        let Ok(base) = base else {
            panic!("{base:?}");
        };
        assert_eq!(base.numbers(), numbers(Theme::Light).unwrap_or_default().0);
        let faint = OwnTheme::on(Theme::Light, &[(Part::Dim, grey)]);
        let of_dim = |on, found| Faint {
            part: Part::Dim,
            on,
            found,
            least: 45,
        };
        assert_eq!(
            faint,
            Err(vec![of_dim(Part::Paper, 29), of_dim(Part::Lifted, 23)])
        );
    }

    proptest! {
        /// Whoever has 256 colours reads a theme as well as whoever has all of them.
        #[test]
        fn a_theme_that_can_be_read_can_be_read_in_256_colours(
            paper in any::<[u8; 3]>(), ink in any::<[u8; 3]>(), light in any::<bool>(),
        ) {
            let base = if light { Theme::Light } else { Theme::Dark };
            let said = Part::ALL.map(|part| (part, Tone(if part.is_paper() { paper } else { ink })));
            if let Ok(theme) = OwnTheme::on(base, &said) {
                let [paper, lifted, inks @ ..] = theme.numbers().map(|it| Tone::numbered(it).unwrap_or_default());
                for ink in inks {
                    prop_assert!(ink.contrast(paper) >= 4.5, "{ink:?} on {paper:?}");
                    prop_assert!(ink.contrast(lifted) >= 4.5, "{ink:?} on {lifted:?}");
                }
            }
        }
    }
}
