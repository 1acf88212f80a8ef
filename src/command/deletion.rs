//! Commands of **User Deletion**: the section, the wizard, batches.

use super::{Command, Label, Risk, Row};
use crate::domain::operator::Permission;

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::GoAuthenticate,
        label: Label::Fixed("Authenticate"),
        menus: &[super::Menu::Me],
        help: "command-authenticate-help",
        path: &["Me", "Authenticate"],
        synonyms: &["Settings > Authentication", "Authentication"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoAutomate,
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
];
