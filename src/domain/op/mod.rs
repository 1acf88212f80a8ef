//! Acts: everything that can be written, each one authorised, audited and transactional.
//!
//! An act belongs to a family. Each family has one guard and one place that applies it (`service/ops`), and each of the
//! two lists every act of its family, so that none can be added without its guard.

mod account;
mod concern;
mod desk;
mod people;
mod risk;

pub use account::{AccountOp, NewOperator, NewPassphrase, OperatorOp, OwnOp, ReleaseScope};
pub use concern::Concern;
pub use desk::{BatchOp, RequestOp};
pub use people::{GroupOp, ImportOp, PeopleOp, UserToAdd};

use super::license::LicenseTypeOp;
use super::operator::Permission;
use super::provider::ProviderOp;
use super::ssh::SshOp;
use crate::domain::act::Act;

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Acts on learners.
    People(PeopleOp),
    /// Changes license types and their seats.
    LicenseType(LicenseTypeOp),
    /// Acts on groups.
    Group(GroupOp),
    /// Acts on what comes in from files.
    Import(ImportOp),
    /// Acts on deletion batches.
    Batch(BatchOp),
    /// Acts on learners' requests.
    Request(RequestOp),
    /// Acts on operators.
    Operator(OperatorOp),
    /// Acts on the account as a whole.
    Account(AccountOp),
    /// Acts on the operator's own affairs.
    Own(OwnOp),
    /// Acts on the keys with which operators come over SSH.
    Ssh(SshOp),
    /// Acts on what is at the provider.
    Provider(ProviderOp),
}

impl Op {
    /// What it is in the activity log.
    pub const fn act(&self) -> Act {
        match self {
            Self::People(act) => act.act(),
            Self::LicenseType(act) => act.act(),
            Self::Group(act) => act.act(),
            Self::Import(act) => act.act(),
            Self::Batch(act) => act.act(),
            Self::Request(act) => act.act(),
            Self::Operator(act) => act.act(),
            Self::Account(act) => act.act(),
            Self::Own(act) => act.act(),
            Self::Ssh(act) => act.act(),
            Self::Provider(act) => act.act(),
        }
    }

    /// The code of that.
    pub const fn code(&self) -> &'static str {
        self.act().code()
    }

    /// What an operator must be permitted to do it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::People(act) => act.permission(),
            Self::LicenseType(act) => act.permission(),
            Self::Group(act) => act.permission(),
            Self::Import(act) => act.permission(),
            Self::Batch(act) => act.permission(),
            Self::Request(act) => act.permission(),
            Self::Operator(act) => act.permission(),
            Self::Account(act) => act.permission(),
            Self::Own(act) => act.permission(),
            Self::Ssh(act) => act.permission(),
            Self::Provider(act) => act.permission(),
        }
    }
}

/// A passphrase on its way: never shown, not even by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
