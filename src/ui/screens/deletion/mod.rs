//! Deletion: the wizard, and the pane of a batch.

pub mod batch;
pub mod wizard;
