//! Who comes over SSH: by a key of theirs, or by a certificate of a CA that the account trusts.
//!
//! The server has proved that whoever comes holds the key. Here it is decided whose key it is. A key that is revoked lets
//! nobody in, and whoever is disabled does not come in.

use std::path::PathBuf;

use super::{chain, passphrase};
use crate::domain::Language;
use crate::domain::act::Act;
use crate::domain::operator::{Came, Operator, Proof, Session};
use crate::domain::record::{Detail, Word};
use crate::domain::sitting::{Sitting, SittingKind};
use crate::domain::ssh::is_fingerprint;
use crate::error::{Error, Result};
use crate::service::{Core, Reader};
use crate::store::{Db, Store, Tx};

/// By what somebody comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// Fingerprint of the key.
    pub key: String,
    /// Fingerprint of the CA that certified it, where a certificate was shown, with the names it was made for.
    pub certified: Option<(String, Vec<String>)>,
    /// From where.
    pub address: String,
}

impl Coming {
    /// Fingerprint of the CA, where a certificate was shown.
    fn authority(&self) -> Option<&str> {
        self.certified
            .as_ref()
            .map(|certified| certified.0.as_str())
    }
}

/// Who comes, or why nobody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Welcome {
    /// An operator.
    Operator(Session),
    /// The key is not known.
    Unknown,
    /// The key is revoked.
    Revoked,
    /// The operator is disabled.
    Disabled,
    /// The CA is not trusted.
    Untrusted,
    /// The certificate is made for no operator, or for several.
    NoOne,
}

impl Reader {
    /// Says who comes. A database that another one has taken the place of says it no more.
    pub fn welcome(&mut self, coming: &Coming) -> Result<Welcome> {
        self.store.refuse_when_replaced()?;
        self.store.read(|db| welcome(db, coming))
    }

    /// Whether certificates are trusted at all.
    pub fn trusts_certificates(&mut self) -> Result<bool> {
        Ok(!self.store.db().ssh_authorities()?.is_empty())
    }

    /// A number that is another one once somebody else has written.
    pub fn state_of_account(&mut self) -> Result<i64> {
        self.store.data_version()
    }

    /// Puts on record that somebody has come, from where, and by what; answers the number of the session.
    pub fn has_come(&mut self, session: &Session, coming: &Coming) -> Result<i64> {
        let address = coming.address.as_str();
        let authority = coming.authority();
        self.write(|tx, core| {
            tx.note_ssh_key_used(&coming.key, core.now())?;
            let detail = detail(&coming.key, authority, address)?;
            chain::enter(tx, core, Some(session.operator), Act::SshBegin, detail)?;
            tx.add_sitting(
                session.operator,
                address,
                (&coming.key, authority),
                core.now(),
            )
        })
    }

    /// Notes what a session is used for.
    pub fn uses(&mut self, sitting: i64, kind: SittingKind) -> Result<()> {
        self.write(|tx, _| tx.note_sitting(sitting, kind))
    }

    /// Puts on record that a session is over.
    pub fn has_gone(&mut self, sitting: i64) -> Result<()> {
        self.write(|tx, core| match tx.sitting(sitting)? {
            Some(sitting) => enter_end(tx, core, &sitting),
            // Its operator was erased meanwhile, or another database is in the place of the one where it stood.
            None => Ok(()),
        })
    }

    /// Sessions that somebody wants to end.
    pub fn to_be_ended(&mut self) -> Result<Vec<i64>> {
        let sittings = self.store.db().sittings()?;
        let ended = sittings.iter().filter(|it| it.ended_by.is_some());
        Ok(ended.map(|it| it.id).collect())
    }

    /// Puts on record that somebody was turned away.
    pub fn was_turned_away(&mut self, coming: &Coming) -> Result<()> {
        self.write(|tx, core| {
            let detail = detail(&coming.key, coming.authority(), &coming.address)?;
            chain::enter(tx, core, None, Act::SshRefused, detail)
        })
    }

    /// Where consoles over SSH are recorded, and for how many days recordings are kept; none where they are not.
    pub fn recordings(&mut self) -> Result<(Option<PathBuf>, u16)> {
        let settings = self.store.db().settings()?;
        let folder = self.core.place.sessions.clone();
        let folder = settings.record_sessions.then_some(folder);
        Ok((folder, settings.keep_recordings_days))
    }

    /// The language of the account: that of whoever has chosen none, and whose client says none.
    pub fn language_of_account(&mut self) -> Result<Language> {
        Ok(self.store.db().settings()?.language)
    }

    /// The folder of recordings, whether anything is recorded now or not.
    pub fn recordings_folder(&self) -> PathBuf {
        self.core.place.sessions.clone()
    }

    fn write<T>(&mut self, work: impl FnOnce(&Tx<'_>, &Core) -> Result<T>) -> Result<T> {
        let core = &self.core;
        let mut store = Store::open(&core.place.database)?;
        store.write(|tx| work(tx, core))
    }
}

/// Puts on record that a session is over.
pub(super) fn enter_end(tx: &Tx<'_>, core: &Core, sitting: &Sitting) -> Result<()> {
    tx.remove_sitting(sitting.id)?;
    let detail = detail(&sitting.key, sitting.authority.as_deref(), &sitting.address)?;
    chain::enter(tx, core, Some(sitting.operator), Act::SshEnd, detail)
}

/// What the log says of where somebody came from, and by what.
fn detail(key: &str, authority: Option<&str>, address: &str) -> Result<Detail> {
    // What a stranger sends never stands in the log as they wrote it.
    if !is_fingerprint(key) || address.contains(char::is_whitespace) {
        return Err(Error::Bug("no fingerprint, or no address".to_owned()));
    }
    let authority = authority.filter(|authority| is_fingerprint(authority));
    Ok(Detail::Came {
        operator: None,
        address: Word::of(address),
        key: Word::of(key),
        authority: authority.map(Word::of),
    })
}

fn welcome(db: &Db<'_>, coming: &Coming) -> Result<Welcome> {
    if db.is_ssh_key_revoked(&coming.key)? {
        return Ok(Welcome::Revoked);
    }
    let operator = match &coming.certified {
        None => match db.ssh_key(&coming.key)? {
            Some(key) => db.operator(key.operator)?,
            None => return Ok(Welcome::Unknown),
        },
        Some((authority, principals)) => {
            if db.is_ssh_key_revoked(authority)? {
                return Ok(Welcome::Revoked);
            }
            let trusted = db.ssh_authorities()?;
            if !trusted
                .iter()
                .any(|one| one.key.fingerprint() == *authority)
            {
                return Ok(Welcome::Untrusted);
            }
            only(named(db, principals)?)
        }
    };
    Ok(match operator {
        None => Welcome::NoOne,
        Some(operator) if operator.disabled => Welcome::Disabled,
        Some(operator) => Welcome::Operator(Session {
            proof: Proof::Key(None),
            came: Some(Came {
                key: coming.key.clone(),
                address: coming.address.clone(),
            }),
            ..passphrase::session(&operator)
        }),
    })
}

/// The operators whom a certificate names.
fn named(db: &Db<'_>, principals: &[String]) -> Result<Vec<Operator>> {
    let mut operators = Vec::new();
    for name in principals {
        operators.extend(db.operator_named(name.trim())?);
    }
    operators.sort_by_key(|operator| operator.id);
    operators.dedup_by_key(|operator| operator.id);
    Ok(operators)
}

/// The one operator: a certificate for two would make them one person.
fn only(mut operators: Vec<Operator>) -> Option<Operator> {
    let first = operators.pop();
    first.filter(|_| operators.is_empty())
}
