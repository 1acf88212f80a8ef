//! The tree of verbs and their arguments. Its words for people are in the locales and put in by [`super::help`].

mod columns;
mod deletions;
mod desk;
mod people;
mod provider;
mod rules;
mod scim;
mod surroundings;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

pub(super) use columns::{ColumnsArguments, Corrections, Mapping};
pub(super) use deletions::{
    Confirmation, CorrectArguments, DeletionsVerb, DossierArguments, PrepareArguments,
    RunArguments, SigningKeyArguments,
};
pub(super) use desk::{
    AuthorityVerb, KeyVerb, OperatorsVerb, PlainVerb, RequestsVerb, SessionVerb, Sure, Wanted,
};
pub(super) use people::{
    EditArguments, FiltersVerb, IdleArguments, ImportArguments, LicensesVerb, NewUserArguments,
    Selection, UsersVerb,
};
pub(super) use provider::{ProviderVerb, RosterArguments};
pub(super) use rules::{RuleArguments, RulesVerb};
pub(super) use scim::ScimVerb;
pub(super) use surroundings::{ConfigVerb, MailVerb};

use super::output::Format;
use crate::domain::Language;
use crate::domain::coded::Coded;
use crate::domain::learning::Period;
use crate::domain::operator::Role;
use crate::domain::provider::Provider;
use crate::domain::zone::{UnknownZone, Zone};
use crate::service::TimeOrder;
use crate::tour::{Pace, Tour};

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "offboard", bin_name = "offboard", version)]
pub(super) struct Arguments {
    /// What goes with every verb.
    #[command(flatten)]
    pub globals: Globals,
    /// Whether the console begins with names masked.
    #[arg(long)]
    pub privacy: bool,
    /// The verb; without one the console opens.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

impl Arguments {
    /// Whether the console begins with names masked; none where that was asked of a verb, which masks nothing.
    pub const fn masks(&self) -> Option<bool> {
        match &self.verb {
            None => Some(self.privacy),
            Some(Verb::Demo { privacy, .. }) => Some(self.privacy || *privacy),
            Some(_) if self.privacy => None,
            Some(_) => Some(false),
        }
    }

    /// Whether the call writes CSV for people.
    pub fn write_csv(&self) -> bool {
        let exports = match &self.verb {
            Some(Verb::Users(verb)) => match &**verb {
                UsersVerb::Export { everything, .. } => everything.is_none(),
                UsersVerb::Import(arguments) => arguments.leavers.is_some(),
                _ => false,
            },
            Some(Verb::Deletions(verb)) => matches!(
                verb,
                DeletionsVerb::Template { .. }
                    | DeletionsVerb::Results { .. }
                    | DeletionsVerb::Package { .. }
                    | DeletionsVerb::Prepare(_)
            ),
            Some(Verb::Provider(verb)) => {
                matches!(&**verb, ProviderVerb::Scim(ScimVerb::Pull { .. }))
            }
            Some(Verb::Audit(verb)) => matches!(verb, AuditVerb::Export { .. }),
            _ => false,
        };
        exports || self.globals.format == Format::Csv
    }
}

/// What goes with every verb.
#[derive(Debug, Clone, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
pub(super) struct Globals {
    #[arg(long, global = true, value_name = "PATH", env = "OFFBOARD_DB")]
    pub db: Option<PathBuf>,
    // `init` has one of the same name, which says how the new account is called.
    #[arg(long, global = true, value_name = "NAME")]
    pub account: Option<String>,
    #[arg(long, global = true, value_name = "PATH")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = code_of::<Language>())]
    pub lang: Option<Language>,
    #[arg(long, global = true, value_name = "NAME", env = "OFFBOARD_OPERATOR")]
    pub operator: Option<String>,
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        value_enum,
        default_value_t
    )]
    pub format: Format,
    #[arg(long, global = true)]
    pub bom: bool,
    #[arg(long, global = true)]
    pub no_color: bool,
    #[arg(long, global = true)]
    pub plain: bool,
    #[arg(long, global = true)]
    pub ascii: bool,
    #[arg(long, global = true)]
    pub read_only: bool,
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[arg(long, global = true, value_name = "FILE", hide = true)]
    pub timings: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE", hide = true)]
    pub frame_log: Option<PathBuf>,
}

/// A verb.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Demo {
        #[arg(long, value_name = "N", default_value_t = 250)]
        learners: u64,
        #[arg(long = "as", value_name = "ROLE", default_value = "full-admin", value_parser = code_of::<Role>())]
        role: Role,
        #[arg(long, value_name = "PROVIDER", default_value = "here", value_parser = code_of::<Provider>())]
        provider: Provider,
        #[arg(long, value_name = "PATH")]
        at: Option<PathBuf>,
        #[arg(long)]
        privacy: bool,
        #[arg(long, value_name = "FILE", conflicts_with_all = ["role", "at", "provider"])]
        plain_data: Option<PathBuf>,
    },
    Tour(TourArguments),
    Init {
        #[arg(long, value_name = "NAME", required_unless_present = "from")]
        account: Option<String>,
        #[arg(long, value_name = "EMAIL")]
        admin: String,
        #[arg(long, value_name = "NAME")]
        admin_name: Option<String>,
        #[arg(long, value_name = "ZONE", value_parser = zone)]
        time_zone: Option<Zone>,
        #[arg(long, value_name = "DIR", conflicts_with = "time_zone")]
        from: Option<PathBuf>,
    },
    Seed {
        #[arg(long, value_name = "N")]
        learners: u64,
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
        #[arg(long)]
        yes: bool,
    },
    Serve {
        #[arg(long, value_name = "ADDRESS")]
        listen: Option<String>,
        #[arg(long, value_name = "FILE")]
        host_key: Option<PathBuf>,
    },
    Run {
        #[arg(long)]
        due: bool,
        #[arg(long)]
        once: bool,
    },
    #[command(subcommand)]
    Users(Box<UsersVerb>),
    #[command(subcommand)]
    Licenses(LicensesVerb),
    #[command(subcommand)]
    Rules(RulesVerb),
    #[command(subcommand)]
    Deletions(DeletionsVerb),
    Dossier(DossierArguments),
    Verify {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "KEY")]
        key: Option<PathBuf>,
    },
    #[command(subcommand)]
    Provider(Box<ProviderVerb>),
    #[command(subcommand)]
    Requests(RequestsVerb),
    #[command(subcommand)]
    Reports(ReportsVerb),
    #[command(subcommand)]
    Learning(LearningVerb),
    #[command(subcommand)]
    Outbox(OutboxVerb),
    #[command(subcommand)]
    Audit(AuditVerb),
    #[command(subcommand)]
    Operators(OperatorsVerb),
    #[command(subcommand)]
    Account(AccountVerb),
    #[command(subcommand)]
    Db(DbVerb),
    #[command(subcommand)]
    Config(ConfigVerb),
    #[command(subcommand)]
    Mail(MailVerb),
    Doctor,
    Help {
        #[arg(value_name = "COMMAND")]
        command: Vec<String>,
    },
    Version,
    Completions {
        #[arg(value_name = "SHELL", value_enum)]
        shell: Shell,
    },
    Man {
        #[arg(value_name = "COMMAND")]
        command: Vec<String>,
        #[arg(
            long,
            short,
            value_name = "DIR",
            alias = "out",
            conflicts_with = "command"
        )]
        output: Option<PathBuf>,
    },
}

/// Which walkthrough, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct TourArguments {
    #[arg(value_name = "NAME", value_parser = tour())]
    pub name: Option<String>,
    #[arg(long, conflicts_with_all = ["auto", "record"])]
    pub list: bool,
    #[arg(long, conflicts_with = "record")]
    pub auto: bool,
    #[arg(long, value_name = "PACE", default_value = "normal", value_parser = pace)]
    pub pace: Pace,
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    #[arg(long, value_name = "SIZE", default_value = "80x24", value_parser = size, requires = "record")]
    pub size: (u16, u16),
}

/// Where something is written.
#[derive(Debug, Clone, Args)]
pub(super) struct Target {
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Limit {
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Verbs of reports.
#[derive(Debug, Subcommand)]
pub(super) enum ReportsVerb {
    Aggregate {
        #[arg(long, value_name = "BY", value_enum, default_value_t)]
        by: ReportBy,
    },
    Learner {
        #[arg(value_name = "KEY")]
        key: String,
    },
}

/// Verbs of learning.
#[derive(Debug, Subcommand)]
pub(super) enum LearningVerb {
    Import(LearningArguments),
    Correct {
        #[arg(value_name = "ENTRY")]
        entry: u64,
        #[command(flatten)]
        report: LearningArguments,
    },
}

/// Which learning report is imported, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct LearningArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub check: bool,
    #[arg(long, value_name = "FROM..TO", value_parser = period)]
    pub period: Option<Period>,
    #[arg(long = "times", value_name = "ORDER", value_parser = code_of::<TimeOrder>())]
    pub times: Option<TimeOrder>,
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub corrections: Corrections,
    #[command(flatten)]
    pub columns: ColumnsArguments,
}

/// What the aggregate report is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum ReportBy {
    /// By month.
    #[default]
    Month,
    /// By course.
    Course,
}

/// Verbs of mail.
#[derive(Debug, Subcommand)]
pub(super) enum OutboxVerb {
    List {
        #[command(flatten)]
        limit: Limit,
    },
    Show {
        #[arg(value_name = "MESSAGE")]
        message: i64,
    },
    Send {
        #[arg(value_name = "MESSAGE")]
        messages: Vec<i64>,
    },
}

/// Verbs of the activity log.
#[derive(Debug, Subcommand)]
pub(super) enum AuditVerb {
    List {
        #[command(flatten)]
        of: Entries,
        #[command(flatten)]
        limit: Limit,
    },
    Verify,
    Export {
        #[command(flatten)]
        of: Entries,
        #[command(flatten)]
        target: Target,
    },
}

/// Which entries of the activity log.
#[derive(Debug, Clone, Args)]
pub(super) struct Entries {
    #[arg(long, value_name = "KEY")]
    pub user: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long, value_name = "BATCH")]
    pub batch: Option<i64>,
    #[arg(long, value_name = "ACT", conflicts_with = "refused")]
    pub act: Option<String>,
    #[arg(long)]
    pub refused: bool,
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
}

/// Verbs of account settings.
#[derive(Debug, Subcommand)]
pub(super) enum AccountVerb {
    Show,
    Set {
        #[arg(value_name = "NAME=VALUE", required = true)]
        settings: Vec<String>,
    },
    Approve,
    Next {
        #[arg(long)]
        dismiss: bool,
    },
}

/// Verbs of the database.
#[derive(Debug, Subcommand)]
pub(super) enum DbVerb {
    Check,
    Backup {
        #[arg(value_name = "FILE", conflicts_with = "output")]
        file: Option<PathBuf>,
        #[command(flatten)]
        target: Target,
    },
    Restore {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long)]
        yes: bool,
        #[arg(long)]
        despite_gap: bool,
        #[arg(long)]
        discard: bool,
    },
    Purge,
    Residue {
        #[arg(long)]
        clear: bool,
    },
    Rekey {
        #[arg(long)]
        yes: bool,
    },
}

/// The name of a tour.
fn tour() -> PossibleValuesParser {
    PossibleValuesParser::new(Tour::names())
}

/// The codes of an enum of the domain.
fn code_of<T: Coded + Send + Sync>() -> impl TypedValueParser<Value = T> {
    choices(T::EVERY.iter().map(|value| (value.code(), *value)))
}

/// Choices that stand for a value of the domain: its codes with dashes, underscores are as good.
fn choices<T: Clone + Send + Sync + 'static>(
    values: impl IntoIterator<Item = (&'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    let values: Vec<(String, &'static str, T)> = values
        .into_iter()
        .map(|(code, value)| (code.replace('_', "-"), code, value))
        .collect();
    let possible = values
        .iter()
        .map(|(shown, code, _)| PossibleValue::new(shown.clone()).alias(*code));
    PossibleValuesParser::new(possible.collect::<Vec<_>>()).try_map(move |typed| {
        let found = values
            .iter()
            .find(|(shown, code, _)| *shown == typed || *code == typed);
        found.map(|(_, _, value)| value.clone()).ok_or(typed)
    })
}

/// What a value has to look like, by examples that need no language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Expected(pub &'static str);

fn period(text: &str) -> Result<Period, Expected> {
    let expected = Expected("2026-10-01..2026-10-31, 2026-10");
    text.parse().map_err(|_| expected)
}

fn pace(text: &str) -> Result<Pace, Expected> {
    Pace::parse(text).ok_or(Expected("slow, normal, fast, 2.5"))
}

/// Columns and rows, such as `80x24`: no smaller than the console can be used, no larger than anybody looks at.
fn size(text: &str) -> Result<(u16, u16), Expected> {
    let parts = text.split_once('x');
    let read = parts.and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    read.filter(|(columns, rows)| (80..=400).contains(columns) && (24..=200).contains(rows))
        .ok_or(Expected("80x24 … 400x200"))
}

fn zone(name: &str) -> Result<Zone, UnknownZone> {
    Zone::named(name)
}
