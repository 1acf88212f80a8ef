//! The queue of requests: a view of it, narrowed, page by page.

use super::Db;
use crate::domain::operator::Operator;
use crate::domain::request::{RequestFilter, RequestRow, RequestView};
use crate::domain::time::Timestamp;
use crate::domain::{Page, Window};
use crate::error::Result;

impl Db<'_> {
    /// Requests of a view, soonest due first.
    pub fn requests(
        &self,
        view: RequestView,
        filter: &RequestFilter,
        me: &Operator,
        now: Timestamp,
        page: Page,
    ) -> Result<Window<RequestRow>> {
        let words = filter.words();
        if words.is_empty() {
            return self.requests_page(view, filter, me, now, page);
        }
        // Names are compared as people write them, which the database cannot: the queue is read whole, and then its page.
        let whole = Page::first(usize::MAX >> 1);
        let mut found = self.requests_page(view, filter, me, now, whole)?.rows;
        found.retain(|row| row.holds(&words));
        let total = found.len();
        let rows = found.into_iter().skip(page.offset).take(page.limit);
        Ok(Window {
            rows: rows.collect(),
            offset: page.offset,
            total,
        })
    }

    /// How many requests a view has.
    pub fn requests_in(&self, view: RequestView, me: &Operator, now: Timestamp) -> Result<u64> {
        Ok(self
            .requests(view, &RequestFilter::default(), me, now, Page::first(0))?
            .total as u64)
    }
}
