//! What is put on record of a list of leavers that a deletion CSV was made of.

use crate::domain::case::{Prepared, Taken};
use crate::domain::operator::Session;
use crate::error::Result;
use crate::service::account::chain;
use crate::service::files::columns::{Chosen, remember_for};
use crate::service::{Core, noting};
use crate::store::{Entry, Store};

/// The act under which a learner whom somebody chose for a row of such a list stands there.
const CHOOSE: &str = "leaver_choose";

/// Puts on record that a deletion CSV was made of a list of leavers, and whom somebody chose for which of its rows.
pub(super) fn note_prepared(
    core: &Core,
    session: &Session,
    (prepared, chosen): (&Prepared, Option<&Chosen>),
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
        let who = (session.operator, core.now());
        let remembered = remember_for(tx, core, chosen, who)?;
        let sums = format!("{sums}{remembered}");
        chain::append(tx, core, entry(core.now(), noting::PREPARE, None, sums))
    })
}
