//! Commands of what is at the provider: handovers, their changes, and the evidence that comes back.

use super::{Command, Label, Menu, Risk, Row, Scope};
use crate::domain::operator::Permission;

const BOTH: &[Scope] = &[Scope::AtProvider, Scope::Handover];
/// Where calls are begun and stopped.
const CALLS: &[Scope] = &[
    Scope::Scim,
    Scope::AtProvider,
    Scope::Handover,
    Scope::Batch,
];
const SCIM: &[&str] = &[
    "Me",
    "Authenticate",
    "Automate user management",
    "Configure SCIM",
];

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::GoAtProvider,
        menus: &[Menu::Me],
        verb: Some("provider list"),
        label: Label::Fixed("At the provider"),
        help: "command-at-provider-help",
        path: &["Me", "At the provider"],
        synonyms: &["Handovers", "Provider"],
        ..Row::PLAIN
    },
    Row {
        command: Command::OpenHandover,
        scopes: &[Scope::AtProvider],
        keys: &["enter"],
        verb: Some("provider changes"),
        label: Label::Message("command-open-handover"),
        help: "command-open-handover-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::GoGone,
        scopes: &[Scope::AtProvider],
        keys: &["n"],
        verb: Some("provider gone"),
        label: Label::Message("command-gone"),
        help: "command-gone-help",
        path: &["Me", "At the provider", "Gone without our doing"],
        ..Row::PLAIN
    },
    Row {
        command: Command::OpenGone,
        scopes: &[Scope::Gone],
        keys: &["enter"],
        verb: Some("users show"),
        label: Label::Fixed("View/edit profile"),
        help: "command-open-gone-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::AcceptGone,
        scopes: &[Scope::Gone],
        keys: &["x"],
        verb: Some("provider accept"),
        permission: Permission::DeleteUsers,
        risk: Risk::Destroys,
        label: Label::Message("command-accept-gone"),
        help: "command-accept-gone-help",
        path: &["Me", "At the provider", "Gone without our doing", "Accept"],
        ..Row::PLAIN
    },
    Row {
        command: Command::AcceptAllGone,
        scopes: &[Scope::Gone],
        keys: &["X"],
        verb: Some("provider accept"),
        permission: Permission::DeleteUsers,
        risk: Risk::Destroys,
        label: Label::Message("command-accept-all-gone"),
        help: "command-accept-all-gone-help",
        path: &[
            "Me",
            "At the provider",
            "Gone without our doing",
            "Accept all",
        ],
        ..Row::PLAIN
    },
    Row {
        command: Command::BatchHandovers,
        scopes: &[Scope::Batch],
        keys: &["h"],
        verb: Some("provider list"),
        label: Label::Message("command-batch-handovers"),
        help: "command-batch-handovers-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::OpenChange,
        scopes: &[Scope::Handover],
        keys: &["enter"],
        verb: Some("provider changes"),
        label: Label::Message("command-open-change"),
        help: "command-open-change-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::MarkUploaded,
        scopes: BOTH,
        keys: &["u"],
        verb: Some("provider uploaded"),
        permission: Permission::HandOver,
        risk: Risk::Changes,
        label: Label::Message("command-mark-uploaded"),
        help: "command-mark-uploaded-help",
        path: &["Me", "At the provider", "Mark as uploaded"],
        ..Row::PLAIN
    },
    Row {
        command: Command::TickOffChange,
        scopes: &[Scope::Handover],
        keys: &["d"],
        verb: Some("provider done"),
        permission: Permission::TakeEvidence,
        risk: Risk::Changes,
        label: Label::Message("command-tick-off"),
        help: "command-tick-off-help",
        path: &["Me", "At the provider", "Done there"],
        ..Row::PLAIN
    },
    Row {
        command: Command::TakeResults,
        scopes: BOTH,
        keys: &["r"],
        verb: Some("provider results"),
        permission: Permission::TakeEvidence,
        risk: Risk::Changes,
        label: Label::Message("command-take-results"),
        help: "command-take-results-help",
        path: &["Me", "At the provider", "Results file"],
        ..Row::PLAIN
    },
    Row {
        command: Command::TakeRoster,
        scopes: BOTH,
        keys: &["o"],
        verb: Some("provider roster"),
        permission: Permission::TakeEvidence,
        risk: Risk::Destroys,
        label: Label::Message("command-take-roster"),
        help: "command-take-roster-help",
        path: &["Me", "At the provider", "All users"],
        ..Row::PLAIN
    },
    Row {
        command: Command::SeeEvidence,
        scopes: &[Scope::AtProvider],
        keys: &["e"],
        verb: Some("provider show"),
        label: Label::Message("command-see-evidence"),
        help: "command-see-evidence-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::PrepareAgain,
        scopes: BOTH,
        keys: &["a"],
        verb: Some("provider again"),
        permission: Permission::HandOver,
        risk: Risk::Changes,
        label: Label::Message("command-prepare-again"),
        help: "command-prepare-again-help",
        path: &["Me", "At the provider", "Prepare again"],
        ..Row::PLAIN
    },
    Row {
        command: Command::TakeBackChanges,
        scopes: BOTH,
        keys: &["b"],
        verb: Some("provider take-back"),
        permission: Permission::HandOver,
        risk: Risk::Changes,
        label: Label::Message("command-take-back-changes"),
        help: "command-take-back-changes-help",
        path: &["Me", "At the provider", "Take back"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GiveUpChanges,
        scopes: BOTH,
        keys: &["g"],
        verb: Some("provider give-up"),
        permission: Permission::HandOver,
        risk: Risk::Destroys,
        label: Label::Message("command-give-up-changes"),
        help: "command-give-up-changes-help",
        path: &["Me", "At the provider", "Give up"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoScim,
        scopes: &[Scope::AtProvider],
        keys: &["c"],
        verb: Some("provider show"),
        label: Label::Fixed("Configure SCIM"),
        help: "command-scim-help",
        path: SCIM,
        synonyms: &["SCIM", "Identity platform (SCIM)"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ConnectServer,
        scopes: &[Scope::Scim],
        keys: &["c"],
        verb: Some("provider connect"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-connect"),
        help: "command-connect-help",
        path: &[SCIM[0], SCIM[1], SCIM[2], SCIM[3], "Connect"],
        ..Row::PLAIN
    },
    Row {
        command: Command::TestServer,
        scopes: &[Scope::Scim],
        keys: &["t"],
        verb: Some("provider test"),
        permission: Permission::Administer,
        label: Label::Message("command-test-server"),
        help: "command-test-server-help",
        path: &[SCIM[0], SCIM[1], SCIM[2], SCIM[3], "Test"],
        ..Row::PLAIN
    },
    Row {
        command: Command::PullUsers,
        scopes: &[Scope::Scim],
        keys: &["u"],
        verb: Some("provider pull"),
        permission: Permission::TakeEvidence,
        risk: Risk::Destroys,
        label: Label::Message("command-pull-users"),
        help: "command-pull-users-help",
        path: &[SCIM[0], SCIM[1], SCIM[2], SCIM[3], "Pull"],
        ..Row::PLAIN
    },
    Row {
        command: Command::PushCalls,
        scopes: CALLS,
        keys: &["p"],
        verb: Some("provider push"),
        permission: Permission::HandOver,
        risk: Risk::Destroys,
        label: Label::Message("command-push-calls"),
        help: "command-push-calls-help",
        path: &[SCIM[0], SCIM[1], SCIM[2], SCIM[3], "Push"],
        ..Row::PLAIN
    },
    Row {
        command: Command::StopCalls,
        scopes: CALLS,
        keys: &["x"],
        verb: Some("provider stop"),
        permission: Permission::HandOver,
        risk: Risk::Changes,
        label: Label::Message("command-stop-calls"),
        help: "command-stop-calls-help",
        path: &[SCIM[0], SCIM[1], SCIM[2], SCIM[3], "Stop"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ChooseDeleting,
        scopes: &[Scope::Scim],
        keys: &["d"],
        verb: Some("account set"),
        permission: Permission::Administer,
        risk: Risk::Changes,
        label: Label::Message("command-choose-deleting"),
        help: "command-choose-deleting-help",
        path: &[SCIM[0], SCIM[1], SCIM[2], SCIM[3], "Deleting"],
        ..Row::PLAIN
    },
];
