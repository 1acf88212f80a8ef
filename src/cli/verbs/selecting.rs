//! Which users are meant: conditions on the command line, and those that an operator kept under a name.

use super::done;
use crate::cli::Ended;
use crate::cli::args::{FiltersVerb, Selection};
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::sheet::{Cell, Column, Record, machine, text};
use crate::domain::filter::{Ago, LastActive, SavedFilter, Side, UserFilter};
use crate::domain::id::GroupId;
use crate::domain::naming::group_key;
use crate::domain::op::{Op, OwnOp};
use crate::domain::query::Query;
use crate::error::Error;
use crate::say;
use crate::texts::Texts;

const COLUMNS: [Column; 2] = [text("name", "out-name"), machine("filter")];

/// The attribute that `--department` means.
const DEPARTMENT: &str = "department";

/// The users that a selection means: what it says goes over what the kept filter says.
pub(super) fn filter(
    context: &Context,
    open: &mut Open,
    selection: &Selection,
) -> Result<UserFilter, Failure> {
    let now = context.surroundings.clock.now();
    let mut filter = match &selection.filter {
        Some(name) => named(open, name)?.at(now),
        None => UserFilter::default(),
    };
    if let Some(name) = &selection.group {
        filter.group = Some(group_named(open, name)?);
    }
    if let Some(words) = &selection.search {
        filter.search.clone_from(words);
    }
    let either = |yes: bool, no: bool, kept: Option<bool>| match (yes, no) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => kept,
    };
    filter.connected = either(
        selection.connected,
        selection.not_connected,
        filter.connected,
    );
    filter.on_hold = either(selection.on_hold, selection.not_on_hold, filter.on_hold);
    filter.license = selection.license.or(filter.license);
    let ago = |days: Option<u32>, side| days.map(|days| Ago::of(days, side, now));
    let active = ago(selection.active_within, Side::Within)
        .or(ago(selection.not_active_for, Side::Longer))
        .map(LastActive::Ago)
        .or(selection.never_active.then_some(LastActive::Never));
    filter.last_active = active.or(filter.last_active);
    let invited =
        ago(selection.invited_within, Side::Within).or(ago(selection.invited_for, Side::Longer));
    filter.invited = invited.or(filter.invited);
    if let Some(department) = &selection.department {
        let name = DEPARTMENT.to_owned();
        filter.attributes.insert(name, department.clone());
    }
    for attribute in &selection.with_attributes {
        let wrong = || {
            let said = say!(
                context.texts,
                "cli-usage-attribute",
                attribute = crate::sanitise::visible(attribute).into_owned()
            );
            Error::Usage(said)
        };
        let (name, value) = attribute.split_once('=').ok_or_else(wrong)?;
        filter
            .attributes
            .insert(name.trim().to_owned(), value.trim().to_owned());
    }
    Ok(filter)
}

fn named(open: &mut Open, name: &str) -> Result<UserFilter, Failure> {
    let kept = load!(open, Query::SavedFilters, SavedFilters);
    let found = kept.into_iter().find(|saved| saved.name == name.trim());
    let found = found.ok_or_else(|| Error::NotFound(name.to_owned()))?;
    Ok(found.filter)
}

pub(super) fn group_named(open: &mut Open, name: &str) -> Result<GroupId, Failure> {
    let groups = load!(open, Query::Groups, Groups);
    let key = group_key(name);
    let found = groups
        .into_iter()
        .find(|group| group_key(&group.name) == key);
    Ok(found.ok_or_else(|| Error::NotFound(name.to_owned()))?.id)
}

/// Runs a verb of kept filters.
pub(super) fn filters(context: &mut Context, verb: FiltersVerb) -> Ended {
    let mut open = context.open()?;
    let op = match verb {
        FiltersVerb::List => {
            let mut kept = Some(load!(open, Query::SavedFilters, SavedFilters));
            return context.list(
                &COLUMNS,
                None,
                |_| Ok(kept.take().unwrap_or_default()),
                record,
            );
        }
        FiltersVerb::Save { name, selection } => {
            let filter = filter(context, &mut open, &selection)?;
            OwnOp::SaveFilter(Box::new(SavedFilter::of(&name, &filter)))
        }
        FiltersVerb::Remove { name } => OwnOp::RemoveFilter(name.trim().to_owned()),
    };
    context.act(&mut open, &Op::Own(op)).map(done)
}

fn record(_: &Texts, saved: &SavedFilter) -> Record {
    vec![
        Cell::Text(saved.name.clone()),
        Cell::Json(serde_json::to_value(&saved.filter).unwrap_or_default()),
    ]
}
