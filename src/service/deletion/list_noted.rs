//! What is put on record of a list of leavers that a deletion CSV was made of.

use crate::domain::act::Act;
use crate::domain::case::{Prepared, Taken};
use crate::domain::operator::Session;
use crate::domain::record::Detail;
use crate::error::Result;
use crate::service::account::chain;
use crate::service::files::columns::{Chosen, remember_for};
use crate::service::{Core, noting};
use crate::store::{Entry, Store};

/// Puts on record that a deletion CSV was made of a list of leavers, and whom somebody chose for which of its rows.
pub(super) fn note_prepared(
    core: &Core,
    session: &Session,
    (prepared, chosen): (&Prepared, Option<&Chosen>),
    taken: &[Taken],
) -> Result<()> {
    let mut store = Store::open_as_is(&core.place.database)?;
    store.write(|tx| {
        let entry = |act, user, detail| Entry {
            at: core.now(),
            operator: Some(session.operator),
            act,
            user,
            batch: None,
            detail,
        };
        for taken in taken {
            let line = u64::from(taken.line);
            let chosen = entry(Act::LeaverChoose, Some(taken.user), Detail::Line { line });
            chain::append(tx, core, &chosen)?;
        }
        let who = (session.operator, core.now());
        let sums = Detail::Prepared {
            rows: prepared.rows,
            as_is: prepared.as_is,
            by_choice: prepared.by_choice,
            left_out: prepared.left_out.total(),
            columns: remember_for(tx, core, chosen, who)?,
        };
        chain::append(tx, core, &entry(noting::PREPARE, None, sums))
    })
}
