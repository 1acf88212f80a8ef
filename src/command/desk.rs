//! Commands of **Requests** and **Reports**.

use super::{Command, Label, Menu, Risk, Row, Scope};
use crate::domain::operator::Permission;

const REQUESTS: &[Scope] = &[Scope::Requests];
const REQUEST: &[Menu] = &[Menu::Request];

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::OpenRequest,
        scopes: REQUESTS,
        keys: &["enter"],
        label: Label::Message("command-open-request"),
        help: "command-open-request-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ViewRequester,
        scopes: REQUESTS,
        menus: REQUEST,
        keys: &["p"],
        label: Label::Message("command-view-requester"),
        help: "command-view-requester-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ClaimRequest,
        scopes: REQUESTS,
        menus: REQUEST,
        keys: &["c"],
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Fixed("Claim"),
        help: "command-claim-help",
        path: &["Requests", "Claim"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ReplyToRequest,
        scopes: REQUESTS,
        menus: REQUEST,
        keys: &["r"],
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-reply"),
        help: "command-reply-help",
        path: &["Requests", "Reply"],
        ..Row::PLAIN
    },
    Row {
        command: Command::NoteOnRequest,
        scopes: REQUESTS,
        menus: REQUEST,
        keys: &["n"],
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-note"),
        help: "command-note-help",
        path: &["Requests", "Note"],
        ..Row::PLAIN
    },
    Row {
        command: Command::DoRequest,
        scopes: REQUESTS,
        menus: REQUEST,
        keys: &["d"],
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Fixed("Do it"),
        help: "command-do-it-help",
        path: &["Requests", "Do it"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ApproveRequest,
        scopes: REQUESTS,
        menus: REQUEST,
        keys: &["a"],
        permission: Permission::Approve,
        risk: Risk::Changes,
        label: Label::Message("command-approve"),
        help: "command-approve-help",
        path: &["Requests", "Approve"],
        ..Row::PLAIN
    },
    Row {
        command: Command::RejectRequest,
        scopes: REQUESTS,
        menus: REQUEST,
        keys: &["x"],
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-reject"),
        help: "command-reject-help",
        path: &["Requests", "Reject"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ExportReport,
        scopes: &[Scope::Reports],
        keys: &["e"],
        label: Label::Message("command-export-report"),
        help: "command-export-report-help",
        path: &["Reports", "Export"],
        ..Row::PLAIN
    },
];
