//! What a dossier is about: the requests, the batch and the learner that belong to what was asked for.

use crate::domain::batch::Batch;
use crate::domain::id::{BatchId, RequestId, UserId};
use crate::domain::identifier::Readings;
use crate::domain::op::Concern;
use crate::domain::query::DossierOf;
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::account::restoring::known::known_batch;
use crate::service::directory::identity::{self, Named};
use crate::store::Db;

/// What a dossier is about.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) requests: Vec<RequestId>,
    pub(super) batch: Option<BatchId>,
    /// The learner, by number.
    pub(super) user: Option<UserId>,
    /// The learner's line in the batch.
    pub(super) line: Option<u32>,
}

/// Of whom, of which batch and which request a dossier is.
pub(crate) fn concern(db: &Db<'_>, core: &Core, of: &DossierOf) -> Result<Concern> {
    let about = about(db, core, of)?;
    let request = match of {
        DossierOf::Request(request) => Some(*request),
        DossierOf::Batch(_) | DossierOf::Key(_) => None,
    };
    Ok(Concern {
        user: about.user,
        batch: about.batch,
        request,
        ..Concern::default()
    })
}

/// Finds out what a dossier is about.
pub(super) fn about(db: &Db<'_>, core: &Core, of: &DossierOf) -> Result<About> {
    let mut about = About::default();
    match of {
        DossierOf::Request(request) => {
            let found = db
                .request(*request)?
                .ok_or(Error::Refused(Reason::RequestGone))?;
            about.requests.push(*request);
            about.batch = found.row.batch.or(found.proof.batch);
            about.user = found.row.user;
        }
        DossierOf::Batch(batch) => {
            about.batch = Some(known_batch(db, *batch)?.id);
            about.requests = db.requests_about(Some(*batch), None)?;
        }
        DossierOf::Key(key) => {
            let user = named(db, core, key)?;
            about.user = Some(user);
            if db.doomed_user(user)?.is_none() {
                let tombstone = identity::tombstone(db, user)?;
                about.batch = db.batch(tombstone.batch)?.map(|batch| batch.id);
                about.line = tombstone.line;
            }
            about.requests = db.requests_about(None, Some(user))?;
        }
    }
    // A batch of one learner is that of the request, and the request that of the batch.
    if let Some(batch) = about.batch {
        let known = known_batch(db, batch)?;
        if known.planned == 1 && known.corrects.is_none() {
            about.requests.extend(db.requests_about(Some(batch), None)?);
            about.line = about.line.or(deleted_line(db, &known)?);
        }
    }
    about.requests.sort_unstable();
    about.requests.dedup();
    Ok(about)
}

/// The line of the one learner whom a batch deletes.
fn deleted_line(db: &Db<'_>, batch: &Batch) -> Result<Option<u32>> {
    let planned = db.planned_rows(batch.id)?;
    Ok(planned.first().map(|row| row.line))
}

/// Whom an email or ID names, living or deleted.
fn named(db: &Db<'_>, core: &Core, typed: &str) -> Result<UserId> {
    let missing = || Error::NotFound(typed.to_owned());
    let readings = Readings::of(typed).map_err(|_| missing())?;
    let mut found = None;
    for identifier in readings.iter() {
        let user = match identity::look_up(db, core, identifier)? {
            Named::Living(user) | Named::Deleted(user) => user,
            Named::Nobody => continue,
        };
        if found.is_some_and(|known| known != user) {
            return Err(Error::Refused(Reason::TwoFit));
        }
        found = Some(user);
    }
    found.ok_or_else(missing)
}
