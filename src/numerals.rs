//! Whole numbers as a language writes them.

use crate::domain::Language;

/// A whole number in groups of three: `1,234` or `1.234`.
pub fn number(language: Language, value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(group_mark(language));
        }
        grouped.push(digit);
    }
    grouped
}

const fn group_mark(language: Language) -> char {
    match language {
        Language::English => ',',
        Language::Indonesian => '.',
    }
}
