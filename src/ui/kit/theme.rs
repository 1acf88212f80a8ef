//! The themes. Colour never carries meaning alone: every meaning also has a sign, a word or a weight.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::look::{Colours, OwnTheme, PARTS, Tone, numbers};
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
    accounts: Option<[Color; 6]>,
    /// Whether what has the focus takes its colour from what it is; of sixteen colours not every one can be ground.
    is_vivid: bool,
}

impl Palette {
    /// The styles of a theme where so many colours are shown.
    pub fn of(theme: Theme, colours: Colours) -> Self {
        let (Some((numbers, accounts)), false) = (numbers(theme), colours == Colours::None) else {
            return Self::plain();
        };
        if colours.is_base() {
            return base(theme, colours);
        }
        Self::coloured(
            numbers.map(Color::Indexed),
            accounts.map(Color::Indexed),
            true,
        )
    }

    /// The styles of a theme that somebody made.
    pub fn own(theme: &OwnTheme, colours: Colours) -> Self {
        let parts = match colours {
            Colours::None | Colours::Eight | Colours::Sixteen => {
                return Self::of(theme.base(), colours);
            }
            Colours::Many => theme.numbers().map(Color::Indexed),
            Colours::All => {
                let tones = theme.tones();
                tones.map(|Tone([red, green, blue])| Color::Rgb(red, green, blue))
            }
        };
        let [_, _, text, ..] = parts;
        let accounts = theme.accounts().map(|set| set.map(Color::Indexed));
        Self::coloured(parts, accounts.unwrap_or([text; 6]), true)
    }

    /// A theme by the colours of its parts and of accounts.
    fn coloured(parts: [Color; PARTS], accounts: [Color; 6], is_vivid: bool) -> Self {
        let [
            paper,
            lifted,
            text,
            dim,
            strong,
            good,
            warning,
            danger,
            link,
        ] = parts;
        let style = Style::new();
        let in_colour = |colour: Color| style.fg(colour);
        let bold = |colour: Color| style.fg(colour).add_modifier(Modifier::BOLD);
        Self {
            text: in_colour(text),
            dim: in_colour(dim),
            strong: bold(strong),
            heading: bold(dim),
            selected: bold(strong).bg(lifted),
            marked: in_colour(link),
            focus: bold(paper).bg(strong),
            matched: in_colour(warning).add_modifier(Modifier::UNDERLINED),
            key: bold(link),
            good: in_colour(good),
            warning: in_colour(warning),
            danger: bold(danger),
            link: in_colour(link),
            rule: in_colour(dim),
            bar: in_colour(link),
            ground: in_colour(text).bg(paper),
            accounts: Some(accounts),
            is_vivid,
        }
    }

    /// A style as it looks where the focus is: letters and ground change places, without asking the terminal to do it.
    pub fn focused(&self, base: Style) -> Style {
        match base.fg.filter(|_| self.is_vivid) {
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
            is_vivid: false,
        }
    }

    /// The style of the account's name, in a tone that reads on the theme's ground.
    pub const fn account(&self, colour: AccountColour) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        let Some([blue, green, yellow, magenta, cyan, red]) = self.accounts else {
            return style;
        };
        style.fg(match colour {
            AccountColour::Blue => blue,
            AccountColour::Green => green,
            AccountColour::Yellow => yellow,
            AccountColour::Magenta => magenta,
            AccountColour::Cyan => cyan,
            AccountColour::Red => red,
        })
    }
}

/// A theme in the sixteen colours, on whose tones terminals do not agree: black paper and its brightest letters can be read on all
/// of them, white paper on those that have it. The row under the cursor is underlined, as no second paper suits every letter.
fn base(theme: Theme, colours: Colours) -> Palette {
    let on_black = |[good, warning, danger, link]: [u8; 4], accounts: [u8; 6]| {
        let parts = [0, 0, 15, 7, 15, good, warning, danger, link];
        (parts, accounts, [0, 7])
    };
    let usual = [14, 10, 11, 13, 6, 9];
    let (parts, accounts, focus) = match (theme, colours) {
        (Theme::Light, Colours::Sixteen) => {
            ([15, 15, 0, 0, 0, 4, 5, 1, 4], [4, 0, 0, 5, 4, 1], [15, 0])
        }
        // Red and magenta do not stand out so far.
        (Theme::HighContrast, _) => on_black([10, 15, 11, 14], [14, 10, 11, 15, 14, 15]),
        (Theme::Deutan, _) => on_black([14, 11, 13, 15], usual),
        (Theme::Tritan, _) => on_black([14, 15, 9, 10], usual),
        (Theme::Dark | Theme::Light | Theme::Plain, _) => on_black([10, 11, 9, 14], usual),
    };
    let palette = Palette::coloured(
        parts.map(Color::Indexed),
        accounts.map(Color::Indexed),
        false,
    );
    let [letters, ground] = focus.map(Color::Indexed);
    Palette {
        selected: palette.selected.add_modifier(Modifier::UNDERLINED),
        // Bold letters become grey on the console of Linux.
        focus: Style::new().fg(letters).bg(ground),
        ..palette
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::look::{Part, least};

    #[test]
    fn every_coloured_theme_brings_its_own_paper_and_ink() {
        for theme in coloured() {
            for colours in [Colours::Eight, Colours::Sixteen, Colours::Many] {
                let ground = Palette::of(theme, colours).ground;
                assert!(ground.fg.is_some() && ground.bg.is_some() && ground.fg != ground.bg);
            }
        }
    }

    #[test]
    fn the_plain_theme_has_no_colour_at_all_nor_has_any_where_none_are_shown() {
        let own = OwnTheme::on(Theme::Light, &[]).map(|own| Palette::own(&own, Colours::None));
        for plain in [
            Palette::of(Theme::Plain, Colours::All),
            Palette::of(Theme::Light, Colours::None),
            own.unwrap_or_else(|faint| panic!("{faint:?}")),
        ] {
            let styles = inks(&plain).into_iter().chain([
                plain.selected,
                plain.focus,
                plain.rule,
                plain.ground,
                plain.account(AccountColour::Red),
            ]);
            for style in styles {
                assert_eq!((style.fg, style.bg), (None, None));
            }
        }
    }

    fn coloured() -> impl Iterator<Item = Theme> {
        Theme::ALL
            .into_iter()
            .filter(|theme| *theme != Theme::Plain)
    }

    /// Everything that is written.
    fn inks(palette: &Palette) -> [Style; 12] {
        [
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
        ]
    }

    /// What terminals make of the sixteen: the VGA of the Linux console and of BIOS screens, xterm, `PuTTY`.
    const TERMINALS: [(&str, [u32; 16]); 3] = [
        (
            "vga",
            [
                0x00_0000, 0xAA_0000, 0x00_AA00, 0xAA_5500, 0x00_00AA, 0xAA_00AA, 0x00_AAAA,
                0xAA_AAAA, 0x55_5555, 0xFF_5555, 0x55_FF55, 0xFF_FF55, 0x55_55FF, 0xFF_55FF,
                0x55_FFFF, 0xFF_FFFF,
            ],
        ),
        (
            "xterm",
            [
                0x00_0000, 0xCD_0000, 0x00_CD00, 0xCD_CD00, 0x00_00EE, 0xCD_00CD, 0x00_CDCD,
                0xE5_E5E5, 0x7F_7F7F, 0xFF_0000, 0x00_FF00, 0xFF_FF00, 0x5C_5CFF, 0xFF_00FF,
                0x00_FFFF, 0xFF_FFFF,
            ],
        ),
        (
            "putty",
            [
                0x00_0000, 0xBB_0000, 0x00_BB00, 0xBB_BB00, 0x00_00BB, 0xBB_00BB, 0x00_BBBB,
                0xBB_BBBB, 0x55_5555, 0xFF_5555, 0x55_FF55, 0xFF_FF55, 0x55_55FF, 0xFF_55FF,
                0x55_FFFF, 0xFF_FFFF,
            ],
        ),
    ];

    /// The tone of a colour, on a terminal where it is one of the sixteen.
    fn tone(colour: Option<Color>, sixteen: Option<&[u32; 16]>) -> Tone {
        let of_sixteen = |number: u8| {
            let [_, parts @ ..] = sixteen?.get(usize::from(number))?.to_be_bytes();
            Some(Tone(parts))
        };
        match colour {
            Some(Color::Rgb(red, green, blue)) => Some(Tone([red, green, blue])),
            Some(Color::Indexed(number)) => Tone::numbered(number).or(of_sixteen(number)),
            _ => None,
        }
        .unwrap_or_else(|| panic!("{colour:?} is not one on which terminals agree"))
    }

    /// Everything that is written can be read on everything on which it is written.
    fn can_be_read(palette: &Palette, least: f64, sixteen: Option<&[u32; 16]>, told: &str) {
        let contrast =
            |ink: Style, paper: Style| tone(ink.fg, sixteen).contrast(tone(paper.bg, sixteen));
        for (nth, ink) in inks(palette).into_iter().enumerate() {
            for paper in [palette.ground, palette.selected] {
                let found = contrast(ink, paper);
                assert!(found >= least, "{told}: ink {nth} on {paper:?}: {found:.2}");
            }
            let focused = palette.focused(ink);
            let found = contrast(focused, focused);
            assert!(found >= least, "{told}: focus on ink {nth}: {found:.2}");
        }
        for colour in AccountColour::ALL {
            let found = contrast(palette.account(colour), palette.ground);
            assert!(found >= least, "{told}: {colour:?}: {found:.2}");
        }
        for style in [palette.selected, palette.focus] {
            assert!(contrast(style, style) >= least, "{told}: {style:?}");
        }
    }

    #[test]
    fn every_text_stands_out_from_its_paper() {
        for theme in coloured() {
            let palette = Palette::of(theme, Colours::Many);
            can_be_read(&palette, least(theme), None, theme.code());
        }
    }

    #[test]
    fn every_text_stands_out_from_its_paper_in_sixteen_colours_whatever_a_terminal_makes_of_them() {
        for theme in coloured() {
            for (terminal, sixteen) in &TERMINALS {
                let told = format!("{} on {terminal}", theme.code());
                let palette = Palette::of(theme, Colours::Sixteen);
                can_be_read(&palette, least(theme), Some(sixteen), &told);
                let palette = Palette::of(theme, Colours::Eight);
                can_be_read(&palette, least(theme), Some(sixteen), &told);
            }
        }
    }

    #[test]
    fn where_eight_colours_can_be_ground_none_of_the_others_is() {
        for theme in coloured() {
            let palette = Palette::of(theme, Colours::Eight);
            let focused = inks(&palette).map(|ink| palette.focused(ink));
            for style in focused
                .into_iter()
                .chain([palette.ground, palette.selected])
            {
                assert!(matches!(style.bg, Some(Color::Indexed(0..8))), "{style:?}");
            }
        }
    }

    #[test]
    fn a_theme_that_somebody_made_is_shown_as_it_is_said_and_in_its_nearest_of_256() {
        let paper = Tone([0x1E, 0x1E, 0x2E]);
        let own = OwnTheme::on(Theme::Dark, &[(Part::Paper, paper)]);
        let own = own.unwrap_or_else(|faint| panic!("{faint:?}"));
        let shown = Palette::own(&own, Colours::All);
        assert_eq!(shown.ground.bg, Some(Color::Rgb(0x1E, 0x1E, 0x2E)));
        can_be_read(&shown, 4.5, None, "all");
        can_be_read(&Palette::own(&own, Colours::Many), 4.5, None, "many");
        let below = Palette::of(Theme::Dark, Colours::Sixteen);
        assert_eq!(Palette::own(&own, Colours::Sixteen), below);
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
    fn apart(eyes: &[[f64; 3]; 3], one: Tone, two: Tone) -> f64 {
        let lab = |colour: Tone| {
            let light = colour.linear();
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
        let every = TERMINALS.map(|(_, sixteen)| (Colours::Eight, Some(sixteen)));
        for (colours, sixteen) in every.into_iter().chain([(Colours::Many, None)]) {
            for (theme, eyes) in [(Theme::Deutan, &DEUTAN), (Theme::Tritan, &TRITAN)] {
                let palette = Palette::of(theme, colours);
                let signals = [palette.good, palette.warning, palette.danger];
                let signals = signals.map(|signal| tone(signal.fg, sixteen.as_ref()));
                for (one, two) in [(0, 1), (0, 2), (1, 2)] {
                    let found = apart(eyes, signals[one], signals[two]);
                    assert!(
                        found > 25.0,
                        "{theme:?} {colours:?} {one} {two}: {found:.1}"
                    );
                }
            }
        }
        // What the usual theme's green and red are to them.
        let usual = Palette::of(Theme::Dark, Colours::Many);
        let [good, danger] = [usual.good, usual.danger].map(|style| tone(style.fg, None));
        assert!(apart(&DEUTAN, good, danger) < 10.0);
    }
}
