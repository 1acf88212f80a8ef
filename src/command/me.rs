//! Commands of **Me**: places of the account, and the operator's own affairs.

use super::{Command, Label, Menu, Risk, Row};
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
        permission: Permission::Administer,
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
        permission: Permission::Administer,
        label: Label::Fixed("Account settings"),
        help: "command-account-settings-help",
        path: &["Me", "Account settings"],
        synonyms: &["Settings"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ChooseLanguage,
        menus: ME,
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
        permission: Permission::OwnAffairs,
        label: Label::Fixed("Theme"),
        help: "command-theme-help",
        path: &["Me", "Theme"],
        ..Row::PLAIN
    },
    Row {
        command: Command::SetPassphrase,
        menus: ME,
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
        permission: Permission::OwnAffairs,
        label: Label::Fixed("Sign out"),
        help: "command-sign-out-help",
        path: &["Me", "Sign out"],
        ..Row::PLAIN
    },
];
