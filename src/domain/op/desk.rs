//! Acts on requests and on the batches that delete.

use crate::domain::act::Act;
use crate::domain::batch::ReviewToken;
use crate::domain::id::{BatchId, RequestId};
use crate::domain::operator::Permission;
use crate::domain::request::{Correction, NewRequest, Reply};

/// An act on learners' requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestOp {
    /// Takes a learner's request down.
    New(Box<NewRequest>),
    /// Makes the operator the owner of a request.
    Claim {
        /// Which request.
        request: RequestId,
        /// The version that was seen.
        version: i64,
    },
    /// Gives a claimed request back.
    Release(RequestId),
    /// Adds a note that only operators read.
    Note {
        /// On which request.
        request: RequestId,
        /// The words.
        text: String,
    },
    /// Mails the learner.
    Reply {
        /// On which request.
        request: RequestId,
        /// What is said.
        reply: Reply,
        /// Whether the request waits for the learner from now on.
        wait: bool,
    },
    /// Notes that the identity of who asked is verified, or takes that back.
    Verify {
        /// Of which request.
        request: RequestId,
        /// How it was verified; none takes it back.
        how: Option<String>,
    },
    /// Lets a request wait for the learner; its clock stands still.
    Wait(RequestId),
    /// Ends the waiting for the learner; the due date moves by the pause.
    GoOn(RequestId),
    /// Does what the learner asks for, or sends it for approval where the role asks for that.
    Do {
        /// Which request.
        request: RequestId,
        /// What was typed, where a gate asks for it.
        phrase: Option<String>,
        /// Why a deletion is done although nobody has verified the identity.
        unverified: Option<String>,
    },
    /// Approves what somebody else asked for, and does it.
    Approve {
        /// Which request.
        request: RequestId,
        /// The seal of what was seen.
        seal: String,
        /// What was typed, where a gate asks for it.
        phrase: Option<String>,
        /// Why a deletion is done although nobody has verified the identity.
        unverified: Option<String>,
    },
    /// Gives a request back to whoever asked for approval.
    Return {
        /// Which request.
        request: RequestId,
        /// What must be known first; only operators read it.
        question: String,
    },
    /// Corrects whose request it is and what it asks for, before anything is done. Nobody is mailed about it.
    Correct(Correction),
    /// Turns a request down; the learner is mailed.
    Reject {
        /// Which request.
        request: RequestId,
        /// Why; the learner reads it.
        reason: String,
    },
    /// Closes a request that is no longer wanted, or never was.
    Cancel {
        /// Which request.
        request: RequestId,
        /// Why; the learner reads it where they are mailed.
        reason: String,
        /// Whether the learner is mailed.
        mail: bool,
    },
}

impl RequestOp {
    /// What it is in the activity log.
    pub const fn act(&self) -> Act {
        match self {
            Self::New(_) => Act::RequestNew,
            Self::Claim { .. } => Act::RequestClaim,
            Self::Release(_) => Act::RequestRelease,
            Self::Note { .. } => Act::RequestNote,
            Self::Reply { .. } => Act::RequestReply,
            Self::Verify { .. } => Act::RequestVerify,
            Self::Wait(_) => Act::RequestWait,
            Self::GoOn(_) => Act::RequestGoOn,
            Self::Do { .. } => Act::RequestDo,
            Self::Approve { .. } => Act::RequestApprove,
            Self::Return { .. } => Act::RequestReturn,
            Self::Correct(_) => Act::RequestCorrect,
            Self::Reject { .. } => Act::RequestReject,
            Self::Cancel { .. } => Act::RequestCancel,
        }
    }

    /// What an operator must be permitted to do it. What a request comes to is asked once more by its kind.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::New(_)
            | Self::Claim { .. }
            | Self::Release(_)
            | Self::Note { .. }
            | Self::Reply { .. }
            | Self::Verify { .. }
            | Self::Wait(_)
            | Self::GoOn(_)
            | Self::Do { .. }
            | Self::Reject { .. }
            | Self::Cancel { .. }
            | Self::Correct(_) => Permission::TakeRequests,
            Self::Approve { .. } | Self::Return { .. } => Permission::Approve,
        }
    }
}

/// An act on deletion batches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchOp {
    /// Makes a deletion batch of a review.
    Confirm {
        /// Which review.
        review: ReviewToken,
        /// Days to wait; the account's own waiting time is the least.
        wait_days: u8,
        /// What was typed, where a gate asks for it.
        phrase: Option<String>,
        /// Run the same file anew although it made a batch before.
        again: bool,
    },
    /// Stops a running or paused batch at the next chunk, for good.
    Cancel(BatchId),
    /// Lets a paused batch go on.
    Resume(BatchId),
    /// Takes a batch back before it is due.
    Withdraw(BatchId),
    /// Lets a batch begin that waits for a second full admin.
    Approve {
        /// Which batch.
        batch: BatchId,
        /// SHA-256 of the staged rows that the approval is given to.
        plan_sha256: String,
    },
}

impl BatchOp {
    /// What it is in the activity log.
    pub const fn act(&self) -> Act {
        match self {
            Self::Confirm { .. } => Act::BatchConfirm,
            Self::Cancel(_) => Act::BatchCancel,
            Self::Resume(_) => Act::BatchResume,
            Self::Withdraw(_) => Act::BatchWithdraw,
            Self::Approve { .. } => Act::BatchApprove,
        }
    }

    /// What an operator must be permitted to do it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Confirm { .. }
            | Self::Cancel(_)
            | Self::Resume(_)
            | Self::Withdraw(_)
            | Self::Approve { .. } => Permission::DeleteUsers,
        }
    }
}
