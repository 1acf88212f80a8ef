//! Acts on operators, on the account, and on one's own affairs.

use super::Secret;
use crate::domain::Language;
use crate::domain::acts::acts;
use crate::domain::filter::SavedFilter;
use crate::domain::id::{MailId, OperatorId};
use crate::domain::identifier::EmailAddress;
use crate::domain::operator::Role;
use crate::domain::retention::RuleOp;
use crate::domain::settings::{SettingsChange, Theme};
use crate::domain::view::{TableName, TableView};
use crate::domain::zone::Zone;

acts! {
    /// An act on operators.
    pub enum OperatorOp {
        /// Adds an operator.
        Add(Box<NewOperator>) = OperatorAdd by Administer,
        /// Gives an operator another role.
        ChangeRole {
            /// Whose.
            operator: OperatorId,
            /// The role as it was shown.
            seen: Role,
            /// The role from now on.
            role: Role,
        } = OperatorRole by Administer,
        /// Keeps an operator from signing in.
        Disable(OperatorId) = OperatorDisable by Administer,
        /// Lets a disabled operator sign in again.
        Enable(OperatorId) = OperatorEnable by Administer,
        /// Removes the name and the address of a disabled operator for good; what they did stays under their number.
        Erase(OperatorId) = OperatorErase by Administer,
        /// Sets another operator's passphrase and ends a lock-out.
        ResetPassphrase {
            /// Whose.
            operator: OperatorId,
            /// The passphrase from now on.
            passphrase: Secret,
        } = OperatorPassphrase by Administer,
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

acts! {
    /// An act on the account as a whole.
    pub enum AccountOp {
        /// Changes the account settings.
        ChangeSettings(Box<SettingsChange>) = SettingsChange by Administer,
        /// Approves a change of the settings that another full admin asked for.
        ApproveSettings(Box<SettingsChange>) = SettingsApprove by Administer,
        /// Puts the list of first steps away.
        DismissFirstSteps = FirstStepsDismiss by Administer,
        /// Lets the identifiers of a deleted user be used again.
        ReleaseIdentifier {
            /// One of them, as it was typed.
            key: String,
            /// Whether the others go with it.
            scope: ReleaseScope,
            /// Why.
            reason: String,
        } = IdentifierRelease by ReleaseIdentifier,
        /// Delivers a message again.
        SendAgain(MailId) = MailSendAgain by SendAgain,
        /// Acts on retention rules.
        Rule(RuleOp) of 0,
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

/// A passphrase of one's own. Whoever has one shows it first: a console that was left open gives nobody away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPassphrase {
    /// The one until now; none where none was set.
    pub present: Option<Secret>,
    /// The one from now on.
    pub wanted: Secret,
}

acts! {
    /// An act on the operator's own affairs.
    pub enum OwnOp {
        /// Changes the operator's own language.
        SetLanguage(Language) = LanguageSet by OwnAffairs,
        /// Changes the operator's own theme.
        SetTheme(Theme) = ThemeSet by OwnAffairs,
        /// Changes the time zone in which the operator reads dates; none for that of the account.
        SetZone(Option<Zone>) = ZoneSet by OwnAffairs,
        /// Keeps how the operator wants a table; the usual one where nothing is chosen.
        SetView(TableName, TableView) = ViewSet by OwnAffairs,
        /// Keeps a filter under a name; one of the same name is replaced.
        SaveFilter(Box<SavedFilter>) = FilterSave by OwnAffairs,
        /// Forgets the filter of a name.
        RemoveFilter(String) = FilterRemove by OwnAffairs,
        /// Sets the operator's own passphrase.
        SetPassphrase(NewPassphrase) = PassphraseSet by OwnAffairs,
    }
}
