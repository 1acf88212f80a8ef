//! Rows of a roster that a server gave: of which record each is, and which records give no row from which anything is concluded.

use std::collections::BTreeMap;

use super::{RosterLine, RosterResult, ServerRecord};
use crate::domain::reason::Reason;

/// A record that has neither an address nor an ID by which a learner could be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nameless {
    /// Which.
    pub record: ServerRecord,
    /// The name of whoever it is.
    pub name: String,
    /// What it lacks.
    pub why: Reason,
}

/// What is known of the rows of a roster that a server gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Served {
    /// The record of each row, in the order of their lines.
    pub rows: Vec<(u32, ServerRecord)>,
    /// Lines of records that share an ID, a name or an address with another, each with the line of that one.
    pub twice: BTreeMap<u32, u32>,
    /// Records that give no row.
    pub nameless: Vec<Nameless>,
}

impl Served {
    /// The record of a row.
    pub fn record(&self, line: u32) -> Option<&ServerRecord> {
        let place = self.rows.binary_search_by_key(&line, |(line, _)| *line);
        Some(&self.rows.get(place.ok()?)?.1)
    }

    /// How many rows lack something that cannot be taken as it stands there.
    pub fn incomplete(&self) -> u64 {
        let records = self.rows.iter().map(|(_, record)| record);
        records.filter(|record| !record.left_out.is_empty()).count() as u64
    }
}

impl Nameless {
    /// As a row is shown.
    pub fn line(&self) -> RosterLine {
        RosterLine {
            name: self.name.clone(),
            result: Some(RosterResult::Refused(Box::new(self.why.clone()))),
            record: Some(self.record.clone()),
            ..RosterLine::default()
        }
    }
}
