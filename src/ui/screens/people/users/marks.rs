//! Marks: which learners are meant when something is done with several.

use std::collections::BTreeSet;

use crate::domain::Page;
use crate::domain::id::UserId;
use crate::domain::query::{Answer, Query};
use crate::domain::user::UserFilter;

use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Out};

/// The marked learners.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    marked: BTreeSet<UserId>,
    /// Where the last mark was set: a range begins there.
    last: Option<usize>,
    /// Waits for the rows of a range.
    pub(super) ranged: Asked,
    /// Waits for everybody who passes the filter.
    pub(super) everybody: Asked,
    /// Waits for everybody who is still here.
    still_here: Asked,
}

impl Marks {
    pub(super) fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }

    pub(super) fn count(&self) -> u64 {
        u64::try_from(self.marked.len()).unwrap_or(u64::MAX)
    }

    pub(super) fn len(&self) -> usize {
        self.marked.len()
    }

    pub(super) fn holds(&self, user: UserId) -> bool {
        self.marked.contains(&user)
    }

    pub(super) fn users(&self) -> Vec<UserId> {
        self.marked.iter().copied().collect()
    }

    pub(super) fn clear(&mut self) {
        self.marked.clear();
        self.last = None;
        self.ranged.forget();
        self.everybody.forget();
    }

    /// Marks a learner at a position, or takes the mark away.
    pub(super) fn toggle(&mut self, user: UserId, at: usize) {
        if !self.marked.remove(&user) {
            self.marked.insert(user);
        }
        self.last = Some(at);
    }

    /// The page from the last mark to a position, whichever comes first.
    pub(super) fn range_to(&self, cursor: usize) -> Page {
        let from = self.last.unwrap_or(cursor);
        Page {
            offset: from.min(cursor),
            limit: from.abs_diff(cursor) + 1,
        }
    }

    /// Asks which marked learners are still here: those deleted meanwhile must not be counted.
    pub(super) fn check(&mut self, context: &Context, out: &mut Out) {
        if !self.is_empty() && self.still_here.is_settled() {
            let everybody = Query::UserIds(UserFilter::default());
            self.still_here.load(everybody, context, out);
        }
    }

    pub(super) fn reply(&mut self, ticket: Ticket, reply: &Back) -> Handled {
        let checks = self.still_here.takes(ticket);
        if !checks && !self.ranged.takes(ticket) && !self.everybody.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::UserIds(users))) if checks => {
                let here: BTreeSet<_> = users.iter().copied().collect();
                self.marked.retain(|user| here.contains(user));
            }
            Ok(Reply::Answer(Answer::UserIds(users))) => self.marked.extend(users),
            Ok(Reply::Answer(Answer::Users(page))) => {
                self.marked
                    .extend(page.window.rows.iter().map(|row| row.id));
            }
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }
}
