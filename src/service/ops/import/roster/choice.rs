//! What was said about a roster before it is read.

use crate::domain::columns::{Columns, RosterField};
use crate::intake::dates::DateOrder;

/// What was said about a roster before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterChoice {
    /// Where its columns go.
    pub columns: Columns<RosterField>,
    /// The license type of which a column of the status alone speaks; none where the account has only one.
    pub license: Option<String>,
    /// What stands first in its dates; none where they tell it themselves.
    pub order: Option<DateOrder>,
}
