//! Where a batch really stands: its state, and whether anybody carries it on.

use super::{ApprovalLapse, Batch, BatchState};
use crate::domain::operator::OnePerson;
use crate::domain::record::Residue;
use crate::domain::request::APPROVAL_HOURS;
use crate::domain::time::Timestamp;

/// What a batch is to whoever asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Why whoever asks is one person with who answers for it, so that their approval would be their own.
    pub own: Option<OnePerson>,
    /// Whether a runner works for this account now: a console, `offboard run`, or a command that runs a batch.
    pub attended: bool,
    /// Whether it waits for a second full admin and there is none who could approve it.
    pub nobody_approves: bool,
}

/// Where a batch stands for whoever looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As its state says.
    Is(BatchState),
    /// Its rows were being carried out, and nobody goes on with it.
    Interrupted,
    /// It may begin, and nobody is there who would begin it.
    DueUnattended,
    /// Its rows are final, and nobody is there who would purge the files.
    UnpurgedUnattended,
    /// It waits for a second full admin, and there is none who could approve it.
    NobodyApproves,
    /// It is paused because whoever answers for it may not delete any more.
    ConfirmerLeft,
}

impl Standing {
    /// Everything that can stand for more than a state.
    pub const BEYOND_STATES: [Self; 5] = [
        Self::Interrupted,
        Self::DueUnattended,
        Self::UnpurgedUnattended,
        Self::NobodyApproves,
        Self::ConfirmerLeft,
    ];

    /// The name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Is(state) => state.code(),
            Self::Interrupted => "interrupted",
            Self::DueUnattended => "due_unattended",
            Self::UnpurgedUnattended => "unpurged_unattended",
            Self::NobodyApproves => "nobody_approves",
            Self::ConfirmerLeft => "confirmer_left",
        }
    }
}

impl Batch {
    /// Until when a second full admin can approve it, where that is asked.
    pub const fn approval_ends(&self) -> Timestamp {
        Timestamp(self.approval_from.0 + APPROVAL_HOURS * 3_600)
    }

    /// Whether nobody approved it in time.
    pub fn approval_expired(&self, now: Timestamp) -> bool {
        match self.state {
            BatchState::AwaitingApproval => self.approval_ends() <= now,
            BatchState::Withdrawn => self.approval_lapse == Some(ApprovalLapse::Nobody),
            BatchState::Scheduled
            | BatchState::Processing
            | BatchState::AtProvider
            | BatchState::Paused
            | BatchState::Erasing
            | BatchState::Completed
            | BatchState::CompletedWithErrors
            | BatchState::Cancelled => false,
        }
    }

    /// Where it stands now.
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self.state {
            BatchState::AwaitingApproval if self.seen.nobody_approves => Standing::NobodyApproves,
            BatchState::Paused if self.confirmer_left => Standing::ConfirmerLeft,
            BatchState::Scheduled if !self.seen.attended && self.due_at <= now => {
                Standing::DueUnattended
            }
            BatchState::Processing if !self.seen.attended && self.started_at.is_none() => {
                Standing::DueUnattended
            }
            BatchState::Processing if !self.seen.attended => Standing::Interrupted,
            BatchState::Erasing if !self.seen.attended => Standing::UnpurgedUnattended,
            state @ (BatchState::AwaitingApproval
            | BatchState::Scheduled
            | BatchState::Processing
            | BatchState::AtProvider
            | BatchState::Paused
            | BatchState::Erasing
            | BatchState::Completed
            | BatchState::CompletedWithErrors
            | BatchState::Cancelled
            | BatchState::Withdrawn) => Standing::Is(state),
        }
    }

    /// What the scan of the files found, once it ran.
    pub fn found(&self) -> Option<Residue> {
        self.residue.map(|found| Residue {
            found,
            doubtful: self.doubtful.unwrap_or_default(),
        })
    }

    /// Whether it is over and leaves nothing to do: no row failed, nothing of a deleted user was found in the files.
    pub fn is_well_over(&self) -> bool {
        self.state == BatchState::Completed && self.found().is_none_or(Residue::is_clean)
    }
}
