//! Mail to operators about requests that wait for approval: number and type, and no personal word.

use super::texts_in;
use crate::domain::mail::MailKind;
use crate::domain::operator::{Grant, Operator, Permission};
use crate::domain::request::RequestKind;
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::service::ops::message_id;
use crate::store::{NewMail, RequestRecord, Tx};
use crate::{formats, say, wording};

/// What there is to say of the approval of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequestNews<'n> {
    /// Somebody asks for it: the name.
    Wanted(&'n str),
    /// Somebody gave it back with a question: the name.
    Returned(&'n str),
    /// The last day begins on which it can be given.
    LastDay,
    /// Nobody gave it in time.
    Expired,
    /// The learner was changed, so that it is not any more what approval was asked for.
    Outdated,
}

/// Queues the mail about the approval of a request: to whoever can give it while it waits, to whoever asked for it once
/// it does not. Who acts knows it already.
pub(crate) fn queue_request_news(
    tx: &Tx<'_>,
    record: &RequestRecord,
    news: RequestNews<'_>,
    now: Timestamp,
) -> Result<()> {
    let settings = tx.settings()?;
    let all = tx.operators()?;
    let from = all.iter().find(|one| record.approval_by == Some(one.id));
    for operator in &all {
        let asked = record.approval_by == Some(operator.id);
        let own = from.is_some_and(|from| from.one_person(operator, &all).is_some());
        let approves = match Permission::Approve.granted_to(operator.role) {
            Grant::Yes => true,
            Grant::LicenseRequests => record.kind == RequestKind::Revoke,
            Grant::OnVerifiedRequest | Grant::AsksForApproval | Grant::Own | Grant::No => false,
        };
        let concerned = match news {
            RequestNews::Wanted(_) | RequestNews::LastDay => approves && !own,
            RequestNews::Returned(_) | RequestNews::Expired | RequestNews::Outdated => asked,
        };
        if !concerned || operator.disabled {
            continue;
        }
        if let Some(mail) = request_news(&settings, operator, record, news, now)? {
            tx.queue_mail(&mail)?;
        }
    }
    Ok(())
}

fn request_news(
    settings: &Settings,
    operator: &Operator,
    record: &RequestRecord,
    news: RequestNews<'_>,
    now: Timestamp,
) -> Result<Option<NewMail>> {
    let Some(email) = &operator.email else {
        return Ok(None);
    };
    let language = operator.language.unwrap_or(settings.language);
    let texts = texts_in(language, settings);
    let ends = record.approval_expires.unwrap_or(now);
    let until = formats::moment_told(&texts, ends);
    let left = formats::span(&texts, ends.since(now).unsigned_abs());
    let (what, said) = match news {
        RequestNews::Wanted(name) => (
            "wanted",
            say!(
                texts,
                "mail-request-approval-wanted",
                name = name,
                until = until,
                left = left
            ),
        ),
        RequestNews::LastDay => (
            "last-day",
            say!(
                texts,
                "mail-request-approval-last-day",
                until = until,
                left = left
            ),
        ),
        RequestNews::Returned(name) => (
            "returned",
            say!(texts, "mail-request-approval-returned", name = name),
        ),
        RequestNews::Expired => ("expired", say!(texts, "mail-request-approval-expired")),
        RequestNews::Outdated => ("outdated", say!(texts, "mail-request-approval-outdated")),
    };
    let (request, account) = (record.id.to_string(), settings.account.as_str());
    // One of each sort for each time that approval is asked for.
    let asked = record.approval_at.unwrap_or(now).0;
    Ok(Some(NewMail {
        unique_key: format!("request-{request}-approval-{what}-{}-{asked}", operator.id),
        kind: MailKind::RequestApproval,
        language,
        recipient: email.as_str().to_owned(),
        user: None,
        batch: None,
        request: Some(record.id),
        subject: say!(
            texts,
            "mail-request-approval-subject",
            account = account,
            request = request.as_str()
        ),
        body: say!(
            texts,
            "mail-request-approval-body",
            account = account,
            request = request.as_str(),
            kind = wording::request_kind(&texts, record.kind),
            said = said
        ),
        message_id: message_id()?,
        queued_at: now,
    }))
}
