//! Acts on requests and on the batches that delete.

use crate::domain::acts::acts;
use crate::domain::batch::ReviewToken;
use crate::domain::id::{BatchId, RequestId};
use crate::domain::request::{Correction, NewRequest, Reply};

acts! {
    /// An act on learners' requests. What a request comes to is asked for permission once more, by its kind.
    pub enum RequestOp {
        /// Takes a learner's request down.
        New(Box<NewRequest>) = RequestNew by TakeRequests,
        /// Makes the operator the owner of a request.
        Claim {
            /// Which request.
            request: RequestId,
            /// The version that was seen.
            version: i64,
        } = RequestClaim by TakeRequests,
        /// Gives a claimed request back.
        Release(RequestId) = RequestRelease by TakeRequests,
        /// Adds a note that only operators read.
        Note {
            /// On which request.
            request: RequestId,
            /// The words.
            text: String,
        } = RequestNote by TakeRequests,
        /// Mails the learner.
        Reply {
            /// On which request.
            request: RequestId,
            /// What is said.
            reply: Reply,
            /// Whether the request waits for the learner from now on.
            wait: bool,
        } = RequestReply by TakeRequests,
        /// Notes that the identity of who asked is verified, or takes that back.
        Verify {
            /// Of which request.
            request: RequestId,
            /// How it was verified; none takes it back.
            how: Option<String>,
        } = RequestVerify by TakeRequests,
        /// Lets a request wait for the learner; its clock stands still.
        Wait(RequestId) = RequestWait by TakeRequests,
        /// Ends the waiting for the learner; the due date moves by the pause.
        GoOn(RequestId) = RequestGoOn by TakeRequests,
        /// Does what the learner asks for, or sends it for approval where the role asks for that.
        Do {
            /// Which request.
            request: RequestId,
            /// What was typed, where a gate asks for it.
            phrase: Option<String>,
            /// Why a deletion is done although nobody has verified the identity.
            unverified: Option<String>,
        } = RequestDo by TakeRequests,
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
        } = RequestApprove by Approve,
        /// Gives a request back to whoever asked for approval.
        Return {
            /// Which request.
            request: RequestId,
            /// What must be known first; only operators read it.
            question: String,
        } = RequestReturn by Approve,
        /// Corrects whose request it is and what it asks for, before anything is done. The correction itself is mailed to nobody.
        Correct(Correction) = RequestCorrect by TakeRequests,
        /// Turns a request down; the learner is mailed.
        Reject {
            /// Which request.
            request: RequestId,
            /// Why; the learner reads it.
            reason: String,
        } = RequestReject by TakeRequests,
        /// Closes a request that is no longer wanted, or never was.
        Cancel {
            /// Which request.
            request: RequestId,
            /// Why; the learner reads it where they are mailed.
            reason: String,
            /// Whether the learner is mailed.
            mail: bool,
        } = RequestCancel by TakeRequests,
    }
}

acts! {
    /// An act on deletion batches.
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
        } = BatchConfirm by DeleteUsers,
        /// Stops a running or paused batch at the next chunk, for good.
        Cancel(BatchId) = BatchCancel by DeleteUsers,
        /// Lets a paused batch go on.
        Resume(BatchId) = BatchResume by DeleteUsers,
        /// Takes a batch back before it is due.
        Withdraw(BatchId) = BatchWithdraw by DeleteUsers,
        /// Lets a batch begin that waits for a second full admin.
        Approve {
            /// Which batch.
            batch: BatchId,
            /// SHA-256 of the staged rows that the approval is given to.
            plan_sha256: String,
        } = BatchApprove by DeleteUsers,
    }
}
