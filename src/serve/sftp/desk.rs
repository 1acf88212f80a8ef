//! The operator's folder as a client sees it: paths, open files and the quota.

use std::collections::HashMap;
use std::fs::{self, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use russh_sftp::protocol::{FileAttributes, OpenFlags};

use crate::service::files::folder::{EXPORTS, INBOX, MOST_BYTES, MOST_FILES, OwnFolder, measure};

/// Files and folders that are open at a time.
const OPEN: usize = 64;
/// After how many new bytes it is measured anew what others have brought.
const MEASURES_EVERY: u64 = 4_000_000;

/// Why something is not done.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is no such thing.
    Missing,
    /// That is not allowed here.
    Denied,
    /// Nothing more comes.
    End,
    /// The folder is full.
    Quota,
    /// The system says why.
    Failed(String),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            // What the system says may name a path of the server; its kind does not.
            kind => Self::Failed(kind.to_string()),
        }
    }
}

/// Something open.
enum Open {
    File { file: fs::File, writes: bool },
    Folder(Vec<(String, FileAttributes)>),
}

/// One client's view of the folder.
pub(super) struct Desk {
    folder: OwnFolder,
    open: HashMap<String, Open>,
    next: u64,
    /// Bytes in the folder when it was measured last, with what has been written since.
    used: u64,
    since: u64,
}

/// A path as the client sees it: whole, from the folder as its root.
pub(super) fn whole(path: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    format!("/{}", names.join("/"))
}

impl Desk {
    pub(super) fn new(folder: OwnFolder) -> Self {
        Self {
            folder,
            open: HashMap::new(),
            next: 0,
            used: 0,
            since: u64::MAX,
        }
    }

    /// Where something lies on the server.
    fn place(&self, path: &str) -> Result<PathBuf, Refusal> {
        if path.contains('\0') {
            return Err(Refusal::Denied);
        }
        let inside = whole(path);
        let found = self.folder.inside(Path::new(&inside[1..]));
        found.map_err(|_| Refusal::Denied)
    }

    /// The same of something that may be changed: the folder itself and its two rooms stay.
    fn own(&self, path: &str) -> Result<PathBuf, Refusal> {
        let inside = whole(path);
        let (first, below) = inside[1..].split_once('/').unwrap_or((&inside[1..], ""));
        if below.is_empty() || ![INBOX, EXPORTS].contains(&first) {
            return Err(Refusal::Denied);
        }
        self.place(path)
    }

    pub(super) fn look(&self, path: &str) -> Result<FileAttributes, Refusal> {
        Ok(attributes(&fs::symlink_metadata(self.place(path)?)?))
    }

    pub(super) fn look_at(&self, handle: &str) -> Result<FileAttributes, Refusal> {
        match self.open.get(handle) {
            Some(Open::File { file, .. }) => Ok(attributes(&file.metadata()?)),
            Some(Open::Folder(_)) | None => Err(Refusal::Missing),
        }
    }

    fn keep(&mut self, open: Open) -> Result<String, Refusal> {
        if self.open.len() >= OPEN {
            return Err(Refusal::Failed("too many open files".to_owned()));
        }
        self.next += 1;
        let handle = self.next.to_string();
        self.open.insert(handle.clone(), open);
        Ok(handle)
    }

    pub(super) fn open_folder(&mut self, path: &str) -> Result<String, Refusal> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(self.place(path)?)? {
            let entry = entry?;
            let found = entry.metadata()?;
            // Links and devices are nobody's business.
            if (found.is_file() || found.is_dir())
                && let Ok(name) = entry.file_name().into_string()
            {
                entries.push((name, attributes(&found)));
            }
        }
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        self.keep(Open::Folder(entries))
    }

    pub(super) fn read_folder(
        &mut self,
        handle: &str,
    ) -> Result<Vec<(String, FileAttributes)>, Refusal> {
        /// Entries in one answer.
        const PAGE: usize = 100;
        match self.open.get_mut(handle) {
            Some(Open::Folder(entries)) if entries.is_empty() => Err(Refusal::End),
            Some(Open::Folder(entries)) => Ok(entries.drain(..entries.len().min(PAGE)).collect()),
            Some(Open::File { .. }) | None => Err(Refusal::Missing),
        }
    }

    pub(super) fn open(&mut self, path: &str, flags: OpenFlags) -> Result<String, Refusal> {
        let wishes = OpenFlags::WRITE | OpenFlags::APPEND | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        let writes = flags.intersects(wishes);
        let place = if writes {
            self.own(path)?
        } else {
            self.place(path)?
        };
        let found = fs::symlink_metadata(&place);
        if found.as_ref().is_ok_and(|found| !found.is_file()) {
            return Err(Refusal::Denied);
        }
        if writes {
            self.measure(found.is_err())?;
        }
        let file = OpenOptions::new()
            .read(flags.contains(OpenFlags::READ) || !writes)
            .write(writes)
            .create(flags.contains(OpenFlags::CREATE))
            .create_new(flags.contains(OpenFlags::CREATE | OpenFlags::EXCLUDE))
            .truncate(flags.contains(OpenFlags::TRUNCATE))
            .mode(0o600)
            .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
            .open(place)?;
        self.keep(Open::File { file, writes })
    }

    /// Finds out how much is in the folder, and whether one more file has room.
    fn measure(&mut self, one_more: bool) -> Result<(), Refusal> {
        let (bytes, files) = measure(self.folder.path())?;
        self.used = bytes;
        self.since = 0;
        if bytes >= MOST_BYTES || one_more && files >= MOST_FILES {
            return Err(Refusal::Quota);
        }
        Ok(())
    }

    /// Whether a file may grow by so many bytes.
    fn grow(&mut self, by: u64) -> Result<(), Refusal> {
        if by == 0 {
            return Ok(());
        }
        if self.since >= MEASURES_EVERY {
            self.measure(false)?;
        }
        let used = self.used.saturating_add(by);
        if used > MOST_BYTES {
            return Err(Refusal::Quota);
        }
        self.used = used;
        self.since = self.since.saturating_add(by);
        Ok(())
    }

    fn file(&self, handle: &str, to_write: bool) -> Result<fs::File, Refusal> {
        match self.open.get(handle) {
            Some(Open::File { file, writes }) if *writes || !to_write => Ok(file.try_clone()?),
            Some(Open::File { .. }) => Err(Refusal::Denied),
            Some(Open::Folder(_)) | None => Err(Refusal::Missing),
        }
    }

    pub(super) fn read(&self, handle: &str, offset: u64, length: u32) -> Result<Vec<u8>, Refusal> {
        let file = self.file(handle, false)?;
        let mut data = vec![0; usize::try_from(length).unwrap_or_default()];
        let count = file.read_at(&mut data, offset)?;
        if count == 0 && length > 0 {
            return Err(Refusal::End);
        }
        data.truncate(count);
        Ok(data)
    }

    pub(super) fn write(&mut self, handle: &str, offset: u64, data: &[u8]) -> Result<(), Refusal> {
        let file = self.file(handle, true)?;
        let end = offset.saturating_add(data.len() as u64);
        self.grow(end.saturating_sub(file.metadata()?.len()))?;
        Ok(file.write_all_at(data, offset)?)
    }

    pub(super) fn set_length(&mut self, handle: &str, length: Option<u64>) -> Result<(), Refusal> {
        let Some(length) = length else {
            return self.look_at(handle).map(drop);
        };
        let file = self.file(handle, true)?;
        self.grow(length.saturating_sub(file.metadata()?.len()))?;
        Ok(file.set_len(length)?)
    }

    pub(super) fn close(&mut self, handle: &str) -> Result<(), Refusal> {
        match self.open.remove(handle) {
            Some(Open::File { file, writes: true }) => Ok(file.sync_all()?),
            Some(Open::File { .. } | Open::Folder(_)) => Ok(()),
            None => Err(Refusal::Missing),
        }
    }

    pub(super) fn remove(&self, path: &str) -> Result<(), Refusal> {
        let place = self.own(path)?;
        if !fs::symlink_metadata(&place)?.is_file() {
            return Err(Refusal::Denied);
        }
        Ok(fs::remove_file(place)?)
    }

    pub(super) fn make_folder(&mut self, path: &str) -> Result<(), Refusal> {
        let place = self.own(path)?;
        self.measure(true)?;
        Ok(fs::DirBuilder::new().mode(0o700).create(place)?)
    }

    pub(super) fn remove_folder(&self, path: &str) -> Result<(), Refusal> {
        Ok(fs::remove_dir(self.own(path)?)?)
    }

    pub(super) fn rename(&self, from: &str, to: &str) -> Result<(), Refusal> {
        let (from, to) = (self.own(from)?, self.own(to)?);
        if fs::symlink_metadata(&to).is_ok() {
            return Err(Refusal::Failed(
                "there is something of that name".to_owned(),
            ));
        }
        Ok(fs::rename(from, to)?)
    }
}

fn attributes(found: &Metadata) -> FileAttributes {
    let kind = if found.is_dir() { 0o040_700 } else { 0o100_600 };
    let modified = found.modified().ok();
    let modified = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let modified = modified.and_then(|since| u32::try_from(since.as_secs()).ok());
    FileAttributes {
        size: Some(found.len()),
        permissions: Some(kind),
        atime: modified,
        mtime: modified,
        ..FileAttributes::empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::OperatorId;
    use crate::error::{Error, Result};

    fn desk() -> Result<(tempfile::TempDir, Desk)> {
        let place = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let folder = OwnFolder::of(&place.path().join("offboard.db"), OperatorId(1))?;
        Ok((place, Desk::new(folder)))
    }

    #[test]
    fn the_folder_is_the_whole_disk() {
        for (path, seen) in [
            (".", "/"),
            ("", "/"),
            ("/", "/"),
            ("..", "/"),
            ("/../../etc", "/etc"),
            ("inbox/./a/../b", "/inbox/b"),
            ("//exports//", "/exports"),
        ] {
            assert_eq!(whole(path), seen, "{path}");
        }
    }

    #[test]
    fn files_are_brought_and_taken_and_nothing_else_is_touched() -> Result<()> {
        let (_place, mut desk) = desk()?;
        let new = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        for path in ["/x.csv", "x", "/inbox", "/../x", "/other/x"] {
            assert_eq!(desk.open(path, new).err(), Some(Refusal::Denied), "{path}");
        }
        let handle = desk.open("inbox/x.csv", new).map_err(told)?;
        desk.write(&handle, 0, b"a\nb\n").map_err(told)?;
        desk.close(&handle).map_err(told)?;
        let handle = desk.open("/inbox/x.csv", OpenFlags::READ).map_err(told)?;
        assert_eq!(desk.read(&handle, 2, 10), Ok(b"b\n".to_vec()));
        assert_eq!(desk.read(&handle, 4, 10), Err(Refusal::End));
        assert_eq!(desk.write(&handle, 0, b"x"), Err(Refusal::Denied));
        for path in ["/", "/inbox", "/exports", "/inbox/../exports"] {
            assert_eq!(desk.remove(path), Err(Refusal::Denied), "{path}");
            assert_eq!(desk.remove_folder(path), Err(Refusal::Denied), "{path}");
            assert_eq!(
                desk.rename(path, "/inbox/y"),
                Err(Refusal::Denied),
                "{path}"
            );
        }
        assert!(desk.rename("/inbox/x.csv", "/exports/y.csv").is_ok());
        assert_eq!(desk.look("/inbox/x.csv").err(), Some(Refusal::Missing));
        assert!(desk.look("/exports/y.csv").is_ok());
        Ok(())
    }

    #[test]
    fn nobody_brings_more_than_their_quota() -> Result<()> {
        let (_place, mut desk) = desk()?;
        let new = OpenFlags::WRITE | OpenFlags::CREATE;
        let handle = desk.open("inbox/large", new).map_err(told)?;
        assert_eq!(
            desk.set_length(&handle, Some(MOST_BYTES + 1)),
            Err(Refusal::Quota)
        );
        assert_eq!(desk.write(&handle, MOST_BYTES, b"x"), Err(Refusal::Quota));
        assert_eq!(desk.write(&handle, u64::MAX, b"x"), Err(Refusal::Quota));
        assert!(desk.set_length(&handle, Some(MOST_BYTES)).is_ok());
        assert_eq!(desk.open("inbox/more", new).err(), Some(Refusal::Quota));
        assert!(desk.set_length(&handle, Some(0)).is_ok());
        assert!(desk.close(&handle).is_ok());
        for number in 0..MOST_FILES - 3 {
            let handle = desk.open(&format!("inbox/{number}"), new).map_err(told)?;
            assert!(desk.close(&handle).is_ok());
        }
        assert_eq!(desk.open("inbox/more", new).err(), Some(Refusal::Quota));
        assert_eq!(desk.make_folder("inbox/more"), Err(Refusal::Quota));
        Ok(())
    }

    #[test]
    fn a_link_leads_nowhere() -> Result<()> {
        let (place, mut desk) = desk()?;
        let link = desk.folder.path().join("inbox/link");
        std::os::unix::fs::symlink(place.path(), &link)
            .map_err(|error| Error::from_io(&error, &link))?;
        assert_eq!(desk.look("inbox/link").err(), Some(Refusal::Denied));
        assert_eq!(desk.open_folder("inbox/link").err(), Some(Refusal::Denied));
        let read = desk.open("inbox/link/offboard.db", OpenFlags::READ);
        assert_eq!(read.err(), Some(Refusal::Denied));
        Ok(())
    }

    #[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
    fn told(refusal: Refusal) -> Error {
        Error::Bug(format!("{refusal:?}"))
    }
}
