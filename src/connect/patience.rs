//! How long a mail server may take: for each answer, and for everything that is said about one message.

use std::time::Duration;

/// How long a server may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// To take a connection and to greet.
    pub connect: Duration,
    /// To answer a command.
    pub command: Duration,
    /// To answer for a message that it has been given whole.
    pub message: Duration,
    /// For all that is said about one message, however it is spread: a server that sends a byte now and then answers
    /// each time and holds up everybody's mail.
    pub conversation: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            command: Duration::from_secs(60),
            message: Duration::from_secs(180),
            conversation: Duration::from_secs(300),
        }
    }
}
