//! The columns of the directory, one slot per row.
//!
//! Slots only ever grow; a removed row keeps its slot, blank and dead, until the rows are packed anew. The slots up to
//! `sorted` are in id order; later ones are found through `moved`.

mod packed;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::packed::Packed;
use super::pairs::Pairs;
use super::{Counters, DirectoryRow};
use crate::domain::folding;
use crate::domain::id::UserId;
use crate::domain::identifier::spelt_otherwise;
use crate::domain::user::UserColumn;

/// Stands between the fields of a row.
pub(super) const BETWEEN_FIELDS: u8 = 0x1F;
/// Between a value and how else it is written.
pub(super) const OTHERWISE: u8 = 0x1D;
/// Ends a row; fills the room of removed ones.
pub(super) const END: u8 = 0x1E;

pub(super) const LICENSE: u8 = 0b0000_0011;
pub(super) const CONNECTED: u8 = 0b0000_0100;
pub(super) const ON_HOLD: u8 = 0b0000_1000;
pub(super) const ALIVE: u8 = 0b1000_0000;

/// Dead or unsorted slots that are borne before packing is considered.
const SLACK: usize = if cfg!(test) { 8 } else { 1 << 12 };
/// Where a slot went when the rows were packed: nowhere.
pub(super) const GONE: u32 = u32::MAX;

/// The columns.
#[derive(Debug)]
pub(super) struct Rows {
    /// The time in which no slot moves; a packing begins another.
    pub(super) epoch: Arc<()>,
    /// Folded name, email and ID of all rows, one behind the other.
    pub(super) text: Vec<u8>,
    /// Where each row's text begins; one more for the end.
    pub(super) text_at: Vec<u32>,
    pub(super) flags: Vec<u8>,
    ids: Vec<i64>,
    /// Seconds of Unix time; 0 for never.
    last_active: Vec<u32>,
    groups: Vec<u16>,
    groups_at: Vec<u32>,
    /// Since when those who are invited are, in seconds of Unix time, by slot: most rows have none.
    invited: Vec<(u32, u32)>,
    /// Custom attributes by slot: most accounts have none.
    attributes: Vec<(u32, u32)>,
    pub(super) pairs: Pairs,
    sorted: usize,
    moved: BTreeMap<i64, u32>,
    /// Slots that died since somebody took them.
    gone: Vec<u32>,
    dead: usize,
    pub(super) counters: Counters,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            epoch: Arc::default(),
            text: Vec::new(),
            text_at: vec![0],
            flags: Vec::new(),
            ids: Vec::new(),
            last_active: Vec::new(),
            groups: Vec::new(),
            groups_at: vec![0],
            invited: Vec::new(),
            attributes: Vec::new(),
            pairs: Pairs::default(),
            sorted: 0,
            moved: BTreeMap::new(),
            gone: Vec::new(),
            dead: 0,
            counters: Counters::default(),
        }
    }
}

impl Rows {
    /// Slots, dead ones included.
    pub(super) const fn len(&self) -> usize {
        self.flags.len()
    }

    /// Whether slot order is id order.
    pub(super) const fn is_sorted(&self) -> bool {
        self.sorted == self.flags.len()
    }

    pub(super) fn id(&self, slot: u32) -> UserId {
        UserId(self.ids[slot as usize])
    }

    pub(super) fn is_alive(&self, slot: u32) -> bool {
        self.flags[slot as usize] & ALIVE != 0
    }

    /// Folded text of a row, with its separators.
    pub(super) fn text_of(&self, slot: usize) -> &[u8] {
        &self.text[self.text_at[slot] as usize..self.text_at[slot + 1] as usize]
    }

    pub(super) fn groups_of(&self, slot: usize) -> &[u16] {
        &self.groups[self.groups_at[slot] as usize..self.groups_at[slot + 1] as usize]
    }

    /// Since when whoever is invited is, by slot.
    pub(super) fn invited(&self) -> &[(u32, u32)] {
        &self.invited
    }

    /// Custom attributes by slot.
    pub(super) fn attributes(&self) -> &[(u32, u32)] {
        &self.attributes
    }

    /// When a row was active last; 0 for never.
    pub(super) fn last_active(&self, slot: usize) -> u32 {
        self.last_active[slot]
    }

    /// The field of a row by which a text column is sorted, as it is written first; empty for the other columns.
    pub(super) fn field(&self, slot: u32, column: UserColumn) -> &[u8] {
        let Some(number) = text_number(column) else {
            return &[];
        };
        let mut rest = self.text_of(slot as usize);
        for _ in 0..number {
            let end = memchr::memchr(BETWEEN_FIELDS, rest).map_or(rest.len(), |at| at + 1);
            rest = &rest[end..];
        }
        let end = memchr::memchr3(OTHERWISE, BETWEEN_FIELDS, END, rest);
        &rest[..end.unwrap_or(rest.len())]
    }

    /// What a column that is no text sorts by; none for an empty value.
    pub(super) fn rank(&self, slot: u32, column: UserColumn) -> Option<u64> {
        let slot = slot as usize;
        match column {
            UserColumn::License => Some(u64::from(self.flags[slot] & LICENSE)),
            UserColumn::Profile => Some(u64::from(self.flags[slot] & CONNECTED)),
            UserColumn::LastActive => match self.last_active[slot] {
                0 => None,
                at => Some(u64::from(at)),
            },
            UserColumn::Name | UserColumn::Email | UserColumn::UniqueId => None,
        }
    }

    /// Living rows with a license that were not active since a moment, or never, in id order.
    pub(super) fn quiet_holders(&self, since: i64) -> Vec<UserId> {
        let slots = 0..self.len();
        let quiet = slots.filter(|slot| {
            let flags = self.flags[*slot];
            flags & ALIVE != 0
                && flags & LICENSE != 0
                && i64::from(self.last_active[*slot]) <= since
        });
        let mut ids: Vec<_> = quiet.map(|slot| UserId(self.ids[slot])).collect();
        if !self.is_sorted() {
            ids.sort_unstable();
        }
        ids
    }

    /// When any living row was last active.
    pub(super) fn last_activity(&self) -> Option<i64> {
        let living = (0..self.len()).filter(|slot| self.flags[*slot] & ALIVE != 0);
        let latest = living.map(|slot| self.last_active[slot]).max();
        latest.filter(|at| *at > 0).map(i64::from)
    }

    /// Adds a row under an id that has none.
    pub(super) fn put(&mut self, row: &DirectoryRow<'_>) {
        self.append(row);
        self.settle(row.id);
    }

    /// Puts a row in the place of another, unless they are the same.
    pub(super) fn replace(&mut self, slot: u32, row: &DirectoryRow<'_>) {
        self.append(row);
        let (old, new) = (slot as usize, self.len() - 1);
        let same = self.flags[old] == self.flags[new]
            && self.last_active[old] == self.last_active[new]
            && self.text_of(old) == self.text_of(new)
            && self.groups_of(old) == self.groups_of(new)
            && values_of(&self.invited, narrow(old)).eq(values_of(&self.invited, narrow(new)))
            && values_of(&self.attributes, narrow(old))
                .eq(values_of(&self.attributes, narrow(new)));
        if same {
            self.take_back();
        } else {
            self.remove(slot);
            self.settle(row.id);
        }
    }

    /// Removes a row and blanks its text.
    pub(super) fn remove(&mut self, slot: u32) {
        self.count(slot as usize, false);
        let slot = slot as usize;
        self.flags[slot] = 0;
        let text = self.text_at[slot] as usize..self.text_at[slot + 1] as usize;
        self.text[text].fill(END);
        if slot >= self.sorted {
            self.moved.remove(&self.ids[slot]);
        }
        for at in range_of(&self.attributes, narrow(slot)) {
            self.pairs.give(self.attributes[at].1);
        }
        self.gone.push(narrow(slot));
        self.dead += 1;
    }

    /// Removes all rows of ranges of ids; ascending ranges are cheapest.
    pub(super) fn remove_ranges(&mut self, ranges: impl IntoIterator<Item = (i64, i64)>) {
        let mut at = 0;
        for (first, last) in ranges {
            at = self.seek(at, first);
            while at < self.sorted && self.ids[at] <= last {
                if self.flags[at] & ALIVE != 0 {
                    self.remove(narrow(at));
                }
                at += 1;
            }
            while let Some((_, slot)) = self.moved.range(first..=last.max(first)).next() {
                self.remove(*slot);
            }
        }
    }

    /// The first slot in id order whose id is not below one; looks near a slot first.
    fn seek(&self, near: usize, id: i64) -> usize {
        let sorted = &self.ids[..self.sorted];
        if near > 0 && sorted.get(near - 1).is_some_and(|before| *before >= id) {
            return sorted.partition_point(|other| *other < id);
        }
        let mut reach = 1;
        while near + reach < sorted.len() && sorted[near + reach] < id {
            reach *= 2;
        }
        let end = sorted.len().min(near + reach + 1);
        near + sorted[near..end].partition_point(|other| *other < id)
    }

    /// The slots that died since the last time.
    pub(super) fn take_gone(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.gone)
    }

    /// Living rows of a range of ids, in id order.
    pub(super) fn live_between(&self, first: i64, last: i64) -> Vec<(i64, u32)> {
        if first > last {
            return Vec::new();
        }
        let sorted = &self.ids[..self.sorted];
        let from = sorted.partition_point(|id| *id < first);
        let to = sorted.partition_point(|id| *id <= last);
        let living = (from..to).filter(|slot| self.flags[*slot] & ALIVE != 0);
        let mut found: Vec<_> = living.map(|slot| (self.ids[slot], narrow(slot))).collect();
        let in_order = found.len();
        found.extend(
            self.moved
                .range(first..=last)
                .map(|(id, slot)| (*id, *slot)),
        );
        if found.len() > in_order {
            found.sort_unstable();
        }
        found
    }

    /// Gives back memory that filling took in advance.
    pub(super) fn trim(&mut self) {
        self.text.shrink_to_fit();
        self.text_at.shrink_to_fit();
        self.flags.shrink_to_fit();
        self.ids.shrink_to_fit();
        self.last_active.shrink_to_fit();
        self.groups.shrink_to_fit();
        self.invited.shrink_to_fit();
        self.attributes.shrink_to_fit();
        self.groups_at.shrink_to_fit();
    }

    /// Whether the rows are worth packing when there is time.
    pub(super) fn are_loose(&self) -> bool {
        let unsorted = self.len() - self.sorted;
        unsorted > SLACK + self.len() / 16 || self.dead > SLACK + self.len() / 2
    }

    /// Whether so many rows are dead or out of order that they are packed at once.
    pub(super) fn must_be_packed(&self) -> bool {
        let unsorted = self.len() - self.sorted;
        unsorted > SLACK + self.len() / 8 || self.dead > SLACK + self.len() / 8 * 7
    }

    /// Living slots in the order of their ids.
    pub(super) fn slots_in_id_order(&self) -> Vec<u32> {
        if self.is_sorted() {
            let slots = 0..narrow(self.len());
            return slots.filter(|slot| self.is_alive(*slot)).collect();
        }
        let living = self.live_between(i64::MIN, i64::MAX);
        living.into_iter().map(|(_, slot)| slot).collect()
    }

    /// Packs the rows in id order; answers where each slot went.
    pub(super) fn pack(&mut self) -> Vec<u32> {
        let mut packed = Packed::begin(self);
        while packed.take(self, usize::MAX) == Some(true) {}
        self.become_packed(packed).unwrap_or_default()
    }

    /// Becomes the packed rows and answers where each slot went, unless somebody came or went since they were begun.
    pub(super) fn become_packed(&mut self, packed: Packed) -> Option<Vec<u32>> {
        if !packed.is_of(self) || packed.taken < packed.living.len() {
            return None;
        }
        let mut moves = vec![GONE; self.len()];
        for (to, slot) in packed.living.iter().enumerate() {
            moves[*slot as usize] = narrow(to);
        }
        let counters = std::mem::take(&mut self.counters);
        let pairs = std::mem::take(&mut self.pairs);
        *self = packed.rows;
        self.counters = counters;
        self.pairs = pairs;
        self.sorted = self.len();
        self.trim();
        Some(moves)
    }

    fn append(&mut self, row: &DirectoryRow<'_>) {
        self.add_text(row.first_name);
        if !row.first_name.is_empty() && !row.last_name.is_empty() {
            self.text.push(b' ');
        }
        self.add_text(row.last_name);
        for name in [row.first_name, row.last_name] {
            if let Some(other) = folding::in_two_letters(name) {
                self.text.push(OTHERWISE);
                self.add_text(&other);
            }
        }
        self.text.push(BETWEEN_FIELDS);
        self.add_text(row.email);
        if let Some(other) = spelt_otherwise(row.email) {
            self.text.push(OTHERWISE);
            self.add_text(&other);
        }
        self.text.push(BETWEEN_FIELDS);
        self.add_text(row.unique_id);
        self.text.push(END);
        self.text_at.push(narrow(self.text.len()));
        let mut flags = ALIVE | (row.license & LICENSE);
        flags |= if row.connected { CONNECTED } else { 0 };
        flags |= if row.on_hold { ON_HOLD } else { 0 };
        self.flags.push(flags);
        self.ids.push(row.id);
        let at = row.last_active.map_or(0, |at| at.clamp(1, u32::MAX.into()));
        self.last_active.push(u32::try_from(at).unwrap_or(u32::MAX));
        self.groups.extend_from_slice(row.groups);
        self.groups_at.push(narrow(self.groups.len()));
        let slot = narrow(self.flags.len() - 1);
        if let Some(at) = row.invited_at {
            let at = u32::try_from(at.clamp(1, u32::MAX.into())).unwrap_or(u32::MAX);
            self.invited.push((slot, at));
        }
        for (name, value) in row.attributes {
            let pair = self.pairs.take(name, value);
            self.attributes.push((slot, pair));
        }
    }

    /// Appends a text in the form that is searched and sorted by.
    fn add_text(&mut self, text: &str) {
        self.text.extend_from_slice(folding::fold(text).as_bytes());
    }

    /// Undoes an append.
    fn take_back(&mut self) {
        let slot = narrow(self.flags.len() - 1);
        self.invited.truncate(range_of(&self.invited, slot).start);
        let own = range_of(&self.attributes, slot);
        for (_, pair) in self.attributes.drain(own) {
            self.pairs.give(pair);
        }
        self.flags.pop();
        self.ids.pop();
        self.last_active.pop();
        self.text_at.pop();
        self.groups_at.pop();
        let end = |ends: &[u32]| ends.last().map_or(0, |end| *end as usize);
        self.text.truncate(end(&self.text_at));
        self.groups.truncate(end(&self.groups_at));
    }

    /// Makes the row that was appended last one that can be found.
    fn settle(&mut self, id: i64) {
        let slot = self.len() - 1;
        let follows = self.sorted == 0 || self.ids[self.sorted - 1] < id;
        if self.sorted == slot && follows {
            self.sorted += 1;
        } else {
            self.moved.insert(id, narrow(slot));
        }
        self.count(slot, true);
    }

    fn count(&mut self, slot: usize, added: bool) {
        let change =
            |count: &mut u64| *count = count.wrapping_add_signed(if added { 1 } else { -1 });
        let flags = self.flags[slot];
        change(&mut self.counters.users);
        change(&mut self.counters.by_license[usize::from(flags & LICENSE)]);
        if flags & CONNECTED != 0 {
            change(&mut self.counters.connected);
        }
        if flags & ON_HOLD != 0 {
            change(&mut self.counters.on_hold);
        }
        let groups = self.groups_at[slot] as usize..self.groups_at[slot + 1] as usize;
        for group in &self.groups[groups] {
            let group = usize::from(*group);
            let members = &mut self.counters.by_group;
            if members.len() <= group {
                members.resize(group + 1, 0);
            }
            members[group] = members[group].wrapping_add_signed(if added { 1 } else { -1 });
        }
    }
}

/// Where what a slot has stands in a list by slot.
pub(super) fn range_of(list: &[(u32, u32)], slot: u32) -> std::ops::Range<usize> {
    let from = list.partition_point(|(at, _)| *at < slot);
    let count = list[from..]
        .iter()
        .take_while(|(at, _)| *at == slot)
        .count();
    from..from + count
}

/// What a slot has of a list by slot.
pub(super) fn values_of(list: &[(u32, u32)], slot: u32) -> impl Iterator<Item = u32> + '_ {
    list[range_of(list, slot)].iter().map(|(_, value)| *value)
}

/// A position that is below four thousand million because the rows would not fit otherwise.
fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(GONE - 1)
}

/// Which field of a row's text a column is; none for a column that is no text, and sorts by its rank.
pub(super) const fn text_number(column: UserColumn) -> Option<usize> {
    match column {
        UserColumn::Name => Some(0),
        UserColumn::Email => Some(1),
        UserColumn::UniqueId => Some(2),
        UserColumn::License | UserColumn::Profile | UserColumn::LastActive => None,
    }
}
