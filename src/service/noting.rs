//! What is put on record beside acts: what was taken away, and what was refused.
//!
//! A reader writes nothing but this, through a connection that it opens for the one entry.

use super::Core;
use crate::domain::act::Act;
use crate::domain::op::{Concern, Op};
use crate::domain::operator::Session;
use crate::domain::query::Export;
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, Remembered};
use crate::error::{Error, Result, Trouble};
use crate::service::account::chain;
use crate::service::deletion::dossier::about::concern;
use crate::store::{Entry, Store};

/// The act under which something that was taken away stands in the log.
pub(super) const EXPORT: Act = Act::Export;
/// The act under which a list of leavers that was made a deletion CSV of stands there.
pub(super) const PREPARE: Act = Act::LeaversPrepare;

/// Puts on record that something is taken away, as whoever has it has the data of learners. Where nothing can be written
/// any more, it can still be taken: an account must never be locked into a disk that is full or broken.
pub(super) fn export(core: &Core, session: &Session, export: &Export) -> Result<()> {
    let concern = match export {
        Export::ForExcel(plain) => return self::export(core, session, plain),
        // Empty but for its header.
        Export::Template => return Ok(()),
        _ => concern_of(core, export)?,
    };
    taken_away(core, session, export.code(), concern)
}

/// Of whom, of which batch or request something is.
fn concern_of(core: &Core, export: &Export) -> Result<Concern> {
    let nobody = Concern::default();
    Ok(match export {
        Export::LearnerReport(user) => Concern {
            user: Some(*user),
            ..nobody
        },
        Export::Upload(batch)
        | Export::Results { batch, .. }
        | Export::Certificate(batch)
        | Export::CertificatePage(batch, _) => Concern {
            batch: Some(*batch),
            ..nobody
        },
        Export::Dossier(of) => {
            let store = Store::open_as_is(&core.place.database)?;
            concern(&store.db(), core, of)?
        }
        Export::ForExcel(plain) => concern_of(core, plain)?,
        Export::Template
        | Export::ReviewedFile(_)
        | Export::Users(_)
        | Export::Leavers(_)
        | Export::Prepared(..)
        | Export::RosterRows(..)
        | Export::Log(_)
        | Export::Months
        | Export::Courses => nobody,
    })
}

/// Puts on record that files for the hosted product were made.
pub(super) fn package(core: &Core, session: &Session) -> Result<()> {
    taken_away(core, session, "package", Concern::default())
}

/// Puts on record that the whole account is taken away.
pub(super) fn everything(core: &Core, session: &Session) -> Result<()> {
    taken_away(core, session, "everything", Concern::default())
}

fn taken_away(core: &Core, session: &Session, what: &'static str, of: Concern) -> Result<()> {
    let detail = Detail::TakenAway {
        what: what.into(),
        about: of.about(),
    };
    let noted = note(core, session, EXPORT, of, detail);
    match noted {
        Err(Error::Environment(
            Trouble::ReadOnly(_)
            | Trouble::DiskFull(_)
            | Trouble::Damaged(_)
            | Trouble::SideFileDamaged { .. },
        )) => Ok(()),
        noted => noted,
    }
}

/// Puts an answer on record where it refuses something for a role or a guard. What cannot be put on record is refused
/// all the same.
pub(super) fn refusals<T>(core: &Core, session: &Session, act: Act, done: Result<T>) -> Result<T> {
    refused(core, session, (act, Concern::default()), done)
}

/// The same, with whom the act is about.
pub(super) fn refusals_of<T>(
    core: &Core,
    session: &Session,
    op: &Op,
    done: Result<T>,
) -> Result<T> {
    refused(core, session, (op.act(), op.concern()), done)
}

/// The same of an act that is only planned. What asks for something to be typed comes once more when it was.
pub(super) fn refusals_of_plan<T>(
    core: &Core,
    session: &Session,
    op: &Op,
    planned: Result<T>,
) -> Result<T> {
    match planned {
        Err(Error::Refused(Reason::PhraseNeeded(_) | Reason::IdentityReason)) => planned,
        planned => refusals_of(core, session, op, planned),
    }
}

/// The same of a file that is not given.
pub(super) fn refusals_of_export<T>(
    core: &Core,
    session: &Session,
    export: &Export,
    done: Result<T>,
) -> Result<T> {
    let Err(error) = &done else { return done };
    if error.guard().is_none() {
        return done;
    }
    // Of whom it would have been matters less than that it was refused.
    let concern = concern_of(core, export).unwrap_or_default();
    refused(core, session, (EXPORT, concern), done)
}

fn refused<T>(
    core: &Core,
    session: &Session,
    (act, of): (Act, Concern),
    done: Result<T>,
) -> Result<T> {
    if let Some(why) = done.as_ref().err().and_then(Error::guard) {
        let detail = Detail::Refused {
            act,
            why: why.into(),
            about: of.about(),
            columns: Remembered(false),
        };
        let _ = note(core, session, Act::Refused, of, detail);
    }
    done
}

fn note(core: &Core, session: &Session, act: Act, of: Concern, detail: Detail) -> Result<()> {
    let mut store = Store::open_as_is(&core.place.database)?;
    store.write(|tx| {
        let entry = Entry {
            at: core.now(),
            operator: Some(session.operator),
            act,
            // Whom a request is about is said with it, as they are known here and now.
            user: match (of.user, of.request) {
                (None, Some(request)) => tx.request_record(request)?.and_then(|it| it.user),
                (user, _) => user,
            },
            batch: of.batch,
            detail,
        };
        chain::append(tx, core, &entry)
    })
}
