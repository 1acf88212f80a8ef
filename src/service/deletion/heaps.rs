//! Records of one width on numbered heaps, in little memory however many there are: what has gathered on a heap goes
//! into a file without a name, which the system takes away with the process whatever becomes of it.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::service::account::place::private_directory;

/// Bytes of a heap that are written and read at a time.
const BLOCK: usize = 8 << 10;

/// Records of `WIDTH` bytes on heaps. What is put on a heap comes from it in the same order.
#[derive(Debug)]
pub(crate) struct Heaps<const WIDTH: usize> {
    folder: PathBuf,
    /// What is written of all heaps.
    file: Option<File>,
    written: u32,
    all: Vec<Heap>,
    records: u64,
}

#[derive(Debug, Default)]
struct Heap {
    /// Where the blocks of it stand in the file.
    blocks: Vec<u32>,
    /// What has come since.
    open: Vec<u8>,
}

impl<const WIDTH: usize> Heaps<WIDTH> {
    /// Bytes of a block that whole records take.
    const FULL: usize = BLOCK / WIDTH * WIDTH;

    /// No records yet; a file is laid into the folder once there are many.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            file: None,
            written: 0,
            all: Vec::new(),
            records: 0,
        }
    }

    /// Puts a record on a heap.
    pub fn put(&mut self, heap: usize, record: &[u8; WIDTH]) -> Result<()> {
        if self.all.len() <= heap {
            self.all.resize_with(heap + 1, Heap::default);
        }
        self.records += 1;
        let open = &mut self.all[heap].open;
        open.extend_from_slice(record);
        if open.len() >= Self::FULL {
            self.write(heap)?;
        }
        Ok(())
    }

    /// Heaps that something may lie on.
    pub const fn count(&self) -> usize {
        self.all.len()
    }

    /// Records on all of them.
    pub const fn records(&self) -> u64 {
        self.records
    }

    /// Every record of a heap.
    pub fn each(
        &self,
        heap: usize,
        mut each: impl FnMut(&[u8; WIDTH]) -> Result<()>,
    ) -> Result<()> {
        let mut buffer = Vec::new();
        for block in 0.. {
            let Some(bytes) = self.block(heap, block, &mut buffer)? else {
                break;
            };
            for record in bytes.as_chunks().0 {
                each(record)?;
            }
        }
        Ok(())
    }

    /// A block of a heap, from 0; none behind the last one. The buffer takes what is read.
    pub fn block<'b>(
        &'b self,
        heap: usize,
        block: usize,
        buffer: &'b mut Vec<u8>,
    ) -> Result<Option<&'b [u8]>> {
        let Some(heap) = self.all.get(heap) else {
            return Ok(None);
        };
        if let (Some(at), Some(file)) = (heap.blocks.get(block), &self.file) {
            buffer.resize(Self::FULL, 0);
            file.read_exact_at(buffer, u64::from(*at) * BLOCK as u64)
                .map_err(|error| Error::from_io(&error, &self.folder))?;
            return Ok(Some(buffer));
        }
        let is_last = block == heap.blocks.len() && !heap.open.is_empty();
        Ok(is_last.then_some(heap.open.as_slice()))
    }

    fn write(&mut self, heap: usize) -> Result<()> {
        let fault = |error: std::io::Error| Error::from_io(&error, &self.folder);
        let file = if let Some(file) = &self.file {
            file
        } else {
            private_directory(&self.folder)?;
            let file = tempfile::tempfile_in(&self.folder).map_err(fault)?;
            self.file.insert(file)
        };
        let heap = &mut self.all[heap];
        file.write_all_at(&heap.open, u64::from(self.written) * BLOCK as u64)
            .map_err(fault)?;
        heap.blocks.push(self.written);
        heap.open = Vec::new();
        self.written += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_on_a_heap_comes_from_it_in_its_order() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        for records in [0_u64, 1, 7, 3_000, 40_000] {
            let mut heaps = Heaps::<9>::new(&folder.path().join("uploads"));
            let record = |number: u64| {
                let mut record = [7; 9];
                record[..8].copy_from_slice(&number.to_le_bytes());
                record
            };
            for number in 0..records {
                heaps.put(
                    usize::try_from(number % 5).unwrap_or_default(),
                    &record(number),
                )?;
            }
            assert_eq!(heaps.records(), records);
            assert_eq!(heaps.file.is_some(), records > 5_000, "{records}");
            for heap in 0..5 {
                let mut next = heap as u64;
                heaps.each(heap, |found| {
                    assert_eq!(*found, record(next));
                    next += 5;
                    Ok(())
                })?;
                assert!(next >= records, "{next} of {records}");
            }
        }
        let left = std::fs::read_dir(folder.path().join("uploads"));
        assert_eq!(left.map_or(1, Iterator::count), 0, "no file has a name");
        Ok(())
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_not_a_lost_record() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let taken = folder.path().join("taken");
        std::fs::write(&taken, "a file").map_err(|error| Error::Bug(error.to_string()))?;
        let mut heaps = Heaps::<8>::new(&taken.join("uploads"));
        let put = (0..2_000).try_for_each(|_| heaps.put(0, &[0; 8]));
        assert!(put.is_err());
        Ok(())
    }
}
