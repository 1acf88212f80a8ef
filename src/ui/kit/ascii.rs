//! Lines, blocks and marks of the console in ASCII, for fonts and terminals that have no others. What can stand in a name or an
//! identifier, such as the dot of Catalan, is left as it is: two that differ must not look the same.

use ratatui::buffer::Buffer;

/// What stands in the place of a line or a sign; none for text.
const fn in_ascii(sign: char) -> Option<&'static str> {
    Some(match sign {
        '─' | '━' => "-",
        '│' | '┃' | '┊' => "|",
        '▍' | '▎' | '▏' => ":",
        '↑' | '⇡' => "^",
        '←' | '⌫' => "<",
        '↵' => "=",
        '⟳' => "@",
        '‖' => "%",
        '◌' => "?",
        '⚑' => "&",
        'ⓘ' => "i",
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '✎' => "+",
        '█' | '▇' | '▆' | '▅' | '▉' | '▊' | '▋' => "#",
        '▄' | '▃' | '▂' | '▁' => "_",
        '▓' | '▒' | '░' => ".",
        '▌' | '▸' | '→' => ">",
        '▾' | '▼' | '↓' => "v",
        '▲' => "!",
        '●' | '◆' => "*",
        '○' => "o",
        '✓' => "x",
        _ => return None,
    })
}

/// The sign of a way up, or of an order that rises: in ASCII not that of a warning.
pub fn up(is_ascii: bool) -> &'static str {
    if is_ascii { "^" } else { "▲" }
}

/// The name of a key in a hint: in ASCII that of Enter is a word.
pub fn key(key: String, is_ascii: bool) -> String {
    if is_ascii {
        key.replace('↵', "Enter")
    } else {
        key
    }
}

/// Draws the lines and signs of a picture in ASCII.
pub fn lines(picture: &mut Buffer) {
    for cell in &mut picture.content {
        let mut letters = cell.symbol().chars();
        if let (Some(sign), None) = (letters.next(), letters.next())
            && let Some(plain) = in_ascii(sign)
        {
            cell.set_symbol(plain);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_signs_become_ascii_and_text_stays() {
        let mut picture = Buffer::with_lines([
            "┌─┐ ▲ Chloé ✓",
            "│…│ ● 王 ░█",
            "└─┘ ▸ › ▌ ○ ",
            "Gal·la – E•1",
            "↑↓ ⚑ ⟳ ‖ ◌ ▋",
        ]);
        lines(&mut picture);
        let plain = Buffer::with_lines([
            "+-+ ! Chloé x",
            "|…| * 王 .#",
            "+-+ > › > o ",
            "Gal·la – E•1",
            "^v & @ % ? #",
        ]);
        assert_eq!(picture, plain);
    }
}
