//! What a row changes of the parts of a user that stand in words, from what to what: for whoever reviews it, and for the
//! history of the learner.

use super::handing::Others;
use crate::domain::Language;
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::learning::Day;
use crate::domain::roster::{EmptyCells, Kept, RosterChange, RosterField, RosterFields, RosterRow};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::PresentUser;

/// What stands in a field and what would; none for groups, licenses and attributes, which are many.
pub(super) fn plain(
    field: RosterField,
    user: &PresentUser<'_>,
    row: &RosterRow<'_>,
) -> Option<(String, String)> {
    let owned = |old: &str, new: &str| (old.to_owned(), new.to_owned());
    Some(match field {
        RosterField::FirstName => owned(user.first_name, row.first_name.text()),
        RosterField::LastName => owned(user.last_name, row.last_name.text()),
        RosterField::WorkTitle => owned(user.job_title, row.work_title.text()),
        RosterField::Email => {
            let email = row.email.as_filled().map_or("", EmailAddress::as_str);
            owned(user.email.unwrap_or_default(), email)
        }
        RosterField::UniqueId => {
            let unique_id = row.new_unique_id.as_filled().or(row.unique_id.as_filled());
            let unique_id = unique_id.map_or("", UniqueId::as_str);
            owned(user.unique_id.unwrap_or_default(), unique_id)
        }
        RosterField::Language => {
            let tag = |language: Option<Language>| language.map_or("", Language::code);
            owned(tag(user.language), tag(row.language))
        }
        RosterField::Connection => {
            let after = row.connected.unwrap_or(user.connected);
            owned(connection(user.connected), connection(after))
        }
        RosterField::LastActive => {
            let shown = |at: Option<Timestamp>| at.map(day).unwrap_or_default();
            (shown(user.last_active), shown(row.last_active))
        }
        RosterField::Groups | RosterField::Licenses | RosterField::Attributes => return None,
    })
}

/// Which attributes a row says otherwise than they stand.
pub(super) fn attributes(
    user: &PresentUser<'_>,
    row: &RosterRow<'_>,
    empties: EmptyCells,
) -> Result<Vec<RosterChange>> {
    let present = user.attributes()?;
    let mut changes = Vec::new();
    for (name, wanted) in &row.attributes {
        let old = present.get(*name).map(String::as_str).unwrap_or_default();
        if old == *wanted {
            continue;
        }
        let field = RosterField::Attributes;
        changes.push(RosterChange {
            of: Some((*name).to_owned()),
            kept: (wanted.is_empty() && !empties.empty(field)).then_some(Kept::EmptyCell),
            ..RosterChange::of(field, old.to_owned(), (*wanted).to_owned())
        });
    }
    Ok(changes)
}

/// What the history of a learner keeps of a row: all that changes, but for groups and licenses, whose trace is kept by
/// their numbers.
pub(super) fn history(
    user: &PresentUser<'_>,
    row: &RosterRow<'_>,
    (fields, empties): (RosterFields, EmptyCells),
    (handed, place): (&Others<'_>, u32),
) -> Result<Vec<RosterChange>> {
    let mut changes = Vec::new();
    for field in RosterField::ALL {
        if !fields.changes(field) {
            continue;
        }
        if let Some((old, new)) = plain(field, user, row) {
            changes.push(RosterChange {
                from: handed.from(place, field),
                to: handed.to(place, field),
                ..RosterChange::of(field, old, new)
            });
        } else if field == RosterField::Attributes {
            let said = attributes(user, row, empties)?.into_iter();
            changes.extend(said.filter(|change| change.kept.is_none()));
        }
    }
    Ok(changes)
}

/// What the history of somebody new keeps: what they took over from others.
pub(super) fn taken_over(
    row: &RosterRow<'_>,
    (handed, place): (&Others<'_>, u32),
) -> Vec<RosterChange> {
    let email = row.email.as_filled().map(ToString::to_string);
    let unique_id = row.unique_id.as_filled().map(ToString::to_string);
    let identifiers = [
        (RosterField::Email, email),
        (RosterField::UniqueId, unique_id),
    ];
    let taken = identifiers.into_iter().filter_map(|(field, text)| {
        let from = Some(handed.from(place, field)?);
        let new = RosterChange::of(field, String::new(), text.unwrap_or_default());
        Some(RosterChange { from, ..new })
    });
    taken.collect()
}

/// In the words of the file.
pub(super) fn connection(is_connected: bool) -> &'static str {
    if is_connected {
        "Connected"
    } else {
        "Not connected"
    }
}

/// The day of a moment, by universal time.
pub(super) fn day(at: Timestamp) -> String {
    Day::at(at).to_string()
}
