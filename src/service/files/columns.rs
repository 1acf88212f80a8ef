//! What a door needs to see of a file before anybody says where its columns go.

use std::io::BufReader;
use std::path::Path;

use crate::error::{Error, Result};
use crate::intake::Limits;
use crate::intake::columns::{self, Beginning, HeaderNames};
use crate::service::RosterChoice;
use crate::service::files::open_regular;

/// Reads the headers of a file and a few values under each. Nothing of an account is read or written.
pub fn read_beginning(file: &Path) -> Result<Beginning> {
    let (file, _) = open_regular(file)?;
    Ok(columns::read_beginning(
        BufReader::new(file),
        Limits::none().bytes,
    )?)
}

impl RosterChoice {
    /// Where the columns of a roster go by their headers alone; those that are not known are open.
    pub fn by_headers(file: &Path) -> Result<Self> {
        let names = HeaderNames::read().map_err(|error| Error::Bug(error.to_string()))?;
        Ok(Self {
            columns: names.find(&read_beginning(file)?.headers),
            license: None,
            order: None,
        })
    }
}
