//! The erasure journal: what was erased, kept outside the database so that no older copy of it can bring anybody back.
//!
//! The file (mode 0600) is append-only and holds keyed hashes and numbers, never an identifier. Each frame is synced
//! before the transaction that it tells of commits, so a database may be behind the journal but never ahead of it.
//! Opening reads the whole file once and checks every mark. What a crash left half written at the end is recognised
//! as a torn tail; anything else that does not check is damage, and the number of the frame says where.
//!
//! ```text
//! header: magic 8 · version u32 · key id u64 · mark 16 · check 8
//! frame:  magic 4 · length u32 · number u64 · kind u8 · payload · own mark 8 · chain mark 16      (little endian)
//! ```
//!
//! `length` counts number, kind and payload. The own mark is keyed and covers exactly those; by it a valid frame is
//! found again behind a damaged one. The chain mark covers the previous chain mark and the frame, so that frames cannot
//! be dropped, exchanged, or brought in from elsewhere. Frames cut off at the end leave a valid journal: compare
//! [`Journal::last_number`] and [`Journal::head`] with what the database knows.

mod frame;
#[cfg(test)]
mod tests;
mod walk;

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

pub use frame::{Erased, Erasure, Frame, PassedOver};

use self::walk::{Part, Walk, first, marks, valid_frame_in};
use crate::durable;
use crate::error::{Error, SideFile, Trouble};

/// A mark of the chain.
pub type Mark = [u8; 16];

/// Largest frame body in bytes; more than 700,000 rows.
const MAX_BODY: usize = 32 << 20;
const MAGIC: [u8; 8] = *b"OFFBERAS";
const FRAME_MAGIC: [u8; 4] = [0xE5, b'f', b'r', 0xA6];
const VERSION: u32 = 1;
const HEADER_BYTES: usize = 44;
/// Magic and length before a frame's body.
const LEAD: usize = 8;
/// Number and kind at the beginning of a body.
const BODY_LEAD: usize = 9;
/// Own mark and chain mark after a frame's body.
const TRAIL: usize = 24;
/// How far apart the places are from which reading can begin.
const PLACE_EVERY: u64 = 256 << 10;

/// What is wrong with a journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalFault {
    /// It was begun with another key.
    #[error("the erasure journal belongs to another key")]
    WrongKey,
    /// The frame of this number is damaged, missing or out of order; 0 is the header.
    #[error("the erasure journal is damaged at entry {0}")]
    Damaged(u64),
    /// It was made by a newer version.
    #[error("the erasure journal was made by a newer version ({0})")]
    NewerFormat(u32),
    /// There is something else than a regular file at its path.
    #[error("the erasure journal is not a regular file")]
    NotAFile,
    /// Something half written stands at its end; nothing can be appended before the tail is repaired.
    #[error("the erasure journal has a torn end after entry {0}")]
    TornTail(u64),
    /// There is none although there was one, and nobody who may has begun a new one.
    #[error("the erasure journal is missing: an act of a full admin begins a new one")]
    Lost,
    /// The file was removed or replaced while it was open.
    #[error("the erasure journal was removed or replaced while in use")]
    Replaced,
    /// Reading or writing failed.
    #[error("the erasure journal: {0}")]
    Io(#[from] io::Error),
}

impl JournalFault {
    /// Puts it into the words of the doors.
    pub fn into_error(self, path: &Path) -> Error {
        match self {
            Self::Io(error) => Error::from_io(&error, path),
            Self::NotAFile => Trouble::NotAFile(path.to_owned()).into(),
            other => SideFile::Journal.damaged(path, other.to_string()),
        }
    }
}

/// A result of the journal.
pub type Result<T> = std::result::Result<T, JournalFault>;

/// An open erasure journal.
///
/// Several processes may have it open. Whoever appends or repairs holds the database's write lock.
#[derive(Debug)]
pub struct Journal {
    /// None where there is none.
    file: Option<File>,
    path: PathBuf,
    key: [u8; 32],
    header: Header,
    created: bool,
    /// Whether the database says that there was one: it is not begun in passing.
    lost: bool,
    /// Where the chain stands after the last valid frame.
    end: Border,
    torn: u64,
    leased: i64,
    places: Vec<Border>,
}

/// A frame border: where the next frame begins and what it continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Border {
    offset: u64,
    number: u64,
    mark: Mark,
}

impl Journal {
    /// Opens the journal at a path and checks all of it; one that is absent is begun.
    pub fn open(path: &Path, key: &[u8; 32], key_id: u64) -> Result<Self> {
        let mut journal = Self::find(path, key, key_id)?;
        if journal.file.is_none() {
            journal.begin()?;
        }
        Ok(journal)
    }

    /// Opens the journal at a path and checks all of it. One that is absent is not begun: it is empty until it has its first
    /// entry.
    pub fn find(path: &Path, key: &[u8; 32], key_id: u64) -> Result<Self> {
        let key = blake3::derive_key("offboard 2026 erasure journal", key);
        let header = Header::of(&key, key_id);
        let start = Border {
            offset: HEADER_BYTES as u64,
            number: 0,
            mark: header.mark,
        };
        let mut journal = Self {
            file: None,
            path: path.to_owned(),
            key,
            header,
            created: false,
            lost: false,
            end: start,
            torn: 0,
            leased: 0,
            places: vec![start],
        };
        journal.look()?;
        Ok(journal)
    }

    /// Opens the file where there is one.
    fn look(&mut self) -> Result<()> {
        match std::fs::symlink_metadata(&self.path) {
            Ok(found) if !found.is_file() => Err(JournalFault::NotAFile),
            Ok(_) => self.begin(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens the file; where it has no whole header, it gets one.
    fn begin(&mut self) -> Result<()> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let file = options.mode(0o600).open(&self.path)?;
        self.created = begin_if_empty(&file, &self.path, &self.header)?;
        self.header.check(&file)?;
        self.file = Some(file);
        self.read_on()
    }

    /// Notes whether the database says that there were entries where there are none: then nothing is appended.
    pub const fn note_lost(&mut self, lost: bool) {
        self.lost = lost;
    }

    /// Whether it is lost and nobody has begun a new one.
    pub const fn is_lost(&self) -> bool {
        self.lost
    }

    /// The file, where there is one.
    fn opened(&self) -> Result<&File> {
        self.file.as_ref().ok_or(JournalFault::Lost)
    }

    /// Whether opening began it: there was none, or nothing but the beginning of a header.
    pub const fn was_created(&self) -> bool {
        self.created
    }

    /// Number of the last frame; 0 when there is none.
    pub const fn last_number(&self) -> u64 {
        self.end.number
    }

    /// Chain mark of the last frame: two journals with the same number and head are the same up to there.
    pub const fn head(&self) -> Mark {
        self.end.mark
    }

    /// Chain mark behind the entry of a number; none when the journal does not reach so far.
    pub fn mark_at(&self, number: u64) -> Result<Option<Mark>> {
        if number > self.end.number {
            return Ok(None);
        }
        let at_or_before = self.places.partition_point(|place| place.number <= number);
        let from = self.places[at_or_before.saturating_sub(1)];
        if number == from.number {
            return Ok(Some(from.mark));
        }
        let mut walk = Walk::new(self.opened()?, &self.key, from, self.end.offset);
        while walk.place.number < number {
            if !walk.next()? {
                return Err(JournalFault::Damaged(walk.place.number + 1));
            }
        }
        Ok(Some(walk.place.mark))
    }

    /// Largest user id of any lease seen; 0 when there is none.
    pub const fn ids_leased(&self) -> i64 {
        self.leased
    }

    /// Bytes that stand behind the last valid frame and are none; 0 for a whole journal.
    pub const fn torn_tail(&self) -> u64 {
        self.torn
    }

    /// Reads what other processes appended since. The caller holds the database's write lock.
    pub fn refresh(&mut self) -> Result<()> {
        let Some(file) = &self.file else {
            return self.look();
        };
        let here = file.metadata()?;
        let there = std::fs::metadata(&self.path).map_err(|_| JournalFault::Replaced)?;
        if (here.dev(), here.ino()) != (there.dev(), there.ino()) {
            return Err(JournalFault::Replaced);
        }
        if here.len() < self.end.offset {
            return Err(JournalFault::Damaged(self.end.number));
        }
        if here.len() == self.end.offset {
            self.torn = 0;
            return Ok(());
        }
        self.read_on()
    }

    /// Cuts a torn tail off; answers how many bytes. The caller holds the database's write lock.
    pub fn repair_tail(&mut self) -> Result<u64> {
        self.refresh()?;
        let torn = std::mem::take(&mut self.torn);
        if torn > 0 {
            let file = self.opened()?;
            file.set_len(self.end.offset)?;
            file.sync_all()?;
        }
        Ok(torn)
    }

    /// Appends a frame, waits until it is on the disk, and answers its number. The caller holds the database's write
    /// lock and commits only after this. A frame that could not be written whole is taken back.
    pub fn append(&mut self, frame: &Frame) -> Result<u64> {
        self.refresh()?;
        if self.lost {
            return Err(JournalFault::Lost);
        }
        if self.torn > 0 {
            return Err(JournalFault::TornTail(self.end.number));
        }
        if self.file.is_none() {
            self.begin()?;
        }
        let (bytes, next) = self.encode(frame)?;
        let file = self.opened()?;
        let written = file
            .write_all_at(&bytes, self.end.offset)
            .and_then(|()| file.sync_data());
        if let Err(error) = written {
            // Whatever of it reached the file would be a torn tail, or worse a frame that nobody believes written.
            file.set_len(self.end.offset).ok();
            file.sync_data().ok();
            return Err(error.into());
        }
        self.pass(next);
        self.note_lease(frame);
        Ok(next.number)
    }

    /// Reads the frames after a number, one at a time, checking every mark again.
    pub fn frames_after(&self, number: u64) -> Frames<'_> {
        let at_or_before = self.places.partition_point(|place| place.number <= number);
        let from = self.places[at_or_before.saturating_sub(1)];
        let walk = |file| Walk::new(file, &self.key, from, self.end.offset);
        Frames {
            walk: self.file.as_ref().map(walk),
            after: number,
            mark: from.mark,
            failed: false,
        }
    }

    fn encode(&self, frame: &Frame) -> Result<(Vec<u8>, Border)> {
        let number = self.end.number + 1;
        let mut bytes = Vec::with_capacity(128);
        bytes.extend(FRAME_MAGIC);
        bytes.extend([0; 4]);
        bytes.extend(number.to_le_bytes());
        bytes.push(frame.kind());
        frame.encode(&mut bytes);
        let length = bytes.len() - LEAD;
        let told = u32::try_from(length).ok().filter(|_| length <= MAX_BODY);
        let told = told.ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
        bytes[4..LEAD].copy_from_slice(&told.to_le_bytes());
        let (own, mark) = marks(&self.key, &self.end.mark, &bytes[LEAD..]);
        bytes.extend(own);
        bytes.extend(mark);
        let offset = self.end.offset + bytes.len() as u64;
        let next = Border {
            offset,
            number,
            mark,
        };
        Ok((bytes, next))
    }

    /// Checks what stands behind the known end and moves the end there.
    fn read_on(&mut self) -> Result<()> {
        let file = self.opened()?.try_clone()?;
        let length = file.metadata()?.len();
        let key = self.key;
        let mut walk = Walk::new(&file, &key, self.end, length);
        self.torn = 0;
        while walk.place.offset < length {
            if walk.next()? {
                if let Some(frame @ Frame::Lease { .. }) = walk.small_frame() {
                    self.note_lease(&frame);
                }
                self.pass(walk.place);
                continue;
            }
            if valid_frame_in(&file, &key, walk.place, length)? {
                return Err(JournalFault::Damaged(walk.place.number + 1));
            }
            self.torn = length - walk.place.offset;
            break;
        }
        Ok(())
    }

    fn pass(&mut self, place: Border) {
        self.end = place;
        let last = self.places.last().map_or(0, |place| place.offset);
        if place.offset >= last + PLACE_EVERY {
            self.places.push(place);
        }
    }

    fn note_lease(&mut self, frame: &Frame) {
        if let Frame::Lease { ids_up_to } = frame {
            self.leased = self.leased.max(*ids_up_to);
        }
    }
}

/// Frames of a journal, read one at a time. After a fault there are no more.
#[derive(Debug)]
pub struct Frames<'a> {
    /// None where there is no journal.
    walk: Option<Walk<'a>>,
    after: u64,
    mark: Mark,
    failed: bool,
}

impl Frames<'_> {
    /// Chain mark behind the frame that came last.
    pub const fn mark(&self) -> Mark {
        self.mark
    }
}

impl Iterator for Frames<'_> {
    type Item = Result<(u64, Frame)>;

    fn next(&mut self) -> Option<Self::Item> {
        let walk = self.walk.as_mut()?;
        while !self.failed && walk.place.offset < walk.limit {
            let number = walk.place.number + 1;
            let read = walk.next().and_then(|whole| match whole {
                true if number <= self.after => Ok(None),
                true => Ok(walk.frame()),
                false => Err(JournalFault::Damaged(number)),
            });
            self.mark = walk.place.mark;
            match read {
                Ok(Some(frame)) => return Some(Ok((number, frame))),
                Ok(None) if number <= self.after => {}
                Ok(None) => {
                    self.failed = true;
                    return Some(Err(JournalFault::Damaged(number)));
                }
                Err(fault) => {
                    self.failed = true;
                    return Some(Err(fault));
                }
            }
        }
        None
    }
}

/// The first bytes of a journal.
#[derive(Debug)]
struct Header {
    bytes: [u8; HEADER_BYTES],
    mark: Mark,
}

impl Header {
    fn of(key: &[u8; 32], key_id: u64) -> Self {
        let mut bytes = [0; HEADER_BYTES];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
        bytes[12..20].copy_from_slice(&key_id.to_le_bytes());
        let mark = first(blake3::keyed_hash(key, &bytes[..20]).as_bytes());
        bytes[20..36].copy_from_slice(&mark);
        let check: [u8; 8] = first(blake3::hash(&bytes[..36]).as_bytes());
        bytes[36..].copy_from_slice(&check);
        Self { bytes, mark }
    }

    /// Whether a file begins with it; the check, which needs no key, tells damage from another key.
    fn check(&self, file: &File) -> Result<()> {
        let mut found = [0; HEADER_BYTES];
        file.read_exact_at(&mut found, 0)
            .map_err(|_| JournalFault::Damaged(0))?;
        if found == self.bytes {
            return Ok(());
        }
        let check: [u8; 8] = first(blake3::hash(&found[..36]).as_bytes());
        if found[..8] != MAGIC || found[36..] != check {
            return Err(JournalFault::Damaged(0));
        }
        match u32::from_le_bytes([found[8], found[9], found[10], found[11]]) {
            VERSION => Err(JournalFault::WrongKey),
            newer => Err(JournalFault::NewerFormat(newer)),
        }
    }
}

/// Writes the header when the file holds nothing else than a part of it. Two processes that do so write the same.
fn begin_if_empty(file: &File, path: &Path, header: &Header) -> Result<bool> {
    let length = file.metadata()?.len();
    if length >= HEADER_BYTES as u64 {
        return Ok(false);
    }
    let mut found = Vec::with_capacity(HEADER_BYTES);
    let mut part = Part {
        file,
        offset: 0,
        limit: length,
    };
    part.read_to_end(&mut found)?;
    if !header.bytes.starts_with(&found) {
        return Err(JournalFault::Damaged(0));
    }
    file.write_all_at(&header.bytes, 0)?;
    file.sync_all()?;
    durable::sync_folder(durable::folder_of(path))?;
    Ok(true)
}
