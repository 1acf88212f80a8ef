//! Characters that cannot be seen, or that turn around how others are shown, in what people write: names, titles, groups, notes.
//!
//! Each has a use somewhere: joiners in emoji and in Persian and Indic names, marks of direction beside Hebrew and Arabic
//! letters, selectors after the sign that they choose a form of. Where it has none, a text reads as another one than it is, and
//! the text is refused. Identifiers are stricter: in those no such character stands at all
//! ([`is_invisible`]).

use super::identifier::is_invisible;

/// Whether nothing in a text is hidden and nothing breaks its line, because it is plain: most texts are. Nothing below a
/// soft hyphen is hidden but control characters.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
}

/// The first character of a text that cannot be seen and has no use where it stands.
pub fn hidden(text: &str) -> Option<char> {
    if is_plain(text) {
        return None;
    }
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_unseen(c) && !has_use(c, before, chars.peek().copied(), text) {
            return Some(c);
        }
        before = Some(c);
    }
    None
}

/// The first character for which a text does not fit on one line, where names, titles and groups stand: one that is hidden, a
/// line end, a tab. Spaces around the text do not count.
pub fn unfit_in_line(text: &str) -> Option<char> {
    let text = text.trim();
    hidden(text).or_else(|| text.chars().find(|c| breaks_line(*c)))
}

/// Whether a character takes what follows to another place than beside it.
pub fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A name as a header gives it, where a spreadsheet breaks long headers into lines.
pub fn on_one_line(name: &str) -> String {
    if !name.contains(breaks_line) {
        return name.trim().to_owned();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ")
}

/// Whether a character cannot be seen; line ends and tabs are.
fn is_unseen(c: char) -> bool {
    let is_space = matches!(c, '\n' | '\r' | '\t');
    let is_selector = matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}');
    let is_line_end = matches!(c, '\u{2028}' | '\u{2029}');
    (is_invisible(c) || is_selector || is_line_end) && !is_space
}

fn has_use(c: char, before: Option<char>, after: Option<char>, text: &str) -> bool {
    let follows = |fits: fn(char) -> bool| before.is_some_and(fits);
    match c {
        // Joiners, between letters that join and between the parts of an emoji.
        '\u{200C}' | '\u{200D}' => follows(joins) && after.is_some_and(joins),
        // Marks of direction, which change nothing but where there are letters of both directions.
        '\u{200E}' | '\u{200F}' | '\u{061C}' => text.chars().any(is_right_to_left),
        '\u{FE00}'..='\u{FE0F}' => follows(has_forms),
        '\u{E0100}'..='\u{E01EF}' => follows(is_ideograph),
        '\u{180B}'..='\u{180F}' => {
            follows(|c| matches!(c, '\u{1800}'..='\u{180A}' | '\u{1820}'..='\u{18AA}'))
        }
        // The letters of a region after a flag.
        '\u{E0020}'..='\u{E007F}' => {
            follows(|c| c == '\u{1F3F4}' || matches!(c, '\u{E0020}'..='\u{E007E}'))
        }
        _ => false,
    }
}

/// Letters of scripts in which letters join, and the signs that emoji are made of.
fn joins(c: char) -> bool {
    let is_script = matches!(c,
        '\u{0620}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1700}'..='\u{17FF}' | '\u{1820}'..='\u{18AA}'
        | '\u{1900}'..='\u{1CFF}' | '\u{A800}'..='\u{AAFF}' | '\u{ABC0}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{10A00}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}');
    let is_emoji = matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}');
    is_emoji || is_script && !is_invisible(c)
}

/// Signs of which there is a form as text and one as a picture, or several forms of a letter.
fn has_forms(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9' | '\u{A9}' | '\u{AE}' | '\u{1000}'..='\u{1FFF}' | '\u{A840}'..='\u{A877}'
        | '\u{203C}'..='\u{303D}' | '\u{1F000}'..='\u{1FAFF}' | '\u{10AC0}'..='\u{11FFF}')
        || is_ideograph(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3297}' | '\u{3299}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

/// Letters that are written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{061B}' | '\u{061D}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_has_a_use_in_a_name_is_left_alone() {
        for text in [
            "Siti Aminah",
            "Jürgen Groß",
            "Nguyễn",
            "Engineer\nGrade 4\tA",
            "علی\u{200c}رضا",
            "ක්\u{200d}රිෂාන්",
            "അവന്\u{200d}റെ",
            "\u{5d3}\u{5df} (Acme\u{200f}) \u{200e}12",
            "👩\u{200d}⚕\u{fe0f} Nurse",
            "❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "1\u{fe0f}\u{20e3} Team",
            "葛\u{e0100}城",
            "O’Neil – R&D",
            "",
        ] {
            assert_eq!(hidden(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_reads_as_another_text_than_it_is_is_found() {
        for (text, found) in [
            ("Siti\u{202e}hanimA", '\u{202e}'),
            ("\u{2066}Ana\u{2069}", '\u{2066}'),
            ("An\u{200b}a", '\u{200b}'),
            ("An\u{200d}a", '\u{200d}'),
            ("Ana\u{200c}", '\u{200c}'),
            ("علی\u{200c}", '\u{200c}'),
            ("علی\u{202e}رضا", '\u{202e}'),
            ("Ana\u{200f}", '\u{200f}'),
            ("Ana\u{fe0f}", '\u{fe0f}'),
            ("A\u{ad}na", '\u{ad}'),
            ("\u{feff}Ana", '\u{feff}'),
            ("A\u{3164}na", '\u{3164}'),
            ("A\u{e0041}na", '\u{e0041}'),
            ("A\u{7}na", '\u{7}'),
            ("A\u{2028}na", '\u{2028}'),
        ] {
            assert_eq!(hidden(text), Some(found), "{text:?}");
        }
    }

    #[test]
    fn a_name_stands_on_one_line() {
        for (text, found) in [
            ("Tono\nBaru", Some('\n')),
            ("Tono\r\nBaru", Some('\r')),
            ("Tono\tBaru", Some('\t')),
            ("Tono\u{85}Baru", Some('\u{85}')),
            ("Tono\u{2028}Baru", Some('\u{2028}')),
            ("An\u{200b}a", Some('\u{200b}')),
            (" Tono Baru\n", None),
            ("", None),
        ] {
            assert_eq!(unfit_in_line(text), found, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_text_that_is_taken_never_turns_around_what_is_shown(text in any::<String>()) {
            if hidden(&text).is_none() {
                let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}');
                prop_assert!(!text.contains(turns));
            }
        }

        #[test]
        fn plain_letters_are_never_hidden(text in "[ -~à-ÿ]{0,40}") {
            prop_assert_eq!(hidden(&text), None);
        }
    }
}
