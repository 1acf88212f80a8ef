//! Commands of **People**: the users table, profiles, groups.

use super::{Command, ConsoleOnly, Label, Menu, Risk, Row, Scope};
use crate::domain::operator::Permission;

const USERS: &[Scope] = &[Scope::Users];
/// Tables that are searched and filtered.
const NARROWED: &[Scope] = &[Scope::Users, Scope::Requests];
const LEARNER: &[Scope] = &[Scope::Users, Scope::Profile];
const TABBED: &[Scope] = &[
    Scope::Users,
    Scope::Groups,
    Scope::Licenses,
    Scope::Profile,
    Scope::Requests,
    Scope::Reports,
];
const LEARNER_MENUS: &[Menu] = &[Menu::User, Menu::Profile, Menu::Marked];

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::ViewProfile,
        scopes: USERS,
        menus: &[Menu::User],
        keys: &["enter"],
        verb: Some("users show"),
        label: Label::Fixed("View/edit profile"),
        help: "command-view-profile-help",
        path: &["People", "Users", "More", "View/edit profile"],
        ..Row::PLAIN
    },
    Row {
        command: Command::More,
        scopes: &[
            Scope::Users,
            Scope::Profile,
            Scope::Groups,
            Scope::Requests,
            Scope::Request,
        ],
        keys: &["m"],
        console_only: Some(ConsoleOnly::Moves),
        label: Label::Fixed("More"),
        help: "command-more-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Disconnect,
        scopes: LEARNER,
        menus: &[Menu::Profile, Menu::Marked],
        keys: &["d"],
        verb: Some("users disconnect"),
        permission: Permission::Disconnect,
        risk: Risk::Changes,
        label: Label::Fixed("Disconnect LinkedIn profile"),
        help: "command-disconnect-help",
        path: &[
            "People",
            "Users",
            "More",
            "View/edit profile",
            "More",
            "Disconnect LinkedIn profile",
        ],
        synonyms: &["Disconnect"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ManageLicenses,
        scopes: LEARNER,
        menus: LEARNER_MENUS,
        keys: &["l"],
        verb: Some("users license"),
        permission: Permission::ManageLicenses,
        risk: Risk::Changes,
        label: Label::Fixed("Manage licenses"),
        help: "command-licenses-help",
        path: &["People", "Users", "More", "Manage licenses"],
        synonyms: &["Revoke license", "Assign license"],
        ..Row::PLAIN
    },
    Row {
        command: Command::NewRequest,
        scopes: &[
            Scope::Users,
            Scope::Profile,
            Scope::Requests,
            Scope::Request,
        ],
        menus: &[Menu::User, Menu::Profile],
        keys: &["n"],
        verb: Some("requests new"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Fixed("New request"),
        help: "command-new-request-help",
        path: &["People", "Users", "More", "New request"],
        ..Row::PLAIN
    },
    Row {
        command: Command::PlaceHold,
        scopes: LEARNER,
        menus: LEARNER_MENUS,
        keys: &["h"],
        verb: Some("users hold"),
        permission: Permission::PlaceHold,
        risk: Risk::Changes,
        label: Label::Fixed("Place legal hold"),
        help: "command-place-hold-help",
        path: &["People", "Users", "More", "Place legal hold"],
        ..Row::PLAIN
    },
    Row {
        command: Command::LiftHold,
        scopes: LEARNER,
        menus: LEARNER_MENUS,
        keys: &["H"],
        verb: Some("users hold"),
        permission: Permission::LiftHold,
        risk: Risk::Changes,
        label: Label::Fixed("Lift legal hold"),
        help: "command-lift-hold-help",
        path: &["People", "Users", "More", "Lift legal hold"],
        ..Row::PLAIN
    },
    Row {
        command: Command::DeleteUser,
        scopes: LEARNER,
        menus: LEARNER_MENUS,
        keys: &["x"],
        verb: Some("deletions run"),
        permission: Permission::DeleteUsers,
        risk: Risk::Destroys,
        label: Label::Fixed("Delete user"),
        help: "command-delete-user-help",
        path: &["People", "Users", "More", "Delete user"],
        ..Row::PLAIN
    },
    Row {
        command: Command::AddToGroup,
        scopes: LEARNER,
        menus: &[Menu::Marked],
        keys: &["g"],
        console_only: Some(ConsoleOnly::Groups),
        permission: Permission::EditPeople,
        risk: Risk::Changes,
        label: Label::Message("command-add-to-group"),
        help: "command-add-to-group-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::RemoveFromGroup,
        scopes: LEARNER,
        menus: &[Menu::Marked],
        keys: &["r"],
        console_only: Some(ConsoleOnly::Groups),
        permission: Permission::EditPeople,
        risk: Risk::Changes,
        label: Label::Message("command-remove-from-group"),
        help: "command-remove-from-group-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Search,
        scopes: NARROWED,
        keys: &["/"],
        verb: Some("users list"),
        label: Label::Message("command-search"),
        help: "command-search-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Filter,
        scopes: NARROWED,
        keys: &["f"],
        verb: Some("users list"),
        label: Label::Message("command-filter"),
        help: "command-filter-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::RemoveFilter,
        scopes: NARROWED,
        keys: &["backspace"],
        verb: Some("users list"),
        label: Label::Message("command-remove-filter"),
        help: "command-remove-filter-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::SavedFilters,
        scopes: USERS,
        keys: &["F"],
        verb: Some("users filters list"),
        label: Label::Message("command-saved-filters"),
        help: "command-saved-filters-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Mark,
        scopes: &[Scope::Users, Scope::IdleSeats],
        keys: &["space"],
        console_only: Some(ConsoleOnly::Marks),
        label: Label::Message("command-mark"),
        help: "command-mark-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::Sort,
        scopes: USERS,
        keys: &["s"],
        verb: Some("users list"),
        label: Label::Message("command-sort"),
        help: "command-sort-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::MarkRange,
        scopes: USERS,
        keys: &["v"],
        console_only: Some(ConsoleOnly::Marks),
        label: Label::Message("command-mark-range"),
        help: "command-mark-range-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::MarkAll,
        scopes: USERS,
        keys: &["*", "ctrl-a"],
        console_only: Some(ConsoleOnly::Marks),
        label: Label::Message("command-mark-all"),
        help: "command-mark-all-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ClearMarks,
        menus: &[Menu::Marked],
        console_only: Some(ConsoleOnly::Marks),
        label: Label::Message("command-clear-marks"),
        help: "command-clear-marks-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ExportUsers,
        scopes: USERS,
        keys: &["e"],
        verb: Some("users export"),
        permission: Permission::ReviewAndExport,
        label: Label::Message("command-export-users"),
        help: "command-export-users-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::EditProfile,
        scopes: &[Scope::Profile],
        menus: &[Menu::Profile],
        keys: &["e"],
        verb: Some("users edit"),
        permission: Permission::EditPeople,
        risk: Risk::Changes,
        label: Label::Message("command-edit-profile"),
        help: "command-edit-profile-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ExportLearnerReport,
        scopes: &[Scope::Profile],
        keys: &["o"],
        verb: Some("reports learner"),
        label: Label::Message("command-export-learner-report"),
        help: "command-export-learner-report-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::NextTab,
        scopes: TABBED,
        keys: &["tab", "right"],
        console_only: Some(ConsoleOnly::Moves),
        label: Label::Message("command-next-tab"),
        help: "command-next-tab-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::PreviousTab,
        scopes: TABBED,
        keys: &["backtab", "left"],
        console_only: Some(ConsoleOnly::Moves),
        label: Label::Message("command-previous-tab"),
        help: "command-previous-tab-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::OpenGroup,
        scopes: &[Scope::Groups],
        menus: &[Menu::Group],
        keys: &["enter"],
        console_only: Some(ConsoleOnly::Groups),
        label: Label::Message("command-open-group"),
        help: "command-open-group-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::CreateGroup,
        scopes: &[Scope::Groups],
        keys: &["n"],
        console_only: Some(ConsoleOnly::Groups),
        permission: Permission::EditPeople,
        risk: Risk::Changes,
        label: Label::Message("command-create-group"),
        help: "command-create-group-help",
        path: &["People", "Groups", "New group"],
        ..Row::PLAIN
    },
    Row {
        command: Command::RenameGroup,
        scopes: &[Scope::Groups],
        menus: &[Menu::Group],
        keys: &["r"],
        console_only: Some(ConsoleOnly::Groups),
        permission: Permission::EditPeople,
        risk: Risk::Changes,
        label: Label::Message("command-rename-group"),
        help: "command-rename-group-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::RemoveGroup,
        scopes: &[Scope::Groups],
        menus: &[Menu::Group],
        keys: &["x"],
        console_only: Some(ConsoleOnly::Groups),
        permission: Permission::EditPeople,
        risk: Risk::Changes,
        label: Label::Message("command-remove-group"),
        help: "command-remove-group-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::AddUser,
        scopes: USERS,
        keys: &["a"],
        verb: Some("users add"),
        permission: Permission::ImportUsers,
        risk: Risk::Changes,
        label: Label::Fixed("Add users"),
        help: "command-add-user-help",
        path: &["People", "Users", "Add users"],
        ..Row::PLAIN
    },
    Row {
        command: Command::AddLicenseType,
        scopes: &[Scope::Licenses],
        keys: &["n"],
        verb: Some("licenses add"),
        permission: Permission::ManageSeats,
        risk: Risk::Changes,
        label: Label::Message("command-add-license-type"),
        help: "command-add-license-type-help",
        path: &["People", "Licenses", "New license type"],
        ..Row::PLAIN
    },
    Row {
        command: Command::SetSeats,
        scopes: &[Scope::Licenses],
        keys: &["enter", "s"],
        verb: Some("licenses seats"),
        permission: Permission::ManageSeats,
        risk: Risk::Changes,
        label: Label::Message("command-set-seats"),
        help: "command-set-seats-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::RenameLicenseType,
        scopes: &[Scope::Licenses],
        keys: &["r"],
        verb: Some("licenses rename"),
        permission: Permission::ManageSeats,
        risk: Risk::Changes,
        label: Label::Message("command-rename-license-type"),
        help: "command-rename-license-type-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::RemoveLicenseType,
        scopes: &[Scope::Licenses],
        keys: &["x"],
        verb: Some("licenses remove"),
        permission: Permission::ManageSeats,
        risk: Risk::Changes,
        label: Label::Message("command-remove-license-type"),
        help: "command-remove-license-type-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::GoIdleSeats,
        scopes: &[Scope::Licenses],
        keys: &["i"],
        verb: Some("licenses idle"),
        label: Label::Message("command-idle-seats"),
        help: "command-idle-seats-help",
        path: &["People", "Licenses", "Idle seats"],
        ..Row::PLAIN
    },
    Row {
        command: Command::OpenIdle,
        scopes: &[Scope::IdleSeats],
        keys: &["enter"],
        verb: Some("users show"),
        label: Label::Fixed("View/edit profile"),
        help: "command-open-idle-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ReclaimSeats,
        scopes: &[Scope::IdleSeats],
        keys: &["l"],
        verb: Some("licenses idle"),
        permission: Permission::ManageLicenses,
        risk: Risk::Changes,
        label: Label::Message("command-reclaim-seats"),
        help: "command-reclaim-seats-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ReclaimAllSeats,
        scopes: &[Scope::IdleSeats],
        keys: &["L"],
        verb: Some("licenses idle"),
        permission: Permission::ManageLicenses,
        risk: Risk::Changes,
        label: Label::Message("command-reclaim-all-seats"),
        help: "command-reclaim-all-seats-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::SetIdleDays,
        scopes: &[Scope::IdleSeats],
        keys: &["d"],
        verb: Some("licenses idle"),
        label: Label::Message("command-set-idle-days"),
        help: "command-set-idle-days-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::GoRules,
        scopes: &[Scope::Licenses],
        keys: &["t"],
        verb: Some("rules list"),
        permission: Permission::ReviewAndExport,
        label: Label::Message("command-rules"),
        help: "command-rules-help",
        path: &["People", "Licenses", "Retention rules"],
        ..Row::PLAIN
    },
    Row {
        command: Command::OpenRule,
        scopes: &[Scope::Rules],
        keys: &["enter"],
        verb: Some("rules run"),
        permission: Permission::DeleteUsers,
        risk: Risk::Destroys,
        label: Label::Message("command-open-rule"),
        help: "command-open-rule-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::AddRule,
        scopes: &[Scope::Rules],
        keys: &["n"],
        verb: Some("rules add"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-add-rule"),
        help: "command-add-rule-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ProposeRule,
        scopes: &[Scope::Rules],
        keys: &["p"],
        verb: Some("rules propose"),
        permission: Permission::DeleteUsers,
        risk: Risk::Changes,
        label: Label::Message("command-propose-rule"),
        help: "command-propose-rule-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::RemoveRule,
        scopes: &[Scope::Rules],
        keys: &["x"],
        verb: Some("rules remove"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-remove-rule"),
        help: "command-remove-rule-help",
        ..Row::PLAIN
    },
];
