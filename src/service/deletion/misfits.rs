//! Rows that can be corrected because they do not say whom they mean, or failed in an import, each with the learners
//! who are near to it.
//!
//! Whom somebody may mean is only shown: the choice is made by a person, row by row.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufReader, Seek as _};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::listing::Roll;
use super::results::RESULT_COLUMNS;
use super::said::Said;
use super::{hints, preparing, upload};
use crate::domain::batch::{Batch, BatchRow, RowOutcome};
use crate::domain::case::{
    Case, CaseBatch, Misfit, MisfitsOf, Misfitting, NearLearner, RowFacts, Taken,
    against_correcting,
};
use crate::domain::columns::{Columns, LeaverField};
use crate::domain::id::{BatchId, UserId};
use crate::domain::identifier::{EmailAddress, Fit, UniqueId};
use crate::domain::likeness::{likenesses, names};
use crate::domain::reason::Reason;
use crate::domain::user::UserRow;
use crate::domain::{Page, Window};
use crate::error::{Error, Result};
use crate::intake::columns::HeaderNames;
use crate::intake::leavers::{name_in, said_by_any_cell};
use crate::intake::{DeletionRow, Limits, ReadFault, read_deletions_watched};
use crate::service::Core;
use crate::service::account::restoring::known::known_batch;
use crate::service::directory::{Directory, NAMED, Nearby, Sought, identity};
use crate::service::files::{open_regular, sha256_of};
use crate::service::ops::import::roster::Deeds;
use crate::service::ops::import::{self, correcting::FailedRow};
use crate::store::Db;

/// A row that can be corrected, before anybody near to it is looked for.
pub(crate) struct Row {
    line: u32,
    text: Option<(String, String)>,
    why: Misfitting,
    said: Said,
    cells: Vec<(String, String)>,
    beyond: usize,
    blamed: Option<usize>,
}

/// A page of the rows that can be corrected.
pub(crate) fn page(db: &Db<'_>, core: &Core, of: MisfitsOf, page: Page) -> Result<Window<Misfit>> {
    let (rows, total) = rows_of(db, core, of, page)?;
    // Where nobody is to be chosen, nobody is shown.
    let about_whom = || rows.iter().filter(|row| row.why.is_about_whom());
    let sought: Vec<Sought> = about_whom().map(|row| sought(&row.said)).collect();
    let named = about_whom().map(|row| named_by(db, core, &row.said));
    let named = named.collect::<Result<Vec<_>>>()?;
    let nearest = |directory: &mut Directory| directory.nearest(&sought);
    let nearest = if sought.is_empty() {
        Vec::new()
    } else {
        core.resident.ask(db, core.timings(), nearest)?
    };
    let mut corrected = match of {
        MisfitsOf::Preparation(_) | MisfitsOf::Roster(_) | MisfitsOf::Learning(_) => HashMap::new(),
        MisfitsOf::Batch(batch) => db.corrected_rows(batch)?,
    };
    let texts = about_whom().map(|row| row.text.clone().unwrap_or_default());
    let texts: Vec<(String, String)> = texts.collect();
    let mut changed = hints::who(db, &texts)?;
    let meant = meant_by_others(db, core, of)?;
    let mut nearest = nearest.into_iter().enumerate();
    let mut misfits = Vec::with_capacity(rows.len());
    for row in rows {
        let nearby = if row.why.is_about_whom() {
            nearest.next()
        } else {
            None
        };
        let (near, nearest) = match nearby {
            Some((nth, nearby)) => {
                let fits = changed.remove(&nth).unwrap_or_default();
                let named = named.get(nth).map_or(&[][..], Vec::as_slice);
                let nearby = likeliest(named, &fits, nearby);
                let near = with_reasons(learners(db, &nearby)?, &row.said, meant.as_deref());
                (nearby.total, named_first(near, named))
            }
            None => (0, Vec::new()),
        };
        let (.., name) = row.said;
        misfits.push(Misfit {
            corrected: corrected.remove(&row.line),
            line: row.line,
            text: row.text,
            why: row.why,
            name,
            cells: row.cells,
            beyond: row.beyond,
            blamed: row.blamed,
            nearest,
            near,
        });
    }
    Ok(Window {
        rows: misfits,
        offset: page.offset,
        total,
    })
}

/// Whom the other rows of a file mean, where it is a roster and was read whole.
fn meant_by_others(db: &Db<'_>, core: &Core, of: MisfitsOf) -> Result<Option<Arc<Deeds>>> {
    match of {
        MisfitsOf::Roster(import) => import::roster::whom_it_means(db, core, &import),
        MisfitsOf::Preparation(_) | MisfitsOf::Batch(_) | MisfitsOf::Learning(_) => Ok(None),
    }
}

/// A page of the rows themselves, and how many there are.
fn rows_of(db: &Db<'_>, core: &Core, of: MisfitsOf, page: Page) -> Result<(Vec<Row>, usize)> {
    Ok(match of {
        MisfitsOf::Preparation(token) => {
            let (rows, said, total) = preparing::misfits(db, core, token, page)?;
            (of_deletion(rows, said), total)
        }
        MisfitsOf::Batch(batch) => {
            let (rows, said, total) = of_batch(db, core, batch, page)?;
            (of_deletion(rows, said), total)
        }
        MisfitsOf::Roster(import) => {
            let (rows, total) = import::roster::failed(db, core, &import, page)?;
            (rows.into_iter().map(of_import).collect(), total)
        }
        MisfitsOf::Learning(report) => {
            let (rows, total) = import::learning::failed(core, report, page)?;
            (rows.into_iter().map(of_import).collect(), total)
        }
    })
}

fn of_deletion(rows: Vec<BatchRow>, said: Vec<Said>) -> Vec<Row> {
    let rows = rows.into_iter().zip(said);
    let row = |(row, said): (BatchRow, Said)| Row {
        line: row.line,
        text: row.text.clone(),
        why: Misfitting::Deletion(Box::new(row)),
        said,
        cells: Vec::new(),
        beyond: 0,
        blamed: None,
    };
    rows.map(row).collect()
}

fn of_import(row: FailedRow) -> Row {
    let (email, unique_id, _) = &row.said;
    Row {
        line: row.line,
        text: Some((email.clone(), unique_id.clone())),
        why: Misfitting::Import(row.failed),
        said: row.said,
        cells: row.cells,
        beyond: row.beyond,
        blamed: row.blamed,
    }
}

/// The learners whom the identifiers of a row name, each in either sense: email and ID may name two.
fn named_by(db: &Db<'_>, core: &Core, (email, unique_id, _): &Said) -> Result<Vec<UserId>> {
    let mut named = Vec::new();
    for text in [email, unique_id] {
        match identity::find(db, core, text)? {
            Fit::Nobody => {}
            Fit::One(user) => named.push(user),
            Fit::Two(one, other) => named.extend([one, other]),
        }
    }
    named.dedup();
    Ok(named)
}

/// Those whom the row names, then those whose identifier a spreadsheet may have changed into what it says, then those who
/// are spelt alike; these last not where only a spreadsheet can have changed it.
fn likeliest(named: &[UserId], changed: &[(UserId, String)], alike: Nearby) -> Nearby {
    let changed = changed.iter().map(|(user, _)| *user);
    let mut changed: Vec<UserId> = changed.filter(|user| !named.contains(user)).collect();
    if named.is_empty() && !changed.is_empty() {
        let total = changed.len() as u64;
        changed.truncate(NAMED);
        return Nearby {
            users: changed,
            total,
        };
    }
    let mut users = named.to_vec();
    let others = changed.into_iter().chain(alike.users);
    for user in others {
        if !users.contains(&user) {
            users.push(user);
        }
    }
    Nearby {
        total: alike.total.max(users.len() as u64),
        users,
    }
}

/// As many as are shown: those whom the row names before others, and of them first who is like it in more.
fn named_first(mut near: Vec<NearLearner>, named: &[UserId]) -> Vec<NearLearner> {
    near.sort_by_key(|one| {
        let is_named = named.contains(&one.user);
        let likenesses = if is_named { one.alike.len() } else { 0 };
        std::cmp::Reverse((is_named, likenesses))
    });
    near.truncate(NAMED);
    near
}

fn sought((email, unique_id, name): &Said) -> Sought {
    Sought {
        name: name.clone(),
        email: email.clone(),
        unique_id: unique_id.clone(),
    }
}

fn learners(db: &Db<'_>, nearby: &Nearby) -> Result<Vec<NearLearner>> {
    let rows = db.user_rows(&nearby.users)?;
    let learner = |row: UserRow| NearLearner {
        user: row.id,
        name: row.name,
        email: row
            .email
            .as_ref()
            .map(EmailAddress::as_str)
            .map(str::to_owned),
        unique_id: row
            .unique_id
            .as_ref()
            .map(UniqueId::as_str)
            .map(str::to_owned),
        on_hold: row.on_hold,
        alike: Vec::new(),
        is_meant: false,
    };
    Ok(rows.into_iter().map(learner).collect())
}

/// Notes by what learners are near to a row, and whether another row of a roster means them.
fn with_reasons(
    mut near: Vec<NearLearner>,
    (email, unique_id, name): &Said,
    meant: Option<&Deeds>,
) -> Vec<NearLearner> {
    let said = [email.as_str(), unique_id.as_str(), name.as_str()];
    for one in &mut near {
        let [email, unique_id] = [&one.email, &one.unique_id].map(|text| text.as_deref());
        let known = [email, unique_id, Some(one.name.as_str())].map(Option::unwrap_or_default);
        let is_meant = meant.is_some_and(|deeds| !deeds.misses(one.user)) && !names(said, known);
        (one.alike, one.is_meant) = (likenesses(said, known), is_meant);
    }
    near
}

/// Rows of a batch that name nobody, with what each of them says.
fn of_batch(
    db: &Db<'_>,
    core: &Core,
    batch: BatchId,
    page: Page,
) -> Result<(Vec<BatchRow>, Vec<Said>, usize)> {
    let known = known_batch(db, batch)?;
    let roll = Roll::of_batch(db, &known, false)?;
    let names_nobody = |outcome: Option<RowOutcome>| outcome.is_some_and(RowOutcome::names_nobody);
    let mut window = roll.page_where(db, &names_nobody, page, None)?;
    let mut texts = texts(db, core, &known, &window.rows)?;
    let said: Vec<Said> = window
        .rows
        .iter()
        .map(|row| texts.remove(&row.line).unwrap_or_default())
        .collect();
    for (row, (email, unique_id, _)) in window.rows.iter_mut().zip(&said) {
        let is_known = !email.is_empty() || !unique_id.is_empty();
        row.text = is_known.then(|| (email.clone(), unique_id.clone()));
    }
    Ok((window.rows, said, window.total))
}

/// What the rows of a batch say: in the upload while it is kept, else in the results file of those that failed.
fn texts(db: &Db<'_>, core: &Core, batch: &Batch, rows: &[BatchRow]) -> Result<HashMap<u32, Said>> {
    let wanted: Vec<u32> = rows.iter().map(|row| row.line).collect();
    if let Some(upload) = upload::open_kept(core, batch)? {
        return read_texts(upload, &wanted, &|row, _| Some(row.line));
    }
    let Some(results) = &batch.results_file else {
        return Ok(HashMap::new());
    };
    // Where the file was taken away or changed, the lines are all that is known.
    let Ok((mut file, _)) = open_regular(results) else {
        return Ok(HashMap::new());
    };
    let fault = |error: std::io::Error| Error::from_io(&error, results);
    let found = sha256_of(&mut file).map_err(fault)?;
    if Some(found) != db.results_sha256(batch.id)? {
        return Ok(HashMap::new());
    }
    file.rewind().map_err(fault)?;
    let line = |row: &DeletionRow<'_>, place: Option<usize>| {
        // Of a row with too many cells, all were written before those of the result.
        let wide = is_wide(row).then(|| row.fields.kept().saturating_sub(RESULT_COLUMNS.len()));
        place.and_then(|place| row.fields.get(wide.unwrap_or(place)).parse().ok())
    };
    read_texts(file, &wanted, &line)
}

/// Whether a row has more cells than the header.
fn is_wide(row: &DeletionRow<'_>) -> bool {
    row.fields.len() > row.header.names.len()
}

/// Reads what the rows of some lines say; `line_of` tells of a row on which line of the upload it stood.
fn read_texts(
    file: File,
    wanted: &[u32],
    line_of: &dyn Fn(&DeletionRow<'_>, Option<usize>) -> Option<u32>,
) -> Result<HashMap<u32, Said>> {
    let names =
        HeaderNames::<LeaverField>::read().map_err(|error| Error::Bug(error.to_string()))?;
    let mut texts = HashMap::new();
    let next = |texts: &HashMap<u32, Said>| {
        if texts.len() == wanted.len() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let mut layout: Option<(Columns<LeaverField>, Option<usize>)> = None;
    let read = read_deletions_watched(
        BufReader::new(file),
        &Limits::none(),
        &mut |_| ControlFlow::Continue(()),
        &mut |row| {
            let (columns, place) = layout.get_or_insert_with(|| {
                let headers = &row.header.names;
                let of_results = headers
                    .windows(RESULT_COLUMNS.len())
                    .rposition(|run| run.iter().map(|name| name.trim()).eq(RESULT_COLUMNS));
                (names.find(headers), of_results)
            });
            if let Some(line) = line_of(row, *place)
                && wanted.binary_search(&line).is_ok()
            {
                if is_wide(row) {
                    let of_result = place.map_or(0, |_| RESULT_COLUMNS.len());
                    let own = row.fields.kept().saturating_sub(of_result);
                    let (email, others) = said_by_any_cell(row.fields.iter().take(own));
                    texts.insert(line, (email, String::new(), others));
                    return next(&texts);
                }
                let email = row.email_cell().trim().to_owned();
                let unique_id = row.id_cell().trim().to_owned();
                texts.insert(line, (email, unique_id, name_in(row.fields, columns)));
            }
            next(&texts)
        },
    );
    match read {
        Ok(_) | Err(ReadFault::Stopped | ReadFault::Terminated(_)) => Ok(texts),
        Err(fault) => Err(fault.into()),
    }
}

/// Whether the rows of a batch for which learners were chosen can be corrected as things stand.
pub(crate) fn may_correct(db: &Db<'_>, batch: BatchId, taken: &[Taken]) -> Result<()> {
    let known = known_batch(db, batch)?;
    let roll = Roll::of_batch(db, &known, false)?;
    let chosen: HashSet<u32> = taken.iter().map(|taken| taken.line).collect();
    let outcomes = roll.outcomes_at(&chosen)?;
    let mut corrected = db.corrected_rows(batch)?;
    let mut lines = HashSet::new();
    for taken in taken {
        let row = RowFacts {
            line: taken.line,
            outcome: outcomes.get(&taken.line).copied(),
            corrected: corrected.remove(&taken.line),
        };
        if let Some(reason) = against_correcting(known.state, &row) {
            return Err(match reason {
                Reason::NothingToChoose(_) => Error::Refused(reason),
                late => Error::Conflict(late),
            });
        }
        if !lines.insert(taken.line) {
            return Err(Error::Refused(Reason::NothingToChoose(taken.line)));
        }
    }
    Ok(())
}

/// The batch that a batch corrects, those that correct it, and all of theirs.
pub(crate) fn case(db: &Db<'_>, batch: BatchId) -> Result<Case> {
    let mut batches: Vec<CaseBatch> = Vec::new();
    for id in db.case_of(batch)? {
        let known = known_batch(db, id)?;
        batches.push(CaseBatch {
            batch: id,
            corrects: known.corrects,
            state: known.state,
            rows: known.tally.rows,
            corrected: db.corrected_rows(id)?.len() as u64,
            counts: known.counts,
        });
    }
    Ok(Case { batches })
}
