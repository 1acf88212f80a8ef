//! What an act is about, as the log names it where the act was refused.

use super::{BatchOp, OperatorOp, PeopleOp, RequestOp};
use super::{GroupOp, Op};
use crate::domain::id::{BatchId, OperatorId, RequestId, UserId};
use crate::domain::record::About;
use crate::domain::ssh::SshOp;

/// On whom an act is, in which batch, on which request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Concern {
    /// The learner, where it is one.
    pub user: Option<UserId>,
    /// How many learners, where they are several.
    pub users: usize,
    /// The batch.
    pub batch: Option<BatchId>,
    /// The request.
    pub request: Option<RequestId>,
    /// The operator whose access it changes.
    pub operator: Option<OperatorId>,
}

impl Concern {
    fn of_users(users: &[UserId]) -> Self {
        match users {
            [user] => Self {
                user: Some(*user),
                ..Self::default()
            },
            several => Self {
                users: several.len(),
                ..Self::default()
            },
        }
    }

    const fn of_request(request: RequestId) -> Self {
        Self {
            user: None,
            users: 0,
            batch: None,
            request: Some(request),
            operator: None,
        }
    }

    /// What has no field of its own in an entry of the log.
    pub fn about(&self) -> About {
        About {
            request: self.request,
            operator: self.operator,
            users: Some(self.users as u64).filter(|users| *users > 0),
        }
    }
}

impl Op {
    /// What it is about.
    pub fn concern(&self) -> Concern {
        match self {
            Self::People(act) => act.concern(),
            Self::Group(GroupOp::Add { users, .. } | GroupOp::TakeOut { users, .. }) => {
                Concern::of_users(users)
            }
            Self::Batch(act) => act.concern(),
            Self::Request(act) => act.concern(),
            Self::Operator(act) => act.concern(),
            Self::Ssh(act) => act.concern(),
            // About the account, a file, or oneself.
            Self::Group(
                GroupOp::Create { .. } | GroupOp::Rename { .. } | GroupOp::Remove { .. },
            )
            | Self::LicenseType(_)
            | Self::Import(_)
            | Self::Account(_)
            | Self::Own(_)
            | Self::Provider(_) => Concern::default(),
        }
    }
}

impl PeopleOp {
    fn concern(&self) -> Concern {
        match self {
            Self::Disconnect { users }
            | Self::SetLicense { users, .. }
            | Self::ChangeLicense { users, .. }
            | Self::ReclaimSeats { users, .. }
            | Self::PlaceHold { users, .. }
            | Self::LiftHold { users, .. }
            | Self::ClearResidue { users } => Concern::of_users(users),
            Self::Edit { user, .. } => Concern::of_users(&[*user]),
            Self::Add(_) => Concern::default(),
        }
    }
}

impl BatchOp {
    const fn concern(&self) -> Concern {
        let batch = match self {
            Self::Cancel(batch)
            | Self::Resume(batch)
            | Self::Withdraw(batch)
            | Self::Approve { batch, .. } => Some(*batch),
            Self::Confirm { .. } => None,
        };
        Concern {
            user: None,
            users: 0,
            batch,
            request: None,
            operator: None,
        }
    }
}

impl RequestOp {
    fn concern(&self) -> Concern {
        match self {
            Self::New(new) => Concern::of_users(&[new.user]),
            Self::Claim { request, .. }
            | Self::Note { request, .. }
            | Self::Reply { request, .. }
            | Self::Verify { request, .. }
            | Self::Do { request, .. }
            | Self::Approve { request, .. }
            | Self::Return { request, .. }
            | Self::Reject { request, .. }
            | Self::Cancel { request, .. }
            | Self::Release(request)
            | Self::Wait(request)
            | Self::GoOn(request) => Concern::of_request(*request),
            Self::Correct(correction) => Concern::of_request(correction.request),
        }
    }
}

impl OperatorOp {
    fn concern(&self) -> Concern {
        let operator = match self {
            Self::ChangeRole { operator, .. }
            | Self::Disable(operator)
            | Self::Enable(operator)
            | Self::Erase(operator)
            | Self::ResetPassphrase { operator, .. } => Some(*operator),
            Self::Add(_) => None,
        };
        Concern {
            operator,
            ..Concern::default()
        }
    }
}

impl SshOp {
    fn concern(&self) -> Concern {
        let operator = match self {
            Self::AddKey { operator, .. } | Self::RemoveKey { operator, .. } => *operator,
            Self::AddAuthority(_)
            | Self::RemoveAuthority(_)
            | Self::Revoke(_)
            | Self::EndSession(_) => None,
        };
        Concern {
            operator,
            ..Concern::default()
        }
    }
}
