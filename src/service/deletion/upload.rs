//! The kept upload of a batch. What is written from it is checked against what was confirmed: a file that is gone, or
//! whose bytes are not those of the stored SHA-256, is never taken for it.

use std::fs::File;
use std::io::{Seek, SeekFrom};

use crate::domain::batch::Batch;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::files::{FileFault, open_regular, sha256_of};

/// Opens the upload of a batch at its beginning; none when it is not kept, gone, or not what was confirmed.
pub(crate) fn open_kept(core: &Core, batch: &Batch) -> Result<Option<File>> {
    if !batch.upload_kept {
        return Ok(None);
    }
    let path = core.place.upload_of(batch.id);
    let (mut file, bytes) = match open_regular(&path) {
        Ok(opened) => opened,
        Err(FileFault::NotFound(_) | FileFault::NotRegular(_)) => return Ok(None),
        Err(fault) => return Err(fault.into()),
    };
    let fault = |error: std::io::Error| Error::from_io(&error, &path);
    if bytes != batch.bytes || sha256_of(&mut file).map_err(fault)? != batch.sha256 {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(0)).map_err(fault)?;
    Ok(Some(file))
}
