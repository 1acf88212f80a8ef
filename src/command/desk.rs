//! Commands of **Requests** and **Reports**.

use super::{Command, Label, Menu, Risk, Row, Scope};
use crate::domain::operator::Permission;

const REQUESTS: &[Scope] = &[Scope::Requests];
const BOTH: &[Scope] = &[Scope::Requests, Scope::Request];
const REQUEST: &[Menu] = &[Menu::Request];

pub(super) const ROWS: &[Row] = &[
    Row {
        command: Command::OpenRequest,
        scopes: REQUESTS,
        keys: &["enter"],
        verb: Some("requests show"),
        label: Label::Message("command-open-request"),
        help: "command-open-request-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ViewRequester,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["p"],
        verb: Some("users show"),
        label: Label::Message("command-view-requester"),
        help: "command-view-requester-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ClaimRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["c"],
        verb: Some("requests claim"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-claim"),
        help: "command-claim-help",
        path: &["Requests", "Claim"],
        ..Row::PLAIN
    },
    Row {
        command: Command::VerifyIdentity,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["v"],
        verb: Some("requests verify"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-verify-identity"),
        help: "command-verify-identity-help",
        path: &["Requests", "Verify identity"],
        ..Row::PLAIN
    },
    Row {
        command: Command::NoteOnRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["i"],
        verb: Some("requests note"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-note"),
        help: "command-note-help",
        path: &["Requests", "Note"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ReplyToRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["r"],
        verb: Some("requests reply"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-reply"),
        help: "command-reply-help",
        path: &["Requests", "Reply"],
        ..Row::PLAIN
    },
    Row {
        command: Command::SayHowToDisconnect,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["R"],
        verb: Some("requests reply"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-say-how-to-disconnect"),
        help: "command-say-how-to-disconnect-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::WaitForLearner,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["w"],
        verb: Some("requests wait"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-wait-for-learner"),
        help: "command-wait-for-learner-help",
        path: &["Requests", "Wait for learner"],
        ..Row::PLAIN
    },
    Row {
        command: Command::GoOnWithRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["g"],
        verb: Some("requests resume"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-go-on-with-request"),
        help: "command-go-on-with-request-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::DoRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["d"],
        verb: Some("requests do"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-do-it"),
        help: "command-do-it-help",
        path: &["Requests", "Do it"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ApproveRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["a"],
        verb: Some("requests approve"),
        permission: Permission::Approve,
        risk: Risk::Changes,
        label: Label::Message("command-approve"),
        help: "command-approve-help",
        path: &["Requests", "Approve"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ReturnRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["t"],
        verb: Some("requests return"),
        permission: Permission::Approve,
        risk: Risk::Changes,
        label: Label::Message("command-return-request"),
        help: "command-return-request-help",
        path: &["Requests", "Return with a question"],
        ..Row::PLAIN
    },
    Row {
        command: Command::CorrectRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["C"],
        verb: Some("requests correct"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-correct-request"),
        help: "command-correct-request-help",
        path: &["Requests", "Correct"],
        ..Row::PLAIN
    },
    Row {
        command: Command::RejectRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["x"],
        verb: Some("requests reject"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-reject"),
        help: "command-reject-help",
        path: &["Requests", "Reject"],
        ..Row::PLAIN
    },
    Row {
        command: Command::CancelRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["X"],
        verb: Some("requests cancel"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-cancel-request"),
        help: "command-cancel-request-help",
        path: &["Requests", "Cancel"],
        ..Row::PLAIN
    },
    Row {
        command: Command::ReleaseRequest,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["u"],
        verb: Some("requests release"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-release-request"),
        help: "command-release-request-help",
        path: &["Requests", "Release"],
        ..Row::PLAIN
    },
    Row {
        command: Command::UnverifyIdentity,
        scopes: BOTH,
        menus: REQUEST,
        keys: &["V"],
        verb: Some("requests verify"),
        permission: Permission::TakeRequests,
        risk: Risk::Changes,
        label: Label::Message("command-unverify-identity"),
        help: "command-unverify-identity-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ProofInLog,
        scopes: &[Scope::Request],
        menus: REQUEST,
        keys: &["l"],
        verb: Some("audit list"),
        permission: Permission::SeeLog,
        label: Label::Message("command-proof-in-log"),
        help: "command-proof-in-log-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ProofInOutbox,
        scopes: &[Scope::Request],
        menus: REQUEST,
        keys: &["o"],
        verb: Some("outbox show"),
        permission: Permission::SeeOutbox,
        label: Label::Message("command-proof-in-outbox"),
        help: "command-proof-in-outbox-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ProofInBatch,
        scopes: &[Scope::Request],
        menus: REQUEST,
        keys: &["b"],
        verb: Some("deletions show"),
        permission: Permission::DeleteUsers,
        label: Label::Message("command-proof-in-batch"),
        help: "command-proof-in-batch-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ProofCertificate,
        scopes: &[Scope::Request],
        menus: REQUEST,
        keys: &["e"],
        verb: Some("deletions certificate"),
        permission: Permission::Inspect,
        label: Label::Message("command-proof-certificate"),
        help: "command-proof-certificate-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::NextRequest,
        scopes: &[Scope::Request],
        keys: &[">", "right"],
        verb: Some("requests list"),
        label: Label::Message("command-next-request"),
        help: "command-next-request-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::PreviousRequest,
        scopes: &[Scope::Request],
        keys: &["<", "left"],
        verb: Some("requests list"),
        label: Label::Message("command-previous-request"),
        help: "command-previous-request-help",
        ..Row::PLAIN
    },
    Row {
        command: Command::ExportReport,
        scopes: &[Scope::Reports],
        keys: &["e"],
        verb: Some("reports aggregate"),
        label: Label::Message("command-export-report"),
        help: "command-export-report-help",
        path: &["Reports", "Export"],
        ..Row::PLAIN
    },
];
