//! Files that come into the console and files that leave it.
//!
//! A file that leaves appears whole or not at all: it is written under another name beside its place, for its owner
//! alone, synced, and only then given its name. It takes the place of another only on request, and never goes
//! through a link. What a process that was killed left unfinished is removed by the next that writes there. A file that
//! comes in is opened once, and only when it is a regular file.

pub(crate) mod columns;
pub(crate) mod exports;
mod fault;
pub mod folder;
pub(crate) mod free_names;
pub mod secret;
pub mod targets;
pub(crate) mod unfinished;

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempPath};

pub use self::fault::FileFault;
pub use crate::durable::Overwrite;

/// How CSV is written for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Whether it may take the place of what is there.
    pub overwrite: Overwrite,
    /// Whether it begins with a byte order mark.
    pub for_excel: bool,
}
use crate::durable::{self, folder_of};
use crate::error::{Error, Trouble};
use crate::intake::ReadFault;
use crate::service::files::targets::refuse_target;
use crate::service::files::unfinished::begin_unfinished;

/// A file that is being written and has no name yet; dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct FileInProgress {
    target: PathBuf,
    overwrite: Overwrite,
    writer: BufWriter<NamedTempFile>,
    hash: Sha256,
    bytes: u64,
    /// Bytes that may be written at the most, where it goes into the folder of somebody who sits elsewhere.
    room: Option<u64>,
}

/// A file that is whole and synced but has no name yet; dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct SealedFile {
    target: PathBuf,
    overwrite: Overwrite,
    temporary: TempPath,
    /// Open, and with it locked, until the file has its name.
    held: File,
    sha256: String,
    bytes: u64,
}

/// A file that stands where it was wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256 of what is in it, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

impl From<ReadFault> for Error {
    fn from(fault: ReadFault) -> Self {
        match fault {
            ReadFault::Terminated(terminated) => Self::Terminated(terminated),
            ReadFault::Io(error) => Self::Environment(Trouble::Io(error.to_string())),
            ReadFault::Stopped => Self::Stopped,
        }
    }
}

impl FileInProgress {
    /// Begins a file that is to stand at `target`, whose folder must be there.
    pub fn create(target: &Path, overwrite: Overwrite) -> Result<Self, FileFault> {
        refuse_target(target, overwrite)?;
        Self::begin_for(target, overwrite)
    }

    /// Begins a file that takes nobody's place; what may be at `target` is asked once it is whole.
    pub fn begin(target: &Path) -> Result<Self, FileFault> {
        Self::begin_for(target, Overwrite::Never)
    }

    fn begin_for(target: &Path, overwrite: Overwrite) -> Result<Self, FileFault> {
        let temporary =
            begin_unfinished(folder_of(target)).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => FileFault::NoFolder(folder_of(target).to_owned()),
                _ => FileFault::from_io(target, error),
            })?;
        let writer = BufWriter::with_capacity(64 * 1_024, temporary);
        Ok(Self {
            target: target.to_owned(),
            overwrite,
            writer,
            hash: Sha256::new(),
            bytes: 0,
            room: folder::room_for(target),
        })
    }

    /// Where it is to stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Bytes written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Writes out and syncs what is there, and closes the file without naming it.
    pub fn seal(self) -> Result<SealedFile, FileFault> {
        let Self {
            target,
            overwrite,
            writer,
            hash,
            bytes,
            room: _,
        } = self;
        let fault = |error| FileFault::from_io(&target, error);
        let temporary = writer
            .into_inner()
            .map_err(|error| fault(error.into_error()))?;
        temporary.as_file().sync_all().map_err(fault)?;
        let (held, temporary) = temporary.into_parts();
        Ok(SealedFile {
            target,
            overwrite,
            temporary,
            held,
            sha256: hexadecimal(&hash.finalize()),
            bytes,
        })
    }

    /// Seals the file and gives it its name.
    pub fn publish(self) -> Result<WrittenFile, FileFault> {
        self.seal()?.publish()
    }
}

impl Write for FileInProgress {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let grown = self.bytes.saturating_add(bytes.len() as u64);
        if self.room.is_some_and(|room| grown > room) {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        let written = self.writer.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl SealedFile {
    /// Where it is to stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// SHA-256 of what is in it, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Chooses another place.
    pub fn aim_at(&mut self, target: &Path) {
        target.clone_into(&mut self.target);
    }

    /// Whether a file is at its place that says the same.
    pub fn is_at_target(&self) -> bool {
        open_regular(&self.target).is_ok_and(|(mut there, bytes)| {
            bytes == self.bytes && sha256_of(&mut there).is_ok_and(|sha256| sha256 == self.sha256)
        })
    }

    /// Says beforehand whether something is in the way of the name.
    pub fn check_target(&self) -> Result<(), FileFault> {
        refuse_target(&self.target, self.overwrite)
    }

    /// Gives the file its name and syncs its folder.
    pub fn publish(self) -> Result<WrittenFile, FileFault> {
        let Self {
            target,
            overwrite,
            temporary,
            held,
            sha256,
            bytes,
        } = self;
        refuse_target(&target, overwrite)?;
        durable::give_name(&temporary, &target, overwrite)
            .map_err(|error| FileFault::from_io(&target, error))?;
        let _ = temporary.keep();
        drop(held);
        Ok(WrittenFile {
            path: target,
            sha256,
            bytes,
        })
    }
}

/// SHA-256 of what is left to read of a file, in hexadecimal.
pub(crate) fn sha256_of(file: &mut File) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            count => hash.update(buffer.get(..count).unwrap_or_default()),
        }
    }
}

/// SHA-256 of a whole content, in hexadecimal.
pub fn sha256(content: &[u8]) -> String {
    hexadecimal(&Sha256::digest(content))
}

/// Writes a whole file in one go.
pub fn write_file(
    target: &Path,
    overwrite: Overwrite,
    content: &[u8],
) -> Result<WrittenFile, FileFault> {
    let mut file = FileInProgress::create(target, overwrite)?;
    file.write_all(content)
        .map_err(|error| FileFault::from_io(target, error))?;
    file.publish()
}

/// Opens a file for reading and gives its size; refuses what is no regular file, and never waits for one.
pub fn open_regular(path: &Path) -> Result<(File, u64), FileFault> {
    let fault = |error| FileFault::from_io(path, error);
    // Opening a device can have effects of its own, so it is not opened to find out.
    if !fs::metadata(path).map_err(fault)?.is_file() {
        return Err(FileFault::NotRegular(path.to_owned()));
    }
    // Closing it again would take the database's locks away.
    if crate::store::is_in_use(path) {
        return Err(FileFault::InUse(path.to_owned()));
    }
    let flags = libc::O_NONBLOCK | libc::O_NOCTTY;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags)
        .open(path)
        .map_err(fault)?;
    let metadata = file.metadata().map_err(fault)?;
    if !metadata.is_file() {
        return Err(FileFault::NotRegular(path.to_owned()));
    }
    Ok((file, metadata.len()))
}

/// A deletion CSV has fewer bytes than this.
pub const UPLOAD_BYTES: u64 = crate::intake::Limits::UPLOAD_BYTES;
/// Where the open files of the process have paths.
pub const DESCRIPTORS: &str = "/dev/fd";

/// How a file that came in is called; what came through a descriptor has no name of its own.
pub fn name_of(path: &Path) -> String {
    if path.parent() == Some(Path::new(DESCRIPTORS)) {
        return "stdin".to_owned();
    }
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Reads a small file of text whole; refuses what is no regular file, and what is longer than `most` bytes.
pub fn read_small(path: &Path, most: u64) -> Result<String, FileFault> {
    let fault = |error| FileFault::from_io(path, error);
    let (file, _) = open_regular(path)?;
    let mut text = String::new();
    let read = file.take(most + 1).read_to_string(&mut text);
    // It may grow while it is read.
    if read.map_err(fault)? as u64 > most {
        let told = format!("longer than {most} bytes");
        return Err(fault(io::Error::new(io::ErrorKind::InvalidData, told)));
    }
    Ok(text)
}

/// Bytes as lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    type Tested = Result<(), Box<dyn Error>>;

    fn names(folder: &Path) -> io::Result<usize> {
        Ok(fs::read_dir(folder)?.count())
    }

    #[test]
    fn a_file_is_whole_private_and_hashed() -> Tested {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("out.csv");
        let written = write_file(&target, Overwrite::Never, b"abc")?;
        assert_eq!(
            written.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(fs::read(&target)?, b"abc");
        assert_eq!(fs::metadata(&target)?.permissions().mode() & 0o777, 0o600);
        assert_eq!(names(folder.path())?, 1);
        Ok(())
    }

    #[test]
    fn another_file_is_replaced_only_when_told() -> Tested {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("out.csv");
        write_file(&target, Overwrite::Never, b"one")?;
        assert!(matches!(
            write_file(&target, Overwrite::Never, b"two"),
            Err(FileFault::AlreadyExists(_))
        ));
        assert_eq!(fs::read(&target)?, b"one");
        write_file(&target, Overwrite::Replace, b"three")?;
        assert_eq!(fs::read(&target)?, b"three");
        Ok(())
    }

    #[test]
    fn a_file_that_came_meanwhile_is_kept() -> Tested {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("out.csv");
        let mut file = FileInProgress::create(&target, Overwrite::Never)?;
        file.write_all(b"late")?;
        fs::write(&target, b"early")?;
        assert!(matches!(file.publish(), Err(FileFault::AlreadyExists(_))));
        assert_eq!(fs::read(&target)?, b"early");
        assert_eq!(names(folder.path())?, 1);
        Ok(())
    }

    #[test]
    fn links_and_folders_are_never_written_through() -> Tested {
        let folder = tempfile::tempdir()?;
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, b"kept")?;
        symlink(&real, &link)?;
        for overwrite in [Overwrite::Never, Overwrite::Replace] {
            assert!(matches!(
                write_file(&link, overwrite, b"x"),
                Err(FileFault::NotRegular(_))
            ));
            assert!(matches!(
                write_file(folder.path(), overwrite, b"x"),
                Err(FileFault::NotRegular(_))
            ));
        }
        assert_eq!(fs::read(&real)?, b"kept");
        Ok(())
    }

    #[test]
    fn what_is_dropped_leaves_nothing_and_a_missing_folder_is_named() -> Tested {
        let folder = tempfile::tempdir()?;
        let mut file = FileInProgress::create(&folder.path().join("out.csv"), Overwrite::Never)?;
        file.write_all(b"half")?;
        drop(file);
        assert_eq!(names(folder.path())?, 0);
        let lost = folder.path().join("no").join("out.csv");
        assert!(matches!(
            write_file(&lost, Overwrite::Never, b"x"),
            Err(FileFault::NoFolder(_))
        ));
        Ok(())
    }

    #[test]
    fn only_regular_files_are_opened() -> Tested {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("in.csv");
        fs::write(&path, b"abcd")?;
        assert_eq!(open_regular(&path)?.1, 4);
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status()?;
        assert!(made.success());
        for path in [pipe.as_path(), folder.path(), Path::new("/dev/null")] {
            assert!(
                matches!(open_regular(path), Err(FileFault::NotRegular(_))),
                "{}",
                path.display()
            );
        }
        assert_eq!(read_small(&path, 4)?, "abcd");
        assert!(read_small(&path, 3).is_err());
        assert!(matches!(
            read_small(Path::new("/dev/zero"), 3),
            Err(FileFault::NotRegular(_))
        ));
        assert!(matches!(
            open_regular(&folder.path().join("none")),
            Err(FileFault::NotFound(_))
        ));
        Ok(())
    }
}
