//! All users of a server as a roster: read page by page into a file without a name for anybody, then taken as the download
//! of all users is, through the same gates.

use std::io::BufWriter;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::connect::scim::{Completeness, Fault, IdAttribute, Listed, Scim};
use crate::domain::batch::Progress;
use crate::domain::operator::Session;
use crate::domain::roster::{RosterImport, Served};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::account::connection::Unconnected;
use crate::service::account::listing::pull_into;
use crate::service::deletion::review::Spool;
use crate::service::{Reader, RosterChoice};

/// What came of reading all users of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulled {
    /// What came of the listing.
    pub listed: Listed,
    /// When it began: who came or went later is not in it.
    pub taken_at: Timestamp,
    /// Of which records they are.
    pub served: Arc<Served>,
    /// The rows; none where the listing does not have everybody, so that nothing is concluded from it.
    pub import: Option<RosterImport>,
}

/// How often it is looked whether a reading shall go on.
const LOOKS_EVERY: Duration = Duration::from_millis(100);

impl Reader {
    /// Reads all users of the server to which a connection is kept, as [`Self::pull_provider_roster`] does. `watch` hears
    /// how many have come, and answers whether to go on, while the server is waited for too.
    pub fn read_server(
        &mut self,
        session: &Session,
        license: Option<String>,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<std::result::Result<Pulled, Unconnected>> {
        let settings = self.server_to_read(session)?;
        let scim = match Scim::new(&settings) {
            Ok(scim) => scim,
            Err(fault) => return Ok(Err(Unconnected::Setup(fault))),
        };
        let (came, heard) = mpsc::channel();
        let mut latest = Progress::default();
        let pulled = thread::scope(|scope| {
            let server = (&scim, settings.id_attribute);
            let reading = scope.spawn(move || {
                let mut each = |done, stated: Option<u64>| {
                    let total = stated.unwrap_or(done);
                    came.send(Progress { done, total }).is_ok()
                };
                self.pull_provider_roster(session, server, license, &mut each)
            });
            loop {
                match heard.recv_timeout(LOOKS_EVERY) {
                    Ok(progress) => latest = heard.try_iter().last().unwrap_or(progress),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return reading.join(),
                }
                if !watch(latest) {
                    scim.stop().stop();
                }
            }
        });
        let pulled = pulled.map_err(|_| Error::Bug("reading a server failed".to_owned()))?;
        Ok(pulled?.map_err(Unconnected::Fault))
    }

    /// Reads all users of a server for `ProviderOp::Roster`. `license` is the license type that being active there stands
    /// for, where the account has several. Needs `Permission::TakeEvidence`.
    pub fn pull_provider_roster(
        &mut self,
        session: &Session,
        (scim, id_attribute): (&Scim, IdAttribute),
        license: Option<String>,
        each: &mut dyn FnMut(u64, Option<u64>) -> bool,
    ) -> Result<std::result::Result<Pulled, Fault>> {
        self.may_bring(session, crate::domain::act::Act::ProviderRoster)?;
        let taken_at = self.core.now();
        let spool = Spool::create(&self.core)?;
        let mut writer = BufWriter::new(spool.writer()?);
        let (listed, served) = match pull_into(scim, id_attribute, &mut writer, each)? {
            Ok(pulled) => pulled,
            Err(fault) => return Ok(Err(fault)),
        };
        writer
            .into_inner()
            .map_err(|error| Error::from_io(error.error(), &spool.path))?;
        let mut pulled = Pulled {
            listed,
            taken_at,
            served: Arc::new(served),
            import: None,
        };
        if listed.completeness == Completeness::Whole {
            let mut seen = super::look_at(&spool.path)?;
            scim.address().as_str().clone_into(&mut seen.name);
            let choice = RosterChoice {
                license,
                served: Some(Arc::clone(&pulled.served)),
                ..RosterChoice::by_headers(&spool.path)?
            };
            let import = self.bring(&spool.path, seen, &choice, &mut |_| true)?;
            self.core.brought()?.keep_spool(import.roster, spool);
            pulled.import = Some(import);
        }
        Ok(Ok(pulled))
    }
}
