//! What becomes of the rows of a roster, packed: a few bytes a row, because a million are kept and shown.
//!
//! What comes out is what was put in.

use super::{
    RemarkTotal, RosterFields, RosterList, RosterResult, RosterTotals, RosterVerdict, TextRemark,
    sorted,
};
use crate::domain::Page;
use crate::domain::coded::coded;
use crate::domain::damage::Damage;
use crate::domain::reason::Reason;

/// Earlier reasons among which the same one is looked for: where many rows fail, most fail for few reasons.
const LOOKED_BACK: usize = 16;

coded! {
    /// What happens to a row, without why.
    pub enum RosterMark {
        /// It is a new user.
        Added = "added",
        /// A known user changes.
        Changed = "changed",
        /// A known user is as it says.
        Unchanged = "unchanged",
        /// It is refused.
        Refused = "refused",
        /// It could not be read.
        Unreadable = "unreadable",
        /// It says the header again and is nobody’s: it is listed, and is no failure.
        HeaderAgain = "repeated_header",
    }
}

impl RosterMark {
    /// Whether the row was not set aside, because nothing could be read in it.
    pub const fn is_unread(self) -> bool {
        match self {
            Self::Unreadable | Self::HeaderAgain => true,
            Self::Added | Self::Changed | Self::Unchanged | Self::Refused => false,
        }
    }
}

/// Verdicts on the rows of a roster, in the file's order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterVerdicts {
    lines: Vec<u32>,
    marks: Vec<RosterMark>,
    fields: Vec<RosterFields>,
    /// Of each row that fails, in order: where its reason stands.
    failed: Vec<u32>,
    /// The lines on which the header stands again; they have a reason too.
    headers: Vec<u32>,
    /// Reasons, whose faults name no line.
    reasons: Vec<RosterResult>,
    /// Words that are added or changed and look damaged, in the file's order.
    remarks: Vec<TextRemark>,
    /// Sums over all of it.
    pub totals: RosterTotals,
}

impl RosterVerdicts {
    /// Adds the next row, of which no field is listed.
    pub fn push(&mut self, line: u32, result: RosterResult) {
        self.push_with(line, result, RosterFields::default());
    }

    /// Adds the next row with the fields that it changes or meets with an empty cell.
    pub fn push_with(&mut self, line: u32, result: RosterResult, fields: RosterFields) {
        self.totals.count(fields);
        self.fields.push(fields);
        let mark = result.mark();
        self.lines.push(line);
        self.marks.push(mark);
        if mark == RosterMark::HeaderAgain {
            self.headers.push(line);
        }
        match mark {
            RosterMark::Refused | RosterMark::Unreadable | RosterMark::HeaderAgain => {
                self.push_reason(without_line(result));
            }
            RosterMark::Added | RosterMark::Changed | RosterMark::Unchanged => {}
        }
    }

    fn push_reason(&mut self, reason: RosterResult) {
        let late = self.reasons.len().saturating_sub(LOOKED_BACK);
        let known = self.reasons[late..]
            .iter()
            .position(|known| *known == reason);
        let place = known.map_or(self.reasons.len(), |place| late + place);
        if known.is_none() {
            self.reasons.push(reason);
        }
        self.failed.push(u32::try_from(place).unwrap_or(u32::MAX));
    }

    /// Hands on everything that tells these verdicts from others, but for the words of what changes.
    pub fn print(&self, mut take: impl FnMut(&[u8])) {
        let mut bytes = Vec::with_capacity(self.len() * 7 + self.failed.len() * 4);
        for ((line, mark), fields) in self.lines.iter().zip(&self.marks).zip(&self.fields) {
            bytes.extend_from_slice(&line.to_le_bytes());
            bytes.push(*mark as u8);
            bytes.extend_from_slice(&fields.changed_bits().to_le_bytes());
        }
        for place in &self.failed {
            bytes.extend_from_slice(&place.to_le_bytes());
        }
        take(&bytes);
        take(format!("{:?}{:?}", self.reasons, self.totals).as_bytes());
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether any row fails.
    pub const fn has_faults(&self) -> bool {
        self.failed.len() > self.headers.len()
    }

    /// The lines on which the header stands again.
    pub fn headers(&self) -> &[u32] {
        &self.headers
    }

    /// How many rows fail.
    const fn faults(&self) -> u64 {
        (self.failed.len() - self.headers.len()) as u64
    }

    /// What happens to each row, without why.
    pub fn marks(&self) -> &[RosterMark] {
        &self.marks
    }

    /// How many rows have a mark.
    pub fn count(&self, mark: RosterMark) -> u64 {
        self.marks.iter().filter(|one| **one == mark).count() as u64
    }

    /// What each row changes, or meets with an empty cell.
    pub fn fields(&self) -> &[RosterFields] {
        &self.fields
    }

    /// How many rows stand in a list.
    pub fn total(&self, list: RosterList) -> u64 {
        match list {
            RosterList::All => self.len() as u64,
            RosterList::Added => self.count(RosterMark::Added),
            RosterList::Changed => self.count(RosterMark::Changed),
            RosterList::ChangedIn(field) => self.totals.changed(field),
            RosterList::TakenOver => self.totals.taken_over,
            RosterList::EmptyCell(field) => self.totals.empty_cells(field),
            RosterList::Held => {
                let held = self.fields.iter().filter(|fields| fields.holds_any());
                held.count() as u64
            }
            RosterList::Unchanged => self.count(RosterMark::Unchanged),
            RosterList::Refused => self.faults(),
            RosterList::Gone => self.totals.gone,
            RosterList::Remarked(damage) => self
                .remarked()
                .into_iter()
                .find(|total| total.damage == damage)
                .map_or(0, |total| total.rows),
            RosterList::Told => {
                let told = self.fields.iter();
                told.filter(|fields| fields.changes_what_is_told()).count() as u64
            }
        }
    }

    /// Takes what looks damaged in the words of the rows, where it is added or changed; all rows were added before.
    pub fn remark(&mut self, remarks: Vec<TextRemark>) {
        let rows = self.lines.iter().zip(&self.marks).zip(&self.fields);
        let mut rows = rows.peekable();
        let mut remarks = sorted(remarks);
        remarks.retain(|remark| {
            while rows
                .next_if(|((line, _), _)| **line < remark.line)
                .is_some()
            {}
            match rows.peek() {
                Some(((line, mark), fields)) if **line == remark.line => match mark {
                    RosterMark::Added => true,
                    RosterMark::Changed => fields.changes(remark.field),
                    RosterMark::Unchanged
                    | RosterMark::Refused
                    | RosterMark::Unreadable
                    | RosterMark::HeaderAgain => false,
                },
                _ => false,
            }
        });
        self.remarks = remarks;
    }

    /// What looks damaged in the words of one row.
    pub fn remarks_on(&self, line: u32) -> &[TextRemark] {
        let from = self.remarks.partition_point(|remark| remark.line < line);
        let rest = self.remarks.get(from..).unwrap_or_default();
        let count = rest.partition_point(|remark| remark.line == line);
        rest.get(..count).unwrap_or_default()
    }

    /// What looks damaged in the words of the rows, by kind.
    pub fn remarked(&self) -> Vec<RemarkTotal> {
        let totals = Damage::ALL.into_iter().map(|damage| {
            let own = self.remarks.iter().filter(|one| one.damage == damage);
            let mut lines: Vec<u32> = own.map(|remark| remark.line).collect();
            lines.dedup();
            let rows = lines.len() as u64;
            lines.truncate(RemarkTotal::NAMED);
            RemarkTotal {
                damage,
                rows,
                lines,
            }
        });
        totals.filter(|total| total.rows > 0).collect()
    }

    /// Why the users whom no row means are not proposed as leavers; none when they are. The share is the account's gate
    /// for deletions: a roster that leaves out more is a part of the account.
    pub fn leavers_objection(&self, gate_percent: u8) -> Option<Reason> {
        let RosterTotals { gone, users, .. } = self.totals;
        if gone == 0 {
            Some(Reason::NobodyGone)
        } else if self.has_faults() {
            Some(Reason::RosterHasFaults(self.faults()))
        } else if gone.saturating_mul(100) > users.saturating_mul(gate_percent.into()) {
            Some(Reason::RosterIsPart(gone, users))
        } else {
            None
        }
    }

    /// Rows of a list, each with its place in the file among all rows.
    pub fn page(&self, list: RosterList, page: Page) -> Vec<(usize, RosterVerdict)> {
        let rows = self.iter().enumerate();
        let listed = rows.filter(|(place, _)| self.is_listed(list, *place));
        listed.skip(page.offset).take(page.limit).collect()
    }

    fn is_listed(&self, list: RosterList, place: usize) -> bool {
        let (mark, fields) = (self.marks[place], self.fields[place]);
        match list {
            RosterList::All => true,
            RosterList::Added => mark == RosterMark::Added,
            RosterList::Changed => mark == RosterMark::Changed,
            RosterList::ChangedIn(field) => fields.changes(field),
            RosterList::Told => fields.changes_what_is_told(),
            RosterList::TakenOver => fields.takes_over(),
            RosterList::EmptyCell(field) => fields.has_empty_cell(field),
            RosterList::Held => fields.holds_any(),
            RosterList::Unchanged => mark == RosterMark::Unchanged,
            RosterList::Refused => matches!(mark, RosterMark::Refused | RosterMark::Unreadable),
            RosterList::Remarked(damage) => {
                let mut own = self.remarks_on(self.lines[place]).iter();
                own.any(|remark| remark.damage == damage)
            }
            RosterList::Gone => false,
        }
    }

    /// The verdicts, one by one.
    pub fn iter(&self) -> impl Iterator<Item = RosterVerdict> + '_ {
        let mut failed = self.failed.iter();
        let rows = self.lines.iter().zip(&self.marks);
        rows.filter_map(move |(line, mark)| {
            let result = match mark {
                RosterMark::Added => RosterResult::Added,
                RosterMark::Changed => RosterResult::Changed,
                RosterMark::Unchanged => RosterResult::Unchanged,
                RosterMark::Refused | RosterMark::Unreadable | RosterMark::HeaderAgain => {
                    let reason = self.reasons.get(*failed.next()? as usize)?;
                    on_line(reason.clone(), *line)
                }
            };
            Some(RosterVerdict {
                line: *line,
                result,
            })
        })
    }
}

/// The same for every line that fails for it.
fn without_line(result: RosterResult) -> RosterResult {
    on_line(result, 0)
}

fn on_line(mut result: RosterResult, line: u32) -> RosterResult {
    if let RosterResult::Unreadable(fault) = &mut result {
        fault.line = line;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reason::Reason;
    use crate::domain::roster::{RosterFault, RosterFaultKind};

    #[test]
    fn a_header_that_stands_again_is_told_and_is_no_failure() {
        let mut verdicts = RosterVerdicts::default();
        verdicts.push(2, RosterResult::Added);
        verdicts.push(
            3,
            RosterResult::Unreadable(Box::new(RosterFault {
                line: 3,
                column: None,
                identifier: None,
                what: RosterFaultKind::RepeatedHeader,
            })),
        );
        assert!(!verdicts.has_faults());
        assert_eq!(verdicts.headers(), [3]);
        assert_eq!(verdicts.total(RosterList::Refused), 0);
        verdicts.push(4, RosterResult::Refused(Box::new(Reason::NoSeats(1))));
        assert!(verdicts.has_faults());
        assert_eq!(verdicts.total(RosterList::Refused), 1);
        let page = verdicts.page(RosterList::Refused, Page::first(9));
        assert_eq!(page.len(), 1);
        assert_eq!(page[0].1.line, 4);
    }

    #[test]
    fn what_comes_out_is_what_was_put_in_and_a_reason_is_kept_once() {
        let unreadable = |line, what| {
            let column = Some("groups".to_owned());
            RosterResult::Unreadable(Box::new(RosterFault {
                line,
                column,
                identifier: None,
                what,
            }))
        };
        let mut wanted = vec![(2, RosterResult::Added), (3, RosterResult::Unchanged)];
        for line in 4..2_000 {
            wanted.push((line, unreadable(line, RosterFaultKind::Malformed)));
            wanted.push((line, RosterResult::Refused(Box::new(Reason::NoSeats(1)))));
        }
        for line in 2_000..2_050 {
            let reason = Reason::DuplicateOf(line - 7);
            wanted.push((line, RosterResult::Refused(Box::new(reason))));
        }
        wanted.push((u32::MAX, RosterResult::Changed));
        let mut verdicts = RosterVerdicts::default();
        assert!(!verdicts.has_faults());
        for (line, result) in &wanted {
            verdicts.push(*line, result.clone());
        }
        let seen: Vec<_> = verdicts.iter().map(|row| (row.line, row.result)).collect();
        assert_eq!(seen, wanted);
        assert!(verdicts.has_faults());
        assert_eq!(verdicts.reasons.len(), 52);
        assert_eq!(verdicts.count(RosterMark::Unreadable), 1_996);
    }
}
