//! Mail to full admins about deletion batches: counts and no personal word.

use super::operators::{Colleague, News, Part, queue_to_concerned};
use crate::domain::batch::{Batch, RowOutcome};
use crate::domain::mail::MailKind;
use crate::domain::operator::{Grant, Operator, Permission};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::{NewMail, Tx};
use crate::texts::Texts;
use crate::{formats, say, wording};

/// What there is to say of the approval of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ApprovalNews<'n> {
    /// It waits for that of another full admin.
    Wanted,
    /// Somebody gave it: the name.
    Given(&'n str),
    /// Somebody took the batch back before it began: the name.
    Withdrawn(&'n str),
    /// The last day begins on which it can be given.
    LastDay,
    /// Nobody gave it in time.
    Expired,
    /// Whoever gave it may not any more: the name.
    Lapsed(&'n str),
    /// Whoever answers for the batch may not delete any more, so that it is paused: the name.
    ConfirmerLeft(&'n str),
}

/// Queues the mail about the approval of a batch: to whoever confirmed it, and to whoever could give it, while it waits.
/// Who acts knows it already.
pub(crate) fn queue_approval_news(
    tx: &Tx<'_>,
    batch: &Batch,
    news: ApprovalNews<'_>,
    now: Timestamp,
) -> Result<()> {
    let concerned = |part: &Part<'_>| {
        let role = part.operator.role;
        let approves = Permission::DeleteUsers.granted_to(role) == Grant::Yes;
        match news {
            ApprovalNews::Wanted | ApprovalNews::LastDay => approves && !part.own,
            ApprovalNews::Given(_) | ApprovalNews::Withdrawn(_) | ApprovalNews::Expired => {
                part.asked
            }
            ApprovalNews::Lapsed(_) | ApprovalNews::ConfirmerLeft(_) => approves || part.asked,
        }
    };
    let letter = |to: &Colleague<'_>| approval_news(to, batch, news, now);
    queue_to_concerned(tx, Some(batch.operator), concerned, letter, now)
}

fn approval_news(
    to: &Colleague<'_>,
    batch: &Batch,
    news: ApprovalNews<'_>,
    now: Timestamp,
) -> News {
    let texts = &to.texts;
    let (what, said) = said_of_approval(texts, batch, news, now);
    let (id, number) = (batch.id.0, |count| formats::number(to.language, count));
    News {
        unique_key: format!(
            "batch-{id}-{what}-{}-{}-{}",
            to.id, batch.approval_from.0, now.0
        ),
        kind: MailKind::BatchApproval,
        batch: Some(batch.id),
        request: None,
        subject: say!(
            texts,
            "mail-approval-subject",
            account = to.account(),
            batch = id.to_string()
        ),
        body: say!(
            texts,
            "mail-approval-body",
            account = to.account(),
            batch = id.to_string(),
            said = said,
            planned = number(batch.planned),
            users = number(batch.users_before),
            seal = batch.plan_sha256.as_str()
        ),
    }
}

/// What there is to say of an approval, and the word for it in the key of the letter.
fn said_of_approval(
    texts: &Texts,
    batch: &Batch,
    news: ApprovalNews<'_>,
    now: Timestamp,
) -> (&'static str, String) {
    let until = formats::moment_told(texts, batch.approval_ends());
    match news {
        ApprovalNews::Wanted => ("wanted", say!(texts, "mail-approval-wanted", until = until)),
        ApprovalNews::LastDay => {
            let left = formats::span(texts, now, batch.approval_ends());
            let said = say!(texts, "mail-approval-last-day", until = until, left = left);
            ("last-day", said)
        }
        ApprovalNews::Given(name) => {
            let due = formats::moment_told(texts, batch.due_at);
            let said = if batch.due_at > now {
                say!(texts, "mail-approval-given-due", name = name, due = due)
            } else {
                say!(texts, "mail-approval-given", name = name)
            };
            ("given", said)
        }
        ApprovalNews::Withdrawn(name) => (
            "withdrawn",
            say!(texts, "mail-approval-withdrawn", name = name),
        ),
        ApprovalNews::Expired => ("expired", say!(texts, "mail-approval-expired")),
        ApprovalNews::Lapsed(name) => (
            "lapsed",
            say!(texts, "mail-approval-lapsed", name = name, until = until),
        ),
        ApprovalNews::ConfirmerLeft(name) => {
            ("left", say!(texts, "mail-confirmer-left", name = name))
        }
    }
}

/// The mail that tells an operator that their batch is over; none when there is no address. One per batch.
pub(crate) fn batch_over(
    settings: &Settings,
    operator: &Operator,
    batch: &Batch,
    log_head: &(u64, String),
    message_id: String,
    now: Timestamp,
) -> Option<NewMail> {
    let to = Colleague::of(settings, operator)?;
    let texts = &to.texts;
    let number = |count| formats::number(to.language, count);
    let mut lines = Vec::new();
    for outcome in RowOutcome::ALL {
        let count = batch.counts.of(outcome);
        if count > 0 {
            lines.push(format!(
                "  {:>12}  {}",
                number(count),
                wording::outcome(texts, outcome)
            ));
        }
    }
    let results = results_told(texts, batch);
    let id = batch.id.0;
    let body = say!(
        texts,
        "mail-batch-body",
        account = to.account(),
        batch = id.to_string(),
        state = wording::batch_state(texts, batch.state),
        rows = say!(texts, "rows-count", count = batch.tally.rows),
        outcomes = lines.join("\n"),
        results = results.trim(),
        entries = number(log_head.0),
        head = log_head.1.as_str()
    );
    let state = wording::batch_state(texts, batch.state);
    let news = News {
        unique_key: format!("batch-{id}-over"),
        kind: MailKind::BatchCompleted,
        batch: Some(batch.id),
        request: None,
        subject: say!(
            texts,
            "mail-batch-subject",
            account = to.account(),
            batch = id.to_string(),
            state = state
        ),
        body,
    };
    Some(to.mail(news, message_id, now))
}

/// Where the results are, and what the scan found beside them.
fn results_told(texts: &Texts, batch: &Batch) -> String {
    let results = match &batch.results_file {
        Some(path) if batch.upload_lost => say!(
            texts,
            "mail-batch-results-lost",
            path = path.display().to_string(),
            lost = wording::upload_lost(texts)
        ),
        Some(path) => say!(
            texts,
            "mail-batch-results",
            path = path.display().to_string()
        ),
        None if batch.is_well_over() => say!(texts, "mail-batch-no-results"),
        None => String::new(),
    };
    let residue = batch
        .found()
        .and_then(|found| wording::residue(texts, found));
    [results, residue.unwrap_or_default()].join("\n\n")
}
