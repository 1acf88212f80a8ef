//! What a filter wants of a row, and finding all rows that have it.
//!
//! The rarest word is searched through the whole column as one text; the other conditions are asked of its hits only.

use std::ops::Range;

use memchr::memmem::Finder;

use super::pairs;
use super::rows::{ALIVE, CONNECTED, LICENSE, ON_HOLD, Rows, values_of};
use crate::domain::filter::{Ago, LastActive};
use crate::domain::folding;
use crate::domain::time::Timestamp;
use crate::domain::user::UserFilter;

/// Slots above which the search is shared among threads.
const ALONE: usize = if cfg!(test) { 8 } else { 1 << 16 };
/// Threads at the most.
const THREADS: usize = 4;
/// Bytes of text by which words are judged rare or frequent.
const SAMPLE: usize = 1 << 19;

/// A filter, ready to be asked.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    words: Vec<Finder<'static>>,
    mask: u8,
    flags: u8,
    group: Option<u16>,
    last_active: Option<LastActive>,
    invited: Option<Ago>,
    /// Custom attributes, each as it is compared.
    attributes: Vec<String>,
    /// Nobody can pass.
    nobody: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            mask: ALIVE,
            flags: ALIVE,
            group: None,
            last_active: None,
            invited: None,
            attributes: Vec::new(),
            nobody: false,
        }
    }
}

impl Wanted {
    pub(super) fn of(filter: &UserFilter) -> Self {
        let mut wanted = Self::default();
        let mut words = folding::words(&filter.search);
        words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup();
        wanted.words = words
            .iter()
            .map(|word| Finder::new(word).into_owned())
            .collect();
        if let Some(license) = filter.license {
            wanted.mask |= LICENSE;
            wanted.flags |= u8::try_from(license.number()).unwrap_or_default();
        }
        for (bit, asked) in [(CONNECTED, filter.connected), (ON_HOLD, filter.on_hold)] {
            wanted.mask |= asked.map_or(0, |_| bit);
            wanted.flags |= if asked == Some(true) { bit } else { 0 };
        }
        if let Some(group) = filter.group {
            wanted.group = u16::try_from(group.0).ok();
            wanted.nobody = wanted.group.is_none();
        }
        wanted.last_active = filter.last_active;
        wanted.invited = filter.invited;
        let attributes = filter.attributes.iter();
        wanted.attributes = attributes
            .map(|(name, value)| pairs::compared(name, value))
            .collect();
        wanted
    }

    /// Whether all rows that pass this also pass another.
    pub(super) fn narrows(&self, other: &Self) -> bool {
        let flags = self.mask & other.mask == other.mask && self.flags & other.mask == other.flags;
        let group = other.group.is_none() || self.group == other.group;
        let holds = |word: &Finder<'_>| {
            let mut words = self.words.iter();
            words.any(|longer| word.find(longer.needle()).is_some())
        };
        let times = (other.last_active.is_none() || self.last_active == other.last_active)
            && (other.invited.is_none() || self.invited == other.invited);
        let mut attributes = other.attributes.iter();
        let attributes = attributes.all(|one| self.attributes.contains(one));
        let others = flags && group && times && attributes;
        !other.nobody && others && other.words.iter().all(holds)
    }

    /// Whether a row passes.
    pub(super) fn passes(&self, rows: &Rows, slot: u32) -> bool {
        let slot = slot as usize;
        let has = |word: &Finder<'_>| word.find(rows.text_of(slot)).is_some();
        !self.nobody && self.passes_but_words(rows, slot) && self.words.iter().all(has)
    }

    /// All rows that pass, in slot order.
    pub(super) fn all(&self, rows: &Rows) -> Vec<u32> {
        self.among(rows, 0..rows.len())
    }

    /// The rows of a range of slots that pass, in slot order.
    pub(super) fn among(&self, rows: &Rows, slots: Range<usize>) -> Vec<u32> {
        if self.nobody || slots.is_empty() {
            return Vec::new();
        }
        let rarest = self.rarest(rows);
        let available = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = available.min(THREADS).min(slots.len() / ALONE + 1);
        let part = slots.len().div_ceil(threads);
        let parts = (0..threads).map(|n| {
            let from = (slots.start + n * part).min(slots.end);
            from..(from + part).min(slots.end)
        });
        if threads == 1 {
            return self.part(rows, slots, rarest);
        }
        std::thread::scope(|scope| {
            let threads: Vec<_> = parts
                .map(|part| scope.spawn(|| self.part(rows, part, rarest)))
                .collect();
            let mut found = Vec::new();
            for thread in threads {
                match thread.join() {
                    Ok(part) => found.extend(part),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            found
        })
    }

    /// About how many rows pass, judged from a sample.
    pub(super) fn expected(&self, rows: &Rows) -> usize {
        let text = SAMPLE / 2;
        let end = rows.text_at.partition_point(|at| (*at as usize) < text);
        let slots = 0..end.min(rows.len());
        if self.nobody || slots.is_empty() {
            return 0;
        }
        let sampled = slots.len();
        self.part(rows, slots, self.rarest(rows)).len() * (rows.len() / sampled)
    }

    fn part(&self, rows: &Rows, slots: Range<usize>, rarest: Option<usize>) -> Vec<u32> {
        let mut found = Vec::new();
        let from_list = self.listed(rows);
        if let Some(list) = from_list {
            let mut last = None;
            for (slot, _) in &list[within(list, &slots)] {
                if last != Some(*slot) && self.passes(rows, *slot) {
                    found.push(*slot);
                }
                last = Some(*slot);
            }
            return found;
        }
        let mut take = |slot: usize| found.push(u32::try_from(slot).unwrap_or(u32::MAX));
        let Some(rarest) = rarest else {
            for slot in slots {
                if self.passes_but_words(rows, slot) {
                    take(slot);
                }
            }
            return found;
        };
        let word = &self.words[rarest];
        let others = |text: &[u8]| {
            let mut others = self.words.iter().enumerate();
            others.all(|(n, other)| n == rarest || other.find(text).is_some())
        };
        let limit = rows.text_at[slots.end] as usize;
        let mut slot = slots.start;
        let mut from = rows.text_at[slot] as usize;
        while let Some(hit) = word.find(&rows.text[from..limit]) {
            let hit = from + hit;
            slot = slot_of(&rows.text_at, slot, hit);
            if self.passes_but_words(rows, slot) && others(rows.text_of(slot)) {
                take(slot);
            }
            slot += 1;
            from = rows.text_at[slot] as usize;
        }
        found
    }

    fn passes_but_words(&self, rows: &Rows, slot: usize) -> bool {
        let grouped = |group: u16| rows.groups_of(slot).contains(&group);
        rows.flags[slot] & self.mask == self.flags
            && self.group.is_none_or(grouped)
            && self.passes_in_time(rows, slot)
            && self.has_attributes(rows, slot)
    }

    fn passes_in_time(&self, rows: &Rows, slot: usize) -> bool {
        let moment = |at: u32| Timestamp(i64::from(at));
        let active = self.last_active.is_none_or(|wanted| {
            let at = rows.last_active(slot);
            wanted.holds((at > 0).then(|| moment(at)))
        });
        active
            && self.invited.is_none_or(|wanted| {
                let slot = u32::try_from(slot).unwrap_or(u32::MAX);
                let mut since = values_of(rows.invited(), slot);
                since.any(|at| wanted.holds(moment(at)))
            })
    }

    fn has_attributes(&self, rows: &Rows, slot: usize) -> bool {
        let slot = u32::try_from(slot).unwrap_or(u32::MAX);
        let has = |compared: &String| {
            let wanted = rows.pairs.number(compared);
            wanted.is_some_and(|wanted| {
                let mut own = values_of(rows.attributes(), slot);
                own.any(|pair| pair == wanted)
            })
        };
        self.attributes.iter().all(has)
    }

    /// The list that names every slot that can pass, where there is one: it is shorter than all rows.
    fn listed<'r>(&self, rows: &'r Rows) -> Option<&'r [(u32, u32)]> {
        if !self.attributes.is_empty() {
            Some(rows.attributes())
        } else if self.invited.is_some() {
            Some(rows.invited())
        } else {
            None
        }
    }

    /// Which word is best searched first.
    fn rarest(&self, rows: &Rows) -> Option<usize> {
        if self.words.len() < 2 {
            return (!self.words.is_empty()).then_some(0);
        }
        let middle = rows.text.len() / 2;
        let sample = &rows.text[middle..rows.text.len().min(middle + SAMPLE / 4)];
        (0..self.words.len()).min_by_key(|n| self.words[*n].find_iter(sample).count())
    }
}

/// The part of a list by slot that is about some slots.
fn within(list: &[(u32, u32)], slots: &Range<usize>) -> Range<usize> {
    let at = |slot: usize| list.partition_point(|(of, _)| (*of as usize) < slot);
    at(slots.start)..at(slots.end)
}

/// The slot in whose text a position lies, at or after a slot; most hits are near.
fn slot_of(text_at: &[u32], slot: usize, position: usize) -> usize {
    let ends = &text_at[slot + 1..];
    let mut reach = 1;
    while reach < ends.len() && ends[reach - 1] as usize <= position {
        reach *= 2;
    }
    let near = &ends[reach / 2..reach.min(ends.len())];
    slot + reach / 2 + near.partition_point(|end| *end as usize <= position)
}
