//! Rows of a file that are read otherwise than they stand there: cells that somebody has set right, and, where only the
//! rows are wanted that were corrected, none but those.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Read, Seek};

use super::ReadFault;
use super::record::Record;
use super::sheet::{NextRecord, Sheet};

/// Cells that take the place of those in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MendedRows {
    /// By line, and by the place of the column.
    pub cells: HashMap<u32, BTreeMap<usize, String>>,
    /// Whether all other rows are passed over.
    pub only: bool,
    /// Lines of rows that are passed over because they were corrected before.
    pub passed: BTreeSet<u32>,
}

impl MendedRows {
    /// Puts the cells of a row right, of which so many have a header; answers whether it is wanted.
    pub(super) fn mend(&self, record: &mut Record, headers: usize) -> bool {
        if self.cells.is_empty() && !self.only && self.passed.is_empty() {
            return true;
        }
        let Ok(line) = u32::try_from(record.line) else {
            return !self.only;
        };
        match self.cells.get(&line) {
            None if self.passed.contains(&line) => false,
            Some(cells) => {
                record.put(cells, headers);
                true
            }
            None => !self.only,
        }
    }
}

/// The cells of the rows that begin on these lines, as the file has them.
pub fn cells_at<R: Read + Seek>(
    source: R,
    size_limit: u64,
    lines: &BTreeSet<u32>,
) -> Result<HashMap<u32, Vec<String>>, ReadFault> {
    let mut sheet = Sheet::open(source, size_limit)?;
    let mut record = Record::default();
    let mut found = HashMap::new();
    while found.len() < lines.len() && sheet.next(&mut record)? != NextRecord::End {
        let line = u32::try_from(record.line).unwrap_or(u32::MAX);
        if lines.contains(&line) {
            let cells = record.fields().iter().map(str::to_owned);
            found.insert(line, cells.collect());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    const FILE: &str = "ID,Email,Title\nE-1,a@x.example,\"Engi\nneer\"\n,,\nE-2,b@x,Lead, East,more\nE-3,c@x.example,Lead\n";

    #[test]
    fn rows_are_read_with_the_cells_that_were_said() -> Result<(), ReadFault> {
        let mut mended = MendedRows::default();
        let cells = BTreeMap::from([(1, "b@x.example".to_owned()), (2, "Boss".to_owned())]);
        mended.cells.insert(5, cells);
        for only in [false, true] {
            mended.only = only;
            let mut sheet = Sheet::open(Cursor::new(FILE), u64::MAX)?;
            let (mut record, mut rows) = (Record::default(), Vec::new());
            loop {
                match sheet.next(&mut record)? {
                    NextRecord::End => break,
                    NextRecord::Row if mended.mend(&mut record, 3) => {
                        let fields: Vec<_> = record.fields().iter().map(str::to_owned).collect();
                        rows.push((record.line, fields.join("|")));
                    }
                    NextRecord::Row | NextRecord::Blank => {}
                }
            }
            let mut expected = vec![
                (2, "E-1|a@x.example|Engi\nneer".to_owned()),
                (5, "E-2|b@x.example|Boss".to_owned()),
                (6, "E-3|c@x.example|Lead".to_owned()),
            ];
            expected.retain(|(line, _)| !only || *line == 5);
            assert_eq!(rows, expected);
            sheet.close()?;
        }
        Ok(())
    }

    #[test]
    fn cells_are_found_by_the_line_on_which_their_row_begins() -> Result<(), ReadFault> {
        let lines = BTreeSet::from([2, 3, 5]);
        let found = cells_at(Cursor::new(FILE), u64::MAX, &lines)?;
        assert_eq!(found.len(), 2);
        assert_eq!(found[&5], ["E-2", "b@x", "Lead", " East", "more"]);
        assert_eq!(found[&2][2], "Engi\nneer");
        Ok(())
    }
}
