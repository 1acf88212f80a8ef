//! Approvals that did not come, or did not last.

/// Why a batch has no approval although it was asked for or given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumCount)]
pub enum ApprovalLapse {
    /// Nobody gave it in time: the batch is withdrawn.
    Nobody,
    /// Whoever gave it could not any more when the batch was due: it is asked for again.
    ApproverLeft,
}

impl ApprovalLapse {
    /// Every lapse.
    pub const ALL: [Self; <Self as strum::EnumCount>::COUNT] = [Self::Nobody, Self::ApproverLeft];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::ApproverLeft => "approver_left",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lapse| lapse.code() == code)
    }
}
