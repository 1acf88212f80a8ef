//! What a console is opened with, and the clock of this machine: what the two doors and `main` share.

use std::path::PathBuf;
use std::time::Instant;

use crate::domain::op::Secret;
use crate::domain::operator::Session;
use crate::domain::settings::Theme;
use crate::domain::time::{Clock, Timestamp};
use crate::error::Result;
use crate::service::{MailRoad, Surroundings};
use crate::texts::Texts;

/// What a console is opened with.
pub struct Start {
    /// Path of the database; one that is not there is made by the console's first questions.
    pub database: PathBuf,
    /// The language and time zone to begin in.
    pub texts: Texts,
    /// Whether the language was asked for and stays whatever the operator's own is.
    pub language_is_chosen: bool,
    /// An operator by name and passphrase, where one was named.
    pub operator: Option<(String, Secret)>,
    /// The theme to begin in, where one was asked for.
    pub theme: Option<Theme>,
    /// Whether colours are wanted.
    pub colours: bool,
    /// The road by which mail leaves.
    pub mail: MailRoad,
    /// Clock and the like.
    pub surroundings: Surroundings,
    /// Who is signed in already, to a demo account.
    pub signed_in: Option<Session>,
    /// A folder that stands for the operator's own, in which files are named by path and by no dialog of the desktop.
    pub home: Option<PathBuf>,
    /// When the program began.
    pub began: Instant,
    /// Where frames are logged, where that was asked for.
    pub frame_log: Option<PathBuf>,
}

impl Start {
    /// The same again, for whoever signs in then: language and theme as asked for, and nobody signed in.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            database: self.database.clone(),
            texts: self.texts.clone(),
            language_is_chosen: self.language_is_chosen,
            operator: None,
            theme: self.theme,
            colours: self.colours,
            mail: self.mail.clone(),
            surroundings: self.surroundings.clone(),
            signed_in: None,
            home: self.home.clone(),
            began: self.began,
            frame_log: self.frame_log.clone(),
        }
    }
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
