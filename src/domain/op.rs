//! Acts: everything that can be written, each one authorised, audited and transactional.

use super::Language;
use super::batch::ReviewToken;
use super::id::{BatchId, GroupId, MailId, UserId};
use super::identifier::Identifier;
use super::operator::Permission;
use super::roster::RosterImport;
use super::settings::{Settings, Theme};
use super::user::EmployeeInfo;

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Disconnects LinkedIn profiles; each learner is mailed.
    Disconnect {
        /// Whose.
        users: Vec<UserId>,
    },
    /// Places a legal hold.
    PlaceHold {
        /// On whom.
        users: Vec<UserId>,
        /// Why.
        reason: String,
    },
    /// Lifts a legal hold.
    LiftHold {
        /// From whom.
        users: Vec<UserId>,
        /// Why.
        reason: String,
    },
    /// Saves **Employee info**.
    EditUser {
        /// Whose.
        user: UserId,
        /// As it shall be.
        info: Box<EmployeeInfo>,
    },
    /// Adds and changes users from a roster CSV.
    ImportUsers(RosterImport),
    /// Makes a group.
    CreateGroup {
        /// Its name.
        name: String,
    },
    /// Renames a group.
    RenameGroup {
        /// Which one.
        group: GroupId,
        /// Its new name.
        name: String,
    },
    /// Removes a group; its members stay.
    RemoveGroup {
        /// Which one.
        group: GroupId,
    },
    /// Adds learners to a group.
    AddToGroup {
        /// Which group.
        group: GroupId,
        /// Whom.
        users: Vec<UserId>,
    },
    /// Takes learners out of a group.
    RemoveFromGroup {
        /// Which group.
        group: GroupId,
        /// Whom.
        users: Vec<UserId>,
    },
    /// Makes a deletion batch of a review.
    ConfirmBatch {
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
    CancelBatch(BatchId),
    /// Lets a paused batch go on.
    ResumeBatch(BatchId),
    /// Takes a batch back before it is due.
    WithdrawBatch(BatchId),
    /// Lets a deleted identifier be used again.
    ReleaseIdentifier {
        /// Which one.
        identifier: Identifier,
        /// Why.
        reason: String,
    },
    /// Changes the account settings.
    ChangeSettings(Box<Settings>),
    /// Changes the operator's own language.
    SetLanguage(Language),
    /// Changes the operator's own theme.
    SetTheme(Theme),
    /// Sets the operator's own passphrase.
    SetPassphrase(Secret),
    /// Delivers a message again.
    SendAgain(MailId),
}

/// A passphrase on its way: never shown, not even by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Op {
    /// The code in the activity log.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Disconnect { .. } => "disconnect",
            Self::PlaceHold { .. } => "hold_place",
            Self::LiftHold { .. } => "hold_lift",
            Self::EditUser { .. } => "user_edit",
            Self::ImportUsers(_) => "users_import",
            Self::CreateGroup { .. } => "group_create",
            Self::RenameGroup { .. } => "group_rename",
            Self::RemoveGroup { .. } => "group_remove",
            Self::AddToGroup { .. } => "group_add",
            Self::RemoveFromGroup { .. } => "group_take_out",
            Self::ConfirmBatch { .. } => "batch_confirm",
            Self::CancelBatch(_) => "batch_cancel",
            Self::ResumeBatch(_) => "batch_resume",
            Self::WithdrawBatch(_) => "batch_withdraw",
            Self::ReleaseIdentifier { .. } => "identifier_release",
            Self::ChangeSettings(_) => "settings_change",
            Self::SetLanguage(_) => "language_set",
            Self::SetTheme(_) => "theme_set",
            Self::SetPassphrase(_) => "passphrase_set",
            Self::SendAgain(_) => "mail_send_again",
        }
    }

    /// What an operator must be permitted to do it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Disconnect { .. } => Permission::Disconnect,
            Self::PlaceHold { .. } => Permission::PlaceHold,
            Self::LiftHold { .. } => Permission::LiftHold,
            Self::EditUser { .. }
            | Self::CreateGroup { .. }
            | Self::RenameGroup { .. }
            | Self::RemoveGroup { .. }
            | Self::AddToGroup { .. }
            | Self::RemoveFromGroup { .. } => Permission::EditPeople,
            Self::ImportUsers(_) => Permission::ImportUsers,
            Self::ConfirmBatch { .. }
            | Self::CancelBatch(_)
            | Self::ResumeBatch(_)
            | Self::WithdrawBatch(_) => Permission::DeleteUsers,
            Self::ReleaseIdentifier { .. } => Permission::ReleaseIdentifier,
            Self::ChangeSettings(_) => Permission::Administer,
            Self::SetLanguage(_) | Self::SetTheme(_) | Self::SetPassphrase(_) => {
                Permission::OwnAffairs
            }
            Self::SendAgain(_) => Permission::SendAgain,
        }
    }
}
