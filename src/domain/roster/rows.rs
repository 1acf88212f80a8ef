//! Rows of a roster, packed: the texts one after the other and a few numbers a row, because a million rows are resident
//! while they are imported.
//!
//! What comes out is what was put in.

use std::sync::Arc;

use super::{Cell, RosterRow};
use crate::domain::identifier::{EmailAddress, UniqueId};

/// Rows of a roster, in the file's order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterRows {
    texts: String,
    /// Numbers, seven bits in a byte: of a row its line, then of each cell what it says or how long it is.
    numbers: Vec<u8>,
    /// Names of license types and attributes, each once.
    names: Vec<Arc<str>>,
    count: usize,
}

/// Of a cell that is missing, of one that is empty; longer ones say their length and two more.
const ABSENT: usize = 0;
const EMPTY: usize = 1;
const FILLED: usize = 2;

impl RosterRows {
    /// Adds a row.
    pub fn push(&mut self, row: &RosterRow) {
        self.put(row.line as usize);
        self.put_cell(&row.first_name, String::as_str);
        self.put_cell(&row.last_name, String::as_str);
        self.put_cell(&row.email, EmailAddress::as_str);
        self.put_cell(&row.unique_id, UniqueId::as_str);
        self.put_cell(&row.work_title, String::as_str);
        match &row.groups {
            Cell::Absent => self.put(ABSENT),
            Cell::Empty => self.put(EMPTY),
            Cell::Filled(groups) => {
                self.put(groups.len() + FILLED);
                for group in groups {
                    self.put_text(group);
                }
            }
        }
        self.put(row.licenses.len());
        for (name, held) in &row.licenses {
            self.put_name(name);
            self.put(usize::from(*held));
        }
        self.put(row.attributes.len());
        for (name, value) in &row.attributes {
            self.put_name(name);
            self.put_text(value);
        }
        self.put_cell(&row.new_unique_id, UniqueId::as_str);
        self.put_cell(&row.existing_email, EmailAddress::as_str);
        self.count += 1;
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Gives back memory that was held for more rows.
    pub fn trim(&mut self) {
        self.texts.shrink_to_fit();
        self.numbers.shrink_to_fit();
    }

    /// The rows, one by one.
    pub fn iter(&self) -> impl Iterator<Item = RosterRow> + '_ {
        let mut unpacking = Unpacking {
            rows: self,
            text: 0,
            number: 0,
        };
        (0..self.count).map(move |_| unpacking.row())
    }

    fn put(&mut self, mut number: usize) {
        while number > 0x7f {
            self.numbers.push(low_bits(number) | 0x80);
            number >>= 7;
        }
        self.numbers.push(low_bits(number));
    }

    fn put_text(&mut self, text: &str) {
        self.put(text.len());
        self.texts.push_str(text);
    }

    fn put_cell<T>(&mut self, cell: &Cell<T>, text: impl Fn(&T) -> &str) {
        match cell {
            Cell::Absent => self.put(ABSENT),
            Cell::Empty => self.put(EMPTY),
            Cell::Filled(value) => {
                let text = text(value);
                self.put(text.len() + FILLED);
                self.texts.push_str(text);
            }
        }
    }

    fn put_name(&mut self, name: &Arc<str>) {
        let known = self.names.iter().position(|known| known == name);
        let place = known.unwrap_or_else(|| {
            self.names.push(name.clone());
            self.names.len() - 1
        });
        self.put(place);
    }
}

fn low_bits(number: usize) -> u8 {
    (number & 0x7f).to_le_bytes()[0]
}

/// Where the unpacking is.
struct Unpacking<'r> {
    rows: &'r RosterRows,
    text: usize,
    number: usize,
}

impl<'r> Unpacking<'r> {
    fn row(&mut self) -> RosterRow {
        RosterRow {
            line: u32::try_from(self.take()).unwrap_or(u32::MAX),
            first_name: self.cell(str::to_owned),
            last_name: self.cell(str::to_owned),
            email: self.cell(EmailAddress::known),
            unique_id: self.cell(UniqueId::known),
            work_title: self.cell(str::to_owned),
            groups: match self.take() {
                ABSENT => Cell::Absent,
                EMPTY => Cell::Empty,
                more => Cell::Filled((FILLED..more).map(|_| self.counted().to_owned()).collect()),
            },
            licenses: (0..self.take())
                .map(|_| (self.name(), self.take() == 1))
                .collect(),
            attributes: (0..self.take())
                .map(|_| (self.name(), self.counted().to_owned()))
                .collect(),
            new_unique_id: self.cell(UniqueId::known),
            existing_email: self.cell(EmailAddress::known),
        }
    }

    fn take(&mut self) -> usize {
        let mut number = 0;
        let mut shift = 0;
        while let Some(byte) = self.rows.numbers.get(self.number) {
            self.number += 1;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    }

    fn text(&mut self, bytes: usize) -> &'r str {
        let from = self.text;
        self.text += bytes;
        self.rows.texts.get(from..self.text).unwrap_or_default()
    }

    fn counted(&mut self) -> &'r str {
        let bytes = self.take();
        self.text(bytes)
    }

    fn cell<T>(&mut self, made: impl Fn(&str) -> T) -> Cell<T> {
        match self.take() {
            ABSENT => Cell::Absent,
            EMPTY => Cell::Empty,
            more => Cell::Filled(made(self.text(more - FILLED))),
        }
    }

    fn name(&mut self) -> Arc<str> {
        let place = self.take();
        let name = self.rows.names.get(place);
        name.cloned().unwrap_or_else(|| "".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Cell<String> {
        Cell::Filled(value.to_owned())
    }

    #[test]
    fn what_comes_out_is_what_was_put_in() {
        let plain = RosterRow {
            line: 2,
            first_name: text("Siti"),
            last_name: Cell::Empty,
            ..RosterRow::default()
        };
        let (license, site): (Arc<str>, Arc<str>) = ("Learning".into(), "Site".into());
        let full = RosterRow {
            line: 4_000_000_000,
            first_name: text(&"名".repeat(300)),
            last_name: text(""),
            email: EmailAddress::parse("A@x.example").map_or(Cell::Empty, Cell::Filled),
            unique_id: UniqueId::parse("E-1").map_or(Cell::Empty, Cell::Filled),
            work_title: Cell::Absent,
            groups: Cell::Filled(vec!["One".to_owned(), "Two".to_owned()]),
            licenses: vec![(license.clone(), true), (site.clone(), false)],
            attributes: vec![(site, "Jakarta".to_owned()), (license, String::new())],
            new_unique_id: UniqueId::parse("E-2").map_or(Cell::Empty, Cell::Filled),
            existing_email: EmailAddress::parse("b@x.example").map_or(Cell::Empty, Cell::Filled),
        };
        let mut rows = RosterRows::default();
        assert!(rows.is_empty());
        let wanted = [plain.clone(), full, RosterRow::default(), plain];
        for row in &wanted {
            rows.push(row);
        }
        rows.trim();
        assert_eq!(rows.len(), wanted.len());
        assert_eq!(rows.iter().collect::<Vec<_>>(), wanted);
        assert_eq!(rows.names.len(), 2);
    }
}
