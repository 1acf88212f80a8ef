//! The world outside: where mail goes.

pub mod mail_directory;

use crate::domain::time::Timestamp;

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
}

/// Why a message was not delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeliveryFault {
    /// Worth another try.
    Later(String),
    /// Not worth one.
    Never(String),
}

/// Something that delivers mail.
pub trait Mailer: Send {
    /// Delivers one message. Delivering the same message twice must be harmless.
    fn deliver(&mut self, mail: &OutgoingMail) -> Result<(), DeliveryFault>;

    /// Removes delivered messages that are not `wanted` any more, by Message-ID, where that is within reach.
    fn forget(&mut self, wanted: &dyn Fn(&str) -> bool) -> Result<(), DeliveryFault>;
}
