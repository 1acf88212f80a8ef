//! Rows that failed in an import, and what somebody says of them instead: whom they mean, and what stands in their cells.
//!
//! Nothing is taken by itself. What is said of a row holds for the cells of that row alone, and the row is judged anew
//! with it.

use super::id::UserId;
use super::reason::Reason;
use super::roster::{RosterFaultKind, RosterResult};

/// What somebody says of one row that failed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mend {
    /// The line on which the row begins.
    pub line: u32,
    /// The learner whom the row means: the cells that say whom are theirs.
    pub taken: Option<UserId>,
    /// What stands in cells, by the places of their columns.
    pub cells: Vec<(usize, String)>,
}

/// What somebody says of rows of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mends {
    /// Of which rows.
    pub rows: Vec<Mend>,
    /// The number of the log's entry of the import in which they failed; none where nothing was imported yet.
    pub corrects: Option<u64>,
}

/// What an import says of the rows that were corrected for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mended {
    /// How many rows were corrected.
    pub rows: u64,
    /// Of how many of them somebody chose whom they mean.
    pub taken: u64,
    /// The number of the log's entry of the import that they failed in.
    pub corrects: Option<u64>,
    /// The lines of a roster on which they stand, as far as they are well now: `3,7-9`.
    pub lines: Option<String>,
}

impl Mends {
    /// The same as an import tells it.
    pub fn told(&self) -> Mended {
        Mended {
            rows: self.rows.len() as u64,
            taken: self.rows.iter().filter(|row| row.taken.is_some()).count() as u64,
            corrects: self.corrects,
            lines: None,
        }
    }
}

/// A row of an import that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failed {
    /// Of a roster, with what became of it.
    Roster(RosterResult),
    /// Of a learning report, with the code of why it is passed over.
    Learning(&'static str),
}

impl Failed {
    /// Whether it failed for what it says of whom it means, so that a learner can be chosen for it.
    pub fn is_about_whom(&self) -> bool {
        match self {
            Self::Roster(RosterResult::Unreadable(fault)) => {
                fault.identifier.is_some()
                    || matches!(
                        fault.what,
                        RosterFaultKind::NoIdentifier
                            | RosterFaultKind::TwoEmails
                            | RosterFaultKind::ChangeWithoutPair
                    )
            }
            Self::Roster(RosterResult::Refused(reason)) => matches!(
                **reason,
                Reason::EmailTaken
                    | Reason::IdTaken
                    | Reason::EmailDeleted(_)
                    | Reason::IdDeleted(_)
                    | Reason::BadEmail(_)
                    | Reason::BadId(_)
                    | Reason::EmailDamaged(_)
                    | Reason::IdDamaged(_)
                    | Reason::IdWouldChange
                    | Reason::IdentifierMissing
                    | Reason::IdsDisagree
                    | Reason::DuplicateOf(_)
                    | Reason::GiverLeftOut(_)
                    | Reason::GiverAtProvider(_)
                    | Reason::TwoFit
                    | Reason::UserGone
            ),
            Self::Roster(RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged) => {
                false
            }
            Self::Learning(code) => [
                "not_found",
                "already_deleted",
                "ids_disagree",
                "duplicate",
                "empty_row",
                "invalid_identifier",
            ]
            .contains(code),
        }
    }

    /// Whether the row has more cells than the header.
    pub fn is_wide(&self) -> bool {
        match self {
            Self::Roster(RosterResult::Unreadable(fault)) => {
                fault.what == RosterFaultKind::WrongFieldCount
            }
            Self::Roster(
                RosterResult::Added
                | RosterResult::Changed
                | RosterResult::Unchanged
                | RosterResult::Refused(_),
            )
            | Self::Learning(_) => false,
        }
    }

    /// Whether its cells can be set right one by one. Of a row that is corrected, cells beyond the header are left out.
    fn has_cells(&self) -> bool {
        match self {
            Self::Roster(RosterResult::Unreadable(fault)) => !matches!(
                fault.what,
                RosterFaultKind::Malformed | RosterFaultKind::RepeatedHeader
            ),
            Self::Roster(RosterResult::Refused(_)) => true,
            Self::Roster(RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged) => {
                false
            }
            Self::Learning(code) => *code != "malformed_row",
        }
    }
}

/// Why nothing can be said of a row in place of what it says.
pub fn against_mending(line: u32, failed: Option<&Failed>) -> Option<Reason> {
    match failed {
        None
        | Some(Failed::Roster(
            RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged,
        )) => Some(Reason::NoFailedRow(line)),
        Some(failed) if !failed.has_cells() => Some(Reason::CorrectInFile(line)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::RosterFault;

    fn unreadable(what: RosterFaultKind) -> Failed {
        Failed::Roster(RosterResult::Unreadable(Box::new(RosterFault {
            line: 2,
            column: None,
            identifier: None,
            what,
        })))
    }

    #[test]
    fn only_rows_that_failed_are_corrected_and_only_those_that_have_cells() {
        let refused = |reason| Failed::Roster(RosterResult::Refused(Box::new(reason)));
        assert_eq!(against_mending(2, None), Some(Reason::NoFailedRow(2)));
        let well = Failed::Roster(RosterResult::Changed);
        assert_eq!(
            against_mending(2, Some(&well)),
            Some(Reason::NoFailedRow(2))
        );
        for what in [RosterFaultKind::Malformed, RosterFaultKind::RepeatedHeader] {
            let reason = against_mending(2, Some(&unreadable(what)));
            assert_eq!(reason, Some(Reason::CorrectInFile(2)));
        }
        for failed in [
            unreadable(RosterFaultKind::NoIdentifier),
            unreadable(RosterFaultKind::WrongFieldCount),
            refused(Reason::NoSeats(1)),
            Failed::Learning("not_found"),
            Failed::Learning("invalid_time"),
        ] {
            assert_eq!(against_mending(2, Some(&failed)), None);
        }
        assert!(unreadable(RosterFaultKind::WrongFieldCount).is_wide());
        assert!(!refused(Reason::IdsDisagree).is_wide());
        assert!(refused(Reason::IdsDisagree).is_about_whom());
        assert!(!refused(Reason::NoSeats(1)).is_about_whom());
        assert!(Failed::Learning("not_found").is_about_whom());
        assert!(!Failed::Learning("invalid_time").is_about_whom());
    }

    #[test]
    fn an_import_tells_how_many_were_corrected_and_of_which_import() {
        let mends = Mends {
            rows: vec![
                Mend {
                    line: 2,
                    taken: Some(UserId(7)),
                    cells: Vec::new(),
                },
                Mend {
                    line: 4,
                    taken: None,
                    cells: vec![(0, "E-7".to_owned())],
                },
            ],
            corrects: Some(12),
        };
        let told = Mended {
            rows: 2,
            taken: 1,
            corrects: Some(12),
            lines: None,
        };
        assert_eq!(mends.told(), told);
    }
}
