//! Commands that work on every screen, and the places of the first line.

use super::{Command, ConsoleOnly, Label, Row, Scope};
use crate::domain::operator::Permission;

const EVERYWHERE: &[Scope] = &[Scope::Console];

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::GoHome,
        scopes: EVERYWHERE,
        keys: &["1"],
        console_only: Some(ConsoleOnly::Moves),
        label: Label::Fixed("Home"),
        help: "command-home-help",
        path: &["Home"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoUsers,
        scopes: EVERYWHERE,
        keys: &["2"],
        verb: Some("users list"),
        label: Label::Fixed("Users"),
        help: "command-users-help",
        path: &["People", "Users"],
        synonyms: &[
            "People",
            "Manage users",
            "Learners",
            "Learning Management > People",
        ],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoGroups,
        console_only: Some(ConsoleOnly::Groups),
        label: Label::Fixed("Groups"),
        help: "command-groups-help",
        path: &["People", "Groups"],
        synonyms: &["Manage groups"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoLicenses,
        verb: Some("licenses list"),
        label: Label::Fixed("Licenses"),
        help: "command-license-types-help",
        path: &["People", "Licenses"],
        synonyms: &["Seats", "License types"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoRequests,
        scopes: EVERYWHERE,
        keys: &["3"],
        verb: Some("requests list"),
        label: Label::Fixed("Requests"),
        help: "command-requests-help",
        path: &["Requests"],
        synonyms: &["Help desk"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoReports,
        scopes: EVERYWHERE,
        keys: &["4"],
        verb: Some("reports aggregate"),
        label: Label::Fixed("Reports"),
        help: "command-reports-help",
        path: &["Reports"],
        synonyms: &["Aggregate report", "Learner report"],
        ..Row::PLAIN
    },
    Row {
        command: Command::MeMenu,
        scopes: EVERYWHERE,
        keys: &["5"],
        console_only: Some(ConsoleOnly::Moves),
        permission: Permission::OwnAffairs,
        label: Label::Fixed("Me"),
        help: "command-me-help",
        path: &["Me"],
        ..Row::PLAIN
    },
    Row {
        command: Command::Palette,
        scopes: EVERYWHERE,
        keys: &[":", "ctrl-p"],
        console_only: Some(ConsoleOnly::Moves),
        permission: Permission::OwnAffairs,
        label: Label::Message("command-palette"),
        help: "command-palette-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::RunningBatch,
        scopes: EVERYWHERE,
        keys: &["ctrl-b"],
        verb: Some("deletions show"),
        permission: Permission::DeleteUsers,
        label: Label::Message("command-running-batch"),
        help: "command-running-batch-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::FollowToast,
        scopes: EVERYWHERE,
        keys: &["ctrl-o"],
        console_only: Some(ConsoleOnly::Moves),
        permission: Permission::OwnAffairs,
        label: Label::Message("command-follow-toast"),
        help: "command-follow-toast-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Refresh,
        scopes: EVERYWHERE,
        keys: &["ctrl-r", "f5"],
        console_only: Some(ConsoleOnly::Moves),
        label: Label::Message("command-refresh"),
        help: "command-refresh-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Back,
        scopes: EVERYWHERE,
        keys: &["esc"],
        console_only: Some(ConsoleOnly::Moves),
        permission: Permission::OwnAffairs,
        label: Label::Message("command-back"),
        help: "command-back-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Help,
        scopes: EVERYWHERE,
        keys: &["?", "f1"],
        verb: Some("help"),
        permission: Permission::OwnAffairs,
        label: Label::Message("command-help"),
        help: "command-help-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Quit,
        scopes: &[Scope::Console, Scope::Door],
        keys: &["ctrl-q", "ctrl-c"],
        console_only: Some(ConsoleOnly::Moves),
        permission: Permission::OwnAffairs,
        label: Label::Message("command-quit"),
        help: "command-quit-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Suspend,
        scopes: &[Scope::Console, Scope::Door],
        keys: &["ctrl-z"],
        console_only: Some(ConsoleOnly::Moves),
        permission: Permission::OwnAffairs,
        label: Label::Message("command-suspend"),
        help: "command-suspend-help",
        ..Row::PLAIN
    },
];
