//! Where a file was read from, so that its rows can be looked at again; and whether it was imported meanwhile.
//!
//! A file that is not as it was when it was read is not read again: lines would mean other rows.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::BufReader;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::intake::Limits;
use crate::intake::mending::{MendedRows, cells_at};
use crate::service::files::open_regular;
use crate::service::ops::Scene;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    path: PathBuf,
    /// Which file, how long, and when it was written to last.
    print: [i64; 5],
}

impl Source {
    /// Where an open file lies, and what tells it from another.
    pub fn of(path: &Path, file: &File) -> Result<Self> {
        let about = file
            .metadata()
            .map_err(|error| Error::from_io(&error, path))?;
        Ok(Self {
            path: path.to_owned(),
            print: [
                about.dev().cast_signed(),
                about.ino().cast_signed(),
                about.size().cast_signed(),
                about.mtime(),
                about.mtime_nsec(),
            ],
        })
    }

    /// Opens it again; refused where it is not as it was.
    pub fn open(&self) -> Result<File> {
        let (file, _) = open_regular(&self.path)?;
        if Self::of(&self.path, &file)? == *self {
            Ok(file)
        } else {
            Err(Error::Refused(Reason::FileChanged))
        }
    }

    /// The cells of the rows on these lines, with what was said of them.
    pub fn cells_at(
        &self,
        lines: &BTreeSet<u32>,
        mended: &MendedRows,
    ) -> Result<HashMap<u32, Vec<String>>> {
        let file = BufReader::new(self.open()?);
        let mut found = cells_at(file, Limits::none().bytes, lines)?;
        for (line, cells) in &mut found {
            for (place, text) in mended.cells.get(line).into_iter().flatten() {
                if cells.len() <= *place {
                    cells.resize(place + 1, String::new());
                }
                cells[*place].clone_from(text);
            }
        }
        Ok(found)
    }
}

/// Under which number of the log a file was imported, once it was.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    entry: AtomicI64,
    is_done: AtomicBool,
}

impl Imported {
    /// Notes the number that the import's entry will have: it is the next one.
    pub fn will_be(&self, scene: &Scene<'_, '_>) -> Result<()> {
        let next = scene.tx.log_head()?.number + 1;
        self.entry.store(next, Ordering::SeqCst);
        Ok(())
    }

    /// Notes that it was imported: it is not imported again. One that was refused has no number.
    pub fn is_done(&self) {
        let is_done = self.entry.load(Ordering::SeqCst) > 0;
        self.is_done.store(is_done, Ordering::SeqCst);
    }

    /// The number of its entry; none while it waits to be imported.
    pub fn entry(&self) -> Option<u64> {
        let is_done = self.is_done.load(Ordering::SeqCst);
        is_done.then(|| self.entry.load(Ordering::SeqCst).unsigned_abs())
    }
}
