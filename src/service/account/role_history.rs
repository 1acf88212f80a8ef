//! Who had which role, from when to when, read from the activity log.

use crate::domain::act::Act;
use crate::domain::operator::Role;
use crate::domain::operator::history::{RoleEvent, RoleHistory, RoleTurn, role_spans};
use crate::domain::record::Detail;
use crate::error::{Result, Trouble};
use crate::store::{Db, StoredEntry};

/// Every time in which somebody had a role, the one that began last first.
pub(crate) fn of(db: &Db<'_>) -> Result<RoleHistory> {
    let (mut events, mut unread) = (Vec::new(), None);
    db.each_log_entry(|entry| {
        match event(&entry) {
            Some(Ok(event)) => events.push(event),
            Some(Err(())) => unread = Some(entry.number),
            None => {}
        }
        unread.is_none()
    })?;
    if let Some(number) = unread {
        return Err(Trouble::Damaged(format!("entry {number} of the activity log")).into());
    }
    let now = db.operators()?.into_iter().filter(|one| !one.disabled);
    let now: Vec<_> = now.map(|one| (one.id, one.role)).collect();
    Ok(RoleHistory {
        spans: role_spans(&events, &now),
        names: db.operator_names()?.into_iter().collect(),
    })
}

/// What an entry says of a role; none where it is about something else.
fn event(entry: &StoredEntry) -> Option<std::result::Result<RoleEvent, ()>> {
    let act = Act::from_code(&entry.act)?;
    let (at, by) = (entry.at, entry.operator);
    if act == Act::AccountCreate {
        let begins = |operator| RoleEvent {
            at,
            by,
            operator,
            turn: RoleTurn::Has(Some(Role::FullAdmin)),
        };
        return by.map(begins).map(Ok);
    }
    let is_about_roles = matches!(
        act,
        Act::OperatorAdd
            | Act::OperatorCreate
            | Act::OperatorRole
            | Act::OperatorDisable
            | Act::OperatorEnable
            | Act::OperatorErase
    );
    if !is_about_roles {
        return None;
    }
    let Detail::Operator { operator, role } = entry.told() else {
        // The first operator of an early version was entered without a word.
        return (act != Act::OperatorCreate).then_some(Err(()));
    };
    let turn = match act {
        Act::OperatorDisable => RoleTurn::Disabled,
        Act::OperatorEnable => RoleTurn::Enabled,
        Act::OperatorErase => RoleTurn::Erased,
        _ => RoleTurn::Has(role),
    };
    Some(Ok(RoleEvent {
        at,
        by,
        operator,
        turn,
    }))
}
