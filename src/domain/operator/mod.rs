//! Operators, their roles, and what each role may do (`roles.md`).

pub mod history;
mod proof;
mod standing;

pub(crate) use proof::LASTS as PROOF_LASTS;
pub use proof::{Came, Proof};
pub use standing::{Access, AccessAct, OnePerson};

use super::Language;
use super::id::{OperatorId, UserId};
use super::identifier::EmailAddress;
use super::time::Timestamp;
use crate::domain::coded::{coded, listed};

coded! {
    /// What an operator is here to do. An operator has one role.
    #[derive(PartialOrd, Ord)]
    pub enum Role {
        /// Sees, never acts.
        Auditor = "auditor",
        /// Takes learners' requests.
        HelpDesk = "help_desk",
        /// Administers people and licenses.
        SubAdmin = "sub_admin",
        /// Administers the account.
        FullAdmin = "full_admin",
    }
}

listed! {
    /// A kind of act, as `roles.md` lists them.
    pub enum Permission {
        /// See users, profiles, requests, reports.
        See,
        /// See the activity log, verify it, export it.
        SeeLog,
        /// Record a request, note, reply, claim.
        TakeRequests,
        /// Disconnect a LinkedIn profile.
        Disconnect,
        /// Assign or revoke a license.
        ManageLicenses,
        /// License types and their seats.
        ManageSeats,
        /// Edit a profile, groups.
        EditPeople,
        /// Import users.
        ImportUsers,
        /// Delete one learner, on a request.
        DeleteOnRequest,
        /// User Deletion: batches and all that belongs to them.
        DeleteUsers,
        /// Review a deletion file, export users.
        ReviewAndExport,
        /// Approve what somebody else asked for.
        Approve,
        /// Place a legal hold.
        PlaceHold,
        /// Lift a legal hold.
        LiftHold,
        /// Ask the tombstones.
        AskTombstones,
        /// Release a deleted identifier.
        ReleaseIdentifier,
        /// See the outbox.
        SeeOutbox,
        /// Send mail again.
        SendAgain,
        /// At the provider: results files, rosters, items of the list that were done by hand.
        TakeEvidence,
        /// At the provider: mark as uploaded, take back, give up, prepare again, connect, push.
        HandOver,
        /// Operators and their roles, certificates: see and verify.
        Inspect,
        /// Operators, account settings, backup, restore.
        Administer,
        /// One's own language, theme and passphrase; signing out.
        OwnAffairs,
    }
}

/// How far a permission goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// Without condition.
    Yes,
    /// Only on a request whose learner's identity is verified.
    OnVerifiedRequest,
    /// Asks for approval instead of acting.
    AsksForApproval,
    /// Only what is the operator's own.
    Own,
    /// Only license requests of others.
    LicenseRequests,
    /// Not at all.
    No,
}

impl Permission {
    /// What a role is granted: the table of `roles.md`.
    pub const fn granted_to(self, role: Role) -> Grant {
        use Grant::{AsksForApproval, LicenseRequests, No, OnVerifiedRequest, Own, Yes};
        let row = match self {
            Self::See | Self::AskTombstones | Self::OwnAffairs => [Yes, Yes, Yes, Yes],
            Self::SeeLog => [Yes, No, Own, Yes],
            Self::TakeRequests => [No, Yes, Yes, Yes],
            Self::Disconnect => [No, OnVerifiedRequest, Yes, Yes],
            Self::ManageLicenses => [No, AsksForApproval, Yes, Yes],
            Self::EditPeople
            | Self::ImportUsers
            | Self::PlaceHold
            | Self::ReviewAndExport
            | Self::TakeEvidence => [No, No, Yes, Yes],
            Self::DeleteOnRequest => [No, AsksForApproval, AsksForApproval, Yes],
            Self::Approve => [No, No, LicenseRequests, Yes],
            Self::DeleteUsers
            | Self::ManageSeats
            | Self::LiftHold
            | Self::ReleaseIdentifier
            | Self::HandOver
            | Self::Administer => [No, No, No, Yes],
            Self::Inspect => [Yes, No, No, Yes],
            Self::SeeOutbox => [Yes, Own, Yes, Yes],
            Self::SendAgain => [No, Own, Yes, Yes],
        };
        match role {
            Role::Auditor => row[0],
            Role::HelpDesk => row[1],
            Role::SubAdmin => row[2],
            Role::FullAdmin => row[3],
        }
    }

    /// The least role that is granted it without condition.
    pub fn least_role(self) -> Role {
        Role::ALL
            .into_iter()
            .find(|role| self.granted_to(*role) == Grant::Yes)
            .unwrap_or(Role::FullAdmin)
    }
}

/// An operator of this console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Which one.
    pub id: OperatorId,
    /// The name to sign in with.
    pub name: String,
    /// Where mail to the operator goes.
    pub email: Option<EmailAddress>,
    /// The role.
    pub role: Role,
    /// Whether a passphrase is set.
    pub has_passphrase: bool,
    /// Whether there is a key to come with over SSH.
    pub has_key: bool,
    /// Whether the operator may no longer sign in.
    pub disabled: bool,
    /// The learner this operator also is.
    pub user: Option<UserId>,
    /// The language the operator chose.
    pub language: Option<Language>,
    /// Until when failed sign-ins keep the operator out.
    pub locked_until: Option<Timestamp>,
    /// From whom the access is.
    pub access: Access,
}

impl Operator {
    /// Whether the operator may do something now, without condition.
    pub fn may(&self, permission: Permission) -> bool {
        !self.disabled && permission.granted_to(self.role) == Grant::Yes
    }
}

/// Up to two letters that stand for whoever has a name.
pub fn initials(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let letters: String = words
        .take(2)
        .filter_map(|word| word.chars().next())
        .collect();
    letters.to_uppercase()
}

/// Who is at the console: what every question and every act is asked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which operator.
    pub operator: OperatorId,
    /// The operator's name.
    pub name: String,
    /// The role at sign-in; the service reads it again inside every writing transaction.
    pub role: Role,
    /// How they have shown who they are.
    pub proof: Proof,
    /// By what and from where they came, over SSH.
    pub came: Option<Came>,
}
