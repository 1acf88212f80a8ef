//! Verbs of people.

use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, Subcommand};

use crate::cli::args::{ColumnsArguments, Corrections, Limit, Target, choices, code_of};
use crate::domain::Language;
use crate::domain::filter::MOST_DAYS_AGO;
use crate::domain::idle::{MOST_DAYS, USUAL_DAYS};
use crate::domain::license::LicenseStatus;
use crate::domain::roster::{EmptyCells, RosterField};
use crate::domain::user::UserColumn;

/// Verbs of people.
#[derive(Debug, Subcommand)]
pub(crate) enum UsersVerb {
    List {
        #[command(flatten)]
        selection: Selection,
        #[arg(long, value_name = "COLUMN", default_value = "name", value_parser = code_of::<UserColumn>())]
        sort: UserColumn,
        #[arg(long)]
        descending: bool,
        #[command(flatten)]
        limit: Limit,
    },
    Show {
        #[arg(value_name = "KEY")]
        key: String,
    },
    Add(NewUserArguments),
    Import(ImportArguments),
    Correct {
        #[arg(value_name = "ENTRY")]
        entry: u64,
        #[command(flatten)]
        roster: ImportArguments,
    },
    Export {
        #[arg(long, value_name = "DIR", conflicts_with_all = ["search", "license", "group", "connected", "not_connected", "on_hold", "not_on_hold", "active_within", "not_active_for", "never_active", "invited_within", "invited_for", "department", "with_attributes", "filter", "output", "force"])]
        everything: Option<PathBuf>,
        #[command(flatten)]
        selection: Selection,
        #[command(flatten)]
        target: Target,
    },
    #[command(subcommand)]
    Filters(FiltersVerb),
    Edit(EditArguments),
    Disconnect {
        #[arg(value_name = "KEY", required = true)]
        keys: Vec<String>,
        #[arg(long)]
        yes: bool,
        #[arg(long, conflicts_with = "yes")]
        preview: bool,
    },
    License {
        #[arg(value_name = "KEY", required = true)]
        keys: Vec<String>,
        #[arg(value_name = "TYPE", required = true)]
        license_type: String,
        #[arg(long, conflicts_with = "take")]
        give: bool,
        #[arg(long)]
        take: bool,
        #[arg(long)]
        yes: bool,
        #[arg(long, conflicts_with = "yes")]
        preview: bool,
    },
    Hold {
        #[arg(value_name = "KEY", required = true)]
        keys: Vec<String>,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long)]
        lift: bool,
    },
}

/// Verbs of license types.
#[derive(Debug, Subcommand)]
pub(crate) enum LicensesVerb {
    List,
    Idle(IdleArguments),
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "N")]
        seats: u32,
    },
    Rename {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "NEW")]
        new: String,
    },
    Seats {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "N")]
        seats: u32,
    },
    Remove {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "NAME")]
        move_to: Option<String>,
    },
}

/// Which idle seats, and whether they come back.
#[derive(Debug, Clone, Args)]
pub(crate) struct IdleArguments {
    #[arg(long, value_name = "N", default_value_t = USUAL_DAYS, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_DAYS)))]
    pub days: u32,
    #[command(flatten)]
    pub limit: Limit,
    #[arg(long, conflicts_with = "limit")]
    pub revoke: bool,
    #[arg(long, requires = "revoke")]
    pub yes: bool,
    #[arg(long, requires = "revoke", conflicts_with = "yes")]
    pub preview: bool,
}

/// Who is added by hand.
#[derive(Debug, Clone, Args)]
#[command(group(clap::ArgGroup::new("identifier").args(["email", "id"]).required(true).multiple(true)))]
pub(crate) struct NewUserArguments {
    #[arg(long, value_name = "TEXT")]
    pub first: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub last: Option<String>,
    #[arg(long, value_name = "EMAIL")]
    pub email: Option<String>,
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub job_title: Option<String>,
    #[arg(long = "language", value_name = "LANG", value_parser = code_of::<Language>())]
    pub language: Option<crate::domain::Language>,
    #[arg(long, value_name = "NAME")]
    pub license: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub group: Vec<String>,
}

/// Which roster, and how it is imported.
#[derive(Debug, Clone, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
pub(crate) struct ImportArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub check: bool,
    #[arg(long)]
    pub in_part: bool,
    #[arg(long, value_name = "COLUMN", value_parser = emptied())]
    pub empty: Vec<EmptyCells>,
    #[arg(long)]
    pub make_licenses: bool,
    #[arg(long)]
    pub no_mail: bool,
    #[arg(long, conflicts_with = "check")]
    pub preview: bool,
    #[arg(long, value_name = "FILE")]
    pub leavers: Option<PathBuf>,
    #[arg(long, requires = "leavers")]
    pub force: bool,
    #[arg(long, value_name = "TYPE")]
    pub license: Option<String>,
    #[command(flatten)]
    pub corrections: Corrections,
    #[command(flatten)]
    pub columns: ColumnsArguments,
}

/// Which users.
#[derive(Debug, Clone, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
pub(crate) struct Selection {
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    #[arg(long, value_name = "STATUS", value_parser = code_of::<LicenseStatus>())]
    pub license: Option<LicenseStatus>,
    #[arg(long, value_name = "NAME")]
    pub group: Option<String>,
    #[arg(long, conflicts_with = "not_connected")]
    pub connected: bool,
    #[arg(long)]
    pub not_connected: bool,
    #[arg(long, conflicts_with = "not_on_hold")]
    pub on_hold: bool,
    #[arg(long)]
    pub not_on_hold: bool,
    #[arg(long, value_name = "DAYS", value_parser = days_ago(), conflicts_with_all = ["not_active_for", "never_active"])]
    pub active_within: Option<u32>,
    #[arg(long, value_name = "DAYS", value_parser = days_ago(), conflicts_with = "never_active")]
    pub not_active_for: Option<u32>,
    #[arg(long)]
    pub never_active: bool,
    #[arg(long, value_name = "DAYS", value_parser = days_ago(), conflicts_with = "invited_for")]
    pub invited_within: Option<u32>,
    #[arg(long, value_name = "DAYS", value_parser = days_ago())]
    pub invited_for: Option<u32>,
    #[arg(long, value_name = "NAME")]
    pub department: Option<String>,
    #[arg(long = "with-attribute", value_name = "NAME=VALUE")]
    pub with_attributes: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub filter: Option<String>,
}

/// Days that can have passed.
fn days_ago() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(0..=i64::from(MOST_DAYS_AGO))
}

/// Verbs of filters that an operator keeps.
#[derive(Debug, Subcommand)]
pub(crate) enum FiltersVerb {
    List,
    Save {
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        selection: Box<Selection>,
    },
    Remove {
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// What of a profile is changed.
#[derive(Debug, Clone, Args)]
#[group(id = "change", multiple = true, required = true)]
pub(crate) struct Change {
    #[arg(long, value_name = "TEXT")]
    pub first_name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub last_name: Option<String>,
    #[arg(long, value_name = "EMAIL")]
    pub email: Option<String>,
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub job_title: Option<String>,
    #[arg(long = "language", value_name = "LANG", value_parser = code_of::<Language>())]
    pub language: Option<crate::domain::Language>,
    #[arg(long = "attribute", value_name = "NAME=VALUE")]
    pub attributes: Vec<String>,
}

/// Whose profile is changed, and how.
#[derive(Debug, Clone, Args)]
pub(crate) struct EditArguments {
    #[arg(value_name = "KEY")]
    pub key: String,
    #[command(flatten)]
    pub change: Change,
}

/// Columns whose empty cells empty something.
fn emptied() -> impl TypedValueParser<Value = EmptyCells> {
    let fields = RosterField::CAN_BE_EMPTIED.into_iter();
    let fields = fields.map(|field| (field.code(), EmptyCells::default().and(field)));
    choices(fields.chain([("all", EmptyCells::all())]))
}
