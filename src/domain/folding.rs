//! How names are compared when people look for somebody: one rule for search, order, emphasis and the palette.
//!
//! Capitals, accents and the kinds of apostrophe and hyphen make no difference; letters that are a letter and a stroke,
//! or two letters in one, are what people type who do not have them. Identifiers are matched elsewhere, strictly: what
//! is folded here only finds and orders, and never decides whom an act meets.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text as it is compared.
pub fn fold(text: &str) -> Cow<'_, str> {
    let is_folded = |byte: u8| matches!(byte, b' '..=b'@' | b'['..=b'_' | b'a'..=b'~');
    if text.bytes().all(is_folded) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    Cow::Owned(folded)
}

/// A name as people write it who have no umlauts: *Jürgen* as *Juergen*; none where it has none. It is found by both.
pub fn in_two_letters(name: &str) -> Option<String> {
    let spelt = |letter| {
        Some(match letter {
            'ä' => "ae",
            'Ä' => "Ae",
            'ö' | 'ø' => "oe",
            'Ö' | 'Ø' => "Oe",
            'ü' => "ue",
            'Ü' => "Ue",
            'å' => "aa",
            'Å' => "Aa",
            _ => return None,
        })
    };
    if name.is_ascii() {
        return None;
    }
    // A letter and an accent that stand apart are one.
    let name: String = name.nfc().collect();
    if !name.chars().any(|letter| spelt(letter).is_some()) {
        return None;
    }
    let mut written = String::with_capacity(name.len());
    for letter in name.chars() {
        match spelt(letter) {
            Some(two) => written.push_str(two),
            None => written.push(letter),
        }
    }
    Some(written)
}

/// The words of what somebody typed to look for, folded. Whoever puts the surname first may set it off by a comma.
pub fn words(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let words = folded.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Appends a text as it is compared.
pub fn fold_into(out: &mut String, text: &str) {
    if text.is_ascii() {
        out.extend(text.bytes().map(|byte| char::from(plain(byte))));
        return;
    }
    let from = out.len();
    for letter in text.chars() {
        fold_letter(letter, &mut |folded| out.push(folded));
    }
    // What is written in several signs, as Korean and Japanese may be, is one again.
    let folded = &out[from..];
    if is_nfc_quick(folded.chars()) != IsNormalized::Yes {
        let composed: String = folded.nfc().collect();
        out.truncate(from);
        out.push_str(&composed);
    }
}

/// Gives what a letter is compared as: mostly one letter, for an accent by itself none, for some two.
pub fn fold_letter(letter: char, give: &mut impl FnMut(char)) {
    if let Ok(byte) = u8::try_from(letter)
        && byte.is_ascii()
    {
        give(plain(byte).into());
        return;
    }
    // An accent that stands by itself would be taken apart into a space and an accent.
    if let Some(letters) = spelled(letter) {
        letters.chars().for_each(give);
        return;
    }
    for part in std::iter::once(letter).nfkd() {
        if is_dropped(part) {
            continue;
        }
        for lower in part.to_lowercase() {
            if is_dropped(lower) {
                continue;
            }
            match spelled(lower) {
                Some(letters) => letters.chars().for_each(&mut *give),
                None if lower.is_control() => give(' '),
                // What comes apart into an ASCII sign is compared as that one is.
                None => give(u8::try_from(lower).map_or(lower, |byte| plain(byte).into())),
            }
        }
    }
}

const fn plain(byte: u8) -> u8 {
    match byte {
        0..b' ' | 0x7F => b' ',
        b'`' => b'\'',
        _ => byte.to_ascii_lowercase(),
    }
}

/// Whether a sign says nothing in a comparison: accents, the points of Hebrew and the vowel signs of Arabic, and what
/// has no width. The vowels of Indian scripts are letters, and so are the voice marks of Japanese.
fn is_dropped(sign: char) -> bool {
    let is_accent = matches!(
        sign,
        '\u{300}'..='\u{36F}'
            | '\u{591}'..='\u{5C7}'
            | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{6D6}'..='\u{6ED}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}'
    );
    let has_no_width = matches!(
        sign,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    );
    is_accent && is_combining_mark(sign) || has_no_width
}

/// What people type for a letter that no decomposition takes apart, given in small letters.
const fn spelled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' | 'ƚ' => "l",
        'ø' => "o",
        'đ' | 'ð' | 'ɗ' | 'ɖ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ƀ' | 'ɓ' => "b",
        'ƙ' => "k",
        'ƴ' => "y",
        'ŋ' => "ng",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ə' => "e",
        'ς' => "σ",
        // Apostrophes, however the keyboard or the word processor wrote them.
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{2BB}' | '\u{2BC}' | '\u{2BD}'
        | '\u{2B9}' | '\u{B4}' | '\u{55A}' | '\u{A78C}' => "'",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_with_umlauts_is_written_in_two_letters_too() {
        for (name, other) in [
            ("Jürgen", Some("Juergen")),
            ("Ju\u{308}rgen", Some("Juergen")),
            ("Øystein Åse", Some("Oeystein Aase")),
            ("Käthe Köhler", Some("Kaethe Koehler")),
            ("José", None),
            ("Juergen", None),
        ] {
            assert_eq!(in_two_letters(name).as_deref(), other, "{name}");
        }
    }

    #[test]
    fn every_letter_that_was_folded_stays_as_it_is() {
        for letter in ('\0'..=char::MAX).map(String::from) {
            let once = fold(&letter).into_owned();
            assert_eq!(fold(&once), once, "{letter:?}");
        }
    }

    #[test]
    fn names_are_found_by_what_people_type() {
        let cases = [
            ("Nguyễn Thị Hồng", "nguyen thi hong"),
            ("Nguye\u{302}\u{303}n", "nguyen"),
            ("Müller", "muller"),
            ("Łukasz Błażej", "lukasz blazej"),
            ("Jürgen", "jurgen"),
            ("Søren Ærø", "soren aero"),
            ("Đặng", "dang"),
            ("Þórður Guðmundsson", "thordur gudmundsson"),
            ("Groß", "gross"),
            ("GROẞ", "gross"),
            ("İbrahim Işık", "ibrahim isik"),
            ("Œuvrard", "oeuvrard"),
            ("O’Neil", "o'neil"),
            ("Oʻzbek", "o'zbek"),
            ("O´Neil O`Neil", "o'neil o'neil"),
            ("Anne‑Marie", "anne-marie"),
            ("Ｓｉｔｉ", "siti"),
            ("ﬁlip", "filip"),
            ("Νίκος", "νικοσ"),
            ("Алёна", "алена"),
            ("한국", "한국"),
            ("\u{1112}\u{1161}\u{11AB}", "한"),
            ("がく", "がく"),
            ("か\u{3099}く", "がく"),
            ("D｀Souza", "d'souza"),
            ("王小明", "王小明"),
            ("हिंदी", "हिंदी"),
            ("שָׁלוֹם", "שלום"),
            ("Siti\u{200B}\tAminah", "siti aminah"),
        ];
        for (name, folded) in cases {
            assert_eq!(fold(name), folded, "{name}");
        }
    }

    #[test]
    fn words_are_taken_apart_at_spaces_and_at_the_comma_behind_a_surname() {
        assert_eq!(words("Santoso, Siti"), ["santoso", "siti"]);
        assert_eq!(words("  NGUYỄN ;thị "), ["nguyen", "thi"]);
        assert_eq!(words(" , "), [""; 0]);
    }

    proptest! {
        #[test]
        fn what_was_folded_once_stays_as_it_is(text in any::<String>()) {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once);
        }

        #[test]
        fn composed_and_decomposed_text_are_compared_alike(text in "[a-zéüőặłの가-힣ا-ي ]{0,8}") {
            let taken_apart: String = text.nfd().collect();
            prop_assert_eq!(fold(&taken_apart).into_owned(), fold(&text).into_owned());
        }
    }
}
