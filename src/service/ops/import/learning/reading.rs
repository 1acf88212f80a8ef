//! Reading a report: whom each of its rows means, and what it says of them.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use unicode_normalization::UnicodeNormalization;

use super::{Content, Mending, Report, Said};
use crate::domain::batch::Progress;
use crate::domain::columns::{Columns, LearningField};
use crate::domain::id::UserId;
use crate::domain::identifier::Identifier;
use crate::domain::learning::{
    LearningImport, LearningReview, LearningToken, PassedOver, Period, ReportKind,
};
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::intake::Limits;
use crate::intake::dates::Orders;
use crate::intake::learning::{LearningReading, LearningRow, LearningSaid, read_learning};
use crate::service::Core;
use crate::service::directory::identity;
use crate::service::directory::identity::Named;
use crate::service::files::columns::Chosen;
use crate::service::files::open_regular;
use crate::service::ops::import::source::{Imported, Source};
use crate::store::Db;

/// Longest title that is kept, in characters.
const LONGEST_TITLE: usize = 300;
/// Rows passed over that are kept to be shown.
const SHOWN: usize = 10_000;

/// Numbers reports within the process.
static NEXT_TOKEN: AtomicU64 = AtomicU64::new(1);

/// The learner whom a row means, or the code of why it means none.
type Who = std::result::Result<UserId, &'static str>;

/// What is gathered while a report is read.
struct Reading<'r, 'c> {
    db: &'r Db<'c>,
    core: &'r Core,
    report: Report,
    places: HashMap<String, u32>,
    /// The learner of the row before: reports list learners one after the other.
    last: Option<(Vec<Identifier>, Who)>,
    matched: u64,
    passed_over: Vec<PassedOver>,
}

/// Reads a report and keeps what it says.
pub(super) fn read(
    db: &Db<'_>,
    core: &Core,
    path: &Path,
    columns: Columns<LearningField>,
    orders: Orders,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<LearningReview> {
    let (file, _) = open_regular(path)?;
    let source = Source::of(path, &file)?;
    let said = Said {
        columns,
        orders,
        mending: Mending::default(),
    };
    read_as(db, core, (file, source), said, watch)
}

/// The same, with what was said of some of its rows.
pub(super) fn read_as(
    db: &Db<'_>,
    core: &Core,
    (file, source): (File, Source),
    said: Said,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<LearningReview> {
    let limits = Limits::none();
    let Said {
        columns,
        orders,
        mending,
    } = said.clone();
    let chosen = Chosen::of(&columns, orders, None);
    let reading = LearningReading::new(BufReader::new(&file), limits.bytes, columns, orders)?
        .map_err(|fault| Error::Refused(Reason::NoLearningReport(fault)))?;
    let mut gathered = Reading {
        db,
        core,
        report: empty(reading.kind(), chosen, source, said),
        places: HashMap::new(),
        last: None,
        matched: 0,
        passed_over: Vec::new(),
    };
    let mut outcome = Ok(());
    let tally = read_learning(
        BufReader::new(&file),
        &limits,
        &reading,
        &mending.rows,
        watch,
        &mut |line, row| {
            if outcome.is_ok() {
                outcome = match row {
                    Ok(row) => gathered.take(&row),
                    Err(fault) => {
                        gathered.pass_over(line, String::new(), fault.code());
                        Ok(())
                    }
                };
            }
        },
    )?;
    outcome?;
    gathered.report.merge();
    let token = LearningToken(NEXT_TOKEN.fetch_add(1, Ordering::Relaxed));
    let review = LearningReview {
        token,
        kind: gathered.report.kind,
        tally,
        matched: gathered.matched,
        passed_over: gathered.passed_over,
        days: gathered.report.days,
    };
    core.reports()?.insert(token, Arc::new(gathered.report));
    Ok(review)
}

/// A report of which no row is read yet.
fn empty(kind: ReportKind, chosen: Option<Chosen>, source: Source, said: Said) -> Report {
    Report {
        kind,
        titles: Vec::new(),
        contents: Vec::new(),
        sums: BTreeMap::new(),
        days: None,
        chosen,
        failed: Vec::new(),
        source,
        said,
        imported: Imported::default(),
    }
}

impl Reading<'_, '_> {
    fn take(&mut self, row: &LearningRow<'_>) -> Result<()> {
        let email = row.email.clone().map(Identifier::Email);
        let unique_id = row.unique_id.clone().map(Identifier::UniqueId);
        let identifiers: Vec<Identifier> = email.into_iter().chain(unique_id).collect();
        let known = self.last.as_ref().filter(|(same, _)| *same == identifiers);
        let who = match known {
            Some((_, who)) => *who,
            None => whom(self.db, self.core, &identifiers)?,
        };
        let named = identifiers.first().map(|one| one.as_str().to_owned());
        self.last = Some((identifiers, who));
        let user = match who {
            Ok(user) => user,
            Err(code) => {
                self.pass_over(row.line, named.unwrap_or_default(), code);
                return Ok(());
            }
        };
        match &row.said {
            LearningSaid::Sum(sum) => {
                // The first row of a learner counts; a later one is listed.
                match self.report.sums.entry(user) {
                    Entry::Vacant(place) => place.insert((row.line, *sum)),
                    Entry::Occupied(_) => {
                        self.pass_over(row.line, named.unwrap_or_default(), "duplicate");
                        return Ok(());
                    }
                };
            }
            LearningSaid::Content {
                title,
                minutes,
                percent,
                completed,
                first,
                last,
            } => {
                let title = self.title(title);
                let last = last.or(*completed).or(*first);
                for day in [*completed, *first, last].into_iter().flatten() {
                    let days = self.report.days.get_or_insert(Period {
                        first: day,
                        last: day,
                    });
                    days.first = days.first.min(day);
                    days.last = days.last.max(day);
                }
                self.report.contents.push(Content {
                    line: row.line,
                    user,
                    title,
                    minutes: *minutes,
                    percent: *percent,
                    completed: *completed,
                    last,
                });
            }
        }
        self.matched += 1;
        Ok(())
    }

    /// The place of a title among those of the report.
    fn title(&mut self, title: &str) -> u32 {
        let title: String = title.nfc().take(LONGEST_TITLE).collect();
        if let Some(place) = self.places.get(&title) {
            return *place;
        }
        let place = u32::try_from(self.report.titles.len()).unwrap_or(u32::MAX);
        self.report.titles.push(title.clone());
        self.places.insert(title, place);
        place
    }

    fn pass_over(&mut self, line: u32, named: String, code: &'static str) {
        self.report.failed.push((line, code));
        if self.passed_over.len() < SHOWN {
            self.passed_over.push(PassedOver { line, named, code });
        }
    }
}

/// The one learner whom all identifiers of a row name, or why there is none.
fn whom(db: &Db<'_>, core: &Core, identifiers: &[Identifier]) -> Result<Who> {
    let mut found = None;
    let mut is_deleted = false;
    for identifier in identifiers {
        match identity::look_up(db, core, identifier)? {
            Named::Living(user) if found.is_some_and(|other| other != user) => {
                return Ok(Err("ids_disagree"));
            }
            Named::Living(user) => found = Some(user),
            Named::Deleted(_) => is_deleted = true,
            Named::Nobody => {}
        }
    }
    Ok(match (found, is_deleted) {
        (Some(_), true) => Err("ids_disagree"),
        (Some(user), false) => Ok(user),
        (None, true) => Err("already_deleted"),
        (None, false) => Err("not_found"),
    })
}

/// A report that was read.
pub(super) fn report_of(core: &Core, report: LearningToken) -> Result<Arc<Report>> {
    let reports = core.reports()?;
    let report = reports.get(&report).cloned();
    report.ok_or(Error::Refused(Reason::ReviewGone))
}

/// A report that still waits to be imported.
pub(super) fn waiting(core: &Core, import: &LearningImport) -> Result<Arc<Report>> {
    let report = report_of(core, import.report)?;
    match report.imported.entry() {
        Some(_) => Err(Error::Refused(Reason::ReviewGone)),
        None => Ok(report),
    }
}

/// Notes that a report was imported: it is not imported again.
pub(crate) fn note_imported(core: &Core, import: &LearningImport) {
    if let Ok(report) = report_of(core, import.report) {
        report.imported.is_done();
    }
}
