//! A report that was read: one row for each learner and content, and what stands against importing it for a period.

use super::{Content, Report};
use crate::domain::id::UserId;
use crate::domain::learning::Period;
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;

impl Report {
    /// Makes one of several rows about the same learner and content.
    pub(super) fn merge(&mut self) {
        self.contents
            .sort_by_key(|content| (content.user, content.title));
        self.contents.dedup_by(|next, kept| {
            let is_same = (next.user, next.title) == (kept.user, kept.title);
            if is_same {
                kept.line = kept.line.min(next.line);
                kept.minutes = kept.minutes.saturating_add(next.minutes);
                kept.percent = kept.percent.max(next.percent);
                kept.completed = match (kept.completed, next.completed) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
                kept.last = kept.last.max(next.last);
            }
            is_same
        });
    }

    /// Why its rows cannot be about a period.
    pub(super) fn against(&self, period: Period, now: Timestamp) -> Option<Reason> {
        if period.is_ahead(now) {
            return Some(Reason::PeriodAhead(period));
        }
        if let Some(days) = self.days.filter(|days| !days.overlaps(period)) {
            return Some(Reason::DaysOutsidePeriod(days, period));
        }
        let sums = self.sums.values();
        let sums = sums.map(|(line, sum)| (*line, u64::from(sum.minutes), sum.days));
        let details = self.contents.chunk_by(|one, other| one.user == other.user);
        let details = details.map(|contents| {
            let line = contents.iter().map(|content| content.line).min();
            let minutes = contents.iter().map(|content| u64::from(content.minutes));
            (line.unwrap_or_default(), minutes.sum(), 0)
        });
        let too_much = sums
            .chain(details)
            .filter(|(_, minutes, days)| period.is_exceeded(*minutes, *days))
            .map(|(line, ..)| line);
        Some(Reason::MoreThanPeriod(too_much.min()?, period))
    }

    pub(super) fn of(&self, user: UserId) -> &[Content] {
        let first = self.contents.partition_point(|one| one.user < user);
        let rest = self.contents.get(first..).unwrap_or_default();
        let many = rest.partition_point(|one| one.user == user);
        rest.get(..many).unwrap_or_default()
    }
}
