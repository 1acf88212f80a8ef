//! What is put on record beside acts: what was taken away, and what was refused.
//!
//! A reader writes nothing but this, through a connection that it opens for the one entry.

use super::Core;
use crate::domain::case::{Prepared, Taken};
use crate::domain::id::{BatchId, UserId};
use crate::domain::operator::Session;
use crate::domain::query::{DossierOf, Export};
use crate::error::{Error, Result, Trouble};
use crate::service::account::chain;
use crate::store::{Entry, Store};

/// The act under which something that was taken away stands in the log.
pub(super) const EXPORT: &str = "export";
/// The act under which a list of leavers that was made a deletion CSV of stands there.
pub(super) const PREPARE: &str = "leavers_prepare";
/// The act under which a learner whom somebody chose for a row of such a list stands there.
const CHOOSE: &str = "leaver_choose";
/// The act under which a refusal stands there.
const REFUSED: &str = "refused";

/// Puts on record that something is taken away, as whoever has it has the data of learners. Where nothing can be written
/// any more, it can still be taken: an account must never be locked into a disk that is full or broken.
pub(super) fn export(core: &Core, session: &Session, export: &Export) -> Result<()> {
    let (user, batch) = match export {
        Export::LearnerReport(user) => (Some(*user), None),
        Export::Upload(batch) | Export::Results { batch, .. } | Export::Certificate(batch) => {
            (None, Some(*batch))
        }
        Export::ForExcel(plain) => return self::export(core, session, plain),
        // Empty but for its header.
        Export::Template => return Ok(()),
        Export::Dossier(DossierOf::Batch(batch)) => (None, Some(*batch)),
        Export::Dossier(DossierOf::Request(_) | DossierOf::Key(_))
        | Export::ReviewedFile(_)
        | Export::Users(_)
        | Export::Leavers(_)
        | Export::RosterRows(..)
        | Export::Log
        | Export::Months
        | Export::Courses => (None, None),
    };
    taken_away(core, session, export.code(), (user, batch))
}

/// Puts on record that files for the hosted product were made.
pub(super) fn package(core: &Core, session: &Session) -> Result<()> {
    taken_away(core, session, "package", (None, None))
}

/// Puts on record that the whole account is taken away.
pub(super) fn everything(core: &Core, session: &Session) -> Result<()> {
    taken_away(core, session, "everything", (None, None))
}

/// Puts on record that a deletion CSV was made of a list of leavers, and whom somebody chose for which of its rows.
pub(super) fn prepared(
    core: &Core,
    session: &Session,
    prepared: &Prepared,
    taken: &[Taken],
) -> Result<()> {
    let left_out = prepared.left_out.total();
    let sums = format!(
        "rows={} as_is={} by_choice={} left_out={left_out}",
        prepared.rows, prepared.as_is, prepared.by_choice
    );
    let mut store = Store::open_as_is(&core.place.database)?;
    store.write(|tx| {
        let entry = |at, act: &str, user, detail| Entry {
            at,
            operator: Some(session.operator),
            act: act.to_owned(),
            user,
            batch: None,
            detail,
        };
        for taken in taken {
            let detail = format!("line={}", taken.line);
            chain::append(
                tx,
                core,
                entry(core.now(), CHOOSE, Some(taken.user), detail),
            )?;
        }
        chain::append(tx, core, entry(core.now(), PREPARE, None, sums))
    })
}

fn taken_away(
    core: &Core,
    session: &Session,
    what: &str,
    of: (Option<UserId>, Option<BatchId>),
) -> Result<()> {
    let noted = note(core, session, EXPORT, of, format!("what={what}"));
    match noted {
        Err(Error::Environment(
            Trouble::ReadOnly(_) | Trouble::DiskFull(_) | Trouble::Damaged(_),
        )) => Ok(()),
        noted => noted,
    }
}

/// Puts an answer on record where it refuses something for a role or a guard. What cannot be put on record is refused
/// all the same.
pub(super) fn refusals<T>(core: &Core, session: &Session, act: &str, done: Result<T>) -> Result<T> {
    if let Some(why) = done.as_ref().err().and_then(Error::guard) {
        let detail = format!("act={act} why={why}");
        let _ = note(core, session, REFUSED, (None, None), detail);
    }
    done
}

fn note(
    core: &Core,
    session: &Session,
    act: &str,
    (user, batch): (Option<UserId>, Option<BatchId>),
    detail: String,
) -> Result<()> {
    let mut store = Store::open_as_is(&core.place.database)?;
    store.write(|tx| {
        let entry = Entry {
            at: core.now(),
            operator: Some(session.operator),
            act: act.to_owned(),
            user,
            batch,
            detail,
        };
        chain::append(tx, core, entry)
    })
}
