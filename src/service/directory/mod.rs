//! The directory: everything of every user that the users table searches, filters and sorts by, resident in memory.
//!
//! One packed column holds the folded text ([`crate::domain::folding`]) of all users and is searched as one string, so that any substring is
//! found without an index in the database that every deletion would have to pay for. A row that changes is blanked and
//! added again at the end; sorted listings know how much of the column they cover and catch up when they are asked.
//! Whatever was applied, an answer equals a full filter and sort over the rows as they are now.

pub(crate) mod identity;
mod making;
mod nearest;
mod order;
mod pairs;
pub(crate) mod resident;
mod rows;
mod search;
#[cfg(test)]
mod tests;

pub use self::making::{Look, MadeOrder, make_order, pack};
pub use self::nearest::{NAMED, Nearby, Sought};
use self::order::Listing;
use self::rows::Rows;
use self::search::Wanted;
use std::collections::BTreeMap;

use crate::domain::Page;
use crate::domain::filter::AttributeValue;
use crate::domain::id::UserId;
use crate::domain::user::{UserFilter, UserSort};

/// How many whole orders are kept at a time; four megabytes each for a million users.
const ORDERS_KEPT: usize = 3;
/// How many rows are looked through for the first matches before all are searched.
const LOOKED_THROUGH: usize = 20_000;
/// Where at most one in so many passed a question, one that asks for more is answered from them.
const NARROWED: usize = if cfg!(test) { 2 } else { 64 };

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
    /// Since when the user is invited and has not come.
    pub invited_at: Option<i64>,
    /// Numbers of the user's groups.
    pub groups: &'a [u16],
    /// Custom attributes by name.
    pub attributes: &'a BTreeMap<String, String>,
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
#[derive(Debug, Default)]
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

    /// Every value of a custom attribute that somebody has, by name, the frequent ones first.
    pub fn attribute_values(&self) -> Vec<AttributeValue> {
        self.rows.pairs.all()
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

    /// Takes over that users are gone: ranges of ids, both ends included, of which nobody is left.
    pub fn remove(&mut self, ranges: impl IntoIterator<Item = (i64, i64)>) {
        self.rows.remove_ranges(ranges);
        self.settle();
    }

    /// Users that pass a filter in a sort order, all of them; kept until another question is asked.
    pub fn find(&mut self, filter: &UserFilter, sort: UserSort) -> Matches<'_> {
        if !self.bring(filter, sort) {
            self.prepare(sort);
            self.bring(filter, sort);
        }
        let listing = if filter.is_empty() {
            let at = self.bring_order(sort);
            &self.orders[at].1
        } else {
            &self.latest.get_or_insert_default().listing
        };
        Matches {
            rows: &self.rows,
            listing,
        }
    }

    /// Brings the answer to a question up to date; false where the whole order must be made first.
    pub fn bring(&mut self, filter: &UserFilter, sort: UserSort) -> bool {
        self.leave_out_gone();
        if filter.is_empty() {
            self.has_order(sort)
        } else {
            self.bring_latest(filter, sort)
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

    /// The same where it takes no more than a look at some rows; none where all must be found, or are known already,
    /// or where an unusual order must be made first.
    pub fn glance(
        &mut self,
        filter: &UserFilter,
        sort: UserSort,
        limit: usize,
    ) -> Option<Vec<UserId>> {
        let is_ordered = self.has_order(sort) || sort == UserSort::default();
        if filter.is_empty() || self.has_latest(filter, sort) || !is_ordered {
            return None;
        }
        self.leave_out_gone();
        let wanted = Wanted::of(filter);
        if self.narrows_latest(&wanted, sort) {
            return None;
        }
        if wanted.expected(&self.rows) * LOOKED_THROUGH <= limit * self.rows.len() {
            return None;
        }
        let at = self.bring_order(sort);
        let living = self.orders[at].1.living(&self.rows);
        let passing = living
            .take(LOOKED_THROUGH)
            .filter(|slot| wanted.passes(&self.rows, *slot));
        let found: Vec<_> = passing.take(limit).map(|slot| self.rows.id(slot)).collect();
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

    /// Users with a license who were not active since a moment, or never, ascending.
    pub fn quiet_holders(&self, since: i64) -> Vec<UserId> {
        self.rows.quiet_holders(since)
    }

    /// When anybody was last active, in seconds of Unix time.
    pub fn last_activity(&self) -> Option<i64> {
        self.rows.last_activity()
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
        self.keep(sort, listing)
    }

    fn keep(&mut self, sort: UserSort, listing: Listing) -> usize {
        if self.orders.len() >= ORDERS_KEPT {
            // Every list begins in the usual order, and every search: that one stays.
            let usual = UserSort::default();
            let longest_unused = self.orders.iter().position(|(kept, _)| *kept != usual);
            self.orders.remove(longest_unused.unwrap_or_default());
        }
        self.orders.push((sort, listing));
        self.orders.len() - 1
    }

    fn has_latest(&self, filter: &UserFilter, sort: UserSort) -> bool {
        let latest = self.latest.as_ref();
        latest.is_some_and(|latest| latest.sort == sort && latest.filter == *filter)
    }

    /// Whether a question can be answered from the few who passed the latest one.
    fn narrows_latest(&self, wanted: &Wanted, sort: UserSort) -> bool {
        self.latest.as_ref().is_some_and(|latest| {
            let few = self.rows.len() / NARROWED;
            latest.sort == sort && latest.listing.len() <= few && wanted.narrows(&latest.wanted)
        })
    }

    /// Makes the answer to a question with a filter current.
    fn bring_latest(&mut self, filter: &UserFilter, sort: UserSort) -> bool {
        if let Some(latest) = &mut self.latest
            && latest.sort == sort
            && latest.filter == *filter
        {
            latest.listing.catch_up(&self.rows, &latest.wanted, sort);
            return true;
        }
        let wanted = Wanted::of(filter);
        let Some(listing) = self.ask(&wanted, sort) else {
            return false;
        };
        self.latest = Some(Latest {
            filter: filter.clone(),
            wanted,
            sort,
            listing,
        });
        true
    }

    fn ask(&mut self, wanted: &Wanted, sort: UserSort) -> Option<Listing> {
        if self.narrows_latest(wanted, sort)
            && let Some(latest) = &mut self.latest
        {
            latest.listing.catch_up(&self.rows, &latest.wanted, sort);
            let slots = latest.listing.living(&self.rows);
            let slots = slots.filter(|slot| wanted.passes(&self.rows, *slot));
            let slots = slots.collect();
            return Some(Listing::of(&self.rows, slots, self.rows.len()));
        }
        // What only the latest question wanted is given back before the next one takes as much.
        self.latest = None;
        let slots = wanted.all(&self.rows);
        // With the order at hand, picking from it is cheaper than sorting all but a few.
        let at_hand = self.has_order(sort);
        let few = self.rows.len() / if at_hand { 512 } else { 16 };
        if slots.len() < few {
            return Some(Listing::sorted(&self.rows, slots, sort));
        }
        at_hand.then(|| {
            let at = self.bring_order(sort);
            self.orders[at].1.only(&self.rows, &slots)
        })
    }

    /// Takes those who went out of every listing.
    fn leave_out_gone(&mut self) {
        let gone = self.rows.take_gone();
        if gone.is_empty() {
            return;
        }
        let orders = self.orders.iter_mut().map(|(_, listing)| listing);
        let latest = self.latest.iter_mut().map(|latest| &mut latest.listing);
        for listing in orders.chain(latest) {
            listing.leave_out(&self.rows, &gone);
        }
    }

    /// Ends a change: listings follow it, and the rows are packed anew when they must.
    fn settle(&mut self) {
        self.leave_out_gone();
        if !self.rows.must_be_packed() {
            return;
        }
        let moves = self.rows.pack();
        self.follow(&moves);
    }

    fn follow(&mut self, moves: &[u32]) {
        let orders = self.orders.iter_mut().map(|(_, listing)| listing);
        let latest = self.latest.iter_mut().map(|latest| &mut latest.listing);
        for listing in orders.chain(latest) {
            listing.follow(moves, &self.rows);
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
        self.directory.settle();
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
    listing: &'a Listing,
}

impl Matches<'_> {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.listing.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.listing.len() == 0
    }

    /// A part of them.
    pub fn page(&self, page: Page) -> Vec<UserId> {
        let slots = self.listing.page(self.rows, page);
        slots.into_iter().map(|slot| self.rows.id(slot)).collect()
    }

    /// All of them.
    pub fn ids(&self) -> impl Iterator<Item = UserId> {
        let slots = self.listing.living(self.rows);
        slots.map(|slot| self.rows.id(slot))
    }
}
