//! Rows of a roster that failed: what they say, and the roster read anew with what somebody says of them.

use crate::domain::act::Act;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use std::sync::Arc;

use super::{Deeds, Mending, Roster, judge, read_as, roster_of};
use crate::domain::Page;
use crate::domain::batch::Progress;
use crate::domain::columns::RosterField;
use crate::domain::id::UserId;
use crate::domain::identifier::{Fit, is_invisible};
use crate::domain::mending::{Failed, Mend, Mended, Mends, against_mending};
use crate::domain::reason::Reason;
use crate::domain::roster::{RosterImport, RosterList, RosterMark, RosterResult};
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::directory::identity;
use crate::service::ops::import::correcting::{
    FailedRow, Whom, corrected_since, entry_that_failed, whom_to_take, written_lines,
};
use crate::store::Db;

/// Rows that could not be read of which it is looked whom they name.
const LOOKED_AT: usize = 10_000;

/// A page of the rows that failed, with their cells.
pub(crate) fn failed(
    db: &Db<'_>,
    core: &Core,
    import: &RosterImport,
    page: Page,
) -> Result<(Vec<FailedRow>, usize)> {
    let roster = roster_of(core, import)?;
    let deeds = judge(db, core, import)?;
    let verdicts = deeds.verdicts.page(RosterList::Refused, page);
    let lines = verdicts.iter().map(|(_, verdict)| verdict.line).collect();
    let mut cells = roster.source.cells_at(&lines, &roster.mending.rows)?;
    let rows = verdicts.into_iter().map(|(_, verdict)| {
        let cells = cells.remove(&verdict.line).unwrap_or_default();
        roster.failed_row(verdict.line, verdict.result, &cells)
    });
    let total = deeds.verdicts.total(RosterList::Refused);
    Ok((rows.collect(), usize::try_from(total).unwrap_or(usize::MAX)))
}

/// Which users rows of a roster mean; none where only some of its rows were read.
pub(crate) fn whom_it_means(
    db: &Db<'_>,
    core: &Core,
    import: &RosterImport,
) -> Result<Option<Arc<Deeds>>> {
    if roster_of(core, import)?.mending.rows.only {
        return Ok(None);
    }
    judge(db, core, import).map(Some)
}

/// Reads a roster anew with what was said of rows that failed. Of a roster that was imported only those are read: what
/// else stands in it was done.
pub(crate) fn mend(
    db: &Db<'_>,
    core: &Core,
    import: &RosterImport,
    mends: &Mends,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<(RosterImport, u64)> {
    let roster = roster_of(core, import)?;
    let deeds = judge(db, core, import)?;
    let mut results: HashMap<u32, RosterResult> = HashMap::new();
    let wanted: BTreeSet<u32> = mends.rows.iter().map(|mend| mend.line).collect();
    for verdict in deeds.verdicts.iter() {
        if wanted.contains(&verdict.line) {
            results.insert(verdict.line, verdict.result);
        }
    }
    let mut mending = roster.mending_of(db, mends.corrects)?;
    let mut cells = roster.source.cells_at(&wanted, &mending.rows)?;
    // Where nothing is said of any row, all are read that were not corrected already.
    mending.rows.only &= !mends.rows.is_empty();
    for mend in &mends.rows {
        // Each line is corrected once.
        let failed = results.remove(&mend.line).map(Failed::Roster);
        let failed = failed.filter(|_| !mending.rows.passed.contains(&mend.line));
        if let Some(reason) = against_mending(mend.line, failed.as_ref()) {
            return Err(Error::Refused(reason));
        }
        // Cells may stand under a wrong header: whoever the row means, the others are to be looked at.
        if mend.cells.is_empty() && failed.is_some_and(|failed| failed.is_wide()) {
            return Err(Error::Refused(Reason::NothingToChoose(mend.line)));
        }
        let present = cells.remove(&mend.line).unwrap_or_default();
        let said = roster.said(db, mend, &present)?;
        mending
            .rows
            .cells
            .entry(mend.line)
            .or_default()
            .extend(said);
    }
    let before = mending.told.take().unwrap_or_default();
    mending.told = Some(Mended {
        rows: mending.rows.cells.len() as u64,
        taken: before.taken + mends.told().taken,
        corrects: before.corrects,
        lines: None,
    });
    let file = roster.source.open()?;
    let from = (file, roster.source.clone());
    let (again, rows) = read_as(db, core, from, &roster.choice, mending, watch)?;
    let again = RosterImport {
        options: import.options,
        ..again
    };
    Ok((again, rows))
}

impl Roster {
    /// The lines that were corrected and are well now, for the log.
    pub(super) fn corrected_lines(&self, deeds: &Deeds) -> Option<String> {
        let corrected = &self.mending.rows.cells;
        if corrected.is_empty() {
            return None;
        }
        let well = deeds.verdicts.iter().filter(|row| match row.result.mark() {
            RosterMark::Added | RosterMark::Changed | RosterMark::Unchanged => {
                corrected.contains_key(&row.line)
            }
            RosterMark::Refused | RosterMark::Unreadable | RosterMark::HeaderAgain => false,
        });
        written_lines(&well.map(|row| row.line).collect())
    }

    /// What was said already, for a reading that is to say more.
    fn mending_of(&self, db: &Db<'_>, corrects: Option<u64>) -> Result<Mending> {
        if let Some(entry) = corrects {
            entry_that_failed(db, entry, Act::UsersImport)?;
        }
        let Some(entry) = corrects.or(self.imported.entry()) else {
            return Ok(self.mending.clone());
        };
        let mut begun = Mending::default();
        begun.rows.only = true;
        begun.rows.passed = corrected_since(db, entry)?;
        begun.told = Some(Mended {
            corrects: Some(entry),
            ..Mended::default()
        });
        Ok(begun)
    }

    /// The cells of a row as somebody says them.
    fn said(
        &self,
        db: &Db<'_>,
        mend: &Mend,
        present: &[String],
    ) -> Result<BTreeMap<usize, String>> {
        let columns = &self.choice.columns;
        let mut said = BTreeMap::new();
        if let Some(user) = mend.taken {
            let at = |field| columns.place_of(field);
            let emails = [RosterField::Email, RosterField::InvitedEmail];
            let email = emails.into_iter().find_map(at);
            let other = at(RosterField::InvitedEmail).filter(|place| Some(*place) != email);
            let whom = Whom {
                email,
                unique_id: at(RosterField::UniqueId),
            };
            // The row means the learner as they are: it changes neither address nor ID.
            let changing = [RosterField::ExistingEmail, RosterField::NewUniqueId];
            let emptied = changing.into_iter().filter_map(at).chain(other);
            said.extend(emptied.map(|place| (place, String::new())));
            said.extend(whom_to_take(db, mend.line, user, whom)?);
        }
        for (place, text) in &mend.cells {
            if *place >= columns.0.len() {
                return Err(Error::Refused(Reason::CorrectInFile(mend.line)));
            }
            said.insert(*place, text.clone());
        }
        said.retain(|place, text| present.get(*place) != Some(text));
        Ok(said)
    }

    /// Users whom rows name that could not be read: they stand in the file, whatever is wrong with the rows. Of very many
    /// rows only the first are looked at.
    pub(super) fn named_unread(&self, db: &Db<'_>, core: &Core) -> Result<Vec<UserId>> {
        let verdicts = self.unreadable.iter().take(LOOKED_AT);
        let lines: BTreeSet<u32> = verdicts.map(|verdict| verdict.line).collect();
        let mut found = Vec::new();
        if lines.is_empty() {
            return Ok(found);
        }
        let cells = self.source.cells_at(&lines, &self.mending.rows)?;
        for verdict in self.unreadable.iter().take(LOOKED_AT) {
            let Some(cells) = cells.get(&verdict.line) else {
                continue;
            };
            let row = self.failed_row(verdict.line, verdict.result, cells);
            let (email, unique_id, _) = &row.said;
            for text in [email, unique_id] {
                let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
                match identity::find(db, core, &seen)? {
                    Fit::Nobody => {}
                    Fit::One(user) => found.push(user),
                    Fit::Two(one, other) => found.extend([one, other]),
                }
            }
        }
        Ok(found)
    }

    fn failed_row(&self, line: u32, result: RosterResult, cells: &[String]) -> FailedRow {
        let columns = &self.choice.columns;
        let cell = |field| {
            let place = columns.place_of(field)?;
            let text = cells.get(place)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let first = |fields: &[RosterField]| fields.iter().find_map(|field| cell(*field));
        let email = first(&[
            RosterField::Email,
            RosterField::InvitedEmail,
            RosterField::ExistingEmail,
        ]);
        let unique_id = first(&[RosterField::UniqueId, RosterField::NewUniqueId]);
        let parts = [RosterField::FirstName, RosterField::LastName].map(cell);
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let name = cell(RosterField::FullName).unwrap_or_else(|| parts.join(" "));
        let blamed = match &result {
            RosterResult::Unreadable(fault) => {
                let blamed = fault.column.as_ref();
                blamed.and_then(|of| columns.0.iter().position(|column| column.header == *of))
            }
            RosterResult::Refused(reason) => {
                let mut fields = fields_of(reason).iter();
                fields.find_map(|field| columns.place_of(*field))
            }
            RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged => None,
        };
        let failed = Failed::Roster(result);
        let beyond = if failed.is_wide() {
            cells.get(columns.0.len()..).unwrap_or_default()
        } else {
            &[]
        };
        let headers = columns.0.iter().map(|column| column.header.clone());
        FailedRow {
            line,
            failed,
            blamed,
            said: (
                email.unwrap_or_default(),
                unique_id.unwrap_or_default(),
                name,
            ),
            cells: headers
                .enumerate()
                .map(|(place, header)| (header, cells.get(place).cloned().unwrap_or_default()))
                .chain(beyond.iter().map(|text| (String::new(), text.clone())))
                .collect(),
            beyond: beyond.len(),
        }
    }
}

/// The columns one of which holds what a row was refused for.
fn fields_of(reason: &Reason) -> &'static [RosterField] {
    match reason {
        Reason::IdDamaged(_)
        | Reason::IdTaken
        | Reason::IdDeleted(_)
        | Reason::BadId(_)
        | Reason::IdWouldChange => &[RosterField::NewUniqueId, RosterField::UniqueId],
        Reason::EmailDamaged(_)
        | Reason::EmailTaken
        | Reason::EmailDeleted(_)
        | Reason::BadEmail(_) => &[RosterField::Email, RosterField::InvitedEmail],
        _ => &[],
    }
}
