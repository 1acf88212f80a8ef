//! Acts on operators, on the account, and on one's own affairs.

use super::Secret;
use crate::domain::Language;
use crate::domain::act::Act;
use crate::domain::id::{MailId, OperatorId};
use crate::domain::identifier::EmailAddress;
use crate::domain::operator::{Permission, Role};
use crate::domain::settings::{SettingsChange, Theme};

/// An act on operators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OperatorOp {
    /// Adds an operator.
    Add(Box<NewOperator>),
    /// Gives an operator another role.
    ChangeRole {
        /// Whose.
        operator: OperatorId,
        /// The role as it was shown.
        seen: Role,
        /// The role from now on.
        role: Role,
    },
    /// Keeps an operator from signing in.
    Disable(OperatorId),
    /// Lets a disabled operator sign in again.
    Enable(OperatorId),
    /// Removes the name and the address of a disabled operator for good; what they did stays under their number.
    Erase(OperatorId),
    /// Sets another operator's passphrase and ends a lock-out.
    ResetPassphrase {
        /// Whose.
        operator: OperatorId,
        /// The passphrase from now on.
        passphrase: Secret,
    },
}

impl OperatorOp {
    /// What it is in the activity log.
    pub const fn act(&self) -> Act {
        match self {
            Self::Add(_) => Act::OperatorAdd,
            Self::ChangeRole { .. } => Act::OperatorRole,
            Self::Disable(_) => Act::OperatorDisable,
            Self::Enable(_) => Act::OperatorEnable,
            Self::Erase(_) => Act::OperatorErase,
            Self::ResetPassphrase { .. } => Act::OperatorPassphrase,
        }
    }

    /// What an operator must be permitted to do it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Add(_)
            | Self::ChangeRole { .. }
            | Self::Disable(_)
            | Self::Enable(_)
            | Self::Erase(_)
            | Self::ResetPassphrase { .. } => Permission::Administer,
        }
    }
}

/// An operator to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOperator {
    /// The name to sign in with.
    pub name: String,
    /// Where mail to the operator goes.
    pub email: Option<EmailAddress>,
    /// The role.
    pub role: Role,
    /// The passphrase; without one the operator cannot sign in until one is set.
    pub passphrase: Option<Secret>,
}

/// An act on the account as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountOp {
    /// Changes the account settings.
    ChangeSettings(Box<SettingsChange>),
    /// Approves a change of the settings that another full admin asked for.
    ApproveSettings(Box<SettingsChange>),
    /// Puts the list of first steps away.
    DismissFirstSteps,
    /// Lets the identifiers of a deleted user be used again.
    ReleaseIdentifier {
        /// One of them, as it was typed.
        key: String,
        /// Whether the others go with it.
        scope: ReleaseScope,
        /// Why.
        reason: String,
    },
    /// Delivers a message again.
    SendAgain(MailId),
}

impl AccountOp {
    /// What it is in the activity log.
    pub const fn act(&self) -> Act {
        match self {
            Self::ChangeSettings(_) => Act::SettingsChange,
            Self::ApproveSettings(_) => Act::SettingsApprove,
            Self::DismissFirstSteps => Act::FirstStepsDismiss,
            Self::ReleaseIdentifier { .. } => Act::IdentifierRelease,
            Self::SendAgain(_) => Act::MailSendAgain,
        }
    }

    /// What an operator must be permitted to do it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::ChangeSettings(_) | Self::ApproveSettings(_) | Self::DismissFirstSteps => {
                Permission::Administer
            }
            Self::ReleaseIdentifier { .. } => Permission::ReleaseIdentifier,
            Self::SendAgain(_) => Permission::SendAgain,
        }
    }
}

/// Which identifiers of a deleted user are released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleaseScope {
    /// All that are still refused.
    Whole,
    /// The one that was typed.
    Typed,
}

/// An act on the operator's own affairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnOp {
    /// Changes the operator's own language.
    SetLanguage(Language),
    /// Changes the operator's own theme.
    SetTheme(Theme),
    /// Sets the operator's own passphrase.
    SetPassphrase(Secret),
}

impl OwnOp {
    /// What it is in the activity log.
    pub const fn act(&self) -> Act {
        match self {
            Self::SetLanguage(_) => Act::LanguageSet,
            Self::SetTheme(_) => Act::ThemeSet,
            Self::SetPassphrase(_) => Act::PassphraseSet,
        }
    }

    /// What an operator must be permitted to do it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::SetLanguage(_) | Self::SetTheme(_) | Self::SetPassphrase(_) => {
                Permission::OwnAffairs
            }
        }
    }
}
