//! What was said about a roster before it is read.

use std::sync::Arc;

use crate::domain::columns::{Columns, RosterField};
use crate::domain::roster::Served;
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
    /// The records of a server of which its rows are; none where it came as a file.
    pub served: Option<Arc<Served>>,
}
