//! Users at a SCIM 2.0 server (RFC 7643, RFC 7644): asked for, deactivated, deleted.
//!
//! A thin client that believes little. Whatever a server answers is read leniently and bounded; what is done to a person
//! rests on a record that the server returned and that has both identifiers held here (see
//! [`crate::domain::provider::identity`]). Nothing that changes anything is sent a second time before the server was
//! asked what came of the first. Redirects are not followed, and the token stands in nothing that is shown.

mod address;
mod crew;
mod deeds;
mod everybody;
mod exchange;
mod finding;
mod listing;
mod pace;
mod record;
mod survey;
mod wire;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

pub use address::Address;
pub use crew::{Desk, Entry, work};
pub use deeds::{CallLog, Deed, Errand, Known, Leave, Manner, Outcome, Proof, Unrecorded};
pub use everybody::{Everybody, Person};
pub use exchange::Said;
pub use finding::{Found, Lookup};
pub use listing::{Completeness, Listed, MOST_USERS};
pub use pace::{LONGEST as LONGEST_WAIT, RealWait, Stop, Wait};
pub use record::{IdAttribute, ScimUser};
pub use survey::{Declared, FilterUse, Survey};

pub use crate::domain::provider::Call;

use self::pace::{Gate, Turns};
use self::wire::Wire;
use crate::domain::op::Secret;
use crate::domain::provider::RosterDoubt;

/// How long is waited for a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// For a connection.
    pub connect: Duration,
    /// For a whole answer, from the first byte that is sent.
    pub answer: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(60),
        }
    }
}

/// What has to be known to speak to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where it is.
    pub address: Address,
    /// The token that it wants.
    pub token: Secret,
    /// Certificates of the authorities that are trusted instead of the system's, in PEM.
    pub authorities: Option<Vec<u8>>,
    /// Where a record has its unique user ID.
    pub id_attribute: IdAttribute,
    /// How long is waited.
    pub deadlines: Deadlines,
}

/// Why a server can't be spoken to with these settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupFault {
    /// Not an address of a server.
    Address,
    /// A name or a password stands in the address.
    Credentials,
    /// Not encrypted, and not this machine.
    PlainBeyondThisMachine,
    /// The token is not one line of visible ASCII characters.
    Token,
    /// The file of authorities is of no use, in these words.
    Certificates(String),
}

/// Why a call ended without what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The run was stopped.
    Stopped,
    /// The server does not accept the token (401), or not for this (403).
    SignIn(Said),
    /// The server points to another place, which is not followed.
    Redirected(Said),
    /// No connection came about: nothing was sent.
    Unreachable(String),
    /// No connection came about in so many seconds: nothing was sent.
    NoConnection(u64),
    /// The connection broke: whether the call arrived is not known.
    Broken(String),
    /// No answer came in time: whether the call arrived is not known.
    Silent(Silence),
    /// The answer is longer than is read.
    TooLong,
    /// The server goes on asking for patience.
    Busy(Said),
    /// Any other answer than success.
    Answered(Said),
    /// A success that is not SCIM.
    NotScim(Said),
    /// Somebody was not found, and the list of all users does not surely have everybody.
    Incomplete(Listed),
    /// Somebody was not found, and the list of all users is not believed.
    Doubtful(Vec<RosterDoubt>),
    /// The server can't be asked for one person: no filter does what it should.
    NoFilter,
    /// The call could not be recorded, so it was not made.
    Unrecorded,
}

/// A call to which no answer came in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Which: its method, and what it was about, without the questions.
    pub call: String,
    /// How many seconds were waited.
    pub seconds: u64,
}

/// A server, which any number of threads may call at once.
pub struct Scim {
    address: Address,
    wire: Wire,
    gate: Gate,
    turns: Turns,
    stop: Stop,
    id_attribute: IdAttribute,
    /// The server does not change records in part.
    no_patch: AtomicBool,
    /// The server has shown somebody by an id: when it says that there is nobody, that says something.
    shows_by_id: AtomicBool,
}

impl fmt::Debug for Scim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scim({})", self.address.as_str())
    }
}

impl Scim {
    /// A server, to which a connection is made with the first call.
    pub fn new(settings: &Settings) -> Result<Self, SetupFault> {
        Self::waiting(settings, Arc::new(RealWait))
    }

    /// The same, with something else that waits.
    pub fn waiting(settings: &Settings, wait: Arc<dyn Wait>) -> Result<Self, SetupFault> {
        Ok(Self {
            address: settings.address.clone(),
            wire: Wire::new(settings)?,
            gate: Gate::new(wait),
            turns: Turns::default(),
            stop: Stop::default(),
            id_attribute: settings.id_attribute,
            no_patch: AtomicBool::new(false),
            shows_by_id: AtomicBool::new(false),
        })
    }

    /// What stops everything that is done with this server.
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Where it is.
    pub const fn address(&self) -> &Address {
        &self.address
    }
}
