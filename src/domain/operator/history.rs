//! Who had which role, from when to when: what the activity log says of operators, put together.
//!
//! A role is held from the entry that gives it to the next that changes, disables or erases its operator.

use std::collections::BTreeMap;

use super::Role;
use crate::domain::coded::coded;
use crate::domain::id::OperatorId;
use crate::domain::time::Timestamp;

/// What an entry of the log says of an operator's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleTurn {
    /// They have it from now on; entries of early versions do not say which.
    Has(Option<Role>),
    /// They may sign in no more.
    Disabled,
    /// They may sign in again, as what they were.
    Enabled,
    /// Their name is taken away.
    Erased,
}

/// Such an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleEvent {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<OperatorId>,
    /// Whose role.
    pub operator: OperatorId,
    /// What became of it.
    pub turn: RoleTurn,
}

coded! {
    /// How a role came to its end.
    pub enum RoleEnd {
        /// Another one was given.
        Changed = "changed",
        /// The operator was disabled.
        Disabled = "disabled",
        /// The operator was erased.
        Erased = "erased",
    }
}

/// A time in which an operator had a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSpan {
    /// Whose.
    pub operator: OperatorId,
    /// Which; none where the log does not say it.
    pub role: Option<Role>,
    /// From when; none where the log does not say it.
    pub from: Option<Timestamp>,
    /// Who gave it.
    pub given_by: Option<OperatorId>,
    /// Until when, how and by whom it ended; none while it lasts.
    pub end: Option<(Timestamp, RoleEnd, Option<OperatorId>)>,
}

/// Who had which role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleHistory {
    /// Each role with its time, the one that began last first.
    pub spans: Vec<RoleSpan>,
    /// The names that operators have now.
    pub names: BTreeMap<OperatorId, String>,
}

/// What the entries, in their order, come to: each role with its time, the one that began last first. `now` is who there is with
/// which role, whatever the log says.
pub fn role_spans(events: &[RoleEvent], now: &[(OperatorId, Role)]) -> Vec<RoleSpan> {
    let mut spans: Vec<RoleSpan> = Vec::new();
    for event in events {
        let last = spans
            .iter_mut()
            .rev()
            .find(|it| it.operator == event.operator);
        let before = last.as_ref().and_then(|it| it.role);
        let (begins, ended) = match event.turn {
            RoleTurn::Has(role) => (Some(role), RoleEnd::Changed),
            RoleTurn::Enabled => (Some(before), RoleEnd::Changed),
            RoleTurn::Disabled => (None, RoleEnd::Disabled),
            RoleTurn::Erased => (None, RoleEnd::Erased),
        };
        if let Some(open) = last.filter(|it| it.end.is_none()) {
            open.end = Some((event.at, ended, event.by));
        }
        if let Some(role) = begins {
            spans.push(RoleSpan {
                operator: event.operator,
                role,
                from: Some(event.at),
                given_by: event.by,
                end: None,
            });
        }
    }
    for (operator, role) in now {
        let is_known = |it: &RoleSpan| it.operator == *operator && it.end.is_none();
        match spans.iter_mut().find(|it| is_known(it)) {
            Some(open) if open.role.is_none() => open.role = Some(*role),
            Some(open) if open.role == Some(*role) => {}
            Some(_) | None => spans.push(RoleSpan {
                operator: *operator,
                role: Some(*role),
                from: None,
                given_by: None,
                end: None,
            }),
        }
    }
    // What was entered in one second stays in its order.
    spans.reverse();
    spans.sort_by_key(|it| std::cmp::Reverse(it.from));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    const DL: OperatorId = OperatorId(1);
    const ANA: OperatorId = OperatorId(2);

    fn event(at: i64, operator: OperatorId, turn: RoleTurn) -> RoleEvent {
        RoleEvent {
            at: Timestamp(at),
            by: Some(DL),
            operator,
            turn,
        }
    }

    /// Whose, which, from when and until when.
    type Told = (i64, Option<Role>, Option<i64>, Option<i64>);

    fn told(spans: &[RoleSpan]) -> Vec<Told> {
        let at = |at: Timestamp| at.0;
        let told = spans.iter().map(|it| {
            let until = it.end.map(|(until, ..)| until.0);
            (it.operator.0, it.role, it.from.map(at), until)
        });
        told.collect()
    }

    #[test]
    fn a_role_lasts_until_the_next_entry_about_its_operator() {
        let events = [
            event(1, DL, RoleTurn::Has(Some(Role::FullAdmin))),
            event(2, ANA, RoleTurn::Has(Some(Role::Auditor))),
            event(3, ANA, RoleTurn::Has(Some(Role::SubAdmin))),
            event(4, ANA, RoleTurn::Disabled),
            event(6, ANA, RoleTurn::Enabled),
        ];
        let now = [(DL, Role::FullAdmin), (ANA, Role::SubAdmin)];
        let sub = Some(Role::SubAdmin);
        let wanted = [
            (2, sub, Some(6), None),
            (2, sub, Some(3), Some(4)),
            (2, Some(Role::Auditor), Some(2), Some(3)),
            (1, Some(Role::FullAdmin), Some(1), None),
        ];
        assert_eq!(told(&role_spans(&events, &now)), wanted);
    }

    #[test]
    fn what_the_log_does_not_say_is_not_made_up() {
        let events = [event(1, DL, RoleTurn::Has(None))];
        let now = [(DL, Role::FullAdmin), (ANA, Role::Auditor)];
        let wanted = [
            (1, Some(Role::FullAdmin), Some(1), None),
            (2, Some(Role::Auditor), None, None),
        ];
        assert_eq!(told(&role_spans(&events, &now)), wanted);
        // Who is erased has an end, whoever it was.
        let events = [
            event(1, DL, RoleTurn::Has(Some(Role::FullAdmin))),
            event(2, DL, RoleTurn::Erased),
        ];
        let spans = role_spans(&events, &[]);
        assert_eq!(
            spans[0].end,
            Some((Timestamp(2), RoleEnd::Erased, Some(DL)))
        );
    }
}
