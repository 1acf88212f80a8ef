//! Idle seats: the list that the rule of [`crate::domain::idle`] makes of the account, kept while nothing has changed.
//!
//! The directory in memory says who was not active lately; only of those the licenses are read. In a large account the
//! figures alone may be a minute old, so that a screen that shows them beside a running batch does not count anew each time.

use std::sync::{Arc, Mutex};

use crate::domain::id::UserId;
use crate::domain::idle::{Idle, IdleFigures, IdleSeat, IdleSeats, Idleness, idle, limit};
use crate::domain::op::{Op, PeopleOp};
use crate::domain::plan::Verdict;
use crate::domain::query::Query;
use crate::domain::time::Timestamp;
use crate::domain::{Page, Window};
use crate::error::{Error, Result};
use crate::service::{Core, ops};
use crate::store::Db;

/// Lists that are kept at a time: that of a screen, and that of Home.
const KEPT: usize = 2;
/// Seconds for which a list is as good as new while nobody changed.
const FRESH: i64 = 60;
/// Users from which on figures may be as old although somebody changed.
const MANY: u64 = 50_000;

/// The lists of a process, the latest made last.
#[derive(Default)]
pub(crate) struct IdleLists(Mutex<Vec<Arc<IdleList>>>);

/// Who was idle at a moment.
struct IdleList {
    days: u32,
    at: Timestamp,
    /// The last change that it knows of.
    change: i64,
    /// Longest idle first.
    seats: Vec<(UserId, Idle)>,
    figures: IdleFigures,
}

/// Whether the figures are all that is wanted, or everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Figures,
    Everybody,
}

impl Wanted {
    const fn of(page: Page) -> Self {
        if page.limit == 0 {
            Self::Figures
        } else {
            Self::Everybody
        }
    }
}

/// A page of idle seats, each with what the act would say of it.
pub(super) fn seats(db: &Db<'_>, core: &Core, days: u32, page: Page) -> Result<IdleSeats> {
    let list = list(db, core, days, Wanted::of(page))?;
    let shown = list.seats.iter().skip(page.offset).take(page.limit);
    let shown: Vec<(UserId, Idle)> = shown.copied().collect();
    Ok(IdleSeats {
        days,
        window: Window {
            rows: rows(db, core, days, &shown)?,
            offset: page.offset,
            total: list.seats.len(),
        },
        figures: list.figures,
    })
}

/// The ids of all learners with an idle seat, ascending.
pub(super) fn ids(db: &Db<'_>, core: &Core, days: u32) -> Result<Vec<UserId>> {
    let list = list(db, core, days, Wanted::Everybody)?;
    let mut ids: Vec<UserId> = list.seats.iter().map(|(user, _)| *user).collect();
    ids.sort_unstable();
    Ok(ids)
}

/// Whether a question for idle seats has to count first.
pub(super) fn counts_first(db: &Db<'_>, core: &Core, query: &Query) -> bool {
    let (days, wanted) = match query {
        Query::IdleSeats { days, page } => (*days, Wanted::of(*page)),
        Query::IdleIds(days) => (*days, Wanted::Everybody),
        _ => return false,
    };
    // Whoever makes a list holds them: that takes long, and nobody waits for it here.
    let Ok(lists) = core.idle.0.try_lock() else {
        return true;
    };
    !matches!(known(db, core, &lists, days, wanted), Ok(Some(_)))
}

fn rows(db: &Db<'_>, core: &Core, days: u32, shown: &[(UserId, Idle)]) -> Result<Vec<IdleSeat>> {
    let users: Vec<UserId> = shown.iter().map(|(user, _)| *user).collect();
    let op = Op::People(PeopleOp::ReclaimSeats {
        users: users.clone(),
        days,
    });
    let verdicts = ops::verdicts(db, &db.settings()?, core.now(), &op)?;
    let verdicts = verdicts.map(|(_, verdicts)| verdicts).unwrap_or_default();
    let known = db.user_rows(&users)?;
    let mut known = known.into_iter().peekable();
    let mut rows = Vec::with_capacity(shown.len());
    for ((user, idle), verdict) in shown.iter().zip(verdicts) {
        let Some(row) = known.next_if(|row| row.id == *user) else {
            continue;
        };
        let held = db.held_licenses(*user)?;
        rows.push(IdleSeat {
            user: *user,
            name: row.name,
            email: row.email,
            unique_id: row.unique_id,
            licenses: held.into_iter().map(|held| held.name).collect(),
            idle: *idle,
            last_active: row.last_active,
            keeps: match verdict {
                Verdict::Reached => None,
                Verdict::Refused(reason) => Some(reason),
            },
        });
    }
    Ok(rows)
}

fn broken() -> Error {
    Error::Bug("a list of idle seats failed while it was made".to_owned())
}

fn list(db: &Db<'_>, core: &Core, days: u32, wanted: Wanted) -> Result<Arc<IdleList>> {
    let mut lists = core.idle.0.lock().map_err(|_| broken())?;
    if let Some(known) = known(db, core, &lists, days, wanted)? {
        return Ok(known);
    }
    let made = Arc::new(db.in_passing(|| make(db, core, days))?);
    lists.retain(|list| list.days != days);
    if lists.len() >= KEPT {
        lists.remove(0);
    }
    lists.push(Arc::clone(&made));
    Ok(made)
}

fn known(
    db: &Db<'_>,
    core: &Core,
    lists: &[Arc<IdleList>],
    days: u32,
    wanted: Wanted,
) -> Result<Option<Arc<IdleList>>> {
    let Some(list) = lists.iter().find(|list| list.days == days) else {
        return Ok(None);
    };
    let is_recent = (0..FRESH).contains(&core.now().since(list.at));
    let may_lag = wanted == Wanted::Figures && db.counter("users")? >= MANY;
    let is_same = may_lag || db.last_change()? == list.change;
    Ok((is_recent && is_same).then(|| Arc::clone(list)))
}

fn make(db: &Db<'_>, core: &Core, days: u32) -> Result<IdleList> {
    let (at, change) = (core.now(), db.last_change()?);
    let since = limit(days, at).0;
    let (quiet, last_activity) = core.resident.ask(db, core.timings(), |directory| {
        (directory.quiet_holders(since), directory.last_activity())
    })?;
    let mut figures = IdleFigures {
        known_until: last_activity.map(Timestamp),
        ..IdleFigures::default()
    };
    let mut seats = Vec::new();
    for user in quiet {
        let held = db.held_since(user)?;
        let held: Vec<_> = held.iter().map(|(_, status, at)| (*status, *at)).collect();
        let last_active = db.last_sign_of(user)?.and_then(|(active, _)| active);
        let Some(found) = idle(&held, last_active, days, at) else {
            continue;
        };
        match found.way {
            Idleness::NotActive => figures.not_active += 1,
            Idleness::NeverCame => figures.never_came += 1,
        }
        figures.seats += held.len() as u64;
        seats.push((user, found));
    }
    seats.sort_unstable_by_key(|(user, idle)| (idle.since, *user));
    Ok(IdleList {
        days,
        at,
        change,
        seats,
        figures,
    })
}
