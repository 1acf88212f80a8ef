//! Words of a roster that look like what a spreadsheet made of others: `NULL` for a name, `1-Mar` for a group, `1.00E+05` for a
//! cost centre.
//!
//! They are named, each kind with its rows, and imported as they stand: people are called Null, and a column may hold dates
//! because it is meant to. A field that a row leaves as it stands is not named again.

use super::{RosterField, RosterRemark, RosterRow};
use crate::domain::damage::{self, DIGITS_KEPT, Damage};

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
                .extend(damage::in_word(text).map(|damage| TextRemark {
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
        let damage = damage::in_word(text)?;
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

/// IDs of people who are new, in which a spreadsheet's damage can be seen that no ID shows alone: zeros lost beside somebody
/// who has them, digits lost, decimals.
#[derive(Debug, Default)]
pub struct NewIds {
    /// All of them, numbers or not.
    count: usize,
    /// Plain numbers, with their line.
    whole: Vec<(u64, u32)>,
    decimals: Vec<TextRemark>,
    /// Of more digits than a spreadsheet keeps.
    long: usize,
    /// Of these, those that end in so few zeros that a tenth of all do.
    perhaps_cut: Vec<TextRemark>,
    cut: Vec<TextRemark>,
}

impl NewIds {
    /// Zeros at the end of a long number that are no chance.
    const MANY_ZEROS: usize = 3;

    /// Counts an ID that is no number.
    pub const fn pass(&mut self) {
        self.count += 1;
    }

    /// Looks at one that is.
    pub fn note(&mut self, line: u32, id: &str) {
        self.count += 1;
        let remark = |damage| TextRemark {
            line,
            field: RosterField::UniqueId,
            nth: 0,
            damage,
        };
        if !damage::is_number(id) {
            self.decimals.push(remark(Damage::Fraction));
            return;
        }
        if let Ok(number) = id.parse()
            && (id == "0" || !id.starts_with('0'))
        {
            self.whole.push((number, line));
        }
        self.long += usize::from(id.len() > DIGITS_KEPT);
        match damage::lost_digits(id) {
            0 => {}
            zeros if zeros < Self::MANY_ZEROS => self.perhaps_cut.push(remark(Damage::LostDigits)),
            _ => self.cut.push(remark(Damage::LostDigits)),
        }
    }

    /// Whether it matters which IDs the account has.
    pub const fn has_whole_numbers(&self) -> bool {
        !self.whole.is_empty()
    }

    /// What is seen in them, where somebody has each of these IDs with zeros before it.
    pub fn finish(mut self, with_zeros: impl FnOnce(&mut dyn FnMut(&str))) -> Vec<TextRemark> {
        self.whole.sort_unstable();
        let mut found = Vec::new();
        with_zeros(&mut |known| {
            let Some(number) = damage::without_leading_zeros(known).and_then(|id| id.parse().ok())
            else {
                return;
            };
            let from = self.whole.partition_point(|(one, _)| *one < number);
            let same = self.whole[from..].iter();
            let same = same.take_while(|(one, _)| *one == number);
            found.extend(same.map(|(_, line)| TextRemark {
                line: *line,
                field: RosterField::UniqueId,
                nth: 0,
                damage: Damage::LostZeros,
            }));
        });
        // One alone does not say how IDs are written here.
        if self.decimals.len() * 2 <= self.count || self.count == 1 {
            found.append(&mut self.decimals);
        }
        if (self.perhaps_cut.len() + self.cut.len()) * 2 > self.long {
            found.append(&mut self.perhaps_cut);
        }
        found.append(&mut self.cut);
        found
    }
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
    if let Some(id) = row.unique_id.as_filled() {
        let own = remarks.iter();
        let own = own.filter(|remark| remark.field == RosterField::UniqueId);
        found.extend(own.map(|remark| RosterRemark {
            field: RosterField::UniqueId,
            of: None,
            text: id.as_str().to_owned(),
            damage: remark.damage,
        }));
    }
    for (field, of, text) in plain_words(row).chain(attributes) {
        let nth = of.map_or(0, |(nth, _)| nth);
        let own = remarks.iter();
        let own = own.filter(|remark| remark.field == field && remark.nth == nth);
        let fits = |remark: &&TextRemark| match damage::in_word(text) {
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
            last_name: Cell::Filled("3.50"),
            work_title: Cell::Filled("1.00E+05"),
            groups: Cell::Filled(vec!["1-Mar", "Sales", "nan"]),
            attributes: vec![("Cost centre", "'00420"), ("Grade", "420.0"), ("Note", "")],
            ..RosterRow::default()
        };
        let wanted = [
            (2, RosterField::FirstName, Damage::NothingWord),
            (2, RosterField::LastName, Damage::Fraction),
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
            [
                "Null", "3.50", "1.00E+05", "1-Mar", "nan", "'00420", "420.0"
            ]
        );
        assert_eq!(words[6].of.as_deref(), Some("Grade"));
    }

    fn in_ids(ids: &[&str], known: &[&str]) -> Vec<(u32, Damage)> {
        let mut new = NewIds::default();
        for (line, id) in (2..).zip(ids) {
            if damage::is_like_number(id) {
                new.note(line, id);
            } else {
                new.pass();
            }
        }
        let found = new.finish(|each| known.iter().for_each(|id| each(id)));
        let found = sorted(found).into_iter();
        found.map(|one| (one.line, one.damage)).collect()
    }

    #[test]
    fn damage_of_a_new_id_is_seen_beside_those_that_others_have() {
        let ids = ["0.5", "12345678901234500000", "8", "E-9"];
        let wanted = [
            (2, Damage::Fraction),
            (3, Damage::LostDigits),
            (4, Damage::LostZeros),
        ];
        assert_eq!(in_ids(&ids, &["00008", "00009", "E-8"]), wanted);
        assert_eq!(in_ids(&ids[2..], &["8", "80", "00080"]), []);
    }

    #[test]
    fn how_all_ids_are_written_is_no_damage() {
        // Codes with a point, and long numbers of which a tenth ends in a zero.
        assert_eq!(in_ids(&["1.2", "1.3", "2.10"], &[]), []);
        let long = ["3201234567890121", "3201234567890120", "3201234567890129"];
        assert_eq!(in_ids(&long, &[]), []);
        let cut = [(2, Damage::LostDigits), (3, Damage::LostDigits)];
        assert_eq!(in_ids(&["3201234567890120", "3271234567890120"], &[]), cut);
        assert_eq!(in_ids(&["0"], &["000"]), [(2, Damage::LostZeros)]);
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
