//! What an identifier may have been before a spreadsheet took it: `1E5` of `1.00E+05` and of `100000`, `MAR-1` of `1-Mar` and of
//! a day's number.
//!
//! A cell and an identifier of the account that have a reading in common may be the same. That is a hint for a person to look
//! at; nobody is chosen by it.

use encoding_rs::WINDOWS_1252;
use jiff::civil::{Date, date};

use super::{
    by_form, is_exponent, is_grouped, is_mojibake, is_number, rounded_to_digits_kept, stripped,
    unsigned,
};

/// Digits that a spreadsheet shows of a number in powers of ten: `1.04E+05`, `1.23457E+11`.
const SHOWN: [usize; 2] = [3, 6];

/// Numbers of days that are taken for a day: from 1982 to 2064.
const DAYS: std::ops::RangeInclusive<i32> = 30_000..=60_000;

/// What a cell that means nobody may stand for; nothing where nothing suggests that a spreadsheet changed it.
pub fn of_cell(cell: &str) -> Vec<String> {
    let cell = cell.trim();
    if let Some(text) = unwrapped(cell) {
        return vec![plain(&text)];
    }
    let mut readings = Vec::new();
    // Plain digits are what they are, but for those that a spreadsheet likes to make.
    if by_form(cell).is_some() || power(cell).is_some() || cell.ends_with('0') && is_number(cell) {
        readings.extend(value(cell).map(|number| number.exact()));
        if is_exponent(cell) {
            readings.extend(value(cell).and_then(|number| number.as_shown()));
        }
    }
    let days = days(cell);
    readings.extend(days.iter().filter_map(|day| day.whole()));
    readings.extend(days.iter().map(|day| day.without_year()));
    readings
}

/// What an identifier of the account may become.
pub fn of_known(identifier: &str) -> Vec<String> {
    let mut readings = vec![plain(identifier)];
    if !identifier.bytes().any(|byte| byte.is_ascii_digit()) {
        return readings;
    }
    if let Some(number) = value(identifier) {
        readings.push(number.exact());
        let kept = rounded_to_digits_kept(identifier).and_then(|kept| value(&kept));
        readings.extend(kept.map(|number| number.exact()));
        let rounded = SHOWN
            .into_iter()
            .filter_map(|digits| number.rounded(digits));
        readings.extend(rounded);
    }
    let days = days(identifier);
    readings.extend(
        days.iter()
            .map(|day| day.whole().unwrap_or_else(|| day.without_year())),
    );
    readings
}

fn plain(text: &str) -> String {
    format!("text {text}")
}

/// What stands inside of a formula, of quotes, behind a mark for text, or was read in another encoding.
fn unwrapped(cell: &str) -> Option<String> {
    if !cell.is_ascii() && is_mojibake(cell) {
        let (bytes, _, _) = WINDOWS_1252.encode(cell);
        return String::from_utf8(bytes.into_owned()).ok();
    }
    let inner = cell.strip_prefix('=').unwrap_or(cell);
    let inner = inner
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .or_else(|| inner.strip_prefix('\''))
        .or_else(|| cell.strip_prefix('='))?;
    (!inner.is_empty()).then(|| inner.to_owned())
}

/// A number, as digits without zeros around them and the power of ten that the last of them stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Value {
    digits: String,
    power: i64,
    /// How many digits stood there.
    shown: usize,
}

impl Value {
    fn exact(&self) -> String {
        format!("number {}e{}", self.digits, self.power)
    }

    /// The same, rounded to so many digits; none where that changes nothing.
    fn rounded(&self, digits: usize) -> Option<String> {
        let extra = self
            .digits
            .len()
            .checked_sub(digits)
            .filter(|more| *more > 0)?;
        let kept: u128 = self.digits.get(..digits)?.parse().ok()?;
        let up = self
            .digits
            .as_bytes()
            .get(digits)
            .is_some_and(|next| *next >= b'5');
        let kept = (kept + u128::from(up)).to_string();
        let short = kept.trim_end_matches('0');
        let power = self.power + i64::try_from(extra + kept.len() - short.len()).ok()?;
        Some(format!("shown {digits} {short}e{power}"))
    }

    /// A number in powers of ten, as one that was rounded so.
    fn as_shown(&self) -> Option<String> {
        let digits = SHOWN.into_iter().find(|digits| self.shown <= *digits)?;
        Some(format!("shown {digits} {}e{}", self.digits, self.power))
    }
}

/// `1E5`, `104e3`, `1.04E+05`: mantissa and power.
fn power(text: &str) -> Option<(&str, i64)> {
    const MOST: i64 = 308;
    let (mantissa, power) = text.split_once(['E', 'e'])?;
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    let fits = mantissa.starts_with(|c: char| c.is_ascii_digit()) && is_number(digits);
    let power: i64 = power
        .parse()
        .ok()
        .filter(|power: &i64| fits && power.abs() <= MOST)?;
    Some((mantissa, power))
}

/// The number that a text is to a spreadsheet.
fn value(text: &str) -> Option<Value> {
    let text = unsigned(text);
    let without_groups: String;
    let (mantissa, power) = if let Some(found) = power(text) {
        found
    } else if is_grouped(text) {
        let decimals = text.rfind('.').filter(|_| text.contains(','));
        let whole = &text[..decimals.unwrap_or(text.len())];
        without_groups = whole.chars().filter(char::is_ascii_digit).collect();
        (without_groups.as_str(), 0)
    } else {
        (text, 0)
    };
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    if !is_number(whole) || !(decimals.is_empty() || is_number(decimals)) {
        return None;
    }
    let all = format!("{whole}{decimals}");
    let digits = stripped(&all);
    let short = digits.trim_end_matches('0');
    if short.is_empty() {
        return None;
    }
    let zeros = digits.len() - short.len();
    Some(Value {
        power: power - i64::try_from(decimals.len()).ok()? + i64::try_from(zeros).ok()?,
        shown: all.len(),
        digits: short.to_owned(),
    })
}

/// A day as a text may name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OnDay {
    year: Option<i16>,
    month: i8,
    day: i8,
}

impl OnDay {
    fn whole(self) -> Option<String> {
        let year = self.year?;
        Some(format!("day {year}-{}-{}", self.month, self.day))
    }

    fn without_year(self) -> String {
        format!("day of a year {}-{}", self.month, self.day)
    }
}

/// The days that a text may name: as a spreadsheet shows one, as an identifier looks like one, and as the number of one.
fn days(text: &str) -> Vec<OnDay> {
    if text.len() > 20 {
        return Vec::new();
    }
    if is_number(text) && text.len() == 5 {
        let number = text.parse().ok().filter(|number| DAYS.contains(number));
        return number.and_then(day_number).into_iter().collect();
    }
    let (text, _) = text
        .split_once(['T', ' '])
        .filter(|(day, _)| day.len() >= 8)
        .unwrap_or((text, ""));
    let is_mark = |c: char| matches!(c, '-' | '/' | '.' | ' ' | '_');
    let mut parts: Vec<&str> = text.split(is_mark).filter(|it| !it.is_empty()).collect();
    // `MAR1` and `1MAR` become days as `MAR-1` does.
    if let [one] = parts[..]
        && let Some(at) = one.find(|c: char| c.is_ascii_digit())
    {
        let at = if at == 0 {
            one.find(|c: char| !c.is_ascii_digit()).unwrap_or(0)
        } else {
            at
        };
        let (first, second) = one.split_at_checked(at).unwrap_or((one, ""));
        parts = vec![first, second];
    }
    let found = match parts[..] {
        [one, other] => two_parts(one, other),
        [one, two, three] => three_parts(one, two, three),
        _ => Vec::new(),
    };
    found.into_iter().filter(|day| is_day(*day)).collect()
}

/// The day of a number of days, as spreadsheets count them.
fn day_number(number: i32) -> Option<OnDay> {
    let day: Date = date(1899, 12, 30)
        .checked_add(jiff::Span::new().days(number))
        .ok()?;
    Some(OnDay {
        year: Some(day.year()),
        month: day.month(),
        day: day.day(),
    })
}

fn is_day(day: OnDay) -> bool {
    Date::new(day.year.unwrap_or(2_024), day.month, day.day).is_ok()
}

fn two_parts(one: &str, other: &str) -> Vec<OnDay> {
    let day = |month: Option<i8>, day: Option<i8>| {
        let (month, day) = (month?, day?);
        Some(OnDay {
            year: None,
            month,
            day,
        })
    };
    let number = |text: &str| {
        text.parse::<i8>()
            .ok()
            .filter(|_| text.len() <= 2 && is_number(text))
    };
    match (month_named(one), month_named(other)) {
        (Some(month), None) => day(Some(month), number(other)).into_iter().collect(),
        (None, Some(month)) => day(Some(month), number(one)).into_iter().collect(),
        (Some(_), Some(_)) => Vec::new(),
        (None, None) => {
            let both = [
                day(number(one), number(other)),
                day(number(other), number(one)),
            ];
            both.into_iter().flatten().collect()
        }
    }
}

fn three_parts(one: &str, two: &str, three: &str) -> Vec<OnDay> {
    let (year, first, second) = match one.len() {
        4 if is_number(one) => (one, two, three),
        _ => (three, one, two),
    };
    if !is_number(year) || !matches!(year.len(), 2 | 4) {
        return Vec::new();
    }
    let year = year.parse::<i16>().ok().map(|number| match year.len() {
        2 => number + 2_000,
        _ => number,
    });
    let days = two_parts(first, second).into_iter();
    days.map(|day| OnDay { year, ..day }).collect()
}

/// The month of a name or its first three letters, in whatever capitals: `MAR` of an identifier, `Mei` of a spreadsheet.
fn month_named(text: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "january", "januari", "januar", "janv", "ene", "gen"],
        &[
            "feb", "february", "peb", "februari", "februar", "fev", "févr",
        ],
        &["mar", "march", "maret", "mrz", "mär", "mrt", "mars"],
        &["apr", "april", "abr", "avr"],
        &["may", "mei", "mai", "mag"],
        &["jun", "june", "juni", "juin", "giu"],
        &["jul", "july", "juli", "juil", "lug"],
        &[
            "aug", "august", "agu", "agt", "ags", "agustus", "ago", "août",
        ],
        &["sep", "sept", "september"],
        &["oct", "october", "okt", "oktober", "ott"],
        &["nov", "november", "nop"],
        &[
            "dec", "december", "des", "dez", "desember", "dezember", "dic",
        ],
    ];
    let name = text.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|names| names.contains(&name.as_str()))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn meets(cell: &str, known: &str) -> bool {
        let known = of_known(known);
        of_cell(cell).iter().any(|reading| known.contains(reading))
    }

    #[test]
    fn a_cell_leads_back_to_what_a_spreadsheet_made_it_of() {
        for (cell, known) in [
            ("1.00E+05", "1E5"),
            ("1.00E+05", "100000"),
            ("100000", "1E5"),
            ("1E5", "100000"),
            ("1E+05", "1e5"),
            ("104000", "104E3"),
            ("1.04E+05", "104321"),
            ("1.23457E+11", "123456789012"),
            ("1-Mar", "MAR-1"),
            ("1-Mar", "MAR1"),
            ("1-Mar", "3-1"),
            ("01-Mar", "03/01"),
            ("01. Mrz", "03/01"),
            ("1-mrt", "3-1"),
            ("Mar-01", "mar-1"),
            ("1-Mei", "MAY-1"),
            ("45231", "NOV-1"),
            ("45231", "2023-11-01"),
            ("45231", "11/1"),
            ("2023-11-01 00:00:00", "NOV1"),
            ("1-Nov-23", "45231"),
            ("420.0", "420"),
            ("420.0", "00420"),
            ("1,040,000", "1040000"),
            ("'00420", "00420"),
            ("=\"00420\"", "00420"),
            ("=00420", "00420"),
            ("Ã„-1", "Ä-1"),
            ("4200", "004200"),
            ("12345678901234500000", "12345678901234567890"),
            ("3201234567890120", "3201234567890127"),
        ] {
            assert!(
                meets(cell, known),
                "{cell} of {known}: {:?} {:?}",
                of_cell(cell),
                of_known(known)
            );
        }
    }

    #[test]
    fn what_no_spreadsheet_makes_of_it_is_no_hint() {
        for (cell, known) in [
            ("E-7", "E-8"),
            ("4217", "4218"),
            ("4217", "04217x"),
            ("1.00E+05", "1E6"),
            ("1-Mar", "MAR-2"),
            ("2023-11-01", "2022-11-01"),
            ("45231", "NOV-2"),
            ("99999", "NOV-1"),
            ("NULL", "E-1"),
            ("", "E-1"),
            ("1.04E+05", "105000"),
            ("3201234567890120", "3201234567890227"),
            ("3201234567890124", "3201234567890127"),
        ] {
            assert!(!meets(cell, known), "{cell} of {known}");
        }
    }

    proptest! {
        #[test]
        fn a_number_in_powers_of_ten_leads_back_to_its_number(mantissa in 1_u32..999, power in 0_usize..9) {
            let known = format!("{mantissa}E{power}");
            let number = format!("{mantissa}{}", "0".repeat(power));
            prop_assert!(number == known || !number.ends_with('0') || meets(&number, &known));
        }

        #[test]
        fn no_text_makes_it_stumble(text in any::<String>(), odd in "[-0-9Ee+./, JanMar=\"']{0,16}") {
            let _ = (of_cell(&text), of_known(&text), of_cell(&odd), of_known(&odd));
        }
    }
}
