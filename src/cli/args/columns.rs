//! Where the columns of a file go, as it is said on the command line.

use clap::Args;

use crate::cli::args::code_of;
use crate::service::{DateOrder, Orders, TimeOrder};

/// Where the columns of a file go.
#[derive(Debug, Clone, Args)]
pub(crate) struct Mapping {
    #[arg(long = "map", value_name = "HEADER=COLUMN")]
    pub map: Vec<String>,
    #[arg(long = "ignore", value_name = "HEADER")]
    pub ignore: Vec<String>,
    #[arg(long)]
    pub ignore_unknown: bool,
}

/// Where the columns of a file go, and what stands first in its dates.
#[derive(Debug, Clone, Args)]
pub(crate) struct ColumnsArguments {
    #[command(flatten)]
    pub mapping: Mapping,
    #[arg(long = "dates", value_name = "ORDER", value_parser = code_of::<DateOrder>())]
    pub dates: Option<DateOrder>,
    #[arg(long)]
    pub forget_columns: bool,
}

impl Mapping {
    /// Whether anything is said.
    pub const fn says_anything(&self) -> bool {
        !self.map.is_empty() || !self.ignore.is_empty() || self.ignore_unknown
    }
}

impl ColumnsArguments {
    /// What is said of dates, and of times.
    pub const fn orders(&self, times: Option<TimeOrder>) -> Orders {
        Orders {
            dates: self.dates,
            times,
        }
    }
}

/// What is said of rows that failed in an import, in place of what stands in them.
#[derive(Debug, Clone, Args)]
pub(crate) struct Corrections {
    #[arg(long, value_name = "LINE=KEY")]
    pub take: Vec<String>,
    #[arg(long, value_name = "LINE:HEADER=VALUE")]
    pub set: Vec<String>,
}
