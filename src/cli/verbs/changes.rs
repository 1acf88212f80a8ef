//! What changes of a learner, for machines: by an import, before and after it, and in the log.

use crate::cli::sheet::Cell;
use crate::domain::roster::{Other, RosterChange, RosterRemark};

/// A change for machines.
pub(super) fn change(change: &RosterChange) -> Cell {
    Cell::Object(vec![
        ("field", Cell::Text(change.field.code().to_owned())),
        ("of", Cell::maybe(change.of.clone())),
        ("old", Cell::Text(change.old.clone())),
        ("new", Cell::Text(change.new.clone())),
        ("kept", Cell::Flag(change.kept.is_some())),
        ("from", other(change.from.as_ref())),
        ("to", other(change.to.as_ref())),
    ])
}

/// Another learner from whom something comes, or to whom it goes, for machines.
fn other(other: Option<&Other>) -> Cell {
    other.map_or(Cell::Nothing, |other| {
        let user = other.user.map(|user| Cell::Number(user.0));
        Cell::Object(vec![
            ("user", user.unwrap_or(Cell::Nothing)),
            ("called", Cell::maybe(other.called.clone())),
        ])
    })
}

/// A word that looks damaged, for machines.
pub(super) fn remark(remark: &RosterRemark) -> Cell {
    Cell::Object(vec![
        ("field", Cell::Text(remark.field.code().to_owned())),
        ("of", Cell::maybe(remark.of.clone())),
        ("text", Cell::Text(remark.text.clone())),
        ("kind", Cell::Text(remark.damage.code().to_owned())),
    ])
}
