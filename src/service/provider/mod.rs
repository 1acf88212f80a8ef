//! Accounts that live at a provider: how a batch goes there, and how its rows are erased here once evidence came.
//!
//! The runner of a batch asks [`goes_there`] first. A batch that does is judged row by row as one that is erased here,
//! and written down as changes ([`preparing`]); then its files are written ([`packing`]) and it is *at the provider*.
//! Evidence moves its changes (`ops::provider`), and each row that is confirmed is erased here by the road of every
//! erasure: journal, chunk, tombstone, log ([`concluding`]). Nothing of a learner is erased before that.

pub(crate) mod books;
pub(crate) mod calling;
pub(crate) mod concluding;
pub(crate) mod course;
pub(crate) mod packing;
pub(crate) mod preparing;
pub(crate) mod pulling;
pub(crate) mod pushing;
mod unfound;
mod working;

use crate::domain::act::Act;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::batch::Progress;
use crate::domain::id::BatchId;
use crate::domain::operator::{Permission, Session};
use crate::domain::provider::{ProviderOp, ResultsToken};
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::roster::{ImportOptions, RosterImport, RosterToken};
use crate::error::{Error, Result};
use crate::intake::results::{ResultsRow, ResultsUnread, read_refusals};
use crate::service::account::access;
use crate::service::deletion::review::Spool;
use crate::service::files::{hexadecimal, name_of, open_regular};
use crate::service::waiting::keep_newest;
use crate::service::{Core, Reader, RosterChoice, noting, ops};
use crate::store::Db;

/// The header of the column with the provider's message, as it was chosen last.
pub(crate) const MESSAGE_COLUMN: &str = "provider_message_column";

/// What is known of a file that was brought as evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileSeen {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Whether its last line ends as lines do.
    pub ends_whole: bool,
}

/// A results file that was read and waits to be taken in.
#[derive(Debug)]
pub(crate) struct ResultsRead {
    /// The file.
    pub seen: FileSeen,
    /// Rows that refuse somebody.
    pub rows: Vec<ResultsRow>,
    /// How many rows say that it went well.
    pub well: u64,
    /// The header of the column with the message, where somebody chose it.
    pub message: Option<String>,
}

/// Files that were brought as evidence and wait.
#[derive(Debug, Default)]
pub(crate) struct Brought {
    /// Rosters, by the token of their rows.
    pub rosters: BTreeMap<RosterToken, FileSeen>,
    /// The files of those that a server gave: rows that fail are looked at again.
    pub spools: BTreeMap<RosterToken, Spool>,
    /// Results files.
    pub results: BTreeMap<ResultsToken, Arc<ResultsRead>>,
}

impl Brought {
    /// Lets a roster go.
    pub fn forget_roster(&mut self, token: RosterToken) {
        self.rosters.remove(&token);
        self.spools.remove(&token);
    }

    /// Keeps the file of a roster that a server gave for as long as the roster.
    fn keep_spool(&mut self, token: RosterToken, spool: Spool) {
        self.spools.insert(token, spool);
        let rosters = &self.rosters;
        self.spools.retain(|token, _| rosters.contains_key(token));
    }
}

/// Lets go of what an act has taken in.
pub(crate) fn forget_taken(core: &Core, op: &ProviderOp) {
    if let ProviderOp::Roster(roster) = op {
        let token = &roster.import.roster;
        if let Ok(mut rosters) = core.rosters() {
            rosters.remove(token);
        }
        if let Ok(mut brought) = core.brought() {
            brought.forget_roster(*token);
        }
    }
    if let ProviderOp::Results(token) = op
        && let Ok(mut brought) = core.brought()
    {
        brought.results.remove(token);
    }
}

/// Numbers results files within the process.
static NEXT_TOKEN: AtomicU64 = AtomicU64::new(1);

/// Whether a batch is carried out at a provider: one that began to, and one of an account that lives there and of which
/// nothing has been erased here.
pub(crate) fn goes_there(db: &Db<'_>, batch: BatchId) -> Result<bool> {
    if db.batch_has_changes(batch)? {
        return Ok(true);
    }
    let Some(state) = db.run_state(batch)? else {
        return Ok(false);
    };
    // Who is gone there already has nothing to be done there.
    let begun = state.started_at.is_some() || state.accepts.is_some();
    Ok(!begun && db.settings()?.road(RequestKind::Delete).is_some())
}

/// Looks a file over that is brought as evidence.
fn look_at(path: &Path) -> Result<FileSeen> {
    use std::io::Read;

    use sha2::{Digest, Sha256};
    let (mut file, _) = open_regular(path)?;
    let fault = |error: std::io::Error| Error::from_io(&error, path);
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    let mut tail = [0_u8; 2];
    loop {
        let count = file.read(&mut buffer).map_err(fault)?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
        tail = match &buffer[..count] {
            [.., one, two] => [*one, *two],
            [one] => [tail[1], *one],
            [] => tail,
        };
    }
    // The last unit of UTF-16 has its line end in either byte.
    let ends_whole = tail[1] == b'\n' || tail[1] == b'\r' || matches!(tail, [b'\n' | b'\r', 0]);
    Ok(FileSeen {
        name: name_of(path),
        sha256: hexadecimal(&hash.finalize()),
        ends_whole,
    })
}

impl Reader {
    /// Reads the provider's download of all users for `ProviderOp::Roster`, and keeps its rows until they are taken in or
    /// dropped. Needs `Permission::TakeEvidence`.
    pub fn read_provider_roster(
        &mut self,
        session: &Session,
        file: &Path,
        choice: &RosterChoice,
    ) -> Result<RosterImport> {
        self.read_provider_roster_watched(session, file, choice, &mut |_| true)
    }

    /// The same; `watch` gets the progress in bytes and answers whether to go on.
    pub fn read_provider_roster_watched(
        &mut self,
        session: &Session,
        file: &Path,
        choice: &RosterChoice,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<RosterImport> {
        self.may_bring(session, crate::domain::act::Act::ProviderRoster)?;
        let seen = look_at(file)?;
        self.bring(file, seen, choice, watch)
    }

    /// Reads the rows of a roster of the provider, and keeps them.
    pub(crate) fn bring(
        &mut self,
        file: &Path,
        seen: FileSeen,
        choice: &RosterChoice,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<RosterImport> {
        let (mut import, _) = ops::read_roster(&self.store.db(), &self.core, file, choice, watch)?;
        // What the provider says is so; whom it mails is its affair, and what is ours is mailed when it is concluded.
        import.options = ImportOptions {
            in_part: true,
            no_mail: true,
            ..ImportOptions::default()
        };
        let rosters = &mut self.core.brought()?.rosters;
        rosters.insert(import.roster, seen);
        keep_newest(rosters);
        Ok(import)
    }

    /// Reads the provider's results file for `ProviderOp::Results`. `message` is the header of the column with the message,
    /// where it is not found by itself; what was chosen last is remembered. Needs `Permission::TakeEvidence`.
    pub fn read_provider_results(
        &mut self,
        session: &Session,
        file: &Path,
        message: Option<&str>,
    ) -> Result<ResultsToken> {
        self.may_bring(session, crate::domain::act::Act::ProviderResults)?;
        let seen = look_at(file)?;
        let open = || open_regular(file).map(|(file, _)| std::io::BufReader::new(file));
        let remembered: Option<String> = self.store.db().fact(MESSAGE_COLUMN)?;
        let read = match (message, &remembered) {
            (Some(chosen), _) => read_refusals(open()?, Some(chosen)),
            (None, Some(remembered)) => match read_refusals(open()?, Some(remembered)) {
                Err(ResultsUnread::NoMessage) => read_refusals(open()?, None),
                read => read,
            },
            (None, None) => read_refusals(open()?, None),
        };
        let rows = read.map_err(|fault| match fault {
            ResultsUnread::Read(fault) => Error::from(fault),
            ResultsUnread::NoIdentifier => Error::Refused(Reason::IdentifierMissing),
            ResultsUnread::NoMessage => Error::Refused(Reason::NoMessageColumn),
        })?;
        let token = ResultsToken(NEXT_TOKEN.fetch_add(1, Ordering::Relaxed));
        let message = message.map(str::to_owned);
        let read = ResultsRead {
            seen,
            rows: rows.refusing,
            well: rows.well,
            message,
        };
        let results = &mut self.core.brought()?.results;
        results.insert(token, Arc::new(read));
        keep_newest(results);
        Ok(token)
    }

    /// Forgets a results file that was not taken in.
    pub fn drop_results(&mut self, results: ResultsToken) {
        if let Ok(mut brought) = self.core.brought() {
            brought.results.remove(&results);
        }
    }

    pub(crate) fn may_bring(&self, session: &Session, act: Act) -> Result<()> {
        let allowed = access::authorise(&self.store.db(), session, Permission::TakeEvidence);
        noting::refusals(&self.core, session, act, allowed).map(drop)
    }
}

impl Core {
    /// Files that were brought as evidence and wait.
    pub(crate) fn brought(&self) -> Result<std::sync::MutexGuard<'_, Brought>> {
        self.brought
            .lock()
            .map_err(|_| Error::Bug("a file failed while it was kept".to_owned()))
    }
}
