//! Which acts are of risk: what deletes people, and what says who may.

use super::{AccountOp, BatchOp, Op, OwnOp, PeopleOp, RequestOp};

impl Op {
    /// Whether it deletes, or is about roles, keys or settings: before it, whoever came with a key is asked for the
    /// passphrase where the account says so.
    pub const fn is_of_risk(&self) -> bool {
        match self {
            Self::Batch(act) => match act {
                BatchOp::Confirm { .. } | BatchOp::Approve { .. } | BatchOp::Resume(_) => true,
                BatchOp::Cancel(_) | BatchOp::Withdraw(_) => false,
            },
            Self::Account(act) => match act {
                AccountOp::ChangeSettings(_)
                | AccountOp::ApproveSettings(_)
                | AccountOp::ReleaseIdentifier { .. } => true,
                // A rule proposes; confirming what it proposes is the act of risk.
                AccountOp::DismissFirstSteps | AccountOp::SendAgain(_) | AccountOp::Rule(_) => {
                    false
                }
            },
            Self::Own(act) => match act {
                OwnOp::SetPassphrase(_) => true,
                OwnOp::SetLanguage(_)
                | OwnOp::SetTheme(_)
                | OwnOp::SetZone(_)
                | OwnOp::SetView(..)
                | OwnOp::SaveFilter(_)
                | OwnOp::RemoveFilter(_) => false,
            },
            // A request may ask for a deletion.
            Self::Operator(_)
            | Self::Ssh(_)
            | Self::Request(RequestOp::Do { .. } | RequestOp::Approve { .. })
            | Self::People(PeopleOp::ClearResidue { .. }) => true,
            Self::Request(
                RequestOp::New(_)
                | RequestOp::Claim { .. }
                | RequestOp::Release(_)
                | RequestOp::Note { .. }
                | RequestOp::Reply { .. }
                | RequestOp::Verify { .. }
                | RequestOp::Wait(_)
                | RequestOp::GoOn(_)
                | RequestOp::Return { .. }
                | RequestOp::Correct(_)
                | RequestOp::Reject { .. }
                | RequestOp::Cancel { .. },
            )
            | Self::People(
                PeopleOp::Disconnect { .. }
                | PeopleOp::SetLicense { .. }
                | PeopleOp::ChangeLicense { .. }
                | PeopleOp::PlaceHold { .. }
                | PeopleOp::LiftHold { .. }
                | PeopleOp::Edit { .. }
                | PeopleOp::Add(_)
                | PeopleOp::ReclaimSeats { .. },
            )
            | Self::Group(_)
            | Self::LicenseType(_)
            | Self::Import(_)
            | Self::Provider(_) => false,
        }
    }
}
