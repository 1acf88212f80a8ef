//! What a row of a roster may make of a user's identifiers.
//!
//! A roster that went through a spreadsheet comes back with `1-Mar` for `MAR-1`. So an ID is never replaced in passing:
//! only `new_unique_user_id` changes one, and what looks damaged is refused unless the user bears exactly that.

use super::RosterRow;
use crate::domain::damage;
use crate::domain::identifier::{EmailAddress, UniqueId, is_same_mailbox};
use crate::domain::reason::Reason;

/// The identifiers of the user whom a row means.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'k> {
    /// The email address.
    pub email: Option<&'k str>,
    /// The unique user ID.
    pub unique_id: Option<&'k str>,
}

/// What stands against the identifiers that a row gives to the user whom it means; nobody's are none.
pub fn objection(row: &RosterRow<'_>, known: Known<'_>) -> Option<Reason> {
    if let Some(id) = row.unique_id.as_filled() {
        let id = id.as_str();
        let new = row.new_unique_id.as_filled().map(UniqueId::as_str);
        match known.unique_id {
            Some(present) if present == id => {}
            // The change was made before.
            Some(present) if new == Some(present) => {}
            Some(present) => {
                let damage = damage::between(present, id);
                return Some(damage.map_or(Reason::IdWouldChange, Reason::IdDamaged));
            }
            None => {
                if let Some(damage) = damage::recognise(id) {
                    return Some(Reason::IdDamaged(damage));
                }
            }
        }
    }
    let email = row.email.as_filled()?.as_str();
    let is_known = known
        .email
        .is_some_and(|present| is_same_mailbox(present, email));
    let damage = damage::recognise(email).filter(|_| !is_known);
    damage.map(Reason::EmailDamaged)
}

impl RosterRow<'_> {
    /// Whether an identifier of it looks damaged, whoever is meant.
    pub fn is_suspect(&self) -> bool {
        let id = self.unique_id.as_filled().map(UniqueId::as_str);
        let email = self.email.as_filled().map(EmailAddress::as_str);
        let mut identifiers = id.into_iter().chain(email);
        identifiers.any(|one| damage::recognise(one).is_some())
    }
}

/// First and last name of a name in one cell: `Last, First`, else the last word is the last name. A single word is a
/// first name.
pub fn split_name(name: &str) -> (&str, &str) {
    let name = name.trim();
    if let Some((last, first)) = name.split_once(',') {
        return (first.trim(), last.trim());
    }
    match name.rsplit_once(char::is_whitespace) {
        Some((first, last)) => (first.trim_end(), last),
        None => (name, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::damage::Damage;
    use crate::domain::identifier::IdentifierFault;
    use crate::domain::roster::Cell;

    fn row(id: &str, new: Option<&str>) -> Result<RosterRow<'static>, IdentifierFault> {
        let new = match new {
            Some(new) => Cell::Filled(UniqueId::parse(new)?),
            None => Cell::Absent,
        };
        Ok(RosterRow {
            unique_id: Cell::Filled(UniqueId::parse(id)?),
            email: Cell::Filled(EmailAddress::parse("ola@x.example")?),
            new_unique_id: new,
            ..RosterRow::default()
        })
    }

    fn known(unique_id: &str) -> Known<'_> {
        Known {
            email: Some("Ola@x.example"),
            unique_id: Some(unique_id),
        }
    }

    #[test]
    fn an_id_changes_only_under_its_own_column_and_damage_has_its_name()
    -> Result<(), IdentifierFault> {
        let damaged = |damage| Some(Reason::IdDamaged(damage));
        let table = [
            ("MAR-1", "MAR-1", None, None),
            ("MAR-1", "1-Mar", None, damaged(Damage::Date)),
            ("004200", "4200", None, damaged(Damage::LostZeros)),
            ("1E5", "100000", None, damaged(Damage::Exponent)),
            ("E-7", "NULL", None, damaged(Damage::NothingWord)),
            ("NULL", "NULL", None, None),
            ("E-7", "E-8", None, Some(Reason::IdWouldChange)),
            ("E-7", "E-7", Some("E-8"), None),
            ("E-8", "E-7", Some("E-8"), None),
            ("E-9", "E-7", Some("E-8"), Some(Reason::IdWouldChange)),
        ];
        for (present, id, new, wanted) in table {
            assert_eq!(
                objection(&row(id, new)?, known(present)),
                wanted,
                "{present} {id}"
            );
        }
        Ok(())
    }

    #[test]
    fn who_has_no_id_yet_is_given_one_unless_it_is_damage() -> Result<(), IdentifierFault> {
        let nobody = Known::default();
        assert_eq!(objection(&row("E-7", None)?, nobody), None);
        let damaged = Some(Reason::IdDamaged(Damage::Fraction));
        assert_eq!(objection(&row("420.0", None)?, nobody), damaged);
        Ok(())
    }

    #[test]
    fn an_address_in_the_wrong_encoding_is_refused_unless_somebody_has_it()
    -> Result<(), IdentifierFault> {
        let text = "jos\u{c3}\u{ba}@x.example";
        let row = RosterRow {
            email: Cell::Filled(EmailAddress::parse(text)?),
            ..RosterRow::default()
        };
        let damaged = Some(Reason::EmailDamaged(Damage::Mojibake));
        assert!(row.is_suspect());
        assert_eq!(objection(&row, Known::default()), damaged);
        let has_it = Known {
            email: Some(text),
            unique_id: None,
        };
        assert_eq!(objection(&row, has_it), None);
        Ok(())
    }

    #[test]
    fn a_name_in_one_cell_is_split_at_the_comma_or_before_its_last_word() {
        let cases = [
            ("Rahayu, Siti Aminah", ("Siti Aminah", "Rahayu")),
            ("Siti Aminah  Rahayu", ("Siti Aminah", "Rahayu")),
            (" Suharto ", ("Suharto", "")),
            ("Rahayu,", ("", "Rahayu")),
            ("van der Berg, Jan", ("Jan", "van der Berg")),
            ("山田\u{3000}太郎", ("山田", "太郎")),
            ("", ("", "")),
        ];
        for (name, split) in cases {
            assert_eq!(split_name(name), split, "{name}");
        }
    }
}
