//! Commands of imports: users by CSV, learning reports, and what is said of their columns and rows.

use super::{Command, ConsoleOnly, Label, Risk, Row, Scope};
use crate::domain::operator::Permission;

const IMPORT: &[Scope] = &[Scope::Import];

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::ImportUsers,
        verb: Some("users import"),
        permission: Permission::ImportUsers,
        risk: Risk::Changes,
        label: Label::Fixed("Add users by CSV"),
        help: "command-import-users-help",
        path: &["People", "Users", "Add users", "By CSV"],
        synonyms: &["Import users"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ImportLearning,
        scopes: &[Scope::Reports],
        keys: &["i"],
        verb: Some("learning import"),
        permission: Permission::ImportUsers,
        risk: Risk::Changes,
        label: Label::Message("command-import"),
        help: "command-import-learning-help",
        path: &["Reports", "Import"],
        synonyms: &["Import learning report"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ChooseColumn,
        verb: Some("users import"),
        permission: Permission::ImportUsers,
        label: Label::Message("command-choose-column"),
        help: "command-choose-column-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::IgnoreColumn,
        scopes: IMPORT,
        keys: &["i"],
        verb: Some("users import"),
        permission: Permission::ImportUsers,
        label: Label::Message("command-ignore-column"),
        help: "command-ignore-column-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::KeepColumn,
        scopes: IMPORT,
        keys: &["k"],
        verb: Some("users import"),
        permission: Permission::ImportUsers,
        label: Label::Message("command-keep-column"),
        help: "command-keep-column-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ChooseOrder,
        verb: Some("users import"),
        permission: Permission::ImportUsers,
        label: Label::Message("command-choose-order"),
        help: "command-choose-order-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ForgetColumns,
        scopes: IMPORT,
        keys: &["f"],
        verb: Some("users import"),
        permission: Permission::ImportUsers,
        risk: Risk::Changes,
        label: Label::Message("command-forget-columns"),
        help: "command-forget-columns-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::MakeLicenses,
        scopes: IMPORT,
        keys: &["m"],
        verb: Some("users import"),
        permission: Permission::ImportUsers,
        label: Label::Message("command-make-licenses"),
        help: "command-make-licenses-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ImportRows,
        scopes: IMPORT,
        keys: &["r"],
        console_only: Some(ConsoleOnly::Moves),
        permission: Permission::ImportUsers,
        label: Label::Message("command-import-rows"),
        help: "command-import-rows-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::CorrectImport,
        scopes: IMPORT,
        keys: &["c"],
        verb: Some("users correct"),
        permission: Permission::ImportUsers,
        label: Label::Message("command-correct-import"),
        help: "command-correct-import-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ProposeLeavers,
        scopes: IMPORT,
        keys: &["p"],
        verb: Some("users import"),
        permission: Permission::ReviewAndExport,
        label: Label::Message("command-leavers"),
        help: "command-propose-leavers-help",
        ..Row::PLAIN
    },
];
