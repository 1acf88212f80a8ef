//! Commands of **Requests** and **Reports**.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
