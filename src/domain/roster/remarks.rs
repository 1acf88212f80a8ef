//! Words of a roster that look like what a spreadsheet made of others: `NULL` for a name, `1-Mar` for a group, `1.00E+05` for a
//! cost centre.
//!
//! They are named, each kind with its rows, and imported as they stand: people are called Null, and a column may hold dates
//! because it is meant to. A field that a row leaves as it stands is not named again.

use super::{RosterField, RosterRemark, RosterRow};
use crate::domain::damage::{self, Damage};

/// Filled cells of a column after which it is settled how the column is written.
const ENOUGH_CELLS: usize = 1_000;

/// That a word of a row looks damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextRemark {
    /// The physical line on which the row begins, from 1.
    pub line: u32,
    /// Where the word stands.
    pub field: RosterField,
    /// Which of the attributes it is, in the order of the columns; 0 where it is none.
    pub nth: u16,
    /// What it looks like.
    pub damage: Damage,
}

/// The rows in which words look damaged in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkTotal {
    /// What they look like.
    pub damage: Damage,
    /// How many rows.
    pub rows: u64,
    /// The lines of the first of them.
    pub lines: Vec<u32>,
}

impl RemarkTotal {
    /// Lines that are named.
    pub const NAMED: usize = 10;
}

/// Finds the words that look damaged, row by row.
#[derive(Debug, Default)]
pub struct RemarkFinder {
    found: Vec<TextRemark>,
    /// Of each attribute, in the order of the columns.
    columns: Vec<Column>,
}

/// A column of which all cells may be meant to look so: dates, amounts.
#[derive(Debug, Default)]
struct Column {
    filled: usize,
    like: [Vec<TextRemark>; MEANT.len()],
    is_written_so: [bool; MEANT.len()],
}

/// What most cells of a column can be meant to be.
const MEANT: [Damage; 3] = [Damage::Date, Damage::Fraction, Damage::Grouping];

impl RemarkFinder {
    /// Looks at the words of the next row.
    pub fn note(&mut self, row: &RosterRow<'_>) {
        for (field, _, text) in plain_words(row) {
            self.found
                .extend(damage::by_form(text).map(|damage| TextRemark {
                    line: row.line,
                    field,
                    nth: 0,
                    damage,
                }));
        }
        self.columns
            .resize_with(row.attributes.len(), Column::default);
        let columns = self.columns.iter_mut().zip(0..);
        for ((_, text), (column, nth)) in row.attributes.iter().zip(columns) {
            self.found.extend(column.note(row.line, nth, text));
        }
    }

    /// All of them, in the file's order, each once.
    pub fn finish(mut self) -> Vec<TextRemark> {
        self.found
            .extend(self.columns.into_iter().flat_map(Column::finish));
        sorted(self.found)
    }
}

impl Column {
    /// Looks at a cell; answers what is damage whatever the other cells are.
    fn note(&mut self, line: u32, nth: u16, text: &str) -> Option<TextRemark> {
        self.filled += usize::from(!text.is_empty());
        let damage = damage::by_form(text)?;
        let remark = TextRemark {
            line,
            field: RosterField::Attributes,
            nth,
            damage,
        };
        let Some(kind) = MEANT.iter().position(|meant| *meant == damage) else {
            return Some(remark);
        };
        if !self.is_written_so[kind] {
            self.like[kind].push(remark);
            let is_enough = self.like[kind].len() >= ENOUGH_CELLS;
            if is_enough && self.is_usual(kind) {
                self.is_written_so[kind] = true;
                self.like[kind] = Vec::new();
            }
        }
        None
    }

    /// Whether more than half of the cells look so.
    fn is_usual(&self, kind: usize) -> bool {
        self.like[kind].len() * 2 > self.filled
    }

    fn finish(mut self) -> Vec<TextRemark> {
        let mut left = Vec::new();
        for kind in 0..MEANT.len() {
            // One cell alone does not say how a column is written.
            if !self.is_usual(kind) || self.filled == 1 {
                left.append(&mut self.like[kind]);
            }
        }
        left
    }
}

/// Remarks in the file's order, each once.
pub fn sorted(mut remarks: Vec<TextRemark>) -> Vec<TextRemark> {
    remarks.sort_unstable();
    remarks.dedup();
    remarks
}

/// Names, title and groups of a row: where each stands, that it is no attribute, and what it is.
fn plain_words<'r>(
    row: &'r RosterRow<'_>,
) -> impl Iterator<Item = (RosterField, Option<(u16, &'r str)>, &'r str)> {
    let cells = [
        (RosterField::FirstName, &row.first_name),
        (RosterField::LastName, &row.last_name),
        (RosterField::WorkTitle, &row.work_title),
    ];
    let groups = row.groups_wanted().unwrap_or_default().iter();
    cells
        .into_iter()
        .map(|(field, cell)| (field, None, cell.text()))
        .chain(groups.map(|name| (RosterField::Groups, None, *name)))
}

/// The words of a row that its remarks are about.
pub fn remarked_words(row: &RosterRow<'_>, remarks: &[TextRemark]) -> Vec<RosterRemark> {
    let mut found = Vec::new();
    let attributes = row.attributes.iter().zip(0..);
    let attributes =
        attributes.map(|((name, text), nth)| (RosterField::Attributes, Some((nth, *name)), *text));
    for (field, of, text) in plain_words(row).chain(attributes) {
        let nth = of.map_or(0, |(nth, _)| nth);
        let own = remarks.iter();
        let own = own.filter(|remark| remark.field == field && remark.nth == nth);
        let fits = |remark: &&TextRemark| match damage::by_form(text) {
            Some(damage) => damage == remark.damage,
            None => damage::is_number(text) && damage::shows_beside_another(remark.damage),
        };
        found.extend(own.filter(fits).map(|remark| RosterRemark {
            field,
            of: of.map(|(_, name)| name.to_owned()),
            text: text.to_owned(),
            damage: remark.damage,
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::Cell;

    fn found(rows: &[RosterRow<'_>]) -> Vec<(u32, RosterField, Damage)> {
        let mut finder = RemarkFinder::default();
        for row in rows {
            finder.note(row);
        }
        let remarks = finder.finish().into_iter();
        remarks
            .map(|one| (one.line, one.field, one.damage))
            .collect()
    }

    #[test]
    fn each_kind_is_named_where_it_stands() {
        let row = RosterRow {
            line: 2,
            first_name: Cell::Filled("Null"),
            last_name: Cell::Filled("March"),
            work_title: Cell::Filled("1.00E+05"),
            groups: Cell::Filled(vec!["1-Mar", "Sales", "nan"]),
            attributes: vec![("Cost centre", "'00420"), ("Grade", "420.0"), ("Note", "")],
            ..RosterRow::default()
        };
        let wanted = [
            (2, RosterField::FirstName, Damage::NothingWord),
            (2, RosterField::WorkTitle, Damage::Exponent),
            (2, RosterField::Groups, Damage::Date),
            (2, RosterField::Groups, Damage::NothingWord),
            (2, RosterField::Attributes, Damage::TextMark),
            (2, RosterField::Attributes, Damage::Fraction),
        ];
        assert_eq!(found(std::slice::from_ref(&row)), wanted);
        let mut finder = RemarkFinder::default();
        finder.note(&row);
        let words = remarked_words(&row, &finder.finish());
        let texts: Vec<&str> = words.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(
            texts,
            ["Null", "1.00E+05", "1-Mar", "nan", "'00420", "420.0"]
        );
        assert_eq!(words[5].of.as_deref(), Some("Grade"));
    }

    #[test]
    fn a_column_of_dates_is_left_alone_and_a_date_in_another_is_named() {
        let row = |line, hired, centre| RosterRow {
            line,
            attributes: vec![("Hired", hired), ("Centre", centre)],
            ..RosterRow::default()
        };
        for rows in [3_u32, 3_000] {
            let mut all = vec![row(2, "2024-03-01", "MAR-7"), row(3, "NULL", "1-Mar")];
            all.extend((4..rows + 4).map(|line| row(line, "1-Apr-24", "MAR-7")));
            let wanted = [
                (3, RosterField::Attributes, Damage::NothingWord),
                (3, RosterField::Attributes, Damage::Date),
            ];
            assert_eq!(found(&all), wanted, "{rows}");
        }
    }
}
