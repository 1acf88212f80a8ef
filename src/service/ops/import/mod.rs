//! Imports as acts: rosters and learning reports.

pub(crate) mod learning;
pub(crate) mod roster;
