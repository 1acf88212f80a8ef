//! Rows of a learning report that count for nobody: what they say, and the report read anew with what somebody says of
//! them.
//!
//! A report is the truth for its period and takes the place of what it said before, so it is always read whole.

use crate::domain::act::Act;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Report, reading, report_of};
use crate::domain::Page;
use crate::domain::batch::Progress;
use crate::domain::columns::LearningField;
use crate::domain::learning::{LearningReview, LearningToken};
use crate::domain::mending::{Failed, Mended, Mends, against_mending};
use crate::domain::operator::{Permission, Session};
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::service::account::access;
use crate::service::ops::import::correcting::{FailedRow, Whom, entry_that_failed, whom_to_take};
use crate::service::{Core, Reader, noting};
use crate::store::Db;

/// The act of an import of a report in the log.
const ACT: Act = Act::LearningImport;

/// A page of the rows that count for nobody, with their cells.
pub(crate) fn failed(
    core: &Core,
    token: LearningToken,
    page: Page,
) -> Result<(Vec<FailedRow>, usize)> {
    let report = report_of(core, token)?;
    let rows = report.failed.iter().skip(page.offset).take(page.limit);
    let rows: Vec<(u32, &str)> = rows.copied().collect();
    let lines: BTreeSet<u32> = rows.iter().map(|(line, _)| *line).collect();
    let mut cells = report.source.cells_at(&lines, &report.said.mending.rows)?;
    let rows = rows.into_iter().map(|(line, code)| {
        let cells = cells.remove(&line).unwrap_or_default();
        report.failed_row(line, code, &cells)
    });
    Ok((rows.collect(), report.failed.len()))
}

/// Reads a report anew with what was said of rows that count for nobody.
fn mend(
    db: &Db<'_>,
    core: &Core,
    token: LearningToken,
    mends: &Mends,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<LearningReview> {
    let report = report_of(core, token)?;
    if let Some(entry) = mends.corrects {
        entry_that_failed(db, entry, ACT)?;
    }
    let mut said = report.said.clone();
    let mut codes: HashMap<u32, &'static str> = report.failed.iter().copied().collect();
    for mend in &mends.rows {
        // Each line is corrected once.
        let failed = codes.remove(&mend.line).map(Failed::Learning);
        if let Some(reason) = against_mending(mend.line, failed.as_ref()) {
            return Err(Error::Refused(reason));
        }
        let mut cells = BTreeMap::new();
        if let Some(user) = mend.taken {
            let at = |field| said.columns.place_of(field);
            let whom = Whom {
                email: at(LearningField::Email),
                unique_id: at(LearningField::UniqueId),
            };
            cells.extend(whom_to_take(db, mend.line, user, whom)?);
        }
        for (place, text) in &mend.cells {
            if *place >= said.columns.0.len() {
                return Err(Error::Refused(Reason::CorrectInFile(mend.line)));
            }
            cells.insert(*place, text.clone());
        }
        let rows = &mut said.mending.rows.cells;
        rows.entry(mend.line).or_default().extend(cells);
    }
    let before = said.mending.told.take().unwrap_or_default();
    let imported = mends.corrects.or(report.imported.entry());
    said.mending.told = Some(Mended {
        rows: said.mending.rows.cells.len() as u64,
        taken: before.taken + mends.told().taken,
        corrects: imported.or(before.corrects),
        lines: None,
    });
    let file = report.source.open()?;
    reading::read_as(db, core, (file, report.source.clone()), said, watch)
}

impl Reader {
    /// Reads a report anew with what was said of rows that count for nobody. Needs `Permission::ImportUsers`.
    pub fn mend_learning(
        &mut self,
        session: &Session,
        report: LearningToken,
        mends: &Mends,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<LearningReview> {
        let core = &self.core;
        let allowed = access::authorise(&self.store.db(), session, Permission::ImportUsers);
        noting::refusals(core, session, Act::LearningImport, allowed)?;
        self.store.read(|db| mend(db, core, report, mends, watch))
    }

    /// Makes sure that an entry of the log is an import of a report in which rows counted for nobody. Needs
    /// `Permission::ImportUsers`.
    pub fn may_correct_learning(&mut self, session: &Session, entry: u64) -> Result<()> {
        let allowed = access::authorise(&self.store.db(), session, Permission::ImportUsers);
        noting::refusals(&self.core, session, ACT, allowed)?;
        entry_that_failed(&self.store.db(), entry, ACT)
    }

    /// The number of the log's entry of the import of a report; none while it waits to be imported.
    pub fn entry_of_learning(&self, report: LearningToken) -> Option<u64> {
        report_of(&self.core, report).ok()?.imported.entry()
    }
}

impl Report {
    fn failed_row(&self, line: u32, code: &'static str, cells: &[String]) -> FailedRow {
        let columns = &self.said.columns;
        let cell = |field| {
            let text = columns.place_of(field).and_then(|place| cells.get(place));
            text.map_or("", |text| text.trim()).to_owned()
        };
        let headers = columns.0.iter().map(|column| column.header.clone());
        FailedRow {
            line,
            failed: Failed::Learning(code),
            blamed: None,
            said: (
                cell(LearningField::Email),
                cell(LearningField::UniqueId),
                cell(LearningField::FullName),
            ),
            cells: headers
                .enumerate()
                .map(|(place, header)| (header, cells.get(place).cloned().unwrap_or_default()))
                .collect(),
            beyond: 0,
        }
    }
}
