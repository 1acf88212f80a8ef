//! Sorted listings of slots, kept valid while rows come and go.
//!
//! A listing covers the slots up to a number; rows that came later are merged in when it is asked next. Rows that went
//! stay in a long listing until the rows are packed: it knows of each block of it how many are left, so that leaving
//! somebody out costs a subtraction and a page is found without going through all. Nothing is sorted twice.

use std::cmp::Ordering;

use super::rows::{GONE, Rows, text_number};
use super::search::Wanted;
use crate::domain::Page;
use crate::domain::user::UserSort;

/// Bytes of a text that are compared at once.
pub(super) const KEY_BYTES: usize = 8;
/// Slots in a block of a listing.
const BLOCK: usize = if cfg!(test) { 4 } else { 1 << 10 };
/// Slots up to which a listing has no blocks: whoever went is dropped from it.
const SHORT: usize = if cfg!(test) { 6 } else { 1 << 15 };
/// Rows that are put into their places one by one; more are merged in.
const FEW: usize = if cfg!(test) { 3 } else { 64 };
/// The block of a slot that is in none. The last block takes all that are left.
const NOWHERE: u16 = u16::MAX;

/// Slots in a sort order.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Those who went among them, until it is asked or packed.
    slots: Vec<u32>,
    covers: usize,
    /// How many are left.
    living: usize,
    blocks: Option<Blocks>,
}

/// Where the living of a long listing are.
#[derive(Debug)]
struct Blocks {
    /// Where each block begins; one more for the end.
    starts: Vec<u32>,
    /// How many are left of each.
    living: Vec<u32>,
    /// The block of each slot.
    of_slot: Vec<u16>,
}

/// What a slot sorts by: the beginning of the value, then the slot to look up the rest.
#[derive(Debug, Clone, Copy)]
pub(super) struct SortKey {
    pub(super) begin: u64,
    pub(super) slot: u32,
}

impl Listing {
    /// Slots that are in order already, those who went since among them.
    pub(super) fn of(rows: &Rows, slots: Vec<u32>, covers: usize) -> Self {
        let mut listing = Self {
            slots,
            covers,
            ..Self::default()
        };
        listing.divide(rows);
        listing
    }

    /// Puts slots in order; they are all that pass.
    pub(super) fn sorted(rows: &Rows, slots: Vec<u32>, sort: UserSort) -> Self {
        Self::of(rows, in_order(rows, slots, sort), rows.len())
    }

    /// The same order, only of some slots (ascending).
    pub(super) fn only(&self, rows: &Rows, some: &[u32]) -> Self {
        let mut wanted = vec![0_u64; self.covers.div_ceil(64)];
        for slot in some {
            wanted[*slot as usize / 64] |= 1 << (slot % 64);
        }
        let mut slots = Vec::with_capacity(some.len());
        let listed = self.slots.iter().copied();
        slots.extend(listed.filter(|slot| wanted[*slot as usize / 64] >> (slot % 64) & 1 == 1));
        Self::of(rows, slots, self.covers)
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.living
    }

    /// All of them, in order.
    pub(super) fn living<'l>(&'l self, rows: &'l Rows) -> impl Iterator<Item = u32> + 'l {
        let slots = self.slots.iter().copied();
        slots.filter(|slot| rows.is_alive(*slot))
    }

    /// A part of them.
    pub(super) fn page(&self, rows: &Rows, page: Page) -> Vec<u32> {
        let limit = page.limit.min(self.living.saturating_sub(page.offset));
        let mut found = Vec::with_capacity(limit);
        let mut before = page.offset;
        for (slots, living) in self.parts() {
            if found.len() == limit {
                break;
            }
            if before >= living {
                before -= living;
                continue;
            }
            let here = slots.iter().copied().filter(|slot| rows.is_alive(*slot));
            found.extend(here.skip(before).take(limit - found.len()));
            before = 0;
        }
        found
    }

    /// Leaves out rows that went; the caller names all of them.
    pub(super) fn leave_out(&mut self, rows: &Rows, gone: &[u32]) {
        let Some(blocks) = &mut self.blocks else {
            self.slots.retain(|slot| rows.is_alive(*slot));
            self.living = self.slots.len();
            return;
        };
        for slot in gone {
            let block = blocks.of_slot.get(*slot as usize).copied();
            if let Some(block) = block.filter(|block| *block != NOWHERE) {
                blocks.living[usize::from(block)] -= 1;
                self.living -= 1;
            }
        }
    }

    /// Merges in what came since.
    pub(super) fn catch_up(&mut self, rows: &Rows, wanted: &Wanted, sort: UserSort) {
        if self.covers == rows.len() {
            return;
        }
        let new = wanted.among(rows, self.covers..rows.len());
        let new = in_order(rows, new, sort);
        self.covers = rows.len();
        if new.len() <= FEW && self.blocks.is_some() {
            for slot in new {
                self.insert(rows, slot, sort);
            }
            return;
        }
        self.slots.retain(|slot| rows.is_alive(*slot));
        if self.slots.is_empty() {
            self.slots = new;
        } else if !new.is_empty() {
            self.slots = merged(rows, &self.slots, &new, sort);
        }
        self.divide(rows);
    }

    /// Follows slots to where packing put them.
    pub(super) fn follow(&mut self, moves: &[u32], rows: &Rows) {
        // After the packing, nobody can say what this listing has not seen yet: it begins anew.
        if self.covers != moves.len() {
            *self = Self::default();
            return;
        }
        self.slots.retain_mut(|slot| {
            *slot = moves[*slot as usize];
            *slot != GONE
        });
        self.slots.shrink_to_fit();
        self.covers = rows.len();
        self.divide(rows);
    }

    /// Divides a long listing into blocks and counts the living of each.
    fn divide(&mut self, rows: &Rows) {
        if self.slots.len() <= SHORT {
            self.blocks = None;
            self.slots.retain(|slot| rows.is_alive(*slot));
            self.living = self.slots.len();
            return;
        }
        let mut blocks = Blocks {
            starts: vec![0],
            living: Vec::new(),
            of_slot: vec![NOWHERE; self.covers],
        };
        let mut at = 0;
        while at < self.slots.len() {
            let block = u16::try_from(blocks.living.len()).unwrap_or(NOWHERE - 1);
            let end = if block == NOWHERE - 1 {
                self.slots.len()
            } else {
                self.slots.len().min(at + BLOCK)
            };
            let mut living = 0;
            for slot in &self.slots[at..end] {
                if rows.is_alive(*slot) {
                    blocks.of_slot[*slot as usize] = block;
                    living += 1;
                }
            }
            blocks.living.push(living);
            blocks.starts.push(narrow(end));
            at = end;
        }
        self.living = blocks.living.iter().map(|living| *living as usize).sum();
        self.blocks = Some(blocks);
    }

    /// The listing in parts, each with how many of it are left.
    fn parts(&self) -> impl Iterator<Item = (&[u32], usize)> {
        let whole = self
            .blocks
            .is_none()
            .then_some((&self.slots[..], self.living));
        let blocks = self.blocks.iter().flat_map(|blocks| {
            let ends = blocks.starts.windows(2).zip(&blocks.living);
            ends.map(|(ends, living)| {
                let slots = &self.slots[ends[0] as usize..ends[1] as usize];
                (slots, *living as usize)
            })
        });
        whole.into_iter().chain(blocks)
    }

    /// Puts a row into its place. What those who went were like is not known any more: only the living are compared.
    fn insert(&mut self, rows: &Rows, slot: u32, sort: UserSort) {
        let this = key(rows, slot, sort, 0);
        let before =
            |other: &u32| compare(rows, key(rows, *other, sort, 0), this, sort) == Ordering::Less;
        let living = |slots: &[u32]| slots.iter().position(|slot| rows.is_alive(*slot));
        let parts = self.parts().enumerate();
        let firsts: Vec<(usize, u32)> = parts
            .filter_map(|(block, (slots, _))| Some((block, slots[living(slots)?])))
            .collect();
        let at = firsts.partition_point(|(_, first)| before(first));
        let block = firsts
            .get(at.saturating_sub(1))
            .map_or(0, |(block, _)| *block);
        let Some(blocks) = &mut self.blocks else {
            return;
        };
        let (start, end) = (blocks.starts[block], blocks.starts[block + 1]);
        let slots = &self.slots[start as usize..end as usize];
        let follows = |other: &u32| rows.is_alive(*other) && !before(other);
        let place = start as usize + slots.iter().position(follows).unwrap_or(slots.len());
        if self.slots.len() == self.slots.capacity() {
            self.slots.reserve_exact(BLOCK);
        }
        self.slots.insert(place, slot);
        self.living += 1;
        for start in &mut blocks.starts[block + 1..] {
            *start += 1;
        }
        blocks.living[block] += 1;
        blocks.of_slot.resize(self.covers, NOWHERE);
        blocks.of_slot[slot as usize] = u16::try_from(block).unwrap_or(NOWHERE);
    }
}

/// Eight bytes of the value from `depth` on, as a number that sorts the same way.
pub(super) fn key(rows: &Rows, slot: u32, sort: UserSort, depth: usize) -> SortKey {
    let value = if text_number(sort.column).is_some() {
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
    SortKey { begin, slot }
}

/// Sorts slots that are all different: by the first eight bytes, then each run of equals by the next eight. Equals
/// keep their places, and the slots come in id order.
fn in_order(rows: &Rows, mut slots: Vec<u32>, sort: UserSort) -> Vec<u32> {
    if !rows.is_sorted() {
        slots.sort_unstable_by_key(|slot| rows.id(*slot));
    }
    let keys = slots.iter().map(|slot| key(rows, *slot, sort, 0));
    let mut keys: Vec<SortKey> = keys.collect();
    sort_from(rows, &mut keys, sort, 0);
    slots.clear();
    slots.extend(keys.into_iter().map(|key| key.slot));
    slots
}

fn sort_from(rows: &Rows, keys: &mut [SortKey], sort: UserSort, depth: usize) {
    keys.sort_by_key(|key| key.begin);
    sort_runs(rows, keys, sort, depth);
}

/// Sorts each run of equals by what follows.
pub(super) fn sort_runs(rows: &Rows, keys: &mut [SortKey], sort: UserSort, depth: usize) {
    if text_number(sort.column).is_none() {
        return;
    }
    let deeper = depth + KEY_BYTES;
    for run in keys.chunk_by_mut(|a, b| a.begin == b.begin) {
        if run.len() < 2 || !goes_on(rows, run, sort, deeper) {
            continue;
        }
        for one in run.iter_mut() {
            *one = key(rows, one.slot, sort, deeper);
        }
        sort_from(rows, run, sort, deeper);
    }
}

/// Whether any text has more. Equals that end before are the same text, for no text holds a zero byte; one that ends
/// just there may still be followed by longer ones.
pub(super) fn goes_on(rows: &Rows, keys: &[SortKey], sort: UserSort, depth: usize) -> bool {
    let mut keys = keys.iter();
    keys.any(|key| rows.field(key.slot, sort.column).len() > depth)
}

/// Compares two rows from their beginnings on.
fn compare(rows: &Rows, a: SortKey, b: SortKey, sort: UserSort) -> Ordering {
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

fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
