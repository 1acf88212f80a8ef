//! The lines about the account: what each says, and the way to its place.

use super::{Sign, Waiting};
use crate::domain::batch::{Batch, BatchState, Standing};
use crate::domain::query;
use crate::domain::request::RequestRow;
use crate::domain::retention::{Rule, RuleStanding};
use crate::domain::time::Timestamp;
use crate::formats;
use crate::say;
use crate::ui::kit::buttons::bar;
use crate::ui::shell::context::Context;
use crate::ui::shell::route::{Route, Section};
use crate::wording;

/// What waits for whoever looks: what needs a hand first, then what goes on.
pub(super) fn for_you(home: &query::Home, context: &Context) -> Vec<Waiting> {
    let mut all = Vec::new();
    let named = home.approvals.len() as u64 == home.awaiting_requests;
    if named {
        all.extend(home.approvals.iter().map(|it| approval(it, context)));
    } else {
        all.extend(awaiting(home, context));
    }
    all.extend(home.open_batches.iter().map(|it| open_batch(it, context)));
    let failed = home.failed_batches.iter();
    all.extend(failed.map(|it| failed_batch(it, context)));
    all.extend(proposals(home, context));
    if home.open_requests > 0 {
        all.push(requests(home, context));
    }
    if home.failed_mail > 0 || home.queued_mail > 0 || home.mail_trouble.is_some() {
        all.push(mail(home, context));
    }
    let at_provider = at_provider(home, context);
    all.extend(at_provider.filter(|_| home.provider.is_some_and(|it| it.open > 0)));
    all.sort_by_key(|line| line.sign != Sign::Urgent);
    all
}

/// A batch that is not over; one that waits for the approval of whoever looks says how long.
fn open_batch(found: &Batch, context: &Context) -> Waiting {
    let texts = &context.texts;
    let number = found.id.to_string();
    let line = batch(found, context);
    let title = say!(texts, "home-batch", batch = number);
    let title = format!("{title}  {}", found.file_name);
    let standing = found.standing(context.now);
    let waits = standing == Standing::Is(BatchState::AwaitingApproval);
    let detail = if waits && found.seen.own.is_none() {
        approve_within(found.approval_ends(), context)
    } else {
        line.detail
    };
    // Nobody approves their own.
    let urgent = line.sign == Sign::Urgent && !(waits && found.seen.own.is_some());
    Waiting {
        title,
        detail,
        sign: Sign::urgent_if(urgent),
        route: line.route,
    }
}

/// A batch that ended with errors: somebody looks at the rows that failed.
fn failed_batch(found: &Batch, context: &Context) -> Waiting {
    Waiting {
        sign: Sign::Urgent,
        ..open_batch(found, context)
    }
}

/// What retention rules propose.
pub(super) fn proposals(home: &query::Home, context: &Context) -> Vec<Waiting> {
    let proposals = home.proposals.iter();
    proposals.filter_map(|it| proposal(it, context)).collect()
}

/// A retention rule that proposes a deletion.
fn proposal(rule: &Rule, context: &Context) -> Option<Waiting> {
    let texts = &context.texts;
    let RuleStanding::Proposed { learners, .. } = rule.standing else {
        return None;
    };
    Some(Waiting {
        title: say!(texts, "home-rule", rule = rule.id.to_string()),
        detail: say!(texts, "home-rule-detail", count = learners),
        sign: Sign::None,
        route: Route::Rules,
    })
}

fn approve_within(ends: Timestamp, context: &Context) -> String {
    let texts = &context.texts;
    let span = formats::span(texts, context.now, ends.max(context.now));
    say!(texts, "home-awaiting-detail", span = span)
}

/// A request that waits for the approval of whoever looks.
fn approval(request: &RequestRow, context: &Context) -> Waiting {
    let texts = &context.texts;
    let number = request.id.to_string();
    let kind = wording::request_kind(texts, request.kind);
    let name = request.user_name.as_deref().unwrap_or("–");
    let ends = request.approval_expires;
    let ends = ends.map(|ends| approve_within(ends, context));
    Waiting {
        title: format!(
            "{}  {kind} · {name}",
            say!(texts, "home-request", request = number)
        ),
        detail: ends.unwrap_or_default(),
        sign: Sign::Urgent,
        route: Route::Request(request.id),
    }
}

pub(super) fn people(home: &query::Home, context: &Context) -> Waiting {
    let texts = &context.texts;
    let number = |value| formats::number(context.language(), value);
    let taken = home.seats.invited + home.seats.activated;
    Waiting {
        title: say!(texts, "home-users", count = home.users),
        detail: say!(
            texts,
            "home-seats",
            taken = number(taken),
            total = number(home.seats.total),
            invited = number(home.seats.invited),
            available = number(home.seats.available())
        ),
        sign: Sign::urgent_if(home.seats.total > 0 && home.seats.available() == 0),
        route: Route::Users,
    }
}

pub(super) fn requests(home: &query::Home, context: &Context) -> Waiting {
    let texts = &context.texts;
    Waiting {
        title: say!(texts, "home-requests", count = home.open_requests),
        detail: say!(
            texts,
            "home-requests-detail",
            unassigned = home.unassigned_requests,
            overdue = home.overdue_requests
        ),
        sign: Sign::urgent_if(home.overdue_requests > 0),
        route: Route::Requests,
    }
}

/// Requests of others that wait for the approval of whoever looks, with the time that is left.
pub(super) fn awaiting(home: &query::Home, context: &Context) -> Option<Waiting> {
    let texts = &context.texts;
    let ends = home.approval_ends.filter(|_| home.awaiting_requests > 0)?;
    Some(Waiting {
        title: say!(texts, "home-awaiting", count = home.awaiting_requests),
        detail: approve_within(ends, context),
        sign: Sign::Urgent,
        route: Route::RequestsToApprove,
    })
}

pub(super) fn mail(home: &query::Home, context: &Context) -> Waiting {
    let texts = &context.texts;
    let waits = say!(texts, "home-mail-detail", count = home.queued_mail);
    let title = say!(texts, "home-mail", count = home.failed_mail);
    let (title, detail) = match &home.mail_trouble {
        None => (title, waits),
        Some(trouble) => {
            let why = wording::mail_trouble(texts, trouble);
            let title = if home.failed_mail == 0 {
                say!(texts, "home-mail-stuck")
            } else {
                title
            };
            (title, format!("{waits} · {why}"))
        }
    };
    Waiting {
        title,
        detail,
        sign: Sign::urgent_if(home.failed_mail > 0 || home.mail_trouble.is_some()),
        route: Route::Outbox,
    }
}

/// What is open at the provider, where the account lives there or anything went there.
pub(super) fn at_provider(home: &query::Home, context: &Context) -> Option<Waiting> {
    let texts = &context.texts;
    let figures = home.provider?;
    Some(Waiting {
        title: say!(texts, "home-provider", count = figures.open),
        detail: say!(
            texts,
            "home-provider-detail",
            prepared = figures.prepared,
            hand = figures.by_hand,
            overdue = figures.overdue
        ),
        sign: Sign::urgent_if(figures.prepared + figures.by_hand + figures.overdue > 0),
        route: Route::AtProvider,
    })
}

pub(super) fn deleted(home: &query::Home, context: &Context) -> Waiting {
    let texts = &context.texts;
    Waiting {
        title: say!(texts, "home-deleted", count = home.deleted_users),
        detail: say!(texts, "home-hold", count = home.on_hold),
        sign: Sign::None,
        route: Route::Authenticate(Section::UserDeletion),
    }
}

pub(super) fn batch(batch: &Batch, context: &Context) -> Waiting {
    let texts = &context.texts;
    let standing = batch.standing(context.now);
    let state = wording::batch_standing(texts, standing);
    let percent = formats::percent(context.language(), batch.processed, batch.planned);
    let detail = match batch.state {
        BatchState::Processing | BatchState::Paused => {
            let bar = bar(batch.processed, batch.planned, 16);
            format!("{bar} {percent}  {state}")
        }
        _ => {
            let when = crate::ui::screens::deletion::batch::figures::when(batch, context);
            let state = match batch.state {
                BatchState::AtProvider => {
                    crate::ui::screens::deletion::batch::figures::standing(batch, context)
                }
                _ => state,
            };
            format!("{state}  {when}")
        }
    };
    Waiting {
        title: format!("{}  {}", batch.id, batch.file_name),
        detail,
        sign: Sign::urgent_if(
            !matches!(standing, Standing::Is(_))
                || matches!(
                    batch.state,
                    BatchState::Paused | BatchState::AwaitingApproval
                ),
        ),
        route: Route::Batch(batch.id),
    }
}
