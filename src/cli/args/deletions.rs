//! Verbs of deletion batches and deleted identifiers.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::args::{Limit, Mapping, Target, code_of};
use crate::domain::batch::RowOutcome;
use crate::domain::settings::Settings;

/// Whether a new signing key is made, and where public halves are written.
#[derive(Debug, Clone, Args)]
pub(crate) struct SigningKeyArguments {
    #[arg(long)]
    pub new: bool,
    #[arg(long, requires = "new")]
    pub yes: bool,
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub target: Target,
}

/// Verbs of deletion batches and deleted identifiers.
#[derive(Debug, Subcommand)]
pub(crate) enum DeletionsVerb {
    Template {
        #[command(flatten)]
        target: Target,
    },
    Check {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long)]
        rows: bool,
    },
    Run(RunArguments),
    List {
        #[command(flatten)]
        limit: Limit,
    },
    Show {
        #[arg(value_name = "BATCH")]
        batch: i64,
        #[arg(long)]
        rows: bool,
        #[arg(long, value_name = "OUTCOME", requires = "rows", value_parser = code_of::<RowOutcome>())]
        outcome: Option<RowOutcome>,
    },
    Results {
        #[arg(value_name = "BATCH")]
        batch: i64,
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        target: Target,
    },
    Cancel {
        #[arg(value_name = "BATCH")]
        batch: i64,
    },
    Resume {
        #[arg(value_name = "BATCH")]
        batch: i64,
        #[arg(long)]
        no_purge: bool,
        #[arg(long)]
        preview: bool,
    },
    Withdraw {
        #[arg(value_name = "BATCH")]
        batch: i64,
    },
    Approve {
        #[arg(value_name = "BATCH")]
        batch: i64,
        #[arg(long, value_name = "SHA256")]
        plan: Option<String>,
        #[arg(long)]
        yes: bool,
        #[arg(long, conflicts_with = "yes")]
        preview: bool,
    },
    Certificate {
        #[arg(value_name = "BATCH", required_unless_present = "verify")]
        batch: Option<i64>,
        #[arg(long, value_name = "FILE", conflicts_with_all = ["batch", "output", "force"])]
        verify: Option<PathBuf>,
        #[arg(long, conflicts_with = "verify")]
        page: bool,
        #[command(flatten)]
        target: Target,
    },
    SigningKey(SigningKeyArguments),
    Find {
        #[arg(value_name = "KEY")]
        key: String,
    },
    Release {
        #[arg(value_name = "KEY")]
        key: String,
        #[arg(long)]
        only: bool,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    Prepare(PrepareArguments),
    Correct(CorrectArguments),
    Package {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(
            id = "output",
            long = "output",
            short = 'o',
            value_name = "DIR",
            alias = "out"
        )]
        out: PathBuf,
        #[arg(long)]
        force: bool,
    },
}

/// How a file is run.
#[derive(Debug, Clone, Args)]
pub(crate) struct RunArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub confirmation: Confirmation,
}

/// Which list of leavers becomes a deletion CSV.
#[derive(Debug, Clone, Args)]
pub(crate) struct PrepareArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub mapping: Mapping,
    #[arg(long)]
    pub forget_columns: bool,
    #[arg(long, value_name = "LINE=KEY", requires = "output")]
    pub take: Vec<String>,
    #[command(flatten)]
    pub target: Target,
}

/// Which rows of a batch are corrected, and how the batch that does it is confirmed.
#[derive(Debug, Clone, Args)]
pub(crate) struct CorrectArguments {
    #[arg(value_name = "BATCH")]
    pub batch: i64,
    #[arg(long, value_name = "LINE=KEY")]
    pub take: Vec<String>,
    #[command(flatten)]
    pub confirmation: Confirmation,
}

/// What a dossier is about, and where it goes.
#[derive(Debug, Clone, Args)]
#[command(group(clap::ArgGroup::new("of").required(true).args(["request", "batch", "learner"])))]
pub(crate) struct DossierArguments {
    #[arg(long, value_name = "N")]
    pub request: Option<i64>,
    #[arg(long, value_name = "N")]
    pub batch: Option<i64>,
    #[arg(long = "key", value_name = "KEY")]
    pub learner: Option<String>,
    #[command(flatten)]
    pub target: Target,
}

/// How a batch is confirmed and carried out.
#[derive(Debug, Clone, Default, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
pub(crate) struct Confirmation {
    #[arg(long)]
    pub yes: bool,
    #[arg(long, value_name = "PHRASE")]
    pub confirm: Option<String>,
    #[arg(long, value_name = "DAYS", default_value_t = 0,
        value_parser = clap::value_parser!(u8).range(0..=i64::from(Settings::MAX_WAIT_DAYS)))]
    pub wait: u8,
    #[arg(long)]
    pub no_purge: bool,
    #[arg(long)]
    pub again: bool,
    #[arg(long, conflicts_with = "yes")]
    pub preview: bool,
}
