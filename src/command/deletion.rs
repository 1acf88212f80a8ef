//! Commands of **User Deletion**: the section, the wizard, batches.

use super::{Command, ConsoleOnly, Label, Risk, Row, Scope};
use crate::domain::operator::Permission;

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::GoAuthenticate,
        console_only: Some(ConsoleOnly::Moves),
        label: Label::Fixed("Authenticate"),
        menus: &[super::Menu::Me],
        help: "command-authenticate-help",
        path: &["Me", "Authenticate"],
        synonyms: &["Settings > Authentication", "Authentication"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoAutomate,
        console_only: Some(ConsoleOnly::Moves),
        label: Label::Fixed("Automate user management"),
        help: "command-automate-help",
        path: &["Me", "Authenticate", "Automate user management"],
        synonyms: &["Settings > Authentication > Automate user management"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoUserDeletion,
        verb: Some("deletions list"),
        label: Label::Fixed("User Deletion"),
        help: "command-user-deletion-help",
        path: &[
            "Me",
            "Authenticate",
            "Automate user management",
            "User Deletion",
        ],
        synonyms: &["Deletion batches"],
        ..Row::PLAIN
    },
    Row {
        command: Command::DeleteUsers,
        verb: Some("deletions run"),
        permission: Permission::DeleteUsers,
        risk: Risk::Destroys,
        label: Label::Fixed("Delete users"),
        help: "command-delete-users-help",
        path: &[
            "Me",
            "Authenticate",
            "Automate user management",
            "User Deletion",
            "Delete users",
        ],
        ..Row::PLAIN
    },
    Row {
        command: Command::PrepareList,
        scopes: &[Scope::Wizard],
        keys: &["p"],
        verb: Some("deletions prepare"),
        permission: Permission::ReviewAndExport,
        label: Label::Message("command-prepare-list"),
        help: "command-prepare-list-help",
        path: &[
            "Me",
            "Authenticate",
            "Automate user management",
            "User Deletion",
            "Prepare a list",
        ],
        ..Row::PLAIN
    },
    Row {
        command: Command::DownloadTemplate,
        scopes: &[Scope::Wizard],
        keys: &["t"],
        verb: Some("deletions template"),
        label: Label::Fixed("Download User deletion CSV template"),
        help: "command-template-help",
        path: &[
            "Me",
            "Authenticate",
            "Automate user management",
            "User Deletion",
            "Delete users",
            "Download User deletion CSV template",
        ],
        ..Row::PLAIN
    },
    Row {
        command: Command::UploadFromComputer,
        scopes: &[Scope::Wizard, Scope::Import],
        keys: &["u"],
        verb: Some("deletions check"),
        permission: Permission::ReviewAndExport,
        label: Label::Fixed("Upload from computer"),
        help: "command-upload-help",
        path: &[
            "Me",
            "Authenticate",
            "Automate user management",
            "User Deletion",
            "Delete users",
            "Upload from computer",
        ],
        ..Row::PLAIN
    },
    Row {
        command: Command::ApproveBatch,
        scopes: &[Scope::Batch],
        keys: &["a"],
        verb: Some("deletions approve"),
        permission: Permission::DeleteUsers,
        risk: Risk::Destroys,
        label: Label::Message("command-approve-batch"),
        help: "command-approve-batch-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ResumeBatch,
        scopes: &[Scope::Batch],
        keys: &["u"],
        verb: Some("deletions resume"),
        permission: Permission::DeleteUsers,
        risk: Risk::Destroys,
        label: Label::Message("command-resume-batch"),
        help: "command-resume-batch-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::CancelBatch,
        scopes: &[Scope::Batch],
        keys: &["c"],
        verb: Some("deletions cancel"),
        permission: Permission::DeleteUsers,
        risk: Risk::Changes,
        label: Label::Message("command-cancel-batch"),
        help: "command-cancel-batch-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::WithdrawBatch,
        scopes: &[Scope::Batch],
        keys: &["w"],
        verb: Some("deletions withdraw"),
        permission: Permission::DeleteUsers,
        risk: Risk::Changes,
        label: Label::Message("command-withdraw-batch"),
        help: "command-withdraw-batch-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ResultsFile,
        scopes: &[Scope::Batch],
        keys: &["d"],
        verb: Some("deletions results"),
        permission: Permission::DeleteUsers,
        label: Label::Fixed("Download the results file"),
        help: "command-results-file-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::CorrectRows,
        scopes: &[Scope::Batch],
        keys: &["f"],
        verb: Some("deletions correct"),
        permission: Permission::DeleteUsers,
        label: Label::Message("command-correct-rows"),
        help: "command-correct-rows-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::TakeDossier,
        scopes: &[Scope::Batch, Scope::Request, Scope::DeletedUsers],
        menus: &[super::Menu::Request],
        keys: &["z"],
        verb: Some("dossier"),
        permission: Permission::Inspect,
        label: Label::Message("command-dossier"),
        help: "command-dossier-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::BatchRows,
        scopes: &[Scope::Batch, Scope::Wizard],
        keys: &["r"],
        verb: Some("deletions show"),
        permission: Permission::DeleteUsers,
        label: Label::Message("command-batch-rows"),
        help: "command-batch-rows-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::BatchPeople,
        scopes: &[Scope::Batch],
        keys: &["n"],
        verb: Some("deletions show"),
        permission: Permission::DeleteUsers,
        label: Label::Message("command-batch-people"),
        help: "command-batch-people-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Certificate,
        scopes: &[Scope::Batch],
        keys: &["e"],
        verb: Some("deletions certificate"),
        permission: Permission::Inspect,
        label: Label::Message("command-certificate"),
        help: "command-certificate-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::SaveCopy,
        scopes: &[Scope::Batch, Scope::Wizard],
        keys: &["k"],
        console_only: Some(ConsoleOnly::KeptFile),
        permission: Permission::ReviewAndExport,
        label: Label::Fixed("Save a copy"),
        help: "command-save-copy-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::TechnicalPart,
        scopes: &[Scope::Batch],
        keys: &["t"],
        verb: Some("deletions show"),
        permission: Permission::DeleteUsers,
        label: Label::Message("command-technical-part"),
        help: "command-technical-part-help",
        ..Row::PLAIN
    },
];
