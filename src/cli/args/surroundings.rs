//! Verbs of settings and surroundings.

use clap::Subcommand;

/// Verbs of the configuration file.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigVerb {
    Path,
    Check,
    Show,
    Edit,
    Theme {
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// Verbs of mail as such.
#[derive(Debug, Subcommand)]
pub(crate) enum MailVerb {
    Test {
        #[arg(value_name = "ADDRESS")]
        address: String,
    },
}
