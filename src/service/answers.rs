//! Answers to questions, each from one state of the database.

use super::Core;
use super::directory::Directory;
use crate::domain::batch::Batch;
use crate::domain::id::{BatchId, UserId};
use crate::domain::mail::{MailState, MailTrouble, MailTroubleKind};
use crate::domain::operator::{Grant, Operator, Permission};
use crate::domain::provider::{AtProvider, ProviderFigures};
use crate::domain::query::{Answer, Home, Query, UsersPage};
use crate::domain::reason::Reason;
use crate::domain::record::{LogEntry, LogFilter};
use crate::domain::request::RequestView;
use crate::domain::settings::WaitingChange;
use crate::domain::user::UsersQuestion;
use crate::domain::{Page, Window};
use crate::error::{Error, Result};
use crate::service::account::{attendance, chain, first_steps, restoring};
use crate::service::deletion::{listing, misfits, upload, whom};
use crate::service::directory::identity;
use crate::service::ops;
use crate::service::residue::leftovers;
use crate::store::{Db, Store};

/// Rows that can be looked at while the directory is being loaded: reaching further ones would take as long.
const ROWS_BEFORE_LOADING: usize = 1_000;

/// Answers a question that the operator may ask.
pub(super) fn answer(
    store: &mut Store,
    core: &Core,
    operator: &Operator,
    query: &Query,
) -> Result<Answer> {
    store.read(|db| match query {
        Query::Users(question) => Ok(Answer::Users(users(db, core, question)?)),
        Query::UserIds(filter) => {
            let ids = |directory: &mut Directory| directory.ids(filter);
            Ok(Answer::UserIds(core.resident.ask(
                db,
                core.timings(),
                ids,
            )?))
        }
        _ => other(db, core, operator, query),
    })
}

fn other(db: &Db<'_>, core: &Core, operator: &Operator, query: &Query) -> Result<Answer> {
    Ok(match query {
        Query::Home => Answer::Home(home(db, core, operator)?),
        Query::Profile(user) => {
            let mut profile = db.profile(*user)?;
            if let Some(profile) = &mut profile {
                let operators = identity::operators_among_users(db, core)?;
                profile.operator = operators
                    .iter()
                    .find(|(id, _)| id == user)
                    .map(|(_, operator)| operator.id);
            }
            Answer::Profile(profile.map(Box::new))
        }
        Query::FindUser(typed) => Answer::FindUser(identity::find(db, core, typed)?),
        Query::LearnerReport(user) => Answer::LearnerReport(db.learner_report(*user)?),
        Query::Groups => Answer::Groups(db.groups()?),
        Query::Licenses => Answer::Licenses(db.license_types()?),
        Query::Batches(page) => {
            let mut window = db.batches(*page)?;
            for batch in &mut window.rows {
                as_seen(db, core, operator, batch)?;
            }
            Answer::Batches(window)
        }
        Query::Batch(batch) => {
            let mut found = batch_of(db, *batch)?;
            if let Some(batch) = &mut found {
                as_seen(db, core, operator, batch)?;
            }
            Answer::Batch(found)
        }
        Query::Case(batch) => Answer::Case(misfits::case(db, *batch)?),
        Query::AskTombstones(typed) => Answer::AskTombstones(identity::ask(db, core, typed)?),
        Query::VerifyLog => Answer::VerifyLog(chain::verify(db, core)?),
        Query::Request(request) => Answer::Request(db.request(*request)?.map(Box::new)),
        Query::AggregateReport => Answer::AggregateReport(db.aggregate_report()?),
        Query::Operators => Answer::Operators(operators(db, core)?),
        Query::OperatorNamed(name) => {
            let found = db.operator_named(name.trim())?;
            Answer::OperatorNamed(found.map(|operator| operator.id))
        }
        Query::Keys => Answer::Keys(db.ssh_keys(None)?),
        Query::OwnKeys => Answer::OwnKeys(db.ssh_keys(Some(operator.id))?),
        Query::Authorities => Answer::Authorities(db.ssh_authorities()?, db.ssh_revoked()?),
        Query::Settings => Answer::Settings(Box::new(db.settings()?)),
        Query::WaitingSettings => Answer::WaitingSettings(waiting(db, core)?.map(Box::new)),
        Query::FirstSteps => Answer::FirstSteps(first_steps::of(db, core)?),
        Query::Residue => Answer::Residue(leftovers::find(db, core)?),
        Query::Preferences => Answer::Preferences(operator.language, db.theme_of(operator.id)?),
        Query::Whom(doom) => Answer::Whom(Box::new(whom::whom(db, core, *doom)?)),
        _ => list(db, core, operator, query)?,
    })
}

/// Questions that are answered page by page.
fn list(db: &Db<'_>, core: &Core, operator: &Operator, query: &Query) -> Result<Answer> {
    Ok(match query {
        Query::BatchRows {
            batch,
            outcome,
            page,
        } => {
            let known = db
                .batch(*batch)?
                .ok_or_else(|| Error::NotFound(format!("batch {batch}")))?;
            let upload = upload::open_kept(core, &known)?;
            let roll = listing::Roll::of_batch(db, &known, false)?;
            Answer::BatchRows(roll.page(db, *outcome, *page, upload)?)
        }
        Query::ReviewRows {
            review,
            outcome,
            page,
        } => {
            let reviews = core.reviews()?;
            let pending = reviews
                .get(review)
                .ok_or(Error::Refused(Reason::ReviewGone))?;
            let roll = listing::Roll::of_review(&pending.rows);
            Answer::ReviewRows(roll.page(db, *outcome, *page, Some(pending.spool.reader()?))?)
        }
        Query::Misfits { of, page } => Answer::Misfits(misfits::page(db, core, *of, *page)?),
        Query::RosterRows { import, list, page } => {
            Answer::RosterRows(ops::roster_lines(db, core, import, *list, *page)?)
        }
        Query::Log { filter, page } => {
            let filter = if Permission::SeeLog.granted_to(operator.role) == Grant::Own {
                LogFilter {
                    operator: Some(operator.id),
                    ..filter.clone()
                }
            } else {
                filter.clone()
            };
            Answer::Log(db.log(&filter, *page)?)
        }
        Query::LogEntry(number) => {
            let entry = db.log_entry(*number)?;
            let only_own = Permission::SeeLog.granted_to(operator.role) == Grant::Own;
            let is_own = |entry: &LogEntry| entry.operator == Some(operator.id);
            if only_own && entry.as_ref().is_some_and(|entry| !is_own(entry)) {
                return Err(Error::NotAllowed(Reason::NotOwn));
            }
            Answer::LogEntry(entry.map(Box::new))
        }
        Query::Mail(mail) => {
            let found = db.mail(*mail)?;
            let only_own = Permission::SeeOutbox.granted_to(operator.role) == Grant::Own;
            let is_own = db.owner_of_mail(*mail)? == Some(operator.id);
            if only_own && found.is_some() && !is_own {
                return Err(Error::NotAllowed(Reason::NotOwn));
            }
            Answer::Mail(found.map(Box::new))
        }
        Query::Outbox(page) => {
            let only_own = Permission::SeeOutbox.granted_to(operator.role) == Grant::Own;
            Answer::Outbox(db.outbox(only_own.then_some(operator.id), *page)?)
        }
        Query::AtProvider => Answer::AtProvider(Box::new(AtProvider {
            figures: db.provider_figures()?.unwrap_or_default(),
            last_roster: db.last_roster()?,
        })),
        Query::Handovers(page) => Answer::Handovers(db.handovers(*page)?),
        Query::Handover(handover) => Answer::Handover(db.handover(*handover)?.map(Box::new)),
        Query::Changes {
            handover,
            state,
            page,
        } => Answer::Changes(db.changes(*handover, *state, *page)?),
        Query::Requests { view, user, page } => {
            Answer::Requests(db.requests(*view, *user, operator, core.now(), *page)?)
        }
        other => return Err(Error::Bug(format!("no answer to {other:?}"))),
    })
}

fn users(db: &Db<'_>, core: &Core, question: &UsersQuestion) -> Result<UsersPage> {
    match core.resident.page(db, core.timings(), question)? {
        Some((total, ids)) => users_page(db, question, &ids, total, false),
        None => users_before_loading(db, question),
    }
}

/// The first rows that pass a filter, where many do; none where only finding them all says which.
pub(super) fn glance(
    db: &Db<'_>,
    core: &Core,
    question: &UsersQuestion,
) -> Result<Option<UsersPage>> {
    if question.page.offset > 0 || question.filter.is_empty() {
        return Ok(None);
    }
    let found = core.resident.ask_now(db, core.timings(), |directory| {
        directory.glance(&question.filter, question.sort, question.page.limit)
    })?;
    match found.flatten() {
        Some(ids) => users_page(db, question, &ids, ids.len(), true).map(Some),
        None => Ok(None),
    }
}

/// While the directory is being loaded: the first rows in the order of their numbers, and nothing that was searched.
fn users_before_loading(db: &Db<'_>, question: &UsersQuestion) -> Result<UsersPage> {
    let (total, ids) = if question.filter.is_empty() {
        let page = question.page;
        let from = page.offset.min(ROWS_BEFORE_LOADING);
        let limit = page.limit.min(ROWS_BEFORE_LOADING - from);
        let users = usize::try_from(db.counter("users")?).unwrap_or(usize::MAX);
        let shown = users.min(ROWS_BEFORE_LOADING);
        (shown, db.user_ids(from, limit)?)
    } else {
        (0, Vec::new())
    };
    users_page(db, question, &ids, total, true)
}

fn users_page(
    db: &Db<'_>,
    question: &UsersQuestion,
    ids: &[UserId],
    total: usize,
    provisional: bool,
) -> Result<UsersPage> {
    Ok(UsersPage {
        window: Window {
            rows: db.user_rows(ids)?,
            offset: question.page.offset,
            total,
        },
        all: db.counter("users")?,
        seats: db.seats()?,
        provisional,
    })
}

/// A change of the settings that can still be approved, with the name of who asks.
fn waiting(db: &Db<'_>, core: &Core) -> Result<Option<WaitingChange>> {
    let present = db.settings()?;
    let Some(mut waiting) = db.waiting_change()? else {
        return Ok(None);
    };
    let asked = db.operator(waiting.asked_by)?;
    waiting.asked_by_name = asked.map_or(String::new(), |one| one.name);
    Ok(waiting.stands(core.now(), &present).then_some(waiting))
}

/// Adds to a batch what depends on who asks, and on who works for the account now.
fn as_seen(db: &Db<'_>, core: &Core, operator: &Operator, batch: &mut Batch) -> Result<()> {
    batch.seen.own = ops::one_person(db, operator, batch.operator)?;
    batch.seen.attended = batch.state.is_final() || attendance::is_attended(core)?;
    Ok(())
}

fn home(db: &Db<'_>, core: &Core, operator: &Operator) -> Result<Home> {
    let now = core.now();
    // Who may see only some of the mail learns nothing of the rest.
    let only_own = Permission::SeeOutbox.granted_to(operator.role) == Grant::Own;
    let owner = only_own.then_some(operator.id);
    let mut batches = match Permission::DeleteUsers.granted_to(operator.role) {
        Grant::Yes => db.batches(Page::first(5))?.rows,
        _ => Vec::new(),
    };
    for batch in &mut batches {
        as_seen(db, core, operator, batch)?;
    }
    let queued_mail = db.mail_seen(owner, MailState::Queued)?;
    let first_steps = first_steps::on_home(db, core, operator)?;
    let closed = core.mail()?.closed.clone();
    Ok(Home {
        users: db.counter("users")?,
        seats: db.seats()?,
        on_hold: db.counter("on_hold")?,
        connected: db.counter("connected")?,
        batches,
        open_requests: db.open_requests()?,
        unassigned_requests: db.requests_in(RequestView::Unassigned, operator, now)?,
        awaiting_requests: db.requests_in(RequestView::WaitingForMyApproval, operator, now)?,
        approval_ends: db.approval_ends_for(operator, now)?,
        overdue_requests: db.requests_in(RequestView::Overdue, operator, now)?,
        mail_trouble: match closed {
            Some(words) if queued_mail > 0 => Some(MailTrouble {
                kind: MailTroubleKind::Other,
                words,
            }),
            _ => db.mail_waits_for(owner)?,
        },
        queued_mail,
        failed_mail: db.mail_seen(owner, MailState::Failed)?,
        deleted_users: db.counter("deleted")?,
        first_steps,
        provider: provider_figures(db)?,
    })
}

/// What is open at the provider; none where the account lives here and nothing ever went elsewhere.
fn provider_figures(db: &Db<'_>) -> Result<Option<ProviderFigures>> {
    let figures = db.provider_figures()?;
    let elsewhere = db.settings()?.provider.is_elsewhere();
    Ok(figures.or(elsewhere.then(ProviderFigures::default)))
}

fn operators(db: &Db<'_>, core: &Core) -> Result<Vec<Operator>> {
    let linked = identity::operators_among_users(db, core)?;
    let mut operators = db.operators()?;
    for operator in &mut operators {
        operator.user = linked
            .iter()
            .find(|(_, other)| other.id == operator.id)
            .map(|(user, _)| *user);
    }
    Ok(operators)
}

/// One batch; of a batch that a restored backup lacks, what is known of it.
fn batch_of(db: &Db<'_>, batch: BatchId) -> Result<Option<Box<Batch>>> {
    match db.batch(batch)? {
        None if db.recovered_of(batch)?.is_some() => Err(restoring::batch_gone(db, batch)?),
        found => Ok(found.map(Box::new)),
    }
}
