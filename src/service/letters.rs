//! What the mail says: written when it is queued, in the language of whom it goes to.
//!
//! Mail to a learner goes with the learner. Mail about a batch holds counts and no personal word.

mod batches;
mod desk;

pub(super) use batches::{ApprovalNews, batch_over, queue_approval_news};
pub(super) use desk::{RequestNews, queue_request_news};

use crate::domain::Language;
use crate::domain::id::{RequestId, UserId};
use crate::domain::mail::MailKind;
use crate::domain::request::{Reply, RequestKind};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::domain::user::Profile;
use crate::error::Result;
use crate::store::{NewMail, Tx};
use crate::texts::Texts;
use crate::{formats, say};

/// A learner who can be written to: where, and in which language.
struct Addressee<'s> {
    user: UserId,
    name: String,
    recipient: String,
    language: Language,
    account: &'s str,
    texts: Texts,
}

impl<'s> Addressee<'s> {
    /// None when there is no address.
    fn of(settings: &'s Settings, profile: &Profile) -> Option<Self> {
        let language = profile.employee.language.unwrap_or(settings.language);
        Some(Self {
            user: profile.id,
            name: profile.employee.full_name(),
            recipient: profile.employee.email.as_ref()?.as_str().to_owned(),
            language,
            account: settings.account.as_str(),
            texts: Texts::new(language),
        })
    }

    fn mail(self, letter: Letter, message_id: String, now: Timestamp) -> NewMail {
        NewMail {
            unique_key: letter.unique_key,
            kind: letter.kind,
            language: self.language,
            recipient: self.recipient,
            user: Some(self.user),
            batch: None,
            request: letter.request,
            subject: letter.subject,
            body: letter.body,
            message_id,
            queued_at: now,
        }
    }
}

/// What a learner is told.
struct Letter {
    unique_key: String,
    kind: MailKind,
    request: Option<RequestId>,
    subject: String,
    body: String,
}

/// What happened to a learner of which nothing is to be said but that it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notice {
    /// The LinkedIn profile was disconnected: the learner is asked to register again.
    Reregister,
    /// The license was revoked.
    LicenseRevoked,
}

/// The mail that tells a learner what happened; none when there is no address.
pub(super) fn notice(
    notice: Notice,
    settings: &Settings,
    profile: &Profile,
    message_id: String,
    now: Timestamp,
) -> Option<NewMail> {
    let to = Addressee::of(settings, profile)?;
    let (texts, name, account) = (&to.texts, to.name.as_str(), to.account);
    let user = profile.id;
    let letter = match notice {
        Notice::Reregister => Letter {
            unique_key: format!("reregister-{user}-{message_id}"),
            kind: MailKind::Reregister,
            request: None,
            subject: say!(texts, "mail-reregister-subject", account = account),
            body: say!(
                texts,
                "mail-reregister-body",
                name = name,
                account = account
            ),
        },
        Notice::LicenseRevoked => Letter {
            unique_key: format!("revoked-{user}-{message_id}"),
            kind: MailKind::LicenseRevoked,
            request: None,
            subject: say!(texts, "mail-revoked-subject", account = account),
            body: say!(texts, "mail-revoked-body", name = name, account = account),
        },
    };
    Some(to.mail(letter, message_id, now))
}

/// The mail that tells a learner that their request was taken down, what it asks for and until when it is done, where
/// that is promised: also the word to whoever never asked. None when there is no address.
pub(super) fn request_received(
    settings: &Settings,
    profile: &Profile,
    (request, kind, promised): (RequestId, RequestKind, Option<Timestamp>),
    message_id: String,
    now: Timestamp,
) -> Option<NewMail> {
    let to = Addressee::of(settings, profile)?;
    let texts = &to.texts;
    let next = match promised {
        Some(due) => say!(texts, "mail-received-due", due = formats::date(texts, due)),
        None => say!(texts, "mail-received-examined"),
    };
    let letter = Letter {
        unique_key: format!("request-{request}-received"),
        kind: MailKind::RequestReceived,
        request: Some(request),
        subject: say!(
            texts,
            "mail-received-subject",
            account = to.account,
            request = request.to_string()
        ),
        body: say!(
            texts,
            "mail-received-body",
            name = to.name.as_str(),
            account = to.account,
            request = request.to_string(),
            wish = wish(texts, kind),
            next = next
        ),
    };
    Some(to.mail(letter, message_id, now))
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
    let to = Addressee::of(settings, profile)?;
    let texts = &to.texts;
    let words = match reply {
        Reply::Text(text) => text.trim().to_owned(),
        Reply::DisconnectYourself => {
            say!(
                texts,
                "mail-reply-disconnect-yourself",
                account = to.account
            )
        }
    };
    let letter = Letter {
        unique_key: format!("request-{request}-reply-{message_id}"),
        kind: MailKind::RequestReply,
        request: Some(request),
        subject: say!(
            texts,
            "mail-reply-subject",
            account = to.account,
            request = request.to_string()
        ),
        body: say!(
            texts,
            "mail-reply-body",
            name = to.name.as_str(),
            account = to.account,
            words = words.as_str()
        ),
    };
    Some((to.mail(letter, message_id, now), words))
}

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended {
    /// What was wished was done.
    Done(RequestKind),
    /// The learner is deleted, and with that everything is done that was still wished.
    Deleted(Vec<RequestKind>),
    /// It was turned down, with the reason.
    Rejected(String),
    /// It is not wished any more, with the reason.
    Cancelled(String),
}

/// Queues the mail that tells a learner what became of their request, once per request, where there is an address.
pub(super) fn queue_outcome(
    tx: &Tx<'_>,
    request: RequestId,
    user: UserId,
    ended: &Ended,
    now: Timestamp,
) -> Result<()> {
    let settings = tx.settings()?;
    let Some(profile) = tx.profile(user)? else {
        return Ok(());
    };
    let Some(to) = Addressee::of(&settings, &profile) else {
        return Ok(());
    };
    let texts = &to.texts;
    let letter = Letter {
        unique_key: format!("request-{request}-outcome"),
        kind: MailKind::RequestOutcome,
        request: Some(request),
        subject: say!(texts, "mail-outcome-subject", account = to.account),
        body: say!(
            texts,
            "mail-outcome-body",
            name = to.name.as_str(),
            account = to.account,
            outcome = outcome(texts, ended)
        ),
    };
    tx.queue_mail(&to.mail(letter, super::act::message_id()?, now))
}

fn outcome(texts: &Texts, ended: &Ended) -> String {
    match ended {
        Ended::Done(RequestKind::Disconnect) => say!(texts, "mail-outcome-disconnected"),
        Ended::Done(RequestKind::Revoke) => say!(texts, "mail-outcome-revoked"),
        Ended::Done(RequestKind::Delete) => say!(texts, "mail-outcome-deleted"),
        Ended::Deleted(kinds) => deleted(texts, kinds),
        Ended::Rejected(reason) => say!(texts, "mail-outcome-rejected", reason = reason.as_str()),
        Ended::Cancelled(reason) => {
            say!(texts, "mail-outcome-cancelled", reason = reason.as_str())
        }
    }
}

/// One word to a deleted learner about everything that they had asked for.
fn deleted(texts: &Texts, kinds: &[RequestKind]) -> String {
    let others: Vec<String> = kinds
        .iter()
        .filter(|kind| **kind != RequestKind::Delete)
        .map(|kind| format!("  - {}", wish(texts, *kind)))
        .collect();
    if others.is_empty() {
        return say!(texts, "mail-outcome-deleted");
    }
    let wishes = others.join("\n");
    if kinds.contains(&RequestKind::Delete) {
        say!(texts, "mail-outcome-deleted-with", wishes = wishes)
    } else {
        say!(texts, "mail-outcome-overtaken", wishes = wishes)
    }
}

/// What a request asks for, as the learner would say it.
fn wish(texts: &Texts, kind: RequestKind) -> String {
    match kind {
        RequestKind::Disconnect => say!(texts, "mail-wish-disconnect"),
        RequestKind::Revoke => say!(texts, "mail-wish-revoke"),
        RequestKind::Delete => say!(texts, "mail-wish-delete"),
    }
}
