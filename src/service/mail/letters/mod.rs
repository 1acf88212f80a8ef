//! What the mail says: written when it is queued, in the language of whom it goes to.
//!
//! Mail to a learner goes with the learner. Mail about a batch holds counts and no personal word. Every letter to a
//! learner is built here from the same parts: one greeting, what there is to say, which request it is about, who writes
//! and how to reach them. A preview is the same letter, made by the same functions and not queued.

mod batches;
mod operators;
mod preview;
pub(crate) use batches::{ApprovalNews, batch_over, queue_approval_news};
pub(crate) use preview::{letters_of, letters_of_deletion, seen};
mod desk;
pub(crate) use desk::{RequestNews, queue_request_news};

use crate::domain::Language;
use crate::domain::id::{RequestId, UserId};
use crate::domain::license::LicenseStatus;
use crate::domain::mail::MailKind;
use crate::domain::request::{Reply, RequestKind, greets, plain_lines};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::domain::user::Profile;
use crate::error::Result;
use crate::store::{NewMail, RequestAbout, Tx};
use crate::texts::Texts;
use crate::{formats, say};

/// A learner who can be written to: where, and in which language.
struct Addressee<'s> {
    user: UserId,
    name: String,
    recipient: String,
    /// Whether they hold a license, which a letter then says is still there.
    license: LicenseStatus,
    language: Language,
    settings: &'s Settings,
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
            license: profile.license,
            language,
            settings,
            texts: texts_in(language, settings),
        })
    }

    fn account(&self) -> &'s str {
        self.settings.account.as_str()
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

    fn greeting(&self) -> String {
        if self.name.trim().is_empty() {
            return say!(self.texts, "mail-greeting-nobody");
        }
        say!(self.texts, "mail-greeting", name = self.name.as_str())
    }

    /// A whole letter: what is said, between the greeting and who writes.
    fn letter(&self, said: &str, about: Option<&RequestAbout>) -> String {
        let mut parts = Vec::new();
        if !greets(said) {
            parts.push(self.greeting());
        }
        parts.push(said.to_owned());
        parts.extend(about.map(|about| self.reference(about)));
        parts.push(self.signature());
        parts.join("\n\n")
    }

    /// Which request a letter is about.
    fn reference(&self, about: &RequestAbout) -> String {
        let texts = &self.texts;
        let wish = wish(texts, about.kind);
        let mut lines = vec![match about.request {
            Some(request) => {
                let request = request.to_string();
                say!(texts, "mail-about", request = request, wish = wish)
            }
            None => say!(texts, "mail-about-new", wish = wish),
        }];
        if !self.name.trim().is_empty() {
            lines.push(say!(texts, "mail-about-learner", name = self.name.as_str()));
        }
        let day = formats::day_told(texts, about.opened_at);
        lines.push(say!(texts, "mail-about-received", day = day));
        lines.join("\n")
    }

    /// Who writes, and how to reach them where that is known.
    fn signature(&self) -> String {
        let signed = say!(self.texts, "mail-signature", account = self.account());
        match self.settings.help_desk_contact.trim() {
            "" => signed,
            contact => format!("{signed}\n{contact}"),
        }
    }

    /// The subject of a letter about a request: which one, and what it asks for.
    fn subject(&self, what: Subject, about: &RequestAbout) -> String {
        let texts = &self.texts;
        let matter = texts.message(match about.kind {
            RequestKind::Disconnect => "mail-matter-disconnect",
            RequestKind::Revoke => "mail-matter-revoke",
            RequestKind::Delete => "mail-matter-delete",
        });
        let number = about
            .request
            .map_or_else(|| say!(texts, "mail-number-follows"), |id| id.to_string());
        let id = match what {
            Subject::Received => "mail-received-subject",
            Subject::Reply => "mail-reply-subject",
            Subject::Outcome => "mail-outcome-subject",
        };
        let arguments = [
            ("account", self.account().to_owned().into()),
            ("request", number.into()),
            ("matter", matter.into()),
        ];
        texts.message_with(id, &arguments)
    }

    /// Whether somebody else asked in the learner's place. Who it was stands in no letter: those words are an
    /// operator's, about somebody who may not wish to be named.
    fn was_asked_for(&self, about: &RequestAbout) -> bool {
        let name = about.asked.as_deref().unwrap_or_default().trim();
        !name.is_empty() && name.to_lowercase() != self.name.trim().to_lowercase()
    }

    /// `Your request`, or one that somebody else made for the learner.
    fn whose(&self, about: &RequestAbout) -> String {
        if self.was_asked_for(about) {
            say!(self.texts, "mail-whose-other")
        } else {
            say!(self.texts, "mail-whose-own")
        }
    }
}

/// What a letter about a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Received,
    Reply,
    Outcome,
}

/// The texts of a letter: its language, and the time zone of the account.
fn texts_in(language: Language, settings: &Settings) -> Texts {
    Texts::new(language).in_zone(settings.time_zone.rules().clone())
}

/// What a letter tells a learner.
struct Letter {
    unique_key: String,
    kind: MailKind,
    request: Option<RequestId>,
    subject: String,
    body: String,
}

/// What happened to a learner of which nothing is to be said but that it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The LinkedIn profile was disconnected: the learner is asked to register again.
    Reregister,
    /// The license was revoked.
    LicenseRevoked,
}

impl Notice {
    /// The kind of mail that says it.
    pub(crate) const fn kind(self) -> MailKind {
        match self {
            Self::Reregister => MailKind::Reregister,
            Self::LicenseRevoked => MailKind::LicenseRevoked,
        }
    }
}

/// The mail that tells a learner what happened; none when there is no address.
pub(crate) fn notice(
    notice: Notice,
    settings: &Settings,
    profile: &Profile,
    message_id: String,
    now: Timestamp,
) -> Option<NewMail> {
    let to = Addressee::of(settings, profile)?;
    let (texts, account) = (&to.texts, to.account());
    let user = profile.id;
    let kind = notice.kind();
    let (key, subject, said) = match notice {
        Notice::Reregister => (
            "reregister",
            say!(texts, "mail-reregister-subject", account = account),
            say!(
                texts,
                "mail-reregister-body",
                account = account,
                held = to.license.code()
            ),
        ),
        Notice::LicenseRevoked => (
            "revoked",
            say!(texts, "mail-revoked-subject", account = account),
            say!(texts, "mail-revoked-body", account = account),
        ),
    };
    let letter = Letter {
        unique_key: format!("{key}-{user}-{message_id}"),
        kind,
        request: None,
        subject,
        body: to.letter(&said, None),
    };
    Some(to.mail(letter, message_id, now))
}

/// The mail that tells a learner that a request was recorded, what it asks for and until when it is done, where that is
/// promised: also the word to whoever never asked. None when there is no address.
pub(crate) fn request_received(
    settings: &Settings,
    profile: &Profile,
    about: &RequestAbout,
    promised: Option<Timestamp>,
    message_id: String,
    now: Timestamp,
) -> Option<NewMail> {
    let to = Addressee::of(settings, profile)?;
    let texts = &to.texts;
    let next = match promised {
        Some(due) => say!(
            texts,
            "mail-received-due",
            due = formats::day_told(texts, due)
        ),
        None => say!(texts, "mail-received-examined"),
    };
    let said = if to.was_asked_for(about) {
        say!(texts, "mail-received-body-other", next = next)
    } else {
        say!(texts, "mail-received-body", next = next)
    };
    let number = about.request.map(|id| id.to_string()).unwrap_or_default();
    let letter = Letter {
        unique_key: format!("request-{number}-received"),
        kind: MailKind::RequestReceived,
        request: about.request,
        subject: to.subject(Subject::Received, about),
        body: to.letter(&said, Some(about)),
    };
    Some(to.mail(letter, message_id, now))
}

/// A reply on a request and its words; none when there is no address.
pub(crate) fn request_reply(
    settings: &Settings,
    profile: &Profile,
    about: &RequestAbout,
    reply: &Reply,
    message_id: String,
    now: Timestamp,
) -> Option<(NewMail, String)> {
    let to = Addressee::of(settings, profile)?;
    let (texts, account) = (&to.texts, to.account());
    let words = match reply {
        Reply::Text(text) => plain_lines(text),
        Reply::DisconnectYourself => {
            say!(texts, "mail-reply-disconnect-yourself", account = account)
        }
    };
    let number = about.request.map(|id| id.to_string()).unwrap_or_default();
    let letter = Letter {
        unique_key: format!("request-{number}-reply-{message_id}"),
        kind: MailKind::RequestReply,
        request: about.request,
        subject: to.subject(Subject::Reply, about),
        body: to.letter(&words, Some(about)),
    };
    Some((to.mail(letter, message_id, now), words))
}

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ended {
    /// What was wished was done.
    Done(RequestKind),
    /// The learner is deleted, and with that everything is done that was still wished.
    Deleted(Vec<RequestKind>),
    /// It was turned down, with the reason.
    Rejected(String),
    /// It is no longer wanted, with the reason.
    Cancelled(String),
}

/// The mail that tells a learner what became of a request; none when there is no address.
pub(crate) fn request_outcome(
    settings: &Settings,
    profile: &Profile,
    about: &RequestAbout,
    ended: &Ended,
    message_id: String,
    now: Timestamp,
) -> Option<NewMail> {
    let to = Addressee::of(settings, profile)?;
    let number = about.request.map(|id| id.to_string()).unwrap_or_default();
    let said = outcome(&to, about, ended);
    let letter = Letter {
        unique_key: format!("request-{number}-outcome"),
        kind: MailKind::RequestOutcome,
        request: about.request,
        subject: to.subject(Subject::Outcome, about),
        body: to.letter(&said, Some(about)),
    };
    Some(to.mail(letter, message_id, now))
}

/// Queues the mail that tells a learner what became of their request, once per request, where there is an address.
pub(crate) fn queue_outcome(
    tx: &Tx<'_>,
    request: RequestId,
    user: UserId,
    ended: &Ended,
    now: Timestamp,
) -> Result<()> {
    let settings = tx.settings()?;
    let (Some(profile), Some(about)) = (tx.profile(user)?, tx.request_about(request)?) else {
        return Ok(());
    };
    let id = crate::service::ops::message_id()?;
    match request_outcome(&settings, &profile, &about, ended, id, now) {
        Some(mail) => tx.queue_mail(&mail),
        None => Ok(()),
    }
}

fn outcome(to: &Addressee<'_>, about: &RequestAbout, ended: &Ended) -> String {
    let texts = &to.texts;
    let whose = to.whose(about);
    match ended {
        Ended::Done(RequestKind::Disconnect) => {
            say!(
                texts,
                "mail-outcome-disconnected",
                whose = whose,
                held = to.license.code()
            )
        }
        Ended::Done(RequestKind::Revoke) => say!(texts, "mail-outcome-revoked", whose = whose),
        Ended::Done(RequestKind::Delete) => say!(texts, "mail-outcome-deleted", whose = whose),
        Ended::Deleted(kinds) => deleted(texts, whose, kinds),
        Ended::Rejected(reason) => {
            say!(
                texts,
                "mail-outcome-rejected",
                whose = whose,
                reason = reason.as_str()
            )
        }
        Ended::Cancelled(reason) => {
            say!(
                texts,
                "mail-outcome-cancelled",
                whose = whose,
                reason = reason.as_str()
            )
        }
    }
}

/// One word to a deleted learner about everything that they had asked for.
fn deleted(texts: &Texts, whose: String, kinds: &[RequestKind]) -> String {
    let others: Vec<String> = kinds
        .iter()
        .filter(|kind| **kind != RequestKind::Delete)
        .map(|kind| format!("  - {}", wish(texts, *kind)))
        .collect();
    if others.is_empty() {
        return say!(texts, "mail-outcome-deleted", whose = whose);
    }
    let wishes = others.join("\n");
    if kinds.contains(&RequestKind::Delete) {
        say!(
            texts,
            "mail-outcome-deleted-with",
            whose = whose,
            wishes = wishes
        )
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
