//! Rows whose identifier nobody has: whether it looks like what a spreadsheet or a wrong encoding makes of one.
//!
//! Whoever bears an identifier bears it, whatever it looks like; damage is named only where the row means nobody.

use crate::domain::batch::{Disagreement, RowOutcome};
use crate::domain::damage::Damage;

/// The damage that the identifiers of a row look like. It counts where nobody has them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Suspected {
    pub email: Option<Damage>,
    pub unique_id: Option<Damage>,
}

impl Suspected {
    /// What a plan keeps of an identifier that cannot be one.
    pub(super) fn of_fault(self, fault: RowOutcome) -> i64 {
        let damage = match fault {
            RowOutcome::InvalidEmail => self.email,
            RowOutcome::InvalidId => self.unique_id,
            _ => None,
        };
        damage.map_or(0, Damage::reference)
    }

    /// Names the damage where an identifier that looks damaged is nobody's.
    pub(super) fn judge(self, found: (RowOutcome, i64)) -> (RowOutcome, i64) {
        let (outcome, reference) = found;
        let id = self
            .unique_id
            .map(|damage| (RowOutcome::InvalidId, damage.reference()));
        let email = self
            .email
            .map(|damage| (RowOutcome::InvalidEmail, damage.reference()));
        let named = match outcome {
            RowOutcome::NotFound => id.or(email),
            RowOutcome::IdsDisagree => match Disagreement::from_reference(reference) {
                Some(Disagreement::UnknownId) => id,
                Some(Disagreement::UnknownEmail) => email,
                Some(
                    Disagreement::TwoUsers
                    | Disagreement::TwoReadings
                    | Disagreement::SeveralIds
                    | Disagreement::TwoSpellings,
                )
                | None => None,
            },
            _ => None,
        };
        named.unwrap_or(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_named_only_where_nobody_has_the_identifier() {
        let suspected = Suspected {
            email: Some(Damage::Mojibake),
            unique_id: Some(Damage::NothingWord),
        };
        let id = (RowOutcome::InvalidId, Damage::NothingWord.reference());
        let email = (RowOutcome::InvalidEmail, Damage::Mojibake.reference());
        let disagree = |how: Disagreement| (RowOutcome::IdsDisagree, how.reference());
        let unchanged = [
            (RowOutcome::Deleted, 7),
            (RowOutcome::AlreadyDeleted, 7),
            (RowOutcome::OnHold, 7),
            disagree(Disagreement::TwoUsers),
        ];
        for found in unchanged {
            assert_eq!(suspected.judge(found), found);
        }
        assert_eq!(suspected.judge((RowOutcome::NotFound, 0)), id);
        assert_eq!(suspected.judge(disagree(Disagreement::UnknownId)), id);
        assert_eq!(suspected.judge(disagree(Disagreement::UnknownEmail)), email);
        let sound = Suspected::default();
        let not_found = (RowOutcome::NotFound, 0);
        assert_eq!(sound.judge(not_found), not_found);
        assert_eq!(suspected.of_fault(RowOutcome::InvalidEmail), email.1);
        assert_eq!(suspected.of_fault(RowOutcome::WrongFieldCount), 0);
    }
}
