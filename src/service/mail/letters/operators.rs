//! Mail to operators: counts and numbers, and no personal word.

use super::texts_in;
use crate::domain::Language;
use crate::domain::id::{BatchId, OperatorId, RequestId};
use crate::domain::mail::MailKind;
use crate::domain::operator::Operator;
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::service::ops::message_id;
use crate::store::{NewMail, Tx};
use crate::texts::Texts;

/// An operator who can be written to: where, and in which language.
pub(super) struct Colleague<'s> {
    pub id: OperatorId,
    recipient: String,
    pub language: Language,
    pub settings: &'s Settings,
    pub texts: Texts,
}

/// What a letter tells an operator.
pub(super) struct News {
    pub unique_key: String,
    pub kind: MailKind,
    pub batch: Option<BatchId>,
    pub request: Option<RequestId>,
    pub subject: String,
    pub body: String,
}

impl<'s> Colleague<'s> {
    /// None when there is no address.
    pub(super) fn of(settings: &'s Settings, operator: &Operator) -> Option<Self> {
        let language = operator.language.unwrap_or(settings.language);
        Some(Self {
            id: operator.id,
            recipient: operator.email.as_ref()?.as_str().to_owned(),
            language,
            settings,
            texts: texts_in(language, settings),
        })
    }

    pub(super) fn account(&self) -> &'s str {
        self.settings.account.as_str()
    }

    pub(super) fn mail(self, news: News, message_id: String, now: Timestamp) -> NewMail {
        NewMail {
            unique_key: news.unique_key,
            kind: news.kind,
            language: self.language,
            recipient: self.recipient,
            user: None,
            batch: news.batch,
            request: news.request,
            subject: news.subject,
            body: news.body,
            message_id,
            queued_at: now,
        }
    }
}

/// What an operator is to something that waits for approval.
pub(super) struct Part<'o> {
    pub operator: &'o Operator,
    /// Whether it is they who asked for it.
    pub asked: bool,
    /// Whether they are one person with whoever asked, so that they cannot approve it.
    pub own: bool,
}

/// Queues the news about an approval to every operator whom it concerns and who can sign in.
pub(super) fn queue_to_concerned(
    tx: &Tx<'_>,
    asked_by: Option<OperatorId>,
    concerned: impl Fn(&Part<'_>) -> bool,
    news: impl Fn(&Colleague<'_>) -> News,
    now: Timestamp,
) -> Result<()> {
    let settings = tx.settings()?;
    let all = tx.operators()?;
    let asker = all.iter().find(|one| Some(one.id) == asked_by);
    for operator in &all {
        let part = Part {
            operator,
            asked: Some(operator.id) == asked_by,
            own: asker.is_some_and(|asker| asker.one_person(operator, &all).is_some()),
        };
        if !concerned(&part) || operator.disabled {
            continue;
        }
        if let Some(to) = Colleague::of(&settings, operator) {
            let news = news(&to);
            tx.queue_mail(&to.mail(news, message_id()?, now))?;
        }
    }
    Ok(())
}
