//! Commands of **Me**: places of the account, and the operator's own affairs.

use super::{Command, ConsoleOnly, Label, Menu, Risk, Row, Scope};
use crate::domain::operator::Permission;

const ME: &[Menu] = &[Menu::Me];

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::GoDeletedUsers,
        menus: ME,
        verb: Some("deletions find"),
        permission: Permission::AskTombstones,
        label: Label::Fixed("Deleted users"),
        help: "command-deleted-users-help",
        path: &["Me", "Deleted users"],
        synonyms: &["Tombstones"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoActivityLog,
        menus: ME,
        verb: Some("audit list"),
        permission: Permission::SeeLog,
        label: Label::Fixed("Activity log"),
        help: "command-activity-log-help",
        path: &["Me", "Activity log"],
        synonyms: &["Audit log"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoOutbox,
        menus: ME,
        verb: Some("outbox list"),
        permission: Permission::SeeOutbox,
        label: Label::Fixed("Outbox"),
        help: "command-outbox-help",
        path: &["Me", "Outbox"],
        synonyms: &["Mail"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoOperators,
        menus: ME,
        verb: Some("operators list"),
        permission: Permission::Inspect,
        label: Label::Fixed("Operators"),
        help: "command-operators-help",
        path: &["Me", "Operators"],
        synonyms: &["Admins"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoAccountSettings,
        menus: ME,
        verb: Some("account show"),
        label: Label::Fixed("Account settings"),
        help: "command-account-settings-help",
        path: &["Me", "Account settings"],
        synonyms: &["Settings"],
        ..Row::PLAIN
    },
    Row {
        command: Command::BackUpNow,
        menus: ME,
        verb: Some("db backup"),
        permission: Permission::Administer,
        label: Label::Message("command-back-up"),
        help: "command-back-up-help",
        path: &["Me", "Back up now"],
        ..Row::PLAIN
    },
    Row {
        command: Command::Residue,
        menus: ME,
        verb: Some("db residue"),
        permission: Permission::Administer,
        label: Label::Message("command-residue"),
        help: "command-residue-help",
        path: &["Me", "Look for residue"],
        ..Row::PLAIN
    },
    Row {
        command: Command::RestoreBackup,
        menus: ME,
        verb: Some("db restore"),
        permission: Permission::Administer,
        risk: Risk::Destroys,
        label: Label::Message("command-restore-backup"),
        help: "command-restore-backup-help",
        path: &["Me", "Restore a backup"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ChooseLanguage,
        menus: ME,
        console_only: Some(ConsoleOnly::Session),
        permission: Permission::OwnAffairs,
        label: Label::Fixed("Language"),
        help: "command-language-help",
        path: &["Me", "Language"],
        synonyms: &["Bahasa"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ChooseTheme,
        menus: ME,
        console_only: Some(ConsoleOnly::Session),
        permission: Permission::OwnAffairs,
        label: Label::Fixed("Theme"),
        help: "command-theme-help",
        path: &["Me", "Theme"],
        ..Row::PLAIN
    },
    Row {
        command: Command::SetPassphrase,
        scopes: &[Scope::Operators],
        menus: ME,
        keys: &["p"],
        verb: Some("operators passphrase"),
        permission: Permission::OwnAffairs,
        risk: Risk::Changes,
        label: Label::Message("command-passphrase"),
        help: "command-passphrase-help",
        path: &["Me", "Passphrase"],
        ..Row::PLAIN
    },
    Row {
        command: Command::SignOut,
        menus: ME,
        console_only: Some(ConsoleOnly::Session),
        permission: Permission::OwnAffairs,
        label: Label::Fixed("Sign out"),
        help: "command-sign-out-help",
        path: &["Me", "Sign out"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ReleaseIdentifier,
        scopes: &[Scope::DeletedUsers],
        keys: &["ctrl-l"],
        verb: Some("deletions release"),
        permission: Permission::ReleaseIdentifier,
        risk: Risk::Changes,
        label: Label::Message("describe-release-button"),
        help: "command-release-help",
        path: &["Me", "Deleted users", "Release"],
        ..Row::PLAIN
    },
    Row {
        command: Command::OpenLogEntry,
        scopes: &[Scope::ActivityLog],
        keys: &["enter"],
        verb: Some("audit list"),
        permission: Permission::SeeLog,
        label: Label::Message("command-open-entry"),
        help: "command-open-entry-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::FilterLog,
        scopes: &[Scope::ActivityLog],
        keys: &["f"],
        verb: Some("audit list"),
        permission: Permission::SeeLog,
        label: Label::Message("command-filter-log"),
        help: "command-filter-log-help",
        path: &["Me", "Activity log", "Filter"],
        ..Row::PLAIN
    },
    Row {
        command: Command::VerifyLog,
        scopes: &[Scope::ActivityLog],
        keys: &["v"],
        verb: Some("audit verify"),
        permission: Permission::SeeLog,
        label: Label::Message("command-verify"),
        help: "command-verify-help",
        path: &["Me", "Activity log", "Verify"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ExportLog,
        scopes: &[Scope::ActivityLog],
        keys: &["e"],
        verb: Some("audit export"),
        permission: Permission::SeeLog,
        label: Label::Message("command-export-log"),
        help: "command-export-log-help",
        path: &["Me", "Activity log", "Export"],
        ..Row::PLAIN
    },
    Row {
        command: Command::OpenMail,
        scopes: &[Scope::Outbox],
        keys: &["enter"],
        verb: Some("outbox show"),
        permission: Permission::SeeOutbox,
        label: Label::Message("command-open-mail"),
        help: "command-open-mail-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::SendAgain,
        scopes: &[Scope::Outbox],
        keys: &["s"],
        verb: Some("outbox send"),
        permission: Permission::SendAgain,
        risk: Risk::Changes,
        label: Label::Message("command-send-again"),
        help: "command-send-again-help",
        path: &["Me", "Outbox", "Send again"],
        ..Row::PLAIN
    },
    Row {
        command: Command::OpenOperator,
        scopes: &[Scope::Operators],
        keys: &["enter"],
        verb: Some("operators list"),
        permission: Permission::Inspect,
        label: Label::Message("command-open-operator"),
        help: "command-open-operator-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::AddOperator,
        scopes: &[Scope::Operators],
        keys: &["n"],
        verb: Some("operators add"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-add-operator"),
        help: "command-add-operator-help",
        path: &["Me", "Operators", "Add operator"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ChangeRole,
        scopes: &[Scope::Operators],
        keys: &["r"],
        verb: Some("operators role"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-change-role"),
        help: "command-change-role-help",
        path: &["Me", "Operators", "Change role"],
        ..Row::PLAIN
    },
    Row {
        command: Command::DisableOperator,
        scopes: &[Scope::Operators],
        keys: &["d"],
        verb: Some("operators disable"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-disable-operator"),
        help: "command-disable-operator-help",
        path: &["Me", "Operators", "Disable"],
        ..Row::PLAIN
    },
    Row {
        command: Command::EnableOperator,
        scopes: &[Scope::Operators],
        keys: &["e"],
        verb: Some("operators enable"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-enable-operator"),
        help: "command-enable-operator-help",
        path: &["Me", "Operators", "Enable"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ResetPassphrase,
        scopes: &[Scope::Operators],
        keys: &["t"],
        verb: Some("operators passphrase"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-reset-passphrase"),
        help: "command-reset-passphrase-help",
        path: &["Me", "Operators", "Reset passphrase"],
        ..Row::PLAIN
    },
    Row {
        command: Command::DismissFirstSteps,
        scopes: &[Scope::Home],
        keys: &["x"],
        verb: Some("account next"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-dismiss-steps"),
        help: "command-dismiss-steps-help",
        path: &["Home", "First steps"],
        ..Row::PLAIN
    },
    Row {
        command: Command::SaveSettings,
        scopes: &[Scope::Settings],
        keys: &["ctrl-s"],
        verb: Some("account set"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-save-settings"),
        help: "command-save-settings-help",
        path: &["Me", "Account settings", "Save"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ApproveSettings,
        scopes: &[Scope::Settings],
        keys: &["ctrl-a"],
        verb: Some("account approve"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-approve-settings"),
        help: "command-approve-settings-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::EraseOperator,
        scopes: &[Scope::Operators],
        keys: &["x"],
        verb: Some("operators erase"),
        permission: Permission::Administer,
        risk: Risk::Destroys,
        label: Label::Message("command-erase-operator"),
        help: "command-erase-operator-help",
        ..Row::PLAIN
    },
];
