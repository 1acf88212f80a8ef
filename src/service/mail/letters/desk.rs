//! Mail to operators about requests that wait for approval: number and type, and no personal word.

use super::operators::{Colleague, News, Part, queue_to_concerned};
use crate::domain::mail::MailKind;
use crate::domain::operator::{Grant, Permission};
use crate::domain::request::RequestKind;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::{RequestRecord, Tx};
use crate::texts::Texts;
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
    let concerned = |part: &Part<'_>| {
        let approves = match Permission::Approve.granted_to(part.operator.role) {
            Grant::Yes => true,
            Grant::LicenseRequests => record.kind == RequestKind::Revoke,
            Grant::OnVerifiedRequest | Grant::AsksForApproval | Grant::Own | Grant::No => false,
        };
        match news {
            RequestNews::Wanted(_) | RequestNews::LastDay => approves && !part.own,
            RequestNews::Returned(_) | RequestNews::Expired | RequestNews::Outdated => part.asked,
        }
    };
    let letter = |to: &Colleague<'_>| request_news(to, record, news, now);
    queue_to_concerned(tx, record.approval_by, concerned, letter, now)
}

fn request_news(
    to: &Colleague<'_>,
    record: &RequestRecord,
    news: RequestNews<'_>,
    now: Timestamp,
) -> News {
    let texts = &to.texts;
    let (what, said) = said_of_approval(texts, record, news, now);
    let request = record.id.to_string();
    // One of each sort for each time that approval is asked for.
    let asked = record.approval_at.unwrap_or(now).0;
    News {
        unique_key: format!("request-{request}-approval-{what}-{}-{asked}", to.id),
        kind: MailKind::RequestApproval,
        batch: None,
        request: Some(record.id),
        subject: say!(
            texts,
            "mail-request-approval-subject",
            account = to.account(),
            request = request.as_str()
        ),
        body: say!(
            texts,
            "mail-request-approval-body",
            account = to.account(),
            request = request.as_str(),
            kind = wording::request_kind(texts, record.kind),
            said = said
        ),
    }
}

/// What there is to say of an approval, and the word for it in the key of the letter.
fn said_of_approval(
    texts: &Texts,
    record: &RequestRecord,
    news: RequestNews<'_>,
    now: Timestamp,
) -> (&'static str, String) {
    let ends = record.approval_expires.unwrap_or(now);
    let until = formats::moment_told(texts, ends);
    let left = formats::span(texts, now, ends);
    match news {
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
    }
}
