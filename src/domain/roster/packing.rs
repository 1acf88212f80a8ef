//! Rows of a roster as bytes: what is set aside while a million of them are judged and imported.
//!
//! What comes out is what was put in. The line and the licenses stand first, so that seats are counted without reading
//! the rest.

use std::sync::Arc;

use super::{Cell, RosterRow};
use crate::domain::Language;
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::license::LicenseCell;
use crate::domain::time::Timestamp;

/// Of a cell that is missing, of one that is empty; longer ones say their length and two more.
const ABSENT: usize = 0;
const EMPTY: usize = 1;
const FILLED: usize = 2;
/// Of a moment: before 1970, and since.
const BEFORE: usize = 1;
const SINCE: usize = 2;

/// Names of license types and attributes, each once; rows hold their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names(Vec<Arc<str>>);

impl Names {
    /// The names, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// The name at a place.
    pub fn at(&self, place: usize) -> &str {
        self.0.get(place).map(AsRef::as_ref).unwrap_or_default()
    }

    /// The place of a name, looked for from a place on: rows name them in the order of the file's columns.
    fn place(&mut self, name: &str, from: usize) -> usize {
        let from = from.min(self.0.len());
        let is_it = |known: &Arc<str>| **known == *name;
        let later = self.0[from..].iter().position(is_it);
        let known = later.map(|place| from + place);
        let known = known.or_else(|| self.0[..from].iter().position(is_it));
        known.unwrap_or_else(|| {
            self.0.push(name.into());
            self.0.len() - 1
        })
    }
}

/// Adds a row to bytes.
pub fn pack(row: &RosterRow<'_>, names: &mut Names, into: &mut Vec<u8>) {
    put(into, row.line as usize);
    put(into, row.licenses.len());
    let mut next = 0;
    for (name, cell) in &row.licenses {
        let place = names.place(name, next);
        put(into, place << 2 | *cell as usize);
        next = place + 1;
    }
    put_cell(into, &row.first_name, |text| text);
    put_cell(into, &row.last_name, |text| text);
    put_cell(into, &row.email, EmailAddress::as_str);
    put_cell(into, &row.unique_id, UniqueId::as_str);
    put_cell(into, &row.work_title, |text| text);
    match &row.groups {
        Cell::Absent => put(into, ABSENT),
        Cell::Empty => put(into, EMPTY),
        Cell::Filled(groups) => {
            put(into, groups.len() + FILLED);
            for group in groups {
                put_text(into, group);
            }
        }
    }
    put(into, row.attributes.len());
    for (name, value) in &row.attributes {
        let place = names.place(name, next);
        put(into, place);
        put_text(into, value);
        next = place + 1;
    }
    put_cell(into, &row.new_unique_id, UniqueId::as_str);
    put_cell(into, &row.existing_email, EmailAddress::as_str);
    put(into, known_number(row.language, &Language::ALL));
    put(into, known_number(row.connected, &[false, true]));
    for at in [row.invited_on, row.activated_on, row.last_active] {
        put_moment(into, at);
    }
}

/// The row that bytes hold.
pub fn unpack<'r>(bytes: &'r [u8], names: &'r Names) -> RosterRow<'r> {
    let mut rest = Rest(bytes);
    RosterRow {
        line: rest.line(),
        licenses: (0..rest.take())
            .map(|_| rest.license())
            .map(|(place, cell)| (names.at(place), cell))
            .collect(),
        first_name: rest.cell(|text| text),
        last_name: rest.cell(|text| text),
        email: rest.cell(EmailAddress::known),
        unique_id: rest.cell(UniqueId::known),
        work_title: rest.cell(|text| text),
        groups: match rest.take() {
            ABSENT => Cell::Absent,
            EMPTY => Cell::Empty,
            more => Cell::Filled((FILLED..more).map(|_| rest.counted()).collect()),
        },
        attributes: (0..rest.take())
            .map(|_| (names.at(rest.take()), rest.counted()))
            .collect(),
        new_unique_id: rest.cell(UniqueId::known),
        existing_email: rest.cell(EmailAddress::known),
        language: rest.known(&Language::ALL),
        connected: rest.known(&[false, true]),
        invited_on: rest.moment(),
        activated_on: rest.moment(),
        last_active: rest.moment(),
    }
}

/// What of a row is read without the rest.
#[derive(Debug, Clone, Copy)]
pub struct Glance<'r> {
    /// The physical line on which the row begins, from 1.
    pub line: u32,
    rest: Rest<'r>,
}

/// Looks at a row.
pub fn glance(bytes: &[u8]) -> Glance<'_> {
    let mut rest = Rest(bytes);
    let line = rest.line();
    Glance { line, rest }
}

impl Glance<'_> {
    /// Places of the license types that the row names, and where the user stands with each.
    pub fn licenses(&self) -> impl Iterator<Item = (usize, LicenseCell)> {
        let mut rest = self.rest;
        let count = rest.take();
        (0..count).map(move |_| rest.license())
    }
}

fn put(into: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        into.push(low_bits(number) | 0x80);
        number >>= 7;
    }
    into.push(low_bits(number));
}

fn put_text(into: &mut Vec<u8>, text: &str) {
    put(into, text.len());
    into.extend_from_slice(text.as_bytes());
}

fn put_cell<T>(into: &mut Vec<u8>, cell: &Cell<T>, text: impl Fn(&T) -> &str) {
    match cell {
        Cell::Absent => put(into, ABSENT),
        Cell::Empty => put(into, EMPTY),
        Cell::Filled(value) => {
            let text = text(value);
            put(into, text.len() + FILLED);
            into.extend_from_slice(text.as_bytes());
        }
    }
}

/// Nothing, or one more than the place of a value among all.
fn known_number<T: Copy + PartialEq>(value: Option<T>, all: &[T]) -> usize {
    let place = value.and_then(|value| all.iter().position(|one| *one == value));
    place.map_or(ABSENT, |place| place + 1)
}

fn put_moment(into: &mut Vec<u8>, at: Option<Timestamp>) {
    let Some(Timestamp(seconds)) = at else {
        return put(into, ABSENT);
    };
    put(into, if seconds < 0 { BEFORE } else { SINCE });
    put(
        into,
        usize::try_from(seconds.unsigned_abs()).unwrap_or(usize::MAX),
    );
}

fn low_bits(number: usize) -> u8 {
    (number & 0x7f).to_le_bytes()[0]
}

/// Bytes that are still to be unpacked.
#[derive(Debug, Clone, Copy)]
struct Rest<'r>(&'r [u8]);

impl<'r> Rest<'r> {
    fn take(&mut self) -> usize {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    }

    fn line(&mut self) -> u32 {
        u32::try_from(self.take()).unwrap_or(u32::MAX)
    }

    fn license(&mut self) -> (usize, LicenseCell) {
        let number = self.take();
        (number >> 2, LicenseCell::ALL[number & 3])
    }

    /// The one of these that is said.
    fn known<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.take().checked_sub(1)?).copied()
    }

    fn moment(&mut self) -> Option<Timestamp> {
        let sign = self.take();
        if sign == ABSENT {
            return None;
        }
        let seconds = i64::try_from(self.take()).unwrap_or(i64::MAX);
        Some(Timestamp(if sign == BEFORE { -seconds } else { seconds }))
    }

    fn text(&mut self, bytes: usize) -> &'r str {
        let (text, rest) = self.0.split_at_checked(bytes).unwrap_or_default();
        self.0 = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }

    fn counted(&mut self) -> &'r str {
        let bytes = self.take();
        self.text(bytes)
    }

    fn cell<T>(&mut self, made: impl Fn(&'r str) -> T) -> Cell<T> {
        match self.take() {
            ABSENT => Cell::Absent,
            EMPTY => Cell::Empty,
            more => Cell::Filled(made(self.text(more - FILLED))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_is_what_was_put_in() {
        let long = "名".repeat(300);
        let plain = RosterRow {
            line: 2,
            first_name: Cell::Filled("Siti"),
            last_name: Cell::Empty,
            ..RosterRow::default()
        };
        let full = RosterRow {
            line: 4_000_000_000,
            first_name: Cell::Filled(long.as_str()),
            last_name: Cell::Filled(""),
            email: EmailAddress::parse("A@x.example").map_or(Cell::Empty, Cell::Filled),
            unique_id: UniqueId::parse("E-1").map_or(Cell::Empty, Cell::Filled),
            work_title: Cell::Absent,
            groups: Cell::Filled(vec!["One", "Two"]),
            licenses: vec![
                ("Learning", LicenseCell::Activated),
                ("Site", LicenseCell::Inactive),
            ],
            attributes: vec![("Site", "Jakarta"), ("Learning", "")],
            new_unique_id: UniqueId::parse("E-2").map_or(Cell::Empty, Cell::Filled),
            existing_email: EmailAddress::parse("b@x.example").map_or(Cell::Empty, Cell::Filled),
            language: Some(Language::Indonesian),
            connected: Some(false),
            invited_on: Some(Timestamp(-86_400)),
            activated_on: None,
            last_active: Some(Timestamp(1_780_000_000)),
        };
        let mut names = Names::default();
        let wanted = [plain.clone(), full, RosterRow::default(), plain];
        let mut packed = Vec::new();
        for row in &wanted {
            let mut bytes = Vec::new();
            pack(row, &mut names, &mut bytes);
            packed.push(bytes);
        }
        let unpacked: Vec<_> = packed.iter().map(|bytes| unpack(bytes, &names)).collect();
        assert_eq!(unpacked, wanted);
        assert_eq!(names.iter().collect::<Vec<_>>(), ["Learning", "Site"]);
        let seen = glance(&packed[1]);
        assert_eq!(seen.line, 4_000_000_000);
        assert_eq!(
            seen.licenses().collect::<Vec<_>>(),
            [(0, LicenseCell::Activated), (1, LicenseCell::Inactive)]
        );
    }

    #[test]
    fn what_was_cut_off_is_empty_not_a_panic() {
        let mut names = Names::default();
        let mut bytes = Vec::new();
        let row = RosterRow {
            first_name: Cell::Filled("Siti"),
            groups: Cell::Filled(vec!["One"]),
            ..RosterRow::default()
        };
        pack(&row, &mut names, &mut bytes);
        // What is missing at the end are eight cells that say nothing.
        assert_eq!(unpack(&bytes[..bytes.len() - 8], &names), row);
        for end in 0..bytes.len() - 8 {
            assert_ne!(unpack(&bytes[..end], &names), row);
        }
    }
}
