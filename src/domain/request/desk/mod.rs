//! What may be done to a request, asked by whoever plans, does or shows it.

use super::{RequestKind, RequestState};
use crate::domain::coded::coded;
use crate::domain::id::{BatchId, OperatorId};
use crate::domain::operator::{Grant, OnePerson, Permission, Role};
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;

/// Something that is done to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names of the acts say it")]
pub enum RequestAct {
    Claim,
    Release,
    Note,
    /// `wait`: the request waits for the learner from then on.
    Reply {
        wait: bool,
    },
    HowToDisconnect,
    Verify,
    Unverify,
    Wait,
    GoOn,
    Do,
    Approve,
    /// Gives it back to whoever asked for approval, with a question.
    Return,
    Reject,
    Cancel,
    /// `learner`: it is another learner's.
    Correct {
        learner: bool,
    },
}

/// What is to be known of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestFacts<'f> {
    /// What is wished.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// The learner; none once deleted.
    pub learner: Option<LearnerFacts>,
    /// Who has claimed it.
    pub owner: Option<OperatorId>,
    /// Their name.
    pub owner_name: &'f str,
    /// Whether the identity of who asked is verified.
    pub identity_verified: bool,
    /// Who asked for approval.
    pub approval_by: Option<OperatorId>,
    /// Until when the approval can be given that was asked for last.
    pub approval_expires: Option<Timestamp>,
    /// The batch that was made of it.
    pub batch: Option<BatchId>,
    /// Whether a reply was mailed to the learner.
    pub replied: bool,
    /// Whether it came back with a question, and nobody has written anything since.
    pub unanswered: bool,
}

/// What is to be known of a learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact by itself")]
pub struct LearnerFacts {
    /// Whether there is an address to mail to.
    pub has_address: bool,
    /// Whether a LinkedIn profile is connected.
    pub connected: bool,
    /// Whether there is a license.
    pub licensed: bool,
    /// Whether a legal hold protects the learner.
    pub on_hold: bool,
}

/// Who is at the desk, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtDesk {
    /// Which operator.
    pub operator: OperatorId,
    /// Their role.
    pub role: Role,
    /// Whether the account offers profile connections.
    pub profiles_offered: bool,
    /// Why they are one person to an approval with whoever asked for it; none where they are not.
    pub asker: Option<OnePerson>,
    /// When.
    pub now: Timestamp,
}

/// Why something may not be done: of which sort the refusal is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objection {
    /// The role, or the operator, may not.
    NotAllowed(Reason),
    /// Somebody or something else was faster.
    Conflict(Reason),
    /// It makes no sense as things are.
    Refused(Reason),
}

impl Objection {
    /// The reason.
    pub fn reason(self) -> Reason {
        match self {
            Self::NotAllowed(reason) | Self::Conflict(reason) | Self::Refused(reason) => reason,
        }
    }
}

coded! {
    /// What keeps a wish from being carried out, whoever is at the desk.
    pub enum Hindrance {
        /// The account offers no profile connections.
        NotOffered = "profiles_not_offered",
        /// No profile is connected.
        NotConnected = "not_connected",
        /// There is no license to revoke.
        NotLicensed = "no_license",
        /// A legal hold protects the learner.
        OnHold = "on_hold",
    }
}

impl Hindrance {
    /// The same as a reason.
    pub const fn reason(self) -> Reason {
        match self {
            Self::NotOffered => Reason::ProfilesNotOffered,
            Self::NotConnected => Reason::NotConnected,
            Self::NotLicensed => Reason::NotLicensed,
            Self::OnHold => Reason::OnHold,
        }
    }
}

/// What keeps a profile from being disconnected.
pub const fn disconnects(profiles_offered: bool, connected: bool) -> Option<Hindrance> {
    if !profiles_offered {
        Some(Hindrance::NotOffered)
    } else if !connected {
        Some(Hindrance::NotConnected)
    } else {
        None
    }
}

/// What keeps a wish of a learner from being carried out as things are.
pub const fn hindrance(
    kind: RequestKind,
    learner: &LearnerFacts,
    profiles_offered: bool,
) -> Option<Hindrance> {
    match kind {
        RequestKind::Disconnect => disconnects(profiles_offered, learner.connected),
        RequestKind::Revoke if !learner.licensed => Some(Hindrance::NotLicensed),
        RequestKind::Delete if learner.on_hold => Some(Hindrance::OnHold),
        RequestKind::Revoke | RequestKind::Delete => None,
    }
}

coded! {
    /// Whether a request is done or sent for approval.
    pub enum RequestWay {
        /// It is done.
        Act = "act",
        /// The role asks somebody else for approval.
        AskForApproval = "ask_for_approval",
    }
}

/// Whether a role does what is wished or asks for approval.
pub fn way(kind: RequestKind, verified: bool, role: Role) -> Result<RequestWay, Objection> {
    let needed = match kind {
        RequestKind::Disconnect => Permission::Disconnect,
        RequestKind::Revoke => Permission::ManageLicenses,
        RequestKind::Delete => Permission::DeleteOnRequest,
    };
    match needed.granted_to(role) {
        Grant::Yes => Ok(RequestWay::Act),
        Grant::OnVerifiedRequest if verified => Ok(RequestWay::Act),
        Grant::OnVerifiedRequest => Err(Objection::NotAllowed(Reason::NeedsVerifiedRequest)),
        Grant::AsksForApproval => Ok(RequestWay::AskForApproval),
        Grant::Own | Grant::LicenseRequests | Grant::No => Err(Objection::NotAllowed(
            Reason::NeedsRole(needed.least_role()),
        )),
    }
}

/// Whether a deletion would rest on an identity that nobody has verified: whoever may delete says why, and whoever asks
/// for approval verifies it first.
pub fn lacks_identity(facts: &RequestFacts<'_>) -> bool {
    facts.kind == RequestKind::Delete && !facts.identity_verified
}

/// Whether something may be done to a request. What the role is not permitted at all is asked elsewhere, by the
/// permission of the act.
pub fn may(act: RequestAct, facts: &RequestFacts<'_>, desk: &AtDesk) -> Result<(), Objection> {
    match act {
        RequestAct::Release => facts.may_release(desk),
        RequestAct::Note => facts.is_there(),
        RequestAct::Reply { wait } => {
            if wait {
                facts.at_hand(desk)?;
            } else {
                facts.workable(desk)?;
            }
            facts.has_address()
        }
        RequestAct::HowToDisconnect => {
            facts.workable(desk)?;
            if facts.kind != RequestKind::Disconnect {
                return Err(Objection::Refused(Reason::OnlyToDisconnect));
            }
            facts.can_be_done(desk)?;
            facts.has_address()
        }
        RequestAct::Verify => facts.may_verify(desk),
        RequestAct::Unverify => {
            facts.at_hand(desk)?;
            if facts.identity_verified {
                Ok(())
            } else {
                Err(Objection::Refused(Reason::IdentityUnverified))
            }
        }
        RequestAct::Wait => {
            facts.at_hand(desk)?;
            facts.stands(facts.state != RequestState::WaitingForLearner)
        }
        RequestAct::GoOn => {
            facts.at_hand(desk)?;
            facts.stands(facts.state == RequestState::WaitingForLearner)
        }
        RequestAct::Do => facts.may_do(desk),
        RequestAct::Approve => facts.may_approve(desk),
        RequestAct::Return => {
            facts.waits_for_approval(desk)?;
            facts.approves(desk)
        }
        RequestAct::Reject if facts.state == RequestState::WaitingForApproval => {
            facts.not_in_batch()?;
            facts.approves(desk).map_err(|objection| match objection {
                Objection::NotAllowed(Reason::NeedsRole(_)) => {
                    Objection::Conflict(Reason::WaitsForApprover)
                }
                other => other,
            })
        }
        RequestAct::Claim | RequestAct::Reject => facts.at_hand(desk),
        RequestAct::Cancel => facts.may_cancel(desk),
        RequestAct::Correct { learner } => facts.may_correct(learner, desk),
    }
}

impl RequestFacts<'_> {
    fn stands(&self, so: bool) -> Result<(), Objection> {
        if so {
            Ok(())
        } else {
            Err(Objection::Conflict(if self.is_carried_there() {
                Reason::CarriedThere
            } else {
                Reason::RequestIs(self.state)
            }))
        }
    }

    /// Whether a change at the provider carries it out, and no batch of here.
    fn is_carried_there(&self) -> bool {
        self.state == RequestState::Scheduled && self.batch.is_none()
    }

    fn is_there(&self) -> Result<(), Objection> {
        match self.learner {
            Some(_) => Ok(()),
            None => Err(Objection::Refused(Reason::UserGone)),
        }
    }

    fn has_address(&self) -> Result<(), Objection> {
        match self.learner {
            None => Err(Objection::Refused(Reason::UserGone)),
            Some(learner) if !learner.has_address => Err(Objection::Refused(Reason::NoAddress)),
            Some(_) => Ok(()),
        }
    }

    fn not_held_by_another(&self, desk: &AtDesk) -> Result<(), Objection> {
        match self.owner {
            Some(owner) if owner != desk.operator => {
                let name = self.owner_name.to_owned();
                Err(Objection::Conflict(Reason::RequestHeldBy(name)))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Open, and nobody else's. Who has it is the better news for whoever was slower.
    fn workable(&self, desk: &AtDesk) -> Result<(), Objection> {
        self.not_held_by_another(desk)?;
        self.stands(self.state.is_open())
    }

    /// The same, and it waits neither for approval nor for its batch.
    fn at_hand(&self, desk: &AtDesk) -> Result<(), Objection> {
        self.workable(desk)?;
        self.stands(!self.state.is_bound())
    }

    fn may_release(&self, desk: &AtDesk) -> Result<(), Objection> {
        self.stands(self.state.is_open())?;
        match self.owner {
            None => Err(Objection::Refused(Reason::RequestUnclaimed)),
            // An operator who is away for long must not keep a request.
            Some(_) if desk.role == Role::FullAdmin => Ok(()),
            Some(_) => self.not_held_by_another(desk),
        }
    }

    /// While it waits for approval, whoever could approve it can verify the identity as well.
    fn may_verify(&self, desk: &AtDesk) -> Result<(), Objection> {
        if self.state != RequestState::WaitingForApproval {
            return self.at_hand(desk);
        }
        self.not_in_batch()?;
        self.approves(desk).or_else(|_| self.workable(desk))
    }

    fn not_in_batch(&self) -> Result<(), Objection> {
        match self.batch {
            Some(batch) => Err(Objection::Refused(Reason::BatchAwaitsApproval(batch))),
            None => Ok(()),
        }
    }

    fn can_be_done(&self, desk: &AtDesk) -> Result<(), Objection> {
        let Some(learner) = self.learner else {
            return Err(Objection::Refused(Reason::UserGone));
        };
        match hindrance(self.kind, &learner, desk.profiles_offered) {
            Some(hindrance) => Err(Objection::Refused(hindrance.reason())),
            None => Ok(()),
        }
    }

    fn may_do(&self, desk: &AtDesk) -> Result<(), Objection> {
        self.at_hand(desk)?;
        let way = way(self.kind, self.identity_verified, desk.role)?;
        self.can_be_done(desk)?;
        if way == RequestWay::AskForApproval && lacks_identity(self) {
            return Err(Objection::Refused(Reason::IdentityFirst));
        }
        if way == RequestWay::AskForApproval && self.unanswered {
            return Err(Objection::Refused(Reason::QuestionOpen));
        }
        Ok(())
    }

    fn waits_for_approval(&self, desk: &AtDesk) -> Result<(), Objection> {
        let pending = match self.state {
            RequestState::WaitingForApproval | RequestState::InReview => true,
            RequestState::New
            | RequestState::WaitingForLearner
            | RequestState::Scheduled
            | RequestState::Done
            | RequestState::Rejected
            | RequestState::Cancelled => false,
        };
        let expired = self.approval_expires.is_some_and(|at| at <= desk.now);
        if pending && expired && self.batch.is_none() {
            return Err(Objection::Conflict(Reason::ApprovalExpired));
        }
        self.stands(self.state == RequestState::WaitingForApproval)?;
        self.not_in_batch()
    }

    fn may_approve(&self, desk: &AtDesk) -> Result<(), Objection> {
        self.waits_for_approval(desk)?;
        self.approves(desk)?;
        if way(self.kind, self.identity_verified, desk.role)? != RequestWay::Act {
            return Err(Objection::NotAllowed(Reason::NeedsRole(Role::FullAdmin)));
        }
        self.can_be_done(desk)
    }

    /// Whether the operator may approve it, by role and as somebody other than who asked.
    fn approves(&self, desk: &AtDesk) -> Result<(), Objection> {
        let granted = match Permission::Approve.granted_to(desk.role) {
            Grant::Yes => true,
            Grant::LicenseRequests => self.kind == RequestKind::Revoke,
            Grant::OnVerifiedRequest | Grant::AsksForApproval | Grant::Own | Grant::No => false,
        };
        if !granted {
            let least = match self.kind {
                RequestKind::Revoke => Role::SubAdmin,
                RequestKind::Disconnect | RequestKind::Delete => Role::FullAdmin,
            };
            return Err(Objection::NotAllowed(Reason::NeedsRole(least)));
        }
        match desk.asker {
            None => Ok(()),
            Some(OnePerson::Same) => Err(Objection::NotAllowed(Reason::OwnApproval)),
            Some(OnePerson::GaveAccess) => Err(Objection::NotAllowed(Reason::SharedAccess)),
        }
    }

    /// What a batch was made of is cancelled with it, by whoever may withdraw that. A change at the provider would be
    /// carried out all the same: it is taken back or given up first, and the request comes back by that.
    fn may_cancel(&self, desk: &AtDesk) -> Result<(), Objection> {
        self.workable(desk)?;
        self.stands(!self.is_carried_there())?;
        let in_batch = self.state.is_bound() && self.batch.is_some();
        if in_batch && Permission::DeleteUsers.granted_to(desk.role) != Grant::Yes {
            return Err(Objection::NotAllowed(Reason::NeedsRole(Role::FullAdmin)));
        }
        Ok(())
    }

    /// Until something was done; a learner who was written to stays the one it is about.
    fn may_correct(&self, learner: bool, desk: &AtDesk) -> Result<(), Objection> {
        self.workable(desk)?;
        self.stands(self.state != RequestState::Scheduled)?;
        if self.state == RequestState::WaitingForApproval {
            self.not_in_batch()?;
        }
        self.is_there()?;
        if learner && self.replied {
            return Err(Objection::Refused(Reason::RepliedAlready));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
