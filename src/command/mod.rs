//! The one table of commands: what an operator can ask for, where it stands, by which keys, and who may.
//!
//! Menus, breadcrumbs, palette, hints, help, dimming with the reason, and the permission shown in both doors derive from
//! these rows. A command is one variant of [`Command`] and one [`Row`] in a room below; the tests walk every row.

mod console;
mod deletion;
mod desk;
pub mod finding;
mod import;
pub mod key;
pub mod keymap;
mod me;
mod people;
mod provider;
mod table;
#[cfg(test)]
mod tests;

use crate::domain::coded::listed;
use crate::domain::operator::{Permission, Role};
use crate::domain::reason::Reason;
use crate::texts::Texts;

pub use finding::by_path;

/// Something an operator can ask for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::VariantArray,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant is documented by its row")]
pub enum Command {
    // Everywhere.
    GoHome,
    GoUsers,
    GoGroups,
    GoLicenses,
    GoRequests,
    GoReports,
    MeMenu,
    Palette,
    RunningBatch,
    Refresh,
    FollowToast,
    Back,
    Help,
    Quit,
    Suspend,
    // Me.
    GoAuthenticate,
    GoAutomate,
    GoUserDeletion,
    GoDeletedUsers,
    GoActivityLog,
    GoOutbox,
    GoAtProvider,
    GoOperators,
    GoSessions,
    GoKeys,
    GoAccountSettings,
    BackUpNow,
    RestoreBackup,
    Residue,
    ChooseLanguage,
    ChooseTheme,
    ChooseZone,
    Privacy,
    ReadOnly,
    SetPassphrase,
    SignOut,
    // Deleted users, activity log, outbox, operators, account settings.
    ReleaseIdentifier,
    OpenLogEntry,
    FilterLog,
    VerifyLog,
    ExportLog,
    OpenMail,
    SendAgain,
    OpenOperator,
    RoleHistory,
    AddOperator,
    ChangeRole,
    DisableOperator,
    EnableOperator,
    ResetPassphrase,
    SaveSettings,
    DismissFirstSteps,
    ApproveSettings,
    EraseOperator,
    OperatorKeys,
    AddKey,
    RemoveKey,
    RevokeKey,
    EndSession,
    // Requests and reports.
    OpenRequest,
    ViewRequester,
    ClaimRequest,
    ReleaseRequest,
    VerifyIdentity,
    UnverifyIdentity,
    NoteOnRequest,
    ReplyToRequest,
    SayHowToDisconnect,
    WaitForLearner,
    GoOnWithRequest,
    DoRequest,
    ApproveRequest,
    ReturnRequest,
    CorrectRequest,
    RejectRequest,
    CancelRequest,
    ProofInLog,
    ProofInOutbox,
    ProofInBatch,
    ProofCertificate,
    TakeDossier,
    ExportReport,
    // Users, profiles and groups.
    ViewProfile,
    More,
    Search,
    Filter,
    RemoveFilter,
    SavedFilters,
    Mark,
    Sort,
    MarkRange,
    MarkAll,
    ClearMarks,
    ManageLicenses,
    NewRequest,
    Disconnect,
    PlaceHold,
    LiftHold,
    AddToGroup,
    RemoveFromGroup,
    ExportUsers,
    DeleteUser,
    EditProfile,
    ExportLearnerReport,
    NextTab,
    PreviousTab,
    OpenGroup,
    CreateGroup,
    RenameGroup,
    RemoveGroup,
    // License types, users by hand.
    AddLicenseType,
    RenameLicenseType,
    SetSeats,
    RemoveLicenseType,
    GoIdleSeats,
    OpenIdle,
    ReclaimSeats,
    ReclaimAllSeats,
    SetIdleDays,
    GoRules,
    OpenRule,
    AddRule,
    RemoveRule,
    ProposeRule,
    AddUser,
    ImportUsers,
    ImportLearning,
    ChooseColumn,
    IgnoreColumn,
    KeepColumn,
    ChooseOrder,
    ForgetColumns,
    MakeLicenses,
    ImportRows,
    ProposeLeavers,
    CorrectImport,
    PrepareList,
    // At the provider.
    GoGone,
    OpenGone,
    AcceptGone,
    AcceptAllGone,
    OpenHandover,
    OpenChange,
    MarkUploaded,
    TickOffChange,
    TakeResults,
    TakeRoster,
    SeeEvidence,
    PrepareAgain,
    TakeBackChanges,
    GiveUpChanges,
    GoScim,
    ConnectServer,
    TestServer,
    PullUsers,
    PushCalls,
    StopCalls,
    ChooseDeleting,
    // User Deletion.
    DeleteUsers,
    DownloadTemplate,
    UploadFromComputer,
    ApproveBatch,
    ResumeBatch,
    CancelBatch,
    WithdrawBatch,
    ResultsFile,
    CorrectRows,
    BatchRows,
    BatchPeople,
    BatchHandovers,
    Certificate,
    SaveCopy,
    TechnicalPart,
    TableColumns,
    NextColumn,
    PreviousColumn,
    WiderColumn,
    NarrowerColumn,
    ColumnLeft,
    ColumnRight,
    HideColumn,
    UsualColumns,
    CopyCell,
    CopyRow,
    CopyColumn,
}

listed! {
    /// Where a command works.
    #[expect(missing_docs, reason = "each scope is named after its screen")]
    pub enum Scope {
        /// On every screen of the console.
        Console,
        /// In an overlay: nothing of the screens beneath works.
        Overlay,
        /// Before anybody is signed in.
        Door,
        Home,
        Users,
        Profile,
        Groups,
        Licenses,
        IdleSeats,
        Rules,
        Deletion,
        Wizard,
        Import,
        Batch,
        DeletedUsers,
        ActivityLog,
        Outbox,
        AtProvider,
        Handover,
        Gone,
        Scim,
        Operators,
        Sessions,
        Keys,
        Settings,
        Requests,
        Request,
        Reports,
    }
}

/// A menu in which commands stand, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Menu {
    /// **More** on a row of the users table.
    User,
    /// **More** to the right of the name on a profile.
    Profile,
    /// What can be done with the marked learners.
    Marked,
    /// **Me**, at the top right.
    Me,
    /// **More** on a group.
    Group,
    /// **More** on a request.
    Request,
}

/// What a command can do to data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Risk {
    /// Nothing: it looks, or moves.
    Looks,
    /// It changes something that can be changed back.
    Changes,
    /// What it takes away does not come back.
    Destroys,
}

/// What a command is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// A label of the admin navigation, the same in every language.
    Fixed(&'static str),
    /// A message id.
    Message(&'static str),
}

/// Why a command has no verb on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConsoleOnly {
    /// It moves about the console, or opens and closes something in it.
    Moves,
    /// It marks rows on the screen.
    Marks,
    /// It chooses how this console looks, or who sits at it.
    Session,
    /// It arranges or copies what stands on the screen.
    Looks,
    /// Groups are made and named in the console, or by a roster.
    Groups,
    /// It copies a file that whoever uses the command line has at hand.
    KeptFile,
}

impl ConsoleOnly {
    /// The reason, in a sentence for people, with what the command line has instead.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Moves => "Moves about the console: the command line has no screens.",
            Self::Marks => {
                "Marks rows on the screen: the command line takes several keys, or a file."
            }
            Self::Session => {
                "Belongs to whoever sits at the console: the command line has `--lang`, `--no-color` and `--operator`."
            }
            Self::Looks => {
                "Arranges or copies what stands on the screen: the command line has `--format`, and the shell."
            }
            Self::Groups => {
                "Not on the command line yet: `users add --group`, or the column `groups` of a roster, makes and fills groups."
            }
            Self::KeptFile => {
                "Copies the uploaded CSV: on the command line it is the file that was named."
            }
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Which command.
    pub command: Command,
    /// Where its keys work.
    pub scopes: &'static [Scope],
    /// Menus in which it stands.
    pub menus: &'static [Menu],
    /// Default keys, the one that hints show first: `ctrl-p`, `enter`, `/`.
    pub keys: &'static [&'static str],
    /// The verb that does it on the command line.
    pub verb: Option<&'static str>,
    /// Why no verb does it; a row has either this or a verb.
    pub console_only: Option<ConsoleOnly>,
    /// What an operator must be permitted.
    pub permission: Permission,
    /// What it can do to data.
    pub risk: Risk,
    /// Its name.
    pub label: Label,
    /// Message id of one sentence about it.
    pub help: &'static str,
    /// Its path on the map of the navigation; for a place this is its breadcrumb. Empty for what has none.
    pub path: &'static [&'static str],
    /// Other names and paths under which the palette finds it.
    pub synonyms: &'static [&'static str],
}

impl Row {
    /// A row that only looks, from which others differ in a few fields.
    const PLAIN: Self = Self {
        command: Command::Back,
        scopes: &[],
        menus: &[],
        keys: &[],
        verb: None,
        console_only: None,
        permission: Permission::See,
        risk: Risk::Looks,
        label: Label::Fixed(""),
        help: "",
        path: &[],
        synonyms: &[],
    };

    /// Its name in a language.
    pub fn name(&self, texts: &Texts) -> String {
        match self.label {
            Label::Fixed(label) => label.to_owned(),
            Label::Message(id) => texts.message(id),
        }
    }

    /// One sentence about it.
    pub fn sentence(&self, texts: &Texts) -> String {
        texts.message(self.help)
    }

    /// Further words of a language by which the palette finds it; most have none.
    pub fn words(&self, texts: &Texts) -> String {
        let id = self.help.replace("-help", "-words");
        if texts.loader().has(&id) {
            texts.message(&id)
        } else {
            String::new()
        }
    }

    /// Its path as the navigation writes it: `Me > Deleted users`.
    pub fn path_text(&self) -> String {
        self.path.join(" > ")
    }

    /// Why a role may not use it.
    pub fn refusal(&self, role: Role) -> Option<Reason> {
        refusal(self.permission, role)
    }
}

/// Why a role is not permitted something, as the service would say it; none when it is, even if only in part.
pub fn refusal(permission: Permission, role: Role) -> Option<Reason> {
    crate::service::account::access::objection(permission, role)
}

/// Every row, in the order of menus, help and palette.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    [
        console::ROWS,
        people::ROWS,
        import::ROWS,
        deletion::ROWS,
        desk::ROWS,
        provider::ROWS,
        me::ROWS,
        table::ROWS,
    ]
    .into_iter()
    .flatten()
}

/// The row of a command.
pub fn row(command: Command) -> &'static Row {
    // A test holds every variant to having a row.
    rows()
        .find(|row| row.command == command)
        .unwrap_or(&Row::PLAIN)
}

/// The rows of a menu, in order.
pub fn menu(menu: Menu) -> impl Iterator<Item = &'static Row> {
    rows().filter(move |row| row.menus.contains(&menu))
}

/// The rows whose keys work in a scope, the scope's own before those of the whole console.
pub fn in_scope(scope: Scope) -> impl Iterator<Item = &'static Row> {
    let own = rows().filter(move |row| row.scopes.contains(&scope));
    let shared = rows().filter(move |row| {
        has_the_console(scope) && scope != Scope::Console && row.scopes.contains(&Scope::Console)
    });
    own.chain(shared)
}

/// Whether the commands of the whole console work in a scope.
const fn has_the_console(scope: Scope) -> bool {
    !matches!(scope, Scope::Overlay | Scope::Door)
}
