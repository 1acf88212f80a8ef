//! The connection to a SCIM server: where it is and the token that it wants, in a file of its own beside the key.
//!
//! The token stands in that file (0600) and nowhere else: not in the database, not in a backup of it, not in the log. A
//! connection is kept only after the server has answered.

use crate::domain::act::Act;
use crate::domain::record::Detail;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::connect::scim::{
    Address, Deadlines, Fault, IdAttribute, Scim, Settings, SetupFault, Survey,
};
use crate::domain::id::OperatorId;
use crate::domain::op::Secret;
use crate::domain::operator::{Permission, Session};
use crate::domain::provider::Capabilities;
use crate::domain::reason::Reason;
use crate::durable::{self, Overwrite};
use crate::error::{Error, Result, SideFile};
use crate::service::account::{access, chain, passphrase};
use crate::service::files::secret::{SecretFault, content_of, secret_in};
use crate::service::files::{FileFault, read_small};
use crate::service::{Core, Reader, Service, noting};
use crate::store::{Db, Entry};

/// The most bytes of the file that are read: a token, and certificates.
const LONGEST: u64 = 2_000_000;
/// Where a token is looked for before the one that is kept.
const TOKEN: &str = "OFFBOARD_SCIM_TOKEN";
/// The act in the activity log.
const CONNECTED: Act = Act::ProviderConnect;
/// The fact that says who connected: calls that nobody waits for are made in that operator's name.
const CONNECTED_BY: &str = "provider_connected_by";

/// The file as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    version: u32,
    url: String,
    token: String,
    authorities: Option<String>,
    id_attribute: IdAttribute,
}

/// Why a server is not connected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unconnected {
    /// It can't be spoken to with these settings.
    Setup(SetupFault),
    /// The file with the token is of no use.
    Token(PathBuf, SecretFault),
    /// The file with certificates cannot be read, in these words.
    Authorities(PathBuf, String),
    /// It did not answer as it should.
    Fault(Fault),
}

/// Where a token comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenFrom {
    /// It was typed, or stood in the environment.
    Said(Secret),
    /// A file that nobody else can read.
    File(PathBuf),
}

/// A connection to be made, as somebody said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConnection {
    /// Where the server is.
    pub url: String,
    /// Its token.
    pub token: TokenFrom,
    /// A file with the certificates of the authorities that are trusted instead of the system's.
    pub ca_file: Option<PathBuf>,
    /// Where a record has its unique user ID.
    pub id_attribute: IdAttribute,
}

impl NewConnection {
    /// Reads the files it names.
    pub fn settings(&self) -> std::result::Result<Settings, Unconnected> {
        let address = Address::parse(&self.url).map_err(Unconnected::Setup)?;
        let token = match &self.token {
            TokenFrom::Said(token) => token.clone(),
            TokenFrom::File(path) => {
                secret_in(path).map_err(|fault| Unconnected::Token(path.clone(), fault))?
            }
        };
        let authorities = self.ca_file.as_ref().map(|path| {
            content_of(path).map_err(|words| Unconnected::Authorities(path.clone(), words))
        });
        Ok(Settings {
            address,
            token,
            authorities: authorities.transpose()?,
            id_attribute: self.id_attribute,
            deadlines: Deadlines::default(),
        })
    }
}

/// A server that answered: how it is spoken to, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// How it is spoken to.
    pub settings: Settings,
    /// What it does.
    pub survey: Survey,
}

/// Tries a server; nothing is written there.
fn tried(settings: Settings) -> std::result::Result<Tried, Unconnected> {
    let scim = Scim::new(&settings).map_err(Unconnected::Setup)?;
    let survey = scim.survey().map_err(Unconnected::Fault)?;
    Ok(Tried { settings, survey })
}

/// The token that the environment gives, where it gives one.
fn token_given() -> Option<Secret> {
    let token = std::env::var(TOKEN).ok();
    token.filter(|token| !token.is_empty()).map(Secret)
}

/// Whether somebody may; what is refused is put on record.
fn may(
    (db, core): (&Db<'_>, &Core),
    session: &Session,
    permission: Permission,
    act: Act,
) -> Result<()> {
    let allowed = access::authorise(db, session, permission);
    noting::refusals(core, session, act, allowed).map(drop)
}

impl Reader {
    /// Tries a server as somebody said it, or the one to which a connection is kept. Needs `Permission::Administer`.
    pub fn try_server(
        &mut self,
        session: &Session,
        new: Option<&NewConnection>,
    ) -> Result<std::result::Result<Tried, Unconnected>> {
        may(
            (&self.store.db(), &self.core),
            session,
            Permission::Administer,
            CONNECTED,
        )?;
        let settings = match new {
            Some(new) => new.settings(),
            None => Ok(connection_of(&self.core)?.ok_or(Error::Refused(Reason::NoServer))?),
        };
        Ok(settings.and_then(tried))
    }

    /// How the server is spoken to, to which a connection is kept. Needs `Permission::TakeEvidence`.
    pub(crate) fn server_to_read(&self, session: &Session) -> Result<Settings> {
        let place = (&self.store.db(), &*self.core);
        may(
            place,
            session,
            Permission::TakeEvidence,
            Act::ProviderRoster,
        )?;
        connection_of(&self.core)?.ok_or(Error::Refused(Reason::NoServer))
    }
}

impl Service {
    /// Tries a server and keeps the connection to it when it answers. Needs `Permission::Administer`.
    pub fn connect_provider(
        &mut self,
        session: &Session,
        new: &NewConnection,
    ) -> Result<std::result::Result<Tried, Unconnected>> {
        let settings = match new.settings() {
            Ok(settings) => settings,
            Err(unconnected) => return Ok(Err(unconnected)),
        };
        self.may_keep(session, &settings)?;
        let tried = match tried(settings) {
            Ok(tried) => tried,
            Err(unconnected) => return Ok(Err(unconnected)),
        };
        self.keep_connection(session, &tried)?;
        Ok(Ok(tried))
    }

    fn may_keep(&self, session: &Session, settings: &Settings) -> Result<()> {
        let place = (&self.store.db(), &*self.core);
        may(place, session, Permission::Administer, CONNECTED)?;
        // Another server knows nothing of a call to this one: what it has never had would count as deleted there.
        let (_, in_doubt) = self.store.db().count_pushable()?;
        let before = server_of(&self.core)?;
        let is_another = before.is_some_and(|url| url != settings.address.as_str());
        if in_doubt > 0 && is_another {
            return Err(Error::Refused(Reason::ChangesInDoubt(in_doubt)));
        }
        if is_another && self.makes_calls() {
            return Err(Error::Conflict(Reason::CallsUnderWay));
        }
        Ok(())
    }

    /// Keeps the connection to a server that answered. Needs `Permission::Administer`.
    pub fn keep_connection(&mut self, session: &Session, tried: &Tried) -> Result<()> {
        self.core.may_write()?;
        let settings = &tried.settings;
        self.may_keep(session, settings)?;
        let authorities = settings.authorities.clone().map(String::from_utf8);
        let kept = Kept {
            version: 1,
            url: settings.address.as_str().to_owned(),
            token: settings.token.0.clone(),
            authorities: authorities
                .transpose()
                .map_err(|error| Error::Usage(error.to_string()))?,
            id_attribute: settings.id_attribute,
        };
        let text =
            serde_json::to_vec_pretty(&kept).map_err(|error| Error::Bug(error.to_string()))?;
        let path = self.core.place.connection.clone();
        durable::write(&path, Overwrite::Replace, &text)
            .map_err(|error| Error::from_io(&error, &path))?;
        let core = &self.core;
        let entry = Entry {
            at: core.now(),
            operator: Some(session.operator),
            act: CONNECTED,
            user: None,
            batch: None,
            detail: Detail::NOTHING,
        };
        let found = capabilities(&tried.survey);
        self.store.write(|tx| {
            tx.set_capabilities(found)?;
            tx.set_fact(CONNECTED_BY, session.operator.0)?;
            chain::append(tx, core, &entry)
        })
    }

    /// The connection that is kept, with the token of the environment where it gives one, for an act that needs a
    /// permission.
    pub fn provider_connection(
        &self,
        session: &Session,
        permission: Permission,
    ) -> Result<Option<Settings>> {
        let place = (&self.store.db(), &*self.core);
        may(place, session, permission, CONNECTED)?;
        connection_of(&self.core)
    }

    /// In whose name, and to which server, the calls are made that are to be made while no operator is here; none where
    /// there are none, where somebody holds them back, and where whoever connected may not any more.
    pub fn unattended_calls(&self) -> Result<Option<(Session, Settings)>> {
        let db = self.store.db();
        if db.count_pushable()? == (0, 0) || db.calls_are_held()? {
            return Ok(None);
        }
        let Some(by) = db.fact::<i64>(CONNECTED_BY)? else {
            return Ok(None);
        };
        let operator = db.operator(OperatorId(by))?;
        let Some(operator) = operator.filter(|one| one.may(Permission::HandOver)) else {
            return Ok(None);
        };
        let session = passphrase::session(&operator);
        let settings = connection_of(&self.core)?;
        Ok(settings.map(|settings| (session, settings)))
    }
}

/// The connection that is kept, with the token of the environment where it gives one.
fn connection_of(core: &Core) -> Result<Option<Settings>> {
    let Some(kept) = kept(core)? else {
        return Ok(None);
    };
    let damaged = || SideFile::Connection.damaged(&core.place.connection, "the address");
    Ok(Some(Settings {
        address: Address::parse(&kept.url).map_err(|_| damaged())?,
        token: token_given().unwrap_or(Secret(kept.token)),
        authorities: kept.authorities.map(String::into_bytes),
        id_attribute: kept.id_attribute,
        deadlines: Deadlines::default(),
    }))
}

/// What a server was found to do, of what roads ask for.
pub fn capabilities(survey: &Survey) -> Capabilities {
    Capabilities {
        finds: !survey.keys().is_empty(),
        deletes: survey.allows("DELETE"),
    }
}

/// Where the server is to which a connection is kept; none where there is none.
pub(crate) fn server_of(core: &Core) -> Result<Option<String>> {
    Ok(kept(core)?.map(|kept| kept.url))
}

fn kept(core: &Core) -> Result<Option<Kept>> {
    let path = &core.place.connection;
    let text = match read_small(path, LONGEST) {
        Ok(text) => text,
        Err(FileFault::NotFound(_)) => return Ok(None),
        Err(fault) => return Err(fault.into()),
    };
    // What is wrong with the text is not said by quoting it: the token stands in it.
    let damaged = || SideFile::Connection.damaged(path, "its form");
    let kept: Kept = serde_json::from_str(&text).map_err(|_| damaged())?;
    if kept.version != 1 {
        return Err(damaged());
    }
    Ok(Some(kept))
}
