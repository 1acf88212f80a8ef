//! The themes. Colour never carries meaning alone: every meaning also has a sign, a word or a weight.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::settings::{AccountColour, Theme};

/// The styles of a theme, by what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Ordinary text.
    pub text: Style,
    /// What matters less.
    pub dim: Style,
    /// What matters more.
    pub strong: Style,
    /// Headings of tables and sections.
    pub heading: Style,
    /// The row or entry under the cursor.
    pub selected: Style,
    /// A marked row.
    pub marked: Style,
    /// The button or field that has the focus.
    pub focus: Style,
    /// Letters that match the search.
    pub matched: Style,
    /// Keys in hints.
    pub key: Style,
    /// It went well.
    pub good: Style,
    /// Something to know.
    pub warning: Style,
    /// It went wrong, or destroys.
    pub danger: Style,
    /// Where a link or a way leads.
    pub link: Style,
    /// Rules between parts.
    pub rule: Style,
    /// Bars and charts.
    pub bar: Style,
    /// What lies under everything: the theme's own paper and ink, so that it reads the same on every terminal.
    pub ground: Style,
    /// The colours of accounts, in the order of [`AccountColour::ALL`]; none without colours.
    accounts: Option<[u8; 6]>,
}

impl Palette {
    /// The styles of a theme.
    pub const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Dark => {
                Self::coloured([234, 237], [252, 248, 231], [114, 221, 210, 80], ON_DARK)
            }
            Theme::Light => Self::coloured([231, 254], [16, 241, 16], [22, 94, 124, 25], ON_LIGHT),
            Theme::HighContrast => {
                Self::coloured([16, 235], [231, 252, 231], [120, 227, 217, 123], ON_BLACK)
            }
            Theme::Deutan => {
                Self::coloured([234, 237], [252, 248, 231], [117, 228, 208, 183], ON_DARK)
            }
            Theme::Tritan => {
                Self::coloured([234, 237], [252, 248, 231], [80, 218, 210, 195], ON_DARK)
            }
            Theme::Plain => Self::plain(),
        }
    }

    /// A theme by the numbers of its colours: paper and lifted paper; text, dim and strong; good, warning, danger and link;
    /// the colours of accounts.
    const fn coloured(
        grounds: [u8; 2],
        inks: [u8; 3],
        signals: [u8; 4],
        accounts: [u8; 6],
    ) -> Self {
        let [paper, lifted] = [Color::Indexed(grounds[0]), Color::Indexed(grounds[1])];
        let [text, dim, strong] = inks;
        let [good, warning, danger, link] = signals;
        let style = Style::new();
        Self {
            text: ink(text),
            dim: ink(dim),
            strong: ink(strong).add_modifier(Modifier::BOLD),
            heading: ink(dim).add_modifier(Modifier::BOLD),
            selected: ink(strong).bg(lifted).add_modifier(Modifier::BOLD),
            marked: ink(link),
            focus: style
                .fg(paper)
                .bg(Color::Indexed(strong))
                .add_modifier(Modifier::BOLD),
            matched: ink(warning).add_modifier(Modifier::UNDERLINED),
            key: ink(link).add_modifier(Modifier::BOLD),
            good: ink(good),
            warning: ink(warning),
            danger: ink(danger).add_modifier(Modifier::BOLD),
            link: ink(link),
            rule: ink(dim),
            bar: ink(link),
            ground: ink(text).bg(paper),
            accounts: Some(accounts),
        }
    }

    /// A style as it looks where the focus is: letters and ground change places, without asking the terminal to do it.
    pub fn focused(&self, base: Style) -> Style {
        match base.fg.filter(|_| self.accounts.is_some()) {
            Some(ink) => self.focus.bg(ink),
            None => base.patch(self.focus),
        }
    }

    const fn plain() -> Self {
        let style = Style::new();
        let bold = style.add_modifier(Modifier::BOLD);
        Self {
            text: style,
            dim: style.add_modifier(Modifier::DIM),
            strong: bold,
            heading: bold,
            selected: style.add_modifier(Modifier::REVERSED),
            marked: bold,
            focus: style.add_modifier(Modifier::REVERSED),
            matched: style.add_modifier(Modifier::UNDERLINED),
            key: bold,
            good: style,
            warning: bold,
            danger: bold,
            link: style.add_modifier(Modifier::UNDERLINED),
            rule: style.add_modifier(Modifier::DIM),
            bar: style,
            ground: style,
            accounts: None,
        }
    }

    /// The style of the account's name, in a tone that reads on the theme's ground.
    pub const fn account(&self, colour: AccountColour) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        let Some([blue, green, yellow, magenta, cyan, red]) = self.accounts else {
            return style;
        };
        style.fg(Color::Indexed(match colour {
            AccountColour::Blue => blue,
            AccountColour::Green => green,
            AccountColour::Yellow => yellow,
            AccountColour::Magenta => magenta,
            AccountColour::Cyan => cyan,
            AccountColour::Red => red,
        }))
    }
}

/// The colours of accounts on dark paper: blue, green, yellow, magenta, cyan, red.
const ON_DARK: [u8; 6] = [33, 35, 136, 139, 37, 167];
/// The same on light paper.
const ON_LIGHT: [u8; 6] = [27, 29, 130, 97, 25, 160];
/// The same on black.
const ON_BLACK: [u8; 6] = [39, 35, 142, 175, 37, 203];

/// Letters of a colour.
const fn ink(number: u8) -> Style {
    Style::new().fg(Color::Indexed(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_coloured_theme_brings_its_own_paper_and_ink() {
        for theme in coloured() {
            let ground = Palette::of(theme).ground;
            assert!(ground.fg.is_some() && ground.bg.is_some() && ground.fg != ground.bg);
        }
    }

    #[test]
    fn the_plain_theme_has_no_colour_at_all() {
        let plain = Palette::of(Theme::Plain);
        for style in [
            plain.text,
            plain.dim,
            plain.strong,
            plain.heading,
            plain.selected,
            plain.marked,
            plain.focus,
            plain.matched,
            plain.key,
            plain.good,
            plain.warning,
            plain.danger,
            plain.link,
            plain.rule,
            plain.bar,
            plain.ground,
            plain.account(AccountColour::Red),
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    fn coloured() -> impl Iterator<Item = Theme> {
        Theme::ALL
            .into_iter()
            .filter(|theme| *theme != Theme::Plain)
    }

    /// Red, green and blue of a colour of the 256, as terminals agree on them, each made linear.
    fn light_of(colour: Option<Color>) -> [f64; 3] {
        let Some(Color::Indexed(number)) = colour else {
            panic!("{colour:?} is not one of the 256");
        };
        let parts = match number {
            0..16 => panic!("terminals do not agree on {number}"),
            232.. => [8 + 10 * (number - 232); 3],
            cube => [(cube - 16) / 36, (cube - 16) / 6 % 6, (cube - 16) % 6]
                .map(|step| [0, 95, 135, 175, 215, 255][usize::from(step)]),
        };
        parts.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// The contrast of two colours, as WCAG 2 computes it.
    fn contrast(ink: Option<Color>, paper: Option<Color>) -> f64 {
        let luminance = |colour| {
            let [red, green, blue] = light_of(colour);
            0.212_6 * red + 0.715_2 * green + 0.072_2 * blue
        };
        let (one, two) = (luminance(ink), luminance(paper));
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    #[test]
    fn every_text_stands_out_from_its_paper() {
        for theme in coloured() {
            let palette = Palette::of(theme);
            let least = if theme == Theme::HighContrast {
                7.0
            } else {
                4.5
            };
            let papers = [palette.ground.bg, palette.selected.bg];
            let inks = [
                palette.text,
                palette.dim,
                palette.strong,
                palette.heading,
                palette.marked,
                palette.matched,
                palette.key,
                palette.good,
                palette.warning,
                palette.danger,
                palette.link,
                palette.bar,
            ];
            for (nth, ink) in inks.iter().enumerate() {
                for paper in papers {
                    let found = contrast(ink.fg, paper);
                    assert!(
                        found >= least,
                        "{theme:?} ink {nth} on {paper:?}: {found:.2}"
                    );
                }
            }
            for colour in AccountColour::ALL {
                let found = contrast(palette.account(colour).fg, palette.ground.bg);
                assert!(found >= least, "{theme:?} {colour:?}: {found:.2}");
            }
            assert!(
                contrast(palette.focus.fg, palette.focus.bg) >= least,
                "{theme:?}"
            );
        }
    }

    /// How eyes that lack a cone see (Machado, Oliveira and Fernandes 2009, at its strongest).
    const DEUTAN: [[f64; 3]; 3] = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    const TRITAN: [[f64; 3]; 3] = [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ];

    /// How far apart two colours are to such eyes: the distance in CIE L*a*b*.
    fn apart(eyes: &[[f64; 3]; 3], one: Option<Color>, two: Option<Color>) -> f64 {
        let lab = |colour| {
            let light = light_of(colour);
            let seen = eyes.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>());
            let [red, green, blue] = seen;
            let x = (0.412_4 * red + 0.357_6 * green + 0.180_5 * blue) / 0.950_47;
            let y = 0.212_6 * red + 0.715_2 * green + 0.072_2 * blue;
            let z = (0.019_3 * red + 0.119_2 * green + 0.950_5 * blue) / 1.088_83;
            let root = |part: f64| {
                if part > 0.008_856 {
                    part.cbrt()
                } else {
                    7.787 * part + 16.0 / 116.0
                }
            };
            let [x, y, z] = [x, y, z].map(root);
            [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
        };
        let squares = lab(one)
            .into_iter()
            .zip(lab(two))
            .map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    }

    #[test]
    fn good_warning_and_danger_are_apart_to_the_eyes_that_a_theme_is_for() {
        for (theme, eyes) in [(Theme::Deutan, &DEUTAN), (Theme::Tritan, &TRITAN)] {
            let palette = Palette::of(theme);
            let signals = [palette.good.fg, palette.warning.fg, palette.danger.fg];
            for (one, two) in [(0, 1), (0, 2), (1, 2)] {
                let found = apart(eyes, signals[one], signals[two]);
                assert!(found > 25.0, "{theme:?} {one} {two}: {found:.1}");
            }
        }
        // What the usual theme's green and red are to them.
        let usual = Palette::of(Theme::Dark);
        assert!(apart(&DEUTAN, usual.good.fg, usual.danger.fg) < 10.0);
    }
}
