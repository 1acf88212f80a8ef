//! Approvals that did not come, or did not last.

use crate::domain::coded::coded;

coded! {
    /// Why a batch has no approval although it was asked for or given.
    pub enum ApprovalLapse {
        /// Nobody gave it in time: the batch is withdrawn.
        Nobody = "nobody",
        /// Whoever gave it could not any more when the batch was due: it is asked for again.
        ApproverLeft = "approver_left",
    }
}
