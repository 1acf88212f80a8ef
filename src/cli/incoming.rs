//! Files that are read: by their path, or stdin for `-`, which is set aside whole in a private file without a name.
//!
//! The service opens a file by its path, some of them twice, so what came through a pipe is given one: that of its open
//! descriptor. The system takes the bytes away with the process, whatever becomes of it.

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::os::fd::AsRawFd as _;
use std::path::{Path, PathBuf};

use crate::durable::folder_of;
use crate::error::{Error, Result};
use crate::service::files::{DESCRIPTORS, UPLOAD_BYTES};

/// What stands for stdin in the place of a file.
const STDIN: &str = "-";

/// A file to be read.
pub(super) struct Incoming {
    path: PathBuf,
    /// What came from stdin; its path holds as long as it is open.
    _held: Option<File>,
}

impl Incoming {
    /// A deletion CSV: no more of it is set aside than shows that it is too large.
    pub fn upload(typed: &Path, database: &Path) -> Result<Self> {
        Self::of(typed, database, UPLOAD_BYTES + 1)
    }

    /// A file of any size.
    pub fn any(typed: &Path, database: &Path) -> Result<Self> {
        Self::of(typed, database, u64::MAX)
    }

    fn of(typed: &Path, database: &Path, most: u64) -> Result<Self> {
        if typed.as_os_str() != STDIN {
            return Ok(Self {
                path: typed.to_owned(),
                _held: None,
            });
        }
        let fault = |error: io::Error| Error::from_io(&error, typed);
        let beside = tempfile::tempfile_in(folder_of(database));
        let mut held = beside.or_else(|_| tempfile::tempfile()).map_err(fault)?;
        io::copy(&mut io::stdin().lock().take(most), &mut held).map_err(fault)?;
        held.rewind().map_err(fault)?;
        Ok(Self {
            path: Path::new(DESCRIPTORS).join(held.as_raw_fd().to_string()),
            _held: Some(held),
        })
    }

    /// Where it is read.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
