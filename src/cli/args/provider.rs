//! Verbs of accounts that live at a provider.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::args::{ColumnsArguments, Confirmation, Limit, ScimVerb, code_of};
use crate::domain::id::{BatchId, ChangeId, HandoverId};
use crate::domain::provider::{ChangeState, Provider, Scope};

/// Verbs of accounts that live at a provider.
#[derive(Debug, Subcommand)]
pub(crate) enum ProviderVerb {
    #[command(flatten)]
    Scim(ScimVerb),
    Set {
        #[arg(value_name = "PROVIDER", value_parser = code_of::<Provider>())]
        provider: Provider,
    },
    Show,
    List {
        #[command(flatten)]
        limit: Limit,
    },
    Changes {
        #[arg(value_name = "HANDOVER")]
        handover: Option<i64>,
        #[arg(long, value_name = "STATE", value_parser = code_of::<ChangeState>())]
        state: Option<ChangeState>,
        #[command(flatten)]
        limit: Limit,
    },
    Uploaded {
        #[arg(value_name = "HANDOVER")]
        handover: i64,
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    Results {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "HEADER")]
        message: Option<String>,
        #[arg(long)]
        rows: bool,
    },
    Roster(RosterArguments),
    Done {
        #[arg(value_name = "CHANGE")]
        change: i64,
    },
    GiveUp {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    TakeBack {
        #[command(flatten)]
        which: Which,
    },
    Again {
        #[command(flatten)]
        which: Which,
    },
    Gone {
        #[command(flatten)]
        limit: Limit,
    },
    Accept {
        #[arg(value_name = "KEY")]
        keys: Vec<String>,
        #[command(flatten)]
        confirmation: Confirmation,
    },
}

/// Which roster, and how it is read.
#[derive(Debug, Clone, Args)]
pub(crate) struct RosterArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "TIME")]
    pub taken: String,
    #[arg(long)]
    pub check: bool,
    #[arg(long, value_name = "PHRASE")]
    pub confirm: Option<String>,
    #[arg(long, value_name = "TYPE")]
    pub license: Option<String>,
    #[arg(long)]
    pub make_licenses: bool,
    #[command(flatten)]
    pub columns: ColumnsArguments,
}

/// Which changes an act is about.
#[derive(Debug, Clone, Copy, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Which {
    #[arg(value_name = "CHANGE")]
    pub change: Option<i64>,
    #[arg(long, value_name = "HANDOVER")]
    pub handover: Option<i64>,
    #[arg(long, value_name = "BATCH")]
    pub batch: Option<i64>,
}

impl Which {
    /// As acts take it.
    pub fn scope(self) -> Scope {
        match (self.change, self.handover, self.batch) {
            (Some(change), ..) => Scope::Change(ChangeId(change)),
            (None, Some(handover), _) => Scope::Handover(HandoverId(handover)),
            (None, None, batch) => Scope::Batch(BatchId(batch.unwrap_or_default())),
        }
    }
}
