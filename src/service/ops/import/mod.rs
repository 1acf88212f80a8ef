//! Imports as acts: rosters and learning reports.

pub(crate) mod correcting;
pub(crate) mod learning;
pub(crate) mod roster;
pub(crate) mod source;
