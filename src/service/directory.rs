//! The directory: everything of every user that the users table searches, filters and sorts by, resident in memory.
//!
//! One packed column holds the lower-cased text of all users and is searched as one string, so that any substring is
//! found without an index in the database that every deletion would have to pay for. A row that changes is blanked and
//! added again at the end; sorted listings know how much of the column they cover and catch up when they are asked.
//! Whatever was applied, an answer equals a full filter and sort over the rows as they are now.

mod order;
mod rows;
mod search;
#[cfg(test)]
mod tests;

use self::order::Listing;
use self::rows::Rows;
use self::search::Wanted;
use crate::domain::Page;
use crate::domain::id::UserId;
use crate::domain::user::{UserFilter, UserSort};

/// How many whole orders are kept at a time; four megabytes each for a million users.
const ORDERS_KEPT: usize = 3;
/// How many rows are looked through for the first matches before all are searched.
const LOOKED_THROUGH: usize = 20_000;

/// A user as the directory needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DirectoryRow<'a> {
    /// Which user.
    pub id: i64,
    /// First name.
    pub first_name: &'a str,
    /// Last name.
    pub last_name: &'a str,
    /// Primary email address; empty where there is none.
    pub email: &'a str,
    /// Unique user ID; empty where there is none.
    pub unique_id: &'a str,
    /// Number of the license status, as in [`crate::domain::license::LicenseStatus::number`].
    pub license: u8,
    /// Whether a profile is connected.
    pub connected: bool,
    /// Whether a legal hold protects the user.
    pub on_hold: bool,
    /// When the user last learned, in seconds of Unix time.
    pub last_active: Option<i64>,
    /// Numbers of the user's groups.
    pub groups: &'a [u16],
}

/// How many users there are, of which kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counters {
    /// All users.
    pub users: u64,
    /// Users with a connected profile.
    pub connected: u64,
    /// Users on legal hold.
    pub on_hold: u64,
    /// Users by number of their license status.
    pub by_license: [u64; 4],
    by_group: Vec<u32>,
}

impl Counters {
    /// Members of a group.
    pub fn members(&self, group: u16) -> u64 {
        let members = self.by_group.get(usize::from(group));
        members.copied().unwrap_or_default().into()
    }
}

/// The resident index of all users.
#[derive(Debug, Default)]
pub struct Directory {
    rows: Rows,
    /// Whole orders, the latest used last.
    orders: Vec<(UserSort, Listing)>,
    latest: Option<Latest>,
}

/// The answer to the latest question with a filter.
#[derive(Debug)]
struct Latest {
    filter: UserFilter,
    wanted: Wanted,
    sort: UserSort,
    listing: Listing,
}

/// Fills a new directory.
#[derive(Debug, Default)]
pub struct Builder(Directory);

impl Builder {
    /// Adds a user. Ascending ids are cheapest.
    pub fn push(&mut self, row: &DirectoryRow<'_>) {
        self.0.rows.put(row);
    }

    /// The directory, ready to be asked.
    pub fn finish(mut self) -> Directory {
        self.0.rows.trim();
        self.0
    }
}

impl Directory {
    /// Begins a directory.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// How many users there are, of which kind.
    pub const fn counters(&self) -> &Counters {
        &self.rows.counters
    }

    /// Takes over what the database now says of a range of ids (both included): `rows` are all users in it, in id
    /// order. Users of the range that are not among them are gone.
    pub fn apply_range<'a>(
        &mut self,
        first_id: i64,
        last_id: i64,
        rows: impl IntoIterator<Item = DirectoryRow<'a>>,
    ) {
        let mut change = self.change(first_id, last_id);
        for row in rows {
            change.push(&row);
        }
        change.finish();
    }

    /// Begins to take over a range of ids row by row; see [`Self::apply_range`].
    pub fn change(&mut self, first_id: i64, last_id: i64) -> RangeChange<'_> {
        let known = self.rows.live_between(first_id, last_id);
        RangeChange {
            directory: self,
            known,
            next: 0,
        }
    }

    /// Users that pass a filter in a sort order, all of them; kept until another question is asked.
    pub fn find(&mut self, filter: &UserFilter, sort: UserSort) -> Matches<'_> {
        let slots = if filter.is_empty() {
            let at = self.bring_order(sort);
            &self.orders[at].1.slots[..]
        } else {
            self.bring_latest(filter, sort);
            let latest = self.latest.as_ref();
            latest.map_or(&[][..], |latest| &latest.listing.slots)
        };
        Matches {
            rows: &self.rows,
            slots,
        }
    }

    /// A page of the users that pass a filter, and how many those are.
    pub fn page(
        &mut self,
        filter: &UserFilter,
        sort: UserSort,
        page: Page,
    ) -> (usize, Vec<UserId>) {
        let matches = self.find(filter, sort);
        (matches.len(), matches.page(page))
    }

    /// The first users that pass a filter, found without finding them all: for the moment after a keystroke.
    pub fn first(&mut self, filter: &UserFilter, sort: UserSort, limit: usize) -> Vec<UserId> {
        match self.glance(filter, sort, limit) {
            Some(found) => found,
            None => self.page(filter, sort, Page::first(limit)).1,
        }
    }

    /// The same where it takes no more than a look at some rows; none where all must be found, or are known already.
    pub fn glance(
        &mut self,
        filter: &UserFilter,
        sort: UserSort,
        limit: usize,
    ) -> Option<Vec<UserId>> {
        if filter.is_empty() || self.has_latest(filter, sort) {
            return None;
        }
        let wanted = Wanted::of(filter);
        if wanted.expected(&self.rows) * LOOKED_THROUGH <= limit * self.rows.len() {
            return None;
        }
        let at = self.bring_order(sort);
        let looked = self.orders[at].1.slots.iter().take(LOOKED_THROUGH);
        let passing = looked.filter(|slot| wanted.passes(&self.rows, **slot));
        let found: Vec<_> = passing
            .take(limit)
            .map(|slot| self.rows.id(*slot))
            .collect();
        (found.len() == limit).then_some(found)
    }

    /// The ids of all users that pass a filter, ascending.
    pub fn ids(&self, filter: &UserFilter) -> Vec<UserId> {
        let slots = Wanted::of(filter).all(&self.rows);
        let mut ids: Vec<_> = slots.into_iter().map(|slot| self.rows.id(slot)).collect();
        if !self.rows.is_sorted() {
            ids.sort_unstable();
        }
        ids
    }

    /// How many users pass a filter.
    pub fn count(&self, filter: &UserFilter) -> usize {
        Wanted::of(filter).all(&self.rows).len()
    }

    /// Computes a sort order before anybody asks for it.
    pub fn prepare(&mut self, sort: UserSort) {
        self.bring_order(sort);
    }

    /// Makes an order current and answers where it is kept.
    fn bring_order(&mut self, sort: UserSort) -> usize {
        let kept = self.orders.iter().position(|(kept, _)| *kept == sort);
        let mut listing = kept.map(|at| self.orders.remove(at).1).unwrap_or_default();
        listing.catch_up(&self.rows, &Wanted::default(), sort);
        if self.orders.len() >= ORDERS_KEPT {
            self.orders.remove(0);
        }
        self.orders.push((sort, listing));
        self.orders.len() - 1
    }

    fn has_latest(&self, filter: &UserFilter, sort: UserSort) -> bool {
        let latest = self.latest.as_ref();
        latest.is_some_and(|latest| latest.sort == sort && latest.filter == *filter)
    }

    /// Makes the answer to a question with a filter current.
    fn bring_latest(&mut self, filter: &UserFilter, sort: UserSort) {
        let kept = self.latest.take();
        let kept = kept.filter(|latest| latest.sort == sort && latest.filter == *filter);
        let latest = if let Some(mut latest) = kept {
            latest.listing.catch_up(&self.rows, &latest.wanted, sort);
            latest
        } else {
            self.ask(filter, sort)
        };
        self.latest = Some(latest);
    }

    fn ask(&mut self, filter: &UserFilter, sort: UserSort) -> Latest {
        let wanted = Wanted::of(filter);
        let slots = wanted.all(&self.rows);
        // With the order at hand, picking from it is cheaper than sorting all but a few.
        let at_hand = self.orders.iter().any(|(kept, _)| *kept == sort);
        let few = self.rows.len() / if at_hand { 512 } else { 16 };
        let listing = if slots.len() < few {
            Listing::sorted(&self.rows, slots, sort)
        } else {
            let at = self.bring_order(sort);
            self.orders[at].1.only(&slots)
        };
        Latest {
            filter: filter.clone(),
            wanted,
            sort,
            listing,
        }
    }

    /// Packs the rows anew when too much of them is blank or out of order.
    fn pack_if_worthwhile(&mut self) {
        let Some(moves) = self.rows.pack_if_worthwhile() else {
            return;
        };
        for (_, listing) in &mut self.orders {
            listing.follow(&moves, &self.rows);
        }
        if let Some(latest) = &mut self.latest {
            latest.listing.follow(&moves, &self.rows);
        }
    }
}

/// A range of ids that is being taken over. Dropped unfinished, it leaves the users that it has not come to.
#[derive(Debug)]
pub struct RangeChange<'a> {
    directory: &'a mut Directory,
    known: Vec<(i64, u32)>,
    next: usize,
}

impl RangeChange<'_> {
    /// Takes over the next user of the range, in id order.
    pub fn push(&mut self, row: &DirectoryRow<'_>) {
        self.remove_before(row.id);
        let rows = &mut self.directory.rows;
        match self.known.get(self.next) {
            Some((id, slot)) if *id == row.id => {
                rows.replace(*slot, row);
                self.next += 1;
            }
            _ => rows.put(row),
        }
    }

    /// Ends the range: users that did not come are gone.
    pub fn finish(mut self) {
        self.remove_before(i64::MAX);
        self.directory.pack_if_worthwhile();
    }

    fn remove_before(&mut self, id: i64) {
        while let Some((known, slot)) = self.known.get(self.next).filter(|(known, _)| *known < id) {
            debug_assert!(*known < id);
            self.directory.rows.remove(*slot);
            self.next += 1;
        }
    }
}

/// Users that passed a filter, in order.
#[derive(Debug, Clone, Copy)]
pub struct Matches<'a> {
    rows: &'a Rows,
    slots: &'a [u32],
}

impl Matches<'_> {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// A part of them.
    pub fn page(&self, page: Page) -> Vec<UserId> {
        let from = page.offset.min(self.len());
        let to = from.saturating_add(page.limit).min(self.len());
        self.slots[from..to]
            .iter()
            .map(|slot| self.rows.id(*slot))
            .collect()
    }

    /// All of them.
    pub fn ids(&self) -> impl Iterator<Item = UserId> {
        self.slots.iter().map(|slot| self.rows.id(*slot))
    }
}
