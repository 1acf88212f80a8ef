//! The nearest learners: whose name, email or ID differs by a letter or two from what somebody wrote.
//!
//! Two texts are at most so many edits apart exactly when the same text can be made of both by leaving out at most so
//! many letters. So the hashes of what can be made of the texts sought are kept, and each row is asked once for its own:
//! one pass over all rows, however many texts are sought. Nothing is decided here: who is near is only shown.

use std::ops::Range;

use super::Directory;
use super::rows::Rows;
use crate::domain::folding::fold;
use crate::domain::id::UserId;
use crate::domain::user::UserColumn;

/// How many learners are named for a row.
pub const NAMED: usize = 3;
/// Rows above which the search is shared among threads.
const ALONE: usize = if cfg!(test) { 8 } else { 1 << 16 };
/// Threads at the most.
const THREADS: usize = 4;
/// Bytes of the longest text that is compared: as long as the part of an address before its `@` can be.
const LONGEST: usize = 64;
/// What a letter counts in a hash.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// What somebody wrote of a person; what is empty says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sought {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The ID.
    pub unique_id: String,
}

/// Who is near.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Nearby {
    /// The nearest, nearest first; at most [`NAMED`].
    pub users: Vec<UserId>,
    /// How many are near in all.
    pub total: u64,
}

/// What is compared with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    /// The address up to its `@`.
    Email,
    UniqueId,
}

const PARTS: [Part; 3] = [Part::Name, Part::Email, Part::UniqueId];

impl Part {
    /// How many edits apart a text of so many bytes may be. IDs stand close together: more than one edit says nothing.
    const fn edits(self, length: usize) -> usize {
        match (self, length) {
            (_, 0..4) => 0,
            (Self::UniqueId, _) | (_, 4..8) => 1,
            _ => 2,
        }
    }

    const fn seed(self) -> u64 {
        match self {
            Self::Name => 1,
            Self::Email => 2,
            Self::UniqueId => 3,
        }
    }
}

/// The texts of a person as they are compared.
#[derive(Debug, Clone, Default)]
struct Texts {
    name: Vec<u8>,
    email: Vec<u8>,
    /// The address behind its `@`.
    domain: Vec<u8>,
    unique_id: Vec<u8>,
}

impl Texts {
    fn of(sought: &Sought) -> Self {
        let mut texts = Self::default();
        let folded = |text: &str| fold(text.trim()).into_owned().into_bytes();
        let (name, email) = (folded(&sought.name), folded(&sought.email));
        texts.take(&name, &email, &folded(&sought.unique_id));
        texts
    }

    /// Takes over texts that are folded.
    fn take(&mut self, name: &[u8], email: &[u8], unique_id: &[u8]) {
        let mut words: Vec<&[u8]> = name
            .split(|byte| matches!(byte, b' ' | b',' | b';'))
            .filter(|word| !word.is_empty())
            .collect();
        // Some write the surname first.
        words.sort_unstable();
        self.name.clear();
        for word in words {
            if !self.name.is_empty() {
                self.name.push(b' ');
            }
            self.name.extend_from_slice(word);
        }
        let at = memchr::memrchr(b'@', email).unwrap_or(email.len());
        self.email.clear();
        self.email.extend_from_slice(&email[..at]);
        self.domain.clear();
        self.domain
            .extend_from_slice(email.get(at + 1..).unwrap_or_default());
        self.unique_id.clear();
        self.unique_id.extend_from_slice(unique_id);
    }

    fn part(&self, part: Part) -> &[u8] {
        match part {
            Part::Name => &self.name,
            Part::Email => &self.email,
            Part::UniqueId => &self.unique_id,
        }
    }

    /// How far the part of somebody is from the one that is sought; none where it is not near.
    fn distance(&self, part: Part, other: &Self) -> Option<usize> {
        let (sought, found) = (self.part(part), other.part(part));
        if sought.is_empty() || found.is_empty() || sought.len() > LONGEST {
            return None;
        }
        let most = part.edits(sought.len());
        let apart = edits_between(sought, found, most)?;
        let elsewhere = part == Part::Email && self.domain != other.domain;
        Some(apart + usize::from(elsewhere)).filter(|apart| *apart <= most.max(1))
    }

    /// How near somebody is, smaller is nearer: the more parts are near the better, then the fewer edits.
    fn nearness(&self, other: &Self) -> Option<usize> {
        let near: Vec<usize> = PARTS
            .iter()
            .filter_map(|part| self.distance(*part, other))
            .collect();
        let apart: usize = near.iter().sum();
        (!near.is_empty()).then(|| (PARTS.len() - near.len()) * 8 + apart)
    }
}

/// How many letters must be put in, left out, changed or swapped with the next to make one text of the other; none where
/// those are more than `most`.
fn edits_between(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = Vec::with_capacity(other.len() + 1);
        line.push(row + 1);
        for (column, its) in other.iter().enumerate() {
            let changed = above[column] + usize::from(letter != its);
            let mut least = changed.min(above[column + 1] + 1).min(line[column] + 1);
            let is_swapped =
                row > 0 && column > 0 && one[row - 1] == *its && *letter == other[column - 1];
            if is_swapped {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        if line.iter().all(|edits| *edits > most) {
            return None;
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().filter(|edits| *edits <= most)
}

/// Gives the hash of every text that is left of one when at most so many of its letters are left out.
fn each_rest(text: &[u8], part: Part, edits: usize, give: &mut impl FnMut(u64)) {
    if text.is_empty() || text.len() > LONGEST {
        return;
    }
    let length = text.len();
    let mut powers = [1_u64; LONGEST + 1];
    let mut sums = [0_u64; LONGEST + 1];
    for (place, byte) in text.iter().enumerate() {
        powers[place + 1] = powers[place].wrapping_mul(BASE);
        let letter = u64::from(*byte) + 1;
        sums[place + 1] = sums[place].wrapping_mul(BASE).wrapping_add(letter);
    }
    // What a piece of the text comes to, put behind what stands before it.
    let behind = |before: u64, from: usize, to: usize| {
        let piece = sums[to].wrapping_sub(sums[from].wrapping_mul(powers[to - from]));
        before.wrapping_mul(powers[to - from]).wrapping_add(piece)
    };
    let mut give = |sum: u64| {
        let mixed = (sum ^ part.seed()).wrapping_mul(BASE);
        give((mixed ^ (mixed >> 32)).wrapping_mul(BASE));
    };
    give(sums[length]);
    if edits == 0 {
        return;
    }
    for (first, before) in sums[..length].iter().enumerate() {
        give(behind(*before, first + 1, length));
        if edits > 1 {
            for second in first + 1..length {
                let middle = behind(*before, first + 1, second);
                give(behind(middle, second + 1, length));
            }
        }
    }
}

/// The texts that are sought, found by the hashes of what can be left of them.
struct Index {
    texts: Vec<Texts>,
    /// Hashes in order, each with whose it is.
    hashes: Vec<(u64, u32)>,
    /// A bit for each beginning of a hash that is there: nearly all that is asked for is not.
    beginnings: Vec<u64>,
    shift: u32,
}

impl Index {
    fn of(sought: &[Sought]) -> Self {
        let texts: Vec<Texts> = sought.iter().map(Texts::of).collect();
        let mut hashes = Vec::new();
        for (own, number) in texts.iter().zip(0..) {
            for part in PARTS {
                let text = own.part(part);
                each_rest(text, part, part.edits(text.len()), &mut |hash| {
                    hashes.push((hash, number));
                });
            }
        }
        hashes.sort_unstable();
        hashes.dedup();
        let bits = (hashes.len() * 16)
            .next_power_of_two()
            .clamp(1 << 12, 1 << 26);
        let mut index = Self {
            texts,
            hashes,
            beginnings: vec![0; bits / 64],
            shift: 64 - bits.trailing_zeros(),
        };
        for (hash, _) in &index.hashes {
            let bit = hash >> index.shift;
            if let Ok(word) = usize::try_from(bit / 64) {
                index.beginnings[word] |= 1 << (bit % 64);
            }
        }
        index
    }

    /// Notes whose hash one is.
    fn ask(&self, hash: u64, hits: &mut Vec<u32>) {
        let bit = hash >> self.shift;
        let word = usize::try_from(bit / 64).map(|word| self.beginnings[word]);
        if word.is_ok_and(|word| word >> (bit % 64) & 1 == 0) {
            return;
        }
        let from = self.hashes.partition_point(|(known, _)| *known < hash);
        let same = self.hashes[from..]
            .iter()
            .take_while(|(known, _)| *known == hash);
        hits.extend(same.map(|(_, number)| *number));
    }

    /// Who of a range of slots is near to what is sought.
    fn among(&self, rows: &Rows, slots: Range<usize>) -> Vec<Found> {
        let mut found = vec![Found::default(); self.texts.len()];
        let mut texts = Texts::default();
        let mut hits = Vec::new();
        for slot in slots {
            let slot = u32::try_from(slot).unwrap_or(u32::MAX);
            if !rows.is_alive(slot) {
                continue;
            }
            let field = |column| rows.field(slot, column);
            texts.take(
                field(UserColumn::Name),
                field(UserColumn::Email),
                field(UserColumn::UniqueId),
            );
            hits.clear();
            for part in PARTS {
                let text = texts.part(part);
                // A text may be near to one that is longer and so may be further away.
                let edits = part.edits(text.len() + 2);
                each_rest(text, part, edits, &mut |hash| self.ask(hash, &mut hits));
            }
            hits.sort_unstable();
            hits.dedup();
            for number in hits.iter().map(|number| *number as usize) {
                if let Some(nearness) = self.texts[number].nearness(&texts) {
                    found[number].add(nearness, rows.id(slot));
                }
            }
        }
        found
    }
}

/// Who is near to one who is sought.
#[derive(Debug, Clone, Default)]
struct Found {
    nearest: Vec<(usize, UserId)>,
    total: u64,
}

impl Found {
    fn add(&mut self, nearness: usize, user: UserId) {
        self.total += 1;
        self.keep((nearness, user));
    }

    fn keep(&mut self, one: (usize, UserId)) {
        let at = self.nearest.partition_point(|kept| *kept < one);
        if at < NAMED {
            self.nearest.insert(at, one);
            self.nearest.truncate(NAMED);
        }
    }

    fn join(&mut self, other: Self) {
        self.total += other.total;
        for one in other.nearest {
            self.keep(one);
        }
    }
}

impl Directory {
    /// Who is near to each of those that are sought, in their order.
    pub fn nearest(&self, sought: &[Sought]) -> Vec<Nearby> {
        let index = Index::of(sought);
        let rows = &self.rows;
        let available = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = available.min(THREADS).min(rows.len() / ALONE + 1);
        let part = rows.len().div_ceil(threads);
        let parts =
            (0..threads).map(|n| (n * part).min(rows.len())..((n + 1) * part).min(rows.len()));
        let found = std::thread::scope(|scope| {
            let threads: Vec<_> = parts
                .map(|slots| scope.spawn(|| index.among(rows, slots)))
                .collect();
            let mut found = vec![Found::default(); sought.len()];
            for thread in threads {
                match thread.join() {
                    Ok(part) => found
                        .iter_mut()
                        .zip(part)
                        .for_each(|(one, other)| one.join(other)),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            found
        });
        let nearby = |found: Found| Nearby {
            users: found.nearest.into_iter().map(|(_, user)| user).collect(),
            total: found.total,
        };
        found.into_iter().map(nearby).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::service::directory::DirectoryRow;

    fn directory(people: &[(&str, &str, &str, &str)]) -> Directory {
        let mut builder = Directory::builder();
        for (number, (first_name, last_name, email, unique_id)) in (1..).zip(people) {
            builder.push(&DirectoryRow {
                id: number,
                first_name,
                last_name,
                email,
                unique_id,
                license: 0,
                connected: false,
                on_hold: false,
                last_active: None,
                invited_at: None,
                groups: &[],
                attributes: &std::collections::BTreeMap::new(),
            });
        }
        builder.finish()
    }

    fn sought(name: &str, email: &str, unique_id: &str) -> Sought {
        Sought {
            name: name.to_owned(),
            email: email.to_owned(),
            unique_id: unique_id.to_owned(),
        }
    }

    const PEOPLE: [(&str, &str, &str, &str); 6] = [
        (
            "Siti",
            "Nurhaliza",
            "siti.nurhaliza@enigma.example",
            "E-1042",
        ),
        ("Siti", "Nurhalisa", "siti.n@enigma.example", "E-2000"),
        ("Jürgen", "Groß", "juergen.gross@enigma.example", "E-3000"),
        ("Budi", "Santoso", "", "K-7"),
        ("", "", "dewi@enigma.example", ""),
        ("Ann", "Lee", "ann@enigma.example", "A1"),
    ];

    #[test]
    fn a_letter_or_two_more_less_other_or_swapped_is_near() {
        let directory = directory(&PEOPLE);
        let near = |name, email, id| {
            let found = directory.nearest(&[sought(name, email, id)]).remove(0);
            let users: Vec<i64> = found.users.iter().map(|user| user.0).collect();
            assert_eq!(found.total, users.len() as u64);
            users
        };
        assert_eq!(near("", "siti.nurhalzia@enigma.example", ""), [1]);
        assert_eq!(
            near("", "siti.nurhaliza@enigma.test", ""),
            [1],
            "an address elsewhere"
        );
        assert_eq!(near("", "", "e-1024"), [1], "two digits swapped");
        assert_eq!(near("", "", "e-1422"), [] as [i64; 0]);
        assert_eq!(near("nurhaliza, SITI", "", ""), [1, 2], "the surname first");
        assert_eq!(near("Jurgen Gros", "", ""), [3], "accents are folded");
        assert_eq!(near("Budi Santosa", "", ""), [4]);
        assert_eq!(near("", "dwei@enigma.example", ""), [5]);
        assert_eq!(
            near("", "", "A2"),
            [] as [i64; 0],
            "short texts must be the same"
        );
        assert_eq!(near("", "", "a1"), [6]);
        assert_eq!(near("", "", ""), [] as [i64; 0]);
        // Whoever is near by more than one of the three comes first.
        assert_eq!(
            near("Siti Nurhalisa", "siti.nurhaliza@enigma.example", "E-1043"),
            [1, 2]
        );
    }

    #[test]
    fn of_many_the_nearest_are_named_and_all_are_counted() {
        let people = [("Budi", "Santoso", "", ""); 40];
        let found = directory(&people).nearest(&[sought("Budi Santoso", "", "")]);
        let expected = Nearby {
            users: vec![UserId(1), UserId(2), UserId(3)],
            total: 40,
        };
        assert_eq!(found, [expected]);
    }

    proptest! {
        #[test]
        fn everybody_within_the_distance_is_found(
            known in proptest::collection::vec("[ab]{1,10}", 1..30),
            wanted in "[ab]{1,10}",
        ) {
            let people: Vec<_> = known.iter().map(|id| ("", "", id.as_str(), id.as_str())).collect();
            let found = directory(&people).nearest(&[sought("", &wanted, "")]);
            let most = Part::Email.edits(wanted.len());
            let near = |id: &&String| edits_between(wanted.as_bytes(), id.as_bytes(), most).is_some();
            prop_assert_eq!(found[0].total, known.iter().filter(near).count() as u64);
        }

        #[test]
        fn an_edit_is_one_edit(text in "[a-c]{1,12}", at in 0_usize..12, letter in b'a'..b'd') {
            let at = at.min(text.len() - 1);
            let bytes = text.as_bytes();
            let mut shorter = bytes.to_vec();
            shorter.remove(at);
            prop_assert_eq!(edits_between(bytes, &shorter, 2), Some(1));
            let mut longer = bytes.to_vec();
            longer.insert(at, letter);
            prop_assert_eq!(edits_between(bytes, &longer, 2), Some(1));
            let mut swapped = bytes.to_vec();
            if at > 0 {
                swapped.swap(at - 1, at);
            }
            let wanted = usize::from(swapped != bytes);
            prop_assert_eq!(edits_between(bytes, &swapped, 2), Some(wanted));
            prop_assert_eq!(edits_between(bytes, bytes, 0), Some(0));
        }
    }
}
