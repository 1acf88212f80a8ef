//! Verbs of learners' requests and of operators.

use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::args::{Limit, code_of};
use crate::domain::operator::Role;
use crate::domain::request::{RequestKind, RequestState, RequestView};

/// Verbs of learners' requests.
#[derive(Debug, Subcommand)]
pub(crate) enum RequestsVerb {
    List {
        #[command(flatten)]
        of: Wanted,
        #[command(flatten)]
        limit: Limit,
    },
    Show {
        #[arg(value_name = "REQUEST")]
        request: i64,
    },
    New {
        #[arg(value_name = "KEY")]
        key: String,
        #[arg(long, value_name = "KIND", value_parser = code_of::<RequestKind>())]
        kind: RequestKind,
        #[arg(long, value_name = "TEXT")]
        channel: String,
        #[arg(
            long,
            value_name = "TEXT",
            default_value = "",
            hide_default_value = true
        )]
        asked_by: String,
        #[arg(
            long,
            value_name = "TEXT",
            default_value = "",
            hide_default_value = true
        )]
        note: String,
        #[arg(long)]
        preview: bool,
    },
    Claim {
        #[arg(value_name = "REQUEST")]
        request: i64,
    },
    #[command(flatten)]
    Plain(PlainVerb),
    Correct {
        #[arg(value_name = "REQUEST")]
        request: i64,
        #[arg(long, value_name = "KEY", required_unless_present = "kind")]
        user: Option<String>,
        #[arg(long, value_name = "KIND", value_parser = code_of::<RequestKind>())]
        kind: Option<RequestKind>,
        #[arg(long)]
        preview: bool,
    },
    Do {
        #[arg(value_name = "REQUEST")]
        request: i64,
        #[command(flatten)]
        sure: Sure,
        #[arg(long, conflicts_with = "yes")]
        preview: bool,
    },
    Approve {
        #[arg(value_name = "REQUEST")]
        request: i64,
        #[arg(long, value_name = "SEAL")]
        seal: Option<String>,
        #[command(flatten)]
        sure: Sure,
        #[arg(long, conflicts_with = "yes")]
        preview: bool,
    },
}

/// Which requests.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Wanted {
    #[arg(long, value_name = "VIEW", default_value = "all", value_parser = code_of::<RequestView>())]
    pub view: RequestView,
    #[arg(long, value_name = "KEY")]
    pub user: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = code_of::<RequestKind>())]
    pub kind: Option<RequestKind>,
    #[arg(long, value_name = "STATE", value_parser = code_of::<RequestState>())]
    pub state: Option<RequestState>,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub search: String,
}

/// What is answered before it is asked.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Sure {
    #[arg(long)]
    pub yes: bool,
    #[arg(long, value_name = "PHRASE")]
    pub confirm: Option<String>,
    #[arg(long, value_name = "REASON")]
    pub unverified: Option<String>,
}

/// Verbs of requests that say everything by themselves.
#[derive(Debug, Subcommand)]
pub(crate) enum PlainVerb {
    Release {
        #[arg(value_name = "REQUEST")]
        request: i64,
    },
    Note {
        #[arg(value_name = "REQUEST")]
        request: i64,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Reply {
        #[arg(value_name = "REQUEST")]
        request: i64,
        #[arg(value_name = "TEXT", required_unless_present = "disconnect_yourself")]
        text: Option<String>,
        #[arg(long, conflicts_with = "text")]
        disconnect_yourself: bool,
        #[arg(long)]
        wait: bool,
        #[arg(long)]
        preview: bool,
    },
    Verify {
        #[arg(value_name = "REQUEST")]
        request: i64,
        #[arg(long, value_name = "TEXT", required_unless_present = "undo")]
        how: Option<String>,
        #[arg(long, conflicts_with = "how")]
        undo: bool,
    },
    Wait {
        #[arg(value_name = "REQUEST")]
        request: i64,
    },
    Resume {
        #[arg(value_name = "REQUEST")]
        request: i64,
    },
    Reject {
        #[arg(value_name = "REQUEST")]
        request: i64,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long)]
        preview: bool,
    },
    Cancel {
        #[arg(value_name = "REQUEST")]
        request: i64,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long)]
        preview: bool,
        #[arg(long)]
        no_mail: bool,
    },
    Return {
        #[arg(value_name = "REQUEST")]
        request: i64,
        #[arg(long, value_name = "TEXT")]
        question: String,
    },
}

impl RequestsVerb {
    /// Whether the letter shall be shown and nothing be done.
    pub(crate) const fn is_preview(&self) -> bool {
        match self {
            Self::New { preview, .. }
            | Self::Do { preview, .. }
            | Self::Approve { preview, .. }
            | Self::Correct { preview, .. }
            | Self::Plain(
                PlainVerb::Reply { preview, .. }
                | PlainVerb::Reject { preview, .. }
                | PlainVerb::Cancel { preview, .. },
            ) => *preview,
            Self::List { .. }
            | Self::Show { .. }
            | Self::Claim { .. }
            | Self::Plain(
                PlainVerb::Release { .. }
                | PlainVerb::Note { .. }
                | PlainVerb::Verify { .. }
                | PlainVerb::Wait { .. }
                | PlainVerb::Return { .. }
                | PlainVerb::Resume { .. },
            ) => false,
        }
    }
}

/// Verbs of operators.
#[derive(Debug, Subcommand)]
pub(crate) enum OperatorsVerb {
    List,
    History {
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "ROLE", value_parser = code_of::<Role>())]
        role: Role,
        #[arg(long, value_name = "EMAIL")]
        email: Option<String>,
    },
    Role {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "ROLE", value_parser = code_of::<Role>())]
        role: Role,
    },
    Passphrase {
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
    Disable {
        #[arg(value_name = "NAME")]
        name: String,
    },
    Erase {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long)]
        yes: bool,
    },
    Enable {
        #[arg(value_name = "NAME")]
        name: String,
    },
    #[command(subcommand)]
    Key(KeyVerb),
    #[command(subcommand)]
    Ca(AuthorityVerb),
    #[command(subcommand)]
    Session(SessionVerb),
}

/// Verbs of sessions over SSH.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum SessionVerb {
    List,
    End {
        #[arg(value_name = "NUMBER")]
        number: i64,
    },
}

/// Verbs of keys with which operators come over SSH.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyVerb {
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    List {
        #[arg(value_name = "NAME", conflicts_with = "revoked")]
        name: Option<String>,
        #[arg(long)]
        revoked: bool,
    },
    Remove {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "FINGERPRINT")]
        fingerprint: String,
    },
    Revoke {
        #[arg(value_name = "FINGERPRINT")]
        fingerprint: String,
        #[arg(long)]
        yes: bool,
    },
}

/// Verbs of keys whose certificates are trusted.
#[derive(Debug, Subcommand)]
pub(crate) enum AuthorityVerb {
    Add {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    List,
    Remove {
        #[arg(value_name = "FINGERPRINT")]
        fingerprint: String,
    },
}
