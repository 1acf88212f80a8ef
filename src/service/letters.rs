//! What the mail says: written when it is queued, in the language of whom it goes to.
//!
//! Mail to a learner goes with the learner. Mail about a batch holds counts and no personal word.

use crate::domain::batch::{Batch, BatchState, RowOutcome};
use crate::domain::id::{RequestId, UserId};
use crate::domain::mail::MailKind;
use crate::domain::operator::Operator;
use crate::domain::request::{Reply, RequestKind};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::domain::user::Profile;
use crate::error::Result;
use crate::store::{NewMail, Tx};
use crate::texts::Texts;
use crate::{formats, say, wording};

/// The mail that asks a disconnected learner to register again; none when there is no address.
pub(super) fn reregister(
    settings: &Settings,
    profile: &Profile,
    message_id: String,
    now: Timestamp,
) -> Option<NewMail> {
    let recipient = profile.employee.email.as_ref()?.as_str().to_owned();
    let language = profile.employee.language.unwrap_or(settings.language);
    let texts = Texts::new(language);
    let account = settings.account.as_str();
    Some(NewMail {
        unique_key: format!("reregister-{}-{message_id}", profile.id),
        kind: MailKind::Reregister,
        language,
        recipient,
        user: Some(profile.id),
        batch: None,
        request: None,
        subject: say!(texts, "mail-reregister-subject", account = account),
        body: say!(
            texts,
            "mail-reregister-body",
            name = profile.employee.full_name(),
            account = account
        ),
        message_id,
        queued_at: now,
    })
}

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended {
    /// It was done.
    Done,
    /// It was turned down, with the reason.
    Rejected(String),
    /// It is not wished any more, with the reason.
    Cancelled(String),
}

/// The mail that tells a learner that their license is revoked; none when there is no address.
pub(super) fn license_revoked(
    settings: &Settings,
    profile: &Profile,
    message_id: String,
    now: Timestamp,
) -> Option<NewMail> {
    let recipient = profile.employee.email.as_ref()?.as_str().to_owned();
    let language = profile.employee.language.unwrap_or(settings.language);
    let texts = Texts::new(language);
    let account = settings.account.as_str();
    Some(NewMail {
        unique_key: format!("revoked-{}-{message_id}", profile.id),
        kind: MailKind::LicenseRevoked,
        language,
        recipient,
        user: Some(profile.id),
        batch: None,
        request: None,
        subject: say!(texts, "mail-revoked-subject", account = account),
        body: say!(
            texts,
            "mail-revoked-body",
            name = profile.employee.full_name(),
            account = account
        ),
        message_id,
        queued_at: now,
    })
}

/// A reply on a request and its words; none when there is no address.
pub(super) fn request_reply(
    settings: &Settings,
    profile: &Profile,
    request: RequestId,
    reply: &Reply,
    message_id: String,
    now: Timestamp,
) -> Option<(NewMail, String)> {
    let recipient = profile.employee.email.as_ref()?.as_str().to_owned();
    let language = profile.employee.language.unwrap_or(settings.language);
    let texts = Texts::new(language);
    let account = settings.account.as_str();
    let words = match reply {
        Reply::Text(text) => text.trim().to_owned(),
        Reply::DisconnectYourself => {
            say!(texts, "mail-reply-disconnect-yourself", account = account)
        }
    };
    let mail = NewMail {
        unique_key: format!("request-{request}-reply-{message_id}"),
        kind: MailKind::RequestReply,
        language,
        recipient,
        user: Some(profile.id),
        batch: None,
        request: Some(request),
        subject: say!(
            texts,
            "mail-reply-subject",
            account = account,
            request = request.to_string()
        ),
        body: say!(
            texts,
            "mail-reply-body",
            name = profile.employee.full_name(),
            account = account,
            words = words.as_str()
        ),
        message_id,
        queued_at: now,
    };
    Some((mail, words))
}

/// Queues the mail that tells a learner what became of their request, once per request, where there is an address.
pub(super) fn queue_outcome(
    tx: &Tx<'_>,
    request: RequestId,
    kind: RequestKind,
    user: UserId,
    ended: &Ended,
    now: Timestamp,
) -> Result<()> {
    let settings = tx.settings()?;
    let Some(profile) = tx.profile(user)? else {
        return Ok(());
    };
    let Some(recipient) = profile.employee.email.as_ref() else {
        return Ok(());
    };
    let language = profile.employee.language.unwrap_or(settings.language);
    let texts = Texts::new(language);
    let account = settings.account.as_str();
    let outcome = match (ended, kind) {
        (Ended::Done, RequestKind::Disconnect) => say!(texts, "mail-outcome-disconnected"),
        (Ended::Done, RequestKind::Revoke) => say!(texts, "mail-outcome-revoked"),
        (Ended::Done, RequestKind::Delete) => say!(texts, "mail-outcome-deleted"),
        (Ended::Rejected(reason), _) => {
            say!(texts, "mail-outcome-rejected", reason = reason.as_str())
        }
        (Ended::Cancelled(reason), _) => {
            say!(texts, "mail-outcome-cancelled", reason = reason.as_str())
        }
    };
    tx.queue_mail(&NewMail {
        unique_key: format!("request-{request}-outcome"),
        kind: MailKind::RequestOutcome,
        language,
        recipient: recipient.as_str().to_owned(),
        user: Some(user),
        batch: None,
        request: Some(request),
        subject: say!(texts, "mail-outcome-subject", account = account),
        body: say!(
            texts,
            "mail-outcome-body",
            name = profile.employee.full_name(),
            account = account,
            outcome = outcome
        ),
        message_id: super::act::message_id()?,
        queued_at: now,
    })
}

/// The mail that tells an operator that their batch is over; none when there is no address. One per batch.
pub(super) fn batch_over(
    settings: &Settings,
    operator: &Operator,
    batch: &Batch,
    log_head: &(u64, String),
    message_id: String,
    now: Timestamp,
) -> Option<NewMail> {
    let recipient = operator.email.as_ref()?.as_str().to_owned();
    let language = operator.language.unwrap_or(settings.language);
    let texts = Texts::new(language);
    let number = |count| formats::number(language, count);
    let mut lines = Vec::new();
    for outcome in RowOutcome::ALL {
        let count = batch.counts.of(outcome);
        if count > 0 {
            lines.push(format!(
                "  {:>12}  {}",
                number(count),
                wording::outcome(&texts, outcome)
            ));
        }
    }
    let results = match &batch.results_file {
        Some(path) => say!(
            texts,
            "mail-batch-results",
            path = path.display().to_string()
        ),
        None if batch.state == BatchState::Cancelled => String::new(),
        None => say!(texts, "mail-batch-no-results"),
    };
    let id = batch.id.0;
    let body = say!(
        texts,
        "mail-batch-body",
        account = settings.account.as_str(),
        batch = id.to_string(),
        state = wording::batch_state(&texts, batch.state),
        rows = number(batch.tally.rows),
        outcomes = lines.join("\n"),
        results = results,
        entries = number(log_head.0),
        head = log_head.1.as_str()
    );
    let state = wording::batch_state(&texts, batch.state);
    Some(NewMail {
        unique_key: format!("batch-{id}-over"),
        kind: MailKind::BatchCompleted,
        language,
        recipient,
        user: None,
        batch: Some(batch.id),
        request: None,
        subject: say!(
            texts,
            "mail-batch-subject",
            account = settings.account.as_str(),
            batch = id.to_string(),
            state = state
        ),
        body,
        message_id,
        queued_at: now,
    })
}
