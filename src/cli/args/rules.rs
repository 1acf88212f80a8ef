//! Verbs of retention rules.

use clap::{Args, Subcommand};

use crate::cli::args::{Confirmation, code_of};
use crate::domain::retention::{Months, RuleLicense};

/// Verbs of retention rules.
#[derive(Debug, Subcommand)]
pub(crate) enum RulesVerb {
    List,
    Add(RuleArguments),
    Remove {
        #[arg(value_name = "RULE")]
        rule: i64,
    },
    Propose {
        #[arg(value_name = "RULE")]
        rules: Vec<i64>,
    },
    Check {
        #[arg(value_name = "RULE")]
        rule: i64,
        #[arg(long)]
        rows: bool,
    },
    Run {
        #[arg(value_name = "RULE")]
        rule: i64,
        #[command(flatten)]
        confirmation: Confirmation,
    },
}

/// Whom a new rule names.
#[derive(Debug, Clone, Args)]
pub(crate) struct RuleArguments {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(Months::MOST)))]
    pub months: u16,
    #[arg(long, value_name = "STATUS", default_value = "no-license", value_parser = code_of::<RuleLicense>())]
    pub license: RuleLicense,
    #[arg(long)]
    pub or_unknown: bool,
}
