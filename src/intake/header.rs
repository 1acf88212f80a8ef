//! The header row: which column is which, by name and never by place.
//!
//! Names are compared without regard to case and to spaces around them; `unique_id` means `unique_user_id`.

use super::Terminated;
use crate::domain::batch::TerminatedCause;

/// Canonical name of the email column.
pub const EMAIL_COLUMN: &str = "primary_email_address";

/// Canonical name of the ID column.
pub const ID_COLUMN: &str = "unique_user_id";

/// Another accepted name of the ID column.
pub const ID_COLUMN_ALIAS: &str = "unique_id";

/// The header row of a deletion CSV.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The columns' names as the file writes them, in its order.
    pub names: Vec<String>,
    /// Place of the email column.
    pub email_column: usize,
    /// Place of the ID column.
    pub id_column: usize,
}

impl Header {
    /// Finds the two identifier columns among the names.
    pub(super) fn find(names: Vec<String>, line: u64) -> Result<Self, Terminated> {
        let fault = |cause| Terminated {
            cause,
            line: Some(line),
        };
        let email =
            only_place(&names, is_email_name).map_err(|()| fault(duplicate(EMAIL_COLUMN)))?;
        let id = only_place(&names, is_id_name).map_err(|()| fault(duplicate(ID_COLUMN)))?;
        if let (Some(email_column), Some(id_column)) = (email, id) {
            return Ok(Self {
                names,
                email_column,
                id_column,
            });
        }
        let mut missing = Vec::new();
        if email.is_none() {
            missing.push(EMAIL_COLUMN);
        }
        if id.is_none() {
            missing.push(ID_COLUMN);
        }
        Err(fault(TerminatedCause::MissingHeader {
            missing,
            found: names,
        }))
    }
}

/// Whether a row says the header again where its identifiers should stand.
pub(super) fn is_repeated(email_cell: &str, id_cell: &str) -> bool {
    is_email_name(email_cell) && is_id_name(id_cell)
}

/// What an empty file lacks.
pub(super) fn missing_altogether() -> Terminated {
    Terminated {
        cause: TerminatedCause::MissingHeader {
            missing: vec![EMAIL_COLUMN, ID_COLUMN],
            found: Vec::new(),
        },
        line: None,
    }
}

/// Whether a column's name is that of either identifier column.
pub(super) fn is_identifier_name(name: &str) -> bool {
    is_email_name(name) || is_id_name(name) || is_named(name, "invited_email_address")
}

/// Whether a column bears a name.
pub(super) fn is_named(text: &str, name: &str) -> bool {
    trimmed(text).eq_ignore_ascii_case(name)
}

/// The text without the spaces around it, and without a byte order mark that joining files left there.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
}

/// The place of the only name that fits; `Err` when two do.
pub(super) fn only_place(
    names: &[String],
    fits: impl Fn(&str) -> bool,
) -> Result<Option<usize>, ()> {
    let mut places = names
        .iter()
        .enumerate()
        .filter(|(_, name)| fits(name))
        .map(|(place, _)| place);
    let first = places.next();
    if places.next().is_some() {
        Err(())
    } else {
        Ok(first)
    }
}

fn is_email_name(text: &str) -> bool {
    is_named(text, EMAIL_COLUMN)
}

pub(super) fn is_id_name(text: &str) -> bool {
    is_named(text, ID_COLUMN) || is_named(text, ID_COLUMN_ALIAS)
}

fn duplicate(name: &'static str) -> TerminatedCause {
    TerminatedCause::DuplicateHeader(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(missing: &[&'static str], found: &[&str]) -> TerminatedCause {
        TerminatedCause::MissingHeader {
            missing: missing.to_vec(),
            found: found.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    fn find(names: &[&str]) -> Result<(usize, usize), TerminatedCause> {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        Header::find(names, 1)
            .map(|header| (header.email_column, header.id_column))
            .map_err(|fault| fault.cause)
    }

    #[test]
    fn columns_are_found_by_name_in_any_order_case_and_spacing() {
        assert_eq!(
            find(&["primary_email_address", "unique_user_id"]),
            Ok((0, 1))
        );
        assert_eq!(
            find(&["note", " Unique_ID ", "PRIMARY_EMAIL_ADDRESS"]),
            Ok((2, 1))
        );
        assert_eq!(
            find(&["\u{FEFF}primary_email_address", "unique_id"]),
            Ok((0, 1))
        );
    }

    #[test]
    fn what_is_missing_or_twice_is_named() {
        assert_eq!(
            find(&["primary_email_address"]),
            Err(missing(&[ID_COLUMN], &["primary_email_address"]))
        );
        assert_eq!(
            find(&["unique_id"]),
            Err(missing(&[EMAIL_COLUMN], &["unique_id"]))
        );
        assert_eq!(
            find(&["a"]),
            Err(missing(&[EMAIL_COLUMN, ID_COLUMN], &["a"]))
        );
        assert_eq!(
            find(&["primary_email_address", "unique_id", "unique_user_id"]),
            Err(TerminatedCause::DuplicateHeader(ID_COLUMN))
        );
    }
}
