//! What of the queue of requests is wanted beyond its view.

use super::{RequestKind, RequestRow, RequestState};
use crate::domain::folding::{fold, words};
use crate::domain::id::UserId;
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::time::Timestamp;

/// What narrows a view of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct RequestFilter {
    /// Only of this learner.
    pub user: Option<UserId>,
    /// What was typed: every word stands in the learner, the channel, who asked, the owner, or is the number.
    pub search: String,
    /// Only those that wish this.
    pub kind: Option<RequestKind>,
    /// Only those that stand so.
    pub state: Option<RequestState>,
}

impl RequestFilter {
    /// Everything of a learner; of everybody where none is named.
    pub fn of(user: Option<UserId>) -> Self {
        Self {
            user,
            ..Self::default()
        }
    }

    /// Whether it narrows nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The words that are looked for, as they are compared.
    pub fn words(&self) -> Vec<String> {
        words(&self.search)
    }
}

impl RequestRow {
    /// Whether every word that is looked for stands in it.
    pub fn holds(&self, words: &[String]) -> bool {
        let learner = self.learner.as_ref();
        let email = learner.and_then(|it| it.email.as_ref());
        let id = learner.and_then(|it| it.unique_id.as_ref());
        let number = format!("#{}", self.id);
        let said = [
            Some(number.as_str()),
            self.user_name.as_deref(),
            email.map(EmailAddress::as_str),
            id.map(UniqueId::as_str),
            self.channel.as_deref(),
            self.asked_by.as_deref(),
            self.owner_name.as_deref(),
        ];
        let said: Vec<_> = said.into_iter().flatten().map(fold).collect();
        let stands = |word: &String| said.iter().any(|it| it.contains(word.as_str()));
        words.iter().all(stands)
    }

    /// Where it stands in the queue: open ones first, soonest due first.
    pub fn place(&self) -> (bool, Timestamp, i64) {
        (self.closed_at.is_some(), self.due_at, self.id.0)
    }
}
