//! The world outside: where mail goes, and the servers at which learners are.

mod blame;
pub mod courier;
pub mod mail_directory;
pub mod message;
mod patience;
mod reaching;
pub mod scim;
mod secrets;
pub mod smtp;

use std::path::PathBuf;

use self::mail_directory::MailDirectory;
use self::message::Sender;
use self::smtp::{Smtp, SmtpServer};
use crate::domain::mail::{MailTrouble, MailTroubleKind};
use crate::domain::time::Timestamp;
use crate::sanitise;

/// The most characters of a server's words that are kept.
const MOST_WORDS: usize = 300;

/// A message on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Address it goes to.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// The whole text.
    pub body: String,
    /// The same on every try.
    pub message_id: String,
    /// When it was queued: the date it bears.
    pub date: Timestamp,
    /// Whether the program wrote it by itself, as it then says in its head.
    pub automatic: bool,
}

/// Something that delivers mail.
pub trait Mailer: Send {
    /// Delivers one message. Delivering the same message twice must be harmless.
    fn deliver(&mut self, mail: &OutgoingMail) -> Result<(), MailTrouble>;

    /// Lets go of what is held open, because nothing was to deliver for a while.
    fn rest(&mut self) {}
}

/// The way by which mail leaves.
#[derive(Debug, Clone, Default)]
pub enum MailRoad {
    /// Into the folder beside the database.
    #[default]
    Usual,
    /// Into a folder, one file per message.
    Folder(PathBuf, Sender),
    /// To a mail server.
    Server(Box<SmtpServer>),
    /// Nowhere, because the configuration of mail is of no use, in these words: mail stays queued.
    Closed(String),
}

impl MailRoad {
    /// Whom mail comes from on this road.
    pub fn sender(&self) -> Sender {
        match self {
            Self::Folder(_, sender) => sender.clone(),
            Self::Server(server) => server.sender().clone(),
            Self::Usual | Self::Closed(_) => Sender::default(),
        }
    }

    /// What delivers mail on this road; none where it is closed. `usual` is the folder beside the database.
    pub fn mailer(&self, usual: PathBuf) -> Option<Box<dyn Mailer>> {
        Some(match self {
            Self::Usual => Box::new(MailDirectory::new(usual, Sender::default())),
            Self::Folder(path, sender) => {
                Box::new(MailDirectory::new(path.clone(), sender.clone()))
            }
            Self::Server(server) => Box::new(Smtp::new((**server).clone())),
            Self::Closed(_) => return None,
        })
    }
}

/// A trouble in words from outside, which are made safe to show and cut to a length.
fn trouble(kind: MailTroubleKind, words: &str) -> MailTrouble {
    let safe = sanitise::visible(words.trim());
    let words = match safe.char_indices().nth(MOST_WORDS) {
        Some((end, _)) => format!("{}…", &safe[..end]),
        None => safe.into_owned(),
    };
    MailTrouble { kind, words }
}
