//! The rows of a review as they are kept until it is confirmed: ten bytes each, in the file's order, few in memory and
//! many in a file without a name.

use std::path::Path;

use crate::domain::batch::{OutcomeCounts, PlanRow, ReadOtherwise, RowOutcome};
use crate::error::{Error, Result};
use crate::service::deletion::heaps::Heaps;

/// Rows on one heap.
const TOGETHER: u64 = 1 << 16;

/// Every row of a review.
#[derive(Debug)]
pub(crate) struct ReviewedRows {
    packed: Heaps<{ PlanRow::BYTES }>,
    counts: [u64; RowOutcome::ALL.len()],
    /// Rows that were read in the sense of the other column.
    pub read_otherwise: ReadOtherwise,
}

impl ReviewedRows {
    /// No rows yet; many are laid into the folder.
    pub fn new(folder: &Path) -> Self {
        Self {
            packed: Heaps::new(folder),
            counts: [0; RowOutcome::ALL.len()],
            read_otherwise: ReadOtherwise::default(),
        }
    }

    /// Adds the next row of the file.
    pub fn push(&mut self, row: PlanRow) -> Result<()> {
        self.counts[row.outcome as usize] += 1;
        let heap = usize::try_from(self.packed.records() / TOGETHER).unwrap_or(usize::MAX);
        self.packed.put(heap, &row.packed())
    }

    /// Rows by what would become of them.
    pub fn counts(&self) -> OutcomeCounts {
        let mut counts = OutcomeCounts::default();
        for (outcome, count) in RowOutcome::ALL.into_iter().zip(self.counts) {
            counts.add(outcome, count);
        }
        counts
    }

    /// Every row, in the file's order.
    pub fn each(&self, mut each: impl FnMut(PlanRow) -> Result<()>) -> Result<()> {
        for heap in 0..self.packed.count() {
            self.packed.each(heap, |packed| each(unpacked(packed)?))?;
        }
        Ok(())
    }

    /// Those that would be deleted, in the file's order.
    pub fn planned(&self) -> Result<Vec<PlanRow>> {
        let mut planned = Vec::new();
        self.each(|row| {
            planned.extend((row.outcome == RowOutcome::Deleted).then_some(row));
            Ok(())
        })?;
        Ok(planned)
    }

    /// The rows one after the other.
    pub const fn reading(&self) -> Reading<'_> {
        Reading {
            rows: self,
            heap: 0,
            block: 0,
            read: Vec::new(),
            next: 0,
        }
    }
}

/// Rows of a review that are asked for one by one.
pub(crate) struct Reading<'r> {
    rows: &'r ReviewedRows,
    /// Which block is read next.
    heap: usize,
    block: usize,
    read: Vec<PlanRow>,
    next: usize,
}

impl Reading<'_> {
    /// The next row, where there is one.
    pub fn next(&mut self) -> Result<Option<PlanRow>> {
        while self.next == self.read.len() {
            if self.heap == self.rows.packed.count() {
                return Ok(None);
            }
            self.read.clear();
            self.next = 0;
            let mut buffer = Vec::new();
            match self.rows.packed.block(self.heap, self.block, &mut buffer)? {
                None => (self.heap, self.block) = (self.heap + 1, 0),
                Some(bytes) => {
                    for packed in bytes.as_chunks().0 {
                        self.read.push(unpacked(packed)?);
                    }
                    self.block += 1;
                }
            }
        }
        self.next += 1;
        Ok(self.read.get(self.next - 1).copied())
    }
}

fn unpacked(packed: &[u8; PlanRow::BYTES]) -> Result<PlanRow> {
    PlanRow::unpacked(packed).ok_or_else(|| Error::Bug("a row set aside is no row".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were_put_one_by_one_and_all_at_once() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        for count in [0, 1, 819, 820, 70_000] {
            let row = |line: u32| PlanRow {
                line,
                outcome: RowOutcome::ALL[line as usize % RowOutcome::ALL.len()],
                reference: i64::from(line) << 8,
            };
            let mut rows = ReviewedRows::new(folder.path());
            (0..count).try_for_each(|line| rows.push(row(line)))?;
            let mut line = 0;
            let mut reading = rows.reading();
            rows.each(|found| {
                assert_eq!((found, reading.next()?), (row(line), Some(row(line))));
                line += 1;
                Ok(())
            })?;
            assert_eq!((line, reading.next()?), (count, None));
            assert_eq!(rows.counts().total(), u64::from(count));
        }
        Ok(())
    }
}
