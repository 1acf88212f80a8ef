//! Commands of every table: its columns, and copying what stands in it.
//!
//! Keys begin with `,`, so that no key of a screen is taken: after it the console shows what can follow.

use super::{Command, ConsoleOnly, Label, Row, Scope};
use crate::domain::operator::Permission;
use crate::domain::view::TableName;

/// The screens with a table that can be arranged.
const TABLES: &[Scope] = &[
    Scope::Users,
    Scope::Groups,
    Scope::Licenses,
    Scope::IdleSeats,
    Scope::DeletedUsers,
    Scope::ActivityLog,
    Scope::Outbox,
    Scope::AtProvider,
    Scope::Handover,
    Scope::Gone,
    Scope::Operators,
    Scope::Sessions,
    Scope::Keys,
    Scope::Requests,
    Scope::Reports,
];

impl Scope {
    /// The table that stands on a screen and can be arranged.
    pub const fn table(self) -> Option<TableName> {
        Some(match self {
            Self::Users => TableName::Users,
            Self::Groups => TableName::Groups,
            Self::Licenses => TableName::Licenses,
            Self::IdleSeats => TableName::IdleSeats,
            Self::DeletedUsers => TableName::DeletedUsers,
            Self::ActivityLog => TableName::ActivityLog,
            Self::Outbox => TableName::Outbox,
            Self::AtProvider => TableName::AtProvider,
            Self::Handover => TableName::Handover,
            Self::Gone => TableName::Gone,
            Self::Operators => TableName::Operators,
            Self::Sessions => TableName::Sessions,
            Self::Keys => TableName::Keys,
            Self::Requests => TableName::Requests,
            Self::Reports => TableName::Reports,
            Self::Console
            | Self::Overlay
            | Self::Door
            | Self::Home
            | Self::Profile
            | Self::Deletion
            | Self::Wizard
            | Self::Import
            | Self::Batch
            | Self::Rules
            | Self::Scim
            | Self::Settings
            | Self::Request => return None,
        })
    }
}

/// A row of this room.
const TABLE: Row = Row {
    scopes: TABLES,
    console_only: Some(ConsoleOnly::Looks),
    permission: Permission::OwnAffairs,
    ..Row::PLAIN
};

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::TableColumns,
        keys: &[", c"],
        label: Label::Message("command-table-columns"),
        help: "command-table-columns-help",
        ..TABLE
    },
    Row {
        command: Command::NextColumn,
        keys: &[">"],
        label: Label::Message("command-next-column"),
        help: "command-next-column-help",
        ..TABLE
    },
    Row {
        command: Command::PreviousColumn,
        keys: &["<"],
        label: Label::Message("command-previous-column"),
        help: "command-previous-column-help",
        ..TABLE
    },
    Row {
        command: Command::WiderColumn,
        keys: &[", w"],
        label: Label::Message("command-wider-column"),
        help: "command-wider-column-help",
        ..TABLE
    },
    Row {
        command: Command::NarrowerColumn,
        keys: &[", n"],
        label: Label::Message("command-narrower-column"),
        help: "command-narrower-column-help",
        ..TABLE
    },
    Row {
        command: Command::ColumnLeft,
        keys: &[", <"],
        label: Label::Message("command-column-left"),
        help: "command-column-left-help",
        ..TABLE
    },
    Row {
        command: Command::ColumnRight,
        keys: &[", >"],
        label: Label::Message("command-column-right"),
        help: "command-column-right-help",
        ..TABLE
    },
    Row {
        command: Command::HideColumn,
        keys: &[", h"],
        label: Label::Message("command-hide-column"),
        help: "command-hide-column-help",
        ..TABLE
    },
    Row {
        command: Command::UsualColumns,
        keys: &[", u"],
        label: Label::Message("command-usual-columns"),
        help: "command-usual-columns-help",
        ..TABLE
    },
    Row {
        command: Command::CopyCell,
        keys: &[", y"],
        label: Label::Message("command-copy-cell"),
        help: "command-copy-cell-help",
        ..TABLE
    },
    Row {
        command: Command::CopyRow,
        keys: &[", r"],
        label: Label::Message("command-copy-row"),
        help: "command-copy-row-help",
        ..TABLE
    },
    Row {
        command: Command::CopyColumn,
        keys: &[", k"],
        label: Label::Message("command-copy-column"),
        help: "command-copy-column-help",
        ..TABLE
    },
];
