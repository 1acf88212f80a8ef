//! What spreadsheets, exports and wrong encodings make of an identifier, each kind of damage by its name.
//!
//! The form of a text proves nothing alone: somebody may really bear the ID `1-Mar`. So [`recognise`] only suspects, and
//! what it suspects counts as damage where nobody has that identifier. [`between`] compares with the identifier that
//! the account knows, and sees what the form alone does not show: lost zeros, and a number that was an exponent.

pub mod readings;

use encoding_rs::WINDOWS_1252;

use crate::domain::coded::coded;

coded! {
    /// A kind of damage.
    #[derive(PartialOrd, Ord)]
    #[repr(u8)]
    pub enum Damage {
        /// The text of a formula instead of its value: `="00420"`.
        Formula = "formula" as 1,
        /// An error value: `#NAME?`, `#N/A`, `Err:502`.
        ErrorValue = "error_value" as 2,
        /// A date: `MAR-1` became `1-Mar`.
        Date = "date" as 3,
        /// A decimal fraction: `420` became `420.0`.
        Fraction = "fraction" as 4,
        /// A number in powers of ten: `104E3` became `1.04E+05`.
        Exponent = "exponent" as 5,
        /// Digits in groups: `1040000` became `1,040,000`.
        Grouping = "grouping" as 6,
        /// A program's word for nothing: `NULL`, `nan`, `None`.
        NothingWord = "nothing_word" as 7,
        /// The mark by which a spreadsheet keeps a cell as text, or quotes, left before it: `'00420`.
        TextMark = "text_mark" as 8,
        /// Letters read in another encoding than they were written in: `Ã¼` for `ü`.
        Mojibake = "mojibake" as 9,
        /// Zeros at the beginning are gone: `00420` became `420`.
        LostZeros = "lost_zeros" as 10,
        /// The digits after the fifteenth are zeros: `12345678901234567890` became `12345678901234500000`.
        LostDigits = "lost_digits" as 11,
    }
}

impl Damage {
    /// The number that a plan keeps of it; never 0.
    pub const fn reference(self) -> i64 {
        self as i64
    }

    /// Reads the number that a plan keeps; 0 is none.
    pub fn from_reference(reference: i64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|one| one.reference() == reference)
    }
}

/// The damage that the form of an identifier suggests. Where somebody has that very identifier, there is none.
pub fn recognise(cell: &str) -> Option<Damage> {
    let cell = cell.trim();
    if is_sound(cell) {
        return None;
    }
    if !cell.is_ascii() && is_mojibake(cell) {
        return Some(Damage::Mojibake);
    }
    by_form(cell)
}

const DIGIT: u8 = 1;
/// Stands in a form of damage that begins with a letter or a digit.
const OF_FORMS: u8 = 1 << 1;
/// Stands in none of those forms.
const OF_NO_FORM: u8 = 1 << 2;
const NOT_ASCII: u8 = 1 << 3;

/// What each byte may be in a text that begins with a letter or a digit.
const KINDS: [u8; 256] = {
    let mut kinds = [OF_NO_FORM; 256];
    let mut byte = 0_u8;
    loop {
        kinds[byte as usize] = match byte {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' | b':' | b'.' | b',' | b'/' | b'-' | b'+' | b' ' | b'\'' => {
                OF_FORMS
            }
            0x80.. => NOT_ASCII,
            _ => OF_NO_FORM,
        };
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

/// Whether one look at the bytes rules every damage out, as it does for most identifiers: an address, plain digits, or
/// a letter with digits that no small letter follows, as in `E-1042`.
fn is_sound(cell: &str) -> bool {
    let Some(first) = cell.bytes().next().filter(u8::is_ascii_alphanumeric) else {
        return false;
    };
    let of_byte = |byte| KINDS.get(usize::from(byte)).copied().unwrap_or(NOT_ASCII);
    let seen = cell.bytes().fold(0, |seen, byte| seen | of_byte(byte));
    // No word for nothing has a digit, and no month a capital after its first letter.
    let is_no_word = || {
        let second = cell.as_bytes().get(1);
        seen & DIGIT != 0
            && first.is_ascii_alphabetic()
            && !second.is_some_and(u8::is_ascii_lowercase)
    };
    seen & NOT_ASCII == 0 && (seen & OF_NO_FORM != 0 || seen == DIGIT || is_no_word())
}

/// The same but for a wrong encoding, which is looked for in every text.
pub fn by_form(cell: &str) -> Option<Damage> {
    let cell = cell.trim();
    match *cell.as_bytes().first()? {
        b'=' => return Some(Damage::Formula),
        b'\'' | b'"' => return is_marked_as_text(cell).then_some(Damage::TextMark),
        _ => {}
    }
    if is_error_value(cell) {
        return Some(Damage::ErrorValue);
    }
    if is_nothing_word(cell) {
        return Some(Damage::NothingWord);
    }
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    // The others are made of digits with marks between them; plain digits are no damage.
    if digits == 0 || digits == cell.len() {
        return None;
    }
    if is_exponent(cell) {
        Some(Damage::Exponent)
    } else if !cell.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        is_date(cell).then_some(Damage::Date)
    } else if is_grouped(cell) {
        Some(Damage::Grouping)
    } else if is_fraction(cell) {
        Some(Damage::Fraction)
    } else if is_date(cell) {
        Some(Damage::Date)
    } else {
        None
    }
}

/// The damage that can be recognised in a text that is no identifier, such as a name: people are called Null and Nan.
pub fn recognise_in_text(cell: &str) -> Option<Damage> {
    let cell = cell.trim();
    if !cell.is_ascii() && is_mojibake(cell) {
        return Some(Damage::Mojibake);
    }
    is_error_value(cell).then_some(Damage::ErrorValue)
}

/// What happened to an identifier that the account knows as `known`, where a file says `found`.
pub fn between(known: &str, found: &str) -> Option<Damage> {
    if known == found {
        return None;
    }
    recognise(found).or_else(|| beside(known, found))
}

/// What happened to a text that was `known`, where a file says `found` and the form of that shows nothing.
pub fn beside(known: &str, found: &str) -> Option<Damage> {
    if !is_number(found) {
        return None;
    }
    let lost = without_leading_zeros(known) == Some(stripped(found)) && known.len() > found.len();
    if lost {
        return Some(Damage::LostZeros);
    }
    if lost_digits(found) > 0 && rounded_to_digits_kept(known).as_deref() == Some(found) {
        return Some(Damage::LostDigits);
    }
    (value_of_power(known).as_deref() == Some(found)).then_some(Damage::Exponent)
}

/// Digits of a number that a spreadsheet keeps.
pub const DIGITS_KEPT: usize = 15;

/// How many zeros stand where a spreadsheet keeps no digits; 0 where others stand there.
pub fn lost_digits(text: &str) -> usize {
    let rest = text.get(DIGITS_KEPT..).filter(|_| is_number(text));
    let rest = rest.filter(|rest| rest.bytes().all(|digit| digit == b'0'));
    rest.map_or(0, str::len)
}

/// What a spreadsheet leaves of a long number.
fn rounded_to_digits_kept(known: &str) -> Option<String> {
    let (kept, rest) = known.split_at_checked(DIGITS_KEPT)?;
    is_number(known).then(|| format!("{kept}{}", "0".repeat(rest.len())))
}

/// Whether a text is digits with at most one mark of decimals among them, as spreadsheets change them.
pub fn is_like_number(text: &str) -> bool {
    is_number(text) || is_decimal(text)
}

/// `3.50`, `0,5`: a number with decimals.
pub fn is_decimal(text: &str) -> bool {
    let parts = unsigned(text).split_once(['.', ',']);
    parts.is_some_and(|(whole, decimals)| is_number(whole) && is_number(decimals))
}

/// The damage that a word other than an identifier may have, by its form: what identifiers may be and words hardly are, too.
pub fn in_word(text: &str) -> Option<Damage> {
    let decimal = || is_decimal(text.trim()).then_some(Damage::Fraction);
    by_form(text).or_else(decimal)
}

/// Whether damage can be seen beside the text of before alone, because what it leaves are digits.
pub const fn shows_beside_another(damage: Damage) -> bool {
    matches!(
        damage,
        Damage::LostZeros | Damage::Exponent | Damage::LostDigits
    )
}

/// The text without zeros at its beginning, where it is digits alone: what a spreadsheet makes of it.
pub fn without_leading_zeros(text: &str) -> Option<&str> {
    (text.starts_with('0') && is_number(text)).then(|| stripped(text))
}

/// Whether the text is digits alone, as an identifier whose zeros were lost is.
pub fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn stripped(digits: &str) -> &str {
    let rest = digits.trim_start_matches('0');
    if rest.is_empty() { "0" } else { rest }
}

/// `100000` for `1E5`, as a spreadsheet reads it; up to as many digits as it keeps.
fn value_of_power(text: &str) -> Option<String> {
    const MOST_DIGITS: usize = 308;
    let (mantissa, power) = text.split_once(['E', 'e'])?;
    let power: usize = power.parse().ok()?;
    if !is_number(mantissa) || power > MOST_DIGITS {
        return None;
    }
    Some(format!("{}{}", stripped(mantissa), "0".repeat(power)))
}

/// `1.04E+05` and its kin: what a spreadsheet makes of a long number or of `104E3`.
pub(super) fn is_exponent(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let Some(exponent) = exponent.strip_prefix(['+', '-']) else {
        return false;
    };
    let digits_and_mark = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    mantissa.starts_with(|c: char| c.is_ascii_digit())
        && mantissa.chars().all(digits_and_mark)
        && is_number(exponent)
}

/// `#NAME?`, `#DIV/0!`, the errors without a mark at their end in the languages that have such, columns too narrow for
/// their value, and what other spreadsheets write.
fn is_error_value(text: &str) -> bool {
    const OTHERS: [&str; 7] = [
        "#N/A",
        "#NV",
        "#N/D",
        "#N/V",
        "#GETTING_DATA",
        "Loading...",
        "#ERROR",
    ];
    if !text.starts_with(['#', 'E', 'L', 'l']) {
        return false;
    }
    if OTHERS.iter().any(|other| text.eq_ignore_ascii_case(other)) {
        return true;
    }
    if let Some(number) = text.strip_prefix("Err:") {
        return is_number(number);
    }
    let Some(name) = text.strip_prefix('#') else {
        return false;
    };
    if name.len() >= 3 && name.bytes().all(|byte| byte == b'#') {
        return true;
    }
    name.strip_suffix(['!', '?']).is_some_and(|name| {
        let fits = |c: char| c.is_uppercase() || matches!(c, '/' | '0' | '_' | ' ');
        name.starts_with(char::is_uppercase) && name.chars().all(fits)
    })
}

/// Words that programs write for nothing, as they write them: `Nan`, `Na` and `Nil` are names of people.
fn is_nothing_word(text: &str) -> bool {
    const WORDS: [&str; 23] = [
        "NULL",
        "null",
        "Null",
        "(null)",
        "(NULL)",
        "<null>",
        "<NULL>",
        "[null]",
        "[NULL]",
        "\\N",
        "nan",
        "NaN",
        "NAN",
        "None",
        "none",
        "NONE",
        "NA",
        "<NA>",
        "NaT",
        "undefined",
        "(blank)",
        "-",
        "--",
    ];
    text.len() <= 9
        && (WORDS.contains(&text)
            || text.eq_ignore_ascii_case("n/a")
            || text.eq_ignore_ascii_case("n.a."))
}

/// An apostrophe before digits, or quotes around the whole.
fn is_marked_as_text(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('\'') {
        return rest.starts_with(|c: char| c.is_ascii_digit());
    }
    let inner = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.is_some_and(|inner| !inner.is_empty())
}

/// `420.0`, `420,00`: no more than a spreadsheet or a program adds to a whole number.
fn is_fraction(text: &str) -> bool {
    let Some((whole, zeros)) = unsigned(text).split_once(['.', ',']) else {
        return false;
    };
    is_number(whole) && (1..=2).contains(&zeros.len()) && zeros.bytes().all(|byte| byte == b'0')
}

/// `1,040,000`: one group after a comma, which separates fields otherwise; two after any other mark.
fn is_grouped(text: &str) -> bool {
    let text = unsigned(text);
    let (whole, fraction) = match text.rsplit_once('.') {
        Some((whole, fraction)) if whole.contains(',') && is_number(fraction) => (whole, fraction),
        _ => (text, ""),
    };
    let least_groups = |mark| if mark == ',' { 1 } else { 2 };
    [',', '.', ' ', '\u{a0}', '\u{202f}', '\'']
        .into_iter()
        .any(|mark| {
            let mut groups = whole.split(mark);
            let first = groups.next().unwrap_or_default();
            let rest: Vec<&str> = groups.collect();
            is_number(first)
                && first.len() <= 3
                && !first.starts_with('0')
                && rest.len() >= least_groups(mark)
                && rest
                    .iter()
                    .all(|group| group.len() == 3 && is_number(group))
                && fraction.len() <= 2
        })
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix('-').unwrap_or(text)
}

/// `1-Mar`, `Mar-01`, `1-Mar-26`, `2026-03-01`, `01/03/2026`, `01.03.2026`, each with a time or without.
fn is_date(text: &str) -> bool {
    let day = text
        .split_once(['T', ' '])
        .filter(|(_, time)| is_time(time))
        .map_or(text, |(day, _)| day);
    // German Excel puts a space behind the point of the day.
    if let Some((number, rest)) = day.split_once(". ") {
        let (month, year) = rest.split_once(' ').unwrap_or((rest, "26"));
        return is_day(number) && is_month_name(month.trim_end_matches('.')) && is_year(year);
    }
    let Some(mark) = day.chars().find(|c| matches!(c, '-' | '/' | '.' | ' ')) else {
        return false;
    };
    let first = day.split(mark).next().unwrap_or_default();
    if !is_number(first) && !is_month_name(first) {
        return false;
    }
    let parts: Vec<&str> = day.split(mark).collect();
    match (mark, parts.as_slice()) {
        // Excel writes a month with two digits of the year so, and a day with a month.
        ('-' | ' ', [month, year]) if is_month_name(month) => year.len() == 2 && is_number(year),
        ('-' | ' ' | '.', [day, month]) => is_day(day) && is_month_name(month),
        ('-' | ' ' | '/' | '.', [day, month, year]) if is_month_name(month) => {
            is_day(day) && is_year(year)
        }
        ('-', [year, month, day]) if year.len() == 4 => {
            is_year(year) && month.len() == 2 && is_month(month) && day.len() == 2 && is_day(day)
        }
        ('/', [one, other, year]) => is_day_and_month(one, other) && is_year(year),
        ('-' | '.', [one, other, year]) => {
            is_day_and_month(one, other) && year.len() == 4 && is_year(year)
        }
        _ => false,
    }
}

fn is_day_and_month(one: &str, other: &str) -> bool {
    (is_day(one) && is_month(other)) || (is_month(one) && is_day(other))
}

fn is_day(text: &str) -> bool {
    is_in(text, 1..=31)
}

fn is_month(text: &str) -> bool {
    is_in(text, 1..=12)
}

fn is_in(text: &str, range: std::ops::RangeInclusive<u8>) -> bool {
    text.len() <= 2 && is_number(text) && text.parse().is_ok_and(|number| range.contains(&number))
}

fn is_year(text: &str) -> bool {
    is_number(text)
        && (text.len() == 2 || (text.len() == 4 && matches!(&text[..2], "18" | "19" | "20" | "21")))
}

fn is_time(text: &str) -> bool {
    let clock = text.split(['.', '+', 'Z']).next().unwrap_or_default();
    let parts: Vec<&str> = clock.split(':').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| part.len() <= 2 && is_number(part))
}

/// Names of months as spreadsheets write them: with a capital, short, in the languages that shorten them their own way.
/// An ID such as `MAR-1` is none.
fn is_month_name(text: &str) -> bool {
    const NAMES: [&str; 44] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
        "Peb", "Mei", "Agu", "Agt", "Ags", "Okt", "Nop", "Des", "Mrz", "Mär", "Mai", "Dez", "Mrt",
        "Ene", "Abr", "Ago", "Dic", "Gen", "Mag", "Giu", "Lug", "Ott", "January", "February",
        "March", "April", "June", "July", "August", "December", "Januari",
    ];
    // Length and first letter rule most texts out.
    (3..=8).contains(&text.len())
        && text.as_bytes().first().is_some_and(u8::is_ascii_uppercase)
        && NAMES.contains(&text)
}

/// UTF-8 that was read as Windows-1252 and written again, or a character that stands for one that was lost.
fn is_mojibake(text: &str) -> bool {
    if text.contains('\u{fffd}') {
        return true;
    }
    let (bytes, _, has_unmappable) = WINDOWS_1252.encode(text);
    !has_unmappable && std::str::from_utf8(&bytes).is_ok_and(|read| !read.is_ascii())
}

#[cfg(test)]
mod tests;
