//! A disk that loses its power: what was recorded of a program's work, and what of it may lie on the disk afterwards.
//!
//! Only what was synced is certain. Bytes are when their file was synced after them; a name when its folder was. Of the
//! rest anything may be there: none, all, names without bytes, bytes without names, a part in another order, a write
//! torn between two sectors. Names of one folder come in their order, as every journal of a file system keeps them.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// A file or a folder of a recording.
pub type Id = usize;

const SECTOR: usize = 512;

/// One thing that happened, in order.
#[derive(Debug, Clone)]
pub enum Happened {
    /// Names were given or taken, all at once: folder, name, what it names now.
    Names(Vec<(Id, String, Option<Id>)>),
    /// Bytes were written into a file.
    Bytes(Id, usize, Vec<u8>),
    /// A file was cut or stretched.
    Length(Id, usize),
    /// A file or folder was synced.
    Synced(Id),
    /// A command of the scene ended, and with it what it said is promised.
    Ended,
}

/// What may have reached the disk beside what was synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nothing.
    Nothing,
    /// Everything.
    Everything,
    /// Every name and no byte.
    Names,
    /// Every byte and no name.
    Bytes,
    /// Any of the writes, and of each folder the first of its names.
    Some,
    /// Most of the writes, the last of them torn.
    Torn,
}

/// Names and bytes of a whole folder.
#[derive(Debug, Clone, Default)]
struct Tree {
    names: BTreeMap<Id, BTreeMap<String, Id>>,
    bytes: BTreeMap<Id, Vec<u8>>,
}

/// What a scene did to the disk.
#[derive(Debug, Clone, Default)]
pub struct Recording {
    before: Tree,
    pub happened: Vec<Happened>,
    /// The first name of each file.
    pub first_names: BTreeMap<Id, String>,
}

/// What lies on a disk: every folder, and every file with its bytes, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Image {
    pub folders: BTreeSet<PathBuf>,
    pub files: BTreeMap<PathBuf, Vec<u8>>,
}

/// Numbers that look like chance, the same for the same beginning.
pub struct Chance(u64);

impl Chance {
    pub fn beginning(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    /// A number below another one.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end.max(1)
    }
}

impl Tree {
    /// What stands at a path, by the names as they are.
    fn at(&self, path: &str) -> Option<Id> {
        let mut here = 0;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            here = *self.names.get(&here)?.get(part)?;
        }
        Some(here)
    }

    /// The folder of a path and its last name.
    fn place(&self, path: &str) -> Option<(Id, String)> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        Some((self.at(folder)?, name.to_owned()))
    }

    fn apply(&mut self, what: &Happened) {
        match what {
            Happened::Names(changes) => {
                for (folder, name, now) in changes {
                    let names = self.names.entry(*folder).or_default();
                    match now {
                        Some(id) => names.insert(name.clone(), *id),
                        None => names.remove(name),
                    };
                }
            }
            Happened::Bytes(id, offset, bytes) => {
                let there = self.bytes.entry(*id).or_default();
                if there.len() < offset + bytes.len() {
                    there.resize(offset + bytes.len(), 0);
                }
                there[*offset..offset + bytes.len()].copy_from_slice(bytes);
            }
            Happened::Length(id, length) => {
                self.bytes.entry(*id).or_default().resize(*length, 0);
            }
            Happened::Synced(_) | Happened::Ended => {}
        }
    }

    fn image(&self) -> Image {
        let mut image = Image::default();
        self.collect(0, Path::new(""), &mut image);
        image
    }

    fn collect(&self, folder: Id, path: &Path, image: &mut Image) {
        for (name, id) in self.names.get(&folder).into_iter().flatten() {
            let path = path.join(name);
            if self.names.contains_key(id) {
                image.folders.insert(path.clone());
                self.collect(*id, &path, image);
            } else if !name.ends_with("-shm") {
                // Shared memory goes with the power.
                let bytes = self.bytes.get(id).cloned().unwrap_or_default();
                image.files.insert(path, bytes);
            }
        }
    }
}

impl Image {
    /// Puts it into an empty folder.
    pub fn lay_out(&self, folder: &Path) {
        for path in &self.folders {
            crate::ground::private_folders(&folder.join(path));
        }
        for (path, bytes) in &self.files {
            crate::ground::write_private(&folder.join(path), bytes);
        }
    }
}

/// Reads the log of a recording as it comes.
struct Reader {
    recording: Recording,
    live: Tree,
    by_number: BTreeMap<u64, Id>,
    next: Id,
}

impl Recording {
    /// Begins a recording of a folder as it is now: everything in it lies safe on the disk.
    pub fn numbers(folder: &Path) -> Vec<(String, u64)> {
        let mut found = vec![(String::new(), std::fs::metadata(folder).unwrap().ino())];
        let mut folders = vec![folder.to_owned()];
        while let Some(inside) = folders.pop() {
            for entry in std::fs::read_dir(inside).unwrap().flatten() {
                let path = entry.path();
                let below = path.strip_prefix(folder).unwrap();
                found.push((
                    below.to_str().unwrap().to_owned(),
                    entry.metadata().unwrap().ino(),
                ));
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        // A folder comes before what is in it.
        found.sort();
        found
    }

    /// Reads a recording: what was there before, with its numbers, and the log. Zero bytes alone mark the end of a call.
    pub fn read(before: &Path, numbers: &[(String, u64)], log: &[u8]) -> Self {
        let mut reader = Reader {
            recording: Self::default(),
            live: Tree::default(),
            by_number: BTreeMap::new(),
            next: 0,
        };
        for (path, number) in numbers {
            let id = reader.new_id(*number, path);
            if let Some((folder, name)) = reader.live.place(path).filter(|_| id > 0) {
                reader
                    .live
                    .names
                    .entry(folder)
                    .or_default()
                    .insert(name, id);
            }
            let path = before.join(path);
            if path.is_dir() {
                reader.live.names.entry(id).or_default();
            } else {
                reader.live.bytes.insert(id, std::fs::read(path).unwrap());
            }
        }
        reader.recording.before = reader.live.clone();
        let mut rest = log;
        while !rest.is_empty() {
            rest = reader.read_one(rest);
        }
        reader.recording
    }

    /// Where calls ended.
    pub fn ends(&self) -> Vec<usize> {
        let ends = self.happened.iter().enumerate();
        let ends = ends.filter(|(_, what)| matches!(what, Happened::Ended));
        ends.map(|(at, _)| at + 1).collect()
    }

    /// What is on the disk when everything up to a place has reached it.
    pub fn whole(&self, until: usize) -> Image {
        let mut tree = self.before.clone();
        for what in &self.happened[..until] {
            tree.apply(what);
        }
        tree.image()
    }

    /// What may be on the disk when the power goes at a place.
    pub fn cut(&self, until: usize, fate: Fate, chance: &mut Chance) -> Image {
        let happened = &self.happened[..until];
        let synced = is_synced(happened);
        let last_write = happened.iter().zip(&synced).rposition(|(what, synced)| {
            !synced && matches!(what, Happened::Bytes(_, _, bytes) if bytes.len() > 1)
        });
        let mut closed = BTreeSet::new();
        let mut tree = self.before.clone();
        for (at, what) in happened.iter().enumerate() {
            let is_last_write = Some(at) == last_write;
            let reached = synced[at] || reaches(what, fate, is_last_write, chance);
            if let Happened::Names(changes) = what {
                let is_behind = changes.iter().any(|(folder, ..)| closed.contains(folder));
                if !synced[at] && (!reached || is_behind) {
                    closed.extend(changes.iter().map(|(folder, ..)| *folder));
                    continue;
                }
            }
            if !reached {
                continue;
            }
            match what {
                Happened::Bytes(id, offset, bytes) if fate == Fate::Torn && is_last_write => {
                    for (offset, bytes) in torn(*offset, bytes, chance) {
                        tree.apply(&Happened::Bytes(*id, offset, bytes));
                    }
                }
                what => tree.apply(what),
            }
        }
        tree.image()
    }

    /// The same without any sync of what a name belongs to: as a program would leave it that forgot it.
    pub fn without_sync(&self, of: impl Fn(&str) -> bool) -> Self {
        let mut other = self.clone();
        let forgotten = |id: &Id| self.first_names.get(id).is_some_and(|name| of(name));
        other
            .happened
            .retain(|what| !matches!(what, Happened::Synced(id) if forgotten(id)));
        other
    }
}

/// Whether something that was not synced reached the disk all the same.
fn reaches(what: &Happened, fate: Fate, is_last_write: bool, chance: &mut Chance) -> bool {
    let is_name = matches!(what, Happened::Names(_));
    match fate {
        Fate::Nothing => false,
        Fate::Everything => true,
        Fate::Names => is_name,
        Fate::Bytes => !is_name,
        Fate::Some | Fate::Torn if is_name => chance.below(4) > 0,
        Fate::Some => chance.below(2) > 0,
        Fate::Torn => is_last_write || chance.below(8) > 0,
    }
}

/// Which of all that happened is certain to be on the disk.
fn is_synced(happened: &[Happened]) -> Vec<bool> {
    let mut synced_later = BTreeSet::new();
    let mut synced = vec![false; happened.len()];
    for (at, what) in happened.iter().enumerate().rev() {
        synced[at] = match what {
            Happened::Synced(id) => {
                synced_later.insert(*id);
                true
            }
            Happened::Ended => true,
            Happened::Bytes(id, ..) | Happened::Length(id, _) => synced_later.contains(id),
            Happened::Names(changes) => changes
                .iter()
                .any(|(folder, ..)| synced_later.contains(folder)),
        };
    }
    synced
}

/// A write of which some sectors reached the disk, not all.
fn torn(offset: usize, bytes: &[u8], chance: &mut Chance) -> Vec<(usize, Vec<u8>)> {
    if bytes.len() <= SECTOR {
        let length = usize::try_from(chance.below(bytes.len() as u64)).unwrap();
        return vec![(offset, bytes[..length].to_vec())];
    }
    let sectors = bytes.chunks(SECTOR).enumerate();
    let kept = sectors.filter(|_| chance.below(2) > 0);
    kept.map(|(number, bytes)| (offset + number * SECTOR, bytes.to_vec()))
        .collect()
}

impl Reader {
    fn new_id(&mut self, number: u64, path: &str) -> Id {
        let id = self.next;
        self.next += 1;
        self.by_number.insert(number, id);
        self.recording.first_names.insert(id, path.to_owned());
        id
    }

    fn happens(&mut self, what: Happened) {
        self.live.apply(&what);
        self.recording.happened.push(what);
    }

    fn named(&mut self, changes: &[(&str, Option<Id>)]) {
        let changes = changes.iter().map(|(path, now)| {
            let place = self.live.place(path);
            let (folder, name) = place.unwrap_or_else(|| panic!("no folder for {path}"));
            (folder, name, *now)
        });
        let changes = Happened::Names(changes.collect());
        self.happens(changes);
    }

    /// Reads one record and answers the rest.
    fn read_one<'l>(&mut self, records: &'l [u8]) -> &'l [u8] {
        if records[0] == 0 {
            self.happens(Happened::Ended);
            return &records[1..];
        }
        let long = |at: usize| u64::from_le_bytes(records[at..at + 8].try_into().unwrap());
        let short =
            |at: usize| u32::from_le_bytes(records[at..at + 4].try_into().unwrap()) as usize;
        let (number, value) = (long(1), usize::try_from(long(9)).unwrap());
        let (first, rest) = records[25..].split_at(short(17));
        let (second, rest) = rest.split_at(short(21));
        let text = |bytes: &[u8]| {
            let path = std::str::from_utf8(bytes).unwrap();
            let parts: Vec<&str> = path.split('/').filter(|part| *part != ".").collect();
            parts.join("/")
        };
        match records[0] {
            1 | 8 => {
                let path = text(first);
                let id = self.new_id(number, &path);
                if records[0] == 8 {
                    self.live.names.entry(id).or_default();
                    self.recording.before.names.entry(id).or_default();
                }
                self.named(&[(&path, Some(id))]);
            }
            kind @ (2..=4) => {
                // A file that never had a name is nobody's.
                if let Some(id) = self.by_number.get(&number).copied() {
                    self.happens(match kind {
                        2 => Happened::Bytes(id, value, first.to_vec()),
                        3 => Happened::Length(id, value),
                        _ => Happened::Synced(id),
                    });
                }
            }
            kind @ (5 | 6) => {
                let (from, to) = (text(first), text(second));
                let id = self.live.at(&from);
                let gone = (kind == 5).then_some((from.as_str(), None));
                let changes: Vec<_> = gone.into_iter().chain([(to.as_str(), id)]).collect();
                self.named(&changes);
            }
            7 => self.named(&[(&text(first), None)]),
            other => panic!("no record is of the kind {other}"),
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FATES: [Fate; 6] = [
        Fate::Nothing,
        Fate::Everything,
        Fate::Names,
        Fate::Bytes,
        Fate::Some,
        Fate::Torn,
    ];

    /// A folder (0) with a file (1) of eight bytes, and a new file (2) that takes its name.
    fn renamed(syncs: &[Id]) -> Recording {
        let mut recording = Recording::default();
        recording
            .before
            .names
            .insert(0, BTreeMap::from([("a".to_owned(), 1)]));
        recording.before.bytes.insert(1, b"old text".to_vec());
        let mut happened = vec![
            Happened::Names(vec![(0, "b".to_owned(), Some(2))]),
            Happened::Bytes(2, 0, b"new text".to_vec()),
        ];
        happened.extend(
            syncs
                .iter()
                .filter(|id| **id == 2)
                .map(|id| Happened::Synced(*id)),
        );
        happened.push(Happened::Names(vec![
            (0, "b".to_owned(), None),
            (0, "a".to_owned(), Some(2)),
        ]));
        happened.extend(
            syncs
                .iter()
                .filter(|id| **id == 0)
                .map(|id| Happened::Synced(*id)),
        );
        recording.happened = happened;
        recording
    }

    fn ends(recording: &Recording) -> BTreeSet<Vec<u8>> {
        let until = recording.happened.len();
        let cuts = FATES.iter().flat_map(|fate| {
            (0..40).map(move |seed| recording.cut(until, *fate, &mut Chance::beginning(seed + 1)))
        });
        cuts.map(|image| image.files[Path::new("a")].clone())
            .collect()
    }

    #[test]
    fn what_was_synced_with_its_folder_is_all_there_is() {
        assert_eq!(
            ends(&renamed(&[2, 0])),
            BTreeSet::from([b"new text".to_vec()])
        );
    }

    #[test]
    fn a_name_without_a_sync_of_its_folder_may_be_the_old_one() {
        let found = ends(&renamed(&[2]));
        assert_eq!(
            found,
            [b"old text", b"new text"].map(|text| text.to_vec()).into()
        );
    }

    #[test]
    fn a_file_without_a_sync_may_be_empty_or_torn_under_its_new_name() {
        let found = ends(&renamed(&[0]));
        assert!(found.contains(&Vec::new()), "{found:?}");
        assert!(found.contains(b"new text".as_slice()), "{found:?}");
        assert!(found.len() > 3, "{found:?}");
        assert!(!found.contains(b"old text".as_slice()), "{found:?}");
    }
}
