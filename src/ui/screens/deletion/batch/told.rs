//! What there is to say about a batch as it stands: what it means for the data, and how to go on.

use crate::command::{self, Command};
use crate::domain::batch::{ApprovalLapse, Batch, BatchState, RowOutcome, Standing, Whom};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::operator::OnePerson;
use crate::domain::reason::Reason;
use crate::error::Trouble;
use crate::formats;
use crate::say;
use crate::service::RESTORED;
use crate::wording::{self, Explained};

use super::figures::{Figures, moment};
use crate::ui::shell::context::Context;

/// How something said is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It went well.
    Good,
    /// To know.
    Plain,
    /// To be looked after.
    Warning,
    /// For whoever wants to know exactly.
    Quiet,
}

/// Everything there is to say, a paragraph each.
pub fn paragraphs(batch: &Batch, technical: bool, context: &Context) -> Vec<(String, Weight)> {
    let mut said = Vec::new();
    if let Some(resumed) = resumed(batch, context) {
        said.push((resumed, Weight::Plain));
    }
    said.extend(standing(batch, context));
    if let Some(trouble) = batch
        .trouble
        .as_ref()
        .filter(|trouble| *trouble != RESTORED)
    {
        let told = calm(trouble, context);
        said.push((
            format!("{} {}", told.happened, told.remedy),
            Weight::Warning,
        ));
        if technical {
            said.push((told.technical.unwrap_or_default(), Weight::Quiet));
        }
    }
    said
}

fn standing(batch: &Batch, context: &Context) -> Vec<(String, Weight)> {
    let texts = &context.texts;
    let beyond = match batch.standing(context.now) {
        Standing::Is(_) => None,
        _ => wording::batch_advice(texts, batch, context.now)
            .into_iter()
            .next(),
    };
    if let Some(advice) = beyond {
        let mut said = vec![(advice, Weight::Warning)];
        if batch.state == BatchState::AwaitingApproval {
            said.extend(awaiting(batch, context));
        }
        return said;
    }
    match batch.state {
        BatchState::AwaitingApproval => awaiting(batch, context),
        BatchState::Scheduled => vec![(scheduled(batch, context), Weight::Plain)],
        BatchState::Processing => Vec::new(),
        BatchState::AtProvider => vec![(say!(texts, "batch-told-at-provider"), Weight::Plain)],
        BatchState::Paused if batch.trouble.as_deref() == Some(RESTORED) => {
            vec![(say!(texts, "batch-told-restored"), Weight::Warning)]
        }
        BatchState::Paused => vec![(paused(batch, context), Weight::Warning)],
        BatchState::Erasing => vec![(say!(texts, "batch-told-erasing"), Weight::Plain)],
        BatchState::Completed => over(batch, context),
        BatchState::CompletedWithErrors => {
            let failed = batch.counts.failed();
            let failed = if batch.upload_lost {
                let count = say!(texts, "batch-told-failed-lost", count = failed);
                format!("{count} {}", wording::upload_lost(texts))
            } else {
                say!(texts, "batch-told-failed", count = failed)
            };
            let mut said = vec![(failed, Weight::Warning)];
            said.extend(residue(batch, context));
            said
        }
        BatchState::Cancelled => cancelled(batch, context),
        BatchState::Withdrawn if batch.approval_expired(context.now) => {
            vec![(say!(texts, "batch-told-expired"), Weight::Warning)]
        }
        BatchState::Withdrawn => vec![(say!(texts, "batch-told-withdrawn"), Weight::Good)],
    }
}

/// What the approval is bound to and until when it can be given; whether whoever looks may give it, and why not.
fn awaiting(batch: &Batch, context: &Context) -> Vec<(String, Weight)> {
    let texts = &context.texts;
    let row = command::row(Command::ApproveBatch);
    let until = formats::moment(texts, batch.approval_ends());
    let told = say!(
        texts,
        "batch-told-awaiting",
        seal = short(&batch.plan_sha256),
        until = until
    );
    let against = context
        .refusal(row.permission)
        .or_else(|| against_approval(batch, context));
    let may = if let Some(reason) = against {
        let reason = wording::reason(texts, &reason);
        let text = say!(texts, "batch-told-approve-not", reason = reason);
        (text, Weight::Quiet)
    } else {
        let key = context.keys(row).next().map(|key| key.to_string());
        let key = key.unwrap_or_default();
        (say!(texts, "batch-told-approve", key = key), Weight::Plain)
    };
    let lapsed = batch.approval_lapse == Some(ApprovalLapse::ApproverLeft);
    let lapsed = lapsed.then(|| (say!(texts, "batch-told-lapsed"), Weight::Warning));
    lapsed
        .into_iter()
        .chain([(told, Weight::Plain), may])
        .collect()
}

/// Why whoever is signed in cannot approve a batch now, as the service would say it.
pub fn against_approval(batch: &Batch, context: &Context) -> Option<Reason> {
    if batch.approval_expired(context.now) {
        Some(Reason::ApprovalExpired)
    } else if batch.state != BatchState::AwaitingApproval {
        Some(Reason::BatchIs(batch.state))
    } else {
        batch.seen.own.map(|own| match own {
            OnePerson::Same => Reason::OwnApproval,
            OnePerson::GaveAccess => Reason::SharedAccess,
        })
    }
}

fn scheduled(batch: &Batch, context: &Context) -> String {
    let due = formats::moment(&context.texts, batch.due_at);
    let when = formats::relative(&context.texts, Some(batch.due_at), context.now);
    say!(
        context.texts,
        "batch-told-scheduled",
        due = due,
        when = when
    )
}

fn paused(batch: &Batch, context: &Context) -> String {
    let figures = Figures::of(batch, context);
    say!(
        context.texts,
        "batch-told-paused",
        done = formats::number(context.language(), figures.done),
        total = figures.total
    )
}

fn over(batch: &Batch, context: &Context) -> Vec<(String, Weight)> {
    let well = say!(context.texts, "batch-told-completed");
    let well = batch.is_well_over().then_some((well, Weight::Good));
    well.into_iter().chain(residue(batch, context)).collect()
}

/// What the scan after the purge found.
fn residue(batch: &Batch, context: &Context) -> Option<(String, Weight)> {
    let texts = &context.texts;
    if let Some(found) = wording::residue(texts, batch.found()?) {
        return Some((found, Weight::Warning));
    }
    Some(match batch.residue? {
        0 if batch.results_file.is_some() && !batch.upload_lost => {
            let clean = say!(texts, "batch-told-clean");
            let hold = say!(texts, "batch-told-results-hold");
            (format!("{clean} {hold}"), Weight::Plain)
        }
        _ => (say!(texts, "batch-told-clean"), Weight::Plain),
    })
}

/// After a cancel: exactly what was deleted, what was not, how to go on.
fn cancelled(batch: &Batch, context: &Context) -> Vec<(String, Weight)> {
    let texts = &context.texts;
    let deleted = batch.counts.of(RowOutcome::Deleted);
    let left = batch.counts.of(RowOutcome::Cancelled);
    let mut said = vec![
        (
            say!(texts, "batch-told-cancelled-deleted", count = deleted),
            Weight::Plain,
        ),
        (
            say!(texts, "batch-told-cancelled-left", count = left),
            Weight::Plain,
        ),
    ];
    said.push(if batch.upload_lost {
        (wording::upload_lost(texts), Weight::Warning)
    } else {
        (say!(texts, "batch-told-cancelled-go-on"), Weight::Plain)
    });
    said.extend(residue(batch, context));
    said
}

/// After a crash: where it went on, and when the process before had stopped.
fn resumed(batch: &Batch, context: &Context) -> Option<String> {
    let resumed = batch.resumed?;
    let number = |value| formats::number(context.language(), value);
    Some(say!(
        context.texts,
        "batch-told-resumed",
        done = number(resumed.processed),
        total = number(batch.planned),
        stopped = moment(resumed.stopped_at, context)
    ))
}

/// The trouble that the system reported, in calm words; the batch keeps it as one line of text.
fn calm(trouble: &str, context: &Context) -> Explained {
    wording::error(&context.texts, &Trouble::kept(trouble).into())
}

/// The beginning of a hash, enough to compare by eye.
pub fn short(hash: &str) -> String {
    let beginning: String = hash.chars().take(12).collect();
    format!("{beginning}…")
}

/// Whom the question names: a few by everything that tells them apart, and how many more.
pub fn named_whom(whom: &Whom, context: &Context) -> Vec<String> {
    const NAMED: usize = 3;
    let texts = &context.texts;
    let mut lines = vec![say!(texts, "whom-title", count = whom.count)];
    let people = whom.people.iter().take(NAMED);
    lines.extend(people.map(|person| {
        let row = &person.row;
        let identifiers = [
            row.email.as_ref().map(EmailAddress::as_str),
            row.unique_id.as_ref().map(UniqueId::as_str),
        ];
        let said = std::iter::once(row.name.as_str()).chain(identifiers.into_iter().flatten());
        said.collect::<Vec<_>>().join(" · ")
    }));
    let more = whom.count.saturating_sub(NAMED as u64);
    if more > 0 {
        let all = command::row(Command::BatchPeople);
        let keys = context.keys(all).next().map(|key| key.to_string());
        let keys = keys.unwrap_or_default();
        lines.push(say!(texts, "approve-whom-more", count = more, key = keys));
    }
    lines
}
