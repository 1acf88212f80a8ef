//! The three themes. Colour never carries meaning alone: every meaning also has a sign, a word or a weight.

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
    coloured: bool,
}

impl Palette {
    /// The styles of a theme.
    pub const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Dark => Self::coloured(
                [Color::Indexed(234), Color::Indexed(237)],
                [
                    Color::Indexed(252),
                    Color::Indexed(245),
                    Color::Indexed(231),
                ],
                [
                    Color::Indexed(114),
                    Color::Indexed(221),
                    Color::Indexed(210),
                    Color::Indexed(80),
                ],
            ),
            Theme::Light => Self::coloured(
                [Color::Indexed(231), Color::Indexed(254)],
                [Color::Indexed(16), Color::Indexed(241), Color::Indexed(16)],
                [
                    Color::Indexed(28),
                    Color::Indexed(130),
                    Color::Indexed(160),
                    Color::Indexed(25),
                ],
            ),
            Theme::Plain => Self::plain(),
        }
    }

    const fn coloured(grounds: [Color; 2], inks: [Color; 3], signals: [Color; 4]) -> Self {
        let [paper, lifted] = grounds;
        let [text, dim, strong] = inks;
        let [good, warning, danger, link] = signals;
        let style = Style::new();
        Self {
            text: style.fg(text),
            dim: style.fg(dim),
            strong: style.fg(strong).add_modifier(Modifier::BOLD),
            heading: style.fg(dim).add_modifier(Modifier::BOLD),
            selected: style.fg(strong).bg(lifted).add_modifier(Modifier::BOLD),
            marked: style.fg(link),
            focus: style.fg(paper).bg(strong).add_modifier(Modifier::BOLD),
            matched: style.fg(warning).add_modifier(Modifier::UNDERLINED),
            key: style.fg(link).add_modifier(Modifier::BOLD),
            good: style.fg(good),
            warning: style.fg(warning),
            danger: style.fg(danger).add_modifier(Modifier::BOLD),
            link: style.fg(link),
            rule: style.fg(dim),
            bar: style.fg(link),
            ground: style.fg(text).bg(paper),
            coloured: true,
        }
    }

    /// A style as it looks where the focus is: letters and ground change places, without asking the terminal to do it.
    pub fn focused(&self, base: Style) -> Style {
        match base.fg.filter(|_| self.coloured) {
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
            coloured: false,
        }
    }

    /// The style of the account's name, in tones that read on both grounds.
    pub const fn account(&self, colour: AccountColour) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        if !self.coloured {
            return style;
        }
        style.fg(match colour {
            AccountColour::Blue => Color::Indexed(33),
            AccountColour::Green => Color::Indexed(29),
            AccountColour::Yellow => Color::Indexed(136),
            AccountColour::Magenta => Color::Indexed(133),
            AccountColour::Cyan => Color::Indexed(31),
            AccountColour::Red => Color::Indexed(167),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_coloured_theme_brings_its_own_paper_and_ink() {
        for theme in [Theme::Dark, Theme::Light] {
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
}
