//! A proper deletion CSV of any list of leavers.
//!
//! The list is read under the headers that somebody has said, and each row is matched as a row of an upload would be.
//! A row that names nobody can be given a learner by choice; which one, who chose and when stands in the report and in
//! the activity log. The rows are judged again with the choices in them before anything is written, so that nobody who
//! is protected comes in by a choice.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::differing::named_otherwise;
use super::list_noted::note_prepared;
use super::listing::Roll;
use super::matching::{Sought, match_rows};
use super::said::{Said, identifiers, moment};
use crate::domain::Page;
use crate::domain::batch::{
    BatchRow, LineTally, OutcomeCounts, PlanRow, Progress, RowOutcome, Terminated, TerminatedCause,
};
use crate::domain::case::{NameDiffers, Preparation, PreparationToken, Prepared, Taken};
use crate::domain::columns::{Columns, LeaverField};
use crate::domain::operator::{Operator, Permission, Session};
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::intake::dates::Orders;
use crate::intake::leavers::{LeaverRow, read_leavers};
use crate::intake::writing::CsvWriter;
use crate::intake::{EMAIL_COLUMN, ID_COLUMN, Limits, read_deletions};
use crate::service::account::{access, place};
use crate::service::files::columns::Chosen;
use crate::service::files::{FileInProgress, Manner, name_of, open_regular};
use crate::service::{Core, Reader, noting};
use crate::store::Db;
use crate::texts::Texts;
use crate::wording;

/// Columns of the report.
const REPORT: [&str; 11] = [
    "line",
    EMAIL_COLUMN,
    ID_COLUMN,
    "name",
    "result",
    "code",
    "message",
    "taken_email_address",
    "taken_unique_user_id",
    "chosen_by",
    "chosen_at",
];

/// A list of leavers that waits.
#[derive(Debug)]
pub(crate) struct List {
    file_name: String,
    rows: Vec<LeaverRow>,
    plan: Vec<PlanRow>,
    /// Rows that are taken as they are, although they give another name than the learner has.
    differing: Vec<NameDiffers>,
    /// What was said of its columns.
    chosen: Option<Chosen>,
}

/// The lists that wait, by token.
pub(crate) type Lists = HashMap<PreparationToken, List>;

/// Numbers lists within the process.
static NEXT_TOKEN: AtomicU64 = AtomicU64::new(1);

impl Reader {
    /// Reads a list of leavers whose columns were said and judges its rows; it is kept until it is dropped.
    pub fn prepare(
        &mut self,
        session: &Session,
        file: &Path,
        columns: &Columns<LeaverField>,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Preparation> {
        let core = &self.core;
        let allowed = access::authorise(&self.store.db(), session, Permission::ReviewAndExport);
        noting::refusals(core, session, noting::PREPARE, allowed)?;
        self.store.read(|db| {
            let operator = access::authorise(db, session, Permission::ReviewAndExport)?;
            let (tally, rows) = read(db, file, columns, watch)?;
            let plan = judge(db, core, &operator, &rows, &HashMap::new())?;
            let mut counts = OutcomeCounts::default();
            for row in &plan {
                counts.add(row.outcome, 1);
            }
            let misfits = plan.iter().filter(|row| row.outcome.names_nobody()).count() as u64;
            let token = PreparationToken(NEXT_TOKEN.fetch_add(1, Ordering::Relaxed));
            let file_name = name_of(file);
            let differing = named_otherwise(db, &rows, &plan)?;
            let list = List {
                file_name: file_name.clone(),
                rows,
                plan,
                differing: differing.clone(),
                chosen: Chosen::of(columns, Orders::default(), None),
            };
            core.lists()?.insert(token, list);
            Ok(Preparation {
                token,
                file_name,
                tally,
                counts,
                misfits,
                differing,
            })
        })
    }

    /// Forgets a list of leavers.
    pub fn drop_preparation(&mut self, token: PreparationToken) {
        if let Ok(mut lists) = self.core.lists() {
            lists.remove(&token);
        }
    }

    /// Writes the deletion CSV of a list with the learners that were chosen, and beside it the account of every row. A
    /// target that is a folder, or none, which means the folder of exports, gives the file its usual name.
    pub fn write_prepared(
        &mut self,
        session: &Session,
        list: PreparationToken,
        taken: &[Taken],
        target: Option<&Path>,
        manner: Manner,
    ) -> Result<Prepared> {
        let core = &self.core;
        let allowed = access::authorise(&self.store.db(), session, Permission::ReviewAndExport);
        noting::refusals(core, session, noting::PREPARE, allowed)?;
        let prepared = self.store.read(|db| {
            let operator = access::authorise(db, session, Permission::ReviewAndExport)?;
            let lists = core.lists()?;
            let known = lists.get(&list).ok_or(Error::Refused(Reason::ReviewGone))?;
            let target = target_of(core, known, target)?;
            let making = Making::begin(db, core, &operator, known, taken)?;
            making.write(&target, manner)
        })?;
        let chosen = core
            .lists()?
            .get(&list)
            .and_then(|list| list.chosen.clone());
        note_prepared(core, session, (&prepared, chosen.as_ref()), taken)?;
        Ok(prepared)
    }
}

/// Rows of a list for which a learner can be chosen.
pub(crate) fn misfits(
    db: &Db<'_>,
    core: &Core,
    token: PreparationToken,
    page: Page,
) -> Result<(Vec<BatchRow>, Vec<Said>, usize)> {
    let lists = core.lists()?;
    let list = lists
        .get(&token)
        .ok_or(Error::Refused(Reason::ReviewGone))?;
    let mut roll = Roll::of_plan(&list.plan);
    let both = list.plan.iter().zip(&list.rows);
    let misfits: Vec<&LeaverRow> = both
        .filter(|(row, _)| row.outcome.names_nobody())
        .map(|(_, row)| row)
        .collect();
    let (mut rows, mut said) = (Vec::new(), Vec::new());
    for leaver in misfits.iter().skip(page.offset).take(page.limit) {
        if let Some(mut row) = roll.row_at(db, leaver.line)? {
            row.text = Some((leaver.email.clone(), leaver.unique_id.clone()));
            rows.push(row);
            said.push((
                leaver.email.clone(),
                leaver.unique_id.clone(),
                leaver.name.clone(),
            ));
        }
    }
    Ok((rows, said, misfits.len()))
}

fn read(
    db: &Db<'_>,
    file: &Path,
    columns: &Columns<LeaverField>,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<(LineTally, Vec<LeaverRow>)> {
    if columns.open().next().is_some() || !columns.say_who_leaves() {
        return Err(Error::Refused(Reason::NoLeaverColumn));
    }
    let (open, _) = open_regular(file)?;
    let mut rows = Vec::new();
    let tally = read_leavers(
        BufReader::new(open),
        &Limits::upload(db.settings()?.max_rows),
        columns,
        &mut |progress| {
            if watch(progress) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        },
        &mut |row| rows.push(row),
    )?;
    if tally.rows != rows.len() as u64 {
        return Err(unaccounted());
    }
    Ok((tally, rows))
}

fn unaccounted() -> Error {
    Error::Terminated(Terminated {
        cause: TerminatedCause::Unaccounted,
        line: None,
    })
}

/// Judges every row as a row of an upload would be, with the identifiers of whoever was chosen for it.
fn judge(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    rows: &[LeaverRow],
    chosen: &HashMap<u32, (String, String)>,
) -> Result<Vec<PlanRow>> {
    let mut writer = CsvWriter::new(Vec::new());
    let fault = |error: std::io::Error| Error::from_io(&error, Path::new("leavers"));
    writer.row([EMAIL_COLUMN, ID_COLUMN]).map_err(fault)?;
    let mut lines = Vec::new();
    let mut plan: HashMap<u32, PlanRow> = HashMap::with_capacity(rows.len());
    for row in rows {
        let (email, unique_id) = match chosen.get(&row.line) {
            Some((email, unique_id)) => (email.as_str(), unique_id.as_str()),
            None if row.fault.is_none() => (row.email.as_str(), row.unique_id.as_str()),
            None => ("", ""),
        };
        if email.is_empty() && unique_id.is_empty() {
            let own = PlanRow {
                line: row.line,
                outcome: row.fault.unwrap_or(RowOutcome::EmptyRow),
                reference: 0,
            };
            plan.insert(row.line, own);
            continue;
        }
        writer.row([email, unique_id]).map_err(fault)?;
        lines.push(row.line);
    }
    let mut sought = Sought::new(db, &core.place.uploads)?;
    let mut noted = Ok(());
    let mut at = lines.iter();
    read_deletions(
        Cursor::new(writer.into_inner()),
        &Limits::none(),
        &mut |row| {
            let line = at.next().copied().unwrap_or(u32::MAX);
            if noted.is_ok() {
                noted = sought.note_as(core, row, line);
            }
        },
    )?;
    noted?;
    if sought.rows() != lines.len() as u64 {
        return Err(unaccounted());
    }
    match_rows(db, core, operator, sought)?.each(|row| {
        plan.insert(row.line, row);
        Ok(())
    })?;
    let judged: Vec<PlanRow> = rows
        .iter()
        .filter_map(|row| plan.get(&row.line).copied())
        .collect();
    if judged.len() == rows.len() {
        Ok(judged)
    } else {
        Err(unaccounted())
    }
}

/// Where the deletion CSV goes.
fn target_of(core: &Core, list: &List, target: Option<&Path>) -> Result<PathBuf> {
    let stem = Path::new(&list.file_name).file_stem();
    let stem = stem.map_or_else(|| "leavers".into(), |stem| stem.to_string_lossy());
    let usual = format!("{stem}-to-delete.csv");
    Ok(match target {
        Some(folder) if folder.is_dir() => folder.join(usual),
        Some(file) => file.to_owned(),
        None => {
            place::private_directory(&core.place.exports)?;
            core.place.exports.join(usual)
        }
    })
}

/// The report of a deletion CSV: beside it, under its name.
fn report_of(csv: &Path) -> PathBuf {
    let stem = csv.file_stem().unwrap_or_default().to_string_lossy();
    csv.with_file_name(format!("{stem}-report.csv"))
}

/// A deletion CSV in the making.
struct Making<'m, 'c> {
    db: &'m Db<'c>,
    list: &'m List,
    operator: &'m Operator,
    texts: Texts,
    taken: HashMap<u32, Taken>,
    chosen: HashMap<u32, (String, String)>,
    plan: Vec<PlanRow>,
}

impl<'m, 'c> Making<'m, 'c> {
    fn begin(
        db: &'m Db<'c>,
        core: &Core,
        operator: &'m Operator,
        list: &'m List,
        taken: &[Taken],
    ) -> Result<Self> {
        let lines = taken.iter().map(|taken| taken.line).collect();
        let outcomes = Roll::of_plan(&list.plan).outcomes_at(&lines)?;
        let mut chosen = HashMap::new();
        for taken in taken {
            let outcome = outcomes.get(&taken.line).copied();
            let is_open = outcome.is_some_and(RowOutcome::names_nobody);
            let before = chosen.insert(taken.line, identifiers(db, taken.user)?);
            if !is_open || before.is_some() {
                return Err(Error::Refused(Reason::NothingToChoose(taken.line)));
            }
        }
        let plan = judge(db, core, operator, &list.rows, &chosen)?;
        let language = operator.language.unwrap_or(db.settings()?.language);
        Ok(Self {
            db,
            list,
            operator,
            texts: Texts::new(language),
            taken: taken.iter().map(|taken| (taken.line, *taken)).collect(),
            chosen,
            plan,
        })
    }

    fn write(&self, target: &Path, manner: Manner) -> Result<Prepared> {
        let report = report_of(target);
        let csv = FileInProgress::create(target, manner.overwrite)?;
        let account = FileInProgress::create(&report, manner.overwrite)?;
        let (mut csv, mut account) = (CsvWriter::new(csv), CsvWriter::new(account));
        if manner.for_excel {
            for file in [&mut csv, &mut account] {
                file.begin_for_excel()
                    .map_err(|error| Error::from_io(&error, target))?;
            }
        }
        let mut prepared = Prepared {
            csv: target.to_owned(),
            report: report.clone(),
            rows: self.plan.len() as u64,
            as_is: 0,
            by_choice: 0,
            left_out: OutcomeCounts::default(),
        };
        self.rows(&mut csv, &mut account, &mut prepared)
            .map_err(|error| error.unwrap_or_else(|io| Error::from_io(&io, target)))?;
        let (csv, account) = (csv.into_inner().seal()?, account.into_inner().seal()?);
        csv.check_target()?;
        account.check_target()?;
        prepared.csv = csv.publish()?.path;
        prepared.report = account.publish()?.path;
        Ok(prepared)
    }

    fn rows<W: Write>(
        &self,
        csv: &mut CsvWriter<W>,
        account: &mut CsvWriter<W>,
        prepared: &mut Prepared,
    ) -> std::result::Result<(), WriteFault> {
        csv.row([EMAIL_COLUMN, ID_COLUMN])?;
        account.row(REPORT)?;
        let mut roll = Roll::of_plan(&self.plan);
        for (row, plan) in self.list.rows.iter().zip(&self.plan) {
            let chosen = self.chosen.get(&row.line);
            let result = match (plan.outcome, chosen) {
                (RowOutcome::Deleted, Some((email, unique_id))) => {
                    csv.row([email.as_str(), unique_id.as_str()])?;
                    prepared.by_choice += 1;
                    "by_choice"
                }
                (RowOutcome::Deleted, None) => {
                    csv.row([row.email.as_str(), row.unique_id.as_str()])?;
                    prepared.as_is += 1;
                    "as_is"
                }
                (outcome, _) => {
                    prepared.left_out.add(outcome, 1);
                    "left_out"
                }
            };
            self.account(account, row, (plan.outcome, result), &mut roll)?;
        }
        Ok(())
    }

    /// What a row that is taken as it is says of the name.
    fn differing(&self, line: u32) -> Option<&NameDiffers> {
        let differing = &self.list.differing;
        let at = differing.binary_search_by_key(&line, |one| one.line).ok();
        at.and_then(|at| differing.get(at))
    }

    /// Writes what became of a row.
    fn account<W: Write>(
        &self,
        account: &mut CsvWriter<W>,
        row: &LeaverRow,
        (outcome, result): (RowOutcome, &str),
        roll: &mut Roll<'_>,
    ) -> std::result::Result<(), WriteFault> {
        let found = roll.row_at(self.db, row.line)?;
        let (code, message) = match (outcome, &found) {
            (RowOutcome::Deleted, _) => match self.differing(row.line) {
                Some(differs) => (
                    NameDiffers::CODE,
                    wording::name_differs(&self.texts, differs),
                ),
                None => ("", String::new()),
            },
            (_, Some(found)) => (
                outcome.code(),
                wording::batch_row_said(&self.texts, found, true),
            ),
            (_, None) => (outcome.code(), String::new()),
        };
        let line = row.line.to_string();
        let own = [&line, &row.email, &row.unique_id, &row.name].map(String::as_str);
        for cell in own.into_iter().chain([result, code, &message]) {
            account.cell(cell);
        }
        let taken = self.taken.get(&row.line).zip(self.chosen.get(&row.line));
        let cells = match taken {
            Some((taken, (email, unique_id))) => [
                email.clone(),
                unique_id.clone(),
                self.operator.name.clone(),
                moment(taken.at),
            ],
            None => Default::default(),
        };
        Ok(account.row(cells.iter().map(String::as_str))?)
    }
}

/// What went wrong while the rows were written.
enum WriteFault {
    Io(std::io::Error),
    Other(Error),
}

impl WriteFault {
    fn unwrap_or_else(self, io: impl FnOnce(std::io::Error) -> Error) -> Error {
        match self {
            Self::Io(error) => io(error),
            Self::Other(error) => error,
        }
    }
}

impl From<std::io::Error> for WriteFault {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Error> for WriteFault {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}
