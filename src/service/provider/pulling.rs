//! All users of a server as a roster: read page by page into a file without a name for anybody, then taken as the download
//! of all users is, through the same gates.

use std::io::BufWriter;

use crate::connect::scim::{Completeness, Fault, IdAttribute, Listed, Scim};
use crate::domain::operator::Session;
use crate::domain::roster::RosterImport;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::account::connection::pull_into;
use crate::service::deletion::review::Spool;
use crate::service::{Reader, RosterChoice};

/// What came of reading all users of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulled {
    /// What came of the listing.
    pub listed: Listed,
    /// When it began: who came or went later is not in it.
    pub taken_at: Timestamp,
    /// The rows; none where the listing does not have everybody, so that nothing is concluded from it.
    pub import: Option<RosterImport>,
}

impl Reader {
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
        let listed = match pull_into(scim, id_attribute, &mut writer, each)? {
            Ok(listed) => listed,
            Err(fault) => return Ok(Err(fault)),
        };
        writer
            .into_inner()
            .map_err(|error| Error::from_io(error.error(), &spool.path))?;
        let mut pulled = Pulled {
            listed,
            taken_at,
            import: None,
        };
        if listed.completeness == Completeness::Whole {
            let mut seen = super::look_at(&spool.path)?;
            scim.address().as_str().clone_into(&mut seen.name);
            let choice = RosterChoice {
                license,
                ..RosterChoice::by_headers(&spool.path)?
            };
            pulled.import = Some(self.bring(&spool.path, seen, &choice, &mut |_| true)?);
        }
        Ok(Ok(pulled))
    }
}
