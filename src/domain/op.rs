//! Acts: everything that can be written, each one authorised, audited and transactional.

use super::Language;
use super::batch::ReviewToken;
use super::columns::HeaderLine;
use super::id::{BatchId, GroupId, LicenseTypeId, MailId, OperatorId, RequestId, UserId};
use super::identifier::EmailAddress;
use super::learning::LearningImport;
use super::license::LicenseTypeOp;
use super::operator::{Permission, Role};
use super::provider::ProviderOp;
use super::request::{Correction, NewRequest, Reply};
use super::roster::RosterImport;
use super::settings::{SettingsChange, Theme};
use super::ssh::SshOp;
use super::user::EmployeeInfo;

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Disconnects LinkedIn profiles; each learner is mailed.
    Disconnect {
        /// Whose.
        users: Vec<UserId>,
    },
    /// Gives learners exactly this license, or none.
    SetLicense {
        /// Whom.
        users: Vec<UserId>,
        /// Which license type; none is *No license*.
        license: Option<LicenseTypeId>,
    },
    /// Gives learners a license type, or takes it away, and leaves the others they hold as they are.
    ChangeLicense {
        /// Whom.
        users: Vec<UserId>,
        /// Which license type.
        license: LicenseTypeId,
        /// Whether they hold it from now on.
        held: bool,
    },
    /// Changes license types and their seats.
    LicenseType(LicenseTypeOp),
    /// Adds a user by hand.
    AddUser(Box<UserToAdd>),
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
    /// Takes a learning report in: it is the truth for its period.
    ImportLearning(LearningImport),
    /// Forgets where the columns of files with a header line were said to go.
    ForgetColumns(HeaderLine),
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
    /// Lets a batch begin that waits for a second full admin.
    ApproveBatch {
        /// Which batch.
        batch: BatchId,
        /// SHA-256 of the staged rows that the approval is given to.
        plan_sha256: String,
    },
    /// Takes a learner's request down.
    NewRequest(Box<NewRequest>),
    /// Makes the operator the owner of a request.
    ClaimRequest {
        /// Which request.
        request: RequestId,
        /// The version that was seen.
        version: i64,
    },
    /// Gives a claimed request back.
    ReleaseRequest(RequestId),
    /// Adds a note that only operators read.
    NoteOnRequest {
        /// On which request.
        request: RequestId,
        /// The words.
        text: String,
    },
    /// Mails the learner.
    ReplyToRequest {
        /// On which request.
        request: RequestId,
        /// What is said.
        reply: Reply,
        /// Whether the request waits for the learner from now on.
        wait: bool,
    },
    /// Notes that the identity of who asked is verified, or takes that back.
    VerifyIdentity {
        /// Of which request.
        request: RequestId,
        /// How it was verified; none takes it back.
        how: Option<String>,
    },
    /// Lets a request wait for the learner; its clock stands still.
    WaitForLearner(RequestId),
    /// Ends the waiting for the learner; the due date moves by the pause.
    GoOnWithRequest(RequestId),
    /// Does what the learner asks for, or sends it for approval where the role asks for that.
    DoRequest {
        /// Which request.
        request: RequestId,
        /// What was typed, where a gate asks for it.
        phrase: Option<String>,
        /// Why a deletion is done although nobody has verified the identity.
        unverified: Option<String>,
    },
    /// Approves what somebody else asked for, and does it.
    ApproveRequest {
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
    ReturnRequest {
        /// Which request.
        request: RequestId,
        /// What must be known first; only operators read it.
        question: String,
    },
    /// Corrects whose request it is and what it asks for, before anything is done. Nobody is mailed about it.
    CorrectRequest(Correction),
    /// Turns a request down; the learner is mailed.
    RejectRequest {
        /// Which request.
        request: RequestId,
        /// Why; the learner reads it.
        reason: String,
    },
    /// Closes a request that is no longer wanted, or never was.
    CancelRequest {
        /// Which request.
        request: RequestId,
        /// Why; the learner reads it where they are mailed.
        reason: String,
        /// Whether the learner is mailed.
        mail: bool,
    },
    /// Takes the addresses of deleted people out of other learners' fields.
    ClearResidue {
        /// Whose fields.
        users: Vec<UserId>,
    },
    /// Removes the name and the address of a disabled operator for good; what they did stays under their number.
    EraseOperator(OperatorId),
    /// Approves a change of the settings that another full admin asked for.
    ApproveSettings(Box<SettingsChange>),
    /// Adds an operator.
    AddOperator(Box<NewOperator>),
    /// Gives an operator another role.
    ChangeRole {
        /// Whose.
        operator: OperatorId,
        /// The role from now on.
        role: Role,
    },
    /// Keeps an operator from signing in.
    DisableOperator(OperatorId),
    /// Lets a disabled operator sign in again.
    EnableOperator(OperatorId),
    /// Sets another operator's passphrase and ends a lock-out.
    ResetPassphrase {
        /// Whose.
        operator: OperatorId,
        /// The passphrase from now on.
        passphrase: Secret,
    },
    /// Lets the identifiers of a deleted user be used again.
    ReleaseIdentifier {
        /// One of them, as it was typed.
        key: String,
        /// Whether the others go with it.
        scope: ReleaseScope,
        /// Why.
        reason: String,
    },
    /// Changes the account settings.
    ChangeSettings(Box<SettingsChange>),
    /// Puts the list of first steps away.
    DismissFirstSteps,
    /// Changes the operator's own language.
    SetLanguage(Language),
    /// Changes the operator's own theme.
    SetTheme(Theme),
    /// Sets the operator's own passphrase.
    SetPassphrase(Secret),
    /// Delivers a message again.
    SendAgain(MailId),
    /// Acts on what is at the provider.
    Provider(ProviderOp),
    /// Acts on the keys with which operators come over SSH.
    Ssh(SshOp),
}

/// A passphrase on its way: never shown, not even by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A user to add.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserToAdd {
    /// Names, identifiers and the rest of **Employee info**.
    pub info: EmployeeInfo,
    /// The license types that the user gets.
    pub licenses: Vec<LicenseTypeId>,
    /// The groups that the user is in.
    pub groups: Vec<GroupId>,
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

/// Which identifiers of a deleted user are released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleaseScope {
    /// All that are still refused.
    Whole,
    /// The one that was typed.
    Typed,
}

impl Op {
    /// The code in the activity log.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Disconnect { .. } => "disconnect",
            Self::SetLicense { .. } => "license_set",
            Self::ChangeLicense { held: true, .. } => "license_give",
            Self::ChangeLicense { held: false, .. } => "license_take",
            Self::LicenseType(LicenseTypeOp::Add { .. }) => "license_type_add",
            Self::LicenseType(LicenseTypeOp::Rename { .. }) => "license_type_rename",
            Self::LicenseType(LicenseTypeOp::SetSeats { .. }) => "license_type_seats",
            Self::LicenseType(LicenseTypeOp::Remove { .. }) => "license_type_remove",
            Self::AddUser(_) => "user_add",
            Self::PlaceHold { .. } => "hold_place",
            Self::LiftHold { .. } => "hold_lift",
            Self::EditUser { .. } => "user_edit",
            Self::ImportUsers(_) => "users_import",
            Self::ImportLearning(_) => "learning_import",
            Self::ForgetColumns(_) => "columns_forget",
            Self::CreateGroup { .. } => "group_create",
            Self::RenameGroup { .. } => "group_rename",
            Self::RemoveGroup { .. } => "group_remove",
            Self::AddToGroup { .. } => "group_add",
            Self::RemoveFromGroup { .. } => "group_take_out",
            Self::ConfirmBatch { .. } => "batch_confirm",
            Self::CancelBatch(_) => "batch_cancel",
            Self::ResumeBatch(_) => "batch_resume",
            Self::WithdrawBatch(_) => "batch_withdraw",
            Self::ApproveBatch { .. } => "batch_approve",
            Self::NewRequest(_) => "request_new",
            Self::ClaimRequest { .. } => "request_claim",
            Self::ReleaseRequest(_) => "request_release",
            Self::NoteOnRequest { .. } => "request_note",
            Self::ReplyToRequest { .. } => "request_reply",
            Self::VerifyIdentity { .. } => "request_verify",
            Self::WaitForLearner(_) => "request_wait",
            Self::GoOnWithRequest(_) => "request_go_on",
            Self::DoRequest { .. } => "request_do",
            Self::ApproveRequest { .. } => "request_approve",
            Self::ReturnRequest { .. } => "request_return",
            Self::CorrectRequest(_) => "request_correct",
            Self::RejectRequest { .. } => "request_reject",
            Self::CancelRequest { .. } => "request_cancel",
            Self::ClearResidue { .. } => "residue_clear",
            Self::EraseOperator(_) => "operator_erase",
            Self::ApproveSettings(_) => "settings_approve",
            Self::AddOperator(_) => "operator_add",
            Self::ChangeRole { .. } => "operator_role",
            Self::DisableOperator(_) => "operator_disable",
            Self::EnableOperator(_) => "operator_enable",
            Self::ResetPassphrase { .. } => "operator_passphrase",
            Self::ReleaseIdentifier { .. } => "identifier_release",
            Self::ChangeSettings(_) => "settings_change",
            Self::DismissFirstSteps => "first_steps_dismiss",
            Self::SetLanguage(_) => "language_set",
            Self::SetTheme(_) => "theme_set",
            Self::SetPassphrase(_) => "passphrase_set",
            Self::SendAgain(_) => "mail_send_again",
            Self::Provider(ProviderOp::MarkUploaded { .. }) => "provider_uploaded",
            Self::Provider(ProviderOp::Results(_)) => "provider_results",
            Self::Provider(ProviderOp::Roster(_)) => "provider_roster",
            Self::Provider(ProviderOp::TickOff(_)) => "provider_tick_off",
            Self::Provider(ProviderOp::GiveUp { .. }) => "provider_give_up",
            Self::Provider(ProviderOp::TakeBack(_)) => "provider_take_back",
            Self::Provider(ProviderOp::PrepareAgain(_)) => "provider_again",
            Self::Ssh(act) => act.code(),
        }
    }

    /// What an operator must be permitted to do it. What a request comes to is asked once more by its kind.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Disconnect { .. } => Permission::Disconnect,
            Self::SetLicense { .. } | Self::ChangeLicense { .. } => Permission::ManageLicenses,
            Self::LicenseType(_) => Permission::ManageSeats,
            Self::PlaceHold { .. } => Permission::PlaceHold,
            Self::LiftHold { .. } => Permission::LiftHold,
            Self::EditUser { .. }
            | Self::CreateGroup { .. }
            | Self::RenameGroup { .. }
            | Self::RemoveGroup { .. }
            | Self::AddToGroup { .. }
            | Self::RemoveFromGroup { .. } => Permission::EditPeople,
            Self::ImportUsers(_)
            | Self::ImportLearning(_)
            | Self::ForgetColumns(_)
            | Self::AddUser(_) => Permission::ImportUsers,
            Self::ConfirmBatch { .. }
            | Self::CancelBatch(_)
            | Self::ResumeBatch(_)
            | Self::WithdrawBatch(_)
            | Self::ApproveBatch { .. } => Permission::DeleteUsers,
            Self::NewRequest(_)
            | Self::ClaimRequest { .. }
            | Self::ReleaseRequest(_)
            | Self::NoteOnRequest { .. }
            | Self::ReplyToRequest { .. }
            | Self::VerifyIdentity { .. }
            | Self::WaitForLearner(_)
            | Self::GoOnWithRequest(_)
            | Self::DoRequest { .. }
            | Self::RejectRequest { .. }
            | Self::CancelRequest { .. }
            | Self::CorrectRequest(_) => Permission::TakeRequests,
            Self::ApproveRequest { .. } | Self::ReturnRequest { .. } => Permission::Approve,
            Self::ReleaseIdentifier { .. } => Permission::ReleaseIdentifier,
            Self::ChangeSettings(_)
            | Self::ApproveSettings(_)
            | Self::DismissFirstSteps
            | Self::ClearResidue { .. }
            | Self::EraseOperator(_)
            | Self::AddOperator(_)
            | Self::ChangeRole { .. }
            | Self::DisableOperator(_)
            | Self::EnableOperator(_)
            | Self::ResetPassphrase { .. }
            | Self::Ssh(
                SshOp::AddKey {
                    operator: Some(_), ..
                }
                | SshOp::RemoveKey {
                    operator: Some(_), ..
                }
                | SshOp::AddAuthority(_)
                | SshOp::RemoveAuthority(_)
                | SshOp::Revoke(_),
            ) => Permission::Administer,
            Self::SetLanguage(_)
            | Self::SetTheme(_)
            | Self::SetPassphrase(_)
            | Self::Ssh(
                SshOp::AddKey { operator: None, .. } | SshOp::RemoveKey { operator: None, .. },
            ) => Permission::OwnAffairs,
            Self::SendAgain(_) => Permission::SendAgain,
            Self::Provider(
                ProviderOp::Results(_) | ProviderOp::Roster(_) | ProviderOp::TickOff(_),
            ) => Permission::TakeEvidence,
            Self::Provider(
                ProviderOp::MarkUploaded { .. }
                | ProviderOp::GiveUp { .. }
                | ProviderOp::TakeBack(_)
                | ProviderOp::PrepareAgain(_),
            ) => Permission::HandOver,
        }
    }
}
