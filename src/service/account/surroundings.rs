//! What the service takes from outside: the time, the machine's time zone, and what trials replace.

use std::sync::Arc;

use crate::domain::reason::Reason;
use crate::domain::record::Door;
use crate::domain::time::Clock;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::service::{Points, Timings};

/// Things from outside that tests replace.
#[derive(Clone)]
pub struct Surroundings {
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// The zone of the machine: that of an account which has none yet.
    pub zone: Zone,
    /// By which door this process comes in.
    pub door: Door,
    /// The cheapest passphrase hash, for tests; never in the shipped program.
    pub cheap_passphrases: bool,
    /// Where the times of phases go.
    pub timings: Timings,
    /// Who hears how far the work is; only trials listen.
    pub points: Points,
    /// Whether nothing is changed, whoever asks: the database is opened for reading alone. Sign-ins, and what is taken away, are
    /// entered in the log all the same.
    pub read_only: bool,
    /// How many pages the database may grow to, for trials of a full disk; none in the shipped program.
    pub page_limit: Option<u32>,
}

impl Surroundings {
    /// The surroundings of the shipped program, at the time of a clock; nobody measures or watches.
    pub fn at(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            zone: Zone::UTC,
            door: Door::CommandLine,
            cheap_passphrases: false,
            timings: Timings::default(),
            points: Points::default(),
            read_only: false,
            page_limit: None,
        }
    }

    /// Refuses what would change anything where nothing is to be changed.
    pub const fn may_write(&self) -> Result<()> {
        if self.read_only {
            return Err(Error::Refused(Reason::OpenedReadOnly));
        }
        Ok(())
    }
}
