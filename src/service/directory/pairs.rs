//! Names and values of custom attributes, each pair once, with how many rows have it.
//!
//! A pair that nobody has any more is forgotten: the directory keeps no word of people who went.

use std::collections::HashMap;

use crate::domain::filter::AttributeValue;
use crate::domain::folding;

/// Values of one attribute that are listed.
const LISTED: usize = 200;
/// Stands between name and value.
const BETWEEN: char = '\u{1F}';

/// Every pair of name and value that a row has.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// By how they are compared.
    numbers: HashMap<Box<str>, u32>,
    stored: Vec<Pair>,
    /// Numbers that nobody has any more.
    free: Vec<u32>,
}

/// A pair as it was written first.
#[derive(Debug, Default)]
struct Pair {
    name: Box<str>,
    value: Box<str>,
    rows: u32,
}

/// How a pair is compared.
pub(super) fn compared(name: &str, value: &str) -> String {
    format!("{}{BETWEEN}{}", folding::fold(name), folding::fold(value))
}

impl Pairs {
    /// The number of a pair; none where no row has it.
    pub(super) fn number(&self, compared: &str) -> Option<u32> {
        self.numbers.get(compared).copied()
    }

    /// Takes a pair in once more, and answers its number.
    pub(super) fn take(&mut self, name: &str, value: &str) -> u32 {
        let compared = compared(name, value);
        if let Some(number) = self.number(&compared) {
            self.count(number, true);
            return number;
        }
        let pair = Pair {
            name: name.into(),
            value: value.into(),
            rows: 1,
        };
        let number = if let Some(number) = self.free.pop() {
            self.stored[number as usize] = pair;
            number
        } else {
            self.stored.push(pair);
            u32::try_from(self.stored.len() - 1).unwrap_or(u32::MAX)
        };
        self.numbers.insert(compared.into_boxed_str(), number);
        number
    }

    /// A row has it no more.
    pub(super) fn give(&mut self, number: u32) {
        self.count(number, false);
        let pair = &mut self.stored[number as usize];
        if pair.rows == 0 {
            let compared = compared(&pair.name, &pair.value);
            *pair = Pair::default();
            self.numbers.remove(compared.as_str());
            self.free.push(number);
        }
    }

    fn count(&mut self, number: u32, more: bool) {
        let pair = &mut self.stored[number as usize];
        pair.rows = pair.rows.wrapping_add_signed(if more { 1 } else { -1 });
    }

    /// The pairs by name, the frequent values first; of the values of one name no more than anybody reads.
    pub(super) fn all(&self) -> Vec<AttributeValue> {
        let living = self.stored.iter().filter(|pair| pair.rows > 0);
        let mut all: Vec<AttributeValue> = living
            .map(|pair| AttributeValue {
                name: pair.name.to_string(),
                value: pair.value.to_string(),
                learners: pair.rows.into(),
            })
            .collect();
        all.sort_by(|a, b| {
            let by_count = b.learners.cmp(&a.learners);
            let by_name = a.name.cmp(&b.name).then(by_count);
            by_name.then_with(|| a.value.cmp(&b.value))
        });
        let (mut name, mut listed) = (String::new(), 0);
        all.retain(|one| {
            listed = if one.name == name { listed + 1 } else { 1 };
            name.clone_from(&one.name);
            listed <= LISTED
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_one_however_it_is_written_and_goes_with_the_last_who_has_it() {
        let mut pairs = Pairs::default();
        let sales = pairs.take("department", "Sales");
        assert_eq!(pairs.take("Department", "SALES"), sales);
        let other = pairs.take("department", "HR");
        assert_ne!(other, sales);
        assert_eq!(pairs.all()[0].value, "Sales");
        pairs.give(sales);
        assert_eq!(pairs.number(&compared("department", "sales")), Some(sales));
        pairs.give(sales);
        assert_eq!(pairs.number(&compared("department", "sales")), None);
        assert_eq!(pairs.all().len(), 1);
        assert_eq!(pairs.take("office", "Oslo"), sales, "the number is free");
    }
}
