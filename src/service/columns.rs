//! What a door needs to see of a file before anybody says where its columns go.

use std::io::BufReader;
use std::path::Path;

use super::files::open_regular;
use crate::error::Result;
use crate::intake::Limits;
use crate::intake::columns::{self, Beginning};

/// Reads the headers of a file and a few values under each. Nothing of an account is read or written.
pub fn read_beginning(file: &Path) -> Result<Beginning> {
    let (file, _) = open_regular(file)?;
    Ok(columns::read_beginning(
        BufReader::new(file),
        Limits::none().bytes,
    )?)
}
