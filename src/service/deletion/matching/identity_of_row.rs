//! A row of an upload without its text: keyed hashes of its identifiers, in both ways in which each can be read.

use super::damaged::Suspected;
use crate::domain::batch::RowOutcome;
use crate::domain::damage;
use crate::intake::DeletionRow;
use crate::service::Core;

/// An identifier as two keyed hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Print {
    /// The registry's hash.
    pub hash: i64,
    /// What verifies it.
    pub check: u64,
}

/// A row of an upload without its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowIdentity {
    /// The physical line on which it begins.
    pub(crate) line: u32,
    /// Why it names nobody, if so.
    pub(super) fault: Option<RowOutcome>,
    pub(super) email: Option<Print>,
    pub(super) unique_id: Option<Print>,
    /// The damage that either identifier looks like.
    pub(super) suspected: Suspected,
    /// Whether the ID is digits alone, and so may have lost zeros.
    pub(super) is_number: bool,
    /// Whether the ID has the form of an address.
    pub(super) is_like_address: bool,
    /// The registry's hash of the address read as an ID.
    pub(super) email_as_id: Option<i64>,
    /// The registry's hash of the ID read as an address.
    pub(super) id_as_email: Option<i64>,
}

impl RowIdentity {
    /// Takes from a row what is needed to match it.
    pub(crate) fn of(core: &Core, row: &DeletionRow<'_>) -> Self {
        let (email, unique_id) = row.suspected();
        let suspected = Suspected { email, unique_id };
        let id = row.id_cell().trim();
        let is_number = damage::is_number(id);
        let is_like_address = id.contains('@');
        match &row.identifiers {
            Err(outcome) => Self {
                line: row.line,
                fault: Some(*outcome),
                email: None,
                unique_id: None,
                suspected,
                is_number,
                is_like_address,
                email_as_id: None,
                id_as_email: None,
            },
            Ok(named) => Self {
                line: row.line,
                fault: None,
                email: named
                    .email
                    .as_ref()
                    .map(|email| core.key.email_print(&email.matching_form())),
                unique_id: named
                    .unique_id
                    .as_ref()
                    .map(|id| core.key.id_print(id.as_str())),
                suspected,
                is_number,
                is_like_address,
                email_as_id: named
                    .email
                    .as_ref()
                    .map(|email| core.key.unique_id_text(email.as_str())),
                id_as_email: named
                    .unique_id
                    .as_ref()
                    .filter(|_| is_like_address)
                    .map(|id| core.key.email_text(&id.as_str().to_ascii_lowercase())),
            },
        }
    }
}
