//! Somebody who is here, and why they are sent away.

use tokio::sync::watch;

use crate::domain::operator::Session;
use crate::service::account::coming::Coming;

/// Why somebody is sent away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Farewell {
    /// The connection is gone.
    Gone,
    /// The server ends.
    ServerEnds,
    /// The operator is disabled.
    Disabled,
    /// The key, or the CA that certified it, is not taken any more.
    KeyGone,
}

/// Somebody who is here.
#[derive(Debug)]
pub(super) struct Known {
    /// Which connection.
    pub(super) number: u64,
    /// Who.
    pub(super) session: Session,
    /// By what.
    pub(super) coming: Coming,
    /// From where.
    pub(super) address: String,
    /// Says that they are sent away.
    pub(super) farewell: watch::Sender<Option<Farewell>>,
}

impl Known {
    /// Hears when somebody is sent away.
    pub(super) fn farewell(&self) -> watch::Receiver<Option<Farewell>> {
        self.farewell.subscribe()
    }
}
