//! Sorted listings of slots, kept valid while rows come and go.
//!
//! A listing covers the slots up to a number. Rows that came later are merged in and rows that went are left out when
//! it is asked next; nothing is sorted twice.

use std::cmp::Ordering;

use super::rows::{GONE, Rows};
use super::search::Wanted;
use crate::domain::user::{UserColumn, UserSort};

/// Bytes of a text that are compared at once.
const KEY_BYTES: usize = 8;

/// Slots in a sort order.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) slots: Vec<u32>,
    covers: usize,
    removals: u64,
}

/// What a slot sorts by: the beginning of the value, then the slot to look up the rest.
#[derive(Debug, Clone, Copy)]
struct Key {
    begin: u64,
    slot: u32,
}

impl Listing {
    /// Puts slots in order; they are all that pass.
    pub(super) fn sorted(rows: &Rows, slots: Vec<u32>, sort: UserSort) -> Self {
        Self {
            slots: in_order(rows, slots, sort),
            covers: rows.len(),
            removals: rows.removals,
        }
    }

    /// The same order, only of some slots (ascending).
    pub(super) fn only(&self, some: &[u32]) -> Self {
        let mut wanted = vec![0_u64; self.covers.div_ceil(64)];
        for slot in some {
            wanted[*slot as usize / 64] |= 1 << (slot % 64);
        }
        let mut slots = Vec::with_capacity(some.len());
        let listed = self.slots.iter().copied();
        slots.extend(listed.filter(|slot| wanted[*slot as usize / 64] >> (slot % 64) & 1 == 1));
        Self { slots, ..*self }
    }

    /// Leaves out what is gone and merges in what came since.
    pub(super) fn catch_up(&mut self, rows: &Rows, wanted: &Wanted, sort: UserSort) {
        if self.removals != rows.removals {
            self.slots.retain(|slot| rows.is_alive(*slot));
            self.removals = rows.removals;
        }
        if self.covers == rows.len() {
            return;
        }
        let (from, to) = (self.covers, rows.len());
        self.covers = to;
        let new = wanted.among(rows, from..to);
        let new = in_order(rows, new, sort);
        if self.slots.is_empty() {
            self.slots = new;
        } else if !new.is_empty() {
            self.slots = merged(rows, &self.slots, &new, sort);
        }
    }

    /// Follows slots to where packing put them.
    pub(super) fn follow(&mut self, moves: &[u32], rows: &Rows) {
        let to = |slot: &u32| Some(moves[*slot as usize]).filter(|to| *to != GONE);
        // What this listing has not seen yet cannot be told apart after the packing: it begins anew.
        if self.covers == moves.len() {
            self.slots = self.slots.iter().filter_map(to).collect();
            self.covers = rows.len();
            self.removals = rows.removals;
        } else {
            *self = Self::default();
        }
    }
}

/// Eight bytes of the value from `depth` on, as a number that sorts the same way.
fn key(rows: &Rows, slot: u32, sort: UserSort, depth: usize) -> Key {
    let value = if is_text(sort.column) {
        let rest = rows
            .field(slot, sort.column)
            .get(depth..)
            .unwrap_or_default();
        let mut begin = [0; KEY_BYTES];
        let known = rest.len().min(KEY_BYTES);
        begin[..known].copy_from_slice(&rest[..known]);
        Some(u64::from_be_bytes(begin)).filter(|begin| depth > 0 || *begin != 0)
    } else {
        rows.rank(slot, sort.column)
    };
    let begin = match value {
        // Empty values stand last in both directions.
        None => u64::MAX,
        Some(value) if sort.descending => !value,
        Some(value) => value,
    };
    Key { begin, slot }
}

const fn is_text(column: UserColumn) -> bool {
    matches!(
        column,
        UserColumn::Name | UserColumn::Email | UserColumn::UniqueId
    )
}

/// Sorts slots that are all different: by the first eight bytes, then each run of equals by the next eight. Equals
/// keep their places, and the slots come in id order.
fn in_order(rows: &Rows, mut slots: Vec<u32>, sort: UserSort) -> Vec<u32> {
    if !rows.is_sorted() {
        slots.sort_unstable_by_key(|slot| rows.id(*slot));
    }
    let keys = slots.iter().map(|slot| key(rows, *slot, sort, 0));
    let mut keys: Vec<Key> = keys.collect();
    sort_from(rows, &mut keys, sort, 0);
    slots.clear();
    slots.extend(keys.into_iter().map(|key| key.slot));
    slots
}

fn sort_from(rows: &Rows, keys: &mut [Key], sort: UserSort, depth: usize) {
    keys.sort_by_key(|key| key.begin);
    if !is_text(sort.column) {
        return;
    }
    let deeper = depth + KEY_BYTES;
    for run in keys.chunk_by_mut(|a, b| a.begin == b.begin) {
        // Equals that end within these bytes are the same text, for no text holds a zero byte; one that ends just with
        // them may still be followed by longer ones.
        let goes_on = |key: &Key| rows.field(key.slot, sort.column).len() > deeper;
        if run.len() < 2 || !run.iter().any(goes_on) {
            continue;
        }
        for one in run.iter_mut() {
            *one = key(rows, one.slot, sort, deeper);
        }
        sort_from(rows, run, sort, deeper);
    }
}

/// Compares two rows from their beginnings on.
fn compare(rows: &Rows, a: Key, b: Key, sort: UserSort) -> Ordering {
    let rest = || {
        let texts = [a, b].map(|key| rows.field(key.slot, sort.column));
        let order = texts[0].cmp(texts[1]);
        if sort.descending {
            order.reverse()
        } else {
            order
        }
    };
    let begins = a.begin.cmp(&b.begin).then_with(rest);
    begins.then_with(|| rows.id(a.slot).cmp(&rows.id(b.slot)))
}

fn merged(rows: &Rows, old: &[u32], new: &[u32], sort: UserSort) -> Vec<u32> {
    let mut all = Vec::with_capacity(old.len() + new.len());
    let mut rest = old;
    for slot in new {
        let this = key(rows, *slot, sort, 0);
        let before = |other: &u32| {
            let other = key(rows, *other, sort, 0);
            compare(rows, other, this, sort) == Ordering::Less
        };
        let (earlier, later) = rest.split_at(rest.partition_point(before));
        all.extend_from_slice(earlier);
        all.push(*slot);
        rest = later;
    }
    all.extend_from_slice(rest);
    all
}
