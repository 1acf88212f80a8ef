//! Names that people give to groups and license types, compared as people compare them.
//!
//! Two groups that differ only by capitals, by how an accent is encoded, or by characters that nobody sees are one.
//! License types are freer still: a header is written with underscores or spaces, as the program that exported it likes.

use unicode_normalization::UnicodeNormalization;

use super::identifier::is_invisible;
use super::license::LicenseType;

/// What the names of one group have in common.
pub fn group_key(name: &str) -> String {
    let seen = name.trim().nfc().filter(|c| !is_invisible(*c));
    let lower: String = seen.flat_map(char::to_lowercase).collect();
    lower.nfc().collect()
}

/// What the names of one license type have in common: spaces, underscores and hyphens count for nothing.
pub fn license_key(name: &str) -> String {
    let is_mark = |c: &char| c.is_whitespace() || matches!(c, '_' | '-');
    group_key(name).chars().filter(|c| !is_mark(c)).collect()
}

/// Whether a name says that there is no license: no license type is called so.
pub fn means_no_license(name: &str) -> bool {
    license_key(name) == "none"
}

/// The license type that a name means: exactly so, else the only one that differs by nothing that counts.
pub fn license_named<'t>(types: &'t [LicenseType], name: &str) -> Option<&'t LicenseType> {
    if let Some(exact) = types.iter().find(|kind| kind.name == name) {
        return Some(exact);
    }
    let key = license_key(name);
    let mut alike = types.iter().filter(|kind| license_key(&kind.name) == key);
    let found = alike.next();
    found.filter(|_| alike.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::LicenseTypeId;

    #[test]
    fn a_group_is_one_however_its_capitals_and_accents_are_written() {
        assert_eq!(group_key("Denpasar"), group_key(" denPASAR "));
        assert_eq!(group_key("Sal\u{e9}s"), group_key("Sale\u{301}s"));
        assert_eq!(group_key("SALE\u{301}S"), group_key("sal\u{e9}s"));
        assert_eq!(group_key("Sa\u{ad}les"), group_key("Sales"));
        assert_ne!(group_key("Sales"), group_key("Sal\u{e9}s"));
        assert_ne!(group_key("Sales A"), group_key("SalesA"));
    }

    #[test]
    fn a_license_type_is_found_by_its_own_name_first_and_never_guessed() {
        let kind = |id, name: &str| LicenseType {
            id: LicenseTypeId(id),
            name: name.to_owned(),
            seats: 0,
            invited: 0,
            activated: 0,
        };
        let types = [kind(1, "LinkedIn Learning"), kind(2, "A B"), kind(3, "AB")];
        let found = |name| license_named(&types, name).map(|kind| kind.id.0);
        assert_eq!(found("linkedin_learning"), Some(1));
        assert_eq!(found("LINKEDIN-LEARNING"), Some(1));
        assert_eq!(found("AB"), Some(3));
        assert_eq!(found("a b"), None, "two fit");
        assert_eq!(found("Leadership"), None);
    }
}
