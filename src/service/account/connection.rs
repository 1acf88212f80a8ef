//! The connection to a SCIM server: where it is and the token that it wants, in a file of its own beside the key.
//!
//! The token stands in that file (0600) and nowhere else: not in the database, not in a backup of it, not in the log. A
//! connection is kept only after the server has answered.

use crate::domain::act::Act;
use crate::domain::record::Detail;
use std::io::Write;

use serde::{Deserialize, Serialize};

use crate::connect::scim::{
    Address, Deadlines, Fault, IdAttribute, Listed, Scim, ScimUser, Settings, SetupFault, Survey,
};
use crate::domain::id::OperatorId;
use crate::domain::op::Secret;
use crate::domain::operator::{Permission, Session};
use crate::domain::provider::Capabilities;
use crate::domain::reason::Reason;
use crate::durable::{self, Overwrite};
use crate::error::{Error, Result, Trouble};
use crate::intake::writing::CsvWriter;
use crate::service::account::{access, chain, passphrase};
use crate::service::files::{FileFault, read_small};
use crate::service::{Core, Service, noting};
use crate::store::Entry;

/// The most bytes of the file that are read: a token, and certificates.
const LONGEST: u64 = 2_000_000;
/// The act in the activity log.
const CONNECTED: Act = Act::ProviderConnect;
/// The fact that says who connected: calls that nobody waits for are made in that operator's name.
const CONNECTED_BY: &str = "provider_connected_by";
/// The columns of a roster that comes from a server, as an import knows them.
const COLUMNS: [&str; 6] = [
    "preferred_first_name",
    "preferred_last_name",
    "primary_email_address",
    "unique_user_id",
    "work_title",
    "license_status",
];

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

/// A roster that was read from a server, and whether it has everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PulledRoster {
    /// The file, with a header.
    pub csv: Vec<u8>,
    /// What came of the listing.
    pub listed: Listed,
}

/// Why a server is not connected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unconnected {
    /// It can't be spoken to with these settings.
    Setup(SetupFault),
    /// It did not answer as it should.
    Fault(Fault),
}

impl Service {
    /// Tries a server and keeps the connection to it when it answers. Needs `Permission::Administer`.
    pub fn connect_provider(
        &mut self,
        session: &Session,
        settings: &Settings,
    ) -> Result<std::result::Result<Survey, Unconnected>> {
        self.may_connect(session)?;
        // Another server knows nothing of a call to this one: what it has never had would count as deleted there.
        let (_, in_doubt) = self.store.db().count_pushable()?;
        let before = server_of(&self.core)?;
        let is_another = before.is_some_and(|url| url != settings.address.as_str());
        if in_doubt > 0 && is_another {
            return Err(Error::Refused(Reason::ChangesInDoubt(in_doubt)));
        }
        let survey = match Scim::new(settings).map(|scim| scim.survey()) {
            Ok(Ok(survey)) => survey,
            Ok(Err(fault)) => return Ok(Err(Unconnected::Fault(fault))),
            Err(fault) => return Ok(Err(Unconnected::Setup(fault))),
        };
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
        let found = capabilities(&survey);
        self.store.write(|tx| {
            tx.set_capabilities(found)?;
            tx.set_fact(CONNECTED_BY, session.operator.0)?;
            chain::append(tx, core, &entry)
        })?;
        Ok(Ok(survey))
    }

    /// The connection that is kept, with another token where one is given. Needs `Permission::Administer`.
    pub fn provider_connection(
        &self,
        session: &Session,
        token: Option<Secret>,
    ) -> Result<Option<Settings>> {
        self.may_connect(session)?;
        let Some(kept) = kept(&self.core)? else {
            return Ok(None);
        };
        let damaged = || Trouble::Damaged(self.core.place.connection.display().to_string());
        Ok(Some(Settings {
            address: Address::parse(&kept.url).map_err(|_| damaged())?,
            token: token.unwrap_or(Secret(kept.token)),
            authorities: kept.authorities.map(String::into_bytes),
            id_attribute: kept.id_attribute,
            deadlines: Deadlines::default(),
        }))
    }

    /// In whose name, and to which server, the calls are made that are to be made while no operator is here; none where
    /// there are none, and where whoever connected may not any more.
    pub fn unattended_calls(&self, token: Option<Secret>) -> Result<Option<(Session, Settings)>> {
        let db = self.store.db();
        if db.count_pushable()? == (0, 0) {
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
        let settings = self.provider_connection(&session, token)?;
        Ok(settings.map(|settings| (session, settings)))
    }

    fn may_connect(&self, session: &Session) -> Result<()> {
        let allowed = access::authorise(&self.store.db(), session, Permission::Administer);
        noting::refusals(&self.core, session, CONNECTED, allowed).map(drop)
    }
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
    let damaged = || Trouble::Damaged(path.display().to_string());
    let kept: Kept = serde_json::from_str(&text).map_err(|_| damaged())?;
    if kept.version != 1 {
        return Err(damaged().into());
    }
    Ok(Some(kept))
}

/// Reads all users of a server as a roster. `each` hears how many have come, and of how many.
pub fn pull_roster(
    scim: &Scim,
    id_attribute: IdAttribute,
    mut each: impl FnMut(u64, Option<u64>) -> bool,
) -> Result<std::result::Result<PulledRoster, Fault>> {
    let mut csv = Vec::new();
    let listed = pull_into(scim, id_attribute, &mut csv, &mut each)?;
    Ok(listed.map(|listed| PulledRoster { csv, listed }))
}

/// The same, into whatever takes it.
pub(crate) fn pull_into(
    scim: &Scim,
    id_attribute: IdAttribute,
    out: &mut impl Write,
    each: &mut dyn FnMut(u64, Option<u64>) -> bool,
) -> Result<std::result::Result<Listed, Fault>> {
    let mut writer = CsvWriter::new(out);
    writer.row(COLUMNS).map_err(|error| unwritten(&error))?;
    let (mut count, mut written) = (0, Ok(()));
    let stop = scim.stop();
    let listed = scim.list(|user, stated| {
        count += 1;
        if written.is_ok() {
            written = writer.row(row(user, id_attribute).iter().map(String::as_str));
        }
        if !each(count, stated) {
            stop.stop();
        }
    });
    written.map_err(|error| unwritten(&error))?;
    Ok(listed)
}

fn unwritten(error: &std::io::Error) -> Error {
    Trouble::Io(error.to_string()).into()
}

fn row(user: &ScimUser, id_attribute: IdAttribute) -> [String; 6] {
    let who = user.identifiers(id_attribute);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let first = if user.given_name.is_none() && user.family_name.is_none() {
        text(&user.display_name)
    } else {
        text(&user.given_name)
    };
    [
        first,
        text(&user.family_name),
        who.email
            .map(|email| email.as_str().to_owned())
            .unwrap_or_default(),
        who.unique_id
            .map(|id| id.as_str().to_owned())
            .unwrap_or_default(),
        text(&user.title),
        user.active
            .map(|active| if active { "active" } else { "inactive" }.to_owned())
            .unwrap_or_default(),
    ]
}
