//! Somebody who is here, and why they are sent away.

use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use tokio::sync::watch;

use crate::domain::operator::Session;
use crate::domain::sitting::SittingKind;
use crate::domain::time::Timestamp;
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
    /// The certificate is in force no longer.
    Expired,
    /// Somebody has ended the session.
    Ended,
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
    /// The number of the session in the database that is open now.
    pub(super) sitting: AtomicI64,
    /// What the session is used for.
    pub(super) kinds: Mutex<HashSet<SittingKind>>,
    /// Until when the certificate by which they came is in force.
    pub(super) until: Option<Timestamp>,
    /// Says that they are sent away.
    pub(super) farewell: watch::Sender<Option<Farewell>>,
}

impl Known {
    /// The number of the session, as everybody sees it.
    pub(super) fn sitting(&self) -> i64 {
        self.sitting.load(Ordering::SeqCst)
    }

    /// Hears when somebody is sent away.
    pub(super) fn farewell(&self) -> watch::Receiver<Option<Farewell>> {
        self.farewell.subscribe()
    }
}
