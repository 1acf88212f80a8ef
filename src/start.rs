//! What a console is opened with, and the clock of this machine: what the two doors and `main` share.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::command::keymap::Keymap;
use crate::domain::Language;
use crate::domain::look::Look;
use crate::domain::op::Secret;
use crate::domain::operator::Session;
use crate::domain::time::{Clock, Timestamp};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::service::{MailRoad, Service, Surroundings};
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
    /// How it looks.
    pub look: Look,
    /// Keys of the operator's own.
    pub keymap: Arc<Keymap>,
    /// Whether names are masked from the beginning.
    pub privacy: bool,
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
            look: self.look,
            keymap: Arc::clone(&self.keymap),
            privacy: self.privacy,
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

/// What an account is served with.
pub struct Serving {
    /// The account, open.
    pub service: Service,
    /// Path of its database.
    pub database: PathBuf,
    /// The road by which mail leaves.
    pub mail: MailRoad,
    /// Clock and the like.
    pub surroundings: Surroundings,
    /// The language of the server and of clients that do not say one.
    pub texts: Texts,
    /// Address and port to listen on.
    pub listen: String,
    /// The file of the host key, where one was named.
    pub host_key: Option<PathBuf>,
    /// Sessions at a time.
    pub max_sessions: usize,
    /// Days for which files of operators are kept.
    pub keep_days: u32,
    /// The configuration file, for verbs.
    pub config: Option<PathBuf>,
}

/// Serves an account and answers when it is asked to end.
pub type Server = fn(Serving) -> Result<()>;

/// What the command line opens and does not know more of.
#[derive(Clone, Copy)]
pub struct Doors {
    /// The console.
    pub console: Console,
    /// The server.
    pub server: Server,
}

/// The variable in which a server tells a verb that it starts for whom. Only this program's own server sets it, in an
/// environment that holds nothing of the client's; whoever else can start this program on the database can read its
/// file, and is past every role already.
pub const SERVED: &str = "OFFBOARD_SERVED";

/// For whom a verb is started by a server.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Served {
    /// Number of the operator.
    pub operator: i64,
    /// Fingerprint of the key.
    pub key: String,
    /// Fingerprint of the CA, and the names in the certificate, where one was shown.
    pub certified: Option<(String, Vec<String>)>,
    /// The address from which they came.
    pub address: String,
    /// Path of the database.
    pub database: PathBuf,
    /// The configuration file.
    pub config: Option<PathBuf>,
    /// The language of the client, where it said one.
    pub language: Option<Language>,
    /// The time zone of the client, where it said one.
    pub zone: Option<Zone>,
}

impl Served {
    /// As it stands in the variable.
    pub fn written(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| Error::Bug(error.to_string()))
    }

    /// Reads what stands in the variable.
    pub fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| Error::Bug(error.to_string()))
    }
}

/// The clock of this machine.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_second())
    }
}
