//! Verbs of a SCIM server.

use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::args::{Target, code_of};
use crate::service::scim::IdAttribute;

/// Verbs of a SCIM server.
#[derive(Debug, Subcommand)]
pub(crate) enum ScimVerb {
    Connect {
        #[arg(long, value_name = "URL")]
        url: String,
        #[arg(long, value_name = "FILE")]
        token_file: Option<PathBuf>,
        #[arg(long, value_name = "FILE")]
        ca_file: Option<PathBuf>,
        #[arg(long, value_name = "ATTRIBUTE", default_value = "external-id", value_parser = code_of::<IdAttribute>())]
        id_attribute: IdAttribute,
    },
    Test,
    Stop,
    Pull {
        #[arg(long)]
        check: bool,
        #[arg(long, value_name = "PHRASE")]
        confirm: Option<String>,
        #[arg(long, value_name = "TYPE")]
        license: Option<String>,
        #[arg(long)]
        make_licenses: bool,
        #[command(flatten)]
        target: Target,
    },
    Push {
        #[arg(long)]
        watch: bool,
    },
}
