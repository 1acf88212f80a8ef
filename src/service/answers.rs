//! Answers to questions, each from one state of the database.

use super::Core;
use super::directory::Directory;
use crate::domain::batch::{Batch, BatchState, ReviewToken, RowOutcome};
use crate::domain::filter::AttributeValue;
use crate::domain::id::{BatchId, MailId, OperatorId, UserId};
use crate::domain::learning::Day;
use crate::domain::mail::{MailRow, MailState, MailTrouble, MailTroubleKind};
use crate::domain::operator::{Grant, Operator, Permission};
use crate::domain::provider::{AtProvider, ProviderFigures};
use crate::domain::query::{Answer, Home, Preferences, Query, UsersPage};
use crate::domain::reason::Reason;
use crate::domain::record::{LogEntry, LogFilter};
use crate::domain::report::months_until;
use crate::domain::request::{RequestRow, RequestView};
use crate::domain::settings::WaitingChange;
use crate::domain::time::Timestamp;
use crate::domain::user::{Profile, UserFilter, UsersQuestion};
use crate::domain::{Page, Window};
use crate::error::{Error, Result};
use crate::service::account::connection;
use crate::service::account::{attendance, chain, first_steps, restoring, role_history, serving};
use crate::service::deletion::{listing, misfits, upload, whom};
use crate::service::directory::identity;
use crate::service::idle;
use crate::service::ops;
use crate::service::residue::leftovers;
use crate::store::{Db, Store};

/// Rows that can be looked at while the directory is being loaded: reaching further ones would take as long.
const ROWS_BEFORE_LOADING: usize = 1_000;

/// Months of which Home shows figures.
const MONTHS: usize = 12;
/// Requests that wait for approval, and batches that are not over, which Home names.
const APPROVALS: usize = 3;
const OPEN_BATCHES: usize = 6;
/// For how many days Home names a batch that ended with errors.
const FAILED_DAYS: i64 = 7;

/// Answers a question that the operator may ask.
pub(super) fn answer(
    store: &mut Store,
    core: &Core,
    operator: &Operator,
    query: &Query,
) -> Result<Answer> {
    store.read(|db| answer_in(db, core, operator, query))
}

/// The answer to each question, in one table, so that none can be added without its answer.
#[expect(clippy::too_many_lines, reason = "a table has as many lines as rows")]
fn answer_in(db: &Db<'_>, core: &Core, operator: &Operator, query: &Query) -> Result<Answer> {
    let now = core.now();
    Ok(match query {
        Query::Home => Answer::Home(Box::new(home(db, core, operator)?)),
        Query::Users(question) => Answer::Users(users(db, core, question)?),
        Query::UserIds(filter) => Answer::UserIds(user_ids(db, core, filter)?),
        Query::Profile(user) => Answer::Profile(profile(db, core, *user)?.map(Box::new)),
        Query::FindUser(typed) => Answer::FindUser(identity::find(db, core, typed)?),
        Query::LearnerReport(user) => Answer::LearnerReport(db.learner_report(*user)?),
        Query::Groups => Answer::Groups(db.groups()?),
        Query::Licenses => Answer::Licenses(db.license_types()?),
        Query::IdleSeats { days, page } => {
            Answer::IdleSeats(Box::new(idle::seats(db, core, *days, *page)?))
        }
        Query::IdleIds(days) => Answer::IdleIds(idle::ids(db, core, *days)?),
        Query::Rules => Answer::Rules(crate::service::retention::seen(db, core, operator)?),
        Query::Batches(page) => Answer::Batches(batches(db, core, operator, *page)?),
        Query::Batch(id) => Answer::Batch(batch_seen(db, core, operator, *id)?),
        Query::BatchRows {
            batch,
            outcome,
            page,
        } => batch_rows(db, core, *batch, *outcome, *page)?,
        Query::ReviewRows {
            review,
            outcome,
            page,
        } => review_rows(db, core, *review, *outcome, *page)?,
        Query::RosterRows { import, list, page } => {
            Answer::RosterRows(ops::roster_lines(db, core, import, *list, *page)?)
        }
        Query::Misfits { of, page } => Answer::Misfits(misfits::page(db, core, *of, *page)?),
        Query::Case(batch) => Answer::Case(misfits::case(db, *batch)?),
        Query::Whom(doom) => Answer::Whom(Box::new(whom::whom(db, core, *doom)?)),
        Query::AskTombstones(typed) => Answer::AskTombstones(identity::ask(db, core, typed)?),
        Query::Log { filter, page } => Answer::Log(log(db, operator, filter, *page)?),
        Query::LogEntry(number) => {
            Answer::LogEntry(log_entry(db, operator, *number)?.map(Box::new))
        }
        Query::LogActs => {
            let own = only_own(operator, Permission::SeeLog).then_some(operator.id);
            Answer::LogActs(db.log_acts(own)?)
        }
        Query::VerifyLog => Answer::VerifyLog(chain::verify(db, core)?),
        Query::Outbox(page) => Answer::Outbox(db.outbox(own_mail(operator), *page)?),
        Query::Mail(mail) => Answer::Mail(message(db, operator, *mail)?.map(Box::new)),
        Query::Requests { view, user, page } => {
            Answer::Requests(db.requests(*view, *user, operator, now, *page)?)
        }
        Query::Request(request) => Answer::Request(db.request(*request)?.map(Box::new)),
        Query::AggregateReport => Answer::AggregateReport(db.aggregate_report()?),
        Query::Operators => Answer::Operators(operators(db, core)?),
        Query::RoleHistory => Answer::RoleHistory(Box::new(role_history::of(db)?)),
        Query::OperatorNamed(name) => {
            Answer::OperatorNamed(db.operator_named(name.trim())?.map(|found| found.id))
        }
        Query::Keys => Answer::Keys(db.ssh_keys(None)?),
        Query::OwnKeys => Answer::OwnKeys(db.ssh_keys(Some(operator.id))?),
        Query::Authorities => Answer::Authorities(db.ssh_authorities()?, db.ssh_revoked()?),
        Query::Sittings => Answer::Sittings(serving::sittings(db, core, operator)?),
        Query::Settings => Answer::Settings(Box::new(db.settings()?)),
        Query::WaitingSettings => Answer::WaitingSettings(waiting(db, core)?.map(Box::new)),
        Query::FirstSteps => Answer::FirstSteps(first_steps::of(db, core)?),
        Query::Residue => Answer::Residue(Box::new(leftovers::look(db, core)?)),
        Query::Preferences => Answer::Preferences(Box::new(Preferences {
            language: operator.language,
            theme: db.theme_of(operator.id)?,
            zone: db.zone_of(operator.id)?,
        })),
        Query::Views => Answer::Views(db.views_of(operator.id)?),
        Query::SavedFilters => Answer::SavedFilters(db.filters_of(operator.id)?),
        Query::AttributeValues => Answer::AttributeValues(attribute_values(db, core)?),
        Query::AtProvider => Answer::AtProvider(Box::new(at_provider(db, core)?)),
        Query::Handovers(page) => Answer::Handovers(db.handovers(*page)?),
        Query::HandoversOf(batch) => Answer::HandoversOf(db.handovers_of(*batch)?),
        Query::Underway(user) => Answer::Underway(db.open_changes_of(*user)?),
        Query::Handover(handover) => Answer::Handover(db.handover(*handover)?.map(Box::new)),
        Query::Changes {
            handover,
            state,
            page,
        } => Answer::Changes(db.changes(*handover, *state, *page)?),
        Query::Gone(page) => Answer::Gone(db.gone(*page)?),
    })
}

/// Whether a question waits until a whole order or count is made.
pub(super) fn take_long(db: &Db<'_>, core: &Core, query: &Query) -> bool {
    match query {
        Query::Users(question) => core.resident.sorts_first(question),
        query => idle::counts_first(db, core, query),
    }
}

fn user_ids(db: &Db<'_>, core: &Core, filter: &UserFilter) -> Result<Vec<UserId>> {
    let ids = |directory: &mut Directory| directory.ids(filter);
    core.resident.ask(db, core.timings(), ids)
}

/// None while the directory is being loaded: whoever asks is asked again when it is there.
fn attribute_values(db: &Db<'_>, core: &Core) -> Result<Vec<AttributeValue>> {
    let values = |directory: &mut Directory| directory.attribute_values();
    let found = core.resident.ask_now(db, core.timings(), values)?;
    Ok(found.unwrap_or_default())
}

/// A learner's profile, with the operator who they are as well.
fn profile(db: &Db<'_>, core: &Core, user: UserId) -> Result<Option<Profile>> {
    let mut profile = db.profile(user)?;
    if let Some(profile) = &mut profile {
        let operators = identity::operators_among_users(db, core)?;
        let operator = operators.iter().find(|(id, _)| *id == user);
        profile.operator = operator.map(|(_, operator)| operator.id);
    }
    Ok(profile)
}

fn batches(db: &Db<'_>, core: &Core, operator: &Operator, page: Page) -> Result<Window<Batch>> {
    let mut window = db.batches(page)?;
    for batch in &mut window.rows {
        as_seen(db, core, operator, batch)?;
    }
    Ok(window)
}

fn batch_seen(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    batch: BatchId,
) -> Result<Option<Box<Batch>>> {
    let mut found = batch_of(db, batch)?;
    if let Some(batch) = &mut found {
        as_seen(db, core, operator, batch)?;
    }
    Ok(found)
}

fn batch_rows(
    db: &Db<'_>,
    core: &Core,
    batch: BatchId,
    outcome: Option<RowOutcome>,
    page: Page,
) -> Result<Answer> {
    let known = db.batch(batch)?;
    let known = known.ok_or_else(|| Error::NotFound(format!("batch {batch}")))?;
    let upload = upload::open_kept(core, &known)?;
    let roll = listing::Roll::of_batch(db, &known, false)?;
    Ok(Answer::BatchRows(roll.page(db, outcome, page, upload)?))
}

fn review_rows(
    db: &Db<'_>,
    core: &Core,
    review: ReviewToken,
    outcome: Option<RowOutcome>,
    page: Page,
) -> Result<Answer> {
    let reviews = core.reviews()?;
    let pending = reviews.get(&review);
    let pending = pending.ok_or(Error::Refused(Reason::ReviewGone))?;
    let roll = listing::Roll::of_review(&pending.rows);
    let reader = pending.spool.reader()?;
    Ok(Answer::ReviewRows(roll.page(
        db,
        outcome,
        page,
        Some(reader),
    )?))
}

/// Whether an operator may see only what is their own of something.
fn only_own(operator: &Operator, permission: Permission) -> bool {
    permission.granted_to(operator.role) == Grant::Own
}

/// The operator whose mail alone is shown; none shows all of it.
fn own_mail(operator: &Operator) -> Option<OperatorId> {
    only_own(operator, Permission::SeeOutbox).then_some(operator.id)
}

fn log(
    db: &Db<'_>,
    operator: &Operator,
    filter: &LogFilter,
    page: Page,
) -> Result<Window<LogEntry>> {
    let mut filter = filter.clone();
    if only_own(operator, Permission::SeeLog) {
        if filter.operator.is_some_and(|other| other != operator.id) {
            return Err(Error::NotAllowed(Reason::NotOwn));
        }
        filter.operator = Some(operator.id);
    }
    db.log(&filter, page)
}

fn log_entry(db: &Db<'_>, operator: &Operator, number: u64) -> Result<Option<LogEntry>> {
    let entry = db.log_entry(number)?;
    let is_own = |entry: &LogEntry| entry.operator == Some(operator.id);
    if only_own(operator, Permission::SeeLog) && entry.as_ref().is_some_and(|it| !is_own(it)) {
        return Err(Error::NotAllowed(Reason::NotOwn));
    }
    Ok(entry)
}

fn message(db: &Db<'_>, operator: &Operator, mail: MailId) -> Result<Option<MailRow>> {
    let found = db.mail(mail)?;
    let is_own = db.is_mail_of(mail, operator.id)?;
    if only_own(operator, Permission::SeeOutbox) && found.is_some() && !is_own {
        return Err(Error::NotAllowed(Reason::NotOwn));
    }
    Ok(found)
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
    if batch.state == BatchState::AwaitingApproval {
        batch.seen.nobody_approves = ops::nobody_approves(db, batch.operator)?;
    }
    batch.seen.attended = batch.state.is_final() || attendance::is_attended(core)?;
    Ok(())
}

/// The first requests that wait for an operator's approval.
fn approvals(db: &Db<'_>, operator: &Operator, now: Timestamp) -> Result<Vec<RequestRow>> {
    let view = RequestView::WaitingForMyApproval;
    let page = Page::first(APPROVALS);
    Ok(db.requests(view, None, operator, now, page)?.rows)
}

fn home(db: &Db<'_>, core: &Core, operator: &Operator) -> Result<Home> {
    let now = core.now();
    // Who may see only some of the mail learns nothing of the rest.
    let owner = own_mail(operator);
    let deletes = Permission::DeleteUsers.granted_to(operator.role) == Grant::Yes;
    let mut batches = if deletes {
        db.batches(Page::first(5))?.rows
    } else {
        Vec::new()
    };
    for batch in &mut batches {
        as_seen(db, core, operator, batch)?;
    }
    let (mut open_batches, mut failed_batches) = if deletes {
        let lately = now.plus_days(-FAILED_DAYS);
        (
            db.open_batches(OPEN_BATCHES)?,
            db.failed_batches(lately, OPEN_BATCHES)?,
        )
    } else {
        Default::default()
    };
    for batch in open_batches.iter_mut().chain(&mut failed_batches) {
        as_seen(db, core, operator, batch)?;
    }
    let queued_mail = db.mail_seen(owner, MailState::Queued)?;
    let proposals = if deletes { db.proposals()? } else { Vec::new() };
    let first_steps = first_steps::on_home(db, core, operator)?;
    let closed = core.mail()?.closed.clone();
    Ok(Home {
        has_passphrase: operator.has_passphrase,
        users: db.counter("users")?,
        seats: db.seats()?,
        on_hold: db.counter("on_hold")?,
        connected: db.counter("connected")?,
        batches,
        open_batches,
        failed_batches,
        license_types: db.license_types()?,
        active: db.active_by_month(MONTHS)?,
        deletions: months_until(&Day::at(now).month(), MONTHS, &db.deleted_by_month(MONTHS)?),
        approvals: approvals(db, operator, now)?,
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
        proposals,
        provider: provider_figures(db)?,
    })
}

/// What is open at the provider; none where the account lives here and nothing ever went elsewhere.
fn provider_figures(db: &Db<'_>) -> Result<Option<ProviderFigures>> {
    let figures = db.provider_figures()?;
    let elsewhere = db.settings()?.provider.is_elsewhere();
    let Some(figures) = figures.or(elsewhere.then(ProviderFigures::default)) else {
        return Ok(None);
    };
    Ok(Some(ProviderFigures {
        roster_was_believed: db.last_roster()?.is_some(),
        ..figures
    }))
}

fn at_provider(db: &Db<'_>, core: &Core) -> Result<AtProvider> {
    Ok(AtProvider {
        figures: db.provider_figures()?.unwrap_or_default(),
        last_roster: db.last_roster()?,
        gone: db.count_gone()?,
        pushable: db.count_pushable()?,
        calls_are_held: db.calls_are_held()?,
        server: connection::server_of(core)?,
        capabilities: db.capabilities()?,
        in_flight: db.changes_in_flight()?,
    })
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
        None if db.recovered_of(batch)?.is_some() => Err(restoring::known::batch_gone(db, batch)?),
        found => Ok(found.map(Box::new)),
    }
}
