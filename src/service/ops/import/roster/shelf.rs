//! Rows of a roster set aside until they are imported: few in memory, many in a file without a name, which the system
//! takes away with the process whatever becomes of it. A roster that changes after it was read changes nothing.
//!
//! What comes out is what was put in. A row has a head, which is read without the rest: the hashes of its identifiers,
//! and what was found out about it when it was read.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::domain::roster::{Glance, Names, RosterRow, glance, pack, unpack};
use crate::error::{Error, Result};

/// Bytes that are kept in memory where all rows fit into them: each is read once by itself.
const RESIDENT: usize = 16 << 20;
/// Bytes that are gathered before they are written, once the rows do not fit.
const GATHERED: usize = 1 << 20;
/// Bytes that are read at a time.
const READ: u64 = 256 << 10;

const HAS_EMAIL: u8 = 1;
const HAS_ID: u8 = 1 << 1;
const RENAMES: u8 = 1 << 2;
const BAD_TEXT: u8 = 1 << 3;
const BAD_GROUP: u8 = 1 << 4;
const SUSPECT: u8 = 1 << 5;
const OLDER_FORMS: u8 = 1 << 6;
const NUMBER: u8 = 1 << 7;

/// What was found out about a row when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is found out on its own"
)]
pub(super) struct Head {
    /// Registry hash of the email address.
    pub email: Option<i64>,
    /// Registry hash of the unique ID.
    pub unique_id: Option<i64>,
    /// Whether it gives a user another identifier.
    pub renames: bool,
    /// Whether a text of it cannot be kept.
    pub has_bad_text: bool,
    /// Whether it names a group as none can be called.
    pub has_bad_group: bool,
    /// Whether an identifier of it looks damaged.
    pub is_suspect: bool,
    /// Whether its ID is a number, as a spreadsheet changes them.
    pub is_number: bool,
    /// Whether its address may stand in the registry in an older form.
    pub has_older_forms: bool,
}

/// Rows of a roster, in the file's order.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    /// What did not fit into memory, or all of it once the last row is there.
    file: Option<File>,
    resident: Vec<u8>,
    written: u64,
    /// Where each row begins, and where the last one ends.
    starts: Vec<u64>,
    names: Names,
}

/// A row on the shelf.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shelved<'r> {
    /// Which one, from 0.
    pub place: usize,
    /// Its head.
    pub head: Head,
    packed: &'r [u8],
    names: &'r Names,
}

impl<'r> Shelved<'r> {
    /// The row.
    pub fn row(&self) -> RosterRow<'r> {
        unpack(self.packed, self.names)
    }

    /// Its line and licenses.
    pub fn glance(&self) -> Glance<'r> {
        glance(self.packed)
    }
}

impl Shelf {
    /// An empty shelf that may lay a file into a folder.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            file: None,
            resident: Vec::new(),
            written: 0,
            starts: vec![0],
            names: Names::default(),
        }
    }

    /// Sets a row aside.
    pub fn put(&mut self, head: Head, row: &RosterRow<'_>) -> Result<()> {
        put_head(head, &mut self.resident);
        pack(row, &mut self.names, &mut self.resident);
        self.starts.push(self.written + self.resident.len() as u64);
        let most = if self.file.is_some() {
            GATHERED
        } else {
            RESIDENT
        };
        if self.resident.len() > most {
            self.write()?;
        }
        Ok(())
    }

    /// Makes the shelf ready to be read: no row comes after this.
    pub fn close(&mut self) -> Result<()> {
        if self.file.is_some() {
            self.write()?;
            self.resident = Vec::new();
        }
        self.starts.shrink_to_fit();
        Ok(())
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Names of license types and attributes in the rows.
    pub const fn names(&self) -> &Names {
        &self.names
    }

    /// Every row, in the file's order.
    pub fn each(&self, mut each: impl FnMut(Shelved<'_>) -> Result<()>) -> Result<()> {
        let mut buffer = Vec::new();
        let mut next = 0;
        while next < self.len() {
            let first = next;
            let begin = self.starts[first];
            let more = self.starts[first + 2..].partition_point(|end| end - begin <= READ);
            next = first + 1 + more;
            let bytes = self.bytes(begin, self.starts[next], &mut buffer)?;
            for place in first..next {
                each(self.shelved(place, begin, bytes))?;
            }
        }
        Ok(())
    }

    /// One row. The buffer takes its bytes.
    pub fn at<'r>(&'r self, place: usize, buffer: &'r mut Vec<u8>) -> Result<Shelved<'r>> {
        let (begin, end) = (self.starts[place], self.starts[place + 1]);
        let bytes = self.bytes(begin, end, buffer)?;
        Ok(self.shelved(place, begin, bytes))
    }

    fn shelved<'r>(&'r self, place: usize, begin: u64, bytes: &'r [u8]) -> Shelved<'r> {
        let offset = |at: u64| usize::try_from(at - begin).unwrap_or(usize::MAX);
        let row = offset(self.starts[place])..offset(self.starts[place + 1]);
        let (head, packed) = take_head(bytes.get(row).unwrap_or_default());
        Shelved {
            place,
            head,
            packed,
            names: &self.names,
        }
    }

    fn bytes<'r>(&'r self, begin: u64, end: u64, buffer: &'r mut Vec<u8>) -> Result<&'r [u8]> {
        let Some(file) = &self.file else {
            let offset = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let kept = self.resident.get(offset(begin)..offset(end));
            return Ok(kept.unwrap_or_default());
        };
        buffer.resize(usize::try_from(end - begin).unwrap_or(usize::MAX), 0);
        file.read_exact_at(buffer, begin)
            .map_err(|error| Error::from_io(&error, &self.folder))?;
        Ok(buffer)
    }

    fn write(&mut self) -> Result<()> {
        let fault = |error: std::io::Error| Error::from_io(&error, &self.folder);
        let file = if let Some(file) = self.file.take() {
            file
        } else {
            crate::service::account::place::private_directory(&self.folder)?;
            tempfile::tempfile_in(&self.folder).map_err(fault)?
        };
        file.write_all_at(&self.resident, self.written)
            .map_err(fault)?;
        self.written += self.resident.len() as u64;
        self.resident.clear();
        self.resident.shrink_to(GATHERED);
        self.file = Some(file);
        Ok(())
    }
}

fn put_head(head: Head, into: &mut Vec<u8>) {
    let flags = [
        (head.email.is_some(), HAS_EMAIL),
        (head.unique_id.is_some(), HAS_ID),
        (head.renames, RENAMES),
        (head.has_bad_text, BAD_TEXT),
        (head.has_bad_group, BAD_GROUP),
        (head.is_suspect, SUSPECT),
        (head.is_number, NUMBER),
        (head.has_older_forms, OLDER_FORMS),
    ];
    let set = flags.into_iter().filter(|(is_set, _)| *is_set);
    into.push(set.fold(0, |all, (_, flag)| all | flag));
    for hash in [head.email, head.unique_id].into_iter().flatten() {
        into.extend_from_slice(&hash.to_le_bytes());
    }
}

fn take_head(bytes: &[u8]) -> (Head, &[u8]) {
    let Some((flags, mut rest)) = bytes.split_first() else {
        return (Head::default(), bytes);
    };
    let mut hash = |flag| {
        if flags & flag == 0 {
            return None;
        }
        let (hash, after) = rest.split_first_chunk()?;
        rest = after;
        Some(i64::from_le_bytes(*hash))
    };
    let head = Head {
        email: hash(HAS_EMAIL),
        unique_id: hash(HAS_ID),
        renames: flags & RENAMES != 0,
        has_bad_text: flags & BAD_TEXT != 0,
        has_bad_group: flags & BAD_GROUP != 0,
        is_suspect: flags & SUSPECT != 0,
        is_number: flags & NUMBER != 0,
        has_older_forms: flags & OLDER_FORMS != 0,
    };
    (head, rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::license::LicenseCell;
    use crate::domain::roster::Cell;
    use crate::error::Trouble;

    fn fault(error: &std::io::Error) -> Error {
        Trouble::Io(error.to_string()).into()
    }

    /// Rows on a shelf come back, one after the other and one by one; answers whether they lay in a file.
    fn comes_back(rows: usize, name: &str) -> Result<bool> {
        let folder = tempfile::tempdir().map_err(|error| fault(&error))?;
        let mut shelf = Shelf::new(&folder.path().join("uploads"));
        let row = |place: usize| RosterRow {
            line: u32::try_from(place).unwrap_or_default(),
            first_name: Cell::Filled(name),
            licenses: vec![("Learning", LicenseCell::ALL[place % 4])],
            ..RosterRow::default()
        };
        let head = |place: usize| Head {
            email: (!place.is_multiple_of(3)).then_some(i64::MAX - place.cast_signed() as i64),
            unique_id: (!place.is_multiple_of(5)).then_some(place.cast_signed() as i64),
            renames: place.is_multiple_of(7),
            has_bad_text: place.is_multiple_of(11),
            has_bad_group: place.is_multiple_of(13),
            is_suspect: place.is_multiple_of(17),
            is_number: place.is_multiple_of(19),
            has_older_forms: place.is_multiple_of(19),
        };
        for place in 0..rows {
            shelf.put(head(place), &row(place))?;
        }
        shelf.close()?;
        assert_eq!(shelf.len(), rows);
        let mut seen = 0;
        shelf.each(|one| {
            assert_eq!(
                (one.place, one.head, one.row()),
                (seen, head(seen), row(seen))
            );
            seen += 1;
            Ok(())
        })?;
        assert_eq!(seen, rows);
        let mut buffer = Vec::new();
        for place in (0..rows).rev().step_by(97) {
            let one = shelf.at(place, &mut buffer)?;
            assert_eq!((one.head, one.row()), (head(place), row(place)));
        }
        let left = std::fs::read_dir(folder.path()).map_err(|error| fault(&error))?;
        let files = left.flatten().filter(|entry| entry.path().is_file());
        assert_eq!(files.count(), 0, "no file has a name");
        Ok(shelf.file.is_some())
    }

    #[test]
    fn rows_come_back_from_memory_and_from_a_file() -> Result<()> {
        assert!(!comes_back(0, "Siti")?);
        assert!(!comes_back(1, "Siti")?);
        assert!(!comes_back(60_000, "Siti")?);
        assert!(comes_back(120_000, &"Siti Aminah Rahayu ".repeat(8))?);
        assert!(comes_back(80, &"long ".repeat(60_000))?);
        Ok(())
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_not_a_lost_row() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| fault(&error))?;
        let taken = folder.path().join("taken");
        std::fs::write(&taken, "a file").map_err(|error| fault(&error))?;
        let mut shelf = Shelf::new(&taken.join("uploads"));
        let long = "long ".repeat(4_000_000);
        let row = RosterRow {
            first_name: Cell::Filled(long.as_str()),
            ..RosterRow::default()
        };
        assert!(shelf.put(Head::default(), &row).is_err());
        Ok(())
    }
}
