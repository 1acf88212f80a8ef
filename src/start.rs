//! What a console is opened with, and the clock of this machine: what the two doors and `main` share.

use std::path::PathBuf;

use crate::domain::operator::Session;
use crate::domain::settings::Theme;
use crate::domain::time::{Clock, Timestamp};
use crate::error::Result;
use crate::service::{Service, Surroundings};
use crate::texts::Texts;

/// What a console is opened with.
pub struct Start {
    /// Path of the database; one that is not there is made by the console's first questions.
    pub database: PathBuf,
    /// The language and time zone to begin in.
    pub texts: Texts,
    /// Whether the language was asked for and stays whatever the operator's own is.
    pub language_is_chosen: bool,
    /// The name to offer at sign-in.
    pub operator: Option<String>,
    /// The theme to begin in, where one was asked for.
    pub theme: Option<Theme>,
    /// Folder into which mail is delivered.
    pub mail_directory: Option<PathBuf>,
    /// Clock and the like.
    pub surroundings: Surroundings,
    /// An open database and who is signed in to it: a demo account.
    pub signed_in: Option<(Service, Session)>,
}

/// Opens a console and answers when it is closed.
pub type Console = fn(Start) -> Result<()>;

/// The clock of this machine.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_second())
    }
}
