//! Who is a person of their own to an approval, and what one full admin alone can change about that.
//!
//! While a second full admin is asked for, whoever gets access from one operator alone, by being added, promoted, enabled
//! again or given a passphrase, is that operator to an approval: neither can approve what the other asks for. Whoever
//! loses access that way still counts as another full admin for a while, so that nobody becomes the only one by an act
//! of their own. Switching the setting on takes everybody as they are then.

use super::{Operator, Permission, Role};
use crate::domain::id::OperatorId;
use crate::domain::request::APPROVAL_HOURS;
use crate::domain::time::Timestamp;

/// Why two operators are one person to an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnePerson {
    /// They are one operator, or have one address.
    Same,
    /// One has access from the other alone, or both have it from a third.
    GaveAccess,
}

/// What an act does to an operator's access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessAct {
    /// The operator is added.
    Added,
    /// The operator gets another role.
    Role(Role),
    /// The operator gets a passphrase that somebody else knows.
    Passphrase,
    /// The operator gets a key that somebody else chose.
    Key,
    /// The operator may sign in again.
    Enabled,
    /// The operator may no longer sign in.
    Disabled,
}

/// What is kept about an operator's access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Access {
    /// From whom alone it is, where a second full admin was asked for at the time.
    pub from: Option<OperatorId>,
    /// When somebody alone took it, or gave it anew, from a full admin who could have approved until then.
    pub stood_until: Option<Timestamp>,
}

impl Access {
    /// How long whoever could have approved still counts as another full admin, in seconds.
    pub const COUNTS: i64 = APPROVAL_HOURS * 3_600;

    /// The access of `whom` after `by` has changed it while a second full admin is asked for.
    #[must_use]
    pub fn after(whom: &Operator, act: AccessAct, by: OperatorId, now: Timestamp) -> Self {
        let gives = match act {
            AccessAct::Added | AccessAct::Passphrase | AccessAct::Key | AccessAct::Enabled => true,
            AccessAct::Role(role) => role > whom.role,
            AccessAct::Disabled => false,
        };
        let is_new = act == AccessAct::Added;
        let stood = !is_new && whom.access.from.is_none() && whom.could_approve();
        Self {
            from: if gives { Some(by) } else { whom.access.from },
            stood_until: if stood {
                Some(now)
            } else {
                whom.access.stood_until
            },
        }
    }

    fn still_counts(self, now: Timestamp) -> bool {
        self.stood_until.is_some_and(|until| {
            let ends = Timestamp(until.0.saturating_add(Self::COUNTS));
            ends.bounded(now, Self::COUNTS) > now
        })
    }
}

impl Operator {
    /// Whether the operator could approve what a full admin asks for: a full admin who can sign in.
    pub fn could_approve(&self) -> bool {
        self.may(Permission::Administer) && (self.has_passphrase || self.has_key)
    }

    /// Whether two operators are one person to an approval, and why.
    pub fn one_person(&self, other: &Self, all: &[Self]) -> Option<OnePerson> {
        if self.is_same_as(other) {
            return Some(OnePerson::Same);
        }
        let (mine, theirs) = (self.sources(all), other.sources(all));
        let meet = |one: &Self| theirs.iter().any(|two| one.is_same_as(two));
        mine.into_iter().any(meet).then_some(OnePerson::GaveAccess)
    }

    /// Whether somebody else can approve now what the operator asks for.
    pub fn has_approver(&self, all: &[Self]) -> bool {
        all.iter()
            .any(|other| other.could_approve() && self.one_person(other, all).is_none())
    }

    /// Whether somebody else could approve what the operator asks for, or could have until just now.
    pub fn has_another(&self, all: &[Self], now: Timestamp) -> bool {
        let counts = |other: &Self| other.access.still_counts(now) && !self.is_same_as(other);
        self.has_approver(all) || all.iter().any(counts)
    }

    /// The operator after `by` has changed their access while a second full admin is asked for.
    #[must_use]
    pub fn after(&self, act: AccessAct, by: OperatorId, now: Timestamp) -> Self {
        let mut after = self.clone();
        after.access = Access::after(self, act, by, now);
        match act {
            AccessAct::Role(role) => after.role = role,
            AccessAct::Passphrase => after.has_passphrase = true,
            AccessAct::Key => after.has_key = true,
            AccessAct::Enabled | AccessAct::Added => after.disabled = false,
            AccessAct::Disabled => after.disabled = true,
        }
        after
    }

    fn is_same_as(&self, other: &Self) -> bool {
        let address = |operator: &Self| {
            let email = operator.email.as_ref();
            email.map(super::EmailAddress::matching_form)
        };
        self.id == other.id || address(self).is_some() && address(self) == address(other)
    }

    /// The operator, and whoever the access is from, back to somebody who stands alone.
    fn sources<'o>(&'o self, all: &'o [Self]) -> Vec<&'o Self> {
        let mut sources = vec![self];
        let mut next = self.access.from;
        while let Some(from) = next {
            if sources.iter().any(|known| known.id == from) {
                break;
            }
            let Some(found) = all.iter().find(|one| one.id == from) else {
                break;
            };
            sources.push(found);
            next = found.access.from;
        }
        sources
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::identifier::EmailAddress;

    const NOW: Timestamp = Timestamp(1_000_000_000);

    fn admin(id: i64) -> Operator {
        Operator {
            id: OperatorId(id),
            name: format!("admin {id}"),
            email: None,
            role: Role::FullAdmin,
            has_passphrase: true,
            has_key: false,
            disabled: false,
            user: None,
            language: None,
            locked_until: None,
            access: Access::default(),
        }
    }

    fn from(id: i64, from: i64) -> Operator {
        let mut operator = admin(id);
        operator.access.from = Some(OperatorId(from));
        operator
    }

    #[test]
    fn who_has_access_from_one_operator_is_that_operator_to_an_approval() {
        let all = [
            admin(1),
            admin(2),
            from(3, 1),
            from(4, 3),
            from(5, 1),
            from(6, 2),
        ];
        let one = |a: usize, b: usize| all[a - 1].one_person(&all[b - 1], &all);
        assert_eq!(one(1, 2), None);
        assert_eq!(one(1, 1), Some(OnePerson::Same));
        for (a, b) in [(1, 3), (1, 4), (3, 5), (4, 5), (2, 6)] {
            assert_eq!(one(a, b), Some(OnePerson::GaveAccess), "{a} {b}");
            assert_eq!(one(b, a), Some(OnePerson::GaveAccess), "{b} {a}");
        }
        for (a, b) in [(2, 3), (2, 4), (3, 6), (1, 6)] {
            assert_eq!(one(a, b), None, "{a} {b}");
        }
    }

    #[test]
    fn a_second_entry_of_one_address_hides_nobody() {
        let address = |mut operator: Operator| {
            operator.email = EmailAddress::parse("dewi@admin.example").ok();
            operator
        };
        let all = [address(admin(1)), address(admin(2)), from(3, 2)];
        assert_eq!(all[0].one_person(&all[1], &all), Some(OnePerson::Same));
        assert_eq!(
            all[0].one_person(&all[2], &all),
            Some(OnePerson::GaveAccess)
        );
    }

    #[test]
    fn access_given_in_a_circle_ends() {
        let all = [from(1, 2), from(2, 1), admin(3)];
        assert_eq!(
            all[0].one_person(&all[1], &all),
            Some(OnePerson::GaveAccess)
        );
        assert_eq!(all[0].one_person(&all[2], &all), None);
    }

    #[test]
    fn nobody_becomes_the_only_full_admin_by_an_act_of_their_own() {
        for act in [
            AccessAct::Disabled,
            AccessAct::Passphrase,
            AccessAct::Key,
            AccessAct::Role(Role::Auditor),
        ] {
            let (me, mut other) = (admin(1), admin(2));
            other.access = Access::after(&other, act, me.id, NOW);
            match act {
                AccessAct::Disabled => other.disabled = true,
                AccessAct::Role(role) => other.role = role,
                AccessAct::Passphrase | AccessAct::Key | AccessAct::Added | AccessAct::Enabled => {}
            }
            let all = [me.clone(), other];
            assert!(me.has_another(&all, NOW), "{act:?}");
            let later = Timestamp(NOW.0 + Access::COUNTS - 1);
            assert!(me.has_another(&all, later), "{act:?}");
            let ended = Timestamp(NOW.0 + Access::COUNTS);
            assert!(!me.has_another(&all, ended), "{act:?}");
        }
    }

    #[test]
    fn a_clock_that_was_ahead_lets_nobody_count_for_years() {
        let (me, mut other) = (admin(1), admin(2));
        other.disabled = true;
        other.access.stood_until = Some(Timestamp(NOW.0 + 400 * Timestamp::DAY));
        let all = [me.clone(), other];
        assert!(me.has_another(&all, NOW));
        assert!(!me.has_another(&all, Timestamp(NOW.0 + 404 * Timestamp::DAY)));
    }

    #[test]
    fn who_never_stood_alone_counts_for_nothing_when_gone() {
        let me = admin(1);
        let mut puppet = from(2, 1);
        puppet.access = Access::after(&puppet, AccessAct::Disabled, me.id, NOW);
        puppet.disabled = true;
        assert!(!me.has_another(&[me.clone(), puppet], NOW));
    }

    #[test]
    fn a_lesser_role_gives_nothing_and_a_greater_one_does() {
        let mut whom = admin(2);
        whom.role = Role::SubAdmin;
        let after = |role| Access::after(&whom, AccessAct::Role(role), OperatorId(1), NOW).from;
        assert_eq!(after(Role::HelpDesk), None);
        assert_eq!(after(Role::FullAdmin), Some(OperatorId(1)));
    }
}
